#include "core/backoffice/statistics_rows.h"

#include <tuple>
#include <utility>

namespace koine::backoffice {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// A message may carry a time that is so far from that of its neighbours in the log: times rise
// strictly within a conversation, however fast it is written.
constexpr std::int64_t kSlackMs = 10 * 60 * 1000;

#define KOINE_GROWTH \
  "select count(*), coalesce(sum(case when created_at < ? then 1 else 0 end), 0){::bigint}"
const Sql kUsers{KOINE_GROWTH " from users where tenant_id = ?"};
const Sql kGroups{KOINE_GROWTH " from conversation where tenant_id = ? and kind = 2"};
#define KOINE_BY_DAY "select created_at / 86400000 as day, count(*) from "
#define KOINE_IN_SPAN " and created_at >= ? and created_at < ? group by 1 order by 1"
const Sql kUserDays{KOINE_BY_DAY "users where tenant_id = ?" KOINE_IN_SPAN};
const Sql kGroupDays{KOINE_BY_DAY "conversation where tenant_id = ? and kind = 2" KOINE_IN_SPAN};

// proof: only a time comes out of it
const Sql kTimeFrom{"select sent_at from message where id >= ? order by id limit 1"};
// proof: only a number comes out of it
const Sql kLastId{"select coalesce(max(id), 0) from message"};

#define KOINE_WRITTEN                                                                      \
  " from message m join conversation c on c.id = m.conversation_id where m.tenant_id = ? " \
  "and m.id >= ? and m.id < ? and m.sent_at >= ? and m.sent_at < ? and m.kind < 20 "       \
  "and m.sender_id > 0 "
#define KOINE_BY_PEOPLE KOINE_WRITTEN "and (? = 1 or c.pair_lo is not null)"
#define KOINE_IN_GROUPS KOINE_WRITTEN "and c.kind = 2"
const Sql kSenderCount{"select count(*), count(distinct m.sender_id)" KOINE_BY_PEOPLE};
const Sql kPlaceCount{"select count(*), count(distinct m.conversation_id)" KOINE_IN_GROUPS};
#define KOINE_SENT_DAY "select m.sent_at / 86400000 as day, count(*)"
const Sql kSenderDays{KOINE_SENT_DAY KOINE_BY_PEOPLE " group by 1 order by 1"};
const Sql kPlaceDays{KOINE_SENT_DAY KOINE_IN_GROUPS " group by 1 order by 1"};
#define KOINE_SENDERS \
  "select m.sender_id, count(*), ''" KOINE_BY_PEOPLE " group by m.sender_id order by "
const Sql kSenders{KOINE_SENDERS "2 desc, 1 limit ? offset ?"};
const Sql kSendersUp{KOINE_SENDERS "2, 1 limit ? offset ?"};
#define KOINE_PLACES                                                           \
  "select m.conversation_id, count(*), coalesce(c.handle, '')" KOINE_IN_GROUPS \
  " group by m.conversation_id, c.handle order by "
const Sql kPlaces{KOINE_PLACES "2 desc, 1 limit ? offset ?"};
const Sql kPlacesUp{KOINE_PLACES "2, 1 limit ? offset ?"};

using Pair = std::pair<std::int64_t, std::int64_t>;
Pair ReadPair(const Row& row) {
  return {row.Int(0), row.Int(1)};
}

Growth Grown(Txn& txn, const Sql& all, const Sql& days, TenantId tenant, const Span& span) {
  Growth out;
  std::tie(out.total, out.before) = txn.First(all, ReadPair, span.start, tenant).value_or(Pair{});
  for (const auto& [day, count] : txn.All(days, ReadPair, tenant, span.start, span.end)) {
    out.days[day] = count;
  }
  return out;
}

// The first id of the log that may be of a message sent then: ids follow time, as far as the slack
// tells. So only the stretch of a span is read, not all messages there are.
std::int64_t FirstId(Txn& txn, std::int64_t last, std::int64_t at_ms) {
  auto read = [](const Row& row) { return row.Int(0); };
  std::int64_t low = 1;
  std::int64_t high = last + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const auto time = txn.First(kTimeFrom, read, middle);
    if (time && *time < at_ms) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

struct Stretch {
  std::int64_t first = 0, end = 0;
};
Stretch StretchOf(Txn& txn, const Span& span) {
  auto read = [](const Row& row) { return row.Int(0); };
  const std::int64_t last = txn.First(kLastId, read).value_or(0);
  return {FirstId(txn, last, span.start - kSlackMs), FirstId(txn, last, span.end + kSlackMs)};
}

Active ReadActive(const Row& row) {
  Active out{row.Int(0), row.String(2), row.Int(1)};
  if (out.handle.empty()) out.handle = std::to_string(out.id);
  return out;
}

}  // namespace

Growth CountUsers(Txn& txn, TenantId tenant, const Span& span) {
  return Grown(txn, kUsers, kUserDays, tenant, span);
}

Growth CountGroups(Txn& txn, TenantId tenant, const Span& span) {
  return Grown(txn, kGroups, kGroupDays, tenant, span);
}

Activity CountSenders(Txn& txn, TenantId tenant, const ActivityQuery& query) {
  const Span& span = query.span;
  const Stretch in = StretchOf(txn, span);
  const int groups = query.groups ? 1 : 0;
  Activity out;
  std::tie(out.messages, out.active) =
      txn.First(kSenderCount, ReadPair, tenant, in.first, in.end, span.start, span.end, groups)
          .value_or(Pair{});
  for (const auto& [day, count] :
       txn.All(kSenderDays, ReadPair, tenant, in.first, in.end, span.start, span.end, groups)) {
    out.days[day] = count;
  }
  out.page = txn.All(query.ascending ? kSendersUp : kSenders, ReadActive, tenant, in.first, in.end,
                     span.start, span.end, groups, query.limit, query.offset);
  return out;
}

Activity CountActiveGroups(Txn& txn, TenantId tenant, const ActivityQuery& query) {
  const Span& span = query.span;
  const Stretch in = StretchOf(txn, span);
  Activity out;
  std::tie(out.messages, out.active) =
      txn.First(kPlaceCount, ReadPair, tenant, in.first, in.end, span.start, span.end)
          .value_or(Pair{});
  for (const auto& [day, count] :
       txn.All(kPlaceDays, ReadPair, tenant, in.first, in.end, span.start, span.end)) {
    out.days[day] = count;
  }
  out.page = txn.All(query.ascending ? kPlacesUp : kPlaces, ReadActive, tenant, in.first, in.end,
                     span.start, span.end, query.limit, query.offset);
  return out;
}

}  // namespace koine::backoffice
