#pragma once

#include "core/core_test_util.h"
#include "core/wallet/rows.h"
#include "core/wallet/trade.h"

namespace koine::wallet {

// What stands for a trade password that was checked and is right, once SetTradeHash was called.
inline constexpr char kTestTradeHash[] = "trade";
inline TradeProof PassedTrade() {
  return {TradeProof::Outcome::kRight, kTestTradeHash};
}

inline void SetTradeHash(core::World& world, UserId user) {
  auto set = world.Write([&](store::Txn& txn) -> Result<std::int64_t> {
    return PutTradeHash(txn, core::World::kTenant, user, kTestTradeHash);
  });
  EXPECT_TRUE(set.ok() && *set == 1);
}

}  // namespace koine::wallet
