#include "core/history/sync_rows.h"

#include <algorithm>

#include "core/conversation/named.h"
#include "core/message/columns.h"

namespace koine::history {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::TextList;
using store::Txn;

#define KOINE_SYNC_SEAT                                                                        \
  "select c.id, c.kind, c.pair_lo, c.pair_hi, c.status, c.min_seq, c.last_seq, c.change_seq, " \
  "c.last_sent_at, c.handle, m.state, m.min_seq, m.max_seq, m.read_seq, m.receipt_seq, "       \
  "m.sent_seq, m.pinned_at, p.id, p.handle, s.receipt_seq, "                                   \
  "(case when p.kind = 3 or exists (select 1 from users q where q.id = m.user_id and "         \
  "q.kind = 3) then 1 else 0 end) "                                                            \
  "from member m join conversation c on c.id = m.conversation_id left join users p on p.id = " \
  "(case when c.pair_lo = m.user_id then c.pair_hi else c.pair_lo end) "                       \
  "left join member s on s.conversation_id = m.conversation_id and s.user_id = "               \
  "(case when c.pair_lo = m.user_id then c.pair_hi else c.pair_lo end) "                       \
  "where m.user_id = ? and c.tenant_id = ? and c.kind <> 4 "
const Sql kSeats{KOINE_SYNC_SEAT "order by c.id limit ?"};
// Those that the list shows. Most were never taken off, and whoever has read or sent anything has a
// conversation that is not empty: for these nothing beside the seat is looked at, so that what lies
// before a page, and what is only counted, costs next to nothing. Rooms have no seats.
#define KOINE_LISTED_CASE                                                               \
  "(case when m.max_seq > 0 and m.max_seq <= m.hidden_seq then 0 when "                 \
  "m.hidden_seq < 0 or m.hidden_seq = 0 and (m.read_seq > 0 or m.sent_seq > 0) then 1 " \
  "when (select c.last_seq from conversation c where c.id = m.conversation_id and "     \
  "c.kind <> 4) > m.hidden_seq then 1 else 0 end) "
#define KOINE_OWN_SEATS "from member m where m.user_id = ? and m.tenant_id = ? "
#define KOINE_LISTED KOINE_OWN_SEATS "and " KOINE_LISTED_CASE "= 1 "
#define KOINE_LISTED_PAGE "order by m.conversation_id limit ? offset ?"
const Sql kListed{"select m.conversation_id " KOINE_LISTED KOINE_LISTED_PAGE};
const Sql kPinned{"select m.conversation_id " KOINE_LISTED
                  "and m.pinned_at > 0 " KOINE_LISTED_PAGE};
const Sql kSilent{"select m.conversation_id " KOINE_LISTED "and m.notify = ? " KOINE_LISTED_PAGE};
#define KOINE_IDS "select m.conversation_id, " KOINE_LISTED_CASE KOINE_OWN_SEATS
const Sql kIds{KOINE_IDS "order by m.conversation_id"};
const Sql kIdsOf{KOINE_IDS "and m.conversation_id {in ?} order by m.conversation_id"};
const Sql kCountListed{"select count(*) " KOINE_LISTED};
const Sql kPlaces{
    "select m.conversation_id, m.pinned_at, c.last_sent_at, c.created_at, "
    "(case when m.max_seq > 0 and m.max_seq < c.last_seq then m.max_seq else c.last_seq end), "
    "(case when m.read_seq > m.sent_seq then m.read_seq else m.sent_seq end) "
    "from member m join conversation c on c.id = m.conversation_id "
    "where m.user_id = ? and m.tenant_id = ? and c.kind <> 4 and c.last_seq > m.hidden_seq and "
    "(m.max_seq = 0 or m.max_seq > m.hidden_seq) order by m.conversation_id"};
const Sql kSeatsWith{
    KOINE_SYNC_SEAT
    "and c.id in (select d.id from users o join conversation d on d.tenant_id = o.tenant_id and "
    "d.pair_lo = {least}(o.id, ?) and "
    "d.pair_hi = {greatest}(o.id, ?) where o.tenant_id = ? and o.handle "
    "{in ?}) order by c.id"};
// A group that was given no handle is called by its id.
#define KOINE_GROUPS "select id from conversation where tenant_id = ? and pair_lo is null and "
const Sql kSeatsIn{KOINE_SYNC_SEAT "and c.id in (" KOINE_GROUPS
                                   "handle {in ?} union all " KOINE_GROUPS
                                   "handle is null and id {in ?}) order by c.id"};
const Sql kSeatsOf{KOINE_SYNC_SEAT "and c.id {in ?} order by c.id"};
const Sql kGroupHandle{"select handle from conversation where tenant_id = ? and id = ?"};

#define KOINE_HANDLES \
  "select id, handle, nickname, avatar, username, kind from users where +tenant_id = ? and id "
const Sql kHandles{KOINE_HANDLES "{in ?}"};
// Of a direct conversation, for every message that is pushed: lists cost more than their elements.
const Sql kHandleOfOne{KOINE_HANDLES "= ?"};
const Sql kHandlesOfTwo{KOINE_HANDLES "= ? union all " KOINE_HANDLES "= ?"};

// As they are called in a conversation.
#define KOINE_HANDLES_IN                                                                         \
  "select u.id, u.handle, (case when m.nickname <> '' then m.nickname else u.nickname end), "    \
  "(case when m.avatar <> '' then m.avatar else u.avatar end), u.username, u.kind from users u " \
  "left join member m on m.user_id = u.id and m.conversation_id = ? where +u.tenant_id = ? "     \
  "and u.id "
const Sql kHandlesIn{KOINE_HANDLES_IN "{in ?}"};
const Sql kHandleOfOneIn{KOINE_HANDLES_IN "= ?"};

const Sql kEntries{
    "select " KOINE_MESSAGE_COLUMNS
    ", u.handle, (case when w.nickname <> '' then w.nickname else "
    "u.nickname end), (case when w.avatar <> '' then w.avatar else u.avatar end), u.username, "
    "r.handle, (case when k.nickname <> '' then k.nickname else r.nickname end), r.username, "
    "k.role, (case when exists (select 1 from message_mark h where h.user_id = ? and h.kind = 1 "
    "and h.conversation_id = m.conversation_id and h.seq = m.seq) then 1 else 0 end) from "
    "{lists a(place INT, seq INT)} join message m on m.conversation_id = a.place and m.seq = "
    "a.seq left join users u on u.id = m.sender_id left join users r on r.id = m.recalled_by "
    "left join member k on k.conversation_id = m.conversation_id and k.user_id = m.recalled_by "
    "left join member w on w.conversation_id = m.conversation_id and w.user_id = m.sender_id "
    "where m.tenant_id = ? order by m.conversation_id, m.seq"};

const Sql kLast{
    "select a.place, coalesce((select m.seq from message m where m.tenant_id = ? and "
    "m.conversation_id = a.place and m.seq >= a.first and m.seq <= a.last and m.deleted_at = 0 "
    "and not exists (select 1 from message_mark h where h.user_id = ? and h.kind = 1 and "
    "h.conversation_id = m.conversation_id and h.seq = m.seq) order by m.seq desc limit 1), 0) "
    "from {lists a(place INT, first INT, last INT)}"};

const Sql kMentioned{
    "select n.conversation_id, n.seq, u.id, u.handle, u.nickname, u.avatar, u.username, "
    "k.nickname from {lists a(place INT, seq INT)} join mention n on n.conversation_id = a.place "
    "and n.seq = a.seq join users u on u.id = n.user_id left join member k on k.conversation_id "
    "= n.conversation_id and k.user_id = n.user_id where n.tenant_id = ? order by "
    "n.conversation_id, n.seq, n.place, u.id"};

std::string GroupHandle(const Row& row, int column, std::int64_t id) {
  return row.Text(column).empty() ? std::to_string(id) : row.String(column);
}

SyncSeat ReadSyncSeat(const Row& row) {
  SyncSeat seat;
  access::ConversationState& c = seat.conversation;
  c.id = row.Get<ConversationId>(0);
  c.kind = static_cast<ConversationKind>(row.Int(1));
  c.pair_lo = row.Get<UserId>(2);
  c.pair_hi = row.Get<UserId>(3);
  c.status = static_cast<access::ConversationStatus>(row.Int(4));
  c.min_seq = row.Int(5);
  c.last_seq = row.Int(6);
  c.change_seq = row.Int(7);
  c.last_sent_at = row.Int(8);
  seat.handle = c.direct() ? "" : GroupHandle(row, 9, c.id.value);
  access::MemberState& m = seat.member;
  m.status = static_cast<access::MemberStatus>(row.Int(10));
  m.min_seq = row.Int(11);
  m.max_seq = row.Int(12);
  m.read_seq = row.Int(13);
  m.receipt_seq = row.Int(14);
  m.sent_seq = row.Int(15);
  seat.pinned = row.Int(16) > 0;
  seat.peer = row.Get<UserId>(17);
  seat.peer_handle = row.String(18);
  seat.peer_receipt = row.Int(19);
  if (c.direct() && row.Int(20) == 1) c.kind = ConversationKind::kSystem;
  return seat;
}

void TakeId(const Row& row, ListedIds* out) {
  (row.Int(1) == 1 ? out->shown : out->others).push_back(row.Int(0));
}

// Nickname, else login name, else handle (mapping P10).
std::string NameOf(std::string nickname, std::string username, const std::string& handle) {
  if (!nickname.empty()) return nickname;
  return username.empty() ? handle : username;
}

Handle ReadHandle(const Row& row) {
  Handle out{row.Get<UserId>(0), row.String(1), "", row.String(3)};
  out.nickname = NameOf(row.String(2), row.String(4), out.handle);
  out.kind = static_cast<int>(row.Int(5));
  return out;
}

SyncEntry ReadEntry(const Row& row) {
  SyncEntry out;
  out.message = message::ReadMessage(row);
  const body::Message& m = out.message;
  constexpr int kOwn = message::kMessageColumns;
  out.sender = {m.sender, row.String(kOwn), "", row.String(kOwn + 2)};
  out.sender.nickname = NameOf(row.String(kOwn + 1), row.String(kOwn + 3), out.sender.handle);
  out.recaller = {m.recalled_by, row.String(kOwn + 4), "", ""};
  out.recaller.nickname = NameOf(row.String(kOwn + 5), row.String(kOwn + 6), out.recaller.handle);
  out.recaller_role = static_cast<access::MemberRole>(row.Int(kOwn + 7));
  out.hidden = row.Int(kOwn + 8) == 1;
  return out;
}

}  // namespace

std::vector<SyncSeat> ListSyncSeats(Txn& txn, const access::Principal& who, int limit) {
  return txn.All(kSeats, ReadSyncSeat, who.user, who.tenant, limit);
}

std::vector<std::int64_t> ListListed(Txn& txn, const access::Principal& who, Listed which,
                                     std::int64_t limit, std::int64_t offset) {
  auto read = [](const Row& row) { return row.Int(0); };
  switch (which) {
    case Listed::kPinned:
      return txn.All(kPinned, read, who.user, who.tenant, limit, offset);
    case Listed::kSilent:
      return txn.All(kSilent, read, who.user, who.tenant, access::Notify::kSilent, limit, offset);
    case Listed::kAll:
      break;
  }
  return txn.All(kListed, read, who.user, who.tenant, limit, offset);
}

std::int64_t CountListed(Txn& txn, const access::Principal& who) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kCountListed, read, who.user, who.tenant).value_or(0);
}

ListedIds ListIds(Txn& txn, const access::Principal& who) {
  ListedIds out;
  txn.Each(
      kIds, [&out](const Row& row) { TakeId(row, &out); }, who.user, who.tenant);
  return out;
}

ListedIds ListIdsOf(Txn& txn, const access::Principal& who,
                    std::span<const std::int64_t> conversations) {
  ListedIds out;
  if (conversations.empty()) return out;
  txn.Each(
      kIdsOf, [&out](const Row& row) { TakeId(row, &out); }, who.user, who.tenant,
      IntList{conversations});
  return out;
}

std::vector<SyncPlace> ListSyncPlaces(Txn& txn, const access::Principal& who) {
  auto read = [](const Row& row) {
    SyncPlace out;
    out.conversation = row.Get<ConversationId>(0);
    out.pinned = row.Int(1) > 0;
    out.sent_at = row.Int(2);
    out.created_at = row.Int(3);
    // Own messages never count (mapping 6).
    out.unread = std::max<std::int64_t>(0, row.Int(4) - row.Int(5));
    return out;
  };
  return txn.All(kPlaces, read, who.user, who.tenant);
}

std::vector<SyncSeat> ListSeatsWith(Txn& txn, const access::Principal& who,
                                    std::span<const std::string> peers) {
  if (peers.empty()) return {};
  return txn.All(kSeatsWith, ReadSyncSeat, who.user, who.tenant, who.user, who.user, who.tenant,
                 TextList{peers});
}

std::vector<SyncSeat> ListSeatsIn(Txn& txn, const access::Principal& who,
                                  std::span<const std::string> groups) {
  if (groups.empty()) return {};
  std::vector<std::int64_t> ids;
  for (const std::string& handle : groups) {
    if (const std::int64_t id = conversation::GroupIdIn(handle); id != 0) ids.push_back(id);
  }
  return txn.All(kSeatsIn, ReadSyncSeat, who.user, who.tenant, who.tenant, TextList{groups},
                 who.tenant, IntList{ids});
}

std::vector<SyncSeat> ListSeatsOf(Txn& txn, const access::Principal& who,
                                  std::span<const std::int64_t> conversations) {
  if (conversations.empty()) return {};
  return txn.All(kSeatsOf, ReadSyncSeat, who.user, who.tenant, IntList{conversations});
}

std::vector<Handle> FindHandlesIn(Txn& txn, const event::Event& event,
                                  std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  if (users.size() == 1) {
    return txn.All(kHandleOfOneIn, ReadHandle, event.place.id, event.tenant, users.front());
  }
  return txn.All(kHandlesIn, ReadHandle, event.place.id, event.tenant, IntList{users});
}

std::vector<Handle> FindHandles(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  const std::int64_t one = users.front();
  const auto other =
      std::find_if(users.begin(), users.end(), [one](std::int64_t user) { return user != one; });
  const std::int64_t two = other == users.end() ? one : *other;
  const bool few = std::all_of(users.begin(), users.end(),
                               [&](std::int64_t user) { return user == one || user == two; });
  if (few && one == two) return txn.All(kHandleOfOne, ReadHandle, tenant, one);
  if (few) return txn.All(kHandlesOfTwo, ReadHandle, tenant, one, tenant, two);
  return txn.All(kHandles, ReadHandle, tenant, IntList{users});
}

std::string FindGroupHandle(Txn& txn, const event::Event& event) {
  auto read = [&event](const Row& row) { return GroupHandle(row, 0, event.place.id.value); };
  return txn.First(kGroupHandle, read, event.tenant, event.place.id).value_or("");
}

std::vector<SyncEntry> ListEntries(Txn& txn, TenantId tenant, UserId reader,
                                   std::span<const std::int64_t> conversations,
                                   std::span<const std::int64_t> seqs) {
  if (seqs.empty()) return {};
  return txn.All(kEntries, ReadEntry, reader, IntList{conversations}, IntList{seqs}, tenant);
}

std::vector<Last> ListLast(Txn& txn, TenantId tenant, UserId reader,
                           std::span<const std::int64_t> conversations,
                           std::span<const std::int64_t> from, std::span<const std::int64_t> to) {
  if (conversations.empty()) return {};
  auto read = [](const Row& row) { return Last{row.Get<ConversationId>(0), row.Int(1)}; };
  auto all =
      txn.All(kLast, read, tenant, reader, IntList{conversations}, IntList{from}, IntList{to});
  std::erase_if(all, [](const Last& one) { return one.seq == 0; });
  return all;
}

std::vector<Mentioned> ListMentioned(Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> conversations,
                                     std::span<const std::int64_t> seqs) {
  if (seqs.empty()) return {};
  auto read = [](const Row& row) {
    Mentioned out;
    out.conversation = row.Get<ConversationId>(0);
    out.seq = row.Int(1);
    out.who = {row.Get<UserId>(2), row.String(3), row.String(7), row.String(5)};
    if (out.who.nickname.empty()) {
      out.who.nickname = NameOf(row.String(4), row.String(6), out.who.handle);
    }
    return out;
  };
  return txn.All(kMentioned, read, IntList{conversations}, IntList{seqs}, tenant);
}

}  // namespace koine::history
