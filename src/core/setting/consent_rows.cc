#include "core/setting/consent_rows.h"

namespace koine::setting {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

namespace {

#define KOINE_OWNERS "where tenant_id = ? and peer_id = ? and owner_id "
#define KOINE_THESE "{in ?}"
const Sql kBlockersAmong{"select owner_id from block " KOINE_OWNERS KOINE_THESE};
const Sql kKnownTo{"select owner_id from contact " KOINE_OWNERS KOINE_THESE};

}  // namespace

std::vector<UserId> BlockersAmong(Txn& txn, TenantId tenant, UserId user,
                                  std::span<const std::int64_t> owners) {
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.All(kBlockersAmong, read, tenant, user, IntList{owners});
}

std::vector<UserId> KnownTo(Txn& txn, TenantId tenant, UserId user,
                            std::span<const std::int64_t> owners) {
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.All(kKnownTo, read, tenant, user, IntList{owners});
}

}  // namespace koine::setting
