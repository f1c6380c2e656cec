// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/plan_test_util.h"
#include "core/webhook/rows.h"

namespace koine::webhook {
namespace {

class WebhookPlans : public core::PlansTest {};

TEST_F(WebhookPlans, DeliveriesAreLookedUp) {
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    ListDue(plan, 8, 100);
    DeleteDeliveries(plan, 1, ids);
    Revive(plan, kTenant, 0, 100);
    ListDead(plan, kTenant, 100);
    ListDeadBefore(plan, 1, 100);
    DeleteOf(plan, 1, 100);
    InsertOnline(plan, kTenant, ids);
    DeleteOnline(plan, kTenant, ids);
  });
}

}  // namespace
}  // namespace koine::webhook
