#pragma once

#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "base/fiber.h"
#include "store/pg_txn.h"
#include "store/read_pool.h"

namespace koine::store {

// Reads that one connection answers together (docs/adr/0020-reads-together.md). Each runs on a
// fiber and steps aside at its statements, so that what all of them ask goes to the server at once,
// and their answers come back at once. All see one snapshot, which is newer than the call of Run.
//
// A statement that fails ends the snapshot for all: reads which had no answer yet ask again in a
// new one, the others fail with kUnavailable. Used by one thread.
class PgReadGroup {
 public:
  static constexpr std::size_t kMax = 16;  // reads

  struct Deps {
    PgOpen open;
    Clock* clock;
    Random* random;
    Publisher* publisher;
  };

  explicit PgReadGroup(const Deps& deps) : deps_(deps), link_{deps.open, nullptr} {}

  // Runs them, and tells each `done` of a job as soon as that has ended. REQUIRES: at most kMax
  void Run(std::span<ReadPool::Job> jobs);

  // For the read that runs: waits for the answer to what it sent.
  PgAnswer Wait();
  PgLink& link() { return link_; }

 private:
  struct Read {
    Read(PgReadGroup& group, const FiberStack& stack, ReadPool::Job& the_job);

    ReadPool::Job& job;
    PgReadTxn txn;
    Status status = Ok();
    Fiber fiber;
    int asked = 0;             // answers that it waits for
    PgAnswer answer;           // to these
    std::int64_t left_us = 0;  // since when it waits
  };

  // Runs one by itself, on the stack of the thread.
  void RunAlone(ReadPool::Job& job);
  // Receives what the first that waits has asked for, and runs it on. False if that has failed:
  // then those that wait have asked anew.
  bool TakeTurn();
  void GoOn(Read& read);
  void End(ReadPool::Job& job, PgReadTxn& txn, const Status& status);

  const Deps deps_;
  PgLink link_;
  Read* running_ = nullptr;
  std::deque<Read*> waiting_;  // in the order of their statements
};

}  // namespace koine::store
