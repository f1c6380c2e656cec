#include "core/history/replay_rows.h"

#include <utility>

#include "core/body/message.h"
#include "core/event/event.h"
#include "core/message/columns.h"

namespace koine::history {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// proof: the log of all tenants; each event carries its tenant
const Sql kEvents{
    "select position, tenant_id, kind, payload, at from event where position between ? and ? "
    "order by position"};

#define KOINE_PERSON "s.nickname, u.nickname, u.username, u.handle, u.avatar"
// proof: the log of all tenants; each event carries its tenant
const Sql kMessages{
    "select " KOINE_MESSAGE_COLUMNS ", m.tenant_id, c.kind, c.pair_lo, c.pair_hi, " KOINE_PERSON
    ", q.id, q.kind, q.body, q.sent_at, q.recalled_at, qs.nickname, qu.nickname, qu.username, "
    "qu.handle from message m join conversation c on c.id = m.conversation_id "
    "left join users u on u.id = m.sender_id "
    "left join member s on s.conversation_id = m.conversation_id and s.user_id = m.sender_id "
    "left join message q on q.conversation_id = m.conversation_id and q.seq = m.reply_seq "
    "and m.reply_seq > 0 left join users qu on qu.id = q.sender_id "
    "left join member qs on qs.conversation_id = q.conversation_id and qs.user_id = q.sender_id "
    "where m.id between ? and ? order by m.id"};

// proof: the log of all tenants; each event carries its tenant
const Sql kMentions{
    "select m.id, n.user_id from message m join mention n on "
    "n.conversation_id = m.conversation_id and n.seq = m.seq where m.id between ? and ? "
    "order by m.id, n.place, n.user_id"};

// proof: the log of all tenants; each event carries its tenant
const Sql kReadings{
    "select r.position, r.tenant_id, r.conversation_id, r.change_seq, r.seq, r.to_seq, r.actor_id, "
    "r.at, c.kind, c.pair_lo, c.pair_hi, " KOINE_PERSON
    " from change r join conversation c on c.id = r.conversation_id "
    "left join users u on u.id = r.actor_id "
    "left join member s on s.conversation_id = r.conversation_id and s.user_id = r.actor_id "
    "where r.position between ? and ? and r.kind = 4 order by r.position"};

// The third parameter: how far before the end of each to look.
// proof: the log of all tenants; each event carries its tenant
const Sql kReadMessages{
    "select r.position, m.id, (case when m.seq = r.to_seq then 1 else 0 end), "
    "(case when m.sender_id <> r.actor_id and m.kind < 20 and m.recalled_at = 0 and "
    "m.deleted_at = 0 then 1 else 0 end) from change r join message m on "
    "m.conversation_id = r.conversation_id and m.seq between r.seq and r.to_seq and "
    "m.seq > r.to_seq - ? where r.position between ? and ? and r.kind = 4 "
    "order by r.position, m.seq desc"};

// From five columns: nickname in the group, nickname, login name, handle, picture.
Person ReadPerson(const Row& row, int first, UserId id) {
  Person out;
  out.id = id;
  for (int i = first; i < first + 4 && out.name.empty(); ++i) out.name = row.String(i);
  out.avatar = row.String(first + 4);
  return out;
}

// From three columns: kind, and the pair of a direct conversation.
Place ReadPlace(const Row& row, int first, ConversationId id) {
  return {id, static_cast<ConversationKind>(row.Int(first)), row.Get<UserId>(first + 1),
          row.Get<UserId>(first + 2)};
}

body::Body ReadBody(const Row& row, int first) {
  return body::Decode(static_cast<body::Kind>(row.Int(first)), row.Text(first + 1));
}

// From nine columns: id, kind, body, time, time of recall, and the names of the sender as above.
std::optional<body::Quote> ReadQuote(const Row& row, int first) {
  if (row.Null(first)) return std::nullopt;
  body::Quote out;
  out.id = row.Get<MessageId>(first);
  out.body = ReadBody(row, first + 1);
  out.sent_at = row.Int(first + 3);
  out.recalled = row.Int(first + 4) > 0;
  for (int i = first + 5; i < first + 9 && out.sender_name.empty(); ++i) {
    out.sender_name = row.String(i);
  }
  return out;
}

MessageRow ReadMessageRow(const Row& row) {
  constexpr int kOwn = message::kMessageColumns;
  MessageRow out;
  event::MessageCreated created;
  created.message = message::ReadMessage(row);
  const body::Message& m = created.message;
  created.sender = ReadPerson(row, kOwn + 4, m.sender);
  created.quote = ReadQuote(row, kOwn + 9);
  out.position = m.id.value;
  out.event.tenant = row.Get<TenantId>(kOwn);
  out.event.actor = m.sender;
  out.event.at = m.sent_at;
  out.event.place = ReadPlace(row, kOwn + 1, m.conversation);
  out.event.to_members = true;
  out.event.payload = std::move(created);
  return out;
}

MessageRow ReadReading(const Row& row) {
  MessageRow out;
  out.position = row.Int(0);
  event::ConversationRead read;
  read.reader = ReadPerson(row, 11, row.Get<UserId>(6));
  read.from_seq = row.Int(4);
  read.to_seq = row.Int(5);
  out.event.tenant = row.Get<TenantId>(1);
  out.event.actor = read.reader.id;
  out.event.at = row.Int(7);
  out.event.place = ReadPlace(row, 8, row.Get<ConversationId>(2));
  out.event.to_members = true;
  out.event.change_seq = row.Int(3);
  out.event.payload = std::move(read);
  return out;
}

}  // namespace

std::vector<EventRow> ListEvents(Txn& txn, std::int64_t first, std::int64_t last) {
  auto read = [](const Row& row) {
    return EventRow{row.Int(0), row.Get<TenantId>(1), static_cast<int>(row.Int(2)), row.String(3),
                    row.Int(4)};
  };
  return txn.All(kEvents, read, first, last);
}

std::vector<MessageRow> ListMessages(Txn& txn, std::int64_t first, std::int64_t last) {
  return txn.All(kMessages, ReadMessageRow, first, last);
}

std::map<std::int64_t, std::vector<UserId>> ListMentions(Txn& txn, std::int64_t first,
                                                         std::int64_t last) {
  std::map<std::int64_t, std::vector<UserId>> out;
  txn.Each(
      kMentions, [&out](const Row& row) { out[row.Int(0)].push_back(row.Get<UserId>(1)); }, first,
      last);
  return out;
}

std::vector<MessageRow> ListReadings(Txn& txn, std::int64_t first, std::int64_t last) {
  return txn.All(kReadings, ReadReading, first, last);
}

std::map<std::int64_t, std::vector<ReadMessage>> ListReadMessages(Txn& txn, std::int64_t first,
                                                                  std::int64_t last) {
  std::map<std::int64_t, std::vector<ReadMessage>> out;
  auto read = [&out](const Row& row) {
    out[row.Int(0)].push_back({row.Get<MessageId>(1), row.Int(2) == 1, row.Int(3) == 1});
  };
  txn.Each(kReadMessages, read, 2 * event::kReadIdsMax, first, last);
  return out;
}

}  // namespace koine::history
