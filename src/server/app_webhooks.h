#pragma once

#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/result.h"
#include "store/store.h"

namespace koine::server {

// What `koine app webhook …` does, of the words after `webhook`; returns the lines it prints.
// `key`: WebhookSecretKey. kBadArgument with a sentence.
Result<std::string> RunAppWebhook(store::Store& store, const crypto::HmacSha256& key,
                                  const std::vector<std::string>& words);

}  // namespace koine::server
