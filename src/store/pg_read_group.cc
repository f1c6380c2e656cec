#include "store/pg_read_group.h"

#include <utility>

#include "base/require.h"
#include "store/diag.h"
#include "store/publisher.h"
#include "store/statements.h"

namespace koine::store {

namespace {

void Tell(ReadPool::Job& job, const Status& status) {
  if (job.done) job.done(status.ok() ? nullptr : &status.error());
}

}  // namespace

PgReadGroup::Read::Read(PgReadGroup& group, const FiberStack& stack, ReadPool::Job& the_job)
    : job(the_job),
      txn(*group.deps_.clock, *group.deps_.random, &group),
      fiber(stack, [this] { status = txn.ExecuteInGroup(job.info.name, job.fn); }) {}

void PgReadGroup::Run(std::span<ReadPool::Job> jobs) {
  KOINE_REQUIRE(jobs.size() <= kMax);
  if (jobs.size() == 1) return RunAlone(jobs.front());
  const Status ready = link_.Ensure();
  if (!ready.ok()) {
    for (ReadPool::Job& job : jobs) Tell(job, ready);
    return;
  }
  FiberStacks::Some stacks = link_.stacks.Take(jobs.size());
  std::deque<Read> reads;
  for (ReadPool::Job& job : jobs) {
    GoOn(reads.emplace_back(*this, *stacks[reads.size()], job));
  }
  const bool asked = !waiting_.empty();
  while (!waiting_.empty()) {
    link_.conn->Flush();
    // After a failure nothing that was flushed has an answer any more.
    std::size_t flushed = waiting_.size();
    while (flushed > 0 && TakeTurn()) --flushed;
  }
  if (asked && !link_.conn->lost()) link_.conn->EndOpen();
  link_.stacks.Put(std::move(stacks));
}

void PgReadGroup::RunAlone(ReadPool::Job& job) {
  PgReadTxn txn(*deps_.clock, *deps_.random);
  End(job, txn, txn.Execute(link_, job.info.name, job.fn));
}

PgAnswer PgReadGroup::Wait() {
  Read& read = *running_;
  read.asked = link_.conn->TakeAsked();
  read.left_us = deps_.clock->SteadyUs();
  waiting_.push_back(&read);
  const std::int64_t statements = StatementsOfThread();
  Fiber::Wait();
  SetStatementsOfThread(statements);
  return std::move(read.answer);
}

bool PgReadGroup::TakeTurn() {
  Read& read = *waiting_.front();
  waiting_.pop_front();
  read.txn.Skip(deps_.clock->SteadyUs() - read.left_us);
  read.answer = link_.conn->ReceivePart(read.asked);
  if (read.answer.ok()) {
    GoOn(read);
    return true;
  }
  const std::deque<Read*> others = std::exchange(waiting_, {});
  if (link_.conn->lost()) static_cast<void>(link_.Ensure());  // whoever asks again is told
  GoOn(read);
  for (Read* other : others) {
    other->answer = PgAnswer{PgAnswer::Kind::kLost, "", "a read beside it failed", nullptr};
    GoOn(*other);
  }
  return false;
}

void PgReadGroup::GoOn(Read& read) {
  running_ = &read;
  read.fiber.Resume();
  running_ = nullptr;
  if (read.fiber.done()) End(read.job, read.txn, read.status);
}

void PgReadGroup::End(ReadPool::Job& job, PgReadTxn& txn, const Status& status) {
  Tell(job, status);
  txn.PublishTransients(*deps_.publisher);
}

}  // namespace koine::store
