#include "base/gcm.h"

#include <openssl/evp.h>

#include <memory>

#include "base/require.h"

namespace koine::crypto {

namespace {

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

Cipher Begin(std::string_view key, std::string_view nonce, std::string_view head, bool sealing) {
  KOINE_REQUIRE(key.size() == kGcmKeyBytes && nonce.size() == kGcmNonceBytes);
  Cipher context(EVP_CIPHER_CTX_new());
  int size = 0;
  const bool begun = context != nullptr &&
                     EVP_CipherInit_ex2(context.get(), EVP_aes_256_gcm(), Bytes(key), Bytes(nonce),
                                        sealing ? 1 : 0, nullptr) == 1 &&
                     (head.empty() || EVP_CipherUpdate(context.get(), nullptr, &size, Bytes(head),
                                                       static_cast<int>(head.size())) == 1);
  KOINE_REQUIRE(begun);
  return context;
}

}  // namespace

std::string GcmSeal(std::string_view key, std::string_view nonce, std::string_view head,
                    std::string_view plain) {
  const Cipher context = Begin(key, nonce, head, true);
  std::string out(plain.size() + kGcmProofBytes, '\0');
  int size = 0, more = 0;
  const bool done = EVP_CipherUpdate(context.get(), Bytes(&out), &size, Bytes(plain),
                                     static_cast<int>(plain.size())) == 1 &&
                    EVP_CipherFinal_ex(context.get(), Bytes(&out) + size, &more) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kGcmProofBytes,
                                        Bytes(&out) + plain.size()) == 1;
  KOINE_REQUIRE(done);
  return out;
}

std::optional<std::string> GcmOpen(std::string_view key, std::string_view nonce,
                                   std::string_view head, std::string_view sealed) {
  if (sealed.size() < kGcmProofBytes) return std::nullopt;
  const std::string_view data = sealed.substr(0, sealed.size() - kGcmProofBytes);
  std::string proof(sealed.substr(data.size()));
  const Cipher context = Begin(key, nonce, head, false);
  std::string out(data.size() + kGcmProofBytes, '\0');
  int size = 0, more = 0;
  const bool right = EVP_CipherUpdate(context.get(), Bytes(&out), &size, Bytes(data),
                                      static_cast<int>(data.size())) == 1 &&
                     EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kGcmProofBytes,
                                         Bytes(&proof)) == 1 &&
                     EVP_CipherFinal_ex(context.get(), Bytes(&out) + size, &more) == 1;
  if (!right) return std::nullopt;
  out.resize(data.size());
  return out;
}

}  // namespace koine::crypto
