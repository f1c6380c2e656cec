#include "core/identity/admin.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/identity/account.h"
#include "core/identity/login.h"
#include "core/identity/rows.h"

namespace koine::identity {
namespace {

using access::Role;
using core::Outcome;

class AccountAdmin : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    boss_ = Make("boss", Role::kAdmin);
    root_ = Make("root", Role::kSuperAdmin);
    TakeEvents();
  }
  UserId Make(const char* name, Role role) {
    auto id = Write([&](store::Txn& txn) {
      Registration in;
      in.username = name;
      in.password_hash = "old";
      in.role = role;
      return Register(txn, kTenant, in);
    });
    EXPECT_TRUE(id.ok());
    return id.ok() ? *id : UserId();
  }
  access::Principal By(UserId user, Role role, LoginId login = LoginId()) {
    return As(user, {.login = login, .role = role});
  }
  LoginId SignIn(UserId user) {
    auto made = Write([&](store::Txn& txn) {
      NewLogin in;
      in.lifetime_ms = 1000'000;
      return StartLogin(txn, kTenant, user, in);
    });
    EXPECT_TRUE(made.ok());
    return made.ok() ? made->login.id : LoginId();
  }
  bool Active(LoginId id) {
    return Read([&](store::Txn& txn) {
      auto view = FindLogin(txn, id);
      return view && CheckLogin(*view, txn.now_ms()).ok();
    });
  }
  std::optional<User> Find(UserId id) {
    return Read([&](store::Txn& txn) { return FindUser(txn, kTenant, id); });
  }
  Status Promote(const access::Principal& who, UserId user, Role role) {
    return Write([&](store::Txn& txn) { return SetRole(txn, who, user, role); });
  }
  Status NewPassword(const access::Principal& who, UserId user, const char* hash,
                     std::optional<std::string> verified = std::nullopt) {
    return Write([&](store::Txn& txn) { return ReplacePassword(txn, who, user, hash, verified); });
  }
  Status Close(const access::Principal& who, UserId user) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_CHECK(CloseAccount(txn, who, user));
      return Ok();
    });
  }
  UserId ann_, boss_, root_;
};
KOINE_ON_BOTH(AccountAdmin);

// Every act on somebody's account, by everybody.
TEST_P(AccountAdmin, NobodyActsOnWhoIsNotBelow) {
  const UserId colleague = Make("colleague", Role::kAdmin);
  const UserId second = Make("second", Role::kSuperAdmin);
  const auto boss = By(boss_, Role::kAdmin);
  const auto root = By(root_, Role::kSuperAdmin);
  auto acts = [&](const access::Principal& who, UserId user) {
    std::string out;
    auto act = [&](auto verb) { out += Write(verb).ok() ? "y" : "n"; };
    act([&](store::Txn& txn) { return SetEnabled(txn, who, user, false); });
    act([&](store::Txn& txn) { return SetEnabled(txn, who, user, true); });
    act([&](store::Txn& txn) { return Ban(txn, who, user, "why", kForEverMs); });
    act([&](store::Txn& txn) { return Unban(txn, who, user); });
    act([&](store::Txn& txn) { return ReplacePassword(txn, who, user, "new", std::nullopt); });
    if (user != who.user) {
      act([&](store::Txn& txn) { return ChangeProfile(txn, who, user, {}); });
      act([&](store::Txn& txn) { return CloseAccount(txn, who, user); });
    }
    return out;
  };
  EXPECT_EQ(acts(By(ann_, Role::kUser), AddUser("bob")), "nnnnnnn");
  EXPECT_EQ(acts(boss, boss_), "nnnnn");
  EXPECT_EQ(acts(boss, colleague), "nnnnnnn");
  EXPECT_EQ(acts(boss, root_), "nnnnnnn");
  EXPECT_EQ(acts(root, root_), "nnnnn");
  EXPECT_EQ(acts(root, second), "nnnnnnn");
  EXPECT_EQ(acts(root, colleague), "yyyyyyy");
  EXPECT_EQ(acts(boss, ann_), "yyyyyyy");
  // Nobody is turned on again who is gone.
  EXPECT_EQ(acts(boss, ann_), "nnnnnnn");
}

TEST_P(AccountAdmin, OnlyTheHighestGiveRolesAndNotToThemselves) {
  const auto boss = By(boss_, Role::kAdmin);
  const auto root = By(root_, Role::kSuperAdmin);
  EXPECT_EQ(Outcome(Promote(boss, ann_, Role::kAdmin)), "Forbidden");
  EXPECT_EQ(Outcome(Promote(root, root_, Role::kUser)), "Forbidden:own_role");
  EXPECT_EQ(Outcome(Promote(root, UserId(77), Role::kUser)), "UserNotFound");
  ASSERT_EQ(Outcome(Promote(root, ann_, Role::kAdmin)), "ok");
  EXPECT_EQ(Find(ann_)->role, Role::kAdmin);
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto* changed = events[0].As<event::AccountChanged>();
  ASSERT_NE(changed, nullptr);
  EXPECT_EQ(changed->user, ann_);
  EXPECT_FALSE(changed->hides_online);
  // A token that still says so is not enough.
  ASSERT_EQ(Outcome(Promote(root, boss_, Role::kSuperAdmin)), "ok");
  ASSERT_EQ(Outcome(Promote(By(boss_, Role::kSuperAdmin), root_, Role::kUser)), "ok");
  EXPECT_EQ(Outcome(Promote(root, ann_, Role::kUser)), "Forbidden");
}

TEST_P(AccountAdmin, TwoWhoDemoteEachOtherAtOnceLeaveOne) {
  ASSERT_EQ(Outcome(Promote(By(root_, Role::kSuperAdmin), boss_, Role::kSuperAdmin)), "ok");
  std::atomic<int> done = 0;
  core::OnThreads(2, [&](int i) {
    const UserId me = i == 0 ? root_ : boss_;
    const UserId other = i == 0 ? boss_ : root_;
    if (Promote(By(me, Role::kSuperAdmin), other, Role::kUser).ok()) ++done;
  });
  EXPECT_EQ(done, 1);
  EXPECT_NE(Find(root_)->role == Role::kSuperAdmin, Find(boss_)->role == Role::kSuperAdmin);
}

TEST_P(AccountAdmin, ANewPasswordEndsTheOtherLogins) {
  const LoginId mine = SignIn(boss_);
  const LoginId other = SignIn(boss_);
  const auto who = By(boss_, Role::kAdmin, mine);
  EXPECT_EQ(Outcome(NewPassword(who, boss_, "new")), "WrongPassword:old");
  EXPECT_EQ(Outcome(NewPassword(who, boss_, "new", "guess")), "WrongPassword:old");
  TakeEvents();
  ASSERT_EQ(Outcome(NewPassword(who, boss_, "new", "old")), "ok");
  EXPECT_TRUE(Active(mine));
  EXPECT_FALSE(Active(other));
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].As<event::LoginsRevoked>()->logins, std::vector<LoginId>{other});
  EXPECT_EQ(events[0].As<event::LoginsRevoked>()->reason, "password");
  // The one that was checked meanwhile is the old one.
  EXPECT_EQ(Outcome(NewPassword(who, boss_, "newer", "old")), "WrongPassword:old");
}

TEST_P(AccountAdmin, APasswordIsSetForThoseBelow) {
  const LoginId login = SignIn(ann_);
  EXPECT_EQ(Outcome(NewPassword(By(ann_, Role::kUser), boss_, "x")), "Forbidden:self");
  const auto boss = By(boss_, Role::kAdmin);
  EXPECT_EQ(Outcome(NewPassword(boss, root_, "x")), "Forbidden:self");
  EXPECT_EQ(Outcome(NewPassword(boss, UserId(77), "x")), "UserNotFound");
  ASSERT_EQ(Outcome(NewPassword(boss, ann_, "x")), "ok");
  EXPECT_FALSE(Active(login));
  EXPECT_EQ(Outcome(NewPassword(By(root_, Role::kSuperAdmin), boss_, "x")), "ok");
}

TEST_P(AccountAdmin, AClosedAccountIsNobodyAndItsNameIsFree) {
  const LoginId login = SignIn(ann_);
  EXPECT_EQ(Outcome(Close(By(ann_, Role::kUser), boss_)), "Forbidden");
  const auto boss = By(boss_, Role::kAdmin);
  EXPECT_EQ(Outcome(Close(boss, root_)), "Forbidden:delete_super_admin");
  EXPECT_EQ(Outcome(Close(By(root_, Role::kSuperAdmin), root_)), "Forbidden:delete_super_admin");
  const UserId colleague = Make("colleague", Role::kAdmin);
  EXPECT_EQ(Outcome(Close(boss, colleague)), "Forbidden");
  ASSERT_EQ(Outcome(Close(boss, ann_)), "ok");
  EXPECT_EQ(Outcome(Close(boss, ann_)), "UserNotFound");
  EXPECT_FALSE(Active(login));
  const auto gone = Find(ann_);
  EXPECT_EQ(gone->status, UserStatus::kDeregistered);
  EXPECT_EQ(gone->name(), kGoneName);
  EXPECT_EQ(gone->username, std::nullopt);
  EXPECT_EQ(
      Read([&](store::Txn& txn) { return FindUserByLoginName(txn, kTenant, "ann"); }).has_value(),
      false);
  EXPECT_NE(AddUser("ann"), ann_);
}

TEST_P(AccountAdmin, ListsAreFilteredPagedAndCounted) {
  ASSERT_EQ(Outcome(Close(By(root_, Role::kSuperAdmin), AddUser("gone"))), "ok");
  const UserId off = AddUser("off");
  Exec(core::kSetUserState, 2, 0, off);
  auto list = [&](const UserFilter& filter, int limit = 10, int offset = 0) {
    std::vector<UserId> out;
    for (const User& user :
         Read([&](store::Txn& txn) { return ListUsers(txn, kTenant, filter, limit, offset); })) {
      out.push_back(user.id);
    }
    return out;
  };
  auto count = [&](const UserFilter& filter) {
    return Read([&](store::Txn& txn) { return CountUsers(txn, kTenant, filter); });
  };
  EXPECT_EQ(list({}), (std::vector<UserId>{ann_, boss_, root_, off}));
  EXPECT_EQ(list({}, 2, 1), (std::vector<UserId>{boss_, root_}));
  EXPECT_EQ(count({}), 4);
  EXPECT_EQ(list({"oss", std::nullopt, std::nullopt}), std::vector<UserId>{boss_});
  EXPECT_EQ(count({"o", std::nullopt, std::nullopt}), 3);
  EXPECT_EQ(list({"", Role::kSuperAdmin, std::nullopt}), std::vector<UserId>{root_});
  EXPECT_EQ(list({"", std::nullopt, UserStatus::kDisabled}), std::vector<UserId>{off});
  EXPECT_EQ(count({"", std::nullopt, UserStatus::kDeregistered}), 1);
  // Accounts of the server and of integrators are no people, unless they have a login name.
  const UserId robot = AddUser("robot");
  const auto be = [&](const char* name) {
    const Status changed = Write([&](store::Txn& txn) -> Status {
      auto user = LockUser(txn, kTenant, robot);
      user->kind = 2;
      user->username.reset();
      if (name != nullptr) user->username = name;
      UpdateUser(txn, *user, "robot");
      return Ok();
    });
    ASSERT_TRUE(changed.ok());
  };
  UserFilter people{"robot"};
  people.people = true;
  be(nullptr);
  EXPECT_EQ(count({"robot"}), 1);
  EXPECT_EQ(count(people), 0);
  EXPECT_EQ(list(people), std::vector<UserId>{});
  be("robot");
  EXPECT_EQ(count(people), 1);
  be(nullptr);
  const UserCounts counts =
      Read([&](store::Txn& txn) { return CountByState(txn, kTenant, kStartMs, kStartMs + 1); });
  EXPECT_EQ(counts.total, 4);
  EXPECT_EQ(counts.active, 3);
  EXPECT_EQ(counts.disabled, 1);
  EXPECT_EQ(counts.admins, 2);
  EXPECT_EQ(counts.created, 4);
  EXPECT_EQ(counts.seen, 0);
  const std::vector<std::int64_t> ids = {ann_.value, root_.value};
  EXPECT_EQ(Read([&](store::Txn& txn) { return SuperAdminsAmong(txn, kTenant, ids); }),
            std::vector<UserId>{root_});
}

}  // namespace
}  // namespace koine::identity
