#pragma once

#include <memory>
#include <span>

#include "base/result.h"
#include "store/store.h"

namespace koine::store {

// Opens a store that a server may be using, to read only: no lock, no migration, no writer. What is
// read is at most some seconds long, as with any store. Writes, queued reads and jobs are refused.
// kNotFound without a store; kBadState with a sentence for one whose schema is not that of this
// program, which is left as it is.
Result<std::unique_ptr<Store>> OpenReader(const Options& options,
                                          std::span<const Migration> migrations);

}  // namespace koine::store
