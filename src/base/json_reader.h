#pragma once

// The inside of Read and Bind. Included by the json_*.cc files alone.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"

namespace koine::json {

inline constexpr std::size_t kMaxFields = 256;
// Violations of one request that are reported; a long list of bad elements says no more than these.
inline constexpr std::size_t kMaxViolations = 32;

// Integers and enums of any size in memory.
std::int64_t LoadInt(const Type& type, const void* object);
// False if `value` does not fit.
bool StoreInt(const Type& type, std::int64_t value, void* object);

// The first byte at or after `p` that cannot stand in a JSON string as it is: quote, backslash,
// control character; `end` if none.
const char* FindSpecial(const char* p, const char* end);

// Where in the input we are: a chain of frames on the call stack.
struct Path {
  const Path* parent = nullptr;
  std::string_view name = {};  // of a member; empty for an element
  std::int64_t index = -1;     // of an element
  std::string Text() const;
};

// How a field of the struct being read was found; a better way replaces a worse one.
// kTaken: by an earlier source. kBad: of the wrong type, so its rules are not checked.
enum Rank : std::uint8_t {
  kUnseen = 0,
  kCaseless = 1,
  kAlias = 2,
  kExact = 3,
  kTaken = 4,
  kBad = 5
};
struct Seen {
  std::uint8_t rank[kMaxFields];
  explicit Seen(const Type& type);
  // What was found so far stays, whatever comes.
  void Take(const Type& type);
};

// Reads one text by recursive descent into described objects. The functions return false after an
// error that ends the reading.
class Reader {
 public:
  Reader(const Profile& profile, Errors* errors) : profile_(profile), errors_(errors) {}

  // Makes `text` the input. True also if it is not UTF-8: then the strings are checked one by one.
  void Start(std::string_view text);
  void SkipSpace() {
    while (p_ < end_ && (*p_ == ' ' || *p_ == '\n' || *p_ == '\r' || *p_ == '\t')) ++p_;
  }
  char Peek() const { return p_ < end_ ? *p_ : '\0'; }
  // After the value: nothing but white space, and UTF-8.
  bool Finish();

  bool Value(const Type& type, const Rule* rule, void* out, const Path* path);
  // An object into `out`; which fields it had goes to *seen. Rules are not checked.
  bool Members(const Type& type, void* out, const Path* path, Seen* seen);
  bool Skip(const Path* path);
  bool SkipNull();
  bool NotAnObject() { return Fail("type", nullptr); }
  // A value of the last field read was refused.
  bool failed() const { return failed_; }

  // Appends the violations of one struct's own rules (nested ones were checked when read).
  void CheckRules(const Type& type, const void* object, const Seen& seen, const Path* path);

  // A field from the text of a parameter.
  bool FromText(const Type& type, const Rule* rule, std::string_view text, void* out,
                const Path* path);
  // Parameters into the fields of `out` that are not taken yet.
  bool Params(std::span<const Param> params, const Type& type, void* out, Seen* seen);

  static int FindField(const Type& type, std::string_view name, std::size_t hint, bool any_case,
                       std::uint8_t* rank);

 private:
  // Ends the reading.
  bool Fail(const char* detail, const Path* path);
  // Refuses one value that was passed over; false (stop) only after too many.
  bool Bad(const char* detail, const Path* path, const Rule* rule);
  bool Syntax() { return Fail("json", nullptr); }

  bool StringValue(std::string* out, const Path* path);
  bool Unescape(std::string* out, const Path* path);
  bool Hex4(std::uint32_t* out);
  bool MissingHere(const Type& type) const;
  bool Key(std::string_view* name);
  bool ExpectedKey(const Type& type, std::size_t hint);
  bool ShortInteger(std::int64_t* out);
  bool Number(std::string_view* token, bool* is_integer);
  bool SkipString(const Path* path);
  bool SkipContainer(char open, const Path* path);
  bool Literal(std::string_view word);
  bool Enter() { return ++depth_ <= kMaxDepth; }
  bool CheckText(std::string_view text, const Path* path);

  bool Bool(void* out, const Rule* rule, const Path* path);
  bool Numeric(const Type& type, const Rule* rule, void* out, const Path* path);
  bool NumericText(const Type& type, std::string_view token, const Rule* rule, void* out,
                   const Path* path);
  bool TextScalar(const Type& type, const Rule* rule, std::string_view text, void* out,
                  const Path* path);
  bool String(const Type& type, const Rule* rule, void* out, const Path* path);
  bool List(const Type& type, const Rule* rule, void* out, const Path* path);
  bool Map(const Type& type, const Rule* rule, void* out, const Path* path);
  bool Struct(const Type& type, void* out, const Path* path);

  void Violation(Code code, const char* detail, const Path& path, const char* text,
                 const Rule& rule);
  void CheckField(const Field& field, const void* value, const Path* path);
  void CheckElement(const Type& type, const Rule& rule, const void* value, const Path& path);

  void CheckText(std::string_view text, const Rule& rule, const Path& path);
  void CheckNumber(std::int64_t number, const Rule& rule, const Path& path);

  const Profile& profile_;
  Errors* errors_;
  const char* p_ = nullptr;
  const char* end_ = nullptr;
  bool check_utf8_ = false;
  bool failed_ = false;
  int depth_ = 0;
  std::string scratch_;      // a decoded string that is no member of its own
  std::string key_scratch_;  // a decoded key; used up before the next key is read
};

}  // namespace koine::json
