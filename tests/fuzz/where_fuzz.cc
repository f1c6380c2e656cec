// Any bytes as the query of App IM's conversations: what is accepted has only conditions of the
// list, within the limits, and patterns end.

#include <cstdio>
#include <cstdlib>

#include "base/text.h"
#include "dialect/appim/where.h"

namespace koine::appim {
namespace {

void Require(bool ok, const char* what) {
  if (ok) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void Run(std::string_view bytes) {
  std::string text(bytes);
  const auto parsed = ParseWhere(text);
  if (!parsed.ok()) {
    Require(parsed.error().Is(Code::kBadArgument), "another refusal");
    return;
  }
  Require(parsed.value().size() <= kConditionsMax, "too many conditions");
  for (const Condition& condition : parsed.value()) {
    Require(condition.values.size() <= kValuesMax, "too many values");
    const bool list = condition.relation == Relation::kIn || condition.relation == Relation::kNotIn;
    if (condition.relation == Relation::kBetween) {
      Require(condition.values.size() == 2, "no two bounds");
    } else if (!list) {
      Require(condition.values.size() == 1, "not one value");
    }
    Require((condition.subject == Subject::kExtend) == !condition.path.empty(), "path");
    for (const Scalar& value : condition.values) {
      Require(text::IsUtf8(value.text), "not clean");
      const bool number =
          condition.subject == Subject::kType || condition.subject == Subject::kClients;
      Require(!number || text::ParseInt(value.text).has_value(), "no number");
      Require(Like(value.text, "%"), "anything");
      Like(value.text, value.text);
    }
  }
}

}  // namespace
}  // namespace koine::appim

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  koine::appim::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
