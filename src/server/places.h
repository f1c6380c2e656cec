#pragma once

#include <string>

#include "base/config.h"
#include "base/ids.h"

// Where a server keeps what it keeps, by its settings.
namespace koine::server {

// store.url, or that of the file in the data directory.
std::string StoreUrl(const config::Config& config);
bool IsPostgres(const config::Config& config);
// Whether contents of files are in object storage.
bool HasContentsElsewhere(const config::Config& config);
// The directory of contents on this disk.
std::string ContentsFolder(const config::Config& config);
// The file of one content in such a directory `folder`. REQUIRES: store::IsBlobName(sha256)
std::string ContentFile(const std::string& folder, TenantId tenant, const std::string& sha256);
// REQUIRES: !IsPostgres(config), and store.url is an address (CheckStoreUrl of options.h).
std::string SqliteFile(const config::Config& config);

}  // namespace koine::server
