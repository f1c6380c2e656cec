#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/backoffice/client_log.h"

// All SQL on client_log.
namespace koine::backoffice {

inline constexpr std::int64_t kClientLogsKeepMs = 180LL * 24 * 3600 * 1000;

// False when an id was given before, and then not all are there.
bool InsertClientLog(store::Txn& txn, TenantId tenant, UserId user, const ClientReport& report);
// All but the newest `keep` of a user go.
void TrimClientLogs(store::Txn& txn, TenantId tenant, UserId user, int keep);
// How many of these ids there were.
std::int64_t DeleteClientLog(store::Txn& txn, TenantId tenant, std::span<const std::string> ids);

struct ClientLogEntry {
  std::string id;
  std::string user, nickname;  // by their handle
  int platform = 0;
  std::string url, name, system, version, ex;
  std::int64_t created_at = 0;
};
struct ClientLogFilter {
  std::string handle;             // part of it; empty: all
  std::int64_t from = 0, to = 0;  // ms, both inclusive
  std::int64_t offset = 0, limit = 0;
};
// Newest first.
std::vector<ClientLogEntry> SearchClientLogs(store::Txn& txn, TenantId tenant,
                                             const ClientLogFilter& filter);
std::int64_t CountClientLogs(store::Txn& txn, TenantId tenant, const ClientLogFilter& filter);

std::int64_t DeleteClientLogsBefore(store::Txn& txn, std::int64_t before_ms, int limit);

}  // namespace koine::backoffice
