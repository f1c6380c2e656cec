#include "core/tenant/tenant.h"

#include "core/core_test_util.h"
#include "core/tenant/rows.h"

namespace koine::tenant {
namespace {

class Tenants : public core::CoreOnBothTest {
 protected:
  Result<Made> Create(const std::string& app_id, bool bound = false, AppSettings settings = {}) {
    return Write([&](store::Txn& txn) {
      return CreateApp(txn, {app_id, "the name of " + app_id, settings, bound});
    });
  }
  std::optional<App> Find(const std::string& app_id) {
    return Read([&](store::Txn& txn) { return FindApp(txn, app_id); });
  }
  Result<Made> Rotate(const std::string& app_id, Which which) {
    return Write([&](store::Txn& txn) { return RotateKey(txn, app_id, which); });
  }
};
KOINE_ON_BOTH(Tenants);

TEST_P(Tenants, EachAppHasATenantAndKeysOfItsOwn) {
  const auto one = Create("one");
  const auto two = Create("two");
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_NE((*one).app.tenant, (*two).app.tenant);
  EXPECT_NE((*one).app.tenant, kDefaultTenant);
  const auto found = Find("one");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "the name of one");
  EXPECT_TRUE(IsAppKey(*found, (*one).keys.app_key));
  EXPECT_TRUE(IsMasterKey(*found, (*one).keys.master_key));
  EXPECT_FALSE(IsMasterKey(*found, (*one).keys.app_key));
  EXPECT_FALSE(IsAppKey(*found, (*two).keys.app_key));
  EXPECT_FALSE(IsAppKey(*found, ""));
  const crypto::HmacSha256 key("k");
  const crypto::HmacSha256 other("l");
  EXPECT_NE(SecretOf(key, (*one).app), SecretOf(key, (*two).app));
  EXPECT_NE(SecretOf(key, (*one).app), SecretOf(other, (*one).app));
  EXPECT_EQ(SecretOf(key, (*one).app), SecretOf(key, *found));
}

TEST_P(Tenants, IdsAreShortAndTakenOnce) {
  EXPECT_EQ(core::Outcome(Create("")), "BadArgument:app_id");
  EXPECT_EQ(core::Outcome(Create("has space")), "BadArgument:app_id");
  EXPECT_EQ(core::Outcome(Create(std::string(17, 'a'))), "BadArgument:app_id");
  EXPECT_TRUE(Create(std::string(16, 'a')).ok());
  EXPECT_EQ(core::Outcome(Create(std::string(16, 'a'))), "Conflict:app_id");
}

TEST_P(Tenants, OnlyOneIsBoundAndThatOneIsShut) {
  AppSettings open;
  open.single_device = true;
  const auto bound = Create("bound", true, open);
  ASSERT_TRUE(bound.ok());
  EXPECT_EQ((*bound).app.tenant, kDefaultTenant);
  const auto settings = Find("bound")->settings;
  EXPECT_TRUE(settings.token_verify && settings.key_required && settings.single_device);
  EXPECT_FALSE(settings.auto_register);
  EXPECT_EQ(core::Outcome(Create("second", true)), "Conflict:bound");
  ASSERT_TRUE(Create("third").ok());
  auto bind = [&](const char* app) {
    return Write([&](store::Txn& txn) { return BindApp(txn, app); });
  };
  EXPECT_EQ(core::Outcome(bind("third")), "Conflict:bound");
  EXPECT_EQ(core::Outcome(bind("bound")), "ok");
  EXPECT_EQ(core::Outcome(bind("none")), "NotFound:app");
}

TEST_P(Tenants, AreClosedUnlessAskedToBeOpen) {
  const AppIn usual;
  EXPECT_TRUE(usual.settings.token_verify && usual.settings.key_required);
  ASSERT_TRUE(Create("one").ok());
  ASSERT_TRUE(Create("bound", true).ok());
  auto change = [&](const char* app, const Changes& changes) {
    return Write([&](store::Txn& txn) { return ChangeApp(txn, app, changes); });
  };
  Changes changes;
  changes.token_verify = changes.key_required = true;
  changes.auto_register = false;
  EXPECT_EQ(core::Outcome(change("one", changes)), "ok");
  const auto settings = Find("one")->settings;
  EXPECT_TRUE(settings.token_verify && settings.key_required && !settings.auto_register);
  EXPECT_EQ(core::Outcome(change("bound", changes)), "ok");
  changes.token_verify = false;
  EXPECT_EQ(core::Outcome(change("one", changes)), "ok");
  EXPECT_FALSE(Find("one")->settings.token_verify);
  EXPECT_EQ(core::Outcome(change("bound", changes)), "BadState:bound");
  EXPECT_TRUE(Find("bound")->settings.token_verify);
  Changes quota;
  quota.max_new_clients_per_minute = -1;
  EXPECT_EQ(core::Outcome(change("one", quota)), "BadArgument:max_new_clients_per_minute");
}

TEST_P(Tenants, AnAppWithUsersIsNotBound) {
  const auto made = Create("one");
  ASSERT_TRUE(made.ok());
  AddUser("ann", (*made).app.tenant);
  auto bind = [&] { return Write([&](store::Txn& txn) { return BindApp(txn, "one"); }); };
  EXPECT_EQ(core::Outcome(bind()), "BadState:users");
}

TEST_P(Tenants, ARotatedKeyIsWorthNothing) {
  const auto made = Create("one");
  ASSERT_TRUE(made.ok());
  const Keys old = (*made).keys;
  const crypto::HmacSha256 key("k");
  const auto master = Rotate("one", Which::kMasterKey);
  ASSERT_TRUE(master.ok());
  EXPECT_EQ((*master).keys.app_key, "");
  EXPECT_FALSE(IsMasterKey(*Find("one"), old.master_key));
  EXPECT_TRUE(IsMasterKey(*Find("one"), (*master).keys.master_key));
  EXPECT_TRUE(IsAppKey(*Find("one"), old.app_key));
  ASSERT_TRUE(Rotate("one", Which::kSecret).ok());
  EXPECT_NE(SecretOf(key, *Find("one")), SecretOf(key, (*made).app));
  EXPECT_EQ(core::Outcome(Rotate("none", Which::kAppKey)), "NotFound:app");
}

TEST_P(Tenants, ADeletedAppIsUnknownAndItsTenantIsNotUsedAgain) {
  const auto made = Create("one");
  ASSERT_TRUE(made.ok());
  auto end = [&] { return Write([&](store::Txn& txn) { return DeleteApp(txn, "one"); }); };
  EXPECT_EQ(core::Outcome(end()), "ok");
  EXPECT_FALSE(Find("one"));
  EXPECT_EQ(core::Outcome(end()), "NotFound:app");
  const auto again = Create("one");
  ASSERT_TRUE(again.ok());
  EXPECT_NE((*again).app.tenant, (*made).app.tenant);
}

}  // namespace
}  // namespace koine::tenant
