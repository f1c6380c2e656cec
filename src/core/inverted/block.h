#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/inverted/postings.h"
#include "store/store.h"

// An index of what changes, beside that of the messages and in its tables: things with ids, found
// by any part of a short text. Ids that are neighbours make a block, and a block is written anew as
// a whole; so nothing of an older text stays in it, and lists are read in the order of ids.
namespace koine::inverted {

// Raise it whenever the tokens of parts change: blocks of another version are not read.
inline constexpr int kBlocksVersion = 1'000'001;
inline constexpr std::int64_t kBlockIds = 16'384;

// Which block an id is in, from 0. REQUIRES: id >= 0
inline std::int64_t BlockOf(std::int64_t id) {
  return id / kBlockIds;
}

// What a folded text is found by: its single characters, pairs and triples of characters. Sorted,
// each once. `space`: texts of one are not found in another one.
std::vector<Token> TextTokens(std::int64_t space, std::string_view folded);
// What every text has that contains this one (not all that have them contain it); at most
// kQueryTokensMax. Empty for an empty text.
std::vector<Token> QueryTokens(std::int64_t space, std::string_view folded);
inline constexpr std::size_t kQueryTokensMax = 8;

// Gathers the texts of a block and puts it in the place of the one that was there.
class BlockWriter {
 public:
  // REQUIRES: ids of the block, ascending
  void Add(std::int64_t id, std::span<const Token> tokens);
  // Writes the pages in several transactions, and in the last one what `also` writes; nothing is
  // replaced when that refuses. Ids that were not added are found no more.
  Status Write(store::Store& store, std::int64_t block,
               const std::function<Status(store::Txn&)>& also);

 private:
  std::vector<std::pair<Token, std::int64_t>> entries_;
  std::int64_t things_ = 0;
};

struct Block {
  std::int64_t block = 0;
  std::int64_t part = 0;
  std::int64_t made_at = 0;
  std::int64_t things = 0;  // that are in it
  std::int64_t filter = 0;  // the name of its filter; 0: it has none
};
// All that are there, ascending.
std::vector<Block> ListBlocks(store::Txn& txn);
// Puts first those of the tokens that fewest ids have, judged by one block: FindInBlocks then reads
// little of the others. Returns how many bytes the list of the first takes in the block.
std::size_t SortByRarity(store::Txn& txn, const Block& block, std::vector<Token>* tokens);
// Takes away blocks whose filters say that no text of these has all of its tokens there. Of
// filters that are not in memory yet at most kFiltersRead are read.
void LeaveOutFiltered(store::Txn& txn, std::span<const std::vector<Token>> texts,
                      std::vector<Block>* blocks);
inline constexpr std::size_t kFiltersRead = 2;
// Ids in these blocks, ascending: all that have all of the tokens, and maybe a few that have not.
// REQUIRES: blocks ascending, tokens not empty
std::vector<std::int64_t> FindInBlocks(store::Txn& txn, std::span<const Block> blocks,
                                       std::span<const Token> tokens);
// The same as FindInBlocks, all lists read at once; nothing where they are many, or all of a block
// are long.
// REQUIRES: tokens not empty
std::optional<std::vector<std::int64_t>> FindInFewBlocks(store::Txn& txn,
                                                         std::span<const Block> blocks,
                                                         std::span<const Token> tokens);

}  // namespace koine::inverted
