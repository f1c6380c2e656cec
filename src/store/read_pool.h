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
// are threads. Thread safe.
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
  void Loop();
  // The next ones, so many that the other threads have as many. REQUIRES: locked; some wait
  void Take(std::vector<Job>* group);

  const Limits limits_;
  Runner runner_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<Job> jobs_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace koine::store
