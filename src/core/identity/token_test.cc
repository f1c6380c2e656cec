#include "core/identity/token.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/identity/handle.h"
#include "core/identity/rows.h"

namespace koine::identity {
namespace {

std::string_view ClassOf(std::string_view terminal) {
  if (terminal == "1" || terminal == "2") return "Mobile";
  if (terminal == "3" || terminal == "4") return "PC";
  return terminal == "5" ? "Web" : "";
}

TokenRule RuleOf(MultiLogin policy) {
  TokenRule rule;
  rule.policy = policy;
  rule.per_terminal_max = 2;
  rule.class_of = ClassOf;
  rule.pc_class = "PC";
  rule.preferred_terminal = "2";
  rule.admin_terminal = "10";
  rule.admin_grace_ms = 1000;
  return rule;
}

using Indexes = std::vector<std::size_t>;

Indexes Ended(MultiLogin policy, const std::vector<std::string>& newest_first,
              std::string_view terminal) {
  std::vector<Login> tokens;
  for (const std::string& one : newest_first) {
    Login login;
    login.terminal = one;
    tokens.push_back(login);
  }
  return TokensToEnd(RuleOf(policy), tokens, terminal);
}

TEST(TokensToEnd, ManyPerTerminalUpToANumber) {
  EXPECT_EQ(Ended(MultiLogin::kMany, {"1", "1", "1", "3", "3"}, "3"), (Indexes{2, 4}));
  EXPECT_EQ(Ended(MultiLogin::kMany, {"1", "1"}, "3"), Indexes{});
}

TEST(TokensToEnd, OnePerTerminal) {
  EXPECT_EQ(Ended(MultiLogin::kOnePerTerminal, {"3", "1", "1", "3"}, "3"), (Indexes{0, 2, 3}));
}

TEST(TokensToEnd, OnePerClass) {
  EXPECT_EQ(Ended(MultiLogin::kOnePerClass, {"1", "2", "3", "5"}, "4"), (Indexes{1, 2}));
}

TEST(TokensToEnd, OneBesideComputers) {
  EXPECT_EQ(Ended(MultiLogin::kOneBesidePc, {"1", "3", "5"}, "2"), (Indexes{0, 2}));
  EXPECT_EQ(Ended(MultiLogin::kOneBesidePc, {"1", "3", "5", "2"}, "4"), (Indexes{0, 2}));
  EXPECT_EQ(Ended(MultiLogin::kOneBesidePc, {"3"}, "4"), Indexes{});
}

class Tokens : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
  }
  Status Keep(const std::string& terminal, const std::string& digest) {
    auto kept = Write([&](store::Txn& txn) {
      return KeepToken(txn, kTenant, ann_,
                       {access::Dialect::kOpenim, terminal, digest, txn.now_ms() + 60'000},
                       RuleOf(MultiLogin::kOnePerTerminal));
    });
    if (!kept.ok()) return kept.error();
    return Ok();
  }
  std::string StateOf(const std::string& digest) {
    return Read([&](store::Txn& txn) -> std::string {
      auto view = FindLoginByDigest(txn, digest);
      if (!view) return "none";
      const Status status = CheckLogin(*view, txn.now_ms() + 5'000);
      return status.ok() ? "ok" : std::string(CodeName(status.error().code));
    });
  }
  UserId ann_;
};

TEST_P(Tokens, AnotherOfTheTerminalEndsIt) {
  ASSERT_TRUE(Keep("3", "a").ok());
  ASSERT_TRUE(Keep("5", "b").ok());
  ASSERT_TRUE(Keep("3", "c").ok());
  EXPECT_EQ(StateOf("a"), "SessionRevoked");
  EXPECT_EQ(StateOf("b"), "ok");
  EXPECT_EQ(StateOf("c"), "ok");
  EXPECT_EQ(StateOf("d"), "none");
}

TEST_P(Tokens, TheSameAgainIsThatOne) {
  ASSERT_TRUE(Keep("3", "a").ok());
  ASSERT_TRUE(Keep("3", "a").ok());
  EXPECT_EQ(StateOf("a"), "ok");
  EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                EndTokens(txn, kTenant, ann_, access::Dialect::kOpenim, "3");
                return Ok();
              }).ok());
  EXPECT_EQ(StateOf("a"), "SessionRevoked");
  ASSERT_TRUE(Keep("3", "a").ok());
  EXPECT_EQ(StateOf("a"), "ok");
}

TEST_P(Tokens, ThoseOfAdministratorsLastForAGrace) {
  ASSERT_TRUE(Keep("10", "a").ok());
  ASSERT_TRUE(Keep("3", "b").ok());
  EXPECT_EQ(StateOf("a"), "ok");
  ASSERT_TRUE(Keep("10", "c").ok());
  EXPECT_EQ(StateOf("a"), "TokenExpired");  // five seconds from now
  EXPECT_EQ(StateOf("b"), "ok");
  EXPECT_EQ(StateOf("c"), "ok");
}

TEST_P(Tokens, ActingForSomebody) {
  const UserId bob = AddUser("bob");
  const std::string handle = std::to_string(ann_.value);
  auto act = [&](UserId who, access::Role role, const std::string& for_whom) {
    return Read([&](store::Txn& txn) -> std::string {
      auto acting = ActFor(txn, As(who, {.role = role}), for_whom);
      if (!acting.ok()) return std::string(CodeName(acting.error().code));
      return std::to_string(acting->user.value) + (acting->admin() ? " admin" : "");
    });
  };
  EXPECT_EQ(act(ann_, access::Role::kUser, handle), handle);
  EXPECT_EQ(act(bob, access::Role::kUser, handle), "Forbidden");
  EXPECT_EQ(act(bob, access::Role::kUser, "none"), "Forbidden");
  EXPECT_EQ(act(bob, access::Role::kAdmin, handle), handle);
  EXPECT_EQ(act(bob, access::Role::kAdmin, "none"), "UserNotFound");
  EXPECT_EQ(act(ann_, access::Role::kAdmin, handle), handle + " admin");
}

KOINE_ON_BOTH(Tokens);

TEST(Handles, LettersDigitsAndUnderscores) {
  for (const char* good : {"a", "A_1", "张三", "é9", "_"}) EXPECT_TRUE(ValidHandle(good)) << good;
  for (const char* bad : {"", "a b", "a:b", "a-b", "a.b", "a@b", "😀", "a\n"}) {
    EXPECT_FALSE(ValidHandle(bad)) << bad;
  }
  EXPECT_TRUE(ValidHandle(std::string(kHandleCharsMax, 'a')));
  EXPECT_FALSE(ValidHandle(std::string(kHandleCharsMax + 1, 'a')));
}

}  // namespace
}  // namespace koine::identity
