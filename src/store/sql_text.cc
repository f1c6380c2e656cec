#include "store/sql_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <vector>

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

struct Notation {
  std::string_view word;
  std::string_view sqlite;
  std::string_view postgresql;
};

constexpr Notation kNotations[] = {
    {"in ?", "in (select value from json_each(?))", "= any(?)"},
    {"not in ?", "not in (select value from json_each(?))", "<> all(?)"},
    {"+", "+", ""},
    {"for update", "", "for update"},
    {"::bigint", "", "::bigint"},
    {"::text", "", "::text"},
    {"instr", "instr", "strpos"},
    {"least", "min", "least"},
    {"greatest", "max", "greatest"},
    {"char", "char", "chr"},
    {"cross join", "cross join", "join"},
};

// A type of the notation as PostgreSQL names it; empty if there is none.
std::string_view TypeName(std::string_view word) {
  if (word == "INT") return "bigint";
  if (word == "TEXT") return "text";
  if (word == "BYTES") return "bytea";
  return {};
}

bool IsName(std::string_view text) {
  for (const char c : text) {
    if (!IsWord(c)) return false;
  }
  return !text.empty();
}

bool IsNumber(std::string_view text) {
  return IsName(text) && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Cuts at the first `at`; the second part is empty if there is none.
std::array<std::string_view, 2> Cut(std::string_view text, char at) {
  const std::size_t end = text.find(at);
  if (end == std::string_view::npos) return {text, {}};
  return {text.substr(0, end), text.substr(end + 1)};
}

// The parts of a list, each after a comma and one blank.
std::vector<std::string_view> Parts(std::string_view list) {
  std::vector<std::string_view> out;
  for (std::size_t end = list.find(", "); end != std::string_view::npos; end = list.find(", ")) {
    out.push_back(list.substr(0, end));
    list.remove_prefix(end + 2);
  }
  out.push_back(list);
  return out;
}

// `?::bigint[], ?::text[]` for types.
std::string Arrays(const std::vector<std::string_view>& types) {
  std::string out;
  for (const std::string_view type : types) {
    if (!out.empty()) out += ", ";
    out.append("?::").append(TypeName(type)).append("[]");
  }
  return out;
}

// `a(n INT, s TEXT)`
std::optional<std::string> Lists(std::string_view text, Engine engine) {
  const auto [table, rest] = Cut(text, '(');
  if (!IsName(table) || !rest.ends_with(')')) return std::nullopt;
  std::string names, columns, joins;
  std::vector<std::string_view> types;
  for (const std::string_view part : Parts(rest.substr(0, rest.size() - 1))) {
    const auto [name, type] = Cut(part, ' ');
    if (!IsName(name) || TypeName(type).empty()) return std::nullopt;
    types.push_back(type);
    if (!names.empty()) names += ", ";
    names += name;
    const std::string list = "list_" + std::to_string(types.size());
    if (types.size() == 1) {
      columns.append("list_1.value as ").append(name);
      continue;
    }
    columns.append(", json_extract(" + list + ".list, '$[' || list_1.key || ']') as ").append(name);
    joins.append(" join (select ? as list) " + list);
  }
  if (engine == Engine::kPostgresql) {
    return "unnest(" + Arrays(types) + ") as " + std::string(table) + "(" + names + ")";
  }
  return "(select " + columns + " from json_each(?) list_1" + joins + ") as " + std::string(table);
}

// `INT, TEXT, 0`
std::optional<std::string> Values(std::string_view text, Engine engine) {
  std::string marks, fixed;
  std::vector<std::string_view> types;
  for (const std::string_view part : Parts(text)) {
    if (IsNumber(part)) {
      fixed.append(", ").append(part);
      continue;
    }
    if (TypeName(part).empty() || !fixed.empty()) return std::nullopt;
    marks += types.empty() ? "?" : ", ?";
    types.push_back(part);
  }
  if (types.empty()) return std::nullopt;
  if (engine == Engine::kSqlite) return "values (" + marks + fixed + ")";
  const std::string from = " from unnest(" + Arrays(types) + ")";
  return fixed.empty() ? "select *" + from : "select t.*" + fixed + from + " as t";
}

// `a.name TEXT`
std::optional<std::string> Field(std::string_view text, Engine engine) {
  const auto [place, type] = Cut(text, ' ');
  const auto [table, name] = Cut(place, '.');
  if (!IsName(table) || !IsName(name) || (type != "INT" && type != "TEXT")) return std::nullopt;
  const std::string from(table), key(name);
  if (engine == Engine::kSqlite) {
    return "json_extract(" + from + ".value, '$" + (IsNumber(key) ? "[" + key + "]" : "." + key) +
           "')";
  }
  const std::string found = from + " ->> " + (IsNumber(key) ? key : "'" + key + "'");
  return type == "TEXT" ? found : "(" + found + ")::bigint";
}

// What stands for the inside of a pair of braces.
std::optional<std::string> Meaning(std::string_view text, Engine engine) {
  const bool sqlite = engine == Engine::kSqlite;
  for (const Notation& n : kNotations) {
    if (n.word == text) return std::string(sqlite ? n.sqlite : n.postgresql);
  }
  if (text.starts_with("for update of ")) {
    for (const std::string_view name : Parts(text.substr(14))) {
      if (!IsName(name)) return std::nullopt;
    }
    return sqlite ? "" : std::string(text);
  }
  const auto [word, rest] = Cut(text, ' ');
  if (word == "list" && IsName(rest)) {
    const std::string name(rest);
    return sqlite ? "json_each(?) " + name : "unnest(?::bigint[]) as " + name + "(value)";
  }
  if (word == "objects" && IsName(rest)) {
    return (sqlite ? "json_each(?) " : "jsonb_array_elements(?::jsonb) ") + std::string(rest);
  }
  if (word == "lists") return Lists(rest, engine);
  if (word == "values") return Values(rest, engine);
  return Field(text, engine);
}

std::string Lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

Result<std::string> Translate(std::string_view sql, Engine engine) {
  std::string out;
  for (std::size_t i = 0; i < sql.size();) {
    const std::size_t opaque = SkipOpaque(sql, i);
    if (opaque != i || (sql[i] != '{' && sql[i] != '}')) {
      const std::size_t end = opaque != i ? opaque : i + 1;
      out.append(sql.substr(i, end - i));
      i = end;
      continue;
    }
    const std::size_t end = sql.find('}', i);
    const bool closed = sql[i] == '{' && end != std::string_view::npos;
    const std::string_view inside = closed ? sql.substr(i + 1, end - i - 1) : std::string_view();
    const auto meaning = Meaning(inside, engine);
    if (!meaning) {
      return Error{Code::kInternal, "", "",
                   "no notation of SQL: " + std::string(sql.substr(i, closed ? end - i + 1 : 40))};
    }
    out += *meaning;
    i = end + 1;
    // Where nothing stands for it, no blank is left before it either.
    const bool between = i == sql.size() || sql[i] == ' ' || sql[i] == ')';
    if (meaning->empty() && between && out.ends_with(' ')) out.pop_back();
  }
  return out;
}

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
  constexpr std::pair<std::string_view, Engine> kOnes[] = {{"{postgresql", Engine::kPostgresql},
                                                           {"{sqlite", Engine::kSqlite}};
  for (const auto& [word, one] : kOnes) {
    const std::size_t start = ddl.find(word);
    if (start == ddl.npos) continue;
    const std::size_t end = std::min(ddl.find('}', start), ddl.size() - 1);
    std::string rest(ddl.substr(0, start));
    if (engine == one) rest += ddl.substr(start + word.size(), end - start - word.size());
    rest += ddl.substr(end + 1);
    return ExpandSchema(rest, engine);
  }
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
