#include "dialect/appim/where.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace koine::appim {
namespace {

bool Takes(const std::string& text) {
  return ParseWhere(text).ok();
}

TEST(Where, ReadsConditionsOfAllowedFields) {
  const auto parsed = ParseWhere(
      R"([["conv_id","=","a"],["client_num","Between",[1,"2"]],["conv_extend.a.b","LIKE","x%"]])");
  ASSERT_TRUE(parsed.ok());
  ASSERT_EQ(parsed.value().size(), 3U);
  EXPECT_EQ(parsed.value()[0].subject, Subject::kConversation);
  EXPECT_EQ(parsed.value()[1].relation, Relation::kBetween);
  EXPECT_EQ(parsed.value()[1].values[1].text, "2");
  EXPECT_EQ(parsed.value()[2].path, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(Takes("[]"));
  EXPECT_TRUE(Takes(R"([["user_id",7]])"));
  EXPECT_TRUE(Takes(R"([["conv_type","<>",3]])"));
}

TEST(Where, TakesNothingElse) {
  for (const char* text : {"",
                           "null",
                           "{}",
                           "1",
                           R"("x")",
                           "[",
                           "[1]",
                           "[[]]",
                           R"([["conv_id"]])",
                           R"([["conv_id","=","a","b"]])",
                           R"([["name","=","a"]])",
                           R"([["conv_id","is","a"]])",
                           R"([["conv_id",1,"a"]])",
                           R"([[1,"=","a"]])",
                           R"([["conv_id","=",null]])",
                           R"([["conv_id","=",1]])",
                           R"([["conv_id","=",["a"]]])",
                           R"([["conv_id","in","a"]])",
                           R"([["conv_id","in",[["a"]]]])",
                           R"([["user_id","not in",["a"]]])",
                           R"([["user_id","=",1.5]])",
                           R"([["conv_type","=","x"]])",
                           R"([["conv_type","=",1e3]])",
                           R"([["client_num","between",[1,2,3]]])",
                           R"([["ctime",">","soon"]])",
                           R"([["ctime","=",true]])",
                           R"([["conv_extend","=",1]])",
                           R"([["conv_extend.","=",1]])",
                           R"([["conv_extend.a..b","=",1]])",
                           R"([["conv_extend.a","=",{"b":1}]])",
                           R"([["conv_extend.a","like",1]])",
                           R"([["conv_extend.a","between",[1,2]]])"}) {
    EXPECT_FALSE(Takes(text)) << text;
  }
}

TEST(Where, IsBounded) {
  auto many = [](std::size_t n) {
    std::string out = "[";
    const std::string one = R"(["conv_type",1])";
    for (std::size_t i = 0; i < n; ++i) out += (i > 0 ? "," : "") + one;
    return out + "]";
  };
  EXPECT_TRUE(Takes(many(kConditionsMax)));
  EXPECT_FALSE(Takes(many(kConditionsMax + 1)));
  auto list = [](std::size_t n) {
    std::string out = R"([["conv_type","in",[)";
    for (std::size_t i = 0; i < n; ++i) out += i > 0 ? ",1" : "1";
    return out + "]]]";
  };
  EXPECT_TRUE(Takes(list(kValuesMax)));
  EXPECT_FALSE(Takes(list(kValuesMax + 1)));
  EXPECT_FALSE(Takes(std::string(100, '[')));
  EXPECT_FALSE(Takes(R"([["conv_id","=",")" + std::string(kWhereBytesMax, 'a') + R"("]])"));
}

// Values stay what they are, and fields that would be more than a name are none.
TEST(Where, MeansInjectionsLiterally) {
  for (const char* text : {"' or '1'='1", "a'; drop table users; --", "a\\\" or 1=1", "%27%20or",
                           "(select 1)", "1) or (1=1", "/**/", "?", "$1", ":a", "\xE2\x80\x99"}) {
    std::string quoted;
    json::Quote(text, &quoted);
    const auto value = ParseWhere(R"([["conv_id","=",)" + quoted + "]]");
    ASSERT_TRUE(value.ok()) << text;
    EXPECT_EQ(value.value()[0].values[0].text, text);
    EXPECT_FALSE(Takes("[[" + quoted + R"(,"=","a"]])")) << text;
    EXPECT_FALSE(Takes(R"([["conv_id",)" + quoted + R"(,"a"]])")) << text;
    EXPECT_FALSE(Takes(R"([["conv_type","=",)" + quoted + "]]")) << text;
    EXPECT_FALSE(Takes(R"([["ctime",">",)" + quoted + "]]")) << text;
  }
}

TEST(Where, LikeKnowsPercentAndUnderscore) {
  EXPECT_TRUE(Like("team", "team"));
  EXPECT_TRUE(Like("team", "t%"));
  EXPECT_TRUE(Like("team", "%ea%"));
  EXPECT_TRUE(Like("team", "te_m"));
  EXPECT_TRUE(Like("", "%"));
  EXPECT_TRUE(Like("群聊天", "群_天"));
  EXPECT_TRUE(Like("aab", "%ab"));
  EXPECT_FALSE(Like("team", "Team"));
  EXPECT_FALSE(Like("team", "tea"));
  EXPECT_FALSE(Like("team", "te__m"));
  EXPECT_FALSE(Like("", "_"));
}

}  // namespace
}  // namespace koine::appim
