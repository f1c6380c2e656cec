#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/txn.h"

// Whether the ledger proves the balances, and the orders the ledger.
namespace koine::wallet {

// Of each kind, further findings are only counted.
inline constexpr std::int64_t kFindingsMax = 100;

struct Books {
  std::int64_t accounts = 0, entries = 0, transfers = 0, orders = 0;
  std::int64_t total = 0;  // cents of all accounts together: 0
  // One line each: what disagrees, where, and by how much. Empty: everything agrees.
  std::vector<std::string> findings;
};

// Reads everything, of all tenants, in the snapshot of `txn`: each posting sums to zero; each
// balance is the sum of its entries, which are numbered without holes and say at each what was
// left; what a tenant's accounts hold together is nothing; what is held for withdrawals is what
// waits; and each order moved its money as its state says, once.
Books CheckBooks(store::Txn& txn);

}  // namespace koine::wallet
