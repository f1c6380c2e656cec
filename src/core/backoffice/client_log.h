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

}  // namespace koine::backoffice
