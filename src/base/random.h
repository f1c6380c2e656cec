#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace koine {

// Where chance comes from. The system source is a cryptographic generator; the seeded one replays.
// Both may be called from any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void Fill(void* out, std::size_t size) = 0;

  std::uint64_t Next64();
  // Uniform in [0, bound). REQUIRES: bound > 0
  std::uint64_t Below(std::uint64_t bound);
  // `bytes` random bytes as lower-case hexadecimal digits.
  std::string Hex(std::size_t bytes);
};

// The operating system's generator (getrandom). Fit for secrets.
class SystemRandom final : public Random {
 public:
  void Fill(void* out, std::size_t size) override;
};

}  // namespace koine
