#include "store/move.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

constexpr int kThings = 25'000;  // more than two slices
constexpr int kPiece = 1'000;
constexpr std::int64_t kEntries = 100;  // more than are kept to be written late
constexpr int kChildEnds = 7;

const Sql kAllThings{
    "select id, name, coalesce(n, -1), coalesce(ratio, -1), data, data is null from thing"
    " where id < 10 order by id"};

Engine Other(Engine engine) {
  return engine == Engine::kSqlite ? Engine::kPostgresql : Engine::kSqlite;
}

class StoreMove : public StoreTest {
 protected:
  void Fill() {
    const auto filled = store().WriteAndWait({"fill"}, [](Txn& txn) -> Result<int> {
      const std::string zeros("a\0b\xff", 4);
      txn.Exec(kInsertThing, 1, "it's \"quoted\" \\ 你好 🙂", INT64_MIN, -0.125, Bytes{zeros});
      txn.Exec(kInsertThing, 2, "", INT64_MAX, 1e300, Bytes{""});
      txn.Exec(kInsertThing, -3, "x", std::nullopt, std::nullopt, std::nullopt);
      for (int i = 1; i <= kEntries; ++i) AppendEntry(txn, 1, i, "entry");
      return 1;
    });
    ASSERT_TRUE(filled.ok());
    // In pieces, as a command may take a second at most.
    for (int from = 10; from < kThings; from += kPiece) {
      const auto more = store().WriteAndWait({"fill"}, [from](Txn& txn) -> Result<int> {
        for (int i = from; i < std::min(from + kPiece, kThings); ++i) {
          txn.Exec(kInsertThing, i, "thing " + std::to_string(i), i, std::nullopt, std::nullopt);
        }
        return 1;
      });
      ASSERT_TRUE(more.ok());
    }
  }
  Result<std::vector<MovedTable>> Move(const std::string& from, const std::string& to) {
    return MoveStore(
        {from, to, clock_.NowMs(), [](std::string_view, std::int64_t, std::int64_t) {}},
        TestMigrations());
  }
  // A process that ends without a word when it tells of its progress for the `nth` time.
  void MoveAndEnd(const std::string& to, int nth) {
    const pid_t child = ::fork();
    if (child == 0) {
      int told = 0;
      static_cast<void>(MoveStore({options_.url, to, 1,
                                   [&](std::string_view, std::int64_t, std::int64_t) {
                                     if (++told == nth) ::_exit(kChildEnds);
                                   }},
                                  TestMigrations()));
      ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    ASSERT_EQ(WEXITSTATUS(status), kChildEnds) << "there were fewer than " << nth << " words";
  }
  std::string OpeningFails(const std::string& url) {
    Options options = options_;
    options.url = url;
    const auto opened = Store::Open(options, TestMigrations());
    return opened.ok() ? "" : opened.error().text;
  }
};
KOINE_ON_BOTH_ENGINES(StoreMove);

std::vector<std::string> Things(Store& store) {
  std::vector<std::string> out;
  const Status read = store.ReadNow("things", [&](Txn& txn) {
    txn.Each(kAllThings, [&](const Row& row) {
      out.push_back(std::to_string(row.Int(0)) + "|" + row.String(1) + "|" +
                    std::to_string(row.Int(2)) + "|" + std::to_string(row.Real(3)) + "|" +
                    row.String(4) + "|" + std::to_string(row.Int(5)));
    });
  });
  EXPECT_TRUE(read.ok());
  return out;
}

TEST_P(StoreMove, ThereAndBackAllIsTheSame) {
  Fill();
  const auto before = Things(store());
  const auto head = store().head();
  store_.reset();
  TestDatabase other(Other(GetParam())), back(GetParam());
  const auto there = Move(options_.url, other.url());
  ASSERT_TRUE(there.ok()) << there.error().text;
  const auto again = Move(other.url(), back.url());
  ASSERT_TRUE(again.ok()) << again.error().text;
  ASSERT_EQ(there->size(), again->size());
  for (std::size_t i = 0; i < there->size(); ++i) {
    EXPECT_EQ((*there)[i].name, (*again)[i].name);
    EXPECT_EQ((*there)[i].rows, (*again)[i].rows);
    EXPECT_EQ((*there)[i].sum, (*again)[i].sum);
  }
  // Each table that the migrations make, and the three of the schema itself.
  std::vector<std::string> names;
  for (const MovedTable& table : *there) names.push_back(table.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"counter", "entry", "entry_key", "id_block", "job", "lease",
                                      "log_head", "meta", "node", "row_change", "row_change_floor",
                                      "schema_additive", "schema_sum", "schema_version", "thing"}));
  for (const std::string& url : {other.url(), back.url()}) {
    Options options = options_;
    options.url = url;
    Open(options);
    EXPECT_EQ(Things(store()), before);
    EXPECT_EQ(CountThings(store()), kThings - 10 + 3);
    EXPECT_EQ(CountEntries(store()), std::make_pair(kEntries, head));
    EXPECT_EQ(store().head(), head);
    ExpectKeys(store());
    store_.reset();
  }
}

TEST_P(StoreMove, BrokenOffItDoesNotOpenAndGoesOn) {
  Fill();
  store_.reset();
  TestDatabase other(Other(GetParam()));
  for (const int nth : {1, 11, 3, 5}) {
    MoveAndEnd(other.url(), nth);
    EXPECT_NE(OpeningFails(other.url()).find("broken off"), std::string::npos);
    EXPECT_EQ(OpeningFails(options_.url), "") << "the source is as it was";
  }
  const auto moved = Move(options_.url, other.url());
  ASSERT_TRUE(moved.ok()) << moved.error().text;
  Options options = options_;
  options.url = other.url();
  Open(options);
  EXPECT_EQ(CountThings(store()), kThings - 10 + 3);
}

const Sql kChange{"update thing set name = 'changed' where id = 1"};

TEST_P(StoreMove, WhatChangedBetweenTwoTriesIsFound) {
  Fill();
  store_.reset();
  TestDatabase other(Other(GetParam()));
  MoveAndEnd(other.url(), 18);
  Open();
  ASSERT_TRUE(
      store()
          .WriteAndWait({"x"}, [](Txn& txn) -> Result<int> { return txn.Exec(kChange) > 0; })
          .ok());
  store_.reset();
  const auto moved = Move(options_.url, other.url());
  ASSERT_FALSE(moved.ok());
  EXPECT_NE(moved.error().text.find(" differs: "), std::string::npos) << moved.error().text;
  EXPECT_NE(OpeningFails(other.url()), "");
}

TEST_P(StoreMove, WhatIsRefused) {
  Fill();
  TestDatabase other(Other(GetParam())), third(GetParam());
  auto moved = Move(options_.url, other.url());
  ASSERT_FALSE(moved.ok()) << "a server is at work";
  EXPECT_TRUE(moved.error().text.find("locked") != std::string::npos ||
              moved.error().text.find("at work") != std::string::npos)
      << moved.error().text;
  store_.reset();
  EXPECT_FALSE(Move(options_.url, options_.url).ok());
  EXPECT_FALSE(Move(options_.url, "mysql://x").ok());
  EXPECT_FALSE(Move(other.url(), third.url()).ok()) << "there is no store";
  ASSERT_TRUE(Move(options_.url, other.url()).ok());
  moved = Move(options_.url, other.url());
  ASSERT_FALSE(moved.ok());
  EXPECT_NE(moved.error().text.find("is not empty"), std::string::npos) << moved.error().text;
}

TEST_P(StoreMove, AnOlderSchemaIsUpgradedFirst) {
  Fill();
  store_.reset();
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({3, "extra", "create table extra (id ID);"});
  TestDatabase other(Other(GetParam()));
  const auto moved = MoveStore(
      {options_.url, other.url(), 1, [](std::string_view, std::int64_t, std::int64_t) {}}, more);
  ASSERT_FALSE(moved.ok());
  EXPECT_NE(moved.error().text.find("older schema"), std::string::npos) << moved.error().text;
}

}  // namespace
}  // namespace koine::store
