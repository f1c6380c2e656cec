#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "store/txn.h"

// Applications (app-im 1.8, mapping 2): each lives in a tenant of its own and sees nothing of the
// others; at most one is bound to the default tenant, where the users of the other dialects are.
namespace koine::tenant {

inline constexpr std::size_t kAppIdCharsMax = 16;
inline constexpr std::size_t kAppNameCharsMax = 50;
inline constexpr int kAppsMax = 10'000;

// Quotas of an application for which nobody chose others.
inline constexpr std::int64_t kConnectionsUsual = 100'000;
inline constexpr std::int64_t kMessagesPerSecondUsual = 0;  // unlimited
inline constexpr std::int64_t kStorageUsual = 10LL << 30;
inline constexpr std::int64_t kNewClientsPerMinuteUsual = 600;
// What may be chosen at most.
inline constexpr std::int64_t kConnectionsMax = 10'000'000;
inline constexpr std::int64_t kMessagesPerSecondMax = 1'000'000;
inline constexpr std::int64_t kStorageMax = 1LL << 50;
inline constexpr std::int64_t kNewClientsPerMinuteMax = 1'000'000;
inline constexpr std::int64_t kAgeDaysMax = 36'500;

// Stored as JSON: a new member needs a default that fits what was there before.
struct AppSettings {
  bool token_verify = false;   // clients and calls without the master key show a token
  bool key_required = false;   // calls without a key are refused
  bool auto_register = true;   // a login makes the user
  bool single_device = false;  // one socket of a client, whatever the device
  bool events = true;          // sockets hear more than messages and that they were ended
  // Quotas; 0: unlimited. All are of each process but max_storage, which is of all together.
  std::int64_t max_connections = kConnectionsUsual;  // clients with a socket, by device
  std::int64_t max_messages_per_second = kMessagesPerSecondUsual;
  std::int64_t max_storage = kStorageUsual;  // bytes of files
  // Clients that are made by whoever shows neither token nor key.
  std::int64_t max_new_clients_per_minute = kNewClientsPerMinuteUsual;
  // Older messages go every night (core/retention); 0: they are kept for ever. Not of a bound one.
  std::int64_t max_age_days = 0;
};
KOINE_DESCRIBE(AppSettings,
               (token_verify, key_required, auto_register, single_device, events, max_connections,
                max_messages_per_second, max_storage, max_new_clients_per_minute, max_age_days))
// Of one that nobody asked to be open: who knows its id alone gets in nowhere.
inline AppSettings ClosedSettings() {
  AppSettings out;
  out.token_verify = true;
  out.key_required = true;
  return out;
}

struct App {
  std::string app_id, name;
  TenantId tenant;
  // Hexadecimal SHA-256 of keys that were drawn here, so a digest without salt is enough.
  std::string app_key_digest, master_key_digest;
  std::string salt;  // what the secret is made of, together with the key of the server
  AppSettings settings;
  std::int64_t created_at = 0;
  std::int64_t bytes = 0, files = 0;  // what it stores

  bool bound() const { return tenant == kDefaultTenant; }
};

// What an application shows; given out once, when it was drawn.
struct Keys {
  std::string app_key, master_key;
};
struct Made {
  App app;
  Keys keys;
};

// The application that a caller names. Who knows its id has proven nothing by that: IsAppKey,
// IsMasterKey, or a token signed with its secret (SecretOf).
std::optional<App> FindApp(store::Txn& txn, std::string_view app_id);
// The id of the application that lives in a tenant, for what is told of it; nothing where none
// does.
std::optional<std::string> FindAppId(store::Txn& txn, TenantId tenant);

struct AppIn {
  std::string app_id, name;
  AppSettings settings = ClosedSettings();
  bool bound = false;  // to the default tenant
};
// Makes an application with new keys. A bound one verifies tokens, demands its key and registers
// nobody, whatever `settings` say: else anybody could be any user of the other dialects.
// kBadArgument with the field; kConflict "app_id"; kConflict "bound" when another app is bound;
// kTooLarge above kAppsMax.
Result<Made> CreateApp(store::Txn& txn, const AppIn& in);

enum class Which : std::uint8_t { kAppKey, kMasterKey, kSecret };
// Draws that key (of the others the texts are empty) or secret anew; the old one is worth nothing
// from then on. kNotFound.
Result<Made> RotateKey(store::Txn& txn, std::string_view app_id, Which which);

// Moves an application that has no users and files yet to the default tenant. kNotFound; kBadState
// "users", "files"; kConflict "bound".
Result<App> BindApp(store::Txn& txn, std::string_view app_id);

// Changes some settings; those that are absent stay. kNotFound; kBadArgument with the field for a
// quota that is negative or too large; kBadState "bound" for a switch that a bound one must not
// have so. Who got in without a token is sent away when tokens are verified from now on.
struct Changes {
  std::optional<std::int64_t> max_connections, max_messages_per_second, max_storage,
      max_new_clients_per_minute, max_age_days;
  std::optional<bool> token_verify, key_required, auto_register;
};
Result<App> ChangeApp(store::Txn& txn, std::string_view app_id, const Changes& changes);

// Adds a file of so many bytes to what the application stores, exactly, whoever else does so at the
// same time. kFileRejected "quota" when it would be more than it may; kNotFound when it was deleted
// meanwhile.
Status ChargeFile(store::Txn& txn, const App& app, std::int64_t bytes);
// Whether that would be too much as things are. kFileRejected "quota".
Status MayStore(const App& app, std::int64_t bytes);

// The job that ends the logins of a deleted application's clients (app::EndLogins): its key is
// the tenant, its payload the last user whose logins were ended.
inline constexpr char kEndLoginsJob[] = "app.logins";
// After those that were under way when the application ended.
inline constexpr std::int64_t kEndLoginsDelayMs = 500;

// Ends an application: nobody gets in any more, and the server that runs, or runs next, ends its
// sockets and files, and erases what its people said and are (the jobs below). No other gets its
// tenant. kNotFound.
Status DeleteApp(store::Txn& txn, std::string_view app_id);

// The job that ends the files of a deleted application (file::EndFiles): its key is the tenant, its
// payload the time of the deletion, in ms.
inline constexpr char kEndFilesJob[] = "app.files";
// Erases what its people said and are (core/erasure), once nobody of them is connected any more.
// Not of a bound one, whose people are those of the server.
inline constexpr char kEndTenantJob[] = "app.tenant";
inline constexpr std::int64_t kEndTenantMs = 60'000;

// The secret with which the application signs its tokens, as hexadecimal digits. `server_key` is
// the key of this server for that; the store alone does not tell the secret.
std::string SecretOf(const crypto::HmacSha256& server_key, const App& app);

// Whether `key` is the one that was given out; takes the same time wherever it differs.
bool IsAppKey(const App& app, std::string_view key);
bool IsMasterKey(const App& app, std::string_view key);

}  // namespace koine::tenant
