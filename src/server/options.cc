#include "server/options.h"

#include <sys/resource.h>

#include <algorithm>
#include <string>
#include <thread>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/identity/handle.h"
#include "core/office/application/address.h"
#include "server/apps.h"
#include "server/cluster.h"
#include "server/mail_sender.h"
#include "server/settings.h"
#include "store/s3_blobs.h"

namespace koine::server {

namespace {

// A sentence that names the setting `files.s3.NAME`.
Error S3Error(const config::Config& config, const Error& error) {
  if (error.field == "data") return error;
  return config.Refusal("files.s3." + error.field, error.text, error.code);
}

// How many connections the system lets the process have, for each takes a descriptor and the store
// and the files need some. Says so where the setting asks for more.
std::int64_t ConnectionsMax(const config::Config& config) {
  constexpr std::int64_t kOthers = 256;
  const std::int64_t wanted = config.Int("limits.connections");
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
  const auto open = static_cast<std::int64_t>(limit.rlim_cur);
  const std::int64_t fit = std::max<std::int64_t>(1, open - std::min(kOthers, open / 4));
  if (wanted <= fit) return wanted;
  log::Warn("server",
            "limits.connections = {} cannot be met: the system allows {} open files "
            "(RLIMIT_NOFILE), enough for {} connections",
            wanted, open, fit);
  return fit;
}

Status ReadProxies(const config::Config& config, gateway::Settings* out) {
  auto proxies = net::TrustedProxies::Parse(config.List("http.trusted_proxies"));
  if (!proxies.ok()) return config.Refusal("http.trusted_proxies", proxies.error().text);
  out->proxies = *std::move(proxies);
  out->proxy_sites = config.List("http.proxy_protocol");
  if (!out->proxy_sites.empty() && out->proxies.empty()) {
    return config.Refusal("http.proxy_protocol", "http.trusted_proxies names nobody");
  }
  for (const std::string& site : out->proxy_sites) {
    const auto all = AllSettings();
    const bool known = std::any_of(all.begin(), all.end(), [&site](const config::Setting& one) {
      return one.name == "listen." + site;
    });
    if (!known) return config.Refusal("http.proxy_protocol", "there is no listener " + site);
  }
  return Ok();
}

// The addresses are written right; whether they can be had is another matter.
Status CheckListeners(const config::Config& config) {
  for (const config::Setting& one : AllSettings()) {
    const std::string_view name = one.name;
    if (!name.starts_with("listen.") || config.Text(name).empty()) continue;
    KOINE_CHECK(ParseHostPort(one.name, config.Text(name)));
  }
  return Ok();
}

}  // namespace

Result<gateway::Settings> GatewaySettings(const config::Config& config) {
  gateway::Settings settings;
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  settings.threads = static_cast<int>(config.Int("threads.io"));
  if (settings.threads == 0) settings.threads = std::max(1, cores - 1);
  settings.rates.requests_per_s = config.Int("limits.requests_per_s");
  settings.rates.expensive_per_s = config.Int("limits.expensive_per_s");
  settings.rates.passwords_per_s = config.Int("limits.passwords_per_s");
  settings.rates.registrations_per_h = config.Int("limits.registrations_per_h");
  settings.rates.messages_per_s = config.Int("limits.messages_per_s");
  settings.rates.trusted_messages_per_s = config.Int("limits.trusted_messages_per_s");
  settings.allowances = {static_cast<int>(config.Int("limits.groups_per_day")),
                         static_cast<int>(config.Int("limits.contacts_per_day")),
                         static_cast<int>(config.Int("limits.joins_per_day")),
                         static_cast<int>(config.Int("limits.complaints_per_h")),
                         static_cast<int>(config.Int("limits.orders_per_h"))};
  settings.sessions_per_user_max = static_cast<std::size_t>(config.Int("limits.sessions_per_user"));
  settings.connections_max = ConnectionsMax(config);
  settings.connections_of_address_max = config.Int("limits.connections_per_address");
  settings.trace_bytes = static_cast<std::size_t>(config.Int("trace.memory"));
  settings.outboxes_bytes = static_cast<std::size_t>(config.Int("limits.outboxes"));
  settings.outbox_bytes =
      gateway::kSlowPart * static_cast<std::size_t>(config.Int("limits.outbox"));
  settings.cors_origins = config.Text("http.cors_origins");
  settings.socket_origins = config.Text("socket.origins");
  settings.metrics_from = config.List("metrics.from");
  KOINE_CHECK(ReadProxies(config, &settings));
  return settings;
}

call::IceSettings IceSettings(const config::Config& config) {
  call::IceSettings out;
  out.stun = config.List("call.stun.url");
  out.turn = config.List("call.turn.url");
  out.secret = config.Text("call.turn.secret");
  out.lifetime_ms = config.DurationMs("call.turn.lifetime");
  return out;
}

Status CheckCallSettings(const config::Config& config) {
  if (config.List("call.turn.url").empty() || !config.Text("call.turn.secret").empty()) return Ok();
  return config.Refusal("call.turn.secret", "call.turn.url needs it");
}

Result<word::Rule> WordRule(const config::Config& config) {
  const std::string rule = config.Text("messages.words");
  if (rule == "mask") return word::Rule::kMask;
  if (rule == "refuse") return word::Rule::kRefuse;
  if (rule == "ignore") return word::Rule::kIgnore;
  return config.Refusal("messages.words", "expected mask, refuse or ignore");
}

bool RegistrationOpen(const config::Config& config) {
  return config.Text("accounts.registration") != "closed";
}

bool RegistrationByInvitation(const config::Config& config) {
  return config.Text("accounts.registration") == "invite";
}

Status CheckAccountSettings(const config::Config& config) {
  const std::string mode = config.Text("accounts.registration");
  if (mode != "open" && mode != "invite" && mode != "closed") {
    return config.Refusal("accounts.registration", "expected open, invite or closed");
  }
  const std::string words = config.Text("accounts.erased_words");
  if (words != "keep" && words != "delete") {
    return config.Refusal("accounts.erased_words", "expected keep or delete");
  }
  const std::string directory = config.Text("accounts.directory");
  if (directory == "open" || directory == "search" || directory == "exact") return Ok();
  return config.Refusal("accounts.directory", "expected search, open or exact");
}

gateway::Features FeaturesOf(const config::Config& config) {
  gateway::Features features;
  features.money = config.Bool("features.money");
  features.packets = features.money && config.Bool("features.packets");
  features.calls = config.Bool("features.calls");
  return features;
}

namespace {

Result<std::int64_t> SecondOf(const config::Config& config, const char* name) {
  const auto second = attendance::SecondIn(config.Text(name));
  if (!second) return config.Refusal(name, "expected HH:mm");
  return *second;
}

Result<std::set<std::int64_t>> DaysOf(const config::Config& config, const char* name) {
  std::set<std::int64_t> out;
  for (const std::string& text : config.List(name)) {
    const auto day = attendance::DayIn(text);
    if (!day) return config.Refusal(name, "expected yyyy-MM-dd");
    out.insert(*day);
  }
  return out;
}

}  // namespace

Result<attendance::Hours> AttendanceHours(const config::Config& config) {
  attendance::Hours hours;
  KOINE_TRY(hours.begin, SecondOf(config, "attendance.begins"));
  KOINE_TRY(hours.end, SecondOf(config, "attendance.ends"));
  if (hours.end <= hours.begin) {
    return config.Refusal("attendance.ends", "expected later than attendance.begins");
  }
  hours.late_after = config.DurationMs("attendance.late_after") / kSecondMs;
  hours.early_before = config.DurationMs("attendance.early_before") / kSecondMs;
  hours.zone = Zone::Find(config.Text("attendance.zone"));
  if (hours.zone == nullptr) {
    return config.Refusal("attendance.zone", "expected UTC, +08:00 or Area/City");
  }
  hours.longest_ms = config.DurationMs("attendance.longest_day");
  KOINE_TRY(hours.holidays, DaysOf(config, "attendance.holidays"));
  KOINE_TRY(hours.workdays, DaysOf(config, "attendance.workdays"));
  return hours;
}

// The sites that the pages of this server may show within themselves.
Result<std::vector<std::string>> FrameHosts(const config::Config& config) {
  constexpr char kName[] = "workbench.frame_hosts";
  std::vector<std::string> hosts = config.List(kName);
  for (const std::string& host : hosts) {
    if (application::HostOf("https://" + host) == host) continue;
    return config.Refusal(kName, "expected host or host:port, not '" + host + "'");
  }
  return hosts;
}

Result<ruoyi::AiSettings> AiModelSettings(const config::Config& config) {
  ruoyi::AiSettings ai;
  ai.url = config.Text("ai.url");
  while (ai.url.ends_with('/')) ai.url.pop_back();
  if (!ai.url.empty() && !ai.url.starts_with("https://") && !ai.url.starts_with("http://")) {
    return config.Refusal("ai.url", "expected https://host/path or http://host/path");
  }
  ai.key = config.Text("ai.key");
  if (std::ranges::any_of(ai.key, [](char c) { return c <= ' ' || c == 0x7f; })) {
    return config.Refusal("ai.key", "expected a key without blanks and control characters");
  }
  ai.models = config.List("ai.models");
  if (!ai.url.empty() && ai.models.empty()) {
    return config.Refusal("ai.models", "expected the name of a model, since ai.url is set");
  }
  ai.timeout_ms = config.DurationMs("ai.timeout");
  ai.per_day = config.Int("ai.per_day");
  return ai;
}

Result<ruoyi::Settings> RuoyiSettings(const config::Config& config) {
  ruoyi::Settings settings;
  KOINE_TRY(settings.hours, AttendanceHours(config));
  KOINE_TRY(const MailSettings mail, ReadMailSettings(config));
  settings.mail = mail.world;
  settings.mail_hook = mail.hook_secret;
  settings.registration = RegistrationOpen(config) && config.Bool("ruoyi.registration");
  settings.invited_only = RegistrationByInvitation(config);
  const std::string directory = config.Text("accounts.directory");
  settings.directory = directory == "open"    ? ruoyi::Directory::kOpen
                       : directory == "exact" ? ruoyi::Directory::kExact
                                              : ruoyi::Directory::kSearch;
  settings.features = FeaturesOf(config);
  settings.group_members_max = config.Int("ruoyi.group_members_max");
  settings.ice = IceSettings(config);
  settings.call_record = config.Bool("call.record");
  settings.call_participants = static_cast<int>(config.Int("call.participants_max"));
  settings.access_ms = config.DurationMs("ruoyi.access_lifetime");
  settings.refresh_ms = config.DurationMs("ruoyi.refresh_lifetime");
  KOINE_TRY(settings.frame_hosts, FrameHosts(config));
  KOINE_TRY(settings.ai, AiModelSettings(config));
  settings.public_url = config.Text("public_url");
  while (settings.public_url.ends_with('/')) settings.public_url.pop_back();
  return settings;
}

Result<openim::Settings> OpenimSettings(const config::Config& config) {
  openim::Settings settings;
  settings.admin_users = config.List("openim.admin_users");
  settings.admin_names = config.List("openim.admin_names");
  settings.token_ms = config.DurationMs("openim.token_lifetime");
  settings.connections_max = config.Int("openim.connections_max");
  settings.per_platform_max = static_cast<int>(config.Int("openim.tokens_per_platform"));
  settings.friend_verification = config.Bool("openim.friend_verification");
  settings.history_for_new = config.Bool("openim.history_for_new_members");
  settings.plain_object_urls = config.Bool("openim.plain_object_urls");
  KOINE_TRY(settings.public_url, PublicUrl(config, "openim.public_url"));
  settings.grafana_url = config.Text("openim.grafana_url");
  const std::int64_t policy = config.Int("openim.multi_login");
  if (policy == 2 || policy == 3) {
    return config.Refusal("openim.multi_login", "0, 1, 4 or 5");
  }
  settings.multi_login = static_cast<identity::MultiLogin>(policy);
  for (const std::string& handle : settings.admin_users) {
    if (identity::ValidHandle(handle)) continue;
    return config.Refusal("openim.admin_users", handle + " may have letters, digits and _ only");
  }
  return settings;
}

Status CheckStoreUrl(const config::Config& config) {
  const std::string& url = config.Text("store.url");
  for (const char* begin : {"sqlite:", "postgresql://", "postgres://"}) {
    if (url.empty() || url.starts_with(begin)) return Ok();
  }
  return config.Refusal("store.url", "expected postgresql://… or sqlite:PATH");
}

Status CheckSettings(const config::Config& config) {
  KOINE_CHECK(CheckStoreUrl(config));
  KOINE_CHECK(CheckListeners(config));
  KOINE_CHECK(CheckClusterSettings(config));
  KOINE_CHECK(CheckCallSettings(config));
  KOINE_CHECK(CheckAccountSettings(config));
  gateway::Settings proxies;
  KOINE_CHECK(ReadProxies(config, &proxies));
  KOINE_CHECK(RuoyiSettings(config));
  KOINE_CHECK(OpenimSettings(config));
  KOINE_CHECK(PublicUrl(config, "appim.public_url"));
  KOINE_CHECK(WordRule(config));
  for (const char* name : {"appim.zone", "imchat.zone"}) {
    if (Zone::Find(config.Text(name)) == nullptr) {
      return config.Refusal(name, "expected UTC, +08:00 or Area/City");
    }
  }
  return Ok();
}

file::Limits FileLimits(const config::Config& config) {
  file::Limits limits;
  limits.file_bytes = config.Int("files.max_size");
  limits.image_bytes = config.Int("files.max_image");
  limits.avatar_bytes = config.Int("files.max_avatar");
  limits.chunked_bytes = config.Int("files.max_chunked");
  limits.request_bytes = config.Int("files.max_request");
  limits.quota_bytes = config.Int("files.quota");
  limits.link_ttl_ms = config.DurationMs("files.link_ttl");
  limits.upload_ttl_ms = config.DurationMs("files.upload_ttl");
  limits.expiring = config.List("openim.objects_expire");
  for (const std::string& type : config.List("files.types")) {
    if (type == "*") {
      limits.types.clear();
      break;
    }
    limits.types.push_back(text::LowerAscii(type.substr(type.front() == '.' ? 1 : 0)));
  }
  return limits;
}

Result<std::unique_ptr<store::BlobStore>> OpenBlobs(const config::Config& config,
                                                    const Clock& clock, Random& random) {
  store::S3Options options;
  options.directory = config.Text("data") + "/files";
  options.url = config.Text("files.s3.url");
  if (options.url.empty()) {
    const std::string& own = config.Text("files.directory");
    const auto users = own.empty() ? store::Users::kOne : store::Users::kMany;
    return store::OpenLocalBlobs(own.empty() ? options.directory : own, clock, random, users);
  }
  for (const char* name :
       {"files.max_size", "files.max_image", "files.max_avatar", "files.max_chunked"}) {
    if (config.Int(name) <= store::kS3BytesMax) continue;
    return config.Refusal(name, "S3-compatible object storage takes at most 5g");
  }
  options.region = config.Text("files.s3.region");
  options.access_key = config.Text("files.s3.access_key");
  options.secret_key = config.Text("files.s3.secret_key");
  options.virtual_host = config.Bool("files.s3.virtual_host");
  options.redirect = config.Bool("files.s3.redirect");
  options.public_url = config.Text("files.s3.public_url");
  options.cache_bytes = config.Int("files.s3.cache");
  options.connections = static_cast<int>(config.Int("files.s3.connections"));
  auto blobs = store::OpenS3Blobs(options, clock, random);
  if (!blobs.ok()) return S3Error(config, blobs.error());
  log::Info("files", "file contents are stored in {}", options.url);
  return blobs;
}

int FileThreads(const config::Config& config) {
  const std::int64_t own = config.Int("threads.files");
  if (config.Text("files.s3.url").empty()) return static_cast<int>(own);
  return static_cast<int>(std::max(own, config.Int("files.s3.connections")));
}

}  // namespace koine::server
