#include "base/text.h"

#include <locale.h>
#include <wctype.h>

#include <simdjson.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "base/json.h"
#include "base/log.h"

namespace koine::text {
namespace {

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000 || c == 0xFEFF;
}

char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// In these ranges an upper case letter is followed by its lower case.
bool IsPaired(char32_t c) {
  return (c >= 0x100 && c <= 0x12F) || (c >= 0x132 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
         (c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F);
}

char32_t FoldOne(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (IsPaired(c)) return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1);
  switch (c) {
    case 0x130:
      return 'i';
    case 0x178:
      return 0xFF;
    case 0x17F:
      return 's';
    case 0x386:
      return 0x3AC;
    case 0x38C:
      return 0x3CC;
    case 0x38E:
    case 0x38F:
      return c + 63;
    case 0x388:
    case 0x389:
    case 0x38A:
      return c + 37;
    case 0x3C2:
      return 0x3C3;
    case 0x3000:
      return ' ';
    default:
      break;
  }
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = LowerAscii(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string EncodeBase64(std::string_view bytes, const char* alphabet, bool padding) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t block = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      block = block << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      if (k <= n) {
        out += alphabet[block >> (18 - 6 * k) & 63];
      } else if (padding) {
        out += '=';
      }
    }
  }
  return out;
}

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kBase64Url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// The value of each byte in an alphabet of base64.
using Base64Values = std::array<std::uint8_t, 256>;
constexpr std::uint8_t kNoValue = 64;
constexpr Base64Values ValuesOf(const char* alphabet) {
  Base64Values out{};
  out.fill(kNoValue);
  for (std::uint8_t i = 0; i < kNoValue; ++i) out[static_cast<unsigned char>(alphabet[i])] = i;
  return out;
}

constexpr Base64Values kValues = ValuesOf(kBase64);
constexpr Base64Values kUrlValues = ValuesOf(kBase64Url);

// Refuses unused bits that are not zero, so that every byte sequence has one text only.
std::optional<std::string> DecodeBase64(std::string_view text, const Base64Values& values) {
  const std::size_t rest = text.size() % 4;
  if (rest == 1) return std::nullopt;
  std::string out(text.size() / 4 * 3 + (rest == 0 ? 0 : rest - 1), '\0');
  std::uint32_t seen = 0;
  // The bits of four letters from `from` on, of which the last may be missing.
  const auto block_at = [&](const char* from, std::size_t count) {
    std::uint32_t block = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::uint32_t value = k < count ? values[static_cast<unsigned char>(from[k])] : 0u;
      seen |= value;
      block = block << 6 | value;
    }
    return block;
  };
  const char* from = text.data();
  char* to = out.data();
  for (const char* const end = from + text.size() - rest; from != end; from += 4, to += 3) {
    const std::uint32_t block = block_at(from, 4);
    to[0] = static_cast<char>(block >> 16);
    to[1] = static_cast<char>(block >> 8);
    to[2] = static_cast<char>(block);
  }
  if (rest != 0) {
    const std::uint32_t block = block_at(from, rest);
    to[0] = static_cast<char>(block >> 16);
    if (rest == 3) to[1] = static_cast<char>(block >> 8);
    if ((block & (rest == 3 ? 0xFFu : 0xFFFFu)) != 0) return std::nullopt;
  }
  if ((seen & kNoValue) != 0) return std::nullopt;
  return out;
}

// Eight bytes at a time.
constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::uint64_t kEachByte = 0x0101010101010101;
constexpr std::uint64_t kTopBits = 0x80 * kEachByte;

std::uint64_t WordAt(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, kWord);
  return word;
}

// ASCII letters in lower case. REQUIRES: no byte has its top bit set
std::uint64_t LowerWord(std::uint64_t word) {
  const std::uint64_t from_a = word + (0x80 - 'A') * kEachByte;
  const std::uint64_t behind_z = word + (0x7F - 'Z') * kEachByte;
  return word | ((from_a ^ behind_z) & kTopBits) >> 2;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  return simdjson::validate_utf8(text.data(), text.size());
}

std::size_t CodePoints(std::string_view text) {
  std::size_t n = text.size();
  std::size_t pos = 0;
  for (; pos + kWord <= text.size(); pos += kWord) {
    const std::uint64_t word = WordAt(text.data() + pos);
    const std::uint64_t continuations = word & ~(word << 1) & kTopBits;  // 10, then six bits
    n -= static_cast<std::size_t>((continuations >> 7) * kEachByte >> 56);
  }
  for (; pos < text.size(); ++pos) n -= IsContinuation(text[pos]) ? 1 : 0;
  return n;
}

std::string_view Prefix(std::string_view text, std::size_t n) {
  if (text.size() <= n) return text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsContinuation(text[i]) && n-- == 0) return text.substr(0, i);
  }
  return text;
}

std::string Shorten(std::string_view text, std::size_t n, std::string_view ellipsis) {
  const std::string_view prefix = Prefix(text, n);
  std::string out(prefix);
  if (prefix.size() < text.size()) out += ellipsis;
  return out;
}

char32_t NextCodePoint(std::string_view text, std::size_t* pos) {
  const auto first = static_cast<unsigned char>(text[(*pos)++]);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4 || text.size() - *pos < static_cast<std::size_t>(more)) {
    return 0xFFFD;
  }
  char32_t c = first & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    const char next = text[*pos + static_cast<std::size_t>(i)];
    if (!IsContinuation(next)) return 0xFFFD;
    c = c << 6 | (static_cast<unsigned char>(next) & 0x3F);
  }
  const char32_t least[] = {0, 0x80, 0x800, 0x10000};
  if (c < least[more] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return 0xFFFD;
  *pos += static_cast<std::size_t>(more);
  return c;
}

void AppendCodePoint(char32_t c, std::string* out) {
  const auto byte = [out](char32_t b) { *out += static_cast<char>(b); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

bool IsAlphanumeric(char32_t c) {
  // The C library's tables of Unicode, whatever the locale of the process.
  static const ::locale_t kUnicode = [] {
    const ::locale_t found = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (found == nullptr) {
      log::Error("server", "the locale C.UTF-8 is missing on this system: install libc-bin");
      std::_Exit(1);
    }
    return found;
  }();
  return ::iswalnum_l(static_cast<std::wint_t>(c), kUnicode) != 0;
}

std::string Fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    while (pos + kWord <= text.size() && (WordAt(text.data() + pos) & kTopBits) == 0) pos += kWord;
    while (pos < text.size() && static_cast<unsigned char>(text[pos]) < 0x80) ++pos;
    std::size_t i = out.size();
    out += text.substr(begin, pos - begin);
    for (; i + kWord <= out.size(); i += kWord) {
      const std::uint64_t word = LowerWord(WordAt(out.data() + i));
      std::memcpy(out.data() + i, &word, kWord);
    }
    for (; i < out.size(); ++i) out[i] = LowerAscii(out[i]);
    if (pos < text.size()) AppendCodePoint(FoldOne(NextCodePoint(text, &pos)), &out);
  }
  return out;
}

namespace {

bool Deceives(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string Visible(std::string_view text, std::string_view kept) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    while (pos < text.size() && text[pos] >= 0x20 && text[pos] < 0x7F) ++pos;
    if (pos > begin) {
      out += text.substr(begin, pos - begin);
      continue;
    }
    const char32_t c = NextCodePoint(text, &pos);
    const std::string_view one = text.substr(begin, pos - begin);
    const bool malformed = c == 0xFFFD && one.size() == 1;
    if (!malformed && (!Deceives(c) || (c < 0x80 && kept.find(one[0]) != kept.npos))) {
      out += one;
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else {
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[c >> shift & 0xF];
    }
  }
  return out;
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = LowerAscii(c);
  return out;
}

bool EqualsIgnoreCaseAscii(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (LowerAscii(a[i]) != LowerAscii(b[i])) return false;
  }
  return true;
}

std::string_view Trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!IsSpace(NextCodePoint(text, &next))) break;
    begin = next;
  }
  text.remove_prefix(begin);
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && text.size() - last < 4 && IsContinuation(text[last])) --last;
    std::size_t pos = last;
    if (!IsSpace(NextCodePoint(text, &pos)) || pos != text.size()) break;
    text = text.substr(0, last);
  }
  return text;
}

bool IsBlank(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    if (!IsSpace(NextCodePoint(text, &pos))) return false;
  }
  return true;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == text.npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::optional<std::int64_t> ParseInt(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || text.empty()) return std::nullopt;
  return value;
}

std::optional<double> ParseDouble(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const char last = text.back();
  const char first = text.front() == '-' && text.size() > 1 ? text[1] : text.front();
  if (first < '0' || first > '9' || last < '0' || last > '9') return std::nullopt;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string Hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(bytes.size() * 2, '\0');
  char* to = out.data();
  for (char c : bytes) {
    *to++ = kDigits[static_cast<unsigned char>(c) >> 4];
    *to++ = kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::optional<std::string> FromHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = HexDigit(text[i]);
    const int low = HexDigit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

std::string Base64Url(std::string_view bytes) {
  return EncodeBase64(bytes, kBase64Url, false);
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  return DecodeBase64(text, kUrlValues);
}

std::string Base64(std::string_view bytes) {
  return EncodeBase64(bytes, kBase64, true);
}

std::optional<std::string> FromBase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && !text.empty() && text.back() == '='; ++i) text.remove_suffix(1);
  return DecodeBase64(text, kValues);
}

std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const int high = HexDigit(text[i + 1]);
      const int low = HexDigit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    out += c;
  }
  return out;
}

std::string PercentEncode(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    const char lower = LowerAscii(c);
    if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
        c == '_' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kDigits[static_cast<unsigned char>(c) >> 4];
      out += kDigits[static_cast<unsigned char>(c) & 15];
    }
  }
  return out;
}

Status ParseQuery(std::string_view query, std::vector<json::Param>* out) {
  out->clear();
  if (query.size() > kMaxQueryBytes) return Error{Code::kTooLarge, "query"};
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view piece = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (piece.empty()) continue;
    if (out->size() == kMaxParams) return Error{Code::kTooLarge, "query"};
    const std::size_t equals = std::min(piece.find('='), piece.size());
    auto name = PercentDecode(piece.substr(0, equals), true);
    // A malformed name is not repeated in the error.
    if (!name || !IsUtf8(*name) || name->find('\0') != std::string::npos) {
      return Error{Code::kBadArgument, "query"};
    }
    auto value = PercentDecode(piece.substr(std::min(equals + 1, piece.size())), true);
    if (!value) return Error{Code::kBadArgument, "percent", std::string(Prefix(*name, 64))};
    if (!IsUtf8(*value)) return Error{Code::kBadArgument, "utf8", std::string(Prefix(*name, 64))};
    if (value->find('\0') != std::string::npos) {
      return Error{Code::kBadArgument, "nul", std::string(Prefix(*name, 64))};
    }
    out->push_back({std::move(*name), std::move(*value)});
  }
  return Ok();
}

}  // namespace koine::text
