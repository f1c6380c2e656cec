#include "store/sql_text.h"

#include <cctype>
#include <cstddef>

namespace koine::store {

namespace {

// The end of the quoted part or comment that begins at `i`; `i` itself if none begins there.
std::size_t SkipOpaque(std::string_view sql, std::size_t i) {
  const char c = sql[i];
  if (c == '\'' || c == '"') {
    const std::size_t end = sql.find(c, i + 1);
    return end == std::string_view::npos ? sql.size() : end + 1;
  }
  if (c == '-' && sql.substr(i, 2) == "--") {
    const std::size_t end = sql.find('\n', i);
    return end == std::string_view::npos ? sql.size() : end;
  }
  if (c == '/' && sql.substr(i, 2) == "/*") {
    const std::size_t end = sql.find("*/", i + 2);
    return end == std::string_view::npos ? sql.size() : end + 2;
  }
  return i;
}

bool IsWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

struct ColumnWord {
  std::string_view word;
  std::string_view sqlite;
  std::string_view postgresql;
};

constexpr ColumnWord kColumnWords[] = {
    {"ID", "integer primary key", "bigint primary key"},
    {"INT", "integer", "bigint"},
    {"REAL", "real", "double precision"},
    {"TEXT", "text", "text collate \"C\""},
    {"BYTES", "blob", "bytea"},
};

std::string_view ExpandWord(std::string_view word, Engine engine) {
  for (const ColumnWord& w : kColumnWords) {
    if (w.word == word) return engine == Engine::kSqlite ? w.sqlite : w.postgresql;
  }
  return word;
}

std::string Lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

std::string NumberParams(std::string_view sql) {
  std::string out;
  int n = 0;
  for (std::size_t i = 0; i < sql.size();) {
    const std::size_t end = SkipOpaque(sql, i);
    if (end != i) {
      out.append(sql.substr(i, end - i));
      i = end;
    } else if (sql[i] == '?') {
      out += '$' + std::to_string(++n);
      ++i;
    } else {
      out += sql[i++];
    }
  }
  return out;
}

std::string ExpandSchema(std::string_view ddl, Engine engine) {
  std::string out;
  std::string previous;      // word before the current one, in the statement
  bool in_table = false;     // inside a `create table` statement
  bool has_options = false;  // `without rowid` was seen after the columns
  int words = 0;
  for (std::size_t i = 0; i < ddl.size();) {
    const std::size_t end = SkipOpaque(ddl, i);
    if (end != i) {
      out.append(ddl.substr(i, end - i));
      i = end;
    } else if (IsWord(ddl[i])) {
      std::size_t stop = i;
      while (stop < ddl.size() && IsWord(ddl[stop])) ++stop;
      const std::string_view word = ddl.substr(i, stop - i);
      const std::string lower = Lower(word);
      ++words;
      if (words == 2 && previous == "create" && lower == "table") in_table = true;
      const bool option = in_table && (lower == "without" || previous == "without");
      if (option) has_options = true;
      previous = lower;
      if (!option || engine == Engine::kSqlite) out.append(ExpandWord(word, engine));
      i = stop;
    } else {
      if (ddl[i] == ';') {
        if (in_table && engine == Engine::kSqlite) out += has_options ? ", strict" : " strict";
        in_table = has_options = false;
        words = 0;
        previous.clear();
      }
      out += ddl[i++];
    }
  }
  return out;
}

}  // namespace koine::store
