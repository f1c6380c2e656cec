#include "core/inverted/block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "core/core_test_util.h"

namespace koine::inverted {
namespace {

// Blocks in which some tokens have lists of several pages, and others few ids or none.
class BlocksOfIds : public core::CoreOnBothTest {
 protected:
  static constexpr std::int64_t kIds = 2'500;  // in each block
  static constexpr std::int64_t kBlocks = 3;

  void SetUp() override {
    core::CoreOnBothTest::SetUp();
    for (std::int64_t block = 0; block < kBlocks; ++block) {
      BlockWriter writer;
      for (std::int64_t i = 0; i < kIds; ++i) {
        const std::int64_t id = block * kBlockIds + 3 * i;
        std::vector<Token> tokens;
        for (const std::int64_t each : {1, 2, 3, 40, 700}) {
          if ((i + block) % each == 0) tokens.push_back(each);
        }
        if (block == 1 && i == 17) tokens.push_back(9'000);
        for (const Token token : tokens) ids_[token].insert(id);
        writer.Add(id, tokens);
      }
      ASSERT_TRUE(writer.Write(store(), block, [](store::Txn&) -> Status { return Ok(); }).ok());
    }
  }

  std::vector<std::int64_t> Expected(const std::vector<Token>& tokens) {
    std::vector<std::int64_t> out;
    for (const std::int64_t id : ids_[tokens.front()]) {
      const bool in = std::all_of(tokens.begin(), tokens.end(),
                                  [&](Token token) { return ids_[token].contains(id); });
      if (in) out.push_back(id);
    }
    return out;
  }

  std::map<Token, std::set<std::int64_t>> ids_;
};
KOINE_ON_BOTH(BlocksOfIds);

// FindInBlocks may stop when few are left, so it finds a few more.
TEST_P(BlocksOfIds, BothWaysFindAllThatHaveTheTokens) {
  const std::vector<Token> known = {1, 2, 3, 40, 700, 9'000, 12'345};
  std::mt19937 random(3);
  Read([&](store::Txn& txn) {
    const std::vector<inverted::Block> all = ListBlocks(txn);
    EXPECT_EQ(std::ssize(all), kBlocks);
    for (int i = 0; i < 100; ++i) {
      std::vector<Token> tokens = known;
      std::shuffle(tokens.begin(), tokens.end(), random);
      tokens.resize(1 + random() % 4);
      const std::vector<std::int64_t> expected = Expected(tokens);
      const auto few = FindInFewBlocks(txn, all, tokens);
      // The lists of 1, 2 and 3 take several pages.
      EXPECT_EQ(few.has_value(),
                std::any_of(tokens.begin(), tokens.end(), [](Token token) { return token > 3; }))
          << testing::PrintToString(tokens);
      for (const auto& found : {FindInBlocks(txn, all, tokens), few.value_or(expected)}) {
        EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
        EXPECT_TRUE(std::includes(found.begin(), found.end(), expected.begin(), expected.end()))
            << testing::PrintToString(tokens);
        EXPECT_LE(found.size(), expected.size() + 16) << testing::PrintToString(tokens);
      }
    }
    return true;
  });
}

TEST_P(BlocksOfIds, OfManyListsItIsNotTheWay) {
  Read([&](store::Txn& txn) {
    const std::vector<inverted::Block> all = ListBlocks(txn);
    const std::vector<Token> tokens = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    EXPECT_FALSE(FindInFewBlocks(txn, all, tokens));
    EXPECT_EQ(FindInFewBlocks(txn, std::span(all).first(0), tokens), std::vector<std::int64_t>());
    return true;
  });
}

}  // namespace
}  // namespace koine::inverted
