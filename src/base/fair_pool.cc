#include "base/fair_pool.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

#include "base/require.h"

namespace koine {

FairPool::FairPool(std::string name, int threads, const Bounds& bounds) : bounds_(bounds) {
  KOINE_REQUIRE(threads > 0);
  KOINE_REQUIRE(bounds.kept < bounds.waiting);
  constexpr std::size_t kMaxName = 11;  // of 15 that the system takes, less the number
  name.resize(std::min(name.size(), kMaxName));
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Loop(); });
    pthread_setname_np(threads_.back().native_handle(), (name + std::to_string(i)).c_str());
  }
}

FairPool::~FairPool() {
  Stop();
}

FairPool::Taken FairPool::Submit(std::uint64_t caller, Work work) {
  {
    std::lock_guard lock(mutex_);
    const bool known = known_.contains(caller);
    const std::size_t places = known ? bounds_.waiting : bounds_.waiting - bounds_.kept;
    if (stopping_ || queued_ >= places) return Taken::kFull;
    Lane& lane = lanes_[known ? 1 : 0];
    auto [it, fresh] = lane.work.try_emplace(caller);
    if (bounds_.waiting_of_one != 0 && it->second.size() >= bounds_.waiting_of_one) {
      return Taken::kTooMany;
    }
    if (fresh) lane.turns.push_back(caller);
    it->second.push_back(std::move(work));
    ++queued_;
  }
  wake_.notify_one();
  return Taken::kYes;
}

void FairPool::Trust(std::uint64_t caller) {
  std::lock_guard lock(mutex_);
  if (known_.size() >= kKnownMax) known_.clear();
  known_.insert(caller);
}

void FairPool::Stop() {
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

std::size_t FairPool::queued() const {
  std::lock_guard lock(mutex_);
  return queued_;
}

FairPool::Work FairPool::Lane::Next() {
  const std::uint64_t caller = turns.front();
  turns.pop_front();
  const auto it = work.find(caller);
  Work next = std::move(it->second.front());
  it->second.pop_front();
  if (it->second.empty()) {
    work.erase(it);
  } else {
    turns.push_back(caller);
  }
  return next;
}

void FairPool::Loop() {
  for (;;) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || queued_ > 0; });
      if (queued_ == 0) return;
      lane_ = 1 - lane_;
      if (lanes_[lane_].empty()) lane_ = 1 - lane_;
      work = lanes_[lane_].Next();
      --queued_;
    }
    work();
  }
}

}  // namespace koine
