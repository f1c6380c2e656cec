#pragma once

#include <string>
#include <vector>

#include "base/config.h"
#include "base/result.h"
#include "server/report.h"

namespace koine::server {

// `koine check`: reads everything of a store, beside its server or without one, and names what is
// damaged or does not agree. Changes nothing. The report is not good if there are findings; what
// can be built anew is a warning.
Result<Report> CheckStore(const config::Config& config);

}  // namespace koine::server
