#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// Where users' clients have put their logs: addresses of files, for administrators who look for
// what went wrong (openim 4.7).
namespace koine::backoffice {

inline constexpr std::size_t kClientLogFilesMax = 100;  // of one report
inline constexpr int kClientLogsKeptMax = 1000;         // of one user; the oldest go

struct ClientReport {
  int platform = 0;
  std::string system, version, ex;
  struct File {
    std::string name, url;
  };
  std::vector<File> files;
};

// Keeps one entry per file. kTooLarge "files" for more than kFilesMax.
Status AddClientLog(store::Txn& txn, const access::Principal& who, const ClientReport& report);

// For administrators: kForbidden. Forgets them, all or none: kNotFound "log" when one is not there.
Status DeleteClientLog(store::Txn& txn, const access::Principal& who,
                       const std::vector<std::string>& ids);

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
struct ClientLogPage {
  std::vector<ClientLogEntry> items;
  std::int64_t total = 0;
};
// Of all users, for administrators: kForbidden. The newest first.
Result<ClientLogPage> FindClientLogs(store::Txn& txn, const access::Principal& who,
                                     const ClientLogFilter& filter);

inline constexpr std::int64_t kClientLogsKeepMs = 180LL * 24 * 3600 * 1000;
// Forgets those that are older than that, of all tenants, at most `limit`; returns how many.
std::int64_t SweepClientLogs(store::Txn& txn, int limit);

}  // namespace koine::backoffice
