#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// Named values that somebody set: of a user, or of the whole tenant (user 0). What is absent has
// its default, which the reader knows. A scope names whose feature it is ("notification").
namespace koine::setting {

// The owner of the tenant's own settings.
inline constexpr UserId kTenantWide{};

struct Entry {
  std::string name;
  std::string value;
  std::int64_t updated_at = 0;  // ms
};

std::optional<std::string> Get(store::Txn& txn, TenantId tenant, UserId user,
                               std::string_view scope, std::string_view name);
// All of a scope, in the order of their names.
std::vector<Entry> List(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope);
// Of `users` those who gave that name this value.
std::vector<UserId> WhoSet(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users,
                           std::string_view scope, std::string_view name, std::string_view value);
// Writes or replaces it. REQUIRES: txn.writable()
void Put(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope,
         std::string_view name, std::string_view value);
// Back to its default. False when it had none of its own. REQUIRES: txn.writable()
bool Remove(store::Txn& txn, TenantId tenant, UserId user, std::string_view scope,
            std::string_view name);

}  // namespace koine::setting
