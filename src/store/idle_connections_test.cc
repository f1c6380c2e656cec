#include "store/idle_connections.h"

#include <gtest/gtest.h>

#include <future>
#include <set>

namespace koine::store {
namespace {

struct Numbered {
  int number;
};

class IdleConnectionsTest : public ::testing::Test {
 protected:
  // The number of the connection that the calling thread gets.
  int Number() { return (**connections.Take()).number; }
  int NumberElsewhere() {
    return std::async(std::launch::async, [this] { return Number(); }).get();
  }

  int opened = 0;
  IdleConnections<Numbered> connections{[this]() -> Result<std::unique_ptr<Numbered>> {
    return std::make_unique<Numbered>(Numbered{++opened});
  }};
};

TEST_F(IdleConnectionsTest, ThreadsThatTakeTurnsShareOne) {
  EXPECT_EQ(Number(), 1);
  EXPECT_EQ(NumberElsewhere(), 1);
  EXPECT_EQ(Number(), 1);
  EXPECT_EQ(opened, 1);
}

TEST_F(IdleConnectionsTest, ThereAreAsManyAsAreLentAtOnce) {
  {
    const auto first = connections.Take();
    const auto second = connections.Take();
    EXPECT_NE((**first).number, (**second).number);
  }
  const auto first = connections.Take();
  const auto second = connections.Take();
  EXPECT_EQ((std::set<int>{(**first).number, (**second).number}), (std::set<int>{1, 2}));
  EXPECT_EQ(opened, 2);
}

TEST_F(IdleConnectionsTest, AThreadGetsWhatItHadAndAnotherWhatRestedLongest) {
  {
    const auto first = connections.Take();
    EXPECT_EQ(NumberElsewhere(), 2);
  }
  // The first one came back last, and from here.
  EXPECT_EQ(Number(), 1);
  EXPECT_EQ(NumberElsewhere(), 2);
  EXPECT_EQ(Number(), 1);
}

TEST_F(IdleConnectionsTest, WhyNoneCouldBeOpenedIsTold) {
  IdleConnections<Numbered> broken([]() -> Result<std::unique_ptr<Numbered>> {
    return Error{Code::kUnavailable, "disk"};
  });
  const auto lent = broken.Take();
  ASSERT_FALSE(lent.ok());
  EXPECT_TRUE(lent.error().Is(Code::kUnavailable));
}

TEST_F(IdleConnectionsTest, ClosingOpensAnew) {
  EXPECT_EQ(Number(), 1);
  connections.CloseAll();
  EXPECT_EQ(Number(), 2);
}

}  // namespace
}  // namespace koine::store
