#pragma once

#include <cstddef>

#include "net/http_message.h"

namespace koine::gateway {

// Answers that are shorter gain nothing.
inline constexpr std::size_t kCompressedMin = 1024;

// Compresses an answer of JSON for a client that asks for it. Not one with a token: of what stands
// beside text that somebody else chose, the length would tell.
void Compress(const net::Request& request, net::Response* response);

}  // namespace koine::gateway
