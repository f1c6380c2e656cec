#include "store/pg_writer.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <unordered_set>

#include "base/wake.h"
#include "store/diag.h"
#include "store/own_tables.h"

namespace koine::store {

namespace {

// The new end of the log, and the transaction's id.
const Sql kRaise{
    "update log_head set position = position + ? where one = 1"
    " returning position, pg_current_xact_id()::text,"
    " extract(epoch from transaction_timestamp())::bigint"};
// The second column: when the server last made a checkpoint, as it does when it has recovered from
// a crash.
const Sql kOutcome{
    "select pg_xact_status(?::text::xid8), (select extract(epoch from "
    "checkpoint_time)::bigint from pg_control_checkpoint())"};

constexpr std::int64_t kProbeMs = 250;
constexpr std::int64_t kCheckpointSlackS = 2;      // both times are of the server, in seconds
constexpr std::int64_t kConnectMaxUs = 5'000'000;  // then commands fail with kUnavailable
constexpr int kLostMax = 5;  // likewise those of a batch that loses its connection more often
constexpr char kNoConnection[] = "no connection to PostgreSQL, or none that lasts";
constexpr int kSavepointBatches = 16;  // after a command that had to be taken back alone
constexpr int kSingleTries = 8;        // of one command that meets deadlocks and lock time-outs
// After a conflict with a row that another worker committed meanwhile the second run sees that row;
// other errors are not likely to pass.
constexpr int kOtherTries = 2;

int TriesOf(const PgAnswer& failure) {
  const bool waits = failure.Conflict() && failure.sqlstate != kUniqueViolation;
  return waits ? kSingleTries : kOtherTries;
}

Error Failed(const Command& command, const PgAnswer& failure) {
  return StoreError(failure.MayPass() ? Code::kUnavailable : Code::kInternal,
                    std::string("command '") + command.info().name + "' failed");
}

void SleepMs(std::int64_t ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

// One array per column of a log table.
class Columns {
 public:
  explicit Columns(const LogTable& table) : table_(table) {
    constexpr Oid kInt8 = 20, kText = 25, kBytea = 17, kFloat8 = 701;
    arrays_.emplace_back(kInt8);
    for (const Param::Kind kind : table.columns) {
      arrays_.emplace_back(kind == Param::Kind::kInt     ? kInt8
                           : kind == Param::Kind::kReal  ? kFloat8
                           : kind == Param::Kind::kBytes ? kBytea
                                                         : kText);
    }
  }
  void Add(std::int64_t position, const std::vector<Param>& columns) {
    arrays_[0].Add(position);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Param& p = columns[i];
      PgArray& array = arrays_[i + 1];
      if (p.kind == Param::Kind::kNull) {
        array.AddNull();
      } else if (p.kind == Param::Kind::kInt) {
        array.Add(p.integer);
      } else if (p.kind == Param::Kind::kReal) {
        array.Add(p.real);
      } else {
        array.Add(p.text);
      }
    }
  }
  void Send(PgConn& conn) {
    std::vector<PgValue> values;
    for (PgArray& array : arrays_) values.push_back(array.Value());
    conn.SendValues(*table_.insert, values);
  }

 private:
  const LogTable& table_;
  std::vector<PgArray> arrays_;
};

}  // namespace

PgWriter::PgWriter(Deps deps)
    : deps_(std::move(deps)),
      queue_(deps_.queue_max, deps_.batch_max),
      link_{deps_.open, nullptr},
      txn_(*deps_.clock, *deps_.random, *deps_.ids) {
  thread_ = std::thread([this] { Loop(); });
}

PgWriter::~PgWriter() {
  queue_.Close();
  thread_.join();
}

void PgWriter::Loop() {
  Commands batch;
  for (;;) {
    batch.clear();
    const bool more =
        healthy() ? queue_.Take(true, &batch) : queue_.TakeFor(true, kProbeMs, &batch);
    if (!more) return;
    if (healthy()) {
      RunBatch(batch);
    } else {
      FailAll(batch, health().ok() ? StoreError(Code::kUnavailable, "") : health().error());
      Connect(0);
    }
  }
}

bool PgWriter::Connect(std::int64_t give_up_us) {
  for (std::int64_t pause_ms = 20;; pause_ms = std::min<std::int64_t>(pause_ms * 2, 500)) {
    const Status connected = link_.Ensure();
    if (connected.ok()) {
      SetHealthy(true, "");
      return true;
    }
    if (deps_.clock->SteadyUs() >= give_up_us) {
      SetHealthy(false, connected.error().text);
      return false;
    }
    SleepMs(pause_ms);
  }
}

void PgWriter::RunBatch(Span batch) {
  if (batch.empty()) return;
  if (batch.size() == 1) {
    RunOne(batch);
    return;
  }
  const std::int64_t give_up_us = deps_.clock->SteadyUs() + kConnectMaxUs;
  using Way = PgWriteTxn::Way;
  outcomes_.clear();
  outcomes_.resize(batch.size());
  int lost = 0;
  for (Way way = Way::kShared;;) {
    if (lost > kLostMax || !Connect(give_up_us)) {
      FinishFailed(batch, StoreError(Code::kUnavailable, kNoConnection));
      return;
    }
    switch (TryBatch(batch, savepoint_batches_ > 0 ? Way::kSavepoints : way)) {
      case End::kCommitted:
        if (savepoint_batches_ > 0) --savepoint_batches_;
        RunBatch(Release(batch));
        return;
      case End::kRetry:  // each retry with savepoints marks a command as failed
        Rollback();
        savepoint_batches_ = kSavepointBatches;
        break;
      case End::kPlain:
        Rollback();
        way = Way::kPlain;
        break;
      case End::kSingly:
        Rollback();
        RunApart(batch);
        return;
      case End::kLost:
        ++lost;
        break;
      case End::kUnknown:
        FinishUnknown(batch);
        return;
    }
  }
}

void PgWriter::RunApart(Span batch) {
  const std::size_t at = conflict_at_;
  if (at >= batch.size()) {
    RunBatch(batch.first(batch.size() / 2));
    RunBatch(batch.subspan(batch.size() / 2));
    return;
  }
  RunBatch(batch.first(at));
  RunOne(batch.subspan(at, 1));
  RunBatch(batch.subspan(at + 1));
}

void PgWriter::RunOne(Span one) {
  const std::int64_t give_up_us = deps_.clock->SteadyUs() + kConnectMaxUs;
  outcomes_.clear();
  outcomes_.resize(1);
  int lost = 0;
  for (int tries = 0;;) {
    if (lost > kLostMax || !Connect(give_up_us)) {
      FinishFailed(one, StoreError(Code::kUnavailable, kNoConnection));
      return;
    }
    switch (TryBatch(one, PgWriteTxn::Way::kAlone)) {
      case End::kCommitted:
        Release(one);
        return;
      case End::kRetry:
        Rollback();
        Release(one);  // its own outcome stands
        return;
      case End::kPlain:
      case End::kSingly:
        Rollback();
        if (++tries >= TriesOf(last_failure_)) {
          LogWarn(std::string("command ") + one.front()->info().name +
                  " failed: " + last_failure_.message);
          FinishFailed(one, Failed(*one.front(), last_failure_));
          return;
        }
        SleepMs(static_cast<std::int64_t>(deps_.random->Below(5)) * tries);
        break;
      case End::kLost:
        ++lost;
        break;
      case End::kUnknown:
        FinishUnknown(one);
        return;
    }
  }
}

PgWriter::End PgWriter::TryBatch(Span batch, PgWriteTxn::Way way) {
  first_position_ = last_position_ = 0;
  transaction_.clear();
  txn_.StartBatch(*link_.conn, way);
  conflict_at_ = batch.size();
  if (way == PgWriteTxn::Way::kShared) {
    const End end = Foresee(batch);
    if (end != End::kCommitted) return end;
  }
  std::unordered_set<std::uint64_t> behind;  // keys of which a command runs again after the batch
  for (std::size_t i = 0; i < batch.size(); ++i) {
    Outcome& outcome = outcomes_[i];
    if (outcome.failed) continue;
    const std::uint64_t key = batch[i]->info().key.value;
    if (!behind.empty() && behind.contains(key)) {
      outcome = Outcome{};
      outcome.postponed = true;  // nor does a later one overtake it
      continue;
    }
    const End end = RunCommand(*batch[i], outcome);
    if (end == End::kSingly && !txn_.inherited()) conflict_at_ = i;
    if (end != End::kCommitted) return end;
    if (outcome.postponed) behind.insert(key);
  }
  return Commit();
}

PgWriter::End PgWriter::Foresee(Span batch) {
  const auto tried = [](const auto& command) { return command->info().trials > 0; };
  if (std::count_if(batch.begin(), batch.end(), tried) < 2) return End::kCommitted;
  for (int trial = 0;; ++trial) {
    txn_.StartTrial();
    for (const auto& command : batch) {
      if (command->info().trials <= trial) continue;
      txn_.StartCommand();
      try {
        static_cast<void>(command->Run(txn_));
      } catch (const std::exception&) {
        // It throws again when it runs in earnest.
      }
    }
    const bool any = txn_.EndTrial();
    if (txn_.failed()) {
      last_failure_ = txn_.failure();
      if (last_failure_.kind == PgAnswer::Kind::kLost) return End::kLost;
      if (!last_failure_.MayPass()) LogWarn("reading ahead failed: " + last_failure_.message);
      return End::kPlain;
    }
    if (!any) break;
  }
  return End::kCommitted;
}

PgWriter::End PgWriter::RunCommand(Command& command, Outcome& outcome) {
  outcome = Outcome{};
  txn_.StartCommand();
  bool keep = false;
  bool thrown = false;
  try {
    keep = command.Run(txn_);
  } catch (const std::exception& e) {
    LogWarn(std::string("command ") + command.info().name + " threw: " + e.what());
    thrown = true;
  }
  LogIfSlow("command", command.info().name, txn_.TookUs());
  if (txn_.postponed() && !thrown) {
    outcome.postponed = true;
    return End::kCommitted;
  }
  if (txn_.failed()) {
    const PgAnswer& failure = txn_.failure();
    last_failure_ = failure;
    if (failure.kind == PgAnswer::Kind::kLost) return End::kLost;
    if (failure.Conflict() || txn_.inherited()) return End::kSingly;
    LogWarn(std::string("command ") + command.info().name + " failed: " + failure.message);
  }
  if (thrown || txn_.failed()) {
    outcome.failed = true;
    outcome.error = Failed(command, thrown ? PgAnswer{} : txn_.failure());
    keep = false;
  }
  if (!txn_.EndCommand(keep)) return End::kRetry;
  outcome.rows = std::move(txn_.rows());
  outcome.transients = std::move(txn_.transients());
  return End::kCommitted;
}

PgWriter::End PgWriter::Commit() {
  txn_.StartCommand();  // what is still to be written is nobody's alone
  txn_.FlushShared();
  std::int64_t rows = 0;
  for (const Outcome& outcome : outcomes_) rows += static_cast<std::int64_t>(outcome.rows.size());
  if (rows == 0 && !txn_.begun()) return End::kCommitted;
  txn_.EnsureBegun();
  PgConn& conn = *link_.conn;
  if (rows > 0) {
    std::int64_t last = 0;
    const Txn::RowFn read = [&](const Row& row) {
      last = row.Int(0);
      transaction_ = row.String(1);
      transaction_s_ = row.Int(2);
    };
    const Param params[] = {Param(rows)};
    std::int64_t count = 0;
    const PgAnswer answer = conn.Run(kRaise, params, &read, &count);
    if (answer.kind == PgAnswer::Kind::kLost) return End::kLost;
    if (!answer.ok()) {
      last_failure_ = answer;
      return End::kSingly;
    }
    first_position_ = last - rows + 1;
    last_position_ = last;
    deps_.publisher->Announce(first_position_);
  }
  return Insert(first_position_);
}

PgWriter::End PgWriter::Insert(std::int64_t first_position) {
  PgConn& conn = *link_.conn;
  std::map<const LogTable*, Columns> tables;
  std::int64_t position = first_position;
  for (Outcome& outcome : outcomes_) {
    outcome.positions.clear();
    for (const PgLogRow& row : outcome.rows) {
      tables.try_emplace(row.table, *row.table).first->second.Add(position, row.columns);
      outcome.positions.push_back(position++);
    }
  }
  for (auto& [table, columns] : tables) columns.Send(conn);
  conn.Send("commit");
  const PgAnswer answer = conn.Receive();
  if (answer.kind == PgAnswer::Kind::kLost) {
    if (answer.sqlstate != kIdleInTransaction) return Resolve();
    // The server took the transaction back before it read the commit: this process stood still.
    if (first_position_ != 0) deps_.publisher->Abandon(first_position_);
    return End::kLost;
  }
  const bool committed =
      answer.ok() && std::string_view(PQcmdStatus(answer.result.get())) == "COMMIT";
  if (committed) return End::kCommitted;
  last_failure_ = answer;
  if (first_position_ != 0) deps_.publisher->Abandon(first_position_);
  return End::kSingly;
}

PgWriter::End PgWriter::Resolve() {
  const std::int64_t give_up_us = deps_.clock->SteadyUs() + kConnectMaxUs;
  LogWarn("the answer to a commit was lost");
  while (!transaction_.empty() && Connect(give_up_us)) {
    std::string status;
    std::int64_t checkpoint_s = 0;
    const Txn::RowFn read = [&](const Row& row) {
      status = row.String(0);
      checkpoint_s = row.Int(1);
    };
    const Param params[] = {Param(transaction_)};
    std::int64_t count = 0;
    const PgAnswer answer = link_.conn->Run(kOutcome, params, &read, &count);
    if (answer.kind == PgAnswer::Kind::kError) break;
    // A server that crashed may give the id of a transaction that it lost to another one: after a
    // recovery "committed" may be somebody else's.
    if (status == "committed" && checkpoint_s + kCheckpointSlackS >= transaction_s_) break;
    if (status == "committed") return End::kCommitted;
    if (status == "aborted") {
      deps_.publisher->Abandon(first_position_);
      return End::kLost;
    }
    if (deps_.clock->SteadyUs() >= give_up_us) break;
    SleepMs(20);
  }
  if (first_position_ != 0) deps_.publisher->Abandon(first_position_);
  return End::kUnknown;
}

PgWriter::Span PgWriter::Release(Span batch) {
  // Whoever is told of the batch and has the answer to a command of it hears both at once.
  const WakesHeld together;
  auto out = std::make_shared<Batch>();
  out->first_position = first_position_;
  out->last_position = last_position_;
  std::int64_t head = deps_.head->load();
  while (head < last_position_ && !deps_.head->compare_exchange_weak(head, last_position_)) {
  }
  for (Outcome& outcome : outcomes_) {
    for (std::size_t i = 0; i < outcome.positions.size(); ++i) {
      out->entries.push_back(Entry{outcome.positions[i], std::move(outcome.rows[i].object)});
    }
  }
  for (Outcome& outcome : outcomes_) {
    for (auto& object : outcome.transients) out->entries.push_back(Entry{0, std::move(object)});
  }
  CountBatch(batch.size());
  if (first_position_ != 0) {
    deps_.publisher->Complete(std::move(out));
  } else if (!out->entries.empty()) {
    deps_.publisher->Now(std::move(out));
  }
  Commands again;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    Outcome& outcome = outcomes_[i];
    if (outcome.postponed) {
      again.push_back(std::move(batch[i]));
      continue;
    }
    batch[i]->Finish(outcome.failed ? &outcome.error : nullptr, Numbering(outcome.positions));
  }
  const Span left = batch.first(again.size());
  std::move(again.begin(), again.end(), left.begin());
  return left;
}

void PgWriter::FinishUnknown(Span batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    Command& command = *batch[i];
    if (command.info().repeatable) {
      RunOne(batch.subspan(i, 1));
    } else {
      const Error error = StoreError(Code::kResultUnknown, "the answer to the commit was lost");
      command.Finish(&error, Numbering());
    }
  }
}

void PgWriter::FinishFailed(Span batch, const Error& error) {
  for (auto& command : batch) command->Finish(&error, Numbering());
}

void PgWriter::Rollback() {
  if (!txn_.begun() || link_.conn->lost()) return;
  // An error of what is not answered yet would skip the rollback too.
  if (txn_.waiting()) static_cast<void>(link_.conn->Receive());
  link_.conn->Send("rollback");
  link_.conn->Discard();
}

void PgWriter::SetHealthy(bool healthy, const std::string& why) {
  if (healthy_.exchange(healthy) == healthy) return;
  if (healthy) {
    LogInfo("the store accepts writes again");
    return;
  }
  LogWarn("writes are refused: " + why);
  const std::lock_guard lock(why_mutex_);
  why_ = why;
}

Status PgWriter::health() const {
  if (healthy()) return Ok();
  const std::lock_guard lock(why_mutex_);
  return StoreError(Code::kUnavailable, "the store accepts no writes: " + why_);
}

}  // namespace koine::store
