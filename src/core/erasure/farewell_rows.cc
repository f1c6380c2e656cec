#include "core/erasure/farewell_rows.h"

namespace koine::erasure {

namespace {

using store::Row;
using store::Sql;

const Sql kGroups{
    "select c.id from member m join conversation c on c.id = m.conversation_id where "
    "m.tenant_id = ? and m.user_id = ? and m.state = 1 and c.kind in (2, 3) and c.status = 0 "
    "order by c.id limit ?"};
const Sql kSuccessor{
    "select m.user_id from member m join users u on u.id = m.user_id where m.tenant_id = ? and "
    "m.conversation_id = ? and m.state = 1 and m.user_id <> ? and u.state = 1 "
    "order by m.role desc, m.joined_at, m.user_id limit 1"};
// Orders of kind 1 bring money in (1 waits), those of kind 2 take it out (1 waits, 2 is to be
// paid); a packet of space 1 (of the wallet) and state 1 is still to be taken.
const Sql kOpenOrder{
    "select 1 from payment_order where tenant_id = ? and user_id = ? and "
    "(state = 1 or kind = 2 and state = 2) limit 1"};
const Sql kOpenPacket{
    "select 1 from red_packet where tenant_id = ? and sender_id = ? and state = 1 and space = 1 "
    "limit 1"};

}  // namespace

std::vector<std::int64_t> ListGroups(store::Txn& txn, TenantId tenant, UserId user, int limit) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.All(kGroups, read, tenant, user, limit);
}

std::optional<UserId> FindSuccessor(store::Txn& txn, TenantId tenant, ConversationId group,
                                    UserId owner) {
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.First(kSuccessor, read, tenant, group, owner);
}

bool HasOpenMoney(store::Txn& txn, TenantId tenant, UserId user) {
  auto skip = [](const Row&) {};
  return txn.Each(kOpenOrder, skip, tenant, user) > 0 ||
         txn.Each(kOpenPacket, skip, tenant, user) > 0;
}

}  // namespace koine::erasure
