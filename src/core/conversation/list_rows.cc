// The list of a user's conversations: the SQL of core/conversation/rows.h and list.h that is about
// it.

#include <algorithm>
#include <deque>
#include <functional>
#include <unordered_map>
#include <utility>

#include "core/conversation/list.h"
#include "core/conversation/rows.h"
#include "core/message/columns.h"

namespace koine::conversation {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

// Whether the user hid any message, and whether they were ever named, for most did not and were
// not; and what they are called: asked once, before all rows.
#define KOINE_EVER                                                                                \
  "(select (case when exists (select 1 from message_mark z where z.user_id = ? and z.kind = 1) "  \
  "then 1 else 0 end) as hides, "                                                                 \
  "(case when exists (select 1 from mention z where z.user_id = ?) then 1 else 0 end) as named, " \
  "(select z.nickname from users z where z.id = ?) as own) y "
// Countable messages of others after the cursor that the member cannot read: gone for all, or
// hidden from them (a mark of kind 1).
#define KOINE_GONE                                                                               \
  "(select count(*) from message g where g.conversation_id = c.id and g.seq > m.read_seq "       \
  "and (g.recalled_at > 0 or g.deleted_at > 0) and g.sender_id <> m.user_id and "                \
  "g.kind < 20) - (case when y.hides = 0 then 0 else (select count(*) from message_mark h join " \
  "message g on "                                                                                \
  "g.conversation_id = h.conversation_id and g.seq = h.seq where h.user_id = m.user_id and "     \
  "h.kind = 1 and h.conversation_id = c.id and h.seq > m.read_seq and g.recalled_at = 0 and "    \
  "g.deleted_at = 0 and g.sender_id <> m.user_id and g.kind < 20) end)"
// Most conversations are read to the end: nothing more is looked up for them.
#define KOINE_COUNTED "((c.last_counted - m.read_counted) - (m.sent_counted - m.read_sent))"
#define KOINE_UNREAD \
  "(case when " KOINE_COUNTED " > 0 then " KOINE_COUNTED " - " KOINE_GONE " else 0 end)"
// Somebody else named the member, or all, in a message they have not read (core/message lists
// them).
#define KOINE_OPEN_MENTION                                                                    \
  " and a.recalled_at = 0 and a.deleted_at = 0 and not exists (select 1 from message_mark k " \
  "where k.user_id = m.user_id and k.kind in (1, 4) and "                                     \
  "k.conversation_id = a.conversation_id and k.seq = a.seq)"
#define KOINE_MENTIONED                                                              \
  "(case when c.last_seq <= m.read_seq then 0 "                                      \
  "when y.named = 1 and exists (select 1 from mention x cross join message a where " \
  "x.conversation_id = c.id and x.user_id = m.user_id and x.seq > m.read_seq and "   \
  "a.conversation_id = x.conversation_id and a.seq = x.seq" KOINE_OPEN_MENTION       \
  ") or (c.all_mention_seq > m.read_seq and exists (select 1 from message a where "  \
  "a.conversation_id = c.id and a.seq > m.read_seq and a.mention_all = 1 and "       \
  "a.sender_id <> m.user_id" KOINE_OPEN_MENTION ")) then 1 else 0 end)"
// The end of what the member may read. (A null key below looks nothing up.)
#define KOINE_END_SEQ \
  "(case when m.max_seq > 0 and m.max_seq < c.last_seq then m.max_seq else c.last_seq end)"
// Of the last message, with what its sender is called in the group, and otherwise.
#define KOINE_LAST_COLUMNS KOINE_PREVIEW_COLUMNS_OF("l") ", s.nickname, "
#define KOINE_LAST_SEAT                                  \
  " left join member s on s.conversation_id = c.id and " \
  "s.user_id = (case when c.kind = 1 then null else l.sender_id end) "
// Not null when the user hid it.
#define KOINE_LAST_HIDDEN                                                                          \
  "(case when y.hides = 1 then (select h.seq from message_mark h where h.user_id = m.user_id and " \
  "h.kind = 1 and h.conversation_id = c.id and h.seq = l.seq) end)"
// Most often it is the user or the other of two, who are known already.
#define KOINE_LAST_NAME                                                                         \
  "(case when l.sender_id = m.user_id then y.own when l.sender_id = p.id then p.nickname else " \
  "w.nickname end)"
#define KOINE_LAST_SENDER                                                                       \
  " left join users w on w.id = (case when l.sender_id = m.user_id or l.sender_id = p.id then " \
  "null else l.sender_id end)" KOINE_LAST_SEAT
#define KOINE_SUMMARY_COLUMNS                                                                  \
  "select c.id, c.kind, c.name, c.avatar, c.member_count, c.min_seq, c.last_seq, "             \
  "c.last_sent_at, c.created_at, c.updated_at, m.min_seq, m.max_seq, m.read_seq, m.notify, "   \
  "m.pinned_at, m.draft, m.remark, p.id, p.nickname, p.avatar, k.remark, "                     \
  "(case when l.seq = m.read_seq then l.id else r.id end), " KOINE_UNREAD ", " KOINE_MENTIONED \
  ", " KOINE_LAST_HIDDEN ", " KOINE_LAST_COLUMNS KOINE_LAST_NAME
// What a list does not show.
#define KOINE_DETAIL_COLUMNS                                                               \
  ", c.pair_lo, c.pair_hi, c.owner_id, c.status, c.mute_all, c.join_mode, c.max_members, " \
  "c.last_counted, c.description, c.notice, m.role, m.hidden_seq, m.muted_until, "         \
  "c.banned_at, c.ban_reason"
#define KOINE_SUMMARY                                                                       \
  " from " KOINE_EVER                                                                       \
  "cross join member m join conversation c on c.id = m.conversation_id "                    \
  "left join users p on c.kind = 1 and p.id = "                                             \
  "(case when c.pair_lo = m.user_id then c.pair_hi else c.pair_lo end) "                    \
  "left join contact k on k.owner_id = m.user_id and k.peer_id = "                          \
  "(case when c.pair_lo = m.user_id then c.pair_hi else c.pair_lo end) "                    \
  "left join message l on l.conversation_id = m.conversation_id and l.deleted_at = 0 and "  \
  "l.seq >= m.min_seq and l.seq = " KOINE_END_SEQ KOINE_LAST_SENDER                         \
  "left join message r on r.conversation_id = m.conversation_id and "                       \
  "r.seq = (case when l.seq = m.read_seq or m.read_seq = 0 then null else m.read_seq end) " \
  "where m.tenant_id = ? and m.user_id = ? and m.state = 1 and c.status = 0 "
// Nor what the account of the server says to others: they have notifications (kind 5).
#define KOINE_SHOWN "and c.last_seq > m.hidden_seq and c.kind <> 5"
#define KOINE_SUMMARIES KOINE_SUMMARY_COLUMNS KOINE_SUMMARY KOINE_SHOWN
const Sql kSummaries{KOINE_SUMMARIES};
const Sql kSummariesOf{KOINE_SUMMARIES " and m.conversation_id {in ?}"};
#define KOINE_PLACES "select m.pinned_at, c.last_sent_at, c.updated_at, c.id, c.kind from "
#define KOINE_LISTED                                                                    \
  "member m join conversation c on c.id = m.conversation_id where m.tenant_id = ? and " \
  "m.user_id = ? and m.state = 1 and c.status = 0 " KOINE_SHOWN
const Sql kPlaces{KOINE_PLACES KOINE_LISTED};
// engines: only PostgreSQL has versions of rows
const Sql kVersions{"select c.id, 0, 0 from " KOINE_LISTED,
                    "select c.id, m.xmin, c.xmin from " KOINE_LISTED};
const Sql kPlacesOf{KOINE_PLACES KOINE_LISTED " and m.conversation_id {in ?}"};
const Sql kPlacesUnread{KOINE_PLACES KOINE_EVER "cross join " KOINE_LISTED " and " KOINE_UNREAD
                                                " > 0"};
const Sql kTouched{
    "select conversation_id from message where +tenant_id = ? and id > ? and id <= ? union "
    "select conversation_id from event where +tenant_id = ? and position > ? and position <= ?"};
const Sql kSummary{KOINE_SUMMARY_COLUMNS KOINE_DETAIL_COLUMNS KOINE_SUMMARY "and c.id = ?"};
// Which of them a page shows is found before anything is looked up for them.
#define KOINE_GROUPS                                                                     \
  "from member m join conversation c on c.id = m.conversation_id where m.tenant_id = ? " \
  "and m.user_id = ? and m.state = 1 and c.status = 0 and c.kind in (2, 3)"
const Sql kGroupIds{"select c.id " KOINE_GROUPS
                    " order by c.created_at desc, c.id desc limit ? offset ?"};
const Sql kCountGroups{"select count(*) " KOINE_GROUPS};
const Sql kGroupsOf{KOINE_SUMMARY_COLUMNS KOINE_DETAIL_COLUMNS KOINE_SUMMARY
                    "and m.conversation_id {in ?} order by c.created_at desc, c.id desc"};
// The last message that the member may read, where that is not the one at the end.
const Sql kEarlier{
    "select c.id, " KOINE_LAST_COLUMNS
    "w.nickname from member m join conversation c on c.id = m.conversation_id join message l on "
    "l.id = (select z.id from message z where z.conversation_id = c.id and z.seq >= m.min_seq "
    "and z.seq < " KOINE_END_SEQ
    " and z.deleted_at = 0 and not exists (select 1 from message_mark h where h.user_id = "
    "m.user_id and h.kind = 1 and h.conversation_id = z.conversation_id and h.seq = z.seq) order "
    "by z.seq desc limit 1) left join users w on w.id = l.sender_id" KOINE_LAST_SEAT
    "where m.tenant_id = ? and m.user_id = ? and m.conversation_id {in ?}"};
const Sql kSeats{
    "select conversation_id from member where tenant_id = ? and user_id = ? and state = 1 "
    "order by conversation_id"};
const Sql kCountListed{"select count(*) from " KOINE_LISTED};
const Sql kTotalUnread{
    "select cast(coalesce(sum(case when n > 0 then n else 0 end), 0) as bigint) "
    "from (select " KOINE_UNREAD " as n from " KOINE_EVER
    "cross join member m join conversation c on c.id = m.conversation_id where m.tenant_id = ? "
    "and m.user_id = ? and m.state = 1 and c.status = 0 " KOINE_SHOWN
    ") "
    "as each_one"};

// Where nothing was said it stands where it was changed last.
ListPlace PlaceAt(bool pinned, std::int64_t sent_at, std::int64_t updated_at, std::int64_t id,
                  ConversationKind kind) {
  return {pinned, sent_at > 0 ? sent_at : updated_at, id, kind == ConversationKind::kDirect,
          sent_at == 0};
}

ListPlace ReadPlace(const Row& row) {
  return PlaceAt(row.Int(0) > 0, row.Int(1), row.Int(2), row.Int(3),
                 static_cast<ConversationKind>(row.Int(4)));
}

// Texts are assigned, so that a Summary that is read again keeps its memory.
void ReadStates(const Row& row, Summary* out) {
  auto& c = out->conversation;
  c.id = row.Get<ConversationId>(0);
  c.kind = static_cast<ConversationKind>(row.Int(1));
  c.name = row.Text(2);
  c.avatar = row.Text(3);
  c.member_count = row.Int(4);
  c.min_seq = row.Int(5);
  c.last_seq = row.Int(6);
  c.last_sent_at = row.Int(7);
  out->created_at = row.Int(8);
  out->updated_at = row.Int(9);
  auto& m = out->member;
  m.min_seq = row.Int(10);
  m.max_seq = row.Int(11);
  m.read_seq = row.Int(12);
  m.notify = static_cast<access::Notify>(row.Int(13));
  out->pinned = row.Int(14) > 0;
  out->draft = row.Text(15);
  out->remark = row.Text(16);
}

constexpr int kLastColumn = 25;
constexpr int kLastColumns = message::kPreviewColumns + 2;
constexpr int kSeqColumn = message::kPreviewSeqColumn;

void ReadDetail(const Row& row, Summary* out) {
  constexpr int kFirst = kLastColumn + kLastColumns;
  auto& c = out->conversation;
  c.pair_lo = row.Get<UserId>(kFirst);
  c.pair_hi = row.Get<UserId>(kFirst + 1);
  c.owner = row.Get<UserId>(kFirst + 2);
  c.status = static_cast<access::ConversationStatus>(row.Int(kFirst + 3));
  c.mute_all = row.Int(kFirst + 4) == 1;
  c.join_mode = static_cast<access::JoinMode>(row.Int(kFirst + 5));
  c.max_members = row.Int(kFirst + 6);
  c.last_counted = row.Int(kFirst + 7);
  out->description = row.Text(kFirst + 8);
  out->notice = row.Text(kFirst + 9);
  out->member.role = static_cast<access::MemberRole>(row.Int(kFirst + 10));
  out->member.hidden_seq = row.Int(kFirst + 11);
  out->member.muted_until = row.Int(kFirst + 12);
  c.banned = row.Int(kFirst + 13) > 0;
  if (c.banned) c.ban_reason = row.String(kFirst + 14);
}

// The last message of the conversation, which begins at this column.
void ReadLast(const Row& row, int column, Summary* out) {
  if (!out->last) out->last.emplace();
  message::ReadPreviewAt(row, column, out->conversation.id, &out->last->message);
  auto& sender = out->last->sender;
  sender.id = out->last->message.sender;
  sender.name = row.Text(column + message::kPreviewColumns);
  if (sender.name.empty()) sender.name = row.Text(column + message::kPreviewColumns + 1);
}

void ReadSummary(const Row& row, Summary* out) {
  ReadStates(row, out);
  if (row.Null(17)) {
    out->peer.reset();
    out->peer_remark.clear();
  } else {
    if (!out->peer) out->peer.emplace();
    out->peer->id = row.Get<UserId>(17);
    out->peer->name = row.Text(18);
    out->peer->avatar = row.Text(19);
    out->peer_remark = row.Text(20);
  }
  out->last_read = row.Get<MessageId>(21);
  out->unread = std::max<std::int64_t>(0, row.Int(22));
  out->mentioned = row.Int(23) == 1;
  // There, and not hidden from the user.
  const bool shown = row.Int(kLastColumn) > 0 && row.Null(24);
  if (shown &&
      access::VisibleTo(out->conversation, out->member).Has(row.Int(kLastColumn + kSeqColumn))) {
    ReadLast(row, kLastColumn, out);
  } else {
    out->last.reset();
  }
}

Summary ReadWhole(const Row& row) {
  Summary out;
  ReadSummary(row, &out);
  ReadDetail(row, &out);
  return out;
}

// Whether something the member may read lies before a message at the end that is gone for them.
bool NeedsEarlier(const Summary& one) {
  const auto range = access::VisibleTo(one.conversation, one.member);
  return !one.last && range.from < range.to;
}

// Where the message at the end is gone for the user, the last one before it; one statement for all,
// and none where nothing is gone.
void FindEarlier(Txn& txn, TenantId tenant, UserId user, std::span<Summary* const> all) {
  std::unordered_map<std::int64_t, Summary*> wanting;
  std::vector<std::int64_t> ids;
  for (Summary* one : all) {
    if (!NeedsEarlier(*one)) continue;
    ids.push_back(one->conversation.id.value);
    wanting[ids.back()] = one;
  }
  if (ids.empty()) return;
  txn.Each(
      kEarlier,
      [&](const Row& row) {
        Summary& one = *wanting.at(row.Int(0));
        if (!access::VisibleTo(one.conversation, one.member).Has(row.Int(1 + kSeqColumn))) return;
        ReadLast(row, 1, &one);
      },
      tenant, user, IntList{ids});
}

// Hands out what `each` reads: those first whose last message is at their end.
template <class Each>
void Scan(Txn& txn, TenantId tenant, UserId user, const Each& each,
          const std::function<void(Summary&)>& take) {
  Summary one;
  std::deque<Summary> late;
  each([&](const Row& row) {
    ReadSummary(row, &one);
    if (NeedsEarlier(one)) {
      late.push_back(one);
    } else {
      take(one);
    }
  });
  std::vector<Summary*> all;
  for (Summary& earlier : late) all.push_back(&earlier);
  FindEarlier(txn, tenant, user, all);
  for (Summary& earlier : late) take(earlier);
}

}  // namespace

ListPlace PlaceOf(const Summary& one) {
  const auto& c = one.conversation;
  return PlaceAt(one.pinned, c.last_sent_at, one.updated_at, c.id.value, c.kind);
}

std::vector<ListPlace> ListPlaces(Txn& txn, const access::Principal& who, bool unread) {
  auto out =
      unread ? txn.All(kPlacesUnread, ReadPlace, who.user, who.user, who.user, who.tenant, who.user)
             : txn.All(kPlaces, ReadPlace, who.tenant, who.user);
  std::ranges::sort(out, std::greater());
  return out;
}

std::vector<ListPlace> ListPlacesOf(Txn& txn, const access::Principal& who,
                                    std::span<const std::int64_t> conversations) {
  if (conversations.empty()) return {};
  auto out = txn.All(kPlacesOf, ReadPlace, who.tenant, who.user, IntList{conversations});
  std::ranges::sort(out, std::greater());
  return out;
}

std::vector<std::int64_t> ListTouched(Txn& txn, TenantId tenant, std::int64_t after,
                                      std::int64_t upto) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.All(kTouched, read, tenant, after, upto, tenant, after, upto);
}

void ScanSummaries(Txn& txn, const access::Principal& who,
                   const std::function<void(Summary&)>& take) {
  Scan(
      txn, who.tenant, who.user,
      [&](const auto& read) {
        txn.Each(kSummaries, read, who.user, who.user, who.user, who.tenant, who.user);
      },
      take);
}

void ScanSummariesOf(Txn& txn, const access::Principal& who,
                     std::span<const std::int64_t> conversations,
                     const std::function<void(Summary&)>& take) {
  if (conversations.empty()) return;
  Scan(
      txn, who.tenant, who.user,
      [&](const auto& read) {
        txn.Each(kSummariesOf, read, who.user, who.user, who.user, who.tenant, who.user,
                 IntList{conversations});
      },
      take);
}

std::vector<LineVersion> ListVersions(Txn& txn, const access::Principal& who) {
  auto read = [](const Row& row) { return LineVersion{row.Int(0), row.Int(1), row.Int(2)}; };
  auto out = txn.All(kVersions, read, who.tenant, who.user);
  std::ranges::sort(out, {}, &LineVersion::conversation);
  return out;
}

std::vector<std::int64_t> ListSeats(Txn& txn, const access::Principal& who) {
  return txn.All(
      kSeats, [](const Row& row) { return row.Int(0); }, who.tenant, who.user);
}

// Ordered here: the engine would carry every column of every row through its sorter.
std::vector<Summary> ListSummaries(Txn& txn, const access::Principal& who, int limit) {
  std::vector<Summary> out;
  ScanSummaries(txn, who, [&](Summary& one) { out.push_back(std::move(one)); });
  std::sort(out.begin(), out.end(),
            [](const Summary& a, const Summary& b) { return PlaceOf(b) < PlaceOf(a); });
  if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
  return out;
}

std::optional<Summary> FindSummary(Txn& txn, const access::Principal& who,
                                   ConversationId conversation) {
  auto out = txn.First(kSummary, ReadWhole, who.user, who.user, who.user, who.tenant, who.user,
                       conversation);
  if (!out) return out;
  Summary* one = &*out;
  FindEarlier(txn, who.tenant, who.user, {&one, 1});
  return out;
}

std::int64_t CountGroups(Txn& txn, const access::Principal& who) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kCountGroups, read, who.tenant, who.user).value_or(0);
}

std::vector<Summary> ListGroups(Txn& txn, const access::Principal& who, std::int64_t limit,
                                std::int64_t offset) {
  auto read = [](const Row& row) { return row.Int(0); };
  const auto ids = txn.All(kGroupIds, read, who.tenant, who.user, limit, offset);
  if (ids.empty()) return {};
  auto out = txn.All(kGroupsOf, ReadWhole, who.user, who.user, who.user, who.tenant, who.user,
                     IntList{ids});
  std::vector<Summary*> all;
  for (Summary& one : out) all.push_back(&one);
  FindEarlier(txn, who.tenant, who.user, all);
  return out;
}

std::int64_t CountListed(Txn& txn, const access::Principal& who) {
  return txn
      .First(
          kCountListed, [](const Row& row) { return row.Int(0); }, who.tenant, who.user)
      .value_or(0);
}

std::int64_t TotalUnread(Txn& txn, const access::Principal& who) {
  return txn
      .First(
          kTotalUnread, [](const Row& row) { return row.Int(0); }, who.user, who.user, who.user,
          who.tenant, who.user)
      .value_or(0);
}

}  // namespace koine::conversation
