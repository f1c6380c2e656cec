#include "store/pg_txn.h"

#include <cstring>
#include <deque>
#include <exception>
#include <utility>

#include "store/diag.h"
#include "store/own_tables.h"
#include "store/pg_read_group.h"
#include "store/publisher.h"

namespace koine::store {

namespace {

constexpr const char* kReadOnly = "25006";
constexpr const char* kInternalState = "XX000";

// Whether a statement changes nothing. A lock alone (`for update`) is no change.
bool IsSelect(const Sql& sql) {
  std::string_view text = sql.pg();
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  return text.starts_with("select");
}

}  // namespace

std::int64_t PgTxn::now_ms() const {
  if (now_ms_ == 0) now_ms_ = clock_.NowMs();
  return now_ms_;
}

void PgTxn::StartTime(std::int64_t max_us) {
  now_ms_ = 0;
  max_us_ = max_us;
  started_us_ = clock_.SteadyUs();
  failure_ = PgAnswer{};
}

void PgTxn::Fail(const char* sqlstate, std::string message) {
  if (failed()) return;
  failure_.kind = PgAnswer::Kind::kError;
  failure_.sqlstate = sqlstate;
  failure_.message = std::move(message);
}

bool PgTxn::InTime() {
  if (TookUs() > max_us_) Fail(kQueryCanceled, "took too long");
  return !failed();
}

std::int64_t PgTxn::RunStatement(const Sql& sql, std::span<const Param> params, const RowFn* row) {
  if (!InTime()) return 0;
  CountStatement();
  conn_->Send(sql, params);
  PgAnswer answer = Wait();
  if (answer.ok()) return PgConn::Rows(answer, row);
  failure_ = std::move(answer);
  return 0;
}

Status PgLink::Ensure() {
  if (conn != nullptr && !conn->lost()) return Ok();
  // A transaction may still look at the lost one, so it goes only when there is another.
  KOINE_TRY(auto fresh, PgConn::Open(open));
  conn = std::move(fresh);
  return Ok();
}

Status PgReadTxn::Execute(PgLink& link, const char* name, const std::function<void(Txn&)>& fn) {
  KOINE_CHECK(link.Ensure());
  Status status = RunOn(link, name, fn);
  if (begun_ && !conn_->lost()) conn_->Discard();
  return status;
}

Status PgReadTxn::ExecuteInGroup(const char* name, const std::function<void(Txn&)>& fn) {
  return RunOn(group_->link(), name, fn);
}

Status PgReadTxn::RunOn(PgLink& link, const char* name, const std::function<void(Txn&)>& fn) {
  link_ = &link;
  conn_ = link.conn.get();
  begun_ = false;
  changes_.reset();
  transients_.clear();
  StartTime(kReadMaxUs);
  bool thrown = false;
  try {
    fn(*this);
  } catch (const std::exception& e) {
    LogWarn(std::string("read ") + name + " threw: " + e.what());
    thrown = true;
  }
  LogIfSlow("read", name, TookUs());
  if (thrown) return StoreError(Code::kInternal, std::string("read '") + name + "' failed");
  if (!failed()) return Ok();
  transients_.clear();
  const bool may_pass = failure_.MayPass();
  LogWarn(std::string("read ") + name + " failed: " + failure_.message);
  return StoreError(may_pass ? Code::kUnavailable : Code::kInternal,
                    std::string("read '") + name + "': " + failure_.message);
}

PgAnswer PgReadTxn::Wait() {
  return group_ != nullptr ? group_->Wait() : conn_->ReceiveOpen();
}

std::int64_t PgReadTxn::Run(const Sql& sql, std::span<const Param> params, const RowFn* row) {
  if (failed()) return 0;
  Asked one{sql, params};
  if (together_) {
    asked_.push_back(&one);
    Fiber::Wait();
  } else {
    Asked* const only[] = {&one};
    Ask(only);
  }
  return PgConn::Rows(one.rows.get(), row);
}

void PgReadTxn::Ask(std::span<Asked* const> all) {
  if (!InTime()) return;
  const bool first = !std::exchange(begun_, true);
  PgAnswer answer = SendAll(all);
  if (first && answer.kind == PgAnswer::Kind::kLost) {
    // A group has opened it again by now, if it could.
    if (group_ != nullptr ? !link_->conn->lost() : link_->Ensure().ok()) {
      conn_ = link_->conn.get();
      answer = SendAll(all);
    }
  }
  if (!answer.ok()) {
    failure_ = std::move(answer);
    return;
  }
  for (std::size_t i = 0; i + 1 < all.size(); ++i) all[i]->rows = std::move(answer.earlier[i]);
  all.back()->rows = std::move(answer.result);
}

PgAnswer PgReadTxn::SendAll(std::span<Asked* const> all) {
  for (const Asked* one : all) {
    CountStatement();
    conn_->Send(one->sql, one->params);
  }
  return Wait();
}

void PgReadTxn::Together(std::initializer_list<std::function<void()>> reads) {
  if (together_ || failed()) return Txn::Together(reads);
  std::exception_ptr thrown;
  FiberStacks::Some stacks = link_->stacks.Take(reads.size());
  std::deque<Fiber> fibers;
  std::vector<Fiber*> waiting;
  const auto go_on = [&](Fiber& fiber) {
    together_ = true;
    fiber.Resume();
    together_ = false;
    if (!fiber.done()) waiting.push_back(&fiber);
  };
  for (const std::function<void()>& read : reads) {
    go_on(fibers.emplace_back(*stacks[fibers.size()], [&thrown, &read] {
      try {
        read();
      } catch (...) {
        if (!thrown) thrown = std::current_exception();
      }
    }));
  }
  while (!waiting.empty()) {
    Ask(std::exchange(asked_, {}));
    for (Fiber* fiber : std::exchange(waiting, {})) go_on(*fiber);
  }
  link_->stacks.Put(std::move(stacks));
  if (thrown) std::rethrow_exception(thrown);
}

void PgReadTxn::PublishTransients(Publisher& publisher) {
  if (transients_.empty()) return;
  publisher.Now(std::make_shared<Batch>(Batch{0, 0, std::move(transients_)}));
}

std::int64_t PgReadTxn::Append(const LogTable&, std::span<const Param>,
                               std::shared_ptr<const void>) {
  Fail(kReadOnly, "append in a read");
  return 0;
}

void PgReadTxn::PublishTransient(std::shared_ptr<const void> object) {
  transients_.push_back(Entry{0, std::move(object)});
}

std::int64_t PgReadTxn::NextId(const IdSequence&) {
  Fail(kReadOnly, "new id in a read");
  return 0;
}

void PgReadTxn::PutJob(std::string_view, std::string_view, std::int64_t, std::string_view) {
  Fail(kReadOnly, "job in a read");
}

void PgReadTxn::CancelJob(std::string_view, std::string_view) {
  Fail(kReadOnly, "job in a read");
}

std::int64_t PgReadTxn::SnapshotPosition() {
  std::int64_t position = 0;
  Each(kSelectHead, [&](const Row& row) { position = row.Int(0); });
  return position;
}

const Changes* PgReadTxn::FindChanges(const ChangeKind& kind) {
  if (kind.on_postgresql.empty() || failed()) return nullptr;
  if (changes_ == nullptr) changes_ = std::make_unique<PgChanges>(*this);
  return failed() ? nullptr : changes_.get();
}

Result<std::int64_t> PgIds::Next(const IdSequence& sequence) {
  const std::lock_guard lock(mutex_);
  auto it = blocks_.find(std::string_view(sequence.name));
  if (it == blocks_.end()) it = blocks_.emplace(sequence.name, Block{}).first;
  Block& block = it->second;
  if (block.next >= block.limit) {
    Status leased = Lease(sequence, block);
    if (!leased.ok()) leased = Lease(sequence, block);  // once more, on a new connection
    if (!leased.ok()) return std::move(leased).error();
  }
  return block.next++;
}

Status PgIds::Lease(const IdSequence& sequence, Block& block) {
  KOINE_CHECK(link_.Ensure());
  std::int64_t limit = 0;
  const Txn::RowFn read = [&](const Row& row) { limit = row.Int(0); };
  const Param params[] = {Param(sequence.name), Param(sequence.first + kIdBlock), Param(kIdBlock)};
  std::int64_t count = 0;
  const PgAnswer answer = link_.conn->Run(kLeaseIdBlock, params, &read, &count);
  if (!answer.ok()) return StoreError(Code::kUnavailable, answer.message);
  block = Block{limit - kIdBlock, limit};
  return Ok();
}

void PgWriteTxn::StartBatch(PgConn& conn, Way way) {
  conn_ = &conn;
  savepoints_ = way == Way::kSavepoints;
  alone_ = way == Way::kAlone;
  parts_.StartBatch(way == Way::kShared);
  begun_ = waiting_ = inherited_ = trial_ = appended_ = false;
  failure_ = PgAnswer{};
}

void PgWriteTxn::StartCommand() {
  wrote_ = postponed_ = false;
  inherited_ = waiting_;
  rows_.clear();
  transients_.clear();
  StartTime(kCommandMaxUs);
}

void PgWriteTxn::EnsureBegun() {
  if (begun_) return;
  begun_ = true;
  conn_->Send("begin");
}

bool PgWriteTxn::EndCommand(bool keep) {
  if (keep) {
    appended_ = appended_ || !rows_.empty();
    if (wrote_ && savepoints_) conn_->Send("release savepoint command");
    return true;
  }
  rows_.clear();
  transients_.clear();
  // An error outside of a savepoint has ended the transaction.
  if (!wrote_) return !failed() || !begun_ || failure_.sqlstate == kInternalState;
  if (!savepoints_ || conn_->lost()) return false;
  conn_->Send("rollback to savepoint command");
  conn_->Send("release savepoint command");
  return true;
}

std::int64_t PgWriteTxn::Run(const Sql& sql, std::span<const Param> params, const RowFn* row) {
  if (failed() || !Prepare(sql)) return 0;
  return RunStatement(sql, params, row);
}

bool PgWriteTxn::Prepare(const Sql& sql) {
  if (StopTrial()) return false;
  EnsureBegun();
  const bool changes = !IsSelect(sql);
  parts_.Before(sql, changes, [this](Shared& shared) { Flush(shared); });
  if (wrote_ || !changes) return true;
  wrote_ = true;
  if (savepoints_) conn_->Send("savepoint command");
  return true;
}

bool PgWriteTxn::StopTrial() {
  if (trial_) Fail(kInternalState, "only tried");
  return trial_;
}

bool PgWriteTxn::MayNote() {
  if (!parts_.shares() || failed() || StopTrial()) return false;
  EnsureBegun();
  wrote_ = true;
  return true;
}

void PgWriteTxn::Flush(Shared& shared) {
  // What is written here was changed by earlier commands, and so is the blame for an error.
  const bool wrote = std::exchange(wrote_, true);
  const bool waiting = std::exchange(waiting_, false);
  shared.Flush(*this);
  if (waiting_) inherited_ = true;
  waiting_ = waiting_ || waiting;
  wrote_ = wrote;
}

void PgWriteTxn::FlushShared() {
  parts_.ForEach([this](Shared& shared) { Flush(shared); });
}

bool PgWriteTxn::EndTrial() {
  trial_ = false;
  StartCommand();
  return parts_.Load(*this);
}

PgAnswer PgWriteTxn::Wait() {
  PgAnswer answer = conn_->Receive();
  waiting_ = false;
  if (answer.ok()) inherited_ = false;
  return answer;
}

void PgWriteTxn::RunSoon(const Sql& sql, std::span<const Param> params) {
  if (savepoints_) {
    Run(sql, params, nullptr);
    return;
  }
  if (failed() || !InTime() || !Prepare(sql)) return;
  CountStatement();
  conn_->Send(sql, params);
  waiting_ = true;
}

void PgWriteTxn::RunSoonForEach(const Sql& sql, std::span<const IntList> lists) {
  const std::vector<Param> params(lists.begin(), lists.end());
  if (!lists.empty() && !lists.front().values.empty()) RunSoon(sql, params);
}

std::int64_t PgWriteTxn::Append(const LogTable& table, std::span<const Param> columns,
                                std::shared_ptr<const void> object) {
  if (failed() || StopTrial()) return 0;
  if (columns.size() != table.columns.size()) {
    Fail(kInternalState, std::string("wrong number of columns for ") + table.name);
    return 0;
  }
  CountStatement();
  PgLogRow row{&table, {columns.begin(), columns.end()}, nullptr, std::move(object)};
  std::size_t size = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Param::Kind kind = columns[i].kind;
    if (kind != Param::Kind::kNull && kind != table.columns[i]) {
      Fail(kInternalState, std::string("column of another type for ") + table.name);
      return 0;
    }
    size += columns[i].text.size();
  }
  row.bytes = std::make_unique<char[]>(size);
  char* at = row.bytes.get();
  for (Param& p : row.columns) {
    if (p.text.empty()) continue;
    std::memcpy(at, p.text.data(), p.text.size());
    p.text = std::string_view(at, p.text.size());
    at += p.text.size();
  }
  rows_.push_back(std::move(row));
  return -static_cast<std::int64_t>(rows_.size());
}

void PgWriteTxn::PublishTransient(std::shared_ptr<const void> object) {
  transients_.push_back(std::move(object));
}

bool PgWriteTxn::RunAfterBatch() {
  if (alone_ || !appended_ || wrote_ || !rows_.empty() || failed()) return false;
  postponed_ = true;
  Fail(kInternalState, "runs after its batch");  // further statements do nothing
  return true;
}

std::int64_t PgWriteTxn::NextId(const IdSequence& sequence) {
  if (failed() || StopTrial()) return 0;
  auto id = ids_.Next(sequence);
  if (id.ok()) return *id;
  Fail(kQueryCanceled, "no ids: " + id.error().text);
  return 0;
}

void PgWriteTxn::PutJob(std::string_view kind, std::string_view key, std::int64_t due_ms,
                        std::string_view payload) {
  ExecSoon(kUpsertJob, NextId(kJobIds), kind, key, due_ms, Bytes{payload});
}

void PgWriteTxn::CancelJob(std::string_view kind, std::string_view key) {
  ExecSoon(kDeleteJob, kind, key);
}

std::int64_t PgWriteTxn::SnapshotPosition() {
  std::int64_t position = 0;
  Each(kSelectHead, [&](const Row& row) { position = row.Int(0); });
  return position;
}

}  // namespace koine::store
