#include <algorithm>
#include <charconv>

#include "base/json_reader.h"
#include "base/text.h"
#include "base/time.h"

// Binding of parameters and checking of rules.

namespace koine::json {
namespace {

// A decimal number with at most two significant decimals, in hundredths.
bool ParseDecimalCents(std::string_view text, std::int64_t* out) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view decimals = point == text.npos ? "" : text.substr(point + 1);
  if (whole.empty() || (point != text.npos && decimals.empty())) return false;
  while (decimals.size() > 2 && decimals.back() == '0') decimals.remove_suffix(1);
  if (whole.size() > 15 || decimals.size() > 2) return false;
  std::int64_t value = 0;
  const auto digits = [&value](std::string_view part) {
    for (char c : part) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    return true;
  };
  if (!digits(whole) || !digits(decimals)) return false;
  for (std::size_t i = decimals.size(); i < 2; ++i) value *= 10;
  *out = negative ? -value : value;
  return true;
}

// Years 1 to 9999.
constexpr std::int64_t kMinTimeMs = -62135596800000;
constexpr std::int64_t kMaxTimeMs = 253402300799999;

bool IsText(Kind kind) {
  return kind == Kind::kString || kind == Kind::kRaw;
}

const Type& Plain(const Type& type) {
  return type.kind == Kind::kOptional ? *type.element : type;
}

}  // namespace

bool Reader::NumericText(const Type& type, std::string_view token, const Rule* rule, void* out,
                         const Path* path) {
  if (type.kind == Kind::kDouble) {
    const auto value = text::ParseDouble(token);
    if (!value) return Bad("type", path, rule);
    *static_cast<double*>(out) = *value;
    return true;
  }
  std::int64_t value = 0;
  if (type.kind == Kind::kCents && profile_.cents_as_decimal) {
    if (!ParseDecimalCents(token, &value)) return Bad("type", path, rule);
  } else {
    const char* end = token.data() + token.size();
    const auto [stop, error] = std::from_chars(token.data(), end, value);
    if (error == std::errc::result_out_of_range) return Bad("range", path, rule);
    if (error != std::errc() || stop != end) return Bad("type", path, rule);
  }
  switch (type.kind) {
    case Kind::kTime:
      if (value < kMinTimeMs || value > kMaxTimeMs) return Bad("range", path, rule);
      static_cast<Time*>(out)->ms = value;
      return true;
    case Kind::kCents:
      static_cast<Cents*>(out)->value = value;
      return true;
    case Kind::kMessageId:
      if (value < 0) return Bad("range", path, rule);  // would pass for a provisional id
      [[fallthrough]];
    default:
      return StoreInt(type, value, out) || Bad("range", path, rule);
  }
}

bool Reader::TextScalar(const Type& type, const Rule* rule, std::string_view text, void* out,
                        const Path* path) {
  switch (type.kind) {
    case Kind::kTime: {
      const Zone& zone = profile_.zone != nullptr ? *profile_.zone : Zone::Shanghai();
      if (auto ms = ParseTime(text, zone, rule != nullptr && rule->end_of_day_)) {
        static_cast<Time*>(out)->ms = *ms;
        return true;
      }
      const bool number = profile_.numeric_strings || profile_.time == TimeForm::kMilliseconds;
      return number ? NumericText(type, text, rule, out, path) : Bad("type", path, rule);
    }
    case Kind::kEnum:
      for (const Enumerator& e : type.enumerators) {
        if (e.text == text ||
            (rule != nullptr && rule->any_case_ && text::EqualsIgnoreCaseAscii(e.text, text))) {
          return StoreInt(type, e.value, out);
        }
      }
      return Bad("oneof", path, rule);
    case Kind::kBytes: {
      auto data = text::FromBase64(text);
      if (!data) return Bad("type", path, rule);
      static_cast<Bytes*>(out)->data = std::move(*data);
      return true;
    }
    default:
      return Bad("type", path, rule);
  }
}

// -------------------------------------------------------------------------------- parameters

bool Reader::FromText(const Type& type, const Rule* rule, std::string_view text, void* out,
                      const Path* path) {
  switch (type.kind) {
    case Kind::kString:
      static_cast<std::string*>(out)->assign(text);
      return true;
    case Kind::kBool:
      if (text != "1" && text != "0" && text != "true" && text != "false") {
        return Bad("type", path, rule);
      }
      *static_cast<bool*>(out) = text == "1" || text == "true";
      return true;
    case Kind::kInt:
    case Kind::kId:
    case Kind::kMessageId:
    case Kind::kDouble:
    case Kind::kCents:
      return NumericText(type, text, rule, out, path);
    case Kind::kTime:
      if (text::ParseInt(text)) return NumericText(type, text, rule, out, path);
      return TextScalar(type, rule, text, out, path);
    case Kind::kEnum:
    case Kind::kBytes:
      return TextScalar(type, rule, text, out, path);
    case Kind::kRaw: {
      auto& raw = static_cast<Raw*>(out)->text;
      raw.clear();
      if (Check(text)) {
        raw.assign(text::Trim(text));
      } else {
        Quote(text, &raw);
      }
      return true;
    }
    case Kind::kOptional:
      type.clear(out);
      return FromText(*type.element, rule, text, type.add(out, {}), path);
    case Kind::kList: {
      Path element{path, {}, static_cast<std::int64_t>(type.count(out))};
      for (std::string_view piece : text::Split(text, ',')) {
        piece = text::Trim(piece);
        if (piece.empty()) continue;
        if (!FromText(*type.element, rule, piece, type.add(out, {}), &element)) return false;
        ++element.index;
      }
      return true;
    }
    case Kind::kMap:
    case Kind::kStruct: {
      if (!Check(text)) return Bad("type", path, rule);
      Start(text);
      return Value(type, rule, out, path);
    }
  }
  return false;
}

bool Reader::Params(std::span<const Param> params, const Type& type, void* out, Seen* seen) {
  for (const Param& param : params) {
    std::uint8_t rank = kUnseen;
    const int index = FindField(type, param.name, 0, profile_.any_case_names, &rank);
    if (index < 0) continue;
    const Field& field = type.fields[static_cast<std::size_t>(index)];
    const Path path{nullptr, field.name};
    const Type& plain = Plain(*field.type);
    if (param.value.empty() && !IsText(plain.kind)) continue;
    void* value = static_cast<char*>(out) + field.offset;
    const std::uint8_t before = seen->rank[index];
    const bool again = rank == before && plain.kind == Kind::kList;  // ids=1&ids=2
    if (rank <= before && !again) continue;
    if (!text::IsUtf8(param.value)) return Fail("utf8", &path);
    if (param.value.find('\0') != std::string::npos) return Fail("nul", &path);
    if (again && field.type->kind == Kind::kOptional) {
      value = const_cast<void*>(field.type->get(value, 0));
      if (!FromText(plain, field.rule, param.value, value, &path)) return false;
      continue;
    }
    if (plain.kind == Kind::kList && !again) field.type->clear(value);
    failed_ = false;
    if (!FromText(*field.type, field.rule, param.value, value, &path)) return false;
    seen->rank[index] = failed_ ? std::uint8_t{kBad} : rank;
  }
  seen->Take(type);
  return true;
}

namespace {

// Whether a body that begins so fills one field as a whole.
bool TakesWhole(const Type& type, char first) {
  if (type.whole_body < 0) return false;
  const Kind kind = type.fields[static_cast<std::size_t>(type.whole_body)].type->kind;
  return first == (kind == Kind::kMap ? '{' : '[');
}

bool BindBody(Reader& reader, std::string_view body, const Type& type, void* out, Seen* seen) {
  reader.Start(body);
  const char first = reader.Peek();
  if (first == '\0' && text::Trim(body).empty()) return true;
  if (first == 'n') return reader.SkipNull() && reader.Finish();
  bool ok = false;
  if (TakesWhole(type, first) && seen->rank[type.whole_body] == kUnseen) {
    const Field& field = type.fields[static_cast<std::size_t>(type.whole_body)];
    const Path path{nullptr, field.name};
    ok = reader.Value(*field.type, field.rule, static_cast<char*>(out) + field.offset, &path);
    seen->rank[type.whole_body] = reader.failed() ? kBad : kExact;
  } else if (first == '{') {
    ok = reader.Members(type, out, nullptr, seen);
  } else {
    return reader.Skip(nullptr) && reader.Finish() && reader.NotAnObject();
  }
  if (!ok || !reader.Finish()) return false;
  seen->Take(type);
  return true;
}

}  // namespace

bool Bind(const Type* type, const Sources& sources, const Profile& profile, void* out,
          Errors* errors) {
  errors->clear();
  Reader reader(profile, errors);
  Seen seen(*type);
  if (!reader.Params(sources.path, *type, out, &seen)) return false;
  for (Source source : profile.order) {
    bool ok = true;
    switch (source) {
      case Source::kQuery:
        ok = reader.Params(sources.query, *type, out, &seen);
        break;
      case Source::kForm:
        ok = reader.Params(sources.form, *type, out, &seen);
        break;
      case Source::kJson:
        ok = BindBody(reader, sources.body, *type, out, &seen);
        break;
    }
    if (!ok) return false;
  }
  reader.CheckRules(*type, out, seen, nullptr);
  return errors->empty();
}

// ------------------------------------------------------------------------------------- rules

void Reader::Violation(Code code, const char* detail, const Path& path, const char* text,
                       const Rule& rule) {
  if (errors_->size() >= kMaxViolations) return;
  errors_->push_back({code, detail, path.Text(), *text != '\0' ? text : rule.text_});
}

void Reader::CheckRules(const Type& type, const void* object, const Seen& seen,
                        const Path* parent) {
  if (type.rules.empty()) return;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const Field& field = type.fields[i];
    if (field.rule == nullptr) continue;
    const Path path{parent, field.name};
    const Rule& rule = *field.rule;
    const void* value = static_cast<const char*>(object) + field.offset;
    if (seen.rank[i] == kBad) continue;
    if (seen.rank[i] == kUnseen) {
      if (rule.required_ != nullptr) {
        Violation(Code::kMissingArgument, "required", path, rule.required_, rule);
      }
      continue;
    }
    CheckField(field, value, parent);
  }
}

void Reader::CheckField(const Field& field, const void* value, const Path* parent) {
  const Rule& rule = *field.rule;
  const Path path{parent, field.name};
  const Type* type = field.type;
  if (type->kind == Kind::kOptional) {
    value = type->get(value, 0);
    type = type->element;
    if (value == nullptr) return;
  }
  if (rule.required_ != nullptr) {
    bool missing = false;
    if (type->kind == Kind::kString) {
      const auto& text = *static_cast<const std::string*>(value);
      missing = rule.not_blank_ ? text::IsBlank(text) : text.empty();
    } else if (type->kind == Kind::kList || type->kind == Kind::kMap) {
      missing = profile_.empty_list_is_missing && type->count(value) == 0;
    }
    if (missing) {
      Violation(Code::kMissingArgument, "required", path, rule.required_, rule);
      return;
    }
  }
  if (!rule.checks_value_) return;
  if (type->kind != Kind::kList) {
    CheckElement(*type, rule, value, path);
    return;
  }
  const auto count = static_cast<std::int64_t>(type->count(value));
  if (rule.min_items_.text != nullptr && count < rule.min_items_.limit) {
    Violation(Code::kBadArgument, "items", path, rule.min_items_.text, rule);
  }
  if (rule.max_items_.text != nullptr && count > rule.max_items_.limit) {
    Violation(Code::kBadArgument, "items", path, rule.max_items_.text, rule);
    return;
  }
  Path element{&path, {}, 0};
  for (; element.index < count && errors_->size() < kMaxViolations; ++element.index) {
    CheckElement(*type->element, rule, type->get(value, static_cast<std::size_t>(element.index)),
                 element);
  }
}

void Reader::CheckElement(const Type& type, const Rule& rule, const void* value, const Path& path) {
  switch (type.kind) {
    case Kind::kString:
      return CheckText(*static_cast<const std::string*>(value), rule, path);
    case Kind::kRaw:
      return CheckText(static_cast<const Raw*>(value)->text, rule, path);
    case Kind::kInt:
    case Kind::kId:
    case Kind::kMessageId:
      return CheckNumber(LoadInt(type, value), rule, path);
    case Kind::kTime:
      return CheckNumber(static_cast<const Time*>(value)->ms, rule, path);
    case Kind::kCents:
      return CheckNumber(static_cast<const Cents*>(value)->value, rule, path);
    case Kind::kDouble: {
      const double real = *static_cast<const double*>(value);
      if (rule.min_.text != nullptr && real < static_cast<double>(rule.min_.limit)) {
        return Violation(Code::kBadArgument, "range", path, rule.min_.text, rule);
      }
      if (rule.max_.text != nullptr && real > static_cast<double>(rule.max_.limit)) {
        return Violation(Code::kBadArgument, "range", path, rule.max_.text, rule);
      }
      return;
    }
    case Kind::kBytes: {
      const auto bytes = static_cast<std::int64_t>(static_cast<const Bytes*>(value)->data.size());
      if (rule.max_bytes_.text != nullptr && bytes > rule.max_bytes_.limit) {
        Violation(Code::kBadArgument, "bytes", path, rule.max_bytes_.text, rule);
      }
      return;
    }
    default:
      return;
  }
}

void Reader::CheckText(std::string_view text, const Rule& rule, const Path& path) {
  const auto bad = [&](const char* detail, const char* literal) {
    Violation(Code::kBadArgument, detail, path, literal, rule);
  };
  const auto bytes = static_cast<std::int64_t>(text.size());
  // Counted only if the answer is not plain from the number of bytes.
  const bool count = (rule.max_chars_.text != nullptr && bytes > rule.max_chars_.limit) ||
                     rule.min_chars_.text != nullptr;
  const auto chars = count ? static_cast<std::int64_t>(text::CodePoints(text)) : 0;
  if (count && rule.max_chars_.text != nullptr && chars > rule.max_chars_.limit) {
    return bad("chars", rule.max_chars_.text);
  }
  if (rule.min_chars_.text != nullptr && chars < rule.min_chars_.limit) {
    return bad("chars", rule.min_chars_.text);
  }
  if (rule.max_bytes_.text != nullptr && bytes > rule.max_bytes_.limit) {
    return bad("bytes", rule.max_bytes_.text);
  }
  if (!rule.one_of_.empty() &&
      std::find(rule.one_of_.begin(), rule.one_of_.end(), text) == rule.one_of_.end()) {
    return bad("oneof", rule.one_of_text_);
  }
  if (rule.pattern_ != nullptr && !rule.pattern_(text)) bad("pattern", rule.pattern_text_);
}

void Reader::CheckNumber(std::int64_t number, const Rule& rule, const Path& path) {
  const auto bad = [&](const char* detail, const char* literal) {
    Violation(Code::kBadArgument, detail, path, literal, rule);
  };
  if (rule.min_.text != nullptr && number < rule.min_.limit) return bad("range", rule.min_.text);
  if (rule.max_.text != nullptr && number > rule.max_.limit) return bad("range", rule.max_.text);
  if (rule.pattern_ == nullptr) return;
  std::string decimal;
  AppendInt(number, &decimal);
  if (!rule.pattern_(decimal)) bad("pattern", rule.pattern_text_);
}

}  // namespace koine::json
