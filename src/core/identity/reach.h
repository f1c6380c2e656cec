#pragma once

#include <string_view>

namespace koine::identity {

// Whether a text has the form of an address or a telephone number, under which somebody is reached
// and may sign in: NAME@HOST.TLD without blanks, at most 100 bytes; 5 to 20 digits, with or without
// a plus before them.
bool LooksLikeEmail(std::string_view text);
bool LooksLikePhone(std::string_view text);

}  // namespace koine::identity
