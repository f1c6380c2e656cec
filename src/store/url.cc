#include "store/url.h"

#include <string_view>

#include "store/diag.h"

namespace koine::store {

Result<StorePlace> ReadStoreUrl(const std::string& url) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) {
    return StorePlace{Engine::kSqlite, url.substr(kSqlite.size())};
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return StorePlace{};
  return StoreError(Code::kBadArgument, "store.url must be sqlite:PATH or postgresql://…");
}

}  // namespace koine::store
