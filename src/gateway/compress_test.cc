#include "gateway/compress.h"

#include <gtest/gtest.h>

#include <string>

#include "net/gzip.h"

namespace koine::gateway {
namespace {

net::Response Answered(const char* accepts, std::string body) {
  net::Request request;
  request.SetTarget("/");
  if (accepts != nullptr) request.AddHeader("Accept-Encoding", accepts);
  net::Response response = net::Response::Json(200, std::move(body));
  Compress(request, &response);
  return response;
}
bool IsZipped(const net::Response& response) {
  return response.headers.find("Content-Encoding: gzip") != std::string::npos;
}

TEST(Compress, LongAnswersForWhoAsks) {
  const std::string body = R"({"data":")" + std::string(5000, 'x') + "\"}";
  const net::Response zipped = Answered("deflate, gzip", body);
  ASSERT_TRUE(IsZipped(zipped));
  EXPECT_LT(zipped.body.size(), 200U);
  std::string back;
  ASSERT_TRUE(net::Gunzip(zipped.body, 10'000, &back));
  EXPECT_EQ(back.substr(0, body.size()), body);
  EXPECT_NE(zipped.headers.find("Vary: Accept-Encoding"), std::string::npos);
  EXPECT_FALSE(IsZipped(Answered(nullptr, body)));
  EXPECT_FALSE(IsZipped(Answered("gzip;q=0", body)));
  EXPECT_FALSE(IsZipped(Answered("gzip", R"({"data":"short"})")));
}

TEST(Compress, NoAnswerWithAToken) {
  const std::string rest = R"(","text":")" + std::string(5000, 'x') + "\"}";
  EXPECT_FALSE(IsZipped(Answered("gzip", R"({"token":"a)" + rest)));
  EXPECT_FALSE(IsZipped(Answered("gzip", R"({"accessToken":"a)" + rest)));
  EXPECT_TRUE(IsZipped(Answered("gzip", R"({"name":"a)" + rest)));
}

}  // namespace
}  // namespace koine::gateway
