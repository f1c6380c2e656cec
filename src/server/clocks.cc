#include "server/clocks.h"

#include <utility>

#include "base/json.h"

namespace koine::server {

struct AdvanceIn {
  std::int64_t advance_ms = 0, steady_ms = 0;
};
KOINE_DESCRIBE(AdvanceIn, (advance_ms, steady_ms))

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
