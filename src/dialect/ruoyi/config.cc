// A user's own settings, and whom he blocks (ruoyi 26, 27 Config).

#include <map>
#include <span>
#include <utility>

#include "base/text.h"
#include "core/contact/contact.h"
#include "core/contact/rows.h"
#include "core/conversation/presence.h"
#include "core/setting/privacy.h"
#include "core/setting/setting.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

using Values = std::map<std::string, json::Raw>;

struct ConfigIn {
  Values values;
};
KOINE_DESCRIBE(ConfigIn, (values))
KOINE_RULES(ConfigIn, json::Rule("values").WholeBody())

struct BlockedIn {
  UserId targetUserId;
};
KOINE_DESCRIBE(BlockedIn, (targetUserId))

struct BlockedOut {
  UserId userId;
  bool blocked = true;
  json::Time blockTime;
  std::string nickname, avatar;
};
KOINE_DESCRIBE(BlockedOut, (userId, blocked, blockTime, nickname, avatar))

namespace {

constexpr std::size_t kNamesMax = 100;  // of one group of settings
constexpr std::size_t kNameBytesMax = 64;
constexpr std::size_t kValueBytesMax = 4096;

constexpr char kNotificationScope[] = "notification";
constexpr char kDisplayScope[] = "display";
constexpr char kShortcutScope[] = "shortcut";
constexpr char kGeneralScope[] = "general";

// What holds until the user chooses (ruoyi 26). A name listed with true or false is a switch.
struct Default {
  const char* scope;
  const char* name;
  const char* value;  // JSON
};
constexpr Default kDefaults[] = {
    {kNotificationScope, "messageNotification", "true"},
    {kNotificationScope, "groupNotification", "true"},
    {kNotificationScope, "systemNotification", "true"},
    {kNotificationScope, "soundEnabled", "true"},
    {kNotificationScope, "desktopNotification", "true"},
    {kNotificationScope, "muteAll", "false"},
    {setting::kPrivacy, setting::kShowOnline, "true"},
    {setting::kPrivacy, "allowVoiceCall", "true"},
    {setting::kPrivacy, "allowVideoCall", "true"},
    {setting::kPrivacy, setting::kAllowStrangers, "false"},
    {setting::kPrivacy, "showLastSeen", "false"},
    {kDisplayScope, "language", R"("zh-CN")"},
    {kDisplayScope, "theme", R"("light")"},
    {kDisplayScope, "fontSize", R"("medium")"},
    {kDisplayScope, "enterToSend", "true"},
};
constexpr const char* kGroups[] = {kNotificationScope, setting::kPrivacy, kDisplayScope,
                                   kShortcutScope};

bool IsSwitch(std::string_view scope, std::string_view name) {
  for (const Default& d : kDefaults) {
    if (scope == d.scope && name == d.name) return d.value[0] == 't' || d.value[0] == 'f';
  }
  return false;
}

// "true" or "false" for what may stand for it; empty for anything else.
std::string SwitchText(std::string_view json) {
  if (json.size() > 1 && json.front() == '"') json = json.substr(1, json.size() - 2);
  if (json == "true" || json == "1") return "true";
  if (json == "false" || json == "0") return "false";
  return "";
}

Values Load(Txn& txn, const access::Principal& who, std::string_view scope) {
  Values out;
  for (const Default& d : kDefaults) {
    if (scope == d.scope) out[d.name].text = d.value;
  }
  for (setting::Entry& entry : setting::List(txn, who.tenant, who.user, scope)) {
    out[entry.name].text = std::move(entry.value);
  }
  return out;
}

// Writes what is given and keeps the rest; null is the default again.
Status Store(Txn& txn, Call& call, std::string_view scope, const Values& values) {
  const access::Principal& who = call.who;
  Values stored;
  for (setting::Entry& entry : setting::List(txn, who.tenant, who.user, scope)) {
    stored[entry.name].text = std::move(entry.value);
  }
  const bool was_hidden = stored[setting::kShowOnline].text == setting::kNo;
  std::erase_if(stored, [](const auto& entry) { return entry.second.text.empty(); });
  for (const auto& [name, value] : values) {
    if (name.empty() || name.size() > kNameBytesMax || value.text.size() > kValueBytesMax) {
      return FieldError(Code::kBadArgument, name.substr(0, kNameBytesMax));
    }
    std::string text = value.text == "null" ? "" : value.text;
    if (!text.empty() && IsSwitch(scope, name)) {
      text = SwitchText(text);
      if (text.empty()) return FieldError(Code::kBadArgument, name);
    }
    if (text.empty()) {
      if (stored.erase(name) > 0) setting::Remove(txn, who.tenant, who.user, scope, name);
    } else if (stored[name].text != text) {
      setting::Put(txn, who.tenant, who.user, scope, name, text);
      stored[name].text = std::move(text);
    }
  }
  if (stored.size() > kNamesMax) return FieldError(Code::kBadArgument, std::string(scope));
  const bool hidden = scope == setting::kPrivacy && stored.contains(setting::kShowOnline) &&
                      stored[setting::kShowOnline].text == setting::kNo;
  if (scope == setting::kPrivacy && hidden != was_hidden) {
    conversation::TellHidden(txn, who.tenant, who.user, hidden,
                             call.services->presence->Connected(who.user));
  }
  return Ok();
}

Result<Values> GetConfig(Txn& txn, Call& call, Nothing&) {
  Values out = Load(txn, call.who, kGeneralScope);
  for (const char* scope : kGroups) {
    out[scope].text = json::ToText(Load(txn, call.who, scope), call.dialect->profile());
  }
  return out;
}

// Members that name a group hold its settings; all others are settings of their own.
Result<Values> PutConfig(Txn& txn, Call& call, ConfigIn& in) {
  for (const char* scope : kGroups) {
    auto group = in.values.extract(scope);
    if (group.empty() || group.mapped().text == "null") continue;
    auto values = json::Parse<Values>(group.mapped().text, call.dialect->profile());
    if (!values.ok()) return FieldError(Code::kBadArgument, scope);
    KOINE_CHECK(Store(txn, call, scope, *values));
  }
  KOINE_CHECK(Store(txn, call, kGeneralScope, in.values));
  Nothing nothing;
  return GetConfig(txn, call, nothing);
}

template <const char* Scope>
Result<Values> GetScope(Txn& txn, Call& call, Nothing&) {
  return Load(txn, call.who, Scope);
}

template <const char* Scope>
Result<Values> PutScope(Txn& txn, Call& call, ConfigIn& in) {
  KOINE_CHECK(Store(txn, call, Scope, in.values));
  return Load(txn, call.who, Scope);
}

Result<std::vector<BlockedOut>> ListBlocked(Txn& txn, Call& call, Nothing&) {
  std::vector<BlockedOut> out;
  for (const contact::BlockRow& row :
       contact::ListBlocks(txn, call.who.tenant, call.who.user, kListMax)) {
    out.push_back({row.peer.id,
                   true,
                   {row.created_at},
                   row.peer.name(),
                   AvatarOf(row.peer.avatar)});
  }
  return out;
}

Result<Nothing> AddBlocked(Txn& txn, Call& call, BlockedIn& in) {
  KOINE_CHECK(contact::SetBlocked(txn, call.who, in.targetUserId, true));
  return Nothing{};
}

Result<Nothing> RemoveBlocked(Txn& txn, Call& call, BlockedIn& in) {
  KOINE_CHECK(contact::SetBlocked(txn, call.who, in.targetUserId, false));
  return Nothing{};
}

template <const char* Scope>
void AddScope(std::vector<gateway::Endpoint>* rows, const char* path, const char* example) {
  using gateway::Ep;
  rows->push_back(
      Ep<&GetScope<Scope>>(net::Method::kGet, path, "A group of the own settings", {.ref = "27"}));
  rows->push_back(Ep<&PutScope<Scope>>(
      net::Method::kPut, path, "Change some of these settings",
      {.mode = gateway::Mode::kWrite, .repeatable = true, .example = example, .ref = "27"}));
}

}  // namespace

void AddConfig(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&GetConfig>(Method::kGet, "/api/im/config", "All the own settings", {.ref = "27"}));
  rows->push_back(Ep<&PutConfig>(Method::kPut, "/api/im/config", "Change some of the own settings",
                                 {.mode = Mode::kWrite,
                                  .repeatable = true,
                                  .example = R"({"display":{"theme":"dark"},"sidebar":"narrow"})",
                                  .ref = "27"}));
  AddScope<kNotificationScope>(rows, "/api/im/config/notification", R"({"soundEnabled":false})");
  AddScope<setting::kPrivacy>(rows, "/api/im/config/privacy", R"({"allowVoiceCall":false})");
  AddScope<kShortcutScope>(rows, "/api/im/config/shortcut", R"({"send":"Ctrl+Enter"})");
  rows->push_back(
      Ep<&ListBlocked>(Method::kGet, "/api/im/config/blocked", "Whom one blocks", {.ref = "27"}));
  static constexpr char kTarget[] = R"({"targetUserId":"{user.stranger}"})";
  rows->push_back(
      Ep<&AddBlocked>(Method::kPost, "/api/im/config/blocked/{targetUserId}", "Block somebody",
                      {.mode = Mode::kWrite, .repeatable = true, .example = kTarget, .ref = "27"}));
  rows->push_back(Ep<&RemoveBlocked>(
      Method::kDelete, "/api/im/config/blocked/{targetUserId}", "Block somebody no longer",
      {.mode = Mode::kWrite, .repeatable = true, .example = kTarget, .ref = "27"}));
}

}  // namespace koine::ruoyi
