#include "store/sql_text.h"

#include <gtest/gtest.h>

#include "store/sql.h"

namespace koine::store {
namespace {

// Both texts, the one of SQLite first; or what is refused.
std::string Both(std::string_view sql) {
  const auto sqlite = Translate(sql, Engine::kSqlite);
  const auto postgresql = Translate(sql, Engine::kPostgresql);
  EXPECT_EQ(sqlite.ok(), postgresql.ok());
  if (!sqlite.ok()) return sqlite.error().text;
  return *sqlite + " · " + *postgresql;
}

TEST(SqlText, TranslatesWords) {
  EXPECT_EQ(Both("a {in ?}"), "a in (select value from json_each(?)) · a = any(?)");
  EXPECT_EQ(Both("a {not in ?}"), "a not in (select value from json_each(?)) · a <> all(?)");
  EXPECT_EQ(Both("where {+}a.tenant_id = ?"), "where +a.tenant_id = ? · where a.tenant_id = ?");
  EXPECT_EQ(Both("sum(a){::bigint}, ?{::text}"), "sum(a), ? · sum(a)::bigint, ?::text");
  EXPECT_EQ(Both("{instr}(a, {char}(10))"), "instr(a, char(10)) · strpos(a, chr(10))");
  EXPECT_EQ(Both("{least}(?, 1), {greatest}(?, 1)"),
            "min(?, 1), max(?, 1) · least(?, 1), greatest(?, 1)");
  EXPECT_EQ(Both("a {cross join} b"), "a cross join b · a join b");
}

TEST(SqlText, TranslatesLocks) {
  EXPECT_EQ(Both("a = ? {for update}"), "a = ? · a = ? for update");
  EXPECT_EQ(Both("a = ? {for update of t}"), "a = ? · a = ? for update of t");
  EXPECT_EQ(Both("(a {for update of t, u}) b"), "(a) b · (a for update of t, u) b");
}

TEST(SqlText, TranslatesLists) {
  EXPECT_EQ(Both("from {list a} where"),
            "from json_each(?) a where · from unnest(?::bigint[]) as a(value) where");
  EXPECT_EQ(Both("{lists a(n INT)}"),
            "(select list_1.value as n from json_each(?) list_1) as a · "
            "unnest(?::bigint[]) as a(n)");
  EXPECT_EQ(Both("{lists a(n INT, s TEXT, m INT)}"),
            "(select list_1.value as n, json_extract(list_2.list, '$[' || list_1.key || ']') as s, "
            "json_extract(list_3.list, '$[' || list_1.key || ']') as m from json_each(?) list_1 "
            "join (select ? as list) list_2 join (select ? as list) list_3) as a · "
            "unnest(?::bigint[], ?::text[], ?::bigint[]) as a(n, s, m)");
}

TEST(SqlText, TranslatesObjects) {
  EXPECT_EQ(Both("{objects a}"), "json_each(?) a · jsonb_array_elements(?::jsonb) a");
  EXPECT_EQ(Both("{a.name TEXT}"), "json_extract(a.value, '$.name') · a ->> 'name'");
  EXPECT_EQ(Both("{a.n INT}"), "json_extract(a.value, '$.n') · (a ->> 'n')::bigint");
  EXPECT_EQ(Both("{a.0 INT}"), "json_extract(a.value, '$[0]') · (a ->> 0)::bigint");
}

TEST(SqlText, TranslatesRowsOfLogTables) {
  EXPECT_EQ(Both("insert into t (a, b) {values INT, BYTES}"),
            "insert into t (a, b) values (?, ?) · "
            "insert into t (a, b) select * from unnest(?::bigint[], ?::bytea[])");
  EXPECT_EQ(Both("{values INT, TEXT, 0, 1}"),
            "values (?, ?, 0, 1) · select t.*, 0, 1 from unnest(?::bigint[], ?::text[]) as t");
}

TEST(SqlText, LeavesTheRestAlone) {
  EXPECT_EQ(Both("'{in ?}' \"{\" -- }\n /* { */"),
            "'{in ?}' \"{\" -- }\n /* { */ · "
            "'{in ?}' \"{\" -- }\n /* { */");
}

TEST(SqlText, RefusesWhatItDoesNotKnow) {
  for (const char* wrong : {"{}",
                            "{in}",
                            "{ in ?}",
                            "{in ? }",
                            "{::int}",
                            "{for share}",
                            "{for update of }",
                            "{for update of a,b}",
                            "{list}",
                            "{list a b}",
                            "{list a(n)}",
                            "{lists a}",
                            "{lists a()}",
                            "{lists a(n)}",
                            "{lists a(n REAL)}",
                            "{lists (n INT)}",
                            "{lists a(n INT}",
                            "{objects }",
                            "{a.n}",
                            "{a.n BYTES}",
                            "{.n INT}",
                            "{a. INT}",
                            "{a.n.m INT}",
                            "{values}",
                            "{values 0}",
                            "{values 0, INT}",
                            "{values REAL}",
                            "{max}",
                            "{IN ?}"}) {
    EXPECT_EQ(Both(std::string("select ") + wrong + " from t"),
              std::string("no notation of SQL: ") + wrong);
  }
  EXPECT_EQ(Both("select {in ?"), "no notation of SQL: {in ?");
  EXPECT_EQ(Both("select } a"), "no notation of SQL: } a");
  EXPECT_EQ(Both("{lists a(n {in ?})}"), "no notation of SQL: {lists a(n {in ?}");
}

TEST(SqlText, StatementHasTheTextOfEachEngine) {
  const Sql one{"select 1 from t where id {in ?} {for update}"};
  EXPECT_STREQ(one.sqlite(), "select 1 from t where id in (select value from json_each(?))");
  EXPECT_STREQ(one.pg(), "select 1 from t where id = any(?) for update");
  const Sql two{"select a {in ?}", "select b {in ?}"};
  EXPECT_STREQ(two.sqlite(), "select a in (select value from json_each(?))");
  EXPECT_STREQ(two.pg(), "select b = any(?)");
  const Sql plain{"select 1"};
  EXPECT_STREQ(plain.pg(), "select 1");
}

TEST(SqlTextDeathTest, StatementOfUnknownNotationEndsTheProgram) {
  EXPECT_DEATH(Sql("select {all ?}").sqlite(), "no notation of SQL: .all");
}

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
  constexpr std::string_view kOne = "create index a on b (c);{postgresql analyze b;} drop table d;";
  EXPECT_EQ(ExpandSchema(kOne, Engine::kSqlite), "create index a on b (c); drop table d;");
  EXPECT_EQ(ExpandSchema(kOne, Engine::kPostgresql),
            "create index a on b (c); analyze b; drop table d;");
  constexpr std::string_view kTwo = "{sqlite drop index a;}{postgresql analyze b;}";
  EXPECT_EQ(ExpandSchema(kTwo, Engine::kSqlite), " drop index a;");
  EXPECT_EQ(ExpandSchema(kTwo, Engine::kPostgresql), " analyze b;");
  EXPECT_EQ(ExpandSchema("create table b (id ID) without rowid;", Engine::kPostgresql),
            "create table b (id bigint primary key)  ;");
}

}  // namespace
}  // namespace koine::store
