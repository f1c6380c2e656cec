#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/webhook/webhook.h"
#include "store/txn.h"

// What the reader of the log (core/app) and the sender (server) need, over all tenants: the
// server's own work, nothing for rows of a dialect.
namespace koine::webhook {

// Of all tenants.
std::vector<Webhook> ListAll(store::Txn& txn);
// What readers of the log must leave for the youngest webhooks: the least `begins_after`; nothing
// without webhooks.
std::optional<std::int64_t> FirstPosition(store::Txn& txn);

// Puts these, due at once. Webhooks that are gone, or would have more than kKeptMax, get none;
// returns how many deliveries that were.
std::int64_t PutDeliveries(store::Txn& txn, std::span<const Delivery> deliveries);
// What is due of all webhooks, of each at most `each`, the one that waits longest first.
std::vector<Delivery> ListDue(store::Txn& txn, int each, int limit);

// Deliveries of a tenant in that state whose body has this text (letters and digits), the newest
// first; reads all that are kept.
std::vector<Dead> ListAbout(store::Txn& txn, TenantId tenant, State state, const std::string& text,
                            int limit);

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
