#include "store/store.h"

#include "store/pg_store.h"
#include "store/sqlite_store.h"
#include "store/url.h"

namespace koine::store {

Key KeyOf(char kind, std::int64_t id) {
  // A mixer of 64 bits (splitmix64): neighbouring ids go to different workers.
  std::uint64_t x = static_cast<std::uint64_t>(id) * 256 + static_cast<unsigned char>(kind);
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  x ^= x >> 31;
  return Key{x != 0 ? x : 1};
}

Result<std::unique_ptr<Store>> Store::Open(const Options& options,
                                           std::span<const Migration> migrations) {
  KOINE_TRY(const StorePlace place, ReadStoreUrl(options.url));
  if (place.engine == Engine::kSqlite) return OpenSqlite(options, place.path, migrations);
  return OpenPostgresql(options, migrations);
}

}  // namespace koine::store
