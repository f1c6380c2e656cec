#include "core/word/matcher.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace koine::word {
namespace {

TEST(WordMatcher, MasksWhatIsHiddenBehindSignsAndCase) {
  const Matcher matcher({"bad", "坏人"});
  EXPECT_EQ(matcher.Mask("a B.a-D day"), "a *** day");
  EXPECT_EQ(matcher.Mask("坏 人!"), "***!");
  EXPECT_EQ(matcher.Mask("good"), std::nullopt);
  EXPECT_TRUE(matcher.Finds("xBADx"));
  EXPECT_FALSE(matcher.Finds("ba"));
}

TEST(WordMatcher, WordsThatOverlapOrLieInEachOtherAreOne) {
  const Matcher matcher({"abcd", "bc", "cde", "x"});
  EXPECT_EQ(matcher.Mask("abcde"), "***");
  EXPECT_EQ(matcher.Mask("zbcz"), "z***z");
  EXPECT_EQ(matcher.Mask("xx"), "******");
  EXPECT_EQ(matcher.Mask("abx"), "ab***");
}

TEST(WordMatcher, AWordThatBeginsInAnotherIsFound) {
  const Matcher matcher({"aab", "ab"});
  EXPECT_EQ(matcher.Mask("aaab"), "a***");
  EXPECT_EQ(matcher.Mask("cab"), "c***");
}

TEST(WordMatcher, NothingIsMaskedWithoutWords) {
  EXPECT_EQ(Matcher({}).Mask("text"), std::nullopt);
  EXPECT_EQ(Matcher({"…", ""}).Mask("text…"), std::nullopt);
}

// Ten thousand words cost a message microseconds, not one pass for each.
TEST(WordMatcher, ManyWordsAreFoundInOnePass) {
  std::vector<std::string> words;
  for (int i = 0; i < 10'000; ++i) words.push_back("word" + std::to_string(i * 7919) + "字");
  const Matcher matcher(words);
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word1 字 some text ";
  constexpr int kRounds = 200;
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < kRounds; ++i) ASSERT_EQ(matcher.Mask(text), std::nullopt);
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
  RecordProperty("us_per_message", std::to_string(took.count() / kRounds));
  EXPECT_LT(took.count() / kRounds, 5'000) << "us for a text of 1000 characters";
  EXPECT_EQ(matcher.Mask("a Word7919 字 b"), "a *** b");
}

}  // namespace
}  // namespace koine::word
