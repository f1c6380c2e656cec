#include "core/group/member.h"

#include "core/group/member_rows.h"

namespace koine::group {

Result<Roster> Roster::Open(store::Txn& txn, const access::Principal& who, ConversationId id) {
  if (!who.admin()) KOINE_CHECK(access::GroupMember::Open(txn, who, id));
  return Roster(who.tenant, id);
}

std::vector<MemberRow> ListMembers(store::Txn& txn, const Roster& group, std::int64_t limit,
                                   std::int64_t offset, const MemberFilter& filter) {
  return ListMembers(txn, group.tenant(), group.id(), limit, offset, filter);
}

std::int64_t CountMembers(store::Txn& txn, const Roster& group, const MemberFilter& filter) {
  return CountMembers(txn, group.tenant(), group.id(), filter);
}

std::vector<RoleOf> FindRoles(store::Txn& txn, const Roster& group,
                              std::span<const std::int64_t> users) {
  return FindRoles(txn, group.tenant(), group.id(), users);
}

}  // namespace koine::group
