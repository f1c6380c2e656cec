// What is denied is never there; what is not there is denied, as a rule, once its first is known.

#include "store/asked_keys.h"

#include <gtest/gtest.h>

#include <set>

#include "base/random.h"

namespace koine::store {
namespace {

using Key = AskedKeys::Key;

// A filter that cannot grow.
constexpr std::size_t kLess = AskedKeys::kBytesFirst;
constexpr int kFull = kLess * 8 / AskedKeys::kBitsOfKey;
constexpr int kTooMany = kLess * 8 / AskedKeys::kBitsLeast;

class AskedKeysTest : public testing::Test {
 protected:
  std::int64_t Any() { return static_cast<std::int64_t>(random_.Below(1ULL << 62)); }
  // So many keys of a first are there, and all of them known.
  std::set<Key> Fill(std::int64_t first, int n) {
    std::set<Key> keys;
    asked_.Meet(first);
    for (int i = 0; i < n; ++i) {
      const Key key(first, Any());
      asked_.Add(key);
      keys.insert(key);
    }
    asked_.Know(first, AskedKeys::kAll);
    return keys;
  }
  // Of many keys by chance, those that are not denied.
  int Passed(std::int64_t first, int of) {
    int passed = 0;
    for (int i = 0; i < of; ++i) passed += asked_.Denies({first, Any()}) ? 0 : 1;
    return passed;
  }

  SystemRandom random_;
  AskedKeys asked_;
};

TEST_F(AskedKeysTest, OnlyWhatIsKnownIsDenied) {
  EXPECT_FALSE(asked_.Denies({1, 5}));
  EXPECT_TRUE(asked_.Meet(1));
  EXPECT_FALSE(asked_.Meet(1));
  EXPECT_EQ(asked_.KnownTo(1), AskedKeys::kNothing);
  EXPECT_FALSE(asked_.Denies({1, 5}));
  asked_.Add({1, 3});
  asked_.Know(1, 10);
  EXPECT_EQ(asked_.KnownTo(1), 10);
  EXPECT_TRUE(asked_.Denies({1, 5}));
  EXPECT_TRUE(asked_.Denies({1, -5}));
  EXPECT_FALSE(asked_.Denies({1, 3}));
  EXPECT_FALSE(asked_.Denies({1, 11}));  // above what is known
  EXPECT_FALSE(asked_.Denies({2, 5}));
  asked_.Know(1, AskedKeys::kAll);
  EXPECT_TRUE(asked_.Denies({1, 11}));
  // Nobody can read what is above it, so that it would never be known.
  EXPECT_FALSE(asked_.Denies({1, AskedKeys::kNothing}));
  // What comes later is there from the moment it is added.
  asked_.Add({1, 11});
  EXPECT_FALSE(asked_.Denies({1, 11}));
}

TEST_F(AskedKeysTest, OfAFirstThatCannotBeReadNothingIsKnown) {
  asked_.Meet(1);
  asked_.Know(1, 10);
  asked_.GiveUp(1);
  EXPECT_FALSE(asked_.Denies({1, 5}));
  EXPECT_EQ(asked_.KnownTo(1), AskedKeys::kAll);
  asked_.GiveUp(2);
  EXPECT_EQ(asked_.firsts(), 1U);
}

TEST_F(AskedKeysTest, NoneThatIsThereIsDeniedAndFewOthersPass) {
  std::set<Key> all;
  for (std::int64_t first = 1; first <= 40; ++first) all.merge(Fill(first, 1200));
  for (const Key& key : all) EXPECT_FALSE(asked_.Denies(key));
  int passed = 0;
  for (std::int64_t first = 1; first <= 40; ++first) passed += Passed(first, 250);
  EXPECT_LT(passed, 400);  // of 10,000, when it is nearly full
}

TEST_F(AskedKeysTest, OneThatGrowsForgetsNothing) {
  const std::set<Key> early = Fill(1, 1000);
  // Twice as many as the first size holds when it is full.
  const std::set<Key> keys = Fill(2, 2 * AskedKeys::kBytesFirst * 8 / AskedKeys::kBitsOfKey);
  EXPECT_EQ(asked_.firsts(), 2U);
  for (const Key& key : early) EXPECT_FALSE(asked_.Denies(key));
  for (const Key& key : keys) EXPECT_FALSE(asked_.Denies(key));
  EXPECT_LT(Passed(1, 10'000), 400);
  EXPECT_LT(Passed(2, 10'000), 400);
}

TEST_F(AskedKeysTest, AFullOneLearnsNoMoreAndForgetsNothing) {
  asked_ = AskedKeys(kLess);
  asked_.Meet(2);
  asked_.Know(2, 5);
  const std::set<Key> keys = Fill(1, kFull);
  EXPECT_EQ(asked_.KnownTo(2), AskedKeys::kAll);  // nothing more of it is to be read
  EXPECT_FALSE(asked_.Denies({2, 6}));
  EXPECT_FALSE(asked_.Meet(3));
  EXPECT_EQ(asked_.firsts(), 2U);
  for (const Key& key : keys) EXPECT_FALSE(asked_.Denies(key));
  EXPECT_LT(Passed(1, 10'000), 1000);
  // What comes later of those it has met is still there from the moment it is added.
  asked_.Add({1, 7});
  EXPECT_FALSE(asked_.Denies({1, 7}));
}

TEST_F(AskedKeysTest, OneThatHoldsTooManyBeginsAnew) {
  asked_ = AskedKeys(kLess);
  Fill(1, kTooMany);
  EXPECT_EQ(asked_.firsts(), 1U);
  asked_.Add({1, 7});
  EXPECT_EQ(asked_.firsts(), 0U);
  EXPECT_FALSE(asked_.Denies({1, Any()}));
  // Whose keys were being read is not known by what was read before.
  asked_.Know(1, AskedKeys::kAll);
  EXPECT_FALSE(asked_.Denies({1, 7}));
  EXPECT_EQ(asked_.KnownTo(1), AskedKeys::kAll);  // not met: nothing to read
  const std::set<Key> keys = Fill(2, 10'000);
  for (const Key& key : keys) EXPECT_FALSE(asked_.Denies(key));
  EXPECT_LT(Passed(2, 1000), 50);
}

TEST_F(AskedKeysTest, AFullOneBeginsAnewForThoseItDidNotMeet) {
  asked_ = AskedKeys(kLess);
  Fill(1, kFull);
  for (int i = 0; i < kTooMany - kFull - 1; ++i) EXPECT_FALSE(asked_.Meet(i % 100 + 2));
  EXPECT_TRUE(asked_.Meet(2));
  EXPECT_EQ(asked_.firsts(), 1U);
  EXPECT_FALSE(asked_.Denies({1, Any()}));
}

TEST_F(AskedKeysTest, OneFirstMoreThanThereMayBeBeginsAnew) {
  const std::set<Key> keys = Fill(0, 10);
  for (std::size_t i = 1; i < AskedKeys::kFirstsMost; ++i) {
    asked_.Meet(static_cast<std::int64_t>(i));
  }
  EXPECT_EQ(asked_.firsts(), AskedKeys::kFirstsMost);
  EXPECT_TRUE(asked_.Meet(-1));
  EXPECT_EQ(asked_.firsts(), 1U);
  for (const Key& key : keys) EXPECT_FALSE(asked_.Denies(key));
}

TEST_F(AskedKeysTest, WhatWasLearnedOfATableThatIsAsBeforeIsUnlearned) {
  asked_.Meet(1);
  asked_.Know(1, 10);
  asked_.Settle();
  asked_.Know(1, 20);
  asked_.Know(1, AskedKeys::kAll);
  asked_.Meet(2);
  asked_.Know(2, 20);
  EXPECT_TRUE(asked_.Denies({1, 15}));
  asked_.Unlearn();
  EXPECT_TRUE(asked_.Denies({1, 5}));
  EXPECT_FALSE(asked_.Denies({1, 15}));
  EXPECT_FALSE(asked_.Denies({2, 15}));
  EXPECT_EQ(asked_.KnownTo(2), AskedKeys::kNothing);
}

}  // namespace
}  // namespace koine::store
