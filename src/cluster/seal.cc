#include "cluster/seal.h"

#include <algorithm>
#include <cstring>

#include "base/crypto.h"
#include "base/gcm.h"
#include "base/require.h"

namespace koine::cluster {

namespace {

// version, salt, number, ciphertext, tag. The key of a frame's own is made of the shared one and
// the salt, which is as good as a nonce of 32 bytes: no two frames of any process share one.
constexpr char kSealVersion = 2;
constexpr std::size_t kSaltBytes = 24;
constexpr std::size_t kHeadBytes = 1 + kSaltBytes;
constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);
static_assert(kHeadBytes + kNumberBytes + crypto::kGcmProofBytes <= kSealBytes);

// The same for all, as each frame has a key of its own.
constexpr std::string_view kNonce("\0\0\0\0\0\0\0\0\0\0\0\0", crypto::kGcmNonceBytes);

// Of the frame with this head: HMAC of its salt.
std::string KeyOf(std::string_view key, std::string_view head) {
  KOINE_REQUIRE(key.size() == kSealKeyBytes);
  return crypto::HmacSha256(key).Sign(head.substr(1));
}

}  // namespace

std::string Sealer::Seal(std::string_view frame) {
  std::string head(kHeadBytes, kSealVersion);
  random_.Fill(head.data() + 1, kSaltBytes);
  const std::uint64_t number = ++number_;
  std::string text(kNumberBytes, '\0');
  std::memcpy(text.data(), &number, kNumberBytes);
  text += frame;
  return head + crypto::GcmSeal(KeyOf(key_, head), kNonce, head, text);
}

std::optional<Opened> OpenSealed(std::string_view key, std::string_view text) {
  if (text.size() < kHeadBytes + kNumberBytes + crypto::kGcmProofBytes ||
      text.front() != kSealVersion) {
    return std::nullopt;
  }
  const std::string_view head = text.substr(0, kHeadBytes);
  const auto plain = crypto::GcmOpen(KeyOf(key, head), kNonce, head, text.substr(kHeadBytes));
  if (!plain) return std::nullopt;
  Opened out;
  std::memcpy(&out.number, plain->data(), kNumberBytes);
  out.frame = plain->substr(kNumberBytes);
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
