// An ordered map in leaves has what a map of the library has, in the same order.

#include "store/key_map.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <vector>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

using Key = KeyMap::Key;

std::vector<std::pair<Key, std::int64_t>> All(const KeyMap& map, KeyMap::Place from) {
  std::vector<std::pair<Key, std::int64_t>> out;
  for (auto place = from; place != map.end(); place = map.After(place)) {
    out.emplace_back(map.At(place).key, map.At(place).value);
  }
  return out;
}

void ExpectSame(const KeyMap& map, const std::map<Key, std::int64_t>& model, const Key& from) {
  ASSERT_EQ(map.size(), model.size());
  using List = std::vector<std::pair<Key, std::int64_t>>;
  EXPECT_EQ(All(map, map.begin()), List(model.begin(), model.end()));
  EXPECT_EQ(All(map, map.From(from)), List(model.lower_bound(from), model.end()));
}

TEST(KeyMap, IsAMap) {
  FixedRandom random;
  KeyMap map;
  std::map<Key, std::int64_t> model;
  const auto some_key = [&random] {
    return Key(static_cast<std::int64_t>(random.Below(12)) - 6,
               static_cast<std::int64_t>(random.Below(400)) - 200);
  };
  // It fills, and is emptied, several times.
  for (int round = 0; round < 40'000; ++round) {
    const Key key = some_key();
    const std::uint64_t adds = round / 5'000 % 2 == 0 ? 4 : 1;
    if (random.Below(5) < adds) {
      const auto value = static_cast<std::int64_t>(random.Below(1'000));
      const auto it = model.find(key);
      const auto before = it == model.end() ? std::nullopt : std::optional(it->second);
      EXPECT_EQ(map.Set(key, value), before);
      model[key] = value;
    } else {
      EXPECT_EQ(map.Erase(key), model.erase(key) == 1);
    }
    const Key looked = some_key();
    const auto it = model.find(looked);
    const std::int64_t* found = map.Find(looked);
    ASSERT_EQ(found != nullptr, it != model.end());
    if (found != nullptr) {
      ASSERT_EQ(*found, it->second);
    }
    if (round % 500 == 0) ExpectSame(map, model, some_key());
  }
}

TEST(KeyMap, RangesGoAndComeAgain) {
  KeyMap map;
  std::map<Key, std::int64_t> model;
  const auto fill = [&](std::int64_t first, std::int64_t step) {
    for (std::int64_t i = 0; i < 1'000; ++i) {
      map.Set({first, i * step}, i);
      model[{first, i * step}] = i;
    }
  };
  fill(1, 1);
  fill(2, -1);
  ExpectSame(map, model, {1, 999});
  // Whole leaves go, in the middle and at both ends.
  for (std::int64_t i = 0; i < 1'000; ++i) {
    EXPECT_TRUE(map.Erase({1, i}));
    EXPECT_FALSE(map.Erase({1, i}));
    model.erase({1, i});
  }
  ExpectSame(map, model, {1, 5});
  fill(0, 3);
  fill(1, -1);
  ExpectSame(map, model, {0, 2'998});
  for (const auto& [key, value] : model) EXPECT_TRUE(map.Erase(key));
  EXPECT_EQ(map.size(), 0U);
  EXPECT_EQ(map.From({0, 0}), map.end());
  EXPECT_EQ(map.begin(), map.end());
  fill(5, 1);
  EXPECT_EQ(*map.Find({5, 999}), 999);
}

}  // namespace
}  // namespace koine::store
