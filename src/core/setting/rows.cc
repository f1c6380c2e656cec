#include "core/setting/setting.h"

namespace koine::setting {

namespace {

using store::Sql;

const Sql kGet{
    "select value from user_setting where tenant_id = ? and user_id = ? and scope = ? and "
    "name = ?"};
const Sql kList{
    "select name, value, updated_at from user_setting where tenant_id = ? and user_id = ? and "
    "scope = ? order by name"};
const Sql kPut{
    "insert into user_setting (tenant_id, user_id, scope, name, value, updated_at) "
    "values (?, ?, ?, ?, ?, ?) on conflict (tenant_id, user_id, scope, name) do update set "
    "value = excluded.value, updated_at = excluded.updated_at"};
const Sql kRemove{
    "delete from user_setting where tenant_id = ? and user_id = ? and scope = ? and name = ?"};

}  // namespace

std::optional<std::string> Get(store::Txn& txn, TenantId tenant, UserId user,
                               std::string_view scope, std::string_view name) {
  auto read = [](const store::Row& row) { return row.String(0); };
  return txn.First(kGet, read, tenant, user, scope, name);
}

std::vector<Entry> List(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope) {
  auto read = [](const store::Row& row) { return Entry{row.String(0), row.String(1), row.Int(2)}; };
  return txn.All(kList, read, tenant, user, scope);
}

void Put(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope,
         std::string_view name, std::string_view value) {
  txn.ExecSoon(kPut, tenant, user, scope, name, value, txn.now_ms());
}

bool Remove(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope,
            std::string_view name) {
  return txn.Exec(kRemove, tenant, user, scope, name) == 1;
}

}  // namespace koine::setting
