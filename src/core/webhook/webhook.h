#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/ids.h"
#include "base/result.h"
#include "store/txn.h"

// Webhooks: addresses to which the server of an application wants to be told of what happens in
// its tenant. What it is told is a row until it was taken (delivery) or given up (dead letter).
namespace koine::webhook {

inline constexpr std::size_t kWebhooksMax = 10;  // of a tenant
inline constexpr std::size_t kUrlBytesMax = 2048;
// Deliveries of one webhook that wait or were given up. What comes beyond is dropped, and counted.
inline constexpr std::int64_t kKeptMax = 100'000;
// Dead letters are kept so long.
inline constexpr std::int64_t kDeadKeepMs = 30LL * 24 * 3600 * 1000;

struct Webhook {
  std::int64_t id = 0;
  TenantId tenant;
  std::string url;
  std::vector<std::string> events;  // types that it hears; empty: all
  std::string salt;                 // what its secret is made of, with the key of the server
  bool allow_private = false;       // may lead to addresses that are not of the public internet
  std::int64_t begins_after = 0;    // the position of the log
  std::int64_t kept = 0;            // its deliveries that are here
  std::int64_t created_at = 0;

  bool Hears(std::string_view type) const;
};

struct AddIn {
  std::string url;
  std::vector<std::string> events;
  bool allow_private = false;
};
// Makes a webhook, which hears what comes from now on. `types`: the events that there are.
// kBadArgument "url" for what is no http or https address of at most kUrlBytesMax bytes, or carries
// a name and password; "events" for an unknown one; kTooLarge above kWebhooksMax.
Result<Webhook> Add(store::Txn& txn, TenantId tenant, const AddIn& in,
                    std::span<const std::string_view> types);
// Ends one, with all that waits for it. kNotFound.
Status Remove(store::Txn& txn, TenantId tenant, std::int64_t id);
void RemoveAll(store::Txn& txn, TenantId tenant);
// Those of one application, for whoever runs the server.
std::vector<Webhook> ListWebhooks(store::Txn& txn, TenantId tenant);
// The application moved to another tenant.
void Move(store::Txn& txn, TenantId from, TenantId to);
// The job that clears away deliveries of a removed webhook, its key.
inline constexpr char kClearJob[] = "webhook.clear";
Status Clear(store::Txn& txn, std::string_view key, std::string_view payload);

// With what its deliveries are signed: "whsec_" and the base64 of 32 bytes. `server_key` is the key
// of this server for that; the store alone does not tell the secret.
std::string SecretOf(const crypto::HmacSha256& server_key, const Webhook& webhook);
// "v1," and the base64 of the HMAC-SHA256 of "ID.TIMESTAMP.BODY" under the bytes of the secret.
std::string Sign(std::string_view secret, std::string_view id, std::int64_t timestamp_s,
                 std::string_view body);

// --- the gateway of the server itself

// Of no tenant: where texts and calls of DINGs go (core/office/ding). It hears nothing of the log,
// and no application sees it. There is one, or none where `url` is empty; what waits goes to the
// new address, or nowhere. `allow_private`, for who runs the server names it. kBadArgument "url".
inline constexpr TenantId kServerTenant{};
Status SetGateway(store::Txn& txn, const std::string& url);
std::optional<std::int64_t> FindGateway(store::Txn& txn);

// --- deliveries

// Stored in webhook_delivery.state: never renumber.
enum class State : std::uint8_t { kWaiting = 0, kDead = 1 };

// One thing to be told to one webhook.
struct Delivery {
  std::int64_t id = 0;
  TenantId tenant;
  std::int64_t webhook = 0;
  std::string event_id;  // the same at each attempt
  std::string type, body;
  std::int64_t attempts = 0;
  // Of its webhook.
  std::string url, salt;
  bool allow_private = false;
};

// When to try again what failed so often. Doubles from `first_ms` to kPauseMaxMs, less up to a half
// by chance, so that what failed together does not come together.
inline constexpr std::int64_t kPauseMaxMs = 3600 * 1000;
std::int64_t PauseAfter(std::int64_t attempts, std::int64_t first_ms, Random& random);

// What became of an attempt.
struct Outcome {
  std::int64_t delivery = 0, webhook = 0;
  std::int64_t attempts = 0;  // with this one
  bool taken = false;
  int status = 0;           // of the answer; 0: none
  std::string error;        // why it was not taken
  std::int64_t due_at = 0;  // when to try again; 0: never, it is given up
  // Of the delivery.
  TenantId tenant = {};
  std::string event_id = {};
};
// Writes outcomes. What was removed meanwhile is passed over.
void Settle(store::Txn& txn, std::span<const Outcome> outcomes);

struct Dead {
  std::int64_t id = 0, webhook = 0;
  std::string event_id, type;
  std::int64_t attempts = 0, status = 0;
  std::string error;
  std::int64_t created_at = 0;
};
// Dead letters of one application, the newest first.
std::vector<Dead> ListDead(store::Txn& txn, TenantId tenant, int limit);

// Dead letters become due again, with all attempts before them: the one of this id, or without one
// at most `limit`. Returns how many.
std::int64_t Resend(store::Txn& txn, TenantId tenant, std::int64_t id, int limit);

// What waits and what was given up, of all tenants and of the server's own gateway.
struct Backlog {
  std::int64_t waiting = 0;
  std::int64_t dead = 0;     // counted up to kDeadCounted
  std::int64_t late_ms = 0;  // for how long the oldest that is due has been
};
inline constexpr int kDeadCounted = 10'000;
Backlog ReadBacklog(store::Txn& txn);

// Removes dead letters older than kDeadKeepMs; at most `limit`; returns how many.
std::int64_t SweepDead(store::Txn& txn, int limit);

}  // namespace koine::webhook
