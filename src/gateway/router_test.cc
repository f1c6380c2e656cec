#include "gateway/router.h"

#include <gtest/gtest.h>

namespace koine::gateway {
namespace {

using net::Method;

Endpoint At(Method method, const char* path) {
  Endpoint row;
  row.method = method;
  row.path = path;
  return row;
}

class RouterTest : public testing::Test {
 protected:
  void Add(const Endpoint& row) {
    std::string why;
    ASSERT_TRUE(router_.Add(nullptr, &row, &why)) << why;
  }
  // The path of the row found, or "" and whether another method has one.
  std::string Found(Method method, std::string_view path) const {
    const Router::Match match = router_.Find(method, path);
    if (match.target.row == nullptr) return match.path_known ? "405" : "404";
    return match.target.row->path;
  }

  Router router_;
};

TEST_F(RouterTest, LiteralsComeBeforeArguments) {
  const Endpoint any = At(Method::kGet, "/a/{id}");
  const Endpoint list = At(Method::kGet, "/a/list");
  Add(any);
  Add(list);
  EXPECT_EQ(Found(Method::kGet, "/a/list"), "/a/list");
  EXPECT_EQ(Found(Method::kGet, "/a/list2"), "/a/{id}");
  EXPECT_EQ(Found(Method::kGet, "/a"), "404");
  EXPECT_EQ(Found(Method::kGet, "/a/1/2"), "404");
  EXPECT_EQ(Found(Method::kGet, "a/1"), "404");
  EXPECT_EQ(Found(Method::kGet, ""), "404");
}

TEST_F(RouterTest, ARestTakesSlashesToo) {
  const Endpoint rest = At(Method::kGet, "/o/*name");
  const Endpoint list = At(Method::kPost, "/o/list");
  Add(rest);
  Add(list);
  for (const auto& [path, name] : std::vector<std::pair<std::string, std::string>>{
           {"/o/a", "a"}, {"/o/a%2Fb/c%20d", "a/b/c d"}, {"/o/", ""}, {"/o", ""}}) {
    const Router::Match match = router_.Find(Method::kGet, path);
    ASSERT_NE(match.target.row, nullptr) << path;
    ASSERT_EQ(match.args.size(), 1U);
    EXPECT_EQ(match.args[0].name, "name");
    EXPECT_EQ(match.args[0].value, name);
  }
  EXPECT_EQ(Found(Method::kPost, "/o/list"), "/o/list");
  EXPECT_EQ(Found(Method::kPost, "/o/a"), "405");
}

TEST_F(RouterTest, ALiteralThatEndsDoesNotHideTheArgumentsBesideIt) {
  const Endpoint handle = At(Method::kPost, "/request/{id}/handle");
  const Endpoint send = At(Method::kPost, "/request/send");
  Add(handle);
  Add(send);
  EXPECT_EQ(Found(Method::kPost, "/request/7/handle"), "/request/{id}/handle");
  // No way back from a literal: a row named `send` would be another one's business.
  EXPECT_EQ(Found(Method::kPost, "/request/send/handle"), "404");
}

TEST_F(RouterTest, AWholePathIsFoundAsTheTreeFindsIt) {
  const Endpoint get = At(Method::kGet, "/a/list");
  const Endpoint post = At(Method::kPost, "/a/list");
  const Endpoint put = At(Method::kPut, "/a/{id}");
  const Endpoint root = At(Method::kGet, "/");
  for (const Endpoint* row : {&get, &post, &put, &root}) Add(*row);
  EXPECT_EQ(Found(Method::kGet, "/a/list"), "/a/list");
  EXPECT_EQ(Found(Method::kHead, "/a/list"), "/a/list");
  EXPECT_EQ(Found(Method::kGet, "/"), "/");
  const Router::Match match = router_.Find(Method::kPost, "/a/list");
  EXPECT_EQ(match.target.row, &post);
  EXPECT_TRUE(match.args.empty());
  // A literal hides the argument beside it, also from a method that only the argument has.
  EXPECT_EQ(Found(Method::kPut, "/a/list"), "405");
  EXPECT_EQ(Found(Method::kPut, "/a/1"), "/a/{id}");
  // What is written like an argument in a request is none.
  EXPECT_EQ(Found(Method::kPut, "/a/{id}"), "/a/{id}");
  EXPECT_EQ(router_.Find(Method::kPut, "/a/{id}").args.at(0).value, "{id}");
}

TEST_F(RouterTest, OneTrailingSlashIsForgiven) {
  const Endpoint row = At(Method::kGet, "/a/{id}/b");
  Add(row);
  EXPECT_EQ(Found(Method::kGet, "/a/1/b/"), "/a/{id}/b");
  EXPECT_EQ(Found(Method::kGet, "/a/1/b//"), "404");
  EXPECT_EQ(Found(Method::kGet, "/a//b"), "404");  // an argument is never empty
  EXPECT_EQ(Found(Method::kGet, "/"), "404");
  EXPECT_EQ(Found(Method::kGet, "//"), "404");
}

TEST_F(RouterTest, ArgumentsAreDecodedAndNamedByTheirRow) {
  const Endpoint get = At(Method::kGet, "/a/{first}/b/{second}");
  const Endpoint put = At(Method::kPut, "/a/{id}/b/{other}");
  Add(get);
  Add(put);
  const Router::Match match = router_.Find(Method::kGet, "/a/x%20y+z%2F/b/%E7%BE%A4");
  ASSERT_EQ(match.args.size(), 2U);
  EXPECT_EQ(match.args[0].name, "first");
  EXPECT_EQ(match.args[0].value, "x y+z/");
  EXPECT_EQ(match.args[1].name, "second");
  EXPECT_EQ(match.args[1].value, "群");
  EXPECT_EQ(router_.Find(Method::kPut, "/a/1/b/2").args[1].name, "other");
}

TEST_F(RouterTest, ABrokenEscapeIsNoPath) {
  const Endpoint row = At(Method::kGet, "/a/{id}");
  Add(row);
  EXPECT_EQ(Found(Method::kGet, "/a/%zz"), "404");
  EXPECT_EQ(Found(Method::kGet, "/a/%2"), "404");
}

TEST_F(RouterTest, AnotherMethodIsToldFromAnUnknownPath) {
  const Endpoint get = At(Method::kGet, "/a");
  const Endpoint post = At(Method::kPost, "/b/{id}");
  Add(get);
  Add(post);
  EXPECT_EQ(Found(Method::kPost, "/a"), "405");
  EXPECT_EQ(Found(Method::kHead, "/a"), "/a");  // HEAD is served by GET
  EXPECT_EQ(Found(Method::kHead, "/b/1"), "405");
  EXPECT_EQ(Found(Method::kGet, "/b"), "404");
}

TEST_F(RouterTest, RefusesASecondRowOfOnePlace) {
  const Endpoint one = At(Method::kGet, "/a/{id}");
  const Endpoint same = At(Method::kGet, "/a/{name}");
  const Endpoint other = At(Method::kDelete, "/a/{name}");
  Add(one);
  std::string why;
  EXPECT_FALSE(router_.Add(nullptr, &same, &why));
  EXPECT_NE(why.find("/a/{name}"), std::string::npos);
  EXPECT_TRUE(router_.Add(nullptr, &other, &why));
}

}  // namespace
}  // namespace koine::gateway
