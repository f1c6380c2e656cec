#include <string>

#include "base/text.h"
#include "core/office/approval/approval.h"
#include "core/office/approval/rows.h"
#include "core/office/approval/run.h"
#include "core/office/approval/tell.h"

namespace koine::approval {

namespace {

// Tells those whose turn it still is, notes it and comes again: one transaction.
Status Remind(store::Txn& txn, std::string_view key, std::string_view payload) {
  const auto id = text::ParseInt(key);
  const auto number = text::ParseInt(payload);
  if (!id || !number) return Error{Code::kInternal, "job"};
  const TenantId tenant(*number);
  auto found = FindApproval(txn, tenant, ApprovalId(*id), true);
  if (!found || found->state != State::kPending || found->reminded >= kRemindMax) return Ok();
  std::vector<UserId> to;
  for (const Hand& hand : SelectHands(txn, tenant, found->id)) {
    if (hand.state == HandState::kOpen) to.push_back(hand.person.id);
  }
  Tell(txn, tenant, *found, notification::LineKind::kApprovalReminded, found->applicant, to);
  ++found->reminded;
  SaveApproval(txn, tenant, *found);
  if (found->reminded < kRemindMax) {
    txn.PutJob(kRemindJob, key, txn.now_ms() + kRemindMs, payload);
  }
  return Ok();
}

}  // namespace

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kRemindJob, Remind);
}

}  // namespace koine::approval
