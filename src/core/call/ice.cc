#include "core/call/ice.h"

#include "base/crypto.h"
#include "base/text.h"

namespace koine::call {

std::vector<IceServer> IceServersFor(const IceSettings& settings, UserId user,
                                     std::int64_t now_ms) {
  std::vector<IceServer> out;
  if (!settings.stun.empty()) out.push_back({settings.stun, "", ""});
  if (settings.turn.empty()) return out;
  IceServer relay;
  relay.urls = settings.turn;
  relay.username =
      std::to_string((now_ms + settings.lifetime_ms) / 1000) + ":" + std::to_string(user.value);
  relay.credential = text::Base64(crypto::HmacSha1(settings.secret, relay.username));
  out.push_back(std::move(relay));
  return out;
}

}  // namespace koine::call
