// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/conversation/list.h"
#include "core/conversation/rows.h"
#include "core/conversation/seat_rows.h"
#include "core/plan_test_util.h"

namespace koine::conversation {
namespace {

class ConversationPlans : public core::PlansTest {};

TEST_F(ConversationPlans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const ConversationId place = Direct(ann, bob);
  const std::int64_t users[] = {ann.value}, places[] = {place.value};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    const DirectOf pair{ann, bob, {}};
    FindDirects(plan, As(ann), {&pair, 1});
    ClearForAll(plan, kTenant, places);
    const Stored stored{ListSettings(plan, kTenant, places, users).at(0), 0};
    SetManySettings(plan, kTenant, places, users, {&stored, 1});
    ListPlacesOf(plan, As(ann), places);
    ListTouched(plan, kTenant, 1, 2);
  });
}

}  // namespace
}  // namespace koine::conversation
