#include "core/identity/entry_code.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/core_test_util.h"
#include "core/identity/account.h"

namespace koine::identity {
namespace {

using core::Outcome;

class EntryCodes : public core::CoreOnBothTest {
 protected:
  std::string Code() {
    const auto made =
        Write([&](store::Txn& txn) { return MakeEntryCode(txn, AsAdmin(UserId(1))); });
    EXPECT_EQ(Outcome(made), "ok");
    return made.ok() ? made->code : "";
  }
  std::string Enter(const std::string& name, const std::string& code, TenantId tenant = kTenant) {
    identity::Registration in;
    in.username = name;
    in.password_hash = "x";
    in.invitation = code;
    return Outcome(Write([&](store::Txn& txn) { return identity::Register(txn, tenant, in); }));
  }
};
KOINE_ON_BOTH(EntryCodes);

TEST_P(EntryCodes, EachMakesOneAccount) {
  const std::string code = Code();
  EXPECT_EQ(Enter("ann", ""), "Forbidden:invitation");
  EXPECT_EQ(Enter("ann", "nonsense"), "Forbidden:invitation");
  EXPECT_EQ(Enter("ann", code, kOtherTenant), "Forbidden:invitation");
  EXPECT_EQ(Enter("ann", " " + code + " "), "ok");
  EXPECT_EQ(Enter("bob", code), "Forbidden:invitation");
}

TEST_P(EntryCodes, ARefusedRegistrationSpendsNone) {
  AddUser("ann");
  const std::string code = Code();
  EXPECT_NE(Enter("ann", code), "ok");
  EXPECT_EQ(Enter("bob", code), "ok");
}

TEST_P(EntryCodes, TheyEnd) {
  const std::string code = Code();
  clock.Advance(kEntryCodeLifetimeMs);
  EXPECT_EQ(Enter("ann", code), "Forbidden:invitation");
}

TEST_P(EntryCodes, OfManyAtOnceOneSucceeds) {
  const std::string code = Code();
  std::atomic<int> made{0};
  core::OnThreads(4, [&](int i) {
    if (Enter("user" + std::to_string(i), code) == "ok") ++made;
  });
  EXPECT_EQ(made, 1);
}

TEST_P(EntryCodes, OnlyAdministratorsMakeThem) {
  EXPECT_EQ(Outcome(Write([&](store::Txn& txn) { return MakeEntryCode(txn, As(UserId(1))); })),
            "Forbidden");
}

}  // namespace
}  // namespace koine::identity
