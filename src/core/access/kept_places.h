#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <unordered_map>
#include <unordered_set>

namespace koine::access {

// What is remembered of conversations, a T each, and whom it is about.
template <class T>
class KeptPlaces {
 public:
  // One more, and all is forgotten: so many conversations, and so many times something was put in.
  static constexpr std::size_t kMax = 4'096;
  static constexpr std::size_t kPutsMax = 16'384;

  T* Find(std::int64_t conversation) {
    const auto it = places_.find(conversation);
    return it == places_.end() ? nullptr : &it->second;
  }
  // What is remembered of it, to put something in that was read from rows of these users, too.
  T& Open(std::int64_t conversation, std::initializer_list<std::int64_t> users) {
    const bool full = places_.size() >= kMax && !places_.contains(conversation);
    if (full || puts_ >= kPutsMax) Clear();
    ++puts_;
    for (const std::int64_t user : users) about_[user].insert(conversation);
    return places_[conversation];
  }
  void Drop(std::int64_t conversation) { places_.erase(conversation); }
  void DropUser(std::int64_t user) {
    const auto it = about_.find(user);
    if (it == about_.end()) return;
    for (const std::int64_t conversation : it->second) places_.erase(conversation);
    about_.erase(it);
  }
  void Clear() {
    places_.clear();
    about_.clear();
    puts_ = 0;
  }

 private:
  std::unordered_map<std::int64_t, T> places_;
  std::unordered_map<std::int64_t, std::unordered_set<std::int64_t>> about_;
  std::size_t puts_ = 0;
};

}  // namespace koine::access
