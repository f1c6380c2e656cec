#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/json.h"
#include "base/result.h"
#include "net/transport.h"

namespace koine::server {

// What a running server took anew.
struct ReloadOut {
  std::string level;                       // of the log
  std::int64_t certificate_until = 0;      // ms; 0: no TLS
  std::vector<std::string> needs_restart;  // settings that are others by now, and were not taken
};
KOINE_DESCRIBE(ReloadOut, (level, certificate_until, needs_restart))

// Sets the level of the log.
Status TakeLogLevel(const config::Config& config);
// Sets the form of the log: once, before other threads log.
Status TakeLogFormat(const config::Config& config);

// Takes certificate, key and the level of the log of `inputs`, of which `started` was made, and
// says what else differs. `tls` is null where no listener has TLS. After an error, which names
// setting and file, all is as before. Any thread.
Result<ReloadOut> Reload(const config::Config& started, const config::Inputs& inputs,
                         net::TlsContext* tls);

// What `koine reload` and the log say of it.
std::string ReloadText(const ReloadOut& out);

// "good until 2026-01-02 10:00:00 UTC", or since when it is not.
std::string CertificateText(std::int64_t until_ms);

}  // namespace koine::server
