#include "base/random.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "base/require.h"
#include "base/text.h"

namespace koine {

std::uint64_t Random::Next64() {
  std::uint64_t value = 0;
  Fill(&value, sizeof value);
  return value;
}

std::uint64_t Random::Below(std::uint64_t bound) {
  KOINE_REQUIRE(bound > 0);
  // Values under the remainder of 2^64 are drawn again, so that every result is equally likely.
  const std::uint64_t least = (0 - bound) % bound;
  for (;;) {
    const std::uint64_t value = Next64();
    if (value >= least) return value % bound;
  }
}

std::string Random::Hex(std::size_t bytes) {
  std::string data(bytes, '\0');
  Fill(data.data(), data.size());
  return text::Hex(data);
}

void SystemRandom::Fill(void* out, std::size_t size) {
  auto* p = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t got = getrandom(p, std::min<std::size_t>(size, 256), 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      // Nothing safe can be done without randomness.
      std::fputs("random: getrandom failed\n", stderr);
      std::abort();
    }
    p += got;
    size -= static_cast<std::size_t>(got);
  }
}

}  // namespace koine
