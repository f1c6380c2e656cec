#include "core/identity/device_rows.h"

#include "core/core_test_util.h"

namespace koine::identity {
namespace {

class Devices : public core::CoreOnBothTest {};
KOINE_ON_BOTH(Devices);

TEST_P(Devices, KeepTheirLastTokenAndTheUserHisNumber) {
  const UserId ann = AddUser("ann");
  const Status done = Write([&](store::Txn& txn) -> Status {
    PutPushToken(txn, kTenant, ann, access::Dialect::kOpenim, "2", "one", 10);
    PutPushToken(txn, kTenant, ann, access::Dialect::kOpenim, "2", "two", 20);
    PutPushToken(txn, kTenant, ann, access::Dialect::kOpenim, "1", "other", 30);
    PutBadge(txn, kTenant, ann, access::Dialect::kOpenim, 3);
    PutBadge(txn, kTenant, ann, access::Dialect::kOpenim, 4);
    return Ok();
  });
  ASSERT_TRUE(done.ok());
  const auto devices = Read([&](store::Txn& txn) { return ListDevices(txn, kTenant, ann); });
  ASSERT_EQ(devices.size(), 3U);
  EXPECT_EQ(devices[0].name, "");
  EXPECT_EQ(devices[0].badge, 4);
  EXPECT_EQ(devices[1].push_token, "other");
  EXPECT_EQ(devices[2].push_token, "two");
  EXPECT_EQ(devices[2].push_expires_at, 20);
  EXPECT_TRUE(Read([&](store::Txn& txn) { return ListDevices(txn, kOtherTenant, ann).empty(); }));
}

}  // namespace
}  // namespace koine::identity
