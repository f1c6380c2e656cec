#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.h"
#include "gateway/dialect.h"
#include "gateway/http_front.h"
#include "gateway/io_thread.h"
#include "gateway/limits.h"
#include "gateway/presence.h"
#include "gateway/repeats.h"
#include "gateway/site.h"
#include "net/http_server.h"
#include "net/proxies.h"
#include "net/static_files.h"

namespace koine::gateway {

// A reader that takes nothing at all is cut off with this part of an outbox.
inline constexpr std::size_t kSlowPart = 32;

struct Settings {
  int threads = 1;
  Rates rates;
  access::Allowances allowances;
  std::size_t sessions_per_user_max = 20;
  std::int64_t connections_max = 200'000;
  std::int64_t connections_of_address_max = 0;        // 0: as many as of all
  std::size_t outbox_bytes = kSlowPart * 128 * 1024;  // of one session that takes some
  std::size_t outboxes_bytes = 24 * 1024 * 1024;      // of all together
  std::size_t trace_bytes = 4 * 1024 * 1024;          // of Handovers, of all threads together
  std::string cors_origins = "*";                     // "*", or a comma separated list; empty: none
  std::string socket_origins = "*";                   // the same for WebSockets
  std::vector<std::string> metrics_from;  // addresses besides loopback that may read /metrics;
                                          // none: whoever reaches the listener
  net::TrustedProxies proxies;            // whose word about who calls is taken
  std::vector<std::string> proxy_sites;   // where their connections begin with a PROXY header
};

// Everything between the sockets and the domain: rows, sessions, fan-out. One per process.
class Gateway {
 public:
  // Of the services all but presence and attempts, which are its own; of the pools at least the
  // usual one.
  Gateway(Services services, Settings settings);
  ~Gateway();

  // Before Start: where dialects are served. The first one, "main", is there from the beginning.
  Site& AddSite(std::string name);
  Site& main_site() { return *sites_.front(); }
  const std::vector<std::unique_ptr<Site>>& sites() const { return sites_; }
  // Before Start. `dialect` must outlive the gateway; its rows are served at `rows`, its WebSocket
  // at `socket`. An error names the row at fault.
  Status AddDialect(Dialect& dialect, Site& rows, Site& socket);
  // The same in two steps, where it is served at several sites or in part: first its rows are made
  // ready, then those that fit are served at a site, and its WebSocket if it is to.
  Status Prepare(Dialect& dialect);
  Status ServeAt(Dialect& dialect, Site& site, bool (*fits)(const Endpoint& row), bool socket);
  Status AddDialect(Dialect& dialect) { return AddDialect(dialect, main_site(), main_site()); }
  void SetPage(Page page) { main_site().page = std::move(page); }

  // Opens a listener of the site on every thread. `port` 0 picks a free one, which is returned.
  Result<net::Address> Listen(Site& site, const std::string& host, std::uint16_t port,
                              std::shared_ptr<net::TlsContext> tls);
  void Start();
  // Closes listeners and sessions, waits at most `drain_ms` for what is under way.
  void Stop(std::int64_t drain_ms);

  // Before Start: numbers sessions as those of this node (1 … kNodesMax), and follows a log that
  // others write too, of which all up to `position` is known.
  static constexpr int kNodesMax = 1023;
  void Follow(std::uint16_t node, std::int64_t position);
  // All that was committed before `steady_us` was given to Publish.
  void SetFresh(std::int64_t steady_us);
  // The store lost what was published: as IoThread::Forget on all threads.
  void Forget();
  // The store's publisher: hands a committed batch to all threads, in order.
  void Publish(std::shared_ptr<const store::Batch> batch);
  // Hands users whose platforms changed to all threads.
  void TellPlatforms(const std::vector<UserId>& users);
  // A user has too many sessions: IoThread::GiveWay on all threads.
  void GiveWay(UserId user, std::int64_t begun_ms);
  // How old what is in memory may be (IoThread::StaleUs), of the whole process; any thread.
  std::int64_t StaleUs() const;
  // Users whose sessions at other nodes changed.
  void NoteRemote(std::vector<UserId> users);
  // How many watch somebody, over all threads.
  std::atomic<std::int64_t>& watched() { return watched_; }
  // To which sessions of this process a message was queued (Handovers), the threads one after the
  // other. Waits for them: kUnavailable if one does not answer within kAskMs. Not from one of them.
  static constexpr std::int64_t kAskMs = 5'000;
  Result<Handovers::Found> HandedOver(std::int64_t position);
  // The store's queue is more than half full: sockets are not read.
  bool Congested() const;

  const Settings& settings() const { return settings_; }
  Services& services() { return services_; }
  const std::vector<Dialect*>& dialects() const { return dialects_; }
  Presence& presence() { return presence_; }
  Repeats& repeats() { return repeats_; }
  RateLimiter& limiter() { return limiter_; }
  const std::shared_ptr<net::OutboxBudget>& outboxes() const { return outboxes_; }
  const std::vector<std::unique_ptr<IoThread>>& threads() const { return threads_; }

 private:
  Services services_;
  Settings settings_;
  Presence presence_;
  Repeats repeats_;
  RateLimiter limiter_;
  std::shared_ptr<net::OutboxBudget> outboxes_;
  identity::AttemptLimiter attempts_;
  std::atomic<std::int64_t> watched_{0};
  std::atomic<std::int64_t> fresh_us_{0};  // 0: nothing is followed
  std::vector<std::unique_ptr<Site>> sites_;
  std::vector<Dialect*> dialects_;
  std::vector<std::unique_ptr<IoThread>> threads_;
  std::vector<std::unique_ptr<HttpFront>> fronts_;
  std::vector<std::unique_ptr<net::HttpServer>> servers_;
  std::vector<std::thread> running_;
  std::shared_ptr<net::ConnectionBudget> budget_;
};

}  // namespace koine::gateway
