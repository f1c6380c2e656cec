#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"

// The states of the objects of the office as data: a noun writes down which act leads from which
// state to which, asks nothing but this table, and the documentation shows the same table
// (docs/protocol/ruoyi/office.md; office/states_test_util.h compares them).
namespace koine::office {

template <class State, class Act>
struct Transition {
  State from;
  Act act;
  State to;
};

// Where the act leads; nothing when it is not allowed in this state.
template <class State, class Act>
constexpr std::optional<State> Next(std::span<const Transition<State, Act>> table, State from,
                                    Act act) {
  for (const auto& line : table) {
    if (line.from == from && line.act == act) return line.to;
  }
  return std::nullopt;
}

// The word of a value of an enum described by KOINE_ENUM, as clients read it and rows keep it.
template <class Enum>
std::string_view WordOf(Enum value) {
  for (const json::Enumerator& one : json::TypeOf<Enum>()->enumerators) {
    if (one.value == static_cast<std::int64_t>(value)) return one.text;
  }
  return {};
}

// The other way round; nothing for a word that is none of them.
template <class Enum>
std::optional<Enum> ValueOf(std::string_view word) {
  for (const json::Enumerator& one : json::TypeOf<Enum>()->enumerators) {
    if (one.text == word) return static_cast<Enum>(one.value);
  }
  return std::nullopt;
}

// The table in Markdown: a line for each transition. Both enums need their words (KOINE_ENUM).
template <class State, class Act>
std::string TableOf(std::span<const Transition<State, Act>> table) {
  std::string out = "| from | act | to |\n|---|---|---|\n";
  for (const auto& line : table) {
    for (const std::string_view word : {WordOf(line.from), WordOf(line.act), WordOf(line.to)}) {
      out.append("| `").append(word).append("` ");
    }
    out += "|\n";
  }
  return out;
}

}  // namespace koine::office
