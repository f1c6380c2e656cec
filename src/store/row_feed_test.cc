// Rows that one statement inserts are those that a statement for each would.

#include "store/row_feed.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

// engines: SQLite alone has feeds
const Sql kOne{"insert into t (id, n, ratio, body, data, fixed) values (?, ?, ?, ?, ?, 7)", ""};
const Sql kCopies{
    "insert or ignore into copy (id, body) select id, body from t where id = ? and n = ?", ""};
const Sql kRows{
    "select id, n, ratio, body, data, fixed, typeof(n) || typeof(ratio) || typeof(body) || "
    "typeof(data) from t order by rowid",
    ""};
const Sql kCount{"select count(*) from copy", ""};

class RowFeedTest : public testing::Test {
 protected:
  void SetUp() override {
    SqliteOpen open;
    open.path = ":memory:";
    auto conn = SqliteConn::Open(open);
    ASSERT_TRUE(conn.ok());
    conn_ = std::move(*conn);
    ASSERT_EQ(RowFeed::Register(conn_->db()), SQLITE_OK);
    ASSERT_EQ(conn_->Script("create table t (id integer not null, n integer, ratio real, body text,"
                            " data blob, fixed integer, unique (id)) strict;"
                            "create index t_n on t (n) where n > 5;"
                            "create table copy (id integer primary key, body text) strict;"),
              SQLITE_OK);
  }
  std::vector<std::string> Rows() {
    std::vector<std::string> out;
    const Txn::RowFn read = [&out](const Row& row) {
      std::string text;
      for (int i = 0; i < 7; ++i) text += std::string(row.Null(i) ? "-" : row.Text(i)) + "|";
      out.push_back(text);
    };
    std::int64_t count = 0;
    EXPECT_EQ(conn_->Run(kRows, {}, &read, &count), SQLITE_OK);
    return out;
  }
  void Add(RowFeed* feed, std::initializer_list<Param> row) {
    for (const Param& value : row) feed->Add(value);
  }

  std::unique_ptr<SqliteConn> conn_;
  std::int64_t added_ = -1;
};

TEST_F(RowFeedTest, ValuesArriveAsTheyWereInTheirOrder) {
  RowFeed feed(kOne, 5);
  EXPECT_TRUE(feed.empty());
  const std::string zeros("a\0b", 3);
  {
    const std::string passing = "gone when it is inserted";
    Add(&feed, {3, 30, 1.5, passing, Bytes{zeros}});
    Add(&feed, {1, Param(), Param(), Param(), Param()});
    Add(&feed, {2, -1, -0.25, "", Bytes{""}});
  }
  ASSERT_EQ(feed.Insert(*conn_, &added_), SQLITE_OK);
  EXPECT_EQ(added_, 3);
  const std::vector<std::string> expected = {
      "3|30|1.5|gone when it is inserted|" + zeros + "|7|integerrealtextblob|",
      "1|-|-|-|-|7|nullnullnullnull|", "2|-1|-0.25|||7|integerrealtextblob|"};
  EXPECT_EQ(Rows(), expected);
  feed.Clear();
  EXPECT_TRUE(feed.empty());
  ASSERT_EQ(feed.Insert(*conn_, &added_), SQLITE_OK);
  EXPECT_EQ(added_, 0);
  Add(&feed, {4, 6, Param(), "after", Param()});
  ASSERT_EQ(feed.Insert(*conn_, &added_), SQLITE_OK);
  EXPECT_EQ(added_, 1);
  EXPECT_EQ(Rows().size(), 4U);
}

TEST_F(RowFeedTest, WhatCannotBeInsertedIsSaid) {
  RowFeed feed(kOne, 5);
  Add(&feed, {1, 1, Param(), Param(), Param()});
  Add(&feed, {1, 2, Param(), Param(), Param()});
  ASSERT_EQ(conn_->Script("begin"), SQLITE_OK);
  EXPECT_EQ(feed.Insert(*conn_, &added_) & 0xff, SQLITE_CONSTRAINT);
  ASSERT_TRUE(conn_->InTransaction());
  ASSERT_EQ(conn_->Script("rollback"), SQLITE_OK);
  EXPECT_TRUE(Rows().empty());
  feed.Clear();
  Add(&feed, {1, "no number", Param(), Param(), Param()});
  EXPECT_EQ(feed.Insert(*conn_, &added_) & 0xff, SQLITE_CONSTRAINT);
  feed.Clear();
  Add(&feed, {2, 2, Param(), Param(), Param()});
  EXPECT_EQ(feed.Insert(*conn_, &added_), SQLITE_OK);
}

TEST_F(RowFeedTest, RowsThatAreSelectedAreAddedOnce) {
  RowFeed feed(kOne, 5);
  for (int i = 1; i <= 100; ++i) Add(&feed, {i, 2 * i, Param(), "body", Param()});
  ASSERT_EQ(feed.Insert(*conn_, &added_), SQLITE_OK);
  RowFeed copies(kCopies, 2);
  for (int i = 1; i <= 10; ++i) Add(&copies, {i, 2 * i});
  Add(&copies, {3, 6});    // a second time
  Add(&copies, {500, 1});  // is not there
  Add(&copies, {20, 1});   // nor is that
  ASSERT_EQ(copies.Insert(*conn_, &added_), SQLITE_OK);
  EXPECT_EQ(added_, 10);
  std::int64_t count = 0;
  std::int64_t in_copy = 0;
  const Txn::RowFn read = [&](const Row& row) { in_copy = row.Int(0); };
  ASSERT_EQ(conn_->Run(kCount, {}, &read, &count), SQLITE_OK);
  EXPECT_EQ(in_copy, 10);
}

}  // namespace
}  // namespace koine::store
