#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/enum_words.h"

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

using json::ValueOf;
using json::WordOf;

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
