#include "base/pool.h"

#include <pthread.h>

#include "base/require.h"

namespace koine {

Pool::Pool(std::string name, int threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
  KOINE_REQUIRE(threads > 0);
  constexpr std::size_t kMaxName = 11;  // of 15 that the system takes, less the number
  name.resize(std::min(name.size(), kMaxName));
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Loop(); });
    pthread_setname_np(threads_.back().native_handle(), (name + std::to_string(i)).c_str());
  }
}

Pool::~Pool() {
  Stop();
}

bool Pool::Add(std::unique_ptr<Task> task) {
  {
    std::lock_guard lock(mutex_);
    if (stopping_ || tasks_.size() >= queue_limit_) return false;
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
  return true;
}

void Pool::Stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) {
    KOINE_REQUIRE(thread.get_id() != std::this_thread::get_id());
    if (thread.joinable()) thread.join();
  }
}

std::size_t Pool::queued() const {
  std::lock_guard lock(mutex_);
  return tasks_.size();
}

void Pool::Loop() {
  for (;;) {
    std::unique_ptr<Task> task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task->Run();
  }
}

}  // namespace koine
