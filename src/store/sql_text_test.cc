#include "store/sql_text.h"

#include <gtest/gtest.h>

namespace koine::store {
namespace {

TEST(SqlText, NumbersParameters) {
  EXPECT_EQ(NumberParams("select a from t where b = ? and c in (?, ?)"),
            "select a from t where b = $1 and c in ($2, $3)");
  EXPECT_EQ(NumberParams("select '?', \"?\" -- ?\n, ? /* ? */, 'it''s ?'"),
            "select '?', \"?\" -- ?\n, $1 /* ? */, 'it''s ?'");
  EXPECT_EQ(NumberParams("select 'open ?"), "select 'open ?");
}

TEST(SqlText, ExpandsColumnWords) {
  constexpr const char* kDdl =
      "create table t (id ID, n INT not null default 0, r REAL, s TEXT, b BYTES, INTER INT,"
      " c TEXT default 'TEXT');";
  EXPECT_EQ(ExpandSchema(kDdl, Engine::kSqlite),
            "create table t (id integer primary key, n integer not null default 0, r real, s text,"
            " b blob, INTER integer, c text default 'TEXT') strict;");
  EXPECT_EQ(ExpandSchema(kDdl, Engine::kPostgresql),
            "create table t (id bigint primary key, n bigint not null default 0,"
            " r double precision, s text collate \"C\", b bytea, INTER bigint,"
            " c text collate \"C\" default 'TEXT');");
}

TEST(SqlText, OnlyTablesBecomeStrict) {
  EXPECT_EQ(ExpandSchema("create table if not exists a (id ID);\ncreate index i on a (id);"
                         "insert into a values (1); create table b (id ID) without rowid;",
                         Engine::kSqlite),
            "create table if not exists a (id integer primary key) strict;\n"
            "create index i on a (id);insert into a values (1);"
            " create table b (id integer primary key) without rowid, strict;");
  EXPECT_EQ(ExpandSchema("create table b (id ID) without rowid;", Engine::kPostgresql),
            "create table b (id bigint primary key)  ;");
}

}  // namespace
}  // namespace koine::store
