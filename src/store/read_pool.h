#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace koine::store {

// Threads that run queued reads, in order of arrival, several at once where more wait than there
// are threads. Of those that rest, the one that was busy last is woken: its memory is warm, and one
// that is never needed never opens a connection. Thread safe.
class ReadPool {
 public:
  struct Job {
    ReadInfo info;
    std::function<void(Txn&)> fn;
    std::function<void(const Error*)> done;
  };
  struct Limits {
    int threads;
    std::size_t queue_max;
    std::size_t group_max = 1;  // jobs that a thread takes at once
  };
  // Runs jobs on the calling thread, each with `done`; one that is `alone` comes alone.
  using Runner = std::function<void(std::span<Job>)>;

  ReadPool(const Limits& limits, Runner runner);
  ~ReadPool() { Stop(); }
  // A full queue or a stopped pool finishes the job at once with kUnavailable.
  void Submit(Job job);
  // Runs what is queued and ends the threads.
  void Stop();

 private:
  struct Rest {
    std::condition_variable woken;
    bool over = false;
  };
  void Loop(Rest* rest);
  // Who is to be told once unlocked; null: nobody rests. REQUIRES: locked
  Rest* Wake();
  // The next ones, so many that the other threads have as many. REQUIRES: locked; some wait
  void Take(std::vector<Job>* group);

  const Limits limits_;
  Runner runner_;
  std::mutex mutex_;
  std::deque<Job> jobs_;
  std::deque<Rest> rests_;      // of each thread
  std::vector<Rest*> resting_;  // the last one to rest at the end
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace koine::store
