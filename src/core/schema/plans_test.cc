// How SQLite finds the rows of statements that name them by a list: never by reading a tenant, nor
// one list for each element of another.

#include <gtest/gtest.h>

#include "core/identity/account.h"
#include "core/identity/rows.h"
#include "core/plan_test_util.h"
#include "core/retention/rows.h"
#include "core/version/rows.h"
#include "core/version/version.h"

namespace koine::core {
namespace {

using store::Txn;

class Plans : public PlansTest {};

TEST_F(Plans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const ConversationId place = Direct(ann, bob);
  const std::vector<std::int64_t> users = {ann.value, bob.value};
  const std::vector<std::int64_t> places = {place.value};
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    identity::FindUsers(plan, kTenant, users);
    retention::ListBlocks(plan, kTenant, ConversationId(), 10);
    retention::ListBlocksOf(plan, kTenant, places);
    const std::vector<std::int64_t> seqs = {1};
    retention::ListSent(plan, kTenant, places, seqs);
    const retention::Cut cut{place, ann, 1, 1};
    retention::CutSeats(plan, kTenant, {&cut, 1});
    retention::RaiseCursors(plan, kTenant, {&cut, 1});
    const version::Element element{ann.value, bob.value};
    version::BumpEach(plan, kTenant, version::Collection::kContacts, {&element, 1},
                      version::Op::kInsert);
    version::ListChanged(plan, kTenant, version::Collection::kContacts, users, users, 10);
    return plan.bad();
  });
  ASSERT_TRUE(bad.ok());
  EXPECT_EQ(*bad, std::vector<std::string>());
}

TEST_F(Plans, NamesAreLookedUpWhenAUserIsMade) {
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    identity::User user;
    user.tenant = kTenant;
    user.username = "ann";
    user.mobile = "13800000000";
    user.email = "ann@example.org";
    identity::LoginNameTaken(plan, user);
    identity::NewUserId(plan, kTenant);
    KOINE_CHECK(identity::RegisterGiven(plan, kTenant, {{"one", "One"}, {"two", "Two"}}));
    return plan.bad();
  });
  ASSERT_TRUE(bad.ok());
  EXPECT_EQ(*bad, std::vector<std::string>());
}

// Of the back office: who came at a time.
TEST_F(Plans, FilteredListsAreLookedUp) {
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    identity::UserFilter users;
    users.folded = "n";
    users.banned = false;
    users.created_from = 1;
    identity::ListUsers(plan, kTenant, users, 10, 0);
    identity::CountUsers(plan, kTenant, users);
    EXPECT_NE(plan.used().find("users_created"), std::string::npos) << plan.used();
    for (const char* table : {"SCAN users", "SCAN c", "SCAN m"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
    return plan.bad();
  });
  ASSERT_TRUE(bad.ok());
  EXPECT_EQ(*bad, std::vector<std::string>());
}

}  // namespace
}  // namespace koine::core
