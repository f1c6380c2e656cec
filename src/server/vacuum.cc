#include "server/vacuum.h"

#include <cstdio>

#include "server/open.h"
#include "server/options.h"
#include "server/places.h"
#include "store/compact.h"

namespace koine::server {

int RewriteStore(const config::Config& config) {
  if (const Status known = CheckStoreUrl(config); !known.ok()) return Fail(known.error());
  if (IsPostgres(config)) {
    std::fputs(
        "koine: store.url is of PostgreSQL, which manages its space and checksums by itself: there "
        "is nothing to do\n",
        stderr);
    return 1;
  }
  const Status done = store::CompactSqlite(SqliteFile(config));
  return done.ok() ? 0 : Fail(done.error());
}

}  // namespace koine::server
