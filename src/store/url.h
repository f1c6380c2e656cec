#pragma once

#include <string>

#include "base/result.h"
#include "store/sql_text.h"

namespace koine::store {

// Where a store is.
struct StorePlace {
  Engine engine = Engine::kPostgresql;
  std::string path;  // of SQLite's file
};

// What store.url means. kBadArgument if it is neither sqlite:PATH nor postgresql://….
Result<StorePlace> ReadStoreUrl(const std::string& url);

}  // namespace koine::store
