#include "core/office/drive/share_rows.h"

namespace koine::drive {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"drive_share", 1};

#define KOINE_SHARE                                                                         \
  "select s.id, s.owner_id, s.code, s.kind, s.target_id, coalesce(f.name, o.name, ''), "    \
  "s.password, s.may_download, s.may_preview, s.days, s.expires_at, s.views, s.created_at " \
  "from drive_share s left join drive_file f on s.kind = 1 and f.id = s.target_id "         \
  "left join drive_folder o on s.kind = 2 and o.id = s.target_id "
#define KOINE_OPEN "and (s.expires_at = 0 or s.expires_at > ?) "
const Sql kInsert{
    "insert into drive_share (id, tenant_id, owner_id, code, kind, target_id, password, "
    "may_download, may_preview, days, expires_at, views, created_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kFind{KOINE_SHARE "where {+}s.tenant_id = ? and {+}s.owner_id = ? and s.id = ?"};
const Sql kFindCode{KOINE_SHARE "where {+}s.tenant_id = ? and s.code = ? " KOINE_OPEN};
const Sql kSelect{KOINE_SHARE "where s.tenant_id = ? and s.owner_id = ? " KOINE_OPEN
                              "order by s.id desc limit ? offset ?"};
const Sql kCount{
    "select count(*) from drive_share s where s.tenant_id = ? and s.owner_id = ? " KOINE_OPEN};
const Sql kDelete{"delete from drive_share where {+}tenant_id = ? and id = ?"};
const Sql kDeleteOver{
    "delete from drive_share where {+}tenant_id = ? and id = ? and expires_at > 0 "
    "and expires_at <= ?"};
const Sql kDeleteOf{
    "delete from drive_share where tenant_id = ? and kind = ? and target_id {in ?}"};
const Sql kCountView{"update drive_share set views = views + 1 where {+}tenant_id = ? and id = ?"};

Share ReadShare(const Row& row) {
  Share s;
  s.id = row.Get<ShareId>(0);
  s.owner = row.Get<UserId>(1);
  s.code = row.String(2);
  s.kind = static_cast<ShareKind>(row.Int(3));
  s.target = row.Int(4);
  s.name = row.String(5);
  s.password = row.String(6);
  s.may_download = row.Int(7) != 0;
  s.may_preview = row.Int(8) != 0;
  s.days = row.Int(9);
  s.expires_at = row.Int(10);
  s.views = row.Int(11);
  s.created_at = row.Int(12);
  return s;
}

}  // namespace

void InsertShare(Txn& txn, TenantId tenant, Share* s) {
  s->id = ShareId(txn.NextId(kIds));
  txn.Exec(kInsert, s->id, tenant, s->owner, s->code, s->kind, s->target, s->password,
           s->may_download, s->may_preview, s->days, s->expires_at, s->views, s->created_at);
}

std::optional<Share> FindShare(Txn& txn, TenantId tenant, UserId owner, ShareId id) {
  return txn.First(kFind, ReadShare, tenant, owner, id);
}

std::optional<Share> FindShareOf(Txn& txn, TenantId tenant, std::string_view code) {
  return txn.First(kFindCode, ReadShare, tenant, code, txn.now_ms());
}

std::vector<Share> SelectShares(Txn& txn, TenantId tenant, UserId owner, std::int64_t limit,
                                std::int64_t offset) {
  return txn.All(kSelect, ReadShare, tenant, owner, txn.now_ms(), limit, offset);
}

std::int64_t CountSharesOf(Txn& txn, TenantId tenant, UserId owner) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kCount, read, tenant, owner, txn.now_ms()).value_or(0);
}

void DeleteShare(Txn& txn, TenantId tenant, ShareId id) {
  txn.Exec(kDelete, tenant, id);
}

void DeleteOver(Txn& txn, TenantId tenant, ShareId id) {
  txn.Exec(kDeleteOver, tenant, id, txn.now_ms());
}

void DeleteSharesOf(Txn& txn, TenantId tenant, ShareKind kind,
                    std::span<const std::int64_t> targets) {
  if (!targets.empty()) txn.Exec(kDeleteOf, tenant, kind, IntList{targets});
}

void CountView(Txn& txn, TenantId tenant, ShareId id) {
  txn.Exec(kCountView, tenant, id);
}

}  // namespace koine::drive
