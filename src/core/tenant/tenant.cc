#include "core/tenant/tenant.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/random.h"
#include "base/text.h"
#include "core/tenant/rows.h"
#include "core/webhook/webhook.h"

namespace koine::tenant {

namespace {

constexpr std::size_t kKeyBytes = 24;
constexpr std::size_t kSaltBytes = 16;

bool IsAppId(std::string_view text) {
  auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  return !text.empty() && text.size() <= kAppIdCharsMax &&
         std::all_of(text.begin(), text.end(), fits);
}

std::string DigestOf(std::string_view key) {
  return text::Hex(crypto::Sha256(key));
}

void MakeSafeToBind(AppSettings* settings) {
  settings->token_verify = true;
  settings->key_required = true;
  settings->auto_register = false;
}

bool SomeIsBound(store::Txn& txn) {
  const auto apps = ListApps(txn);
  return std::any_of(apps.begin(), apps.end(), [](const App& app) { return app.bound(); });
}

Status CheckQuotas(const AppSettings& settings) {
  auto fits = [](std::int64_t value, std::int64_t max) { return value >= 0 && value <= max; };
  if (!fits(settings.max_connections, kConnectionsMax)) {
    return FieldError(Code::kBadArgument, "max_connections");
  }
  if (!fits(settings.max_messages_per_second, kMessagesPerSecondMax)) {
    return FieldError(Code::kBadArgument, "max_messages_per_second");
  }
  if (!fits(settings.max_storage, kStorageMax)) {
    return FieldError(Code::kBadArgument, "max_storage");
  }
  if (!fits(settings.max_new_clients_per_minute, kNewClientsPerMinuteMax)) {
    return FieldError(Code::kBadArgument, "max_new_clients_per_minute");
  }
  if (!fits(settings.max_age_days, kAgeDaysMax)) {
    return FieldError(Code::kBadArgument, "max_age_days");
  }
  return Ok();
}

void PutEndLogins(store::Txn& txn, TenantId tenant) {
  txn.PutJob(kEndLoginsJob, std::to_string(tenant.value), txn.now_ms() + kEndLoginsDelayMs, "0");
}

}  // namespace

Result<Made> CreateApp(store::Txn& txn, const AppIn& in) {
  if (!IsAppId(in.app_id)) return FieldError(Code::kBadArgument, "app_id");
  if (!text::IsUtf8(in.name) || text::CodePoints(in.name) > kAppNameCharsMax) {
    return FieldError(Code::kBadArgument, "name");
  }
  KOINE_CHECK(CheckQuotas(in.settings));
  if (ListApps(txn).size() >= kAppsMax) return FieldError(Code::kTooLarge, "app_id");
  if (FindApp(txn, in.app_id)) return Error{Code::kConflict, "app_id"};
  if (in.bound && SomeIsBound(txn)) return Error{Code::kConflict, "bound"};
  Made made;
  App& app = made.app;
  app.app_id = in.app_id;
  app.name = in.name.empty() ? in.app_id : in.name;
  app.tenant = in.bound ? kDefaultTenant : NewTenantId(txn);
  app.settings = in.settings;
  if (in.bound) MakeSafeToBind(&app.settings);
  app.created_at = txn.now_ms();
  made.keys = {txn.random().Hex(kKeyBytes), txn.random().Hex(kKeyBytes)};
  app.app_key_digest = DigestOf(made.keys.app_key);
  app.master_key_digest = DigestOf(made.keys.master_key);
  app.salt = txn.random().Hex(kSaltBytes);
  // Another writer may have been first.
  if (!InsertApp(txn, app)) return Error{Code::kConflict, "app_id"};
  return made;
}

Result<Made> RotateKey(store::Txn& txn, std::string_view app_id, Which which) {
  auto app = FindApp(txn, app_id);
  if (!app) return Error{Code::kNotFound, "app"};
  Made made;
  switch (which) {
    case Which::kAppKey:
      made.keys.app_key = txn.random().Hex(kKeyBytes);
      app->app_key_digest = DigestOf(made.keys.app_key);
      break;
    case Which::kMasterKey:
      made.keys.master_key = txn.random().Hex(kKeyBytes);
      app->master_key_digest = DigestOf(made.keys.master_key);
      break;
    case Which::kSecret:
      app->salt = txn.random().Hex(kSaltBytes);
      break;
  }
  UpdateApp(txn, *app);
  made.app = *std::move(app);
  return made;
}

Result<App> BindApp(store::Txn& txn, std::string_view app_id) {
  auto app = FindApp(txn, app_id);
  if (!app) return Error{Code::kNotFound, "app"};
  if (app->bound()) return *std::move(app);
  if (HasUsers(txn, app->tenant)) return Error{Code::kBadState, "users"};
  if (app->files > 0) return Error{Code::kBadState, "files"};
  if (SomeIsBound(txn)) return Error{Code::kConflict, "bound"};
  webhook::Move(txn, app->tenant, kDefaultTenant);
  app->tenant = kDefaultTenant;
  MakeSafeToBind(&app->settings);
  UpdateApp(txn, *app);
  return *std::move(app);
}

Result<App> ChangeApp(store::Txn& txn, std::string_view app_id, const Changes& changes) {
  auto app = FindApp(txn, app_id);
  if (!app) return Error{Code::kNotFound, "app"};
  AppSettings& settings = app->settings;
  const bool verified = settings.token_verify;
  auto set = [](const auto& from, auto* to) { *to = from.value_or(*to); };
  set(changes.max_connections, &settings.max_connections);
  set(changes.max_messages_per_second, &settings.max_messages_per_second);
  set(changes.max_storage, &settings.max_storage);
  set(changes.max_new_clients_per_minute, &settings.max_new_clients_per_minute);
  set(changes.max_age_days, &settings.max_age_days);
  set(changes.token_verify, &settings.token_verify);
  set(changes.key_required, &settings.key_required);
  set(changes.auto_register, &settings.auto_register);
  KOINE_CHECK(CheckQuotas(settings));
  const bool safe = settings.token_verify && settings.key_required && !settings.auto_register;
  if (app->bound() && !safe) return Error{Code::kBadState, "bound"};
  UpdateApp(txn, *app);
  if (settings.token_verify && !verified) PutEndLogins(txn, app->tenant);
  return *std::move(app);
}

Status MayStore(const App& app, std::int64_t bytes) {
  const std::int64_t max = app.settings.max_storage;
  if (max == 0 || app.bytes + bytes <= max) return Ok();
  return Error{Code::kFileRejected, "quota"};
}

Status ChargeFile(store::Txn& txn, const App& app, std::int64_t bytes) {
  if (Charge(txn, app, bytes)) return Ok();
  const auto now = FindApp(txn, app.app_id);
  if (!now || now->tenant != app.tenant) return Error{Code::kNotFound, "app"};
  return Error{Code::kFileRejected, "quota"};
}

Status DeleteApp(store::Txn& txn, std::string_view app_id) {
  const auto app = FindApp(txn, app_id);
  if (!app) return Error{Code::kNotFound, "app"};
  RemoveApp(txn, app_id);
  webhook::RemoveAll(txn, app->tenant);
  // Who adds a file has its row locked until then; so the job sees all of them.
  txn.PutJob(kEndFilesJob, std::to_string(app->tenant.value), txn.now_ms(),
             std::to_string(txn.now_ms()));
  PutEndLogins(txn, app->tenant);
  if (!app->bound()) {
    txn.PutJob(kEndTenantJob, std::to_string(app->tenant.value), txn.now_ms() + kEndTenantMs,
               "messages");
  }
  return Ok();
}

std::string SecretOf(const crypto::HmacSha256& server_key, const App& app) {
  return text::Hex(server_key.Sign("secret of " + app.app_id + " " + app.salt));
}

bool IsAppKey(const App& app, std::string_view key) {
  return !key.empty() && crypto::Equal(DigestOf(key), app.app_key_digest);
}

bool IsMasterKey(const App& app, std::string_view key) {
  return !key.empty() && crypto::Equal(DigestOf(key), app.master_key_digest);
}

}  // namespace koine::tenant
