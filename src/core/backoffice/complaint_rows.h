#pragma once

#include <optional>
#include <vector>

#include "core/backoffice/complaint.h"
#include "store/txn.h"

// All SQL on complaints.
namespace koine::backoffice {

void InsertComplaint(store::Txn& txn, TenantId tenant, Complaint* complaint);
std::optional<Complaint> FindComplaint(store::Txn& txn, TenantId tenant, std::int64_t id);
// False when it was answered already.
bool SetComplaintResolved(store::Txn& txn, TenantId tenant, const Complaint& complaint);
std::vector<Complaint> SelectComplaints(store::Txn& txn, TenantId tenant,
                                        const ComplaintFilter& filter, std::int64_t limit,
                                        std::int64_t offset);
std::int64_t CountComplaints(store::Txn& txn, TenantId tenant, const ComplaintFilter& filter);
// Those of the user since then, the newest first.
std::vector<Complaint> SelectComplaintsSince(store::Txn& txn, TenantId tenant, UserId user,
                                             std::int64_t since_ms, int limit);

}  // namespace koine::backoffice
