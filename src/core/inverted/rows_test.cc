#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

#include "core/core_test_util.h"
#include "core/inverted/pages.h"

namespace koine::inverted {
namespace {

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
};
KOINE_ON_BOTH(InvertedRows);

TEST_P(InvertedRows, EachListIsFoundInItsPart) {
  std::mt19937 random(3);
  constexpr Token kStep = 10;  // between those that are there
  constexpr int kTokens = 120;
  std::map<std::int64_t, std::map<Token, Postings>> parts;
  for (const std::int64_t part : {5, 6, 9}) {
    auto& lists = parts[part];
    for (int i = 1; i <= kTokens; ++i) {
      // Most share a page; some have one alone, or many.
      const std::size_t size = i % 17 == 0 ? 3'000 : i % 11 == 0 ? 600 : 1 + random() % 60;
      Postings& list = lists[kStep * i];
      for (std::size_t k = 0; k < size; ++k) {
        const auto position = static_cast<std::int64_t>(100 * k + random() % 100 + 1);
        list.push_back({position, part});
      }
    }
    Put(part, lists);
  }
  std::vector<PlaceOfToken> wanted;
  for (const std::int64_t part : {9, 5, 6, 7}) {  // none has the last number
    for (Token token = kStep * (kTokens + 1); token > 0; token -= kStep / 2) {
      wanted.push_back({part, token});
    }
  }
  const auto found = Read([&](store::Txn& txn) { return FindPostings(txn, wanted); });
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto& [part, token] = wanted[i];
    const auto& lists = parts[part];
    const auto list = lists.find(token);
    const Postings expected = list == lists.end() ? Postings() : list->second;
    EXPECT_TRUE(found[i] == expected)
        << part << ' ' << token << ": " << found[i].size() << " of " << expected.size();
  }
}

}  // namespace
}  // namespace koine::inverted
