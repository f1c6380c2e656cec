#pragma once

#include "base/config.h"
#include "base/result.h"
#include "store/store.h"

namespace koine::server {

// Makes the gateway of texts and calls (core/webhook) what the settings say. An error names
// `ding.gateway_url`.
Status OpenDingGateway(const config::Config& config, store::Store& store);

}  // namespace koine::server
