#include "core/tenant/rows.h"

#include <string>

namespace koine::tenant {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// 1 is the default tenant.
constexpr store::IdSequence kTenantIds{"tenant", 2};

#define KOINE_APP                                                             \
  "select app_id, tenant_id, name, app_key_digest, master_key_digest, salt, " \
  "settings, created_at, bytes, files from app "
// proof: the application is what tells the tenant
const Sql kApp{KOINE_APP "where app_id = ?"};
const Sql kAppId{"select app_id from app where tenant_id = ?"};
// proof: for whoever administers the server
const Sql kApps{KOINE_APP "order by app_id"};
const Sql kInsertTenant{
    "insert into tenant (id, name, created_at) values (?, ?, ?) on conflict do nothing"};
const Sql kInsert{
    "insert into app (app_id, tenant_id, name, app_key_digest, master_key_digest, salt, settings, "
    "created_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing"};
const Sql kUpdate{
    "update app set tenant_id = ?, app_key_digest = ?, master_key_digest = ?, salt = ?, "
    "settings = ? where app_id = ?"};
// proof: for whoever administers the server
const Sql kDelete{"delete from app where app_id = ?"};
const Sql kCharge{
    "update app set bytes = bytes + ?, files = files + 1 where app_id = ? and tenant_id = ? "
    "and (? = 0 or bytes + ? <= ?)"};
const Sql kHasUsers{"select 1 from users where tenant_id = ? limit 1"};

App ReadApp(const Row& row) {
  App app;
  app.app_id = row.String(0);
  app.tenant = row.Get<TenantId>(1);
  app.name = row.String(2);
  app.app_key_digest = row.String(3);
  app.master_key_digest = row.String(4);
  app.salt = row.String(5);
  auto settings = json::Parse<AppSettings>(row.Text(6));
  if (settings.ok()) app.settings = *std::move(settings);
  app.created_at = row.Int(7);
  app.bytes = row.Int(8);
  app.files = row.Int(9);
  return app;
}

}  // namespace

std::optional<App> FindApp(Txn& txn, std::string_view app_id) {
  return txn.First(kApp, ReadApp, app_id);
}

std::optional<std::string> FindAppId(Txn& txn, TenantId tenant) {
  return txn.First(
      kAppId, [](const Row& row) { return row.String(0); }, tenant);
}

std::vector<App> ListApps(Txn& txn) {
  return txn.All(kApps, ReadApp);
}

bool InsertApp(Txn& txn, const App& app) {
  txn.ExecSoon(kInsertTenant, app.tenant, app.name, app.created_at);
  return txn.Exec(kInsert, app.app_id, app.tenant, app.name, app.app_key_digest,
                  app.master_key_digest, app.salt, json::ToText(app.settings), app.created_at) == 1;
}

void UpdateApp(Txn& txn, const App& app) {
  txn.ExecSoon(kUpdate, app.tenant, app.app_key_digest, app.master_key_digest, app.salt,
               json::ToText(app.settings), app.app_id);
}

void RemoveApp(Txn& txn, std::string_view app_id) {
  txn.ExecSoon(kDelete, app_id);
}

TenantId NewTenantId(Txn& txn) {
  return TenantId(txn.NextId(kTenantIds));
}

bool Charge(Txn& txn, const App& app, std::int64_t bytes) {
  const std::int64_t max = app.settings.max_storage;
  return txn.Exec(kCharge, bytes, app.app_id, app.tenant, max, bytes, max) == 1;
}

bool HasUsers(Txn& txn, TenantId tenant) {
  return txn.Each(
             kHasUsers, [](const Row&) {}, tenant) > 0;
}

}  // namespace koine::tenant
