// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/contact/rows.h"
#include "core/plan_test_util.h"

namespace koine::contact {
namespace {

class ContactPlans : public core::PlansTest {};

TEST_F(ContactPlans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const std::vector<std::int64_t> users = {ann.value, bob.value};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    LockUsers(plan, kTenant, users);
    PutEdges(plan, kTenant, ann, users, "g", AddSource::kImported, ann);
  });
}

}  // namespace
}  // namespace koine::contact
