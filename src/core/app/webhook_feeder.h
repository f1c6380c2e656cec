#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "core/event/fwd.h"
#include "core/webhook/feed.h"
#include "store/store.h"

namespace koine::app {

// What webhooks are told of one thing, in the words of a dialect.
struct WebhookTold {
  std::string type;  // one of WebhookRenderer::types()
  std::string body;  // a whole JSON object
};

// Which dialect's words webhooks speak; given by `server`.
class WebhookRenderer {
 public:
  virtual ~WebhookRenderer() = default;
  // All events that there are; those of presence are the last two: on, off.
  virtual std::span<const std::string_view> types() const = 0;
  // Of an event of the log; nothing for what nobody is told. In a read, and in any thread.
  virtual std::optional<WebhookTold> Render(store::Txn& txn, const event::Event& event,
                                            std::int64_t position) const = 0;
  // That users came online or went, one for each in their order.
  virtual std::vector<WebhookTold> RenderOnline(store::Txn& txn, TenantId tenant,
                                                const std::vector<UserId>& users, bool online,
                                                std::int64_t at) const = 0;
};

// Makes deliveries of the log, in slices, each in a transaction that also moves the stored
// position: so nothing is lost and nothing is told twice, whenever a process dies. One node does it
// at a time, by lease, and that one delivers. Without webhooks it does nothing. Plain calls on one
// thread, which may block; `server` calls them.
class WebhookFeeder {
 public:
  static constexpr char kLease[] = "webhook";
  // A user who comes back within this time was not away; and so long after this process took the
  // lease nobody is, for clients need time to come back.
  static constexpr std::int64_t kAwayMs = 3'000;
  static constexpr std::int64_t kReturnMs = 15'000;

  // `node`: who holds the lease, as people are shown it.
  WebhookFeeder(store::Store& store, Clock& clock, Random& random, std::string_view node,
                const WebhookRenderer& renderer);

  // Takes the lease or keeps it, where there are webhooks. True: this process delivers.
  Result<bool> Hold();
  // Gives the lease to whoever wants it, if it is held.
  void Release();
  // Works on the next slice. True: there may be more. REQUIRES: Hold() said so just now
  Result<bool> Step();

  // Tenants whose webhooks hear who is online.
  const std::set<TenantId>& presence_tenants() const { return presence_tenants_; }
  // Who of them is online now. REQUIRES: Hold() said so just now
  Status TellOnline(const std::vector<webhook::Online>& online);

  std::int64_t position() const { return scanned_; }
  // Deliveries that were dropped since the start, for their webhook had too many.
  std::int64_t dropped() const { return dropped_; }

 private:
  struct Slice;
  Result<std::vector<webhook::Webhook>> LookUp();
  // Writes deliveries, and that all up to `to` is done. kConflict: another node took over.
  Status Keep(std::int64_t to, const std::vector<webhook::Delivery>& deliveries,
              const std::function<void(store::Txn&)>& more = nullptr);
  void Lose();
  std::vector<webhook::Delivery> ForAll(const std::vector<webhook::Webhook>& webhooks,
                                        TenantId tenant, std::int64_t position,
                                        const WebhookTold& told);
  Status TellPart(TenantId tenant, const std::vector<UserId>& users, bool online);

  store::Store& store_;
  Clock& clock_;
  Random& random_;
  const WebhookRenderer& renderer_;
  std::string owner_;
  std::int64_t until_ms_ = 0;    // of the lease; 0: not held
  std::int64_t refused_ms_ = 0;  // when another one held it
  std::int64_t stored_ = 0;      // the position of the lease
  std::int64_t scanned_ = 0;     // nothing up to here is left to be told
  std::int64_t dropped_ = 0;
  std::set<TenantId> presence_tenants_;
  // The users who are online as webhooks were told, and since when each no longer is (0: still is).
  std::unordered_map<UserId, std::pair<TenantId, std::int64_t>> told_;
  std::int64_t held_since_ms_ = 0;
};

// The log is needed after this position; nothing without webhooks.
std::optional<std::int64_t> NeededAfter(store::Txn& txn);

}  // namespace koine::app
