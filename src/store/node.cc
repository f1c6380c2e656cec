#include "store/node.h"

#include "base/require.h"

namespace koine::store {

namespace {

const Sql kSettle{"insert into meta (name, value) values (?, ?) on conflict (name) do nothing"};
const Sql kMeta{"select value from meta where name = ? {for update}"};
const Sql kSetMeta{
    "insert into meta (name, value) values (?, ?)"
    " on conflict (name) do update set value = excluded.value"};
// engines: SQLite has no other clock than the caller's, whose time it gives back
const Sql kTime{"select ?",
                "select greatest(? * 0, (extract(epoch from clock_timestamp()) * 1000)"
                "::bigint)"};
const Sql kForget{"delete from node where seen_at < ?"};
const Sql kJoin{
    "insert into node (name, number, boot, address, version, schema, started_at, seen_at, position)"
    " values (?, (select coalesce(max(number), 0) + 1 from node), ?, ?, ?, ?, ?, ?, ?)"
    " on conflict (name) do update set number = excluded.number, boot = excluded.boot,"
    " address = excluded.address, version = excluded.version, schema = excluded.schema,"
    " started_at = excluded.started_at, seen_at = excluded.seen_at, position = excluded.position"
    " returning number"};
const Sql kSee{"update node set seen_at = ?, position = ? where name = ? and boot = ?"};
const Sql kLeave{"delete from node where name = ? and boot = ?"};
const Sql kList{
    "select name, number, boot, address, version, schema, started_at, seen_at, position from node"
    " order by name"};

}  // namespace

std::string SettleMeta(Txn& txn, std::string_view name, std::string_view value) {
  KOINE_REQUIRE(txn.writable());
  txn.Exec(kSettle, name, value);
  return txn
      .First(
          kMeta, [](const Row& row) { return row.String(0); }, name)
      .value_or("");
}

std::int64_t JoinNode(Txn& txn, const Node& node) {
  KOINE_REQUIRE(txn.writable());
  // One after the other, so that no two see the same numbers taken.
  SettleMeta(txn, "nodes", "joined");
  const std::int64_t now = txn.now_ms();
  txn.Exec(kForget, now - kNodeKeepMs);
  return txn
      .First(
          kJoin, [](const Row& row) { return row.Int(0); }, node.name, node.boot, node.address,
          node.version, node.schema, now, now, node.position)
      .value_or(0);
}

bool SeeNode(Txn& txn, std::string_view name, std::string_view boot, std::int64_t position) {
  KOINE_REQUIRE(txn.writable());
  return txn.Exec(kSee, txn.now_ms(), position, name, boot) == 1;
}

void LeaveNode(Txn& txn, std::string_view name, std::string_view boot) {
  KOINE_REQUIRE(txn.writable());
  txn.Exec(kLeave, name, boot);
}

std::vector<Node> ListNodes(Txn& txn) {
  return txn.All(kList, [](const Row& row) {
    return Node{row.String(0), row.Int(1), row.String(2), row.String(3), row.String(4),
                row.Int(5),    row.Int(6), row.Int(7),    row.Int(8)};
  });
}

void SetMeta(Txn& txn, std::string_view name, std::string_view value) {
  KOINE_REQUIRE(txn.writable());
  txn.Exec(kSetMeta, name, value);
}

std::int64_t StoreTimeMs(Txn& txn) {
  return txn
      .First(
          kTime, [](const Row& row) { return row.Int(0); }, txn.now_ms())
      .value_or(txn.now_ms());
}

}  // namespace koine::store
