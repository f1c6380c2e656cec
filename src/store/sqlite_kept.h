#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "store/change_log.h"
#include "store/kept.h"
#include "store/sqlite_conn.h"

namespace koine::store {

// What nouns remember of rows (kept.h), and the ear by which it stays right: SQLite calls it before
// each change of a row by the writer's connection.
class SqliteKept {
 public:
  // What changes is noted there, of all kinds that the program has.
  explicit SqliteKept(ChangeLog& log) : log_(log) {}

  // From here on by this connection; what was remembered is forgotten.
  void Listen(SqliteConn& conn);
  // What is remembered of this kind. Null if the file has no such tables or columns.
  Kept* Of(const KeptKind& kind);
  // A batch begins, in its transaction.
  void StartBatch();
  void Committing() { log_.Committing(); }
  void Committed();
  // Changes that it heard of are taken back.
  void Clear();

 private:
  struct Table {
    std::string name;
    bool by_rowid = false;  // the key is the number of the row
    std::vector<int> key, columns;
    const KeptTable* wanted = nullptr;
    std::uint64_t watched = 0;  // its columns, as bits of RowChange::set
    // By Sql::index(): RowChange::set of a statement, with two bits more; 0: not known yet.
    std::vector<std::uint64_t> sets;
  };
  struct Part {
    const KeptKind* kind;
    std::unique_ptr<Kept> kept;  // null: its tables are not there
    std::vector<Table> tables;
    bool notes = false;  // hears of changes of its columns and keys only
    bool deaf = false;   // nobody wants to know
  };

  static void OnRow(void* self, sqlite3* db, int op, const char* schema, const char* table,
                    sqlite3_int64 before, sqlite3_int64 after);
  void Tell(int op, std::string_view table, std::int64_t before, std::int64_t after);
  Part& Open(const KeptKind& kind);
  void OpenNotes();
  bool Resolve(const KeptTable& wanted, Table* out);
  // What the statement that runs now sets of the table.
  std::uint64_t SetNow(Table& table) const;
  std::uint32_t Version() const;

  ChangeLog& log_;
  SqliteConn* conn_ = nullptr;
  std::vector<Part> parts_;
  bool opened_ = false;        // the parts of the log
  bool open_ = false;          // a batch that is not committed yet
  std::uint32_t version_ = 0;  // of the file after the last commit
};

}  // namespace koine::store
