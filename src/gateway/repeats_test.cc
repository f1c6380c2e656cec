#include "gateway/repeats.h"

#include <gtest/gtest.h>

namespace koine::gateway {
namespace {

net::Request Of(net::Method method, std::string_view target, std::string body) {
  net::Request request;
  request.method = method;
  request.SetTarget(target);
  request.body = std::move(body);
  return request;
}

TEST(Repeats, TheSameWithinTheTimeIsARepetition) {
  Repeats repeats;
  const net::Request post = Of(net::Method::kPost, "/a?x=1", "{}");
  EXPECT_TRUE(repeats.First(UserId(1), post, 100, 1000));
  EXPECT_FALSE(repeats.First(UserId(1), post, 100, 1000));
  EXPECT_FALSE(repeats.First(UserId(1), post, 100, 1099));
  EXPECT_TRUE(repeats.First(UserId(1), post, 100, 1100));
  EXPECT_FALSE(repeats.First(UserId(1), post, 100, 1199));
}

TEST(Repeats, WhatDiffersIsNone) {
  Repeats repeats;
  EXPECT_TRUE(repeats.First(UserId(1), Of(net::Method::kPost, "/a?x=1", "{}"), 100, 0));
  EXPECT_TRUE(repeats.First(UserId(2), Of(net::Method::kPost, "/a?x=1", "{}"), 100, 0));
  EXPECT_TRUE(repeats.First(UserId(1), Of(net::Method::kPut, "/a?x=1", "{}"), 100, 0));
  EXPECT_TRUE(repeats.First(UserId(1), Of(net::Method::kPost, "/a?x=2", "{}"), 100, 0));
  EXPECT_TRUE(repeats.First(UserId(1), Of(net::Method::kPost, "/a?x=1", "{ }"), 100, 0));
}

TEST(Repeats, TheOldestIsForgottenWhenFull) {
  Repeats repeats;
  const auto numbered = [](std::size_t i) {
    return Of(net::Method::kPost, "/a", std::to_string(i));
  };
  for (std::size_t i = 0; i <= Repeats::kKeptMax; ++i) {
    ASSERT_TRUE(repeats.First(UserId(1), numbered(i), 100, 0));
  }
  EXPECT_EQ(repeats.size(), Repeats::kKeptMax);
  EXPECT_FALSE(repeats.First(UserId(1), numbered(Repeats::kKeptMax), 100, 0));
  EXPECT_TRUE(repeats.First(UserId(1), numbered(0), 100, 0));
  // And all of it with time.
  EXPECT_TRUE(repeats.First(UserId(1), numbered(7), 100, 100));
  EXPECT_EQ(repeats.size(), 1U);
}

}  // namespace
}  // namespace koine::gateway
