// SQLite's memory: what it asks for is there and keeps its bytes, whoever gives it back, and what a
// thread keeps is little.

#include "store/small_blocks.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <cstring>
#include <thread>
#include <vector>

namespace koine::store {
namespace {

const sqlite3_mem_methods& Methods() {
  return SmallBlockMethods();
}

void Fill(void* p, int bytes, int with) {
  std::memset(p, with, static_cast<std::size_t>(bytes));
}

bool Has(const void* p, int bytes, int with) {
  const auto* at = static_cast<const unsigned char*>(p);
  for (int i = 0; i < bytes; ++i) {
    if (at[i] != with) return false;
  }
  return true;
}

TEST(SmallBlocks, EachHasItsBytesToItself) {
  for (int round = 0; round < 3; ++round) {
    std::vector<void*> all;
    for (int bytes = 0; bytes <= 1'200; ++bytes) {
      void* const p = Methods().xMalloc(bytes);
      ASSERT_NE(p, nullptr);
      ASSERT_GE(Methods().xSize(p), bytes);
      Fill(p, bytes, bytes % 251);
      all.push_back(p);
    }
    for (int bytes = 0; bytes <= 1'200; ++bytes) {
      ASSERT_TRUE(Has(all[static_cast<std::size_t>(bytes)], bytes, bytes % 251)) << bytes;
    }
    for (void* p : all) Methods().xFree(p);
  }
}

TEST(SmallBlocks, KeepTheirBytesWhenTheyGrowAndShrink) {
  void* p = Methods().xMalloc(10);
  Fill(p, 10, 7);
  for (const int bytes : {40, 64, 65, 700, 1'024, 1'025, 5'000, 90'000, 3'000, 900, 20, 2'000}) {
    p = Methods().xRealloc(p, bytes);
    ASSERT_NE(p, nullptr);
    ASSERT_GE(Methods().xSize(p), bytes);
    ASSERT_TRUE(Has(p, 10, 7)) << bytes;
    Fill(p, bytes, 7);
  }
  Methods().xFree(p);
}

TEST(SmallBlocks, AreKeptForTheNextAndNeverMany) {
  void* const one = Methods().xMalloc(440);
  Methods().xFree(one);
  EXPECT_EQ(Methods().xMalloc(441), one);
  Methods().xFree(one);
  // As large as what SQLite takes to tell of a changed row of 30 columns.
  void* const large = Methods().xMalloc(1'800);
  Methods().xFree(large);
  EXPECT_EQ(Methods().xMalloc(1'840), large);
  Methods().xFree(large);
#ifndef KOINE_SANITIZED  // there, the system's own count is another
  const auto in_use = [] { return ::mallinfo2().uordblks; };
  const std::size_t before = in_use();
  std::vector<void*> all(1'000);
  for (void*& p : all) p = Methods().xMalloc(440);
  EXPECT_GE(in_use(), before + 900 * 440);
  for (void* p : all) Methods().xFree(p);
  all = {};
  EXPECT_LE(in_use(), before + (kSmallKept + 8) * 512);
#endif
}

TEST(SmallBlocks, GoFromThreadToThread) {
  std::vector<void*> all(64);
  std::thread([&] {
    for (void*& p : all) p = Methods().xMalloc(100);
    // What a thread kept when it ends is given back: the sanitizers would tell.
    Methods().xFree(Methods().xMalloc(100));
  }).join();
  for (void* p : all) Fill(p, 100, 1);
  std::thread([&] {
    for (void* p : all) Methods().xFree(p);
  }).join();
}

}  // namespace
}  // namespace koine::store
