#pragma once

#include <memory>

#include "base/config.h"
#include "base/result.h"
#include "dialect/imchat/imchat.h"
#include "gateway/gateway.h"
#include "server/secrets.h"

namespace koine::server {

// Makes the dialect as the settings `imchat.*` have it, and serves everything at three addresses,
// of which one is the main one; or, if they say so, at each what belongs to it alone (im-chat 1.1).
// An error names the setting that does not do.
Result<std::unique_ptr<imchat::Imchat>> OpenImchat(const config::Config& config,
                                                   const Secrets& secrets,
                                                   gateway::Gateway& gateway);

}  // namespace koine::server
