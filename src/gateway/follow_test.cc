#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "core/identity/identity_test_util.h"
#include "gateway/gateway_test_util.h"
#include "gateway/io_thread.h"
#include "gateway/presence.h"

// A gateway whose log others write too.
namespace koine::gateway {
namespace {

class FollowTest : public testing::Test {
 protected:
  explicit FollowTest(Settings settings = {}) : test_(std::move(settings)) {
    test_.AddDialect(test_.dialect);
    test_.MakeUsers(5);
    test_.gateway->Follow(kNode, kHead);
  }
  static constexpr std::uint16_t kNode = 3;
  static constexpr std::int64_t kHead = 100;

  // "ok", or the name of the code.
  std::string Check(std::int64_t login) {
    std::optional<std::string> answer;
    test_.thread().logins().Check({LoginId(login)}, [&](const auto& view) {
      answer = view.ok() ? "ok" : std::string(CodeName(view.error().code));
    });
    EXPECT_TRUE(test_.Until([&] { return answer.has_value(); }));
    return answer.value_or("");
  }
  void Revoke(std::int64_t login) {
    EXPECT_TRUE(test_.store()
                    .WriteAndWait({"revoke"},
                                  [&](store::Txn& txn) -> Status {
                                    identity::EndLoginOf(txn, kDefaultTenant, LoginId(login));
                                    return Ok();
                                  })
                    .ok());
  }

  TestGateway test_;
};

TEST_F(FollowTest, SessionsHaveTheNumbersOfTheirNode) {
  const std::uint64_t number = test_.thread().NewSessionNumber();
  EXPECT_EQ(number >> 54, kNode);
  EXPECT_NE(test_.thread().NewSessionNumber(), number);
}

TEST_F(FollowTest, WhatWaitsForAPositionRunsWhenItIsDelivered) {
  std::vector<int> ran;
  test_.thread().PostBehind(kHead, [&ran] { ran.push_back(0); });
  test_.Turns();
  EXPECT_EQ(ran, std::vector<int>{0});
  test_.thread().PostBehind(kHead + 2, [&ran] { ran.push_back(2); });
  test_.thread().PostBehind(kHead + 1, [&ran] { ran.push_back(1); });
  test_.Turns();
  EXPECT_EQ(ran.size(), 1U);
  test_.Publish(test_.Message(ConversationId(1), 1, 1), kHead + 1);
  EXPECT_TRUE(test_.Until([&] { return ran.size() == 2; }));
  EXPECT_EQ(ran, (std::vector<int>{0, 1}));
  test_.Publish(test_.Message(ConversationId(1), 2, 1), kHead + 2);
  EXPECT_TRUE(test_.Until([&] { return ran.size() == 3; }));
}

TEST_F(FollowTest, NothingWaitsForEver) {
  bool ran = false;
  test_.thread().PostBehind(kHead + 5, [&ran] { ran = true; });
  test_.Turns();
  EXPECT_FALSE(ran);
  test_.clock.Advance(IoThread::kBehindMaxMs + 1);
  EXPECT_TRUE(test_.Until([&] { return ran; }));
}

TEST_F(FollowTest, ALoginInMemoryIsBelievedAsLongAsTheLogIsFollowed) {
  EXPECT_EQ(Check(1), "ok");
  Revoke(1);  // and no event says so
  EXPECT_EQ(Check(1), "ok");
  test_.clock.Advance(LoginCache::kStaleUs / 1000 + 1);
  EXPECT_EQ(Check(1), "SessionRevoked");
  EXPECT_EQ(Check(2), "ok");
  test_.gateway->SetFresh(test_.clock.SteadyUs());
  test_.Turns();
  Revoke(2);
  EXPECT_EQ(Check(2), "ok");
}

TEST_F(FollowTest, WithoutTheStoreNobodyIsLetIn) {
  EXPECT_EQ(Check(1), "ok");
  test_.clock.Advance(LoginCache::kUnreachableUs / 1000 + 1);
  EXPECT_EQ(Check(1), "Unavailable");
  EXPECT_GT(test_.gateway->StaleUs(), LoginCache::kUnreachableUs);
  test_.gateway->SetFresh(test_.clock.SteadyUs());
  test_.Turns();
  EXPECT_EQ(Check(1), "ok");
  EXPECT_EQ(test_.gateway->StaleUs(), 0);
}

TEST_F(FollowTest, ALogThatBecameShorterSendsTheSessionsAway) {
  auto ann = test_.Join(1);
  EXPECT_EQ(Check(1), "ok");
  test_.gateway->Forget();
  EXPECT_EQ(ann->Next().substr(0, 11), "closed 1013");
  EXPECT_EQ(test_.thread().logins().size(), 0u);
}

Settings TwoSessions() {
  Settings settings;
  settings.sessions_per_user_max = 2;
  return settings;
}

class FollowLimitTest : public FollowTest {
 protected:
  FollowLimitTest() : FollowTest(TwoSessions()) {}
};

TEST_F(FollowLimitTest, TheOldestSessionGivesWayToOneAtAnotherNode) {
  auto first = test_.Join(1);
  test_.clock.Advance(10);
  auto second = test_.Join(1);
  EXPECT_TRUE(first->All().empty());
  Presence& presence = test_.gateway->presence();
  const std::int64_t now = test_.clock.NowMs();
  presence.SetRemote(9, {UserId(1), kDefaultTenant, false, "\x02", now + 10});
  test_.gateway->NoteRemote({UserId(1)});
  EXPECT_EQ(first->Next(), "closed 1000 replaced");
  EXPECT_TRUE(second->All().empty());
}

TEST_F(FollowLimitTest, WhoIsBeingClosedDoesNotCount) {
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 5; ++i) {
    wires.push_back(test_.Join(1));
    test_.clock.Advance(10);
  }
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(wires[i]->Next(), "closed 1000 replaced") << i;
  for (std::size_t i = 3; i < 5; ++i) EXPECT_TRUE(wires[i]->All().empty()) << i;
}

TEST_F(FollowLimitTest, AnOlderSessionAtAnotherNodeGivesWayThere) {
  Presence& presence = test_.gateway->presence();
  presence.SetRemote(9, {UserId(1), kDefaultTenant, false, "\x02\x05", 1});
  auto young = test_.Join(1);
  test_.Turns();
  EXPECT_TRUE(young->All().empty());
  EXPECT_EQ(test_.thread().session_count(), 1u);
}

}  // namespace
}  // namespace koine::gateway
