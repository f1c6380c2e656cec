#include "base/text.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace koine::text {
namespace {

TEST(Text, Utf8) {
  EXPECT_TRUE(IsUtf8("a中😀"));
  for (const char* bad : {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xB8"}) {
    EXPECT_FALSE(IsUtf8(bad));
    std::size_t pos = 0;
    EXPECT_EQ(NextCodePoint(bad, &pos), 0xFFFDu);
    EXPECT_EQ(pos, 1u);
  }
  EXPECT_EQ(CodePoints("a中😀"), 3u);
  std::string out;
  std::size_t pos = 0;
  for (const std::string_view text = "aé中😀"; pos < text.size();) {
    AppendCodePoint(NextCodePoint(text, &pos), &out);
  }
  EXPECT_EQ(out, "aé中😀");
}

TEST(Text, PrefixAndShorten) {
  EXPECT_EQ(Prefix("中文字", 2), "中文");
  EXPECT_EQ(Prefix("中文字", 3), "中文字");
  EXPECT_EQ(Prefix("中文字", 0), "");
  EXPECT_EQ(Prefix("ab😀c", 3), "ab😀");
  EXPECT_EQ(Shorten("中文字", 2), "中文...");
  EXPECT_EQ(Shorten("中文字", 3), "中文字");
}

TEST(Text, Fold) {
  EXPECT_EQ(Fold("HeLLo ÀÞß×"), "hello àþß×");
  EXPECT_EQ(Fold("ŁŹŸĄ"), "łźÿą");
  EXPECT_EQ(Fold("ΑΣΩςΆΌΏ"), "ασωσάόώ");
  EXPECT_EQ(Fold("ПРИВЕТ Ё"), "привет ё");
  EXPECT_EQ(Fold("ＡＢｃ１！　"), "abc1! ");
  EXPECT_EQ(Fold("中文"), "中文");
}

// Eight bytes are looked at together: each byte at each place, and whatever lies around it.
TEST(Text, CountsAndFoldsAtEachPlace) {
  for (std::size_t size = 1; size <= 20; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        for (const char around : {'Z', '\x00', '\x7F', '\xBF', '\xC3'}) {
          std::string text(size, around);
          text[at] = static_cast<char>(byte);
          std::size_t points = 0;
          for (const char c : text) points += (c & 0xC0) != 0x80 ? 1 : 0;
          ASSERT_EQ(CodePoints(text), points) << size << ' ' << at << ' ' << byte;
          if (byte > 0x7F || static_cast<unsigned char>(around) > 0x7F) continue;
          std::string lower = text;
          for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
          ASSERT_EQ(Fold(text), lower) << size << ' ' << at << ' ' << byte;
        }
      }
    }
  }
  EXPECT_EQ(Fold("ABCDEFGHIJKLÄBCDEFGHIJKLMNÖ中文ABC"), "abcdefghijkläbcdefghijklmnö中文abc");
}

TEST(Text, TrimAndBlank) {
  EXPECT_EQ(Trim(" \t中 文\n　\xC2\xA0"), "中 文");
  EXPECT_EQ(Trim("   "), "");
  EXPECT_TRUE(IsBlank(""));
  EXPECT_TRUE(IsBlank("\n　\xEF\xBB\xBF"));
  EXPECT_FALSE(IsBlank(" x"));
  EXPECT_EQ(Trim("x\x80\x80\x80\x80"), "x\x80\x80\x80\x80");
}

TEST(Text, Split) {
  EXPECT_EQ(Split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(Split("", ',').size(), 1u);
}

TEST(Text, Numbers) {
  EXPECT_EQ(ParseInt("-9223372036854775808"), INT64_MIN);
  for (const char* bad : {"", "-", "+1", " 1", "1 ", "0x1", "9223372036854775808", "1.0"}) {
    EXPECT_FALSE(ParseInt(bad)) << bad;
  }
  EXPECT_EQ(ParseDouble("-1.5e2"), -150);
  for (const char* bad : {"", "-", "inf", "nan", ".5", "5.", "1e999", "1x"}) {
    EXPECT_FALSE(ParseDouble(bad)) << bad;
  }
}

TEST(Text, HexAndBase64) {
  EXPECT_EQ(Hex(std::string_view("\0\xFF", 2)), "00ff");
  EXPECT_EQ(FromHex("00Ff"), std::string("\0\xFF", 2));
  EXPECT_FALSE(FromHex("0"));
  EXPECT_FALSE(FromHex("0g"));
  for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "\xFB\xFF"}) {
    EXPECT_EQ(FromBase64(Base64(text)), text);
    EXPECT_EQ(FromBase64Url(Base64Url(text)), text);
  }
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(Base64Url("\xFB\xFF"), "-_8");
  for (const char* bad : {"Zm8", "Zm9=", "Z===", "Zm 8", "Z=m8", "Zm8=Zm8="}) {
    EXPECT_FALSE(FromBase64(bad)) << bad;
  }
  EXPECT_FALSE(FromBase64Url("Zm8="));
  EXPECT_FALSE(FromBase64Url("A"));
  // Each byte in each place of four.
  const std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (std::size_t place = 0; place < 4; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = "AAAA";
      text[place] = static_cast<char>(byte);
      const std::optional<std::string> bytes = FromBase64Url(text);
      EXPECT_EQ(bytes.has_value(), letters.find(text[place]) != letters.npos) << byte;
      EXPECT_EQ(Base64Url(bytes.value_or("")), bytes ? text : "");
    }
  }
  // Bits that no byte has: 4 behind two letters, 2 behind three.
  for (const char* text : {"AA", "AQ", "Ag", "Aw", "AAA", "AAE", "AAI", "__8"}) {
    EXPECT_TRUE(FromBase64Url(text)) << text;
  }
  for (const char* bad : {"AB", "AI", "AP", "A_", "AAB", "AAC", "AAD", "__9"}) {
    EXPECT_FALSE(FromBase64Url(bad)) << bad;
  }
}

TEST(Text, Percent) {
  EXPECT_EQ(PercentDecode("a%20b+c%E4%B8%AD", true), "a b c中");
  EXPECT_EQ(PercentDecode("a+b", false), "a+b");
  for (const char* bad : {"%", "%1", "%gg", "a%2"}) EXPECT_FALSE(PercentDecode(bad, true)) << bad;
  EXPECT_EQ(PercentEncode("a b/中~"), "a%20b%2F%E4%B8%AD~");
}

TEST(Text, VisibleTextEndsNoLineAndMovesNoCursor) {
  EXPECT_EQ(Visible("中 é 😀 a\\n"), "中 é 😀 a\\n");
  EXPECT_EQ(Visible("a\nb\r\tc"), "a\\nb\\r\\tc");
  EXPECT_EQ(Visible(std::string_view("\0\x1b[2J\x7f", 6)), "\\u0000\\u001b[2J\\u007f");
  EXPECT_EQ(Visible("\u009b2J\u2028\u202eevil\u2066"), "\\u009b2J\\u2028\\u202eevil\\u2066");
  EXPECT_EQ(Visible("a\xff\xc3"), "a\\ufffd\\ufffd");
  EXPECT_EQ(Visible("\uFFFD"), "\uFFFD") << "which somebody wrote";
  EXPECT_EQ(Visible("a\tb\n\x1b", "\n\t"), "a\tb\n\\u001b");
}

std::string Parsed(std::string_view query) {
  std::vector<json::Param> params;
  const Status status = ParseQuery(query, &params);
  if (!status.ok()) return std::string(status.error().detail) + " " + status.error().field;
  std::string out;
  for (const json::Param& p : params) out += "[" + p.name + "|" + p.value + "]";
  return out;
}

TEST(Text, QueryStrings) {
  EXPECT_EQ(Parsed("a=1&b=%E4%B8%AD+x&&c&d=&=e&f=g=h"), "[a|1][b|中 x][c|][d|][|e][f|g=h]");
  EXPECT_EQ(Parsed(""), "");
  EXPECT_EQ(Parsed("&&"), "");
  EXPECT_EQ(Parsed("a=1&name=%zz"), "percent name");
  EXPECT_EQ(Parsed("name=%FF"), "utf8 name");
  EXPECT_EQ(Parsed("name=a%00"), "nul name");
  EXPECT_EQ(Parsed("%00=a"), "query ");
  std::string many;
  for (std::size_t i = 0; i <= kMaxParams; ++i) many += "a&";
  EXPECT_EQ(Parsed(many), "query ");
  EXPECT_EQ(Parsed(std::string(kMaxQueryBytes + 1, 'a')), "query ");
}

}  // namespace
}  // namespace koine::text
