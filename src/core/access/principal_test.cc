#include "core/access/principal.h"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <utility>

#include "core/access/behalf.h"
#include "core/access/doors.h"
#include "core/access/system.h"
#include "core/core_test_util.h"

namespace koine::access {
namespace {

// Nobody makes one out of parts, and nobody sets a part of one that is there.
template <class T>
concept IsMadeOfParts = requires(Principal::Parts parts) {
  T(parts);
}
|| requires(TenantId tenant, UserId user) {
  T{tenant, user};
};
template <class T>
concept TakesARole = requires(T who) {
  who.role = Role::kAdmin;
};
template <class T>
concept TakesAUser = requires(T who) {
  who.user = UserId(7);
};
template <class T>
concept TakesATenant = requires(T who) {
  who.tenant = TenantId(7);
};
template <class T>
concept TakesALogin = requires(T who) {
  who.login = LoginId(7);
};
template <class T>
concept TakesAPolicy = requires(T who, const Policy* policy) {
  who.policy = policy;
};
template <class T>
concept TakesASession = requires(T who) {
  who.session = 7;
};
template <class T>
concept TakesTrust = requires(T who) {
  who.trusted = true;
};
static_assert(!IsMadeOfParts<Principal>);
static_assert(!TakesARole<Principal> && !TakesAUser<Principal> && !TakesATenant<Principal>);
static_assert(!TakesALogin<Principal> && !TakesAPolicy<Principal> && !TakesASession<Principal>);
static_assert(!TakesTrust<Principal>);
// What these ask for is there: the parts can be set.
static_assert(TakesARole<Principal::Parts> && TakesAUser<Principal::Parts> &&
              TakesTrust<Principal::Parts>);

TEST(PrincipalTest, AnotherTakesItsPlace) {
  const std::string where(100, 'x');
  Principal who = OfUser(TenantId(3), UserId(4));
  who = From(OfApplication(TenantId(5), true), where);
  EXPECT_EQ(who.tenant, TenantId(5));
  EXPECT_EQ(who.user, UserId());
  EXPECT_TRUE(who.admin() && who.trusted);
  EXPECT_EQ(who.address(), where);
  const Principal& same = who;
  who = same;
  EXPECT_EQ(who.address(), where);
  const Principal moved = std::move(who);
  EXPECT_EQ(moved.address(), where);
}

TEST(PrincipalTest, WhoActsForOthersHasNoMoreRightThanBefore) {
  const Principal user = OfUser(TenantId(3), UserId(4));
  EXPECT_EQ(InNameOf(user, UserId(5)).user, UserId(4));
  EXPECT_EQ(OnBehalfOf(user, UserId(5)).user, UserId(4));
  EXPECT_FALSE(Trusted(user).trusted);
  const Principal admin = OfApplication(TenantId(3), false);
  EXPECT_EQ(OnBehalfOf(admin, UserId(5)).user, UserId(5));
  EXPECT_FALSE(OnBehalfOf(admin, UserId(5)).admin());
  EXPECT_EQ(InNameOf(admin, UserId(5)).tenant, TenantId(3));
}

class NobodyTest : public core::CoreTest {};

TEST_F(NobodyTest, ALackOfAPrincipalOpensNoDoor) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob");
  const ConversationId direct = Direct(ann, bob), group = Group(ann, {bob.value});
  const Principal nobody;
  EXPECT_FALSE(nobody.admin() || nobody.oversees() || nobody.decides_on_money() || nobody.trusted);
  Read([&](store::Txn& txn) {
    for (const ConversationId id : {direct, group}) {
      EXPECT_TRUE(Seated::Open(txn, As(ann), id).ok());
      EXPECT_FALSE(Seated::Open(txn, nobody, id).ok());
    }
    EXPECT_FALSE(AnyGroup::Open(txn, nobody, group).ok());
    EXPECT_FALSE(AnyConversation::Open(txn, nobody, group).ok());
    return 0;
  });
}

}  // namespace
}  // namespace koine::access
