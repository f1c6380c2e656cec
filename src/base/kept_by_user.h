#pragma once

#include <cstddef>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "base/ids.h"

namespace koine {

// What was read for users, or tenants, kept in memory for when they ask again: a T each, which says
// its size as bytes(), and never changes. All of it takes `bytes_max` at most: who did not ask for
// the longest goes. Of one not more than `one_bytes_max` is kept. From any thread.
template <class T, class Owner>
class KeptBy {
 public:
  static constexpr std::size_t kBytesMax = 4 << 20, kOneBytesMax = 1 << 20;

  KeptBy() : KeptBy(kBytesMax, kOneBytesMax) {}
  KeptBy(std::size_t bytes_max, std::size_t one_bytes_max)
      : bytes_max_(bytes_max), one_bytes_max_(one_bytes_max) {}

  // What was kept last; null if nothing is.
  std::shared_ptr<const T> Find(Owner owner) {
    std::lock_guard lock(mutex_);
    const auto it = by_owner_.find(owner);
    if (it == by_owner_.end()) return nullptr;
    order_.splice(order_.begin(), order_, it->second);
    return it->second->second;
  }

  // Instead of what is kept for that one.
  void Keep(Owner owner, std::shared_ptr<const T> value) {
    if (value->bytes() > one_bytes_max_) return;
    std::lock_guard lock(mutex_);
    if (const auto it = by_owner_.find(owner); it != by_owner_.end()) Drop(it->second);
    bytes_ += value->bytes();
    order_.emplace_front(owner, std::move(value));
    by_owner_[owner] = order_.begin();
    while (bytes_ > bytes_max_) Drop(std::prev(order_.end()));
  }

  std::size_t bytes() const {
    std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  using Order = std::list<std::pair<Owner, std::shared_ptr<const T>>>;

  void Drop(typename Order::iterator it) {
    bytes_ -= it->second->bytes();
    by_owner_.erase(it->first);
    order_.erase(it);
  }

  const std::size_t bytes_max_, one_bytes_max_;
  mutable std::mutex mutex_;
  Order order_;  // who asked last first
  std::unordered_map<Owner, typename Order::iterator> by_owner_;
  std::size_t bytes_ = 0;
};

template <class T>
using KeptByUser = KeptBy<T, UserId>;

// Shorter lists than that are read as fast as they are looked up here. Programs that look for
// faults keep all, and compare what was kept with what is read.
#ifdef KOINE_SANITIZED
inline constexpr std::size_t kKeptFrom = 1;
#else
inline constexpr std::size_t kKeptFrom = 500;
#endif

}  // namespace koine
