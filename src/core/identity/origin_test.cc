#include "core/identity/origin.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"

namespace koine::identity {
namespace {

TEST(NetworkOf, TakesSixtyFourBitsOfIpv6AndAllOfIpv4) {
  EXPECT_EQ(NetworkOf("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(NetworkOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(NetworkOf("2001:db8:1:2:ffff::1"), NetworkOf("2001:0DB8:1:2::"));
  EXPECT_NE(NetworkOf("2001:db8:1:3::1"), NetworkOf("2001:db8:1:2::1"));
  EXPECT_EQ(NetworkOf("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(NetworkOf("unix"), "unix");
}

class OriginTest : public core::CoreTest {};

TEST_F(OriginTest, TheLatestNetworksOfAUserAreKept) {
  const UserId ann = AddUser("ann");
  auto known = [&](const std::string& network) {
    return Read([&](store::Txn& txn) { return IsKnownNetwork(txn, kTenant, ann, network); });
  };
  for (int i = 0; i <= kNetworksMax; ++i) {
    clock.Advance(1);
    const Status done = Write([&](store::Txn& txn) -> Status {
      RememberNetwork(txn, kTenant, ann, "n" + std::to_string(i));
      return Ok();
    });
    ASSERT_TRUE(done.ok());
  }
  EXPECT_FALSE(known("n0"));
  EXPECT_TRUE(known("n1"));
  EXPECT_TRUE(known("n" + std::to_string(kNetworksMax)));
}

}  // namespace
}  // namespace koine::identity
