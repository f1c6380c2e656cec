#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "store/sql.h"

namespace koine::store {

// Up to two columns of integers by which rows are known.
using RowKey = std::array<std::int64_t, 2>;

// What became of a row.
struct RowChange {
  std::size_t table = 0;  // of KeptKind::tables
  // Nothing for a row that is new, or gone.
  std::optional<RowKey> before, after;
  // KeptTable::columns as they will be, from 0 on, as long as the call lasts; null: it is gone. To
  // look at one costs as much as with an answer.
  const Row* now = nullptr;
  // Which of them the statement sets, as bits; all where that is not known. Others stay.
  std::uint64_t set = ~std::uint64_t{0};

  bool Sets(int column) const { return (set >> column & 1) != 0; }
};

// What a noun remembers of rows from one batch to the next, on SQLite, where one connection writes:
// that connection tells of each row of these tables that it changes, whatever the statement. So
// what is remembered is what a statement would read. It is forgotten when changes are taken back,
// and when another program has written. Only the writer touches it; a noun gets its own through
// Txn::Keep.
class Kept {
 public:
  virtual ~Kept() = default;
  // Brings what is remembered up to date, or forgets what it was read from.
  virtual void Changed(const RowChange& change) = 0;
  virtual void Clear() = 0;
};

struct KeptTable {
  std::string_view name;
  std::vector<std::string_view> key;      // one or two columns of integers
  std::vector<std::string_view> columns;  // whose values a change tells; at most 60
  bool news = true;                       // whether it wants to hear of rows that come
};

struct KeptKind {
  std::vector<KeptTable> tables;  // all that what is remembered was read from
  std::unique_ptr<Kept> (*make)();
};

}  // namespace koine::store
