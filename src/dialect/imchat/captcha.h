#pragma once

#include <string>
#include <string_view>

#include "base/random.h"

namespace koine::imchat {

// Characters that are hard to take for each other, in capital letters.
inline constexpr std::string_view kCaptchaAlphabet = "2345679ACEFHJKLMNPRTUVWXY";
inline constexpr int kCaptchaChars = 4;
inline constexpr int kCaptchaWidth = 100, kCaptchaHeight = 50;

// A picture of the text as a PNG file: bent strokes, lines across, specks. Characters that are not
// in the alphabet are left out.
std::string DrawCaptcha(std::string_view text, Random& random);

}  // namespace koine::imchat
