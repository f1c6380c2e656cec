#include <cstring>

#include "base/json_reader.h"
#include "base/text.h"

namespace koine::json {
namespace {

bool IsDigit(char c) {
  return static_cast<unsigned char>(c - '0') < 10;
}

}  // namespace

std::string Path::Text() const {
  std::string out = parent != nullptr ? parent->Text() : "";
  if (index >= 0) {
    out += '[';
    AppendInt(index, &out);
    out += ']';
  } else if (!name.empty()) {
    if (!out.empty()) out += '.';
    out += name;
  }
  return out;
}

Seen::Seen(const Type& type) {
  std::memset(rank, kUnseen, type.fields.size());
}

void Seen::Take(const Type& type) {
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (rank[i] != kUnseen && rank[i] != kBad) rank[i] = kTaken;
  }
}

void Reader::Start(std::string_view text) {
  p_ = text.data();
  end_ = p_ + text.size();
  depth_ = 0;
  check_utf8_ = !text::IsUtf8(text);
  SkipSpace();
}

bool Reader::Finish() {
  SkipSpace();
  if (p_ != end_) return Syntax();
  // Only keys of no member of ours can still be malformed.
  return check_utf8_ ? Fail("utf8", nullptr) : true;
}

bool Reader::Fail(const char* detail, const Path* path) {
  errors_->assign(
      1, Error{Code::kBadArgument, detail, path != nullptr ? path->Text() : std::string()});
  return false;
}

bool Reader::Bad(const char* detail, const Path* path, const Rule* rule) {
  Error error{Code::kBadArgument, detail, path != nullptr ? path->Text() : std::string()};
  if (rule != nullptr) error.text = rule->text_;
  errors_->push_back(std::move(error));
  failed_ = true;
  return errors_->size() < kMaxViolations;
}

bool Reader::CheckText(std::string_view text, const Path* path) {
  return text::IsUtf8(text) || Fail("utf8", path);
}

// Most objects come in the order of their fields and without spaces: then a key is one comparison.
bool Reader::ExpectedKey(const Type& type, std::size_t hint) {
  if (hint >= type.fields.size()) return false;
  const std::string& quoted = type.fields[hint].quoted;  // with a comma before it
  const std::size_t size = quoted.size() - 1;
  if (static_cast<std::size_t>(end_ - p_) <= size ||
      std::memcmp(p_, quoted.data() + 1, size) != 0) {
    return false;
  }
  p_ += size;
  SkipSpace();
  return true;
}

// An integer of up to 18 digits at once; false (and nothing read) if it is anything else.
bool Reader::ShortInteger(std::int64_t* out) {
  const char* p = p_;
  const bool negative = p < end_ && *p == '-';
  if (negative) ++p;
  const char* const begin = p;
  std::int64_t value = 0;
  const char* const stop = end_ - begin > 18 ? begin + 18 : end_;
  while (p < stop && IsDigit(*p)) value = value * 10 + (*p++ - '0');
  const auto digits = p - begin;
  if (digits == 0 || (*begin == '0' && digits > 1) || p == end_) return false;
  if (*p != ',' && *p != '}' && *p != ']') return false;
  p_ = p;
  *out = negative ? -value : value;
  return true;
}

// ------------------------------------------------------------------------------------ values

bool Reader::Value(const Type& type, const Rule* rule, void* out, const Path* path) {
  switch (type.kind) {
    case Kind::kString:
      return String(type, rule, out, path);
    case Kind::kBool:
      return Bool(out, rule, path);
    case Kind::kInt:
    case Kind::kId:
    case Kind::kMessageId:
    case Kind::kDouble:
    case Kind::kCents:
      return Numeric(type, rule, out, path);
    case Kind::kTime:
      if (Peek() != '"') return Numeric(type, rule, out, path);
      [[fallthrough]];
    case Kind::kEnum:
    case Kind::kBytes:
      if (Peek() != '"') return Skip(path) && Bad("type", path, rule);
      return StringValue(&scratch_, path) && TextScalar(type, rule, scratch_, out, path);
    case Kind::kRaw: {
      const char* begin = p_;
      if (!Skip(path)) return false;
      static_cast<Raw*>(out)->text.assign(begin, p_);
      return true;
    }
    case Kind::kOptional:
      if (Peek() == 'n') {
        type.clear(out);
        return SkipNull();
      }
      type.clear(out);
      return Value(*type.element, rule, type.add(out, {}), path);
    case Kind::kList:
      return List(type, rule, out, path);
    case Kind::kMap:
      return Map(type, rule, out, path);
    case Kind::kStruct:
      return Struct(type, out, path);
  }
  return false;
}

bool Reader::String(const Type&, const Rule* rule, void* out, const Path* path) {
  auto* text = static_cast<std::string*>(out);
  if (Peek() == '"') return StringValue(text, path);
  const bool number = Peek() == '-' || IsDigit(Peek());
  if (!number || !profile_.numbers_as_strings) return Skip(path) && Bad("type", path, rule);
  std::string_view token;
  bool is_integer = false;
  if (!Number(&token, &is_integer)) return false;
  text->assign(token);
  return true;
}

bool Reader::Bool(void* out, const Rule* rule, const Path* path) {
  auto* value = static_cast<bool*>(out);
  if (Peek() == 't') {
    *value = true;
    return Literal("true");
  }
  if (Peek() == 'f') {
    *value = false;
    return Literal("false");
  }
  if (!profile_.loose_bools) return Skip(path) && Bad("type", path, rule);
  const char* begin = p_;
  if (!Skip(path)) return false;
  std::string_view token(begin, static_cast<std::size_t>(p_ - begin));
  if (token.size() > 2 && token.front() == '"') token = token.substr(1, token.size() - 2);
  if (token != "1" && token != "0" && token != "true" && token != "false") {
    return Bad("type", path, rule);
  }
  *value = token == "1" || token == "true";
  return true;
}

bool Reader::Numeric(const Type& type, const Rule* rule, void* out, const Path* path) {
  const char c = Peek();
  if (c == '-' || IsDigit(c)) {
    std::int64_t value = 0;
    if ((type.kind == Kind::kInt || type.kind == Kind::kId) && ShortInteger(&value)) {
      return StoreInt(type, value, out) || Bad("range", path, rule);
    }
    std::string_view token;
    bool is_integer = false;
    return Number(&token, &is_integer) && NumericText(type, token, rule, out, path);
  }
  if (c == '"' && profile_.numeric_strings) {
    return StringValue(&scratch_, path) && NumericText(type, scratch_, rule, out, path);
  }
  return Skip(path) && Bad("type", path, rule);
}

bool Reader::List(const Type& type, const Rule* rule, void* out, const Path* path) {
  type.clear(out);
  if (Peek() == 'n') return SkipNull();
  if (Peek() != '[') return Skip(path) && Bad("type", path, rule);
  if (!Enter()) return Fail("depth", path);
  ++p_;
  SkipSpace();
  if (Peek() == ']') {
    ++p_;
    --depth_;
    return true;
  }
  Path element{path, {}, 0};
  for (;; ++element.index) {
    if (!Value(*type.element, rule, type.add(out, {}), &element)) return false;
    SkipSpace();
    if (p_ == end_) return Syntax();
    const char c = *p_++;
    if (c == ']') break;
    if (c != ',') return Syntax();
    SkipSpace();
  }
  --depth_;
  return true;
}

bool Reader::Map(const Type& type, const Rule* rule, void* out, const Path* path) {
  type.clear(out);
  if (Peek() == 'n') return SkipNull();
  if (Peek() != '{') return Skip(path) && Bad("type", path, rule);
  if (!Enter()) return Fail("depth", path);
  ++p_;
  SkipSpace();
  if (Peek() == '}') {
    ++p_;
    --depth_;
    return true;
  }
  const Path entry{path, "*"};  // keys come from outside and stay out of errors
  for (;;) {
    std::string_view key;
    if (!Key(&key)) return false;
    if (check_utf8_ && !CheckText(key, &entry)) return false;
    void* value = type.add(out, key);
    if (!Value(*type.element, rule, value, &entry)) return false;
    SkipSpace();
    if (p_ == end_) return Syntax();
    const char c = *p_++;
    if (c == '}') break;
    if (c != ',') return Syntax();
    SkipSpace();
  }
  --depth_;
  return true;
}

bool Reader::Struct(const Type& type, void* out, const Path* path) {
  if (Peek() != '{') return Skip(path) && Bad("type", path, nullptr);
  Seen seen(type);
  if (!Members(type, out, path, &seen)) return false;
  CheckRules(type, out, seen, path);
  return true;
}

bool Reader::Members(const Type& type, void* out, const Path* path, Seen* seen) {
  if (!Enter()) return Fail("depth", path);
  ++p_;
  SkipSpace();
  if (Peek() == '}') {
    ++p_;
    --depth_;
    return true;
  }
  std::size_t hint = 0;
  bool any_failed = false;
  for (;;) {
    std::uint8_t rank = kExact;
    int index = static_cast<int>(hint);
    if (!ExpectedKey(type, hint)) {
      std::string_view key;
      if (!Key(&key)) return false;
      index = FindField(type, key, hint, profile_.any_case_names, &rank);
    }
    bool read = false;
    if (index >= 0 && rank >= seen->rank[index]) {
      const Field& field = type.fields[static_cast<std::size_t>(index)];
      hint = static_cast<std::size_t>(index) + 1;
      const Path member{path, field.name};
      if (Peek() != 'n' && !MissingHere(*field.type)) {
        read = true;
        failed_ = false;
        if (!Value(*field.type, field.rule, static_cast<char*>(out) + field.offset, &member)) {
          return false;
        }
        seen->rank[index] = failed_ ? std::uint8_t{kBad} : rank;
        any_failed = any_failed || failed_;
      }
    }
    if (!read && !Skip(path)) return false;
    SkipSpace();
    if (p_ == end_) return Syntax();
    const char c = *p_++;
    if (c == '}') break;
    if (c != ',') return Syntax();
    SkipSpace();
  }
  --depth_;
  failed_ = any_failed;
  return true;
}

// Whether "" stands here for a value that is none (Profile::empty_is_missing).
bool Reader::MissingHere(const Type& type) const {
  if (!profile_.empty_is_missing || end_ - p_ < 2 || p_[0] != '"' || p_[1] != '"') return false;
  const Type& plain = type.kind == Kind::kOptional ? *type.element : type;
  return plain.kind != Kind::kString && plain.kind != Kind::kRaw;
}

int Reader::FindField(const Type& type, std::string_view name, std::size_t hint, bool any_case,
                      std::uint8_t* rank) {
  const std::size_t n = type.fields.size();
  *rank = kExact;
  if (hint < n && type.fields[hint].name == name) return static_cast<int>(hint);
  for (std::size_t i = 0; i < n; ++i) {
    if (type.fields[i].name == name) return static_cast<int>(i);
  }
  *rank = kAlias;
  for (const auto& [alias, index] : type.aliases) {
    if (alias == name) return index;
  }
  if (!any_case) return -1;
  *rank = kCaseless;
  for (std::size_t i = 0; i < n; ++i) {
    if (text::EqualsIgnoreCaseAscii(type.fields[i].name, name)) return static_cast<int>(i);
  }
  for (const auto& [alias, index] : type.aliases) {
    if (text::EqualsIgnoreCaseAscii(alias, name)) return index;
  }
  return -1;
}

// ------------------------------------------------------------------------------ entry points

bool Read(const Type* type, std::string_view text, const Profile& profile, void* out,
          Errors* errors) {
  errors->clear();
  Reader reader(profile, errors);
  reader.Start(text);
  if (!reader.Value(*type, nullptr, out, nullptr) || !reader.Finish()) return false;
  return errors->empty();
}

Status Check(std::string_view text) {
  const Profile profile;
  Errors errors;
  Reader reader(profile, &errors);
  reader.Start(text);
  if (!reader.Skip(nullptr) || !reader.Finish()) return std::move(errors.front());
  return Ok();
}

}  // namespace koine::json
