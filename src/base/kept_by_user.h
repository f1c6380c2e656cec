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

// What was read for users, kept in memory for when they ask again: a T each, which says its size as
// bytes(), and never changes. All of it takes `bytes_max` at most: who did not ask for the longest
// goes. Of one user not more than `one_bytes_max` is kept. From any thread.
template <class T>
class KeptByUser {
 public:
  static constexpr std::size_t kBytesMax = 4 << 20, kOneBytesMax = 1 << 20;

  KeptByUser() : KeptByUser(kBytesMax, kOneBytesMax) {}
  KeptByUser(std::size_t bytes_max, std::size_t one_bytes_max)
      : bytes_max_(bytes_max), one_bytes_max_(one_bytes_max) {}

  // What was kept last; null if nothing is.
  std::shared_ptr<const T> Find(UserId user) {
    std::lock_guard lock(mutex_);
    const auto it = by_user_.find(user);
    if (it == by_user_.end()) return nullptr;
    order_.splice(order_.begin(), order_, it->second);
    return it->second->second;
  }

  // Instead of what is kept of them.
  void Keep(UserId user, std::shared_ptr<const T> value) {
    if (value->bytes() > one_bytes_max_) return;
    std::lock_guard lock(mutex_);
    if (const auto it = by_user_.find(user); it != by_user_.end()) Drop(it->second);
    bytes_ += value->bytes();
    order_.emplace_front(user, std::move(value));
    by_user_[user] = order_.begin();
    while (bytes_ > bytes_max_) Drop(std::prev(order_.end()));
  }

  std::size_t bytes() const {
    std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  using Order = std::list<std::pair<UserId, std::shared_ptr<const T>>>;

  void Drop(typename Order::iterator it) {
    bytes_ -= it->second->bytes();
    by_user_.erase(it->first);
    order_.erase(it);
  }

  const std::size_t bytes_max_, one_bytes_max_;
  mutable std::mutex mutex_;
  Order order_;  // who asked last first
  std::unordered_map<UserId, typename Order::iterator> by_user_;
  std::size_t bytes_ = 0;
};

}  // namespace koine
