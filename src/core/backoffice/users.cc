#include "core/backoffice/users.h"

#include "base/text.h"
#include "core/backoffice/rows.h"
#include "core/identity/rows.h"

namespace koine::backoffice {

std::vector<identity::User> FindByLoginName(store::Txn& txn, TenantId tenant, std::string_view name,
                                            int limit) {
  const std::vector<std::int64_t> ids = ListNamed(txn, tenant, text::Fold(name), limit);
  if (ids.empty()) return {};
  return identity::FindUsers(txn, tenant, ids);
}

}  // namespace koine::backoffice
