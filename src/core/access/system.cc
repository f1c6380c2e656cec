#include "core/access/system.h"

#include <utility>

#include "base/require.h"
#include "core/access/maker.h"

namespace koine::access {

Principal OfUser(TenantId tenant, UserId user, const Policy* policy) {
  return PrincipalMaker::Make({.tenant = tenant, .user = user, .policy = policy});
}

Principal OfServer(TenantId tenant, const Policy* policy) {
  return PrincipalMaker::Make({.tenant = tenant, .role = Role::kAdmin, .policy = policy});
}

Principal OfOperator(TenantId tenant, std::string from) {
  KOINE_REQUIRE(from.find_first_of(".:") == std::string::npos);
  return PrincipalMaker::Make(
      {.tenant = tenant, .role = Role::kSuperAdmin, .address = std::move(from)});
}

Principal ServerOf(const Principal& client) {
  return But(client, [](Principal::Parts* parts) { parts->role = Role::kAdmin; });
}

}  // namespace koine::access
