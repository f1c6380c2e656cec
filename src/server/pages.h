#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gateway/gateway.h"

namespace koine::server {

// The pages of the server itself: the web client at /, /doc.html, /openapi.json, /metrics (loopback
// and Settings::metrics_from), /healthz (200, or 503 with what is wrong).
gateway::Page MakePages(gateway::Gateway& gateway);

}  // namespace koine::server
