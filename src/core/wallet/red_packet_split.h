#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"

namespace koine::wallet {

// How a packet is divided (im-chat 2.7). Stored, and the numbers of the wire: never renumber.
enum class Split : std::uint8_t { kLucky = 1, kEqual = 2 };

// `count` shares of at least one cent each that sum to `total`, in the order in which they are
// taken. Equal: the first have one cent more where it does not come out even. Lucky: each in turn
// is drawn evenly from 1 to less than twice the mean of what is left, so each expects the mean, and
// then they are shuffled, so that the order tells nothing.
// REQUIRES: 1 <= count <= total
std::vector<std::int64_t> Divide(Random& random, Split split, std::int64_t total,
                                 std::int64_t count);

}  // namespace koine::wallet
