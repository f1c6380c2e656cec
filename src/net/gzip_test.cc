#include "net/gzip.h"

#include <gtest/gtest.h>

#include <random>

namespace koine::net {
namespace {

std::string Zip(std::string_view data) {
  std::string out = "before";
  AppendGzip(&out, data);
  EXPECT_EQ(out.substr(0, 6), "before");
  return out.substr(6);
}

std::string Incompressible(std::size_t size) {
  std::minstd_rand random(7);
  std::string out(size, '\0');
  for (char& c : out) c = static_cast<char>(random() >> 8);
  return out;
}

TEST(Gzip, ComesBackAsItWas) {
  for (const std::size_t size : {0u, 1u, 1023u, 1024u, 1025u, 4096u, 70'000u, 300'000u}) {
    const std::string repetitive(size, 'a');
    std::string back;
    ASSERT_TRUE(Gunzip(Zip(repetitive), size, &back)) << size;
    EXPECT_EQ(back, repetitive);
    const std::string noise = Incompressible(size);
    ASSERT_TRUE(Gunzip(Zip(noise), size, &back)) << size;
    EXPECT_EQ(back, noise);
  }
}

TEST(Gzip, CompressesWhatIsLarge) {
  EXPECT_LT(Zip(std::string(70'000, 'a')).size(), 1000u);
  EXPECT_EQ(Zip(std::string(100, 'a')).size(), 100u + 10 + 5 + 8);
}

// By the same thread, one after another.
TEST(Gzip, ComesBackAsTextToo) {
  std::string text, back;
  for (int i = 0; text.size() < 40'000; ++i) {
    text += R"({"id":)" + std::to_string(i * 7919) + R"(,"name":"group )" + std::to_string(i) +
            R"(","muted":false},)";
  }
  for (const std::size_t size : {40'000u, 1100u, 4096u, 5000u, 2000u}) {
    const std::string_view part = std::string_view(text).substr(0, size);
    const std::string zipped = Zip(part);
    EXPECT_LT(zipped.size(), size / 2) << size;
    ASSERT_TRUE(Gunzip(zipped, size, &back)) << size;
    EXPECT_EQ(back, part);
  }
}

TEST(Gzip, IsForWhoTakesIt) {
  for (const char* yes : {"gzip", "deflate, gzip", "br;q=1, gzip;q=0.5, *;q=0", "gzip;q=0.001"}) {
    EXPECT_TRUE(TakesGzip(yes)) << yes;
  }
  for (const char* no : {"", "identity", "br", "gzip;q=0", "gzip; q=0.000, *;q=0.5"}) {
    EXPECT_FALSE(TakesGzip(no)) << no;
  }
}

TEST(Gzip, StopsAtTheLimit) {
  const std::string bomb = Zip(std::string(10'000'000, 'a'));
  std::string back;
  EXPECT_FALSE(Gunzip(bomb, 256 * 1024, &back));
  EXPECT_LE(back.capacity(), 2u * 256 * 1024 + 2);
  EXPECT_FALSE(Gunzip(Zip("ab"), 1, &back));
  EXPECT_TRUE(Gunzip(Zip("ab"), 2, &back));
}

TEST(Gzip, RefusesWhatIsNoStream) {
  const std::string good = Zip(std::string(1200, 'a') + "b");
  std::string back;
  EXPECT_FALSE(Gunzip("", 100, &back));
  EXPECT_FALSE(Gunzip("hello", 100, &back));
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    EXPECT_FALSE(Gunzip(good.substr(0, cut), 2000, &back)) << cut;
  }
  EXPECT_FALSE(Gunzip(good + "x", 2000, &back));
  std::string damaged = good;
  damaged[damaged.size() - 6] ^= 1;  // the checksum
  EXPECT_FALSE(Gunzip(damaged, 2000, &back));
  EXPECT_TRUE(Gunzip(good, 2000, &back));
}

}  // namespace
}  // namespace koine::net
