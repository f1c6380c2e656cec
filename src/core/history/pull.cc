#include "core/history/pull.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <queue>
#include <utility>

#include "core/access/floor.h"
#include "core/history/pull_rows.h"
#include "core/message/system.h"

namespace koine::history {

namespace {

constexpr int kChunk = 100;
constexpr int kChunkMin = 4;
constexpr int kSlice = 1000;  // conversations that are merged at once

// The rows of one conversation that are still to come.
struct Run {
  PullSeat seat;
  std::vector<message::Row> rows;
  std::size_t next = 0;
  std::int64_t from = 0;  // where the next chunk begins

  const message::Row& front() const { return rows[next]; }
};

class Puller {
 public:
  Puller(store::Txn& txn, const access::Principal& who, const PullIn& in)
      : txn_(txn), who_(who), in_(in) {}

  std::vector<Pulled> Go() {
    const auto seats =
        ListPullSeats(txn_, who_.tenant, who_.user, in_.groups, txn_.now_ms() - kLeftMs, kSeatsMax);
    return Merge(seats, Markers(seats));
  }

  // What people wrote in these, without markers.
  std::vector<Pulled> Said(const std::vector<PullSeat>& seats) {
    said_only_ = true;
    // So that a page of many conversations does not read a hundred rows of each.
    const auto share = 2 * in_.limit / std::max<std::int64_t>(1, std::ssize(seats));
    chunk_ = static_cast<int>(std::clamp<std::int64_t>(share, kChunkMin, kChunk));
    return Merge(seats, {});
  }

 private:
  std::vector<Pulled> Merge(const std::vector<PullSeat>& seats, std::vector<Pulled> markers) {
    std::vector<Pulled> out;
    for (const PullSeat& seat : seats) Begin(seat);
    auto later = [this](std::size_t a, std::size_t b) {
      return runs_[a].front().message.id > runs_[b].front().message.id;
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> queue(later);
    for (std::size_t i = 0; i < runs_.size(); ++i) queue.push(i);
    auto marker = markers.begin();
    while (out.size() < static_cast<std::size_t>(in_.limit)) {
      const bool none = queue.empty();
      if (none && marker == markers.end()) break;
      if (none || (marker != markers.end() &&
                   marker->marker->position < runs_[queue.top()].front().message.id.value)) {
        out.push_back(std::move(*marker++));
        continue;
      }
      const std::size_t i = queue.top();
      queue.pop();
      Run& run = runs_[i];
      out.push_back({run.seat, std::move(run.rows[run.next++]), std::nullopt, {}});
      if (run.next < run.rows.size() || Fill(&run)) queue.push(i);
    }
    return out;
  }

  // Recalls are told of conversations of which something may be read.
  std::vector<Pulled> Markers(const std::vector<PullSeat>& seats) {
    std::vector<Pulled> out;
    if (!in_.after) return out;
    std::map<ConversationId, const PullSeat*> by_id;
    std::vector<std::int64_t> ids;
    for (const PullSeat& seat : seats) {
      if (!seat.changed) continue;
      by_id.emplace(seat.id, &seat);
      ids.push_back(seat.id.value);
    }
    auto all = ListMarkers(txn_, who_.tenant, ids, in_.after->value, in_.since_ms, in_.limit);
    auto tips =
        ListTips(txn_, who_.tenant, who_.user, ids, in_.after->value, in_.since_ms, in_.limit);
    std::move(tips.begin(), tips.end(), std::back_inserter(all));
    std::sort(all.begin(), all.end(),
              [](const Marker& a, const Marker& b) { return a.position < b.position; });
    for (Marker& marker : all) {
      const PullSeat& seat = *by_id.at(marker.conversation);
      if (marker.seq < seat.from || marker.seq > seat.to) continue;
      out.push_back({seat, std::nullopt, std::move(marker), {}});
    }
    return out;
  }

  // Whether what lies at `seq` was seen before, or is too old; both hold for all before it too.
  bool Past(const PullSeat& seat, std::int64_t seq) {
    const auto probe = FindProbe(txn_, who_.tenant, seat.id, seq);
    return probe && (probe->id <= *in_.after || probe->sent_at < in_.since_ms);
  }

  void Begin(const PullSeat& seat) {
    if (seat.from > seat.to || seat.last_sent_at < in_.since_ms) return;
    Run run{seat, {}, 0, seat.from};
    if (!in_.after) {
      run.from = std::max(seat.from, seat.read_seq + 1);
    } else if (*in_.after > MessageId() || in_.since_ms > 0) {
      // Ids grow with the numbers: a conversation whose last is known has nothing new.
      if (Past(seat, seat.to)) return;
      std::int64_t low = seat.from - 1, high = seat.to;
      while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (Past(seat, middle) ? low : high) = middle;
      }
      run.from = high;
    }
    if (Fill(&run)) runs_.push_back(std::move(run));
  }

  bool Wanted(const message::Row& row) const {
    const body::Message& m = row.message;
    if (m.sent_at < in_.since_ms) return false;
    // Left out here, so that no page ends early: the client would take it for the last.
    const auto* line = std::get_if<body::Notice>(&m.body);
    if (line != nullptr && (said_only_ || !ConcernsLine(*line, who_.user))) return false;
    if (in_.after) return m.id > *in_.after;
    return m.sender != who_.user && !m.recalled();
  }

  // Reads the next chunk that holds something; false at the end.
  bool Fill(Run* run) {
    run->rows.clear();
    run->next = 0;
    while (run->from <= run->seat.to) {
      auto rows = message::ListOldest(txn_, who_.tenant, run->seat.id, who_.user, run->from,
                                      run->seat.to, chunk_);
      if (rows.empty()) break;
      run->from = rows.back().message.seq + 1;
      const bool last = static_cast<int>(rows.size()) < chunk_;
      for (message::Row& row : rows) {
        if (Wanted(row)) run->rows.push_back(std::move(row));
      }
      if (last) run->from = run->seat.to + 1;
      if (!run->rows.empty()) return true;
    }
    return false;
  }

  store::Txn& txn_;
  const access::Principal& who_;
  const PullIn& in_;
  std::vector<Run> runs_;
  int chunk_ = kChunk;
  bool said_only_ = false;
};

}  // namespace

std::vector<Pulled> Pull(store::Txn& txn, const access::Principal& who, const PullIn& in) {
  return Puller(txn, who, in).Go();
}

namespace {

std::vector<message::Row> SaidOf(store::Txn& txn, const access::Principal& who,
                                 const std::vector<PullSeat>& seats, const SaidIn& in) {
  PullIn wanted;
  wanted.after = in.after;
  wanted.since_ms = in.since_ms;
  wanted.limit = in.limit;
  std::vector<message::Row> out;
  for (Pulled& one : Puller(txn, who, wanted).Said(seats)) out.push_back(*std::move(one.row));
  return out;
}

}  // namespace

std::vector<message::Row> PullSaid(store::Txn& txn, const access::Principal& who,
                                   const SaidIn& in) {
  std::vector<message::Row> out;
  ConversationId from;
  for (bool more = true; more;) {
    const auto seats =
        ListSeatsBehind(txn, who.tenant, who.user, {in.after, in.since_ms}, from, kSlice);
    more = std::ssize(seats) == kSlice;
    if (more) from = seats.back().id;
    auto some = SaidOf(txn, who, seats, in);
    std::move(some.begin(), some.end(), std::back_inserter(out));
    std::sort(out.begin(), out.end(), [](const message::Row& a, const message::Row& b) {
      return a.message.id < b.message.id;
    });
    if (std::ssize(out) > in.limit) out.resize(static_cast<std::size_t>(in.limit));
  }
  return out;
}

std::vector<message::Row> PullSaid(store::Txn& txn, const access::Principal& who,
                                   ConversationId conversation, access::VisibleRange visible,
                                   const SaidIn& in) {
  auto place = FindPullPlace(txn, who.tenant, conversation);
  if (!place) return {};
  place->from = std::max(place->from, visible.from);
  place->to = std::min(place->to, visible.to);
  return SaidOf(txn, who, {*place}, in);
}

bool ConcernsLine(const body::Notice& line, UserId reader) {
  using body::NoticeKind;
  const bool named = std::any_of(line.targets.begin(), line.targets.end(),
                                 [reader](const body::Named& one) { return one.id == reader; });
  switch (line.kind) {
    case NoticeKind::kMemberRemoved:
    case NoticeKind::kMemberMuted:
    case NoticeKind::kMemberUnmuted:
      return named;
    case NoticeKind::kMemberLeft:
      return line.actor.id == reader;
    case NoticeKind::kRenamed:
    case NoticeKind::kAnnouncement:
      return false;
    default:
      return true;
  }
}

namespace {

// What a place of a history is found by: its change, or its message.
std::int64_t KeyOf(const PullPlace& place) {
  return place.change > 0 ? place.change : place.seq;
}

}  // namespace

History ReadHistory(store::Txn& txn, const access::Seated& place, std::int64_t limit,
                    std::int64_t offset) {
  const access::Principal& who = place.who();
  const ConversationId id = place.conversation().id;
  const access::VisibleRange visible = place.visible();
  std::vector<std::int64_t> foreign;
  for (const Line& line : ListLines(txn, who.tenant, id, visible.from, visible.to, kLinesMax)) {
    if (!ConcernsLine(line.notice, who.user)) foreign.push_back(line.seq);
  }
  const PullRange range{id, who.user, visible.from, visible.to, foreign};
  History out;
  out.total = CountStanding(txn, who.tenant, range);
  const auto places = PageStanding(txn, who.tenant, range, limit, offset);
  std::vector<std::int64_t> seqs, changes;
  for (const PullPlace& one : places) (one.change > 0 ? changes : seqs).push_back(KeyOf(one));
  std::map<std::int64_t, message::Row> rows;
  for (message::Row& row : message::ListSeqs(txn, who.tenant, id, seqs)) {
    rows.emplace(row.message.seq, std::move(row));
  }
  std::map<std::int64_t, Marker> lines;
  for (Marker& line : ListTipsAt(txn, who.tenant, id, changes)) {
    lines.emplace(line.change, std::move(line));
  }
  for (const PullPlace& one : places) {
    Said said;
    if (const auto row = rows.find(KeyOf(one)); one.change == 0 && row != rows.end()) {
      said.row = std::move(row->second);
    } else if (const auto line = lines.find(KeyOf(one)); line != lines.end()) {
      said.line = std::move(line->second);
    } else {
      continue;
    }
    out.said.push_back(std::move(said));
  }
  return out;
}

Reach PeerReach(store::Txn& txn, const access::Seated& place) {
  const auto& c = place.conversation();
  const UserId peer = place.who().user == c.pair_lo ? c.pair_hi : c.pair_lo;
  return FindReach(txn, place.who().tenant, c.id, peer);
}

MessageId LastRead(store::Txn& txn, const access::Seated& place) {
  const std::int64_t read = PeerReach(txn, place).receipt;
  return LastOwn(txn, place.who().tenant, place.conversation().id, place.who().user, read);
}

std::int64_t SeqUpTo(store::Txn& txn, const access::Seated& place, MessageId id) {
  std::int64_t low = access::FloorOf(place.conversation()), high = place.visible().to + 1;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    const auto probe = FindProbe(txn, place.who().tenant, place.conversation().id, middle);
    (probe && probe->id <= id ? low : high) = middle;
  }
  return low;
}

}  // namespace koine::history
