#include "core/group/membership.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <tuple>

#include "core/conversation/summary.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/member_rows.h"

namespace koine::group {
namespace {

using access::MemberRole;
using access::MemberStatus;
using core::Outcome;
using event::GroupAction;
using Ids = std::vector<std::int64_t>;

class GroupBase {
 protected:
  static Result<std::int64_t> AddIn(store::Txn& txn, const access::Principal& who,
                                    ConversationId group, const Ids& users) {
    KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, who, group));
    return AddMembers(txn, place, users);
  }
  static Result<std::int64_t> RemoveIn(store::Txn& txn, const access::Principal& who,
                                       ConversationId group, const Ids& users) {
    KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, who, group));
    return RemoveMembers(txn, place, users);
  }
  static Status LeaveIn(store::Txn& txn, const access::Principal& who, ConversationId group) {
    KOINE_TRY(const auto place, access::GroupMember::Open(txn, who, group));
    return LeaveGroup(txn, place);
  }
};

class Groups : public core::CoreTest, protected GroupBase {
 protected:
  void SetUp() override {
    CoreTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    dan_ = AddUser("dan");
    TakeEvents();
  }
  Result<std::int64_t> Add(UserId who, ConversationId group, Ids users) {
    return Write([&](store::Txn& txn) { return AddIn(txn, As(who), group, users); });
  }
  Result<std::int64_t> Remove(UserId who, ConversationId group, Ids users) {
    return Write([&](store::Txn& txn) { return RemoveIn(txn, As(who), group, users); });
  }
  Status Leave(UserId who, ConversationId group) {
    return Write([&](store::Txn& txn) { return LeaveIn(txn, As(who), group); });
  }
  std::vector<MemberRow> Members(ConversationId group) {
    return Read([&](store::Txn& txn) { return ListMembers(txn, kTenant, group, 100, 0); });
  }
  Ids MemberIds(ConversationId group) {
    Ids out;
    for (const MemberRow& row : Members(group)) out.push_back(row.user.id.value);
    return out;
  }
  void SetRole(ConversationId group, UserId user, MemberRole role) {
    EXPECT_EQ(Exec(core::kSetMember, 0, 0, role, group, user), 1);
  }
  std::string LastLine(UserId reader, ConversationId group) {
    const auto summary = Summary(reader, group);
    return summary && summary->last ? body::Preview(summary->last->message.body) : "";
  }
  UserId ann_, bob_, cid_, dan_;
};

TEST_F(Groups, AreMadeWithThoseWhoExist) {
  Exec(core::kSetUserState, 2, 0, dan_);
  const ConversationId group = Group(ann_, {cid_.value, 999'999, ann_.value, bob_.value, cid_.value,
                                            dan_.value, AddUser("far", kOtherTenant).value});
  EXPECT_EQ(MemberIds(group), (Ids{ann_.value, bob_.value, cid_.value}));
  EXPECT_EQ(Members(group)[0].role, MemberRole::kOwner);
  EXPECT_EQ(Members(group)[1].role, MemberRole::kMember);
  const auto summary = Summary(bob_, group);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->conversation.member_count, 3);
  EXPECT_EQ(summary->conversation.owner, ann_);
  EXPECT_EQ(summary->conversation.max_members, policy.group_members_max);
  EXPECT_EQ(summary->conversation.last_seq, 1);
  EXPECT_EQ(LastLine(bob_, group), "'Nann'创建了群聊");
  EXPECT_FALSE(Summary(dan_, group));
}

TEST_F(Groups, CreationIsToldToAllAndListedForAll) {
  const ConversationId group = Group(ann_, {bob_.value});
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 5u);
  const auto* created = events[0].As<event::GroupEvent>();
  ASSERT_NE(created, nullptr);
  EXPECT_EQ(created->action, GroupAction::kCreated);
  ASSERT_EQ(events[0].event->membership.size(), 1u);
  EXPECT_EQ(events[0].event->membership[0].user, ann_);
  EXPECT_TRUE(events[0].event->membership[0].joined);
  EXPECT_EQ(events[0].event->membership[0].conversation, group);
  const auto* added = events[1].As<event::GroupEvent>();
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(added->action, GroupAction::kMembersAdded);
  EXPECT_EQ(added->targets, std::vector<UserId>{bob_});
  EXPECT_EQ(events[1].event->targets, std::vector<UserId>{bob_});
  EXPECT_TRUE(events[1].event->to_members);
  // When all of it is there.
  for (const std::size_t i : {2, 3}) {
    const auto* shown = events[i].As<event::ConversationAdded>();
    ASSERT_NE(shown, nullptr);
    EXPECT_EQ(shown->name, "group");
    EXPECT_EQ(shown->card->members, 2);
    EXPECT_EQ(events[i].event->users, std::vector<UserId>{i == 2 ? ann_ : bob_});
  }
  ASSERT_NE(events[4].As<event::MessageCreated>(), nullptr);
  EXPECT_TRUE(events[4].event->to_members);
}

TEST_F(Groups, TooManyAreRefusedAndNothingIsLeft) {
  auto create = [&](std::int64_t max, Ids members) {
    return Write([&](store::Txn& txn) {
      GroupIn in;
      in.name = "g";
      in.max_members = max;
      in.members = members;
      return CreateGroup(txn, As(ann_), in);
    });
  };
  EXPECT_EQ(Outcome(create(2, {bob_.value, cid_.value})), "GroupFull");
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_TRUE(
      Read([&](store::Txn& txn) { return conversation::ListGroups(txn, As(ann_), 10); }).empty());
  EXPECT_EQ(Outcome(create(2, Ids(kNewMembersMax + 1, 1))), "BadArgument:memberIds");
  auto group = create(3, {bob_.value, cid_.value});
  ASSERT_TRUE(group.ok());
  EXPECT_EQ(Outcome(Add(ann_, *group, {dan_.value})), "GroupFull");
  EXPECT_EQ(Members(*group).size(), 3u);
  EXPECT_EQ(Outcome(Add(ann_, *group, {bob_.value})), "ok");
  EXPECT_EQ(Outcome(Add(ann_, *group, Ids(kNewMembersMax + 1, 1))), "BadArgument:userIds");
}

TEST_F(Groups, AddingSkipsThoseWhoAreIn) {
  const ConversationId group = Group(ann_, {bob_.value});
  TakeEvents();
  auto added = Add(ann_, group, {bob_.value, dan_.value, cid_.value, 999'999, cid_.value});
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(*added, 2);
  EXPECT_EQ(Summary(ann_, group)->conversation.member_count, 4);
  EXPECT_EQ(LastLine(cid_, group), "'Nann'邀请'Ncid、Ndan'加入了群聊");
  EXPECT_EQ(TakeEvents().size(), 3u);
  added = Add(ann_, group, {bob_.value});
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(*added, 0);
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(Outcome(Add(bob_, group, {dan_.value})), "RoleTooLow:admin");
}

TEST_F(Groups, RemovalFollowsRoles) {
  const UserId eve = AddUser("eve");
  const ConversationId group = Group(ann_, {bob_.value, cid_.value, dan_.value, eve.value});
  SetRole(group, bob_, MemberRole::kAdmin);
  SetRole(group, cid_, MemberRole::kAdmin);
  EXPECT_EQ(Outcome(Remove(dan_, group, {eve.value})), "RoleTooLow:admin");
  EXPECT_EQ(Outcome(Remove(bob_, group, {ann_.value})), "Forbidden:owner");
  EXPECT_EQ(Outcome(Remove(bob_, group, {dan_.value, cid_.value})), "Forbidden:admin");
  EXPECT_EQ(Outcome(Remove(ann_, group, {ann_.value})), "Forbidden:owner");
  EXPECT_EQ(Members(group).size(), 5u);
  TakeEvents();
  auto removed = Remove(bob_, group, {dan_.value, 999'999, dan_.value});
  ASSERT_TRUE(removed.ok());
  EXPECT_EQ(*removed, 1);
  EXPECT_EQ(Summary(ann_, group)->conversation.member_count, 4);
  EXPECT_EQ(LastLine(ann_, group), "'Ndan'被'Nbob'移出群聊");
  removed = Remove(ann_, group, {cid_.value});
  ASSERT_TRUE(removed.ok());
  EXPECT_EQ(*removed, 1);
  removed = Remove(ann_, group, {cid_.value});
  ASSERT_TRUE(removed.ok());
  EXPECT_EQ(*removed, 0);
  EXPECT_EQ(Summary(ann_, group)->conversation.member_count, 3);
}

TEST_F(Groups, WhoIsRemovedHearsItAndNothingMore) {
  const ConversationId group = Group(ann_, {bob_.value});
  TakeEvents();
  ASSERT_EQ(Outcome(Remove(ann_, group, {bob_.value})), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 3u);
  // The line first, while bob is still there.
  ASSERT_NE(events[0].As<event::MessageCreated>(), nullptr);
  EXPECT_TRUE(events[0].event->membership.empty());
  ASSERT_NE(events[1].As<event::GroupEvent>(), nullptr);
  EXPECT_EQ(events[1].As<event::GroupEvent>()->action, GroupAction::kMembersRemoved);
  EXPECT_EQ(events[1].event->targets, std::vector<UserId>{bob_});
  ASSERT_EQ(events[1].event->membership.size(), 1u);
  EXPECT_EQ(events[1].event->membership[0].user, bob_);
  EXPECT_FALSE(events[1].event->membership[0].joined);
  ASSERT_NE(events[2].As<event::ConversationRemoved>(), nullptr);
  EXPECT_FALSE(events[2].As<event::ConversationRemoved>()->dissolved);
  EXPECT_EQ(events[2].event->users, std::vector<UserId>{bob_});
  EXPECT_FALSE(Summary(bob_, group));
  EXPECT_EQ(Outcome(Say(bob_, group, "x")), "NotMember");
  // Bob could read to the line that tells of it.
  auto seat = Read([&](store::Txn& txn) { return access::Seated::Peek(txn, As(bob_), group); });
  ASSERT_TRUE(seat);
  EXPECT_EQ(seat->member().status, MemberStatus::kRemoved);
  EXPECT_EQ(seat->member().max_seq, seat->conversation().last_seq);
}

TEST_F(Groups, AnybodyButTheOwnerMayLeaveAndComeBack) {
  const ConversationId group = Group(ann_, {bob_.value});
  EXPECT_EQ(Outcome(Leave(ann_, group)), "Forbidden:owner_leaves");
  EXPECT_EQ(Outcome(Leave(cid_, group)), "GroupNotFound");
  SetRole(group, bob_, MemberRole::kAdmin);
  TakeEvents();
  ASSERT_EQ(Outcome(Leave(bob_, group)), "ok");
  EXPECT_EQ(Outcome(Leave(bob_, group)), "NotMember:group");
  EXPECT_EQ(LastLine(ann_, group), "'Nbob'退出了群聊");
  EXPECT_EQ(Summary(ann_, group)->conversation.member_count, 1);
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[1].As<event::GroupEvent>()->action, GroupAction::kMemberLeft);
  auto added = Add(ann_, group, {bob_.value});
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(*added, 1);
  const auto summary = Summary(bob_, group);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->conversation.member_count, 2);
  EXPECT_EQ(summary->member.role, MemberRole::kMember);
  EXPECT_EQ(summary->member.max_seq, 0);
  EXPECT_EQ(summary->unread, 0);
  EXPECT_EQ(Outcome(Say(bob_, group, "back")), "ok");
}

TEST_F(Groups, ALineNamesAFewOfMany) {
  Ids users;
  for (int i = 0; i < 30; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  const ConversationId group = Group(ann_, {bob_.value});
  ASSERT_EQ(Outcome(Add(ann_, group, users)), "ok");
  const auto summary = Summary(ann_, group);
  ASSERT_TRUE(summary && summary->last);
  EXPECT_EQ(std::get<body::Notice>(summary->last->message.body).targets.size(), kNamedMax);
}

TEST_F(Groups, MembersAreListedByRoleThenEntry) {
  const ConversationId group = Group(ann_, {dan_.value});
  clock.Advance(1);
  ASSERT_EQ(Outcome(Add(ann_, group, {bob_.value})), "ok");
  clock.Advance(1);
  ASSERT_EQ(Outcome(Add(ann_, group, {cid_.value})), "ok");
  SetRole(group, cid_, MemberRole::kAdmin);
  EXPECT_EQ(MemberIds(group), (Ids{ann_.value, cid_.value, dan_.value, bob_.value}));
  EXPECT_EQ(
      Read([&](store::Txn& txn) { return ListMembers(txn, kTenant, group, 2, 1)[1].user.id; }),
      dan_);
}

class GroupsAtOnce : public core::CoreOnBothTest, protected GroupBase {};
KOINE_ON_BOTH(GroupsAtOnce);

// Far pages are found from the other end.
TEST_P(GroupsAtOnce, PagesOfMembersFollowEachOther) {
  const UserId ann = AddUser("ann");
  const ConversationId group = Group(ann, {});
  for (int i = 0; i < 450; i += 90) {
    clock.Advance(1);
    Ids users;  // who all come at the same time
    for (int n = i; n < i + 90; ++n) users.push_back(AddUser("m" + std::to_string(n)).value);
    ASSERT_EQ(Outcome(Write([&](store::Txn& txn) { return AddIn(txn, As(ann), group, users); })),
              "ok");
    if (i == 90) {
      EXPECT_EQ(Exec(core::kSetMember, 0, 0, MemberRole::kAdmin, group, users[7]), 1);
    }
  }
  const auto all = Read([&](store::Txn& txn) { return ListMembers(txn, kTenant, group, 1000, 0); });
  ASSERT_EQ(all.size(), 451u);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const MemberRow& a, const MemberRow& b) {
    return std::tuple(-static_cast<int>(a.role), a.joined_at, a.user.id.value) <
           std::tuple(-static_cast<int>(b.role), b.joined_at, b.user.id.value);
  }));
  const auto place = Read([&](store::Txn& txn) { return *Roster::Open(txn, As(ann), group); });
  for (const std::int64_t limit : {1, 50, 70}) {
    for (std::int64_t offset = 0; offset <= 490; offset += limit == 1 ? 49 : limit) {
      Ids expected, rows, profiles;
      for (std::int64_t i = offset; i < offset + limit && i < 451; ++i) {
        expected.push_back(all[static_cast<std::size_t>(i)].user.id.value);
      }
      Read([&](store::Txn& txn) {
        for (const auto& one : ListMembers(txn, kTenant, group, limit, offset)) {
          rows.push_back(one.user.id.value);
        }
        for (const auto& one : PageMembers(txn, place, "", limit, offset)) {
          profiles.push_back(one.user.id.value);
        }
        return 0;
      });
      EXPECT_EQ(rows, expected) << offset << " " << limit;
      EXPECT_EQ(profiles, expected) << offset << " " << limit;
    }
  }
  EXPECT_EQ(Read([&](store::Txn& txn) { return CountMembers(txn, place, ""); }), 451);
}

TEST_P(GroupsAtOnce, TheLastFreeSeatGoesToOne) {
  const UserId ann = AddUser("ann");
  Ids users;
  for (int i = 0; i < 8; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  const ConversationId group = Group(ann, {});
  Exec(core::kSetGroup, 0, 0, 4, group);
  std::atomic<int> in = 0;
  std::atomic<int> full = 0;
  core::OnThreads(8, [&](int i) {
    auto added = Write([&](store::Txn& txn) {
      return AddIn(txn, As(ann), group, {users[static_cast<std::size_t>(i)]});
    });
    if (added.ok()) ++in;
    if (Outcome(added) == "GroupFull") ++full;
  });
  EXPECT_EQ(in, 3);
  EXPECT_EQ(full, 5);
  EXPECT_EQ(Summary(ann, group)->conversation.member_count, 4);
}

TEST_P(GroupsAtOnce, TheCountFollowsComingAndGoing) {
  const UserId ann = AddUser("ann");
  Ids users;
  for (int i = 0; i < 6; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  const ConversationId group = Group(ann, users);
  core::OnThreads(6, [&](int i) {
    const UserId me(users[static_cast<std::size_t>(i)]);
    for (int n = 0; n < 3; ++n) {
      EXPECT_EQ(Outcome(Write([&](store::Txn& txn) { return LeaveIn(txn, As(me), group); })), "ok");
      if (i % 2 == 0 || n < 2) {
        EXPECT_EQ(
            Outcome(Write([&](store::Txn& txn) { return AddIn(txn, As(ann), group, {me.value}); })),
            "ok");
      }
    }
  });
  EXPECT_EQ(Summary(ann, group)->conversation.member_count, 4);
  EXPECT_EQ(Read([&](store::Txn& txn) { return ListMembers(txn, kTenant, group, 100, 0).size(); }),
            4u);
}

}  // namespace
}  // namespace koine::group
