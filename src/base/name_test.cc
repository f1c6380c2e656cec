#include "base/name.h"

#include <gtest/gtest.h>

namespace koine::name {
namespace {

TEST(Name, IsShownWithoutWhatCannotBeSeen) {
  EXPECT_EQ(Shown(" alice "), "alice");
  EXPECT_EQ(Shown("alice\u200b"), "alice");
  EXPECT_EQ(Shown("\u202ealice\u2066\u2069"), "alice");
  EXPECT_EQ(Shown("a\nb\x01"), "a b");
  EXPECT_EQ(Shown("e\u0301"), "\u00e9");
  EXPECT_EQ(Shown("\u200b\u3000\ufeff"), "");
  EXPECT_EQ(Shown("\u3164"), "");
  EXPECT_EQ(Shown("王小明"), "王小明");
  EXPECT_EQ(Shown("\xff"), "");
}

TEST(Name, KeepsJoinedEmoji) {
  const char* family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  EXPECT_EQ(Shown(family), family);
  EXPECT_EQ(Shown("\u2764\ufe0f"), "\u2764\ufe0f");
  EXPECT_EQ(Shown("a\u200Db"), "ab");
}

TEST(Name, LooksLikeAnother) {
  EXPECT_EQ(Form("Admin"), "admin");
  EXPECT_EQ(Form("\u0430dmin"), "admin");       // Cyrillic
  EXPECT_EQ(Form("\uff21dmin"), "admin");       // full width
  EXPECT_EQ(Form("\u0391dm\u0131n"), "admin");  // Greek, dotless
  EXPECT_EQ(Form("ad\u200bmin"), "admin");
  EXPECT_NE(Form("admin1"), "admin");
  EXPECT_EQ(Form("王小明"), "王小明");
}

}  // namespace
}  // namespace koine::name
