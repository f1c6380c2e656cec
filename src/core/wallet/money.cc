#include "core/wallet/money.h"

namespace koine::wallet {

namespace {

constexpr std::size_t kWholeDigitsMax = 11;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// `text` times 10^places, if it has no more places than that but zeros.
std::optional<std::int64_t> ToUnits(std::string_view text, std::size_t places) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view part;
  if (point != text.npos) {
    part = text.substr(point + 1);
    if (part.empty()) return std::nullopt;
  }
  if (whole.empty() || whole.size() > kWholeDigitsMax) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : whole) {
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  for (std::size_t i = 0; i < part.size() || i < places; ++i) {
    const char c = i < part.size() ? part[i] : '0';
    if (!IsDigit(c) || (i >= places && c != '0')) return std::nullopt;
    if (i < places) value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

}  // namespace

std::string ToText(std::int64_t cents) {
  const std::int64_t size = cents < 0 ? -cents : cents;
  std::string out = cents < 0 ? "-" : "";
  out += std::to_string(size / 100);
  out += '.';
  out += static_cast<char>('0' + size % 100 / 10);
  out += static_cast<char>('0' + size % 10);
  return out;
}

std::optional<std::int64_t> ToCents(std::string_view text) {
  return ToUnits(text, 2);
}

std::optional<std::int64_t> ToMillionths(std::string_view text) {
  const auto out = ToUnits(text, 6);
  if (!out || *out < 0 || *out > 1'000'000) return std::nullopt;
  return out;
}

}  // namespace koine::wallet
