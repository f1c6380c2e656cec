#include "core/access/rows.h"

#include "base/require.h"
#include "core/access/columns.h"
#include "core/access/kept_seats.h"
#include "core/access/shared_seats.h"

namespace koine::access {

namespace {

using store::IntList;
using store::Row;
using store::Sql;

#define KOINE_STATE                                                                          \
  "c.id, c.kind, c.pair_lo, c.pair_hi, c.owner_id, c.name, c.avatar, c.status, "             \
  "c.mute_all, c.banned_at, c.join_mode, c.history_for_new, c.max_members, c.member_count, " \
  "c.min_seq, c.last_seq, c.last_counted, c.change_seq, c.last_sent_at"
#define KOINE_WORDS "(select t.words from tenant t where t.id = c.tenant_id), c.ban_reason"
#define KOINE_LATER "c.receipt_seq, c.hidden"
#define KOINE_PLACED_SEAT                                                              \
  KOINE_STATE                                                                          \
  ", "                                                                                 \
  "m.state, m.role, m.min_seq, m.max_seq, m.read_seq, m.read_counted, m.read_sent, "   \
  "m.receipt_seq, m.sent_seq, m.sent_counted, m.hidden_seq, m.muted_until, m.notify, " \
  "m.nickname, u.id, u.nickname, u.avatar, " KOINE_WORDS ", " KOINE_LATER
#define KOINE_SEATED                                                                \
  " from conversation c join member m on m.conversation_id = c.id join users u on " \
  "u.id = m.user_id "
// By its id, also as long as PostgreSQL has no statistics: then it takes an index of the tenant, if
// it is offered one.
#define KOINE_SEATS "select " KOINE_PLACED_SEAT KOINE_SEATED "where 0 + c.tenant_id = ? "
#define KOINE_SEAT KOINE_SEATS "and c.id = ? and m.user_id = ?"

const Sql kSeat{KOINE_SEAT};
const Sql kSeatLocked{KOINE_SEAT " {for update of c, m}"};
// That with another user, which the list of the first one shows.
#define KOINE_SEAT_WITH                                                                \
  "select " KOINE_PLACED_SEAT                                                          \
  " from users p join conversation c on c.tenant_id = p.tenant_id and "                \
  "c.pair_lo = {least}(p.id, ?) and c.pair_hi = {greatest}(p.id, ?) join member m on " \
  "m.conversation_id = c.id and m.user_id = ? join users u on u.id = m.user_id where " \
  "p.tenant_id = ? and p.state <> 3 and m.hidden_seq < c.last_seq and "
#define KOINE_BY_HANDLE KOINE_SEAT_WITH "p.handle = ?"
#define KOINE_BY_ID KOINE_SEAT_WITH "p.id = ?"
const Sql kSeatByHandle{KOINE_BY_HANDLE};
const Sql kSeatByHandleLocked{KOINE_BY_HANDLE " {for update of c, m}"};
const Sql kSeatById{KOINE_BY_ID};
const Sql kSeatByIdLocked{KOINE_BY_ID " {for update of c, m}"};
// In an order, so that two that lock the same rows wait for each other and nothing more.
#define KOINE_OF_USER "and m.user_id = ? and c.id "
#define KOINE_OF_CONVERSATION "and c.id = ? and m.user_id "
#define KOINE_LISTED "{in ?} order by c.id, m.user_id"
const Sql kSeatsOfUser{KOINE_SEATS KOINE_OF_USER KOINE_LISTED};
const Sql kSeatsOfUserLocked{KOINE_SEATS KOINE_OF_USER KOINE_LISTED " {for update of c, m}"};
const Sql kSeatsIn{KOINE_SEATS KOINE_OF_CONVERSATION KOINE_LISTED};
const Sql kSeatsInLocked{KOINE_SEATS KOINE_OF_CONVERSATION KOINE_LISTED " {for update of c, m}"};
// proof: each element brings the tenant of who asks, which the row must have
// engines: PostgreSQL looks up and locks one after the other, in the order of the lists, which a
// lateral query makes sure of; it is not offered the indexes of a whole tenant, one of which it
// takes as long as it has no statistics
const Sql kSeatsAskedFor{
    "select " KOINE_PLACED_SEAT
    ", a.tenant from {lists a(tenant INT, place INT, who INT)} join conversation c on "
    "c.id = a.place and c.tenant_id = a.tenant join member m on m.conversation_id = c.id and "
    "m.user_id = a.who join users u on u.id = m.user_id",
    "select s.*, a.tenant from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as a(tenant, place, "
    "who) cross join lateral (select " KOINE_PLACED_SEAT KOINE_SEATED
    "where c.tenant_id + 0 = a.tenant and c.id = a.place and m.user_id = a.who for update of c, m) "
    "s"};

#define KOINE_CONVERSATION                                \
  "select " KOINE_STATE ", " KOINE_WORDS ", " KOINE_LATER \
  " from conversation c where c.tenant_id = ? and c.id = ?"
const Sql kConversation{KOINE_CONVERSATION};
const Sql kConversationLocked{KOINE_CONVERSATION " {for update}"};

const Sql kPerson{
    "select id, case when nickname <> '' then nickname else coalesce(username, handle) end, avatar "
    "from users where tenant_id = ? and id = ?"};

const Sql kMessage{"select conversation_id, seq from message where tenant_id = ? and id = ?"};
// A mark of kind 1 hides a message from its user (core/message).
#define KOINE_NOT_GONE                                                          \
  "and m.deleted_at = 0 and not exists (select 1 from message_mark h where "    \
  "h.user_id = ? and h.kind = 1 and h.conversation_id = m.conversation_id and " \
  "h.seq = m.seq)"
const Sql kStanding{
    "select m.conversation_id, m.seq from message m where m.tenant_id = ? and "
    "m.id = ? " KOINE_NOT_GONE};
const Sql kStandingAt{
    "select m.id from message m where m.tenant_id = ? and m.conversation_id = ? and "
    "m.seq = ? " KOINE_NOT_GONE};

// Programs that look for faults read what is remembered once more.
template <class Read>
void CheckKept([[maybe_unused]] const std::optional<Seat>& kept, [[maybe_unused]] Read read) {
#ifdef KOINE_SANITIZED
  KOINE_REQUIRE(read() == kept);
#endif
}

constexpr int kMemberFirst = kConversationColumns;  // of a seat

void ReadMember(const Row& row, MemberState* m) {
  ReadMemberState(row, kMemberFirst, m);
  m->user = row.Get<UserId>(33);
  m->person.id = m->user;
  m->person.name = row.Text(32).empty() ? row.String(34) : row.String(32);
  m->person.avatar = row.String(35);
}

Seat ReadSeat(const Row& row) {
  Seat seat;
  ReadConversationState(row, &seat.conversation);
  ReadMember(row, &seat.member);
  seat.conversation.words = row.Int(36);
  if (seat.conversation.banned) seat.conversation.ban_reason = row.String(37);
  seat.conversation.receipt_seq = row.Int(38);
  seat.conversation.hidden = row.Int(39) == 1;
  return seat;
}

}  // namespace

void ReadConversationState(const Row& row, ConversationState* c) {
  c->id = row.Get<ConversationId>(0);
  c->kind = static_cast<ConversationKind>(row.Int(1));
  c->pair_lo = row.Get<UserId>(2);
  c->pair_hi = row.Get<UserId>(3);
  c->owner = row.Get<UserId>(4);
  c->name = row.String(5);
  c->avatar = row.String(6);
  c->status = static_cast<ConversationStatus>(row.Int(7));
  c->mute_all = row.Int(8) == 1;
  c->banned = row.Int(9) > 0;
  c->join_mode = static_cast<JoinMode>(row.Int(10));
  c->history_for_new = row.Int(11) == 1;
  c->max_members = row.Int(12);
  for (const auto& [column, field] : kConversationCounters) c->*field = row.Int(column);
}

void ReadMemberState(const Row& row, int first, MemberState* m) {
  m->status = static_cast<MemberStatus>(row.Int(first));
  m->role = static_cast<MemberRole>(row.Int(first + 1));
  for (const auto& [column, field] : kMemberCounters) m->*field = row.Int(first + column);
  m->notify = static_cast<Notify>(row.Int(first + 12));
}

std::optional<Seat> FindSeat(store::Txn& txn, TenantId tenant, ConversationId conversation,
                             UserId user, bool lock) {
  auto* shared = txn.Share<SharedSeats>();
  if (shared != nullptr) {
    if (auto known = shared->Find({tenant, conversation, user}, lock)) return *std::move(known);
  }
  const Sql& sql = lock ? kSeatLocked : kSeat;
  const auto read = [&] { return txn.First(sql, ReadSeat, tenant, conversation, user); };
  auto* kept = txn.Keep<KeptSeats>(sql);
  auto seat = kept == nullptr ? std::nullopt : kept->Find({tenant, conversation, user});
  if (seat) {
    CheckKept(seat, read);
  } else {
    seat = read();
    if (kept != nullptr && seat) kept->Put(tenant, *seat);
  }
  if (shared != nullptr && lock && seat) shared->Keep(tenant, *seat);
  return seat;
}

std::optional<Seat> FindListedSeat(store::Txn& txn, TenantId tenant, UserId user, const Peer& peer,
                                   bool lock) {
  auto find = [&](const Sql& sql, const auto& key) {
    return txn.First(sql, ReadSeat, user, user, user, tenant, key);
  };
  if (const auto* handle = std::get_if<std::string_view>(&peer)) {
    const Sql& sql = lock ? kSeatByHandleLocked : kSeatByHandle;
    auto* kept = txn.Keep<KeptSeats>(sql);
    auto seat = kept == nullptr ? std::nullopt : kept->FindNamed(tenant, user, *handle);
    if (seat) {
      CheckKept(seat, [&] { return find(sql, *handle); });
      return seat;
    }
    seat = find(sql, *handle);
    if (kept != nullptr && seat) kept->PutNamed(tenant, *seat, *handle);
    return seat;
  }
  return find(lock ? kSeatByIdLocked : kSeatById, std::get<UserId>(peer));
}

std::vector<std::pair<TenantId, Seat>> LockSeats(store::Txn& txn, std::span<const SeatOf> places) {
  if (places.empty()) return {};
  std::vector<std::int64_t> tenants, conversations, users;
  for (const SeatOf& place : places) {
    tenants.push_back(place.tenant.value);
    conversations.push_back(place.conversation.value);
    users.push_back(place.user.value);
  }
  auto read = [](const Row& row) { return std::pair(row.Get<TenantId>(40), ReadSeat(row)); };
  return txn.All(kSeatsAskedFor, read, IntList{tenants}, IntList{conversations}, IntList{users});
}

std::vector<Seat> ListSeats(store::Txn& txn, TenantId tenant, UserId user,
                            std::span<const std::int64_t> conversations, bool lock) {
  if (conversations.empty()) return {};
  return txn.All(lock ? kSeatsOfUserLocked : kSeatsOfUser, ReadSeat, tenant, user,
                 IntList{conversations});
}

std::vector<Seat> ListSeatsOf(store::Txn& txn, TenantId tenant, ConversationId conversation,
                              std::span<const std::int64_t> users, bool lock) {
  if (users.empty()) return {};
  return txn.All(lock ? kSeatsInLocked : kSeatsIn, ReadSeat, tenant, conversation, IntList{users});
}

std::vector<MemberState> MembersAmong(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                      std::span<const std::int64_t> users) {
  std::vector<MemberState> out;
  for (Seat& seat : ListSeatsOf(txn, tenant, conversation, users, /*lock=*/false)) {
    if (seat.member.status == MemberStatus::kActive) out.push_back(std::move(seat.member));
  }
  return out;
}

std::optional<ConversationState> FindConversation(store::Txn& txn, TenantId tenant,
                                                  ConversationId conversation, bool lock) {
  auto read = [](const Row& row) {
    ConversationState state;
    ReadConversationState(row, &state);
    state.words = row.Int(19);
    if (state.banned) state.ban_reason = row.String(20);
    state.receipt_seq = row.Int(21);
    state.hidden = row.Int(22) == 1;
    return state;
  };
  return txn.First(lock ? kConversationLocked : kConversation, read, tenant, conversation);
}

Person FindPerson(store::Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const Row& row) {
    return Person{row.Get<UserId>(0), row.String(1), row.String(2)};
  };
  return txn.First(kPerson, read, tenant, user).value_or(Person{user, "", ""});
}

std::optional<std::pair<ConversationId, std::int64_t>> FindMessage(store::Txn& txn, TenantId tenant,
                                                                   MessageId id) {
  auto read = [](const Row& row) { return std::pair(row.Get<ConversationId>(0), row.Int(1)); };
  return txn.First(kMessage, read, tenant, id);
}

std::optional<std::pair<ConversationId, std::int64_t>> FindStanding(store::Txn& txn,
                                                                    TenantId tenant, UserId user,
                                                                    MessageId id) {
  auto read = [](const Row& row) { return std::pair(row.Get<ConversationId>(0), row.Int(1)); };
  return txn.First(kStanding, read, tenant, id, user);
}

std::optional<MessageId> FindStandingAt(store::Txn& txn, TenantId tenant, UserId user,
                                        ConversationId conversation, std::int64_t seq) {
  auto read = [](const Row& row) { return row.Get<MessageId>(0); };
  return txn.First(kStandingAt, read, tenant, conversation, seq, user);
}

}  // namespace koine::access
