#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "core/access/principal.h"
#include "store/txn.h"

// What is known of the devices of a user, by dialect and name: where pushes to it go, and the
// number on its icon. A name says which of the user's devices it is ("2": the one on platform 2);
// an empty one stands for all of them. All SQL on this part of `device`.
namespace koine::identity {

struct Device {
  access::Dialect dialect = access::Dialect::kNone;
  std::string name;
  std::string push_token;            // empty: none
  std::int64_t push_expires_at = 0;  // ms
  std::int64_t badge = 0;
};

// Pushes to this device go under that token until then; replaces what was before.
void PutPushToken(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                  std::string_view name, std::string_view token, std::int64_t expires_at);
// Nothing is pushed to these devices any more.
void ForgetPushTokens(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                      std::span<const std::string> names);
// Nor to any device of the user.
void ForgetPushTokensOf(store::Txn& txn, TenantId tenant, UserId user);
// The number on the icon, on all devices of the user.
void PutBadge(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
              std::int64_t badge);
// By dialect and name.
std::vector<Device> ListDevices(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::identity
