#include "core/search/tokens.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace koine::search {
namespace {

// Found by the index and by the look at the message.
bool Finds(std::string_view keyword, std::string_view text, bool exact = false) {
  const Query query(keyword, exact);
  const std::vector<Token> tokens = TokensOf(text);
  const bool indexed =
      !query.tokens().empty() &&
      std::includes(tokens.begin(), tokens.end(), query.tokens().begin(), query.tokens().end());
  if (query.Matches(text)) {
    EXPECT_TRUE(indexed) << keyword << " in " << text;
  }
  return indexed && query.Matches(text);
}

TEST(SearchTokens, ChineseIsFoundByAnyPart) {
  constexpr std::string_view kText = "明天下午三点开会，地点在三号楼";
  for (const char* part : {"三点", "开会", "三点开会", "明", "楼", "会", "明天下午三点开会"}) {
    EXPECT_TRUE(Finds(part, kText)) << part;
  }
  EXPECT_FALSE(Finds("点三", kText));
  EXPECT_FALSE(Finds("四", kText));
  // Both pairs are there, but not side by side.
  EXPECT_FALSE(Finds("天下点开", kText));
  EXPECT_TRUE(Finds("三号 开会", kText));  // all parts, in any order
  EXPECT_FALSE(Finds("三号 散会", kText));
  EXPECT_FALSE(Finds("会地", kText));  // across a comma
}

TEST(SearchTokens, WordsAreFoundByTheirBeginningInAnyCase) {
  constexpr std::string_view kText = "Hello World, internationalization of Größe v2";
  for (const char* word : {"hello", "HEL", "he", "world", "internationalization", "internat",
                           "internati", "GRÖSSE", "größe", "v2", "2", "v"}) {
    EXPECT_EQ(Finds(word, kText), std::string_view(word) != "GRÖSSE") << word;
  }
  EXPECT_FALSE(Finds("ello", kText));
  EXPECT_FALSE(Finds("h", kText));  // a single letter is a word, not a beginning
  EXPECT_FALSE(Finds("internatix", kText));
}

// Whatever cuts and hashes: what is stored was cut and hashed so. To change it is another
// kTokensVersion.
TEST(SearchTokens, StayAsTheyAreStored) {
  constexpr const char* kPieces[] = {"a",    "Word",  "12", "internationalization",
                                     "ö",    "Größe", "中", "天下午",
                                     "é",    " ",     ", ", "😀",
                                     "\xFF", "ｶﾀ",    "Ｚ", "x_y",
                                     "한국", "ПРИ"};
  std::uint64_t sum = 0;
  for (const char* a : kPieces) {
    for (const char* b : kPieces) {
      for (const char* c : kPieces) {
        for (const Token token : TokensOf(std::string(a) + b + c)) {
          sum = sum * 1099511628211ULL + static_cast<std::uint64_t>(token);
        }
      }
    }
  }
  EXPECT_EQ(sum, 5229168577617128790u);
}

TEST(SearchTokens, FullWidthAndMixedText) {
  EXPECT_TRUE(Finds("abc123", "ＡＢＣ１２３"));
  EXPECT_TRUE(Finds("ＡＢＣ", "abc123"));
  EXPECT_TRUE(Finds("123", "订单abc123号"));
  EXPECT_TRUE(Finds("订单", "订单abc123号"));
  EXPECT_TRUE(Finds("号", "订单abc123号"));
  EXPECT_TRUE(Finds("iphone15", "iPhone15手机"));
  EXPECT_TRUE(Finds("15手机", "iPhone15手机"));
  EXPECT_TRUE(Finds("한국", "대한국민"));
  EXPECT_TRUE(Finds("カタ", "カタカナ"));
  EXPECT_TRUE(Finds("😀", "好的😀😀"));
  EXPECT_TRUE(Finds("привет", "ПРИВЕТ, мир"));
}

TEST(SearchTokens, NothingToFind) {
  for (const char* keyword : {"", "   ", "，。！", "...", "\t\n"}) {
    EXPECT_FALSE(Finds(keyword, "a，b 。...")) << keyword;
    EXPECT_TRUE(Query(keyword, false).tokens().empty());
  }
  EXPECT_TRUE(Query(" \n", false).blank());
  EXPECT_FALSE(Query("...", false).blank());
}

TEST(SearchTokens, Exact) {
  EXPECT_TRUE(Finds("好的", " 好的\n", true));
  EXPECT_TRUE(Finds("OK!", "ok!", true));
  EXPECT_FALSE(Finds("好的", "好的。", true));
  EXPECT_FALSE(Finds("好", "好的", true));
  EXPECT_TRUE(Finds("!!!", "!!!", true));
  const std::string longer(100, 'x');
  EXPECT_TRUE(Finds(longer, longer, true));
  EXPECT_FALSE(Finds(longer, longer + " y", true));
}

TEST(SearchTokens, AnyBytes) {
  const std::string broken("\xff\xfe\xe4\xb8", 4);
  TokensOf(broken);
  Query(broken, false).Matches(broken);
  std::string longest;
  for (int i = 0; i < 20'000; ++i) longest += "字";
  EXPECT_LE(TokensOf(longest).size(), 2 * kTextCodePointsMax + 1);
}

TEST(SearchTokens, SnippetIsShortAndHoldsTheHit) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "前面的话";
  text += "目标";
  for (int i = 0; i < 50; ++i) text += "后面的话";
  const std::string snippet = Snippet(text, Query("目标", false), 100);
  EXPECT_NE(snippet.find("目标"), snippet.npos);
  EXPECT_EQ(snippet.substr(0, 3), "...");
  EXPECT_EQ(snippet.substr(snippet.size() - 3), "...");
  std::size_t chars = 0;
  for (const char c : snippet) chars += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  EXPECT_LE(chars, 100U);
  EXPECT_EQ(Snippet("short 目标", Query("目标", false), 100), "short 目标");
  EXPECT_EQ(Snippet("目标" + std::string(200, 'x'), Query("目标", false), 100).substr(0, 6),
            "目标");
}

TEST(SearchTokens, KindsOfTokensDiffer) {
  EXPECT_NE(ConversationToken(ConversationId(5)), SenderToken(UserId(5)));
  EXPECT_NE(SenderToken(UserId(5)), KindToken(5));
  EXPECT_LT(ConversationToken(ConversationId(5)), std::int64_t{1} << 40);
}

}  // namespace
}  // namespace koine::search
