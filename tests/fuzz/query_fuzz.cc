// Any bytes as a query string: what is accepted is clean text, means the same when encoded again,
// and binds to a struct without harm.

#include <cstdio>
#include <cstdlib>

#include "base/json.h"
#include "base/text.h"

namespace koine {
namespace {

struct Query {
  std::string a;
  std::int32_t b = 0;
  std::vector<std::int64_t> c;
  std::optional<std::vector<std::string>> d;
  json::Time e;
  bool f = false;
  json::Raw g;
  std::map<std::string, json::Raw> h;
  json::Cents i;
  double j = 0;
};
KOINE_DESCRIBE(Query, (a, b, c, d, e, f, g, h, i, j))

void Require(bool ok, const char* what) {
  if (ok) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void Run(std::string_view text) {
  std::vector<json::Param> params;
  if (!text::ParseQuery(text, &params).ok()) return;
  Require(params.size() <= text::kMaxParams, "too many");
  std::string again;
  for (const json::Param& p : params) {
    for (const std::string* s : {&p.name, &p.value}) {
      Require(text::IsUtf8(*s) && s->find('\0') == std::string::npos, "not clean");
    }
    again += text::PercentEncode(p.name) + "=" + text::PercentEncode(p.value) + "&";
  }
  std::vector<json::Param> second;
  Require(text::ParseQuery(again, &second).ok() && second.size() == params.size(), "not the same");
  for (std::size_t i = 0; i < second.size(); ++i) {
    Require(second[i].name == params[i].name && second[i].value == params[i].value, "changed");
  }
  json::Profile profile;
  profile.any_case_names = profile.cents_as_decimal = true;
  json::Sources sources;
  sources.query = params;
  Query query;
  json::Errors errors;
  if (json::Bind(json::TypeOf<Query>(), sources, profile, &query, &errors)) {
    Require(json::Check(json::ToText(query, profile)).ok(), "wrote no JSON");
  } else {
    Require(!errors.empty(), "no error");
  }
  Require(text::Trim(text).size() <= text.size(), "trim");
  Require(text::IsUtf8(text::Fold(text)), "fold");
}

}  // namespace
}  // namespace koine

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  koine::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
