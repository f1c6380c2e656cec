#include "core/identity/account.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/identity/login.h"
#include "core/identity/rows.h"

namespace koine::identity {
namespace {

using core::Outcome;

Registration Named(std::string username) {
  Registration in;
  in.username = std::move(username);
  in.password_hash = "hash";
  return in;
}

class Accounts : public core::CoreTest {
 protected:
  Result<UserId> Enter(const Registration& in, TenantId tenant = kTenant) {
    return Write([&](store::Txn& txn) { return Register(txn, tenant, in); });
  }
  std::optional<User> Find(UserId id, TenantId tenant = kTenant) {
    return Read([&](store::Txn& txn) { return FindUser(txn, tenant, id); });
  }
  Result<User> Alter(UserId id, const ProfileChange& change) {
    return Write([&](store::Txn& txn) { return ChangeProfile(txn, As(id), id, change); });
  }
  Status Enable(UserId id, bool enabled) {
    return Write([&](store::Txn& txn) { return SetEnabled(txn, AsAdmin(UserId(1)), id, enabled); });
  }
};

TEST_F(Accounts, TheHandleIsTheDecimalId) {
  Registration in = Named("ann");
  in.email = "ann@example.com";
  in.mobile = "13800000000";
  auto id = Enter(in);
  ASSERT_TRUE(id.ok());
  auto user = Find(*id);
  ASSERT_TRUE(user);
  EXPECT_EQ(user->handle, std::to_string(id->value));
  EXPECT_EQ(user->username, "ann");
  EXPECT_EQ(user->nickname, "ann");
  EXPECT_EQ(user->email, "ann@example.com");
  EXPECT_EQ(user->mobile, "13800000000");
  EXPECT_EQ(user->role, access::Role::kUser);
  EXPECT_EQ(user->created_at, kStartMs);
  EXPECT_EQ(user->last_online_at, 0);
  EXPECT_FALSE(Find(*id, kOtherTenant));
}

TEST_F(Accounts, AHandleThatIsTakenIsSkipped) {
  auto first = Enter(Named("first"));
  ASSERT_TRUE(first.ok());
  // Somebody has the handle that the next id would give.
  const std::string taken = std::to_string(first->value + 2);
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                User user;
                user.id = UserId(5);
                user.tenant = kTenant;
                user.handle = taken;
                user.username = "imported";
                user.nickname = "i";
                EXPECT_TRUE(InsertUser(txn, user, "i"));
                return Ok();
              }).ok());
  auto second = Enter(Named("second"));
  auto third = Enter(Named("third"));
  ASSERT_TRUE(second.ok() && third.ok());
  EXPECT_EQ(second->value, first->value + 1);
  EXPECT_EQ(third->value, first->value + 3);
}

TEST_F(Accounts, GivenUsersGetIdsThatAreNobodysHandle) {
  auto first = Enter(Named("first"));
  ASSERT_TRUE(first.ok());
  const auto make = [&](std::vector<GivenUser> users) {
    return Write([&](store::Txn& txn) { return RegisterGiven(txn, kTenant, users); });
  };
  auto taken = make({{std::to_string(first->value + 3), "A number"}});
  ASSERT_TRUE(taken.ok());
  auto made = make({{"one", "One"}, {"two", "Two", "a.png", "{}", 1, 2}});
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(*made, (std::vector{UserId(first->value + 2), UserId(first->value + 4)}));
  auto two = Find(made->at(1));
  ASSERT_TRUE(two);
  EXPECT_EQ(two->handle, "two");
  EXPECT_EQ(two->nickname, "Two");
  EXPECT_EQ(two->avatar, "a.png");
  EXPECT_EQ(two->ex, "{}");
  EXPECT_EQ(two->kind, 1);
  EXPECT_EQ(two->recv_opt, 2);
  EXPECT_FALSE(two->username);
  EXPECT_EQ(two->created_at, kStartMs);
  EXPECT_EQ(make({{"three", "Three"}, {"one", "One"}}).error().code, Code::kUserExists);
}

TEST_F(Accounts, NamesAreUnique) {
  Registration in = Named("ann");
  in.email = "a@x";
  in.mobile = "138";
  ASSERT_TRUE(Enter(in).ok());
  EXPECT_EQ(Outcome(Enter(Named("ann"))), "UserExists:username");
  Registration mobile = Named("bob");
  mobile.mobile = "138";
  EXPECT_EQ(Outcome(Enter(mobile)), "UserExists:mobile");
  Registration email = Named("bob");
  email.email = "a@x";
  EXPECT_EQ(Outcome(Enter(email)), "UserExists:email");
  // Nothing of the refused ones is left, and another tenant has names of its own.
  EXPECT_TRUE(Read([](store::Txn& txn) { return HasMoreUsers(txn, kTenant, 0); }));
  EXPECT_FALSE(Read([](store::Txn& txn) { return HasMoreUsers(txn, kTenant, 1); }));
  EXPECT_EQ(Outcome(Enter(in, kOtherTenant)), "ok");
}

// Either signs in, so a user whose name was another's number would be found in the other's place.
TEST_F(Accounts, ANameCannotBeAnothersNumber) {
  Registration in = Named("ann");
  in.mobile = "13800000000";
  ASSERT_TRUE(Enter(in).ok());
  EXPECT_EQ(Outcome(Enter(Named("13800000000"))), "UserExists:username");
  ASSERT_TRUE(Enter(Named("13900000000")).ok());
  Registration bob = Named("bob");
  bob.mobile = "13900000000";
  EXPECT_EQ(Outcome(Enter(bob)), "UserExists:mobile");
  Registration own = Named("13700000000");
  own.mobile = "13700000000";
  EXPECT_EQ(Outcome(Enter(own)), "ok");
}

TEST_F(Accounts, EmptyAddressesAreNotTheSameAddress) {
  Registration in = Named("ann");
  in.email = "";
  in.mobile = "";
  ASSERT_TRUE(Enter(in).ok());
  in.username = "bob";
  EXPECT_EQ(Outcome(Enter(in)), "ok");
}

TEST_F(Accounts, ASearchFindsActiveUsersByNameOrWholeNumber) {
  Registration in = Named("Ann");
  in.nickname = "小安";
  in.mobile = "13800000000";
  auto ann = Enter(in);
  auto bob = Enter(Named("bobann"));
  auto off = Enter(Named("annoff"));
  ASSERT_TRUE(ann.ok() && bob.ok() && off.ok());
  ASSERT_EQ(Outcome(Enable(*off, false)), "ok");
  auto find = [&](std::string_view text) {
    return Read([&](store::Txn& txn) {
      std::vector<UserId> out;
      for (const User& user : SearchUsers(txn, kTenant, text, text, 10)) out.push_back(user.id);
      return out;
    });
  };
  EXPECT_EQ(find("ann"), (std::vector<UserId>{*ann, *bob}));
  EXPECT_EQ(find("小安"), std::vector<UserId>{*ann});
  EXPECT_EQ(find("13800000000"), std::vector<UserId>{*ann});
  EXPECT_TRUE(find("1380000").empty());
  EXPECT_TRUE(find("%").empty());
}

TEST_F(Accounts, AProfileChangesOnlyWhatIsGiven) {
  Registration in = Named("ann");
  in.email = "a@x";
  in.mobile = "138";
  auto ann = Enter(in);
  ASSERT_TRUE(ann.ok());
  TakeEvents();
  ProfileChange change;
  change.nickname = "Anna";
  change.gender = 2;
  change.email = "";
  ASSERT_EQ(Outcome(Alter(*ann, change)), "ok");
  auto user = Find(*ann);
  EXPECT_EQ(user->nickname, "Anna");
  EXPECT_EQ(user->gender, 2);
  EXPECT_EQ(user->email, std::nullopt);
  EXPECT_EQ(user->mobile, "138");
  EXPECT_EQ(user->username, "ann");
  // The search follows the name.
  EXPECT_EQ(
      Read([](store::Txn& txn) { return SearchUsers(txn, kTenant, "anna", "anna", 5).size(); }),
      1u);
}

TEST_F(Accounts, AProfileCannotTakeWhatOthersHave) {
  Registration in = Named("ann");
  in.email = "a@x";
  in.mobile = "138";
  ASSERT_TRUE(Enter(in).ok());
  auto bob = Enter(Named("bob"));
  ASSERT_TRUE(bob.ok());
  ProfileChange change;
  change.mobile = "138";
  EXPECT_EQ(Outcome(Alter(*bob, change)), "UserExists:mobile");
  change.mobile.reset();
  change.email = "a@x";
  EXPECT_EQ(Outcome(Alter(*bob, change)), "UserExists:email");
  EXPECT_EQ(Outcome(Alter(UserId(77), change)), "UserNotFound");
  EXPECT_EQ(Find(*bob)->email, std::nullopt);
}

TEST_F(Accounts, DisablingTellsOnceAndSparesTheSuperAdministrator) {
  auto ann = Enter(Named("ann"));
  Registration in = Named("root");
  in.role = access::Role::kSuperAdmin;
  auto root = Enter(in);
  ASSERT_TRUE(ann.ok() && root.ok());
  TakeEvents();
  EXPECT_EQ(Outcome(Enable(*root, false)), "Forbidden");
  EXPECT_EQ(Outcome(Enable(UserId(77), false)), "UserNotFound");
  EXPECT_EQ(Outcome(Enable(*ann, true)), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(Outcome(Enable(*ann, false)), "ok");
  EXPECT_EQ(Find(*ann)->status, UserStatus::kDisabled);
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto* revoked = events[0].As<event::LoginsRevoked>();
  ASSERT_NE(revoked, nullptr);
  EXPECT_EQ(revoked->user, *ann);
  EXPECT_TRUE(revoked->logins.empty());
  EXPECT_EQ(revoked->reason, "disabled");
  ASSERT_EQ(Outcome(Enable(*ann, true)), "ok");
  const auto enabled = TakeEvents();
  ASSERT_EQ(enabled.size(), 1u);
  ASSERT_NE(enabled[0].As<event::AccountChanged>(), nullptr);
  EXPECT_EQ(enabled[0].As<event::AccountChanged>()->user, *ann);
}

TEST_F(Accounts, DisablingEndsLoginsForGood) {
  auto ann = Enter(Named("ann"));
  ASSERT_TRUE(ann.ok());
  auto login = Write([&](store::Txn& txn) {
    return StartLogin(txn, kTenant, *ann, {access::Dialect::kRuoyi, "WEB", "d", 1'000'000});
  });
  ASSERT_TRUE(login.ok());
  ASSERT_EQ(Outcome(Enable(*ann, false)), "ok");
  ASSERT_EQ(Outcome(Enable(*ann, true)), "ok");
  EXPECT_EQ(Outcome(Write([&](store::Txn& txn) {
              return RenewLoginWith(txn, login->login.id, "d", "e", 1'000);
            })),
            "SessionRevoked");
}

class AccountsAtOnce : public core::CoreOnBothTest {};
KOINE_ON_BOTH(AccountsAtOnce);

TEST_P(AccountsAtOnce, OneNameGoesToOneUser) {
  constexpr int kThreads = 8;
  std::atomic<int> made = 0;
  std::atomic<int> refused = 0;
  core::OnThreads(kThreads, [&](int) {
    auto id = Write([](store::Txn& txn) { return Register(txn, kTenant, Named("ann")); });
    if (id.ok()) {
      ++made;
    } else if (Outcome(id) == "UserExists:username") {
      ++refused;
    }
  });
  EXPECT_EQ(made, 1);
  EXPECT_EQ(refused, kThreads - 1);
}

// A profile change reads the whole row and writes it back: it must not undo a ban between the two.
TEST_P(AccountsAtOnce, AProfileChangeDoesNotUndoADisabling) {
  const UserId ann = AddUser("ann");
  for (int round = 0; round < 10; ++round) {
    core::OnThreads(4, [&](int i) {
      auto done = Write([&](store::Txn& txn) -> Status {
        if (i == 0) return SetEnabled(txn, AsAdmin(UserId(1)), ann, false);
        ProfileChange change;
        change.signature = std::to_string(round * 10 + i);
        KOINE_TRY(const User user, ChangeProfile(txn, As(ann), ann, change));
        return Ok();
      });
      EXPECT_EQ(Outcome(done), "ok");
    });
    auto user = Read([&](store::Txn& txn) { return FindUser(txn, kTenant, ann); });
    ASSERT_TRUE(user);
    ASSERT_EQ(user->status, UserStatus::kDisabled) << "round " << round;
    auto back =
        Write([&](store::Txn& txn) { return SetEnabled(txn, AsAdmin(UserId(1)), ann, true); });
    ASSERT_EQ(Outcome(back), "ok");
  }
}

}  // namespace
}  // namespace koine::identity
