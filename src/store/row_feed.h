#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/sql.h"
#include "store/sqlite_conn.h"

namespace koine::store {

// Rows that one statement of SQLite inserts. A statement for each row opens a cursor for the table
// and for each of its indexes, and closes them again: a private message takes a tenth less so.
class RowFeed {
 public:
  // `one` inserts one row of `width` values: "insert into … values (?, …, 0)", or "insert or ignore
  // into … select … from … where … = ?". Of the first kind, it then ends at the first row that
  // cannot be inserted, and leaves those before it: its transaction must be taken back.
  RowFeed(const Sql& one, std::size_t width);
  ~RowFeed();
  RowFeed(const RowFeed&) = delete;
  RowFeed& operator=(const RowFeed&) = delete;

  // Once for each connection: what feeds are read by. A result code.
  static int Register(sqlite3* db);

  // Copies a value of the next row; `width` of them are a row.
  void Add(const Param& value);
  bool empty() const { return cells_.empty(); }
  std::size_t bytes() const { return cells_.size() * sizeof(Cell) + texts_.size(); }
  // What a large batch took is given back.
  void Clear();
  // Inserts the rows in their order, and says how many were added; a result code.
  int Insert(SqliteConn& conn, std::int64_t* added);
  // Before the connection is closed.
  void LetGo();

  // For its statement, which reads it as a table.
  struct Cell {
    Param::Kind kind = Param::Kind::kNull;
    std::int64_t integer = 0;  // of a text: where it begins
    double real = 0;
    std::size_t size = 0;
  };
  std::size_t rows() const { return cells_.size() / width_; }
  const Cell& At(std::size_t row, std::size_t column) const {
    return cells_[row * width_ + column];
  }
  const char* TextOf(const Cell& cell) const { return texts_.data() + cell.integer; }

 private:
  const Sql& one_;
  const std::size_t width_;
  std::vector<Cell> cells_;
  std::string texts_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace koine::store
