#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/json_reader.h"
#include "base/text.h"
#include "base/time.h"

namespace koine::json {
namespace {

// Copies `n` bytes without a call where they are few, as names and numbers are.
[[gnu::always_inline]] inline char* CopyShort(char* to, const char* from, std::size_t n) {
  if (n > 32) {
    std::memcpy(to, from, n);
  } else if (n >= 16) {
    std::memcpy(to, from, 16);
    std::memcpy(to + n - 16, from + n - 16, 16);
  } else if (n >= 8) {
    std::memcpy(to, from, 8);
    std::memcpy(to + n - 8, from + n - 8, 8);
  } else if (n >= 4) {
    std::memcpy(to, from, 4);
    std::memcpy(to + n - 4, from + n - 4, 4);
  } else if (n > 0) {
    to[0] = from[0];
    to[n / 2] = from[n / 2];
    to[n - 1] = from[n - 1];
  }
  return to + n;
}

// Collects small pieces and appends them to a text in larger ones.
class Sink {
 public:
  explicit Sink(std::string* out) : out_(*out) {}
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  ~Sink() { Flush(); }

  // Most answers and frames are smaller: their text is made in its final size.
  static constexpr std::size_t kPiece = 2048;

  // `n` bytes, at most kPiece, to be filled up to the pointer that Used gets.
  char* Room(std::size_t n) {
    if (static_cast<std::size_t>(buffer_.data() + kPiece - at_) < n) Flush();
    return at_;
  }
  void Used(char* end) { at_ = end; }

  void operator+=(char c) { *Room(1) = c, ++at_; }
  void operator+=(std::string_view text) {
    if (text.size() > kPiece) return Long(text);
    at_ = CopyShort(Room(text.size()), text.data(), text.size());
  }
  // A literal: its length is known when this is compiled.
  template <std::size_t N>
  void operator+=(const char (&literal)[N]) {
    at_ = static_cast<char*>(std::memcpy(Room(N - 1), literal, N - 1)) + N - 1;
  }
  void append(const char* begin, const char* end) {
    *this += std::string_view(begin, static_cast<std::size_t>(end - begin));
  }
  // The text itself, with everything so far in it.
  std::string& Flush() {
    out_.append(buffer_.data(), at_);
    at_ = buffer_.data();
    return out_;
  }

 private:
  // With room for what follows: else that would move the long text once more.
  void Long(std::string_view text) {
    Flush().reserve(out_.size() + text.size() + kPiece);
    out_ += text;
  }

  std::string& out_;
  std::array<char, kPiece> buffer_;
  char* at_ = buffer_.data();
};

const char* FindHtml(const char* p, const char* end) {
  while (p < end && *p != '<' && *p != '>' && *p != '&') ++p;
  return p;
}

// Appends the text as the inside of a JSON string.
template <class Out>
void EscapeTo(std::string_view text, bool escape_html, Out* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  const char* p = text.data();
  const char* const end = p + text.size();
  const char* stop = p;  // nothing special but < > & lies before it
  while (p < end) {
    if (stop <= p) stop = FindSpecial(p, end);
    const char* special = escape_html ? FindHtml(p, stop) : stop;
    out->append(p, special);
    if (special == end) return;
    const auto c = static_cast<unsigned char>(*special);
    switch (c) {
      case '"':
        *out += "\\\"";
        break;
      case '\\':
        *out += "\\\\";
        break;
      case '\b':
        *out += "\\b";
        break;
      case '\f':
        *out += "\\f";
        break;
      case '\n':
        *out += "\\n";
        break;
      case '\r':
        *out += "\\r";
        break;
      case '\t':
        *out += "\\t";
        break;
      default:
        *out += "\\u00";
        *out += kHex[c >> 4];
        *out += kHex[c & 15];
    }
    p = special + 1;
    if (stop < p) stop = p;
  }
}

// Walks a table and appends.
class Writer {
 public:
  Writer(const Profile& profile, std::string* out, Numbers numbers)
      : profile_(profile), out_(out), numbers_(numbers) {}

  void Value(const Type& type, const void* object);

 private:
  void Struct(const Type& type, const void* object);
  void List(const Type& type, const void* object);
  void Map(const Type& type, const void* object);
  void Missing(const Type& type);
  void Text(std::string_view text);
  void Int(std::int64_t value, bool as_text);
  void CentsValue(std::int64_t value);
  void EnumValue(const Type& type, std::int64_t value);
  void TimeValue(std::int64_t ms);
  void DoubleValue(double value);
  bool IsAbsent(const Type& type, const void* object) const;
  bool LeftOut(const Type& type, const void* object) const;

  const Profile& profile_;
  Sink out_;
  Numbers numbers_;
  // The time written last, as text: objects tell the same moment in several fields.
  std::int64_t last_ms_ = std::numeric_limits<std::int64_t>::min();
  std::array<char, kTimeChars> last_time_;
};

void Writer::Int(std::int64_t value, bool as_text) {
  constexpr std::size_t kChars = 24;
  char* const begin = out_.Room(kChars);
  char* at = begin;
  if (as_text) *at++ = '"';
  at = std::to_chars(at, begin + kChars - 1, value).ptr;
  if (as_text) *at++ = '"';
  out_.Used(at);
}

void Writer::Text(std::string_view text) {
  const char* const end = text.data() + text.size();
  if (!profile_.escape_html && text.size() + 2 <= Sink::kPiece &&
      FindSpecial(text.data(), end) == end) {
    char* at = out_.Room(text.size() + 2);
    *at++ = '"';
    at = CopyShort(at, text.data(), text.size());
    *at++ = '"';
    return out_.Used(at);
  }
  out_ += '"';
  EscapeTo(text, profile_.escape_html, &out_);
  out_ += '"';
}

void Writer::CentsValue(std::int64_t value) {
  if (!profile_.cents_as_decimal) return Int(value, profile_.int64_as_text);
  const auto magnitude =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  if (value < 0) out_ += '-';
  Int(static_cast<std::int64_t>(magnitude / 100), false);
  out_ += '.';
  out_ += static_cast<char>('0' + magnitude % 100 / 10);
  out_ += static_cast<char>('0' + magnitude % 10);
}

bool Writer::IsAbsent(const Type& type, const void* object) const {
  switch (type.kind) {
    case Kind::kOptional:
      return type.count(object) == 0;
    case Kind::kRaw:
      return static_cast<const Raw*>(object)->text.empty();
    case Kind::kTime:
      return profile_.time == TimeForm::kText && static_cast<const Time*>(object)->ms == 0;
    default:
      return false;
  }
}

bool Writer::LeftOut(const Type& type, const void* object) const {
  if (profile_.omit_empty_maps && type.kind == Kind::kMap) return type.count(object) == 0;
  return profile_.absent == Absent::kOmit && IsAbsent(type, object);
}

void Writer::Missing(const Type& type) {
  const Type& plain = type.kind == Kind::kOptional ? *type.element : type;
  if (profile_.absent != Absent::kZero) {
    out_ += "null";
    return;
  }
  switch (plain.kind) {
    case Kind::kBool:
      out_ += profile_.bools_as_ints ? std::string_view("0") : std::string_view("false");
      return;
    case Kind::kInt:
      return Int(0, plain.size == 8 && profile_.int64_as_text);
    case Kind::kId:
    case Kind::kMessageId:
      return Int(0, profile_.ids_as_text);
    case Kind::kCents:
      return CentsValue(0);
    case Kind::kDouble:
      out_ += '0';
      return;
    case Kind::kTime:
      out_ += profile_.time == TimeForm::kText ? std::string_view("\"\"") : std::string_view("0");
      return;
    case Kind::kString:
    case Kind::kEnum:
    case Kind::kBytes:
      out_ += "\"\"";
      return;
    case Kind::kList:
      out_ += "[]";
      return;
    case Kind::kMap:
      out_ += "{}";
      return;
    default:
      out_ += "null";
      return;
  }
}

void Writer::EnumValue(const Type& type, std::int64_t value) {
  for (const Enumerator& e : type.enumerators) {
    if (e.value == value) return Text(e.text);
  }
  out_ += "null";
}

void Writer::TimeValue(std::int64_t ms) {
  if (profile_.time == TimeForm::kMilliseconds) return Int(ms, profile_.int64_as_text);
  if (ms != last_ms_) {
    PutTime(ms, profile_.zone != nullptr ? *profile_.zone : Zone::Shanghai(), last_time_.data());
    last_ms_ = ms;
  }
  out_ += '"';
  out_ += std::string_view(last_time_.data(), last_time_.size());
  out_ += '"';
}

void Writer::DoubleValue(double value) {
  if (!std::isfinite(value)) {
    out_ += "null";
    return;
  }
  char buffer[32];
  out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void Writer::Value(const Type& type, const void* object) {
  switch (type.kind) {
    case Kind::kString:
      return Text(*static_cast<const std::string*>(object));
    case Kind::kInt:
      return Int(LoadInt(type, object), type.size == 8 && profile_.int64_as_text);
    case Kind::kId:
      return Int(LoadInt(type, object), profile_.ids_as_text);
    case Kind::kMessageId:
      return Int(RealNumber(LoadInt(type, object), numbers_), profile_.ids_as_text);
    case Kind::kBool: {
      const bool value = *static_cast<const bool*>(object);
      if (profile_.bools_as_ints) {
        out_ += value ? '1' : '0';
      } else if (value) {
        out_ += "true";
      } else {
        out_ += "false";
      }
      return;
    }
    case Kind::kStruct:
      return Struct(type, object);
    case Kind::kOptional:
      if (const void* value = type.get(object, 0)) return Value(*type.element, value);
      return Missing(type);
    case Kind::kList:
      return List(type, object);
    case Kind::kMap:
      return Map(type, object);
    case Kind::kEnum:
      return EnumValue(type, LoadInt(type, object));
    case Kind::kTime:
      if (IsAbsent(type, object)) return Missing(type);
      return TimeValue(static_cast<const Time*>(object)->ms);
    case Kind::kCents:
      return CentsValue(static_cast<const Cents*>(object)->value);
    case Kind::kDouble:
      return DoubleValue(*static_cast<const double*>(object));
    case Kind::kBytes:
      out_ += '"';
      out_ += text::Base64(static_cast<const Bytes*>(object)->data);
      out_ += '"';
      return;
    case Kind::kRaw: {
      const std::string& text = static_cast<const Raw*>(object)->text;
      out_ += text.empty() ? std::string_view("null") : std::string_view(text);
      return;
    }
  }
}

void Writer::Struct(const Type& type, const void* object) {
  const bool leaves_out = profile_.absent == Absent::kOmit || profile_.omit_empty_maps;
  out_ += '{';
  std::size_t comma = 1;  // what is left of the first name: it begins with a comma
  for (const Field& field : type.fields) {
    const void* value = static_cast<const char*>(object) + field.offset;
    if (leaves_out && LeftOut(*field.type, value)) continue;
    out_ += std::string_view(field.quoted.data() + comma, field.quoted.size() - comma);
    comma = 0;
    Value(*field.type, value);
  }
  out_ += '}';
}

void Writer::List(const Type& type, const void* object) {
  out_ += '[';
  const std::size_t count = type.count(object);
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) out_ += ',';
    Value(*type.element, type.get(object, i));
  }
  out_ += ']';
}

void Writer::Map(const Type& type, const void* object) {
  struct Context {
    Writer* writer;
    const Type* element;
    bool first;
  } context{this, type.element, true};
  out_ += '{';
  type.each(object, &context, [](void* p, std::string_view key, const void* value) {
    auto& c = *static_cast<Context*>(p);
    if (!c.first) c.writer->out_ += ',';
    c.first = false;
    c.writer->Text(key);
    c.writer->out_ += ':';
    c.writer->Value(*c.element, value);
  });
  out_ += '}';
}

}  // namespace

void Write(const Type* type, const void* object, const Profile& profile, std::string* out,
           Numbers numbers) {
  Writer(profile, out, numbers).Value(*type, object);
}

void Escape(std::string_view text, std::string* out, bool escape_html) {
  EscapeTo(text, escape_html, out);
}

void Quote(std::string_view text, std::string* out, bool escape_html) {
  *out += '"';
  Escape(text, out, escape_html);
  *out += '"';
}

void AppendInt(std::int64_t value, std::string* out) {
  char buffer[20];
  out->append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

}  // namespace koine::json
