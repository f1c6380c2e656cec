#include "core/app/client.h"

#include <gtest/gtest.h>

#include <set>

#include "core/access/behalf.h"
#include "core/core_test_util.h"
#include "core/identity/account.h"
#include "core/identity/admin.h"
#include "core/identity/identity_test_util.h"
#include "core/identity/login.h"
#include "core/identity/token.h"

namespace koine::app {
namespace {

using core::Outcome;

class Clients : public core::CoreOnBothTest {
 protected:
  Result<Client> Make(const std::string& id, std::optional<std::string> extend = {},
                      TenantId tenant = kTenant) {
    return Write([&](store::Txn& txn) { return RegisterClient(txn, tenant, id, extend); });
  }
  Result<Client> Extend(const std::string& id, const std::string& extend) {
    return Write([&](store::Txn& txn) { return SetClientExtend(txn, kTenant, id, extend); });
  }
  Result<Client> Find(const std::string& id, TenantId tenant = kTenant) {
    return Read([&](store::Txn& txn) { return GetClient(txn, tenant, id); });
  }
  // As an application does.
  static Status BanAs(store::Txn& txn, const std::string& id, bool ban) {
    KOINE_TRY(const Client found, GetClient(txn, kTenant, id));
    const access::Principal app = access::OfApplication(kTenant, false);
    return ban ? identity::Ban(txn, app, found.user.id, "", identity::kForEverMs)
               : identity::Unban(txn, app, found.user.id);
  }
  Status BanOne(const std::string& id) {
    return Write([&](store::Txn& txn) { return BanAs(txn, id, true); });
  }
  Status UnbanOne(const std::string& id) {
    return Write([&](store::Txn& txn) { return BanAs(txn, id, false); });
  }
  Status LogIn(UserId user, access::Dialect dialect, const std::string& device) {
    return Write([&](store::Txn& txn) -> Status {
      identity::NewToken kept{dialect, device, txn.random().Hex(32), txn.now_ms() + 1'000'000};
      KOINE_CHECK(identity::KeepToken(txn, kTenant, user, kept, {}));
      return Ok();
    });
  }
  std::size_t Logins(UserId user, access::Dialect dialect) {
    return Read(
        [&](store::Txn& txn) { return identity::CountTokens(txn, kTenant, user, dialect); });
  }
};
KOINE_ON_BOTH(Clients);

TEST_P(Clients, AnIdHasLettersAndDigits) {
  EXPECT_EQ(Outcome(Make("")), "BadHandle");
  EXPECT_EQ(Outcome(Make("a b")), "BadHandle");
  EXPECT_EQ(Outcome(Make("a_b")), "BadHandle");
  EXPECT_EQ(Outcome(Make("ä")), "BadHandle");
  EXPECT_EQ(Outcome(Make(std::string(17, 'a'))), "BadHandle");
  EXPECT_EQ(Outcome(Make(std::string(16, 'a'))), "ok");
  EXPECT_EQ(Outcome(Make("0")), "ok");
}

TEST_P(Clients, AHandleOfAnotherDialectIsAClientAsItIs) {
  const auto made = Write([](store::Txn& txn) {
    return identity::RegisterGiven(txn, kTenant, {{"user_of_openim", "Nick", "", "", 0, 0}});
  });
  ASSERT_TRUE(made.ok());
  const auto same = Make("user_of_openim", R"({"nickname":"Other"})");
  ASSERT_EQ(Outcome(same), "ok");
  EXPECT_EQ(same->user.id, made->front());
  EXPECT_EQ(Find("user_of_openim")->user.nickname, "Other");
}

TEST_P(Clients, MadeAtOnceItIsOne) {
  constexpr int kThreads = 8;
  std::vector<std::string> outcomes(kThreads);
  std::vector<std::int64_t> ids(kThreads);
  core::OnThreads(kThreads, [&](int i) {
    const auto made = Make(
        "ann", i % 2 == 0 ? std::optional<std::string>(R"({"nickname":"Ann"})") : std::nullopt);
    outcomes[i] = Outcome(made);
    if (made.ok()) ids[i] = made->user.id.value;
  });
  for (const std::string& outcome : outcomes) EXPECT_EQ(outcome, "ok");
  EXPECT_EQ(std::set<std::int64_t>(ids.begin(), ids.end()).size(), 1U);
  EXPECT_EQ(Find("ann")->extend, R"({"nickname":"Ann"})");
}

TEST_P(Clients, TheExtensionGivesNameAndPicture) {
  ASSERT_TRUE(Make("ann").ok());
  EXPECT_EQ(Find("ann")->extend, "");
  ASSERT_TRUE(Extend("ann", R"({"nickname":"Anna","headImage":"http://a","more":[1]})").ok());
  const auto ann = Find("ann");
  EXPECT_EQ(ann->user.nickname, "Anna");
  EXPECT_EQ(ann->user.avatar, "http://a");
  EXPECT_EQ(ann->extend, R"({"nickname":"Anna","headImage":"http://a","more":[1]})");
  // It is replaced whole; names stay where the new one has none.
  ASSERT_TRUE(Extend("ann", R"({"nickname":7})").ok());
  EXPECT_EQ(Find("ann")->extend, R"({"nickname":7})");
  EXPECT_EQ(Find("ann")->user.nickname, "Anna");
  const std::string large = R"({"a":")" + std::string(kClientExtendBytesMax, 'x') + R"("})";
  EXPECT_EQ(Outcome(Extend("ann", large)), "TooLarge:extend");
  EXPECT_EQ(Outcome(Make("bob", large)), "TooLarge:extend");
  EXPECT_EQ(Outcome(Find("bob")), "UserNotFound:bob");
  EXPECT_EQ(Find("ann")->extend, R"({"nickname":7})");
  EXPECT_EQ(Outcome(Extend("none", "{}")), "UserNotFound:none");
}

TEST_P(Clients, ExtensionsSetAtOnceAgreeWithTheName) {
  ASSERT_TRUE(Make("ann").ok());
  core::OnThreads(6, [&](int i) {
    for (int n = 0; n < 5; ++n) {
      const std::string name = "Ann" + std::to_string(i * 10 + n);
      EXPECT_TRUE(Extend("ann", R"({"nickname":")" + name + R"("})").ok());
    }
  });
  const auto ann = Find("ann");
  EXPECT_EQ(ann->extend, R"({"nickname":")" + ann->user.nickname + R"("})");
}

TEST_P(Clients, TheFirstUnknownOneIsNamed) {
  ASSERT_TRUE(Make("ann").ok() && Make("bob").ok());
  ASSERT_TRUE(Make("zoe", {}, kOtherTenant).ok());
  auto all = [&](std::vector<std::string> handles) {
    return Read([&](store::Txn& txn) { return GetClients(txn, kTenant, handles); });
  };
  const auto both = all({"bob", "ann", "bob"});
  ASSERT_TRUE(both.ok());
  EXPECT_EQ((*both)[0].handle, "bob");
  EXPECT_EQ((*both)[1].handle, "ann");
  EXPECT_EQ((*both)[2].handle, "bob");
  EXPECT_EQ(Outcome(all({"ann", "zoe", "nobody"})), "UserNotFound:zoe");
  EXPECT_EQ(Outcome(all({"nobody", "zoe"})), "UserNotFound:nobody");
  EXPECT_EQ(Outcome(Find("zoe")), "UserNotFound:zoe");
}

TEST_P(Clients, EqualIdsOfTwoTenantsAreTwo) {
  ASSERT_TRUE(Make("ann", R"({"nickname":"One"})").ok());
  ASSERT_TRUE(Make("ann", R"({"nickname":"Two"})", kOtherTenant).ok());
  EXPECT_EQ(Find("ann")->user.nickname, "One");
  EXPECT_EQ(Find("ann", kOtherTenant)->user.nickname, "Two");
  ASSERT_TRUE(BanOne("ann").ok());
  EXPECT_FALSE(Find("ann")->user.active(kStartMs));
  EXPECT_TRUE(Find("ann", kOtherTenant)->user.active(kStartMs));
}

TEST_P(Clients, ABanEndsLoginsOfEveryDialectOnce) {
  const UserId ann = Make("ann")->user.id;
  ASSERT_TRUE(LogIn(ann, access::Dialect::kAppim, "1").ok());
  ASSERT_TRUE(LogIn(ann, access::Dialect::kOpenim, "web").ok());
  TakeEvents();
  EXPECT_EQ(Outcome(BanOne("ann")), "ok");
  EXPECT_FALSE(Find("ann")->user.active(kStartMs));
  EXPECT_EQ(Logins(ann, access::Dialect::kAppim), 0U);
  EXPECT_EQ(Logins(ann, access::Dialect::kOpenim), 0U);
  EXPECT_FALSE(TakeEvents().empty());
  EXPECT_EQ(Outcome(LogIn(ann, access::Dialect::kAppim, "1")), "AccountBanned");
  EXPECT_EQ(Outcome(BanOne("ann")), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(Outcome(UnbanOne("ann")), "ok");
  EXPECT_TRUE(Find("ann")->user.active(kStartMs));
  EXPECT_EQ(Outcome(LogIn(ann, access::Dialect::kAppim, "1")), "ok");
  EXPECT_EQ(Outcome(BanOne("none")), "UserNotFound:none");
}

TEST_P(Clients, ABanAmongLoginsLeavesNoneOpen) {
  const UserId ann = Make("ann")->user.id;
  constexpr int kThreads = 6;
  core::OnThreads(kThreads, [&](int i) {
    if (i == 0) {
      EXPECT_TRUE(BanOne("ann").ok());
    } else {
      (void)LogIn(ann, access::Dialect::kAppim, std::to_string(i));
    }
  });
  EXPECT_EQ(Logins(ann, access::Dialect::kAppim), 0U);
}

TEST_P(Clients, AKickEndsTheLoginsOfThisDialect) {
  const UserId ann = Make("ann")->user.id;
  ASSERT_TRUE(LogIn(ann, access::Dialect::kAppim, "1").ok());
  ASSERT_TRUE(LogIn(ann, access::Dialect::kAppim, "2").ok());
  ASSERT_TRUE(LogIn(ann, access::Dialect::kOpenim, "web").ok());
  auto kick = [&] {
    return Write([&](store::Txn& txn) -> Status {
      KickClient(txn, kTenant, ann);
      return Ok();
    });
  };
  TakeEvents();
  ASSERT_TRUE(kick().ok());
  EXPECT_EQ(Logins(ann, access::Dialect::kAppim), 0U);
  EXPECT_EQ(Logins(ann, access::Dialect::kOpenim), 1U);
  EXPECT_EQ(TakeEvents().size(), 1U);
  ASSERT_TRUE(kick().ok());
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_TRUE(LogIn(ann, access::Dialect::kAppim, "1").ok());
}

TEST_P(Clients, WithTheirApplicationTheirLoginsEnd) {
  const UserId ann = Make("ann")->user.id;
  const UserId bob = Make("bob")->user.id;
  ASSERT_TRUE(LogIn(ann, access::Dialect::kAppim, "1").ok());
  ASSERT_TRUE(LogIn(bob, access::Dialect::kAppim, "1").ok());
  ASSERT_TRUE(LogIn(bob, access::Dialect::kOpenim, "web").ok());
  auto end = [&](TenantId tenant) {
    return Write(
        [&](store::Txn& txn) { return EndLogins(txn, std::to_string(tenant.value), "0"); });
  };
  TakeEvents();
  ASSERT_TRUE(end(kOtherTenant).ok());
  EXPECT_EQ(Logins(ann, access::Dialect::kAppim), 1U);
  ASSERT_TRUE(end(kTenant).ok());
  EXPECT_EQ(Logins(ann, access::Dialect::kAppim), 0U);
  EXPECT_EQ(Logins(bob, access::Dialect::kAppim), 0U);
  // Of a bound one the users of the other dialects stay.
  EXPECT_EQ(Logins(bob, access::Dialect::kOpenim), 1U);
  EXPECT_EQ(TakeEvents().size(), 2U);
}

}  // namespace
}  // namespace koine::app
