#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "core/access/principal.h"
#include "store/txn.h"

// How the principal stands to one other user.
namespace koine::contact {

// Whether the principal has the other in their contacts, and the other the principal.
struct Edges {
  bool forth = false, back = false;
  bool friends() const { return forth && back; }
};
Edges FindEdges(store::Txn& txn, const access::Principal& who, UserId peer);
bool Blocks(store::Txn& txn, const access::Principal& who, UserId peer);
// Whether the other blocks the principal. It is there to refuse by: no list shows it.
bool BlockedBy(store::Txn& txn, const access::Principal& who, UserId peer);
// Those of these users who block the principal, in no order; likewise.
std::vector<std::int64_t> BlockersAmong(store::Txn& txn, const access::Principal& who,
                                        std::span<const std::int64_t> users);

// Locks the rows of the two, or of the principal alone, in the order of their ids: what is decided
// about them stands until the end of the transaction.
void LockPair(store::Txn& txn, const access::Principal& who, UserId peer);
void LockSelf(store::Txn& txn, const access::Principal& who);

}  // namespace koine::contact
