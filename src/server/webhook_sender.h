#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/http_client.h"
#include "base/random.h"
#include "core/app/webhook_feeder.h"
#include "store/store.h"

namespace koine::server {

struct WebhookSettings {
  std::int64_t timeout_ms = 10'000;     // of one attempt
  std::int64_t first_pause_ms = 5'000;  // before the second attempt
  std::int64_t attempts = 12;           // then it is a dead letter
  std::string gateway_secret;           // signs what the server's own gateway is told
};

// The key of which the secrets of webhooks are made.
crypto::HmacSha256 WebhookSecretKey(std::string_view server_secret);

// Tells webhooks what happened, on a thread of its own: makes deliveries of the log (Feeder), and
// sends what is due. Among the nodes one does, by lease. A receiver that is slow or fails takes a
// bounded share of what is under way, so that others do not wait for it.
class WebhookSender {
 public:
  // Requests under way; of one webhook; of one whose last attempt failed.
  static constexpr std::size_t kUnderWayMax = 256;
  static constexpr int kUnderWayEach = 8;
  static constexpr int kUnderWayFailing = 1;

  // Who of these tenants is online.
  using OnlineOf = std::function<std::vector<webhook::Online>(const std::set<TenantId>&)>;
  struct Parts {
    store::Store* store = nullptr;
    Clock* clock = nullptr;
    Random* random = nullptr;
    const app::WebhookRenderer* renderer = nullptr;
    OnlineOf online_of;
  };
  // `key`: WebhookSecretKey. `node`: who holds the lease, as people are shown it.
  WebhookSender(Parts parts, crypto::HmacSha256 key, std::string_view node,
                const WebhookSettings& settings);
  ~WebhookSender() { Stop(); }

  void Start();
  void Stop();
  // Something was committed. Any thread; cheap.
  void Wake();

 private:
  void Loop();
  void Gather();
  // Waits for an answer or a commit, at most so long.
  void Rest(std::int64_t pause_ms);
  bool Stopping() const;
  // One round of the loop; how long there is nothing to do.
  Result<std::int64_t> Round();
  Status LookForOnline();
  Result<bool> Send();
  void Take(const std::vector<http_client::Ended>& answers);
  Status Settle();
  webhook::Outcome OutcomeOf(const webhook::Delivery& delivery, const http_client::Ended& answer);

  const Parts parts_;
  const crypto::HmacSha256 key_;
  const WebhookSettings settings_;
  app::WebhookFeeder feeder_;
  std::unique_ptr<http_client::Batch> http_;             // loaded when first needed
  bool told_ = false;                                    // that it cannot be loaded
  std::map<std::int64_t, webhook::Delivery> under_way_;  // by id
  std::map<std::int64_t, int> busy_;                     // how many of each webhook
  std::set<std::int64_t> failing_;                       // whose last attempt failed
  std::vector<webhook::Outcome> outcomes_;               // not written yet
  std::vector<std::int64_t> settling_;                   // of which deliveries they are
  std::int64_t online_us_ = 0;                           // when who is online was looked at
  std::atomic<bool> stop_{false};
  std::atomic<bool> woken_{true};
  std::atomic<bool> mine_{false};  // this one delivers
  std::mutex mutex_;               // of http_, for who wakes it
  std::condition_variable wake_;
  std::thread thread_;
};

}  // namespace koine::server
