#include "core/group/requests.h"

#include <set>
#include <string_view>

#include "core/group/view.h"
#include "core/group/view_rows.h"

namespace koine::group {

Result<JoinScope> JoinScope::Managed(store::Txn& txn, const access::Principal& manager,
                                     bool for_admin, std::span<const std::string> handles) {
  JoinScope out(manager.tenant, UserId(), {});
  if (handles.empty()) {
    out.groups_ = ListManaged(txn, manager.tenant, manager.user);
    return out;
  }
  auto groups = FindProfiles(txn, manager.tenant, handles);
  if (!for_admin) groups = ShownTo(txn, manager, std::move(groups));
  for (const Profile& one : groups) out.groups_.push_back(one.id.value);
  const std::set<std::string_view> named(handles.begin(), handles.end());
  if (out.groups_.size() != named.size()) return FieldError(Code::kGroupNotFound, "groupIDs");
  if (for_admin) return out;
  const auto seats = FindSeats(txn, manager.tenant, manager.user, out.groups_);
  if (seats.size() != out.groups_.size()) return FieldError(Code::kNotMember, "groupIDs");
  for (const Seat& seat : seats) {
    if (seat.role < access::MemberRole::kAdmin) return Error{Code::kRoleTooLow, "admin"};
  }
  return out;
}

std::vector<RequestRow> PageRequests(store::Txn& txn, const JoinScope& scope,
                                     const RequestsWanted& wanted, std::int64_t limit,
                                     std::int64_t offset) {
  return PageRequests(txn, scope.tenant(),
                      {scope.applicant(), scope.groups(), wanted.users, wanted.states}, limit,
                      offset);
}

std::int64_t CountRequests(store::Txn& txn, const JoinScope& scope, const RequestsWanted& wanted) {
  return CountRequests(txn, scope.tenant(),
                       {scope.applicant(), scope.groups(), wanted.users, wanted.states});
}

std::int64_t CountWaiting(store::Txn& txn, const access::Principal& who, std::int64_t since_ms) {
  return CountWaiting(txn, who.tenant, who.user, since_ms);
}

}  // namespace koine::group
