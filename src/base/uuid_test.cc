#include "base/uuid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace koine::uuid {
namespace {

class Filled final : public Random {
 public:
  explicit Filled(char byte) : byte_(byte) {}
  void Fill(void* out, std::size_t size) override {
    std::fill_n(static_cast<char*>(out), size, byte_);
  }

 private:
  const char byte_;
};

TEST(Uuid, ARandomOneSaysItsVersionAndVariant) {
  Filled zeros('\0'), ones('\xff');
  EXPECT_EQ(New(zeros), "00000000-0000-4000-8000-000000000000");
  EXPECT_EQ(New(ones), "ffffffff-ffff-4fff-bfff-ffffffffffff");
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) seen.insert(New(random));
  EXPECT_EQ(seen.size(), 100u);
}

TEST(Uuid, TextAndBytes) {
  const std::string bytes("\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff", 16);
  const std::string text = "00112233-4455-6677-8899-aabbccddeeff";
  EXPECT_EQ(Text(bytes), text);
  EXPECT_EQ(Bytes(text), bytes);
  EXPECT_EQ(Bytes("00112233-4455-6677-8899-AABBCCDDEEFF"), bytes);
}

TEST(Uuid, WhatIsNone) {
  for (const char* bad :
       {"", "00112233445566778899aabbccddeeff", "00112233-4455-6677-8899-aabbccddeef",
        "00112233-4455-6677-8899-aabbccddeeff0", "001122334-455-6677-8899-aabbccddeeff",
        "00112233-4455-6677-8899_aabbccddeeff", "00112233-4455-6677-8899-aabbccddeefg",
        "{0112233-4455-6677-8899-aabbccddeef}", "------------------------------------"}) {
    EXPECT_FALSE(Bytes(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace koine::uuid
