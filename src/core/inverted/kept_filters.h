#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/inverted/postings.h"
#include "store/txn.h"

// The filters of parts (filter.h), kept in memory, each as long as nothing newer needs its room.
namespace koine::inverted {

// Of all stores of the process.
inline constexpr std::size_t kFiltersBytes = 64 << 20;

struct FilteredPart {
  std::int64_t part = 0;
  std::int64_t filter = 0;  // the name of its filter; 0: it has none
};
// By place: false where the part's filter says that no text of these has all of its tokens there.
// Of the filters that are not in memory yet at most `read_most` are read; the others say nothing.
std::vector<bool> MayHave(store::Txn& txn, std::span<const FilteredPart> parts,
                          std::span<const std::vector<Token>> texts, std::size_t read_most);

}  // namespace koine::inverted
