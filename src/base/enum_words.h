#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/json.h"
#include "base/text.h"

// The words of an enum described by KOINE_ENUM, as clients read them and rows keep them.
namespace koine::json {

template <class Enum>
std::string_view WordOf(Enum value) {
  for (const Enumerator& one : TypeOf<Enum>()->enumerators) {
    if (one.value == static_cast<std::int64_t>(value)) return one.text;
  }
  return {};
}

// The other way round; nothing for a word that is none of them.
template <class Enum>
std::optional<Enum> ValueOf(std::string_view word) {
  for (const Enumerator& one : TypeOf<Enum>()->enumerators) {
    if (one.text == word) return static_cast<Enum>(one.value);
  }
  return std::nullopt;
}

// The same for a word in any case.
template <class Enum>
std::optional<Enum> ValueOfAnyCase(std::string_view word) {
  for (const Enumerator& one : TypeOf<Enum>()->enumerators) {
    if (text::EqualsIgnoreCaseAscii(one.text, word)) return static_cast<Enum>(one.value);
  }
  return std::nullopt;
}

}  // namespace koine::json
