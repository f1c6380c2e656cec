#include "server/wallet.h"

#include <utility>
#include <vector>

#include "base/log.h"
#include "base/metrics.h"
#include "core/wallet/books.h"
#include "core/wallet/ledger.h"
#include "core/wallet/money.h"
#include "core/wallet/red_packet.h"

namespace koine::server {

namespace {

constexpr char kJob[] = "wallet.audit";
constexpr std::size_t kLoggedMax = 20;  // findings that are in the log too

struct Found {
  wallet::Books books;
  wallet::PacketAudit packets;
  std::vector<std::string> findings;
};

Result<Found> Check(store::Store& store) {
  Found out;
  KOINE_CHECK(store.ReadNow("wallet.audit", [&out](store::Txn& txn) {
    out.books = wallet::CheckBooks(txn);
    out.packets = wallet::CheckPackets(txn);
  }));
  out.findings = out.books.findings;
  for (const std::string& line : out.packets.findings) out.findings.push_back(line);
  return out;
}

std::string Summary(const Found& found) {
  const wallet::Books& books = found.books;
  return std::to_string(books.accounts) + " accounts, " + std::to_string(books.entries) +
         " entries, " + std::to_string(books.transfers) + " transfers, " +
         std::to_string(books.orders) + " orders, " + std::to_string(found.packets.packets) +
         " packets, sum " + wallet::ToText(books.total) + ": " +
         (found.findings.empty() ? "all agree"
                                 : std::to_string(found.findings.size()) + " findings");
}

void Run(store::Store& store, metrics::Gauge* findings, metrics::Counter* runs) {
  const auto found = Check(store);
  if (!found.ok()) {
    log::Warn("wallet", "ledger and balances could not be compared: {}",
              CodeName(found.error().code));
    return;
  }
  runs->Add();
  findings->Set(static_cast<std::int64_t>(found->findings.size()));
  if (found->findings.empty()) {
    log::Info("wallet", "ledger: {}", Summary(*found));
    return;
  }
  log::Error("wallet", "ledger: {}", Summary(*found));
  for (std::size_t i = 0; i < found->findings.size() && i < kLoggedMax; ++i) {
    log::Error("wallet", "{}", found->findings[i]);
  }
}

// At the next full period, so that restarts do not put it off for ever.
void Order(store::Txn& txn, std::int64_t every_ms) {
  txn.PutJob(kJob, "all", (txn.now_ms() / every_ms + 1) * every_ms, "");
}

}  // namespace

Result<MoneyReport> CheckMoney(store::Store& store) {
  KOINE_TRY(const Found found, Check(store));
  MoneyReport out;
  out.findings = static_cast<std::int64_t>(found.findings.size());
  out.text = Summary(found) + "\n";
  for (const std::string& line : found.findings) out.text += line + "\n";
  return out;
}

void AddWalletAudit(store::JobRunner& jobs, store::Store& store, Pool& pool,
                    std::int64_t every_ms) {
  metrics::Gauge* findings = metrics::Default().GetGauge(
      "koine_wallet_audit_findings",
      "Differences found by the last comparison of ledger and balances.");
  metrics::Counter* runs = metrics::Default().GetCounter(
      "koine_wallet_audits_total", "Comparisons of ledger and balances on this node.");
  jobs.Add(kJob, [=, &store, &pool](store::Txn& txn, std::string_view, std::string_view) {
    // Reading it all is no work for the writer: it only orders it.
    if (every_ms > 0) Order(txn, every_ms);
    const bool taken = pool.Submit([=, &store] { Run(store, findings, runs); });
    if (!taken)
      log::Warn("wallet", "the comparison of ledger and balances is postponed: the server is busy");
    return Ok();
  });
  if (every_ms == 0) return;
  Status put = store.WriteAndWait({"wallet.audit"}, [every_ms](store::Txn& txn) -> Status {
    Order(txn, every_ms);
    return Ok();
  });
  if (!put.ok()) log::Warn("wallet", "ledger and balances are not compared: {}", put.error().text);
}

Result<imchat::MoneySettings> ReadMoneySettings(const config::Config& config) {
  imchat::MoneySettings money;
  const std::pair<const char*, std::int64_t*> sums[] = {
      {"biz.min.withdraw.amount", &money.min_withdrawal},
      {"biz.vip.amount", &money.vip},
      {"redpacket.max_share", &money.packets.share_cents_max}};
  for (const auto& [name, cents] : sums) {
    const auto value = wallet::ToCents(config.Text(name));
    if (!value || *value < 1 || *value > wallet::kCentsMax) {
      return config.Refusal(name, "expected an amount such as 100.00");
    }
    *cents = *value;
  }
  const auto ratio = wallet::ToMillionths(config.Text("biz.fee.ratio"));
  if (!ratio) return config.Refusal("biz.fee.ratio", "expected 0 to 1, with at most 6 decimals");
  money.fee_ratio = *ratio;
  money.to_address = config.Text("wallet.to_address");
  money.confirm_recharges = config.Bool("wallet.auto_confirm_recharge");
  money.trade_failures_max = static_cast<int>(config.Int("wallet.trade_pwd_max_fail"));
  money.packets.expire_ms = config.Int("redpacket.expire_seconds") * 1000;
  money.packets.count_max = config.Int("redpacket.max_count");
  money.service_key = config.Text("redpacket.service_key");
  money.service_anonymous = config.Bool("redpacket.allow_anonymous");
  money.service_loopback = config.Bool("redpacket.trust_loopback");
  return money;
}

}  // namespace koine::server
