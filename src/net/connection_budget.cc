#include "net/connection_budget.h"

#include <utility>

#include "base/log.h"
#include "base/metrics.h"

namespace koine::net {

ConnectionBudget::ConnectionBudget(std::int64_t max, std::int64_t max_of_one, Exempt exempt)
    : max_(max), max_of_one_(max_of_one), exempt_(std::move(exempt)) {}

bool ConnectionBudget::Reserve() {
  if (used_.fetch_add(1) < max_) return true;
  used_.fetch_sub(1);
  return false;
}

bool ConnectionBudget::Enter(const Address& remote, std::int64_t now_ms) {
  if (!Counts(remote)) return true;
  const std::string network = remote.Network();
  const std::lock_guard lock(mutex_);
  std::int64_t& count = of_one_[network];
  if (count < max_of_one_) {
    ++count;
    return true;
  }
  used_.fetch_sub(1);
  TellRefused(network, now_ms);
  return false;
}

void ConnectionBudget::Add(const Address& remote) {
  used_.fetch_add(1);
  if (!Counts(remote)) return;
  const std::lock_guard lock(mutex_);
  ++of_one_[remote.Network()];
}

void ConnectionBudget::Leave(const Address& remote) {
  used_.fetch_sub(1);
  if (!Counts(remote)) return;
  const std::lock_guard lock(mutex_);
  const auto it = of_one_.find(remote.Network());
  if (it != of_one_.end() && --it->second <= 0) of_one_.erase(it);
}

void ConnectionBudget::TellRefused(const std::string& network, std::int64_t now_ms) {
  static metrics::Counter* const refused = metrics::Default().GetCounter(
      "koine_connections_refused_total", "Connections refused because their address has too many.");
  refused->Add();
  if (told_ms_.size() >= kToldMax) told_ms_.clear();
  const auto [told, fresh] = told_ms_.try_emplace(network, now_ms);
  if (!fresh && now_ms - told->second < kToldAgainMs) return;
  told->second = now_ms;
  log::Warn("net",
            "{} has {} connections, as many as limits.connections_per_address allows: further "
            "ones are refused (list it in http.trusted_proxies if it is a proxy)",
            network, max_of_one_);
}

void ConnectionBudget::NotePause(std::string_view reason, std::int64_t now_ms) {
  static metrics::Counter* const pauses = metrics::Default().GetCounter(
      "koine_accept_pauses_total", "Pauses in accepting connections.");
  pauses->Add();
  const std::lock_guard lock(mutex_);
  if (now_ms - pause_told_ms_ < kToldAgainMs) return;
  pause_told_ms_ = now_ms;
  log::Warn("net", "no connections are accepted for the moment: {} ({} of {} are open)", reason,
            used_.load(), max_);
}

}  // namespace koine::net
