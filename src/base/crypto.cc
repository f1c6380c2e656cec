#include "base/crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "base/text.h"

namespace koine::crypto {
namespace {

void Require(bool ok, const char* what) {
  if (ok) return;
  std::fprintf(stderr, "crypto: %s failed\n", what);
  std::abort();
}

struct FreeMac {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

std::string Digest(const EVP_MD* kind, std::string_view data) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  Require(EVP_Digest(data.data(), data.size(), reinterpret_cast<unsigned char*>(out.data()), &size,
                     kind, nullptr) == 1,
          "digest");
  out.resize(size);
  return out;
}

constexpr int kBlock = 16;

Cipher KeyedCipher(std::string_view key, bool encrypt) {
  Require(key.size() == Seal::kKeyBytes, "key of 16 bytes");
  Cipher context(EVP_CIPHER_CTX_new());
  Require(context != nullptr &&
              EVP_CipherInit_ex2(context.get(), EVP_aes_128_ecb(),
                                 reinterpret_cast<const unsigned char*>(key.data()), nullptr,
                                 encrypt ? 1 : 0, nullptr) == 1 &&
              EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1,
          "cipher key");
  return context;
}

// Blocks through a keyed context, which no block changes. A copy of it for each would cost several
// times what it does.
class BlockCipher {
 public:
  BlockCipher(std::string_view key, bool encrypt) : keyed_(KeyedCipher(key, encrypt)) {}
  void Crypt(const unsigned char* in, unsigned char* out) {
    int size = 0;
    const std::lock_guard lock(mutex_);
    Require(EVP_CipherUpdate(keyed_.get(), out, &size, in, kBlock) == 1 && size == kBlock,
            "cipher");
  }

 private:
  std::mutex mutex_;
  Cipher keyed_;
};

void StoreBig(std::uint64_t value, int bytes, unsigned char* out) {
  for (int i = bytes - 1; i >= 0; --i) {
    out[i] = static_cast<unsigned char>(value);
    value >>= 8;
  }
}

}  // namespace

std::string Sha256(std::string_view data) {
  return Digest(EVP_sha256(), data);
}
std::string Sha1(std::string_view data) {
  return Digest(EVP_sha1(), data);
}
std::string Md5(std::string_view data) {
  return Digest(EVP_md5(), data);
}

bool Equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

namespace {

using StreamContext = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

StreamContext BeginDigest(const EVP_MD* kind) {
  StreamContext md(EVP_MD_CTX_new());
  Require(md != nullptr && EVP_DigestInit_ex(md.get(), kind, nullptr) == 1, "digest");
  return md;
}

void UpdateDigest(const StreamContext& md, std::string_view data) {
  Require(EVP_DigestUpdate(md.get(), data.data(), data.size()) == 1, "digest");
}

std::string FinishDigest(const StreamContext& md) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  Require(EVP_DigestFinal_ex(md.get(), reinterpret_cast<unsigned char*>(out.data()), &size) == 1,
          "digest");
  out.resize(size);
  return out;
}

}  // namespace

struct Sha256Stream::Context {
  StreamContext md = BeginDigest(EVP_sha256());
};
Sha256Stream::Sha256Stream() : context_(std::make_unique<Context>()) {}
Sha256Stream::~Sha256Stream() = default;
void Sha256Stream::Update(std::string_view data) {
  UpdateDigest(context_->md, data);
}
std::string Sha256Stream::Finish() {
  return FinishDigest(context_->md);
}

struct Md5Stream::Context {
  StreamContext md = BeginDigest(EVP_md5());
};
Md5Stream::Md5Stream() : context_(std::make_unique<Context>()) {}
Md5Stream::~Md5Stream() = default;
void Md5Stream::Update(std::string_view data) {
  UpdateDigest(context_->md, data);
}
std::string Md5Stream::Finish() {
  return FinishDigest(context_->md);
}

std::string HmacSha1(std::string_view key, std::string_view data) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  Require(
      HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(data.data()), data.size(), out, &size) != nullptr,
      "hmac");
  return {reinterpret_cast<const char*>(out), size};
}

struct HmacSha256::Context {
  std::unique_ptr<EVP_MAC_CTX, FreeMac> keyed;
};

HmacSha256::HmacSha256(std::string_view key) : context_(std::make_unique<Context>()) {
  EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  context_->keyed.reset(EVP_MAC_CTX_new(mac));
  EVP_MAC_free(mac);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end()};
  // A null pointer would mean "no key".
  const char* bytes = key.empty() ? "" : key.data();
  Require(context_->keyed != nullptr &&
              EVP_MAC_init(context_->keyed.get(), reinterpret_cast<const unsigned char*>(bytes),
                           key.size(), parameters) == 1,
          "hmac key");
}
HmacSha256::~HmacSha256() = default;
HmacSha256::HmacSha256(HmacSha256&&) noexcept = default;
HmacSha256& HmacSha256::operator=(HmacSha256&&) noexcept = default;

std::string HmacSha256::Sign(std::string_view data) const {
  std::unique_ptr<EVP_MAC_CTX, FreeMac> copy(EVP_MAC_CTX_dup(context_->keyed.get()));
  std::string out(kSha256Bytes, '\0');
  std::size_t size = 0;
  Require(copy != nullptr &&
              EVP_MAC_update(copy.get(), reinterpret_cast<const unsigned char*>(data.data()),
                             data.size()) == 1 &&
              EVP_MAC_final(copy.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                            out.size()) == 1,
          "hmac");
  return out;
}

bool HmacSha256::Verify(std::string_view data, std::string_view mac) const {
  return Equal(Sign(data), mac);
}

struct Seal::Context {
  explicit Context(std::string_view key) : encrypt(key, true), decrypt(key, false) {}
  BlockCipher encrypt, decrypt;
};

Seal::Seal(std::string_view key) : context_(std::make_unique<Context>(key)) {}
Seal::~Seal() = default;
Seal::Seal(Seal&&) noexcept = default;
Seal& Seal::operator=(Seal&&) noexcept = default;

std::string Seal::Hex32(std::uint8_t kind, TenantId tenant, std::int64_t id) const {
  unsigned char plain[kBlock], sealed[kBlock];
  plain[0] = kind;
  StoreBig(static_cast<std::uint64_t>(tenant.value), 7, plain + 1);
  StoreBig(static_cast<std::uint64_t>(id), 8, plain + 8);
  context_->encrypt.Crypt(plain, sealed);
  return text::Hex({reinterpret_cast<const char*>(sealed), kBlock});
}

std::optional<std::int64_t> Seal::Open(std::uint8_t kind, TenantId tenant,
                                       std::string_view text) const {
  if (text.size() != 2 * kBlock || text::LowerAscii(text) != text) return std::nullopt;
  const auto sealed = text::FromHex(text);
  if (!sealed) return std::nullopt;
  unsigned char plain[kBlock], expected[8];
  context_->decrypt.Crypt(reinterpret_cast<const unsigned char*>(sealed->data()), plain);
  expected[0] = kind;
  StoreBig(static_cast<std::uint64_t>(tenant.value), 7, expected + 1);
  if (std::memcmp(plain, expected, sizeof expected) != 0) return std::nullopt;
  std::uint64_t id = 0;
  for (int i = 8; i < kBlock; ++i) id = id << 8 | plain[i];
  return static_cast<std::int64_t>(id);
}

}  // namespace koine::crypto
