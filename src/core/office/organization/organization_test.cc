#include "core/office/organization/organization.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "core/core_test_util.h"
#include "core/erasure/deregister.h"
#include "core/office/organization/members.h"
#include "core/office/organization/system.h"
#include "core/office/organization/tree.h"
#include "core/plan_test_util.h"

namespace koine::organization {
namespace {

using core::Outcome;
using store::Txn;

const store::Sql kMakeAdmin{"update users set role = 1 where id = ?"};

// The organization in one line each; Boss administers.
class Organization : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    boss_ = AddUser("boss");
  }
  access::Principal Admin() const { return AsAdmin(boss_); }

  Result<DepartmentId> TryMake(const std::string& name, DepartmentId parent = DepartmentId(),
                               UserId leader = UserId()) {
    DepartmentIn in;
    in.name = name;
    in.parent = parent;
    in.leader = leader;
    return Write([&](Txn& txn) { return Create(txn, Admin(), in); });
  }
  DepartmentId Make(const std::string& name, DepartmentId parent = DepartmentId(),
                    UserId leader = UserId()) {
    auto made = TryMake(name, parent, leader);
    EXPECT_EQ(Outcome(made), "ok");
    return made.ok() ? *made : DepartmentId();
  }
  // fn(Txn&, const Managed&) on a department, as its row does it.
  template <class F>
  std::string Do(DepartmentId id, F fn) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const Managed place, Managed::Open(txn, Admin(), id));
      return fn(txn, place);
    }));
  }
  std::string Add(DepartmentId id, std::vector<std::int64_t> users, bool primary = false) {
    return Do(id, [&](Txn& txn, const Managed& place) {
      return AddMembers(txn, place, users, primary, "");
    });
  }
  std::string Leave(DepartmentId id, UserId user) {
    return Do(id, [&](Txn& txn, const Managed& place) { return RemoveMember(txn, place, user); });
  }
  std::string Alter(DepartmentId id, const DepartmentChange& change) {
    return Do(id, [&](Txn& txn, const Managed& place) { return Change(txn, place, change); });
  }
  std::string Move(DepartmentId id, DepartmentId parent) {
    DepartmentChange change;
    change.parent = parent;
    return Alter(id, change);
  }
  std::string Disable(DepartmentId id, bool disabled = true) {
    DepartmentChange change;
    change.disabled = disabled;
    return Alter(id, change);
  }
  std::string End(DepartmentId id) {
    return Do(id, [](Txn& txn, const Managed& place) { return Remove(txn, place); });
  }
  UserId Leader(UserId user) {
    return Read([&](Txn& txn) { return LeaderOf(txn, kTenant, user).value_or(UserId()); });
  }
  bool Leads(UserId who, UserId user) {
    return Read([&](Txn& txn) { return IsLeaderOver(txn, kTenant, who, user); });
  }
  bool Same(UserId a, UserId b) {
    return Read([&](Txn& txn) { return SameDepartment(txn, kTenant, a, b); });
  }
  std::vector<DepartmentId> Of(UserId user) {
    std::vector<DepartmentId> out;
    for (const Department& one :
         Read([&](Txn& txn) { return DepartmentsOf(txn, kTenant, user); })) {
      out.push_back(one.id);
    }
    return out;
  }
  Whole Show(DepartmentId id) {
    return Read([&](Txn& txn) { return GetWhole(txn, *Place::Open(txn, Admin(), id)); });
  }
  std::int64_t Members(DepartmentId id) {
    return Read([&](Txn& txn) { return Place::Open(txn, Admin(), id)->department().members; });
  }
  UserId boss_;
};
KOINE_ON_BOTH(Organization);

TEST_P(Organization, TheNearestLeaderAboveDecidesNeverTheUserThemself) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob"), cat = AddUser("cat");
  const DepartmentId top = Make("Top", DepartmentId(), ann);
  const DepartmentId mid = Make("Mid", top, bob);
  const DepartmentId low = Make("Low", mid);
  EXPECT_EQ(Leader(cat), UserId());
  ASSERT_EQ(Add(low, {cat.value}), "ok");
  ASSERT_EQ(Add(mid, {bob.value}), "ok");
  ASSERT_EQ(Add(top, {ann.value}), "ok");
  EXPECT_EQ(Leader(cat), bob);
  EXPECT_EQ(Leader(bob), ann);
  EXPECT_EQ(Leader(ann), UserId());
  EXPECT_TRUE(Leads(bob, cat));
  EXPECT_TRUE(Leads(ann, cat));
  EXPECT_FALSE(Leads(cat, bob));
  EXPECT_FALSE(Leads(ann, ann));
  Exec(core::kSetUserState, 2, 0, bob);
  EXPECT_EQ(Leader(cat), ann) << "an account that is turned off decides nothing";
}

TEST_P(Organization, DeputiesStandInForTheLeader) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob"), cat = AddUser("cat");
  const UserId dan = AddUser("dan"), eve = AddUser("eve");
  const DepartmentId top = Make("Top", DepartmentId(), eve);
  const DepartmentId low = Make("Low", top, ann);
  ASSERT_EQ(Add(low, {ann.value, bob.value, cat.value, dan.value}), "ok");
  EXPECT_EQ(Leader(ann), eve);
  DepartmentChange change;
  change.deputies = std::vector{cat, ann, bob, cat};
  ASSERT_EQ(Alter(low, change), "ok");
  std::vector<UserId> shown;
  for (const Deputy& one : Show(low).deputies) shown.push_back(one.user);
  EXPECT_EQ(shown, (std::vector{cat, bob})) << "each once, and not the leader";
  EXPECT_EQ(Leader(dan), ann);
  EXPECT_EQ(Leader(ann), cat) << "before the leader of the department above";
  EXPECT_EQ(Leader(cat), ann);
  Exec(core::kSetUserState, 2, 0, ann);
  EXPECT_EQ(Leader(dan), cat);
  EXPECT_EQ(Leader(cat), bob) << "never themself";
  EXPECT_TRUE(Leads(bob, dan));
  EXPECT_TRUE(Leads(bob, cat));
  EXPECT_FALSE(Leads(bob, bob));
  EXPECT_FALSE(Leads(dan, bob));
  const auto led = Read([&](Txn& txn) { return ListLed(txn, As(bob), 10, 0); });
  EXPECT_EQ(led, (std::vector{ann.value, cat.value, dan.value}));
  EXPECT_EQ(Read([&](Txn& txn) { return CountLed(txn, As(bob)); }), 3);
  EXPECT_EQ(Read([&](Txn& txn) { return LeadsOf(txn, kTenant, low); }),
            (std::vector{ann, cat, bob}));
  DepartmentChange name;
  name.name = "Lower";
  ASSERT_EQ(Alter(low, name), "ok");
  EXPECT_EQ(Show(low).deputies.size(), 2U) << "absent is unchanged";
  EXPECT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              LeaveAll(txn, kTenant, cat);
              return Ok();
            })),
            "ok");
  EXPECT_EQ(Leader(dan), bob);
  ASSERT_EQ(Disable(low), "ok");
  EXPECT_EQ(Leader(dan), eve);
  EXPECT_FALSE(Leads(bob, dan));
  EXPECT_TRUE(Read([&](Txn& txn) { return LeadsOf(txn, kTenant, low); }).empty());
  change.deputies = std::vector(kDeputiesMax + 1, bob);
  EXPECT_EQ(Alter(low, change), "BadArgument:deputies");
  change.deputies = std::vector{ann};
  EXPECT_EQ(Alter(top, change), "UserNotFound") << "an account that is turned off";
}

TEST_P(Organization, ThePrimaryDepartmentCounts) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob"), cat = AddUser("cat");
  const DepartmentId a = Make("A", DepartmentId(), ann);
  const DepartmentId b = Make("B", DepartmentId(), bob);
  ASSERT_EQ(Add(a, {cat.value}), "ok");
  clock.Advance(1);
  ASSERT_EQ(Add(b, {cat.value}), "ok");
  EXPECT_EQ(Leader(cat), ann) << "the first one is the primary one";
  EXPECT_EQ(Do(b, [&](Txn& txn, const Managed& place) { return MakePrimary(txn, place, cat); }),
            "ok");
  EXPECT_EQ(Leader(cat), bob);
  EXPECT_TRUE(Leads(ann, cat)) << "who leads any of theirs is over them";
  EXPECT_EQ(Of(cat), (std::vector{b, a}));
  ASSERT_EQ(Leave(b, cat), "ok");
  EXPECT_EQ(Leader(cat), ann) << "the other one takes its place";
  const DepartmentId c = Make("C");
  ASSERT_EQ(Add(c, {cat.value}, true), "ok");
  EXPECT_EQ(Of(cat), (std::vector{c, a}));
  EXPECT_EQ(Add(c, {cat.value}), "Conflict:department_member");
  EXPECT_EQ(Leave(b, cat), "NotFound:department_member");
}

TEST_P(Organization, DepartmentsThatAreDisabledAreOutOfUseWithAllUnderThem) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob"), cat = AddUser("cat");
  const DepartmentId top = Make("Top", DepartmentId(), ann);
  const DepartmentId mid = Make("Mid", top);
  const DepartmentId low = Make("Low", mid, bob);
  ASSERT_EQ(Add(low, {boss_.value, cat.value}), "ok");
  EXPECT_TRUE(Same(boss_, cat));
  ASSERT_EQ(Disable(mid), "ok");
  EXPECT_EQ(Leader(cat), ann);
  EXPECT_FALSE(Leads(bob, cat));
  EXPECT_FALSE(Same(boss_, cat));
  EXPECT_EQ(Add(low, {ann.value}), "BadState:department_disabled");
  EXPECT_EQ(Outcome(TryMake("New", low)), "BadState:parent_disabled");
  EXPECT_EQ(Move(Make("Free"), mid), "BadState:parent_disabled");
  ASSERT_EQ(Leave(low, cat), "ok") << "one may leave it";
  ASSERT_EQ(Disable(mid, false), "ok");
  EXPECT_EQ(Add(low, {cat.value}), "ok");
  EXPECT_EQ(Leader(cat), bob);
}

TEST_P(Organization, WhatLiesUnderADepartmentMovesWithIt) {
  const DepartmentId a = Make("A"), b = Make("B");
  const DepartmentId c = Make("C", a);
  const DepartmentId d = Make("D", c);
  EXPECT_EQ(Move(a, a), "BadArgument:own_parent");
  EXPECT_EQ(Move(a, d), "BadArgument:parent_below");
  EXPECT_EQ(Move(c, DepartmentId(999)), "NotFound:parent_department");
  ASSERT_EQ(Move(c, b), "ok");
  EXPECT_EQ(Show(d).above, (std::vector{b, c}));
  EXPECT_EQ(Show(a).children.size(), 0u);
  ASSERT_EQ(Move(a, d), "ok");
  EXPECT_EQ(Show(a).above, (std::vector{b, c, d}));
  ASSERT_EQ(Move(c, DepartmentId()), "ok");
  EXPECT_EQ(Show(a).above, (std::vector{c, d}));
  EXPECT_EQ(Move(Make("E"), DepartmentId()), "ok") << "nothing moves";
}

TEST_P(Organization, NamesAreOnesOfTheirParent) {
  const DepartmentId a = Make("A"), b = Make("B", a);
  EXPECT_EQ(Outcome(TryMake(" A ")), "Conflict:department_name");
  EXPECT_EQ(Outcome(TryMake("A", a)), "ok");
  DepartmentChange change;
  change.name = "A";
  EXPECT_EQ(Alter(b, change), "Conflict:department_name");
  EXPECT_EQ(End(a), "BadState:department_children");
  ASSERT_EQ(Add(b, {boss_.value}), "ok");
  EXPECT_EQ(End(b), "BadState:department_members");
  ASSERT_EQ(Leave(b, boss_), "ok");
  EXPECT_EQ(End(b), "ok");
  EXPECT_EQ(End(b), "NotFound:department");
  EXPECT_EQ(Outcome(TryMake("B", a)), "ok") << "the name is free again";
}

TEST_P(Organization, ATreeHasSoManyLevels) {
  DepartmentId last;
  for (int level = 0; level < kLevelsMax; ++level) last = Make("L", last);
  EXPECT_EQ(Outcome(TryMake("L", last)), "BadState:department_levels");
  const DepartmentId two = Make("Two");
  Make("Under", two);
  const DepartmentId parent = Show(last).above.back();
  EXPECT_EQ(Move(two, parent), "BadState:department_levels");
}

TEST_P(Organization, CountsAndListsOfMembersAgree) {
  const DepartmentId a = Make("A"), b = Make("B", a);
  const UserId ann = AddUser("ann"), bob = AddUser("bob");
  ASSERT_EQ(Add(a, {ann.value}), "ok");
  ASSERT_EQ(Add(b, {ann.value, bob.value}), "ok");
  const auto agree = [&](const Place& place, const MemberFilter& filter, std::size_t wanted) {
    Read([&](Txn& txn) {
      EXPECT_EQ(ListMembers(txn, place, filter, 10).size(), wanted);
      EXPECT_EQ(CountMembers(txn, place, filter), static_cast<std::int64_t>(wanted));
      return true;
    });
  };
  const Place top = Place::Top(Admin());
  const Place of_a = Read([&](Txn& txn) { return *Place::Open(txn, Admin(), a); });
  agree(of_a, {true, ""}, 3);  // the only one at the top
  const DepartmentId c = Make("C");
  ASSERT_EQ(Add(c, {boss_.value}), "ok");
  agree(of_a, {}, 1);
  agree(of_a, {true, ""}, 3);
  agree(of_a, {true, "bob"}, 1);
  agree(top, {}, 0);
  agree(top, {true, ""}, 4);
  agree(top, {true, "ann"}, 2);
}

TEST_P(Organization, OnlyAdministratorsChangeIt) {
  const UserId ann = AddUser("ann");
  const DepartmentId a = Make("A");
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return Create(txn, As(ann), {}); })), "Forbidden");
  EXPECT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              KOINE_TRY(const Managed place, Managed::Open(txn, As(ann), a));
              return Remove(txn, place);
            })),
            "Forbidden");
}

TEST_P(Organization, WhoClosesTheirAccountIsInNoneAndLeadsNone) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob");
  const DepartmentId a = Make("A", DepartmentId(), ann);
  ASSERT_EQ(Add(a, {ann.value, bob.value}), "ok");
  EXPECT_EQ(Leader(bob), ann);
  ASSERT_EQ(Outcome(Write([&](Txn& txn) { return erasure::Deregister(txn, As(ann), ann); })), "ok");
  EXPECT_EQ(Leader(bob), UserId());
  EXPECT_EQ(Members(a), 1);
  EXPECT_EQ(Of(ann).size(), 0u);
  EXPECT_EQ(Add(a, {ann.value}), "UserNotFound");
}

TEST_P(Organization, TheFirstAdministratorDecidesWhereNobodyLeads) {
  auto first = [&](UserId but) {
    return Read([&](Txn& txn) { return AdministratorFirst(txn, kTenant, but).value_or(UserId()); });
  };
  EXPECT_EQ(first(UserId()), UserId());
  const UserId ann = AddUser("ann");
  Exec(kMakeAdmin, boss_);
  Exec(kMakeAdmin, ann);
  EXPECT_EQ(first(UserId()), boss_);
  EXPECT_EQ(first(boss_), ann);
}

TEST_P(Organization, TheFirstDepartmentIsMadeOnce) {
  Exec(kMakeAdmin, boss_);
  auto ensure = [&] {
    EXPECT_EQ(Outcome(Write([&](Txn& txn) -> Status {
                EnsureRoot(txn, kTenant, "Company");
                return Ok();
              })),
              "ok");
  };
  ensure();
  ensure();
  const auto all = Read([&](Txn& txn) { return ListTree(txn, Admin()); });
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].leader, boss_);
  EXPECT_EQ(all[0].leader_name, "Nboss");
  ASSERT_EQ(End(all[0].id), "ok");
  ensure();
  EXPECT_EQ(Read([&](Txn& txn) { return ListTree(txn, Admin()).size(); }), 0u);
}

TEST_P(Organization, OfTwoWhoMoveDepartmentsUnderEachOtherOneIsRefused) {
  for (int round = 0; round < 10; ++round) {
    const std::string n = std::to_string(round);
    const DepartmentId a = Make("A" + n), b = Make("B" + n);
    const DepartmentId under_a = Make("under", a), under_b = Make("under", b);
    std::atomic<int> moved = 0, refused = 0;
    core::OnThreads(2, [&](int i) {
      const std::string said = i == 0 ? Move(a, under_b) : Move(b, under_a);
      if (said == "ok") ++moved;
      if (said == "BadArgument:parent_below") ++refused;
    });
    EXPECT_EQ(moved, 1);
    EXPECT_EQ(refused, 1);
  }
}

TEST_P(Organization, WhoIsPutIntoManyAtOnceHasOnePrimaryDepartment) {
  const UserId ann = AddUser("ann");
  std::vector<DepartmentId> all;
  for (int i = 0; i < 8; ++i) all.push_back(Make("D" + std::to_string(i)));
  core::OnThreads(8, [&](int i) {
    EXPECT_EQ(Add(all[static_cast<std::size_t>(i)], {ann.value}, i % 2 == 0), "ok");
  });
  const auto mine = Read([&](Txn& txn) { return *ListMembershipsOf(txn, Admin(), ann); });
  EXPECT_EQ(mine.size(), 8u);
  EXPECT_EQ(std::ranges::count_if(mine, [](const Membership& m) { return m.primary; }), 1);
}

TEST_P(Organization, ADepartmentEndsOrGetsAMemberNeverBoth) {
  for (int round = 0; round < 10; ++round) {
    const DepartmentId a = Make("A" + std::to_string(round));
    const UserId ann = AddUser("ann" + std::to_string(round));
    std::string said[2];
    core::OnThreads(2, [&](int i) { said[i] = i == 0 ? End(a) : Add(a, {ann.value}); });
    const bool ended = said[0] == "ok" && said[1] == "NotFound:department";
    const bool added = said[0] == "BadState:department_members" && said[1] == "ok";
    EXPECT_TRUE(ended || added) << said[0] << " and " << said[1];
    EXPECT_EQ(Of(ann).size(), added ? 1u : 0u);
  }
}

class OrganizationPlans : public core::PlansTest {};

TEST_F(OrganizationPlans, EverythingIsLookedUp) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    const access::Principal admin = AsAdmin(ann);
    EXPECT_TRUE(Create(plan, admin, {"A", DepartmentId(), 0, ann, "", "", ""}).ok());
    auto place = Managed::Open(plan, admin, DepartmentId(1));
    ASSERT_TRUE(place.ok());
    EXPECT_TRUE(AddMembers(plan, *place, {ann.value}, true, "").ok());
    LeaderOf(plan, kTenant, ann);
    IsLeaderOver(plan, kTenant, ann, UserId(2));
    SameDepartment(plan, kTenant, ann, UserId(2));
    DepartmentsOf(plan, kTenant, ann);
    AdministratorFirst(plan, kTenant);
    FindDepartments(plan, kTenant, ids);
    EXPECT_NE(plan.used().find("users_staff"), std::string::npos);
    GetWhole(plan, *Place::Open(plan, admin, DepartmentId(1)));
    ListMembers(plan, *Place::Open(plan, admin, DepartmentId(1)), {}, 10);
    ListMembers(plan, *Place::Open(plan, admin, DepartmentId(1)), {true, "n"}, 10);
    EXPECT_TRUE(RemoveMember(plan, *place, ann).ok());
    LeaveAll(plan, kTenant, ann);
    EXPECT_EQ(plan.used().find("SCAN m"), std::string::npos) << plan.used();
    EXPECT_EQ(plan.used().find("SCAN a"), std::string::npos) << plan.used();
  });
}

}  // namespace
}  // namespace koine::organization
