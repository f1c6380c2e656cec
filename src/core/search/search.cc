#include "core/search/search.h"

#include <algorithm>
#include <utility>

#include "core/inverted/kept_filters.h"
#include "core/search/content.h"
#include "core/search/rows.h"

namespace koine::search {

namespace {

using inverted::FilteredPart;
using inverted::FindPostings;
using inverted::ListParts;
using inverted::Part;
using inverted::Posting;
using inverted::Postings;
using inverted::Stream;

// Clocks of nodes may differ by so much; positions are narrowed by time no further than that.
constexpr std::int64_t kClockSlackMs = 600'000;
constexpr int kProbesMax = 64;
// How many parts are looked into at a time, the newest first; a frequent word needs only a few. Ten
// million messages have some thirty.
constexpr std::size_t kPartSteps[] = {4, 64, 1'000'000};
// So many are looked into at once: mostly filters have left no more for a word that is not
// frequent.
constexpr std::size_t kFewParts = 8;
// The newest parts whose filters are asked: fewer than have room in memory, where those of each
// search would drive one another out.
constexpr std::size_t kFiltersMost = 40;
// Of those that are not there yet.
constexpr std::size_t kFiltersRead = 1;
// How many messages are read at a time.
constexpr std::size_t kFirstLook = 64;
constexpr std::size_t kLook = 400;

// The first position whose message was sent at `ms` or later.
std::int64_t PositionAt(store::Txn& txn, std::int64_t ms, std::int64_t head) {
  std::int64_t low = 0;  // before
  std::int64_t high = head + 1;
  for (int i = 0; i < kProbesMax && high - low > 1; ++i) {
    const std::int64_t middle = low + (high - low) / 2;
    const auto sent = SentAtOrAfter(txn, middle);
    if (sent && *sent < ms) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

// Positions that have all tokens, among lists of one part.
void Intersect(Postings* into, const Postings& with) {
  auto other = with.begin();
  auto keep = into->begin();
  for (const Posting& posting : *into) {
    while (other != with.end() && other->position < posting.position) ++other;
    if (other == with.end()) break;
    if (other->position == posting.position) *keep++ = posting;
  }
  into->erase(keep, into->end());
}

class Searcher {
 public:
  Searcher(store::Txn& txn, const access::Principal& who, const SearchIn& in, HeadsCache* heads)
      : txn_(txn), who_(who), in_(in), heads_(heads), query_(in.keyword, in.exact) {}

  Found Run() {
    FindTokens();
    if (tokens_.empty()) return {};
    std::vector<Part> all;
    txn_.Together({[this] { FindSeats(); }, [this] { NarrowTime(); },
                   [this] { hidden_ = ListHidden(txn_, who_.user); },
                   [&] { all = ListParts(txn_, kTokensVersion); }});
    if (seats_.empty()) return {};
    std::vector<Part> messages;
    std::vector<Part> edits;
    std::erase_if(all, [this](const Part& part) { return part.last < low_ || part.first > high_; });
    LeaveOutFiltered(&all);
    for (const Part& part : all) {
      (part.stream == Stream::kEdits ? edits : messages).push_back(part);
    }
    auto at = messages.begin();
    for (std::size_t step : kPartSteps) {
      const auto left = static_cast<std::size_t>(messages.end() - at);
      if (left <= kFewParts) step = left;
      const std::vector<Part> some(at, at + static_cast<std::ptrdiff_t>(std::min(step, left)));
      std::vector<Postings> lists;
      const auto look = [&] { lists = Candidates(some); };
      if (at == messages.begin()) {
        txn_.Together({[&] { FindEdited(edits); }, look});
      } else {
        look();
      }
      at += static_cast<std::ptrdiff_t>(some.size());
      for (std::size_t i = 0; i < some.size() && !done_; ++i) Take(some[i].first, lists[i]);
      if (done_ || at == messages.end()) break;
    }
    Take(0, {});
    Look(true);
    return Result();
  }

 private:
  void FindTokens() {
    if (in_.place != nullptr) tokens_.push_back(ConversationToken(in_.place->conversation().id));
    if (in_.sender) tokens_.push_back(SenderToken(in_.sender));
    tokens_.insert(tokens_.end(), query_.tokens().begin(), query_.tokens().end());
    if (in_.kind) tokens_.push_back(KindToken(static_cast<int>(*in_.kind)));
    // A keyword of which nothing is indexed finds nothing, whatever else is given.
    if (!query_.blank() && query_.tokens().empty()) tokens_.clear();
  }

  void FindSeats() {
    if (in_.place != nullptr) {
      seats_[in_.place->conversation().id.value] = in_.place->visible();
    } else {
      seats_ = search::FindSeats(txn_, who_, heads_);
    }
  }

  void NarrowTime() {
    const std::int64_t head = txn_.SnapshotPosition();
    high_ = head;
    if (in_.from_ms) low_ = PositionAt(txn_, *in_.from_ms - kClockSlackMs, head);
    if (in_.to_ms) high_ = PositionAt(txn_, *in_.to_ms + kClockSlackMs, head);
  }

  // Takes away parts that surely have nothing of what is looked for.
  void LeaveOutFiltered(std::vector<Part>* parts) {
    std::vector<FilteredPart> filtered;
    for (const Part& part : *parts) {
      if (filtered.size() < kFiltersMost) filtered.push_back({part.id, part.filter});
    }
    std::vector<bool> may = MayHave(txn_, filtered, std::span(&tokens_, 1), kFiltersRead);
    may.resize(parts->size(), true);
    auto at = may.begin();
    std::erase_if(*parts, [&at](const Part&) { return !*at++; });
  }

  void FindEdited(const std::vector<Part>& parts) {
    for (Postings& list : Candidates(parts)) {
      edited_.insert(edited_.end(), list.begin(), list.end());
    }
    SortOnce(&edited_);
  }

  // What may match in these parts, by place.
  std::vector<Postings> Candidates(const std::vector<Part>& parts) {
    std::vector<Postings> out(parts.size());
    std::vector<std::size_t> open(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) open[i] = i;
    for (std::size_t t = 0; t < tokens_.size() && !open.empty(); ++t) {
      std::vector<std::int64_t> wanted;
      for (const std::size_t i : open) wanted.push_back(parts[i].id);
      std::vector<Postings> lists = FindPostings(txn_, wanted, tokens_[t]);
      std::vector<std::size_t> still;
      for (std::size_t k = 0; k < open.size(); ++k) {
        Postings& list = out[open[k]];
        if (t == 0) {
          list = Allowed(lists[k]);
        } else {
          Intersect(&list, lists[k]);
        }
        if (!list.empty()) still.push_back(open[k]);
      }
      open = std::move(still);
    }
    return out;
  }

  // Those of conversations that the user is in.
  Postings Allowed(const Postings& list) const {
    Postings out;
    for (const Posting& posting : list) {
      if (posting.position < low_ || posting.position > high_) continue;
      if (seats_.find(posting.conversation) != seats_.end()) out.push_back(posting);
    }
    return out;
  }

  static void SortOnce(Postings* list) {
    std::sort(list->begin(), list->end(),
              [](const Posting& a, const Posting& b) { return a.position < b.position; });
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }

  // Looks at the candidates of a part that begins at `first`, the newest first, with those of the
  // edited ones that are not older.
  void Take(std::int64_t first, const Postings& list) {
    for (auto posting = list.rbegin(); posting != list.rend() && !done_; ++posting) {
      TakeEdited(posting->position);
      Add(posting->position);
    }
    if (!done_) TakeEdited(first);
  }
  void TakeEdited(std::int64_t down_to) {
    while (!edited_.empty() && edited_.back().position >= down_to && !done_) {
      Add(edited_.back().position);
      edited_.pop_back();
    }
  }
  void Add(std::int64_t position) {
    // An edited message may stand in both.
    if (position == last_) return;
    last_ = position;
    waiting_.push_back(position);
    Look(false);
  }

  // Reads what waits, if that is enough for a statement or nothing more comes.
  void Look(bool all) {
    const std::size_t enough = looks_ == 0 ? kFirstLook : kLook;
    if (done_ || waiting_.empty() || (!all && waiting_.size() < enough)) return;
    looks_ += static_cast<std::int64_t>(waiting_.size());
    std::vector<Live> live = ListLive(txn_, who_.tenant, who_.user, hidden_, waiting_);
    waiting_.clear();
    std::sort(live.begin(), live.end(), [](const Live& a, const Live& b) { return a.id > b.id; });
    for (const Live& one : live) {
      if (!Matches(one)) continue;
      if (total_ >= in_.offset && total_ < in_.offset + in_.limit) page_.push_back(one.id);
      if (++total_ == kHitsMax) break;
    }
    done_ = total_ >= kHitsMax || looks_ >= kLooksMax;
  }

  bool Matches(const Live& one) const {
    const auto seat = seats_.find(one.conversation);
    if (seat == seats_.end() || !seat->second.Has(one.seq)) return false;
    if (in_.sender && one.sender != in_.sender.value) return false;
    if (in_.kind && one.kind != static_cast<int>(*in_.kind)) return false;
    if (in_.from_ms && one.sent_at < *in_.from_ms) return false;
    if (in_.to_ms && one.sent_at > *in_.to_ms) return false;
    if (one.recalled) return in_.recalled && query_.blank();
    if (query_.blank()) return true;
    std::string room;
    return query_.Matches(TextOf(static_cast<body::Kind>(one.kind), one.body, &room));
  }

  Found Result() {
    Found found;
    found.total = total_;
    for (message::Row& row : ListFound(txn_, who_.tenant, page_)) {
      Hit hit;
      if (!query_.blank()) hit.snippet = Snippet(TextOf(row.message.body), query_, kSnippetChars);
      hit.row = std::move(row);
      found.hits.push_back(std::move(hit));
    }
    return found;
  }

  store::Txn& txn_;
  const access::Principal& who_;
  const SearchIn& in_;
  HeadsCache* const heads_;
  const Query query_;
  std::vector<Token> tokens_;
  Seats seats_;
  std::optional<Hidden> hidden_;
  std::int64_t low_ = 0, high_ = 0;
  Postings edited_;  // candidates that were edited; from the end
  std::int64_t last_ = 0;
  std::vector<std::int64_t> waiting_;
  std::int64_t looks_ = 0, total_ = 0;
  bool done_ = false;
  std::vector<std::int64_t> page_;
};

}  // namespace

Found Search(store::Txn& txn, const access::Principal& who, const SearchIn& in, HeadsCache* heads) {
  return Searcher(txn, who, in, heads).Run();
}

}  // namespace koine::search
