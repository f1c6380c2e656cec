#include "core/backoffice/users.h"

#include "core/backoffice/rows.h"

namespace koine::backoffice {

Result<std::map<std::int64_t, std::int64_t>> LastLogins(store::Txn& txn,
                                                        const access::Principal& who,
                                                        std::span<const std::int64_t> users) {
  if (!who.oversees()) return Error{Code::kForbidden};
  return ListLastLogins(txn, who.tenant, users);
}

}  // namespace koine::backoffice
