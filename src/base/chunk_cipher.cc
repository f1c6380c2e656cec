#include "base/chunk_cipher.h"

#include <openssl/evp.h>

#include "base/crypto.h"
#include "base/gcm.h"
#include "base/require.h"

namespace koine::crypto {

namespace {

constexpr std::string_view kMark = "KOINESL1";
static_assert(kChunkProofBytes == kGcmProofBytes);
// The cost of a guess: 32 MiB of memory each.
constexpr std::uint64_t kScryptN = 1 << 15, kScryptR = 8, kScryptP = 1;
constexpr std::uint64_t kScryptMemory = 64 << 20;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string* text) {
  return reinterpret_cast<unsigned char*>(text->data());
}

// Number and place are the nonce, so that no chunk passes for another; the key is of one file.
std::string NonceOf(std::uint64_t number, bool last) {
  std::string out(kGcmNonceBytes, '\0');
  out[0] = last ? 1 : 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    out[kGcmNonceBytes - 1 - i] = static_cast<char>(number >> (8 * i));
  }
  return out;
}

}  // namespace

std::string PassphraseKey(std::string_view passphrase, std::string_view salt) {
  std::string out(kGcmKeyBytes, '\0');
  const int done =
      EVP_PBE_scrypt(passphrase.data(), passphrase.size(), Bytes(salt), salt.size(), kScryptN,
                     kScryptR, kScryptP, kScryptMemory, Bytes(&out), out.size());
  KOINE_REQUIRE(done == 1);
  return out;
}

std::string SealedHeader(std::string_view salt, std::string_view random) {
  KOINE_REQUIRE(kMark.size() + salt.size() + random.size() == kSealedHeaderBytes);
  return std::string(kMark) + std::string(salt) + std::string(random);
}

std::optional<std::string> SaltOf(std::string_view header) {
  if (header.size() != kSealedHeaderBytes || !header.starts_with(kMark)) return std::nullopt;
  return std::string(header.substr(kMark.size(), kSaltBytes));
}

ChunkCipher::ChunkCipher(std::string_view key, std::string_view header)
    : key_(HmacSha256(key).Sign(header)) {}

std::string ChunkCipher::Seal(std::string_view plain, std::uint64_t number, bool last) const {
  KOINE_REQUIRE(plain.size() <= kChunkBytes);
  return GcmSeal(key_, NonceOf(number, last), {}, plain);
}

std::optional<std::string> ChunkCipher::Open(std::string_view sealed, std::uint64_t number,
                                             bool last) const {
  return GcmOpen(key_, NonceOf(number, last), {}, sealed);
}

}  // namespace koine::crypto
