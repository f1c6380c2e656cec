#pragma once

#include <cstdint>
#include <string>

#include "base/config.h"
#include "base/pool.h"
#include "base/result.h"
#include "dialect/imchat/imchat.h"
#include "store/job.h"
#include "store/store.h"

namespace koine::server {

// What was found when ledger, balances, orders and red packets were compared.
struct MoneyReport {
  std::int64_t findings = 0;
  std::string text;  // a line of what was looked at, then one for each finding
};
// Reads everything in one snapshot; takes as long as there are entries. kUnavailable.
Result<MoneyReport> CheckMoney(store::Store& store);

// The same every `every_ms` (0: never), on one node at a time: the result is a line in the log and
// the metrics koine_wallet_audit_findings and koine_wallet_audits_total.
void AddWalletAudit(store::JobRunner& jobs, store::Store& store, Pool& pool, std::int64_t every_ms);

// What the wallet and red packets go by. An error names the setting that is no sum or no ratio.
Result<imchat::MoneySettings> ReadMoneySettings(const config::Config& config);

}  // namespace koine::server
