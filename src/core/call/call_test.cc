#include "core/call/call.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>

#include "base/crypto.h"
#include "base/text.h"
#include "core/call/ice.h"
#include "core/call/rows.h"
#include "core/call/signal.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/setting/privacy.h"
#include "core/setting/setting.h"
#include "store/job.h"

namespace koine::core {
namespace {

using call::CallState;
using event::CallAction;
using event::CallChanged;
using event::CallId;
using event::CallMode;
using event::CallSignal;

constexpr std::int64_t kRingMs = 60'000;
constexpr std::int64_t kGraceMs = 30'000;

class Calls : public CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    policy.call.ring_ms = kRingMs;
    policy.call.grace_ms = kGraceMs;
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cat_ = AddUser("cat");
    jobs_ = std::make_unique<store::JobRunner>(store(), clock);
    call::AddJobs(*jobs_, [this](UserId user) { return connected_.count(user) > 0; });
    TakeEvents();
  }
  void TearDown() override {
    jobs_.reset();
    CoreOnBothTest::TearDown();
  }

  Result<call::Started> Start(UserId from, UserId to, call::StartIn in = {}) {
    in.callee = to;
    return Write([&](store::Txn& txn) { return call::Start(txn, As(from), in); });
  }
  CallId Begin(UserId from, UserId to) {
    auto started = Start(from, to);
    EXPECT_EQ(Outcome(started), "ok");
    return started.ok() ? started->id : CallId();
  }
  Status Accept(UserId who, CallId id) { return AcceptAs(As(who), id); }
  Status AcceptAs(const access::Principal& who, CallId id) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto on, call::CallToAccept::Open(txn, who, id));
      return call::Accept(txn, on);
    });
  }
  Status Reject(UserId who, CallId id, std::string reason = "") {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto on, call::CallToDecline::Open(txn, As(who), id));
      return call::Reject(txn, on, reason);
    });
  }
  Result<bool> End(UserId who, CallId id) {
    return Write([&](store::Txn& txn) -> Result<bool> {
      KOINE_TRY(const auto on, call::CallToEnd::Open(txn, As(who), id));
      return call::End(txn, on);
    });
  }
  Status Signal(UserId who, CallId id, std::string data) {
    return Read([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto on, call::CallToSignal::Open(txn, As(who), id));
      return call::Signal(txn, on, {event::SignalKind::kOffer, data, false});
    });
  }
  call::Call Now(CallId id) {
    return Read([&](store::Txn& txn) { return *call::FindCall(txn, kTenant, id); });
  }
  std::vector<UserId> Busy() {
    const std::int64_t all[] = {ann_.value, bob_.value, cat_.value};
    return Read([&](store::Txn& txn) { return call::BusyAmong(txn, kTenant, all); });
  }
  void Gone(UserId user, LoginId login = {}) {
    const call::Gone gone{kTenant, user, login, clock.NowMs(), connected_.count(user) == 0};
    const Status noted = Write([&](store::Txn& txn) -> Status {
      call::NoteGone(txn, std::span(&gone, 1));
      return Ok();
    });
    EXPECT_TRUE(noted.ok());
  }
  int Later(std::int64_t ms) {
    clock.Advance(ms);
    return jobs_->RunDue();
  }
  // Of the events since the last call, the calls' actions, and to whom the last one went.
  std::vector<CallAction> Actions() {
    std::vector<CallAction> out;
    for (const Heard& heard : TakeEvents()) {
      if (const auto* changed = heard.As<CallChanged>()) {
        out.push_back(changed->action);
        last_ = heard.event;
      }
    }
    return out;
  }
  const CallChanged& Last() { return std::get<CallChanged>(last_->payload); }

  UserId ann_, bob_, cat_;
  std::set<UserId> connected_;
  std::unique_ptr<store::JobRunner> jobs_;
  std::shared_ptr<const event::Event> last_;
};
KOINE_ON_BOTH(Calls);

using Did = std::vector<CallAction>;

TEST_P(Calls, RingAreAnsweredAndEnd) {
  const CallId id = Begin(ann_, bob_);
  EXPECT_EQ(Actions(), Did{CallAction::kRinging});
  EXPECT_EQ(last_->users, (std::vector<UserId>{ann_, bob_}));
  EXPECT_EQ(Last().caller.id, ann_);
  EXPECT_EQ(Last().callee.id, bob_);
  EXPECT_EQ(Last().ring_until, clock.NowMs() + kRingMs);
  EXPECT_EQ(last_->targets, std::vector<UserId>{bob_});
  EXPECT_EQ(Busy(), (std::vector<UserId>{ann_, bob_}));
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  EXPECT_EQ(Actions(), Did{CallAction::kAccepted});
  EXPECT_EQ(Outcome(Accept(bob_, id)), "CallRefused:state");
  EXPECT_EQ(Outcome(Reject(bob_, id)), "CallRefused:state");
  clock.Advance(83'500);
  EXPECT_TRUE(*End(ann_, id));
  EXPECT_EQ(Actions(), Did{CallAction::kEnded});
  EXPECT_EQ(Last().seconds, 83);
  EXPECT_TRUE(Last().over);
  EXPECT_EQ(Busy(), std::vector<UserId>{});
  EXPECT_FALSE(*End(bob_, id));
  EXPECT_EQ(Outcome(Accept(bob_, id)), "CallRefused:over");
  EXPECT_EQ(Actions(), Did{});
  EXPECT_EQ(Later(10 * kRingMs), 0) << "nothing is left to be done";
}

TEST_P(Calls, AreRefusedCancelledAndTimeOut) {
  CallId id = Begin(ann_, bob_);
  EXPECT_EQ(Outcome(Reject(bob_, id, "later")), "ok");
  EXPECT_EQ(Actions(), (Did{CallAction::kRinging, CallAction::kRejected}));
  EXPECT_EQ(Last().reason, "later");
  EXPECT_EQ(Now(id).state, CallState::kRejected);
  id = Begin(ann_, bob_);
  EXPECT_TRUE(*End(ann_, id));
  EXPECT_EQ(Now(id).state, CallState::kCancelled);
  id = Begin(ann_, bob_);
  EXPECT_TRUE(*End(bob_, id));
  EXPECT_EQ(Now(id).state, CallState::kRejected);
  id = Begin(ann_, bob_);
  EXPECT_EQ(Later(kRingMs - 1), 0);
  EXPECT_EQ(Now(id).state, CallState::kRinging);
  Actions();
  EXPECT_EQ(Later(1), 1);
  EXPECT_EQ(Now(id).state, CallState::kTimedOut);
  EXPECT_EQ(Actions(), Did{CallAction::kTimedOut});
  EXPECT_EQ(last_->users, (std::vector<UserId>{ann_, bob_}));
  EXPECT_EQ(Busy(), std::vector<UserId>{});
}

TEST_P(Calls, BelongToTheirTwo) {
  const CallId id = Begin(ann_, bob_);
  EXPECT_EQ(Outcome(Accept(ann_, id)), "Forbidden:call_accept");
  EXPECT_EQ(Outcome(Accept(cat_, id)), "Forbidden:call_accept");
  EXPECT_EQ(Outcome(Reject(ann_, id)), "Forbidden:call_reject");
  EXPECT_EQ(Outcome(End(cat_, id)), "Forbidden:call_end");
  EXPECT_EQ(Outcome(Signal(cat_, id, "x")), "Forbidden:call_signal");
  EXPECT_EQ(Outcome(Accept(bob_, CallId(999999))), "CallRefused:gone");
  const auto get = [&](UserId who) {
    return Read([&](store::Txn& txn) { return call::CallToSee::Open(txn, As(who), id).ok(); });
  };
  EXPECT_TRUE(get(ann_));
  EXPECT_TRUE(get(bob_));
  EXPECT_FALSE(get(cat_));
  const UserId eve = AddUser("eve", kOtherTenant);
  EXPECT_EQ(Outcome(Start(ann_, eve)), "UserNotFound:target");
  EXPECT_EQ(Outcome(Start(ann_, UserId(999999))), "UserNotFound:target");
  EXPECT_EQ(Outcome(Start(ann_, ann_)), "SelfTarget:call");
}

TEST_P(Calls, OfWhoIsBusyAreRefused) {
  const CallId id = Begin(ann_, bob_);
  EXPECT_EQ(Outcome(Start(cat_, bob_)), "CallRefused:busy");
  EXPECT_EQ(Outcome(Start(cat_, ann_)), "CallRefused:busy");
  EXPECT_EQ(Outcome(Start(bob_, cat_)), "CallRefused:self_busy");
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  EXPECT_EQ(Outcome(Start(cat_, bob_)), "CallRefused:busy");
  EXPECT_TRUE(*End(bob_, id));
  Begin(cat_, bob_);
}

TEST_P(Calls, ObeyThePolicyBlocksAndPrivacy) {
  policy.call.needs_peer = true;
  EXPECT_EQ(Outcome(Start(ann_, bob_)), "CallRefused:offline");
  call::StartIn in;
  in.callee_connected = true;
  in.conversation = ConversationId(12345);
  EXPECT_EQ(Outcome(Start(ann_, bob_, in)), "BadArgument:conversationId");
  policy.call.needs_peer = false;
  policy.call.friends_only = true;
  EXPECT_EQ(Outcome(Start(ann_, bob_)), "NotFriends");
  Befriend(ann_, bob_);
  Block(bob_, ann_);
  EXPECT_EQ(Outcome(Start(ann_, bob_)), "BlockedByPeer");
  EXPECT_EQ(Outcome(Start(bob_, ann_)), "ok") << "who blocks may call";
  policy.call.friends_only = false;
  Exec(store::Sql{"delete from call_party"});
  const Status set = Write([&](store::Txn& txn) -> Status {
    setting::Put(txn, kTenant, cat_, setting::kPrivacy, setting::kAllowVideo, setting::kNo);
    return Ok();
  });
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(Outcome(Start(ann_, cat_)), "PeerRefuses:call");
  in = {};
  in.mode = CallMode::kVoice;
  EXPECT_EQ(Outcome(Start(ann_, cat_, in)), "ok");
}

TEST_P(Calls, SignalsGoToTheOtherAndAreNotKept) {
  const CallId id = Begin(ann_, bob_);
  TakeEvents();
  EXPECT_EQ(Outcome(Signal(ann_, id, "secret-sdp")), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].position, 0);
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{bob_});
  const auto* signal = events[0].As<CallSignal>();
  ASSERT_NE(signal, nullptr);
  EXPECT_EQ(signal->data, "secret-sdp");
  EXPECT_EQ(signal->from.id, ann_);
  const auto kept = Read([&](store::Txn& txn) {
    return txn.First(store::Sql{"select count(*) from event where payload like '%secret-sdp%'"},
                     [](const store::Row& row) { return row.Int(0); });
  });
  EXPECT_EQ(kept.value_or(-1), 0);
  EXPECT_EQ(Outcome(Signal(ann_, id, std::string(call::kSignalBytesMax, 'a'))), "ok");
  EXPECT_EQ(Outcome(Signal(ann_, id, std::string(call::kSignalBytesMax + 1, 'a'))),
            "BadArgument:signalData");
  EXPECT_TRUE(*End(ann_, id));
  EXPECT_EQ(Outcome(Signal(ann_, id, "late")), "CallRefused:over");
}

TEST_P(Calls, EndWhenAPartyStaysAway) {
  connected_ = {ann_, bob_};
  CallId id = Begin(ann_, bob_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  connected_.erase(bob_);
  clock.Advance(1000);
  Gone(bob_);
  Later(kGraceMs - 1);
  EXPECT_EQ(Now(id).state, CallState::kTalking);
  Actions();
  Later(1);
  EXPECT_EQ(Now(id).state, CallState::kEnded);
  EXPECT_EQ(Actions(), Did{CallAction::kEnded});
  EXPECT_EQ(Last().who.id, bob_);
  // Who comes back in time goes on.
  connected_ = {ann_, bob_};
  id = Begin(ann_, bob_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  connected_.erase(ann_);
  Gone(ann_);
  connected_.insert(ann_);
  Later(kGraceMs);
  EXPECT_EQ(Now(id).state, CallState::kTalking);
  Later(10 * call::kSilentMs);
  EXPECT_EQ(Now(id).state, CallState::kTalking);
}

TEST_P(Calls, OfAVanishedNodeEnd) {
  connected_ = {ann_, bob_};
  const CallId id = Begin(ann_, bob_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  Later(5 * call::kSilentMs);
  EXPECT_EQ(Now(id).state, CallState::kTalking);
  connected_.erase(bob_);  // and nobody said so
  for (int i = 0; i < 5; ++i) Later(call::kWatchMs);
  EXPECT_EQ(Now(id).state, CallState::kEnded);
}

TEST_P(Calls, AreKeptAliveBySignsOfLife) {
  const CallId id = Begin(ann_, bob_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  for (int i = 0; i < 10; ++i) {
    Later(call::kSilentMs / 2);
    for (const UserId user : {ann_, bob_}) {
      EXPECT_EQ(Outcome(Write([&](store::Txn& txn) -> Status {
                  KOINE_TRY(const auto on, call::CallToSignal::Open(txn, As(user), id));
                  return call::Renew(txn, on);
                })),
                "ok");
    }
  }
  EXPECT_EQ(Now(id).state, CallState::kTalking);
  for (int i = 0; i < 5; ++i) Later(call::kWatchMs);
  EXPECT_EQ(Now(id).state, CallState::kEnded);
}

TEST_P(Calls, OfWhoMayNotSignInAnyMoreEndAtOnce) {
  const CallId id = Begin(ann_, bob_);
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  Exec(kSetUserState, 2, 0, bob_);
  Gone(bob_);
  Later(0);
  EXPECT_EQ(Now(id).state, CallState::kEnded);
}

TEST_P(Calls, StopRingingOnOtherDevicesOnly) {
  policy.call.login_is_device = true;
  const access::Principal caller = As(ann_, {.login = LoginId(70)});
  const access::Principal phone = As(bob_, {.login = LoginId(71)});
  auto started = Write([&](store::Txn& txn) {
    call::StartIn in;
    in.callee = bob_;
    return call::Start(txn, caller, in);
  });
  ASSERT_TRUE(started.ok());
  EXPECT_EQ(Outcome(AcceptAs(phone, started->id)), "ok");
  EXPECT_EQ(Actions(), (Did{CallAction::kRinging, CallAction::kAccepted}));
  const auto& terminals = Last().terminals;
  ASSERT_EQ(terminals.size(), 2u);
  EXPECT_EQ(terminals[0].user, ann_);
  EXPECT_EQ(terminals[0].login, caller.login);
  EXPECT_TRUE(terminals[0].only);
  EXPECT_EQ(terminals[1].user, bob_);
  EXPECT_EQ(terminals[1].login, phone.login);
  EXPECT_FALSE(terminals[1].only);
  // The loss of another device of bob means nothing, that of this one does.
  connected_ = {ann_, bob_};
  Gone(bob_, LoginId(72));
  Later(kGraceMs);
  EXPECT_EQ(Now(started->id).state, CallState::kTalking);
  Gone(bob_, phone.login);
  Later(kGraceMs);
  EXPECT_EQ(Now(started->id).state, CallState::kEnded);
}

TEST_P(Calls, AreFoundByTheirUuidWhileTheyGoOn) {
  auto started = Start(ann_, bob_);
  ASSERT_TRUE(started.ok());
  const auto find = [&](std::string uuid) {
    return Read([&](store::Txn& txn) { return call::FindOpen(txn, As(bob_), uuid); });
  };
  EXPECT_EQ(find(started->uuid)->id, started->id);
  EXPECT_EQ(Outcome(find("nothing")), "CallRefused:gone");
  EXPECT_TRUE(*End(ann_, started->id));
  EXPECT_EQ(Outcome(find(started->uuid)), "CallRefused:gone");
}

TEST_P(Calls, MakeBothBusyForTheirContacts) {
  Befriend(ann_, cat_);
  TakeEvents();
  const auto told = [&] {
    std::vector<std::string> out;
    for (const Heard& heard : TakeEvents()) {
      const auto* status = heard.As<event::StatusChanged>();
      if (status == nullptr) continue;
      EXPECT_EQ(heard.position, 0);
      if (status->user != ann_) continue;
      EXPECT_EQ(heard.event->users, std::vector<UserId>{cat_});
      out.push_back(status->status);
    }
    return out;
  };
  const CallId id = Begin(ann_, bob_);
  EXPECT_EQ(told(), std::vector<std::string>{"busy"});
  EXPECT_EQ(Outcome(Accept(bob_, id)), "ok");
  EXPECT_EQ(told(), std::vector<std::string>{});
  EXPECT_TRUE(*End(ann_, id));
  EXPECT_EQ(told(), std::vector<std::string>{"online"});
}

TEST_P(Calls, SignalsKeepTheirForm) {
  const auto back = [](std::string value) {
    const call::SignalIn in = call::ReadSignal(event::SignalKind::kAnswer, value);
    CallSignal signal;
    signal.data = in.data;
    signal.json = in.json;
    return call::SignalValue(signal);
  };
  for (const char* value : {R"("v=0\r\n")", R"({"type":"offer"})", "12", "null", "[1]"}) {
    EXPECT_EQ(back(value), value);
  }
  EXPECT_EQ(call::ReadSignal(event::SignalKind::kAnswer, R"("v=0")").data, "v=0");
  EXPECT_EQ(call::ReadSignal(event::SignalKind::kAnswer, "").data, "");
}

TEST_P(Calls, LeaveALineWhereItIsWished) {
  const ConversationId direct = Direct(ann_, bob_);
  call::StartIn in;
  in.record = true;
  auto started = Start(ann_, bob_, in);
  ASSERT_TRUE(started.ok());
  EXPECT_EQ(Outcome(Accept(bob_, started->id)), "ok");
  clock.Advance(65'000);
  EXPECT_TRUE(*End(bob_, started->id));
  EXPECT_TRUE(*End(ann_, Begin(ann_, bob_)));
  auto list = List(bob_, direct, {});
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->size(), 1u);
  const auto* record = std::get_if<body::CallRecord>(&(*list)[0].row.message.body);
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(body::CallText(*record), "通话时长 01:05");
  EXPECT_EQ((*list)[0].row.message.sender, ann_);
  EXPECT_EQ(Unread(bob_, direct), 0);
}

TEST_P(Calls, LeaveALineWhenNobodyCouldBeReached) {
  const auto record = [this](UserId from, UserId to, const char* why) {
    call::StartIn in;
    in.callee = to;
    in.record = true;
    const Error error{Code::kCallRefused, why};
    EXPECT_TRUE(call::LeavesMissed(As(from), in, error));
    const Status done =
        Write([&](store::Txn& txn) { return call::RecordMissed(txn, As(from), in); });
    EXPECT_TRUE(done.ok());
  };
  const auto lines = [this](UserId reader, ConversationId place) {
    const auto list = List(reader, place, {});
    return list.ok() ? list->size() : 0;
  };
  // Strangers without a conversation leave none.
  record(cat_, bob_, "offline");
  const ConversationId strange = Direct(cat_, bob_);
  EXPECT_EQ(lines(bob_, strange), 0u);
  const ConversationId direct = Direct(ann_, bob_);
  record(ann_, bob_, "offline");
  clock.Advance(call::kMissedAgainMs - 1);
  record(ann_, bob_, "busy");
  EXPECT_EQ(lines(bob_, direct), 1u);
  record(bob_, ann_, "busy");
  EXPECT_EQ(lines(bob_, direct), 2u);
  clock.Advance(call::kMissedAgainMs);
  record(bob_, ann_, "offline");
  EXPECT_EQ(lines(bob_, direct), 3u);

  call::StartIn silent;
  silent.callee = bob_;
  EXPECT_FALSE(call::LeavesMissed(As(ann_), silent, Error{Code::kCallRefused, "busy"}));
  silent.record = true;
  EXPECT_FALSE(call::LeavesMissed(As(ann_), silent, Error{Code::kCallRefused, "self_busy"}));
  EXPECT_FALSE(call::LeavesMissed(As(ann_), silent, Error{Code::kBlockedByPeer}));
}

TEST_P(Calls, AreListedForTheirTwo) {
  const CallId first = Begin(ann_, bob_);
  EXPECT_TRUE(*End(ann_, first));
  clock.Advance(1000);
  const CallId second = Begin(cat_, ann_);
  const auto history = Read([&](store::Txn& txn) { return call::History(txn, As(ann_), 10, 0); });
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].call.id, second);
  EXPECT_EQ(history[0].caller.name, "Ncat");
  EXPECT_EQ(history[1].call.id, first);
  EXPECT_EQ(Read([&](store::Txn& txn) { return call::History(txn, As(bob_), 10, 0); }).size(), 1u);
  const auto active = Read([&](store::Txn& txn) { return call::Active(txn, As(ann_)); });
  ASSERT_TRUE(active.has_value());
  EXPECT_EQ(active->call.id, second);
  EXPECT_EQ(Read([&](store::Txn& txn) { return call::Ringing(txn, As(ann_)); }).size(), 1u);
  EXPECT_EQ(Read([&](store::Txn& txn) { return call::Ringing(txn, As(cat_)); }).size(), 0u);
}

TEST_P(Calls, OfTwoWhoCallEachOtherAtOnceOneRings) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> began = 0;
    OnThreads(4, [&](int i) {
      const bool there = i % 2 == 0;
      auto started = Start(there ? ann_ : bob_, there ? bob_ : ann_);
      if (started.ok()) {
        ++began;
      } else {
        EXPECT_EQ(CodeName(started.error().code), "CallRefused");
      }
    });
    EXPECT_EQ(began, 1);
    const auto active = Read([&](store::Txn& txn) { return call::Active(txn, As(ann_)); });
    ASSERT_TRUE(active.has_value());
    EXPECT_TRUE(*End(ann_, active->call.id));
  }
}

TEST_P(Calls, ToOneFromSeveralAtOnceOneRings) {
  const UserId dan = AddUser("dan");
  const UserId callers[] = {ann_, cat_, dan};
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> began = 0;
    OnThreads(3, [&](int i) { began += Start(callers[i], bob_).ok() ? 1 : 0; });
    EXPECT_EQ(began, 1);
    const auto active = Read([&](store::Txn& txn) { return call::Active(txn, As(bob_)); });
    ASSERT_TRUE(active.has_value());
    EXPECT_TRUE(*End(bob_, active->call.id));
  }
}

TEST_P(Calls, AnsweredAndGivenUpAtOnceAreOneOfBoth) {
  for (int round = 0; round < 10; ++round) {
    const CallId id = Begin(ann_, bob_);
    std::atomic<int> accepted = 0, rejected = 0;
    OnThreads(2, [&](int i) {
      if (i == 0) accepted += Accept(bob_, id).ok() ? 1 : 0;
      if (i == 1) rejected += Reject(bob_, id).ok() ? 1 : 0;
    });
    EXPECT_EQ(accepted + rejected, 1);
    (void)End(ann_, id);
  }
}

TEST(Ice, CredentialsAreThoseOfTurnRest) {
  call::IceSettings settings;
  EXPECT_TRUE(call::IceServersFor(settings, UserId(7), 0).empty());
  settings.stun = {"stun:a:3478"};
  settings.turn = {"turn:b:3478", "turns:b:5349"};
  settings.secret = "north";
  settings.lifetime_ms = 600'000;
  const auto servers = call::IceServersFor(settings, UserId(10001), 1'000'000'000'000);
  ASSERT_EQ(servers.size(), 2u);
  EXPECT_EQ(servers[0].urls, settings.stun);
  EXPECT_EQ(servers[0].username, "");
  EXPECT_EQ(servers[1].username, "1000000600:10001");
  // printf 1000000600:10001 | openssl dgst -sha1 -hmac north -binary | base64
  EXPECT_EQ(servers[1].credential, "CzdFGYrdPvrnBA0swRd7BQ/m4H4=");
}

}  // namespace
}  // namespace koine::core
