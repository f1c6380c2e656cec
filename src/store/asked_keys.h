#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "store/key_map.h"

namespace koine::store {

// Which keys a table surely does not have, for the firsts whose keys are asked for again and again:
// one line of the processor's cache says so, where a search in the table reads a dozen. It learns
// what is in the table bit by bit, in the order of the keys, and of what comes into it later.
// Who is asked for once costs an entry of the map and nothing else.
class AskedKeys {
 public:
  using Key = KeyMap::Key;
  // The filter begins with this size and grows to kGrowth times as much, without forgetting a key,
  // whenever it is half full.
  static constexpr std::size_t kBytesFirst = 64 << 10;
  static constexpr std::size_t kGrowth = 8;
  static constexpr std::size_t kBytesMost = kBytesFirst * kGrowth * kGrowth;
  // Full with a key for so many bits: one of a dozen others is taken for it then. Where it cannot
  // grow, nothing more is learned and nobody new is met, so that nothing is read in vain.
  static constexpr std::size_t kBitsOfKey = 10;
  // With so few bits for each key that was added or, while it is full, asked for in the table, it
  // begins anew.
  static constexpr std::size_t kBitsLeast = 4;
  // Of so many firsts; with one more it begins anew.
  static constexpr std::size_t kFirstsMost = 16'384;
  // So many keys are worth reading for one that was asked for.
  static constexpr std::int64_t kSlice = 16;
  // What is known of a first: not one key, or all. No key is that low.
  static constexpr std::int64_t kNothing = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();

  explicit AskedKeys(std::size_t bytes_most = kBytesMost) : bytes_most_(bytes_most) {}

  // There is no such key. False: perhaps there is one.
  bool Denies(const Key& key) const;
  // Where this first is new, it is known from here on that its keys are asked for. False: it is
  // not new, or the filter is full.
  bool Meet(std::int64_t first);
  // Up to which of its keys this first is known; `kAll` also where there is no more to learn.
  std::int64_t KnownTo(std::int64_t first) const;
  // A key that is there, or will be; of a first that was not met, nobody need know.
  void Add(const Key& key);
  // All keys of this first up to this one have been added. Nothing where it is not met any more.
  void Know(std::int64_t first, std::int64_t up_to);
  // The keys of this first cannot be read: nothing of it is known, nor will be.
  void GiveUp(std::int64_t first);

  // What was learned of the table since the last Settle() is no longer known: the table is as it
  // was before.
  void Unlearn();
  void Settle() { learned_.clear(); }

  std::size_t firsts() const { return known_.size(); }

 private:
  struct Learned {
    std::int64_t first, before;
  };
  struct Bits;

  std::size_t Keys(std::size_t bits_of_key) const { return words_.size() * 64 / bits_of_key; }
  bool Full() const;
  void Grow();
  void StartAnew(std::size_t bytes);
  Bits BitsOf(const Key& key) const;

  KeyMap known_;  // (first, 0) -> up to which key
  std::vector<std::uint64_t> words_;
  std::size_t keys_ = 0;
  std::size_t refused_ = 0;  // asked for while it was full
  std::size_t bytes_most_;
  std::vector<Learned> learned_;
};

}  // namespace koine::store
