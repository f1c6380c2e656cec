#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gateway/gateway.h"

namespace koine::server {

// The pages of the server itself: the web client at /, /doc.html, /openapi.json, /healthz (200, or
// 503 with what is wrong). After the dialects were added. The web client may show pages of
// `frame_hosts` within its own.
gateway::Page MakePages(gateway::Gateway& gateway,
                        const std::vector<std::string>& frame_hosts = {});

// /metrics and nothing else, for a listener of its own: for whoever reaches that, or for loopback
// and Settings::metrics_from. `data`: the data directory, whose room is told.
gateway::Page MakeMetricsPage(gateway::Gateway& gateway, std::string data, std::string store);

}  // namespace koine::server
