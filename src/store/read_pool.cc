#include "store/read_pool.h"

#include "store/diag.h"

namespace koine::store {

ReadPool::ReadPool(int threads, std::size_t queue_max, Runner runner)
    : queue_max_(queue_max), runner_(std::move(runner)) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Loop(); });
}

void ReadPool::Submit(Job job) {
  {
    std::unique_lock lock(mutex_);
    if (!stop_ && jobs_.size() < queue_max_) {
      jobs_.push_back(std::move(job));
      lock.unlock();
      filled_.notify_one();
      return;
    }
  }
  const Error error = StoreError(Code::kUnavailable, "too many reads are waiting");
  if (job.done) job.done(&error);
}

void ReadPool::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  filled_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void ReadPool::Loop() {
  for (;;) {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return stop_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    runner_(job);
  }
}

}  // namespace koine::store
