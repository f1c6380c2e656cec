#include "gateway/repeats.h"

#include <utility>

#include "base/crypto.h"

namespace koine::gateway {

bool Repeats::First(UserId user, const net::Request& request, std::int64_t within_ms,
                    std::int64_t now_ms) {
  // The target has no blank, so the parts cannot run into each other.
  std::string text = std::to_string(user.value) + " " +
                     std::to_string(static_cast<int>(request.method)) + " " +
                     std::string(request.target()) + " ";
  text += request.body;
  std::string digest = crypto::Sha256(text);
  const std::lock_guard lock(mutex_);
  while (!seen_.empty() && (seen_.front().until_ms <= now_ms || seen_.size() >= kKeptMax)) {
    digests_.erase(seen_.front().digest);
    seen_.pop_front();
  }
  if (!digests_.insert(digest).second) return false;
  seen_.push_back({std::move(digest), now_ms + within_ms});
  return true;
}

std::size_t Repeats::size() {
  const std::lock_guard lock(mutex_);
  return digests_.size();
}

}  // namespace koine::gateway
