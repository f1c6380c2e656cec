#include "store/asked_keys.h"

#include <utility>

namespace koine::store {

namespace {

using Key = KeyMap::Key;

// A line of the processor's cache has all bits of a key.
constexpr std::size_t kBlockWords = 8;
constexpr std::size_t kWordBytes = sizeof(std::uint64_t);
constexpr std::size_t kBlockBytes = kBlockWords * kWordBytes;
constexpr int kProbes = 4;
constexpr int kProbeBits = 9;  // of 512
static_assert(kBlockBytes * 8 == 1U << kProbeBits);

// A power of two, so that a block of a filter that has grown is the copy of one that it had.
static_assert((AskedKeys::kBytesFirst & (AskedKeys::kBytesFirst - 1)) == 0);
static_assert((AskedKeys::kGrowth & (AskedKeys::kGrowth - 1)) == 0);

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
  if (Full() && ++refused_ + keys_ >= Keys(kBitsLeast)) StartAnew(bytes_most_);
  if (known_.Find(PlaceOf(first)) != nullptr || Full()) return false;
  if (words_.empty()) {
    StartAnew(kBytesFirst);
  } else if (known_.size() == kFirstsMost) {
    StartAnew(words_.size() * kWordBytes);
  }
  known_.Set(PlaceOf(first), kNothing);
  return true;
}

std::int64_t AskedKeys::KnownTo(std::int64_t first) const {
  const std::int64_t* known = known_.Find(PlaceOf(first));
  return known == nullptr || *known == kUnreadable || Full() ? kAll : *known;
}

void AskedKeys::Add(const Key& key) {
  if (known_.Find(PlaceOf(key.first)) == nullptr) return;
  ++keys_;
  if (words_.size() * kWordBytes < bytes_most_) {
    if (keys_ > Keys(2 * kBitsOfKey)) Grow();
  } else if (refused_ + keys_ > Keys(kBitsLeast)) {
    return StartAnew(bytes_most_);
  }
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

bool AskedKeys::Full() const {
  return words_.size() * kWordBytes >= bytes_most_ && keys_ >= Keys(kBitsOfKey);
}

void AskedKeys::Grow() {
  std::vector<std::uint64_t> larger;
  larger.reserve(words_.size() * kGrowth);
  for (std::size_t i = 0; i < kGrowth; ++i) {
    larger.insert(larger.end(), words_.begin(), words_.end());
  }
  words_ = std::move(larger);
}

void AskedKeys::StartAnew(std::size_t bytes) {
  words_.assign(bytes / kWordBytes, 0);
  keys_ = 0;
  refused_ = 0;
  known_ = {};
  learned_.clear();
}

}  // namespace koine::store
