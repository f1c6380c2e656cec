#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/access/principal.h"
#include "core/office/ding/notice.h"
#include "store/txn.h"

// All SQL on ding and ding_receipt.
namespace koine::ding {

std::optional<Ding> FindDing(store::Txn& txn, TenantId tenant, DingId id, bool lock);
DingId NewDingId(store::Txn& txn);
void InsertDing(store::Txn& txn, TenantId tenant, const Ding& ding);
// How far it was delivered, and what was counted and reminded of.
void UpdateDing(store::Txn& txn, TenantId tenant, const Ding& ding);

void InsertReceipts(store::Txn& txn, TenantId tenant, DingId id,
                    std::span<const std::int64_t> users);
std::optional<Receipt> FindReceipt(store::Txn& txn, TenantId tenant, DingId id, UserId user);
// Times and remark. `was_read`: whether it was already, in a notice that the transaction has
// locked.
void UpdateReceipt(store::Txn& txn, TenantId tenant, const Receipt& receipt, bool was_read);
// The next receivers above `after`, by user, at most `limit`; `open`: who did not confirm.
std::vector<UserId> NextReceivers(store::Txn& txn, TenantId tenant, DingId id, UserId after,
                                  bool open, int limit);
// Delivered to the receivers above `after` up to `last`.
void MarkDelivered(store::Txn& txn, TenantId tenant, const Ding& ding, UserId after, UserId last);
void SetReach(store::Txn& txn, TenantId tenant, DingId id, std::span<const std::int64_t> users,
              Reach reach);
// Of one that waits.
void SettleReach(store::Txn& txn, TenantId tenant, DingId id, UserId user, Reach reach);
// Without names, by user.
std::vector<Receipt> SelectReceipts(store::Txn& txn, TenantId tenant, DingId id);

// With the principal's receipt.
std::vector<Shown> SelectReceived(store::Txn& txn, const access::Principal& who, bool unread,
                                  std::int64_t limit, std::int64_t offset);
std::int64_t CountOfReceiver(store::Txn& txn, const access::Principal& who, bool unread);
std::vector<Shown> SelectSent(store::Txn& txn, const access::Principal& who,
                              const std::optional<DingState>& state, std::int64_t limit,
                              std::int64_t offset);
std::int64_t CountOfSender(store::Txn& txn, const access::Principal& who,
                           const std::optional<DingState>& state);

}  // namespace koine::ding
