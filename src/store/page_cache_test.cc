#include "store/page_cache.h"

#include <gtest/gtest.h>

#include <vector>

#include "store/file_vfs.h"

namespace koine::store {
namespace {

constexpr int kPageBytes = 4096;
constexpr unsigned kNoFileHas = 262'145;

class PageCache : public testing::Test {
 protected:
  void SetUp() override {
    FileVfs(nullptr);
    ASSERT_EQ(sqlite3_initialize(), SQLITE_OK);
    cache_ = methods_.xCreate(kPageBytes, 8, 1);
    ASSERT_NE(cache_, nullptr);
    methods_.xCachesize(cache_, 1'000);
    pages_.push_back(nullptr);
    for (unsigned number = 1; number <= 100; ++number) {
      pages_.push_back(methods_.xFetch(cache_, number, 2));
    }
  }
  void TearDown() override { methods_.xDestroy(cache_); }
  void Move(unsigned page, unsigned from, unsigned to) {
    methods_.xRekey(cache_, pages_[page], from, to);
  }
  // How many are left without those from `first` on.
  int Left(unsigned first) {
    methods_.xTruncate(cache_, first);
    return methods_.xPagecount(cache_);
  }
  bool Has(unsigned number) { return methods_.xFetch(cache_, number, 0) != nullptr; }

  const sqlite3_pcache_methods2& methods_ = PageCacheMethods();
  sqlite3_pcache* cache_ = nullptr;
  std::vector<sqlite3_pcache_page*> pages_;
};

TEST_F(PageCache, ForgetsWhatIsBehindTheEnd) {
  EXPECT_EQ(Left(101), 100);
  EXPECT_EQ(Left(51), 50);
  EXPECT_TRUE(Has(50));
  EXPECT_FALSE(Has(51));
  EXPECT_NE(methods_.xFetch(cache_, 70, 2), nullptr);
  EXPECT_EQ(Left(60), 50);
  EXPECT_EQ(Left(1), 0);
}

TEST_F(PageCache, KeepsAllWhenTwoHaveChangedPlaces) {
  Move(10, 10, kNoFileHas);
  Move(20, 20, 10);
  Move(10, kNoFileHas, 20);
  EXPECT_EQ(Left(101), 100);
  EXPECT_EQ(Left(20), 19);
}

TEST_F(PageCache, ForgetsWhatWasMovedBehindTheEnd) {
  Move(10, 10, 500);
  EXPECT_EQ(Left(400), 99);
  Move(20, 20, 500);
  Move(20, 500, 300);
  EXPECT_EQ(Left(300), 98);
  Move(30, 30, kNoFileHas);
  EXPECT_NE(methods_.xFetch(cache_, 200, 2), nullptr);
  Move(30, kNoFileHas, 250);
  EXPECT_EQ(Left(250), 98);
  EXPECT_EQ(Left(200), 97);
  EXPECT_EQ(Left(101), 97);
}

TEST_F(PageCache, ForgetsBothOfTwoThatWereMoved) {
  Move(10, 10, 500);
  Move(20, 20, 600);
  Move(20, 600, 20);
  EXPECT_EQ(Left(101), 99);
  Move(30, 30, 600);
  Move(40, 40, 500);
  Move(30, 600, 30);
  EXPECT_EQ(Left(101), 98);
}

}  // namespace
}  // namespace koine::store
