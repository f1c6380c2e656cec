#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/engine.h"

// Rewriting of SQL text: the notation for what the engines write differently, parameters for libpq,
// column words per engine.
namespace koine::store {

// Puts the engine's own words for what stands in braces outside of quotes and comments; SQLite's
// first, then PostgreSQL's:
//
//   {in ?}                    in (select value from json_each(?)) · = any(?)
//   {not in ?}                not in (select value from json_each(?)) · <> all(?)
//   {+}tenant_id              +tenant_id, so that its index is not taken · tenant_id
//   {for update}              nothing · for update
//   {for update of a, b}      nothing · for update of a, b
//   sum(n){::bigint}          sum(n) · sum(n)::bigint; the same with {::text}
//   {instr}(text, part)       instr · strpos
//   {least}(a, b)             min · least
//   {greatest}(a, b)          max · greatest
//   {char}(10)                char · chr
//   a {cross join} b on …     cross join, so that a is read first · join
//   {list a}                  json_each(?) a · unnest(?::bigint[]) as a(value)
//   {lists a(n INT, s TEXT)}  a table of as many lists · unnest(?::bigint[], ?::text[]) as a(n, s)
//   {objects a}               json_each(?) a · jsonb_array_elements(?::jsonb) a
//   {a.name TEXT}             json_extract(a.value, '$.name') · a ->> 'name'
//   {a.n INT}                 json_extract(a.value, '$.n') · (a ->> 'n')::bigint
//   {a.0 INT}                 json_extract(a.value, '$[0]') · (a ->> 0)::bigint
//   {values INT, TEXT, 0}     values (?, ?, 0) ·
//                             select t.*, 0 from unnest(?::bigint[], ?::text[]) as t
//
// `{in ?}`, `{list a}` and each column of `{lists …}` bind an IntList or TextList. `{list a}` has
// integers, as column `value`. The lists of one `{lists …}` belong together element by element and
// have the same length; on SQLite the first is walked, and the others are looked up by place in
// their parsed text, since a join of several json_each would read every list once per element of
// the first. SQLite guesses that such a table is small, and may read another one first: a cross
// join with the table of rows that it names keeps it in front. `{objects a}` binds a text, a JSON
// array. `{values …}` is for the insert of a LogTable: types are parameters, and numbers at its end
// are what every row has. Types are INT, TEXT and BYTES.
//
// kInternal, with the part in question as text, for what is none of these.
Result<std::string> Translate(std::string_view sql, Engine engine);

// The texts of the first `count` statements that were made since the process began, for tests.
// REQUIRES: the texts that these were made of are still there
struct StatementTexts {
  std::string sqlite;
  std::string postgresql;
};
std::vector<StatementTexts> StatementsOfProcess(std::uint32_t count);

// `?` outside of quotes and comments becomes $1, $2 …
std::string NumberParams(std::string_view sql);

// Replaces the words ID INT REAL TEXT BYTES (whole words in capitals, outside of quotes and
// comments) by the types of the engine; on SQLite `create table` statements become strict.
// `{postgresql …}` stands for what is in it on PostgreSQL, and for nothing on SQLite.
std::string ExpandSchema(std::string_view ddl, Engine engine);

}  // namespace koine::store
