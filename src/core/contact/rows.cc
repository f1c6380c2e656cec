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
    KOINE_LOCK("select id from users where tenant_id = ? and id in (?, ?) order by id")};
const Sql kEdges{
    "select owner_id from contact where tenant_id = ? and "
    "((owner_id = ? and peer_id = ?) or (owner_id = ? and peer_id = ?))"};
const Sql kBlocks{"select 1 from block where tenant_id = ? and owner_id = ? and peer_id = ?"};
const Sql kPutEdge{
    "insert into contact (owner_id, peer_id, tenant_id, remark, group_name, pinned_at, add_source, "
    "operator_id, created_at) values (?, ?, ?, ?, ?, 0, 2, 0, ?) "
    "on conflict (owner_id, peer_id) do nothing"};
const Sql kDeleteEdge{
    "delete from contact where tenant_id = ? and owner_id = ? and peer_id = ?"};
const Sql kUpdateEdge{
    "update contact set remark = coalesce(?, remark), group_name = coalesce(?, group_name) "
    "where tenant_id = ? and owner_id = ? and peer_id = ?"};
const Sql kContacts{
    "select c.remark, c.group_name, c.created_at, u.id, u.username, u.handle, u.nickname, "
    "u.avatar, u.email, u.mobile, u.signature, u.state from contact c join users u on "
    "u.id = c.peer_id where c.tenant_id = ? and c.owner_id = ? "
    "order by c.created_at, u.id limit ?"};
const Sql kFriendsAmong{
    "select peer_id from contact where tenant_id = ? and owner_id = ? and peer_id in "
    "(select value from json_each(?))",
    "select peer_id from contact where tenant_id = ? and owner_id = ? and peer_id = any(?)"};

#define KOINE_REQUEST                                                                        \
  "select r.id, r.from_id, r.to_id, r.message, r.group_name, r.remark, r.state, r.created_at, " \
  "r.handled_at"
const Sql kRequest{KOINE_LOCK(KOINE_REQUEST
                              " from contact_request r where r.tenant_id = ? and r.id = ?")};
const Sql kRequestOfPair{KOINE_REQUEST
                         " from contact_request r where r.tenant_id = ? and r.from_id = ? and "
                         "r.to_id = ?"};
const Sql kPutRequest{
    "insert into contact_request (id, tenant_id, from_id, to_id, message, group_name, remark, "
    "state, handler_id, created_at, handled_at) values (?, ?, ?, ?, ?, ?, ?, 1, 0, ?, 0) "
    "on conflict (from_id, to_id) do update set id = excluded.id, message = excluded.message, "
    "group_name = excluded.group_name, remark = excluded.remark, state = 1, handler_id = 0, "
    "created_at = excluded.created_at, handled_at = 0"};
const Sql kSetStatus{
    "update contact_request set state = ?, handler_id = ?, handled_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kCountPending{
    "select count(*) from contact_request where tenant_id = ? and state = 1 and created_at > ? "
    "and (from_id = ? or to_id = ?)"};
const Sql kReceived{
    KOINE_REQUEST
    ", u.id, u.username, u.handle, u.nickname, u.avatar from contact_request r join users u on "
    "u.id = r.from_id where r.tenant_id = ? and r.to_id = ? and "
    "(? = 1 or (r.state = 1 and r.created_at > ?)) order by r.created_at desc, r.id desc limit ?"};

void ReadPerson(const Row& row, int from, identity::User* user) {
  user->id = row.Get<UserId>(from);
  user->username = row.OptString(from + 1);
  user->handle = row.String(from + 2);
  user->nickname = row.String(from + 3);
  user->avatar = row.String(from + 4);
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
  return r;
}

}  // namespace

void LockPair(Txn& txn, TenantId tenant, UserId a, UserId b) {
  txn.ExecSoon(kLockPair, tenant, std::min(a, b), std::max(a, b));
}

Edges FindEdges(Txn& txn, TenantId tenant, UserId a, UserId b) {
  Edges edges;
  auto take = [&](const Row& row) {
    (row.Get<UserId>(0) == a ? edges.forth : edges.back) = true;
  };
  txn.Each(kEdges, take, tenant, a, b, b, a);
  return edges;
}

bool Blocks(Txn& txn, TenantId tenant, UserId owner, UserId peer) {
  return txn.First(kBlocks, [](const Row&) { return true; }, tenant, owner, peer).has_value();
}

void PutEdge(Txn& txn, TenantId tenant, UserId owner, UserId peer, std::string_view group_name,
             std::string_view remark) {
  txn.ExecSoon(kPutEdge, owner, peer, tenant, remark, group_name, txn.now_ms());
}

bool DeleteEdge(Txn& txn, TenantId tenant, UserId owner, UserId peer) {
  return txn.Exec(kDeleteEdge, tenant, owner, peer) == 1;
}

bool UpdateEdge(Txn& txn, TenantId tenant, UserId owner, UserId peer,
                const std::optional<std::string>& remark,
                const std::optional<std::string>& group_name) {
  return txn.Exec(kUpdateEdge, remark, group_name, tenant, owner, peer) == 1;
}

std::vector<Contact> ListContacts(Txn& txn, TenantId tenant, UserId owner, int limit) {
  auto read = [](const Row& row) {
    Contact c;
    c.remark = row.String(0);
    c.group_name = row.String(1);
    c.created_at = row.Int(2);
    ReadPerson(row, 3, &c.peer);
    c.peer.email = row.OptString(8);
    c.peer.mobile = row.OptString(9);
    c.peer.signature = row.String(10);
    c.peer.status = static_cast<identity::UserStatus>(row.Int(11));
    return c;
  };
  return txn.All(kContacts, read, tenant, owner, limit);
}

std::vector<UserId> FriendsAmong(Txn& txn, TenantId tenant, UserId owner,
                                 std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kFriendsAmong, [](const Row& row) { return row.Get<UserId>(0); }, tenant, owner,
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
  txn.ExecSoon(kPutRequest, id, tenant, r.from, r.to, r.message, r.group_name, r.remark,
               txn.now_ms());
  return id;
}

void SetRequestStatus(Txn& txn, TenantId tenant, RequestId id, RequestStatus status,
                      UserId handler) {
  txn.ExecSoon(kSetStatus, status, handler, txn.now_ms(), tenant, id);
}

std::int64_t CountPending(Txn& txn, TenantId tenant, UserId from, UserId to,
                          std::int64_t since_ms) {
  return txn.First(kCountPending, [](const Row& row) { return row.Int(0); }, tenant, since_ms, from,
                   to)
      .value_or(0);
}

std::vector<RequestRow> ListReceived(Txn& txn, TenantId tenant, UserId user, bool all,
                                     std::int64_t since_ms, int limit) {
  auto read = [](const Row& row) {
    RequestRow out;
    out.request = ReadRequest(row);
    ReadPerson(row, 9, &out.from);
    return out;
  };
  return txn.All(kReceived, read, tenant, user, all, since_ms, limit);
}

}  // namespace koine::contact
