#include "core/setting/setting.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"

namespace koine::setting {
namespace {

class TenantSettings : public core::CoreOnBothTest {
 protected:
  void Set(TenantId tenant, UserId user, std::string_view name, std::string_view value) {
    const Status done = Write([&](store::Txn& txn) -> Status {
      Put(txn, tenant, user, "scope", name, value);
      return Ok();
    });
    EXPECT_TRUE(done.ok());
  }
  std::string Value(TenantId tenant, UserId user, std::string_view name) {
    return Read(
        [&](store::Txn& txn) { return Get(txn, tenant, user, "scope", name).value_or("(none)"); });
  }
  const UserId ann_{7};
};

TEST_P(TenantSettings, KeepsTheLastValueOfEachOwner) {
  Set(kTenant, ann_, "a", "1");
  Set(kTenant, ann_, "a", "2");
  Set(kTenant, kTenantWide, "a", "wide");
  Set(kOtherTenant, kTenantWide, "a", "other");
  EXPECT_EQ(Value(kTenant, ann_, "a"), "2");
  EXPECT_EQ(Value(kTenant, kTenantWide, "a"), "wide");
  EXPECT_EQ(Value(kOtherTenant, kTenantWide, "a"), "other");
  EXPECT_EQ(Value(kOtherTenant, ann_, "a"), "(none)");
  EXPECT_EQ(Value(kTenant, ann_, "b"), "(none)");
}

TEST_P(TenantSettings, ListsAScopeByNameAndForgets) {
  Set(kTenant, ann_, "b", "2");
  Set(kTenant, ann_, "a", "1");
  auto list = Read([&](store::Txn& txn) { return setting::List(txn, kTenant, ann_, "scope"); });
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].name, "a");
  EXPECT_EQ(list[0].updated_at, clock.NowMs());
  EXPECT_EQ(list[1].value, "2");
  EXPECT_TRUE(
      Read([&](store::Txn& txn) { return setting::List(txn, kTenant, ann_, "other"); }).empty());
  auto forget = [&] {
    return *Write(
        [&](store::Txn& txn) -> Result<bool> { return Remove(txn, kTenant, ann_, "scope", "a"); });
  };
  EXPECT_TRUE(forget());
  EXPECT_FALSE(forget());
  EXPECT_EQ(Value(kTenant, ann_, "a"), "(none)");
}

KOINE_ON_BOTH(TenantSettings);

}  // namespace
}  // namespace koine::setting
