#pragma once

#include <string>
#include <string_view>

// Rewriting of SQL text: parameters for libpq, column words per engine.
namespace koine::store {

enum class Engine { kSqlite, kPostgresql };

// `?` outside of quotes and comments becomes $1, $2 …
std::string NumberParams(std::string_view sql);

// Replaces the words ID INT REAL TEXT BYTES (whole words in capitals, outside of quotes and
// comments) by the types of the engine; on SQLite `create table` statements become strict.
std::string ExpandSchema(std::string_view ddl, Engine engine);

}  // namespace koine::store
