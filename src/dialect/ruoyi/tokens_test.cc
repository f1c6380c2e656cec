#include <gtest/gtest.h>

#include <string>

#include "base/jwt.h"
#include "base/random.h"
#include "base/text.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {
namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;
constexpr std::int64_t kMinute = 60'000;

class RuoyiTokens : public testing::Test {
 protected:
  RuoyiTokens() {
    login_.id = LoginId(77);
    login_.tenant = kDefaultTenant;
    user_.id = UserId(5);
    user_.username = "ann";
  }
  std::string Access(const Ruoyi& dialect, std::int64_t now_ms = kNow) const {
    return dialect.AccessToken(login_, user_, now_ms);
  }
  std::string Refresh(std::int64_t expires_ms) {
    return dialect_.RefreshToken(login_.id, expires_ms, random_);
  }
  Code ReadCode(std::string_view token, std::int64_t now_ms = kNow) const {
    auto claim = dialect_.ReadToken(token, now_ms);
    EXPECT_FALSE(claim.ok()) << token;
    return claim.ok() ? Code::kInternal : claim.error().code;
  }
  // A token with these claims, signed with the right key.
  std::string Signed(std::string_view claims) const {
    return jwt::Sign(crypto::HmacSha256(std::string(32, 'k')), claims);
  }

  FakeClock clock_{kNow};
  SystemRandom random_;
  Ruoyi dialect_{std::string(32, 'k'), clock_, {}};
  identity::Login login_;
  identity::User user_;
};

TEST_F(RuoyiTokens, AnAccessTokenNamesItsLogin) {
  auto claim = dialect_.ReadToken(Access(dialect_), kNow);
  ASSERT_TRUE(claim.ok());
  EXPECT_EQ(claim->login, LoginId(77));
  EXPECT_EQ(claim->expires_ms, kNow + dialect_.settings().access_ms);
}

TEST_F(RuoyiTokens, TheClaimsAreThoseOfTheContract) {
  const std::string token = Access(dialect_);
  auto claims = jwt::Verify(crypto::HmacSha256(std::string(32, 'k')), token, kNow);
  ASSERT_TRUE(claims.ok());
  for (const char* part : {R"("sub":"ann")", R"("userId":5)", R"("role":"USER")", R"("jti":"77")",
                           R"("iat":1700000000)", R"("exp":1700007200)"}) {
    EXPECT_NE(claims->find(part), std::string::npos) << part << " in " << *claims;
  }
}

TEST_F(RuoyiTokens, ForeignAndForgedTokensAreRefused) {
  const Ruoyi other(std::string(32, 'x'), clock_, {});
  EXPECT_EQ(ReadCode(Access(other)), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode(""), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode("nonsense"), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode("a.b.c"), Code::kUnauthenticated);
  const std::string token = Access(dialect_);
  const std::string body = token.substr(token.find('.'));
  // "alg":"none", with the signature and without.
  const std::string none = text::Base64Url(R"({"typ":"JWT","alg":"none"})");
  EXPECT_EQ(ReadCode(none + body), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode(none + body.substr(0, body.rfind('.') + 1)), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode(token.substr(0, token.size() - 4)), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode(token.substr(0, token.rfind('.') + 1)), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode(std::string(100'000, 'a')), Code::kUnauthenticated);
}

TEST_F(RuoyiTokens, ATokenWithoutEndOrLoginIsRefused) {
  EXPECT_EQ(ReadCode(Signed(R"({"jti":"77"})")), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode(Signed(R"({"exp":1800000000})")), Code::kUnauthenticated);
  EXPECT_EQ(ReadCode(Signed(R"({"exp":1800000000,"jti":"seven"})")), Code::kUnauthenticated);
  EXPECT_TRUE(dialect_.ReadToken(Signed(R"({"exp":1800000000,"jti":"77"})"), kNow).ok());
}

TEST_F(RuoyiTokens, ALoginOfAPublishedClientIsMarked) {
  const std::string token = dialect_.AccessToken(login_, user_, kNow, true);
  auto claim = dialect_.ReadToken(token, kNow);
  ASSERT_TRUE(claim.ok());
  EXPECT_EQ(claim->expires_ms, kNow + kPublishedAccessMs);
  const auto form_with = [&](const std::string& presented) {
    net::Request request;
    request.AddHeader("authorization", "Bearer " + presented);
    return dialect_.AnswerFormOf(request, nullptr);
  };
  EXPECT_EQ(form_with(token), kPublished);
  EXPECT_EQ(form_with(Access(dialect_)), "");
  for (const char* broken : {"", ".", "..", "a.b.c", "a.!.c"}) EXPECT_EQ(form_with(broken), "");
  net::Request request;
  request.AddHeader("X-CSRF-Token", "");
  EXPECT_EQ(dialect_.AnswerFormOf(request, nullptr), kPublished);
  // A token that was read is not read again.
  EXPECT_EQ(dialect_.AnswerFormOf({}, &*claim), kPublished);
  const auto other = dialect_.ReadToken(Access(dialect_), kNow);
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(dialect_.AnswerFormOf({}, &*other), "");
  // In all they can be renewed for as long as others.
  const std::int64_t end = kNow + kPublishedAccessMs + kPublishedGraceMs;
  auto proof = dialect_.ReadRefresh(token, end - 1000);
  ASSERT_TRUE(proof.ok());
  EXPECT_TRUE(proof->published);
  EXPECT_FALSE(dialect_.ReadRefresh(token, end).ok());
}

TEST_F(RuoyiTokens, AnAccessTokenEnds) {
  const std::string token = Access(dialect_);
  const std::int64_t end = kNow + dialect_.settings().access_ms;
  EXPECT_TRUE(dialect_.ReadToken(token, end - 1).ok());
  EXPECT_EQ(ReadCode(token, end), Code::kTokenExpired);
}

TEST_F(RuoyiTokens, ARefreshTokenIsNoAccessToken) {
  EXPECT_EQ(ReadCode(Refresh(kNow + kMinute)), Code::kUnauthenticated);
}

TEST_F(RuoyiTokens, RefreshTokensDifferEachTime) {
  EXPECT_NE(Refresh(kNow + kMinute), Refresh(kNow + kMinute));
}

TEST_F(RuoyiTokens, ARefreshTokenProvesItsLoginUntilItEnds) {
  const std::string token = Refresh(kNow + kMinute);
  auto proof = dialect_.ReadRefresh(token, kNow);
  ASSERT_TRUE(proof.ok());
  EXPECT_EQ(proof->login, LoginId(77));
  EXPECT_TRUE(proof->refresh);
  // No grace for it.
  EXPECT_TRUE(dialect_.ReadRefresh(token, kNow + kMinute - 1).ok());
  EXPECT_FALSE(dialect_.ReadRefresh(token, kNow + kMinute).ok());
}

TEST_F(RuoyiTokens, AnAccessTokenMayRenewForHalfAnHourMore) {
  const std::string token = Access(dialect_);
  const std::int64_t end = kNow + dialect_.settings().access_ms;
  auto proof = dialect_.ReadRefresh(token, end + 30 * kMinute - 1);
  ASSERT_TRUE(proof.ok());
  EXPECT_FALSE(proof->refresh);
  auto late = dialect_.ReadRefresh(token, end + 30 * kMinute);
  ASSERT_FALSE(late.ok());
  EXPECT_TRUE(late.error().Is(Code::kSessionRevoked));
  EXPECT_STREQ(late.error().detail, "refresh");
}

TEST_F(RuoyiTokens, ForeignTokensDoNotRenew) {
  const Ruoyi other(std::string(32, 'x'), clock_, {});
  EXPECT_FALSE(dialect_.ReadRefresh(Access(other), kNow).ok());
  EXPECT_FALSE(dialect_.ReadRefresh("", kNow).ok());
}

TEST_F(RuoyiTokens, TheBearerHeaderIsReadInAnyCase) {
  auto token_of = [this](std::string_view header) {
    net::Request request;
    request.AddHeader("Authorization", header);
    return std::string(dialect_.TokenOf(request));
  };
  EXPECT_EQ(token_of("Bearer abc"), "abc");
  EXPECT_EQ(token_of("bearer  abc "), "abc");
  EXPECT_EQ(token_of("Bearer "), "");
  EXPECT_EQ(token_of("Basic abc"), "");
  EXPECT_EQ(token_of("abc"), "");
  EXPECT_EQ(std::string(dialect_.TokenOf(net::Request())), "");
}

}  // namespace
}  // namespace koine::ruoyi
