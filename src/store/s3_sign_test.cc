#include "store/s3_sign.h"

#include <gtest/gtest.h>

#include "base/crypto.h"
#include "base/text.h"

// The examples of AWS: "Authenticating Requests: Using the Authorization Header" and "… Using Query
// Parameters" of the Amazon S3 API Reference.
namespace koine::store::s3 {
namespace {

const Credentials kWho{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                       "us-east-1"};
constexpr std::int64_t kNow = 1'369'353'600'000;  // 2013-05-24T00:00:00Z
constexpr char kHost[] = "examplebucket.s3.amazonaws.com";

ToSign Request(std::string method, std::string path) {
  ToSign out;
  out.method = std::move(method);
  out.host = kHost;
  out.path = std::move(path);
  out.payload = text::Hex(crypto::Sha256(""));
  return out;
}

std::string Signature(const ToSign& request) {
  for (const auto& [name, value] : SignHeaders(kWho, request, kNow)) {
    if (name == "authorization") return value.substr(value.rfind('=') + 1);
  }
  return {};
}

TEST(S3Sign, TheExampleThatGetsAnObject) {
  ToSign request = Request("GET", "/test.txt");
  request.headers = {{"range", "bytes=0-9"}};
  const Pairs headers = SignHeaders(kWho, request, kNow);
  ASSERT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers[1], (std::pair<std::string, std::string>("x-amz-date", "20130524T000000Z")));
  EXPECT_EQ(headers[2].second,
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
            "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

TEST(S3Sign, TheExampleThatPutsAnObject) {
  ToSign request = Request("PUT", "/test$file.text");
  request.headers = {{"date", "Fri, 24 May 2013 00:00:00 GMT"},
                     {"x-amz-storage-class", "REDUCED_REDUNDANCY"}};
  request.payload = text::Hex(crypto::Sha256("Welcome to Amazon S3."));
  EXPECT_EQ(Signature(request), "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

TEST(S3Sign, TheExampleOfAParameterWithoutAValue) {
  ToSign request = Request("GET", "/");
  request.query = {{"lifecycle", ""}};
  EXPECT_EQ(Signature(request), "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
}

TEST(S3Sign, TheExampleThatListsObjects) {
  ToSign request = Request("GET", "/");
  request.query = {{"prefix", "J"}, {"max-keys", "2"}};
  EXPECT_EQ(Signature(request), "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST(S3Sign, TheExampleOfALinkThatEnds) {
  EXPECT_EQ(SignQuery(kWho, Request("GET", "/test.txt"), kNow, 86400),
            "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

TEST(S3Sign, PathsAndQueriesAreEncodedAsSignaturesWant) {
  EXPECT_EQ(EncodePath("/a b/c$~d"), "/a%20b/c%24~d");
  EXPECT_EQ(EncodePath("/"), "/");
  EXPECT_EQ(EncodeQuery({{"b", "2 3"}, {"a", ""}, {"B", "/"}}), "B=%2F&a=&b=2%203");
}

// Whatever is altered, the signature is another.
TEST(S3Sign, EveryPartCounts) {
  const ToSign plain = Request("GET", "/test.txt");
  std::vector<ToSign> others(6, plain);
  others[0].method = "PUT";
  others[1].path = "/test.txt2";
  others[2].host = "other.example";
  others[3].query = {{"a", "b"}};
  others[4].headers = {{"range", "bytes=0-1"}};
  others[5].payload = text::Hex(crypto::Sha256("x"));
  for (const ToSign& other : others) EXPECT_NE(Signature(other), Signature(plain));
  Credentials who = kWho;
  who.secret_key += "x";
  EXPECT_NE(SignHeaders(who, plain, kNow), SignHeaders(kWho, plain, kNow));
  EXPECT_NE(SignHeaders(kWho, plain, kNow + 1000), SignHeaders(kWho, plain, kNow));
}

}  // namespace
}  // namespace koine::store::s3
