#include "base/chunk_cipher.h"

#include <gtest/gtest.h>

namespace koine::crypto {
namespace {

const std::string kSalt(kSaltBytes, 's');
const std::string kHeader = SealedHeader(kSalt, std::string(16, 'r'));

TEST(ChunkCipher, OpensWhatItSealed) {
  const ChunkCipher cipher(PassphraseKey("a long passphrase", kSalt), kHeader);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kChunkBytes}) {
    const std::string plain(size, 'x');
    const std::string sealed = cipher.Seal(plain, 7, true);
    EXPECT_EQ(sealed.size(), size + kChunkProofBytes);
    EXPECT_EQ(cipher.Open(sealed, 7, true), plain);
  }
}

TEST(ChunkCipher, EveryBitAndPlaceCounts) {
  const std::string key = PassphraseKey("a long passphrase", kSalt);
  const ChunkCipher cipher(key, kHeader);
  const std::string sealed = cipher.Seal("what nobody is to read", 3, false);
  EXPECT_EQ(sealed.find("nobody"), std::string::npos);
  for (std::size_t i = 0; i < sealed.size() * 8; ++i) {
    std::string bad = sealed;
    bad[i / 8] = static_cast<char>(bad[i / 8] ^ (1 << (i % 8)));
    EXPECT_FALSE(cipher.Open(bad, 3, false)) << i;
  }
  EXPECT_FALSE(cipher.Open(sealed, 4, false));
  EXPECT_FALSE(cipher.Open(sealed, 3, true));
  EXPECT_FALSE(cipher.Open(sealed.substr(0, sealed.size() - 1), 3, false));
  EXPECT_FALSE(cipher.Open("", 3, false));
  const ChunkCipher file(key, SealedHeader(kSalt, std::string(16, 'q')));
  EXPECT_FALSE(file.Open(sealed, 3, false)) << "of another file";
  const ChunkCipher other(PassphraseKey("another passphrase", kSalt), kHeader);
  EXPECT_FALSE(other.Open(sealed, 3, false));
}

TEST(ChunkCipher, HeadersNameTheirSalt) {
  EXPECT_EQ(SaltOf(kHeader), kSalt);
  EXPECT_FALSE(SaltOf("KOINE"));
  EXPECT_FALSE(SaltOf(std::string(kSealedHeaderBytes, 'x')));
}

}  // namespace
}  // namespace koine::crypto
