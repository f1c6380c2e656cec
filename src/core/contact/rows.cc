#include "core/contact/rows.h"

#include <algorithm>

namespace koine::contact {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kRequestIds{"contact_request", 1};

const Sql kLockPair{
    "select id from users where tenant_id = ? and id in (?, ?) order by id {for update}"};
const Sql kEdges{
    "select owner_id from contact where tenant_id = ? and "
    "((owner_id = ? and peer_id = ?) or (owner_id = ? and peer_id = ?))"};
const Sql kBlocks{"select 1 from block where tenant_id = ? and owner_id = ? and peer_id = ?"};
const Sql kPutBlock{
    "insert into block (owner_id, peer_id, tenant_id, ex, operator_id, created_at) "
    "values (?, ?, ?, ?, ?, ?) on conflict (owner_id, peer_id) do nothing"};
const Sql kDeleteBlock{"delete from block where tenant_id = ? and owner_id = ? and peer_id = ?"};
#define KOINE_BLOCK                                                                         \
  "select b.created_at, u.id, u.username, u.handle, u.nickname, u.avatar, b.ex, u.ex from " \
  "block b join users u on u.id = b.peer_id where b.tenant_id = ? and b.owner_id = ? "
const Sql kListBlocks{KOINE_BLOCK "order by b.created_at desc, u.id desc limit ? offset ?"};
const Sql kCountBlocks{"select count(*) from block where tenant_id = ? and owner_id = ?"};
const Sql kBlocksAmong{KOINE_BLOCK "and b.peer_id {in ?}"};
const Sql kBlockersAmong{
    "select owner_id from block where tenant_id = ? and peer_id = ? and owner_id {in ?}"};
const Sql kCloseReplies{
    "update member set reply_open = 0 where tenant_id = ? and reply_open = 1 and "
    "user_id in (?, ?) and conversation_id in (select id from conversation where tenant_id = ? and "
    "pair_lo = ? and pair_hi = ?)"};
const Sql kPutEdge{
    "insert into contact (owner_id, peer_id, tenant_id, remark, group_name, pinned_at, add_source, "
    "operator_id, created_at) values (?, ?, ?, ?, ?, 0, ?, ?, ?) "
    "on conflict (owner_id, peer_id) do nothing"};
#define KOINE_EDGES                                                                    \
  "insert into contact (owner_id, peer_id, tenant_id, remark, group_name, pinned_at, " \
  "add_source, operator_id, created_at) select "
#define KOINE_EDGES_FROM ", '', ?, 0, ?, ?, ? from users u where +u.tenant_id = ? and u.id "
#define KOINE_EDGES_END " on conflict (owner_id, peer_id) do nothing"
const Sql kEdgesForth{KOINE_EDGES "?{::bigint}, u.id, u.tenant_id" KOINE_EDGES_FROM
                                  "{in ?}" KOINE_EDGES_END};
const Sql kEdgesBack{KOINE_EDGES "u.id, ?{::bigint}, u.tenant_id" KOINE_EDGES_FROM
                                 "{in ?}" KOINE_EDGES_END};
const Sql kLockUsers{
    "select id from users where {+}tenant_id = ? and id {in ?} order by id {for update}"};
const Sql kDeleteEdge{"delete from contact where tenant_id = ? and owner_id = ? and peer_id = ?"};
const Sql kUpdateEdge{
    "update contact set remark = coalesce(?, remark), group_name = coalesce(?, group_name) "
    "where tenant_id = ? and owner_id = ? and peer_id = ?"};
#define KOINE_CONTACT                                                                     \
  "select c.remark, c.group_name, c.created_at, u.id, u.username, u.handle, u.nickname, " \
  "u.avatar, u.email, u.mobile, u.signature, u.state, b.created_at, c.ex, c.pinned_at, "  \
  "c.add_source, o.handle, u.ex, u.created_at, u.kind, u.recv_opt from contact c "        \
  "join users u on u.id = c.peer_id left join block b on b.owner_id = c.owner_id and "    \
  "b.peer_id = c.peer_id left join users o on o.id = c.operator_id "                      \
  "where c.tenant_id = ? and c.owner_id = ? "
#define KOINE_IN_GROUP "and (? = '' or c.group_name = ?) "
const Sql kContacts{KOINE_CONTACT KOINE_IN_GROUP "order by c.created_at, u.id limit ? offset ?"};
const Sql kCountInGroup{
    "select count(*) from contact c where c.tenant_id = ? and c.owner_id = ? " KOINE_IN_GROUP};
const Sql kContact{KOINE_CONTACT "and c.peer_id = ?"};
const Sql kPageContacts{
    KOINE_CONTACT
    "order by case when c.pinned_at > 0 then 0 else 1 end, c.created_at, u.id limit ? offset ?"};
const Sql kFullAmong{
    "select c.owner_id from contact c where c.tenant_id = ? and c.owner_id {in ?} and not exists "
    "(select 1 from contact k where k.owner_id = c.owner_id and k.peer_id = ?) group by "
    "c.owner_id having count(*) >= ?"};
const Sql kCountContacts{"select count(*) from contact where tenant_id = ? and owner_id = ?"};
const Sql kContactsAmong{KOINE_CONTACT "and c.peer_id {in ?}"};
const Sql kChangeEdges{
    "update contact set remark = coalesce(?, remark), ex = coalesce(?, ex), pinned_at = case "
    "when ? = 1 then pinned_at when ? = 0 then 0 when pinned_at > 0 then pinned_at else ? end "
    "where tenant_id = ? and owner_id = ? and peer_id {in ?} returning peer_id"};
const Sql kGroupNames{
    "select group_name, count(*) from contact where tenant_id = ? and owner_id = ? "
    "group by group_name order by min(created_at), group_name limit ?"};
const Sql kRenameGroup{
    "update contact set group_name = ? where tenant_id = ? and owner_id = ? and group_name = ? "
    "returning peer_id"};
const Sql kPutIntoGroup{
    "update contact set group_name = ? where tenant_id = ? and owner_id = ? and peer_id {in ?} "
    "returning peer_id"};
const Sql kDeleteEdgesOf{
    "delete from contact where tenant_id = ? and (owner_id = ? or peer_id = ?) "
    "returning owner_id"};
const Sql kKnowers{
    "select c.owner_id as id from contact c where c.tenant_id = ? and c.peer_id = ? "
    "union select p.user_id from member m join conversation d on d.id = m.conversation_id and "
    "d.kind = 1 join member p on p.conversation_id = d.id and p.user_id <> m.user_id and "
    "p.state = 1 where m.tenant_id = ? and m.user_id = ? and m.state = 1 order by id limit ?"};
const Sql kOwners{
    "select owner_id from contact where tenant_id = ? and peer_id = ? order by owner_id limit ?"};
const Sql kShowing{
    "select m.conversation_id from member m join conversation c on c.id = m.conversation_id "
    "where m.tenant_id = ? and m.user_id = ? and m.state = 1 and c.kind in (2, 3) and "
    "c.status = 0 and (coalesce(m.nickname, '') = '' or coalesce(m.avatar, '') = '') "
    "order by m.conversation_id limit ?"};
const Sql kFriendsAmong{
    "select peer_id from contact where tenant_id = ? and owner_id = ? and peer_id {in ?}"};

#define KOINE_REQUEST                                                                           \
  "select r.id, r.from_id, r.to_id, r.message, r.group_name, r.remark, r.state, r.created_at, " \
  "r.handled_at, r.answer, r.ex, r.handler_id"
const Sql kRequest{KOINE_REQUEST
                   " from contact_request r where r.tenant_id = ? and r.id = ? {for update}"};
const Sql kRequestOfPair{KOINE_REQUEST
                         " from contact_request r where r.tenant_id = ? and r.from_id = ? and "
                         "r.to_id = ?"};
const Sql kPutRequest{
    "insert into contact_request (id, tenant_id, from_id, to_id, message, group_name, remark, "
    "ex, state, handler_id, created_at, handled_at) values (?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?, 0) "
    "on conflict (from_id, to_id) do update set id = excluded.id, message = excluded.message, "
    "group_name = excluded.group_name, remark = excluded.remark, ex = excluded.ex, "
    "answer = null, state = 1, handler_id = 0, "
    "created_at = excluded.created_at, handled_at = 0"};
const Sql kSetStatus{
    "update contact_request set state = ?, handler_id = ?, answer = ?, handled_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kCountPending{
    "select count(*) from contact_request where tenant_id = ? and state = 1 and created_at > ? "
    "and (from_id = ? or to_id = ?)"};
#define KOINE_REQUESTS                                                                      \
  KOINE_REQUEST                                                                             \
  ", u.id, u.username, u.handle, u.nickname, u.avatar from contact_request r join users u " \
  "on u.id = "
#define KOINE_REQUEST_ORDER ") order by r.created_at desc, r.id desc limit ? offset ?"
#define KOINE_TO "r.from_id where r.tenant_id = ? and r.to_id = ?"
#define KOINE_FROM "r.to_id where r.tenant_id = ? and r.from_id = ?"
#define KOINE_COUNT_REQUESTS "select count(*) from contact_request r join users u on u.id = "
#define KOINE_AMONG                                                                       \
  " and (? = 1 or (case when r.state = 1 and r.created_at <= ? then 5 else r.state end) " \
  "{in ?}"
const Sql kPageReceived{KOINE_REQUESTS KOINE_TO KOINE_AMONG KOINE_REQUEST_ORDER};
const Sql kPageSent{KOINE_REQUESTS KOINE_FROM KOINE_AMONG KOINE_REQUEST_ORDER};
const Sql kCountReceived{KOINE_COUNT_REQUESTS KOINE_TO KOINE_AMONG ")"};
const Sql kCountSent{KOINE_COUNT_REQUESTS KOINE_FROM KOINE_AMONG ")"};
const Sql kCountWaiting{
    "select count(*) from contact_request where tenant_id = ? and to_id = ? and state = 1 and "
    "created_at > ?"};
const Sql kRejectOf{
    "update contact_request set state = 3, handled_at = ? where tenant_id = ? and state = 1 and "
    "(from_id = ? or to_id = ?)"};
// proof: the sweep of the whole store, of all tenants
const Sql kExpire{
    "update contact_request set state = 5, handled_at = ? where id in (select id from "
    "contact_request where state = 1 and created_at <= ? order by created_at, id limit ?) "
    "returning tenant_id, id, from_id, to_id, message, created_at"};

std::int64_t ReadInt(const Row& row) {
  return row.Int(0);
}

void ReadPerson(const Row& row, int from, identity::User* user) {
  user->id = row.Get<UserId>(from);
  user->username = row.OptString(from + 1);
  user->handle = row.String(from + 2);
  user->nickname = row.String(from + 3);
  user->avatar = row.String(from + 4);
}

Contact ReadContact(const Row& row) {
  Contact c;
  c.remark = row.String(0);
  c.group_name = row.String(1);
  c.created_at = row.Int(2);
  ReadPerson(row, 3, &c.peer);
  c.peer.email = row.OptString(8);
  c.peer.mobile = row.OptString(9);
  c.peer.signature = row.String(10);
  c.peer.status = static_cast<identity::UserStatus>(row.Int(11));
  c.blocked = !row.Null(12);
  c.ex = row.String(13);
  c.pinned_at = row.Int(14);
  c.source = static_cast<AddSource>(row.Int(15));
  c.operator_handle = row.String(16);
  c.peer.ex = row.String(17);
  c.peer.created_at = row.Int(18);
  c.peer.kind = static_cast<int>(row.Int(19));
  c.peer.recv_opt = static_cast<int>(row.Int(20));
  return c;
}

Request ReadRequest(const Row& row) {
  Request r;
  r.id = row.Get<RequestId>(0);
  r.from = row.Get<UserId>(1);
  r.to = row.Get<UserId>(2);
  r.message = row.String(3);
  r.group_name = row.String(4);
  r.remark = row.String(5);
  r.status = static_cast<RequestStatus>(row.Int(6));
  r.created_at = row.Int(7);
  r.handled_at = row.Int(8);
  r.answer = row.String(9);
  r.ex = row.String(10);
  r.handler = row.Get<UserId>(11);
  return r;
}

BlockRow ReadBlock(const Row& row) {
  BlockRow out;
  out.created_at = row.Int(0);
  ReadPerson(row, 1, &out.peer);
  out.ex = row.String(6);
  out.peer.ex = row.String(7);
  return out;
}

std::int64_t ReadNumber(const Row& row) {
  return row.Int(0);
}

UserId ReadUserId(const Row& row) {
  return row.Get<UserId>(0);
}

RequestRow ReadRequestRow(const Row& row) {
  RequestRow out;
  out.request = ReadRequest(row);
  ReadPerson(row, 12, &out.other);
  return out;
}

}  // namespace

void LockPair(Txn& txn, TenantId tenant, UserId a, UserId b) {
  txn.ExecSoon(kLockPair, tenant, std::min(a, b), std::max(a, b));
}

Edges FindEdges(Txn& txn, const access::Principal& who, UserId peer) {
  Edges edges;
  auto take = [&](const Row& row) {
    (row.Get<UserId>(0) == who.user ? edges.forth : edges.back) = true;
  };
  txn.Each(kEdges, take, who.tenant, who.user, peer, peer, who.user);
  return edges;
}

bool Blocks(Txn& txn, TenantId tenant, UserId owner, UserId peer) {
  return txn
      .First(
          kBlocks, [](const Row&) { return true; }, tenant, owner, peer)
      .has_value();
}

bool PutBlock(Txn& txn, TenantId tenant, UserId owner, UserId peer, std::string_view ex) {
  return txn.Exec(kPutBlock, owner, peer, tenant, ex, owner, txn.now_ms()) == 1;
}

bool DeleteBlock(Txn& txn, TenantId tenant, UserId owner, UserId peer) {
  return txn.Exec(kDeleteBlock, tenant, owner, peer) == 1;
}

std::vector<BlockRow> ListBlocks(Txn& txn, const access::Principal& who, std::int64_t limit,
                                 std::int64_t offset) {
  return txn.All(kListBlocks, ReadBlock, who.tenant, who.user, limit, offset);
}

std::int64_t CountBlocks(Txn& txn, const access::Principal& who) {
  return txn.First(kCountBlocks, ReadNumber, who.tenant, who.user).value_or(0);
}

std::vector<BlockRow> BlocksAmong(Txn& txn, const access::Principal& who,
                                  std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kBlocksAmong, ReadBlock, who.tenant, who.user, IntList{ids});
}

std::vector<std::int64_t> BlockersAmong(Txn& txn, const access::Principal& who,
                                        std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  return txn.All(kBlockersAmong, ReadNumber, who.tenant, who.user, IntList{users});
}

void CloseReplies(Txn& txn, TenantId tenant, UserId a, UserId b) {
  txn.ExecSoon(kCloseReplies, tenant, a, b, tenant, std::min(a, b), std::max(a, b));
}

void PutEdge(Txn& txn, TenantId tenant, UserId owner, UserId peer, std::string_view group_name,
             std::string_view remark, AddSource source, UserId by) {
  txn.ExecSoon(kPutEdge, owner, peer, tenant, remark, group_name, source, by, txn.now_ms());
}

void PutEdges(Txn& txn, TenantId tenant, UserId owner, std::span<const std::int64_t> peers,
              std::string_view group_name, AddSource source, UserId by) {
  const std::int64_t now = txn.now_ms();
  txn.ExecSoon(kEdgesForth, owner, group_name, source, by, now, tenant, IntList{peers});
  txn.ExecSoon(kEdgesBack, owner, group_name, source, by, now, tenant, IntList{peers});
}

void LockUsers(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  txn.ExecSoon(kLockUsers, tenant, IntList{ids});
}

bool DeleteEdge(Txn& txn, TenantId tenant, UserId owner, UserId peer) {
  return txn.Exec(kDeleteEdge, tenant, owner, peer) == 1;
}

bool UpdateEdge(Txn& txn, TenantId tenant, UserId owner, UserId peer,
                const std::optional<std::string>& remark,
                const std::optional<std::string>& group_name) {
  return txn.Exec(kUpdateEdge, remark, group_name, tenant, owner, peer) == 1;
}

std::vector<Contact> ListContacts(Txn& txn, TenantId tenant, UserId owner, std::int64_t limit,
                                  std::int64_t offset, std::string_view group_name) {
  return txn.All(kContacts, ReadContact, tenant, owner, group_name, group_name, limit, offset);
}

std::int64_t CountInGroup(Txn& txn, const access::Principal& who, std::string_view group_name) {
  return txn.First(kCountInGroup, ReadInt, who.tenant, who.user, group_name, group_name)
      .value_or(0);
}

std::vector<Contact> PageContacts(Txn& txn, const access::Principal& who, std::int64_t limit,
                                  std::int64_t offset) {
  return txn.All(kPageContacts, ReadContact, who.tenant, who.user, limit, offset);
}

std::int64_t CountContacts(Txn& txn, TenantId tenant, UserId owner) {
  return txn.First(kCountContacts, ReadNumber, tenant, owner).value_or(0);
}

std::vector<Contact> ContactsAmong(Txn& txn, const access::Principal& who,
                                   std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kContactsAmong, ReadContact, who.tenant, who.user, IntList{ids});
}

std::vector<UserId> ChangeEdges(Txn& txn, TenantId tenant, UserId owner,
                                std::span<const std::int64_t> peers, const EdgeChange& change) {
  if (peers.empty()) return {};
  return txn.All(kChangeEdges, ReadUserId, change.remark, change.ex, !change.pinned,
                 change.pinned.value_or(false), txn.now_ms(), tenant, owner, IntList{peers});
}

std::optional<Contact> FindContact(Txn& txn, const access::Principal& who, UserId peer) {
  return txn.First(kContact, ReadContact, who.tenant, who.user, peer);
}

std::vector<GroupCount> ListGroupNames(Txn& txn, const access::Principal& who, int limit) {
  auto read = [](const Row& row) { return GroupCount{row.String(0), row.Int(1)}; };
  return txn.All(kGroupNames, read, who.tenant, who.user, limit);
}

std::vector<std::int64_t> RenameGroupOf(Txn& txn, TenantId tenant, UserId owner,
                                        std::string_view from, std::string_view to) {
  return txn.All(kRenameGroup, ReadInt, to, tenant, owner, from);
}

std::vector<std::int64_t> PutIntoGroup(Txn& txn, TenantId tenant, UserId owner,
                                       std::span<const std::int64_t> peers,
                                       std::string_view group_name) {
  return txn.All(kPutIntoGroup, ReadInt, group_name, tenant, owner, IntList{peers});
}

std::vector<UserId> DeleteEdgesOf(Txn& txn, TenantId tenant, UserId user) {
  std::vector<UserId> out;
  auto take = [&](const Row& row) {
    if (row.Get<UserId>(0) != user) out.push_back(row.Get<UserId>(0));
  };
  txn.Each(kDeleteEdgesOf, take, tenant, user, user);
  return out;
}

std::vector<UserId> ListKnowers(Txn& txn, TenantId tenant, UserId user, int limit) {
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.All(kKnowers, read, tenant, user, tenant, user, limit);
}

std::vector<std::int64_t> ListOwners(Txn& txn, TenantId tenant, UserId user, int limit) {
  return txn.All(kOwners, ReadInt, tenant, user, limit);
}

std::vector<std::int64_t> GroupsShowing(Txn& txn, TenantId tenant, UserId user, int limit) {
  return txn.All(kShowing, ReadInt, tenant, user, limit);
}

std::vector<UserId> FullAmong(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids,
                              UserId peer, int contacts) {
  if (ids.empty()) return {};
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.All(kFullAmong, read, tenant, IntList{ids}, peer, contacts);
}

std::vector<UserId> FriendsAmong(Txn& txn, const access::Principal& who,
                                 std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(
      kFriendsAmong, [](const Row& row) { return row.Get<UserId>(0); }, who.tenant, who.user,
      IntList{ids});
}

std::optional<Request> FindRequest(Txn& txn, TenantId tenant, RequestId id) {
  return txn.First(kRequest, ReadRequest, tenant, id);
}

std::optional<Request> FindRequestOfPair(Txn& txn, TenantId tenant, UserId from, UserId to) {
  return txn.First(kRequestOfPair, ReadRequest, tenant, from, to);
}

RequestId PutRequest(Txn& txn, TenantId tenant, const Request& r) {
  const RequestId id(txn.NextId(kRequestIds));
  txn.ExecSoon(kPutRequest, id, tenant, r.from, r.to, r.message, r.group_name, r.remark, r.ex,
               txn.now_ms());
  return id;
}

void SetRequestStatus(Txn& txn, TenantId tenant, RequestId id, RequestStatus status, UserId handler,
                      std::string_view answer) {
  txn.ExecSoon(kSetStatus, status, handler, answer, txn.now_ms(), tenant, id);
}

std::int64_t CountPending(Txn& txn, TenantId tenant, UserId from, UserId to,
                          std::int64_t since_ms) {
  return txn
      .First(
          kCountPending, [](const Row& row) { return row.Int(0); }, tenant, since_ms, from, to)
      .value_or(0);
}

std::vector<RequestRow> PageRequests(Txn& txn, const access::Principal& who,
                                     const RequestFilter& filter, std::int64_t limit,
                                     std::int64_t offset) {
  return txn.All(filter.sent ? kPageSent : kPageReceived, ReadRequestRow, who.tenant, who.user,
                 filter.states.empty(), txn.now_ms() - kRequestExpiresMs, IntList{filter.states},
                 limit, offset);
}

std::int64_t CountRequests(Txn& txn, const access::Principal& who, const RequestFilter& filter) {
  return txn
      .First(filter.sent ? kCountSent : kCountReceived, ReadNumber, who.tenant, who.user,
             filter.states.empty(), txn.now_ms() - kRequestExpiresMs, IntList{filter.states})
      .value_or(0);
}

std::int64_t CountWaiting(Txn& txn, const access::Principal& who, std::int64_t after_ms) {
  const std::int64_t alive = txn.now_ms() - kRequestExpiresMs;
  return txn.First(kCountWaiting, ReadNumber, who.tenant, who.user, std::max(after_ms, alive))
      .value_or(0);
}

void RejectRequestsOf(Txn& txn, TenantId tenant, UserId user) {
  txn.ExecSoon(kRejectOf, txn.now_ms(), tenant, user, user);
}

std::vector<Ended> EndRequests(Txn& txn, std::int64_t before_ms, int limit) {
  auto read = [](const Row& row) {
    Ended out;
    out.tenant = row.Get<TenantId>(0);
    out.request.id = row.Get<RequestId>(1);
    out.request.from = row.Get<UserId>(2);
    out.request.to = row.Get<UserId>(3);
    out.request.message = row.String(4);
    out.request.created_at = row.Int(5);
    out.request.status = RequestStatus::kExpired;
    return out;
  };
  return txn.All(kExpire, read, txn.now_ms(), before_ms, limit);
}

}  // namespace koine::contact
