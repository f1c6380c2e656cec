#pragma once

#include <array>
#include <cstddef>
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

// The table in which each of the states may follow each, by the act that has its place among the
// acts. The states are numbered on from the first.
template <class State, class Act, std::size_t kStates>
constexpr auto EachToEach(State first) {
  std::array<Transition<State, Act>, kStates * kStates> out{};
  const auto at = [first](std::size_t i) {
    return static_cast<State>(static_cast<std::size_t>(first) + i);
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = {at(i / kStates), static_cast<Act>(i % kStates), at(i % kStates)};
  }
  return out;
}

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
