#include "core/office/assistant/assistant.h"

#include <gtest/gtest.h>

#include <string>

#include "core/core_test_util.h"
#include "core/office/assistant/rows.h"

namespace koine::assistant {
namespace {

using core::Outcome;
using store::Txn;

class Talks : public core::PairOnBothTest {
 protected:
  void Said(UserId who, const std::string& name, const std::string& question) {
    ASSERT_EQ(Outcome(Write([&](Txn& txn) -> Status {
                Keep(txn, As(who), name, question, "answer");
                return Ok();
              })),
              "ok");
    clock.Advance(1);
  }
  Talk Now(UserId who, const std::string& name) {
    return Read([&](Txn& txn) { return Find(txn, As(who), name); });
  }
};
KOINE_ON_BOTH(Talks);

TEST_P(Talks, AreEverybodysOwnAndForgotten) {
  Said(ann_, "a", "one");
  Said(ann_, "a", "two");
  ASSERT_EQ(Now(ann_, "a").size(), 4u);
  EXPECT_TRUE(Now(ann_, "a")[2].asked);
  EXPECT_EQ(Now(ann_, "a")[2].text, "two");
  EXPECT_TRUE(Now(bob_, "a").empty());
  EXPECT_TRUE(Now(ann_, "b").empty());
  ASSERT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              Forget(txn, As(bob_), "a");
              return Ok();
            })),
            "ok");
  EXPECT_EQ(Now(ann_, "a").size(), 4u);
  ASSERT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              Forget(txn, As(ann_), "a");
              return Ok();
            })),
            "ok");
  EXPECT_TRUE(Now(ann_, "a").empty());
}

TEST_P(Talks, HaveBounds) {
  for (std::size_t i = 0; i < kTurnsMax; ++i) Said(ann_, "a", std::to_string(i));
  const Talk talk = Now(ann_, "a");
  ASSERT_EQ(talk.size(), kTurnsMax);
  EXPECT_EQ(talk.front().text, "10");
  // What is long pushes out what was before, and what is too long is not kept.
  Said(ann_, "a", std::string(kTalkBytesMax - 20, 'x'));
  EXPECT_TRUE(Now(ann_, "a").front().asked);
  EXPECT_LT(Now(ann_, "a").size(), kTurnsMax);
  Said(ann_, "a", std::string(kTalkBytesMax, 'x'));
  EXPECT_TRUE(Now(ann_, "a").empty());
  for (std::int64_t i = 0; i < kTalksMax; ++i) Said(ann_, "t" + std::to_string(i), "x");
  EXPECT_TRUE(Now(ann_, "a").empty());
  EXPECT_EQ(Now(ann_, "t0").size(), 2u);
  Said(ann_, "one more", "x");
  EXPECT_TRUE(Now(ann_, "t0").empty());
  EXPECT_EQ(Now(ann_, "t1").size(), 2u);
}

TEST_P(Talks, QuestionsAreCountedByTheDay) {
  const auto begin = [this] {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_CHECK(Begin(txn, As(ann_), "a", 2));
      return Ok();
    }));
  };
  EXPECT_EQ(begin(), "ok");
  EXPECT_EQ(begin(), "ok");
  EXPECT_EQ(begin(), "RateLimited");
  clock.Advance(24 * 3600 * 1000);
  EXPECT_EQ(begin(), "ok");
}

}  // namespace
}  // namespace koine::assistant
