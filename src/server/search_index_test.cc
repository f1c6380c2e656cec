#include "server/search_index.h"

#include <gtest/gtest.h>

#include <chrono>

#include "core/core_test_util.h"
#include "core/inverted/pages.h"
#include "core/search/tokens.h"

namespace koine::server {
namespace {

using SearchIndexTest = core::CoreTest;

// Each slice is a part, and of eight parts one is made, which leaves dead ones to be deleted: if
// each such step took the message that came meanwhile, there would be ever more of them.
TEST_F(SearchIndexTest, WhatComesWhileItIsTidiedIsGathered) {
  constexpr auto kSaid = std::chrono::milliseconds(1'600);
  constexpr int kPartsMost = 40;  // one in 100 ms, and what is made of eight
  const UserId ann = AddUser("ann"), bob = AddUser("bob");
  const ConversationId direct = Direct(ann, bob);
  SystemRandom random;
  SearchIndex index(store(), clock, random, "");
  index.Start();
  const auto end = std::chrono::steady_clock::now() + kSaid;
  while (std::chrono::steady_clock::now() < end) {
    ASSERT_TRUE(Say(ann, direct, "a word").ok());
    index.Wake();
  }
  index.Stop();
  const auto parts =
      Read([](store::Txn& txn) { return inverted::ListParts(txn, search::kTokensVersion); });
  ASSERT_FALSE(parts.empty());
  EXPECT_LT(parts.front().id, kPartsMost);
}

}  // namespace
}  // namespace koine::server
