#pragma once

#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"

namespace koine::search {

// What people have searched for lately, in the memory of this process. A keyword is told to others
// only when kUsersMin of them have searched for it: what one person looks for is their own
// business. Bounded. Thread safe.
class HotKeywords {
 public:
  static constexpr std::size_t kUsersMin = 3;
  static constexpr std::int64_t kKeepMs = 24 * 3600 * 1000;
  static constexpr std::size_t kKeywordsMax = 10'000;
  static constexpr std::size_t kUsersCounted = 100;
  static constexpr std::size_t kCharsMax = 20;  // longer ones are no keywords
  static constexpr std::size_t kListMax = 10;

  explicit HotKeywords(const Clock& clock) : clock_(clock) {}

  void Count(TenantId tenant, UserId user, const std::string& keyword);
  // Those of the last day, the most frequent first; at most kListMax.
  std::vector<std::string> List(TenantId tenant);

 private:
  struct Use {
    std::set<std::int64_t> users;
    std::int64_t last_ms = 0;
  };
  void Shrink(std::int64_t now_ms);

  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Use> uses_;  // tenant, blank, keyword
};

}  // namespace koine::search
