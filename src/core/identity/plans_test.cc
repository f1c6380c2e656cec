// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <string>

#include "core/identity/rows.h"
#include "core/plan_test_util.h"

namespace koine::identity {
namespace {

class IdentityPlans : public core::PlansTest {};

// Each start asks for them, whatever the number of people: this index holds only those with a role.
TEST_F(IdentityPlans, TheHighestAreFoundAmongThoseWithARole) {
  const auto used = Write([](store::Txn& txn) -> Result<std::string> {
    core::PlanTxn plan(txn);
    ListSuperAdmins(plan, kTenant, 2);
    return plan.used();
  });
  ASSERT_TRUE(used.ok());
  EXPECT_EQ(*used, "SEARCH users USING INDEX users_staff (tenant_id=?)\n");
}

}  // namespace
}  // namespace koine::identity
