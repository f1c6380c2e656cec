#pragma once

#include <string>
#include <vector>

#include "base/config.h"
#include "base/crypto.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "server/report.h"
#include "server/secrets.h"
#include "store/store.h"

namespace koine::server {

// Where links of a dialect lead, without a slash at its end: the setting `own`, else public_url. An
// error names the setting.
Result<std::string> PublicUrl(const config::Config& config, const char* own);

// The key of which the secrets of applications are made.
crypto::HmacSha256 AppSecretKey(const Secrets& secrets);

// The application of the documents' examples, made if it is missing, with new keys each time.
// Returns the lines that tell them.
inline constexpr char kDemoApp[] = "666666";
Result<std::string> MakeDemoApp(store::Store& store, const crypto::HmacSha256& key);

// The flags of `koine app` as the words that RunApp takes: `--max-storage 10g` becomes
// `max_storage=10g`, `--allow-private` `allow_private`.
void ReadAppFlags(std::vector<std::string>* args);

// What `koine app …` does. `who`: access::OfOperator. kBadArgument
// with a sentence.
struct AppKeys {
  crypto::HmacSha256 apps;      // AppSecretKey
  crypto::HmacSha256 webhooks;  // WebhookSecretKey
};
Result<Report> RunApp(store::Store& store, const AppKeys& keys, const access::Principal& who,
                      const std::vector<std::string>& words);

}  // namespace koine::server
