#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/inverted/part.h"
#include "core/inverted/postings.h"
#include "store/txn.h"

// The parts of the index and their pages (search_part, search_page). They are over all tenants and
// say only where to look.
namespace koine::inverted {

// The live ones of this version, the newest first.
std::vector<Part> ListParts(store::Txn& txn, int version);
// A new part with its id.
Part InsertPart(store::Txn& txn, int version, PartState state, Part part);
void InsertPage(store::Txn& txn, std::int64_t part, const Page& page);
// In the place of live parts comes one that was building, with the filter of this name. False if
// any of them is gone.
bool ReplaceParts(store::Txn& txn, std::span<const std::int64_t> parts, std::int64_t by,
                  std::int64_t filter);
// The live part after this one that is not marked yet.
std::optional<Part> NextUnmarked(store::Txn& txn, std::int64_t after);
void MarkStale(store::Txn& txn, std::int64_t part);
// Where the part of a block (block.h) stands: below all messages, so that no message is taken to be
// in it.
constexpr std::int64_t PlaceOfBlock(std::int64_t block) {
  return -1 - block;
}
// Puts a part that was building in the place of the block's, with the filter of this name. False if
// it is gone.
bool ReplaceBlock(store::Txn& txn, std::int64_t block, std::int64_t by, std::int64_t filter);
// Whether any waits to be rewritten.
bool HasStale(store::Txn& txn);
// Dead: all of older versions, and what has been building since before `before_ms`.
void RetireParts(store::Txn& txn, int version, std::int64_t before_ms);
// All parts with messages.
void RetireAllParts(store::Txn& txn);
bool HasDead(store::Txn& txn);
// Deletes at most `limit` pages of dead parts, and the parts if those were all.
void DeleteDead(store::Txn& txn, int limit);

// Pages of a part after (token, piece), in that order. From (-1, 0) on: all but those of its
// filter.
std::vector<Page> ReadPages(store::Txn& txn, std::int64_t part, Token token, std::int64_t piece,
                            int limit);
// Filters of parts, each whole; of some there is none.
struct FilterOfPart {
  std::int64_t part = 0;
  std::string bits;
};
std::vector<FilterOfPart> FindFilters(store::Txn& txn, std::span<const std::int64_t> parts);
struct PlaceOfToken {
  std::int64_t part = 0;
  Token token = 0;

  auto operator<=>(const PlaceOfToken&) const = default;
};
// What is in these places, by place in `wanted`. Of long lists the beginning is read first; where
// enough(lists, which of them are cut there) says so, it stays at that.
using Enough =
    std::function<bool(std::span<const Postings> lists, const std::vector<bool>& are_cut)>;
std::vector<Postings> FindPostings(store::Txn& txn, std::span<const PlaceOfToken> wanted,
                                   const Enough& enough = nullptr);
// What is there of one token in these parts, which are all different.
std::vector<Postings> FindPostings(store::Txn& txn, std::span<const std::int64_t> parts,
                                   Token token);
// How large the lists of these tokens are in one part (SizeOfToken), by place; what is in them is
// not read.
std::vector<std::size_t> FindSizes(store::Txn& txn, std::int64_t part,
                                   std::span<const Token> tokens);

}  // namespace koine::inverted
