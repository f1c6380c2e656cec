#include "base/chunk_cipher.h"

#include <openssl/evp.h>

#include <memory>

#include "base/crypto.h"
#include "base/require.h"

namespace koine::crypto {

namespace {

constexpr std::string_view kMark = "KOINESL1";
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = 12;
// The cost of a guess: 32 MiB of memory each.
constexpr std::uint64_t kScryptN = 1 << 15, kScryptR = 8, kScryptP = 1;
constexpr std::uint64_t kScryptMemory = 64 << 20;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string* text) {
  return reinterpret_cast<unsigned char*>(text->data());
}

// Number and place are the nonce, so that no chunk passes for another; the key is of one file.
std::string NonceOf(std::uint64_t number, bool last) {
  std::string out(kNonceBytes, '\0');
  out[0] = last ? 1 : 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    out[kNonceBytes - 1 - i] = static_cast<char>(number >> (8 * i));
  }
  return out;
}

}  // namespace

std::string PassphraseKey(std::string_view passphrase, std::string_view salt) {
  std::string out(kKeyBytes, '\0');
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
  const std::string nonce = NonceOf(number, last);
  const Cipher context(EVP_CIPHER_CTX_new());
  std::string out(plain.size() + kChunkProofBytes, '\0');
  int size = 0, more = 0;
  const bool done = context != nullptr &&
                    EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), Bytes(key_), Bytes(nonce),
                                        nullptr) == 1 &&
                    EVP_EncryptUpdate(context.get(), Bytes(&out), &size, Bytes(plain),
                                      static_cast<int>(plain.size())) == 1 &&
                    EVP_EncryptFinal_ex(context.get(), Bytes(&out) + size, &more) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kChunkProofBytes,
                                        Bytes(&out) + plain.size()) == 1;
  KOINE_REQUIRE(done);
  return out;
}

std::optional<std::string> ChunkCipher::Open(std::string_view sealed, std::uint64_t number,
                                             bool last) const {
  if (sealed.size() < kChunkProofBytes) return std::nullopt;
  const std::string_view data = sealed.substr(0, sealed.size() - kChunkProofBytes);
  std::string proof(sealed.substr(data.size()));
  const std::string nonce = NonceOf(number, last);
  const Cipher context(EVP_CIPHER_CTX_new());
  std::string out(data.size() + kChunkProofBytes, '\0');
  int size = 0, more = 0;
  const bool right = context != nullptr &&
                     EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), Bytes(key_),
                                         Bytes(nonce), nullptr) == 1 &&
                     EVP_DecryptUpdate(context.get(), Bytes(&out), &size, Bytes(data),
                                       static_cast<int>(data.size())) == 1 &&
                     EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kChunkProofBytes,
                                         Bytes(&proof)) == 1 &&
                     EVP_DecryptFinal_ex(context.get(), Bytes(&out) + size, &more) == 1;
  if (!right) return std::nullopt;
  out.resize(data.size());
  return out;
}

}  // namespace koine::crypto
