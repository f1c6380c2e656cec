#include "core/version/rows.h"

#include "base/text.h"
#include "store/lists.h"

namespace koine::version {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

// By owner, so that two statements that raise the same ones wait in one order.
#define KOINE_HEAD "insert into version_head (collection, owner_id, tenant_id, log_id, version) "
#define KOINE_RAISE                                                                           \
  KOINE_HEAD                                                                                  \
  "select distinct ?, value, ?, ? || printf('%014x', value), 1 from json_each(?) where true " \
  "order by 2 on conflict (collection, owner_id) do update set version = version_head.version + 1"
#define KOINE_RAISE_PG                                                                     \
  KOINE_HEAD                                                                               \
  "select distinct ?::bigint, o, ?::bigint, ? || lpad(to_hex(o), 14, '0'), 1 "             \
  "from unnest(?::bigint[]) as o order by 2 on conflict (collection, owner_id) do update " \
  "set version = version_head.version + 1"
const Sql kBegin{KOINE_HEAD
                 "select value, ?, ?, ?, 1 from json_each(?) where true order by 1 "
                 "on conflict (collection, owner_id) do nothing",
                 KOINE_HEAD
                 "select c, ?::bigint, ?::bigint, ?::text, 1 from unnest(?::bigint[]) as c "
                 "order by 1 on conflict (collection, owner_id) do nothing"};
#define KOINE_READ_HEAD " returning owner_id, version, log_id"
const Sql kRaise{KOINE_RAISE, KOINE_RAISE_PG};
const Sql kRaiseAndRead{KOINE_RAISE KOINE_READ_HEAD, KOINE_RAISE_PG KOINE_READ_HEAD};

#define KOINE_NOTE \
  "insert into version_log (collection, owner_id, element, tenant_id, op, version) "
#define KOINE_NEWEST                                                                      \
  "where h.tenant_id = ? on conflict (collection, owner_id, element) do update set op = " \
  "excluded.op, version = excluded.version"
const Sql kNote{
    KOINE_NOTE
    "select distinct h.collection, h.owner_id, cast(t.element as text), h.tenant_id, ?, h.version "
    "from " KOINE_LISTS_2("owner_id", "element") " as t cross join version_head h on "
    "h.collection = ? and h.owner_id = t.owner_id " KOINE_NEWEST,
    KOINE_NOTE
    "select distinct h.collection, h.owner_id, t.element::text, h.tenant_id, ?::bigint, h.version "
    "from unnest(?::bigint[], ?::bigint[]) as t(owner_id, element) join version_head h on "
    "h.collection = ? and h.owner_id = t.owner_id " KOINE_NEWEST};

#define KOINE_HEADS                                                                          \
  "select owner_id, version, log_id from version_head where tenant_id = ? and collection = " \
  "? and owner_id "
const Sql kHeads{KOINE_HEADS "in (select value from json_each(?)) order by owner_id",
                 KOINE_HEADS "= any(?) order by owner_id"};

#define KOINE_CHANGED                                                                           \
  "select owner_id, element, op, version from (select l.owner_id, l.element, l.op, l.version, " \
  "row_number() over (partition by l.owner_id order by l.version, l.element) as n from "
#define KOINE_CHANGED_END                                                                         \
  " join version_log l on l.collection = ? and l.owner_id = a.owner_id and "                      \
  "l.version > a.seen where l.tenant_id = ?) as newest where n <= ? order by owner_id, version, " \
  "element"
const Sql kChanged{KOINE_CHANGED KOINE_LISTS_2("owner_id", "seen") " as a" KOINE_CHANGED_END,
                   KOINE_CHANGED
                   "unnest(?::bigint[], ?::bigint[]) as a(owner_id, seen)" KOINE_CHANGED_END};

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
