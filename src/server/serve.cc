#include "server/serve.h"

#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "base/fair_pool.h"
#include "base/log.h"
#include "base/log_scope.h"
#include "base/pool.h"
#include "base/time.h"
#include "base/uuid.h"
#include "core/file/file.h"
#include "core/file/link.h"
#include "core/identity/account.h"
#include "core/identity/handle.h"
#include "core/identity/password.h"
#include "core/identity/system.h"
#include "core/office/application/system.h"
#include "core/office/approval/approval.h"
#include "core/schema/schema.h"
#include "core/webhook/webhook.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/webhook.h"
#include "dialect/imchat/imchat.h"
#include "dialect/openim/dialect.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/gateway.h"
#include "server/admin.h"
#include "server/apps.h"
#include "server/backlog_series.h"
#include "server/backup.h"
#include "server/backup_schedule.h"
#include "server/clocks.h"
#include "server/cluster.h"
#include "server/ding_gateway.h"
#include "server/erase.h"
#include "server/forget_start.h"
#include "server/image_worker.h"
#include "server/imchat.h"
#include "server/jobs.h"
#include "server/mail_sender.h"
#include "server/notify.h"
#include "server/open.h"
#include "server/operator.h"
#include "server/operator_socket.h"
#include "server/options.h"
#include "server/pages.h"
#include "server/places.h"
#include "server/plain_http.h"
#include "server/reload.h"
#include "server/search_index.h"
#include "server/secrets.h"
#include "server/settings.h"
#include "server/store_mark.h"
#include "server/sweeps.h"
#include "server/tls.h"
#include "server/wallet.h"
#include "server/webhook_sender.h"
#include "store/diag.h"
#include "store/job.h"
#include "store/s3_blobs.h"
#include "store/store.h"

namespace koine::server {

namespace {

constexpr std::int64_t kDrainMs = 5'000;
constexpr std::chrono::milliseconds kRestartAfter{200};  // openim 4.12
constexpr std::int64_t kFirstLinkMs = kDayMs;            // a start makes a new link
constexpr std::size_t kSlowQueueMax = 1'000;
constexpr std::size_t kFileQueueMax = 1'000;

// The default tenant, and the administrators of OpenIM, made at first start (openim 2.4). They are
// the server's own accounts, and made before the first person (identity/rows.cc).
Status PrepareOpenim(store::Store& store, openim::Openim& dialect) {
  constexpr int kAdminKind = 2;
  const openim::Settings& settings = dialect.settings();
  auto prepare = [&settings](store::Txn& txn) -> Result<std::vector<UserId>> {
    identity::EnsureTenant(txn, kDefaultTenant, "default");
    approval::EnsureTemplates(txn, kDefaultTenant);
    application::EnsureDefaults(txn, kDefaultTenant);
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

// Everything a running server is made of, in the order of its needs.
struct Server {
  explicit Server(const config::Config& c) : config(c), clock(c.Bool("test.clock")) {}
  // Also where a start fails: the node leaves while the store is there.
  ~Server() {
    if (cluster != nullptr) cluster->Stop();
  }

  // What another node asks this one.
  std::optional<std::string> Answer(std::string_view question) {
    return AnswerTrace([this](std::int64_t at) { return gateway->HandedOver(at); }, question);
  }

  // The threads for slow work of each kind.
  void StartPools() {
    if (config.Bool("test.passwords")) {
      identity::SetPasswordCost(identity::PasswordCost::kTest);
      log::Warn("server", "test.passwords is on: new passwords are easy to guess from the store");
    }
    slow = std::make_unique<Pool>("slow", 1, kSlowQueueMax);
    FairPool::Bounds bounds;
    // Without a limit of passwords, callers have none in the queue either.
    if (config.Int("limits.passwords_per_s") == 0) bounds.waiting_of_one = 0;
    passwords = std::make_unique<FairPool>("password", static_cast<int>(config.Int("threads.slow")),
                                           bounds);
    slow_files = std::make_unique<Pool>("files", FileThreads(config), kFileQueueMax);
    // One picture at a time, and callers take turns.
    slow_images = std::make_unique<FairPool>("images", 1, FairPool::Bounds{256, 32, 64});
    remote = std::make_unique<FairPool>("remote", static_cast<int>(config.Int("ai.parallel")),
                                        FairPool::Bounds{64, 2, 0});
  }

  Status Open() {
    // Before anything is made.
    KOINE_CHECK(CheckSettings(config));
    KOINE_TRY(tls, OpenTls(config));
    KOINE_TRY(secrets, LoadSecrets(config.Text("data"), random, config.Text("secrets.file")));
    KOINE_CHECK(CheckStrength(config, secrets));
    KOINE_TRY(store, OpenOwnStore(config, clock, random));
    KOINE_CHECK(CheckSecrets(*store, secrets));
    if (!KnowsStore(config)) NoteStore(config);
    node = NodeName(config, random);
    const bool of_several = !config.List("cluster.nats").empty();
    if (of_several || !config.Text("cluster.node").empty()) log::SetNode(node);
    KOINE_CHECK(OpenFiles());
    StartPools();
    gateway::Services services{
        store.get(),
        &clock,
        &random,
        nullptr,
        nullptr,
        &files,
        {slow.get(), slow_files.get(), slow_images.get(), passwords.get(), remote.get()}};
    backlogs = std::make_unique<BacklogSeries>(*store);
    search = std::make_unique<SearchIndex>(*store, clock, random, node);
    KOINE_TRY(gateway::Settings gateway_settings, GatewaySettings(config));
    gateway = std::make_unique<gateway::Gateway>(services, std::move(gateway_settings));
    KOINE_TRY(cluster,
              OpenCluster(config, node, secrets.ruoyi_token, *store, clock, random, *gateway,
                          [this](std::string_view question) { return Answer(question); }));
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
    KOINE_TRY(first_admin, PrepareAdmin(*store, config));
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
    KOINE_TRY(mails, OpenMail(config, {store.get(), blobs.get(), &clock, &random}, node));
    OpenPages();
    KOINE_TRY(gateway->AddSite(kPlainSite).page, MakePlainPage(config, tls != nullptr));
    AddJobs();
    return Ok();
  }

  void AddJobs() {
    jobs = std::make_unique<store::JobRunner>(*store, clock);
    AddStoreJobs(*jobs, config,
                 [this](UserId user) { return gateway->presence().Connected(user); });
    AddWalletAudit(*jobs, *store, *slow_files, config.DurationMs("wallet.audit_every"));
    AddEraseEnd(*jobs, config, *slow_files);
    AddSweeps(*jobs, *store, *blobs, *slow_files);
    CompareKinds(*jobs, JobKinds(*store, clock, config));
  }

  // Null where no other server can be on the store.
  std::unique_ptr<BackupTurn> TurnOfBackups() {
    if (store->engine() != "postgresql") return nullptr;
    return std::make_unique<BackupTurn>(*store, clock, node + "/" + uuid::New(random));
  }

  // What the server itself serves, at its own addresses and those of people.
  void OpenPages() {
    gateway::Page page =
        WithHsts(WithTestClock(MakePages(*gateway, config.List("workbench.frame_hosts")),
                               config.Bool("test.clock"), clock),
                 config);
    for (const auto& site : gateway->sites()) {
      if (site->name == "main" || site->name == "imchat_backstage") site->page = page;
    }
    gateway->AddSite("metrics").page = MakeMetricsPage(
        *gateway, config.Text("data"), IsPostgres(config) ? "" : SqliteFile(config));
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
      const bool plain = site->name == kPlainSite;
      const bool may_be_off =
          plain || site->name == "metrics" || site->name.rfind("imchat_", 0) == 0;
      if (value.empty() && may_be_off) continue;
      KOINE_TRY(const HostPort at, ParseHostPort(name, value));
      // What is at an address of IM Chat that is given twice is together: it is one listener.
      const bool shares = site->name.rfind("imchat_", 0) == 0 && at.port != 0;
      if (const auto same = opened.find(value); shares && same != opened.end()) {
        *line += " " + site->name + "=" + same->second;
        continue;
      }
      auto bound = gateway->Listen(*site, at.host, at.port, plain ? nullptr : tls);
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
  std::string node;
  std::optional<identity::FirstAdmin> first_admin;  // who waits for a password
  std::string demo;  // what was made for trying it out, with its keys
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
  std::unique_ptr<FairPool> remote;  // waits for language models
  std::unique_ptr<ruoyi::Ruoyi> dialect;
  std::unique_ptr<openim::Openim> openim;
  std::unique_ptr<appim::Appim> appim;
  std::unique_ptr<imchat::Imchat> imchat;
  std::unique_ptr<gateway::Gateway> gateway;
  std::unique_ptr<store::JobRunner> jobs;
  std::unique_ptr<SearchIndex> search;
  std::unique_ptr<BacklogSeries> backlogs;
  std::unique_ptr<BackupSchedule> backups;  // null: off
  std::unique_ptr<appim::WebhookRenderer> renderer;
  std::unique_ptr<WebhookSender> webhooks;
  std::unique_ptr<MailSender> mails;
  std::atomic<WebhookSender*> woken{nullptr};  // by commits, once it is there
};

// What the commands of whoever runs the server reach.
Operated OperatedOn(Server& server, const config::Inputs& inputs) {
  Operated on{server.store.get(),
              &server.random,
              {AppSecretKey(server.secrets), WebhookSecretKey(server.secrets.ruoyi_token)},
              server.secrets.seal};
  on.sessions = [&server](std::int64_t position) { return server.gateway->HandedOver(position); };
  if (server.cluster != nullptr && server.cluster->asks()) {
    on.others = [&server](const std::vector<std::string>& nodes, std::string_view question) {
      return server.cluster->Ask(nodes, question);
    };
  }
  on.reload = [&server, inputs] { return Reload(server.config, inputs, server.tls.get()); };
  on.status = [&server, started_at = server.clock.NowMs()] {
    const Status health = server.store->health();
    StatusOut out;
    out.version = KOINE_VERSION;
    out.engine = server.store->engine();
    out.node = server.node;
    out.writable = health.ok();
    if (!health.ok()) out.fault = health.error().text;
    out.started_at = started_at;
    out.users_online = static_cast<std::int64_t>(server.gateway->presence().local_users());
    out.queued = static_cast<std::int64_t>(server.store->queued());
    out.position = server.store->head();
    out.backup = ReadBackupState(server.config.Text("data"));
    if (server.backups != nullptr) out.backup_next_at = server.backups->next_at();
    if (server.tls != nullptr) out.certificate_until = server.tls->GoodUntilMs();
    return out;
  };
  return on;
}

// How whoever reads it becomes the first administrator; empty: there is one.
std::string FirstAdminText(const Server& server, const net::Address& bound) {
  if (!server.first_admin) return "";
  std::string base = server.config.Text("public_url");
  while (!base.empty() && base.back() == '/') base.pop_back();
  if (base.empty()) base = (server.tls == nullptr ? "http://" : "https://") + bound.ToString();
  const std::int64_t until_ms = server.clock.NowMs() + kFirstLinkMs;
  return "no administrator yet: this link sets the password of " +
         server.config.Text("admin.username") + ", once, until " +
         FormatTime(until_ms, Zone::Utc()) + " UTC\n  " + base + ruoyi::Ruoyi::kResetPath +
         server.dialect->ResetCode(kDefaultTenant, server.first_admin->user,
                                   server.first_admin->binding, until_ms) +
         "\n";
}

// The signal that ends the process; SIGHUP does not. Meanwhile the service manager hears that the
// server lives.
int WaitForEnd(const sigset_t& signals, Server& server, const config::Inputs& inputs,
               const Notifier& manager) {
  Pulse pulse(*server.gateway);
  // Twice within the time after which it would end the process.
  const std::int64_t every_ms = manager.watchdog_ms() > 0 ? manager.watchdog_ms() / 2 : kDayMs;
  const timespec wait{every_ms / kSecondMs, every_ms % kSecondMs * 1'000'000};
  for (;;) {
    const int caught = sigtimedwait(&signals, nullptr, &wait);
    if (caught == SIGHUP) {
      if (!Reload(server.config, inputs, server.tls.get()).ok()) {
        log::Warn("server", "goes on as it was");
      }
    } else if (caught > 0) {
      return caught;
    } else if (manager.watchdog_ms() > 0 && errno == EAGAIN && pulse.Beats()) {
      manager.Tell("WATCHDOG=1");
    }
  }
}

// Ends what works, in the order of who needs whom.
void StopAll(Server& server) {
  server.jobs->Stop();
  server.search->Stop();
  server.backlogs->Stop();
  server.webhooks->Stop();
  server.mails->Stop();
  server.dialect->ai().Stop();
  if (server.cluster != nullptr) server.cluster->StopAnswering();
  server.gateway->Stop(kDrainMs);
  server.blobs->Stop();
  if (server.cluster != nullptr) server.cluster->Stop();
  server.slow->Stop();
  server.passwords->Stop();
  server.slow_files->Stop();
  server.slow_images->Stop();
  server.remote->Stop();
  server.store.reset();
}

}  // namespace

int Serve(const config::Config& config, const config::Inputs& inputs) {
  if (Status level = TakeLogLevel(config); !level.ok()) return Fail(level.error());
  if (Status form = TakeLogFormat(config); !form.ok()) return Fail(form.error());
  store::LogSlow(true);
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
  auto backups = BackupSchedule::Open(config, inputs.args, server.clock, server.TurnOfBackups());
  if (!backups.ok()) return Fail(backups.error());
  server.backups = std::move(backups).value();
  std::string line;
  auto bound = server.Listen(&line);
  if (!bound.ok()) return Fail(bound.error());
  server.gateway->Start();
  if (server.cluster != nullptr) server.cluster->Start();
  server.jobs->Start();
  server.search->Start();
  server.backlogs->Start();
  if (server.backups != nullptr) server.backups->Start();
  server.webhooks->Start();
  server.mails->Start();
  const Operated operated = OperatedOn(server, inputs);
  OperatorSocket commands(
      config.Text("data"), [&on = operated](const OperatorRequest& request, uid_t uid) {
        return AnswerOf(RunOperator(on, OperatorName(uid), request.words), request.json);
      });
  if (Status open = commands.Start(); !open.ok()) {
    log::Warn("server", "commands such as `koine user` do not reach this server: {}",
              open.error().text);
  }
  ForgetStart();
  std::printf("listening%s\n", line.c_str());
  std::printf("open %s://%s/ in a browser; documents at /doc.html; stop with Ctrl-C\n",
              server.tls == nullptr ? "http" : "https", bound->ToString().c_str());
  std::fputs(FirstAdminText(server, *bound).c_str(), stdout);
  std::fputs(server.demo.c_str(), stdout);
  std::fflush(stdout);
  log::Info("server", "serving on {} with {} ({})", bound->ToString(), server.store->engine(),
            config.Text("data"));

  const Notifier manager;
  manager.Tell("READY=1");
  const int caught = WaitForEnd(signals, server, inputs, manager);
  manager.Tell("STOPPING=1");
  log::Info("server", "stopping on signal {}", caught);
  commands.Stop();
  if (server.backups != nullptr) server.backups->Stop();
  StopAll(server);
  const bool again = server.restart;
  if (again) log::Info("server", "starting again");
  log::Flush();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  return again ? kRestart : 0;
}

}  // namespace koine::server
