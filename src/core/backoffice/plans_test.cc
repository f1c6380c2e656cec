// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/backoffice/rows.h"
#include "core/plan_test_util.h"

namespace koine::backoffice {
namespace {

class BackofficePlans : public core::PlansTest {};

TEST_F(BackofficePlans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  ExpectLookedUp([&](core::PlanTxn& plan) {
    MessageFilter messages;
    messages.places = Places::kPrivate;
    messages.receiver = ann;
    messages.type = ShownType{.kind = body::Kind::kImage};
    ListItems(plan, kTenant, messages, MessageId(1000), 10, 0);
    CountItems(plan, kTenant, messages, 10);
    EXPECT_NE(plan.used().find("conversation_pair_hi"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("message_seq"), std::string::npos) << plan.used();
    for (const char* table : {"SCAN users", "SCAN c", "SCAN m"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::backoffice
