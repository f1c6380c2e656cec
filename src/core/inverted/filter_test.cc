#include "core/inverted/filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace koine::inverted {
namespace {

constexpr Token kTokens = Token{1} << kTokenBits;

TEST(Filter, HasAllThatWasAddedAndLittleElse) {
  std::mt19937_64 random(7);
  for (const std::size_t count : {std::size_t{1}, std::size_t{100}, std::size_t{50'000}}) {
    std::set<Token> tokens;
    while (tokens.size() < count) tokens.insert(static_cast<Token>(random() % kTokens));
    Filter filter(tokens.size());
    for (const Token token : tokens) filter.Add(token);
    const Filter read(filter.bits());
    EXPECT_EQ(read.Digest(), filter.Digest());
    for (const Token token : tokens) ASSERT_TRUE(read.MayHave(token)) << token;
    int passed = 0;
    for (int i = 0; i < 20'000; ++i) {
      const Token other = static_cast<Token>(random() % kTokens);
      passed += !tokens.contains(other) && read.MayHave(other);
    }
    EXPECT_LT(passed, 20'000 / 30) << count;
  }
}

TEST(Filter, OfManyTokensStaysSmallAndMissesNone) {
  Filter filter(10 * Filter::kBytesMax);
  EXPECT_EQ(filter.bits().size(), Filter::kBytesMax);
  for (Token token = 0; token < 1'000'000; ++token) filter.Add(token * 1'000'003);
  for (Token token = 0; token < 1'000'000; ++token) ASSERT_TRUE(filter.MayHave(token * 1'000'003));
}

TEST(Filter, ShrinksToWhatItsTokensTake) {
  std::mt19937_64 random(8);
  for (const std::size_t count : {std::size_t{1}, std::size_t{5'000}, std::size_t{300'000}}) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < count; ++i) {
      tokens.push_back(static_cast<Token>(random() % kTokens));
    }
    Filter filter(Filter::kBytesMax);
    for (const Token token : tokens) filter.Add(token);
    filter.ShrinkTo(count);
    EXPECT_GE(filter.bits().size(), count);
    EXPECT_LT(filter.bits().size(), 2 * std::max(count, std::size_t{8}));
    for (const Token token : tokens) ASSERT_TRUE(filter.MayHave(token)) << token;
    int passed = 0;
    for (int i = 0; i < 20'000; ++i) {
      passed += filter.MayHave(static_cast<Token>(random() % kTokens));
    }
    EXPECT_LT(passed, 20'000 / 30) << count;
    std::string pages;
    for (const Page& page : filter.Pages()) {
      EXPECT_EQ(page.token, kFilterToken);
      EXPECT_LE(page.data.size(), kPageBytes);
      pages += page.data;
    }
    EXPECT_EQ(pages, filter.bits());
  }
}

TEST(Filter, WantsAllOfSomeTokens) {
  Filter filter(3);
  for (const Token token : {1, 2, 3}) filter.Add(token);
  EXPECT_TRUE(filter.MayHaveAll(std::vector<Token>{3, 1}));
  EXPECT_FALSE(filter.MayHaveAll(std::vector<Token>{3, 4711, 1}));
}

TEST(Filter, WithoutBitsLetsAllPass) {
  EXPECT_TRUE(Filter("").MayHave(7));
  EXPECT_NE(Filter("").Digest(), 0);
  EXPECT_NE(Filter(3).Digest(), Filter("").Digest());
}

}  // namespace
}  // namespace koine::inverted
