#include "gateway/handovers.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "gateway/gateway_test_util.h"
#include "gateway/io_thread.h"

namespace koine::gateway {
namespace {

class HandoversTest : public testing::Test {
 protected:
  explicit HandoversTest(std::size_t bytes = Settings{}.trace_bytes) : test_(With(bytes)) {
    test_.AddDialect(test_.dialect);
    test_.MakeUsers(2);
    group_ = test_.MakeGroup({1, 2});
  }
  static Settings With(std::size_t bytes) {
    Settings settings;
    settings.trace_bytes = bytes;
    return settings;
  }
  // The second user, who has heard the first message: the audience is read by then.
  std::unique_ptr<Wire> Listen() {
    auto bob = test_.Join(2);
    Say(kFirst);
    EXPECT_EQ(bob->Next(), "other/0@1000");
    return bob;
  }
  void Say(std::int64_t position) {
    test_.Publish(test_.Message(group_, position - kFirst + 1, 1), position);
    test_.Turns();
  }
  Handovers::Found Of(std::int64_t position) {
    return test_.thread().handovers().Of(position, test_.thread());
  }
  // "2 arrived" and "2 waits ended" of each session, with a blank between them.
  std::string Told(std::int64_t position) {
    std::string out;
    for (const Handover& one : Of(position).to) {
      out += (out.empty() ? "" : " ") + std::to_string(one.user.value);
      out += one.arrived ? " arrived" : " waits";
      if (one.ended_at != 0) out += " ended";
      EXPECT_EQ(one.dialect, test_.dialect.name());
    }
    return out;
  }

  static constexpr std::int64_t kFirst = 1000;
  TestGateway test_;
  ConversationId group_;
};

TEST_F(HandoversTest, WhatTheClientHasNotTakenWaits) {
  auto bob = Listen();
  EXPECT_EQ(Told(kFirst), "2 arrived");
  bob->peer().SetWindow(0);
  Say(kFirst + 1);
  Say(kFirst + 2);
  EXPECT_EQ(Told(kFirst), "2 arrived");
  EXPECT_EQ(Told(kFirst + 1), "2 waits");
  bob->peer().SetWindow(SIZE_MAX);
  test_.Turns();
  EXPECT_EQ(Told(kFirst + 2), "2 arrived");
  EXPECT_EQ(Told(kFirst + 3), "");
  EXPECT_TRUE(Of(kFirst + 3).whole);
}

TEST_F(HandoversTest, ASessionThatEndsKeepsWhatItHad) {
  auto bob = Listen();
  bob->peer().SetWindow(0);
  Say(kFirst + 1);
  bob->peer().CloseSend();
  EXPECT_TRUE(test_.Until([&] { return test_.thread().session_count() == 0; }));
  EXPECT_EQ(Told(kFirst), "2 arrived ended");
  EXPECT_EQ(Told(kFirst + 1), "2 waits ended");
}

class SmallHandoversTest : public HandoversTest {
 protected:
  SmallHandoversTest() : HandoversTest(1) {}  // one piece of the ring
};

TEST_F(SmallHandoversTest, WhatIsOverIsNotClaimed) {
  auto bob = Listen();
  constexpr int kKept = 1'024;
  for (int i = 1; i < kKept + 10; ++i) {
    Say(kFirst + i);
    if (i % 100 == 0) bob->All();
  }
  EXPECT_EQ(Told(kFirst + 9), "");
  EXPECT_FALSE(Of(kFirst + 9).whole);
  EXPECT_TRUE(Of(kFirst + 10).whole);
  EXPECT_EQ(Told(kFirst + 10), "2 arrived");
  EXPECT_EQ(Told(kFirst + kKept + 9), "2 arrived");
  test_.thread().handovers().Clear();
  EXPECT_FALSE(Of(kFirst + kKept + 9).whole);
}

class NoHandoversTest : public HandoversTest {
 protected:
  NoHandoversTest() : HandoversTest(0) {}
};

TEST_F(NoHandoversTest, NothingIsKept) {
  auto bob = Listen();
  EXPECT_EQ(Told(kFirst), "");
  EXPECT_FALSE(Of(kFirst).whole);
}

}  // namespace
}  // namespace koine::gateway
