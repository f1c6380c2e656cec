#include "core/audit/audit.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"

namespace koine::core {
namespace {

class Audit : public CoreTest {};

TEST_F(Audit, KeepsWhoDidWhatOfOneTenantNewestFirst) {
  const UserId ann = AddUser("ann");
  auto record = [&](const char* action) {
    return Write([&](store::Txn& txn) -> Status {
      audit::Record(txn, As(ann), action, "user 7", "ok", "192.0.2.1");
      return Ok();
    });
  };
  ASSERT_TRUE(record("user.disable").ok());
  ASSERT_TRUE(record("user.enable").ok());
  auto refused = Write([&](store::Txn& txn) -> Status {
    audit::Record(txn, As(ann), "user.lost", "user 7", "ok", "192.0.2.1");
    return Error{Code::kForbidden};
  });
  ASSERT_FALSE(refused.ok());
  auto list = [&](TenantId tenant) {
    return Read([&](store::Txn& txn) { return audit::ListNewest(txn, tenant, 10); });
  };
  const std::vector<audit::Entry> mine = list(kTenant);
  ASSERT_EQ(mine.size(), 2u);
  EXPECT_EQ(mine[0].action, "user.enable");
  EXPECT_EQ(mine[1].action, "user.disable");
  EXPECT_EQ(mine[1].actor, ann);
  EXPECT_EQ(mine[1].target, "user 7");
  EXPECT_EQ(mine[1].address, "192.0.2.1");
  EXPECT_TRUE(list(kOtherTenant).empty());
  auto found = [&](const audit::Filter& filter) {
    return Read([&](store::Txn& txn) {
      const auto entries = audit::List(txn, kTenant, filter, 10, 0);
      EXPECT_EQ(audit::Count(txn, kTenant, filter), static_cast<std::int64_t>(entries.size()));
      return entries.size();
    });
  };
  audit::Filter filter;
  EXPECT_EQ(found(filter), 2u);
  filter.action = "user.enable";
  EXPECT_EQ(found(filter), 1u);
  filter.actor = UserId(77);
  EXPECT_EQ(found(filter), 0u);
  filter = {};
  filter.result = "refused";
  EXPECT_EQ(found(filter), 0u);
  filter = {};
  filter.to_ms = kStartMs - 1;
  EXPECT_EQ(found(filter), 0u);
  Read([&](store::Txn& txn) {
    const auto counts = audit::CountByAction(txn, kTenant, {}, 10);
    EXPECT_EQ(counts.size(), 2u);
    EXPECT_EQ(counts[0].ok, 1);
    EXPECT_EQ(audit::Find(txn, kTenant, mine[0].id)->action, "user.enable");
    EXPECT_FALSE(audit::Find(txn, kOtherTenant, mine[0].id).has_value());
    return 0;
  });
}

}  // namespace
}  // namespace koine::core
