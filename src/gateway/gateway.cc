#include "gateway/gateway.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <utility>

#include "base/log.h"
#include "base/require.h"
#include "base/thread_slice.h"

namespace koine::gateway {

Gateway::Gateway(Services services, Settings settings)
    : services_(services),
      settings_(std::move(settings)),
      limiter_(settings_.rates),
      outboxes_(std::make_shared<net::OutboxBudget>(settings_.outboxes_bytes)),
      attempts_(*services.clock) {
  services_.presence = &presence_;
  services_.attempts = &attempts_;
  budget_ = std::make_shared<net::ConnectionBudget>(
      settings_.connections_max, settings_.connections_of_address_max,
      [this](const net::Address& remote) { return settings_.proxies.Covers(remote); });
  for (int i = 0; i < settings_.threads; ++i) {
    threads_.push_back(std::make_unique<IoThread>(*this, services_, static_cast<std::uint16_t>(i)));
  }
  AddSite("main");
}

Gateway::~Gateway() {
  Stop(0);
}

Site& Gateway::AddSite(std::string name) {
  KOINE_REQUIRE(running_.empty());
  sites_.push_back(std::make_unique<Site>(std::move(name)));
  return *sites_.back();
}

Status Gateway::Prepare(Dialect& dialect) {
  KOINE_REQUIRE(running_.empty());
  std::string why;
  for (Endpoint& row : dialect.endpoints()) {
    if (!Register(&row, &why)) return Error{Code::kInternal, "row", why};
    row.series =
        RowSeries(dialect.name(), std::string(net::MethodName(row.method)) + " " + row.path);
  }
  for (FrameRow& row : dialect.frames()) {
    if (!Register(&row, &why)) return Error{Code::kInternal, "row", why};
    row.series = RowSeries(dialect.name(), std::string("FRAME ") + row.type);
  }
  dialect.set_allowances(settings_.allowances);
  dialect.set_series(MakeDialectSeries(dialect.name()));
  dialects_.push_back(&dialect);
  return Ok();
}

Status Gateway::AddDialect(Dialect& dialect, Site& rows, Site& socket) {
  KOINE_CHECK(Prepare(dialect));
  KOINE_CHECK(ServeAt(
      dialect, rows, [](const Endpoint&) { return true; }, false));
  socket.sockets.push_back(&dialect);
  return Ok();
}

Status Gateway::ServeAt(Dialect& dialect, Site& site, bool (*fits)(const Endpoint& row),
                        bool socket) {
  KOINE_REQUIRE(running_.empty());
  std::string why;
  for (const Endpoint& row : dialect.endpoints()) {
    if (!fits(row)) continue;
    if (!site.router.Add(&dialect, &row, &why)) return Error{Code::kInternal, "row", why};
  }
  site.dialects.push_back(&dialect);
  if (socket) site.sockets.push_back(&dialect);
  return Ok();
}

Result<net::Address> Gateway::Listen(Site& site, const std::string& host, std::uint16_t port,
                                     std::shared_ptr<net::TlsContext> tls) {
  KOINE_REQUIRE(running_.empty());
  net::Address bound;
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    net::HttpServerOptions options;
    options.budget = budget_;
    options.tls = tls;
    const auto& sites = settings_.proxy_sites;
    if (std::find(sites.begin(), sites.end(), site.name) != sites.end()) {
      options.proxied = [this](const net::Address& peer) { return settings_.proxies.Covers(peer); };
    }
    fronts_.push_back(std::make_unique<HttpFront>(*this, *threads_[i], site));
    auto server = std::make_unique<net::HttpServer>(threads_[i]->loop(), *fronts_.back(), options);
    auto address = server->Listen(host, i == 0 ? port : bound.port, i > 0);
    if (!address.ok()) return address;
    bound = *address;
    servers_.push_back(std::move(server));
  }
  return bound;
}

void Gateway::Start() {
  KOINE_REQUIRE(running_.empty());
  for (auto& thread : threads_) {
    running_.emplace_back([loop = &thread->loop()] {
      RequestShortSlice();
      loop->Run();
    });
  }
}

void Gateway::Stop(std::int64_t drain_ms) {
  if (running_.empty()) return;
  std::vector<std::future<void>> drained;
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    auto done = std::make_shared<std::promise<void>>();
    drained.push_back(done->get_future());
    net::HttpServer* server = servers_[i].get();
    threads_[i % threads_.size()]->loop().Post(
        [server, drain_ms, done] { server->Stop(drain_ms, [done] { done->set_value(); }); });
  }
  for (auto& one : drained) one.wait_for(std::chrono::milliseconds(drain_ms + 1000));
  for (auto& thread : threads_) thread->loop().Stop();
  for (std::thread& thread : running_) thread.join();
  running_.clear();
  for (auto& thread : threads_) thread->WriteNoted();
  servers_.clear();
}

void Gateway::Publish(std::shared_ptr<const store::Batch> batch) {
  for (auto& thread : threads_) {
    thread->loop().Post([io = thread.get(), batch] { io->Apply(batch); });
  }
}

void Gateway::Follow(std::uint16_t node, std::int64_t position) {
  KOINE_REQUIRE(running_.empty());
  fresh_us_ = services_.clock->SteadyUs();
  for (auto& thread : threads_) {
    thread->SetNode(node);
    thread->Follow(position);
  }
}

void Gateway::GiveWay(UserId user, std::int64_t begun_ms) {
  for (auto& thread : threads_) {
    thread->loop().Post([io = thread.get(), user, begun_ms] { io->GiveWay(user, begun_ms); });
  }
}

std::int64_t Gateway::StaleUs() const {
  const std::int64_t fresh_us = fresh_us_;
  return fresh_us == 0 ? 0 : services_.clock->SteadyUs() - fresh_us;
}

void Gateway::SetFresh(std::int64_t steady_us) {
  fresh_us_ = steady_us;
  for (auto& thread : threads_) {
    thread->loop().Post([io = thread.get(), steady_us] { io->SetFresh(steady_us); });
  }
}

void Gateway::Forget() {
  for (auto& thread : threads_) {
    thread->loop().Post([io = thread.get()] { io->Forget(); });
  }
}

void Gateway::TellPlatforms(const std::vector<UserId>& users) {
  for (auto& thread : threads_) {
    thread->loop().Post([io = thread.get(), users] { io->TellPlatforms(users); });
  }
}

void Gateway::NoteRemote(std::vector<UserId> users) {
  // One thread does for all: what it tells reaches the sessions of each.
  threads_.front()->loop().Post(
      [io = threads_.front().get(), users = std::move(users)] { io->NoteRemote(users); });
}

Result<Handovers::Found> Gateway::HandedOver(std::int64_t position) {
  Handovers::Found out;
  for (const auto& thread : threads_) {
    auto asked = std::make_shared<std::promise<Handovers::Found>>();
    std::future<Handovers::Found> answer = asked->get_future();
    thread->loop().Post([asked, position, one = thread.get()] {
      asked->set_value(one->handovers().Of(position, *one));
    });
    if (answer.wait_for(std::chrono::milliseconds(kAskMs)) != std::future_status::ready) {
      return FieldError(Code::kUnavailable, "trace", "an I/O thread of the server did not answer");
    }
    Handovers::Found found = answer.get();
    out.whole = out.whole && found.whole;
    for (Handover& handed : found.to) out.to.push_back(std::move(handed));
  }
  return out;
}

bool Gateway::Congested() const {
  static const std::size_t kCongested = store::Options{}.queue_max / 2;
  return services_.store->queued() > kCongested;
}

}  // namespace koine::gateway
