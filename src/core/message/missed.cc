#include "core/message/missed.h"

#include <algorithm>
#include <functional>
#include <span>
#include <unordered_map>
#include <utility>

#include "core/message/missed_rows.h"
#include "core/message/rows.h"

namespace koine::message {

namespace {

// Conversations looked at for undelivered messages.
constexpr int kBehindMax = 200;
// Seqs of a run that are read first; most have only a few new ones.
constexpr int kFirstChunk = 20;
// Runs whose first rows are read by one statement.
constexpr std::size_t kRunsAtOnce = 50;

// Collects the newest of what was not delivered; each run is read from its end back to what was.
class Undelivered {
 public:
  Undelivered(store::Txn& txn, const access::Principal& who, const Since& since, int most)
      : txn_(txn), who_(who), since_(since), most_(static_cast<std::size_t>(most)) {}

  // Of these runs, the latest first.
  void Take(std::span<const Behind> behind) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < behind.size() && behind[i].last > floor_; i += kRunsAtOnce) {
      TakeEnds(behind.subspan(i, std::min(kRunsAtOnce, behind.size() - i)), &runs);
    }
    for (Run& run : runs) TakeRest(run);
  }
  // In ascending order.
  std::vector<Row> Finish() {
    std::ranges::sort(rows_, {}, IdOf);
    return std::move(rows_);
  }

 private:
  struct Run {
    Behind behind;
    std::int64_t seq = 0;  // what stands before it was not read
    MessageId id;          // of the oldest that was; none: all that was read is gone
    bool reached = false;  // what was delivered
  };
  static MessageId IdOf(const Row& row) { return row.message.id; }

  void TakeEnds(std::span<const Behind> behind, std::vector<Run>* runs) {
    std::vector<Behind> ends(behind.begin(), behind.end());
    for (Behind& end : ends) end.from = std::max(end.from, end.to - kFirstChunk + 1);
    std::vector<Row> read = ListRuns(txn_, who_.tenant, who_.user, ends);
    std::unordered_map<std::int64_t, std::vector<Row*>> by_conversation;
    for (Row& row : read) by_conversation[row.message.conversation.value].push_back(&row);
    for (std::size_t i = 0; i < behind.size(); ++i) {
      auto& end = by_conversation[behind[i].conversation.value];
      std::ranges::sort(end, std::greater(), [](const Row* row) { return row->message.seq; });
      Run run{behind[i], ends[i].from};
      for (Row* row : end) TakeOne(std::move(*row), &run);
      runs->push_back(run);
    }
    Trim();
  }
  void TakeRest(Run& run) {
    while (!run.reached && run.seq > run.behind.from && (!run.id || run.id > floor_)) {
      auto page = ListNewest(txn_, who_.tenant, run.behind.conversation, who_.user, run.behind.from,
                             run.seq - 1, kPageMax);
      if (page.empty()) return;
      run.seq = page.back().message.seq;
      for (Row& row : page) TakeOne(std::move(row), &run);
      Trim();
    }
  }
  void TakeOne(Row row, Run* run) {
    const body::Message& message = row.message;
    run->id = message.id;
    run->reached = run->reached || message.id <= since_.after || message.sent_at < since_.ms;
    if (!run->reached && message.sender != who_.user && !message.recalled()) {
      rows_.push_back(std::move(row));
    }
  }
  void Trim() {
    if (rows_.size() < most_) return;
    const auto last = rows_.begin() + static_cast<std::ptrdiff_t>(most_) - 1;
    std::ranges::nth_element(rows_, last, std::greater(), IdOf);
    floor_ = IdOf(*last);
    rows_.erase(last + 1, rows_.end());
  }

  store::Txn& txn_;
  const access::Principal& who_;
  const Since since_;
  const std::size_t most_;
  std::vector<Row> rows_;
  MessageId floor_;  // nothing up to it is among the newest
};

}  // namespace

std::vector<Row> ListUndelivered(store::Txn& txn, const access::Principal& who, MessageId after,
                                 std::int64_t since_ms, int limit, EndsCache* busy) {
  const Since since{after, since_ms};
  Undelivered out(txn, who, since, limit);
  out.Take(busy == nullptr ? ConversationsBehind(txn, who.tenant, who.user, since, kBehindMax)
                           : ConversationsBehind(txn, who, *busy, since, kBehindMax));
  return out.Finish();
}

}  // namespace koine::message
