#pragma once

#include "base/result.h"

namespace koine::gateway {

// The status of HTTP for an error, where no dialect has an envelope for it: of rows that browsers
// and libraries of storage call.
int StatusOf(const Error& error);

}  // namespace koine::gateway
