#include "core/app/room.h"

#include <gtest/gtest.h>

#include "core/app/channel_ban.h"
#include "core/app/channel_expire.h"
#include "core/app/said.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/membership.h"

namespace koine::app {
namespace {

using core::Outcome;

// Ann made a room.
class RoomTest : public core::TrioOnBothTest {
 protected:
  void SetUp() override {
    TrioOnBothTest::SetUp();
    policy.dialect = access::Dialect::kAppim;
    const auto made = Write([&](store::Txn& txn) {
      return CreateChannel(txn, Server(), {ann_, {}, ConversationKind::kRoom, std::nullopt, 0});
    });
    ASSERT_TRUE(made.ok());
    room_ = made->id;
    TakeEvents();
  }
  access::Principal Server() const {
    return As(UserId(), {.role = access::Role::kAdmin, .trusted = true});
  }
  // Runs verb(Txn&, Managed) -> Result<T> or Status on a conversation.
  template <class F>
  auto In(ConversationId id, F verb) {
    return Write([&, id](store::Txn& txn) -> decltype(verb(txn, std::declval<Managed>())) {
      auto place = Managed::Open(txn, Server(), id);
      if (!place.ok()) return std::move(place).error();
      return verb(txn, *place);
    });
  }
  Status Enter(ConversationId id, UserId user) {
    return In(id, [&](store::Txn& txn, const Managed& place) {
      return MayEnterRoom(txn, As(user), place);
    });
  }
  Result<message::Sent> Speak(UserId user, const std::string& text, const std::string& client_id) {
    message::SendIn draft;
    draft.body = body::Text{text};
    draft.client_id = client_id;
    return In(room_, [&](store::Txn& txn, const Managed& place) {
      return SayInRoom(txn, As(user), place, draft);
    });
  }
  Status Change(ConversationId id,
                Status (*verb)(store::Txn&, const Managed&, const std::vector<UserId>&),
                std::vector<UserId> users) {
    return In(id, [&](store::Txn& txn, const Managed& place) { return verb(txn, place, users); });
  }
  Status Hush(ConversationId id, UserId user, std::int64_t ms) {
    return In(id,
              [&](store::Txn& txn, const Managed& place) { return Silence(txn, place, user, ms); });
  }

  ConversationId room_;
};
KOINE_ON_BOTH(RoomTest);

TEST_P(RoomTest, WhoIsBroughtInIsToldAndStoredNowhere) {
  ASSERT_TRUE(Change(room_, BringIntoRoom, {bob_}).ok());
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].position, 0);
  EXPECT_EQ(heard[0].event->place.kind, ConversationKind::kRoom);
  ASSERT_EQ(heard[0].event->membership.size(), 1U);
  EXPECT_EQ(heard[0].event->membership[0].user, bob_);
  EXPECT_TRUE(heard[0].event->membership[0].joined);
  EXPECT_FALSE(Summary(bob_, room_));
  EXPECT_TRUE(Enter(room_, bob_).ok());
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(Outcome(Enter(group_, bob_)), "WrongKind");
}

TEST_P(RoomTest, APairThatIsMadeOrChangedIsToldAsWhatItIs) {
  const auto made = Write([&](store::Txn& txn) {
    return CreateChannel(txn, Server(), {ann_, {cat_}, ConversationKind::kDirect, std::nullopt, 0});
  });
  ASSERT_TRUE(made.ok());
  const auto created = TakeEvents();
  ASSERT_FALSE(created.empty());
  const event::Event& told = *created.back().event;
  EXPECT_EQ(told.place.kind, ConversationKind::kDirect);
  EXPECT_EQ(told.place.lo, std::min(ann_, cat_));
  EXPECT_EQ(told.users, std::vector<UserId>{cat_});
  EXPECT_EQ(std::get<event::GroupEvent>(told.payload).action, event::GroupAction::kCreated);
  ChannelFilter one;
  one.ids = {made->id.value};
  one.kinds = {1};
  ASSERT_TRUE(Write([&](store::Txn& txn) { return UpdateChannel(txn, Server(), one, "{}"); }).ok());
  const auto changed = TakeEvents();
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed[0].event->place.kind, ConversationKind::kDirect);
  EXPECT_TRUE(changed[0].event->to_members);
}

TEST_P(RoomTest, WhatIsSaidIsKeptOnce) {
  const auto first = Speak(bob_, "hello", "1");
  ASSERT_TRUE(first.ok());
  const auto again = Speak(bob_, "hello", "1");
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->before);
  EXPECT_EQ(again->seq, first->seq);
  EXPECT_EQ(Outcome(Speak(bob_, "other", "1")), "ClientIdReused:clientMsgId");
  const auto said = Read([&](store::Txn& txn) {
    const auto place = Managed::Open(txn, Server(), room_);
    return place.ok() ? ListSaid(txn, *place, {}) : std::vector<Said>();
  });
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0].message.sender, bob_);
  EXPECT_FALSE(Summary(cat_, room_));
}

TEST_P(RoomTest, WhoIsSilencedWritesAgainWhenItIsOver) {
  ASSERT_TRUE(Hush(room_, bob_, 1000).ok());
  EXPECT_EQ(Outcome(Speak(bob_, "a", "")), "MemberMuted");
  EXPECT_TRUE(Speak(cat_, "a", "").ok());
  clock.Advance(1001);
  EXPECT_TRUE(Speak(bob_, "a", "").ok());
  ASSERT_TRUE(Hush(room_, bob_, 1000).ok());
  ASSERT_TRUE(Hush(room_, bob_, 0).ok());
  EXPECT_TRUE(Speak(bob_, "a", "").ok());
}

TEST_P(RoomTest, WhoIsOnTheBlacklistComesInNowhere) {
  ASSERT_TRUE(Change(room_, BanFromChannel, {bob_}).ok());
  EXPECT_EQ(Outcome(Enter(room_, bob_)), "BlockedByPeer");
  ASSERT_TRUE(Change(group_, BanFromChannel, {bob_}).ok());
  EXPECT_EQ(Outcome(Change(group_, AddChannelMembers, {bob_})), "BlockedByPeer");
  // Whoever lets the client in.
  const auto added = Write([&](store::Txn& txn) -> Result<std::int64_t> {
    KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group_));
    return group::AddMembers(txn, place, {bob_.value});
  });
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(*added, 0);
  ASSERT_TRUE(Change(group_, UnbanFromChannel, {bob_}).ok());
  EXPECT_TRUE(Change(group_, AddChannelMembers, {bob_}).ok());
}

}  // namespace
}  // namespace koine::app
