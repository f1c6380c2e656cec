#include "base/jwt.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace koine::jwt {
namespace {

constexpr std::int64_t kNowMs = 1769817600000;

std::string Detail(const crypto::HmacSha256& key, std::string_view token, std::int64_t leeway = 0) {
  auto claims = Verify(key, token, kNowMs, leeway);
  return claims.ok() ? "ok" : claims.error().detail;
}

std::string Token(const crypto::HmacSha256& key, std::string_view header, std::string_view claims) {
  const std::string body = text::Base64Url(header) + "." + text::Base64Url(claims);
  return body + "." + text::Base64Url(key.Sign(body));
}

TEST(Jwt, RoundTrip) {
  const crypto::HmacSha256 key("secret");
  const std::string token = Sign(key, R"({"sub":"1","exp":1769817601})");
  auto claims = Verify(key, token, kNowMs);
  ASSERT_TRUE(claims.ok());
  EXPECT_EQ(*claims, R"({"sub":"1","exp":1769817601})");
  EXPECT_EQ(Detail(crypto::HmacSha256("other"), token), "signature");
}

// The token that the documents of this format use as example.
TEST(Jwt, KnownToken) {
  const crypto::HmacSha256 key("your-256-bit-secret");
  EXPECT_EQ(Detail(key,
                   "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                   "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ."
                   "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"),
            "ok");
}

TEST(Jwt, Times) {
  const crypto::HmacSha256 key("secret");
  EXPECT_EQ(Detail(key, Sign(key, R"({"exp":1769817600})")), "exp");
  EXPECT_EQ(Detail(key, Sign(key, R"({"exp":1769817600})"), 60), "ok");
  EXPECT_EQ(Verify(key, Sign(key, R"({"exp":1})"), kNowMs).error().code, Code::kTokenExpired);
  EXPECT_EQ(Detail(key, Sign(key, R"({"exp":1769817600.5})")), "ok");
  EXPECT_EQ(Detail(key, Sign(key, R"({"nbf":1769817601})")), "nbf");
  EXPECT_EQ(Detail(key, Sign(key, R"({"exp":"1769817601"})")), "malformed");
}

TEST(Jwt, Refusals) {
  const crypto::HmacSha256 key("secret");
  EXPECT_EQ(Detail(key, Token(key, R"({"alg":"HS256"})", "{}")), "ok");
  EXPECT_EQ(Detail(key, Token(key, R"({"alg":"none"})", "{}")), "algorithm");
  EXPECT_EQ(Detail(key, Token(key, R"({"alg":"hs256"})", "{}")), "algorithm");
  EXPECT_EQ(Detail(key, Token(key, R"({"alg":"HS512"})", "{}")), "algorithm");
  EXPECT_EQ(Detail(key, Token(key, R"({"alg":"HS256","crit":["x"]})", "{}")), "algorithm");
  EXPECT_EQ(Detail(key, Token(key, R"({"alg":"HS256"})", "[]")), "malformed");
  EXPECT_EQ(Detail(key, Token(key, "x", "{}")), "malformed");
  for (const char* bad : {"", ".", "..", "a.b", "a.b.c.d", "====.e30.x"}) {
    EXPECT_EQ(Detail(key, bad), "malformed") << bad;
  }
  const std::string token = Sign(key, "{}");
  EXPECT_NE(Detail(key, token + "A"), "ok");
  EXPECT_NE(Detail(key, token + "="), "ok");
  EXPECT_NE(Detail(key, token.substr(0, token.rfind('.') + 1)), "ok");
  EXPECT_EQ(Detail(key, std::string(kMaxTokenBytes + 1, 'a')), "malformed");
}

}  // namespace
}  // namespace koine::jwt
