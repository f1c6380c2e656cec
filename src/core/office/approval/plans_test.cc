// How SQLite finds what the lists show: the caller's own rows alone, already in order.

#include <gtest/gtest.h>

#include "core/office/approval/rows.h"
#include "core/plan_test_util.h"

namespace koine::approval {
namespace {

class ApprovalPlans : public core::PlansTest {};

TEST_F(ApprovalPlans, ListsReadTheCallersRowsAlone) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    SelectWaiting(plan, kTenant, ann, "", 10, 0);
    SelectMine(plan, kTenant, ann, std::nullopt, 10, 0);
    SelectMine(plan, kTenant, ann, ApprovalState::kPending, 10, 0);
    SelectDecided(plan, kTenant, ann, 10, 0);
    SelectCopied(plan, kTenant, ann, 10, 0);
    // Of each list only the page is sorted, not what it is taken from.
    int sorted = 0;
    for (auto at = plan.used().find("B-TREE"); at != std::string::npos;
         at = plan.used().find("B-TREE", at + 1)) {
      ++sorted;
    }
    EXPECT_LE(sorted, 5) << plan.used();
    SelectWaiting(plan, kTenant, ann, "x", 10, 0);
    CountOpen(plan, kTenant, ann, "");
    CountOpen(plan, kTenant, ann, "x");
    CountOwn(plan, kTenant, ann, ApprovalState::kPending);
    CountOwn(plan, kTenant, ann, std::nullopt);
    CountDone(plan, kTenant, ann);
    CountCopies(plan, kTenant, ann);
    SelectOpen(plan, kTenant, ids);
    SelectSteps(plan, kTenant, ApprovalId(1));
    SelectHands(plan, kTenant, ApprovalId(1));
    SelectRecords(plan, kTenant, ApprovalId(1));
    SelectActive(plan, kTenant, ids);
    InsertRecord(plan, kTenant, ApprovalId(1), {});
    FindApproval(plan, kTenant, ApprovalId(1), false);
    for (const char* table : {"SCAN a\n", "SCAN h\n", "SCAN u\n", "SCAN approval"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::approval
