#include "store/asked_keys.h"

namespace koine::store {

namespace {

using Key = KeyMap::Key;

// A line of the processor's cache has all bits of a key.
constexpr std::size_t kBlockWords = 8;
constexpr std::size_t kBlockBytes = kBlockWords * sizeof(std::uint64_t);
constexpr int kProbes = 4;
constexpr int kProbeBits = 9;  // of 512
static_assert(kBlockBytes * 8 == 1U << kProbeBits);

// What is known of a first whose keys cannot be read.
constexpr std::int64_t kUnreadable = AskedKeys::kNothing + 1;

Key PlaceOf(std::int64_t first) {
  return {first, 0};
}

std::uint64_t Mix(const Key& key) {
  std::uint64_t x = static_cast<std::uint64_t>(key.first) * 0x9E3779B97F4A7C15u;
  x ^= static_cast<std::uint64_t>(key.second);
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u;
  return (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u;
}

}  // namespace

struct AskedKeys::Bits {
  std::size_t block;  // its first word
  std::uint64_t probes;

  // Calls probe(word, mask) for each bit, until it returns false.
  template <class Probe>
  bool Each(Probe probe) const {
    std::uint64_t left = probes;
    for (int i = 0; i < kProbes; ++i, left >>= kProbeBits) {
      const std::size_t bit = left & ((1U << kProbeBits) - 1);
      if (!probe(block + bit / 64, std::uint64_t{1} << bit % 64)) return false;
    }
    return true;
  }
};

AskedKeys::Bits AskedKeys::BitsOf(const Key& key) const {
  const std::uint64_t x = Mix(key);
  const std::size_t blocks = words_.size() / kBlockWords;
  return {static_cast<std::size_t>(x >> 40) % blocks * kBlockWords, x};
}

bool AskedKeys::Denies(const Key& key) const {
  const std::int64_t* known = known_.Find(PlaceOf(key.first));
  if (known == nullptr || key.second > *known || key.second <= kUnreadable) return false;
  return !BitsOf(key).Each(
      [this](std::size_t word, std::uint64_t mask) { return (words_[word] & mask) != 0; });
}

bool AskedKeys::Meet(std::int64_t first) {
  if (known_.Find(PlaceOf(first)) != nullptr) return false;
  if (words_.empty()) {
    StartAnew(kBytesFirst);
  } else if (known_.size() == kFirstsMost) {
    StartAnew(words_.size() * sizeof(words_.front()));
  }
  known_.Set(PlaceOf(first), kNothing);
  return true;
}

std::int64_t AskedKeys::KnownTo(std::int64_t first) const {
  const std::int64_t* known = known_.Find(PlaceOf(first));
  return known == nullptr || *known == kUnreadable ? kAll : *known;
}

void AskedKeys::Add(const Key& key) {
  if (known_.Find(PlaceOf(key.first)) == nullptr) return;
  const std::size_t bits = words_.size() * sizeof(words_.front()) * 8;
  if (keys_ >= bits / kBitsOfKey) {
    StartAnew(kBytesMost);
    return;
  }
  ++keys_;
  BitsOf(key).Each([this](std::size_t word, std::uint64_t mask) {
    words_[word] |= mask;
    return true;
  });
}

void AskedKeys::Know(std::int64_t first, std::int64_t up_to) {
  if (known_.Find(PlaceOf(first)) == nullptr) return;
  learned_.push_back({first, known_.Set(PlaceOf(first), up_to).value_or(kNothing)});
}

void AskedKeys::GiveUp(std::int64_t first) {
  if (known_.Find(PlaceOf(first)) != nullptr) known_.Set(PlaceOf(first), kUnreadable);
}

void AskedKeys::Unlearn() {
  for (; !learned_.empty(); learned_.pop_back()) {
    known_.Set(PlaceOf(learned_.back().first), learned_.back().before);
  }
}

void AskedKeys::StartAnew(std::size_t bytes) {
  words_.assign(bytes / sizeof(words_.front()), 0);
  keys_ = 0;
  known_ = {};
  learned_.clear();
}

}  // namespace koine::store
