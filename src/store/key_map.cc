#include "store/key_map.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace koine::store {

const std::int64_t* KeyMap::Find(const Key& key) const {
  if (leaves_.empty()) return nullptr;
  const Leaf& leaf = leaves_[LeafOf(key)];
  const std::size_t slot = SlotOf(leaf, key);
  return slot < leaf.size() && leaf[slot].key == key ? &leaf[slot].value : nullptr;
}

std::optional<std::int64_t> KeyMap::Set(const Key& key, std::int64_t value) {
  if (leaves_.empty()) {
    leaves_.emplace_back();
    firsts_.push_back(key);
  }
  std::size_t at = LeafOf(key);
  std::size_t slot = SlotOf(leaves_[at], key);
  if (slot < leaves_[at].size() && leaves_[at][slot].key == key) {
    return std::exchange(leaves_[at][slot].value, value);
  }
  if (leaves_[at].size() >= kLeafMost) {
    Halve(at);
    at = LeafOf(key);
    slot = SlotOf(leaves_[at], key);
  }
  Leaf& leaf = leaves_[at];
  leaf.insert(leaf.begin() + static_cast<std::ptrdiff_t>(slot), Entry{key, value});
  firsts_[at] = leaf.front().key;
  ++size_;
  return std::nullopt;
}

bool KeyMap::Erase(const Key& key) {
  if (leaves_.empty()) return false;
  const std::size_t at = LeafOf(key);
  Leaf& leaf = leaves_[at];
  const std::size_t slot = SlotOf(leaf, key);
  if (slot == leaf.size() || leaf[slot].key != key) return false;
  leaf.erase(leaf.begin() + static_cast<std::ptrdiff_t>(slot));
  --size_;
  if (leaf.empty()) {
    leaves_.erase(leaves_.begin() + static_cast<std::ptrdiff_t>(at));
    firsts_.erase(firsts_.begin() + static_cast<std::ptrdiff_t>(at));
  } else {
    firsts_[at] = leaf.front().key;
  }
  return true;
}

KeyMap::Place KeyMap::From(const Key& key) const {
  if (leaves_.empty()) return end();
  const Place place{LeafOf(key), 0};
  const std::size_t slot = SlotOf(leaves_[place.leaf], key);
  if (slot == leaves_[place.leaf].size()) return {place.leaf + 1, 0};
  return {place.leaf, slot};
}

KeyMap::Place KeyMap::After(Place place) const {
  if (++place.slot < leaves_[place.leaf].size()) return place;
  return {place.leaf + 1, 0};
}

std::size_t KeyMap::LeafOf(const Key& key) const {
  const auto above = std::upper_bound(firsts_.begin(), firsts_.end(), key);
  if (above == firsts_.begin()) return 0;
  return static_cast<std::size_t>(std::distance(firsts_.begin(), above)) - 1;
}

std::size_t KeyMap::SlotOf(const Leaf& leaf, const Key& key) {
  const auto before = [](const Entry& entry, const Key& wanted) { return entry.key < wanted; };
  const auto it = std::lower_bound(leaf.begin(), leaf.end(), key, before);
  return static_cast<std::size_t>(std::distance(leaf.begin(), it));
}

void KeyMap::Halve(std::size_t at) {
  const std::ptrdiff_t half = kLeafMost / 2;
  Leaf upper;
  upper.reserve(kLeafMost);
  upper.assign(leaves_[at].begin() + half, leaves_[at].end());
  leaves_[at].resize(static_cast<std::size_t>(half));
  const auto behind = static_cast<std::ptrdiff_t>(at) + 1;
  firsts_.insert(firsts_.begin() + behind, upper.front().key);
  leaves_.insert(leaves_.begin() + behind, std::move(upper));
}

}  // namespace koine::store
