#include "server/serve.h"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include "base/log.h"
#include "base/pool.h"
#include "core/event/rows.h"
#include "core/identity/account.h"
#include "core/identity/password.h"
#include "core/identity/rows.h"
#include "core/schema/schema.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/gateway.h"
#include "server/clocks.h"
#include "server/pages.h"
#include "server/routes.h"
#include "server/secrets.h"
#include "server/settings.h"
#include "server/sweeps.h"
#include "store/job.h"
#include "store/store.h"

namespace koine::server {

namespace {

constexpr std::int64_t kDrainMs = 5'000;
constexpr std::size_t kSlowQueueMax = 1'000;

int Fail(const Error& error) {
  const std::string& text = error.text.empty() ? error.field : error.text;
  std::fprintf(stderr, "koine: %s\n",
               text.empty() ? std::string(CodeName(error.code)).c_str() : text.c_str());
  return 1;
}

// As many descriptors as the system allows (each connection takes one), private files, small heap.
void PrepareProcess() {
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  // What the server writes is its owner's alone.
  ::umask(077);
  // One arena: threads share what is freed, and memory at rest stays small.
  ::mallopt(M_ARENA_MAX, 1);
}

gateway::Settings GatewaySettings(const config::Config& config) {
  gateway::Settings settings;
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  settings.threads = static_cast<int>(config.Int("threads.io"));
  if (settings.threads == 0) settings.threads = std::max(1, cores - 1);
  settings.rates.requests_per_s = config.Int("limits.requests_per_s");
  settings.rates.expensive_per_s = config.Int("limits.expensive_per_s");
  settings.sessions_per_user_max =
      static_cast<std::size_t>(config.Int("limits.sessions_per_user"));
  settings.connections_max = config.Int("limits.connections");
  settings.outbox_bytes = static_cast<std::size_t>(config.Int("limits.outbox"));
  settings.cors_origins = config.Text("http.cors_origins");
  settings.socket_origins = config.Text("socket.origins");
  settings.metrics_from = config.List("metrics.from");
  return settings;
}

ruoyi::Settings RuoyiSettings(const config::Config& config) {
  ruoyi::Settings settings;
  settings.registration = config.Bool("ruoyi.registration");
  settings.access_ms = config.DurationMs("ruoyi.access_lifetime");
  settings.refresh_ms = config.DurationMs("ruoyi.refresh_lifetime");
  return settings;
}

// The default tenant, and the first administrator if the configuration names his password.
Status Prepare(store::Store& store, const config::Config& config) {
  KOINE_CHECK(store.WriteAndWait({"prepare"}, [](store::Txn& txn) -> Status {
    identity::EnsureTenant(txn, kDefaultTenant, "default");
    return Ok();
  }));
  const std::string password = config.Text("admin.password");
  const std::string name = config.Text("admin.username");
  if (password.empty()) return Ok();
  bool exists = false;
  KOINE_CHECK(store.ReadNow("prepare", [&](store::Txn& txn) {
    exists = identity::FindUserByLoginName(txn, kDefaultTenant, name).has_value();
  }));
  if (exists) return Ok();
  identity::Registration admin;
  admin.username = name;
  admin.role = access::Role::kSuperAdmin;
  KOINE_TRY(admin.password_hash, identity::HashPassword(password));
  auto made = store.WriteAndWait({"prepare"}, [&admin](store::Txn& txn) {
    return identity::Register(txn, kDefaultTenant, admin);
  });
  if (!made.ok()) return std::move(made).error();
  log::Info("server", "made administrator {}", name);
  return Ok();
}

Result<std::unique_ptr<store::Store>> OpenStore(const config::Config& config, Clock& clock,
                                                Random& random) {
  store::Options options;
  options.url = config.Text("store.url");
  if (options.url.empty()) options.url = "sqlite:" + config.Text("data") + "/koine.db";
  options.clock = &clock;
  options.random = &random;
  options.readers = static_cast<int>(config.Int("threads.readers"));
  return store::Store::Open(options, core::Migrations());
}

// Everything a running server is made of, in the order of its needs.
struct Server {
  explicit Server(const config::Config& c) : config(c), clock(c.Bool("test.clock")) {}

  Status Open() {
    KOINE_TRY(secrets, LoadSecrets(config.Text("data"), random));
    KOINE_TRY(store, OpenStore(config, clock, random));
    gateway::Services services{store.get(), &clock, &random, nullptr};
    slow = std::make_unique<Pool>("slow", static_cast<int>(config.Int("threads.slow")),
                                  kSlowQueueMax);
    gateway = std::make_unique<gateway::Gateway>(services, *slow, GatewaySettings(config));
    store->SetPublisher(
        [this](std::shared_ptr<const store::Batch> batch) { gateway->Publish(std::move(batch)); });
    KOINE_CHECK(Prepare(*store, config));
    dialect = std::make_unique<ruoyi::Ruoyi>(secrets.ruoyi_token, clock, RuoyiSettings(config));
    KOINE_CHECK(gateway->AddDialect(*dialect));
    gateway->SetPage(WithTestClock(MakePages(*gateway), config.Bool("test.clock"), clock));
    jobs = std::make_unique<store::JobRunner>(*store, clock);
    AddSweeps(*jobs, *store);
    return Ok();
  }

  Result<net::Address> Listen() {
    std::shared_ptr<net::TlsContext> tls;
    if (!config.Text("tls.certificate").empty()) {
      KOINE_TRY(tls, net::TlsContext::Load(config.Text("tls.certificate"), config.Text("tls.key")));
    }
    KOINE_TRY(const HostPort at, ParseHostPort("listen.main", config.Text("listen.main")));
    auto bound = gateway->Listen(at.host, at.port, tls);
    if (!bound.ok()) {
      return FieldError(Code::kUnavailable, "listen.main",
                        "listen.main = " + config.Text("listen.main") + " (" +
                            config.Origin("listen.main") + "): " + bound.error().text);
    }
    return bound;
  }

  const config::Config& config;
  AdjustableClock clock;
  SystemRandom random;
  Secrets secrets;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<Pool> slow;
  std::unique_ptr<ruoyi::Ruoyi> dialect;
  std::unique_ptr<gateway::Gateway> gateway;
  std::unique_ptr<store::JobRunner> jobs;
};

}  // namespace

int Serve(const config::Config& config) {
  log::Level level = log::Level::kInfo;
  if (!log::ParseLevel(config.Text("log.level"), &level)) {
    return Fail(FieldError(Code::kBadArgument, "log.level",
                           "log.level = " + config.Text("log.level") + ": unknown level"));
  }
  log::SetLevel(level);
  // Listeners of dialects that do not exist yet: judged, not opened.
  for (const char* name : {"listen.imchat_backstage", "listen.imchat_redpacket",
                           "listen.appim_socket", "listen.openim_gateway", "listen.openim_api"}) {
    auto at = ParseHostPort(name, config.Text(name));
    if (!at.ok()) return Fail(at.error());
  }
  PrepareProcess();
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ::signal(SIGPIPE, SIG_IGN);

  Server server(config);
  Status opened = server.Open();
  if (!opened.ok()) return Fail(opened.error());
  auto bound = server.Listen();
  if (!bound.ok()) return Fail(bound.error());
  server.gateway->Start();
  server.jobs->Start();
  std::printf("listening main=%s\n", bound->ToString().c_str());
  std::printf("open %s://%s/ in a browser; documents at /doc.html; stop with Ctrl-C\n",
              config.Text("tls.certificate").empty() ? "http" : "https",
              bound->ToString().c_str());
  std::fflush(stdout);
  log::Info("server", "serving on {} with {} ({})", bound->ToString(), server.store->engine(),
            config.Text("data"));

  int caught = 0;
  sigwait(&signals, &caught);
  log::Info("server", "stopping on signal {}", caught);
  server.jobs->Stop();
  server.gateway->Stop(kDrainMs);
  server.slow->Stop();
  server.store.reset();
  log::Flush();
  return 0;
}

int PrintRoutes(bool as_json) {
  SystemClock clock;
  ruoyi::Ruoyi dialect(std::string(32, '0'), clock, {});
  const std::vector<gateway::Dialect*> dialects = {&dialect};
  const std::string text = as_json ? RoutesJson(dialects) : RoutesText(dialects);
  std::fputs(text.c_str(), stdout);
  return 0;
}

}  // namespace koine::server
