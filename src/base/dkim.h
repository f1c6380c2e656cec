#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/signing_key.h"

// Signatures of letters by their domain (RFC 6376; Ed25519: RFC 8463), relaxed/relaxed. Any thread.
namespace koine::dkim {

// The header of a letter's signature, with its CRLF, to be put before it. `letter` is a whole one
// as mime::Write makes it: CRLF, one header of a name. The public key stands in the DNS at
// `selector`._domainkey.`domain`.
std::string Sign(const crypto::SigningKey& key, std::string_view domain, std::string_view selector,
                 std::string_view letter, std::int64_t now_ms);

}  // namespace koine::dkim
