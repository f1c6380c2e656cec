#include "store/sqlite_writer.h"

#include <algorithm>
#include <exception>

#include "base/memory.h"
#include "base/require.h"
#include "base/thread_slice.h"
#include "base/wake.h"
#include "store/diag.h"
#include "store/own_tables.h"

namespace koine::store {

namespace {

const Sql kBeginWrite{"begin immediate"};
const Sql kCommitWrite{"commit"};
// engines: PostgreSQL has no index that is written late
const Sql kHasTable{"select 1 from sqlite_master where type = 'table' and name = ?",
                    "select 1 from pg_class where relname = ?"};
const Sql kProbe{
    "insert into meta (name, value) values ('store.probe', ?)"
    " on conflict (name) do update set value = excluded.value"};

constexpr std::int64_t kProbeMs = 250;
// After a command that had to be taken back alone, so many batches run with savepoints, which
// cost a copy of each page touched; without them such a command makes the batch run twice.
constexpr int kSavepointBatches = 16;

bool IsIoError(int rc) {
  return (rc & 0xff) == SQLITE_IOERR;
}

// Whether there are half as many again as what they are about. To keep what each reads costs a
// tenth of a message where nobody asks for it again, and saves a tenth where five do.
bool RepeatsKeys(const Commands& batch) {
  std::vector<std::uint64_t> keys;
  for (const auto& command : batch) keys.push_back(command->info().key.value);
  std::sort(keys.begin(), keys.end());
  const auto distinct = std::unique(keys.begin(), keys.end()) - keys.begin();
  return static_cast<std::ptrdiff_t>(2 * keys.size()) >= 3 * distinct;
}

// Errors of one statement; after all others the whole transaction is taken back.
bool IsCommandError(int rc) {
  if (rc == SQLITE_IOERR_DATA) return true;  // it needs a page that was damaged
  switch (rc & 0xff) {
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_RANGE:
    case SQLITE_INTERRUPT:
    case SQLITE_SCHEMA:
    case SQLITE_READONLY:
      return true;
    default:
      return false;
  }
}

}  // namespace

SqliteWriter::SqliteWriter(Deps deps, std::unique_ptr<SqliteConn> conn, std::int64_t head)
    : deps_(std::move(deps)), conn_(std::move(conn)), head_(head) {}

SqliteWriter::~SqliteWriter() {
  if (thread_.joinable()) thread_.join();
}

Status SqliteWriter::Start(const StepFn& on_step) {
  txn_.emplace(*conn_, *deps_.clock, *deps_.random, *deps_.changes);
  if (const int rc = OpenLate(on_step); rc != SQLITE_OK) {
    return StoreError(Code::kUnavailable, "cannot open the indexes of '" + deps_.open.path +
                                              "': " + sqlite3_errstr(rc));
  }
  // The pages of the rows that were read for them, thousands where much came last.
  sqlite3_db_release_memory(conn_->db());
  GiveBackMemory();
  WatchWal();
  thread_ = std::thread([this] { Loop(); });
  return Ok();
}

int SqliteWriter::OpenLate(const StepFn& on_step) {
  if (const int rc = conn_->Run(kBeginWrite); rc != SQLITE_OK) return rc;
  txn_->StartBatch(head(), SqliteWriteTxn::Way::kPlain);
  for (const LateIndex* index : LateIndex::All()) {
    bool there = false;
    const Txn::RowFn read = [&there](const Row&) { there = true; };
    const Param params[] = {Param(index->table)};
    std::int64_t count = 0;
    const int rc = conn_->Run(kHasTable, params, &read, &count);
    if (rc != SQLITE_OK) return rc;
    if (there && on_step) on_step(std::string("index '") + index->table + "'");
    if (there) txn_->OpenLate(*index, deps_.late_most);
    if (txn_->failed()) return txn_->rc();
  }
  return Commit();
}

void SqliteWriter::WatchWal() {
  sqlite3_wal_hook(conn_->db(), &SqliteWriter::OnWal, this);
}

int SqliteWriter::OnWal(void* self, sqlite3*, const char*, int pages) {
  static_cast<SqliteWriter*>(self)->deps_.on_commit(pages);
  return SQLITE_OK;
}

void SqliteWriter::Loop() {
  RequestShortSlice();
  Commands batch;
  for (;;) {
    batch.clear();
    const bool more = healthy() ? deps_.queue->Take(false, &batch)
                                : deps_.queue->TakeFor(false, kProbeMs, &batch);
    if (!more) return;
    if (healthy()) {
      RunBatch(batch);
    } else {
      FailAll(batch, Refusal());
      Probe();
    }
  }
}

void SqliteWriter::RunBatch(Commands& batch) {
  outcomes_.assign(batch.size(), Outcome{});
  End end = End::kRetry;
  // Each retry with savepoints marks a command as failed, so this ends.
  while (end == End::kRetry || end == End::kApart) {
    end = TryBatch(batch);
    if (end == End::kCommitted || end == End::kFailed) break;
    if (conn_->InTransaction()) conn_->Script("rollback");
    // Nothing else was rolled back: its outcome stands.
    if (batch.size() == 1 && end == End::kRetry) {
      Release(batch);
      return;
    }
    savepoint_batches_ = kSavepointBatches;
  }
  if (savepoint_batches_ > 0) --savepoint_batches_;
  if (end == End::kCommitted) {
    Release(batch);
    return;
  }
  for (auto& command : batch) {
    Error error = batch_error_;
    if (unknown_ && !command->info().repeatable) error.code = Code::kResultUnknown;
    command->Finish(&error, Numbering());
  }
}

SqliteWriter::End SqliteWriter::TryBatch(Commands& batch) {
  using Way = SqliteWriteTxn::Way;
  int rc = conn_->Run(kBeginWrite);
  if (rc != SQLITE_OK) {
    FailBatch(rc, "begin");
    return End::kFailed;
  }
  const Way way = RepeatsKeys(batch) ? Way::kShared : Way::kPlain;
  txn_->StartBatch(head(), savepoint_batches_ > 0 ? Way::kSavepoints : way);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (outcomes_[i].failed) continue;
    const End end = RunCommand(*batch[i], outcomes_[i]);
    if (end != End::kCommitted) return end;
  }
  rc = txn_->FlushShared();
  if (rc != SQLITE_OK) {
    if (IsCommandError(rc)) return End::kApart;
    FailBatch(rc, "the end of the batch");
    return End::kFailed;
  }
  rc = Commit();
  if (rc == SQLITE_OK) return End::kCommitted;
  FailBatch(rc, "commit");
  // What a failed sync left in the log is invisible from here on, and the next commit overwrites
  // it; only a start after a crash before that commit would find it.
  unknown_ = IsIoError(rc);
  return End::kFailed;
}

SqliteWriter::End SqliteWriter::RunCommand(Command& command, Outcome& outcome) {
  txn_->StartCommand();
  bool keep = false;
  bool thrown = false;
  try {
    keep = command.Run(*txn_);
  } catch (const std::exception& e) {
    LogWarn(std::string("command ") + command.info().name + " threw: " + e.what());
    thrown = true;
  }
  LogIfSlow("command", command.info().name, txn_->TookUs());
  const int rc = txn_->rc();
  if (txn_->inherited() && IsCommandError(rc)) {
    txn_->EndCommand(false);
    return End::kApart;
  }
  if (thrown || rc != SQLITE_OK) {
    if (!thrown && !IsCommandError(rc)) {
      txn_->EndCommand(false);
      FailBatch(rc, command.info().name);
      return End::kFailed;
    }
    if (!thrown) {
      LogWarn(std::string("command ") + command.info().name + " failed: " + sqlite3_errstr(rc));
    }
    outcome.failed = true;
    // One that took too long may have waited for the processor.
    const bool slow = !thrown && rc == SQLITE_INTERRUPT;
    outcome.error = StoreError(
        slow ? Code::kUnavailable : Code::kInternal,
        std::string("command '") + command.info().name +
            (slow ? "' took too long"
                  : "' failed" + (thrown ? "" : std::string(": ") + sqlite3_errstr(rc))));
    keep = false;
  }
  // After some errors SQLite itself takes back the transaction.
  return txn_->EndCommand(keep) && conn_->InTransaction() ? End::kCommitted : End::kRetry;
}

int SqliteWriter::Commit() {
  int rc = txn_->FinishBatch();
  if (rc == SQLITE_OK) {
    txn_->Committing();
    rc = conn_->Run(kCommitWrite);
  }
  if (rc == SQLITE_OK) txn_->Committed();
  return rc;
}

void SqliteWriter::Release(Commands& batch) {
  // Whoever is told of the batch and has the answer to a command of it hears both at once.
  const WakesHeld together;
  CountBatch(batch.size());
  auto out = std::make_shared<Batch>();
  if (txn_->head() != head()) {
    // Positions only grow: readers have gone on from what they saw.
    KOINE_REQUIRE(txn_->head() > head());
    out->first_position = head() + 1;
    out->last_position = txn_->head();
    head_.store(txn_->head(), std::memory_order_relaxed);
  }
  out->entries.swap(txn_->entries());
  for (Entry& entry : txn_->transients()) out->entries.push_back(std::move(entry));
  txn_->transients().clear();
  if (!out->entries.empty() || out->last_position != 0) deps_.publisher->Now(std::move(out));
  for (std::size_t i = 0; i < batch.size(); ++i) {
    batch[i]->Finish(outcomes_[i].failed ? &outcomes_[i].error : nullptr, Numbering());
  }
}

void SqliteWriter::FailBatch(int rc, const char* where) {
  const std::string what = std::string(sqlite3_errstr(rc)) + " (" + std::to_string(rc) + ")";
  if (conn_->InTransaction()) conn_->Script("rollback");
  unknown_ = false;
  batch_error_ = StoreError(Code::kUnavailable, "the store cannot write: " + what);
  if ((rc & 0xff) == SQLITE_BUSY) {
    LogWarn(std::string("the database is locked by another program, at ") + where);
  } else if ((rc & 0xff) == SQLITE_FULL) {
    SetState(State::kDiskFull, "disk full");
  } else if ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB) {
    SetState(State::kClosed, "the file '" + deps_.open.path + "' is damaged: restore a backup");
  } else {
    SetState(State::kReopen, what + " at " + where);
  }
}

void SqliteWriter::Probe() {
  if (state_ == State::kClosed) return;
  if (state_ == State::kReopen && !Reopen()) return;
  int rc = conn_->Run(kBeginWrite);
  std::int64_t count = 0;
  const std::string now = std::to_string(deps_.clock->NowMs());
  const Param params[] = {Param(now)};
  if (rc == SQLITE_OK) rc = conn_->Run(kProbe, params, nullptr, &count);
  if (rc == SQLITE_OK) rc = conn_->Run(kCommitWrite);
  if (rc == SQLITE_OK) {
    SetState(State::kHealthy, "");
    return;
  }
  if (conn_->InTransaction()) conn_->Script("rollback");
  if ((rc & 0xff) != SQLITE_FULL && (rc & 0xff) != SQLITE_BUSY) {
    SetState(State::kReopen, sqlite3_errstr(rc));
  }
}

// A sync is never tried again on the same descriptor: the kernel may have dropped the pages.
bool SqliteWriter::Reopen() {
  auto opened = SqliteConn::Open(deps_.open);
  if (!opened.ok()) return false;
  std::int64_t position = -1;
  const Txn::RowFn read = [&](const Row& row) { position = row.Int(0); };
  std::int64_t count = 0;
  if ((*opened)->Run(kSelectHead, {}, &read, &count) != SQLITE_OK) return false;
  if (position != head()) {
    SetState(State::kClosed, "after an I/O error the file is at position " +
                                 std::to_string(position) + " instead of " +
                                 std::to_string(head()) + "; restart the server");
    return false;
  }
  txn_->Rebind(**opened);
  conn_ = std::move(*opened);
  WatchWal();
  return true;
}

void SqliteWriter::SetState(State state, std::string why) {
  const State before = state_.exchange(state);
  {
    const std::lock_guard lock(why_mutex_);
    why_ = why;
  }
  if (state == before) return;
  if (state == State::kHealthy) {
    LogInfo("the store accepts writes again");
  } else {
    LogWarn("writes are refused: " + why);
  }
}

Error SqliteWriter::Refusal() const {
  const std::lock_guard lock(why_mutex_);
  return StoreError(Code::kUnavailable, "the store accepts no writes: " + why_);
}

Status SqliteWriter::health() const {
  if (healthy()) return Ok();
  return Refusal();
}

}  // namespace koine::store
