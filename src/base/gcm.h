#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// AES-256-GCM: what is sealed can neither be read nor changed without the key. Any thread.
namespace koine::crypto {

inline constexpr std::size_t kGcmKeyBytes = 32, kGcmNonceBytes = 12, kGcmProofBytes = 16;

// `plain` encrypted, with its proof behind it, which is of `head` as well. Under one key each nonce
// seals one text only. REQUIRES: key and nonce of these sizes
std::string GcmSeal(std::string_view key, std::string_view nonce, std::string_view head,
                    std::string_view plain);
// Nothing if a bit of any of the four is another one.
std::optional<std::string> GcmOpen(std::string_view key, std::string_view nonce,
                                   std::string_view head, std::string_view sealed);

}  // namespace koine::crypto
