#include "core/group/join.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "core/group/rows.h"
#include "core/notification/notification.h"

namespace koine::group {
namespace {

using core::Outcome;
using event::GroupAction;

class Joining : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    dan_ = AddUser("dan");
    group_ = Group(ann_, {bob_.value, cid_.value});
    Exec(core::kSetMember, 0, 0, access::MemberRole::kAdmin, group_, bob_);
    TakeEvents();
  }
  Result<Applied> Ask(UserId who, const std::string& message = "please") {
    clock.Advance(1);
    return Write([&](store::Txn& txn) { return Apply(txn, As(who), group_, {message}); });
  }
  Status Handle(UserId who, JoinRequestId id, bool approve) {
    clock.Advance(1);
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto join, ManagedJoin::Open(txn, As(who), id));
      return HandleJoin(txn, join, approve, "so be it");
    });
  }
  Status Open(bool open) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group_));
      GroupChange change;
      change.open = open;
      return UpdateGroup(txn, place, change);
    });
  }
  std::vector<JoinRequest> Requests(std::optional<JoinStatus> status = JoinStatus::kPending) {
    return Read([&](store::Txn& txn) {
      auto place = access::GroupAdmin::Open(txn, As(ann_), group_);
      EXPECT_TRUE(place.ok());
      return ListJoinRequests(txn, *place, status, 100);
    });
  }
  std::vector<std::string> Noticed(UserId who) {
    return Read([&](store::Txn& txn) {
      std::vector<std::string> out;
      for (const auto& n : notification::List(txn, As(who), {}, 100, 0)) {
        EXPECT_EQ(n.what.type, notification::kGroup);
        out.push_back(n.what.content);
      }
      return out;
    });
  }
  std::string LastLine() { return body::Preview(Summary(ann_, group_)->last->message.body); }
  UserId ann_, bob_, cid_, dan_;
  ConversationId group_;
};
KOINE_ON_BOTH(Joining);

TEST_P(Joining, GroupsEnteredByTheirNumbersAreCountedByTheDay) {
  policy.allowances.joins_per_day = 2;
  clock.Advance(24 * 3600 * 1000 - clock.NowMs() % (24 * 3600 * 1000));  // a new day
  std::vector<ConversationId> groups;
  for (int i = 0; i < 3; ++i) {
    groups.push_back(Group(ann_, {}));
    static const store::Sql kMode{"update conversation set hidden = 0, join_mode = ? where id = ?"};
    // The last takes everybody at once, the others ask their managers.
    const auto mode = i == 2 ? access::JoinMode::kOpen : access::JoinMode::kApply;
    Exec(kMode, mode, groups.back());
  }
  auto ask = [&](UserId who, ConversationId where) {
    return Outcome(Write([&](store::Txn& txn) { return Apply(txn, As(who), where, {}); }));
  };
  EXPECT_EQ(ask(dan_, groups[0]), "ok");
  // What is refused counts for nothing.
  EXPECT_EQ(ask(dan_, groups[0]), "Conflict:join_pending");
  EXPECT_EQ(ask(dan_, groups[1]), "ok");
  EXPECT_EQ(ask(dan_, groups[2]), "RateLimited");
  EXPECT_EQ(ask(cid_, groups[2]), "ok");
  clock.Advance(24LL * 3600 * 1000);
  EXPECT_EQ(ask(dan_, groups[2]), "ok");
}

TEST_P(Joining, AnOpenGroupTakesEverybodyAtOnce) {
  ASSERT_EQ(Outcome(Open(true)), "ok");
  TakeEvents();
  const auto applied = Ask(dan_);
  ASSERT_TRUE(applied.ok());
  EXPECT_TRUE(applied->joined);
  EXPECT_EQ(LastLine(), "'Ndan'加入了群聊");
  EXPECT_EQ(Summary(dan_, group_)->conversation.member_count, 4);
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].As<event::GroupEvent>()->action, GroupAction::kMemberJoined);
  EXPECT_EQ(Outcome(Ask(dan_)), "Conflict:member");
}

TEST_P(Joining, OthersAreAskedAndTheirManagersDecide) {
  const auto applied = Ask(dan_);
  ASSERT_TRUE(applied.ok());
  EXPECT_FALSE(applied->joined);
  EXPECT_FALSE(Summary(dan_, group_));
  EXPECT_EQ(Outcome(Ask(dan_)), "Conflict:join_pending");
  EXPECT_EQ(Noticed(ann_), std::vector<std::string>{"Ndan申请加入群聊'group'：please"});
  EXPECT_EQ(Noticed(bob_).size(), 1u);
  EXPECT_TRUE(Noticed(cid_).empty());
  ASSERT_EQ(Requests().size(), 1u);
  EXPECT_EQ(Requests()[0].user.name, "Ndan");
  EXPECT_EQ(Requests()[0].message, "please");
  EXPECT_EQ(Outcome(Handle(cid_, applied->request, true)), "Forbidden:request");
  EXPECT_EQ(Outcome(Handle(dan_, applied->request, true)), "Forbidden:request");
  EXPECT_EQ(Outcome(Handle(AddUser("eve"), applied->request, true)), "NotFound:join_request");
  EXPECT_EQ(Outcome(Handle(ann_, JoinRequestId(999), true)), "NotFound:join_request");
  ASSERT_EQ(Outcome(Handle(bob_, applied->request, true)), "ok");
  EXPECT_EQ(LastLine(), "'Ndan'加入了群聊");
  EXPECT_TRUE(Summary(dan_, group_));
  EXPECT_EQ(Noticed(dan_), std::vector<std::string>{"您加入群聊'group'的申请已通过：so be it"});
  EXPECT_EQ(Outcome(Handle(ann_, applied->request, false)), "RequestHandled:join");
  EXPECT_TRUE(Requests().empty());
  ASSERT_EQ(Requests(std::nullopt).size(), 1u);
  EXPECT_EQ(Requests(std::nullopt)[0].status, JoinStatus::kApproved);
  EXPECT_EQ(Requests(std::nullopt)[0].handler, bob_);
}

TEST_P(Joining, WhoIsRefusedMayAskAgain) {
  const auto first = Ask(dan_);
  ASSERT_TRUE(first.ok());
  ASSERT_EQ(Outcome(Handle(ann_, first->request, false)), "ok");
  EXPECT_FALSE(Summary(dan_, group_));
  EXPECT_EQ(Noticed(dan_), std::vector<std::string>{"您加入群聊'group'的申请未通过：so be it"});
  const auto second = Ask(dan_);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(Outcome(Handle(ann_, first->request, true)), "NotFound:join_request");
  EXPECT_EQ(Outcome(Handle(ann_, second->request, true)), "ok");
}

TEST_P(Joining, WhoIsBroughtInWaitsNoMore) {
  const auto applied = Ask(dan_);
  ASSERT_TRUE(applied.ok());
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Result<std::int64_t> {
                KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group_));
                return AddMembers(txn, place, {dan_.value});
              }).ok());
  EXPECT_TRUE(Requests().empty());
  EXPECT_EQ(Outcome(Handle(ann_, applied->request, true)), "ok");
  EXPECT_EQ(Summary(dan_, group_)->conversation.member_count, 4);
}

TEST_P(Joining, NobodyComesIntoAFullOrDissolvedGroup) {
  const auto applied = Ask(dan_);
  ASSERT_TRUE(applied.ok());
  Exec(core::kSetGroup, 0, 0, 3, group_);
  EXPECT_EQ(Outcome(Handle(ann_, applied->request, true)), "GroupFull");
  EXPECT_EQ(Requests().size(), 1u);
  EXPECT_EQ(Outcome(Ask(AddUser("eve"))), "GroupFull");
  ASSERT_EQ(Outcome(Write([&](store::Txn& txn) -> Status {
              KOINE_TRY(const auto place, access::GroupOwner::Open(txn, As(ann_), group_));
              return Dissolve(txn, place);
            })),
            "ok");
  EXPECT_EQ(Outcome(Ask(dan_)), "GroupDissolved");
  EXPECT_EQ(Outcome(Handle(ann_, applied->request, true)), "GroupDissolved");
  const auto request =
      Read([&](store::Txn& txn) { return FindJoinRequest(txn, kTenant, applied->request); });
  ASSERT_TRUE(request);
  EXPECT_EQ(request->status, JoinStatus::kClosed);
  EXPECT_EQ(Outcome(Write([&](store::Txn& txn) {
              return Apply(txn, As(dan_), ConversationId(999'999), {});
            })),
            "GroupNotFound");
  const ConversationId direct = Direct(ann_, bob_);
  EXPECT_EQ(Outcome(Write([&](store::Txn& txn) { return Apply(txn, As(dan_), direct, {}); })),
            "GroupNotFound");
}

TEST_P(Joining, AUserHasAFewRequestsWaiting) {
  policy.pending_requests_max = 2;
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(Outcome(Ask(dan_)), "ok");
    group_ = Group(ann_, {});
  }
  EXPECT_EQ(Outcome(Ask(dan_)), "BadState:joins_full");
}

TEST_P(Joining, AManagerOfTheGroupHearsOfARequestAndOfItsAnswer) {
  const auto applied = Write([&](store::Txn& txn) {
    return Apply(txn, As(dan_), group_, {"please", "free", access::JoinSource::kQrCode});
  });
  ASSERT_TRUE(applied.ok());
  const event::JoinEvent* told = nullptr;
  std::vector<core::Heard> events = TakeEvents();
  for (const core::Heard& one : events) {
    if (one.As<event::JoinEvent>() == nullptr) continue;
    told = one.As<event::JoinEvent>();
    EXPECT_EQ(one.event->users.size(), 3u);  // ann, bob, dan
    EXPECT_EQ(one.event->targets, std::vector<UserId>{dan_});
  }
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->action, event::JoinAction::kRequested);
  EXPECT_EQ(told->request, applied->request);
  EXPECT_EQ(told->message + "/" + told->ex + "/" + std::to_string(told->source), "please/free/4");
  ASSERT_EQ(Outcome(Write([&](store::Txn& txn) -> Status {
              KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(bob_), group_));
              return AnswerJoin(txn, place, dan_, true, "so be it");
            })),
            "ok");
  const event::GroupEvent* joined = nullptr;
  told = nullptr;
  events = TakeEvents();
  for (const core::Heard& one : events) {
    if (one.As<event::JoinEvent>() != nullptr) told = one.As<event::JoinEvent>();
    if (one.As<event::GroupEvent>() != nullptr) joined = one.As<event::GroupEvent>();
  }
  ASSERT_NE(told, nullptr);
  ASSERT_NE(joined, nullptr);
  EXPECT_EQ(told->action, event::JoinAction::kApproved);
  EXPECT_EQ(told->operator_.id, bob_);
  EXPECT_EQ(told->answer, "so be it");
  EXPECT_GT(told->handled_at, 0);
  EXPECT_EQ(joined->action, GroupAction::kMemberJoined);
  EXPECT_FALSE(joined->inviter);
}

TEST_P(Joining, WhoeverMayAskAgainReplacesHisRequest) {
  policy.asks_again = true;
  policy.pending_requests_max = 1;
  const auto first = Ask(dan_, "one");
  const auto second = Ask(dan_, "two");
  ASSERT_TRUE(second.ok());
  ASSERT_EQ(Requests().size(), 1u);
  EXPECT_EQ(Requests()[0].message, "two");
  EXPECT_EQ(Outcome(Handle(ann_, first->request, true)), "NotFound:join_request");
  EXPECT_EQ(Outcome(Handle(ann_, second->request, true)), "ok");
}

TEST_P(Joining, AnInvitationShowsAHiddenGroupUntilItIsEnded) {
  ASSERT_TRUE(Open(false).ok());
  auto hand_out = [&](const std::string& fresh) {
    std::string code;
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(bob_), group_));
                  code = InvitationOf(txn, place, fresh);
                  return Ok();
                }).ok());
    return code;
  };
  auto look = [&](UserId who, const std::string& code) {
    return Read([&](store::Txn& txn) { return LookAtInvitation(txn, As(who), group_, code); });
  };
  EXPECT_EQ(Outcome(look(dan_, "")), "GroupNotFound");
  EXPECT_EQ(hand_out("one"), "one");
  EXPECT_EQ(hand_out("two"), "one");
  EXPECT_EQ(Outcome(look(dan_, "two")), "GroupNotFound");
  const auto shown = look(dan_, "one");
  ASSERT_EQ(Outcome(shown), "ok");
  EXPECT_EQ(shown->members, 3);
  EXPECT_FALSE(shown->inside);
  EXPECT_TRUE(look(cid_, "")->inside);
  EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group_));
                EndInvitation(txn, place);
                return Ok();
              }).ok());
  EXPECT_EQ(Outcome(look(dan_, "one")), "GroupNotFound");
  EXPECT_EQ(Outcome(look(dan_, "")), "GroupNotFound");
  EXPECT_EQ(hand_out("three"), "three");
  EXPECT_EQ(Outcome(look(dan_, "three")), "ok");
}

TEST_P(Joining, MembersInviteWhereThePolicyLetsThem) {
  const UserId eve = AddUser("eve");
  auto invite = [&](UserId who, std::vector<std::int64_t> users) {
    return Write([&](store::Txn& txn) -> Result<Invited> {
      KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(who), group_));
      return Invite(txn, place, {users, "good people", false});
    });
  };
  EXPECT_EQ(Outcome(invite(cid_, {dan_.value})), "RoleTooLow:invite");
  policy.members_invite = true;
  EXPECT_EQ(Outcome(invite(cid_, {dan_.value, bob_.value})), "Conflict:stored:users");
  // The group's managers decide of everybody.
  auto asked = invite(cid_, {dan_.value, eve.value});
  ASSERT_TRUE(asked.ok());
  EXPECT_EQ(asked->asked, 2);
  EXPECT_EQ(asked->joined, 0);
  EXPECT_FALSE(Summary(dan_, group_));
  ASSERT_EQ(Requests().size(), 2u);
  EXPECT_EQ(Requests()[0].inviter, cid_);
  EXPECT_EQ(Requests()[0].source, access::JoinSource::kInvitation);
  EXPECT_EQ(Noticed(ann_),
            std::vector<std::string>{"Ncid邀请Ndan等2人加入群聊'group'：good people"});
  TakeEvents();
  ASSERT_EQ(Outcome(Handle(bob_, Requests()[1].id, true)), "ok");
  EXPECT_EQ(LastLine(), "'Ncid'邀请'Ndan'加入了群聊");
  const auto events = TakeEvents();
  bool told = false;
  for (const core::Heard& one : events) {
    const auto* joined = one.As<event::GroupEvent>();
    if (joined == nullptr) continue;
    told = true;
    EXPECT_EQ(joined->inviter, cid_);
  }
  EXPECT_TRUE(told);
  // A manager brings in at once.
  const auto brought = invite(bob_, {eve.value});
  ASSERT_TRUE(brought.ok());
  EXPECT_EQ(brought->joined, 1);
  EXPECT_TRUE(Requests().empty());
}

TEST_P(Joining, HistoryIsAsTheGroupHasIt) {
  for (const bool history : {true, false}) {
    policy.history_for_new = history;
    group_ = Group(ann_, {});
    ASSERT_EQ(Outcome(Open(true)), "ok");
    ASSERT_EQ(Outcome(Say(ann_, group_, "before")), "ok");
    ASSERT_EQ(Outcome(Ask(dan_)), "ok");
    const auto list = List(dan_, group_, {});
    ASSERT_TRUE(list.ok());
    // Without history a newcomer sees the line that they joined, with it also the creation and
    // "before".
    EXPECT_EQ(list->size(), history ? 3u : 1u);
    EXPECT_EQ(Unread(dan_, group_), 0);
  }
}

TEST_P(Joining, AnsweredOnceAndSeatedOnce) {
  for (int round = 0; round < 5; ++round) {
    group_ = Group(ann_, {bob_.value});
    Exec(core::kSetMember, 0, 0, access::MemberRole::kAdmin, group_, bob_);
    const auto applied = Ask(dan_);
    ASSERT_TRUE(applied.ok());
    std::atomic<int> done = 0;
    core::OnThreads(4, [&](int i) {
      const auto handled = Write([&](store::Txn& txn) -> Status {
        const UserId who = i % 2 == 0 ? ann_ : bob_;
        KOINE_TRY(const auto join, ManagedJoin::Open(txn, As(who), applied->request));
        return HandleJoin(txn, join, true, "");
      });
      if (handled.ok()) ++done;
    });
    EXPECT_EQ(done, 1);
    EXPECT_EQ(Summary(dan_, group_)->conversation.member_count, 3);
  }
}

TEST_P(Joining, OfTwoAnswersOneWins) {
  for (int round = 0; round < 5; ++round) {
    group_ = Group(ann_, {bob_.value});
    Exec(core::kSetMember, 0, 0, access::MemberRole::kAdmin, group_, bob_);
    ASSERT_TRUE(Ask(dan_).ok());
    std::atomic<int> done = 0, refused = 0;
    std::atomic<bool> let_in = false;
    core::OnThreads(4, [&](int i) {
      const bool approve = i % 2 == 0;
      const auto answered = Write([&](store::Txn& txn) -> Status {
        KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(i < 2 ? ann_ : bob_), group_));
        return AnswerJoin(txn, place, dan_, approve, "");
      });
      if (answered.ok()) {
        ++done;
        let_in = approve;
      } else if (answered.error().Is(Code::kRequestHandled)) {
        ++refused;
      }
    });
    EXPECT_EQ(done, 1);
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(Summary(dan_, group_).has_value(), let_in.load());
    const auto request =
        Read([&](store::Txn& txn) { return FindJoinOf(txn, kTenant, group_, dan_); });
    ASSERT_TRUE(request);
    EXPECT_EQ(request->status, let_in ? JoinStatus::kApproved : JoinStatus::kRejected);
  }
}

}  // namespace
}  // namespace koine::group
