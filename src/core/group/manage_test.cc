#include "core/group/manage.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/conversation/audience.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/membership.h"
#include "core/group/rows.h"

namespace koine::group {
namespace {

using access::MemberRole;
using access::MemberStatus;
using core::Outcome;
using event::GroupAction;
using Ids = std::vector<std::int64_t>;

const store::Sql kSetAdmin{"update users set role = 1 where id = ?"};

class ManageBase : protected core::World {
 protected:
  void MakePeople() {
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    dan_ = AddUser("dan");
    group_ = Group(ann_, {bob_.value, cid_.value});
    TakeEvents();
  }
  // Opens the door P for `who` and runs fn(txn, proof).
  template <class P, class F>
  auto In(UserId who, F fn) {
    return Write([&](store::Txn& txn) -> decltype(fn(txn, std::declval<const P&>())) {
      KOINE_TRY(const P place, P::Open(txn, As(who), group_));
      return fn(txn, place);
    });
  }
  Status Update(UserId who, const GroupChange& change) {
    return In<access::GroupAdmin>(
        who, [&](store::Txn& txn, const auto& place) { return UpdateGroup(txn, place, change); });
  }
  Status MakeAdmin(UserId who, UserId user, bool admin = true) {
    return In<access::GroupOwner>(who, [&](store::Txn& txn, const auto& place) {
      return SetMemberRole(txn, place, user, admin);
    });
  }
  Status Give(UserId who, UserId user) {
    return In<access::GroupOwner>(
        who, [&](store::Txn& txn, const auto& place) { return Transfer(txn, place, user); });
  }
  Status End(UserId who) {
    return In<access::GroupOwner>(
        who, [&](store::Txn& txn, const auto& place) { return Dissolve(txn, place); });
  }
  Status Silence(UserId who, bool on) {
    return In<access::GroupOwner>(
        who, [&](store::Txn& txn, const auto& place) { return MuteAll(txn, place, on); });
  }
  // Lets the seats of dissolved groups end.
  void RunJobs() {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs);
    do {
      clock.Advance(10'000);
    } while (jobs.RunDue() > 0);
  }
  Result<std::int64_t> Mute(UserId who, Ids users, std::int64_t until) {
    return In<access::GroupAdmin>(who, [&](store::Txn& txn, const auto& place) {
      return MuteMembers(txn, place, users, until);
    });
  }
  std::string LastLine() {
    const auto summary = Summary(ann_, group_);
    return summary && summary->last ? body::Preview(summary->last->message.body) : "";
  }
  access::Seat SeatOf(UserId user) {
    auto seat = Read([&](store::Txn& txn) { return access::Seated::Peek(txn, As(user), group_); });
    EXPECT_TRUE(seat);
    return seat ? access::Seat{seat->conversation(), seat->member()} : access::Seat();
  }
  MemberRole Role(UserId user) { return SeatOf(user).member.role; }
  UserId ann_, bob_, cid_, dan_;
  ConversationId group_;
};

class Manage : public testing::TestWithParam<store::Engine>, protected ManageBase {
 protected:
  void SetUp() override {
    ASSERT_TRUE(Start(GetParam()));
    MakePeople();
  }
  void TearDown() override { Stop(); }
};
KOINE_ON_BOTH(Manage);

TEST_P(Manage, ANewNameIsToldOnce) {
  GroupChange change;
  change.name = "lunch";
  change.description = "at one";
  ASSERT_EQ(Outcome(Update(ann_, change)), "ok");
  auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_NE(events[0].As<event::MessageCreated>(), nullptr);
  const auto* told = events[1].As<event::GroupEvent>();
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->action, GroupAction::kUpdated);
  EXPECT_EQ(told->name, "lunch");
  EXPECT_EQ(LastLine(), "'Nann'将群名修改为'lunch'");
  const auto summary = Summary(bob_, group_);
  EXPECT_EQ(summary->conversation.name, "lunch");
  EXPECT_EQ(summary->description, "at one");
  ASSERT_EQ(Outcome(Update(ann_, change)), "ok");
  EXPECT_EQ(TakeEvents().size(), 1u);  // the same name is no news
  ASSERT_EQ(Outcome(Update(ann_, {})), "ok");
  EXPECT_TRUE(TakeEvents().empty());
}

TEST_P(Manage, TheLimitIsNotBelowTheMembers) {
  GroupChange change;
  change.max_members = 2;
  EXPECT_EQ(Outcome(Update(ann_, change)), "BadState:members_above");
  EXPECT_TRUE(TakeEvents().empty());
  change.max_members = 3;
  ASSERT_EQ(Outcome(Update(ann_, change)), "ok");
  EXPECT_EQ(Outcome(In<access::GroupAdmin>(ann_,
                                           [&](store::Txn& txn, const auto& place) {
                                             return AddMembers(txn, place, {dan_.value});
                                           })),
            "GroupFull");
}

TEST_P(Manage, OnlyManagersChangeIt) {
  GroupChange change;
  change.open = true;
  EXPECT_EQ(Outcome(Update(bob_, change)), "RoleTooLow:admin");
  EXPECT_EQ(Outcome(Update(dan_, change)), "GroupNotFound");
  ASSERT_EQ(Outcome(MakeAdmin(ann_, bob_)), "ok");
  EXPECT_EQ(Outcome(Update(bob_, change)), "ok");
  EXPECT_EQ(Summary(ann_, group_)->conversation.join_mode, access::JoinMode::kOpen);
}

TEST_P(Manage, RolesChangeByTheOwner) {
  EXPECT_EQ(Outcome(MakeAdmin(bob_, cid_)), "RoleTooLow:owner");
  EXPECT_EQ(Outcome(MakeAdmin(ann_, ann_)), "Forbidden:own_role");
  EXPECT_EQ(Outcome(MakeAdmin(ann_, dan_)), "NotMember:target");
  EXPECT_TRUE(TakeEvents().empty());
  ASSERT_EQ(Outcome(MakeAdmin(ann_, bob_)), "ok");
  EXPECT_EQ(Role(bob_), MemberRole::kAdmin);
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].As<event::GroupEvent>()->action, GroupAction::kRoleChanged);
  ASSERT_TRUE(events[0].As<event::GroupEvent>()->card);
  EXPECT_EQ(events[0].As<event::GroupEvent>()->card->owner, ann_);
  EXPECT_EQ(events[0].As<event::GroupEvent>()->card->members, 3);
  // The member alone reads a line of it.
  EXPECT_EQ(events[1].As<event::MemberTold>()->kind, event::TipKind::kRaised);
  EXPECT_EQ(events[1].event->users, std::vector<UserId>{bob_});
  EXPECT_EQ(events[0].As<event::GroupEvent>()->role, static_cast<int>(MemberRole::kAdmin));
  EXPECT_EQ(events[0].As<event::GroupEvent>()->targets, std::vector<UserId>{bob_});
  ASSERT_EQ(Outcome(MakeAdmin(ann_, bob_)), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  ASSERT_EQ(Outcome(MakeAdmin(ann_, bob_, false)), "ok");
  EXPECT_EQ(Role(bob_), MemberRole::kMember);
}

TEST_P(Manage, WhatTheRoleForbidsComesBeforeTheOwner) {
  ASSERT_EQ(Outcome(MakeAdmin(ann_, bob_)), "ok");
  ASSERT_EQ(Outcome(MakeAdmin(ann_, cid_)), "ok");
  auto remove = [&](UserId who, Ids users) {
    return Outcome(In<access::GroupAdmin>(
        who, [&](store::Txn& txn, const auto& place) { return RemoveMembers(txn, place, users); }));
  };
  EXPECT_EQ(remove(bob_, {ann_.value, cid_.value}), "Forbidden:admin");
  EXPECT_EQ(remove(bob_, {ann_.value}), "Forbidden:owner");
  EXPECT_EQ(remove(ann_, {cid_.value, dan_.value}), "ok");
}

TEST_P(Manage, AtMostTwentyAdministrators) {
  Ids users;
  for (int i = 0; i < kAdminsMax; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  ASSERT_EQ(
      Outcome(In<access::GroupAdmin>(
          ann_, [&](store::Txn& txn, const auto& place) { return AddMembers(txn, place, users); })),
      "ok");
  for (const std::int64_t user : users) {
    ASSERT_EQ(Outcome(MakeAdmin(ann_, UserId(user))), "ok");
  }
  EXPECT_EQ(Outcome(MakeAdmin(ann_, bob_)), "BadState:admins_full");
  // The old owner would be the next one; if the new one was an administrator there is room.
  EXPECT_EQ(Outcome(Give(ann_, bob_)), "BadState:admins_full");
  EXPECT_EQ(Role(ann_), MemberRole::kOwner);
  EXPECT_EQ(Outcome(Give(ann_, UserId(users[0]))), "ok");
  EXPECT_EQ(Read([&](store::Txn& txn) { return CountAdmins(txn, kTenant, group_); }), kAdminsMax);
}

TEST_P(Manage, TheOldOwnerBecomesAdministrator) {
  Exec(core::kSetMember, kStartMs + 60'000, 0, MemberRole::kMember, group_, bob_);
  EXPECT_EQ(Outcome(Give(ann_, ann_)), "Forbidden:own_role");
  EXPECT_EQ(Outcome(Give(ann_, dan_)), "NotMember:target");
  ASSERT_EQ(Outcome(Give(ann_, bob_)), "ok");
  EXPECT_EQ(Role(ann_), MemberRole::kAdmin);
  EXPECT_EQ(Role(bob_), MemberRole::kOwner);
  EXPECT_EQ(SeatOf(bob_).conversation.owner, bob_);
  EXPECT_EQ(SeatOf(bob_).member.muted_until, 0);
  EXPECT_EQ(LastLine(), "'Nann'将群主转让给'Nbob'");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].As<event::GroupEvent>()->action, GroupAction::kTransferred);
  EXPECT_EQ(Outcome(Give(ann_, cid_)), "RoleTooLow:owner");
}

TEST_P(Manage, MuteAllLeavesTheManagersTheirVoice) {
  ASSERT_EQ(Outcome(MakeAdmin(ann_, bob_)), "ok");
  EXPECT_EQ(Outcome(Silence(bob_, true)), "RoleTooLow:owner");
  ASSERT_EQ(Outcome(Silence(ann_, true)), "ok");
  EXPECT_EQ(LastLine(), "'Nann'开启了全员禁言");
  EXPECT_EQ(Outcome(Say(ann_, group_, "x")), "ok");
  EXPECT_EQ(Outcome(Say(bob_, group_, "x")), "ok");
  EXPECT_EQ(Outcome(Say(cid_, group_, "x")), "GroupMuted");
  TakeEvents();
  ASSERT_EQ(Outcome(Silence(ann_, true)), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  ASSERT_EQ(Outcome(Silence(ann_, false)), "ok");
  EXPECT_EQ(LastLine(), "'Nann'关闭了全员禁言");
  EXPECT_EQ(Outcome(Say(cid_, group_, "x")), "ok");
}

TEST_P(Manage, AMuteLastsUntilItsEnd) {
  ASSERT_EQ(Outcome(MakeAdmin(ann_, bob_)), "ok");
  TakeEvents();
  const std::int64_t until = kStartMs + 60'000;
  EXPECT_EQ(Outcome(Mute(cid_, {bob_.value}, until)), "RoleTooLow:admin");
  EXPECT_EQ(Outcome(Mute(bob_, {ann_.value}, until)), "Forbidden:mute_owner");
  EXPECT_EQ(Outcome(Mute(bob_, {bob_.value}, until)), "Forbidden:mute_admin");
  EXPECT_EQ(Outcome(Mute(bob_, {dan_.value}, until)), "NotMember:target");
  EXPECT_TRUE(TakeEvents().empty());
  ASSERT_EQ(Outcome(Mute(bob_, {cid_.value, dan_.value}, until)), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  const auto* told = events[1].As<event::GroupEvent>();
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->action, GroupAction::kMemberMuted);
  EXPECT_EQ(told->targets, std::vector<UserId>{cid_});
  EXPECT_EQ(told->muted_until, until);
  EXPECT_EQ(LastLine(), "'Ncid'被禁言");
  EXPECT_EQ(Outcome(Say(cid_, group_, "x")), "MemberMuted");
  clock.Advance(60'000);
  EXPECT_EQ(Outcome(Say(cid_, group_, "x")), "ok");
  // It has ended by itself: nothing to lift.
  EXPECT_EQ(*Mute(bob_, {cid_.value}, 0), 0);
  ASSERT_EQ(Outcome(Mute(ann_, {bob_.value}, kStartMs + 999'000)), "ok");
  EXPECT_EQ(Outcome(Say(bob_, group_, "x")), "MemberMuted");
  EXPECT_EQ(*Mute(ann_, {bob_.value}, 0), 1);
  EXPECT_EQ(LastLine(), "'Nbob'的禁言已解除");
  EXPECT_EQ(Outcome(Say(bob_, group_, "x")), "ok");
}

TEST_P(Manage, ANicknameIsWhatOthersSee) {
  ASSERT_EQ(Outcome(In<access::GroupMember>(bob_,
                                            [&](store::Txn& txn, const auto& place) {
                                              return SetOwnNickname(txn, place, "Cook");
                                            })),
            "ok");
  EXPECT_EQ(SeatOf(bob_).member.person.name, "Cook");
  EXPECT_EQ(SeatOf(cid_).member.person.name, "Ncid");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].As<event::GroupEvent>()->action, GroupAction::kMemberChanged);
  EXPECT_EQ(events[0].As<event::GroupEvent>()->text, "Cook");
}

TEST_P(Manage, ADissolvedGroupIsGoneForAll) {
  EXPECT_EQ(Outcome(End(bob_)), "RoleTooLow:owner");
  ASSERT_EQ(Outcome(End(ann_)), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_NE(events[0].As<event::MessageCreated>(), nullptr);
  EXPECT_EQ(events[1].As<event::GroupEvent>()->action, GroupAction::kDissolved);
  ASSERT_NE(events[2].As<event::ConversationRemoved>(), nullptr);
  EXPECT_TRUE(events[2].As<event::ConversationRemoved>()->dissolved);
  EXPECT_TRUE(events[2].event->to_members);
  const auto listeners = [&] {
    return Read(
        [&](store::Txn& txn) { return conversation::ListListeners(txn, kTenant, group_).size(); });
  };
  EXPECT_EQ(listeners(), 3u);  // who must still hear of it
  RunJobs();
  EXPECT_EQ(listeners(), 0u);
  for (const UserId user : {ann_, bob_, cid_}) {
    EXPECT_EQ(Outcome(Say(user, group_, "x")), "GroupDissolved");
    EXPECT_EQ(Outcome(List(user, group_, {})), "GroupDissolved");
    EXPECT_FALSE(Summary(user, group_));
    const auto seat = SeatOf(user);
    EXPECT_EQ(seat.member.status, MemberStatus::kRemoved);
    EXPECT_EQ(seat.member.max_seq, seat.conversation.last_seq);
  }
  EXPECT_EQ(SeatOf(ann_).conversation.member_count, 0);
  EXPECT_EQ(Outcome(End(ann_)), "GroupDissolved");
}

TEST_P(Manage, SeatsOfALargeGroupEndInSlices) {
  Ids users;
  for (int i = 0; i < 620; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  Exec(core::kSetGroup, 0, 0, 5000, group_);
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs);
  ASSERT_EQ(
      Outcome(In<access::GroupAdmin>(
          ann_, [&](store::Txn& txn, const auto& place) { return AddMembers(txn, place, users); })),
      "ok");
  EXPECT_EQ(SeatOf(ann_).conversation.member_count, 623);
  ASSERT_EQ(Outcome(End(ann_)), "ok");
  const auto active = [&] {
    return Read(
        [&](store::Txn& txn) { return conversation::ListListeners(txn, kTenant, group_).size(); });
  };
  EXPECT_EQ(active(), 623u);
  EXPECT_EQ(Outcome(Say(UserId(users.back()), group_, "x")), "GroupDissolved");
  clock.Advance(10'000);
  EXPECT_EQ(jobs.RunDue(), 1);
  EXPECT_EQ(active(), 123u);
  clock.Advance(10'000);
  EXPECT_EQ(jobs.RunDue(), 1);
  EXPECT_EQ(active(), 0u);
  clock.Advance(10'000);
  EXPECT_EQ(jobs.RunDue(), 0);
}

TEST_P(Manage, AnAdministratorOfTheServerNeedsNoSeat) {
  Exec(kSetAdmin, dan_);
  access::Principal dan = As(dan_);
  const auto open = [&](auto fn) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::AnyGroup::Open(txn, dan, group_));
      return fn(txn, place);
    });
  };
  const auto rename = [](store::Txn& txn, const access::AnyGroup& place) {
    GroupChange change;
    change.name = "theirs";
    return UpdateGroup(txn, place, change);
  };
  EXPECT_EQ(Outcome(open(rename)), "Forbidden");
  dan = AsAdmin(dan_);
  EXPECT_EQ(Outcome(open(rename)), "ok");
  EXPECT_EQ(LastLine(), "'Ndan'将群名修改为'theirs'");
  EXPECT_EQ(Outcome(open([&](store::Txn& txn, const access::AnyGroup& place) -> Status {
              KOINE_CHECK(RemoveMembers(txn, place, {cid_.value}));
              return Ok();
            })),
            "ok");
  EXPECT_EQ(SeatOf(cid_).member.status, MemberStatus::kRemoved);
  EXPECT_EQ(Outcome(open([](store::Txn& txn, const access::AnyGroup& place) {
              return Dissolve(txn, place);
            })),
            "ok");
  EXPECT_EQ(Outcome(open(rename)), "GroupDissolved");
}

TEST_P(Manage, OneOfTwoTransfersWins) {
  for (int round = 0; round < 5; ++round) {
    const ConversationId before = group_;
    group_ = Group(ann_, {bob_.value, cid_.value});
    std::atomic<int> done = 0;
    core::OnThreads(2, [&](int i) {
      const std::string outcome = Outcome(Give(ann_, i == 0 ? bob_ : cid_));
      if (outcome == "ok") {
        ++done;
      } else {
        EXPECT_EQ(outcome, "RoleTooLow:owner");
      }
    });
    EXPECT_EQ(done, 1);
    const UserId owner = SeatOf(ann_).conversation.owner;
    EXPECT_EQ(Role(owner), MemberRole::kOwner);
    EXPECT_EQ(Role(ann_), MemberRole::kAdmin);
    EXPECT_EQ(Role(owner == bob_ ? cid_ : bob_), MemberRole::kMember);
    group_ = before;
  }
}

TEST_P(Manage, TheLastPlaceAmongAdministratorsGoesToOne) {
  Ids users;
  for (int i = 0; i < kAdminsMax + 1; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  ASSERT_EQ(
      Outcome(In<access::GroupAdmin>(
          ann_, [&](store::Txn& txn, const auto& place) { return AddMembers(txn, place, users); })),
      "ok");
  std::atomic<int> made = 0;
  core::OnThreads(3, [&](int i) {
    for (std::size_t n = static_cast<std::size_t>(i); n < users.size(); n += 3) {
      if (MakeAdmin(ann_, UserId(users[n])).ok()) ++made;
    }
  });
  EXPECT_EQ(made, kAdminsMax);
  EXPECT_EQ(Read([&](store::Txn& txn) { return CountAdmins(txn, kTenant, group_); }), kAdminsMax);
}

TEST_P(Manage, LeavingAndRemovalCountOnce) {
  for (int round = 0; round < 5; ++round) {
    group_ = Group(ann_, {bob_.value});
    std::atomic<int> gone = 0;
    core::OnThreads(2, [&](int i) {
      if (i == 0) {
        const auto left = In<access::GroupMember>(
            bob_, [](store::Txn& txn, const auto& place) { return LeaveGroup(txn, place); });
        if (left.ok()) ++gone;
      } else {
        const auto removed = In<access::GroupAdmin>(ann_, [&](store::Txn& txn, const auto& place) {
          return RemoveMembers(txn, place, {bob_.value});
        });
        ASSERT_TRUE(removed.ok());
        gone += static_cast<int>(*removed);
      }
    });
    EXPECT_EQ(gone, 1);
    EXPECT_EQ(SeatOf(ann_).conversation.member_count, 1);
  }
}

TEST_P(Manage, NothingIsSaidAfterTheEnd) {
  for (int round = 0; round < 5; ++round) {
    group_ = Group(ann_, {bob_.value, cid_.value});
    core::OnThreads(3, [&](int i) {
      if (i == 0) {
        EXPECT_EQ(Outcome(End(ann_)), "ok");
        return;
      }
      for (int n = 0; n < 5; ++n) {
        const auto sent = Say(i == 1 ? bob_ : cid_, group_, "x");
        EXPECT_TRUE(sent.ok() || sent.error().Is(Code::kGroupDissolved)) << Outcome(sent);
      }
    });
    RunJobs();
    const auto seat = SeatOf(bob_);
    EXPECT_EQ(seat.member.status, MemberStatus::kRemoved);
    EXPECT_EQ(seat.member.max_seq, seat.conversation.last_seq);
  }
}

}  // namespace
}  // namespace koine::group
