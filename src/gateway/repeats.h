#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_set>

#include "base/ids.h"
#include "net/http_message.h"

namespace koine::gateway {

// What changed something of late, so that the same from the same user within a while is known for
// a repetition (Habits::repeat_ms). Bounded: when full, the oldest is forgotten. One per process,
// any thread.
class Repeats {
 public:
  static constexpr std::size_t kKeptMax = 100'000;

  // Whether no request of the user with this method, target and body came within the last
  // `within_ms` before `now_ms` (steady). What is refused does not begin the time anew.
  bool First(UserId user, const net::Request& request, std::int64_t within_ms, std::int64_t now_ms);

  std::size_t size();

 private:
  struct Seen {
    std::string digest;
    std::int64_t until_ms = 0;
  };
  std::mutex mutex_;
  std::deque<Seen> seen_;                    // guarded by mutex_, by time
  std::unordered_set<std::string> digests_;  // guarded by mutex_, of the same
};

}  // namespace koine::gateway
