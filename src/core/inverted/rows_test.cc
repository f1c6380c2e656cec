#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "core/core_test_util.h"
#include "core/inverted/pages.h"

namespace koine::inverted {
namespace {

using Parts = std::map<std::int64_t, std::map<Token, Postings>>;

Postings ListOf(const Parts& parts, const PlaceOfToken& place) {
  const auto part = parts.find(place.part);
  if (part == parts.end()) return {};
  const auto list = part->second.find(place.token);
  return list == part->second.end() ? Postings() : list->second;
}

class InvertedRows : public core::CoreOnBothTest {
 protected:
  void Put(std::int64_t part, const std::map<Token, Postings>& lists) {
    const auto put = Write([&](store::Txn& txn) -> Result<int> {
      PageWriter writer([&](const Page& page) { InsertPage(txn, part, page); });
      for (const auto& [token, list] : lists) writer.Add(token, list);
      writer.Finish();
      return 1;
    });
    ASSERT_TRUE(put.ok());
  }
  // Three parts, whose lists share a page, or have one alone, or many.
  Parts Make() {
    std::mt19937 random(3);
    Parts parts;
    for (const std::int64_t part : {5, 6, 9}) {
      auto& lists = parts[part];
      for (int i = 1; i <= kTokens; ++i) {
        const std::size_t size = i % 17 == 0 ? 3'000 : i % 11 == 0 ? 600 : 1 + random() % 60;
        Postings& list = lists[kStep * i];
        for (std::size_t k = 0; k < size; ++k) {
          const auto position = static_cast<std::int64_t>(100 * k + random() % 100 + 1);
          list.push_back({position, part});
        }
      }
      Put(part, lists);
    }
    return parts;
  }

  static constexpr Token kStep = 10;  // between those that are there
  static constexpr int kTokens = 120;
};
KOINE_ON_BOTH(InvertedRows);

TEST_P(InvertedRows, EachListIsFoundInItsPart) {
  const Parts parts = Make();
  std::vector<PlaceOfToken> wanted;
  for (const std::int64_t part : {9, 5, 6, 7}) {  // none has the last number
    for (Token token = kStep * (kTokens + 1); token > 0; token -= kStep / 2) {
      wanted.push_back({part, token});
    }
  }
  const auto found = Read([&](store::Txn& txn) { return FindPostings(txn, wanted); });
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Postings expected = ListOf(parts, wanted[i]);
    EXPECT_TRUE(found[i] == expected) << wanted[i].part << ' ' << wanted[i].token << ": "
                                      << found[i].size() << " of " << expected.size();
  }
}

TEST_P(InvertedRows, OneTokenIsFoundInManyPartsAndSizedInOne) {
  const Parts parts = Make();
  const std::vector<std::int64_t> all = {9, 5, 6, 7};
  for (Token token = kStep * (kTokens + 1); token > 0; token -= kStep / 2) {
    const auto one = Read([&](store::Txn& txn) { return FindPostings(txn, all, token); });
    ASSERT_EQ(one.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_TRUE(one[i] == ListOf(parts, {all[i], token})) << all[i] << ' ' << token;
    }
  }
  const std::vector<Token> some = {kStep * 17, 5, kStep, kStep * 11, kStep * 400};
  const auto sizes = Read([&](store::Txn& txn) { return FindSizes(txn, 6, some); });
  ASSERT_EQ(sizes.size(), some.size());
  EXPECT_EQ(sizes[0], kPageBytes) << "a list of many pages";
  EXPECT_EQ(sizes[1], 0U);
  EXPECT_GT(sizes[2], 0U);
  EXPECT_GT(sizes[3], sizes[2]);
  EXPECT_EQ(sizes[4], 0U);
}

TEST_P(InvertedRows, DeadPartsGoPageByPageAndLiveOnesStay) {
  constexpr int kVersion = 7, kLimit = 10;
  const auto add = [&] {
    return *Write([&](store::Txn& txn) -> Result<std::int64_t> {
      return InsertPart(txn, kVersion, PartState::kLive, {}).id;
    });
  };
  const auto pages_of = [&](std::int64_t part) {
    return Read([&](store::Txn& txn) { return ReadPages(txn, part, -1, 0, 1'000).size(); });
  };
  std::map<Token, Postings> lists;
  for (Token token = 1; token <= 12; ++token) lists[token] = Postings(600, {token, 1});
  std::vector<std::int64_t> dead;
  for (int i = 0; i < 3; ++i) Put(dead.emplace_back(add()), lists);
  dead.push_back(add());  // has no pages
  const std::size_t each = pages_of(dead.front());
  ASSERT_GT(each, kLimit / 2);
  ASSERT_TRUE(Write([](store::Txn& txn) -> Result<int> {
                RetireAllParts(txn);
                return 1;
              }).ok());
  const std::int64_t live = add();
  Put(live, lists);

  std::size_t left = 3 * each;
  for (int turns = 0; Read([](store::Txn& txn) { return HasDead(txn); }); ++turns) {
    ASSERT_LE(turns, static_cast<int>(3 * each / kLimit));
    ASSERT_TRUE(Write([](store::Txn& txn) -> Result<int> {
                  DeleteDead(txn, kLimit);
                  return 1;
                }).ok());
    left -= std::min<std::size_t>(left, kLimit);
    std::size_t found = 0;
    for (const std::int64_t part : dead) found += pages_of(part);
    EXPECT_EQ(found, left);
  }
  EXPECT_EQ(left, 0U);
  const auto parts = Read([](store::Txn& txn) { return ListParts(txn, kVersion); });
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts.front().id, live);
  EXPECT_EQ(pages_of(live), each);
}

}  // namespace
}  // namespace koine::inverted
