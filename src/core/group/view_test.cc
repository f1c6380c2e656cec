#include "core/group/view.h"
#include "core/group/view_rows.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/group/manage.h"
#include "core/group/membership.h"

namespace koine::group {
namespace {

using core::Outcome;

class GroupView : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
  }
  std::vector<std::string> MakeGroups(int count) {
    std::vector<std::string> out;
    for (int i = 0; i < count; ++i) {
      out.push_back(std::to_string(Group(ann_, {bob_.value, cid_.value}).value));
    }
    return out;
  }
  Result<std::vector<Profile>> Open(UserId who, std::vector<std::string> handles,
                                    Dissolved dissolved = Dissolved::kRefused) {
    return Read([&](store::Txn& txn) { return OpenAsMember(txn, As(who), handles, dissolved); });
  }
  Status In(const std::string& handle,
            std::function<Status(store::Txn&, const access::GroupOwner&)> fn) {
    return Write([&](store::Txn& txn) -> Status {
      const auto id = FindByHandle(txn, kTenant, handle);
      KOINE_TRY(const auto place, access::GroupOwner::Open(txn, As(ann_), *id));
      return fn(txn, place);
    });
  }
  UserId ann_, bob_, cid_;
};
KOINE_ON_BOTH(GroupView);

TEST_P(GroupView, OnlyMembersOpenAndEachGroupOnce) {
  const auto groups = MakeGroups(2);
  const auto opened = Open(bob_, {groups[1], groups[0], groups[1]});
  ASSERT_TRUE(opened.ok());
  ASSERT_EQ(opened->size(), 2u);
  EXPECT_EQ((*opened)[0].handle, groups[1]);
  EXPECT_EQ(Outcome(Open(AddUser("dan"), {groups[0]})), "NotMember:group");
  EXPECT_EQ(Outcome(Open(bob_, {groups[0], "none"})), "GroupNotFound");
  ASSERT_EQ(Outcome(In(groups[0],
                       [](store::Txn& txn, const auto& place) { return Dissolve(txn, place); })),
            "ok");
  EXPECT_EQ(Outcome(Open(bob_, groups)), "GroupDissolved");
  const auto left = Open(bob_, groups, Dissolved::kLeftOut);
  ASSERT_TRUE(left.ok());
  EXPECT_EQ(left->size(), 1u);
}

TEST_P(GroupView, ChangesOfManyGroupsTakeAsManyStatementsAsThoseOfOne) {
  const auto groups = MakeGroups(20);
  auto ask = [&](std::size_t count, std::vector<version::Asked> since) {
    return Read([&](store::Txn& txn) {
      core::CountingTxn counting(txn);
      const auto opened =
          OpenAsMember(counting, As(bob_), std::span(groups).first(count), Dissolved::kRefused);
      EXPECT_TRUE(opened.ok());
      if (since.empty()) {
        for (const Profile& one : *opened) since.push_back({one.id.value, {}});
      }
      auto changes = ChangedMembers(counting, kTenant, since);
      return std::pair(std::move(changes), counting.statements());
    });
  };
  auto [all, statements] = ask(groups.size(), {});
  ASSERT_EQ(all.size(), groups.size());
  std::vector<version::Asked> since;
  for (const MemberChanges& one : all) {
    EXPECT_TRUE(one.delta.full);
    since.push_back({one.delta.owner, one.delta.now});
  }
  for (const std::string& handle : groups) {
    // Each with a proof of its own: a line moves the group on.
    ASSERT_EQ(Outcome(In(handle,
                         [&](store::Txn& txn, const auto& place) -> Status {
                           KOINE_CHECK(RemoveMembers(txn, place, {cid_.value}));
                           return Ok();
                         })),
              "ok");
    ASSERT_EQ(Outcome(In(handle,
                         [&](store::Txn& txn, const auto& place) -> Status {
                           KOINE_CHECK(MuteMembers(txn, place, {bob_.value}, txn.now_ms() + 1000));
                           return Ok();
                         })),
              "ok");
  }
  const auto many = ask(groups.size(), since);
  const auto one = ask(1, {since[0]});
  ASSERT_EQ(many.first.size(), groups.size());
  EXPECT_EQ(many.first[7].updated.front().user.id, bob_);
  EXPECT_EQ(many.first[7].deleted.size(), 1u);
  EXPECT_EQ(many.second, one.second);
  EXPECT_LE(many.second, 7);
}

TEST_P(GroupView, AnAnswerHoldsSoManyChanges) {
  std::vector<std::int64_t> crowd;
  for (int i = 0; i < version::kChangesMax; ++i) {
    crowd.push_back(AddUser("u" + std::to_string(i)).value);
  }
  const auto groups = MakeGroups(4);
  std::vector<version::Asked> since;
  for (const std::string& handle : groups) {
    const auto id =
        Read([&](store::Txn& txn) { return FindByHandle(txn, kTenant, handle)->value; });
    since.push_back({id, Read([&](store::Txn& txn) {
                       return version::Current(txn, kTenant, version::Collection::kMembers, id);
                     })});
    ASSERT_EQ(Outcome(In(handle,
                         [&](store::Txn& txn, const auto& place) -> Status {
                           KOINE_CHECK(AddMembers(txn, place, crowd));
                           return Ok();
                         })),
              "ok");
  }
  // 200 each: the third goes beyond 500 and is the last.
  const auto changes = Read([&](store::Txn& txn) { return ChangedMembers(txn, kTenant, since); });
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[2].inserted.size(), crowd.size());
}

TEST_P(GroupView, ASetOfMembersHasItsAbstract) {
  const auto groups = MakeGroups(2);
  auto abstract = [&](const std::string& handle) {
    return Read([&](store::Txn& txn) {
      const std::int64_t id = FindByHandle(txn, kTenant, handle)->value;
      return FindAbstracts(txn, kTenant, {&id, 1}).front();
    });
  };
  const Abstract before = abstract(groups[0]);
  EXPECT_EQ(before.members, 3);
  EXPECT_EQ(before.sum, ann_.value + bob_.value + cid_.value);
  EXPECT_EQ(abstract(groups[1]).squares, before.squares);
  ASSERT_EQ(Outcome(In(groups[0],
                       [&](store::Txn& txn, const auto& place) -> Status {
                         KOINE_CHECK(RemoveMembers(txn, place, {cid_.value}));
                         return Ok();
                       })),
            "ok");
  EXPECT_NE(abstract(groups[0]).sum, before.sum);
}

}  // namespace
}  // namespace koine::group
