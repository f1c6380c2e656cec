// The settings of a conversation that a user makes for themselves.
#include "core/conversation/seat_settings.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/core_test_util.h"
#include "core/event/event.h"

namespace koine::conversation {
namespace {

using core::Heard;
using core::Outcome;

class SettingsTest : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    chat_ = Direct(ann_, bob_);
    ASSERT_TRUE(Say(bob_, chat_, "one").ok());
    TakeEvents();
  }
  // Runs fn(Txn&, const Member&) through the door.
  template <class F>
  auto Through(UserId who, F fn) {
    return Write([this, who, fn](store::Txn& txn) -> Status {
      auto place = access::Member::Open(txn, As(who), chat_);
      if (!place.ok()) return std::move(place).error();
      fn(txn, *place);
      return Ok();
    });
  }
  Status Change(UserId who, const SettingsIn& in) {
    return Through(who, [in](store::Txn& txn, const access::Member& place) {
      ChangeSettings(txn, place, in);
    });
  }
  bool Listed(UserId who) {
    const auto all =
        Read([&](store::Txn& txn) { return conversation::ListSummaries(txn, As(who), 100); });
    for (const auto& s : all) {
      if (s.conversation.id == chat_) return true;
    }
    return false;
  }
  std::int64_t Total(UserId who) {
    return Read([&](store::Txn& txn) { return conversation::TotalUnread(txn, As(who)); });
  }
  UserId ann_, bob_;
  ConversationId chat_;
};
KOINE_ON_BOTH(SettingsTest);

TEST_P(SettingsTest, AreKeptAndToldToTheOwnSessionsOnly) {
  SettingsIn in;
  in.pinned = true;
  in.muted = true;
  in.draft = "later";
  in.remark = "Bobby";
  ASSERT_TRUE(Change(ann_, in).ok());
  auto mine = Summary(ann_, chat_);
  EXPECT_TRUE(mine->pinned);
  EXPECT_EQ(mine->member.notify, access::Notify::kSilent);
  EXPECT_EQ(mine->draft, "later");
  EXPECT_EQ(mine->remark, "Bobby");
  auto his = Summary(bob_, chat_);
  EXPECT_FALSE(his->pinned);
  EXPECT_EQ(his->draft, "");
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_FALSE(heard[0].event->to_members);
  EXPECT_EQ(heard[0].event->users, std::vector<UserId>{ann_});
  const auto* changed = heard[0].As<event::ConversationChanged>();
  ASSERT_NE(changed, nullptr);
  EXPECT_TRUE(changed->pinned);
  EXPECT_TRUE(changed->muted);
  EXPECT_EQ(changed->draft, "later");
  EXPECT_EQ(changed->remark, "Bobby");
  EXPECT_FALSE(changed->cleared);
}

TEST_P(SettingsTest, WhatChangesNothingTellsNothing) {
  SettingsIn in;
  in.pinned = false;
  in.muted = false;
  in.draft = "";
  ASSERT_TRUE(Change(ann_, in).ok());
  ASSERT_TRUE(Change(ann_, {}).ok());
  EXPECT_TRUE(TakeEvents().empty());
}

TEST_P(SettingsTest, PinAndMuteToggleWithoutAValue) {
  std::vector<bool> pinned, muted;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(Through(ann_, [&](store::Txn& txn, const access::Member& place) {
                  pinned.push_back(SetPinned(txn, place, std::nullopt));
                  muted.push_back(SetMuted(txn, place, std::nullopt));
                }).ok());
  }
  EXPECT_EQ(pinned, (std::vector<bool>{true, false, true}));
  EXPECT_EQ(muted, (std::vector<bool>{true, false, true}));
  ASSERT_TRUE(Through(ann_, [&](store::Txn& txn, const access::Member& place) {
                EXPECT_TRUE(SetPinned(txn, place, true));
                EXPECT_FALSE(SetMuted(txn, place, false));
              }).ok());
  EXPECT_TRUE(Summary(ann_, chat_)->pinned);
  EXPECT_EQ(Summary(ann_, chat_)->member.notify, access::Notify::kOn);
}

TEST_P(SettingsTest, WhoRefusesMessagesIsNotUnmutedByTheWay) {
  Exec(core::kSetMember, 0, static_cast<int>(access::Notify::kRefuse), 1, chat_, ann_);
  ASSERT_TRUE(Through(ann_, [&](store::Txn& txn, const access::Member& place) {
                EXPECT_FALSE(SetMuted(txn, place, false));
              }).ok());
  EXPECT_EQ(Summary(ann_, chat_)->member.notify, access::Notify::kRefuse);
}

TEST_P(SettingsTest, AMutedConversationCounts) {
  SettingsIn in;
  in.muted = true;
  ASSERT_TRUE(Change(ann_, in).ok());
  EXPECT_EQ(Total(ann_), 1);
}

TEST_P(SettingsTest, HidingTakesItOffTheListUntilTheNextMessage) {
  ASSERT_TRUE(Through(ann_, Hide).ok());
  EXPECT_FALSE(Listed(ann_));
  EXPECT_EQ(Total(ann_), 0);
  auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_NE(heard[0].As<event::ConversationRemoved>(), nullptr);
  EXPECT_EQ(heard[0].event->users, std::vector<UserId>{ann_});
  EXPECT_TRUE(heard[0].event->membership.empty());  // ann goes on hearing it
  // Nothing is left to hide; the other side does not notice.
  ASSERT_TRUE(Through(ann_, Hide).ok());
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_TRUE(Listed(bob_));
  auto own = List(bob_, chat_, {});
  ASSERT_TRUE(own.ok());
  EXPECT_EQ(own->back().read_by, 0);

  ASSERT_TRUE(Say(bob_, chat_, "two").ok());
  EXPECT_TRUE(Listed(ann_));
  EXPECT_EQ(Total(ann_), 1);
  EXPECT_EQ(Unread(ann_, chat_), 1);
  // What was hidden can still be read.
  EXPECT_EQ(List(ann_, chat_, {})->size(), 2u);
  // Reading it after that tells the other side of both.
  ASSERT_EQ(Outcome(MarkRead(ann_, chat_, 2)), "ok");
  EXPECT_EQ(List(bob_, chat_, {})->front().read_by, 1);
}

TEST_P(SettingsTest, ClearingHidesWhatWasSaidFromThisMemberOnly) {
  ASSERT_TRUE(Say(ann_, chat_, "two").ok());
  TakeEvents();
  ASSERT_TRUE(Through(ann_, Clear).ok());
  EXPECT_TRUE(List(ann_, chat_, {})->empty());
  EXPECT_EQ(List(bob_, chat_, {})->size(), 2u);
  EXPECT_EQ(Unread(ann_, chat_), 0);
  EXPECT_TRUE(Listed(ann_));
  EXPECT_FALSE(Summary(ann_, chat_)->last);
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  const auto* changed = heard[0].As<event::ConversationChanged>();
  ASSERT_NE(changed, nullptr);
  EXPECT_TRUE(changed->cleared);
  ASSERT_TRUE(Through(ann_, Clear).ok());
  EXPECT_TRUE(TakeEvents().empty());
  ASSERT_TRUE(Say(bob_, chat_, "three").ok());
  EXPECT_EQ(List(ann_, chat_, {})->size(), 1u);
  EXPECT_EQ(Unread(ann_, chat_), 1);
}

TEST_P(SettingsTest, OwnMessagesNeverCountAfterHidingAndClearing) {
  ASSERT_TRUE(Say(ann_, chat_, "mine").ok());
  ASSERT_TRUE(Through(ann_, Hide).ok());
  ASSERT_TRUE(Say(ann_, chat_, "mine").ok());
  EXPECT_EQ(Unread(ann_, chat_), 0);
  ASSERT_TRUE(Through(ann_, Clear).ok());
  ASSERT_TRUE(Say(ann_, chat_, "mine").ok());
  ASSERT_TRUE(Say(bob_, chat_, "his").ok());
  EXPECT_EQ(Unread(ann_, chat_), 1);
}

// Two sessions of one user and a writer at once: whatever the order, a message that came after the
// last hiding is listed and counted, and no change of a setting is lost.
TEST_P(SettingsTest, SessionsAndMessagesAtOnce) {
  constexpr int kRounds = 20;
  std::atomic<int> refused{0};
  core::OnThreads(4, [&](int n) {
    for (int i = 0; i < kRounds; ++i) {
      Status done = Ok();
      if (n == 0) {
        done = Through(ann_, Hide);
      } else if (n == 1) {
        done = Through(ann_, [](store::Txn& txn, const access::Member& place) {
          SetPinned(txn, place, std::nullopt);
        });
      } else if (n == 2) {
        SettingsIn in;
        in.draft = std::to_string(i);
        done = Change(ann_, in);
      } else {
        done = Say(bob_, chat_, "m").ok() ? Ok() : Status(Error{Code::kInternal});
      }
      if (!done.ok()) ++refused;
    }
  });
  EXPECT_EQ(refused, 0);
  auto mine = Summary(ann_, chat_);
  EXPECT_FALSE(mine->pinned);  // an even number of toggles
  EXPECT_EQ(mine->draft, std::to_string(kRounds - 1));
  const auto& state = mine->conversation;
  EXPECT_EQ(state.last_seq, kRounds + 1);
  const bool newer = state.last_seq > mine->member.hidden_seq;
  EXPECT_EQ(Listed(ann_), newer);
  EXPECT_EQ(mine->unread, state.last_seq - mine->member.hidden_seq);
}

}  // namespace
}  // namespace koine::conversation
