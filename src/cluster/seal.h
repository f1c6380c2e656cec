#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

// Frames as they lie on the wire of NATS: encrypted and signed with a key of the secrets that all
// nodes share, so whoever reaches NATS reads nothing, and can neither make a frame nor send an old
// one again.
namespace koine::cluster {

inline constexpr std::size_t kSealKeyBytes = 32;
// What a sealed frame is longer than its text.
inline constexpr std::size_t kSealBytes = 64;

// Seals in the order of sending: each frame has the next number of this process. One thread.
class Sealer {
 public:
  // REQUIRES: key.size() == kSealKeyBytes
  Sealer(std::string key, Random& random) : key_(std::move(key)), random_(random) {}
  std::string Seal(std::string_view frame);

 private:
  const std::string key_;
  Random& random_;
  std::uint64_t number_ = 0;
};

struct Opened {
  std::uint64_t number = 0;
  std::string frame;
};
// Nothing: not sealed with this key, or damaged.
std::optional<Opened> OpenSealed(std::string_view key, std::string_view text);

// Which numbers of a process came already. They come in order, but for a few after a subscription
// was renewed.
class Numbers {
 public:
  // How far behind the highest one a number may come.
  static constexpr std::uint64_t kWindow = 64;
  // Whether it is the first time; a number too far behind is taken for an old one.
  bool Take(std::uint64_t number);

 private:
  std::uint64_t highest_ = 0;
  std::uint64_t seen_ = 0;  // bit i: highest_ - i came
};

// The same for many processes, by their boots; knows the last kBootsMax.
class Replays {
 public:
  static constexpr std::size_t kBootsMax = 1'000;
  bool Take(const std::string& boot, std::uint64_t number);

 private:
  struct Known {
    Numbers numbers;
    std::uint64_t used = 0;
  };
  std::map<std::string, Known> boots_;
  std::uint64_t turn_ = 0;
};

}  // namespace koine::cluster
