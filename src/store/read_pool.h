#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"
#include "store/txn.h"

namespace koine::store {

// Threads that run queued reads, in order of arrival. Thread safe.
class ReadPool {
 public:
  struct Job {
    const char* name;
    std::function<void(Txn&)> fn;
    std::function<void(const Error*)> done;
  };
  // Runs a job on the calling thread, with `done`.
  using Runner = std::function<void(Job&)>;

  ReadPool(int threads, std::size_t queue_max, Runner runner);
  ~ReadPool() { Stop(); }
  // A full queue or a stopped pool finishes the job at once with kUnavailable.
  void Submit(Job job);
  // Runs what is queued and ends the threads.
  void Stop();

 private:
  void Loop();

  const std::size_t queue_max_;
  Runner runner_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<Job> jobs_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace koine::store
