#include "core/identity/device.h"

#include "core/identity/device_rows.h"

namespace koine::identity {

void SetPushToken(store::Txn& txn, const access::Principal& who, std::string_view device,
                  std::string_view token, std::int64_t expires_at) {
  PutPushToken(txn, who.tenant, who.user, who.policy->dialect, device, token, expires_at);
}

void ForgetPushToken(store::Txn& txn, const access::Principal& who, const std::string& device) {
  ForgetPushTokens(txn, who.tenant, who.user, who.policy->dialect, {&device, 1});
}

void SetBadge(store::Txn& txn, const access::Principal& who, std::int64_t badge) {
  PutBadge(txn, who.tenant, who.user, who.policy->dialect, badge);
}

}  // namespace koine::identity
