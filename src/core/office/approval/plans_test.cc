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
    SelectMine(plan, kTenant, ann, State::kPending, 10, 0);
    SelectDecided(plan, kTenant, ann, 10, 0);
    EXPECT_EQ(plan.used().find("USE TEMP B-TREE"), std::string::npos) << plan.used();
    SelectWaiting(plan, kTenant, ann, "x", 10, 0);
    CountOpen(plan, kTenant, ann, "");
    CountOpen(plan, kTenant, ann, "x");
    CountOwn(plan, kTenant, ann, State::kPending);
    CountOwn(plan, kTenant, ann, std::nullopt);
    CountDone(plan, kTenant, ann);
    SelectOpen(plan, kTenant, ids);
    SelectSteps(plan, kTenant, ApprovalId(1));
    SelectHands(plan, kTenant, ApprovalId(1));
    SelectRecords(plan, kTenant, ApprovalId(1));
    SelectActive(plan, kTenant, ids);
    InsertRecord(plan, kTenant, ApprovalId(1), {});
    FindApproval(plan, kTenant, ApprovalId(1), false);
    EXPECT_EQ(plan.used().find("SCAN a"), std::string::npos) << plan.used();
    EXPECT_EQ(plan.used().find("SCAN h"), std::string::npos) << plan.used();
  });
}

}  // namespace
}  // namespace koine::approval
