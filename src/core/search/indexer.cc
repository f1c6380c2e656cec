#include "core/search/indexer.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/metrics.h"
#include "base/text.h"
#include "core/inverted/filter.h"
#include "core/search/content.h"
#include "core/search/rows.h"
#include "core/search/tokens.h"
#include "store/lease.h"

namespace koine::search {

namespace {

using inverted::DeleteDead;
using inverted::Filter;
using inverted::HasDead;
using inverted::HasStale;
using inverted::InsertPage;
using inverted::InsertPart;
using inverted::ListParts;
using inverted::MarkStale;
using inverted::Page;
using inverted::PageReader;
using inverted::PageWriter;
using inverted::Part;
using inverted::PartState;
using inverted::Posting;
using inverted::Postings;
using inverted::ReadList;
using inverted::ReadPages;
using inverted::ReplaceParts;
using inverted::RetireAllParts;
using inverted::RetireParts;
using inverted::Stream;

// A new part: so many messages at most, and no more once they are so many bytes. The fewer new
// parts, the less often what is in them is written again.
constexpr std::size_t kSliceMessages = 8'192;
constexpr std::size_t kSliceBytes = 4 << 20;
constexpr int kReadMessages = 512;  // by one statement
constexpr std::int64_t kSlicePositions = 50'000;
constexpr std::size_t kSlicePostings = 400'000;
constexpr std::int64_t kLeaseMs = 3'000;  // so long nobody indexes after a node died

constexpr std::int64_t kLeaseRestMs = 1'000;      // renewed when less is left
constexpr std::int64_t kBuildingMaxMs = 600'000;  // a part that is built longer was given up
constexpr int kPagesPerRead = 64;
constexpr std::size_t kPagesPerWrite = 128;
constexpr int kDeletePages = 500;
constexpr char kCleanJob[] = "search.clean";
constexpr std::int64_t kCleanMs = 50;  // between two parts that are looked at
constexpr int kGoneMax = 1'000'000;    // messages that one rewriting leaves out

const std::string& LeaseName() {
  static const std::string name = "search." + std::to_string(kTokensVersion);
  return name;
}

// That a message has a token: the token, and below it the number of the message in its slice.
using Entry = std::uint64_t;
constexpr int kNumberBits = 64 - inverted::kTokenBits;
static_assert(kSlicePostings <= std::size_t{1} << kNumberBits);

// What one slice of the log gives.
struct Slice {
  std::int64_t to = 0;  // the index will stand here
  std::vector<Doc> docs;
  std::vector<Doc> edited;
};

Slice ReadSlice(store::Txn& txn, std::int64_t after) {
  Slice slice;
  slice.to = std::min(txn.SnapshotPosition(), after + kSlicePositions);
  std::vector<Edit> edits = ListEdits(txn, after, slice.to, kReadMessages);
  if (edits.size() == kReadMessages) slice.to = edits.back().position;
  std::size_t bytes = 0;
  for (std::int64_t from = after; from < slice.to;) {
    std::vector<Doc> docs = ListDocs(txn, from, slice.to, kReadMessages);
    from = docs.size() < kReadMessages ? slice.to : docs.back().id.value;
    for (Doc& doc : docs) {
      bytes += doc.body.size();
      slice.docs.push_back(std::move(doc));
    }
    if (slice.docs.size() >= kSliceMessages || bytes >= kSliceBytes) slice.to = from;
  }
  std::vector<std::int64_t> ids;
  for (const Edit& edit : edits) {
    // Later ones come with their slice; younger messages are read as they are now.
    if (edit.position <= slice.to && edit.message <= after) ids.push_back(edit.message);
  }
  slice.edited = FindDocs(txn, ids);
  return slice;
}

// Appends what a message is found by, as its number in the slice says. Of a recalled one nothing of
// its text. `tokens` is room for those of its text.
void AddDoc(const Doc& doc, std::size_t number, std::vector<Token>* tokens,
            std::vector<Entry>* entries) {
  const auto add = [&](Token token) {
    entries->push_back(static_cast<Entry>(token) << kNumberBits | number);
  };
  add(ConversationToken(doc.conversation));
  add(SenderToken(doc.sender));
  add(KindToken(doc.kind));
  if (doc.recalled) return;
  std::string room;
  tokens->clear();
  AddTokens(TextOf(static_cast<body::Kind>(doc.kind), doc.body, &room), tokens);
  for (const Token token : *tokens) add(token);
}

// Puts entries, which are in the order of the messages, into that of the tokens: digit by digit
// from the last one, as tokens are hashes of few digits. (std::sort takes four times as long.)
void OrderByToken(std::vector<Entry>* entries) {
  constexpr int kDigitBits = 10;
  constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  static_assert(inverted::kTokenBits % kDigitBits == 0);
  std::vector<Entry> ordered(entries->size());
  for (int shift = kNumberBits; shift < 64; shift += kDigitBits) {
    std::array<std::size_t, kDigits> at{};  // where the next one with this digit goes
    for (const Entry entry : *entries) ++at[entry >> shift & (kDigits - 1)];
    std::size_t before = 0;
    for (std::size_t& place : at) before += std::exchange(place, before);
    for (const Entry entry : *entries) ordered[at[entry >> shift & (kDigits - 1)]++] = entry;
    entries->swap(ordered);
  }
}

struct Draft {
  Part part;
  std::vector<Page> pages;
};

// The part of these messages; takes fewer if they have too many words, and says how many.
Draft MakePart(Stream stream, const std::vector<Doc>& docs, std::size_t* taken) {
  std::vector<Entry> entries;
  std::vector<Token> tokens;
  Draft draft;
  draft.part.stream = stream;
  for (*taken = 0; *taken < docs.size(); ++*taken) {
    if (entries.size() > kSlicePostings) break;
    AddDoc(docs[*taken], *taken, &tokens, &entries);
  }
  if (*taken == 0) return draft;
  draft.part.first = docs.front().id.value;
  draft.part.last = docs[*taken - 1].id.value;
  draft.part.messages = static_cast<std::int64_t>(*taken);
  OrderByToken(&entries);
  PageWriter writer([&draft](Page page) { draft.pages.push_back(std::move(page)); });
  Postings list;
  for (auto at = entries.begin(); at != entries.end();) {
    list.clear();
    const Entry token = *at >> kNumberBits;
    for (; at != entries.end() && *at >> kNumberBits == token; ++at) {
      const Doc& doc = docs[*at & ((Entry{1} << kNumberBits) - 1)];
      // Two kinds of tokens may share a hash.
      if (list.empty() || list.back().position != doc.id.value) {
        list.push_back({doc.id.value, doc.conversation.value});
      }
    }
    writer.Add(static_cast<Token>(token), list);
  }
  writer.Finish();
  return draft;
}

// Reads a part list by list.
class PartReader {
 public:
  PartReader(store::Store& store, std::int64_t part) : store_(store), part_(part) {}

  // The next list, or piece of one. False at the end.
  Result<bool> Next() {
    for (;;) {
      if (page_ && page_->Next()) return true;
      page_.reset();
      if (at_ == pages_.size()) KOINE_CHECK(Fill());
      if (at_ == pages_.size()) return false;
      page_.emplace(pages_[at_++]);
    }
  }
  Token token() const { return page_->token(); }
  bool whole() const { return page_->whole(); }
  std::string_view list() const { return page_->list(); }

 private:
  Status Fill() {
    if (end_) return Ok();
    const Token token = pages_.empty() ? -1 : pages_.back().token;
    const std::int64_t piece = pages_.empty() ? 0 : pages_.back().piece;
    at_ = 0;
    KOINE_CHECK(store_.ReadNow("search.pages", [&](store::Txn& txn) {
      pages_ = ReadPages(txn, part_, token, piece, kPagesPerRead);
    }));
    end_ = pages_.size() < kPagesPerRead;
    return Ok();
  }

  store::Store& store_;
  const std::int64_t part_;
  std::vector<Page> pages_;
  std::size_t at_ = 0;  // the page behind the one that is open
  bool end_ = false;
  std::optional<PageReader> page_;
};

// Reads several parts as one.
class MergedReader {
 public:
  MergedReader(store::Store& store, const std::vector<Part>& parts)
      : follow_(parts.size() == 1 || parts.front().stream == Stream::kMessages) {
    // The oldest first, so that lists of parts that follow one another are appended in order.
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      readers_.push_back(std::make_unique<PartReader>(store, part->id));
    }
  }
  Status Start() {
    for (auto& reader : readers_) KOINE_CHECK(Settle(&reader, reader->Next()));
    return Ok();
  }
  // Writes what all parts have of the smallest token that is left, or some of it, without messages
  // that are gone, and puts it into the filter. False at the end.
  Result<bool> WriteNext(const std::vector<std::int64_t>& gone, PageWriter* writer,
                         Filter* filter) {
    Token token = -1;
    std::size_t have = 0;  // the token
    std::unique_ptr<PartReader>* one = nullptr;
    for (auto& reader : readers_) {
      if (!reader) continue;
      if (token < 0 || reader->token() < token) {
        token = reader->token();
        have = 0;
      }
      if (reader->token() == token && ++have == 1) one = &reader;
    }
    if (open_ >= 0 && open_ != token) writer->AddPiece(std::exchange(open_, -1), {}, true);
    if (token < 0) return false;
    if (open_ < 0) {
      filter->Add(token);
      ++tokens_;
    }
    if (have == 1 && open_ < 0 && gone.empty() && (*one)->whole()) {
      writer->AddStored(token, (*one)->list());
      KOINE_CHECK(Settle(one, (*one)->Next()));
      return true;
    }
    list_.clear();
    for (auto& reader : readers_) {
      while (reader && reader->token() == token) {
        const std::size_t before = list_.size();
        ReadList(reader->list(), &list_);
        KOINE_CHECK(Settle(&reader, reader->Next()));
        Drop(gone, before);
        // The rest comes with the next call.
        if (follow_ && list_.size() >= PageWriter::kPieceLeast) {
          writer->AddPiece(token, list_, false);
          open_ = token;
          return true;
        }
      }
    }
    if (open_ >= 0) {
      writer->AddPiece(std::exchange(open_, -1), list_, true);
    } else {
      Order();
      if (!list_.empty()) writer->Add(token, list_);
    }
    return true;
  }
  // That came so far.
  std::size_t tokens() const { return tokens_; }

 private:
  // Takes away what is gone of what was read last.
  void Drop(const std::vector<std::int64_t>& gone, std::size_t from) {
    if (gone.empty()) return;
    const auto is_gone = [&gone](const Posting& posting) {
      return std::binary_search(gone.begin(), gone.end(), posting.position);
    };
    list_.erase(
        std::remove_if(list_.begin() + static_cast<std::ptrdiff_t>(from), list_.end(), is_gone),
        list_.end());
  }
  // Lets go of a reader that is at its end.
  static Status Settle(std::unique_ptr<PartReader>* reader, Result<bool> more) {
    if (!more.ok()) return std::move(more).error();
    if (!*more) reader->reset();
    return Ok();
  }
  void Order() {
    const auto behind = [](const Posting& a, const Posting& b) { return a.position >= b.position; };
    if (std::adjacent_find(list_.begin(), list_.end(), behind) == list_.end()) return;
    std::sort(list_.begin(), list_.end(),
              [](const Posting& a, const Posting& b) { return a.position < b.position; });
    list_.erase(std::unique(list_.begin(), list_.end()), list_.end());
  }

  std::vector<std::unique_ptr<PartReader>> readers_;
  const bool follow_;  // the parts follow one another, so their lists need not be in memory whole
  Postings list_;
  Token open_ = -1;  // of a list of which some was written
  std::size_t tokens_ = 0;
};

}  // namespace

void PutCleanJob(store::Txn& txn) {
  txn.PutJob(kCleanJob, "all", txn.now_ms() + kCleanMs, "0");
}

bool IsCleaning(store::Txn& txn) {
  return HasStale(txn);
}

void AddCleanJob(store::JobRunner& jobs) {
  jobs.Add(kCleanJob, [](store::Txn& txn, std::string_view key, std::string_view payload) {
    const auto next = NextUnmarked(txn, text::ParseInt(payload).value_or(0));
    if (!next) return Ok();
    if (next->gone) MarkStale(txn, next->part);
    txn.PutJob(kCleanJob, key, txn.now_ms() + kCleanMs, std::to_string(next->part));
    return Ok();
  });
}

std::int64_t IndexedPosition(store::Txn& txn) {
  return store::LeasePosition(txn, LeaseName()).value_or(0);
}

std::size_t MergeCount(const std::vector<Part>& parts) {
  constexpr auto kFactor = static_cast<std::int64_t>(kMergeMin);
  // Eight of the largest size that merges are more than a part may have, if each is above that size
  // by a little: then fewer of them fill one.
  constexpr std::int64_t kNearlyFull = kPartMessagesMax / 10 * 7;
  for (std::int64_t size = 1; size < kPartMessagesMax; size *= kFactor) {
    // The newest run of parts below the next size, and how many of them are of this size.
    std::size_t n = 0;
    std::size_t full = 0;
    std::int64_t messages = 0;
    std::int64_t largest = 0;
    bool bounded = false;
    for (const Part& part : parts) {
      if (part.messages >= size * kFactor) break;
      bounded = messages + part.messages > kPartMessagesMax;
      if (bounded) break;
      messages += part.messages;
      largest = std::max(largest, part.messages);
      full += part.messages >= size ? 1 : 0;
      ++n;
    }
    if (full >= kMergeMin) return n;
    if (bounded && messages >= kNearlyFull && largest <= messages / 2) return n;
  }
  return 0;
}

Indexer::Indexer(store::Store& store, Clock& clock, Random& random, std::string_view node)
    : store_(store), clock_(clock), owner_(store::LeaseOwner(store, random, node)) {}

Result<Indexer::Behind> Indexer::Look() {
  Behind behind;
  KOINE_CHECK(store_.ReadNow("search.look", [&](store::Txn& txn) {
    behind.head = txn.SnapshotPosition();
    behind.position = IndexedPosition(txn);
  }));
  return behind;
}

Result<bool> Indexer::Claim() {
  const std::int64_t now = clock_.NowMs();
  if (until_ms_ > now + kLeaseRestMs) return true;
  // Another node has it: it is not asked at every message.
  if (now >= refused_ms_ && now - refused_ms_ < kLeaseRestMs) return false;
  const std::int64_t until = now + kLeaseMs;
  KOINE_TRY(const std::optional<std::int64_t> position,
            store_.WriteAndWait({"search.claim", store::kNoKey, /*background=*/true,
                                 /*repeatable=*/true},
                                [&](store::Txn& txn) -> Result<std::optional<std::int64_t>> {
                                  RetireParts(txn, kTokensVersion, txn.now_ms() - kBuildingMaxMs);
                                  return store::ClaimLease(txn, LeaseName(), owner_, until);
                                }));
  until_ms_ = position ? until : 0;
  position_ = position.value_or(0);
  refused_ms_ = position ? 0 : now;
  static metrics::Gauge* const held = metrics::Default().GetGauge(
      "koine_lease_held",
      "1 while this process holds the lease of a task that one process does at a time.",
      {{"lease", "search"}});
  held->Set(position ? 1 : 0);
  return position.has_value();
}

Result<bool> Indexer::Step() {
  KOINE_TRY(const Behind behind, Look());
  if (!behind.any()) return false;
  KOINE_TRY(const bool mine, Claim());
  if (!mine) return false;
  Slice slice;
  KOINE_CHECK(
      store_.ReadNow("search.slice", [&](store::Txn& txn) { slice = ReadSlice(txn, position_); }));
  std::vector<Draft> drafts;
  std::size_t taken = 0;
  drafts.push_back(MakePart(Stream::kMessages, slice.docs, &taken));
  if (taken < slice.docs.size()) {
    // The edits come with the rest.
    slice.to = slice.docs[taken - 1].id.value;
  } else {
    for (auto from = slice.edited.begin(); from != slice.edited.end(); from += taken) {
      drafts.push_back(MakePart(Stream::kEdits, {from, slice.edited.end()}, &taken));
    }
  }
  const std::int64_t until = clock_.NowMs() + kLeaseMs;
  Status written = store_.WriteAndWait(
      {"search.write", store::kNoKey, /*background=*/true}, [&](store::Txn& txn) -> Status {
        if (!store::AdvanceLease(txn, LeaseName(), owner_, position_, slice.to, until)) {
          return Error{Code::kConflict};
        }
        for (const Draft& draft : drafts) {
          if (draft.part.messages == 0) continue;
          const Part part = InsertPart(txn, kTokensVersion, PartState::kLive, draft.part);
          for (const Page& page : draft.pages) InsertPage(txn, part.id, page);
        }
        return Ok();
      });
  // In doubt the stored position is asked again.
  until_ms_ = written.ok() ? until : 0;
  if (!written.ok()) {
    if (written.error().Is(Code::kConflict)) return false;
    return std::move(written).error();
  }
  position_ = slice.to;
  return true;
}

Result<bool> Indexer::Merge(const std::vector<Part>& parts) {
  Part whole{0, parts.front().stream, parts.back().first, parts.front().last, 0, 0, 0};
  std::vector<std::int64_t> ids;
  for (const Part& part : parts) {
    whole.first = std::min(whole.first, part.first);
    whole.last = std::max(whole.last, part.last);
    whole.messages += part.messages;
    ids.push_back(part.id);
  }
  const store::CommandInfo info{"search.merge", store::kNoKey, /*background=*/true};
  KOINE_TRY(whole, store_.WriteAndWait(info, [&](store::Txn& txn) -> Result<Part> {
    return InsertPart(txn, kTokensVersion, PartState::kBuilding, whole);
  }));
  // Read when the part has its time: what goes later makes it stale (AddCleanJob).
  std::vector<std::int64_t> gone;
  KOINE_CHECK(store_.ReadNow("search.gone", [&](store::Txn& txn) {
    gone = ListGone(txn, whole.first, whole.last, kGoneMax);
  }));
  std::vector<Page> pages;
  auto write = [&]() -> Status {
    KOINE_TRY(const bool mine, Claim());
    if (!mine) return Error{Code::kConflict};
    KOINE_CHECK(store_.WriteAndWait(info, [&](store::Txn& txn) -> Status {
      for (const Page& page : pages) InsertPage(txn, whole.id, page);
      return Ok();
    }));
    pages.clear();
    return Ok();
  };
  PageWriter writer([&pages](Page page) { pages.push_back(std::move(page)); });
  MergedReader reader(store_, parts);
  Filter filter(Filter::kBytesMax);
  KOINE_CHECK(reader.Start());
  for (;;) {
    KOINE_TRY(const bool more, reader.WriteNext(gone, &writer, &filter));
    if (!more) break;
    if (pages.size() >= kPagesPerWrite) KOINE_CHECK(write());
  }
  writer.Finish();
  filter.ShrinkTo(reader.tokens());
  for (Page& page : filter.Pages()) {
    pages.push_back(std::move(page));
    if (pages.size() >= kPagesPerWrite) KOINE_CHECK(write());
  }
  KOINE_CHECK(write());
  KOINE_CHECK(store_.WriteAndWait(info, [&](store::Txn& txn) -> Status {
    return ReplaceParts(txn, ids, whole.id, filter.Digest()) ? Ok()
                                                             : Status(Error{Code::kConflict});
  }));
  return true;
}

Result<bool> Indexer::Tidy() {
  std::vector<Part> all;
  bool dead = false;
  KOINE_CHECK(store_.ReadNow("search.parts", [&](store::Txn& txn) {
    all = ListParts(txn, kTokensVersion);
    dead = HasDead(txn);
  }));
  std::vector<Part> due;
  for (const Stream stream : {Stream::kMessages, Stream::kEdits}) {
    std::vector<Part> parts;
    std::copy_if(all.begin(), all.end(), std::back_inserter(parts),
                 [stream](const Part& part) { return part.stream == stream; });
    parts.resize(MergeCount(parts));
    if (due.empty()) due = std::move(parts);
  }
  const auto stale =
      std::find_if(all.begin(), all.end(), [](const Part& part) { return part.created_at == 0; });
  if (due.empty() && stale != all.end()) due = {*stale};
  if (due.empty() && !dead) return false;
  KOINE_TRY(const bool mine, Claim());
  if (!mine) return false;
  if (dead) {
    KOINE_CHECK(store_.WriteAndWait({"search.delete", store::kNoKey, /*background=*/true},
                                    [](store::Txn& txn) -> Status {
                                      DeleteDead(txn, kDeletePages);
                                      return Ok();
                                    }));
  }
  return due.empty() ? Result<bool>(true) : Merge(due);
}

Status Indexer::CatchUp() {
  for (;;) {
    KOINE_TRY(const bool stepped, Step());
    KOINE_TRY(const bool tidied, Tidy());
    if (!stepped && !tidied) return Ok();
  }
}

Status Indexer::Reset() {
  until_ms_ = 0;
  return store_.WriteAndWait({"search.reset"}, [](store::Txn& txn) -> Status {
    RetireAllParts(txn);
    store::ResetLease(txn, LeaseName());
    return Ok();
  });
}

}  // namespace koine::search
