#include "core/inverted/block.h"

#include <algorithm>
#include <optional>

#include "base/sorted.h"
#include "base/text.h"
#include "core/inverted/filter.h"
#include "core/inverted/kept_filters.h"
#include "core/inverted/pages.h"

namespace koine::inverted {

namespace {

constexpr std::size_t kPagesPerWrite = 128;
// So many lists are read by one statement, beside those of one token.
constexpr std::size_t kPairsMax = 32;
// To look at so few things takes no longer than to read more lists.
constexpr std::size_t kFewIds = 16;

// Calls take(token) for the pieces of `chars` characters, from the left.
template <class F>
void PiecesOf(std::string_view folded, std::size_t chars, F take) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < folded.size();) {
    begins.push_back(at);
    text::NextCodePoint(folded, &at);
  }
  begins.push_back(folded.size());
  for (std::size_t i = 0; i + chars < begins.size(); ++i) {
    take(folded.substr(begins[i], begins[i + chars] - begins[i]));
  }
}

Token PieceToken(std::int64_t space, std::string_view piece) {
  return HashOf('p', std::to_string(space) + ' ' + std::string(piece));
}

constexpr std::size_t kPieceChars = 3;

// Leaves those of the ids that are in the list; all of the list, if there are none yet.
void Narrow(const Postings& list, std::optional<std::vector<std::int64_t>>* ids) {
  if (!*ids) {
    ids->emplace();
    for (const Posting& one : list) (*ids)->push_back(one.position);
    return;
  }
  auto with = list.begin();
  std::erase_if(**ids, [&](std::int64_t id) {
    while (with != list.end() && with->position < id) ++with;
    return with == list.end() || with->position != id;
  });
}

// Of each of these blocks the lists of these tokens.
std::vector<Postings> FindLists(store::Txn& txn, std::span<const Block> blocks,
                                std::span<const std::size_t> some, std::span<const Token> tokens) {
  if (tokens.size() == 1) {
    std::vector<std::int64_t> parts;
    for (const std::size_t i : some) parts.push_back(blocks[i].part);
    return FindPostings(txn, parts, tokens.front());
  }
  std::vector<PlaceOfToken> wanted;
  for (const std::size_t i : some) {
    for (const Token token : tokens) wanted.push_back({blocks[i].part, token});
  }
  return FindPostings(txn, wanted);
}

// Of entries in their order.
Filter FilterOf(std::span<const std::pair<Token, std::int64_t>> entries) {
  const auto for_each = [entries](auto take) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i == 0 || entries[i].first != entries[i - 1].first) take(entries[i].first);
    }
  };
  std::size_t tokens = 0;
  for_each([&tokens](Token) { ++tokens; });
  Filter out(tokens);
  for_each([&out](Token token) { out.Add(token); });
  return out;
}

}  // namespace

std::vector<Token> TextTokens(std::int64_t space, std::string_view folded) {
  std::vector<Token> out;
  for (std::size_t chars = 1; chars <= kPieceChars; ++chars) {
    PiecesOf(folded, chars,
             [&](std::string_view piece) { out.push_back(PieceToken(space, piece)); });
  }
  SortOnce(&out);
  return out;
}

std::vector<Token> QueryTokens(std::int64_t space, std::string_view folded) {
  std::vector<Token> out;
  const std::size_t chars = std::min(text::CodePoints(folded), kPieceChars);
  if (chars == 0) return out;
  PiecesOf(folded, chars, [&](std::string_view piece) { out.push_back(PieceToken(space, piece)); });
  SortOnce(&out);
  if (out.size() > kQueryTokensMax) out.resize(kQueryTokensMax);
  return out;
}

void BlockWriter::Add(std::int64_t id, std::span<const Token> tokens) {
  for (const Token token : tokens) entries_.emplace_back(token, id);
  ++things_;
}

Status BlockWriter::Write(store::Store& store, std::int64_t block,
                          const std::function<Status(store::Txn&)>& also) {
  std::sort(entries_.begin(), entries_.end());
  const store::CommandInfo info{"search.block", store::kNoKey, /*background=*/true};
  const Filter filter = FilterOf(entries_);
  const std::int64_t place = PlaceOfBlock(block);
  KOINE_TRY(const Part part, store.WriteAndWait(info, [&](store::Txn& txn) -> Result<Part> {
    return InsertPart(txn, kBlocksVersion, PartState::kBuilding,
                      {0, Stream::kBlocks, place, place, things_, 0, 0});
  }));
  std::vector<Page> pages = filter.Pages();
  auto write = [&]() -> Status {
    KOINE_CHECK(store.WriteAndWait(info, [&](store::Txn& txn) -> Status {
      for (const Page& page : pages) InsertPage(txn, part.id, page);
      return Ok();
    }));
    pages.clear();
    return Ok();
  };
  PageWriter writer([&pages](Page page) { pages.push_back(std::move(page)); });
  for (auto at = entries_.begin(); at != entries_.end();) {
    const Token token = at->first;
    Postings list;
    for (; at != entries_.end() && at->first == token; ++at) list.push_back({at->second, 0});
    writer.Add(token, list);
    if (pages.size() >= kPagesPerWrite) KOINE_CHECK(write());
  }
  writer.Finish();
  KOINE_CHECK(write());
  return store.WriteAndWait(info, [&](store::Txn& txn) -> Status {
    if (!ReplaceBlock(txn, block, part.id, filter.Digest())) return Error{Code::kConflict};
    return also(txn);
  });
}

std::size_t SortByRarity(store::Txn& txn, const Block& block, std::vector<Token>* tokens) {
  const std::vector<std::size_t> sizes = FindSizes(txn, block.part, *tokens);
  std::vector<std::pair<std::size_t, Token>> sized;
  for (std::size_t i = 0; i < sizes.size(); ++i) sized.emplace_back(sizes[i], (*tokens)[i]);
  std::sort(sized.begin(), sized.end());
  for (std::size_t i = 0; i < sized.size(); ++i) (*tokens)[i] = sized[i].second;
  return sized.empty() ? 0 : sized.front().first;
}

void LeaveOutFiltered(store::Txn& txn, std::span<const std::vector<Token>> texts,
                      std::vector<Block>* blocks) {
  std::vector<FilteredPart> parts;
  for (const Block& block : *blocks) parts.push_back({block.part, block.filter});
  const std::vector<bool> may = MayHave(txn, parts, texts, kFiltersRead);
  auto at = may.begin();
  std::erase_if(*blocks, [&at](const Block&) { return !*at++; });
}

std::vector<std::int64_t> FindInBlocks(store::Txn& txn, std::span<const Block> blocks,
                                       std::span<const Token> tokens) {
  std::vector<std::optional<std::vector<std::int64_t>>> found(blocks.size());
  std::vector<std::size_t> open(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) open[i] = i;
  for (std::size_t t = 0; t < tokens.size() && !open.empty();) {
    // The rarest of all blocks, which leaves few of them; then one at a time, or all that are left.
    const bool rest = t > 0 && open.size() * (tokens.size() - t) <= kPairsMax;
    const std::size_t count = rest ? tokens.size() - t : 1;
    const std::vector<Postings> lists = FindLists(txn, blocks, open, tokens.subspan(t, count));
    for (std::size_t l = 0; l < lists.size(); ++l) Narrow(lists[l], &found[open[l / count]]);
    std::erase_if(open, [&found](std::size_t i) { return found[i]->empty(); });
    t += count;
    std::size_t left = 0;
    for (const std::size_t i : open) left += found[i]->size();
    if (left <= kFewIds) break;
  }
  std::vector<std::int64_t> out;
  for (const std::size_t i : open) out.insert(out.end(), found[i]->begin(), found[i]->end());
  return out;
}

std::optional<std::vector<std::int64_t>> FindInFewBlocks(store::Txn& txn,
                                                         std::span<const Block> blocks,
                                                         std::span<const Token> tokens) {
  if (blocks.size() * tokens.size() > kPairsMax) return std::nullopt;
  std::vector<PlaceOfToken> wanted;
  for (const Block& block : blocks) {
    for (const Token token : tokens) wanted.push_back({block.part, token});
  }
  std::vector<std::int64_t> out;
  // By the lists that are whole. False: a block has none.
  const auto narrow = [&](std::span<const Postings> lists, const std::vector<bool>& are_cut) {
    out.clear();
    for (std::size_t at = 0; at < lists.size();) {
      std::optional<std::vector<std::int64_t>> found;
      for (const std::size_t end = at + tokens.size(); at < end; ++at) {
        if (!are_cut[at]) Narrow(lists[at], &found);
      }
      if (!found) return false;
      out.insert(out.end(), found->begin(), found->end());
    }
    return true;
  };
  bool frequent = false;
  bool few = false;
  const auto lists = FindPostings(txn, wanted, [&](auto beginnings, const auto& are_cut) {
    frequent = !narrow(beginnings, are_cut);
    few = out.size() <= kFewIds;
    return frequent || few;
  });
  if (frequent) return std::nullopt;
  if (!few) narrow(lists, std::vector<bool>(lists.size()));
  return out;
}

}  // namespace koine::inverted
