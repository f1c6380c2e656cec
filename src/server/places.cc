#include "server/places.h"

#include <utility>

#include "store/url.h"

namespace koine::server {

bool IsPostgres(const config::Config& config) {
  return config.Text("store.url").starts_with("postgres");
}

std::string StoreUrl(const config::Config& config) {
  const std::string& url = config.Text("store.url");
  return url.empty() ? "sqlite:" + config.Text("data") + "/koine.db" : url;
}

bool HasContentsElsewhere(const config::Config& config) {
  return !config.Text("files.s3.url").empty();
}

std::string ContentsFolder(const config::Config& config) {
  const std::string& own = config.Text("files.directory");
  return own.empty() ? config.Text("data") + "/files" : own;
}

std::string ContentFile(const std::string& folder, TenantId tenant, const std::string& sha256) {
  return folder + "/" + std::to_string(tenant.value) + "/" + sha256.substr(0, 2) + "/" +
         sha256.substr(2);
}

std::string SqliteFile(const config::Config& config) {
  auto place = store::ReadStoreUrl(StoreUrl(config));
  return place.ok() ? std::move(place->path) : config.Text("store.url");
}

}  // namespace koine::server
