#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Pure functions on text. Text is UTF-8 in std::string; where a function needs valid UTF-8 it says
// so.

namespace koine::text {

bool IsUtf8(std::string_view text);
// Number of code points. REQUIRES: valid UTF-8
std::size_t CodePoints(std::string_view text);
// The first `n` code points. REQUIRES: valid UTF-8
std::string_view Prefix(std::string_view text, std::size_t n);
// The first `n` code points and, if something was cut off, `ellipsis` after them.
std::string Shorten(std::string_view text, std::size_t n, std::string_view ellipsis = "...");
// Decodes the code point at `*pos` and moves past it; U+FFFD for a malformed byte.
char32_t NextCodePoint(std::string_view text, std::size_t* pos);
void AppendCodePoint(char32_t c, std::string* out);

// The form in which text is compared in searches: lower case for ASCII, Latin-1, Latin Extended-A,
// Greek and Cyrillic; full-width ASCII and the ideographic space become ASCII. Everything else
// stays.
std::string Fold(std::string_view text);
// Whether it is a letter or a digit in any script.
bool IsAlphanumeric(char32_t c);
// ASCII only.
std::string LowerAscii(std::string_view text);
bool EqualsIgnoreCaseAscii(std::string_view a, std::string_view b);

// White space: ASCII space, \t \n \v \f \r, U+00A0, U+2000–U+200B, U+2028, U+2029, U+202F, U+3000,
// U+FEFF.
std::string_view Trim(std::string_view text);
bool IsBlank(std::string_view text);
// Parts between separators; never empty ("" gives one empty part).
std::vector<std::string_view> Split(std::string_view text, char separator);

// For a line that a person reads in a terminal or a log: what would end the line, move the cursor
// or turn the direction of the text is written as JSON writes it (\n, \u001b), a malformed byte as
// \ufffd. Characters of `kept` stay. Of JSON it makes JSON that says the same.
std::string Visible(std::string_view text, std::string_view kept = {});

// Whole text as a decimal integer with optional minus; nothing else (no plus, space, hex).
std::optional<std::int64_t> ParseInt(std::string_view text);
// Whole text as a decimal number, as JSON allows it; never infinite.
std::optional<double> ParseDouble(std::string_view text);

// Lower-case hexadecimal digits.
std::string Hex(std::string_view bytes);
std::optional<std::string> FromHex(std::string_view text);
// base64url without padding (RFC 4648 §5), and standard base64 with padding.
std::string Base64Url(std::string_view bytes);
std::optional<std::string> FromBase64Url(std::string_view text);  // padding refused
std::string Base64(std::string_view bytes);
std::optional<std::string> FromBase64(std::string_view text);  // padding demanded

// Percent-decoding; `plus_is_space` for query strings and forms. None if a % is malformed.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space);
// Encodes everything but A–Z a–z 0–9 - . _ ~.
std::string PercentEncode(std::string_view text);

}  // namespace koine::text

namespace koine::json {
struct Param;
}

namespace koine::text {

// Limits of a query string or a form.
inline constexpr std::size_t kMaxParams = 256;
inline constexpr std::size_t kMaxQueryBytes = 1 << 20;

// Parses `a=1&b=2` (a query string without the question mark, or an urlencoded form). A name
// without
// "=" has an empty value, an empty piece is skipped. Errors: kTooLarge over the limits above;
// kBadArgument with the field's name for malformed percent signs, text that is not UTF-8, or
// U+0000.
Status ParseQuery(std::string_view query, std::vector<json::Param>* out);

}  // namespace koine::text
