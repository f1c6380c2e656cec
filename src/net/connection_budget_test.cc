#include "net/connection_budget.h"

#include <gtest/gtest.h>

#include <string>

#include "base/log.h"
#include "net/proxies.h"

namespace koine::net {
namespace {

Address Of(const char* text) {
  Address address;
  EXPECT_TRUE(ParseAddress(text, &address)) << text;
  return address;
}

class ConnectionBudgetTest : public testing::Test {
 protected:
  ConnectionBudgetTest() { log::CaptureForTest(&log_); }
  ~ConnectionBudgetTest() override { log::CaptureForTest(nullptr); }
  std::size_t Lines() const {
    std::size_t lines = 0;
    for (const char c : log_) lines += c == '\n' ? 1 : 0;
    return lines;
  }
  static bool Open(ConnectionBudget& budget, const char* from, std::int64_t now_ms = 0) {
    return budget.Reserve() && budget.Enter(Of(from), now_ms);
  }

  std::string log_;
};

TEST_F(ConnectionBudgetTest, OneAddressLeavesRoomForOthersAndIsNamedOnce) {
  ConnectionBudget budget(10, 2);
  EXPECT_TRUE(Open(budget, "192.0.2.1"));
  EXPECT_TRUE(Open(budget, "192.0.2.1"));
  EXPECT_FALSE(Open(budget, "192.0.2.1"));
  EXPECT_FALSE(Open(budget, "192.0.2.1", 1000));
  EXPECT_EQ(Lines(), 1U);
  EXPECT_NE(log_.find("192.0.2.1"), std::string::npos);
  EXPECT_TRUE(Open(budget, "192.0.2.2"));
  EXPECT_EQ(budget.used(), 3);
  budget.Leave(Of("192.0.2.1"));
  EXPECT_TRUE(Open(budget, "192.0.2.1"));
}

TEST_F(ConnectionBudgetTest, ANetworkOfIPv6IsOneAddress) {
  ConnectionBudget budget(10, 1);
  EXPECT_TRUE(Open(budget, "2001:db8::1"));
  EXPECT_FALSE(Open(budget, "2001:db8::2"));
  EXPECT_TRUE(Open(budget, "2001:db8:0:1::1"));
}

TEST_F(ConnectionBudgetTest, WhoIsExemptAndZeroAreNotCounted) {
  ConnectionBudget proxied(10, 1, [](const Address& one) { return one.is_loopback(); });
  EXPECT_TRUE(Open(proxied, "127.0.0.1"));
  EXPECT_TRUE(Open(proxied, "127.0.0.1"));
  ConnectionBudget open(2);
  EXPECT_TRUE(Open(open, "192.0.2.1"));
  EXPECT_TRUE(Open(open, "192.0.2.1"));
  EXPECT_FALSE(open.Reserve());
  EXPECT_EQ(Lines(), 0U);
}

TEST_F(ConnectionBudgetTest, PausesAreToldNowAndThen) {
  ConnectionBudget budget(2);
  budget.NotePause("too many open files", 50);
  budget.NotePause("too many open files", 100);
  EXPECT_EQ(Lines(), 1U);
  budget.NotePause("too many open files", 700'000);
  EXPECT_EQ(Lines(), 2U);
}

}  // namespace
}  // namespace koine::net
