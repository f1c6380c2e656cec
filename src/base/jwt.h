#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/result.h"

// JSON Web Tokens, HS256 only.

namespace koine::jwt {

// Longer tokens are refused unread.
inline constexpr std::size_t kMaxTokenBytes = 8192;

// The token of a claims object (JSON text). The header is {"typ":"JWT","alg":"HS256"}.
std::string Sign(const crypto::HmacSha256& key, std::string_view claims);

// The claims (JSON text of an object), if the header says HS256, the signature holds, and "exp" and
// "nbf" (seconds), where present, allow `now_ms` with `leeway_s`. Whoever demands an "exp" checks
// that it is there. Errors: kTokenExpired with detail "exp"; kUnauthenticated with detail
// "malformed", "algorithm", "signature" or "nbf".
Result<std::string> Verify(const crypto::HmacSha256& key, std::string_view token,
                           std::int64_t now_ms, std::int64_t leeway_s = 0);

}  // namespace koine::jwt
