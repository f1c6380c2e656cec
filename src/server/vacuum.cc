#include "server/vacuum.h"

#include <cstdio>
#include <string>
#include <string_view>

#include "store/compact.h"

namespace koine::server {

int RewriteStore(const config::Config& config) {
  constexpr std::string_view kSqlite = "sqlite:";
  std::string url = config.Text("store.url");
  if (url.empty()) url = std::string(kSqlite) + config.Text("data") + "/koine.db";
  if (!url.starts_with(kSqlite)) {
    std::fputs(
        "koine: store.url is of PostgreSQL, which manages its space and checksums by itself: there "
        "is nothing to do\n",
        stderr);
    return 1;
  }
  const Status done = store::CompactSqlite(url.substr(kSqlite.size()));
  if (done.ok()) return 0;
  std::fprintf(stderr, "koine: %s\n", done.error().text.c_str());
  return 1;
}

}  // namespace koine::server
