#include "store/migrate.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "store/node.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

class StoreMigrations : public StoreTest {
 protected:
  Status OpenWith(std::span<const Migration> migrations) {
    store_.reset();
    auto opened = Store::Open(options_, migrations);
    if (!opened.ok()) return std::move(opened).error();
    store_ = std::move(*opened);
    return Ok();
  }
  void AnAppliedOneMayNotChangeNow() {
    std::vector<Migration> changed(TestMigrations().begin(), TestMigrations().end());
    const std::string text = std::string(changed[0].sql) + " ";
    changed[0].sql = text.c_str();
    const Status opened = OpenWith(changed);
    ASSERT_FALSE(opened.ok());
    EXPECT_NE(opened.error().text.find("migration 1 "), std::string::npos) << opened.error().text;
    EXPECT_NE(opened.error().text.find("another text"), std::string::npos);
  }
};
KOINE_ON_BOTH_ENGINES(StoreMigrations);

const Sql kInsertExtra{"insert into extra (id, name) values (?, ?)"};

TEST_P(StoreMigrations, ANewOneIsAppliedOnceOnTopOfTheData) {
  ASSERT_TRUE(store()
                  .WriteAndWait({"put"},
                                [](Txn& txn) -> Result<int> {
                                  txn.Exec(kInsertThing, 1, "kept", 1, std::nullopt, std::nullopt);
                                  return 1;
                                })
                  .ok());
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({3, "extra", "create table extra (id ID, name TEXT not null);"});
  for (int i = 1; i <= 2; ++i) {
    const Status opened = OpenWith(more);
    ASSERT_TRUE(opened.ok()) << opened.error().text;
    EXPECT_TRUE(store()
                    .WriteAndWait({"put"},
                                  [&](Txn& txn) -> Result<int> {
                                    return static_cast<int>(txn.Exec(kInsertExtra, i, "x"));
                                  })
                    .ok());
  }
  EXPECT_EQ(CountThings(store()), 1);
}

TEST_P(StoreMigrations, WhoOpensTheStoreIsToldOfStepsOnOneThatIsThere) {
  const std::string step = "migration 3 'extra' of 'koine'";
  std::vector<std::string> told;
  options_.on_step = [&told](const std::string& one) { told.push_back(one); };
  ASSERT_TRUE(OpenWith(TestMigrations()).ok());
  EXPECT_EQ(std::ranges::count(told, step), 0);
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({3, "extra", "create table extra (id ID, name TEXT not null);"});
  for (int i = 1; i <= 2; ++i) {
    ASSERT_TRUE(OpenWith(more).ok());
    EXPECT_EQ(std::ranges::count(told, step), 1) << "taken once";
  }
  store_.reset();
}

// PostgreSQL plans by what it counted, and by what a new step says of the columns.
TEST_P(StoreMigrations, AfterAnUpgradePostgresqlLooksAtTheTables) {
  if (GetParam() != Engine::kPostgresql) GTEST_SKIP() << "SQLite keeps no statistics";
  static const Sql looked{
      "select count(*) from pg_class where relname in ('thing', 'extra') and reltuples >= 0"};
  const auto count = [this] {
    std::int64_t out = -1;
    EXPECT_TRUE(
        store()
            .ReadNow(
                "look",
                [&](Txn& txn) {
                  out = txn.First(looked, [](const Row& row) { return row.Int(0); }).value_or(-1);
                })
            .ok());
    return out;
  };
  EXPECT_EQ(count(), 0) << "a new store is empty";
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({3, "extra", "create table extra (id ID, name TEXT not null);"});
  ASSERT_TRUE(OpenWith(more).ok());
  EXPECT_EQ(count(), 2);
}

TEST_P(StoreMigrations, ANewerSchemaIsRefused) {
  const Status opened = OpenWith(TestMigrations().subspan(0, 1));
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().field, "store.url");
  EXPECT_NE(opened.error().text.find("version 2, newer than this program knows (1)"),
            std::string::npos)
      << opened.error().text;
  EXPECT_TRUE(OpenWith(TestMigrations()).ok()) << "and left as it was";
}

TEST_P(StoreMigrations, AProgramGoesOnBesideAdditiveStepsThatItDoesNotKnow) {
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({3, "extra", "create table extra (id ID);", true});
  ASSERT_TRUE(OpenWith(more).ok());
  const Status older = OpenWith(TestMigrations());
  EXPECT_TRUE(older.ok()) << older.error().text;
  more.push_back({4, "other", "create table other (id ID);"});
  ASSERT_TRUE(OpenWith(more).ok());
  const Status refused = OpenWith(TestMigrations());
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().text.find("version 4, newer than this program knows (2)"),
            std::string::npos)
      << refused.error().text;
}

const Sql kSeeNode{"update node set seen_at = ?"};

TEST_P(StoreMigrations, BesideOtherNodesOnlyAdditiveStepsAreTaken) {
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({3, "extra", "create table extra (id ID);", true});
  more.push_back({4, "other", "create table other (id ID);"});
  const auto seen = [this](std::int64_t at) {
    return store()
        .WriteAndWait({"see"},
                      [at](Txn& txn) -> Result<int> {
                        JoinNode(txn, {.name = "a1", .boot = "b", .version = "1.0"});
                        return static_cast<int>(txn.Exec(kSeeNode, at));
                      })
        .ok();
  };
  ASSERT_TRUE(seen(clock_.NowMs()));
  const Status refused = OpenWith(more);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().text.find("migration 4 'other' may not be taken beside older nodes, "
                                      "and 'a1' (1.0) was seen"),
            std::string::npos)
      << refused.error().text;
  ASSERT_TRUE(OpenWith(std::span(more).subspan(0, 3)).ok()) << "the additive one is taken";
  ASSERT_TRUE(seen(clock_.NowMs() - 60'000));
  EXPECT_TRUE(OpenWith(more).ok());
}

TEST_P(StoreMigrations, ABrokenOneLeavesNothing) {
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({3, "extra", "create table extra (id ID);"});
  more.push_back({4, "broken", "create table other (id ID); insert into nowhere values (1);"});
  const Status opened = OpenWith(more);
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().text.find("migration 4 'broken'"), std::string::npos)
      << opened.error().text;
  EXPECT_TRUE(OpenWith(TestMigrations()).ok()) << "3 was taken back too";
}

const Sql kForgetSums{"delete from schema_sum"};
const Sql kDropScore{"alter table thing drop column n"};

TEST_P(StoreMigrations, AnAppliedOneMayNotChange) {
  AnAppliedOneMayNotChangeNow();
  EXPECT_TRUE(OpenWith(TestMigrations()).ok()) << "and left as it was";
}

TEST_P(StoreMigrations, AStoreWithoutSumsGetsThemIfItsTablesAreRight) {
  auto run = [this](const Sql& sql) {
    return store()
        .WriteAndWait({"change"},
                      [&](Txn& txn) -> Result<int> {
                        txn.Exec(sql);
                        return 1;
                      })
        .ok();
  };
  ASSERT_TRUE(run(kForgetSums));
  const Status opened = OpenWith(TestMigrations());
  ASSERT_TRUE(opened.ok()) << opened.error().text;
  // They are there again, or a changed text would be taken for an unknown one.
  AnAppliedOneMayNotChangeNow();

  ASSERT_TRUE(OpenWith(TestMigrations()).ok());
  ASSERT_TRUE(run(kForgetSums));
  ASSERT_TRUE(run(kDropScore));
  const Status refused = OpenWith(TestMigrations());
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().text.find("no column thing.n "), std::string::npos)
      << refused.error().text;
}

TEST_P(StoreMigrations, WithoutCreateAnEmptyDatabaseIsRefused) {
  TestDatabase empty(GetParam());
  ASSERT_EQ(empty.problem(), "");
  Options options = options_;
  options.url = empty.url();
  options.create = false;
  const auto opened = Store::Open(options, TestMigrations());
  ASSERT_FALSE(opened.ok());
  EXPECT_TRUE(opened.error().Is(Code::kNotFound));
  EXPECT_NE(opened.error().text.find("no store at"), std::string::npos) << opened.error().text;
  options_.create = false;
  EXPECT_TRUE(OpenWith(TestMigrations()).ok());
}

TEST_P(StoreMigrations, NumbersMustHaveNoHole) {
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({4, "extra", "create table extra (id ID);"});
  const Status opened = OpenWith(more);
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().text.find("expected 3"), std::string::npos);
}

TEST(StoreOpen, NamesTheSettingAndWhatIsWrong) {
  RealClock clock;
  FixedRandom random;
  Options options;
  options.clock = &clock;
  options.random = &random;
  for (const char* url : {"", "sqlite:", "mysql://x", "sqlite:/nowhere/at/all/koine.db",
                          "postgresql://nobody@/none?host=/nowhere"}) {
    options.url = url;
    const auto opened = Store::Open(options, TestMigrations());
    ASSERT_FALSE(opened.ok()) << url;
    EXPECT_EQ(opened.error().field, "store.url") << url;
    EXPECT_NE(opened.error().text, "") << url;
  }
}

}  // namespace
}  // namespace koine::store
