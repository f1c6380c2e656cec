#include "gateway/watchers.h"

#include <gtest/gtest.h>

#include "gateway/gateway_test_util.h"
#include "gateway/io_thread.h"

namespace koine::gateway {
namespace {

// Notes what it is told.
class NotingDialect final : public PlainDialect {
 public:
  void OnPlatforms(Session& session, UserId user, const std::vector<int>& platforms) override {
    std::string text = "watched " + std::to_string(user.value) + ":";
    for (const int platform : platforms) text += " " + std::to_string(platform);
    session.SendText(text);
  }
};

class WatchersTest : public testing::Test {
 protected:
  WatchersTest() {
    test_.AddDialect(noting_);
    test_.MakeUsers(3);
  }
  Session& SessionOf(std::int64_t user) {
    return *test_.thread().FindUser(UserId(user))->sessions.front();
  }
  Watchers& watchers() { return test_.thread().watchers(); }
  // Changes of presence are told after a second.
  void Later() {
    test_.clock.Advance(1100);
    test_.Turns();
  }

  TestGateway test_;
  NotingDialect noting_;
};

TEST_F(WatchersTest, TellsWhoComesAndGoes) {
  auto ann = test_.Join(1);
  ASSERT_TRUE(watchers().Watch(SessionOf(1), {UserId(2), UserId(3), UserId(2)}));
  EXPECT_EQ(test_.gateway->watched(), 2);
  auto bob = test_.Join(2);
  Later();
  EXPECT_EQ(ann->Next(), "watched 2: 5");
  bob->peer().CloseSend();
  EXPECT_TRUE(test_.Until([&] { return test_.thread().session_count() == 1; }));
  Later();
  EXPECT_EQ(ann->Next(), "watched 2:");
  watchers().Unwatch(SessionOf(1), {UserId(2), UserId(9)});
  EXPECT_EQ(test_.gateway->watched(), 1);
  auto again = test_.Join(2);
  Later();
  EXPECT_TRUE(ann->All().empty());
}

TEST_F(WatchersTest, EndsWithTheSession) {
  auto ann = test_.Join(1);
  watchers().Watch(SessionOf(1), {UserId(2)});
  ann->peer().CloseSend();
  EXPECT_TRUE(test_.Until([&] { return test_.thread().session_count() == 0; }));
  EXPECT_EQ(test_.gateway->watched(), 0);
  EXPECT_FALSE(watchers().Watches(UserId(2)));
}

TEST_F(WatchersTest, NobodyWatchesTooMany) {
  auto ann = test_.Join(1);
  std::vector<UserId> many;
  for (std::size_t i = 0; i < Watchers::kPerSessionMax; ++i) {
    many.push_back(UserId(static_cast<std::int64_t>(100 + i)));
  }
  EXPECT_TRUE(watchers().Watch(SessionOf(1), many));
  EXPECT_TRUE(watchers().Watch(SessionOf(1), many));
  EXPECT_FALSE(watchers().Watch(SessionOf(1), {UserId(2)}));
  EXPECT_FALSE(watchers().Watches(UserId(2)));
  watchers().Unwatch(SessionOf(1), {many.front()});
  EXPECT_TRUE(watchers().Watch(SessionOf(1), {UserId(2)}));
  EXPECT_EQ(test_.gateway->watched(), static_cast<std::int64_t>(many.size()));
}

}  // namespace
}  // namespace koine::gateway
