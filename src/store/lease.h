#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "store/store.h"
#include "store/txn.h"

namespace koine::store {

// Work that one process does at a time, and how far it has got: a row of `lease`. A reader of the
// log takes it, works on what lies behind its position, and moves the position in the transaction
// that writes the results; so nothing is done twice and nothing is left out when it dies.

// Nobody takes a lease for longer. One that ends later was taken before the clock went back: it is
// free, and the positions keep the work from being done twice should its owner still live.
inline constexpr std::int64_t kLeaseMaxMs = 60'000;

// Who holds a lease, as people are shown it: this process at `node`. On SQLite each is the same
// one, for nobody else can have the file open: what the process before left is taken over.
std::string LeaseOwner(const Store& store, Random& random, std::string_view node);

// Takes the lease until `until_ms`, at most kLeaseMaxMs ahead, or keeps it. The position of the
// work; nothing while another owner has it. The first claim makes the row, at position 0.
// REQUIRES: writable()
std::optional<std::int64_t> ClaimLease(Txn& txn, std::string_view name, std::string_view owner,
                                       std::int64_t until_ms);
// Moves the position, if `owner` still has the lease and it stands at `from`. REQUIRES: writable()
bool AdvanceLease(Txn& txn, std::string_view name, std::string_view owner, std::int64_t from,
                  std::int64_t to, std::int64_t until_ms);
// Gives the work back at position 0, so that it begins anew. REQUIRES: writable()
void ResetLease(Txn& txn, std::string_view name);
// How far the work has got; nothing when it was never begun.
std::optional<std::int64_t> LeasePosition(Txn& txn, std::string_view name);

// All, by name.
struct Lease {
  std::string name, owner;
  std::int64_t until_ms = 0, position = 0;
};
std::vector<Lease> ListLeases(Txn& txn);

}  // namespace koine::store
