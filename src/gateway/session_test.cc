#include "gateway/session.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/log.h"
#include "core/event/event.h"
#include "core/identity/people.h"
#include "gateway/gateway_test_util.h"
#include "gateway/io_thread.h"
#include "gateway/request_id.h"

namespace koine::gateway {

struct WaitIn {
  std::int64_t n = 0;
};
KOINE_DESCRIBE(WaitIn, (n))
struct WaitOut {
  std::int64_t n = 0;
};
KOINE_DESCRIBE(WaitOut, (n))

namespace {

Result<WaitOut> WaitRow(store::Txn&, Call&, WaitIn& in) {
  if (in.n < -1) {
    log::Info("row", "{} is refused", in.n);
    return Error{Code::kMoneyRefused};
  }
  if (in.n < 0) return Error{Code::kBadState};
  return WaitOut{in.n};
}

void WaitFailed(Session& session, const Error& error, const void* request) {
  EXPECT_TRUE(session.signed_in());
  EXPECT_EQ(IdOfFrame().size(), 16U);
  if (error.Is(Code::kMoneyRefused)) {
    session.SendText(IdOfFrame());
    return;
  }
  session.SendText("failed " + std::string(CodeName(error.code)) + " " + error.field + " " +
                   std::to_string(static_cast<const WaitIn*>(request)->n));
}

using Frames = std::vector<std::string>;

class SessionTest : public testing::Test {
 protected:
  explicit SessionTest(Settings settings = {}) : test_(std::move(settings)) {
    test_.dialect.frame_rows.push_back(
        Fr<&WaitRow>("wait", "Wait", {.mode = Mode::kScan}, &WaitFailed));
    test_.AddDialect(test_.dialect);
    test_.MakeUsers(3);
  }
  event::Event Revoked(std::int64_t user, std::vector<LoginId> logins, std::string reason) {
    event::Event event;
    event.tenant = kDefaultTenant;
    event.payload = event::LoginsRevoked{UserId(user), std::move(logins), std::move(reason)};
    return event;
  }

  TestGateway test_;
};

class SmallSessionTest : public SessionTest {
 protected:
  static Settings Small() {
    Settings settings;
    settings.sessions_per_user_max = 3;
    settings.outbox_bytes = 4096;
    settings.rates.requests_per_s = 5;
    return settings;
  }
  SmallSessionTest() : SessionTest(Small()) {}
};

TEST_F(SessionTest, AFramesRowAnswersAndRefuses) {
  auto ann = test_.Join(1);
  ann->SendText(R"(run {"n":7})");
  EXPECT_EQ(ann->Next(), R"({"n":7})");
  ann->SendText(R"(run {"n":-1})");
  EXPECT_EQ(ann->Next(), "failed BadState  -1");
  ann->SendText(R"(run {"n":"x"})");
  EXPECT_EQ(ann->Next(), "failed BadArgument n 0");
  ann->SendText("run [");
  EXPECT_EQ(ann->Next(), "failed BadArgument  0");
}

TEST_F(SessionTest, ARefusedFrameHasOneIdInItsAnswerAndInAllItsLines) {
  auto ann = test_.Join(1);
  std::string lines;
  log::CaptureForTest(&lines);
  test_.store().hold = true;
  ann->SendText(R"(run {"n":-2})");
  ann->SendText(R"(run {"n":-3})");
  ASSERT_TRUE(test_.Until([this] { return test_.store().held_count() == 2; }));
  ASSERT_TRUE(test_.store().Release());
  const std::string first = ann->Next();
  ASSERT_TRUE(test_.store().Release());
  const std::string second = ann->Next();
  log::CaptureForTest(nullptr);
  EXPECT_NE(first, second);
  EXPECT_NE(lines.find("info row: -2 is refused [" + first + "]\n"), std::string::npos) << lines;
  EXPECT_NE(lines.find("info row: -3 is refused [" + second + "]\n"), std::string::npos) << lines;
  EXPECT_NE(lines.find("MoneyRefused, user 1"), std::string::npos) << lines;
}

// A dialect may let a session enter a room or watch somebody with the answer, which nothing would
// end any more.
TEST_F(SessionTest, ARowThatOutlivesItsSessionAnswersNobody) {
  auto ann = test_.Join(1);
  test_.store().hold = true;
  ann->SendText(R"(run {"n":-1})");
  ASSERT_TRUE(test_.Until([this] { return test_.store().held_count() == 1; }));
  ann->peer().CloseSend();
  ASSERT_TRUE(test_.Until([this] { return test_.thread().session_count() == 0; }));
  ASSERT_TRUE(test_.store().Release());
  test_.Turns();  // the row's refusal would go to a session that is no more
}

TEST_F(SessionTest, TooManyFramesUnderWayAreNotRead) {
  auto ann = test_.Join(1);
  test_.store().hold = true;
  const int kSent = test_.dialect.frames_at_once() + 100;
  for (int i = 0; i < kSent; ++i) ann->SendText("run {\"n\":" + std::to_string(i) + "}");
  test_.Turns(20);
  EXPECT_EQ(test_.store().held_count(), static_cast<std::size_t>(test_.dialect.frames_at_once()));
  // Half of them done: the rest is read, in order.
  int next = 0;
  while (next < kSent) {
    ASSERT_TRUE(test_.store().Release());
    ASSERT_EQ(ann->Next(), "{\"n\":" + std::to_string(next) + "}");
    ++next;
    test_.Turns(2);
  }
  EXPECT_EQ(test_.store().held_count(), 0U);
}

TEST_F(SessionTest, NothingIsReadWhileTheStoreIsCongested) {
  auto ann = test_.Join(1);
  test_.store().queued_commands = 1'000'000;
  ann->SendText("run {\"n\":1}");
  EXPECT_EQ(ann->Next(), R"({"n":1})");
  ann->SendText("run {\"n\":2}");
  EXPECT_EQ(ann->All(), Frames());
  test_.store().queued_commands = 0;
  test_.clock.Advance(20);
  EXPECT_EQ(ann->Next(), R"({"n":2})");
}

TEST_F(SessionTest, AnEndedLoginClosesItsSessionsAndNoOthers) {
  auto page = test_.Join(1);
  auto bob = test_.Join(2);
  test_.Publish(Revoked(1, {LoginId(9)}, "logout"), 0);
  EXPECT_EQ(page->All(), Frames());
  test_.Publish(Revoked(1, {LoginId(1)}, "logout"), 0);
  EXPECT_EQ(page->Next(), "closed 1000 logout");
  test_.Publish(Revoked(2, {}, "disabled"), 0);
  EXPECT_EQ(bob->Next(), "closed 1000 disabled");
}

TEST_F(SessionTest, AChangedAccountClosesNothingAndIsReadAgain) {
  auto ann = test_.Join(1);
  EXPECT_EQ(test_.thread().logins().size(), 1U);
  event::Event event;
  event.tenant = kDefaultTenant;
  event.users = {UserId(1)};
  event.payload = event::AccountChanged{UserId(1), std::nullopt};
  test_.Publish(event, 1);
  test_.Turns();
  EXPECT_EQ(test_.thread().logins().size(), 0U);
  EXPECT_TRUE(test_.gateway->presence().Online(UserId(1)));
  event.payload = event::AccountChanged{UserId(1), true};
  test_.Publish(event, 2);
  test_.Turns();
  EXPECT_FALSE(test_.gateway->presence().Online(UserId(1)));
  EXPECT_TRUE(test_.gateway->presence().Connected(UserId(1)));
  event.payload = event::AccountChanged{UserId(1), std::nullopt};
  test_.Publish(event, 3);
  test_.Turns();
  EXPECT_FALSE(test_.gateway->presence().Online(UserId(1)));
  event.payload = event::AccountChanged{UserId(1), false};
  test_.Publish(event, 4);
  test_.Turns();
  EXPECT_TRUE(test_.gateway->presence().Online(UserId(1)));
  EXPECT_EQ(ann->All(), Frames());
}

TEST_F(SessionTest, ABadTokenIsRefused) {
  Wire wire = test_.Connect();
  ASSERT_EQ(wire.Upgrade("/p/ws?token=x&wire=0"), 101);
  EXPECT_EQ(wire.Next(), "closed 1003 Unauthenticated");
  EXPECT_EQ(test_.thread().session_count(), 0U);
}

TEST_F(SessionTest, PresenceFollowsTheSessions) {
  auto page = test_.Join(1);
  EXPECT_TRUE(test_.gateway->presence().Online(UserId(1)));
  auto phone = test_.Join(1);
  page->peer().CloseSend();
  ASSERT_TRUE(test_.Until([this] { return test_.thread().session_count() == 1; }));
  EXPECT_TRUE(test_.gateway->presence().Online(UserId(1)));
  phone->peer().CloseSend();
  ASSERT_TRUE(test_.Until([this] { return test_.thread().session_count() == 0; }));
  EXPECT_FALSE(test_.gateway->presence().Online(UserId(1)));
}

TEST_F(SessionTest, ASessionMayEndWhileItsFrameIsUnderWay) {
  auto ann = test_.Join(1);
  test_.store().hold = true;
  ann->SendText("run {\"n\":1}");
  ASSERT_TRUE(test_.Until([this] { return test_.store().held_count() == 1; }));
  ann->peer().CloseSend();
  ASSERT_TRUE(test_.Until([this] { return test_.thread().session_count() == 0; }));
  EXPECT_TRUE(test_.store().Release());
  test_.Turns();
}

TEST_F(SmallSessionTest, TheOldestOfTooManyGivesWay) {
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 6; ++i) wires.push_back(test_.Join(1));
  // All at once: none of the closed ones is gone yet.
  for (int i = 0; i < 3; ++i) EXPECT_EQ(wires[i]->Next(), "closed 1000 replaced") << i;
  for (int i = 3; i < 6; ++i) EXPECT_EQ(wires[i]->All(), Frames()) << i;
}

TEST_F(SmallSessionTest, AReaderWhoDoesNotReadIsCutOff) {
  auto ann = test_.Join(1);
  auto bob = test_.Join(2);
  bob->peer().SetWindow(0);
  const ConversationId group = test_.MakeGroup({1, 2});
  std::size_t got = 0;
  for (int i = 0; i < 1000; ++i) {
    test_.Publish(test_.Message(group, i + 1, 3), 1000 + i);
    if (i % 50 == 49) got += ann->All().size();
  }
  while (!ann->Next().empty() && ++got < 1000) {
  }
  EXPECT_EQ(got, 1000U);  // ann reads, and has everything
  // The slow reader has been told to go, and does not read that either.
  test_.clock.Advance(10'000);
  EXPECT_TRUE(test_.Until([&bob] { return bob->peer().closed(); }));
}

TEST_F(SmallSessionTest, TooManyFramesEndTheSession) {
  auto ann = test_.Join(1);
  for (int i = 0; i < 12; ++i) ann->SendText("x");
  std::string last;
  for (int i = 0; i < 20; ++i) {
    last = ann->Next();
    if (last.rfind("closed", 0) == 0) break;
    EXPECT_EQ(last, "echo x");
  }
  EXPECT_EQ(last, "closed 1008 rate limit");
}

// What is kept as delivered to user 2, for the next sign-in.
class DeliveredTest : public SessionTest {
 protected:
  void Tell(std::int64_t position) {
    event::Event event = test_.Message(ConversationId(7), 1, 1);
    event.place = {ConversationId(7), ConversationKind::kDirect, UserId(1), UserId(2)};
    test_.Publish(std::move(event), position);
    test_.Turns();
  }
  Session& Last() { return *test_.dialect.opened.back(); }
  std::int64_t KeptAfter(Wire& wire) {
    const access::Principal who = Last().who();
    wire.peer().CloseSend();
    EXPECT_TRUE(test_.Until([this] { return test_.thread().FindUser(UserId(2)) == nullptr; }));
    test_.thread().WriteNoted();
    std::int64_t kept = -1;
    const Status read =
        test_.store().WriteAndWait({"kept", store::kNoKey, true}, [&](store::Txn& txn) -> Status {
          kept = identity::DeliveredPosition(txn, who, access::Dialect::kImchat);
          return Ok();
        });
    EXPECT_TRUE(read.ok());
    return kept;
  }
};

TEST_F(DeliveredTest, WhatArrivedIsKept) {
  auto bob = test_.Join(2);
  Tell(1000);
  Tell(1001);
  EXPECT_EQ(KeptAfter(*bob), 1001);
}

TEST_F(DeliveredTest, NothingOfAConnectionThatEndsWithSomethingOnItsWay) {
  auto bob = test_.Join(2);
  Tell(1000);
  bob->peer().SetWindow(0);
  Tell(1001);
  EXPECT_EQ(KeptAfter(*bob), 0);
}

TEST_F(DeliveredTest, ThenAsMuchAsIsKnownToHaveArrived) {
  auto bob = test_.Join(2);
  Tell(1000);
  Last().ConfirmArrived();
  bob->peer().SetWindow(0);
  Tell(1001);
  Last().ConfirmArrived();  // it has not
  Tell(1002);
  EXPECT_EQ(KeptAfter(*bob), 1000);
  bob = test_.Join(2);
  bob->peer().SetWindow(0);
  Tell(1003);
  Last().ConfirmDelivered(1002);  // by its client
  EXPECT_EQ(KeptAfter(*bob), 1002);
}

TEST_F(DeliveredTest, NothingWhileWhatIsOlderHasNotBeenSent) {
  auto bob = test_.Join(2);
  EXPECT_TRUE(Last().Owe());
  Tell(1000);
  Last().ConfirmDelivered(1000);
  EXPECT_EQ(KeptAfter(*bob), 0);
  bob = test_.Join(2);
  EXPECT_TRUE(Last().Owe());
  Tell(1001);
  Last().Paid();
  Tell(1002);
  EXPECT_EQ(KeptAfter(*bob), 1002);
}

}  // namespace
}  // namespace koine::gateway
