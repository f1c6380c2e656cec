#include "core/search/check.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "core/inverted/kept_filters.h"
#include "core/search/content.h"
#include "core/search/indexer.h"
#include "core/search/rows.h"
#include "core/search/tokens.h"

namespace koine::search {

namespace {

using inverted::FilteredPart;
using inverted::FindPostings;
using inverted::ListParts;
using inverted::Part;
using inverted::PlaceOfToken;
using inverted::Posting;
using inverted::Postings;
using inverted::Stream;

constexpr std::int64_t kCountStep = 50'000;
constexpr std::int64_t kSampleSpan = 2'000;  // where the next message is looked for
constexpr std::size_t kWordsOfOne = 4;
// The words of an edit come a moment after it, and parts are replaced by others.
constexpr int kLooks = 3;
constexpr auto kLookAgain = std::chrono::seconds(1);
constexpr std::size_t kWarningsMax = 20;

// Whether all of these words lead to the message, as it is now.
bool IsFound(store::Txn& txn, std::int64_t id) {
  const std::int64_t ids[] = {id};
  const std::vector<Doc> docs = FindDocs(txn, ids);
  if (docs.empty() || docs[0].recalled) return true;
  const Doc& doc = docs[0];
  std::vector<FilteredPart> parts;
  for (const Part& part : ListParts(txn, kTokensVersion)) {
    const bool may = part.stream == Stream::kEdits || (part.first <= id && id <= part.last);
    if (may) parts.push_back({part.id, part.filter});
  }
  std::string room;
  std::vector<Token> words = TokensOf(TextOf(static_cast<body::Kind>(doc.kind), doc.body, &room));
  words.resize(std::min(words.size(), kWordsOfOne));
  if (words.empty()) words.push_back(SenderToken(doc.sender));
  return std::all_of(words.begin(), words.end(), [&](Token word) {
    const std::vector<Token> text = {word};
    const std::vector<bool> may = MayHave(txn, parts, std::span(&text, 1), parts.size());
    std::vector<PlaceOfToken> wanted;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (may[i]) wanted.push_back({parts[i].part, word});
    }
    const std::vector<Postings> lists = FindPostings(txn, wanted);
    return std::any_of(lists.begin(), lists.end(), [id](const Postings& list) {
      return std::any_of(list.begin(), list.end(),
                         [id](const Posting& one) { return one.position == id; });
    });
  });
}

// Those that are not found.
Status Look(store::Store& store, std::vector<std::int64_t>* ids) {
  return store.ReadNow("check.search", [&](store::Txn& txn) {
    std::erase_if(*ids, [&txn](std::int64_t id) { return IsFound(txn, id); });
  });
}

Status Sample(store::Store& store, int sample, IndexReport* out) {
  const std::int64_t most = std::max(sample, 1);
  const std::int64_t step = (out->position + most - 1) / most;
  std::int64_t last = 0;
  std::vector<std::int64_t> lost;
  for (std::int64_t at = 0; at < out->position; at += step) {
    std::vector<std::int64_t> one;
    KOINE_CHECK(store.ReadNow("check.search", [&](store::Txn& txn) {
      const std::int64_t to = std::min(out->position, std::max(at, last) + kSampleSpan);
      const std::vector<Doc> docs = ListDocs(txn, std::max(at, last), to, 1);
      if (!docs.empty()) one.push_back(docs[0].id.value);
    }));
    if (one.empty()) continue;
    last = one[0];
    ++out->sampled;
    KOINE_CHECK(Look(store, &one));
    lost.insert(lost.end(), one.begin(), one.end());
  }
  for (int look = 1; look < kLooks && !lost.empty(); ++look) {
    std::this_thread::sleep_for(kLookAgain);
    KOINE_CHECK(Look(store, &lost));
  }
  for (std::size_t i = 0; i < std::min(lost.size(), kWarningsMax); ++i) {
    out->warnings.push_back("message " + std::to_string(lost[i]) + " is not found by its words");
  }
  return Ok();
}

}  // namespace

Result<IndexReport> CheckIndex(store::Store& store, int sample) {
  IndexReport out;
  KOINE_CHECK(store.ReadNow("check.search", [&](store::Txn& txn) {
    out.head = txn.SnapshotPosition();
    out.position = IndexedPosition(txn);
    for (const Part& part : ListParts(txn, kTokensVersion)) {
      if (part.stream == Stream::kMessages) out.indexed += part.messages;
    }
  }));
  if (out.position > out.head) {
    out.warnings.push_back("the index is at " + std::to_string(out.position) + ", the log at " +
                           std::to_string(out.head));
    return out;
  }
  for (std::int64_t after = 0; after < out.position; after += kCountStep) {
    const std::int64_t to = std::min(out.position, after + kCountStep);
    KOINE_CHECK(store.ReadNow("check.search",
                              [&](store::Txn& txn) { out.messages += CountDocs(txn, after, to); }));
  }
  if (out.messages > out.indexed) {
    out.warnings.push_back("of " + std::to_string(out.messages) + " messages it has " +
                           std::to_string(out.indexed));
  }
  KOINE_CHECK(Sample(store, sample, &out));
  return out;
}

}  // namespace koine::search
