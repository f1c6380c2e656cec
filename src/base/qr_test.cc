#include "base/qr.h"

#include <gtest/gtest.h>

#include <string>

namespace koine::qr {
namespace {

TEST(Qr, GrowsWithTheText) {
  const struct {
    std::size_t bytes;
    int size;
  } cases[] = {{0, 21},  {14, 21},  {15, 25},  {26, 25},  {27, 29},  {62, 33},
               {84, 37}, {106, 41}, {122, 45}, {152, 49}, {180, 53}, {213, 57}};
  for (const auto& one : cases) {
    const auto code = Encode(std::string(one.bytes, 'x'));
    ASSERT_TRUE(code) << one.bytes;
    EXPECT_EQ(code->size, one.size) << one.bytes;
    EXPECT_EQ(code->dark.size(), static_cast<std::size_t>(one.size * one.size));
  }
  EXPECT_FALSE(Encode(std::string(kBytesMax + 1, 'x')));
}

TEST(Qr, HasTheMarksByWhichItIsFound) {
  const auto code = Encode("https://im.example.com/#/join/1001?code=0123456789abcdef");
  ASSERT_TRUE(code);
  const int last = code->size - 1;
  for (int i = 0; i < 7; ++i) {
    EXPECT_TRUE(code->at(0, i) && code->at(i, 0)) << i;
    EXPECT_TRUE(code->at(0, last - i) && code->at(last, i)) << i;
    EXPECT_FALSE(code->at(7, i) || code->at(i, 7)) << i;
  }
  for (int i = 8; i < code->size - 8; ++i) EXPECT_EQ(code->at(6, i), i % 2 == 0) << i;
  EXPECT_TRUE(code->at(code->size - 8, 8));
}

// The whole of a small one, as readers of other makers read it.
TEST(Qr, IsTheSameForEver) {
  const auto code = Encode("koine");
  ASSERT_TRUE(code);
  std::string rows;
  for (int i = 0; i < code->size; ++i) {
    for (int j = 0; j < code->size; ++j) rows += code->at(i, j) ? '#' : '.';
    rows += '\n';
  }
  EXPECT_EQ(rows,
            "#######.......#######\n"
            "#.....#.#.###.#.....#\n"
            "#.###.#..#..#.#.###.#\n"
            "#.###.#..#.##.#.###.#\n"
            "#.###.#.###.#.#.###.#\n"
            "#.....#..#..#.#.....#\n"
            "#######.#.#.#.#######\n"
            ".........####........\n"
            "#.#.#.#....#....#..#.\n"
            "#...#....##...#...###\n"
            "##....###...#...##.##\n"
            "##..##..#.#...#.....#\n"
            "..#.#.#.#...#.#.#....\n"
            "........#..#.#.#.####\n"
            "#######..###.###.####\n"
            "#.....#....###.##....\n"
            "#.###.#.##.#.###...##\n"
            "#.###.#..#....##..##.\n"
            "#.###.#.##..#...#...#\n"
            "#.....#...#...#....#.\n"
            "#######.###.#.###..##\n");
}

}  // namespace
}  // namespace koine::qr
