// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/message/rows.h"
#include "core/plan_test_util.h"

namespace koine::message {
namespace {

class MessagePlans : public core::PlansTest {};

TEST_F(MessagePlans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const ConversationId group = Group(ann, {});
  const std::int64_t places[] = {group.value};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    ListShown(plan, kTenant, places, 500);
    ListReceipted(plan, kTenant, group, ann, 1, 9, 10);
    EXPECT_NE(plan.used().find("message_receipt"), std::string::npos) << plan.used();
    EXPECT_EQ(plan.used().find("SCAN m"), std::string::npos) << plan.used();
  });
}

}  // namespace
}  // namespace koine::message
