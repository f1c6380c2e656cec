#pragma once

#include <string>
#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// The networks from which users signed in well, so that the failures of others elsewhere do not
// lock them out. The latest kNetworksMax of each user are kept.
namespace koine::identity {

inline constexpr int kNetworksMax = 16;

// The part of an address that stands for one client: all of an IPv4 address, the first 64 bits of
// an IPv6 one, since a client has the rest to choose from. Other texts stay as they are.
std::string NetworkOf(std::string_view address);

// Whether the user signed in from there before. `network` as NetworkOf gives it.
bool IsKnownNetwork(store::Txn& txn, TenantId tenant, UserId user, std::string_view network);
void RememberNetwork(store::Txn& txn, TenantId tenant, UserId user, std::string_view network);
void ForgetNetworks(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::identity
