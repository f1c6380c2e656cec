#include "core/setting/own.h"

#include <algorithm>
#include <utility>

#include "core/event/event.h"
#include "core/setting/privacy.h"
#include "core/setting/setting.h"

namespace koine::setting {

namespace {

// What holds until the user chooses. A name listed with true or false is a switch.
struct Default {
  const char* scope;
  const char* name;
  const char* value;
};
constexpr Default kDefaults[] = {
    {kNotification, "messageNotification", "true"},
    {kNotification, "groupNotification", "true"},
    {kNotification, "systemNotification", "true"},
    {kNotification, "soundEnabled", "true"},
    {kNotification, "desktopNotification", "true"},
    {kNotification, "muteAll", "false"},
    {kPrivacy, kShowOnline, "true"},
    {kPrivacy, "allowVoiceCall", "true"},
    {kPrivacy, "allowVideoCall", "true"},
    {kPrivacy, kAllowStrangers, "true"},
    {kPrivacy, kAddToGroups, kEverybody},
    {kPrivacy, kShowLastSeen, "false"},
    {kDisplay, "language", R"("zh-CN")"},
    {kDisplay, "theme", R"("light")"},
    {kDisplay, "fontSize", R"("medium")"},
    {kDisplay, "enterToSend", "true"},
};

bool IsSwitch(std::string_view scope, std::string_view name) {
  for (const Default& d : kDefaults) {
    if (scope == d.scope && name == d.name) return d.value[0] == 't' || d.value[0] == 'f';
  }
  return false;
}

// Whether it is one of the values among which the name has a choice, if it has.
bool IsChoice(std::string_view scope, std::string_view name, std::string_view value) {
  if (scope != kPrivacy || name != kAddToGroups) return true;
  return value == kEverybody || value == kContacts || value == kNobody;
}

// "true" or "false" for what may stand for it; empty for anything else.
std::string SwitchText(std::string_view json) {
  if (json.size() > 1 && json.front() == '"') json = json.substr(1, json.size() - 2);
  if (json == "true" || json == "1") return "true";
  if (json == "false" || json == "0") return "false";
  return "";
}

Values ListStored(store::Txn& txn, const access::Principal& who, std::string_view scope) {
  Values out;
  for (Entry& entry : List(txn, who.tenant, who.user, scope)) {
    out[std::move(entry.name)] = std::move(entry.value);
  }
  return out;
}

bool Hides(const Values& privacy) {
  const auto it = privacy.find(kShowOnline);
  return it != privacy.end() && it->second == kNo;
}

// For the gateways of all nodes, which tell others. In the log, for none may miss it.
void TellHides(store::Txn& txn, const access::Principal& who, bool hides) {
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.payload = event::AccountChanged{who.user, hides};
  event::Emit(txn, std::move(event));
}

}  // namespace

Values ListOwn(store::Txn& txn, const access::Principal& who, std::string_view scope) {
  Values out = ListStored(txn, who, scope);
  for (const Default& d : kDefaults) {
    if (scope == d.scope) out.try_emplace(d.name, d.value);
  }
  return out;
}

Status ChangeOwn(store::Txn& txn, const access::Principal& who, std::string_view scope,
                 const Values& change) {
  Values stored = ListStored(txn, who, scope);
  const bool hid = Hides(stored);
  for (const auto& [name, value] : change) {
    if (name.empty() || name.size() > kNameBytesMax || value.size() > kValueBytesMax) {
      return FieldError(Code::kBadArgument, name.substr(0, kNameBytesMax));
    }
    std::string text = value == "null" ? "" : value;
    if (!text.empty() && IsSwitch(scope, name)) {
      text = SwitchText(text);
      if (text.empty()) return FieldError(Code::kBadArgument, name);
    }
    if (!text.empty() && !IsChoice(scope, name, text)) return FieldError(Code::kBadArgument, name);
    if (text.empty()) {
      if (stored.erase(name) > 0) Remove(txn, who.tenant, who.user, scope, name);
    } else if (stored[name] != text) {
      Put(txn, who.tenant, who.user, scope, name, text);
      stored[name] = std::move(text);
    }
  }
  if (stored.size() > kNamesMax) return FieldError(Code::kBadArgument, std::string(scope));
  if (scope == kPrivacy && Hides(stored) != hid) TellHides(txn, who, !hid);
  return Ok();
}

std::vector<UserId> LastSeenShown(store::Txn& txn, const access::Principal& who,
                                  std::span<const std::int64_t> users) {
  if (who.admin()) return {users.begin(), users.end()};
  auto out = WhoSet(txn, who.tenant, users, kPrivacy, kShowLastSeen, kYes);
  const bool asked = std::find(users.begin(), users.end(), who.user.value) != users.end();
  if (asked && std::find(out.begin(), out.end(), who.user) == out.end()) out.push_back(who.user);
  return out;
}

}  // namespace koine::setting
