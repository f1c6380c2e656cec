#include "core/message/rows.h"

#include <algorithm>
#include <utility>

#include "base/require.h"
#include "core/access/shared_seats.h"
#include "core/message/kept_peers.h"
#include "core/message/key_rows.h"
#include "core/message/sent_day.h"
#include "core/message/shared_sends.h"
#include "core/setting/privacy.h"

namespace koine::message {

namespace {

using store::IntList;
using store::Param;
using store::Sql;
using store::Txn;

#define KOINE_MESSAGE "select " KOINE_MESSAGE_COLUMNS
#define KOINE_WITH_SENDER                                                        \
  "left join users u on u.id = m.sender_id "                                     \
  "left join member s on s.conversation_id = m.conversation_id and s.user_id = " \
  "m.sender_id "
#define KOINE_LISTED \
  KOINE_MESSAGE ", s.nickname, u.nickname, u.avatar from message m " KOINE_WITH_SENDER
// What a reader marked, by kind of mark (core/message).
#define KOINE_MARKED(marked)                                                      \
  "exists (select 1 from message_mark h where h.user_id = ? and h.kind = " marked \
  " and "                                                                         \
  "h.conversation_id = m.conversation_id and h.seq = m.seq)"
// A page as its reader sees it: parameters are the reader, tenant, conversation, from, to, and the
// reader again.
#define KOINE_PAGE \
  KOINE_MESSAGE    \
  ", s.nickname, u.nickname, u.avatar, (case when " KOINE_MARKED("2") " then 1 else 0 end), "  \
  "(case when exists (select 1 from reaction r where r.conversation_id = m.conversation_id "  \
  "and r.seq = m.seq) then 1 else 0 end) from message m " KOINE_WITH_SENDER                   \
  "where m.tenant_id = ? and m.conversation_id = ? and m.seq between ? and ? "                \
  "and m.deleted_at = 0 and not " KOINE_MARKED("1")

const Sql kBySeq{KOINE_LISTED "where m.tenant_id = ? and m.conversation_id = ? and m.seq = ?"};
const Sql kGreatestSeq{
    "select coalesce(max(seq), 0) from message where tenant_id = ? and conversation_id = ? and "
    "id {in ?}"};
const Sql kNewest{KOINE_PAGE " order by m.seq desc limit ?"};
const Sql kOldest{KOINE_PAGE " order by m.seq limit ?"};
#define KOINE_OF_RUNS                                                                  \
  ", s.nickname, u.nickname, u.avatar from {lists a(place INT, first INT, last INT)} " \
  "{cross join} message m on m.conversation_id = a.place and m.seq between a.first "   \
  "and a.last "
const Sql kOfRuns{KOINE_MESSAGE KOINE_OF_RUNS KOINE_WITH_SENDER
                  "where m.tenant_id = ? and m.deleted_at = 0 and not " KOINE_MARKED("1")};
const Sql kSeqs{KOINE_LISTED
                "where m.tenant_id = ? and m.conversation_id = ? and m.seq {in ?} order by m.seq"};
const Sql kMarkAt{
    "select id, counted from message where tenant_id = ? and conversation_id = ? and seq = ?"};
const Sql kCountSent{
    "select count(*) from message where tenant_id = ? and conversation_id = ? and "
    "seq between ? and ? and sender_id = ? and kind < 20"};

const Sql kInsert{
    "insert into message (id, tenant_id, conversation_id, seq, counted, sender_id, origin, kind, "
    "body, raw, client_key, client_id, reply_seq, forwarded_from, mention_all, options, sent_at, "
    "edited_at, recalled_at, recalled_by, deleted_at) {values INT, INT, INT, INT, INT, INT, INT, "
    "INT, TEXT, TEXT, INT, TEXT, INT, INT, INT, INT, INT, 0, 0, 0, 0}"};
#define KOINE_ADVANCE_CONVERSATION                                            \
  "update conversation set last_seq = ?, last_counted = ?, last_sent_at = ? " \
  "where 0 + tenant_id = ? and id = ?"
#define KOINE_ADVANCE_SENDER                                                                     \
  "update member set sent_seq = ?, sent_before = (case when sent_day = ? then sent_before else " \
  "sent_counted end), sent_day = ?, sent_counted = sent_counted + ? "                            \
  "where tenant_id = ? and conversation_id = ? and user_id = ?"
const Sql kAdvanceConversation{KOINE_ADVANCE_CONVERSATION};
const Sql kAdvanceSender{KOINE_ADVANCE_SENDER};
// What several messages of a batch changed, each row once.
// proof: each element brings the tenant of what its door opened, which the row must have
// engines: SQLite runs it for each row, PostgreSQL once (Txn::RunSoonForEach)
const Sql kAdvanceConversations{
    KOINE_ADVANCE_CONVERSATION,
    "update conversation set last_seq = a.seq, last_counted = a.counted, last_sent_at = a.sent "
    "from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) "
    "as a(seq, counted, sent, tenant, place) "
    "where conversation.tenant_id + 0 = a.tenant and conversation.id = a.place"};
// proof: as above
// engines: as above
const Sql kAdvanceSenders{
    KOINE_ADVANCE_SENDER,
    "update member set sent_seq = a.seq, sent_before = (case when sent_day = a.day then "
    "sent_before else sent_counted end), sent_day = a.same, sent_counted = sent_counted + a.more "
    "from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], "
    "?::bigint[]) as a(seq, day, same, more, tenant, place, who) "
    "where member.tenant_id = a.tenant and member.conversation_id = a.place and "
    "member.user_id = a.who"};
const Sql kSentOn{
    "select cast(coalesce(sum(sent_counted - sent_before), 0) as bigint) from member "
    "where tenant_id = ? and user_id = ? and sent_day = ?"};
const Sql kSetAllMention{
    "update conversation set all_mention_seq = ? where tenant_id = ? and id = ?"};
const Sql kSetReceiptSeq{"update conversation set receipt_seq = ? where tenant_id = ? and id = ?"};
// The number is body::kReceiptOption, as the index message_receipt has it.
const Sql kReceipted{
    "select seq, id, sender_id from message where tenant_id = ? and conversation_id = ? and "
    "seq between ? and ? and options >= 4294967296 and sender_id <> ? and recalled_at = 0 and "
    "deleted_at = 0 order by seq desc limit ?"};
static_assert(body::kReceiptOption == 4294967296);
const Sql kShown{
    "select m.conversation_id, m.user_id, (case when c.min_seq > m.min_seq then c.min_seq else "
    "m.min_seq end), m.receipt_seq from member m join conversation c on c.id = m.conversation_id "
    "where m.tenant_id = ? and m.state = 1 and c.member_count <= ? and c.id {in ?}"};
const Sql kMentions{
    "select seq, user_id from mention where tenant_id = ? and conversation_id = ? and "
    "seq between ? and ? order by seq, place, user_id"};
#define KOINE_INSERT_MENTIONS                                                         \
  "insert into mention (conversation_id, seq, user_id, tenant_id, by_id, at, place) " \
  "select m.conversation_id, ?, m.user_id, m.tenant_id, ?, ?, j.key from "
#define KOINE_INSERT_MENTIONS_END                                                              \
  " cross join member m where m.tenant_id = ? and m.conversation_id = ? and +m.state = 1 and " \
  "m.user_id = j.value and m.user_id <> ? returning user_id"
// engines: SQLite counts the places of a list from 0, PostgreSQL from 1; only their order matters
const Sql kInsertMentions{
    KOINE_INSERT_MENTIONS "json_each(?) as j" KOINE_INSERT_MENTIONS_END, KOINE_INSERT_MENTIONS
    "unnest(?::bigint[]) with ordinality as j(value, key)" KOINE_INSERT_MENTIONS_END};

// How a peer u, with the seat p, stands to a sender.
#define KOINE_PEER(sender)                                                                        \
  "select u.state, (case when u.recv_opt = 1 or p.notify = 1 then 1 when u.recv_opt = 2 "         \
  "then 2 else p.notify end), p.reply_open, (select 1 from block where owner_id = u.id "          \
  "and peer_id = " sender "), (select 1 from contact where owner_id = u.id and peer_id = " sender \
  "), (select 1 from contact where owner_id = " sender                                            \
  " and peer_id = u.id), "                                                                        \
  "(select 1 from user_setting s where s.tenant_id = u.tenant_id and s.user_id = u.id and "       \
  "s.scope = ? and s.name = ? and s.value = ?), "
#define KOINE_OF_PEER                                                               \
  " from users u left join member p on p.user_id = u.id and p.conversation_id = ? " \
  "where u.tenant_id = ? and u.id = ?"
// engines: on SQLite the index is a table, which is written late
const Sql kPeerState{
    KOINE_PEER("?") "(select 1 from message_key where tenant_id = u.tenant_id and sender_id = ? "
                    "and client_key = ?)" KOINE_OF_PEER,
    KOINE_PEER("?") "(select 1 from message where tenant_id = u.tenant_id and sender_id = ? and "
                    "client_key = ?)" KOINE_OF_PEER};
// proof: each element brings the tenant of its sender, which the rows must have
const Sql kPeerStates{KOINE_PEER(
    "a.sender") "a.tenant, a.place, a.sender "
                "from {lists a(tenant INT, place INT, sender INT, peer INT)} "
                "join users u on u.id = a.peer and u.tenant_id = a.tenant "
                "left join member p on p.user_id = a.peer and p.conversation_id = a.place"};
const Sql kKeyTaken{
    "select 1 from message where tenant_id = ? and sender_id = ? and client_key = ?"};
const Sql kReplyOpen{
    "select reply_open from member where tenant_id = ? and conversation_id = ? and user_id = ?"};
const Sql kSetReplyOpen{
    "update member set reply_open = 1 "
    "where tenant_id = ? and conversation_id = ? and user_id = ?"};
const Sql kReceipts{
    "select receipt_seq from member where tenant_id = ? and conversation_id = ? and state = 1 and "
    "user_id <> ? limit ?"};

const Sql kReaders{
    "select m.user_id, m.nickname, u.nickname, u.avatar, "
    "(case when m.receipt_seq >= ? then 1 else 0 end) as has_read, "
    "coalesce((select k.at from read_mark k where k.conversation_id = m.conversation_id and "
    "k.user_id = m.user_id and k.seq >= ? order by k.seq limit 1), m.read_at) as since "
    "from member m join users u on u.id = m.user_id where m.tenant_id = ? and "
    "m.conversation_id = ? and m.state = 1 and m.user_id <> ? and m.min_seq <= ? "
    "order by has_read desc, since, m.user_id limit ?"};
const Sql kGreatestSeqs{
    "select m.conversation_id, max(m.seq) from message m join member s on s.conversation_id = "
    "m.conversation_id and s.user_id = ? and s.state = 1 where m.tenant_id = ? and m.id {in ?} "
    "group by m.conversation_id order by m.conversation_id"};

constexpr Param::Kind kInt = Param::Kind::kInt;
constexpr Param::Kind kTextColumn = Param::Kind::kText;
const store::LogTable kMessages{"message",
                                &kInsert,
                                {kInt, kInt, kInt, kInt, kInt, kInt, kInt, kTextColumn, kTextColumn,
                                 kInt, kTextColumn, kInt, kInt, kInt, kInt, kInt}};

Row ReadListed(const store::Row& row) {
  Row out;
  out.message = ReadMessage(row);
  out.sender.id = out.message.sender;
  constexpr int kNames = kMessageColumns;
  out.sender.name = row.Text(kNames).empty() ? row.String(kNames + 1) : row.String(kNames);
  out.sender.avatar = row.String(kNames + 2);
  return out;
}

Row ReadPaged(const store::Row& row) {
  Row out = ReadListed(row);
  out.favourite = row.Int(kMessageColumns + 3) == 1;
  out.reacted = row.Int(kMessageColumns + 4) == 1;
  return out;
}

std::int64_t ReadInt(const store::Row& row) {
  return row.Int(0);
}

PeerState ReadPeer(const store::Row& row) {
  PeerState state;
  state.active = row.Int(0) != 3;
  state.notify = static_cast<access::Notify>(row.Int(1));
  state.reply_open = row.Int(2) == 1;
  state.blocks = row.Int(3) == 1;
  state.lists_sender = row.Int(4) == 1;
  state.friends = state.lists_sender && row.Int(5) == 1;
  state.refuses_strangers = row.Int(6) == 1;
  return state;
}

}  // namespace

void ReadMessageAt(const store::Row& row, int first, body::Message* out) {
  body::Message& m = *out;
  m.id = row.Get<MessageId>(first);
  m.conversation = row.Get<ConversationId>(first + 1);
  m.seq = row.Int(first + 2);
  m.counted = row.Int(first + 3);
  m.sender = row.Get<UserId>(first + 4);
  m.origin = static_cast<std::uint8_t>(row.Int(first + 5));
  m.body = body::Decode(static_cast<body::Kind>(row.Int(first + 6)), row.Text(first + 7));
  m.raw = row.Text(first + 8);
  m.client_id = row.Text(first + 9);
  m.reply_seq = row.Int(first + 10);
  m.forwarded_from = row.Get<MessageId>(first + 11);
  m.mention_all = row.Int(first + 12) == 1;
  m.options = row.Int(first + 13);
  m.sent_at = row.Int(first + 14);
  m.edited_at = row.Int(first + 15);
  m.recalled_at = row.Int(first + 16);
  m.recalled_by = row.Get<UserId>(first + 17);
  m.deleted_at = row.Int(first + 18);
}

void ReadPreviewAt(const store::Row& row, int first, ConversationId conversation,
                   body::Message* out) {
  body::Message& m = *out;
  m.conversation = conversation;
  m.id = row.Get<MessageId>(first);
  m.seq = row.Int(first + kPreviewSeqColumn);
  m.sender = row.Get<UserId>(first + 2);
  m.origin = static_cast<std::uint8_t>(row.Int(first + 3));
  m.body = body::Decode(static_cast<body::Kind>(row.Int(first + 4)), row.Text(first + 5));
  m.raw = row.Text(first + 6);
  m.sent_at = row.Int(first + 7);
  m.recalled_at = row.Int(first + 8);
  m.recalled_by = row.Get<UserId>(first + 9);
}

body::Message ReadMessage(const store::Row& row) {
  body::Message out;
  ReadMessageAt(row, 0, &out);
  return out;
}

std::optional<Row> FindBySeq(Txn& txn, TenantId tenant, ConversationId conversation,
                             std::int64_t seq) {
  return txn.First(kBySeq, ReadListed, tenant, conversation, seq);
}

std::int64_t GreatestSeqOf(Txn& txn, TenantId tenant, ConversationId conversation,
                           std::span<const std::int64_t> ids) {
  if (ids.empty()) return 0;
  return txn.First(kGreatestSeq, ReadInt, tenant, conversation, IntList{ids}).value_or(0);
}

std::vector<Row> ListNewest(Txn& txn, TenantId tenant, ConversationId conversation, UserId reader,
                            std::int64_t from, std::int64_t to, int limit) {
  return txn.All(kNewest, ReadPaged, reader, tenant, conversation, from, to, reader, limit);
}

std::vector<Row> ListRuns(Txn& txn, TenantId tenant, UserId reader, std::span<const Behind> runs) {
  std::vector<std::int64_t> places, first, last;
  for (const Behind& run : runs) {
    places.push_back(run.conversation.value);
    first.push_back(run.from);
    last.push_back(run.to);
  }
  return txn.All(kOfRuns, ReadListed, IntList{places}, IntList{first}, IntList{last}, tenant,
                 reader);
}

std::vector<Row> ListOldest(Txn& txn, TenantId tenant, ConversationId conversation, UserId reader,
                            std::int64_t from, std::int64_t to, int limit) {
  return txn.All(kOldest, ReadPaged, reader, tenant, conversation, from, to, reader, limit);
}

std::vector<Row> ListSeqs(Txn& txn, TenantId tenant, ConversationId conversation,
                          std::span<const std::int64_t> seqs) {
  if (seqs.empty()) return {};
  return txn.All(kSeqs, ReadListed, tenant, conversation, IntList{seqs});
}

std::optional<Mark> MarkAt(Txn& txn, TenantId tenant, ConversationId conversation,
                           std::int64_t seq) {
  auto read = [](const store::Row& row) { return Mark{row.Get<MessageId>(0), row.Int(1)}; };
  return txn.First(kMarkAt, read, tenant, conversation, seq);
}

std::int64_t CountSent(Txn& txn, TenantId tenant, ConversationId conversation, UserId sender,
                       std::int64_t from, std::int64_t to) {
  return txn.First(kCountSent, ReadInt, tenant, conversation, from, to, sender).value_or(0);
}

MessageId Insert(Txn& txn, TenantId tenant, const body::Message& m,
                 std::optional<std::int64_t> client_key, std::shared_ptr<const void> object) {
  std::string room;
  const std::string_view body = body::Encoded(m.body, &room);
  auto text_or_null = [](const std::string& text) { return text.empty() ? Param() : Param(text); };
  const Param columns[] = {tenant,
                           m.conversation,
                           m.seq,
                           m.counted,
                           m.sender,
                           m.origin,
                           body::KindOf(m.body),
                           body,
                           text_or_null(m.raw),
                           client_key,
                           text_or_null(m.client_id),
                           m.reply_seq,
                           m.forwarded_from,
                           m.mention_all,
                           m.options,
                           m.sent_at};
  const MessageId id(txn.Append(kMessages, columns, std::move(object)));
  if (client_key && !txn.failed()) NoteKey(txn, {tenant, m.sender, *client_key}, id);
  return id;
}

void AdvanceConversation(Txn& txn, TenantId tenant, const access::ConversationState& state) {
  if (auto* shared = txn.Share<SharedSends>(); shared != nullptr && txn.MayNote()) {
    shared->Advance(tenant, state);
    if (auto* seats = txn.Share<access::SharedSeats>()) seats->Advance(state);
    return;
  }
  txn.ExecSoon(kAdvanceConversation, state.last_seq, state.last_counted, state.last_sent_at, tenant,
               state.id);
}

void AdvanceSender(Txn& txn, TenantId tenant, ConversationId conversation, UserId user,
                   std::int64_t sent_seq, std::int64_t sent_at, std::int64_t counted) {
  const std::int64_t day = DayOf(sent_at);
  if (auto* shared = txn.Share<SharedSends>(); shared != nullptr && txn.MayNote()) {
    const access::SeatOf place{tenant, conversation, user};
    shared->AdvanceSender(txn, place, SenderStep{sent_seq, day, counted});
    if (auto* seats = txn.Share<access::SharedSeats>()) {
      seats->AdvanceSender(place, sent_seq, counted);
    }
    return;
  }
  txn.ExecSoon(kAdvanceSender, sent_seq, day, day, counted, tenant, conversation, user);
}

std::int64_t CountSentOn(Txn& txn, const access::Principal& who, std::int64_t day) {
  return txn.First(kSentOn, ReadInt, who.tenant, who.user, day).value_or(0);
}

void SetAllMention(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq) {
  txn.ExecSoon(kSetAllMention, seq, tenant, conversation);
}

void SetReceiptSeq(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq) {
  txn.ExecSoon(kSetReceiptSeq, seq, tenant, conversation);
}

std::vector<Receipted> ListReceipted(Txn& txn, TenantId tenant, ConversationId conversation,
                                     UserId reader, std::int64_t from, std::int64_t to, int limit) {
  auto read = [](const store::Row& row) {
    return Receipted{row.Int(0), row.Get<MessageId>(1), row.Get<UserId>(2)};
  };
  return txn.All(kReceipted, read, tenant, conversation, from, to, reader, limit);
}

std::vector<Shown> ListShown(Txn& txn, TenantId tenant, std::span<const std::int64_t> conversations,
                             std::int64_t members_max) {
  if (conversations.empty()) return {};
  auto read = [](const store::Row& row) {
    return Shown{row.Get<ConversationId>(0), row.Get<UserId>(1), row.Int(2), row.Int(3)};
  };
  return txn.All(kShown, read, tenant, members_max, IntList{conversations});
}

std::vector<Mention> ListMentions(Txn& txn, TenantId tenant, ConversationId conversation,
                                  std::int64_t from, std::int64_t to) {
  auto read = [](const store::Row& row) { return Mention{row.Int(0), row.Get<UserId>(1)}; };
  return txn.All(kMentions, read, tenant, conversation, from, to);
}

std::vector<UserId> InsertMentions(Txn& txn, TenantId tenant, ConversationId conversation,
                                   std::int64_t seq, UserId by,
                                   std::span<const std::int64_t> users) {
  auto read = [](const store::Row& row) { return row.Get<UserId>(0); };
  std::vector<std::int64_t> each;
  for (const std::int64_t user : users) {
    if (std::find(each.begin(), each.end(), user) == each.end()) each.push_back(user);
  }
  auto named = txn.All(kInsertMentions, read, seq, by, txn.now_ms(), IntList{each}, tenant,
                       conversation, by);
  // What is returned has no order of its own.
  auto place = [&each](UserId user) { return std::find(each.begin(), each.end(), user.value); };
  std::sort(named.begin(), named.end(),
            [&place](UserId a, UserId b) { return place(a) < place(b); });
  return named;
}

bool MayReply(Txn& txn, TenantId tenant, ConversationId conversation, UserId user) {
  auto read = [](const store::Row& row) { return row.Int(0) == 1; };
  return txn.First(kReplyOpen, read, tenant, conversation, user).value_or(false);
}

PeerState FindPeerState(Txn& txn, TenantId tenant, ConversationId conversation, UserId sender,
                        UserId peer, std::optional<std::int64_t> client_key) {
  using Key = SharedKeys::Key;
  auto* shared = txn.Share<SharedSends>();
  const access::SeatOf place{tenant, conversation, sender};
  const Key key = client_key ? AskKey(txn, {tenant, sender, *client_key}) : Key::kTaken;
  const bool asks = key == Key::kUnknown;
  const auto read = [&] {
    auto state = [&](const store::Row& row) {
      PeerState out = ReadPeer(row);
      out.key_free = asks ? row.Null(7) : key == Key::kFree;
      return out;
    };
    return txn.First(kPeerState, state, sender, sender, sender, setting::kPrivacy,
                     setting::kAllowStrangers, setting::kNo, sender,
                     asks ? client_key : std::nullopt, conversation, tenant, peer);
  };
  auto known = shared == nullptr ? std::nullopt : shared->AskPeer(place, peer);
  KeptPeers* kept = known ? nullptr : txn.Keep<KeptPeers>(kPeerState);
  const bool remembered = kept != nullptr && (known = kept->Find(place, peer));
  if (remembered && shared != nullptr) shared->KeepPeer(place, *known);
  if (known) {
    known->key_free =
        asks ? !txn.First(kKeyTaken, ReadInt, tenant, sender, client_key) : key == Key::kFree;
#ifdef KOINE_SANITIZED  // programs that look for faults read it once more
    KOINE_REQUIRE(!remembered || read() == known);
#endif
    return *known;
  }
  const auto found = read();
  const PeerState state = found.value_or(PeerState{});
  if (shared != nullptr && !txn.failed()) shared->KeepPeer(place, state);
  if (kept != nullptr && found) kept->Put(place, peer, state);
  return state;
}

std::vector<std::pair<access::SeatOf, PeerState>> ListPeerStates(
    Txn& txn, std::span<const std::pair<access::SeatOf, UserId>> senders) {
  if (senders.empty()) return {};
  std::vector<std::int64_t> tenants, places, users, peers;
  for (const auto& [sender, peer] : senders) {
    tenants.push_back(sender.tenant.value);
    places.push_back(sender.conversation.value);
    users.push_back(sender.user.value);
    peers.push_back(peer.value);
  }
  auto read = [](const store::Row& row) {
    const access::SeatOf sender{row.Get<TenantId>(7), row.Get<ConversationId>(8),
                                row.Get<UserId>(9)};
    return std::pair(sender, ReadPeer(row));
  };
  return txn.All(kPeerStates, read, setting::kPrivacy, setting::kAllowStrangers, setting::kNo,
                 IntList{tenants}, IntList{places}, IntList{users}, IntList{peers});
}

void AdvanceMany(Txn& txn, const std::map<ConversationId, PlaceStep>& places,
                 const std::map<access::SeatOf, SenderStep>& senders) {
  store::IntColumns places_of(5), senders_of(7);
  for (const auto& [id, step] : places) {
    places_of.Add(
        {step.last_seq, step.last_counted, step.last_sent_at, step.tenant.value, id.value});
  }
  txn.RunSoonForEach(kAdvanceConversations, places_of.Lists());
  for (const auto& [place, step] : senders) {
    senders_of.Add({step.sent_seq, step.day, step.day, step.counted, place.tenant.value,
                    place.conversation.value, place.user.value});
  }
  txn.RunSoonForEach(kAdvanceSenders, senders_of.Lists());
}

void SetReplyOpen(Txn& txn, TenantId tenant, ConversationId conversation, UserId user) {
  txn.ExecSoon(kSetReplyOpen, tenant, conversation, user);
}

std::vector<std::int64_t> ReceiptsOfOthers(Txn& txn, TenantId tenant, ConversationId conversation,
                                           UserId user, int limit) {
  return txn.All(kReceipts, ReadInt, tenant, conversation, user, limit);
}

std::vector<Reader> ListReaders(Txn& txn, TenantId tenant, ConversationId conversation,
                                UserId sender, std::int64_t seq, int limit) {
  auto read = [](const store::Row& row) {
    Reader out;
    out.who = {row.Get<UserId>(0), row.Text(1).empty() ? row.String(2) : row.String(1),
               row.String(3)};
    out.read = row.Int(4) == 1;
    if (out.read) out.read_at = row.Int(5);
    return out;
  };
  return txn.All(kReaders, read, seq, seq, tenant, conversation, sender, seq, limit);
}

std::vector<Reached> GreatestSeqs(Txn& txn, const access::Principal& who,
                                  std::span<const std::int64_t> ids) {
  auto read = [](const store::Row& row) { return Reached{row.Get<ConversationId>(0), row.Int(1)}; };
  return txn.All(kGreatestSeqs, read, who.user, who.tenant, IntList{ids});
}

}  // namespace koine::message
