#include "core/version/begin.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"

namespace koine::version {
namespace {

class Beginning : public core::CoreOnBothTest {
 protected:
  void BeginFor(UserId user) {
    const Status begun = Write([&](store::Txn& txn) -> Status {
      Begin(txn, kTenant, user);
      return Ok();
    });
    EXPECT_TRUE(begun.ok());
  }
  Version Of(UserId user, Collection what) {
    return Read([&](store::Txn& txn) { return Current(txn, kTenant, what, user.value); });
  }
};
KOINE_ON_BOTH(Beginning);

TEST_P(Beginning, OfAUsersListsThatHaveNoLogYet) {
  const UserId user(7);
  const auto bump = [&](Collection what) {
    auto out = Write([&](store::Txn& txn) -> Result<Version> {
      return Bump(txn, kTenant, what, user.value, {3}, Op::kInsert);
    });
    EXPECT_TRUE(out.ok());
    return out.ok() ? *out : Version();
  };
  const Version groups = bump(Collection::kGroups);
  BeginFor(user);
  EXPECT_EQ(Of(user, Collection::kGroups), groups);
  const Version contacts = Of(user, Collection::kContacts);
  EXPECT_EQ(contacts.number, 1);
  EXPECT_EQ(contacts.log.size(), 24u);
  EXPECT_EQ(Of(user, Collection::kConversations).number, 1);
  EXPECT_EQ(Of(user, Collection::kMembers), Version());
  EXPECT_EQ(Of(UserId(8), Collection::kContacts), Version());
  // Who read the empty list is told of what came.
  EXPECT_EQ(bump(Collection::kContacts), (Version{2, contacts.log}));
  const Delta delta = Read([&](store::Txn& txn) {
    return Since(txn, kTenant, Collection::kContacts, user.value, contacts);
  });
  EXPECT_FALSE(delta.full);
  EXPECT_EQ(delta.inserted, (std::vector<std::int64_t>{3}));
  BeginFor(user);
  EXPECT_EQ(Of(user, Collection::kContacts), (Version{2, contacts.log}));
}

}  // namespace
}  // namespace koine::version
