#pragma once

#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/change_log.h"
#include "store/late_index.h"
#include "store/row_feed.h"
#include "store/sqlite_conn.h"
#include "store/sqlite_kept.h"
#include "store/store.h"

namespace koine::store {

// What both kinds of transaction share: statements, failure, time.
class SqliteTxn : public Txn {
 public:
  SqliteTxn(SqliteConn& conn, Clock& clock, Random& random)
      : conn_(&conn), clock_(clock), random_(random) {}

  std::int64_t now_ms() const override;
  Random& random() override { return random_; }
  bool failed() const override { return rc_ != SQLITE_OK; }
  // The result code that made it fail.
  int rc() const { return rc_; }

 protected:
  std::int64_t RunStatement(const Sql& sql, std::span<const Param> params, const RowFn* row,
                            const std::int64_t* first);
  // Remembers the first failure.
  void Check(int rc) {
    if (rc_ == SQLITE_OK) rc_ = rc;
  }
  // What takes longer is interrupted, until EndTime.
  void StartTime(std::int64_t max_us);
  void EndTime();
  std::int64_t TookUs() const { return clock_.SteadyUs() - started_us_; }

  SqliteConn* conn_;
  Clock& clock_;
  Random& random_;
  int rc_ = SQLITE_OK;

 private:
  mutable std::int64_t now_ms_ = 0;
  std::int64_t started_us_ = 0;
  std::int64_t max_us_ = std::numeric_limits<std::int64_t>::max();
  unsigned statements_ = 0;
};

// A snapshot on a reader's connection.
class SqliteReadTxn final : public SqliteTxn {
 public:
  // With a log, it sees `changes`, whose mark was taken before the snapshot.
  SqliteReadTxn(SqliteConn& conn, Clock& clock, Random& random,
                std::optional<LogChanges> changes = std::nullopt)
      : SqliteTxn(conn, clock, random), changes_(changes) {}
  // Runs `fn` in a snapshot; what it published is left in transients(). With `keep` that may be the
  // one that a read before has kept there, and it stays for the next, unless something fails.
  Status Execute(const char* name, const std::function<void(Txn&)>& fn, bool keep = false);
  // Gives up a snapshot that was kept.
  static void End(SqliteConn& conn);
  std::vector<Entry>& transients() { return transients_; }

  std::int64_t Run(const Sql& sql, std::span<const Param> params, const RowFn* row) override {
    return RunStatement(sql, params, row, nullptr);
  }
  std::int64_t Append(const LogTable&, std::span<const Param>,
                      std::shared_ptr<const void>) override;
  void PublishTransient(std::shared_ptr<const void> object) override;
  std::int64_t NextId(const IdSequence&) override;
  void PutJob(std::string_view, std::string_view, std::int64_t, std::string_view) override;
  void CancelJob(std::string_view, std::string_view) override;
  std::int64_t SnapshotPosition() override;
  const Changes* FindChanges(const ChangeKind& kind) override;
  bool writable() const override { return false; }

 private:
  std::optional<LogChanges> changes_;
  std::vector<Entry> transients_;
};

// The ids that the writer hands out: counted in memory, so that an id is never given twice, also
// when the command that asked for it is rolled back. The row in id_block stays ahead.
class SqliteIds {
 public:
  // The next id; reads the sequence's row at first use. `rc` gets the failure of that.
  std::int64_t Next(SqliteConn& conn, const IdSequence& sequence, int* rc);
  // Writes the rows of sequences that passed their block, in the open transaction.
  int Save(SqliteConn& conn);
  // The transaction of the last Save is committed.
  void Saved();

 private:
  struct State {
    std::int64_t next = 0;
    std::int64_t limit = 0;    // ids below are covered by the row, or will be at the commit
    std::int64_t durable = 0;  // `next` of the committed row
  };
  std::map<std::string, State, std::less<>> sequences_;
  bool dirty_ = false;
};

// The writer's transaction: one object for all commands of all batches.
class SqliteWriteTxn final : public SqliteTxn {
 public:
  SqliteWriteTxn(SqliteConn& conn, Clock& clock, Random& random, ChangeLog& changes)
      : SqliteTxn(conn, clock, random), kept_(changes) {
    Listen(conn);
  }

  // In a batch of its own, before the first: an index that is written late.
  void OpenLate(const LateIndex& index, std::size_t most);
  // Goes on with another connection (after a failed sync).
  void Rebind(SqliteConn& conn) {
    for (auto& [table, waits] : waiting_) waits.rows.LetGo();
    for (auto& [sql, feed] : feeds_) feed.LetGo();
    conn_ = &conn;
    Listen(conn);
  }

  // How a batch is run: each command asking for itself, the same with a savepoint for each, which
  // can then be rolled back alone, or with what they share.
  enum class Way { kPlain, kSavepoints, kShared };
  // A new batch on top of `head`.
  void StartBatch(std::int64_t head, Way way);
  void StartCommand();
  // Ends the command. False if its changes cannot be taken back alone, so that the whole batch must
  // be rolled back.
  bool EndCommand(bool keep);
  // Whether what made the command fail was written for earlier ones.
  bool inherited() const { return inherited_; }
  // Writes what commands noted in what they share; before FinishBatch.
  int FlushShared();
  // Writes the log head and the ids; before the commit.
  int FinishBatch();
  void Committing() { kept_.Committing(); }
  void Committed();

  std::int64_t head() const { return next_position_ - 1; }
  std::vector<Entry>& entries() { return entries_; }
  std::vector<Entry>& transients() { return transients_; }
  using SqliteTxn::TookUs;

  std::int64_t Run(const Sql& sql, std::span<const Param> params, const RowFn* row) override;
  std::int64_t Append(const LogTable& table, std::span<const Param> columns,
                      std::shared_ptr<const void> object) override;
  std::int64_t InsertForEach(const Sql& sql, std::span<const IntList> lists) override;
  void PublishTransient(std::shared_ptr<const void> object) override;
  std::int64_t NextId(const IdSequence& sequence) override;
  void PutJob(std::string_view kind, std::string_view key, std::int64_t due_ms,
              std::string_view payload) override;
  void CancelJob(std::string_view kind, std::string_view key) override;
  std::int64_t SnapshotPosition() override { return committed_head_; }
  Shared* SharedOf(const SharedKind& kind) override { return parts_.Of(kind); }
  Kept* KeptOf(const KeptKind& kind, const Sql& instead) override;
  // The index must have been opened.
  LateEntries* Late(const LateIndex& index) override;
  bool MayNote() override;
  bool writable() const override { return true; }

 private:
  void BeforeWrite();
  void Flush(Shared& shared);
  void Listen(SqliteConn& conn);
  // Inserts appended rows before a statement that names their table.
  void Before(const Sql& sql);
  std::int64_t Insert(RowFeed& feed);
  void InsertWaiting(RowFeed& rows);

  // Rows of a log table that commands appended, and that are not inserted yet.
  struct Waiting {
    explicit Waiting(const LogTable& table)
        : names({table.name}), rows(*table.insert, table.columns.size() + 1) {}
    TableNames names;
    RowFeed rows;
  };
  struct OpenedLate {
    std::unique_ptr<LateEntries> entries;
    TableNames names;
    std::size_t mark = 0;  // where the command began
  };

  SharedParts parts_{&Sql::sqlite};
  SqliteKept kept_;
  std::map<const LogTable*, Waiting> waiting_;
  std::map<const Sql*, RowFeed> feeds_;  // of InsertForEach
  std::vector<OpenedLate> lates_;
  SqliteIds ids_;
  std::vector<Entry> entries_;
  std::vector<Entry> transients_;
  std::int64_t committed_head_ = 0;
  std::int64_t next_position_ = 1;
  bool savepoints_ = false;
  bool wrote_ = false;  // the command has changed something
  bool inherited_ = false;
  // Where the command began.
  std::int64_t mark_position_ = 0;
  std::size_t mark_entries_ = 0;
  std::size_t mark_transients_ = 0;
};

}  // namespace koine::store
