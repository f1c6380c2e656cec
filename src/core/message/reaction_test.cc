#include "core/message/reaction.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/core_test_util.h"
#include "core/event/event.h"

namespace koine::message {
namespace {

using core::Outcome;

class Reactions : public core::PairOnBothTest {
 protected:
  void SetUp() override {
    PairOnBothTest::SetUp();
    auto sent = Say(ann_, direct_, "m");
    ASSERT_EQ(Outcome(sent), "ok");
    id_ = sent->id;
    TakeEvents();
  }
  template <class R, class F>
  R At(UserId who, F fn) {
    return Write([&](store::Txn& txn) -> R {
      KOINE_TRY(const auto place, access::Message::Open(txn, As(who), id_));
      return fn(txn, place);
    });
  }
  // "on", "off", or the refusal.
  std::string TryToggle(UserId who, const std::string& emoji) {
    const auto now = At<Result<std::optional<Reaction>>>(
        who, [&](store::Txn& txn, const access::Message& place) {
          return ToggleReaction(txn, place, ReactionIn{emoji, "EMOJI"});
        });
    if (!now.ok()) return Outcome(now);
    return *now ? "on" : "off";
  }
  std::string TryRemove(UserId who) {
    return Outcome(At<Status>(who, [](store::Txn& txn, const access::Message& place) {
      return RemoveReaction(txn, place);
    }));
  }
  std::vector<message::ReactionGroup> Shown(UserId reader) {
    return Read([&](store::Txn& txn) {
      auto place = access::Member::Open(txn, As(reader), direct_);
      EXPECT_TRUE(place.ok());
      return ReactionGroups(txn, *place, 1, 100)[1];
    });
  }
  MessageId id_;
};

TEST_P(Reactions, AreOneOfEachUser) {
  EXPECT_EQ(TryToggle(ann_, "a"), "on");
  EXPECT_EQ(TryToggle(bob_, "a"), "on");
  EXPECT_EQ(TryToggle(bob_, "b"), "on");
  auto groups = Shown(bob_);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].emoji, "a");
  EXPECT_EQ(groups[0].users, std::vector<UserId>{ann_});
  EXPECT_FALSE(groups[0].mine);
  EXPECT_TRUE(groups[1].mine);
  EXPECT_EQ(TryToggle(bob_, "b"), "off");
  EXPECT_EQ(Shown(bob_).size(), 1u);
  EXPECT_EQ(TryRemove(bob_), "NotFound:reaction");
  EXPECT_EQ(TryRemove(ann_), "ok");
  EXPECT_TRUE(Shown(bob_).empty());
}

TEST_P(Reactions, TheCommonestComesFirst) {
  EXPECT_EQ(TryToggle(ann_, "z"), "on");
  clock.Advance(1);
  EXPECT_EQ(TryToggle(bob_, "a"), "on");
  EXPECT_EQ(Shown(ann_)[0].emoji, "z");
  EXPECT_EQ(TryToggle(ann_, "a"), "on");
  const auto groups = Shown(ann_);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].count, 2);
}

TEST_P(Reactions, AReplacementIsToldAsRemovedAndAdded) {
  EXPECT_EQ(TryToggle(ann_, "a"), "on");
  EXPECT_EQ(TryToggle(ann_, "b"), "on");
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 3u);
  EXPECT_EQ(heard[1].As<event::ReactionChanged>()->emoji, "a");
  EXPECT_FALSE(heard[1].As<event::ReactionChanged>()->on);
  EXPECT_EQ(heard[2].As<event::ReactionChanged>()->emoji, "b");
  EXPECT_TRUE(heard[2].As<event::ReactionChanged>()->on);
}

TEST_P(Reactions, SettingTwiceIsOnce) {
  auto set = [&] {
    return At<Result<Reaction>>(ann_, [](store::Txn& txn, const access::Message& place) {
      return SetReaction(txn, place, ReactionIn{"a", "EMOJI"});
    });
  };
  const auto first = set();
  const auto second = set();
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->id, second->id);
  EXPECT_EQ(TakeEvents().size(), 1u);
}

TEST_P(Reactions, NotToARecalledMessage) {
  Exec(core::kSetRecalled, kStartMs, direct_, 1);
  EXPECT_EQ(TryToggle(bob_, "a"), "AlreadyRecalled");
}

// Many devices of one user press at once: each press is an add or a removal, in some order.
TEST_P(Reactions, TogglesAtOnceTakeTurns) {
  constexpr int kPresses = 6;
  std::vector<std::string> outcomes(kPresses);
  core::OnThreads(kPresses,
                  [&](int i) { outcomes[static_cast<std::size_t>(i)] = TryToggle(ann_, "a"); });
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), "on"), kPresses / 2);
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), "off"), kPresses / 2);
  EXPECT_TRUE(Shown(ann_).empty());
  EXPECT_EQ(TakeEvents().size(), static_cast<std::size_t>(kPresses));
}

TEST_P(Reactions, DifferentEmojisAtOnceLeaveOne) {
  core::OnThreads(6, [&](int i) {
    EXPECT_EQ(TryToggle(ann_, std::string(1, static_cast<char>('a' + i))), "on");
  });
  const auto groups = Shown(ann_);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].count, 1);
}

KOINE_ON_BOTH(Reactions);

}  // namespace
}  // namespace koine::message
