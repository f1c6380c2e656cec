#include "core/identity/origin.h"

namespace koine::identity {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

const Sql kKnown{
    "select 1 from sign_in_network where tenant_id = ? and user_id = ? and network = ?"};
const Sql kRemember{
    "insert into sign_in_network (user_id, network, tenant_id, seen_at) values (?, ?, ?, ?) "
    "on conflict (user_id, network) do update set seen_at = excluded.seen_at"};
const Sql kTrim{
    "delete from sign_in_network where tenant_id = ? and user_id = ? and network in "
    "(select network from sign_in_network where tenant_id = ? and user_id = ? "
    "order by seen_at desc, network limit 1000 offset ?)"};
const Sql kForget{"delete from sign_in_network where tenant_id = ? and user_id = ?"};

}  // namespace

bool IsKnownNetwork(Txn& txn, TenantId tenant, UserId user, std::string_view network) {
  return txn
      .First(
          kKnown, [](const Row&) { return true; }, tenant, user, network)
      .has_value();
}

void RememberNetwork(Txn& txn, TenantId tenant, UserId user, std::string_view network) {
  const bool known = IsKnownNetwork(txn, tenant, user, network);
  txn.Exec(kRemember, user, network, tenant, txn.now_ms());
  if (!known) txn.Exec(kTrim, tenant, user, tenant, user, kNetworksMax);
}

void ForgetNetworks(Txn& txn, TenantId tenant, UserId user) {
  txn.Exec(kForget, tenant, user);
}

}  // namespace koine::identity
