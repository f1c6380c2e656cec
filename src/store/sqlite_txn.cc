#include "store/sqlite_txn.h"

#include <algorithm>
#include <exception>
#include <limits>

#include "base/require.h"
#include "store/diag.h"
#include "store/own_tables.h"

namespace koine::store {

namespace {
constexpr unsigned kStatementsPerLook = 64;     // between looks at the clock
constexpr std::size_t kWaitingBytes = 4 << 20;  // appended rows that wait, of one table

const Sql kBegin{"begin"};
const Sql kCommit{"commit"};
const Sql kSavepoint{"savepoint command"};
const Sql kRelease{"release command"};
const Sql kRollbackTo{"rollback to command"};
}  // namespace

std::int64_t SqliteTxn::now_ms() const {
  if (now_ms_ == 0) now_ms_ = clock_.NowMs();
  return now_ms_;
}

void SqliteTxn::StartTime(std::int64_t max_us) {
  now_ms_ = 0;
  max_us_ = max_us;
  statements_ = 0;
  started_us_ = clock_.SteadyUs();
  conn_->SetDeadline(&clock_, started_us_ + max_us);
}

void SqliteTxn::EndTime() {
  max_us_ = std::numeric_limits<std::int64_t>::max();
  conn_->SetDeadline(nullptr, 0);
}

std::int64_t SqliteTxn::RunStatement(const Sql& sql, std::span<const Param> params,
                                     const RowFn* row, const std::int64_t* first) {
  if (failed()) return 0;
  CountStatement();
  if (++statements_ % kStatementsPerLook == 0 && TookUs() > max_us_) {
    Check(SQLITE_INTERRUPT);  // SQLite itself looks only inside long statements
    return 0;
  }
  std::int64_t count = 0;
  const int rc = conn_->Run(sql, params, row, &count, first);
  if (rc == SQLITE_OK) return count;
  if (rc == SQLITE_RANGE) LogWarn(std::string("wrong number of parameters: ") + sql.sqlite());
  if ((rc & 0xff) == SQLITE_ERROR) LogWarn("statement failed: " + conn_->ErrorText());
  Check(rc);
  return 0;
}

void SqliteReadTxn::End(SqliteConn& conn) {
  if (conn.InTransaction()) conn.Run(kCommit);
}

Status SqliteReadTxn::Execute(const char* name, const std::function<void(Txn&)>& fn, bool keep) {
  rc_ = SQLITE_OK;
  transients_.clear();
  StartTime(kReadMaxUs);
  // Without `keep` a snapshot that somebody left is an error, as it may be old.
  if (!keep || !conn_->InTransaction()) Check(conn_->Run(kBegin));
  bool thrown = false;
  try {
    if (!failed()) fn(*this);
  } catch (const std::exception& e) {
    LogWarn(std::string("read ") + name + " threw: " + e.what());
    thrown = true;
  }
  EndTime();
  if (!keep || thrown || failed()) End(*conn_);
  LogIfSlow("read", name, TookUs());
  if (thrown) return StoreError(Code::kInternal, std::string("read '") + name + "' failed");
  if (!failed()) return Ok();
  transients_.clear();
  const int rc = rc_;
  if (rc == SQLITE_BUSY || rc == SQLITE_INTERRUPT) {
    return StoreError(Code::kUnavailable, std::string("read '") + name + "' took too long");
  }
  LogWarn(std::string("read ") + name + " failed: " + sqlite3_errstr(rc));
  return StoreError(Code::kInternal, std::string("read '") + name + "': " + sqlite3_errstr(rc));
}

std::int64_t SqliteReadTxn::Append(const LogTable&, std::span<const Param>,
                                   std::shared_ptr<const void>) {
  Check(SQLITE_READONLY);
  return 0;
}

void SqliteReadTxn::PublishTransient(std::shared_ptr<const void> object) {
  transients_.push_back(Entry{0, std::move(object)});
}

std::int64_t SqliteReadTxn::NextId(const IdSequence&) {
  Check(SQLITE_READONLY);
  return 0;
}

void SqliteReadTxn::PutJob(std::string_view, std::string_view, std::int64_t, std::string_view) {
  Check(SQLITE_READONLY);
}

void SqliteReadTxn::CancelJob(std::string_view, std::string_view) {
  Check(SQLITE_READONLY);
}

std::int64_t SqliteReadTxn::SnapshotPosition() {
  std::int64_t position = 0;
  Each(kSelectHead, [&](const Row& row) { position = row.Int(0); });
  return position;
}

// The snapshot is taken by the first statement.
const Changes* SqliteReadTxn::FindChanges(const ChangeKind&) {
  if (!changes_) return nullptr;
  SnapshotPosition();
  return failed() ? nullptr : &*changes_;
}

std::int64_t SqliteIds::Next(SqliteConn& conn, const IdSequence& sequence, int* rc) {
  auto it = sequences_.find(std::string_view(sequence.name));
  if (it == sequences_.end()) {
    std::int64_t next = sequence.first;
    const Txn::RowFn read = [&](const Row& row) { next = std::max(next, row.Int(0)); };
    const Param params[] = {Param(sequence.name)};
    std::int64_t count = 0;
    *rc = conn.Run(kSelectIdBlock, params, &read, &count);
    if (*rc != SQLITE_OK) return 0;
    it = sequences_.emplace(sequence.name, State{next, next, next}).first;
  }
  State& s = it->second;
  if (s.next >= s.limit) {
    s.limit = s.next + kIdBlock;
    dirty_ = true;
  }
  return s.next++;
}

int SqliteIds::Save(SqliteConn& conn) {
  if (!dirty_) return SQLITE_OK;
  for (const auto& [name, s] : sequences_) {
    if (s.limit == s.durable) continue;
    const Param params[] = {Param(name), Param(s.limit)};
    std::int64_t count = 0;
    const int rc = conn.Run(kUpsertIdBlock, params, nullptr, &count);
    if (rc != SQLITE_OK) return rc;
  }
  return SQLITE_OK;
}

void SqliteIds::Saved() {
  if (!dirty_) return;
  for (auto& [name, s] : sequences_) s.durable = s.limit;
  dirty_ = false;
}

void SqliteWriteTxn::StartBatch(std::int64_t head, Way way) {
  committed_head_ = head;
  next_position_ = head + 1;
  savepoints_ = way == Way::kSavepoints;
  parts_.StartBatch(way == Way::kShared);
  for (auto& [table, waits] : waiting_) waits.rows.Clear();
  for (const OpenedLate& late : lates_) late.entries->RolledBack();  // what was not committed
  rc_ = SQLITE_OK;
  kept_.StartBatch();
  entries_.clear();
  transients_.clear();
}

void SqliteWriteTxn::StartCommand() {
  rc_ = SQLITE_OK;
  wrote_ = inherited_ = false;
  for (OpenedLate& late : lates_) late.mark = late.entries->mark();
  mark_position_ = next_position_;
  mark_entries_ = entries_.size();
  mark_transients_ = transients_.size();
  StartTime(kCommandMaxUs);
}

void SqliteWriteTxn::BeforeWrite() {
  if (wrote_) return;
  wrote_ = true;
  if (savepoints_) Check(conn_->Run(kSavepoint));
}

bool SqliteWriteTxn::EndCommand(bool keep) {
  EndTime();
  if (keep) {
    return !wrote_ || !savepoints_ || conn_->Run(kRelease) == SQLITE_OK;
  }
  next_position_ = mark_position_;
  entries_.resize(mark_entries_);
  transients_.resize(mark_transients_);
  for (const OpenedLate& late : lates_) late.entries->TakeBack(late.mark);
  if (!wrote_) return true;
  kept_.Clear();
  return savepoints_ && conn_->InTransaction() && conn_->Run(kRollbackTo) == SQLITE_OK &&
         conn_->Run(kRelease) == SQLITE_OK;
}

bool SqliteWriteTxn::MayNote() {
  if (!parts_.shares() || failed()) return false;
  BeforeWrite();
  return true;
}

void SqliteWriteTxn::Flush(Shared& shared) {
  if (failed()) return;
  // What is written here was changed by earlier commands, and so is the blame for an error.
  const bool wrote = wrote_;
  shared.Flush(*this);
  inherited_ = failed();
  wrote_ = wrote;
}

int SqliteWriteTxn::FlushShared() {
  StartCommand();  // what is still to be written is nobody's alone
  parts_.ForEach([this](Shared& shared) { Flush(shared); });
  for (auto& [table, waits] : waiting_) InsertWaiting(waits.rows);
  EndTime();
  return rc_;
}

void SqliteWriteTxn::Listen(SqliteConn& conn) {
  kept_.Listen(conn);
  Check(RowFeed::Register(conn.db()));
}

std::int64_t SqliteWriteTxn::Insert(RowFeed& feed) {
  if (failed() || feed.empty()) return 0;
  CountStatement();
  std::int64_t added = 0;
  const int rc = feed.Insert(*conn_, &added);
  if ((rc & 0xff) == SQLITE_ERROR) LogWarn("statement failed: " + conn_->ErrorText());
  Check(rc);
  feed.Clear();
  return added;
}

// What earlier commands appended is among them, and so the blame may be theirs.
void SqliteWriteTxn::InsertWaiting(RowFeed& rows) {
  if (failed() || rows.empty()) return;
  Insert(rows);
  inherited_ = failed();
}

void SqliteWriteTxn::Before(const Sql& sql) {
  for (auto& [table, waits] : waiting_) {
    if (!waits.rows.empty() && waits.names.AreIn(sql, sql.sqlite())) InsertWaiting(waits.rows);
  }
}

std::int64_t SqliteWriteTxn::InsertForEach(const Sql& sql, std::span<const IntList> lists) {
  if (failed() || lists.empty()) return 0;
  Before(sql);
  BeforeWrite();
  RowFeed& feed = feeds_.try_emplace(&sql, sql, lists.size()).first->second;
  for (std::size_t place = 0; place < lists.front().values.size(); ++place) {
    for (const IntList& list : lists) feed.Add(list.values[place]);
  }
  return Insert(feed);
}

Kept* SqliteWriteTxn::KeptOf(const KeptKind& kind, const Sql& instead) {
  if (failed()) return nullptr;
  Before(instead);
  parts_.Before(instead, false, [this](Shared& shared) { Flush(shared); });
  return failed() ? nullptr : kept_.Of(kind);
}

LateEntries* SqliteWriteTxn::Late(const LateIndex& index) {
  for (const OpenedLate& late : lates_) {
    if (&late.entries->index() == &index) return late.entries.get();
  }
  return nullptr;
}

void SqliteWriteTxn::OpenLate(const LateIndex& index, std::size_t most) {
  auto entries = std::make_unique<LateEntries>(index, most);
  entries->Load(*this, head());
  lates_.push_back({std::move(entries), TableNames({index.table})});
}

int SqliteWriteTxn::FinishBatch() {
  // A command that is taken back takes its positions with it.
  KOINE_REQUIRE(head() - committed_head_ == static_cast<std::int64_t>(entries_.size()));
  if (head() != committed_head_) {
    const Param params[] = {Param(head())};
    std::int64_t count = 0;
    const int rc = conn_->Run(kUpdateHead, params, nullptr, &count);
    if (rc != SQLITE_OK) return rc;
  }
  for (const OpenedLate& late : lates_) late.entries->Finish(*this, head());
  return failed() ? rc_ : ids_.Save(*conn_);
}

void SqliteWriteTxn::Committed() {
  ids_.Saved();
  kept_.Committed();
  for (const OpenedLate& late : lates_) late.entries->Committed();
  parts_.StartBatch(false);
}

std::int64_t SqliteWriteTxn::Run(const Sql& sql, std::span<const Param> params, const RowFn* row) {
  if (failed()) return 0;
  const bool changes = !conn_->ReadOnly(sql);
  Before(sql);
  parts_.Before(sql, changes, [this](Shared& shared) { Flush(shared); });
  if (failed()) return 0;
  if (changes) {
    BeforeWrite();
    // Whoever takes entries out of an index takes rows away.
    for (OpenedLate& late : lates_) {
      if (late.names.AreIn(sql, sql.sqlite())) late.entries->Doubt(head());
    }
  }
  return RunStatement(sql, params, row, nullptr);
}

std::int64_t SqliteWriteTxn::Append(const LogTable& table, std::span<const Param> columns,
                                    std::shared_ptr<const void> object) {
  if (failed()) return 0;
  BeforeWrite();
  const std::int64_t position = next_position_++;
  if (savepoints_) {
    RunStatement(*table.insert, columns, nullptr, &position);
  } else {
    RowFeed& rows = waiting_.try_emplace(&table, table).first->second.rows;
    rows.Add(position);
    for (const Param& column : columns) rows.Add(column);
    if (rows.bytes() >= kWaitingBytes) InsertWaiting(rows);
  }
  entries_.push_back(Entry{position, std::move(object)});
  return position;
}

void SqliteWriteTxn::PublishTransient(std::shared_ptr<const void> object) {
  transients_.push_back(Entry{0, std::move(object)});
}

std::int64_t SqliteWriteTxn::NextId(const IdSequence& sequence) {
  if (failed()) return 0;
  int rc = SQLITE_OK;
  const std::int64_t id = ids_.Next(*conn_, sequence, &rc);
  Check(rc);
  return id;
}

void SqliteWriteTxn::PutJob(std::string_view kind, std::string_view key, std::int64_t due_ms,
                            std::string_view payload) {
  Exec(kUpsertJob, NextId(kJobIds), kind, key, due_ms, Bytes{payload});
}

void SqliteWriteTxn::CancelJob(std::string_view kind, std::string_view key) {
  Exec(kDeleteJob, kind, key);
}

}  // namespace koine::store
