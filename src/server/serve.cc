#include "server/serve.h"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "base/fair_pool.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/pool.h"
#include "core/app/channel_expire.h"
#include "core/app/client.h"
#include "core/bulletin/bulletin.h"
#include "core/call/call.h"
#include "core/erasure/erasure.h"
#include "core/erasure/farewell.h"
#include "core/file/app.h"
#include "core/file/file.h"
#include "core/file/link.h"
#include "core/group/manage.h"
#include "core/identity/account.h"
#include "core/identity/handle.h"
#include "core/identity/system.h"
#include "core/notification/notice.h"
#include "core/office/approval/approval.h"
#include "core/office/ding/ding.h"
#include "core/office/document/document.h"
#include "core/office/room/booking.h"
#include "core/office/schedule/schedule.h"
#include "core/office/task/task.h"
#include "core/retention/retention.h"
#include "core/schema/schema.h"
#include "core/tenant/tenant.h"
#include "core/wallet/red_packet.h"
#include "core/webhook/webhook.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/webhook.h"
#include "dialect/imchat/imchat.h"
#include "dialect/openim/dialect.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/gateway.h"
#include "server/admin.h"
#include "server/apps.h"
#include "server/clocks.h"
#include "server/cluster.h"
#include "server/ding_gateway.h"
#include "server/forget_start.h"
#include "server/image_worker.h"
#include "server/imchat.h"
#include "server/options.h"
#include "server/pages.h"
#include "server/routes.h"
#include "server/search_index.h"
#include "server/secrets.h"
#include "server/settings.h"
#include "server/store_mark.h"
#include "server/sweeps.h"
#include "server/tls.h"
#include "server/wallet.h"
#include "server/webhook_sender.h"
#include "store/job.h"
#include "store/s3_blobs.h"
#include "store/store.h"

namespace koine::server {

namespace {

constexpr std::int64_t kDrainMs = 5'000;
constexpr std::chrono::milliseconds kRestartAfter{200};  // openim 4.12
constexpr std::size_t kSlowQueueMax = 1'000;
constexpr std::size_t kFileQueueMax = 1'000;

int Fail(const Error& error) {
  const std::string& text = error.text.empty() ? error.field : error.text;
  std::fprintf(stderr, "koine: %s\n",
               text.empty() ? std::string(CodeName(error.code)).c_str() : text.c_str());
  return 1;
}

// The size from which a piece of memory is taken from the system alone, in bytes.
constexpr int kMappedFrom = 4 << 20;

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
  // What a long answer took stays for the next: else the system clears the same pages each time.
  ::mallopt(M_TRIM_THRESHOLD, kHeapKept);
  ::mallopt(M_MMAP_THRESHOLD, kMappedFrom);
}

// The default tenant, and the administrators of OpenIM, made at first start (openim 2.4). They are
// the server's own accounts, and made before the first person (identity/rows.cc).
Status PrepareOpenim(store::Store& store, openim::Openim& dialect) {
  constexpr int kAdminKind = 2;
  const openim::Settings& settings = dialect.settings();
  auto prepare = [&settings](store::Txn& txn) -> Result<std::vector<UserId>> {
    identity::EnsureTenant(txn, kDefaultTenant, "default");
    approval::EnsureTemplates(txn, kDefaultTenant);
    std::vector<UserId> admins;
    for (std::size_t i = 0; i < settings.admin_users.size(); ++i) {
      const std::string& handle = settings.admin_users[i];
      auto user = identity::FindUserByHandle(txn, kDefaultTenant, handle);
      if (user) {
        admins.push_back(user->id);
        continue;
      }
      identity::GivenUser given;
      given.handle = handle;
      given.nickname = i < settings.admin_names.size() ? settings.admin_names[i] : handle;
      given.kind = kAdminKind;
      KOINE_TRY(const auto ids, identity::RegisterGiven(txn, kDefaultTenant, {given}));
      admins.push_back(ids.front());
    }
    return admins;
  };
  auto made = store.WriteAndWait({"prepare"}, prepare);
  // Another server that starts on the same database may make them too: then they are there now.
  if (!made.ok() && made.error().Is(Code::kUserExists)) {
    made = store.WriteAndWait({"prepare"}, prepare);
  }
  if (!made.ok()) return std::move(made).error();
  dialect.set_admins(std::move(made).value());
  return Ok();
}

// Only the server makes a store; what other commands do is done to one that is there.
enum class Missing : std::uint8_t { kIsMade, kIsRefused };

Result<std::unique_ptr<store::Store>> OpenStore(const config::Config& config, Clock& clock,
                                                Random& random, Missing missing) {
  store::Options options;
  options.url = config.Text("store.url");
  if (options.url.empty()) options.url = "sqlite:" + config.Text("data") + "/koine.db";
  options.clock = &clock;
  options.random = &random;
  options.readers = static_cast<int>(config.Int("threads.readers"));
  options.cache_bytes = config.Int("store.cache");
  options.create = missing == Missing::kIsMade;
  auto store = store::Store::Open(options, core::Migrations());
  if (!store.ok() && store.error().Is(Code::kNotFound) && !KnowsStore(config)) {
    return FieldError(Code::kNotFound, "store.url",
                      store.error().text + "; `koine serve` makes one");
  }
  return store;
}

// The store of the server. Secrets that know one refuse to begin with an empty one.
Result<std::unique_ptr<store::Store>> OpenOwnStore(const config::Config& config, Clock& clock,
                                                   Random& random) {
  const bool known = KnowsStore(config);
  auto store = OpenStore(config, clock, random, known ? Missing::kIsRefused : Missing::kIsMade);
  if (!store.ok() && store.error().Is(Code::kNotFound)) return StoreIsGone(config, store.error());
  return store;
}

// Everything a running server is made of, in the order of its needs.
struct Server {
  explicit Server(const config::Config& c) : config(c), clock(c.Bool("test.clock")) {}
  // Also where a start fails: the node leaves while the store is there.
  ~Server() {
    if (cluster != nullptr) cluster->Stop();
  }

  Status Open() {
    KOINE_CHECK(CheckClusterSettings(config));
    KOINE_CHECK(CheckCallSettings(config));
    KOINE_TRY(tls, OpenTls(config));
    KOINE_CHECK(CheckAccountSettings(config));
    KOINE_TRY(secrets, LoadSecrets(config.Text("data"), random, config.Text("secrets.file")));
    KOINE_CHECK(CheckStrength(config, secrets));
    KOINE_TRY(store, OpenOwnStore(config, clock, random));
    KOINE_CHECK(CheckSecrets(*store, secrets));
    if (!KnowsStore(config)) NoteStore(config);
    const std::string node = NodeName(config, random);
    KOINE_CHECK(OpenFiles());
    slow = std::make_unique<Pool>("slow", 1, kSlowQueueMax);
    FairPool::Bounds bounds;
    // Without a limit of passwords, callers have none in the queue either.
    if (config.Int("limits.passwords_per_s") == 0) bounds.waiting_of_one = 0;
    passwords = std::make_unique<FairPool>("password", static_cast<int>(config.Int("threads.slow")),
                                           bounds);
    slow_files = std::make_unique<Pool>("files", FileThreads(config), kFileQueueMax);
    // One picture at a time, and callers take turns.
    slow_images = std::make_unique<FairPool>("images", 1, FairPool::Bounds{256, 32, 64});
    gateway::Services services{store.get(),
                               &clock,
                               &random,
                               nullptr,
                               nullptr,
                               &files,
                               {slow.get(), slow_files.get(), slow_images.get(), passwords.get()}};
    search = std::make_unique<SearchIndex>(*store, clock, random, node);
    KOINE_TRY(gateway::Settings gateway_settings, GatewaySettings(config));
    gateway = std::make_unique<gateway::Gateway>(services, std::move(gateway_settings));
    KOINE_TRY(cluster,
              OpenCluster(config, node, secrets.ruoyi_token, *store, clock, random, *gateway));
    store->SetPublisher([this](std::shared_ptr<const store::Batch> batch) {
      if (cluster != nullptr) {
        cluster->Publish(std::move(batch));
      } else {
        gateway->Publish(std::move(batch));
      }
      search->Wake();
      if (WebhookSender* sender = woken.load()) sender->Wake();
    });
    KOINE_TRY(ruoyi::Settings spoken, RuoyiSettings(config));
    dialect = std::make_unique<ruoyi::Ruoyi>(secrets.ruoyi_token, clock, std::move(spoken));
    KOINE_CHECK(gateway->AddDialect(*dialect));
    KOINE_TRY(const word::Rule words, WordRule(config));
    word::SetRule(words);
    KOINE_TRY(openim::Settings openim_settings, OpenimSettings(config));
    openim_settings.config = config.ToJson();
    openim_settings.restart = [this] { AskRestart(); };
    openim =
        std::make_unique<openim::Openim>(secrets.openim, secrets.seal, std::move(openim_settings));
    KOINE_CHECK(PrepareOpenim(*store, *openim));
    KOINE_CHECK(PrepareAdmin(*store, config));
    KOINE_CHECK(PrepareOrganization(*store));
    if (config.Bool("demo")) {
      KOINE_TRY(demo, MakeDemoApp(*store, AppSecretKey(secrets)));
    }
    gateway::Site& api = gateway->AddSite("openim_api");
    gateway::Site& socket = gateway->AddSite("openim_gateway");
    KOINE_CHECK(gateway->AddDialect(*openim, api, socket));
    KOINE_CHECK(OpenAppim());
    KOINE_TRY(imchat, OpenImchat(config, secrets, *gateway));
    imchat->AlsoTake(*dialect);  // the web client signs in there
    KOINE_CHECK(OpenWebhooks(node));
    OpenPages();
    AddJobs();
    return Ok();
  }

  void AddJobs() {
    jobs = std::make_unique<store::JobRunner>(*store, clock);
    group::AddJobs(*jobs);
    erasure::AddFarewellJobs(*jobs);
    app::AddChannelJobs(*jobs);
    call::AddJobs(*jobs, [this](UserId user) { return gateway->presence().Connected(user); });
    jobs->Add(tenant::kEndLoginsJob, app::EndLogins);
    erasure::AddPersonJob(*jobs);
    erasure::AddTenantJob(*jobs);
    retention::AddJobs(
        *jobs, {config.DurationMs("messages.keep"), config.DurationMs("openim.objects_keep"),
                config.List("openim.objects_expire")});
    jobs->Add(tenant::kEndFilesJob, file::EndFiles);
    jobs->Add(webhook::kClearJob, webhook::Clear);
    wallet::AddPacketJobs(*jobs);
    notification::AddNoticeJobs(*jobs);
    bulletin::AddJobs(*jobs);
    room::AddJobs(*jobs, config.DurationMs("rooms.release_after"));
    approval::AddJobs(*jobs);
    schedule::AddJobs(*jobs);
    ding::AddJobs(*jobs);
    task::AddJobs(*jobs);
    document::AddJobs(*jobs);
    AddWalletAudit(*jobs, *store, *slow_files, config.DurationMs("wallet.audit_every"));
    AddSweeps(*jobs, *store, *blobs, *slow_files, config.DurationMs("ding.keep"));
  }

  // What the server itself serves, at its own addresses and those of people.
  void OpenPages() {
    gateway::Page page =
        WithHsts(WithTestClock(MakePages(*gateway), config.Bool("test.clock"), clock), config);
    for (const auto& site : gateway->sites()) {
      if (site->name == "main" || site->name == "imchat_backstage") site->page = page;
    }
    gateway->AddSite("metrics").page = MakeMetricsPage(*gateway, config.Text("data"));
  }

  // Its sockets open at an address of their own, whatever the path, and beside the rows.
  Status OpenAppim() {
    KOINE_TRY(std::string url, PublicUrl(config, "appim.public_url"));
    const Zone* zone = Zone::Find(config.Text("appim.zone"));
    if (zone == nullptr) return config.Refusal("appim.zone", "expected UTC, +08:00 or Area/City");
    appim =
        std::make_unique<appim::Appim>(secrets.seal, AppSecretKey(secrets), std::move(url), *zone);
    appim->set_presence(&gateway->presence());
    KOINE_CHECK(gateway->AddDialect(*appim));
    gateway::Site& site = gateway->AddSite("appim_socket");
    site.any_socket_path = true;
    site.sockets.push_back(appim.get());
    return Ok();
  }

  Status OpenWebhooks(const std::string& node) {
    renderer = std::make_unique<appim::WebhookRenderer>(*appim);
    WebhookSettings settings;
    settings.timeout_ms = config.DurationMs("webhooks.timeout");
    settings.first_pause_ms = config.DurationMs("webhooks.first_pause");
    settings.attempts = config.Int("webhooks.attempts");
    settings.gateway_secret = secrets.ding_gateway;
    KOINE_CHECK(OpenDingGateway(config, *store));
    auto online_of = [this](const std::set<TenantId>& tenants) {
      std::vector<webhook::Online> out;
      for (const auto& one : gateway->presence().OnlineOf(tenants)) {
        out.push_back({one.tenant, one.user});
      }
      return out;
    };
    webhooks = std::make_unique<WebhookSender>(
        WebhookSender::Parts{store.get(), &clock, &random, renderer.get(), std::move(online_of)},
        WebhookSecretKey(secrets.ruoyi_token), node, settings);
    woken = webhooks.get();
    return Ok();
  }

  // Ends as on a signal, once the one who asked for it has the answer. Any thread.
  void AskRestart() {
    restart = true;
    auto end = [] { ::kill(::getpid(), SIGTERM); };
    const bool taken = slow->Submit([end] {
      std::this_thread::sleep_for(kRestartAfter);
      end();
    });
    if (!taken) end();
  }

  Status OpenFiles() {
    KOINE_TRY(blobs, OpenBlobs(config, clock, random));
    // A key of its own, made from the one that signs tokens.
    link_key.emplace(crypto::HmacSha256(secrets.ruoyi_token).Sign("links to files"));
    files.blobs = blobs.get();
    files.key = &*link_key;
    if (config.Bool("files.thumbnails")) {
      images = std::make_unique<ImageWorker>("/proc/self/exe");
      files.images = images.get();
    }
    files.limits = FileLimits(config);
    return Ok();
  }

  // Opens all addresses; each setting names its site. Returns the main one, and all as the start
  // line has them.
  Result<net::Address> Listen(std::string* line) {
    net::Address main;
    std::map<std::string, std::string> opened;  // by the value of the setting
    for (const auto& site : gateway->sites()) {
      const std::string name = "listen." + site->name;
      const std::string& value = config.Text(name);
      const bool may_be_off = site->name == "metrics" || site->name.rfind("imchat_", 0) == 0;
      if (value.empty() && may_be_off) continue;
      KOINE_TRY(const HostPort at, ParseHostPort(name, value));
      // What is at an address of IM Chat that is given twice is together: it is one listener.
      const bool shares = site->name.rfind("imchat_", 0) == 0 && at.port != 0;
      if (const auto same = opened.find(value); shares && same != opened.end()) {
        *line += " " + site->name + "=" + same->second;
        continue;
      }
      auto bound = gateway->Listen(*site, at.host, at.port, tls);
      if (!bound.ok()) {
        return config.Refusal(name, bound.error().text, Code::kUnavailable);
      }
      if (site.get() == &gateway->main_site()) main = *bound;
      opened.emplace(value, bound->ToString());
      *line += " " + site->name + "=" + bound->ToString();
    }
    return main;
  }

  const config::Config& config;
  std::atomic<bool> restart = false;
  std::shared_ptr<net::TlsContext> tls;  // null: none
  std::string demo;                      // what was made for trying it out, with its keys
  AdjustableClock clock;
  SystemRandom random;
  Secrets secrets;
  std::unique_ptr<cluster::Cluster> cluster;  // used by the store's threads until they end
  std::unique_ptr<store::Store> store;
  std::unique_ptr<store::BlobStore> blobs;
  std::optional<crypto::HmacSha256> link_key;
  file::Storage files;
  file::LinkSigner links{files, clock};
  std::unique_ptr<Pool> slow;
  std::unique_ptr<FairPool> passwords;
  std::unique_ptr<Pool> slow_files;
  std::unique_ptr<ImageWorker> images;
  std::unique_ptr<FairPool> slow_images;
  std::unique_ptr<ruoyi::Ruoyi> dialect;
  std::unique_ptr<openim::Openim> openim;
  std::unique_ptr<appim::Appim> appim;
  std::unique_ptr<imchat::Imchat> imchat;
  std::unique_ptr<gateway::Gateway> gateway;
  std::unique_ptr<store::JobRunner> jobs;
  std::unique_ptr<SearchIndex> search;
  std::unique_ptr<appim::WebhookRenderer> renderer;
  std::unique_ptr<WebhookSender> webhooks;
  std::atomic<WebhookSender*> woken{nullptr};  // by commits, once it is there
};

// Sets the level of the log.
Status TakeLogLevel(const config::Config& config) {
  log::Level level = log::Level::kInfo;
  if (!log::ParseLevel(config.Text("log.level"), &level)) {
    return config.Refusal("log.level", "must be debug, info, warn, error or off");
  }
  log::SetLevel(level);
  return Ok();
}

// What SIGHUP takes anew, from files that may have changed: certificate, key and level of the log.
// All else waits for a start.
void Reload(Server& server, const config::Inputs& inputs) {
  const auto config = config::Config::Load(AllSettings(), inputs);
  Status done = config.ok() ? TakeLogLevel(*config) : Status(config.error());
  if (done.ok() && server.tls != nullptr) done = ReloadTls(*config, *server.tls);
  if (done.ok()) {
    log::Info("server", "reloaded log.level and certificate");
  } else {
    log::Error("server", "not reloaded: {}", done.error().text);
  }
}

// The signal that ends the process; SIGHUP does not.
int WaitForEnd(const sigset_t& signals, Server& server, const config::Inputs& inputs) {
  for (int caught = 0;;) {
    sigwait(&signals, &caught);
    if (caught != SIGHUP) return caught;
    Reload(server, inputs);
  }
}

}  // namespace

int Serve(const config::Config& config, const config::Inputs& inputs) {
  if (Status level = TakeLogLevel(config); !level.ok()) return Fail(level.error());
  PrepareProcess();
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ::signal(SIGPIPE, SIG_IGN);

  Server server(config);
  Status opened = server.Open();
  if (!opened.ok()) return Fail(opened.error());
  std::string line;
  auto bound = server.Listen(&line);
  if (!bound.ok()) return Fail(bound.error());
  server.gateway->Start();
  if (server.cluster != nullptr) server.cluster->Start();
  server.jobs->Start();
  server.search->Start();
  server.webhooks->Start();
  ForgetStart();
  std::printf("listening%s\n", line.c_str());
  std::printf("open %s://%s/ in a browser; documents at /doc.html; stop with Ctrl-C\n",
              server.tls == nullptr ? "http" : "https", bound->ToString().c_str());
  std::fputs(server.demo.c_str(), stdout);
  std::fflush(stdout);
  log::Info("server", "serving on {} with {} ({})", bound->ToString(), server.store->engine(),
            config.Text("data"));

  const int caught = WaitForEnd(signals, server, inputs);
  log::Info("server", "stopping on signal {}", caught);
  server.jobs->Stop();
  server.search->Stop();
  server.webhooks->Stop();
  server.gateway->Stop(kDrainMs);
  server.blobs->Stop();
  if (server.cluster != nullptr) server.cluster->Stop();
  server.slow->Stop();
  server.passwords->Stop();
  server.slow_files->Stop();
  server.slow_images->Stop();
  server.store.reset();
  const bool again = server.restart;
  if (again) log::Info("server", "starting again");
  log::Flush();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  return again ? kRestart : 0;
}

int RebuildIndex(const config::Config& config) {
  PrepareProcess();
  SystemClock clock;
  SystemRandom random;
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  Status done = Reindex(**store, clock, random);
  if (!done.ok()) return Fail(done.error());
  return 0;
}

int PrintSecret(const config::Config& config) {
  const bool adopt = config.words() == std::vector<std::string>{"adopt"};
  if (!adopt && config.words() != std::vector<std::string>{"openim"}) {
    return Fail(
        FieldError(Code::kBadArgument, "secret", "usage: koine secret openim|adopt --data DIR"));
  }
  SystemClock clock;
  SystemRandom random;
  auto secrets = LoadSecrets(config.Text("data"), random, config.Text("secrets.file"), false);
  if (!secrets.ok()) return Fail(secrets.error());
  if (!adopt) {
    std::puts(secrets->openim.c_str());
    return 0;
  }
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  const Status done = AdoptSecrets(**store, *secrets);
  if (!done.ok()) return Fail(done.error());
  std::puts("the store accepts these secrets from now on; all users have to sign in again");
  return 0;
}

int PrintCluster(const config::Config& config) {
  if (config.words() != std::vector<std::string>{"status"}) {
    return Fail(
        FieldError(Code::kBadArgument, "cluster", "usage: koine cluster status --store.url URL"));
  }
  SystemClock clock;
  SystemRandom random;
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  const auto text = ClusterStatus(**store);
  if (!text.ok()) return Fail(text.error());
  std::fputs(text->c_str(), stdout);
  return 0;
}

int AuditWallet(const config::Config& config) {
  if (config.words() != std::vector<std::string>{"wallet"}) {
    return Fail(FieldError(Code::kBadArgument, "audit", "usage: koine audit wallet --data DIR"));
  }
  SystemClock clock;
  SystemRandom random;
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  auto report = CheckMoney(**store);
  if (!report.ok()) return Fail(report.error());
  std::fputs(report->text.c_str(), stdout);
  return report->findings == 0 ? 0 : 1;
}

int ManageApps(const config::Config& config) {
  PrepareProcess();
  SystemClock clock;
  SystemRandom random;
  auto secrets = LoadSecrets(config.Text("data"), random, config.Text("secrets.file"), false);
  if (!secrets.ok()) return Fail(secrets.error());
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  const AppKeys keys{AppSecretKey(*secrets), WebhookSecretKey(secrets->ruoyi_token)};
  auto lines = RunApp(**store, keys, config.words());
  if (!lines.ok()) return Fail(lines.error());
  std::fputs(lines->c_str(), stdout);
  return 0;
}

int ManageAdmin(const config::Config& config) {
  PrepareProcess();
  SystemClock clock;
  SystemRandom random;
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  auto lines = RunAdmin(**store, random, config.words());
  if (!lines.ok()) return Fail(lines.error());
  std::fputs(lines->c_str(), stdout);
  return 0;
}

int PrintRoutes(bool as_json) {
  SystemClock clock;
  ruoyi::Ruoyi dialect(std::string(32, '0'), clock, {});
  openim::Openim openim(std::string(32, '0'), std::string(16, '0'), {});
  appim::Appim appim(std::string(16, '0'), crypto::HmacSha256(std::string(32, '0')));
  imchat::Imchat imchat({std::string(32, '0'), std::string(32, '1')}, {});
  const std::vector<gateway::Dialect*> dialects = {&dialect, &openim, &appim, &imchat};
  const std::string text = as_json ? RoutesJson(dialects) : RoutesText(dialects);
  std::fputs(text.c_str(), stdout);
  return 0;
}

}  // namespace koine::server
