#include "core/group/group_test_util.h"

#include "core/group/member_rows.h"
#include "core/group/membership.h"

namespace koine::group {

ConversationId MakeGroup(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users,
                         std::int64_t min_seq) {
  NewGroup group;
  group.id = NewGroupId(txn, tenant);
  group.owner = UserId(users.front());
  group.name = "group";
  group.max_members = 100;
  InsertGroup(txn, tenant, group);
  Newcomers newcomers;
  newcomers.min_seq = min_seq;
  InsertMembers(txn, tenant, group.id, newcomers, users);
  return group.id;
}

}  // namespace koine::group
