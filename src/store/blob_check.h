#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"

namespace koine::store {

// Whether contents of files on the disk still are what their digests say. A content is read whole
// for it once an hour, and again after it was written to. Thread safe.
class BlobCheck {
 public:
  explicit BlobCheck(const Clock& clock) : clock_(clock) {}

  // Contents up to this size are looked at when they are opened: a few milliseconds of one thread.
  static constexpr std::int64_t kBytesMax = 4 << 20;
  static constexpr std::int64_t kTrustUs = 3'600LL * 1'000'000;

  // False if `fd` holds another content than that of the digest; true also where it is too large to
  // look at.
  bool Sound(int fd, std::string_view sha256);

 private:
  struct Seen {
    std::int64_t written_ns = 0;
    std::int64_t until_us = 0;
  };
  static constexpr std::size_t kSeenMax = 10'000;

  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Seen> seen_;  // by the digest in hexadecimal digits
};

}  // namespace koine::store
