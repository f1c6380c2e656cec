// Any bytes as JSON: the reader accepts what simdjson accepts, what it read is written and read
// back the same, and the kept text of a Raw member is JSON itself.

#include <simdjson.h>

#include <cstdio>
#include <cstdlib>

#include "base/json.h"

namespace koine {
namespace {

enum class Flavor : std::int8_t { kText, kImage };
KOINE_ENUM(Flavor, (Flavor::kText, "TEXT"), (Flavor::kImage, "IMAGE"))

struct Doc {
  bool a = false;
  std::int32_t b = 0;
  std::uint32_t c = 0;
  std::int64_t d = 0;
  double e = 0;
  std::string f;
  Flavor g = Flavor::kText;
  MessageId h;
  UserId i;
  json::Time j;
  json::Cents k;
  json::Bytes l;
  json::Raw m;
  std::optional<std::string> n;
  std::vector<Doc> o;
  std::vector<std::int16_t> p;
  std::map<std::string, std::string> q;
};
KOINE_DESCRIBE(Doc, (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q))
KOINE_RULES(Doc, json::Rule("f").MaxChars(1000).MinChars(0).Alias("ff"),
            json::Rule("p").MaxItems(100).WholeBody(), json::Rule("g").AnyCase())

void Require(bool ok, const char* what) {
  if (ok) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

// Both parsers agree, but for what ours refuses on purpose (U+0000, depth) and what the other
// cannot hold (numbers out of range, half a surrogate pair).
void Compare(std::string_view text) {
  static simdjson::dom::parser parser;
  const Status ours = json::Check(text);
  const auto theirs = parser.parse(text.data(), text.size()).error();
  if (ours.ok()) {
    Require(theirs == simdjson::SUCCESS || theirs == simdjson::NUMBER_ERROR ||
                theirs == simdjson::STRING_ERROR,
            "accepted what is no JSON");
  } else if (ours.error().detail == std::string_view("json") ||
             ours.error().detail == std::string_view("utf8")) {
    Require(theirs != simdjson::SUCCESS, "refused JSON");
  }
}

void RoundTrip(std::string_view text, const json::Profile& profile) {
  Doc first;
  json::Errors errors;
  json::Sources sources;
  sources.body = text;
  json::Bind(json::TypeOf<Doc>(), sources, profile, &first, &errors);
  first = {};
  if (!json::Read(json::TypeOf<Doc>(), text, profile, &first, &errors)) {
    Require(!errors.empty(), "no error");
    return;
  }
  const std::string once = json::ToText(first, profile);
  Require(json::Check(once).ok(), "wrote no JSON");
  Doc second, third;
  Require(json::Read(json::TypeOf<Doc>(), once, profile, &second, &errors), "refused its own text");
  // Times as text lose their milliseconds, so the first text may differ from the second.
  const std::string twice = json::ToText(second, profile);
  Require(json::Read(json::TypeOf<Doc>(), twice, profile, &third, &errors), "refused it again");
  Require(json::ToText(third, profile) == twice, "came back different");
}

}  // namespace
}  // namespace koine

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  koine::Compare(text);
  koine::json::Profile profile;
  koine::RoundTrip(text, profile);
  profile.numeric_strings = profile.numbers_as_strings = profile.loose_bools = true;
  profile.any_case_names = profile.cents_as_decimal = profile.escape_html = true;
  profile.ids_as_text = profile.int64_as_text = profile.bools_as_ints = true;
  profile.absent = koine::json::Absent::kOmit;
  profile.omit_empty_maps = true;
  koine::RoundTrip(text, profile);
  return 0;
}
