#include "base/require.h"
#include "core/setting/setting.h"

namespace koine::setting {

namespace {

using store::Sql;

const Sql kGet{
    "select value from user_setting where tenant_id = ? and user_id = ? and scope = ? and "
    "name = ?"};
const Sql kList{
    "select name, value, updated_at, ex from user_setting where tenant_id = ? and user_id = ? and "
    "scope = ? order by name"};
const Sql kWhoSet{
    "select user_id from user_setting where tenant_id = ? and scope = ? and name = ? and value = "
    "? and user_id {in ?}"};
const Sql kPut{
    "insert into user_setting (tenant_id, user_id, scope, name, value, updated_at) "
    "values (?, ?, ?, ?, ?, ?) on conflict (tenant_id, user_id, scope, name) do update set "
    "value = excluded.value, updated_at = excluded.updated_at"};
const Sql kPutWith{
    "insert into user_setting (tenant_id, user_id, scope, name, value, ex, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?) on conflict (tenant_id, user_id, scope, name) do update set "
    "value = excluded.value, ex = excluded.ex, updated_at = excluded.updated_at"};
const Sql kAmend{
    "update user_setting set value = coalesce(?, value), ex = coalesce(?, ex) where "
    "tenant_id = ? and user_id = ? and scope = ? and name = ?"};
const Sql kCount{
    "select count(*) from user_setting where tenant_id = ? and user_id = ? and scope = ?"};
const Sql kRemove{
    "delete from user_setting where tenant_id = ? and user_id = ? and scope = ? and name = ?"};

}  // namespace

std::optional<std::string> Get(store::Txn& txn, TenantId tenant, UserId user,
                               std::string_view scope, std::string_view name) {
  auto read = [](const store::Row& row) { return row.String(0); };
  return txn.First(kGet, read, tenant, user, scope, name);
}

std::vector<Entry> List(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope) {
  auto read = [](const store::Row& row) {
    return Entry{row.String(0), row.String(1), row.Int(2), row.String(3)};
  };
  return txn.All(kList, read, tenant, user, scope);
}

std::vector<UserId> WhoSet(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users,
                           std::string_view scope, std::string_view name, std::string_view value) {
  if (users.empty()) return {};
  auto read = [](const store::Row& row) { return row.Get<UserId>(0); };
  return txn.All(kWhoSet, read, tenant, scope, name, value, store::IntList{users});
}

void Put(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope,
         std::string_view name, std::string_view value) {
  KOINE_REQUIRE(txn.writable());
  txn.ExecSoon(kPut, tenant, user, scope, name, value, txn.now_ms());
}

void PutWith(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope,
             std::string_view name, std::string_view value, std::string_view ex) {
  KOINE_REQUIRE(txn.writable());
  txn.ExecSoon(kPutWith, tenant, user, scope, name, value, ex, txn.now_ms());
}

bool Amend(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope,
           std::string_view name, const std::optional<std::string>& value,
           const std::optional<std::string>& ex) {
  return txn.Exec(kAmend, value, ex, tenant, user, scope, name) == 1;
}

std::int64_t Count(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope) {
  auto read = [](const store::Row& row) { return row.Int(0); };
  return txn.First(kCount, read, tenant, user, scope).value_or(0);
}

bool Remove(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope,
            std::string_view name) {
  KOINE_REQUIRE(txn.writable());
  return txn.Exec(kRemove, tenant, user, scope, name) == 1;
}

}  // namespace koine::setting
