#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/office/drive/share.h"
#include "store/txn.h"

// All SQL on drive_share.
namespace koine::drive {

// Gives it its id.
void InsertShare(store::Txn& txn, TenantId tenant, Share* share);
std::optional<Share> FindShare(store::Txn& txn, TenantId tenant, UserId owner, ShareId id);
// One that is not over.
std::optional<Share> FindShareOf(store::Txn& txn, TenantId tenant, std::string_view code);
std::vector<Share> SelectShares(store::Txn& txn, TenantId tenant, UserId owner, std::int64_t limit,
                                std::int64_t offset);
std::int64_t CountSharesOf(store::Txn& txn, TenantId tenant, UserId owner);
void DeleteShare(store::Txn& txn, TenantId tenant, ShareId id);
// If it is over.
void DeleteOver(store::Txn& txn, TenantId tenant, ShareId id);
void DeleteSharesOf(store::Txn& txn, TenantId tenant, ShareKind kind,
                    std::span<const std::int64_t> targets);
void CountView(store::Txn& txn, TenantId tenant, ShareId id);

// Orders that it ends at that time.
void PutShareEnd(store::Txn& txn, TenantId tenant, ShareId id, std::int64_t at);

}  // namespace koine::drive
