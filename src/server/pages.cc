#include "server/pages.h"

#include <algorithm>
#include <utility>

#include "base/metrics.h"
#include "net/static_files.h"
#include "server/embedded.h"
#include "server/routes.h"

namespace koine::server {

namespace {

// Nothing but what this server sends may run in its pages.
constexpr char kContentPolicy[] =
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "style-src 'self'; connect-src 'self'; form-action 'self'; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'";

// What a browser is told about every page. `'self'` above includes the sockets of this host.
constexpr std::pair<const char*, const char*> kPolicies[] = {
    {"Content-Security-Policy", kContentPolicy},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy",
     "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), "
     "clipboard-read=(self), clipboard-write=(self), geolocation=(), payment=(), usb=(), "
     "serial=(), bluetooth=(), hid=(), midi=()"},
};

std::vector<net::EmbeddedFile> Files() {
  std::vector<net::EmbeddedFile> out;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    std::string_view name = file.path;
    if (!name.empty() && name.front() == '/') name.remove_prefix(1);
    out.push_back({name, file.content_type, file.bytes, file.gzip_bytes, file.etag});
  }
  return out;
}

void UpdateGauges(gateway::Gateway& gateway) {
  metrics::Registry& registry = metrics::Default();
  store::Store& store = *gateway.services().store;
  registry.GetGauge("koine_users_online", "Users with at least one session here.")
      ->Set(static_cast<std::int64_t>(gateway.presence().local_users()));
  registry.GetGauge("koine_store_queue", "Commands waiting for the writer.")
      ->Set(static_cast<std::int64_t>(store.queued()));
  registry.GetGauge("koine_store_position", "Last committed position.")->Set(store.head());
  registry.GetGauge("koine_store_writable", "1 while the store takes writes.")
      ->Set(store.health().ok() ? 1 : 0);
}

bool MayReadMetrics(const gateway::Gateway& gateway, const net::Address& remote) {
  const auto& from = gateway.settings().metrics_from;
  return remote.is_loopback() || std::find(from.begin(), from.end(), remote.Ip()) != from.end();
}

net::Response Health(gateway::Gateway& gateway) {
  const Status health = gateway.services().store->health();
  const std::int64_t stale_us = gateway.StaleUs();
  if (stale_us > gateway::LoginCache::kUnreachableUs) {
    return net::Response::Text(503, "store: not reached for " +
                                        std::to_string(stale_us / 1'000'000) + " s\n");
  }
  if (health.ok()) return net::Response::Text(200, "ok\n");
  return net::Response::Text(503, "store: " + health.error().text + "\n");
}

}  // namespace

gateway::Page MakePages(gateway::Gateway& gateway) {
  auto files = std::make_shared<net::StaticFiles>(net::StaticFiles::Embedded(Files(), ""));
  auto openapi = std::make_shared<std::string>();
  return [&gateway, files, openapi](const net::Request& request, net::Response* response) {
    const std::string_view path = request.path();
    if (request.method != net::Method::kGet && request.method != net::Method::kHead) return false;
    if (path == "/healthz") {
      *response = Health(gateway);
      return true;
    }
    if (path == "/metrics") {
      if (!MayReadMetrics(gateway, request.remote)) return false;
      UpdateGauges(gateway);
      *response = net::Response::Make(200, "text/plain; version=0.0.4",
                                      metrics::Default().Expose());
      return true;
    }
    if (path == "/openapi.json") {
      *response = net::Response::Json(200, OpenApi(gateway.main_site().dialects));
      return true;
    }
    // One of a dialect with an address of its own: its paths and names may be another's too.
    for (gateway::Dialect* dialect : gateway.dialects()) {
      if (path != "/openapi/" + std::string(dialect->name()) + ".json") continue;
      *response = net::Response::Json(200, OpenApi({dialect}));
      return true;
    }
    if (!files->Serve(request, path, response)) return false;
    for (const auto& [name, value] : kPolicies) response->Add(name, value);
    return true;
  };
}

}  // namespace koine::server
