// A user's own settings, and whom they block (ruoyi 26, 27 Config).

#include <map>
#include <utility>

#include "core/contact/book.h"
#include "core/contact/contact.h"
#include "core/setting/own.h"
#include "core/setting/privacy.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

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

constexpr char kShortcutScope[] = "shortcut";
constexpr char kGeneralScope[] = "general";
constexpr const char* kGroups[] = {setting::kNotification, setting::kPrivacy, setting::kDisplay,
                                   kShortcutScope};

Values Load(Txn& txn, const access::Principal& who, std::string_view scope) {
  Values out;
  for (auto& [name, value] : setting::ListOwn(txn, who, scope)) out[name].text = std::move(value);
  return out;
}

Status Change(Txn& txn, const access::Principal& who, std::string_view scope,
              const Values& values) {
  setting::Values change;
  for (const auto& [name, value] : values) change[name] = value.text;
  return setting::ChangeOwn(txn, who, scope, change);
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
    KOINE_CHECK(Change(txn, call.who, scope, *values));
  }
  KOINE_CHECK(Change(txn, call.who, kGeneralScope, in.values));
  Nothing nothing;
  return GetConfig(txn, call, nothing);
}

template <const char* Scope>
Result<Values> GetScope(Txn& txn, Call& call, Nothing&) {
  return Load(txn, call.who, Scope);
}

template <const char* Scope>
Result<Values> PutScope(Txn& txn, Call& call, ConfigIn& in) {
  KOINE_CHECK(Change(txn, call.who, Scope, in.values));
  return Load(txn, call.who, Scope);
}

Result<std::vector<BlockedOut>> ListBlocked(Txn& txn, Call& call, Nothing&) {
  std::vector<BlockedOut> out;
  for (const contact::BlockRow& row : contact::ListBlocks(txn, call.who, kListMax)) {
    out.push_back(
        {row.peer.id, true, {row.created_at}, row.peer.name(), AvatarOf(row.peer.avatar)});
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
  rows->push_back(Ep<&GetScope<Scope>>(net::Method::kGet, path, "Get one section of your settings",
                                       {.ref = "27", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&PutScope<Scope>>(net::Method::kPut, path,
                                       "Update one section of your settings",
                                       {.mode = gateway::Mode::kWrite,
                                        .repeatable = true,
                                        .example = example,
                                        .ref = "27",
                                        .about = gateway::About::kCaller}));
}

}  // namespace

void AddConfig(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&GetConfig>(Method::kGet, "/api/im/config", "Get all your settings",
                                 {.ref = "27", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&PutConfig>(Method::kPut, "/api/im/config", "Update some of your settings",
                                 {.mode = Mode::kWrite,
                                  .repeatable = true,
                                  .example = R"({"display":{"theme":"dark"},"sidebar":"narrow"})",
                                  .ref = "27",
                                  .about = gateway::About::kCaller}));
  AddScope<setting::kNotification>(rows, "/api/im/config/notification",
                                   R"({"soundEnabled":false})");
  AddScope<setting::kPrivacy>(rows, "/api/im/config/privacy", R"({"allowVoiceCall":false})");
  AddScope<kShortcutScope>(rows, "/api/im/config/shortcut", R"({"send":"Ctrl+Enter"})");
  rows->push_back(Ep<&ListBlocked>(Method::kGet, "/api/im/config/blocked", "List whom you block",
                                   {.ref = "27", .about = gateway::About::kCaller}));
  static constexpr char kTarget[] = R"({"targetUserId":"{user.stranger}"})";
  rows->push_back(Ep<&AddBlocked>(Method::kPost, "/api/im/config/blocked/{targetUserId}",
                                  "Block a user",
                                  {.mode = Mode::kWrite,
                                   .repeatable = true,
                                   .example = kTarget,
                                   .ref = "27",
                                   .about = gateway::About::kPeople}));
  rows->push_back(Ep<&RemoveBlocked>(Method::kDelete, "/api/im/config/blocked/{targetUserId}",
                                     "Unblock a user",
                                     {.mode = Mode::kWrite,
                                      .repeatable = true,
                                      .example = kTarget,
                                      .ref = "27",
                                      .about = gateway::About::kPeople}));
}

}  // namespace koine::ruoyi
