#pragma once

#include "store/late_index.h"

// How a message is found by its client id, which `client_key` is a hash of: by an index on
// PostgreSQL, by a table that is written late on SQLite (docs/adr/0025-late-index.md).
namespace koine::message {

// By sender and key. An entry may lead to a message that is gone, or has its key no longer.
extern const store::LateIndex kClientKeys;

}  // namespace koine::message
