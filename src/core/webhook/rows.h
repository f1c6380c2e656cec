#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/webhook/feed.h"
#include "core/webhook/webhook.h"
#include "store/txn.h"

// All SQL on webhooks.
namespace koine::webhook {

void InsertWebhook(store::Txn& txn, Webhook* webhook);
void SetUrl(store::Txn& txn, TenantId tenant, std::int64_t id, const std::string& url);
bool DeleteWebhook(store::Txn& txn, TenantId tenant, std::int64_t id);
void MoveWebhooks(store::Txn& txn, TenantId from, TenantId to);

// Counts `more` deliveries (less than 0: gone) with the webhook. False when it is gone, or would
// have more than kKeptMax.
bool Count(store::Txn& txn, std::int64_t webhook, std::int64_t more);
// Due at once. Its id is given.
void InsertDelivery(store::Txn& txn, const Delivery& delivery);
// How many of these were there.
std::int64_t DeleteDeliveries(store::Txn& txn, std::int64_t webhook,
                              std::span<const std::int64_t> ids);
void MarkFailed(store::Txn& txn, const Outcome& outcome);
// Of a webhook that is gone, at most `limit`; how many.
std::int64_t DeleteOf(store::Txn& txn, std::int64_t webhook, int limit);

// The newest first, of all tenants.
std::vector<Dead> ListDeadBefore(store::Txn& txn, std::int64_t before_ms, int limit);
std::int64_t Revive(store::Txn& txn, TenantId tenant, std::int64_t id, int limit);

}  // namespace koine::webhook
