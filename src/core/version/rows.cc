#include "core/version/rows.h"

#include "base/text.h"

namespace koine::version {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

#define KOINE_HEAD "insert into version_head (collection, owner_id, tenant_id, log_id, version) "
const Sql kBegin{
    KOINE_HEAD
    "select value, ?{::bigint}, ?{::bigint}, ?{::text}, 1 from {list c} where true order by 1 "
    "on conflict (collection, owner_id) do nothing"};
// By owner, so that two statements that raise the same ones wait in one order.
#define KOINE_RAISE(log_id)                                                     \
  KOINE_HEAD                                                                    \
  "select distinct ?{::bigint}, value, ?{::bigint}, ? || " log_id               \
  ", 1 from {list o} where "                                                    \
  "true order by 2 on conflict (collection, owner_id) do update set version = " \
  "version_head.version + 1"
#define KOINE_READ_HEAD " returning owner_id, version, log_id"
#define KOINE_HEX "printf('%014x', value)"
#define KOINE_HEX_PG "lpad(to_hex(value), 14, '0')"
// engines: a number in 14 hexadecimal digits is another function in each
const Sql kRaise{KOINE_RAISE(KOINE_HEX), KOINE_RAISE(KOINE_HEX_PG)};
// engines: as above
const Sql kRaiseAndRead{KOINE_RAISE(KOINE_HEX) KOINE_READ_HEAD,
                        KOINE_RAISE(KOINE_HEX_PG) KOINE_READ_HEAD};

const Sql kNote{
    "insert into version_log (collection, owner_id, element, tenant_id, op, version) select "
    "distinct h.collection, h.owner_id, cast(t.element as text), h.tenant_id, "
    "?{::bigint}, h.version from "
    "{lists t(owner_id INT, element INT)} {cross join} version_head h on h.collection = ? and "
    "h.owner_id = t.owner_id where h.tenant_id = ? on conflict (collection, owner_id, element) "
    "do update set op = excluded.op, version = excluded.version"};

const Sql kHeads{
    "select owner_id, version, log_id from version_head where tenant_id = ? and collection = ? "
    "and owner_id {in ?} order by owner_id"};

const Sql kChanged{
    "select owner_id, element, op, version from (select l.owner_id, l.element, l.op, l.version, "
    "row_number() over (partition by l.owner_id order by l.version, l.element) as n from "
    "{lists a(owner_id INT, seen INT)} join version_log l on l.collection = ? and l.owner_id = "
    "a.owner_id and l.version > a.seen where l.tenant_id = ?) as newest where n <= ? order by "
    "owner_id, version, element"};

// proof: the sweep of the whole store, of all tenants
const Sql kDeleteOld{
    "delete from version_log where (collection, owner_id, element) in (select l.collection, "
    "l.owner_id, l.element from version_head h join version_log l on l.collection = h.collection "
    "and l.owner_id = h.owner_id and l.version <= h.version - ? where h.version > ? limit ?)"};

Head ReadHead(const Row& row) {
  return {row.Int(0), {row.Int(1), row.String(2)}};
}

}  // namespace

void BeginLogs(Txn& txn, TenantId tenant, std::span<const std::int64_t> collections,
               std::int64_t owner, const std::string& log) {
  txn.ExecSoon(kBegin, owner, tenant, log, IntList{collections});
}

void Raise(Txn& txn, TenantId tenant, Collection collection, std::span<const std::int64_t> owners,
           const std::string& salt) {
  txn.ExecSoon(kRaise, collection, tenant, salt, IntList{owners});
}

std::vector<Head> RaiseAndRead(Txn& txn, TenantId tenant, Collection collection,
                               std::span<const std::int64_t> owners, const std::string& salt) {
  return txn.All(kRaiseAndRead, ReadHead, collection, tenant, salt, IntList{owners});
}

void Note(Txn& txn, TenantId tenant, Collection collection, std::span<const std::int64_t> owners,
          std::span<const std::int64_t> elements, Op op) {
  txn.ExecSoon(kNote, op, IntList{owners}, IntList{elements}, collection, tenant);
}

std::vector<Head> FindHeads(Txn& txn, TenantId tenant, Collection collection,
                            std::span<const std::int64_t> owners) {
  return txn.All(kHeads, ReadHead, tenant, collection, IntList{owners});
}

std::vector<Changed> ListChanged(Txn& txn, TenantId tenant, Collection collection,
                                 std::span<const std::int64_t> owners,
                                 std::span<const std::int64_t> since, int limit) {
  auto read = [](const Row& row) {
    return Changed{row.Int(0), text::ParseInt(row.Text(1)).value_or(kItself),
                   static_cast<Op>(row.Int(2)), row.Int(3)};
  };
  return txn.All(kChanged, read, IntList{owners}, IntList{since}, collection, tenant, limit);
}

std::int64_t DeleteOld(Txn& txn, std::int64_t kept, int limit) {
  return txn.Exec(kDeleteOld, kept, kept, limit);
}

}  // namespace koine::version
