#pragma once

#include <string>

#include "base/config.h"

// Where a server keeps what it keeps, by its settings.
namespace koine::server {

bool IsPostgres(const config::Config& config);
// Whether contents of files are in object storage.
bool HasContentsElsewhere(const config::Config& config);
// The directory of contents on this disk.
std::string ContentsFolder(const config::Config& config);
// REQUIRES: !IsPostgres(config), and store.url is an address (CheckStoreUrl of options.h).
std::string SqliteFile(const config::Config& config);

}  // namespace koine::server
