#include "core/call/rows.h"

namespace koine::call {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"call", 1};

#define KOINE_CALL                                                                      \
  "select c.id, c.uuid, c.scope, c.mode, c.conversation_id, c.caller_id, c.callee_id, " \
  "c.state, c.reason, c.origin, c.record, c.ring_until, c.started_at, c.connected_at, " \
  "c.ended_at, c.participants_max from call c "
#define KOINE_PARTY                                                                               \
  "select p.call_id, p.user_id, p.state, p.active, p.login_id, p.device, p.camera, "              \
  "p.microphone, p.grace_ms, p.ring_until, p.started_at, p.seen_at, p.lost_at, p.tenant_id from " \
  "call_party p "

const Sql kInsert{
    "insert into call (id, tenant_id, uuid, scope, mode, conversation_id, caller_id, callee_id, "
    "state, reason, origin, record, participants_max, ring_until, started_at, connected_at, "
    "ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kSave{
    "update call set state = ?, reason = ?, record = ?, connected_at = ?, ended_at = ? "
    "where tenant_id = ? and id = ?"};
#define KOINE_ONE KOINE_CALL "where c.tenant_id = ? and c.id = ?"
const Sql kFind{KOINE_ONE};
const Sql kLock{KOINE_ONE " {for update}"};
const Sql kFindId{"select id from call where tenant_id = ? and uuid = ?"};
const Sql kFindOf{
    "select id from call where tenant_id = ? and conversation_id = ? and scope = 2 and "
    "ended_at = 0"};

const Sql kPutParty{
    "insert into call_party (call_id, user_id, tenant_id, state, active, login_id, device, "
    "camera, microphone, grace_ms, ring_until, started_at, seen_at, lost_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (call_id, user_id) do update "
    "set state = excluded.state, active = excluded.active, login_id = excluded.login_id, "
    "device = excluded.device, camera = excluded.camera, microphone = excluded.microphone, "
    "grace_ms = excluded.grace_ms, ring_until = excluded.ring_until, "
    "seen_at = excluded.seen_at, lost_at = excluded.lost_at"};
const Sql kInvite{
    "insert into call_party (call_id, user_id, tenant_id, state, active, login_id, device, "
    "camera, microphone, grace_ms, ring_until, started_at, seen_at, lost_at) select ?, value, ?, "
    "1, 0, 0, 0, 1, 1, 0, ?, ?, 0, 0 from {list u} where true on conflict (call_id, user_id) "
    "do update set state = 1, active = 0, ring_until = excluded.ring_until where "
    "call_party.state = 3"};
const Sql kParties{KOINE_PARTY "where p.tenant_id = ? and p.call_id = ? order by p.user_id"};
const Sql kParty{KOINE_PARTY "where p.tenant_id = ? and p.call_id = ? and p.user_id = ?"};
const Sql kEndParties{
    "update call_party set state = 3, active = 0 where tenant_id = ? and call_id = ? and "
    "state < 3"};
const Sql kDrop{
    "update call_party set state = 3 where tenant_id = ? and call_id = ? and state = 1 and "
    "ring_until <= ?"};
const Sql kSee{
    "update call_party set seen_at = ? where tenant_id = ? and call_id = ? and state = 2 and "
    "user_id {in ?}"};
// proof: the ids of users whose sessions ended here
const Sql kPartiesOf{
    KOINE_PARTY
    "where p.state < 3 and p.state = 2 and p.user_id {in ?} order by p.call_id, p.user_id"};
const Sql kOpenOf{
    "select call_id from call_party where tenant_id = ? and user_id = ? and state < 3 "
    "order by call_id"};
const Sql kSetLost{
    "update call_party set lost_at = ? where tenant_id = ? and call_id = ? and user_id = ? and "
    "state = 2"};
const Sql kSetSeen{
    "update call_party set seen_at = ?, lost_at = 0 where tenant_id = ? and call_id = ? and "
    "user_id = ? and state = 2"};

const Sql kActive{KOINE_CALL
                  "join call_party p on p.call_id = c.id where c.tenant_id = ? and p.user_id = ? "
                  "and p.active = 1"};
const Sql kRinging{
    KOINE_CALL
    "join call_party p on p.call_id = c.id where c.tenant_id = ? and p.user_id = ? "
    "and p.state < 3 and p.state = 1 and c.ended_at = 0 order by c.started_at desc, c.id desc "
    "limit ?"};
const Sql kBusy{
    "select user_id from call_party where tenant_id = ? and active = 1 and user_id {in ?} order "
    "by user_id"};
const Sql kHistory{KOINE_CALL
                   "join call_party p on p.call_id = c.id where p.user_id = ? and c.tenant_id = ? "
                   "and c.scope = 1 order by p.started_at desc, c.id desc limit ? offset ?"};
const Sql kCountHistory{
    "select count(*) from call_party p join call c on c.id = p.call_id where p.user_id = ? and "
    "c.tenant_id = ? and c.scope = 1"};

Call ReadCall(const Row& row) {
  Call c;
  c.id = row.Get<CallId>(0);
  c.uuid = row.String(1);
  c.scope = static_cast<Scope>(row.Int(2));
  c.mode = static_cast<CallMode>(row.Int(3));
  c.conversation = row.Get<ConversationId>(4);
  c.caller = row.Get<UserId>(5);
  c.callee = row.Get<UserId>(6);
  c.state = static_cast<CallState>(row.Int(7));
  c.reason = row.String(8);
  c.origin = static_cast<int>(row.Int(9));
  c.record = row.Int(10) == 1;
  c.ring_until = row.Int(11);
  c.started_at = row.Int(12);
  c.connected_at = row.Int(13);
  c.ended_at = row.Int(14);
  c.participants_max = static_cast<int>(row.Int(15));
  return c;
}

Party ReadParty(const Row& row) {
  Party p;
  p.call = row.Get<CallId>(0);
  p.user = row.Get<UserId>(1);
  p.state = static_cast<PartyState>(row.Int(2));
  p.active = row.Int(3) == 1;
  p.login = row.Get<LoginId>(4);
  p.device = row.Int(5) == 1;
  p.camera = row.Int(6) == 1;
  p.microphone = row.Int(7) == 1;
  p.grace_ms = row.Int(8);
  p.ring_until = row.Int(9);
  p.started_at = row.Int(10);
  p.seen_at = row.Int(11);
  p.lost_at = row.Int(12);
  return p;
}

CallId ReadId(const Row& row) {
  return row.Get<CallId>(0);
}

}  // namespace

CallId InsertCall(Txn& txn, TenantId tenant, const Call& c) {
  const CallId id(txn.NextId(kIds));
  txn.Exec(kInsert, id, tenant, c.uuid, static_cast<int>(c.scope), static_cast<int>(c.mode),
           c.conversation, c.caller, c.callee, static_cast<int>(c.state), c.reason, c.origin,
           c.record, c.participants_max, c.ring_until, c.started_at, c.connected_at, c.ended_at);
  return id;
}

void SaveCall(Txn& txn, TenantId tenant, const Call& c) {
  txn.Exec(kSave, static_cast<int>(c.state), c.reason, c.record, c.connected_at, c.ended_at, tenant,
           c.id);
}

std::optional<Call> FindCall(Txn& txn, TenantId tenant, CallId id) {
  return txn.First(kFind, ReadCall, tenant, id);
}

std::optional<Call> LockCall(Txn& txn, TenantId tenant, CallId id) {
  return txn.First(kLock, ReadCall, tenant, id);
}

std::optional<CallId> FindCallId(Txn& txn, TenantId tenant, std::string_view uuid) {
  return txn.First(kFindId, ReadId, tenant, uuid);
}

std::optional<CallId> FindCallOf(Txn& txn, TenantId tenant, ConversationId group) {
  return txn.First(kFindOf, ReadId, tenant, group);
}

void PutParty(Txn& txn, TenantId tenant, const Party& p) {
  txn.Exec(kPutParty, p.call, p.user, tenant, static_cast<int>(p.state), p.active, p.login,
           p.device, p.camera, p.microphone, p.grace_ms, p.ring_until, p.started_at, p.seen_at,
           p.lost_at);
}

void InviteParties(Txn& txn, TenantId tenant, CallId call, std::span<const std::int64_t> users,
                   std::int64_t ring_until) {
  if (users.empty()) return;
  txn.Exec(kInvite, call, tenant, ring_until, txn.now_ms(), IntList{users});
}

std::vector<Party> ListParties(Txn& txn, TenantId tenant, CallId call) {
  return txn.All(kParties, ReadParty, tenant, call);
}

std::optional<Party> FindParty(Txn& txn, TenantId tenant, CallId call, UserId user) {
  return txn.First(kParty, ReadParty, tenant, call, user);
}

void DropInvited(Txn& txn, TenantId tenant, CallId call, std::int64_t until_ms) {
  txn.Exec(kDrop, tenant, call, until_ms);
}

void EndParties(Txn& txn, TenantId tenant, CallId call) {
  txn.Exec(kEndParties, tenant, call);
}

void SeeParties(Txn& txn, TenantId tenant, CallId call, std::span<const std::int64_t> users) {
  if (users.empty()) return;
  txn.Exec(kSee, txn.now_ms(), tenant, call, IntList{users});
}

std::vector<OpenParty> ListPartiesOf(Txn& txn, std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  return txn.All(
      kPartiesOf,
      [](const Row& row) {
        return OpenParty{row.Get<TenantId>(13), ReadParty(row)};
      },
      IntList{users});
}

std::vector<CallId> ListOpenOf(Txn& txn, TenantId tenant, UserId user) {
  return txn.All(kOpenOf, ReadId, tenant, user);
}

void SetLost(Txn& txn, TenantId tenant, CallId call, UserId user, std::int64_t at_ms) {
  txn.Exec(kSetLost, at_ms, tenant, call, user);
}

void SetSeen(Txn& txn, TenantId tenant, CallId call, UserId user) {
  txn.Exec(kSetSeen, txn.now_ms(), tenant, call, user);
}

std::optional<Call> FindActive(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kActive, ReadCall, tenant, user);
}

std::vector<Call> ListRinging(Txn& txn, TenantId tenant, UserId user, int limit) {
  return txn.All(kRinging, ReadCall, tenant, user, limit);
}

std::vector<UserId> BusyAmong(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  return txn.All(
      kBusy, [](const Row& row) { return row.Get<UserId>(0); }, tenant, IntList{users});
}

std::vector<Call> ListHistory(Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                              std::int64_t offset) {
  return txn.All(kHistory, ReadCall, user, tenant, limit, offset);
}

std::int64_t CountHistory(Txn& txn, TenantId tenant, UserId user) {
  return txn
      .First(
          kCountHistory, [](const Row& row) { return row.Int(0); }, user, tenant)
      .value_or(0);
}

}  // namespace koine::call
