#include "server/pages.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "base/crypto.h"
#include "base/metrics.h"
#include "base/text.h"
#include "net/gzip.h"
#include "net/static_files.h"
#include "server/asyncapi.h"
#include "server/embedded.h"
#include "server/openapi.h"
#include "server/process_series.h"

namespace koine::server {

namespace {

// Nothing but what this server sends may run in its pages.
constexpr char kContentPolicy[] =
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "style-src 'self'; connect-src 'self'; form-action 'self'; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'";

// The empty pages that a letter is shown in, within a frame of the web client: nothing runs there,
// whatever the letter holds, and nothing is loaded but pictures. Those from elsewhere, which tell
// their host who reads the letter, only in the second one, where readers have asked for them. The
// web client, which may look into the frame, puts the letter there; its links open other windows.
constexpr char kLetterPolicy[] =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups "
    "allow-popups-to-escape-sandbox; img-src 'self'";

// `own`: that of the pages of this server.
std::string ContentPolicyOf(std::string_view path, const std::string& own) {
  if (path == "/letter.html") return kLetterPolicy;
  if (path == "/letter_pictures.html") return std::string(kLetterPolicy) + " http: https:";
  if (path != "/doc.html") return own;
  // Dialects have addresses of their own, which readers call from there.
  constexpr std::string_view kSelf = "connect-src 'self'";
  std::string policy = own;
  return policy.replace(policy.find(kSelf), kSelf.size(), "connect-src *");
}

std::string OwnPolicy(const std::vector<std::string>& frame_hosts) {
  std::string policy = kContentPolicy;
  if (frame_hosts.empty()) return policy;
  policy += "; frame-src 'self'";
  for (const std::string& host : frame_hosts) policy += " https://" + host;
  return policy;
}

// What a browser is told about every page. `'self'` above includes the sockets of this host.
constexpr std::pair<const char*, const char*> kPolicies[] = {
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

// What an alarm may rest on is there before it happens for the first time, with the words of the
// place where it happens.
constexpr std::pair<const char*, const char*> kRareEvents[] = {
    {"koine_passwords_failed_total", "Failed sign-ins and other failed password checks."},
    {"koine_accept_pauses_total", "Pauses in accepting connections."},
    {"koine_store_damage_total", "Database pages that did not match their checksum."},
};

void UpdateGauges(gateway::Gateway& gateway) {
  metrics::Registry& registry = metrics::Default();
  store::Store& store = *gateway.services().store;
  registry.GetGauge("koine_users_online", "Users with at least one session on this node.")
      ->Set(static_cast<std::int64_t>(gateway.presence().local_users()));
  registry.GetGauge("koine_store_queue", "Commands waiting for the writer.")
      ->Set(static_cast<std::int64_t>(store.queued()));
  registry.GetGauge("koine_store_position", "Last committed position.")->Set(store.head());
  registry.GetGauge("koine_store_writable", "1 while the store accepts writes.")
      ->Set(store.health().ok() ? 1 : 0);
}

bool MayReadMetrics(const gateway::Gateway& gateway, const net::Address& remote) {
  const auto& from = gateway.settings().metrics_from;
  return from.empty() || remote.is_loopback() ||
         std::find(from.begin(), from.end(), remote.Ip()) != from.end();
}

net::Response Health(gateway::Gateway& gateway) {
  const Status health = gateway.services().store->health();
  const std::int64_t stale_us = gateway.StaleUs();
  if (stale_us > gateway::LoginCache::kStaleUs) {
    return net::Response::Text(
        503, "store: not reached for " + std::to_string(stale_us / 1'000'000) + " s\n");
  }
  if (health.ok()) return net::Response::Text(200, "ok\n");
  return net::Response::Text(503, "store: " + health.error().text + "\n");
}

// A document that is large and costs much to make: it is made when it is first asked for, and kept
// compressed, as nearly all ask for it.
class Document {
 public:
  Document(std::string name, std::function<std::string()> make)
      : name_(std::move(name)), make_(std::move(make)) {}

  // Any thread.
  bool Serve(const net::Request& request, net::Response* response) {
    std::call_once(made_, [this] { Make(); });
    std::string text;
    if (!net::TakesGzip(request.Header("accept-encoding")) || !request.Header("range").empty()) {
      if (!net::Gunzip(zipped_, kTextMax, &text)) return false;
    }
    const auto file = net::StaticFiles::Embedded(
        {{name_, "application/json; charset=utf-8", text, zipped_, etag_}}, "");
    if (!file.Serve(request, name_, response)) return false;
    if (!text.empty()) {
      // Its bytes go with this call.
      response->body.assign(response->static_body);
      response->static_body = {};
    }
    return true;
  }

 private:
  static constexpr std::size_t kTagBytes = 8;
  static constexpr std::size_t kTextMax = 8 * 1024 * 1024;

  void Make() {
    const std::string text = make_();
    net::AppendGzip(&zipped_, text);
    etag_ = '"' + text::Hex(crypto::Sha256(text).substr(0, kTagBytes)) + '"';
  }

  const std::string name_;
  const std::function<std::string()> make_;
  std::once_flag made_;
  std::string zipped_, etag_;
};

// Each dialect with the addresses at which it opens sockets.
std::vector<SocketPlace> SocketPlaces(gateway::Gateway& gateway) {
  std::vector<SocketPlace> out;
  for (gateway::Dialect* dialect : gateway.dialects()) {
    if (dialect->socket_path() == nullptr) continue;
    SocketPlace place{dialect};
    for (const auto& site : gateway.sites()) {
      const auto& here = site->sockets;
      if (std::find(here.begin(), here.end(), dialect) != here.end()) {
        place.sites.push_back(site->name);
      }
    }
    out.push_back(std::move(place));
  }
  return out;
}

// The description of the API, of all at the main address and of each dialect, by their paths. One
// of a dialect with an address of its own: its paths and names may be another's too.
using Documents = std::map<std::string, Document, std::less<>>;
std::shared_ptr<Documents> MakeDocuments(gateway::Gateway& gateway) {
  auto out = std::make_shared<Documents>();
  const auto add = [&out](const std::string& name, std::function<std::string()> make) {
    out->try_emplace("/" + name, name, std::move(make));
  };
  DocumentPlace main;
  for (gateway::Dialect* dialect : gateway.dialects()) {
    const auto& here = gateway.main_site().dialects;
    const bool own = std::find(here.begin(), here.end(), dialect) == here.end();
    const std::string name = "openapi/" + std::string(dialect->name()) + ".json";
    if (own) main.elsewhere.push_back("/" + name);
    add(name, [dialect, own] { return OpenApi({dialect}, {own, {}}); });
  }
  for (const SocketPlace& place : SocketPlaces(gateway)) {
    add("asyncapi/" + std::string(place.dialect->name()) + ".json",
        [place] { return AsyncApi({place}); });
  }
  add("asyncapi.json", [&gateway] { return AsyncApi(SocketPlaces(gateway)); });
  add("openapi.json", [&gateway, main] { return OpenApi(gateway.main_site().dialects, main); });
  return out;
}

}  // namespace

gateway::Page MakeMetricsPage(gateway::Gateway& gateway, std::string data, std::string store) {
  const std::int64_t started_ms = gateway.services().clock->NowMs();
  for (const auto& [name, help] : kRareEvents) metrics::Default().GetCounter(name, help);
  return [&gateway, data = std::move(data), store = std::move(store), started_ms](
             const net::Request& request, net::Response* response) {
    const bool asks = request.method == net::Method::kGet || request.method == net::Method::kHead;
    if (!asks || request.path() != "/metrics" || !MayReadMetrics(gateway, request.remote)) {
      return false;
    }
    UpdateGauges(gateway);
    UpdateProcessGauges(data, store, started_ms);
    *response = net::Response::Make(200, "text/plain; version=0.0.4", metrics::Default().Expose());
    return true;
  };
}

gateway::Page MakePages(gateway::Gateway& gateway, const std::vector<std::string>& frame_hosts) {
  auto files = std::make_shared<net::StaticFiles>(net::StaticFiles::Embedded(Files(), ""));
  auto documents = MakeDocuments(gateway);
  return [&gateway, files, documents, policy = OwnPolicy(frame_hosts)](const net::Request& request,
                                                                       net::Response* response) {
    const std::string_view path = request.path();
    if (request.method != net::Method::kGet && request.method != net::Method::kHead) return false;
    if (path == "/healthz") {
      *response = Health(gateway);
      return true;
    }
    const auto document = documents->find(path);
    if (document != documents->end()) return document->second.Serve(request, response);
    if (!files->Serve(request, path, response)) return false;
    response->Add("Content-Security-Policy", ContentPolicyOf(path, policy));
    for (const auto& [name, value] : kPolicies) response->Add(name, value);
    return true;
  };
}

}  // namespace koine::server
