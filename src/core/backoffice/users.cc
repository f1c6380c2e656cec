#include "core/backoffice/users.h"

#include "base/text.h"
#include "core/backoffice/rows.h"
#include "core/identity/rows.h"

namespace koine::backoffice {

Result<std::vector<identity::User>> FindByLoginName(store::Txn& txn, const access::Principal& who,
                                                    std::string_view name, int limit) {
  if (!who.oversees()) return Error{Code::kForbidden};
  const std::vector<std::int64_t> ids = ListNamed(txn, who.tenant, text::Fold(name), limit);
  if (ids.empty()) return std::vector<identity::User>();
  return identity::FindUsers(txn, who.tenant, ids);
}

Result<std::map<std::int64_t, std::int64_t>> LastLogins(store::Txn& txn,
                                                        const access::Principal& who,
                                                        std::span<const std::int64_t> users) {
  if (!who.oversees()) return Error{Code::kForbidden};
  return ListLastLogins(txn, who.tenant, users);
}

}  // namespace koine::backoffice
