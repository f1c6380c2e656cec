#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/json_macros.h"
#include "base/result.h"

// JSON through tables. A plain aggregate is described once:
//
//   struct SendIn { ConversationId conversationId; std::string content; };
//   KOINE_DESCRIBE(SendIn, (conversationId, content))
//   KOINE_RULES(SendIn, json::Rule("content").Required("must not be empty").MaxChars(5000, "…"),
//               json::Rule("conversationId").Alias("sessionId"))
//
// and every enum that stands in one: KOINE_ENUM(Kind, (Kind::kText, "TEXT"), (Kind::kImage,
// "IMAGE")). The macros stand in the namespace of the type, after it; KOINE_RULES after
// KOINE_DESCRIBE. Member types: bool, integers (signed up to 64 bits, unsigned up to 32), double,
// std::string, Id<Tag>, described enums and structs (also recursive through a vector), Time, Cents,
// Bytes, Raw, std::optional<T>, std::vector<T>, std::map<std::string, T>.
//
// All functions may be called from any thread.

namespace koine {
class Zone;
}

namespace koine::json {

// Milliseconds since 1970 UTC; on the wire a text or a number, as the profile says. 0 = none.
struct Time {
  std::int64_t ms = 0;
  friend constexpr auto operator<=>(Time, Time) = default;
};

// Money. On the wire a number with two decimals or an integer, as the profile says.
struct Cents {
  std::int64_t value = 0;
  friend constexpr auto operator<=>(Cents, Cents) = default;
};

// Binary data, on the wire standard base64 with padding.
struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// Any JSON value, kept as the exact text it had (without the white space around it). Empty text
// means absent and is written as null. The writer copies it as it is: it must be valid JSON.
struct Raw {
  std::string text;
  friend bool operator==(const Raw&, const Raw&) = default;
};

// ------------------------------------------------------------------------------------- profile

// What a missing optional is written as. kZero: "", 0, false, [] and {}, but null for a struct.
enum class Absent : std::uint8_t { kNull, kOmit, kZero };
enum class TimeForm : std::uint8_t { kText, kMilliseconds };
enum class Source : std::uint8_t { kQuery, kForm, kJson };

// What dialects disagree on. Data of a dialect, obeyed by reader and writer.
struct Profile {
  // Writing
  bool ids_as_text = false;       // Id<Tag> as "12"
  bool int64_as_text = false;     // 64-bit integers as "12"
  bool bools_as_ints = false;     // 1 and 0
  bool escape_html = false;       // < > & as \u003c \u003e \u0026
  bool omit_empty_maps = false;   // a member that is an empty map is left out
  bool cents_as_decimal = false;  // 1234 cents as 12.34; both ways. Else an integer.
  Absent absent = Absent::kNull;
  TimeForm time = TimeForm::kText;  // kText: yyyy-MM-dd HH:mm:ss in `zone`
  const Zone* zone = nullptr;       // null: +08:00
  // Reading
  bool numeric_strings = false;        // "12" where a number is expected
  bool numbers_as_strings = false;     // 12 where a string is expected
  bool loose_bools = false;            // 0 1 "0" "1" "true" "false"
  bool any_case_names = false;         // member names in any case (the exact one wins)
  bool empty_list_is_missing = false;  // Required refuses []
  bool empty_is_missing = false;       // "" for what is no text is as good as nothing
  // Which source of a parameter wins, first to last. Path arguments always win.
  Source order[3] = {Source::kQuery, Source::kForm, Source::kJson};
};

// --------------------------------------------------------------------------------------- rules

// What a request field must satisfy. `field` is the member's name in C++. Every literal is
// optional; it becomes Error::text. Rules hold for values that are present; only Required looks at
// absence. Lengths and limits of a list's elements are checked on each element when the field is a
// list (MaxChars, MaxBytes, MinChars, Min, Max, OneOf, Pattern), MaxItems and MinItems on the list.
class Rule {
 public:
  using Predicate = bool (*)(std::string_view);
  explicit Rule(const char* field) : field_(field) {}

  // Present, not null and, if text, not empty. See also Profile::empty_list_is_missing.
  Rule& Required(const char* text = "");
  // As Required, and not only white space.
  Rule& NotBlank(const char* text = "");
  // Lengths in Unicode code points.
  Rule& MinChars(std::int64_t n, const char* text = "");
  Rule& MaxChars(std::int64_t n, const char* text = "");
  Rule& MaxBytes(std::int64_t n, const char* text = "");
  // Bounds of a number, both inclusive.
  Rule& Min(std::int64_t n, const char* text = "");
  Rule& Max(std::int64_t n, const char* text = "");
  Rule& MinItems(std::int64_t n, const char* text = "");
  Rule& MaxItems(std::int64_t n, const char* text = "");
  // The text is one of these (exact).
  Rule& OneOf(std::vector<std::string_view> values, const char* text = "");
  // `predicate` holds for the text; for numbers it gets the decimal text.
  Rule& Pattern(Predicate predicate, const char* text = "");
  // One more name that the field may arrive under. The field's own name wins over it.
  Rule& Alias(const char* name);
  // The name on the wire, both ways, where it is no C++ identifier.
  Rule& Name(const char* name);
  // An enum's text is accepted in any case.
  Rule& AnyCase();
  // A JSON array as the whole body fills this list, a JSON object as the whole body this map.
  Rule& WholeBody();
  // A Time given as a day only means its last second, not its first.
  Rule& EndOfDay();
  // The literal for a value of the wrong type, and for every violation without its own.
  Rule& Text(const char* text);

 private:
  friend class Reader;
  friend class Builder;
  friend struct SchemaWriter;
  struct Bound {
    std::int64_t limit = 0;
    const char* text = nullptr;  // null: no such bound
  };
  const char* field_;
  const char* required_ = nullptr;
  bool not_blank_ = false;
  bool any_case_ = false;
  bool whole_body_ = false;
  bool end_of_day_ = false;
  Bound min_chars_, max_chars_, max_bytes_, min_, max_, min_items_, max_items_;
  std::vector<std::string_view> one_of_;
  const char* one_of_text_ = "";
  Predicate pattern_ = nullptr;
  const char* pattern_text_ = "";
  std::vector<std::string_view> aliases_;
  const char* name_ = nullptr;
  const char* text_ = "";
  bool checks_value_ = false;  // any rule besides Required and names
};

// --------------------------------------------------------------------------------------- types

enum class Kind : std::uint8_t {
  kBool,
  kInt,
  kDouble,
  kString,
  kEnum,
  kId,
  kMessageId,
  kTime,
  kCents,
  kBytes,
  kRaw,
  kOptional,
  kList,
  kMap,
  kStruct,
};

struct Type;

struct Field {
  std::string_view name;  // on the wire
  const Type* type = nullptr;
  std::uint32_t offset = 0;
  const Rule* rule = nullptr;  // null: none
  std::string quoted = {};     // `,"name":`
};

struct Enumerator {
  std::int64_t value;
  std::string_view text;
};

// The run-time table of one C++ type. Built at first use, never changed after, never freed.
struct Type {
  Kind kind = Kind::kBool;
  bool is_signed = true;          // kInt, kEnum
  std::uint32_t size = 0;         // of the C++ type, in bytes
  std::string_view name;          // kStruct, kEnum: the C++ name without namespace
  const Type* element = nullptr;  // kOptional, kList, kMap
  std::vector<Field> fields;      // kStruct
  std::vector<Rule> rules;        // kStruct; what Field::rule points into
  int whole_body = -1;            // kStruct: the field with Rule::WholeBody, or -1
  std::vector<std::pair<std::string_view, std::uint16_t>> aliases;  // kStruct: name, field
  std::vector<Enumerator> enumerators;                              // kEnum

  // kOptional: the value, or null when absent. kList: the element at `i`.
  const void* (*get)(const void* object, std::size_t i) = nullptr;
  // kOptional: makes a value. kList: appends one. kMap: the value under `key`, made if missing.
  void* (*add)(void* object, std::string_view key) = nullptr;
  // kOptional, kList, kMap: empties it.
  void (*clear)(void* object) = nullptr;
  // kOptional, kList, kMap: how many it holds.
  std::size_t (*count)(const void* object) = nullptr;
  // kMap: calls `visit` for each entry in the order of the keys.
  using Visit = void (*)(void* context, std::string_view key, const void* value);
  void (*each)(const void* object, void* context, Visit visit) = nullptr;

  std::atomic<bool> ready{false};
};

// The table of T. Cheap after the first call (one load).
template <class T>
const Type* TypeOf();

// ------------------------------------------------------------------------------ reading, binding

// What was refused. Either one error that ended the reading (kBadArgument with detail "json",
// "utf8", "nul" or "depth", or "type" if the text is no object at all), or everything else that is
// wrong, up to 32: values of the wrong type (kBadArgument, detail "type", "range" or "oneof") and
// violated rules (kMissingArgument, detail "required", or kBadArgument, detail "chars", "bytes",
// "range", "items", "oneof" or "pattern"). In the order of the input, the rules of a struct at its
// end in the order of its fields. `field` is a path such as mentionInfo.userIds[3], `text` the
// rule's literal or "". An error never holds the value.
using Errors = std::vector<Error>;

// Nested deeper than this is refused.
inline constexpr int kMaxDepth = 32;

struct Param {
  std::string name;
  std::string value;
};

// Everything a request can bring its parameters in, already decoded.
struct Sources {
  std::span<const Param> path = {};
  std::span<const Param> query = {};
  std::span<const Param> form = {};
  std::string_view body = {};  // JSON; white space only = none
};

// Fills `*out` (a T of `type`, freshly made) from `text`. True if nothing was refused; else
// `*errors` is not empty and `*out` holds whatever was read so far. Unknown members are ignored,
// null means absent, of members named twice the last counts. Numbers too large for their type are
// refused.
bool Read(const Type* type, std::string_view text, const Profile& profile, void* out,
          Errors* errors);

// The same from all sources, in the order path, then profile.order; a field found in an earlier
// source is not looked for in a later one. Lists come as repeated or comma separated parameters,
// the list with Rule::WholeBody also as a body that is an array. An empty parameter counts as
// absent unless the field is text. REQUIRES: type->kind == Kind::kStruct
bool Bind(const Type* type, const Sources& sources, const Profile& profile, void* out,
          Errors* errors);

// Reads a T; the first error otherwise.
template <class T>
Result<T> Parse(std::string_view text, const Profile& profile = {}) {
  T value{};
  Errors errors;
  if (!Read(TypeOf<T>(), text, profile, &value, &errors)) return std::move(errors.front());
  return value;
}

// Checks that `text` is one valid JSON value (syntax, UTF-8, depth, no U+0000).
Status Check(std::string_view text);

// ------------------------------------------------------------------------------------- writing

// Real numbers for provisional message ids: element k is what -(k+1) stands for.
using Numbers = std::span<const std::int64_t>;

// What `id` has become: itself, or the element of `numbers` that it stands for as a provisional
// one; 0 without such an element.
inline std::int64_t RealNumber(std::int64_t id, Numbers numbers) {
  if (id >= 0) return id;
  const auto k = static_cast<std::size_t>(-(id + 1));
  return k < numbers.size() ? numbers[k] : 0;
}

// Appends `object` as JSON. A provisional id without an element in `numbers` is written as 0.
void Write(const Type* type, const void* object, const Profile& profile, std::string* out,
           Numbers numbers = {});

template <class T>
void Write(const T& object, const Profile& profile, std::string* out, Numbers numbers = {}) {
  Write(TypeOf<T>(), &object, profile, out, numbers);
}

template <class T>
std::string ToText(const T& object, const Profile& profile = {}, Numbers numbers = {}) {
  std::string out;
  Write(TypeOf<T>(), &object, profile, &out, numbers);
  return out;
}

// Appends `text` (valid UTF-8) with JSON escapes, without quotes.
void Escape(std::string_view text, std::string* out, bool escape_html = false);
// The same with quotes around it.
void Quote(std::string_view text, std::string* out, bool escape_html = false);
void AppendInt(std::int64_t value, std::string* out);

// Appends the OpenAPI 3.0 schema object of `type`: structs and enums as
// {"$ref":"#/components/schemas/ Name"}, except `type` itself when it is one, which is written out.
// Limits of rules are in it.
void Schema(const Type* type, const Profile& profile, std::string* out);
// `type` and all structs and enums that it reaches, each once, for components/schemas.
void Reach(const Type* type, std::vector<const Type*>* out);

}  // namespace koine::json

#include "base/json_types.inc"
