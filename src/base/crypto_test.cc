#include "base/crypto.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace koine::crypto {
namespace {

TEST(Crypto, Digests) {
  EXPECT_EQ(text::Hex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(text::Hex(Md5(R"(["6","7"])")), "4da3203c3552dab1c183da893a483ede");
  EXPECT_EQ(text::Hex(Sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  Sha256Stream stream;
  stream.Update("a");
  stream.Update("bc");
  EXPECT_EQ(stream.Finish(), Sha256("abc"));
  Md5Stream md5;
  md5.Update("ab");
  md5.Update("c");
  EXPECT_EQ(md5.Finish(), Md5("abc"));
}

TEST(Crypto, HmacOfRfc4231) {
  const HmacSha256 key("Jefe");
  const std::string mac = key.Sign("what do ya want for nothing?");
  EXPECT_EQ(text::Hex(mac), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_TRUE(key.Verify("what do ya want for nothing?", mac));
  EXPECT_FALSE(key.Verify("what do ya want for nothing!", mac));
  EXPECT_FALSE(key.Verify("what do ya want for nothing?", mac.substr(1)));
  EXPECT_EQ(HmacSha256("").Sign("").size(), kSha256Bytes);
}

TEST(Crypto, SealIsReversibleAndBound) {
  const Seal seal("0123456789abcdef");
  const std::string text = seal.Hex32(3, TenantId{7}, 123456789);
  EXPECT_EQ(text.size(), 32u);
  EXPECT_EQ(text, seal.Hex32(3, TenantId{7}, 123456789));
  EXPECT_NE(text, seal.Hex32(3, TenantId{7}, 123456790));
  EXPECT_EQ(seal.Open(3, TenantId{7}, text), 123456789);
  EXPECT_FALSE(seal.Open(4, TenantId{7}, text));
  EXPECT_FALSE(seal.Open(3, TenantId{8}, text));
  EXPECT_FALSE(seal.Open(3, TenantId{7}, text.substr(1)));
  EXPECT_FALSE(seal.Open(3, TenantId{7}, std::string(32, 'g')));
  EXPECT_FALSE(seal.Open(3, TenantId{7}, std::string(32, '0')));
  EXPECT_FALSE(Seal("0123456789abcdeg").Open(3, TenantId{7}, text));
}

// FIPS 197, appendix C.1: the block as kind, tenant and id.
TEST(Crypto, SealIsAes128) {
  std::string key;
  for (char c = 0; c < 16; ++c) key += c;
  EXPECT_EQ(
      Seal(key).Hex32(0, TenantId{0x11223344556677}, static_cast<std::int64_t>(0x8899aabbccddeeff)),
      "69c4e0d86a7b0430d8cdb78070b4c55a");
}

}  // namespace
}  // namespace koine::crypto
