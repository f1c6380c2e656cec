#include "server/clocks.h"

#include <algorithm>
#include <utility>

#include "base/json.h"

namespace koine::server {

struct AdvanceIn {
  std::int64_t advance_ms = 0, steady_ms = 0;
};
KOINE_DESCRIBE(AdvanceIn, (advance_ms, steady_ms))

std::int64_t AdjustableClock::NowMs() const {
  if (!follows_.load(std::memory_order_acquire)) return system_.NowMs() + ahead_ms_.load();
  const std::int64_t now = base_ms_.load() + system_.SteadyUs() / 1000;
  std::int64_t shown = shown_ms_.load();
  while (shown < now && !shown_ms_.compare_exchange_weak(shown, now)) {
  }
  return std::max(shown, now);
}

void AdjustableClock::Follow(std::int64_t store_ms) {
  const std::int64_t steady_ms = system_.SteadyUs() / 1000;
  const std::int64_t target = store_ms - steady_ms;
  const std::int64_t base = base_ms_.load();
  if (!follows_ || target >= base) {
    base_ms_ = target;
  } else {
    base_ms_ = base - std::min(base - target, (steady_ms - followed_ms_) / 2);
  }
  followed_ms_ = steady_ms;
  follows_.store(true, std::memory_order_release);
}

gateway::Page WithTestClock(gateway::Page next, bool enabled, AdjustableClock& clock) {
  if (!enabled) return next;
  return [next = std::move(next), &clock](const net::Request& request, net::Response* response) {
    if (request.path() != "/test/clock" || request.method != net::Method::kPost) {
      return next(request, response);
    }
    auto in = json::Parse<AdvanceIn>(request.body);
    const bool moved = in.ok() && clock.Advance(in->advance_ms, in->steady_ms);
    *response = net::Response::Json(moved ? 200 : 400,
                                    "{\"now_ms\":" + std::to_string(clock.NowMs()) + "}");
    return true;
  };
}

}  // namespace koine::server
