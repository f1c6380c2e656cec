#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace koine::store {

// An ordered map from pairs of integers to integers, for tens of thousands of them: in leaves of
// neighbours, so that a look-up touches little memory and an entry needs no piece of its own. A
// place and a pointer hold until the next change.
class KeyMap {
 public:
  using Key = std::pair<std::int64_t, std::int64_t>;
  struct Entry {
    Key key;
    std::int64_t value;
  };
  // The most entries of a leaf; a full one is cut into halves.
  static constexpr std::size_t kLeafMost = 128;

  std::size_t size() const { return size_; }
  // The value of a key; null: there is none.
  const std::int64_t* Find(const Key& key) const;
  // Sets the value of a key. The value that it had, if any.
  std::optional<std::int64_t> Set(const Key& key, std::int64_t value);
  // False: there is none.
  bool Erase(const Key& key);

  // Where an entry is. Behind the last one: `end()`.
  struct Place {
    std::size_t leaf, slot;
    bool operator==(const Place&) const = default;
  };
  Place begin() const { return {0, 0}; }
  Place end() const { return {leaves_.size(), 0}; }
  // The first entry that is not before this key.
  Place From(const Key& key) const;
  // REQUIRES: not the end
  Place After(Place place) const;
  const Entry& At(Place place) const { return leaves_[place.leaf][place.slot]; }

 private:
  using Leaf = std::vector<Entry>;  // ordered; never empty

  // The leaf that has a key, if any has. REQUIRES: there are leaves
  std::size_t LeafOf(const Key& key) const;
  static std::size_t SlotOf(const Leaf& leaf, const Key& key);
  void Halve(std::size_t at);

  std::vector<Key> firsts_;  // of each leaf, side by side: a search reads no leaf but its own
  std::vector<Leaf> leaves_;
  std::size_t size_ = 0;
};

}  // namespace koine::store
