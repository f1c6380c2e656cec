#include <bit>
#include <cstring>

#include "base/json_reader.h"
#include "base/text.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace koine::json {
namespace {

bool IsDigit(char c) {
  return static_cast<unsigned char>(c - '0') < 10;
}

bool IsSpecial(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

#if defined(__SSE2__)
// A bit for each byte that is special.
unsigned SpecialOf(__m128i v) {
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i control = _mm_set1_epi8(0x1f);
  const __m128i hit =
      _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, backslash)),
                   _mm_cmpeq_epi8(_mm_min_epu8(v, control), v));
  return static_cast<unsigned>(_mm_movemask_epi8(hit));
}
#endif

}  // namespace

const char* FindSpecial(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16) {
    const unsigned mask = SpecialOf(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
    if (mask != 0) return p + __builtin_ctz(mask);
  }
  // The first eight of what is left and the last eight: some may be looked at twice.
  if (end - p >= 8) {
    const unsigned mask =
        SpecialOf(_mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)),
                                     _mm_loadl_epi64(reinterpret_cast<const __m128i*>(end - 8))));
    if (mask == 0) return end;
    const int at = __builtin_ctz(mask);
    return at < 8 ? p + at : end - 16 + at;
  }
#endif
  while (p < end && !IsSpecial(*p)) ++p;
  return p;
}

std::int64_t LoadInt(const Type& type, const void* object) {
  switch (type.size) {
    case 1: {
      std::int8_t v;
      std::memcpy(&v, object, 1);
      return type.is_signed ? v : static_cast<std::uint8_t>(v);
    }
    case 2: {
      std::int16_t v;
      std::memcpy(&v, object, 2);
      return type.is_signed ? v : static_cast<std::uint16_t>(v);
    }
    case 4: {
      std::int32_t v;
      std::memcpy(&v, object, 4);
      return type.is_signed ? v : std::int64_t{static_cast<std::uint32_t>(v)};
    }
    default: {
      std::int64_t v;
      std::memcpy(&v, object, 8);
      return v;
    }
  }
}

bool StoreInt(const Type& type, std::int64_t value, void* object) {
  if (type.size < 8) {
    const int bits = static_cast<int>(type.size) * 8;
    const std::int64_t max = (std::int64_t{1} << (type.is_signed ? bits - 1 : bits)) - 1;
    const std::int64_t min = type.is_signed ? -max - 1 : 0;
    if (value < min || value > max) return false;
  }
  std::memcpy(object, &value, type.size);  // little endian
  return true;
}

static_assert(std::endian::native == std::endian::little, "StoreInt copies low bytes first");

// ----------------------------------------------------------------------------------- lexical

bool Reader::Hex4(std::uint32_t* out) {
  if (end_ - p_ < 4) return false;
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = *p_++;
    const char lower = static_cast<char>(c | 0x20);
    if (IsDigit(c)) {
      value = value * 16 + static_cast<std::uint32_t>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      value = value * 16 + static_cast<std::uint32_t>(lower - 'a' + 10);
    } else {
      return false;
    }
  }
  *out = value;
  return true;
}

bool Reader::StringValue(std::string* out, const Path* path) {
  const char* begin = ++p_;
  const char* special = FindSpecial(begin, end_);
  if (special < end_ && *special == '"') {
    out->assign(begin, special);
    p_ = special + 1;
    return !check_utf8_ || CheckText(*out, path);
  }
  return Unescape(out, path) && (!check_utf8_ || CheckText(*out, path));
}

bool Reader::Unescape(std::string* out, const Path* path) {
  out->clear();
  for (;;) {
    const char* special = FindSpecial(p_, end_);
    out->append(p_, special);
    p_ = special;
    if (p_ == end_ || static_cast<unsigned char>(*p_) < 0x20) return Syntax();
    if (*p_++ == '"') return true;
    if (p_ == end_) return Syntax();
    std::uint32_t c = 0;
    switch (*p_++) {
      case '"':
        *out += '"';
        continue;
      case '\\':
        *out += '\\';
        continue;
      case '/':
        *out += '/';
        continue;
      case 'b':
        *out += '\b';
        continue;
      case 'f':
        *out += '\f';
        continue;
      case 'n':
        *out += '\n';
        continue;
      case 'r':
        *out += '\r';
        continue;
      case 't':
        *out += '\t';
        continue;
      case 'u':
        if (!Hex4(&c)) return Syntax();
        break;
      default:
        return Syntax();
    }
    if (c == 0) return Fail("nul", path);
    if (c >= 0xD800 && c < 0xDC00 && end_ - p_ >= 6 && p_[0] == '\\' && p_[1] == 'u') {
      const char* before = p_;
      std::uint32_t low = 0;
      p_ += 2;
      if (!Hex4(&low)) return Syntax();
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      } else {
        p_ = before;
      }
    }
    if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;  // half a pair
    text::AppendCodePoint(c, out);
  }
}

bool Reader::Key(std::string_view* name) {
  if (p_ == end_ || *p_ != '"') return Syntax();
  const char* begin = p_ + 1;
  const char* special = FindSpecial(begin, end_);
  if (special < end_ && *special == '"') {
    *name = {begin, static_cast<std::size_t>(special - begin)};
    p_ = special + 1;
  } else {
    ++p_;
    if (!Unescape(&key_scratch_, nullptr)) return false;
    *name = key_scratch_;
  }
  SkipSpace();
  if (p_ == end_ || *p_ != ':') return Syntax();
  ++p_;
  SkipSpace();
  return true;
}

bool Reader::Number(std::string_view* token, bool* is_integer) {
  const char* begin = p_;
  const char* p = p_;
  if (p < end_ && *p == '-') ++p;
  if (p == end_ || !IsDigit(*p)) return Syntax();
  if (*p++ != '0') {
    while (p < end_ && IsDigit(*p)) ++p;
  }
  *is_integer = true;
  if (p < end_ && *p == '.') {
    *is_integer = false;
    if (++p == end_ || !IsDigit(*p)) return Syntax();
    while (p < end_ && IsDigit(*p)) ++p;
  }
  if (p < end_ && (*p | 0x20) == 'e') {
    *is_integer = false;
    if (++p < end_ && (*p == '+' || *p == '-')) ++p;
    if (p == end_ || !IsDigit(*p)) return Syntax();
    while (p < end_ && IsDigit(*p)) ++p;
  }
  // A digit after a leading zero, or letters, cannot follow a number.
  if (p < end_ &&
      (IsDigit(*p) || *p == '.' || static_cast<unsigned char>((*p | 0x20) - 'a') < 26)) {
    return Syntax();
  }
  *token = {begin, static_cast<std::size_t>(p - begin)};
  p_ = p;
  return true;
}

bool Reader::Literal(std::string_view word) {
  if (static_cast<std::size_t>(end_ - p_) < word.size() ||
      std::memcmp(p_, word.data(), word.size()) != 0) {
    return Syntax();
  }
  p_ += word.size();
  return true;
}

bool Reader::SkipNull() {
  return Literal("null");
}

bool Reader::SkipString(const Path* path) {
  const char* begin = ++p_;
  for (;;) {
    p_ = FindSpecial(p_, end_);
    if (p_ == end_ || static_cast<unsigned char>(*p_) < 0x20) return Syntax();
    if (*p_ == '"') break;
    if (++p_ == end_) return Syntax();
    const char c = *p_++;
    if (c == 'u') {
      std::uint32_t value = 0;
      if (!Hex4(&value)) return Syntax();
      if (value == 0) return Fail("nul", path);
    } else if (c == '\0' || std::strchr("\"\\/bfnrt", c) == nullptr) {
      return Syntax();
    }
  }
  const std::string_view text(begin, static_cast<std::size_t>(p_ - begin));
  ++p_;
  return !check_utf8_ || CheckText(text, path);
}

bool Reader::SkipContainer(char open, const Path* path) {
  const char close = open == '{' ? '}' : ']';
  if (!Enter()) return Fail("depth", path);
  ++p_;
  SkipSpace();
  if (Peek() == close && p_ < end_) {
    ++p_;
    --depth_;
    return true;
  }
  for (;;) {
    if (open == '{') {
      if (Peek() != '"') return Syntax();
      if (!SkipString(path)) return false;
      SkipSpace();
      if (Peek() != ':') return Syntax();
      ++p_;
      SkipSpace();
    }
    if (!Skip(path)) return false;
    SkipSpace();
    if (p_ == end_) return Syntax();
    const char c = *p_++;
    if (c == close) break;
    if (c != ',') return Syntax();
    SkipSpace();
  }
  --depth_;
  return true;
}

bool Reader::Skip(const Path* path) {
  std::string_view token;
  bool is_integer = false;
  switch (Peek()) {
    case '"':
      return SkipString(path);
    case '{':
    case '[':
      return SkipContainer(*p_, path);
    case 't':
      return Literal("true");
    case 'f':
      return Literal("false");
    case 'n':
      return Literal("null");
    default:
      return Number(&token, &is_integer);
  }
}

}  // namespace koine::json
