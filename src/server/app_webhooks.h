#pragma once

#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "server/report.h"
#include "store/store.h"

namespace koine::server {

// What `koine app webhook …` does, of the words after `webhook`.
// `key`: WebhookSecretKey. kBadArgument with a sentence.
Result<Report> RunAppWebhook(store::Store& store, const crypto::HmacSha256& key,
                             const access::Principal& who, const std::vector<std::string>& words);

}  // namespace koine::server
