// How SQLite finds the rows of statements that name them by a list: never by reading a tenant, nor
// one list for each element of another.

#include <gtest/gtest.h>

#include "core/backoffice/rows.h"
#include "core/change/rows.h"
#include "core/conversation/rows.h"
#include "core/conversation/seat_rows.h"
#include "core/history/sync_rows.h"
#include "core/identity/account.h"
#include "core/identity/rows.h"
#include "core/message/rows.h"
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
    history::FindHandles(plan, kTenant, users);
    const conversation::DirectOf pair{ann, bob, {}};
    conversation::FindDirects(plan, kTenant, {&pair, 1});
    conversation::ClearForAll(plan, kTenant, places);
    retention::ListBlocks(plan, kTenant, ConversationId(), 10);
    retention::ListBlocksOf(plan, kTenant, places);
    const std::vector<std::int64_t> seqs = {1};
    retention::ListSent(plan, kTenant, places, seqs);
    const retention::Cut cut{place, ann, 1, 1};
    retention::CutSeats(plan, kTenant, {&cut, 1});
    retention::RaiseCursors(plan, kTenant, {&cut, 1});
    const change::Range range{place.value, 1, 2};
    change::List(plan, kTenant, {&range, 1});
    const std::span<const std::int64_t> one(users.data(), 1);
    const conversation::Stored stored{conversation::ListSettings(plan, kTenant, places, one).at(0),
                                      0};
    conversation::SetManySettings(plan, kTenant, places, one, {&stored, 1});
    const version::Element element{ann.value, bob.value};
    version::BumpEach(plan, kTenant, version::Collection::kContacts, {&element, 1},
                      version::Op::kInsert);
    version::ListChanged(plan, kTenant, version::Collection::kContacts, users, users, 10);
    history::ListEntries(plan, kTenant, ann, places, seqs);
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

// Of the back office: who came at a time, and messages.
TEST_F(Plans, FilteredListsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const ConversationId group = Group(ann, {});
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    identity::UserFilter users;
    users.folded = "n";
    users.banned = false;
    users.created_from = 1;
    identity::ListUsers(plan, kTenant, users, 10, 0);
    identity::CountUsers(plan, kTenant, users);
    backoffice::MessageFilter messages;
    messages.places = backoffice::Places::kPrivate;
    messages.receiver = ann;
    messages.type = backoffice::ShownType{.kind = body::Kind::kImage};
    backoffice::ListItems(plan, kTenant, messages, MessageId(1000), 10, 0);
    backoffice::CountItems(plan, kTenant, messages, 10);
    EXPECT_NE(plan.used().find("conversation_pair_hi"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("message_seq"), std::string::npos) << plan.used();
    const std::int64_t places[] = {group.value};
    message::ListShown(plan, kTenant, places, 500);
    message::ListReceipted(plan, kTenant, group, ann, 1, 9, 10);
    EXPECT_NE(plan.used().find("message_receipt"), std::string::npos) << plan.used();
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
