#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/access/principal.h"
#include "store/txn.h"

// The principal's own devices in the dialect in which they act: where pushes to these go.
namespace koine::identity {

// Pushes to this device go under that token until then; replaces what was before.
void SetPushToken(store::Txn& txn, const access::Principal& who, std::string_view device,
                  std::string_view token, std::int64_t expires_at);
// Nothing is pushed to this device any more.
void ForgetPushToken(store::Txn& txn, const access::Principal& who, const std::string& device);
// The number on the icon, on all of them.
void SetBadge(store::Txn& txn, const access::Principal& who, std::int64_t badge);

}  // namespace koine::identity
