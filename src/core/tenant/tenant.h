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

// Stored as JSON: a new member needs a default that fits what was there before.
struct AppSettings {
  bool token_verify = false;   // clients and calls without the master key show a token
  bool key_required = false;   // calls without a key are refused
  bool auto_register = true;   // a login makes the user
  bool single_device = false;  // one socket of a client, whatever the device
  bool events = true;          // sockets hear more than messages and that they were ended
};
KOINE_DESCRIBE(AppSettings, (token_verify, key_required, auto_register, single_device, events))

struct App {
  std::string app_id, name;
  TenantId tenant;
  // Hexadecimal SHA-256 of keys that were drawn here, so a digest without salt is enough.
  std::string app_key_digest, master_key_digest;
  std::string salt;  // what the secret is made of, together with the key of the server
  AppSettings settings;
  std::int64_t created_at = 0;

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

struct AppIn {
  std::string app_id, name;
  AppSettings settings;
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

// Moves an application that has no users yet to the default tenant. kNotFound; kBadState "users";
// kConflict "bound".
Result<App> BindApp(store::Txn& txn, std::string_view app_id);

// Ends an application: its sockets close, and nobody gets in any more. What it stored stays in the
// database under its tenant, which no other gets. kNotFound.
Status DeleteApp(store::Txn& txn, std::string_view app_id);

// The secret with which the application signs its tokens, as hexadecimal digits. `server_key` is
// the key of this server for that; the store alone does not tell the secret.
std::string SecretOf(const crypto::HmacSha256& server_key, const App& app);

// Whether `key` is the one that was given out; takes the same time wherever it differs.
bool IsAppKey(const App& app, std::string_view key);
bool IsMasterKey(const App& app, std::string_view key);

}  // namespace koine::tenant
