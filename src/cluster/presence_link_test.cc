#include "cluster/presence_link.h"

#include <gtest/gtest.h>

#include <deque>

namespace koine::cluster {
namespace {

using gateway::Presence;

// Two nodes; what one sends waits until it is carried over, and may be lost.
struct Node {
  explicit Node(std::string name, std::string boot = "1") : self{std::move(name), std::move(boot)} {
    presence.Track([] {});
  }
  Speaker self;
  Presence presence;
  std::deque<std::string> sent;
  std::vector<UserId> changed;
  PresenceLink link{presence,
                    {[this](std::string content) { sent.push_back(std::move(content)); },
                     [this](std::vector<Presence::State> users) {
                       for (const auto& one : users) changed.push_back(one.user);
                     }}};
};

void Carry(Node& from, Node& to) {
  for (; !from.sent.empty(); from.sent.pop_front()) to.link.Hear(from.self, from.sent.front());
}

// A beat, and what is asked for because of it.
void Beat(Node& from, Node& to) {
  if (!to.link.HearBeat(from.self, from.link.number())) return;
  from.link.SendAll();
  Carry(from, to);
}

constexpr UserId kAnn{1}, kBob{2};

TEST(PresenceLink, TellsOfSessionsThatBeginAndEnd) {
  Node a("a"), b("b");
  Beat(a, b);
  a.presence.Add(kAnn, false, 5);
  a.presence.Add(kAnn, false, 2);
  a.link.SendChanges();
  EXPECT_EQ(a.sent.size(), 1u);
  Carry(a, b);
  EXPECT_TRUE(b.presence.Online(kAnn));
  EXPECT_EQ(b.presence.Platforms(kAnn), (std::vector<int>{5, 2}));
  EXPECT_EQ(b.changed, std::vector<UserId>{kAnn});
  EXPECT_EQ(b.presence.users(), 1u);
  EXPECT_EQ(b.presence.local_users(), 0u);
  EXPECT_FALSE(b.link.HearBeat(a.self, a.link.number()));
  a.presence.Remove(kAnn, 5);
  a.presence.Remove(kAnn, 2);
  a.link.SendChanges();
  Carry(a, b);
  EXPECT_FALSE(b.presence.Connected(kAnn));
  EXPECT_EQ(b.presence.users(), 0u);
}

TEST(PresenceLink, TellsOfRoomsInMessagesThatStaySmall) {
  Node a("a"), b("b");
  Beat(a, b);
  constexpr std::int64_t kUsers = 300, kRooms = 100;
  for (std::int64_t user = 1; user <= kUsers; ++user) {
    a.presence.Add(UserId(user), false, 2);
    for (std::int64_t room = 1; room <= kRooms; ++room) {
      a.presence.EnterRoom(UserId(user), ConversationId(room));
    }
  }
  a.link.SendChanges();
  EXPECT_EQ(a.sent.size(), 2u);
  Carry(a, b);
  EXPECT_EQ(b.presence.RoomSize(ConversationId(7)), 300u);
  a.presence.LeaveRoom(kAnn, ConversationId(7));
  a.link.SendChanges();
  Carry(a, b);
  EXPECT_FALSE(b.presence.InRoom(kAnn, ConversationId(7)));
  EXPECT_EQ(b.presence.RoomSize(ConversationId(7)), 299u);
  b.link.Drop("a");
  EXPECT_EQ(b.presence.RoomSize(ConversationId(7)), 0u);
}

TEST(PresenceLink, WhoIsAtTwoNodesGoesWithTheSecond) {
  Node a("a"), b("b");
  Beat(a, b);
  b.presence.Add(kAnn, false, 1);
  EXPECT_TRUE(b.presence.TakeChange(kAnn)->online);
  a.presence.Add(kAnn, false, 5);
  a.link.SendChanges();
  Carry(a, b);
  EXPECT_FALSE(b.presence.TakeChange(kAnn)->whole);
  b.presence.Remove(kAnn, 1);
  EXPECT_FALSE(b.presence.TakeChange(kAnn)->whole);
  a.presence.Remove(kAnn, 5);
  a.link.SendChanges();
  Carry(a, b);
  EXPECT_FALSE(b.presence.TakeChange(kAnn)->online);
}

TEST(PresenceLink, AsksForAllAfterALoss) {
  Node a("a"), b("b");
  Beat(a, b);
  a.presence.Add(kAnn);
  a.link.SendChanges();
  Carry(a, b);
  a.presence.Add(kBob);
  a.presence.Remove(kAnn);
  a.link.SendChanges();
  a.sent.clear();
  EXPECT_TRUE(b.presence.Online(kAnn));
  Beat(a, b);
  EXPECT_FALSE(b.presence.Online(kAnn));
  EXPECT_TRUE(b.presence.Online(kBob));
  EXPECT_FALSE(b.link.HearBeat(a.self, a.link.number()));
}

TEST(PresenceLink, NoticesALossBeforeAnotherChange) {
  Node a("a"), b("b");
  Beat(a, b);
  a.presence.Add(kAnn);
  a.link.SendChanges();
  a.sent.clear();
  a.presence.Add(kBob);
  a.link.SendChanges();
  Carry(a, b);
  EXPECT_TRUE(b.presence.Online(kBob));
  Beat(a, b);
  EXPECT_TRUE(b.presence.Online(kAnn));
}

TEST(PresenceLink, ForgetsANodeThatIsGoneOrBeganAnew) {
  Node a("a"), b("b");
  Beat(a, b);
  a.presence.Add(kAnn);
  a.link.SendChanges();
  Carry(a, b);
  b.link.Drop("a");
  EXPECT_FALSE(b.presence.Online(kAnn));
  Beat(a, b);
  EXPECT_TRUE(b.presence.Online(kAnn));
  Node again("a", "2");
  b.changed.clear();
  Beat(again, b);
  EXPECT_FALSE(b.presence.Online(kAnn));
  EXPECT_EQ(b.changed, std::vector<UserId>{kAnn});
}

// Who was there before is shown, but told to nobody; who comes back after a cut is news.
TEST(PresenceLink, WhoWasThereBeforeIsNoNews) {
  Node a("a"), b("b");
  a.presence.Add(kAnn);
  Beat(a, b);
  EXPECT_TRUE(b.presence.Online(kAnn));
  EXPECT_FALSE(b.presence.TakeChange(kAnn));
  b.link.Drop("a");
  EXPECT_FALSE(b.presence.TakeChange(kAnn)->online);
  Beat(a, b);
  EXPECT_TRUE(b.presence.TakeChange(kAnn)->online);
}

TEST(PresenceLink, HidingHoldsEverywhere) {
  Node a("a"), b("b");
  Beat(a, b);
  a.presence.Add(kAnn, true);
  a.link.SendChanges();
  Carry(a, b);
  EXPECT_TRUE(b.presence.Connected(kAnn));
  EXPECT_FALSE(b.presence.Online(kAnn));
  a.presence.SetHidden(kAnn, false);
  a.link.SendChanges();
  Carry(a, b);
  EXPECT_TRUE(b.presence.Online(kAnn));
}

TEST(PresenceLink, SendsManyInPieces) {
  Node a("a"), b("b");
  Beat(a, b);
  const auto many = static_cast<std::int64_t>(PresenceLink::kPerFrame) * 2 + 10;
  for (std::int64_t i = 1; i <= many; ++i) a.presence.Add(UserId(i));
  a.link.SendAll();
  EXPECT_EQ(a.sent.size(), 3u);
  Carry(a, b);
  EXPECT_EQ(b.presence.users(), static_cast<std::size_t>(many));
  EXPECT_FALSE(b.link.HearBeat(a.self, a.link.number()));
}

TEST(PresenceLink, IgnoresWhatIsDamaged) {
  Node a("a"), b("b");
  a.presence.Add(kAnn);
  a.link.SendChanges();
  const std::string whole = a.sent.front();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    b.link.Hear(a.self, whole.substr(0, size));
  }
  EXPECT_FALSE(b.presence.Online(kAnn));
}

}  // namespace
}  // namespace koine::cluster
