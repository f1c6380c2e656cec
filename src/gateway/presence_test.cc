#include "gateway/presence.h"

#include <gtest/gtest.h>

#include <thread>

namespace koine::gateway {
namespace {

TEST(Presence, OnlineFromTheFirstSessionToTheLast) {
  Presence presence;
  EXPECT_FALSE(presence.Online(UserId(1)));
  EXPECT_TRUE(presence.Add(UserId(1)));
  EXPECT_FALSE(presence.Add(UserId(1)));
  EXPECT_TRUE(presence.Online(UserId(1)));
  EXPECT_FALSE(presence.Online(UserId(2)));
  EXPECT_FALSE(presence.Remove(UserId(1)));
  EXPECT_TRUE(presence.Online(UserId(1)));
  EXPECT_TRUE(presence.Remove(UserId(1)));
  EXPECT_FALSE(presence.Online(UserId(1)));
  EXPECT_EQ(presence.users(), 0U);
}

TEST(Presence, ManyAtOnceKeepTheirOrder) {
  Presence presence;
  presence.Add(UserId(2));
  presence.Add(UserId(4));
  const std::vector<UserId> users = {UserId(1), UserId(2), UserId(3), UserId(4)};
  EXPECT_EQ(presence.Online(users), (std::vector<bool>{false, true, false, true}));
}

TEST(Presence, WhoHidesIsConnectedButNotOnline) {
  Presence presence;
  EXPECT_FALSE(presence.SetHidden(UserId(1), true));  // no session, no effect
  EXPECT_TRUE(presence.Add(UserId(1), true));
  EXPECT_TRUE(presence.Connected(UserId(1)));
  EXPECT_FALSE(presence.Online(UserId(1)));
  EXPECT_EQ(presence.Online(std::vector<UserId>{UserId(1)}), std::vector<bool>{false});
  EXPECT_TRUE(presence.SetHidden(UserId(1), false));
  EXPECT_FALSE(presence.SetHidden(UserId(1), false));
  EXPECT_TRUE(presence.Online(UserId(1)));
  EXPECT_TRUE(presence.SetHidden(UserId(1), true));
  EXPECT_TRUE(presence.Remove(UserId(1)));
  EXPECT_FALSE(presence.Connected(UserId(1)));
  EXPECT_TRUE(presence.Add(UserId(1)));
  EXPECT_TRUE(presence.Online(UserId(1)));
}

TEST(Presence, PlatformsOfAllSessions) {
  Presence presence;
  EXPECT_EQ(presence.Platforms(UserId(1)), std::vector<int>());
  presence.Add(UserId(1), false, 5);
  presence.Add(UserId(1), false, 1);
  presence.Add(UserId(1), false, 5);
  EXPECT_EQ(presence.Platforms(UserId(1)), (std::vector<int>{5, 1}));
  EXPECT_FALSE(presence.Remove(UserId(1), 5));
  EXPECT_EQ(presence.Platforms(UserId(1)), (std::vector<int>{1, 5}));
  presence.SetHidden(UserId(1), true);
  EXPECT_EQ(presence.Platforms(UserId(1)), std::vector<int>());
  presence.SetHidden(UserId(1), false);
  EXPECT_FALSE(presence.Remove(UserId(1), 1));
  EXPECT_EQ(presence.Platforms(UserId(1)), std::vector<int>{5});
  EXPECT_TRUE(presence.Remove(UserId(1), 5));
}

TEST(Presence, RemovingWhoIsNotThereDoesNothing) {
  Presence presence;
  EXPECT_FALSE(presence.Remove(UserId(9)));
  EXPECT_TRUE(presence.Add(UserId(9)));
}

TEST(Presence, CountsFromSeveralThreads) {
  Presence presence;
  auto churn = [&presence] {
    for (int i = 0; i < 2000; ++i) {
      presence.Add(UserId(1));
      presence.Online(UserId(1));
      presence.Remove(UserId(1));
    }
  };
  std::thread other(churn);
  churn();
  other.join();
  EXPECT_EQ(presence.users(), 0U);
}

TEST(Presence, TheOldestOverAllNodesGivesWay) {
  Presence presence;
  presence.Add(UserId(1), false, 5, TenantId(1), 200);
  presence.Add(UserId(1), false, 5, TenantId(1), 300);
  EXPECT_FALSE(presence.Surplus(UserId(1), 2));
  presence.SetRemote(7, {UserId(1), TenantId(1), false, "\x02", 100});
  EXPECT_FALSE(presence.Surplus(UserId(1), 2));  // it is at the other node
  presence.SetRemote(7, {UserId(1), TenantId(1), false, "\x02", 400});
  EXPECT_EQ(presence.Surplus(UserId(1), 2), 200);
  EXPECT_FALSE(presence.Remove(UserId(1), 5, 200));
  EXPECT_FALSE(presence.Surplus(UserId(1), 2));
  EXPECT_FALSE(presence.Surplus(UserId(9), 0));
}

TEST(Presence, WhatWasToldIsToldOnce) {
  Presence presence;
  EXPECT_FALSE(presence.TakeChange(UserId(1)));
  presence.Add(UserId(1));
  EXPECT_TRUE(presence.TakeChange(UserId(1))->online);
  EXPECT_FALSE(presence.TakeChange(UserId(1)));
  presence.Remove(UserId(1));
  presence.SetRemote(7, {UserId(1), TenantId(3), false, "\x02", 100});
  EXPECT_FALSE(presence.TakeChange(UserId(1)));
  EXPECT_EQ(presence.DropNode(7).size(), 1u);
  const auto gone = presence.TakeChange(UserId(1));
  ASSERT_TRUE(gone);
  EXPECT_FALSE(gone->online);
  EXPECT_EQ(gone->tenant, TenantId(3));
  EXPECT_FALSE(presence.TakeChange(UserId(1)));
}

TEST(Presence, RoomsHoldWhoIsThereOnce) {
  Presence presence;
  const ConversationId room(9);
  const TenantId tenant(3);
  presence.Add(UserId(1), false, 2, tenant, 100);
  presence.EnterRoom(UserId(1), room);
  presence.EnterRoom(UserId(1), room);  // his other socket
  presence.SetRemote(7, {UserId(1), tenant, false, "\x02", 100, {room}});
  presence.SetRemote(7, {UserId(2), tenant, false, "\x02", 100, {room, ConversationId(8)}});
  EXPECT_EQ(presence.RoomSize(room), 2u);
  EXPECT_TRUE(presence.InRoom(UserId(2), room));
  EXPECT_EQ(presence.RoomsOf(UserId(2)).size(), 2u);
  EXPECT_EQ(presence.RoomsOf(UserId(1)), std::vector<ConversationId>{room});
  EXPECT_EQ(presence.RoomUsers(room, 1).size(), 1u);
  presence.LeaveRoom(UserId(1), room);
  EXPECT_EQ(presence.TakeAll().front().rooms, std::vector<ConversationId>{room});
  presence.LeaveRoom(UserId(1), room);
  EXPECT_TRUE(presence.InRoom(UserId(1), room));
  presence.SetRemote(7, {UserId(1), tenant, false, "", 0});
  EXPECT_FALSE(presence.InRoom(UserId(1), room));
  EXPECT_EQ(presence.DropNode(7).size(), 1u);
  EXPECT_EQ(presence.RoomSize(room), 0u);
}

}  // namespace
}  // namespace koine::gateway
