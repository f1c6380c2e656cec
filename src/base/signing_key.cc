#include "base/signing_key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cstdio>
#include <utility>

#include "base/crypto.h"
#include "base/require.h"

namespace koine::crypto {

namespace {

constexpr int kRsaBitsMin = 1024;

Error Refused(const std::string& file, const char* why) {
  return FieldError(Code::kBadArgument, "key", file + ": " + why);
}

// No key of ours waits for somebody to type.
int NoPassphrase(char*, int, int, void*) {
  return -1;
}

}  // namespace

struct SigningKey::Key {
  EVP_PKEY* key = nullptr;
  ~Key() { EVP_PKEY_free(key); }
};

SigningKey::SigningKey(std::unique_ptr<Key> key) : key_(std::move(key)) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

Result<SigningKey> SigningKey::Load(const std::string& file) {
  std::FILE* const in = std::fopen(file.c_str(), "re");
  if (in == nullptr) return Refused(file, "cannot be read");
  auto key = std::make_unique<Key>();
  key->key = PEM_read_PrivateKey(in, nullptr, &NoPassphrase, nullptr);
  std::fclose(in);
  if (key->key == nullptr) return Refused(file, "holds no private key (PEM, without passphrase)");
  const int kind = EVP_PKEY_get_base_id(key->key);
  if (kind == EVP_PKEY_RSA && EVP_PKEY_get_bits(key->key) < kRsaBitsMin) {
    return Refused(file, "the RSA key is too short");
  }
  if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_ED25519) {
    return Refused(file, "expected a key of RSA or Ed25519");
  }
  return SigningKey(std::move(key));
}

SigningKey::Kind SigningKey::kind() const {
  return EVP_PKEY_get_base_id(key_->key) == EVP_PKEY_RSA ? Kind::kRsa : Kind::kEd25519;
}

std::string SigningKey::Sign(std::string_view data) const {
  const bool rsa = kind() == Kind::kRsa;
  const std::string message = rsa ? std::string(data) : Sha256(data);
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  std::size_t size = 0;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(message.data());
  bool good =
      context != nullptr &&
      EVP_DigestSignInit(context, nullptr, rsa ? EVP_sha256() : nullptr, nullptr, key_->key) == 1;
  good = good && EVP_DigestSign(context, nullptr, &size, bytes, message.size()) == 1;
  std::string out(size, '\0');
  good = good && EVP_DigestSign(context, reinterpret_cast<unsigned char*>(out.data()), &size, bytes,
                                message.size()) == 1;
  EVP_MD_CTX_free(context);
  KOINE_REQUIRE(good);
  out.resize(size);
  return out;
}

}  // namespace koine::crypto
