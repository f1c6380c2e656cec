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

// Collects what was not delivered; each run is read from its end back to what was.
class Undelivered {
 public:
  Undelivered(store::Txn& txn, const access::Principal& who, const Since& since)
      : txn_(txn), who_(who), since_(since) {}

  // Of these runs in their order, until there are `enough`.
  void Take(std::span<const Behind> runs, std::size_t enough) {
    std::vector<Behind> ends(runs.begin(), runs.end());
    for (Behind& end : ends) end.from = std::max(end.from, end.to - kFirstChunk + 1);
    std::vector<Row> read = ListRuns(txn_, who_.tenant, who_.user, ends);
    std::unordered_map<std::int64_t, std::vector<Row*>> by_conversation;
    for (Row& row : read) by_conversation[row.message.conversation.value].push_back(&row);
    for (std::size_t i = 0; i < runs.size() && rows.size() < enough; ++i) {
      auto& first = by_conversation[runs[i].conversation.value];
      std::ranges::sort(first, std::greater(), [](const Row* row) { return row->message.seq; });
      reached_ = false;
      for (Row* row : first) TakeOne(std::move(*row));
      TakeBefore(runs[i], ends[i].from, enough);
    }
  }

  std::vector<Row> rows;  // in no order

 private:
  void TakeOne(Row row) {
    const body::Message& message = row.message;
    reached_ = reached_ || message.id <= since_.after || message.sent_at < since_.ms;
    if (!reached_ && message.sender != who_.user && !message.recalled()) {
      rows.push_back(std::move(row));
    }
  }
  void TakeBefore(const Behind& run, std::int64_t seq, std::size_t enough) {
    while (!reached_ && seq > run.from && rows.size() < enough) {
      auto page =
          ListNewest(txn_, who_.tenant, run.conversation, who_.user, run.from, seq - 1, kPageMax);
      if (page.empty()) return;
      seq = page.back().message.seq;
      for (Row& row : page) TakeOne(std::move(row));
    }
  }

  store::Txn& txn_;
  const access::Principal& who_;
  const Since since_;
  bool reached_ = false;  // what was delivered of the run
};

}  // namespace

std::vector<Row> ListUndelivered(store::Txn& txn, const access::Principal& who, MessageId after,
                                 std::int64_t since_ms, int limit, EndsCache* busy) {
  const Since since{after, since_ms};
  Undelivered out(txn, who, since);
  const auto most = static_cast<std::size_t>(limit);
  const auto behind = busy == nullptr
                          ? ConversationsBehind(txn, who.tenant, who.user, since, kBehindMax)
                          : ConversationsBehind(txn, who, *busy, since, kBehindMax);
  for (std::size_t i = 0; i < behind.size() && out.rows.size() < 2 * most; i += kRunsAtOnce) {
    out.Take(std::span(behind).subspan(i, std::min(kRunsAtOnce, behind.size() - i)), 2 * most);
  }
  std::ranges::sort(out.rows, {}, [](const Row& row) { return row.message.id; });
  if (out.rows.size() > most) out.rows.erase(out.rows.begin(), out.rows.end() - limit);
  return std::move(out.rows);
}

}  // namespace koine::message
