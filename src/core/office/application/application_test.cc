#include "core/office/application/application.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "core/core_test_util.h"
#include "core/office/application/address.h"
#include "core/office/application/rows.h"
#include "core/office/application/system.h"
#include "core/office/organization/members.h"
#include "core/office/organization/tree.h"
#include "core/plan_test_util.h"

namespace koine::application {
namespace {

using core::Outcome;
using store::Txn;

TEST(Addresses, AHostIsWhatEverybodyReadsAsThatHost) {
  EXPECT_EQ(HostOf("https://example.org"), "example.org");
  EXPECT_EQ(HostOf("https://Example.org:8443/a?b#c"), "example.org:8443");
  EXPECT_EQ(HostOf("https://example.org?x"), "example.org");
  EXPECT_EQ(HostOf("https://例子.org/"), "");
  EXPECT_EQ(HostOf("https://xn--fsqu00a.org/例"), "xn--fsqu00a.org");
  for (const char* bad : {"",
                          "http://example.org",
                          "https://",
                          "https:///a",
                          "https://ann@example.org/",
                          "https://example.org@evil.org",
                          "https://example.org:x/",
                          "https://example.org:/",
                          "https://example.org:123456/",
                          "https://example.org\\@evil.org",
                          "https://exa mple.org",
                          "https://example.org/\n",
                          "https://example.org/\"",
                          "https://-a.org",
                          "https://a..b",
                          "https://a-.b",
                          "https://[::1]/",
                          "HTTPS://example.org",
                          " https://example.org",
                          "javascript:alert(1)",
                          "//example.org"}) {
    EXPECT_EQ(HostOf(bad), "") << bad;
  }
}

TEST(Addresses, EachTypeHasItsOwnForm) {
  const auto check = [](ApplicationType type, std::string_view url) {
    return Outcome(CheckAddress(type, url));
  };
  EXPECT_EQ(check(ApplicationType::kRoute, "/calendar"), "ok");
  for (const char* bad : {"calendar", "/", "//evil.org", "/a b", "/\\evil.org", ""}) {
    EXPECT_EQ(check(ApplicationType::kRoute, bad), "BadArgument:application_route") << bad;
  }
  for (const auto type : {ApplicationType::kLink, ApplicationType::kIframe}) {
    EXPECT_EQ(check(type, "https://example.org/"), "ok");
    EXPECT_EQ(check(type, "/calendar"), "BadArgument:application_url");
    EXPECT_EQ(check(type, "data:text/html,x"), "BadArgument:application_url");
  }
  EXPECT_EQ(check(ApplicationType::kMini, "wx_1.a-b"), "ok");
  EXPECT_EQ(check(ApplicationType::kMini, "https://example.org/"), "ok");
  EXPECT_EQ(check(ApplicationType::kMini, "javascript:x"), "BadArgument:application_mini");
}

class Applications : public core::TrioOnBothTest {
 protected:
  using Names = std::vector<std::string>;

  static Draft Drafted(const std::string& code) {
    Draft draft;
    draft.code = draft.name = code;
    draft.category = "CUSTOM";
    draft.url = "/" + code;
    return draft;
  }
  Result<ApplicationId> Make(const std::string& code) {
    return Write([&](Txn& txn) { return Create(txn, AsAdmin(cat_), Drafted(code)); });
  }
  template <class F>
  std::string Manage(ApplicationId id, F verb) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, Managed::Open(txn, AsAdmin(cat_), id));
      return verb(txn, place);
    }));
  }
  std::string Show(ApplicationId id, const Visibility& wanted) {
    return Manage(
        id, [&](Txn& txn, const Managed& place) { return SetVisibility(txn, place, wanted); });
  }
  Names SeenBy(const access::Principal& who, const Filter& filter = {}) {
    return Read([&](Txn& txn) {
      Names out;
      for (const Application& one : application::List(txn, who, filter, 100, 0))
        out.push_back(one.code);
      EXPECT_EQ(Count(txn, who, filter), std::ssize(out));
      return out;
    });
  }
  std::string Open(UserId who, ApplicationId id) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, Seen::Open(txn, As(who), id));
      NoteUse(txn, place);
      return Ok();
    }));
  }
  Names RecentOf(UserId who) {
    return Read([&](Txn& txn) {
      Names out;
      for (const Application& one : Recent(txn, As(who))) out.push_back(one.code);
      return out;
    });
  }
  organization::DepartmentId Department(const std::string& name, organization::DepartmentId under,
                                        std::vector<std::int64_t> people) {
    auto made = Write([&](Txn& txn) -> Result<organization::DepartmentId> {
      organization::DepartmentIn in;
      in.name = name;
      in.parent = under;
      KOINE_TRY(const auto id, organization::Create(txn, AsAdmin(cat_), in));
      if (people.empty()) return id;
      KOINE_TRY(const auto place, organization::Managed::Open(txn, AsAdmin(cat_), id));
      KOINE_CHECK(organization::AddMembers(txn, place, people, false, ""));
      return id;
    });
    EXPECT_TRUE(made.ok());
    return made.ok() ? *made : organization::DepartmentId();
  }
};
KOINE_ON_BOTH(Applications);

TEST_P(Applications, TheDefaultsComeOnceAndStayAsTheyWereChanged) {
  const auto ensure = [this] {
    return Outcome(Write([](Txn& txn) -> Status {
      EnsureDefaults(txn, kTenant);
      return Ok();
    }));
  };
  ASSERT_EQ(ensure(), "ok");
  const Names first = SeenBy(As(ann_));
  ASSERT_GE(first.size(), 8u);
  EXPECT_EQ(first.front(), "approval");
  const auto id =
      Read([&](Txn& txn) { return application::List(txn, As(ann_), {}, 1, 0).front().id; });
  EXPECT_EQ(id.value, 1);
  ASSERT_EQ(Show(id, {false, std::nullopt, {}}), "ok");
  EXPECT_EQ(Manage(id, [](Txn& txn, const Managed& place) { return Remove(txn, place); }),
            "BadState:application_system");
  ASSERT_EQ(ensure(), "ok");
  EXPECT_EQ(SeenBy(As(ann_)), Names(first.begin() + 1, first.end()));
}

TEST_P(Applications, NobodyButAdministratorsChangesThem) {
  const auto made = Make("a");
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return Create(txn, As(ann_), Drafted("b")); })),
            "Forbidden");
  EXPECT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              KOINE_CHECK(Managed::Open(txn, As(ann_), *made));
              return Ok();
            })),
            "Forbidden");
  EXPECT_EQ(Show(ApplicationId(made->value + 1), {}), "NotFound:application");
}

TEST_P(Applications, TheyStandInTheirOrder) {
  ASSERT_TRUE(Make("b").ok());
  const auto c = Make("c");
  ASSERT_TRUE(Make("a").ok());
  ASSERT_TRUE(c.ok());
  EXPECT_EQ(SeenBy(As(ann_)), Names({"b", "c", "a"}));
  ASSERT_EQ(Manage(*c,
                   [](Txn& txn, const Managed& place) {
                     ApplicationChange change;
                     change.sort = 0;
                     change.name = "Charts";
                     return Change(txn, place, change);
                   }),
            "ok");
  EXPECT_EQ(SeenBy(As(ann_)), Names({"c", "b", "a"}));
  Filter filter;
  filter.keyword = "CHART";
  EXPECT_EQ(SeenBy(As(ann_), filter), Names({"c"}));
  filter = {};
  filter.category = "OTHER";
  EXPECT_EQ(SeenBy(As(ann_), filter), Names());
}

TEST_P(Applications, AreForDepartmentsWithAllUnderThem) {
  const auto a = Make("a");
  ASSERT_TRUE(a.ok());
  const auto above = Department("above", {}, {});
  Department("below", above, {ann_.value});
  ASSERT_EQ(Show(*a, {true, ApplicationScope::kDepartment, {above.value, above.value}}), "ok");
  EXPECT_EQ(SeenBy(As(ann_)), Names({"a"}));
  EXPECT_EQ(SeenBy(As(bob_)), Names());
  EXPECT_EQ(Open(ann_, *a), "ok");
  EXPECT_EQ(Open(bob_, *a), "NotFound:application");
  Filter all;
  all.all = true;
  EXPECT_EQ(SeenBy(As(bob_), all), Names());
  EXPECT_EQ(SeenBy(AsAdmin(cat_), all), Names({"a"}));
  const auto listed =
      Read([&](Txn& txn) { return application::List(txn, AsAdmin(cat_), all, 10, 0); });
  EXPECT_EQ(listed.front().scope_ids, std::vector<std::int64_t>({above.value}));
  EXPECT_EQ(SeenBy(AsAdmin(cat_)), Names());
}

TEST_P(Applications, AreForUsersByTheirNumbersAlone) {
  const auto a = Make("a");
  ASSERT_TRUE(a.ok());
  ASSERT_EQ(Show(*a, {true, ApplicationScope::kUser, {bob_.value}}), "ok");
  EXPECT_EQ(SeenBy(As(bob_)), Names({"a"}));
  EXPECT_EQ(SeenBy(As(ann_)), Names());
  // Hidden and shown again it is for the same.
  ASSERT_EQ(Show(*a, {false, std::nullopt, {}}), "ok");
  EXPECT_EQ(SeenBy(As(bob_)), Names());
  ASSERT_EQ(Show(*a, {true, std::nullopt, {}}), "ok");
  EXPECT_EQ(SeenBy(As(bob_)), Names({"a"}));
  EXPECT_EQ(SeenBy(As(ann_)), Names());
  ASSERT_EQ(Show(*a, {true, ApplicationScope::kAll, {}}), "ok");
  EXPECT_EQ(SeenBy(As(ann_)), Names({"a"}));
}

TEST_P(Applications, AScopeIsOfThoseThatThereAre) {
  const auto a = Make("a");
  ASSERT_TRUE(a.ok());
  EXPECT_EQ(Show(*a, {true, ApplicationScope::kUser, {}}), "MissingArgument:application_scope");
  EXPECT_EQ(Show(*a, {true, ApplicationScope::kUser, {ann_.value, 999'999}}), "UserNotFound");
  EXPECT_EQ(Show(*a, {true, ApplicationScope::kDepartment, {999'999}}), "NotFound:department");
  std::vector<std::int64_t> many;
  for (std::int64_t i = 1; i <= static_cast<std::int64_t>(kScopeMax) + 1; ++i) many.push_back(i);
  EXPECT_EQ(Show(*a, {true, ApplicationScope::kUser, many}), "BadArgument:application_scope");
  EXPECT_EQ(SeenBy(As(ann_)), Names({"a"}));
}

TEST_P(Applications, WhatWasOpenedLastStandsFirstAndIsBounded) {
  std::vector<ApplicationId> made;
  for (int i = 0; i < kRecentKept + 2; ++i) {
    const auto one = Make("a" + std::to_string(i));
    ASSERT_TRUE(one.ok());
    made.push_back(*one);
    ASSERT_EQ(Open(ann_, *one), "ok");
  }
  ASSERT_EQ(Open(ann_, made[5]), "ok");
  const Names recent = RecentOf(ann_);
  ASSERT_EQ(std::ssize(recent), kRecentMax);
  EXPECT_EQ(recent[0], "a5");
  EXPECT_EQ(recent[1], "a31");
  EXPECT_EQ(RecentOf(bob_), Names());
  const store::Sql kept{"update application_use set used_at = used_at where user_id = ?"};
  EXPECT_EQ(Exec(kept, ann_), kRecentKept);
}

// Of many who make one of a code one does.
TEST_P(Applications, ACodeIsOneOfItsKindAlsoAtOnce) {
  std::atomic<int> made = 0;
  core::OnThreads(8, [&](int) {
    if (Make("same").ok()) ++made;
  });
  EXPECT_EQ(made, 1);
  EXPECT_EQ(Outcome(Make("same")), "Conflict:application_code");
  EXPECT_EQ(Outcome(Make("a b")), "BadArgument:application_code");
}

TEST_P(Applications, ListsAreAsManyStatementsForManyAsForOne) {
  for (int i = 0; i < 5; ++i) {
    const auto one = Make("a" + std::to_string(i));
    ASSERT_TRUE(one.ok());
    ASSERT_EQ(Show(*one, {true, ApplicationScope::kUser, {ann_.value}}), "ok");
  }
  Filter all;
  all.all = true;
  const int count = Read([&](Txn& txn) {
    core::CountingTxn counting(txn);
    application::List(counting, As(ann_), {}, 100, 0);
    application::List(counting, AsAdmin(cat_), all, 100, 0);
    Recent(counting, As(ann_));
    return counting.statements();
  });
  EXPECT_EQ(count, 6);
}

class ApplicationPlans : public core::PlansTest {};

// Lists read all applications of the tenant, which are kApplicationsMax.
TEST_F(ApplicationPlans, OneAndThoseOfAUserAreLookedUp) {
  const UserId ann = AddUser("ann");
  ExpectLookedUp([&](core::PlanTxn& plan) {
    Sees(plan, As(ann), ApplicationId(1));
    SelectUsed(plan, As(ann), 10);
    for (const char* table : {"SCAN a\n", "SCAN s\n", "SCAN u\n"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::application
