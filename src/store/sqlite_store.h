#pragma once

#include <memory>
#include <span>

#include "store/store.h"

namespace koine::store {

// Store::Open for `sqlite:PATH`.
Result<std::unique_ptr<Store>> OpenSqlite(const Options& options, const std::string& path,
                                          std::span<const Migration> migrations);

}  // namespace koine::store
