#pragma once

#include "base/config.h"
#include "base/result.h"
#include "gateway/gateway.h"

namespace koine::server {

// The site that never has TLS: it answers challenges of ACME (RFC 8555, HTTP-01) with the files of
// tls.acme_webroot, and sends all else to the addresses with TLS, if there are any.
inline constexpr char kPlainSite[] = "http";

// An error names the setting.
Result<gateway::Page> MakePlainPage(const config::Config& config, bool has_tls);

}  // namespace koine::server
