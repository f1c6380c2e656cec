#include "cluster/order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace koine::cluster {
namespace {

using Positions = std::vector<std::int64_t>;

// The positions first … last, and `transients` entries without one.
BatchPtr Make(std::int64_t first, std::int64_t last, int transients = 0) {
  auto batch = std::make_shared<store::Batch>();
  batch->first_position = first;
  batch->last_position = last;
  for (std::int64_t p = first; first != 0 && p <= last; ++p) {
    batch->entries.push_back({p, std::make_shared<const std::int64_t>(p)});
  }
  for (int i = 0; i < transients; ++i) {
    batch->entries.push_back({0, std::make_shared<const std::int64_t>(0)});
  }
  return batch;
}

Positions TakeAll(Order& order) {
  Positions out;
  for (const BatchPtr& batch : order.Take()) {
    for (const store::Entry& entry : batch->entries) out.push_back(entry.position);
  }
  return out;
}

Positions From(std::int64_t first, std::int64_t last) {
  Positions out(static_cast<std::size_t>(last - first + 1));
  std::iota(out.begin(), out.end(), first);
  return out;
}

TEST(Order, DeliversWhatComesInOrderAtOnce) {
  Order order(10);
  order.Add(Make(11, 12), 0);
  order.Add(Make(13, 13), 0);
  EXPECT_EQ(TakeAll(order), From(11, 13));
  EXPECT_EQ(order.position(), 13);
  EXPECT_FALSE(order.DueAt());
  EXPECT_EQ(order.holes(), 0u);
}

TEST(Order, HoldsOwnBatchesWhileAHoleIsOpen) {
  Order order(10);
  order.Add(Make(15, 16), 1'000);
  EXPECT_TRUE(TakeAll(order).empty());
  EXPECT_EQ(order.behind(), 6);
  order.Add(Make(11, 14), 2'000);
  EXPECT_EQ(TakeAll(order), From(11, 16));
  EXPECT_EQ(order.behind(), 0);
}

TEST(Order, LetsTransientsPassAHole) {
  Order order(10);
  order.Add(Make(15, 16), 0);
  order.Add(Make(0, 0, 2), 0);
  EXPECT_EQ(TakeAll(order), (Positions{0, 0}));
}

TEST(Order, TakesEachPositionOnce) {
  Order order(10);
  order.Add(Make(11, 13), 0);
  order.Add(Make(11, 13), 0);
  order.Add(Make(12, 13), 0);
  order.Add(Make(13, 15), 0);
  EXPECT_EQ(TakeAll(order), From(11, 15));
  order.Add(Make(18, 20), 0);
  order.Add(Make(18, 20), 0);
  order.Add(Make(16, 18), 0);
  EXPECT_EQ(TakeAll(order), From(16, 20));
}

TEST(Order, GivesTransientsOfABatchThatWasReadMeanwhile) {
  Order order(10);
  order.SetHead(12, 0);
  order.Add(Make(11, 12), 0);
  EXPECT_EQ(TakeAll(order), From(11, 12));
  order.Add(Make(11, 12, 1), 0);
  EXPECT_EQ(TakeAll(order), (Positions{0}));
}

TEST(Order, AsksForAHoleAfterItsWait) {
  Order order(10);
  order.Add(Make(14, 14), 1'000);
  EXPECT_FALSE(order.Due(1'000 + Order::kHoleWaitUs - 1));
  const auto due = order.Due(1'000 + Order::kHoleWaitUs);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->first, 11);
  EXPECT_EQ(due->last, 13);
  order.Add(Make(11, 13), 20'000);
  EXPECT_EQ(TakeAll(order), From(11, 14));
  EXPECT_FALSE(order.Due(1'000'000));
  EXPECT_EQ(order.holes(), 1u);
}

TEST(Order, WaitsAnewForTheNextHole) {
  Order order(10);
  order.Add(Make(12, 12), 0);
  order.Add(Make(14, 14), 1'000);
  order.Add(Make(11, 11), 4'000);
  // 13 is waited for since it became the front.
  EXPECT_EQ(order.DueAt(), 4'000 + Order::kHoleWaitUs);
  const auto due = order.Due(4'000 + Order::kHoleWaitUs);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->first, 13);
  EXPECT_EQ(due->last, 13);
}

TEST(Order, AsksForTheEndThatNobodyPublished) {
  Order order(10);
  order.SetHead(12, 0);
  const auto due = order.Due(Order::kHoleWaitUs);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->first, 11);
  EXPECT_EQ(due->last, 12);
  order.SetHead(9, 1);  // an answer that is older
  EXPECT_EQ(order.behind(), 2);
}

TEST(Order, GoesOnInSlices) {
  Order order(0);
  order.SetHead(1'200, 0);
  order.Add(Make(1, 500), 10'000);
  order.Add(Make(501, 1'000), 10'000);
  EXPECT_EQ(order.position(), 1'000);
  order.Add(Make(900, 1'200), 10'000);
  EXPECT_EQ(TakeAll(order), From(1, 1'200));
}

TEST(Order, CutsABatchThatWasReadInPart) {
  Order order(10);
  order.Add(Make(12, 16, 1), 0);
  order.Add(Make(11, 14), 0);
  EXPECT_EQ(TakeAll(order), (Positions{11, 12, 13, 14, 15, 16, 0}));
}

TEST(Order, GivesUpWaitingBatchesAboveItsBound) {
  Order order(0);
  const auto many = static_cast<std::int64_t>(Order::kWaitingMax);
  for (std::int64_t p = 2; p < many + 100; ++p) order.Add(Make(p, p), 0);
  EXPECT_EQ(order.behind(), many + 99);
  order.Add(Make(1, 1), 0);
  EXPECT_EQ(static_cast<std::int64_t>(TakeAll(order).size()), many + 1);
  const auto due = order.Due(Order::kHoleWaitUs);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->first, many + 2);
  EXPECT_EQ(due->last, many + 99);
}

TEST(Order, BeginsAnewWhereTheStoreWentBack) {
  Order order(20);
  order.Add(Make(25, 25), 0);
  order.Restart(15);
  EXPECT_FALSE(order.DueAt());
  order.Add(Make(16, 17), 0);
  EXPECT_EQ(TakeAll(order), From(16, 17));
}

// Any order of arrival, with batches lost and others doubled.
TEST(Order, HoldsUnderChance) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<BatchPtr> batches;
    std::int64_t last = 0;
    while (batches.size() < 40) {
      const std::int64_t first = last + 1;
      last = first + static_cast<std::int64_t>(random() % 5);
      batches.push_back(Make(first, last));
    }
    std::vector<BatchPtr> arriving;
    for (const BatchPtr& batch : batches) {
      if (random() % 4 != 0) arriving.push_back(batch);
      if (random() % 4 == 0) arriving.push_back(batch);
    }
    std::shuffle(arriving.begin(), arriving.end(), random);
    Order order(0);
    Positions seen;
    std::int64_t now = 0;
    auto take = [&] {
      for (const std::int64_t p : TakeAll(order)) seen.push_back(p);
    };
    for (const BatchPtr& batch : arriving) {
      order.Add(batch, now += 1'000);
      take();
      if (const auto due = order.Due(now)) {
        order.Add(Make(due->first, std::min(due->last, due->first + 2)), now);
        take();
      }
    }
    order.SetHead(last, now);
    while (const auto due = order.Due(now += 10'000)) {
      order.Add(Make(due->first, std::min(due->last, due->first + 2)), now);
      take();
    }
    ASSERT_EQ(seen, From(1, last)) << "round " << round;
  }
}

}  // namespace
}  // namespace koine::cluster
