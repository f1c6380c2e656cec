#include "server/apps.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "core/access/system.h"
#include "core/tenant/system.h"
#include "core/tenant/tenant.h"
#include "server/app_webhooks.h"
#include "server/noted.h"

namespace koine::server {

struct AppOut {
  std::string app_id, name;
  bool bound = false;
  tenant::AppSettings settings;
  std::int64_t created_at = 0, bytes = 0, files = 0;
};
KOINE_DESCRIBE(AppOut, (app_id, name, bound, settings, created_at, bytes, files))
struct AppsOut {
  std::vector<AppOut> apps;
};
KOINE_DESCRIBE(AppsOut, (apps))
// Keys that were drawn; those that were not are empty.
struct AppKeysOut {
  std::string app_id, app_key, master_key, secret;
  bool open = false;  // anybody who knows the id, or the id and the key, is believed
};
KOINE_DESCRIBE(AppKeysOut, (app_id, app_key, master_key, secret, open))
struct AppDeletedOut {
  std::string app_id;
  bool deleted = true;
};
KOINE_DESCRIBE(AppDeletedOut, (app_id, deleted))

namespace {

using Words = std::vector<std::string>;

constexpr char kUsage[] =
    "usage: koine app create APP_ID [OPTION…] | list | rotate-key APP_ID app|master|secret | "
    "set APP_ID CHANGE… | bind APP_ID | delete APP_ID | webhook …\n"
    "options: name=TEXT no_auto_register single_device no_events bound, and quotas\n"
    "         --open: anybody who knows APP_ID can read, write and delete as any client, without\n"
    "         token and key; with token_verify or key_required behind it, the other alone is off\n"
    "changes: quotas, and token_verify, key_required, auto_register, each with on or off\n"
    "quotas: --max-connections N --max-messages-per-second N --max-storage SIZE\n"
    "        --max-new-clients-per-minute N --max-age-days N (0: unlimited)";

constexpr char kQuotaFlag[] = "--max-";
constexpr char kOpenFlag[] = "--open";
constexpr char kOpenWord[] = "open";

Error Usage() {
  return FieldError(Code::kBadArgument, "app", kUsage);
}

// What the verbs refuse, as sentences.
Error Told(const Error& error, const std::string& app_id) {
  std::string why = std::string(CodeName(error.code));
  const std::string_view detail = error.detail;
  if (error.Is(Code::kNotFound)) {
    why = "there is no app " + app_id + "; `koine app list` lists them";
  }
  if (error.Is(Code::kConflict)) {
    why = "there is an app " + app_id + " already; take another APP_ID";
  }
  if (error.Is(Code::kTooLarge)) why = "there are too many apps";
  if (detail == "bound") why = "another app is bound already";
  if (detail == "files") why = "app " + app_id + " has files of its own already";
  if (error.Is(Code::kBadArgument) && error.field.starts_with("max_")) {
    why = error.field + " is negative or too large";
  }
  if (error.Is(Code::kBadState) && detail == "bound") {
    why = "app " + app_id + " is bound: it verifies tokens, demands its key and registers nobody";
  }
  if (detail == "users") why = "app " + app_id + " has users of its own already";
  if (error.Is(Code::kBadArgument) && error.field == "app_id") {
    why = "APP_ID has 1 to 16 letters and digits";
  }
  if (error.Is(Code::kBadArgument) && error.field == "name") {
    why = "a name has at most 50 characters";
  }
  if (!error.text.empty()) why = error.text;
  return FieldError(error.code, "app", "app: " + why);
}

std::string Line(const char* name, const std::string& value) {
  return value.empty() ? "" : std::string(name) + "=" + value + "\n";
}

// What an application that does not verify tokens means; empty: it does.
std::string OpenText(const tenant::AppSettings& settings) {
  if (settings.token_verify) return "";
  return std::string("anybody who knows the id ") + (settings.key_required ? "and the key " : "") +
         "can read, write and delete as any client; koine app set ID token_verify on ends that";
}

AppOut Shown(const tenant::App& app) {
  return {app.app_id, app.name, app.bound(), app.settings, app.created_at, app.bytes, app.files};
}

std::string KeysText(const tenant::Made& made) {
  return Line("app_key", made.keys.app_key) + Line("master_key", made.keys.master_key);
}

// Whether the word is a quota; then it is set. kBadArgument for one without a number.
Result<bool> ReadQuota(const std::string& word, tenant::Changes* quotas) {
  const std::map<std::string, std::optional<std::int64_t>*> known = {
      {"max_connections", &quotas->max_connections},
      {"max_messages_per_second", &quotas->max_messages_per_second},
      {"max_storage", &quotas->max_storage},
      {"max_new_clients_per_minute", &quotas->max_new_clients_per_minute},
      {"max_age_days", &quotas->max_age_days}};
  const std::size_t equals = std::min(word.find('='), word.size());
  const std::string name = word.substr(0, equals);
  const auto it = known.find(name);
  if (it == known.end()) return false;
  const auto value =
      config::ParseSize(equals < word.size() ? word.substr(equals + 1) : std::string());
  if (!value || (name != "max_storage" && !text::ParseInt(word.substr(equals + 1)))) {
    return FieldError(Code::kBadArgument, "app", "app: " + name + " needs a number");
  }
  *it->second = *value;
  return true;
}

// Whether it was asked for behind the id, which may read the same.
bool IsOpen(const Words& words) {
  return std::find(words.begin() + 2, words.end(), kOpenWord) != words.end();
}

Result<tenant::AppIn> ReadOptions(const Words& words) {
  tenant::AppIn in;
  in.app_id = words[1];
  tenant::AppSettings& settings = in.settings;
  const std::map<std::string, std::pair<bool*, bool>> switches = {
      {"token_verify", {&settings.token_verify, true}},
      {"key_required", {&settings.key_required, true}},
      {"no_auto_register", {&settings.auto_register, false}},
      {"single_device", {&settings.single_device, true}},
      {"no_events", {&settings.events, false}},
      {"bound", {&in.bound, true}}};
  tenant::Changes quotas;
  if (IsOpen(words)) settings.token_verify = settings.key_required = false;
  for (std::size_t i = 2; i < words.size(); ++i) {
    KOINE_TRY(const bool quota, ReadQuota(words[i], &quotas));
    if (quota || words[i] == kOpenWord) continue;
    const auto it = switches.find(words[i]);
    if (it != switches.end()) {
      *it->second.first = it->second.second;
    } else if (words[i].starts_with("name=")) {
      in.name = words[i].substr(5);
    } else {
      return Usage();
    }
  }
  settings.max_connections = quotas.max_connections.value_or(settings.max_connections);
  settings.max_messages_per_second =
      quotas.max_messages_per_second.value_or(settings.max_messages_per_second);
  settings.max_storage = quotas.max_storage.value_or(settings.max_storage);
  settings.max_new_clients_per_minute =
      quotas.max_new_clients_per_minute.value_or(settings.max_new_clients_per_minute);
  settings.max_age_days = quotas.max_age_days.value_or(settings.max_age_days);
  return in;
}

// Whether these words are a switch and what it is turned to; then it is set.
Result<bool> ReadSwitch(const Words& words, std::size_t at, tenant::Changes* changes) {
  const std::map<std::string, std::optional<bool>*> known = {
      {"token_verify", &changes->token_verify},
      {"key_required", &changes->key_required},
      {"auto_register", &changes->auto_register}};
  const auto it = known.find(words[at]);
  if (it == known.end()) return false;
  const std::string value = at + 1 < words.size() ? words[at + 1] : "";
  if (value != "on" && value != "off") {
    return FieldError(Code::kBadArgument, "app", "app: " + words[at] + " needs on or off");
  }
  *it->second = value == "on";
  return true;
}

Result<Report> Change(store::Store& store, const access::Principal& who, const Words& words) {
  if (words.size() < 3) return Usage();
  tenant::Changes changes;
  for (std::size_t i = 2; i < words.size(); ++i) {
    KOINE_TRY(const bool quota, ReadQuota(words[i], &changes));
    if (quota) continue;
    KOINE_TRY(const bool turned, ReadSwitch(words, i, &changes));
    if (!turned) return Usage();
    ++i;
  }
  auto set = WriteNoted(store, who, "app.set", "app " + words[1],
                        [&](store::Txn& txn) { return tenant::ChangeApp(txn, words[1], changes); });
  if (!set.ok()) return Told(set.error(), words[1]);
  return Report::Of(json::ToText(set->settings) + "\n", Shown(*set));
}

Result<tenant::Made> Create(store::Store& store, const access::Principal& who,
                            const tenant::AppIn& in) {
  return WriteNoted(store, who, "app.create", "app " + in.app_id,
                    [&in](store::Txn& txn) { return tenant::CreateApp(txn, in); });
}

Result<tenant::Made> Rotate(store::Store& store, const access::Principal& who,
                            const std::string& app_id, tenant::Which which) {
  return WriteNoted(store, who, "app.rotate_key", "app " + app_id,
                    [&](store::Txn& txn) { return tenant::RotateKey(txn, app_id, which); });
}

Result<Report> List(store::Store& store) {
  std::vector<tenant::App> apps;
  KOINE_CHECK(store.ReadNow("app list", [&](store::Txn& txn) { apps = tenant::ListApps(txn); }));
  AppsOut out;
  std::string text;
  for (const tenant::App& app : apps) {
    out.apps.push_back(Shown(app));
    text += app.app_id + "\t" + (app.bound() ? "bound" : "own") + "\t" +
            json::ToText(app.settings) + "\t" + std::to_string(app.bytes) + " bytes in " +
            std::to_string(app.files) + " files\t" + text::Visible(app.name) + "\n";
  }
  return Report::Of(std::move(text), out);
}

Result<Report> RotateNamed(store::Store& store, const access::Principal& who,
                           const crypto::HmacSha256& key, const Words& words) {
  const std::map<std::string, tenant::Which> kinds = {{"app", tenant::Which::kAppKey},
                                                      {"master", tenant::Which::kMasterKey},
                                                      {"secret", tenant::Which::kSecret}};
  const auto kind = kinds.find(words[2]);
  if (kind == kinds.end()) return Usage();
  auto made = Rotate(store, who, words[1], kind->second);
  if (!made.ok()) return Told(made.error(), words[1]);
  AppKeysOut out{words[1], made->keys.app_key, made->keys.master_key, "",
                 !made->app.settings.token_verify};
  if (kind->second == tenant::Which::kSecret) {
    out.secret = tenant::SecretOf(key, made->app);
    return Report::Of(Line("secret", out.secret), out);
  }
  return Report::Of(KeysText(*made), out);
}

Result<Report> CreateNamed(store::Store& store, const access::Principal& who,
                           const crypto::HmacSha256& key, const Words& words) {
  KOINE_TRY(const tenant::AppIn in, ReadOptions(words));
  auto made = Create(store, who, in);
  if (!made.ok()) return Told(made.error(), in.app_id);
  const tenant::AppSettings& settings = made->app.settings;
  const AppKeysOut out{in.app_id, made->keys.app_key, made->keys.master_key,
                       tenant::SecretOf(key, made->app), !settings.token_verify};
  return Report::Of(KeysText(*made) + Line("secret", out.secret) + Line("open", OpenText(settings)),
                    out);
}

}  // namespace

void ReadAppFlags(std::vector<std::string>* args) {
  for (auto it = args->begin(); it != args->end(); ++it) {
    if (*it == kOpenFlag) {
      *it = kOpenWord;
      continue;
    }
    if (*it == "--allow-private") {
      *it = "allow_private";
      continue;
    }
    if (!it->starts_with(kQuotaFlag) && !it->starts_with("--events")) continue;
    it->erase(0, 2);
    std::replace(it->begin(),
                 it->begin() + static_cast<std::ptrdiff_t>(std::min(it->find('='), it->size())),
                 '-', '_');
    const auto next = it + 1;
    if (it->find('=') != it->npos || next == args->end()) continue;
    *it += "=" + *next;
    it = args->erase(next) - 1;
  }
}

Result<std::string> PublicUrl(const config::Config& config, const char* own) {
  const char* const name = config.Text(own).empty() ? "public_url" : own;
  std::string url = config.Text(name);
  while (!url.empty() && url.back() == '/') url.pop_back();
  if (url.empty() || url.starts_with("http://") || url.starts_with("https://")) return url;
  return config.Refusal(name, "expected http://host or https://host");
}

crypto::HmacSha256 AppSecretKey(const Secrets& secrets) {
  return crypto::HmacSha256(crypto::HmacSha256(secrets.ruoyi_token).Sign("secrets of apps"));
}

Result<std::string> MakeDemoApp(store::Store& store, const crypto::HmacSha256& key) {
  const access::Principal who = access::OfOperator(kDefaultTenant, "demo");
  tenant::AppIn in;
  in.app_id = kDemoApp;
  in.name = "demo";
  // The examples of the documents show no token.
  in.settings = tenant::AppSettings();
  auto made = Create(store, who, in);
  if (!made.ok() && made.error().Is(Code::kConflict)) {
    made = Rotate(store, who, kDemoApp, tenant::Which::kMasterKey);
    if (!made.ok()) return Told(made.error(), kDemoApp);
    KOINE_TRY(const tenant::Made keys, Rotate(store, who, kDemoApp, tenant::Which::kAppKey));
    made->keys.app_key = keys.keys.app_key;
  }
  if (!made.ok()) return Told(made.error(), kDemoApp);
  return "app " + std::string(kDemoApp) + "\n" + KeysText(*made) +
         Line("secret", tenant::SecretOf(key, made->app)) +
         Line("open", OpenText(made->app.settings));
}

Result<Report> RunApp(store::Store& store, const AppKeys& keys, const access::Principal& who,
                      const Words& words) {
  if (words == Words{"list"}) return List(store);
  if (!words.empty() && words[0] == "webhook") {
    return RunAppWebhook(store, keys.webhooks, who, Words(words.begin() + 1, words.end()));
  }
  if (words.size() < 2) return Usage();
  const std::string& app_id = words[1];
  if (words[0] == "create") return CreateNamed(store, who, keys.apps, words);
  if (words[0] == "set") return Change(store, who, words);
  if (words[0] == "rotate-key" && words.size() == 3) {
    return RotateNamed(store, who, keys.apps, words);
  }
  if (words.size() != 2) return Usage();
  if (words[0] == "bind") {
    auto bound = WriteNoted(store, who, "app.bind", "app " + app_id,
                            [&](store::Txn& txn) { return tenant::BindApp(txn, app_id); });
    if (!bound.ok()) return Told(bound.error(), app_id);
    std::optional<tenant::App> app;
    KOINE_CHECK(
        store.ReadNow("app bind", [&](store::Txn& txn) { app = tenant::FindApp(txn, app_id); }));
    return Report::Of(
        "app " + app_id + " is bound: it verifies tokens, demands its key and registers nobody\n",
        app ? Shown(*app) : AppOut{.app_id = app_id, .bound = true});
  }
  if (words[0] == "delete") {
    Status ended = WriteNoted(store, who, "app.delete", "app " + app_id,
                              [&](store::Txn& txn) { return tenant::DeleteApp(txn, app_id); });
    if (!ended.ok()) return Told(ended.error(), app_id);
    return Report::Of(
        "app " + app_id + " is deleted; the server begins to erase its data in a minute\n",
        AppDeletedOut{app_id});
  }
  return Usage();
}

}  // namespace koine::server
