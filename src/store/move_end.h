#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/migrate.h"

// One end of a move: an engine without its executor.
namespace koine::store {

struct MoveColumn {
  enum class Kind : std::uint8_t { kInt, kReal, kText, kBytes };
  std::string name;
  Kind kind = Kind::kInt;
};

struct MoveTable {
  std::string name;
  std::vector<MoveColumn> columns;
  std::vector<std::size_t> key;  // places in `columns`, in the order of the primary key

  bool operator==(const MoveTable& other) const;
};

// A row as both ends speak of it, the form of PostgreSQL's binary COPY: how many fields, and each
// with its length, or -1 for null; numbers are big-endian, 64 bits.
using MoveRowFn = std::function<Status(std::string_view row)>;

// A field of such a row: nothing for null.
struct MoveField {
  bool null = true;
  std::string_view data;
};
// The fields of the row that begins `*rows`, which is shortened by it; empty if it is not one.
std::vector<MoveField> TakeRow(std::string_view* rows);
std::int64_t IntOf(std::string_view data);
double RealOf(std::string_view data);
// The row out of its parts.
void BeginRow(std::size_t fields, std::string* out);
void AddNull(std::string* out);
void AddBytes(std::string_view data, std::string* out);
void AddNumber(std::uint64_t bits, std::string* out);

class MoveEnd {
 public:
  using Lines = std::vector<std::vector<std::string>>;

  virtual ~MoveEnd() = default;
  // For errors; without a password.
  virtual std::string name() const = 0;
  virtual SchemaConnection& schema() = 0;
  // All of one question's answer, in words.
  virtual Result<Lines> Ask(const std::string& sql) = 0;
  // Whether anything is there.
  virtual Result<bool> Empty() = 0;
  // Tables with columns and keys, by name.
  virtual Result<std::vector<MoveTable>> Tables() = 0;
  // Indexes that are not part of a table: name and statement.
  virtual Result<Lines> Indexes() = 0;

  // From here on one moment is read, and nobody writes.
  virtual Status Freeze() = 0;
  // Every row that the statement answers; what it selects are the columns of `table`.
  virtual Status Read(const MoveTable& table, const std::string& select, const MoveRowFn& row) = 0;

  virtual Status Begin() = 0;
  virtual Status Commit() = 0;
  // Adds rows and runs `note`, in one transaction.
  virtual Status Write(const MoveTable& table, std::string_view rows, const std::string& note) = 0;
  // What has to be done when all is there: on disk, ready for questions.
  virtual Status Settle() = 0;
};

// Of an error of either end. A target may be made; a source is there.
enum class MoveRole : std::uint8_t { kSource, kTarget };
// kUnavailable or kBadState with a sentence if anybody uses the store.
Result<std::unique_ptr<MoveEnd>> OpenEnd(const std::string& url, MoveRole role);
Result<std::unique_ptr<MoveEnd>> OpenSqliteEnd(const std::string& path, MoveRole role);
Result<std::unique_ptr<MoveEnd>> OpenPgEnd(const std::string& url, MoveRole role);

// Tables out of lines of table, column, type and place in the key (0: none), in the order of the
// columns.
Result<std::vector<MoveTable>> TablesOf(const MoveEnd::Lines& lines);

}  // namespace koine::store
