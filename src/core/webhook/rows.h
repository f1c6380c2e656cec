#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/webhook/webhook.h"
#include "store/txn.h"

// All SQL on webhooks.
namespace koine::webhook {

void InsertWebhook(store::Txn& txn, Webhook* webhook);
std::vector<Webhook> ListWebhooks(store::Txn& txn, TenantId tenant);
// Of all tenants.
std::vector<Webhook> ListAll(store::Txn& txn);
bool AnyWebhook(store::Txn& txn);
bool DeleteWebhook(store::Txn& txn, TenantId tenant, std::int64_t id);
void MoveWebhooks(store::Txn& txn, TenantId from, TenantId to);
// What readers of the log must leave for the youngest webhooks: the least `begins_after`; nothing
// without webhooks.
std::optional<std::int64_t> FirstPosition(store::Txn& txn);

// Counts `more` deliveries (less than 0: gone) with the webhook. False when it is gone, or would
// have more than kKeptMax.
bool Count(store::Txn& txn, std::int64_t webhook, std::int64_t more);
// Due at once. Its id is given.
void InsertDelivery(store::Txn& txn, const Delivery& delivery);
// What is due of all webhooks, of each at most `each`, the one that waits longest first.
std::vector<Delivery> ListDue(store::Txn& txn, int each, int limit);
// How many of these were there.
std::int64_t DeleteDeliveries(store::Txn& txn, std::int64_t webhook,
                              std::span<const std::int64_t> ids);
void MarkFailed(store::Txn& txn, const Outcome& outcome);
// Of a webhook that is gone, at most `limit`; how many.
std::int64_t DeleteOf(store::Txn& txn, std::int64_t webhook, int limit);

struct Dead {
  std::int64_t id = 0, webhook = 0;
  std::string event_id, type;
  std::int64_t attempts = 0, status = 0;
  std::string error;
  std::int64_t created_at = 0;
};
// The newest first.
std::vector<Dead> ListDead(store::Txn& txn, TenantId tenant, int limit);
std::vector<Dead> ListDeadBefore(store::Txn& txn, std::int64_t before_ms, int limit);
std::int64_t Revive(store::Txn& txn, TenantId tenant, std::int64_t id, int limit);

// Clients of whom webhooks were told that they are online.
struct Online {
  TenantId tenant;
  UserId user;
  bool operator==(const Online&) const = default;
};
std::vector<Online> ListOnline(store::Txn& txn);
void InsertOnline(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users);
void DeleteOnline(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users);

}  // namespace koine::webhook
