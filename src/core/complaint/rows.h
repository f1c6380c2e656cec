#pragma once

#include <optional>
#include <vector>

#include "core/complaint/complaint.h"
#include "store/txn.h"

// All SQL on complaints.
namespace koine::complaint {

void Insert(store::Txn& txn, TenantId tenant, Complaint* complaint);
std::optional<Complaint> Find(store::Txn& txn, TenantId tenant, std::int64_t id);
// False when it was answered already.
bool SetResolved(store::Txn& txn, TenantId tenant, const Complaint& complaint);
std::vector<Complaint> Select(store::Txn& txn, TenantId tenant, const Filter& filter,
                              std::int64_t limit, std::int64_t offset);
std::int64_t CountOf(store::Txn& txn, TenantId tenant, const Filter& filter);
// Those of the user since then, the newest first.
std::vector<Complaint> SelectSince(store::Txn& txn, TenantId tenant, UserId user,
                                   std::int64_t since_ms, int limit);

}  // namespace koine::complaint
