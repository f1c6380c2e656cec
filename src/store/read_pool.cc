#include "store/read_pool.h"

#include <algorithm>

#include "store/diag.h"

namespace koine::store {

ReadPool::ReadPool(const Limits& limits, Runner runner)
    : limits_(limits),
      runner_(std::move(runner)),
      rests_(static_cast<std::size_t>(limits.threads)) {
  for (Rest& rest : rests_) threads_.emplace_back([this, &rest] { Loop(&rest); });
}

void ReadPool::Submit(Job job) {
  {
    std::unique_lock lock(mutex_);
    if (!stop_ && jobs_.size() < limits_.queue_max) {
      jobs_.push_back(std::move(job));
      Rest* const rest = Wake();
      lock.unlock();
      if (rest != nullptr) rest->woken.notify_one();
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
    while (Wake() != nullptr) continue;
  }
  for (Rest& rest : rests_) rest.woken.notify_one();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

ReadPool::Rest* ReadPool::Wake() {
  if (resting_.empty()) return nullptr;
  Rest* const rest = resting_.back();
  resting_.pop_back();
  rest->over = true;
  return rest;
}

void ReadPool::Take(std::vector<Job>* group) {
  const auto threads = static_cast<std::size_t>(limits_.threads);
  const std::size_t most = std::min(limits_.group_max, (jobs_.size() + threads - 1) / threads);
  bool alone = false;
  while (!alone && group->size() < most && !jobs_.empty()) {
    alone = jobs_.front().info.alone;
    if (alone && !group->empty()) return;
    group->push_back(std::move(jobs_.front()));
    jobs_.pop_front();
  }
}

void ReadPool::Loop(Rest* rest) {
  std::vector<Job> group;
  for (;;) {
    std::unique_lock lock(mutex_);
    while (!stop_ && jobs_.empty()) {
      rest->over = false;
      resting_.push_back(rest);
      rest->woken.wait(lock, [rest] { return rest->over; });
    }
    if (jobs_.empty()) return;
    Take(&group);
    lock.unlock();
    runner_(group);
    group.clear();
  }
}

}  // namespace koine::store
