#include "core/inverted/postings.h"

#include <gtest/gtest.h>

#include <map>

#include "base/random.h"
#include "store/store_test_util.h"

namespace koine::inverted {
namespace {

TEST(SearchPostings, WhatIsWrittenIsRead) {
  store::FixedRandom random;
  std::map<Token, Postings> lists;
  for (int i = 0; i < 500; ++i) {
    Postings list;
    // Short ones, some that fill pages, one that takes many.
    const std::uint64_t n = i == 250 ? 20'000 : 1 + random.Below(i % 50 == 0 ? 900 : 5);
    std::int64_t position = 0;
    for (std::uint64_t k = 0; k < n; ++k) {
      position += 1 + static_cast<std::int64_t>(random.Below(1'000'000));
      list.push_back({position, static_cast<std::int64_t>(random.Below(1ULL << 52))});
    }
    lists[static_cast<Token>(random.Below(1ULL << 40))] = list;
  }
  std::vector<Page> pages;
  PageWriter writer([&pages](Page page) { pages.push_back(std::move(page)); });
  for (const auto& [token, list] : lists) writer.Add(token, list);
  writer.Finish();

  std::map<Token, Postings> read;
  for (const Page& page : pages) {
    EXPECT_LE(page.data.size(), kPageBytes + 40);
    EXPECT_TRUE(ReadPage(page, [&read](Token token, Postings list) {
      Postings& into = read[token];
      into.insert(into.end(), list.begin(), list.end());
    }));
  }
  EXPECT_TRUE(read == lists);
  for (std::size_t i = 1; i < pages.size(); ++i) {
    EXPECT_LT(std::pair(pages[i - 1].token, pages[i - 1].piece),
              std::pair(pages[i].token, pages[i].piece));
  }
  for (const auto& [token, list] : lists) {
    Postings found;
    for (const Page& page : pages) {
      if (page.token <= token) ReadToken(page.token, page.data, token, &found);
    }
    EXPECT_TRUE(found == list);
  }
}

TEST(SearchPostings, DamagedPagesAreNoticed) {
  std::vector<Page> pages;
  PageWriter writer([&pages](Page page) { pages.push_back(std::move(page)); });
  writer.Add(7, {{1, 1}, {300, 2}});
  writer.Finish();
  Page page = pages.at(0);
  page.data.pop_back();
  EXPECT_FALSE(ReadPage(page, [](Token, Postings) {}));
  Postings none;
  EXPECT_FALSE(ReadToken(page.token, page.data, 7, &none));
}

}  // namespace
}  // namespace koine::inverted
