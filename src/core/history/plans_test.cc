// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/history/sync_rows.h"
#include "core/plan_test_util.h"

namespace koine::history {
namespace {

class HistoryPlans : public core::PlansTest {};

TEST_F(HistoryPlans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const ConversationId place = Direct(ann, bob);
  const std::int64_t users[] = {ann.value, bob.value, 77}, places[] = {place.value}, seqs[] = {1};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    FindHandles(plan, kTenant, users);
    ListEntries(plan, kTenant, ann, places, seqs);
    ListIdsOf(plan, As(ann), places);
  });
}

}  // namespace
}  // namespace koine::history
