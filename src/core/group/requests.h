#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/group/join.h"
#include "core/group/scene.h"
#include "core/identity/user.h"
#include "store/txn.h"

// Requests to join several groups, for who asked and who decides.
namespace koine::group {

// Whose requests the holder may know of: those they made, or those to groups that they manage.
class JoinScope {
 public:
  // The principal's own; to these groups, or to all without any.
  static JoinScope Own(const access::Principal& who, std::vector<std::int64_t> groups = {}) {
    return {who.tenant, who.user, std::move(groups)};
  }
  JoinScope(const Manager& by)  // NOLINT: a proof of more is a proof of this
      : tenant_(by.scene().tenant), groups_({by.scene().state.id.value}) {}
  // The groups of whose requests `manager` may know: those named, or all that they manage. An
  // administrator of the server may ask about any. kGroupNotFound, kNotMember with "groupIDs";
  // kRoleTooLow "admin". At most two statements.
  static Result<JoinScope> Managed(store::Txn& txn, const access::Principal& manager,
                                   bool for_admin, std::span<const std::string> handles);

  TenantId tenant() const { return tenant_; }
  UserId applicant() const { return applicant_; }  // 0: anybody
  const std::vector<std::int64_t>& groups() const { return groups_; }
  // No group is managed.
  bool empty() const { return !applicant_ && groups_.empty(); }

 private:
  JoinScope(TenantId tenant, UserId applicant, std::vector<std::int64_t> groups)
      : tenant_(tenant), applicant_(applicant), groups_(std::move(groups)) {}
  TenantId tenant_;
  UserId applicant_;
  std::vector<std::int64_t> groups_;
};

// A request to join with the people of it.
struct RequestRow {
  JoinRequest request;
  identity::User user;
  std::string inviter, handler;  // handles
};
// Which of them; an empty list wants all. Those of people who came in otherwise wait no more and
// are left out.
struct RequestsWanted {
  std::span<const std::int64_t> users;   // applicants
  std::span<const std::int64_t> states;  // JoinStatus
};
// The newest first.
std::vector<RequestRow> PageRequests(store::Txn& txn, const JoinScope& scope,
                                     const RequestsWanted& wanted, std::int64_t limit,
                                     std::int64_t offset);
std::int64_t CountRequests(store::Txn& txn, const JoinScope& scope, const RequestsWanted& wanted);
// Those that wait for the principal as owner or administrator of a group and were made after
// `since_ms`.
std::int64_t CountWaiting(store::Txn& txn, const access::Principal& who, std::int64_t since_ms);

}  // namespace koine::group
