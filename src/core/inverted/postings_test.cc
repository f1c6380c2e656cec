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
    PageReader reader(page);
    while (reader.Next()) EXPECT_TRUE(ReadList(reader.list(), &read[reader.token()]));
    EXPECT_FALSE(reader.damaged());
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

// Lists that are whole may be written as they are stored: the pages are the same then.
TEST(SearchPostings, WholeListsAreCopied) {
  std::vector<Page> pages;
  PageWriter writer([&pages](Page page) { pages.push_back(std::move(page)); });
  // The longest is in pieces; some are alone in a page, though one piece holds them.
  for (const int n : {1, 2, 100, 474, 475, 476, 477, 600, 900, 5'000, 3}) {
    Postings list;
    for (int i = 0; i < n; ++i) list.push_back({i + 1, 1});
    writer.Add(n == 3 ? 9'999 : n, list);
  }
  writer.Finish();
  std::vector<Page> copied;
  PageWriter copier([&copied](Page page) { copied.push_back(std::move(page)); });
  std::size_t whole = 0;
  Postings pieces;
  Token of = 0;
  const auto flush = [&] {
    if (!pieces.empty()) copier.Add(of, pieces);
    pieces.clear();
  };
  for (const Page& page : pages) {
    PageReader reader(page);
    while (reader.Next()) {
      if (of != reader.token()) flush();
      of = reader.token();
      if (reader.whole()) {
        copier.AddStored(of, reader.list());
        ++whole;
      } else {
        EXPECT_TRUE(ReadList(reader.list(), &pieces));
      }
    }
  }
  flush();
  copier.Finish();
  EXPECT_EQ(whole, 6u);
  ASSERT_EQ(copied.size(), pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    EXPECT_EQ(copied[i].token, pages[i].token);
    EXPECT_EQ(copied[i].piece, pages[i].piece);
    EXPECT_EQ(copied[i].data, pages[i].data);
  }
}

TEST(SearchPostings, InPiecesTheyAreTheSamePages) {
  constexpr auto kLeast = static_cast<std::ptrdiff_t>(PageWriter::kPieceLeast);
  const std::vector<std::vector<std::ptrdiff_t>> ways = {
      {2 * kLeast + 7}, {kLeast, kLeast + 7}, {kLeast, kLeast, 7}, {kLeast + 7, kLeast, 0}};
  std::vector<std::vector<Page>> written;
  for (const auto& way : ways) {
    std::vector<Page>& pages = written.emplace_back();
    PageWriter writer([&pages](Page page) { pages.push_back(std::move(page)); });
    writer.Add(1, {{5, 1}});
    Postings all;
    for (std::int64_t i = 0; i < 2 * kLeast + 7; ++i) all.push_back({300 * i + 1, i % 3});
    auto from = all.begin();
    for (std::size_t i = 0; i < way.size(); from += way[i++]) {
      writer.AddPiece(2, Postings(from, from + way[i]), i + 1 == way.size());
    }
    EXPECT_EQ(from, all.end());
    writer.Add(3, {{6, 1}});
    writer.Add(4, all);
    writer.Finish();
  }
  for (const std::vector<Page>& pages : written) {
    ASSERT_EQ(pages.size(), written.front().size());
    for (std::size_t i = 0; i < pages.size(); ++i) {
      EXPECT_EQ(pages[i].token, written.front()[i].token);
      EXPECT_EQ(pages[i].piece, written.front()[i].piece);
      EXPECT_EQ(pages[i].data, written.front()[i].data);
    }
  }
}

TEST(SearchPostings, DamagedPagesAreNoticed) {
  std::vector<Page> pages;
  PageWriter writer([&pages](Page page) { pages.push_back(std::move(page)); });
  writer.Add(7, {{1, 1}, {300, 2}});
  writer.Finish();
  Page page = pages.at(0);
  page.data.pop_back();
  PageReader reader(page);
  EXPECT_FALSE(reader.Next());
  EXPECT_TRUE(reader.damaged());
  Postings none;
  EXPECT_EQ(ReadToken(page.token, page.data, 7, &none), Found::kDamaged);
}

}  // namespace
}  // namespace koine::inverted
