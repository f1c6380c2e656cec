#pragma once

#include <memory>

#include "base/config.h"
#include "base/result.h"
#include "gateway/gateway.h"
#include "net/transport.h"

namespace koine::server {

// Certificate and key of the settings; null without them. An error names setting and file: half a
// pair, a file that cannot be read or is none, a key that is not the certificate's or that others
// may read.
Result<std::shared_ptr<net::TlsContext>> OpenTls(const config::Config& config);
// The same for a context that is in use.
Status ReloadTls(const config::Config& config, net::TlsContext& context);

// Adds Strict-Transport-Security to what is answered over TLS, for `tls.hsts`.
gateway::Page WithHsts(gateway::Page next, const config::Config& config);

}  // namespace koine::server
