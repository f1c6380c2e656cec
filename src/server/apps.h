#pragma once

#include <string>
#include <vector>

#include "base/config.h"
#include "base/crypto.h"
#include "base/result.h"
#include "server/secrets.h"
#include "store/store.h"

namespace koine::server {

// The key of which the secrets of applications are made.
crypto::HmacSha256 AppSecretKey(const Secrets& secrets);

// The application of the documents' examples, made if it is missing, with new keys each time.
// Returns the lines that tell them.
inline constexpr char kDemoApp[] = "666666";
Result<std::string> MakeDemoApp(store::Store& store, const crypto::HmacSha256& key);

// What `koine app …` does; returns the lines it prints. kBadArgument with a sentence.
Result<std::string> RunApp(store::Store& store, const crypto::HmacSha256& key,
                           const std::vector<std::string>& words);

}  // namespace koine::server
