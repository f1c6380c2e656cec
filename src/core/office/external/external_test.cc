#include "core/office/external/external.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "core/core_test_util.h"
#include "core/office/external/exchange.h"
#include "core/office/external/rows.h"
#include "core/plan_test_util.h"

namespace koine::external {
namespace {

using core::Outcome;
using store::Txn;

const store::Sql kFillBook{
    "update external_book set contact_count = ?, group_count = ? where tenant_id = 1 and "
    "user_id = ?"};

TEST(ExternalTags, EachStandsOnceWithoutBlanksAroundIt) {
  const auto tags = TagsOf(" a, b b ，a,,客户， ");
  EXPECT_EQ(tags, (std::vector<std::string>{"a", "b b", "客户"}));
  EXPECT_EQ(JoinTags(tags), "a,b b,客户");
  EXPECT_EQ(TagsOf(""), std::vector<std::string>());
  EXPECT_EQ(TagsOf("，"), std::vector<std::string>());
}

class Externals : public core::TrioOnBothTest {
 protected:
  using Names = std::vector<std::string>;

  Result<ContactId> Add(UserId who, const std::string& name, GroupId group = {},
                        bool starred = false, const std::string& tags = "") {
    ContactDraft draft;
    draft.what.name = name;
    draft.what.tags = tags;
    draft.group = group;
    draft.starred = starred;
    return Write([&](Txn& txn) { return AddContact(txn, As(who), draft); });
  }
  Result<GroupId> MakeGroup(UserId who, const std::string& name, std::int64_t order = 0) {
    return Write([&](Txn& txn) { return AddGroup(txn, As(who), name, order); });
  }
  template <class F>
  std::string With(UserId who, ContactId id, F verb) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, OwnContact::Open(txn, As(who), id));
      return verb(txn, place);
    }));
  }
  template <class F>
  std::string WithGroup(UserId who, GroupId id, F verb) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, OwnGroup::Open(txn, As(who), id));
      return verb(txn, place);
    }));
  }
  std::string Remove(UserId who, ContactId id) {
    return With(who, id, [](Txn& txn, const OwnContact& place) -> Status {
      RemoveContact(txn, place);
      return Ok();
    });
  }
  std::string Star(UserId who, ContactId id, std::optional<bool> starred = {}) {
    return With(who, id, [&](Txn& txn, const OwnContact& place) -> Status {
      StarContact(txn, place, starred);
      return Ok();
    });
  }
  std::string Move(UserId who, ContactId id, GroupId group) {
    return With(who, id, [&](Txn& txn, const OwnContact& place) {
      return ChangeContact(txn, place, {place.contact().what, group, place.contact().starred});
    });
  }
  std::string RemoveTheGroup(UserId who, GroupId id) {
    return WithGroup(who, id,
                     [](Txn& txn, const OwnGroup& place) { return RemoveGroup(txn, place); });
  }
  Names NamesOf(UserId who, const Filter& filter = {}) {
    return Read([&](Txn& txn) {
      Names out;
      for (const Contact& one : ListContacts(txn, As(who), filter, 100, 0)) {
        out.push_back(one.what.name);
      }
      EXPECT_EQ(CountContacts(txn, As(who), filter), std::ssize(out));
      return out;
    });
  }
  Names Found(UserId who, const std::string& keyword) {
    Filter filter;
    filter.keyword = keyword;
    return NamesOf(who, filter);
  }
  Contact Now(ContactId id) {
    return Read([&](Txn& txn) { return *FindContact(txn, kTenant, id); });
  }
  Result<std::vector<office::Fate>> Take(UserId who, const std::string& text, bool dry_run = false,
                                         GroupId group = {}) {
    const auto file = ReadFile(text, FormatOf(text));
    EXPECT_TRUE(file.ok()) << text;
    return Write([&](Txn& txn) { return Import(txn, As(who), *file, group, dry_run); });
  }
};
KOINE_ON_BOTH(Externals);

TEST_P(Externals, StarredOnesStandFirstThenTheNewest) {
  ASSERT_TRUE(Add(ann_, "old").ok());
  const auto star = Add(ann_, "star", {}, true);
  ASSERT_TRUE(star.ok());
  clock.Advance(1000);
  ASSERT_TRUE(Add(ann_, " new ").ok());
  ASSERT_TRUE(Add(ann_, "newer").ok());
  EXPECT_EQ(NamesOf(ann_), Names({"star", "newer", "new", "old"}));
  EXPECT_EQ(NamesOf(bob_), Names());
  Filter starred;
  starred.starred = true;
  EXPECT_EQ(NamesOf(ann_, starred), Names({"star"}));
  ASSERT_EQ(Star(ann_, *star), "ok");
  EXPECT_EQ(NamesOf(ann_, starred), Names());
  EXPECT_EQ(NamesOf(ann_), Names({"newer", "new", "star", "old"}));
  ASSERT_EQ(Star(ann_, *star, true), "ok");
  ASSERT_EQ(Star(ann_, *star, true), "ok");
  EXPECT_EQ(NamesOf(ann_, starred), Names({"star"}));
}

TEST_P(Externals, NobodyElseComesNear) {
  const auto id = Add(ann_, "x");
  const auto group = MakeGroup(ann_, "g");
  ASSERT_TRUE(id.ok() && group.ok());
  EXPECT_EQ(Star(bob_, *id), "RoleTooLow");
  EXPECT_EQ(Remove(bob_, *id), "RoleTooLow");
  EXPECT_EQ(Read([&](Txn& txn) { return Outcome(OwnContact::Open(txn, As(bob_), *id)); }),
            "RoleTooLow");
  EXPECT_EQ(RemoveTheGroup(bob_, *group), "NotFound:external_group");
  EXPECT_EQ(Outcome(Add(bob_, "y", *group)), "NotFound:external_group");
  EXPECT_EQ(Remove(ann_, ContactId(id->value + 1000)), "NotFound:external_contact");
  EXPECT_EQ(Remove(ann_, *id), "ok");
  EXPECT_EQ(Remove(ann_, *id), "NotFound:external_contact");
}

TEST_P(Externals, GroupsHaveNamesOfTheirOwnAndCountWhatIsInThem) {
  const auto a = MakeGroup(ann_, "a", 2), b = MakeGroup(ann_, "b", 1), c = MakeGroup(ann_, "c", 1);
  ASSERT_TRUE(a.ok() && b.ok() && c.ok());
  EXPECT_EQ(Outcome(MakeGroup(ann_, " b ")), "Conflict:external_group_name");
  EXPECT_TRUE(MakeGroup(bob_, "b").ok());
  const auto id = Add(ann_, "x", *b);
  ASSERT_TRUE(id.ok() && Add(ann_, "y", *b).ok());
  EXPECT_EQ(Now(*id).group_name, "b");
  const auto groups = [this] {
    return Read([&](Txn& txn) {
      Names out;
      for (const external::Group& group : ListGroups(txn, As(ann_))) {
        out.push_back(group.name + std::to_string(group.contacts));
      }
      return out;
    });
  };
  EXPECT_EQ(groups(), Names({"b2", "c0", "a0"}));
  ASSERT_EQ(Move(ann_, *id, *c), "ok");
  EXPECT_EQ(groups(), Names({"b1", "c1", "a0"}));
  Filter in_c, in_none;
  in_c.group = *c;
  in_none.group = GroupId();
  EXPECT_EQ(NamesOf(ann_, in_c), Names({"x"}));
  EXPECT_EQ(NamesOf(ann_, in_none), Names());
  EXPECT_EQ(RemoveTheGroup(ann_, *c), "BadState:external_group_used");
  ASSERT_EQ(Move(ann_, *id, GroupId()), "ok");
  EXPECT_EQ(NamesOf(ann_, in_none), Names({"x"}));
  ASSERT_EQ(RemoveTheGroup(ann_, *c), "ok");
  EXPECT_EQ(Move(ann_, *id, *c), "NotFound:external_group");
  const auto rename = [this](GroupId group, const std::string& name) {
    return WithGroup(ann_, group, [&](Txn& txn, const OwnGroup& place) {
      return ChangeGroup(txn, place, name, std::nullopt);
    });
  };
  EXPECT_EQ(rename(*a, "b"), "Conflict:external_group_name");
  EXPECT_EQ(rename(*b, "b"), "ok");
  EXPECT_EQ(rename(*a, "c"), "ok");
  EXPECT_EQ(groups(), Names({"b1", "c0"}));
}

TEST_P(Externals, AKeywordIsPartOfNameCompanyNumberOrAddress) {
  ContactDraft draft;
  draft.what = {"张伟",   "Äther GmbH", "", "+86 138-0013 8000", "Wei@Example.org", "wx", "Street",
                "remark", "buyer",      ""};
  ASSERT_TRUE(Write([&](Txn& txn) { return AddContact(txn, As(ann_), draft); }).ok());
  ASSERT_TRUE(Add(ann_, "other").ok());
  for (const char* keyword : {"伟", "äTHER", "0013 80", "13800138", "wei@EX", " 张伟 "}) {
    EXPECT_EQ(Found(ann_, keyword), Names({"张伟"})) << keyword;
  }
  for (const char* keyword : {"street", "remark", "buyer", "wx", "%", "_", "nobody"}) {
    EXPECT_EQ(Found(ann_, keyword), Names()) << keyword;
  }
  EXPECT_EQ(Found(bob_, "张伟"), Names());
}

TEST_P(Externals, TagsAreCountedAndChosen) {
  ASSERT_TRUE(Add(ann_, "a", {}, false, "buyer, fair").ok());
  ASSERT_TRUE(Add(ann_, "b", {}, true, "fair").ok());
  ASSERT_TRUE(Add(ann_, "c", {}, false, "fairground").ok());
  ASSERT_TRUE(Add(bob_, "d", {}, false, "fair").ok());
  Filter fair;
  fair.tag = "fair";
  EXPECT_EQ(NamesOf(ann_, fair), Names({"b", "a"}));
  fair.starred = true;
  EXPECT_EQ(NamesOf(ann_, fair), Names({"b"}));
  const auto tags = Read([&](Txn& txn) { return ListTags(txn, As(ann_)); });
  ASSERT_EQ(tags.size(), 3u);
  EXPECT_EQ(tags[0].name, "fair");
  EXPECT_EQ(tags[0].contacts, 2);
}

// Of many who add the last one that there is room for, one does.
TEST_P(Externals, ThereIsRoomForSoManyAlsoAtOnce) {
  const auto first = Add(ann_, "x");
  ASSERT_TRUE(first.ok());
  ASSERT_EQ(Exec(kFillBook, kContactsMax - 1, kGroupsMax - 1, ann_), 1);
  std::atomic<int> added = 0, made = 0;
  core::OnThreads(8, [&](int i) {
    if (Add(ann_, "y").ok()) ++added;
    if (MakeGroup(ann_, std::to_string(i)).ok()) ++made;
  });
  EXPECT_EQ(added, 1);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(Outcome(Add(ann_, "z")), "BadState:external_contacts_full");
  EXPECT_EQ(Outcome(MakeGroup(ann_, "z")), "BadState:external_groups_full");
  EXPECT_EQ(Outcome(Take(ann_, "name\nz\n")), "BadState:external_contacts_full");
  ASSERT_TRUE(Add(bob_, "z").ok());
  ASSERT_EQ(Remove(ann_, *first), "ok");
  EXPECT_TRUE(Add(ann_, "z").ok());
}

// A group that goes while somebody is put into it: one of the two is refused.
TEST_P(Externals, NobodyStaysInAGroupThatIsGone) {
  for (int round = 0; round < 5; ++round) {
    const auto group = MakeGroup(ann_, "g");
    ASSERT_TRUE(group.ok());
    std::atomic<int> added = 0, removed = 0;
    core::OnThreads(4, [&](int i) {
      if (i % 2 == 0) {
        added += Add(ann_, "x", *group).ok() ? 1 : 0;
      } else {
        removed += RemoveTheGroup(ann_, *group) == "ok" ? 1 : 0;
      }
    });
    Filter inside;
    inside.group = *group;
    EXPECT_EQ(std::ssize(NamesOf(ann_, inside)), added);
    EXPECT_EQ(removed, added > 0 ? 0 : 1);
    for (const Contact& one :
         Read([&](Txn& txn) { return ListContacts(txn, As(ann_), inside, 100, 0); })) {
      ASSERT_EQ(Remove(ann_, one.id), "ok");
    }
    if (removed == 0) {
      ASSERT_EQ(RemoveTheGroup(ann_, *group), "ok");
    }
  }
}

TEST_P(Externals, AnImportKnowsWhoIsThere) {
  const std::string file =
      "name,mobile,email,company,group,tags\n"
      "Eve,138 0000,,Acme,Suppliers,a\n"
      "Bo,,bo@example.org,,,\n";
  using Fates = std::vector<office::Fate>;
  const auto dry = Take(ann_, file, true);
  ASSERT_TRUE(dry.ok());
  EXPECT_EQ(*dry, Fates({office::Fate::kCreated, office::Fate::kCreated}));
  EXPECT_EQ(NamesOf(ann_), Names());
  const auto first = Take(ann_, file);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(*first, *dry);
  EXPECT_EQ(NamesOf(ann_), Names({"Bo", "Eve"}));
  EXPECT_EQ(*Take(ann_, file), Fates({office::Fate::kUnchanged, office::Fate::kUnchanged}));
  // The same number, differently spelled; then one that the file itself brought.
  const auto more = Take(ann_, "name,mobile,position\neve,1380000,Buyer\nCy,1,\nCy,1,CTO\n");
  ASSERT_TRUE(more.ok());
  EXPECT_EQ(*more, Fates({office::Fate::kUpdated, office::Fate::kCreated, office::Fate::kUpdated}));
  const auto people = Read([&](Txn& txn) { return ListContacts(txn, As(ann_), Filter(), 100, 0); });
  ASSERT_EQ(people.size(), 3u);
  EXPECT_EQ(people[0].what.position, "CTO");
  EXPECT_EQ(people[0].source, Source::kImport);
  EXPECT_EQ(people[2].what.name, "eve");
  EXPECT_EQ(people[2].what.company, "Acme");
  EXPECT_EQ(people[2].what.position, "Buyer");
  EXPECT_EQ(people[2].group_name, "Suppliers");
  EXPECT_EQ(NamesOf(bob_), Names());
}

TEST_P(Externals, WhatIsExportedIsTheSameWhenItComesBack) {
  const auto group = MakeGroup(ann_, "g");
  ASSERT_TRUE(group.ok() && Add(ann_, "a", *group, true, "x,y").ok() && Add(ann_, "b").ok());
  for (const Format format : {Format::kCards, Format::kTable}) {
    const std::string text =
        Read([&](Txn& txn) { return Export(txn, As(ann_), Filter(), format); });
    EXPECT_EQ(FormatOf(text), format);
    const auto fates = Take(ann_, text);
    ASSERT_TRUE(fates.ok());
    EXPECT_EQ(*fates,
              (std::vector<office::Fate>{office::Fate::kUnchanged, office::Fate::kUnchanged}));
  }
  const std::string text =
      Read([&](Txn& txn) { return Export(txn, As(ann_), Filter(), Format::kCards); });
  ASSERT_TRUE(Take(bob_, text).ok());
  const auto people = Read([&](Txn& txn) { return ListContacts(txn, As(bob_), Filter(), 100, 0); });
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].what.tags, "x,y");
  EXPECT_EQ(people[0].group_name, "g");
  EXPECT_TRUE(people[0].starred);
  EXPECT_NE(people[0].group, *group);
}

TEST_P(Externals, ListsAreAsManyStatementsForManyAsForOne) {
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Add(ann_, std::to_string(i)).ok());
  const int count = Read([&](Txn& txn) {
    core::CountingTxn counting(txn);
    ListContacts(counting, As(ann_), Filter(), 100, 0);
    ListGroups(counting, As(ann_));
    ListTags(counting, As(ann_));
    return counting.statements();
  });
  EXPECT_EQ(count, 4);
}

class ExternalPlans : public core::PlansTest {};

TEST_F(ExternalPlans, ListsReadTheCallersRowsAlone) {
  const UserId ann = AddUser("ann");
  ExpectLookedUp([&](core::PlanTxn& plan) {
    Filter filter;
    for (const bool starred : {false, true}) {
      for (const char* keyword : {"", "x"}) {
        filter = {starred, std::nullopt, "", keyword};
        SelectContacts(plan, As(ann), filter, 10, 0);
        CountSelected(plan, As(ann), filter);
        filter.group = GroupId(1);
        SelectContacts(plan, As(ann), filter, 10, 0);
        CountSelected(plan, As(ann), filter);
      }
    }
    SelectTags(plan, As(ann));
    SelectGroups(plan, As(ann));
    SelectGroupSizes(plan, As(ann));
    for (const char* table : {"SCAN c\n", "SCAN g\n", "SCAN external"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
    for (const char* index :
         {"COVERING INDEX external_contact_list", "COVERING INDEX external_contact_group"}) {
      EXPECT_NE(plan.used().find(index), std::string::npos) << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::external
