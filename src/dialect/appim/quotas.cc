#include "dialect/appim/quotas.h"
#include "base/time.h"

#include <algorithm>
#include <utility>

namespace koine::appim {

namespace {}  // namespace

Quotas::Seat::Seat(Seat&& other) noexcept
    : quotas_(std::exchange(other.quotas_, nullptr)),
      tenant_(other.tenant_),
      key_(std::move(other.key_)) {}

Quotas::Seat& Quotas::Seat::operator=(Seat&& other) noexcept {
  if (this == &other) return *this;
  Leave();
  quotas_ = std::exchange(other.quotas_, nullptr);
  tenant_ = other.tenant_;
  key_ = std::move(other.key_);
  return *this;
}

void Quotas::Seat::Leave() {
  if (quotas_ == nullptr) return;
  const std::lock_guard lock(quotas_->mutex_);
  auto& seats = quotas_->seats_[tenant_];
  const auto it = seats.find(key_);
  if (it != seats.end() && --it->second == 0) seats.erase(it);
  if (seats.empty()) quotas_->seats_.erase(tenant_);
  quotas_ = nullptr;
}

Result<Quotas::Seat> Quotas::TakeSeat(const tenant::App& app, std::string_view client,
                                      std::string_view device) {
  Seat seat;
  // Client ids have no line break.
  seat.key_ = std::string(client) + "\n" + std::string(device);
  seat.tenant_ = app.tenant;
  const std::lock_guard lock(mutex_);
  auto& seats = seats_[app.tenant];
  const auto max = static_cast<std::size_t>(app.settings.max_connections);
  if (max > 0 && seats.size() >= max && seats.count(seat.key_) == 0) {
    return Error{Code::kRateLimited, "connections"};
  }
  ++seats[seat.key_];
  seat.quotas_ = this;
  return seat;
}

bool Quotas::Take(Buckets* buckets, TenantId tenant, std::int64_t count, std::int64_t per_ms,
                  std::int64_t now_ms) {
  const auto most = static_cast<double>(count);
  const std::lock_guard lock(mutex_);
  const auto [it, fresh] = buckets->try_emplace(tenant);
  Bucket& bucket = it->second;
  // A clock that was set back gives nothing.
  const std::int64_t passed = fresh ? per_ms : std::max<std::int64_t>(0, now_ms - bucket.at_ms);
  bucket.tokens = std::min(
      most, bucket.tokens + most * static_cast<double>(passed) / static_cast<double>(per_ms));
  bucket.at_ms = now_ms;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

Status Quotas::TakeMessage(const tenant::App& app, std::int64_t now_ms) {
  const std::int64_t most = app.settings.max_messages_per_second;
  if (most == 0 || Take(&messages_, app.tenant, most, kSecondMs, now_ms)) return Ok();
  return Error{Code::kRateLimited, "messages"};
}

Status Quotas::TakeClient(const tenant::App& app, std::int64_t now_ms) {
  const std::int64_t most = app.settings.max_new_clients_per_minute;
  if (most == 0 || Take(&clients_, app.tenant, most, kMinuteMs, now_ms)) return Ok();
  return Error{Code::kRateLimited, "clients"};
}

std::size_t Quotas::connections(TenantId tenant) const {
  const std::lock_guard lock(mutex_);
  const auto it = seats_.find(tenant);
  return it == seats_.end() ? 0 : it->second.size();
}

}  // namespace koine::appim
