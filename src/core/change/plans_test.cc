// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/change/rows.h"
#include "core/plan_test_util.h"

namespace koine::change {
namespace {

class ChangePlans : public core::PlansTest {};

TEST_F(ChangePlans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const ConversationId place = Direct(ann, bob);
  ExpectLookedUp([&](core::PlanTxn& plan) {
    const Range range{place.value, 1, 2, {}};
    change::List(plan, kTenant, {&range, 1});
  });
}

}  // namespace
}  // namespace koine::change
