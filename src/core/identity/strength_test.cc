#include "core/identity/strength.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/identity/account.h"

namespace koine::identity {
namespace {

TEST(Strength, WhatIsTriedFirstIsUsual) {
  for (const char* password :
       {"1",         "123456",    "1234567890",  "654321",   "111111",       "aaaaaaaa",
        "ababab",    "abcabcabc", "abcdef",      "qwertyui", "POIUYTREWQ",   "password",
        "Password1", "P@ssw0rd",  "passw0rd123", "drowssap", "dragon99",     "iloveyou!",
        "123qwe",    "qq123456",  "woaini1314",  "1990101",  "hello1hello1", "zhangwei88",
        "admin",     "admin1234", "openIM123",   "00000000", "5201314"}) {
    EXPECT_TRUE(IsUsual(password)) << password;
  }
}

TEST(Strength, OthersAreNot) {
  for (const char* password :
       {"secret-1", "another-1", "test-admin-1", "9-zkq", "aB3-xK9xxxxxxxx",
        "correct horse battery", "我的密码很长", "246813579", "fixture-Pw-1"}) {
    EXPECT_FALSE(IsUsual(password)) << password;
  }
}

TEST(Strength, NorMaySomebodysOwnNameBeOne) {
  const std::string_view names[] = {"Bernadette", "bea@example.com", "b"};
  for (const char* password : {"bernadette", "BERNADETTE", "ettedanreb", "Bernadette7",
                               "2001bernadette", "B3rn4d3tt3", "bea@example.com"}) {
    EXPECT_TRUE(IsUsual(password, names)) << password;
    EXPECT_FALSE(IsUsual(password)) << password;
  }
  EXPECT_FALSE(IsUsual("bernadettes", names));
}

TEST(Strength, SecretsAreLongAndVariedAndNotKnown) {
  for (const char* secret :
       {"short", "aaaaaaaaaaaaaaaa", "openIM123openIM123", "passwordpassword", "secret_wukongim1",
        "abababababababab", "1122112211221121", "my-password-is-good", "0000000000000000"}) {
    EXPECT_NE(SecretFault(secret), nullptr) << secret;
  }
  for (const char* secret : {"a-key-of-the-service", "9f86d081884c7d659a2feaa0c55ad015"}) {
    EXPECT_EQ(SecretFault(secret), nullptr) << secret;
  }
}

class StrengthTest : public core::CoreTest {};

TEST_F(StrengthTest, TheNamesOfAnAccountAreRead) {
  Registration in;
  in.username = "ann";
  in.password_hash = "x";
  in.nickname = "Bernadette";
  in.email = "annabel@example.com";
  const auto ann = Write([&](store::Txn& txn) { return Register(txn, kTenant, in); });
  ASSERT_TRUE(ann.ok());
  for (const char* password : {"bernadette1", "annabel", "123456"}) {
    EXPECT_EQ(core::Outcome(HashChosenFor(store(), kTenant, *ann, password)),
              "BadArgument:usual_password")
        << password;
  }
  EXPECT_TRUE(HashChosenFor(store(), kTenant, *ann, "quite-another").ok());
  EXPECT_EQ(core::Outcome(HashChosenFor(store(), kTenant, UserId(1), "quite-another")),
            "UserNotFound");
}

}  // namespace
}  // namespace koine::identity
