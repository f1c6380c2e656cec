#pragma once

#include <string>
#include <vector>

#include "base/config.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "server/report.h"
#include "store/store.h"

namespace koine::server {

// A piece of what a person may have, as AskExport asks for it: `find NAME`, then
// `page ID SECTION A B` and `contents ID AFTER`.
Result<Report> RunExport(store::Store& store, const access::Principal& who,
                         const std::vector<std::string>& words);

// `koine export NAME --to DIR`: writes all of it to a directory that is new or empty, of a server
// that runs or is stopped; to one archive, which is new, if the name ends with .tar. The status of
// the process.
int AskExport(const config::Config& config, bool json);

}  // namespace koine::server
