#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koine::wallet {

// Cents as people write them: 1234 → "12.34", -5 → "-0.05".
std::string ToText(std::int64_t cents);

// The reverse: an optional minus, digits, and at most two of them behind a point; further zeros are
// no matter. Nothing for anything else, and beyond ±10^13.
std::optional<std::int64_t> ToCents(std::string_view text);

// A ratio such as "0.005" in millionths, 0 … 1. Nothing for anything else.
std::optional<std::int64_t> ToMillionths(std::string_view text);

}  // namespace koine::wallet
