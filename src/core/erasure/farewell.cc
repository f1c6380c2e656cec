#include "core/erasure/farewell.h"

#include <string>

#include "core/access/system.h"
#include "core/erasure/farewell_rows.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "core/job.h"
#include "core/wallet/wallet.h"

namespace koine::erasure {

namespace {

constexpr char kJob[] = "account.farewell";
constexpr std::int64_t kFarewellPauseMs = 50;
// Nobody's dialect: who is gone acts in none.
constexpr access::Policy kNoPolicy;

Status LeaveOne(store::Txn& txn, const access::Principal& who, ConversationId group) {
  const auto place = access::GroupMember::Open(txn, who, group);
  if (!place.ok()) return Ok();  // it ended meanwhile
  if (place->member().role == access::MemberRole::kOwner) {
    KOINE_TRY(const access::GroupOwner owner, access::GroupOwner::Open(txn, who, group));
    const auto heir = FindSuccessor(txn, who.tenant, group, who.user);
    if (!heir) return group::Dissolve(txn, owner);
    KOINE_CHECK(group::Transfer(txn, owner, *heir));
  }
  KOINE_TRY(const access::GroupMember now, access::GroupMember::Open(txn, who, group));
  return group::LeaveGroup(txn, now);
}

Status Continue(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  return LeaveGroups(txn, job.tenant, UserId(job.id));
}

}  // namespace

Status CheckSettled(store::Txn& txn, TenantId tenant, UserId user) {
  if (wallet::HoldsNothing(txn, tenant, user) && !HasOpenMoney(txn, tenant, user)) return Ok();
  return Error{Code::kBadState, "money"};
}

Status LeaveGroups(store::Txn& txn, TenantId tenant, UserId user) {
  const access::Principal who = access::OfUser(tenant, user, &kNoPolicy);
  const auto groups = ListGroups(txn, tenant, user, kGroupsAtOnce);
  for (const std::int64_t group : groups) {
    KOINE_CHECK(LeaveOne(txn, who, ConversationId(group)));
  }
  if (static_cast<int>(groups.size()) == kGroupsAtOnce) {
    PutRowJob(txn, kJob, {tenant, user.value}, txn.now_ms() + kFarewellPauseMs);
  }
  return Ok();
}

void AddFarewellJobs(store::JobRunner& jobs) {
  jobs.Add(kJob, Continue);
}

}  // namespace koine::erasure
