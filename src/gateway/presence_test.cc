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
  presence.SetRemote(7, {UserId(1), TenantId(3), false, std::string(1, '\0'), 100});
  EXPECT_FALSE(presence.TakeChange(UserId(1)));
  EXPECT_EQ(presence.DropNode(7).size(), 1u);
  const auto gone = presence.TakeChange(UserId(1));
  ASSERT_TRUE(gone);
  EXPECT_FALSE(gone->online);
  EXPECT_EQ(gone->tenant, TenantId(3));
  EXPECT_FALSE(presence.TakeChange(UserId(1)));
}

TEST(Presence, DevicesComeAndGoByKind) {
  using Devices = std::vector<std::pair<int, bool>>;
  Presence presence;
  const UserId user(1);
  presence.Add(user, false, 5 | Presence::kRings, TenantId(1), 100);
  auto change = presence.TakeChange(user);
  ASSERT_TRUE(change);
  EXPECT_TRUE(change->whole);
  EXPECT_EQ(change->devices, (Devices{{5, true}}));
  // Another of a kind that was told is no news.
  presence.Add(user, false, 5, TenantId(1), 200);
  EXPECT_FALSE(presence.TakeChange(user));
  presence.SetRemote(7, {user, TenantId(1), false, "\x02", 100});
  change = presence.TakeChange(user);
  ASSERT_TRUE(change);
  EXPECT_FALSE(change->whole);
  EXPECT_FALSE(change->turned);
  EXPECT_EQ(change->devices, (Devices{{2, true}}));
  presence.Remove(user, 5 | Presence::kRings, 100);
  EXPECT_FALSE(presence.TakeChange(user));
  presence.Remove(user, 5, 200);
  EXPECT_EQ(presence.TakeChange(user)->devices, (Devices{{5, false}}));
  presence.DropNode(7);
  change = presence.TakeChange(user);
  ASSERT_TRUE(change);
  EXPECT_TRUE(change->whole);
  EXPECT_FALSE(change->online);
  EXPECT_EQ(change->devices, (Devices{{2, false}}));
}

TEST(Presence, AwayIsWhoLooksAtNoSession) {
  Presence presence;
  const UserId user(1);
  presence.Add(user, false, 5 | Presence::kRings, TenantId(1), 100);
  presence.Add(user, false, 3, TenantId(1), 200);
  presence.TakeChange(user);
  EXPECT_FALSE(presence.SetAway(user, 5 | Presence::kRings, 100, true));
  EXPECT_FALSE(presence.SetAway(user, 5 | Presence::kRings, 100, true));
  EXPECT_FALSE(presence.Away(user));
  EXPECT_FALSE(presence.TakeChange(user));
  EXPECT_TRUE(presence.SetAway(user, 3, 200, true));
  EXPECT_TRUE(presence.Away(user));
  EXPECT_EQ(presence.Platforms(user), (std::vector<int>{5, 3}));
  EXPECT_TRUE(presence.Rings(user));
  const auto change = presence.TakeChange(user);
  ASSERT_TRUE(change);
  EXPECT_TRUE(change->turned);
  EXPECT_TRUE(change->away);
  EXPECT_FALSE(change->whole);
  // A session that begins is looked at, and so is its user, at every node.
  presence.SetRemote(7, {user, TenantId(1), false, "\x02", 300});
  EXPECT_FALSE(presence.Away(user));
  presence.SetRemote(7, {user, TenantId(1), false, std::string(1, '\x82'), 300});
  EXPECT_TRUE(presence.Away(user));
  presence.DropNode(7);
  // Sessions that are away are found when they end.
  EXPECT_FALSE(presence.Remove(user, 3, 200));
  EXPECT_TRUE(presence.Remove(user, 5 | Presence::kRings, 100));
  EXPECT_FALSE(presence.Away(user));
  EXPECT_FALSE(presence.SetAway(user, 3, 200, true));
}

TEST(Presence, APlaceIsAwayWhenNobodyLooksAtAnySessionThere) {
  Presence presence;
  const UserId user(1);
  presence.Add(user, false, 1, TenantId(1), 100);
  presence.Add(user, false, 3, TenantId(1), 200);
  presence.Add(user, false, 3, TenantId(1), 300);
  auto away = [&] {
    std::vector<std::pair<int, bool>> out;
    for (const Presence::Place& one : presence.Places(user)) {
      out.emplace_back(one.platform, one.away);
    }
    return out;
  };
  using Places = std::vector<std::pair<int, bool>>;
  presence.SetAway(user, 1, 100, true);
  presence.SetAway(user, 3, 200, true);
  EXPECT_EQ(away(), (Places{{1, true}, {3, false}}));
  presence.SetAway(user, 3, 300, true);
  EXPECT_EQ(away(), (Places{{1, true}, {3, true}}));
  // At another node it is looked at.
  presence.SetRemote(7, {user, TenantId(1), false, "\x01", 400});
  EXPECT_EQ(away(), (Places{{1, false}, {3, true}}));
  presence.SetHidden(user, true);
  EXPECT_TRUE(away().empty());
}

TEST(Presence, RoomsHoldWhoIsThereOnce) {
  Presence presence;
  const ConversationId room(9);
  const TenantId tenant(3);
  presence.Add(UserId(1), false, 2, tenant, 100);
  presence.EnterRoom(UserId(1), room);
  presence.EnterRoom(UserId(1), room);  // another socket
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
