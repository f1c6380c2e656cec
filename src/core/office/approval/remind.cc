#include <algorithm>
#include <set>
#include <string>

#include "core/access/system.h"
#include "core/job.h"
#include "core/office/approval/approval.h"
#include "core/office/approval/rows.h"
#include "core/office/approval/run.h"
#include "core/office/approval/tell.h"
#include "core/office/organization/organization.h"

namespace koine::approval {

namespace {

// Places that nobody can fill any more, since their people closed their accounts or were switched
// off, go to the first administrator; not where another's word is enough, nor to the applicant.
void Replace(store::Txn& txn, TenantId tenant, Run* run) {
  std::vector<std::int64_t> ids;
  for (const Hand& hand : run->hands()) {
    if (hand.state == HandState::kOpen) ids.push_back(hand.person.id.value);
  }
  std::set<std::int64_t> here;
  for (const Person& person : SelectActive(txn, tenant, ids)) here.insert(person.id.value);
  const auto open = [&](const Hand& hand) { return hand.state == HandState::kOpen; };
  const auto active = [&](const Hand& hand) { return here.contains(hand.person.id.value); };
  const auto admin = organization::AdministratorFirst(txn, tenant, run->approval().applicant.id);
  if (!admin) return;
  const Person to = access::FindPerson(txn, tenant, *admin);
  for (const Step& step : run->steps()) {
    auto& hands = run->hands();
    const auto at = [&](const Hand& hand) { return hand.step == step.id && open(hand); };
    const bool someone = std::any_of(hands.begin(), hands.end(),
                                     [&](const Hand& hand) { return at(hand) && active(hand); });
    if (someone && step.needs == Needs::kAny) continue;
    const bool gone = std::any_of(hands.begin(), hands.end(),
                                  [&](const Hand& hand) { return at(hand) && !active(hand); });
    const bool there = std::any_of(hands.begin(), hands.end(), [&](const Hand& hand) {
      return hand.step == step.id && hand.person.id == *admin;
    });
    if (!gone || there) continue;
    for (Hand& hand : hands) {
      if (at(hand) && !active(hand)) run->Set(&hand, HandAct::kPass);
    }
    run->Give(step.id, to, to.id);
    run->Note({}, step.id, ApprovalAction::kTransfer, "", to.id);
    run->approval().reminded = 0;  // who is new to it hears of it
  }
}

// Tells those whose turn it still is, so many times, and comes again as long as it waits: one
// transaction.
Status Remind(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const TenantId tenant = job.tenant;
  const auto found = FindApproval(txn, tenant, ApprovalId(job.id), true);
  if (!found || found->state != ApprovalState::kPending) return Ok();
  Run run = RunOf(txn, tenant, *found, SelectHands(txn, tenant, found->id));
  Replace(txn, tenant, &run);
  if (run.approval().reminded < kRemindMax) {
    std::vector<UserId> to;
    for (const Hand& hand : run.hands()) {
      if (hand.state == HandState::kOpen) to.push_back(hand.person.id);
    }
    Tell(txn, tenant, run.approval(), notification::LineKind::kApprovalReminded,
         run.approval().applicant, to);
    ++run.approval().reminded;
  }
  run.Save();
  txn.PutJob(kRemindJob, key, txn.now_ms() + kRemindMs, payload);
  return Ok();
}

}  // namespace

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kRemindJob, Remind);
}

}  // namespace koine::approval
