#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// Codes by which people make accounts for themselves where nobody else may: each is made by an
// administrator, works once, and ends by itself. The store keeps their digests only.
namespace koine::identity {

inline constexpr std::int64_t kEntryCodeLifetimeMs = 7LL * 24 * 3600 * 1000;
inline constexpr std::int64_t kEntryCodesOpenMax = 10'000;  // of a tenant, at once
inline constexpr std::size_t kEntryCodeMax = 64;  // characters of a code that is read at all

struct MadeEntryCode {
  std::string code;
  std::int64_t expires_at = 0;  // ms
};
// kForbidden for who is no administrator; kTooLarge "invitations" beyond kOpenMax.
Result<MadeEntryCode> MakeEntryCode(store::Txn& txn, const access::Principal& who);

// Whether the code was good; it is spent then, and good again if the transaction is taken back.
bool UseEntryCode(store::Txn& txn, TenantId tenant, std::string_view code);

}  // namespace koine::identity
