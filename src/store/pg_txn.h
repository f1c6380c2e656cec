#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/fiber.h"
#include "store/pg_changes.h"
#include "store/pg_conn.h"
#include "store/store.h"

namespace koine::store {

class PgReadGroup;
class Publisher;

// What both kinds of transaction share. The transaction of the server begins with the first
// statement.
class PgTxn : public Txn {
 public:
  PgTxn(Clock& clock, Random& random) : clock_(clock), random_(random) {}

  std::int64_t now_ms() const override;
  Random& random() override { return random_; }
  bool failed() const override { return !failure_.ok(); }
  // What made it fail.
  const PgAnswer& failure() const { return failure_; }
  std::int64_t TookUs() const { return clock_.SteadyUs() - started_us_; }

 protected:
  void StartTime(std::int64_t max_us);
  std::int64_t RunStatement(const Sql& sql, std::span<const Param> params, const RowFn* row);
  // False, and the transaction failed, if it has taken too long.
  bool InTime();
  // Waits for the answer to the statement just sent.
  virtual PgAnswer Wait() { return conn_->Receive(); }
  void Fail(const char* sqlstate, std::string message);
  void Skip(std::int64_t us) { started_us_ += us; }

  PgConn* conn_ = nullptr;
  Clock& clock_;
  Random& random_;
  PgAnswer failure_;

 private:
  mutable std::int64_t now_ms_ = 0;
  std::int64_t started_us_ = 0;
  std::int64_t max_us_ = 0;
};

// A connection that is opened when needed, and again when it was lost.
struct PgLink {
  PgOpen open;
  std::unique_ptr<PgConn> conn;
  FiberStacks stacks = {};  // of reads that step aside

  Status Ensure();
};

// A snapshot (REPEATABLE READ) on a reader's connection: the transaction that the server begins by
// itself with the first statement and ends at the synchronisation point.
class PgReadTxn final : public PgTxn {
 public:
  using PgTxn::PgTxn;
  // One of several that take turns on the connection of `group`.
  PgReadTxn(Clock& clock, Random& random, PgReadGroup* group)
      : PgTxn(clock, random), group_(group) {}
  // Runs `fn` in a snapshot; what it published waits for PublishTransients. A connection that turns
  // out to be lost at the first statement is opened again.
  Status Execute(PgLink& link, const char* name, const std::function<void(Txn&)>& fn);
  // The same on the connection of the group, which ends the transaction when all of it are done.
  Status ExecuteInGroup(const char* name, const std::function<void(Txn&)>& fn);
  // Time that others had counts as none.
  using PgTxn::Skip;
  void PublishTransients(Publisher& publisher);

  std::int64_t Run(const Sql& sql, std::span<const Param> params, const RowFn* row) override;
  void Together(std::initializer_list<std::function<void()>> reads) override;
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
  // A statement, and the rows of its answer.
  struct Asked {
    const Sql& sql;
    std::span<const Param> params;
    std::shared_ptr<PGresult> rows = nullptr;
  };

  PgAnswer Wait() override;
  // Has all of them answered, or fails.
  void Ask(std::span<Asked* const> all);
  PgAnswer SendAll(std::span<Asked* const> all);
  Status RunOn(PgLink& link, const char* name, const std::function<void(Txn&)>& fn);

  PgReadGroup* group_ = nullptr;
  std::unique_ptr<PgChanges> changes_;
  PgLink* link_ = nullptr;
  bool begun_ = false;
  bool together_ = false;
  std::vector<Asked*> asked_;  // by the reads that run together, in their order
  std::vector<Entry> transients_;
};

// Ids leased in blocks by the process, in small transactions on a connection of their own. Thread
// safe.
class PgIds {
 public:
  explicit PgIds(PgOpen open) : link_{std::move(open), nullptr} {}
  Result<std::int64_t> Next(const IdSequence& sequence);

 private:
  struct Block {
    std::int64_t next = 0;
    std::int64_t limit = 0;
  };
  Status Lease(const IdSequence& sequence, Block& block);

  std::mutex mutex_;
  PgLink link_;
  std::map<std::string, Block, std::less<>> blocks_;
};

// A row that waits for its position.
struct PgLogRow {
  const LogTable* table;
  std::vector<Param> columns;  // texts point into `bytes`
  std::unique_ptr<char[]> bytes;
  std::shared_ptr<const void> object;
};

// A worker's transaction, used for all commands of all its batches.
class PgWriteTxn final : public PgTxn {
 public:
  PgWriteTxn(Clock& clock, Random& random, PgIds& ids) : PgTxn(clock, random), ids_(ids) {}

  // How a batch is run: as one command alone, with a savepoint for each, each asking for itself, or
  // with what they share.
  enum class Way { kAlone, kSavepoints, kPlain, kShared };
  void StartBatch(PgConn& conn, Way way);
  void StartCommand();
  // Until EndTrial commands only say what they would read: each stops at its first statement.
  void StartTrial() {
    trial_ = true;
    parts_.StartReadingAhead();
  }
  // Reads what was asked for meanwhile; false if that was nothing.
  bool EndTrial();
  // Sends what commands noted in what they share.
  void FlushShared();
  // Ends the command. False if its changes cannot be taken back alone, so that the whole batch must
  // be rolled back.
  bool EndCommand(bool keep);
  // What the command appended and published, since StartCommand.
  std::vector<PgLogRow>& rows() { return rows_; }
  std::vector<std::shared_ptr<const void>>& transients() { return transients_; }
  bool begun() const { return begun_; }
  // Sends `begin` if nothing was sent yet.
  void EnsureBegun();
  // Whether statements were sent whose answers are not read yet.
  bool waiting() const { return waiting_; }
  // Whether a failure may be that of a statement of an earlier command.
  bool inherited() const { return inherited_; }
  // Whether the command is to run again after its batch; it has changed nothing.
  bool postponed() const { return postponed_; }

  std::int64_t Run(const Sql& sql, std::span<const Param> params, const RowFn* row) override;
  // Sent with the next statement, or with the end of the batch; at once where each command has a
  // savepoint.
  void RunSoon(const Sql& sql, std::span<const Param> params) override;
  std::int64_t Append(const LogTable& table, std::span<const Param> columns,
                      std::shared_ptr<const void> object) override;
  void PublishTransient(std::shared_ptr<const void> object) override;
  std::int64_t NextId(const IdSequence& sequence) override;
  void PutJob(std::string_view kind, std::string_view key, std::int64_t due_ms,
              std::string_view payload) override;
  void CancelJob(std::string_view kind, std::string_view key) override;
  std::int64_t SnapshotPosition() override;
  bool RunAfterBatch() override;
  void RunSoonForEach(const Sql& sql, std::span<const IntList> lists) override;
  Shared* SharedOf(const SharedKind& kind) override { return parts_.Of(kind); }
  bool MayNote() override;
  bool writable() const override { return true; }

 private:
  PgAnswer Wait() override;
  // Before each statement. False: the command is only tried, and stops here.
  bool Prepare(const Sql& sql);
  bool StopTrial();
  void Flush(Shared& shared);

  PgIds& ids_;
  SharedParts parts_{&Sql::pg};
  bool trial_ = false;
  bool begun_ = false;
  bool waiting_ = false;
  bool inherited_ = false;
  bool savepoints_ = false;
  bool wrote_ = false;
  bool alone_ = false;
  bool postponed_ = false;
  bool appended_ = false;  // by an earlier command of the batch
  std::vector<PgLogRow> rows_;
  std::vector<std::shared_ptr<const void>> transients_;
};

}  // namespace koine::store
