// What members are called and may, and what a group keeps for clients.

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "core/group/rows.h"

namespace koine::group {
namespace {

using access::MemberRole;
using core::Outcome;
using event::GroupAction;

constexpr int kAdmin = static_cast<int>(MemberRole::kAdmin);
constexpr int kMember = static_cast<int>(MemberRole::kMember);

class Members : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    dan_ = AddUser("dan");
    group_ = Group(ann_, {bob_.value, cid_.value});
    Exec(core::kSetMember, 0, 0, MemberRole::kAdmin, group_, bob_);
    TakeEvents();
  }
  Status Set(UserId who, std::vector<MemberChange> changes) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(who), group_));
      return SetMembers(txn, place, changes);
    });
  }
  static MemberChange Named(UserId user, std::string nickname) {
    return {user, std::move(nickname), {}, {}, {}};
  }
  static MemberChange Raised(UserId user, int role) { return {user, {}, {}, {}, role}; }
  MemberProfile Profile(UserId user) {
    return Read([&](store::Txn& txn) {
      const SeatKey seat{group_, user};
      const auto found = MembersAmong(txn, kTenant, {&seat, 1});
      return found.empty() ? MemberProfile() : found.front();
    });
  }
  std::vector<event::GroupEvent> GroupEvents() {
    std::vector<event::GroupEvent> out;
    for (const core::Heard& one : TakeEvents()) {
      if (one.As<event::GroupEvent>() != nullptr) out.push_back(*one.As<event::GroupEvent>());
    }
    return out;
  }
  UserId ann_, bob_, cid_, dan_;
  ConversationId group_;
};
KOINE_ON_BOTH(Members);

TEST_P(Members, WhatIsGivenChangesAndTheRestStays) {
  ASSERT_EQ(Outcome(Set(ann_, {{cid_, "C", "https://f", "e", kAdmin}})), "ok");
  MemberProfile cid = Profile(cid_);
  EXPECT_EQ(cid.nickname + cid.avatar + cid.ex, "Chttps://fe");
  EXPECT_EQ(cid.role, MemberRole::kAdmin);
  EXPECT_EQ(cid.group, group_);
  auto events = GroupEvents();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].action, GroupAction::kRoleChanged);
  EXPECT_EQ(events[0].role, kAdmin);
  EXPECT_TRUE(events[0].order);
  EXPECT_EQ(events[1].action, GroupAction::kMemberChanged);
  EXPECT_EQ(events[1].text, "C");
  EXPECT_EQ(events[1].targets, std::vector<UserId>{cid_});
  const std::int64_t version = events[1].members.number;
  ASSERT_EQ(Outcome(Set(ann_, {{cid_, "", {}, {}, {}}})), "ok");
  cid = Profile(cid_);
  EXPECT_EQ(cid.nickname + cid.avatar + cid.ex, "https://fe");
  EXPECT_EQ(cid.role, MemberRole::kAdmin);
  events = GroupEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].members.number, version + 1);
  EXPECT_FALSE(events[0].order);
  // Nothing is no change.
  ASSERT_EQ(Outcome(Set(ann_, {Raised(cid_, kAdmin)})), "ok");
  EXPECT_TRUE(GroupEvents().empty());
}

TEST_P(Members, SeveralAtOnceSkipAVersionForThoseWhoFollow) {
  ASSERT_EQ(Outcome(Set(ann_, {Named(ann_, "A")})), "ok");
  const std::int64_t version = GroupEvents().back().members.number;
  ASSERT_EQ(Outcome(Set(ann_, {Named(cid_, "C"), {bob_, "B", {}, {}, kMember}})), "ok");
  const auto events = GroupEvents();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].members.number, version + 2);
  EXPECT_EQ(Profile(bob_).nickname, "B");
  EXPECT_EQ(Profile(cid_).nickname, "C");
}

TEST_P(Members, WhoMayChangeWhom) {
  EXPECT_EQ(Outcome(Set(cid_, {Named(cid_, "C")})), "ok");
  EXPECT_EQ(Outcome(Set(cid_, {Named(bob_, "B")})), "Forbidden:member");
  EXPECT_EQ(Outcome(Set(cid_, {Raised(cid_, kAdmin)})), "Forbidden:role");
  EXPECT_EQ(Outcome(Set(bob_, {Named(cid_, "C")})), "ok");
  EXPECT_EQ(Outcome(Set(bob_, {Named(ann_, "A")})), "Forbidden:member");
  EXPECT_EQ(Outcome(Set(bob_, {Raised(cid_, kAdmin)})), "Forbidden:role");
  EXPECT_EQ(Outcome(Set(ann_, {Raised(ann_, kAdmin)})), "BadArgument:roleLevel");
  EXPECT_EQ(Outcome(Set(ann_, {Named(dan_, "D")})), "NotMember:given");
  // All or none.
  EXPECT_EQ(Outcome(Set(bob_, {Named(bob_, "BB"), Named(ann_, "A")})), "Forbidden:member");
  EXPECT_EQ(Profile(bob_).nickname, "");
  // An administrator may lay their role down.
  EXPECT_EQ(Outcome(Set(bob_, {Raised(bob_, kMember)})), "ok");
  EXPECT_EQ(Profile(bob_).role, MemberRole::kMember);
}

TEST_P(Members, AGroupHasSoManyAdministrators) {
  std::vector<std::int64_t> ids;
  std::vector<MemberChange> changes;
  for (int i = 0; i < kAdminsMax; ++i) {
    const UserId user = AddUser("u" + std::to_string(i));
    ids.push_back(user.value);
    changes.push_back(Raised(user, kAdmin));
  }
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Result<std::int64_t> {
                KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group_));
                return AddMembers(txn, place, ids);
              }).ok());
  EXPECT_EQ(Outcome(Set(ann_, changes)), "BadState:admins_full");
  changes.push_back(Raised(bob_, kMember));
  EXPECT_EQ(Outcome(Set(ann_, changes)), "ok");
}

TEST_P(Members, TheOldOwnerBecomesWhatThePolicySays) {
  policy.swaps_roles = true;
  auto give = [&](UserId who, UserId to) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(who), group_));
      return Transfer(txn, place, to);
    });
  };
  EXPECT_EQ(Outcome(give(bob_, cid_)), "RoleTooLow:owner");
  ASSERT_EQ(Outcome(give(ann_, cid_)), "ok");
  EXPECT_EQ(Profile(ann_).role, MemberRole::kMember);
  EXPECT_EQ(Profile(cid_).role, MemberRole::kOwner);
  const auto events = GroupEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].former_owner, ann_);
  ASSERT_EQ(Outcome(give(cid_, bob_)), "ok");
  EXPECT_EQ(Profile(cid_).role, MemberRole::kAdmin);
}

TEST_P(Members, WhatAGroupKeepsForClients) {
  auto update = [&](const GroupChange& change) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group_));
      return UpdateGroup(txn, place, change);
    });
  };
  auto kept = [&] {
    return Read([&](store::Txn& txn) {
      const std::int64_t id = group_.value;
      return FindProfilesById(txn, kTenant, {&id, 1}).front();
    });
  };
  GroupChange change;
  change.look_member_info = 1;
  change.ex = "e";
  change.join_mode = access::JoinMode::kApply;
  ASSERT_EQ(Outcome(update(change)), "ok");
  auto events = GroupEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_TRUE(events[0].info);
  EXPECT_FALSE(events[0].renamed);
  change = {};
  change.apply_member_friend = 1;
  ASSERT_EQ(Outcome(update(change)), "ok");
  EXPECT_EQ(ReadSettings(kept().settings).lookMemberInfo, 1);
  EXPECT_EQ(ReadSettings(kept().settings).applyMemberFriend, 1);
  EXPECT_EQ(kept().ex, "e");
  EXPECT_EQ(kept().join_mode, access::JoinMode::kApply);
  GroupEvents();
  change = {};
  change.name = "new name";
  ASSERT_EQ(Outcome(update(change)), "ok");
  events = GroupEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_TRUE(events[0].renamed);
  EXPECT_FALSE(events[0].info);
  EXPECT_EQ(events[0].name, "new name");
}

TEST_P(Members, QuietlyThereIsNoLineButWhatWasSaidBeforeIsAllTheyRead) {
  GroupIn in;
  in.name = "quiet";
  in.members = {bob_.value, cid_.value};
  in.quiet = true;
  const auto made = Write([&](store::Txn& txn) { return CreateGroup(txn, As(ann_), in); });
  ASSERT_TRUE(made.ok());
  group_ = *made;
  EXPECT_EQ(List(ann_, group_, {})->size(), 0u);
  auto remove = [&](UserId user) {
    return Write([&](store::Txn& txn) -> Result<std::int64_t> {
      KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group_));
      return RemoveMembers(txn, place, {user.value}, true);
    });
  };
  // Nothing was said yet: a line marks where bob went.
  ASSERT_TRUE(remove(bob_).ok());
  EXPECT_EQ(List(ann_, group_, {})->size(), 1u);
  ASSERT_TRUE(remove(cid_).ok());
  EXPECT_EQ(List(ann_, group_, {})->size(), 1u);
  const auto seat =
      Read([&](store::Txn& txn) { return access::Seated::Peek(txn, As(cid_), group_); });
  ASSERT_TRUE(seat);
  EXPECT_EQ(seat->member().max_seq, 1);
  for (const event::GroupEvent& one : GroupEvents()) {
    if (one.action == GroupAction::kMembersRemoved) {
      EXPECT_EQ(one.quiet, one.targets.front() == cid_);
    } else {
      EXPECT_TRUE(one.quiet);
    }
  }
}

}  // namespace
}  // namespace koine::group
