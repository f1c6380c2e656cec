// Trees that are kept are what would be read, whatever changed.

#include "core/office/organization/kept_tree.h"

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <random>
#include <string>

#include "core/column_test_util.h"
#include "core/core_test_util.h"
#include "core/office/organization/members.h"

namespace koine::organization {
namespace {

using store::Txn;

class KeptTrees : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    cache_ = std::make_unique<TreesCache>(3, 1 << 20);
    boss_ = AddUser("boss");
    ann_ = AddUser("ann");
    for (const char* name : {"a", "b", "c"}) made_ = Make(name, ann_);
  }
  DepartmentId Make(const std::string& name, UserId leader) {
    DepartmentIn in;
    in.name = name;
    in.leader = leader;
    auto made = Write([&](Txn& txn) { return Create(txn, AsAdmin(boss_), in); });
    EXPECT_EQ(core::Outcome(made), "ok");
    return made.ok() ? *made : DepartmentId();
  }
  std::shared_ptr<const Tree> Kept(int* statements = nullptr) {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      auto out = ListTree(counting, As(ann_), *cache_);
      EXPECT_EQ(*out, ListTree(txn, As(ann_)));
      if (statements != nullptr) *statements = counting.statements();
      return out;
    });
  }
  bool OnSqlite() const { return GetParam() == store::Engine::kSqlite; }

  std::unique_ptr<TreesCache> cache_;
  UserId boss_, ann_;
  DepartmentId made_;
};
KOINE_ON_BOTH(KeptTrees);

TEST_P(KeptTrees, AreReadAnewWhenTheyChanged) {
  int statements = 0;
  Kept();
  EXPECT_TRUE(Write([](Txn&) -> Status { return Ok(); }).ok());
  Kept();  // from the batch after the first one on, changes are noted
  const auto before = Kept(&statements);
  EXPECT_EQ(statements, OnSqlite() ? core::kKeptChecks : 1);
  Make("d", boss_);
  EXPECT_EQ(Kept(&statements)->size(), 4U);
  EXPECT_EQ(statements, 1);
  AddUser("nobody of the tree");
  const auto now = Kept(&statements);
  EXPECT_EQ(statements, OnSqlite() ? core::kKeptChecks : 1);
  EXPECT_EQ(before->size(), 3U);  // who has it goes on with what it was
  static const store::Sql kRename{"update users set nickname = 'Anna' where id = ?"};
  Exec(kRename, ann_);
  EXPECT_EQ(Kept(&statements)->front().leader_name, "Anna");
  EXPECT_EQ(statements, 1);
  EXPECT_EQ(core::Outcome(Write([&](Txn& txn) -> Status {
              KOINE_TRY(const Managed place, Managed::Open(txn, AsAdmin(boss_), made_));
              return AddMembers(txn, place, {boss_.value}, false, "");
            })),
            "ok");
  Kept(&statements);
  EXPECT_EQ(statements, 1);
}

TEST_P(KeptTrees, OfFewDepartmentsAreNotKept) {
  cache_->many = 4;
  int statements = 0;
  for (int i = 0; i < 3; ++i) Kept(&statements);
  EXPECT_EQ(statements, 1);
  EXPECT_EQ(cache_->kept.bytes(), 0U);
  Make("d", ann_);
  Kept();
  EXPECT_EQ(cache_->kept.bytes() > 0, OnSqlite());
}

TEST_P(KeptTrees, OfTooManyBytesAreNotKept) {
  cache_ = std::make_unique<TreesCache>(1, 100);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Kept()->size(), 3U);
  EXPECT_EQ(cache_->kept.bytes(), 0U);
}

TEST_P(KeptTrees, NameWhoHasNoNicknameByTheirLogin) {
  static const store::Sql kSteps[] = {store::Sql("update users set nickname = '' where id = ?"),
                                      store::Sql("update users set username = 'a1' where id = ?"),
                                      store::Sql("update users set username = null where id = ?"),
                                      store::Sql("update users set handle = 'h1' where id = ?")};
  Kept();
  for (const store::Sql& step : kSteps) {
    Exec(step, ann_);
    Kept();
    Kept();
  }
  EXPECT_EQ(Kept()->front().leader_name, "h1");
}

class KeptTreesOfRandomRows : public KeptTrees {};
INSTANTIATE_TEST_SUITE_P(Sqlite, KeptTreesOfRandomRows, testing::Values(store::Engine::kSqlite));

// Each column of the tables of a tree, also one of some day that nobody thought of.
TEST_P(KeptTreesOfRandomRows, AreWhatIsRead) {
  static const store::Sql kColumns{KOINE_COLUMNS_OF("'department', 'users'")};
  std::deque<core::ColumnSetter> setters;
  Read([&](Txn& txn) {
    core::ReadColumns(txn, kColumns, &setters);
    return 0;
  });
  ASSERT_GT(setters.size(), 30U);
  std::mt19937 dice{20261128};
  int kept = 0;
  for (int round = 0; round < 20 && !HasFailure(); ++round) {
    TearDown();
    SetUp();
    cache_->many = 1;
    for (const auto& column : setters) {
      SCOPED_TRACE(column.name());
      const auto before = Kept();
      static_cast<void>(Write([&](Txn& txn) -> Status {
        column.SetAny(txn, dice);
        return Ok();
      }));
      if (Kept() == before) ++kept;
      if (HasFailure()) break;
    }
  }
  EXPECT_GT(kept, 100);
}

}  // namespace
}  // namespace koine::organization
