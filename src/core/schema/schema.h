#pragma once

#include <span>

#include "store/store.h"

namespace koine::core {

// The schema of the domain, in steps. The columns and keys are those of docs/develop/format.md.
std::span<const store::Migration> Migrations();

}  // namespace koine::core
