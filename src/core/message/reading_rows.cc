#include "core/message/reading_rows.h"

#include "core/access/shared_seats.h"
#include "core/event/event.h"
#include "core/message/shared_readings.h"

namespace koine::message {

namespace {

using store::IntList;
using store::Sql;
using store::Txn;

#define KOINE_STANDING "and o.kind < 20 and o.recalled_at = 0 and o.deleted_at = 0 "
const Sql kIdsOfOthers{
    "select o.id from message o where o.tenant_id = ? and o.conversation_id = ? and "
    "o.seq between ? and ? and o.sender_id <> ? " KOINE_STANDING "order by o.seq desc limit ?"};
// What a member reads of a place: of others, from `first` to `last`.
#define KOINE_OF_OTHERS                                                                          \
  "o.tenant_id = a.tenant and o.conversation_id = a.place and o.seq between a.first and a.last " \
  "and o.sender_id <> a.who " KOINE_STANDING
// proof: each element brings the tenant of its seat, which the rows must have
// engines: SQLite reads nothing ahead; PostgreSQL looks the messages of one after the other up, as
// a lateral query makes sure of
const Sql kReadings{
    "select a.key, m.id, m.counted, o.id from {lists a(key INT, tenant INT, place INT, who INT, "
    "first INT, last INT)} join message m on m.tenant_id = a.tenant and "
    "m.conversation_id = a.place and m.seq = a.last left join message o on " KOINE_OF_OTHERS
    "order by a.key, o.seq desc",
    "select a.key, m.id, m.counted, n.id from unnest(?::bigint[], ?::bigint[], ?::bigint[], "
    "?::bigint[], ?::bigint[], ?::bigint[]) as a(key, tenant, place, who, first, last) "
    "cross join lateral (select o.id, o.counted from message o where o.tenant_id = a.tenant and "
    "o.conversation_id = a.place and o.seq = a.last) m left join lateral (select o.id, o.seq from "
    "message o where " KOINE_OF_OTHERS
    "order by o.seq desc limit 100) n on true order by a.key, n.seq desc"};
static_assert(event::kReadIdsMax == 100);

#define KOINE_SET_CURSOR                                                                         \
  "update member set read_seq = ?, read_counted = ?, read_sent = ?, receipt_seq = ?, read_at = " \
  "? where tenant_id = ? and conversation_id = ? and user_id = ?"
const Sql kSetReadCursor{KOINE_SET_CURSOR};
// proof: each element brings the tenant of what its door opened, which the row must have
// engines: SQLite runs it for each row, PostgreSQL once (Txn::RunSoonForEach)
const Sql kSetReadCursors{
    KOINE_SET_CURSOR,
    "update member set read_seq = a.seq, read_counted = a.counted, read_sent = a.sent, "
    "receipt_seq = a.receipt, read_at = a.at from unnest(?::bigint[], ?::bigint[], ?::bigint[], "
    "?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) as a(seq, counted, sent, "
    "receipt, at, tenant, place, who) where member.tenant_id = a.tenant and "
    "member.conversation_id = a.place and member.user_id = a.who"};
#define KOINE_INSERT_MARK(rows)                                                \
  "insert into read_mark (conversation_id, user_id, seq, tenant_id, at) " rows \
  " on conflict do nothing"
const Sql kInsertReadMark{KOINE_INSERT_MARK("values (?, ?, ?, ?, ?)")};
// engines: as above
const Sql kInsertReadMarks{
    KOINE_INSERT_MARK("values (?, ?, ?, ?, ?)"),
    KOINE_INSERT_MARK("select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], "
                      "?::bigint[])")};

}  // namespace

ReadMessages FindReading(Txn& txn, const Reading& reading) {
  if (auto* shared = txn.Share<SharedReadings>()) {
    if (auto known = shared->Ask(reading)) return *std::move(known);
  }
  const auto& [place, from, to] = reading;
  ReadMessages out;
  out.last = MarkAt(txn, place.tenant, place.conversation, to);
  if (!out.last) return out;
  auto read = [](const store::Row& row) { return row.Int(0); };
  out.of_others = txn.All(kIdsOfOthers, read, place.tenant, place.conversation, from, to,
                          place.user, event::kReadIdsMax);
  return out;
}

std::vector<std::pair<Reading, ReadMessages>> ListReadings(Txn& txn,
                                                           std::span<const Reading> readings) {
  if (readings.empty()) return {};
  store::IntColumns columns(6);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const auto& [place, from, to] = readings[i];
    columns.Add({static_cast<std::int64_t>(i), place.tenant.value, place.conversation.value,
                 place.user.value, from, to});
  }
  std::vector<std::pair<Reading, ReadMessages>> out;
  std::int64_t last = -1;
  auto take = [&](const store::Row& row) {
    const std::int64_t key = row.Int(0);
    if (key != last) {
      out.emplace_back(readings[static_cast<std::size_t>(key)],
                       ReadMessages{Mark{row.Get<MessageId>(1), row.Int(2)}, {}});
    }
    last = key;
    if (!row.Null(3)) out.back().second.of_others.push_back(row.Int(3));
  };
  const std::vector<IntList> lists = columns.Lists();
  txn.Each(kReadings, take, lists[0], lists[1], lists[2], lists[3], lists[4], lists[5]);
  return out;
}

void SetReadCursor(Txn& txn, const access::SeatOf& place, const access::ReadCursor& c) {
  if (auto* shared = txn.Share<SharedReadings>(); shared != nullptr && txn.MayNote()) {
    shared->NoteCursor(place, {c, txn.now_ms()});
    if (auto* seats = txn.Share<access::SharedSeats>()) {
      seats->SetCursor(place, c);
    }
    return;
  }
  txn.ExecSoon(kSetReadCursor, c.read_seq, c.read_counted, c.read_sent, c.receipt_seq, txn.now_ms(),
               place.tenant, place.conversation, place.user);
}

void InsertReadMark(Txn& txn, const access::SeatOf& place, std::int64_t seq) {
  if (auto* shared = txn.Share<SharedReadings>(); shared != nullptr && txn.MayNote()) {
    shared->NoteMark(place, seq, txn.now_ms());
    return;
  }
  txn.ExecSoon(kInsertReadMark, place.conversation, place.user, seq, place.tenant, txn.now_ms());
}

void SetReadCursors(Txn& txn, const std::map<access::SeatOf, CursorStep>& cursors) {
  store::IntColumns columns(8);
  for (const auto& [place, step] : cursors) {
    const access::ReadCursor& c = step.cursor;
    columns.Add({c.read_seq, c.read_counted, c.read_sent, c.receipt_seq, step.at,
                 place.tenant.value, place.conversation.value, place.user.value});
  }
  txn.RunSoonForEach(kSetReadCursors, columns.Lists());
}

void InsertReadMarks(Txn& txn,
                     const std::map<std::pair<access::SeatOf, std::int64_t>, std::int64_t>& marks) {
  store::IntColumns columns(5);
  for (const auto& [mark, at] : marks) {
    const auto& [place, seq] = mark;
    columns.Add({place.conversation.value, place.user.value, seq, place.tenant.value, at});
  }
  txn.RunSoonForEach(kInsertReadMarks, columns.Lists());
}

}  // namespace koine::message
