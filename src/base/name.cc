#include "base/name.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "base/text.h"

namespace koine::name {

namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiLook = 0xFE0F, kTextLook = 0xFE0E;

// Letters of other scripts that look like Latin ones. Sorted.
struct Pair {
  char32_t letter;
  const char* latin;
};
constexpr Pair kAlike[] = {
    {0x0131, "i"}, {0x0237, "j"}, {0x0251, "a"}, {0x0261, "g"}, {0x0269, "i"}, {0x0391, "a"},
    {0x0392, "b"}, {0x0395, "e"}, {0x0396, "z"}, {0x0397, "h"}, {0x0399, "i"}, {0x039A, "k"},
    {0x039C, "m"}, {0x039D, "n"}, {0x039F, "o"}, {0x03A1, "p"}, {0x03A4, "t"}, {0x03A5, "y"},
    {0x03A7, "x"}, {0x03B1, "a"}, {0x03B3, "y"}, {0x03B9, "i"}, {0x03BA, "k"}, {0x03BD, "v"},
    {0x03BF, "o"}, {0x03C1, "p"}, {0x03C3, "o"}, {0x03C4, "t"}, {0x03C5, "u"}, {0x03C7, "x"},
    {0x03F2, "c"}, {0x03F3, "j"}, {0x03F9, "c"}, {0x0405, "s"}, {0x0406, "i"}, {0x0408, "j"},
    {0x0410, "a"}, {0x0412, "b"}, {0x0415, "e"}, {0x0417, "3"}, {0x041A, "k"}, {0x041C, "m"},
    {0x041D, "h"}, {0x041E, "o"}, {0x0420, "p"}, {0x0421, "c"}, {0x0422, "t"}, {0x0423, "y"},
    {0x0425, "x"}, {0x0430, "a"}, {0x0432, "b"}, {0x0433, "r"}, {0x0435, "e"}, {0x043A, "k"},
    {0x043C, "m"}, {0x043D, "h"}, {0x043E, "o"}, {0x043F, "n"}, {0x0440, "p"}, {0x0441, "c"},
    {0x0442, "t"}, {0x0443, "y"}, {0x0445, "x"}, {0x0455, "s"}, {0x0456, "i"}, {0x0458, "j"},
    {0x0475, "v"}, {0x04AE, "y"}, {0x04AF, "y"}, {0x04BA, "h"}, {0x04BB, "h"}, {0x04BD, "e"},
    {0x04C0, "l"}, {0x04CF, "l"}, {0x0501, "d"}, {0x051A, "q"}, {0x051B, "q"}, {0x051C, "w"},
    {0x051D, "w"}, {0x0578, "n"}, {0x057D, "u"}, {0x0585, "o"},
};

bool IsCover(char32_t c) {
  // Blank to look at, whatever they are in their scripts.
  return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
}

// Pictures, and what changes how one looks.
bool IsPicture(char32_t c) {
  return c == kEmojiLook || (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
}

bool IsSpace(char32_t c) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP || c == '\n' ||
         c == '\r' || c == '\t';
}

// Controls, formats (direction, zero width), unassigned and private ones, halves of pairs.
bool IsUnseen(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
      return true;
    default:
      return c == 0x034F || IsCover(c) || (c >= 0xFE00 && c <= 0xFE0F) ||
             (c >= 0xE0000 && c <= 0xE0FFF);
  }
}

std::string Mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &out,
                                   static_cast<utf8proc_option_t>(options));
  if (length < 0) return "";
  std::string result(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
  std::free(out);
  return result;
}

std::string Latin(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = text::NextCodePoint(text, &pos);
    const auto* it = std::lower_bound(std::begin(kAlike), std::end(kAlike), c,
                                      [](const Pair& p, char32_t x) { return p.letter < x; });
    if (it != std::end(kAlike) && it->letter == c) {
      out += it->latin;
    } else {
      text::AppendCodePoint(c, &out);
    }
  }
  return out;
}

}  // namespace

std::string Shown(std::string_view text) {
  const std::string composed = Mapped(text, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  std::string out;
  char32_t before = 0;
  for (std::size_t pos = 0; pos < composed.size();) {
    const char32_t c = text::NextCodePoint(composed, &pos);
    std::size_t next_pos = pos;
    const char32_t next = pos < composed.size() ? text::NextCodePoint(composed, &next_pos) : 0;
    const bool joins = c == kJoiner && IsPicture(before) && IsPicture(next);
    const bool looks = (c == kEmojiLook || c == kTextLook) && before != 0 && before != ' ';
    if (IsSpace(c)) {
      out += ' ';
    } else if (!joins && !looks && IsUnseen(c)) {
      continue;
    } else {
      text::AppendCodePoint(c, &out);
    }
    before = c;
  }
  const std::string_view trimmed = text::Trim(out);
  const bool seen = std::any_of(trimmed.begin(), trimmed.end(), [](char c) { return c != ' '; });
  return seen ? std::string(trimmed) : std::string();
}

std::string Form(std::string_view text) {
  constexpr int kFold =
      UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STABLE;
  return Latin(Mapped(Latin(Shown(text)), kFold));
}

}  // namespace koine::name
