#pragma once

#include <memory>
#include <span>

#include "store/store.h"

namespace koine::store {

// Store::Open for `postgresql://…`.
Result<std::unique_ptr<Store>> OpenPostgresql(const Options& options,
                                              std::span<const Migration> migrations);

}  // namespace koine::store
