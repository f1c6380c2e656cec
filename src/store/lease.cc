#include "store/lease.h"

#include "base/require.h"

namespace koine::store {

namespace {

const Sql kClaim{
    "insert into lease (name, owner, until, position) values (?, ?, ?, 0)"
    " on conflict (name) do update set owner = excluded.owner, until = excluded.until"
    " where lease.owner = excluded.owner or lease.until < ? or lease.until > ? returning position"};
const Sql kAdvance{
    "update lease set position = ?, until = ? where name = ? and owner = ? and position = ?"};
const Sql kReset{"update lease set position = 0, owner = '', until = 0 where name = ?"};
const Sql kPosition{"select position from lease where name = ?"};

const Sql kList{"select name, owner, until, position from lease order by name"};

std::int64_t ReadInt(const Row& row) {
  return row.Int(0);
}

}  // namespace

std::string LeaseOwner(const Store& store, Random& random, std::string_view node) {
  return store.engine() == "sqlite" ? "sqlite" : std::string(node) + "/" + random.Hex(8);
}

std::optional<std::int64_t> ClaimLease(Txn& txn, std::string_view name, std::string_view owner,
                                       std::int64_t until_ms) {
  KOINE_REQUIRE(txn.writable());
  return txn.First(kClaim, ReadInt, name, owner, until_ms, txn.now_ms(),
                   txn.now_ms() + kLeaseMaxMs);
}

bool AdvanceLease(Txn& txn, std::string_view name, std::string_view owner, std::int64_t from,
                  std::int64_t to, std::int64_t until_ms) {
  KOINE_REQUIRE(txn.writable());
  return txn.Exec(kAdvance, to, until_ms, name, owner, from) == 1;
}

void ResetLease(Txn& txn, std::string_view name) {
  KOINE_REQUIRE(txn.writable());
  txn.Exec(kReset, name);
}

std::optional<std::int64_t> LeasePosition(Txn& txn, std::string_view name) {
  return txn.First(kPosition, ReadInt, name);
}

std::vector<Lease> ListLeases(Txn& txn) {
  return txn.All(kList, [](const Row& row) {
    return Lease{row.String(0), row.String(1), row.Int(2), row.Int(3)};
  });
}

}  // namespace koine::store
