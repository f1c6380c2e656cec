#include "core/call/group.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>

#include "core/call/rows.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "store/job.h"

namespace koine::core {
namespace {

using call::CallState;
using call::GroupCall;
using event::CallAction;
using event::CallChanged;
using event::CallId;
using event::CallMode;
using event::CallSignal;

constexpr std::int64_t kRingMs = 30'000;
constexpr std::int64_t kGraceMs = 15'000;

class GroupCalls : public TrioOnBothTest {
 protected:
  using Ids = std::vector<std::int64_t>;
  void SetUp() override {
    policy.call.ring_ms = kRingMs;
    policy.call.grace_ms = kGraceMs;
    TrioOnBothTest::SetUp();
    dan_ = AddUser("dan");
    jobs_ = std::make_unique<store::JobRunner>(store(), clock);
    call::AddJobs(*jobs_, [this](UserId user) { return connected_.count(user) > 0; });
    TakeEvents();
  }
  void TearDown() override {
    jobs_.reset();
    TrioOnBothTest::TearDown();
  }

  Result<call::Started> Start(UserId who, std::optional<Ids> users = {},
                              CallMode mode = CallMode::kVideo) {
    return Write([&](store::Txn& txn) -> Result<call::Started> {
      KOINE_TRY(const access::GroupMember place, access::GroupMember::Open(txn, As(who), group_));
      return call::StartGroup(txn, place, {mode, users});
    });
  }
  CallId Begin(UserId who, std::optional<Ids> users = {}) {
    auto started = Start(who, std::move(users));
    EXPECT_EQ(Outcome(started), "ok");
    return started.ok() ? started->id : CallId();
  }
  // What `verb` says of the call, for this user.
  template <class F>
  Status On(UserId who, CallId id, F verb) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const GroupCall on, GroupCall::Open(txn, As(who), id));
      return verb(txn, on);
    });
  }
  Status Accept(UserId who, CallId id) { return On(who, id, call::AcceptGroup); }
  Status Join(UserId who, CallId id) { return On(who, id, call::JoinGroup); }
  Status Cancel(UserId who, CallId id) { return On(who, id, call::CancelGroup); }
  Status Renew(UserId who, CallId id) { return On(who, id, call::RenewGroup); }
  Status Leave(UserId who, CallId id) {
    return On(who, id,
              [](store::Txn& txn, const GroupCall& on) { return call::LeaveGroup(txn, on); });
  }
  Status Reject(UserId who, CallId id, std::string reason = "") {
    return On(who, id, [&](store::Txn& txn, const GroupCall& on) {
      return call::RejectGroup(txn, on, reason);
    });
  }
  Status Invite(UserId who, CallId id, Ids users) {
    return On(who, id, [&](store::Txn& txn, const GroupCall& on) {
      return call::InviteGroup(txn, on, users);
    });
  }
  Status Signal(UserId who, CallId id, UserId to, std::string data = "v=0") {
    return Read([&](store::Txn& txn) -> Status {
      KOINE_TRY(const GroupCall on, GroupCall::Open(txn, As(who), id));
      return call::SignalGroup(txn, on, to, {event::SignalKind::kOffer, data, false});
    });
  }
  void Gone(UserId user) {
    const call::Gone gone{kTenant, user, LoginId(), clock.NowMs(), true};
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  call::NoteGone(txn, std::span(&gone, 1));
                  return Ok();
                }).ok());
  }
  int Later(std::int64_t ms) {
    clock.Advance(ms);
    return jobs_->RunDue();
  }
  call::Call Now(CallId id) {
    return Read([&](store::Txn& txn) { return *call::FindCall(txn, kTenant, id); });
  }
  std::vector<UserId> Busy() {
    const std::int64_t all[] = {ann_.value, bob_.value, cat_.value, dan_.value};
    return Read([&](store::Txn& txn) { return call::BusyAmong(txn, kTenant, all); });
  }
  // Who is in the call, and who is asked, as a member sees it.
  std::pair<std::vector<UserId>, std::vector<UserId>> People() {
    return Read([&](store::Txn& txn) {
      std::pair<std::vector<UserId>, std::vector<UserId>> out;
      auto place = access::GroupMember::Open(txn, As(ann_), group_);
      const auto view = call::FindGroupCall(txn, *place);
      if (!view) return out;
      for (const call::Participant& one : view->people) {
        (one.in ? out.first : out.second).push_back(one.person.id);
      }
      return out;
    });
  }
  // The actions of calls since the last time; the last event of them stays in last_, the lines that
  // the group got in lines_, and what was said of how available people are in status_.
  std::vector<CallAction> Actions() {
    std::vector<CallAction> out;
    lines_.clear();
    status_.clear();
    for (const Heard& heard : TakeEvents()) {
      if (const auto* changed = heard.As<CallChanged>()) {
        out.push_back(changed->action);
        last_ = heard.event;
      } else if (const auto* created = heard.As<event::MessageCreated>()) {
        lines_.push_back(body::Preview(created->message.body));
      } else if (const auto* status = heard.As<event::StatusChanged>()) {
        status_.push_back({status->user, status->status});
      }
    }
    return out;
  }
  const CallChanged& Last() { return std::get<CallChanged>(last_->payload); }
  std::vector<UserId> Named() {
    std::vector<UserId> out;
    for (const Person& one : Last().named) out.push_back(one.id);
    return out;
  }

  UserId dan_;
  std::set<UserId> connected_;
  std::unique_ptr<store::JobRunner> jobs_;
  std::shared_ptr<const event::Event> last_;
  std::vector<std::string> lines_;
  std::vector<std::pair<UserId, std::string>> status_;
};
KOINE_ON_BOTH(GroupCalls);

using Did = std::vector<CallAction>;
using Users = std::vector<UserId>;

TEST_P(GroupCalls, AskAllOthersAndAreOverWhenTheLastLeaves) {
  auto started = Start(ann_, {}, CallMode::kVoice);
  ASSERT_TRUE(started.ok());
  EXPECT_EQ(started->ring_ms, kRingMs);
  EXPECT_EQ(started->uuid.size(), 36u);
  const CallId id = started->id;
  EXPECT_EQ(Actions(), Did{CallAction::kRinging});
  EXPECT_EQ(Last().who.id, ann_);
  EXPECT_EQ(Named(), (Users{bob_, cat_}));
  EXPECT_EQ(last_->targets, (Users{bob_, cat_}));
  EXPECT_EQ(last_->users, (Users{ann_, bob_, cat_}));
  EXPECT_EQ(Last().mode, CallMode::kVoice);
  EXPECT_EQ(lines_, std::vector<std::string>{"'Nann'发起了语音通话"});
  EXPECT_EQ(status_, (std::vector<std::pair<UserId, std::string>>{{ann_, "busy"}}));
  EXPECT_EQ(People(), (std::pair{Users{ann_}, Users{bob_, cat_}}));
  EXPECT_EQ(Busy(), Users{ann_}) << "who is only asked may be called by others";

  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kAccepted});
  EXPECT_EQ(last_->users, (Users{ann_, bob_, cat_}));
  EXPECT_EQ(Outcome(Accept(bob_, id)), "CallRefused:in");
  EXPECT_EQ(Outcome(Reject(bob_, id)), "CallRefused:in");
  EXPECT_EQ(Busy(), (Users{ann_, bob_}));
  EXPECT_EQ(Outcome(Reject(cat_, id, "later")), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kRejected});
  EXPECT_EQ(Last().reason, "later");
  EXPECT_EQ(Outcome(Reject(cat_, id)), "ok") << "not asked any more: nothing happens";
  EXPECT_EQ(Actions(), Did{});
  EXPECT_EQ(Outcome(Accept(cat_, id)), "Forbidden:call_accept");
  EXPECT_EQ(Outcome(Join(cat_, id)), "ok") << "any member may";
  EXPECT_EQ(Actions(), Did{CallAction::kJoined});

  EXPECT_EQ(Outcome(Leave(ann_, id)), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kLeft});
  EXPECT_EQ(status_, (std::vector<std::pair<UserId, std::string>>{{ann_, "online"}}));
  EXPECT_EQ(Outcome(Leave(ann_, id)), "Forbidden:call_end");
  EXPECT_EQ(Outcome(Leave(bob_, id)), "ok");
  EXPECT_EQ(Now(id).state, CallState::kTalking);
  Actions();
  EXPECT_EQ(Outcome(Leave(cat_, id)), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kEnded});
  EXPECT_TRUE(Last().over);
  EXPECT_EQ(lines_, std::vector<std::string>{"通话结束"});
  EXPECT_EQ(Now(id).state, CallState::kEnded);
  EXPECT_EQ(Busy(), Users{});
  EXPECT_EQ(Outcome(Join(bob_, id)), "CallRefused:gone");
  EXPECT_EQ(Later(10 * kRingMs), 0) << "nothing is left to be done";
}

TEST_P(GroupCalls, EndWhenTheirHostLeavesAlone) {
  const CallId id = Begin(ann_);
  Actions();
  EXPECT_EQ(Outcome(Leave(ann_, id)), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kEnded});
  EXPECT_EQ(last_->users, (Users{ann_, bob_, cat_})) << "those who are asked hear it";
  EXPECT_EQ(Outcome(Accept(bob_, id)), "CallRefused:gone");
}

TEST_P(GroupCalls, OfAGroupAreOneAtATime) {
  const CallId id = Begin(ann_, Ids{});
  EXPECT_EQ(Outcome(Start(bob_)), "CallRefused:group_busy");
  EXPECT_EQ(Outcome(Cancel(bob_, id)), "Forbidden:call_end");
  EXPECT_EQ(Outcome(Join(bob_, id)), "ok");
  Actions();
  EXPECT_EQ(Outcome(Cancel(ann_, id)), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kCancelled});
  EXPECT_EQ(last_->users, (Users{ann_, bob_}));
  EXPECT_EQ(status_.size(), 2u);
  EXPECT_EQ(Busy(), Users{});
  Begin(bob_);
}

TEST_P(GroupCalls, BegunAtOnceAreOne) {
  for (int round = 0; round < 5; ++round) {
    const UserId callers[] = {ann_, bob_, cat_};
    std::atomic<int> began = 0;
    OnThreads(3, [&](int i) { began += Start(callers[i], Ids{}).ok() ? 1 : 0; });
    EXPECT_EQ(began, 1);
    const auto view = People();
    ASSERT_EQ(view.first.size(), 1u);
    const auto id = Read([&](store::Txn& txn) { return call::FindCallOf(txn, kTenant, group_); });
    ASSERT_TRUE(id.has_value());
    EXPECT_EQ(Outcome(Leave(view.first[0], *id)), "ok");
  }
}

TEST_P(GroupCalls, OfAllAskTheFirstOfALargeGroup) {
  policy.group_members_max = 2 * call::kInvitedMax;
  Ids many;
  for (int i = 0; i <= call::kInvitedMax; ++i) {
    many.push_back(AddUser("m" + std::to_string(i)).value);
  }
  group_ = Group(ann_, many);
  store::JobRunner seats(store(), clock);
  group::AddJobs(seats);
  for (int i = 0; i < 5; ++i) {
    clock.Advance(1000);
    seats.RunDue();
  }
  const CallId id = Begin(ann_);
  EXPECT_EQ(People().second.size(), static_cast<std::size_t>(call::kInvitedMax));
  const UserId last(many.back());
  EXPECT_EQ(Outcome(Join(last, id)), "ok") << "the rest may come";
}

TEST_P(GroupCalls, AreForMembersAlone) {
  EXPECT_EQ(Outcome(Start(dan_)), "GroupNotFound");
  EXPECT_EQ(Outcome(Start(ann_, Ids{bob_.value, dan_.value})), "NotMember:target");
  EXPECT_EQ(Outcome(Start(ann_, Ids(call::kInvitedMax + 1, bob_.value))), "ok")
      << "one person, however often they are named";
  const CallId id = *Read([&](store::Txn& txn) { return call::FindCallOf(txn, kTenant, group_); });
  EXPECT_EQ(People(), (std::pair{Users{ann_}, Users{bob_}}));
  EXPECT_EQ(Outcome(Join(dan_, id)), "CallRefused:gone") << "a stranger does not learn of it";
  EXPECT_EQ(Outcome(Accept(cat_, id)), "Forbidden:call_accept");
  EXPECT_EQ(Outcome(Accept(bob_, CallId(999999))), "CallRefused:gone");
  EXPECT_EQ(Outcome(Invite(ann_, id, {dan_.value})), "NotMember:target");
  EXPECT_EQ(Outcome(Invite(ann_, id, {dan_.value, 999'999})), "UserNotFound:target");
  EXPECT_EQ(Outcome(Invite(cat_, id, {bob_.value})), "Forbidden:call_signal");
  Ids many;
  for (std::int64_t i = 0; i <= call::kInvitedMax; ++i) many.push_back(100000 + i);
  EXPECT_EQ(Outcome(Invite(ann_, id, many)), "BadArgument:userIds");
  // A call between two is none of these, and the other way round.
  const UserId eve = AddUser("eve");
  auto direct = Write([&](store::Txn& txn) {
    call::StartIn in;
    in.callee = eve;
    return call::Start(txn, As(dan_), in);
  });
  ASSERT_TRUE(direct.ok());
  EXPECT_EQ(Outcome(Join(dan_, direct->id)), "CallRefused:gone");
  EXPECT_EQ(
      Outcome(Read([&](store::Txn& txn) { return call::CallToEnd::Open(txn, As(ann_), id); })),
      "CallRefused:gone");
}

TEST_P(GroupCalls, BeginAsAMessageWouldBeWritten) {
  Exec(kSetGroup, 1, 0, 100, group_);
  EXPECT_EQ(Outcome(Start(bob_)), "GroupMuted");
  EXPECT_EQ(Outcome(Start(ann_, Ids{})), "ok") << "who owns it may speak";
}

TEST_P(GroupCalls, OfABannedGroupAreClosedToNewcomersAndMayBeLeft) {
  const CallId id = Begin(ann_, Ids{bob_.value});
  Exec(store::Sql{"update conversation set banned_at = ? where id = ?"}, 1, group_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "GroupBanned");
  EXPECT_EQ(Outcome(Join(cat_, id)), "GroupBanned");
  EXPECT_EQ(Outcome(Invite(ann_, id, {cat_.value})), "GroupBanned");
  EXPECT_EQ(Outcome(Leave(ann_, id)), "ok");
  EXPECT_EQ(Outcome(Start(ann_)), "GroupBanned");
}

TEST_P(GroupCalls, PassOverWhoIsBusy) {
  auto direct = Write([&](store::Txn& txn) {
    call::StartIn in;
    in.callee = bob_;
    return call::Start(txn, As(dan_), in);
  });
  ASSERT_TRUE(direct.ok());
  Actions();
  const CallId id = Begin(ann_);
  EXPECT_EQ(Actions(), (Did{CallAction::kRinging, CallAction::kBusy}));
  EXPECT_EQ(Named(), Users{bob_});
  EXPECT_EQ(last_->users, Users{ann_}) << "only who asked hears who is busy";
  EXPECT_EQ(People(), (std::pair{Users{ann_}, Users{cat_}}));
  EXPECT_EQ(Outcome(Join(bob_, id)), "CallRefused:self_busy");
  EXPECT_EQ(Outcome(Start(cat_)), "CallRefused:group_busy");
  // Bob is free again, and is asked again.
  const Result<bool> ended = Write([&](store::Txn& txn) -> Result<bool> {
    KOINE_TRY(const auto on, call::CallToEnd::Open(txn, As(bob_), direct->id));
    return call::End(txn, on);
  });
  EXPECT_TRUE(ended.ok());
  Actions();
  EXPECT_EQ(Outcome(Invite(ann_, id, {bob_.value, cat_.value, ann_.value})), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kRinging});
  EXPECT_EQ(Named(), (Users{bob_, cat_}));
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  // Who is in it is busy for all others.
  EXPECT_EQ(Outcome(Write([&](store::Txn& txn) {
              call::StartIn in;
              in.callee = bob_;
              return call::Start(txn, As(dan_), in);
            })),
            "CallRefused:busy");
}

TEST_P(GroupCalls, AreFullAtTheirLimit) {
  policy.call.participants_max = 2;
  const CallId id = Begin(ann_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  EXPECT_EQ(Outcome(Accept(cat_, id)), "CallRefused:full");
  EXPECT_EQ(Outcome(Join(cat_, id)), "CallRefused:full");
  EXPECT_EQ(Outcome(Leave(bob_, id)), "ok");
  EXPECT_EQ(Outcome(Accept(cat_, id)), "ok") << "still asked";
}

TEST_P(GroupCalls, MayHaveASmallerLimitOfTheirOwn) {
  const auto start = [&](int max) {
    auto started = Write([&](store::Txn& txn) -> Result<call::Started> {
      KOINE_TRY(const access::GroupMember place, access::GroupMember::Open(txn, As(ann_), group_));
      return call::StartGroup(txn, place, {CallMode::kVideo, {}, max});
    });
    EXPECT_EQ(Outcome(started), "ok");
    return started->id;
  };
  policy.call.participants_max = 3;
  CallId id = start(2);
  EXPECT_EQ(Outcome(Join(bob_, id)), "ok");
  EXPECT_EQ(Outcome(Join(cat_, id)), "CallRefused:full");
  EXPECT_EQ(Outcome(Cancel(ann_, id)), "ok");
  id = start(16);
  EXPECT_EQ(Now(id).participants_max, 3);
}

TEST_P(GroupCalls, TakenByTwoAtOnceHaveRoomForOne) {
  policy.call.participants_max = 2;
  for (int round = 0; round < 5; ++round) {
    const CallId id = Begin(ann_);
    const UserId others[] = {bob_, cat_};
    std::atomic<int> in = 0;
    OnThreads(2, [&](int i) { in += Join(others[i], id).ok() ? 1 : 0; });
    EXPECT_EQ(in, 1);
    EXPECT_EQ(Outcome(Cancel(ann_, id)), "ok");
  }
}

TEST_P(GroupCalls, DropWhoDoesNotComeInTime) {
  const CallId id = Begin(ann_, Ids{bob_.value});
  Later(kRingMs / 2);
  EXPECT_EQ(Outcome(Invite(ann_, id, {cat_.value})), "ok");
  Actions();
  Later(kRingMs / 2);
  EXPECT_EQ(Actions(), Did{CallAction::kDropped}) << "each has a time of their own";
  EXPECT_EQ(Named(), Users{bob_});
  EXPECT_EQ(last_->users, (Users{ann_, bob_, cat_}));
  EXPECT_EQ(People(), (std::pair{Users{ann_}, Users{cat_}}));
  EXPECT_EQ(Outcome(Accept(bob_, id)), "Forbidden:call_accept");
  connected_ = {ann_};
  Later(kRingMs / 2);
  EXPECT_EQ(Actions(), Did{CallAction::kDropped});
  EXPECT_EQ(Named(), Users{cat_});
  EXPECT_EQ(Now(id).state, CallState::kTalking) << "its host may wait";
}

TEST_P(GroupCalls, LoseWhoStaysAway) {
  connected_ = {ann_, bob_, cat_};
  const CallId id = Begin(ann_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  EXPECT_EQ(Outcome(Accept(cat_, id)), "ok");
  Actions();
  connected_.erase(bob_);
  Gone(bob_);
  Later(kGraceMs);
  EXPECT_EQ(Actions(), Did{CallAction::kLeft});
  EXPECT_EQ(Last().who.id, bob_);
  // One who comes back in time stays.
  connected_.erase(cat_);
  Gone(cat_);
  Later(kGraceMs / 2);
  connected_.insert(cat_);
  Later(kGraceMs);
  EXPECT_EQ(Actions(), Did{});
  // One whose node died is found by the watch.
  connected_.erase(cat_);
  for (int i = 0; i < 5; ++i) Later(call::kWatchMs);
  EXPECT_EQ(Actions(), Did{CallAction::kLeft});
  EXPECT_EQ(People().first, Users{ann_});
  connected_.erase(ann_);
  Gone(ann_);
  Later(kGraceMs);
  EXPECT_EQ(Actions(), Did{CallAction::kEnded});
  EXPECT_EQ(Now(id).state, CallState::kEnded);
}

TEST_P(GroupCalls, LoseWhoIsNoMemberAnyMore) {
  connected_ = {ann_, bob_};
  const CallId id = Begin(ann_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  Actions();
  EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const access::GroupMember place,
                          access::GroupMember::Open(txn, As(bob_), group_));
                return group::LeaveGroup(txn, place);
              }).ok());
  Later(call::kWatchMs);
  EXPECT_EQ(Actions(), (Did{CallAction::kLeft}));
  EXPECT_EQ(Last().who.id, bob_);
  Exec(kDissolve, group_);
  Later(call::kWatchMs);
  EXPECT_EQ(Now(id).state, CallState::kEnded);
  EXPECT_EQ(Busy(), Users{});
}

TEST_P(GroupCalls, AreKeptBySignsOfLife) {
  connected_ = {};
  const CallId id = Begin(ann_, Ids{});
  for (int i = 0; i < 6; ++i) {
    Later(call::kSilentMs / 2);
    EXPECT_EQ(Outcome(Renew(ann_, id)), "ok");
  }
  EXPECT_EQ(Outcome(Renew(bob_, id)), "Forbidden:call_signal");
  EXPECT_EQ(Now(id).state, CallState::kTalking);
  for (int i = 0; i < 5; ++i) Later(call::kWatchMs);
  EXPECT_EQ(Now(id).state, CallState::kEnded);
}

TEST_P(GroupCalls, SignalsGoToOneWhoIsInIt) {
  const CallId id = Begin(ann_);
  EXPECT_EQ(Outcome(Signal(ann_, id, bob_)), "NotFound:call_party") << "only asked";
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  TakeEvents();
  EXPECT_EQ(Outcome(Signal(ann_, id, bob_)), "ok");
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0].position, 0) << "never stored";
  EXPECT_EQ(heard[0].event->users, Users{bob_});
  EXPECT_EQ(heard[0].As<CallSignal>()->data, "v=0");
  EXPECT_EQ(heard[0].As<CallSignal>()->from.id, ann_);
  EXPECT_EQ(Outcome(Signal(ann_, id, ann_)), "NotFound:call_party");
  EXPECT_EQ(Outcome(Signal(cat_, id, bob_)), "Forbidden:call_signal");
  EXPECT_EQ(Outcome(Signal(ann_, id, bob_, std::string(call::kSignalBytesMax + 1, 'a'))),
            "BadArgument:signalData");
}

TEST_P(GroupCalls, ShowCameraAndMicrophone) {
  const CallId id = Begin(ann_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  Actions();
  const auto set = [&](UserId who, std::optional<bool> camera, std::optional<bool> microphone) {
    return Outcome(On(who, id, [&](store::Txn& txn, const GroupCall& on) {
      return call::SetDevice(txn, on, camera, microphone);
    }));
  };
  EXPECT_EQ(set(bob_, false, std::nullopt), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kDevice});
  EXPECT_FALSE(Last().camera);
  EXPECT_TRUE(Last().microphone);
  EXPECT_EQ(set(bob_, std::nullopt, false), "ok");
  Actions();
  EXPECT_FALSE(Last().camera) << "stays as it was";
  EXPECT_FALSE(Last().microphone);
  EXPECT_EQ(set(cat_, false, false), "Forbidden:call_signal");
}

TEST_P(GroupCalls, StopRingingOnTheOtherDevicesOfWhoActs) {
  const CallId id = Begin(ann_);
  policy.call.login_is_device = true;
  const access::Principal phone = As(bob_, {.login = LoginId(71)});
  const auto with = [&](Status (*verb)(store::Txn&, const GroupCall&)) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const GroupCall on, GroupCall::Open(txn, phone, id));
      return verb(txn, on);
    }));
  };
  Actions();
  EXPECT_EQ(
      with([](store::Txn& txn, const GroupCall& on) { return call::RejectGroup(txn, on, ""); }),
      "ok");
  Actions();
  ASSERT_EQ(Last().terminals.size(), 1u);
  EXPECT_EQ(Last().terminals[0].login, phone.login);
  EXPECT_FALSE(Last().terminals[0].only) << "all of theirs but this one hear it";
  EXPECT_EQ(with(call::JoinGroup), "ok");
  EXPECT_EQ(Outcome(Join(cat_, id)), "ok");
  Actions();
  ASSERT_EQ(Last().terminals.size(), 1u);
  EXPECT_EQ(Last().terminals[0].user, bob_);
  EXPECT_TRUE(Last().terminals[0].only) << "in the call they are on that device alone";
}

}  // namespace
}  // namespace koine::core
