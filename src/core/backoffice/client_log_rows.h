#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/backoffice/client_log.h"

// All SQL on client_log.
namespace koine::backoffice {

// False when an id was given before, and then not all are there.
bool InsertClientLog(store::Txn& txn, TenantId tenant, UserId user, const ClientReport& report);
// All but the newest `keep` of a user go.
void TrimClientLogs(store::Txn& txn, TenantId tenant, UserId user, int keep);
// How many of these ids there were.
std::int64_t DeleteClientLog(store::Txn& txn, TenantId tenant, std::span<const std::string> ids);

// Newest first.
std::vector<ClientLogEntry> SearchClientLogs(store::Txn& txn, TenantId tenant,
                                             const ClientLogFilter& filter);
std::int64_t CountClientLogs(store::Txn& txn, TenantId tenant, const ClientLogFilter& filter);

std::int64_t DeleteClientLogsBefore(store::Txn& txn, std::int64_t before_ms, int limit);

}  // namespace koine::backoffice
