#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace koine {

// A bounded number of threads for slow work, with a bounded queue. Any thread.
class Pool {
 public:
  // `name` (at most 11 characters) names the threads. REQUIRES: threads > 0
  Pool(std::string name, int threads, std::size_t queue_limit);
  // As Stop.
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // Runs `work` (called once, without arguments, must not throw) on a thread of the pool, in the
  // order of submission. False, and `work` is not run, if `queue_limit` pieces wait or the pool
  // stops.
  template <class Work>
  [[nodiscard]] bool Submit(Work work) {
    return Add(std::make_unique<TaskOf<Work>>(std::move(work)));
  }
  // Refuses new work, runs what waits, ends the threads. Not from a thread of the pool.
  void Stop();

  // Pieces of work that wait, not counting those being run.
  std::size_t queued() const;

 private:
  struct Task {
    virtual ~Task() = default;
    virtual void Run() = 0;
  };
  template <class Work>
  struct TaskOf final : Task {
    explicit TaskOf(Work w) : work(std::move(w)) {}
    void Run() override { work(); }
    Work work;
  };

  bool Add(std::unique_ptr<Task> task);
  void Loop();

  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::unique_ptr<Task>> tasks_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace koine
