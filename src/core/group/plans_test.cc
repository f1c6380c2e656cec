// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/group/member_rows.h"
#include "core/group/rows.h"
#include "core/group/system.h"
#include "core/plan_test_util.h"

namespace koine::group {
namespace {

class GroupPlans : public core::PlansTest {};

TEST_F(GroupPlans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const ConversationId place = Direct(ann, bob);
  const std::vector<std::int64_t> users = {ann.value, bob.value};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    FindNewcomers(plan, kTenant, place, users);
    InsertMembers(plan, kTenant, place, {}, users);
  });
}

// Of a large group few are meant: they are found by their seats, not in the list of all.
TEST_F(GroupPlans, SomeMembersAreFoundByTheirSeats) {
  const UserId ann = AddUser("ann");
  const ConversationId group = Group(ann, {});
  const std::vector<std::int64_t> users = {ann.value};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    FindRoles(plan, kTenant, group, users);
    SetMuted(plan, kTenant, group, 1, users);
    EndMembers(plan, kTenant, group, access::MemberStatus::kLeft, ann, 0,
               access::MemberRole::kOwner, users);
    EXPECT_EQ(plan.used().find("member_list"), std::string::npos) << plan.used();
  });
}

// What is before a page is passed in the index alone, and nothing is looked up for it.
TEST_F(GroupPlans, PagesOfMembersAreFoundInTheIndex) {
  const UserId ann = AddUser("ann");
  const ConversationId group = Group(ann, {});
  const auto place = Read([&](store::Txn& txn) { return *Roster::Open(txn, As(ann), group); });
  for (const std::int64_t offset : {0, 200}) {
    ExpectLookedUp([&](core::PlanTxn& plan) {
      ListMembers(plan, kTenant, group, 10, offset);
      PageMembers(plan, place, "", 10, offset);
      const std::string_view used = plan.used();
      const std::size_t first = used.find("USING COVERING INDEX member_list");
      ASSERT_NE(first, used.npos) << used;
      EXPECT_NE(used.find("USING COVERING INDEX member_list", first + 1), used.npos) << used;
    });
  }
}

// Of the back office: what was made at a time, and one group's members by their role.
TEST_F(GroupPlans, FilteredListsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const ConversationId group = Group(ann, {});
  ExpectLookedUp([&](core::PlanTxn& plan) {
    InfoFilter groups;
    groups.banned = true;
    groups.created_to = 1;
    ListInfos(plan, kTenant, groups, 10, 0);
    CountInfos(plan, kTenant, groups);
    const MemberFilter members{access::MemberRole::kAdmin, true};
    ListMembers(plan, kTenant, group, 10, 0, members);
    CountMembers(plan, kTenant, group, members);
    EXPECT_NE(plan.used().find("conversation_created"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("member_list"), std::string::npos) << plan.used();
    for (const char* table : {"SCAN users", "SCAN c", "SCAN m"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::group
