#include "cluster/seal.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/require.h"

namespace koine::cluster {

namespace {

// version, salt, number, ciphertext, tag. The key of a frame's own is made of the shared one and
// the salt, which is as good as a nonce of 32 bytes: no two frames of any process share one.
constexpr char kSealVersion = 2;
constexpr std::size_t kSaltBytes = 24;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kHeadBytes = 1 + kSaltBytes;
constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);
static_assert(kHeadBytes + kNumberBytes + kTagBytes <= kSealBytes);

struct CipherFree {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherPtr = std::unique_ptr<EVP_CIPHER_CTX, CipherFree>;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

// HMAC of the salt, so that a nonce never repeats under one key.
std::string KeyOf(std::string_view key, std::string_view salt) {
  std::string out(kSealKeyBytes, '\0');
  std::size_t size = 0;
  EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key.data(), key.size(), Bytes(salt),
            salt.size(), Bytes(out), out.size(), &size);
  return size == out.size() ? out : std::string();
}

// AES-256-GCM over `text`; the head is signed as well. Null where it cannot be.
CipherPtr Begin(std::string_view key, std::string_view head, bool sealing) {
  KOINE_REQUIRE(key.size() == kSealKeyBytes);
  const std::string own = KeyOf(key, head.substr(1));
  const unsigned char nonce[kNonceBytes] = {};
  CipherPtr context(EVP_CIPHER_CTX_new());
  int size = 0;
  if (own.empty() || context == nullptr ||
      EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, Bytes(own), nonce,
                        sealing ? 1 : 0) != 1 ||
      EVP_CipherUpdate(context.get(), nullptr, &size, Bytes(head), static_cast<int>(head.size())) !=
          1) {
    return nullptr;
  }
  return context;
}

}  // namespace

std::string Sealer::Seal(std::string_view frame) {
  std::string head(kHeadBytes, kSealVersion);
  random_.Fill(head.data() + 1, kSaltBytes);
  const std::uint64_t number = ++number_;
  std::string text(kNumberBytes, '\0');
  std::memcpy(text.data(), &number, kNumberBytes);
  text += frame;
  const CipherPtr context = Begin(key_, head, true);
  std::string body(text.size(), '\0');
  std::string tag(kTagBytes, '\0');
  int size = 0;
  int last = 0;
  if (context == nullptr ||
      EVP_CipherUpdate(context.get(), Bytes(body), &size, Bytes(text),
                       static_cast<int>(text.size())) != 1 ||
      EVP_CipherFinal_ex(context.get(), Bytes(body) + size, &last) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()) != 1) {
    return {};
  }
  return head + body + tag;
}

std::optional<Opened> OpenSealed(std::string_view key, std::string_view text) {
  if (text.size() < kHeadBytes + kNumberBytes + kTagBytes || text.front() != kSealVersion) {
    return std::nullopt;
  }
  const std::string_view head = text.substr(0, kHeadBytes);
  const std::string_view body = text.substr(kHeadBytes, text.size() - kHeadBytes - kTagBytes);
  std::string tag(text.substr(text.size() - kTagBytes));
  const CipherPtr context = Begin(key, head, false);
  std::string plain(body.size(), '\0');
  int size = 0;
  int last = 0;
  if (context == nullptr ||
      EVP_CipherUpdate(context.get(), Bytes(plain), &size, Bytes(body),
                       static_cast<int>(body.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) != 1 ||
      EVP_CipherFinal_ex(context.get(), Bytes(plain) + size, &last) != 1) {
    return std::nullopt;
  }
  Opened out;
  std::memcpy(&out.number, plain.data(), kNumberBytes);
  out.frame = plain.substr(kNumberBytes);
  return out;
}

bool Numbers::Take(std::uint64_t number) {
  if (number > highest_) {
    const std::uint64_t ahead = number - highest_;
    seen_ = ahead < kWindow ? seen_ << ahead | 1 : 1;
    highest_ = number;
    return true;
  }
  const std::uint64_t behind = highest_ - number;
  if (behind >= kWindow || (seen_ >> behind & 1) != 0) return false;
  seen_ |= std::uint64_t{1} << behind;
  return true;
}

bool Replays::Take(const std::string& boot, std::uint64_t number) {
  Known& known = boots_[boot];
  known.used = ++turn_;
  const bool fresh = known.numbers.Take(number);
  if (boots_.size() > kBootsMax) {
    boots_.erase(
        std::ranges::min_element(boots_, {}, [](const auto& entry) { return entry.second.used; }));
  }
  return fresh;
}

}  // namespace koine::cluster
