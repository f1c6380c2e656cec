#include "core/version/begin.h"

#include "core/version/rows.h"

namespace koine::version {

void Begin(store::Txn& txn, TenantId tenant, UserId user) {
  constexpr std::int64_t kOfUsers[] = {static_cast<std::int64_t>(Collection::kContacts),
                                       static_cast<std::int64_t>(Collection::kGroups),
                                       static_cast<std::int64_t>(Collection::kConversations)};
  constexpr std::size_t kLogBytes = 12;
  BeginLogs(txn, tenant, kOfUsers, user.value, txn.random().Hex(kLogBytes));
}

}  // namespace koine::version
