#include <gtest/gtest.h>

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

}  // namespace
}  // namespace koine::inverted
