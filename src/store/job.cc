#include "store/job.h"

#include <algorithm>
#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <thread>
#include <vector>

#include "base/metrics.h"
#include "store/diag.h"
#include "store/job_backlog.h"

namespace koine::store {

namespace {

constexpr int kClaimMax = 100;  // jobs looked at in one query
constexpr auto kPoll = std::chrono::milliseconds(250);
// After jobs that ran: many put their next slice for 50 ms later.
constexpr auto kBusyPoll = std::chrono::milliseconds(60);
constexpr std::int64_t kBackoffMinMs = 1'000;
constexpr std::int64_t kBackoffMaxMs = 3'600'000;

const Sql kDue{
    "select id, kind, due_at from job where dead = 0 and due_at <= ? and lease_until <= ?"
    " and (due_at > ? or (due_at = ? and id > ?)) order by due_at, id limit ?"};
// Two runners that want the same row: the second sees none. The row goes first, so that the handler
// may put the job again.
// engines: SQLite has one writer, so nobody holds the row
const Sql kClaim{
    "delete from job where id = ? and dead = 0 and due_at <= ? and lease_until <= ?"
    " returning kind, key, payload",
    "delete from job where id = (select id from job where id = ? and dead = 0 and due_at <= ?"
    " and lease_until <= ? for update skip locked) returning kind, key, payload"};
const Sql kAttempts{"select attempts from job where id = ? and dead = 0 {for update}"};
constexpr std::int64_t kCountEveryUs = 2'000'000;
constexpr std::int64_t kCountMax = 10'000;  // of each; more is not told apart
const Sql kBacklog{
    "select count(*), min(due_at) from (select due_at from job where dead = 0 and due_at <= ?"
    " order by due_at limit ?) as due"};
const Sql kGivenUp{"select count(*) from (select id from job where dead = 1 limit ?) as gone"};
const Sql kWaiting{"select kind from job where dead = 0 and kind {in ?} and key = ?"};
const Sql kPostpone{"update job set attempts = ?, lease_until = ?, dead = ? where id = ?"};

std::int64_t BackoffMs(std::int64_t attempts) {
  return std::min(kBackoffMaxMs, kBackoffMinMs << std::min<std::int64_t>(attempts - 1, 20));
}

struct Due {
  std::int64_t id = 0;
  std::string kind;
  std::int64_t due_ms = 0;
};

enum class Ran { kGone, kDone };

}  // namespace

struct JobRunner::State {
  State(Store& s, Clock& c) : store(s), clock(c) {}

  Store& store;
  Clock& clock;
  std::map<std::string, Handler, std::less<>> handlers = {};
  std::set<std::string> unknown = {};  // kinds without handler, logged once
  std::mutex run_mutex = {};           // one pass at a time
  std::mutex mutex = {};
  std::condition_variable wake = {};
  bool stop = false;
  std::thread thread = {};
  std::int64_t count_at_us = 0;  // the next time the backlog is counted

  void Loop();
  int RunDue();
  void CountBacklog();
  std::vector<Due> List(std::int64_t now_ms, const Due& after);
  int RunAll(const std::vector<Due>& jobs, std::int64_t now_ms);
  Result<Ran> RunOne(Txn& txn, std::int64_t id, std::int64_t now_ms);
  void Postpone(const Due& job);
};

std::vector<Due> JobRunner::State::List(std::int64_t now_ms, const Due& after) {
  std::vector<Due> out;
  const auto read = [&](Txn& txn) {
    out = txn.All(
        kDue,
        [](const Row& row) {
          return Due{row.Int(0), row.String(1), row.Int(2)};
        },
        now_ms, now_ms, after.due_ms, after.due_ms, after.id, kClaimMax);
  };
  if (!store.ReadNow("job.due", read).ok()) return {};
  return out;
}

Result<Ran> JobRunner::State::RunOne(Txn& txn, std::int64_t id, std::int64_t now_ms) {
  struct Job {
    std::string kind, key, payload;
  };
  const auto job = txn.First(
      kClaim,
      [](const Row& row) {
        return Job{row.String(0), row.String(1), row.String(2)};
      },
      id, now_ms, now_ms);
  if (!job) return Ran::kGone;
  const auto handler = handlers.find(job->kind);
  if (handler == handlers.end()) return Code::kNotImplemented;
  KOINE_CHECK(handler->second(txn, job->key, job->payload));
  return Ran::kDone;
}

// Counts a failed attempt; the store itself being unavailable is not one.
void JobRunner::State::Postpone(const Due& job) {
  const auto failed = [&](Txn& txn) -> Result<bool> {
    const auto before = txn.First(
        kAttempts, [](const Row& row) { return row.Int(0); }, job.id);
    if (!before) return false;
    const std::int64_t attempts = *before + 1;
    const bool dead = attempts >= kJobAttemptsMax;
    txn.Exec(kPostpone, attempts, clock.NowMs() + BackoffMs(attempts), dead, job.id);
    return dead;
  };
  const Result<bool> dead = store.WriteAndWait(
      {"job.postpone", kNoKey, /*background=*/true, /*repeatable=*/true}, failed);
  if (dead.ok() && *dead) {
    LogWarn("job " + std::to_string(job.id) + " of kind " + job.kind + " was given up after " +
            std::to_string(kJobAttemptsMax) + " attempts");
  }
}

int JobRunner::State::RunAll(const std::vector<Due>& jobs, std::int64_t now_ms) {
  std::vector<std::pair<const Due*, std::future<Result<Ran>>>> running;
  for (const Due& job : jobs) {
    if (handlers.find(job.kind) == handlers.end()) {
      if (unknown.insert(job.kind).second) LogWarn("no handler for jobs of kind " + job.kind);
      continue;
    }
    auto promise = std::make_shared<std::promise<Result<Ran>>>();
    running.emplace_back(&job, promise->get_future());
    store.Write(
        {"job.run", kNoKey, /*background=*/true},
        [this, id = job.id, now_ms](Txn& txn) { return RunOne(txn, id, now_ms); },
        [promise](Result<Ran> result, const Numbering&) { promise->set_value(std::move(result)); });
  }
  int done = 0;
  for (auto& [job, future] : running) {
    const Result<Ran> result = future.get();
    if (result.ok()) {
      done += *result == Ran::kDone ? 1 : 0;
    } else if (!result.error().Is(Code::kUnavailable) && !result.error().Is(Code::kResultUnknown)) {
      LogWarn("job " + std::to_string(job->id) + " of kind " + job->kind +
              " failed: " + std::to_string(static_cast<int>(result.error().code)));
      Postpone(*job);
    }
  }
  return done;
}

std::vector<std::string> ListWaiting(Txn& txn, std::span<const std::string> kinds,
                                     std::string_view key) {
  return txn.All(
      kWaiting, [](const Row& row) { return row.String(0); }, TextList{kinds}, key);
}

JobBacklog ReadJobBacklog(Txn& txn, std::int64_t now_ms) {
  JobBacklog out;
  txn.Each(
      kBacklog,
      [&](const Row& row) {
        out.due = row.Int(0);
        out.late_ms = row.Null(1) ? 0 : now_ms - row.Int(1);
      },
      now_ms, kCountMax);
  txn.Each(
      kGivenUp, [&](const Row& row) { out.given_up = row.Int(0); }, kCountMax);
  return out;
}

// Due jobs are a moment's matter, unless handlers fail, or more comes than is done.
void JobRunner::State::CountBacklog() {
  static metrics::Gauge* const due_count =
      metrics::Default().GetGauge("koine_jobs_due", "Jobs that are due, counted up to 10000.");
  static metrics::Gauge* const late = metrics::Default().GetGauge(
      "koine_jobs_late_seconds", "How long the oldest due job has waited.");
  static metrics::Gauge* const given_up = metrics::Default().GetGauge(
      "koine_jobs_given_up",
      "Jobs that failed too often and are no longer tried, counted up to 10000.");
  if (clock.SteadyUs() < count_at_us) return;
  count_at_us = clock.SteadyUs() + kCountEveryUs;
  const std::int64_t now_ms = clock.NowMs();
  const auto count = [&](Txn& txn) {
    const JobBacklog found = ReadJobBacklog(txn, now_ms);
    due_count->Set(found.due);
    late->Set(found.late_ms / 1000);
    given_up->Set(found.given_up);
  };
  // What cannot be counted keeps its last number.
  static_cast<void>(store.ReadNow("job.backlog", count).ok());
}

int JobRunner::State::RunDue() {
  const std::lock_guard lock(run_mutex);
  const std::int64_t now_ms = clock.NowMs();
  int done = 0;
  Due after;
  for (;;) {
    CountBacklog();
    const std::vector<Due> jobs = List(now_ms, after);
    if (jobs.empty()) return done;
    done += RunAll(jobs, now_ms);
    after = jobs.back();
  }
}

void JobRunner::State::Loop() {
  for (;;) {
    const auto pause = RunDue() > 0 ? kBusyPoll : kPoll;
    std::unique_lock lock(mutex);
    if (wake.wait_for(lock, pause, [this] { return stop; })) return;
  }
}

JobRunner::JobRunner(Store& store, Clock& clock) : state_(std::make_unique<State>(store, clock)) {}

JobRunner::~JobRunner() {
  Stop();
}

void JobRunner::Add(std::string kind, Handler handler) {
  state_->handlers[std::move(kind)] = std::move(handler);
}

std::vector<std::string> JobRunner::Kinds() const {
  std::vector<std::string> out;
  for (const auto& [kind, handler] : state_->handlers) out.push_back(kind);
  return out;
}

void JobRunner::Start() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stop = false;
  }
  state_->thread = std::thread([this] { state_->Loop(); });
}

void JobRunner::Stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stop = true;
  }
  state_->wake.notify_all();
  if (state_->thread.joinable()) state_->thread.join();
}

int JobRunner::RunDue() {
  return state_->RunDue();
}

}  // namespace koine::store
