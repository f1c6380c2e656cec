#pragma once

#include <string>
#include <string_view>

namespace koine::server {

// The password in an address of PostgreSQL, decoded as libpq decodes it; empty: there is none. It
// stands behind the user, as in postgresql://user:password@host, or in the parameter `password`.
// In the address `instead` comes in its place, as it is; if that is empty, no trace of it is left.
std::string TakePgPassword(std::string* url, std::string_view instead = "");

}  // namespace koine::server
