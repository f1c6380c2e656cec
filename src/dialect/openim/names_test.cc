#include "dialect/openim/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace koine::openim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Names, PairsAreSortedAsBytes) {
  EXPECT_EQ(SingleName("bob", "ann"), "si_ann_bob");
  EXPECT_EQ(SingleName("ann", "bob"), "si_ann_bob");
  EXPECT_EQ(SingleName("a", "B"), "si_B_a");
  EXPECT_EQ(SingleName("u", "u"), "si_u_u");
  EXPECT_EQ(GroupName("g_1"), "sg_g_1");
}

TEST(Names, StreamsOfChanges) {
  EXPECT_EQ(NotificationName("si_ann_bob"), "n_ann_bob");
  EXPECT_EQ(NotificationName("sg_g_1"), "n_g_1");
  EXPECT_TRUE(IsNotificationName("n_u_u"));
  EXPECT_FALSE(IsNotificationName("si_u_u"));
  EXPECT_THAT(ChatNames("n_a_b"), ElementsAre("si_a_b", "sn_a_b", "sg_a_b"));
  EXPECT_THAT(ChatNames("n"), ElementsAre("si_", "sn_", "sg_"));
}

TEST(Names, ThePeerIsWhatTheOwnHandleLeaves) {
  EXPECT_THAT(PeersOf("si_ann_bob", "ann"), ElementsAre("bob"));
  EXPECT_THAT(PeersOf("si_ann_bob", "bob"), ElementsAre("ann"));
  EXPECT_THAT(PeersOf("sn_ann_bob", "bob"), ElementsAre("ann"));
  EXPECT_THAT(PeersOf("si_u_u", "u"), ElementsAre("u"));
  EXPECT_THAT(PeersOf("si_ann_bob", "cat"), IsEmpty());
  EXPECT_THAT(PeersOf("sg_ann_bob", "ann"), IsEmpty());
  EXPECT_THAT(PeersOf("n_ann_bob", "ann"), IsEmpty());
  EXPECT_THAT(PeersOf("si_", "ann"), IsEmpty());
  EXPECT_THAT(PeersOf("si_ann", "ann"), IsEmpty());
  EXPECT_THAT(PeersOf("si_ann_", "ann"), IsEmpty());
}

TEST(Names, UnderscoresMayLeaveTwo) {
  // "a" with "b_a", or "a_b" with "a".
  EXPECT_THAT(PeersOf("si_a_b_a", "a"), ElementsAre("b_a"));
  EXPECT_THAT(PeersOf("si_a_a_a", "a"), ElementsAre("a_a"));
  EXPECT_THAT(PeersOf("si_a_0_a", "a"), ElementsAre());
  EXPECT_THAT(PeersOf("si_a_b", "a_b"), IsEmpty());
}

TEST(Names, OthersInAnotherOrderAreNotOurs) {
  EXPECT_THAT(PeersOf("si_bob_ann", "ann"), IsEmpty());
  EXPECT_THAT(PeersOf("si_bob_ann", "bob"), IsEmpty());
}

}  // namespace
}  // namespace koine::openim
