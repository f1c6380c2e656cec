#include "core/erasure/erasure.h"

#include "core/core_test_util.h"

namespace koine::erasure {
namespace {

TEST(WithoutPerson, TakesTheNameWhereTheNumberStands) {
  const UserId ann(1001);
  EXPECT_EQ(
      WithoutPerson(R"({"actor":{"id":1001,"name":"A\"nn","avatar":"/a.png"},"n":1})", ann, {}),
      R"({"actor":{"id":1001,"name":"已注销用户","avatar":""},"n":1})");
  EXPECT_EQ(WithoutPerson(R"({"id":10010,"name":"Bob"})", ann, {}), R"({"id":10010,"name":"Bob"})");
  EXPECT_EQ(WithoutPerson(R"({"id":1001,"name":"Ann)", ann, {}),
            R"({"id":1001,"name":"已注销用户)");
}

TEST(WithoutPerson, TakesWordsThatAreWholeStrings) {
  EXPECT_EQ(WithoutPerson(R"({"text":"Ann","more":"Annabel"})", UserId(1), {"Ann"}),
            R"({"text":"已注销用户","more":"Annabel"})");
}

TEST(WithoutPerson, TakesWordsOutOfNotifications) {
  EXPECT_EQ(WithoutPerson(R"({"content":"Ann 请求","related_type":"X"})", UserId(1), {"Ann"}),
            R"({"content":"已注销用户 请求","related_type":"X"})");
}

}  // namespace
}  // namespace koine::erasure
