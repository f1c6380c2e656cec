#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/event/event.h"
#include "core/wallet/order.h"
#include "core/wallet/wallet.h"
#include "dialect/imchat/wire.h"
#include "gateway/row.h"

// What the wallet and the back office show alike (im-chat 2.1, 3.3).
namespace koine::imchat {

// An entry of a user's account (im-chat 2.1.11): the amount is positive, transferFlag has its sign.
struct FundOut {
  std::int64_t id = 0;
  UserId userId;
  int type = 0;
  int transferFlag = 1;
  json::Cents amount, balance;
  std::string remark;
  std::optional<std::string> orderNo;
  json::Time createTime;
};
KOINE_DESCRIBE(FundOut,
               (id, userId, type, transferFlag, amount, balance, remark, orderNo, createTime))
// A line to show of what became of an order or of a packet's rest (im-chat 5.1).
std::string MoneyLine(const event::MoneyTold& told);
FundOut ToFund(const wallet::Entry& entry);
struct FundPage {
  std::int64_t total = 0;
  std::vector<FundOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(FundPage, (total, records, page, size))

struct RechargeOut {
  std::int64_t id = 0;
  std::string orderSn;
  UserId userId;
  json::Cents amount;
  std::string payType;
  std::optional<std::string> chainType, fromAddress, toAddress;
  int status = 0;
  std::optional<std::string> txHash, remark;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(RechargeOut, (id, orderSn, userId, amount, payType, chainType, fromAddress,
                             toAddress, status, txHash, remark, createTime, updateTime))
RechargeOut ToRecharge(const wallet::Order& order);
struct RechargePage {
  std::int64_t total = 0;
  std::vector<RechargeOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(RechargePage, (total, records, page, size))

struct WithdrawalOut {
  std::int64_t id = 0;
  std::string orderSn;
  UserId userId;
  json::Cents amount, feeAmount, actualAmount;
  std::string toAddress;
  int status = 0;
  std::optional<std::string> txHash, remark;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(WithdrawalOut, (id, orderSn, userId, amount, feeAmount, actualAmount, toAddress,
                               status, txHash, remark, createTime, updateTime))
WithdrawalOut ToWithdrawal(const wallet::Order& order);
struct WithdrawalPage {
  std::int64_t total = 0;
  std::vector<WithdrawalOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(WithdrawalPage, (total, records, page, size))

// Checks a trade password on the pool; what came of it is asked in the transaction.
Status CheckTradeOf(gateway::Call& call, const std::string& password, wallet::TradeProof* out);

}  // namespace koine::imchat
