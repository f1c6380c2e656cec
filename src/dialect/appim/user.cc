// Users and clients (app-im 3).

#include <utility>

#include "core/identity/admin.h"
#include "core/identity/handle.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/wire.h"
#include "gateway/presence.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

struct RegisterClientIn {
  std::string client_id;
  json::Raw extend;
};
KOINE_DESCRIBE(RegisterClientIn, (client_id, extend))
KOINE_RULES(RegisterClientIn, json::Rule("client_id").Alias("unique_id").Required(),
            json::Rule("extend").Alias("ext"))
struct ClientIn {
  std::string client_id;
};
KOINE_DESCRIBE(ClientIn, (client_id))
struct ClientExtendIn {
  std::string client_id;
  json::Raw extend;
};
KOINE_DESCRIBE(ClientExtendIn, (client_id, extend))
KOINE_RULES(ClientExtendIn, json::Rule("extend").Alias("ext").Required())
struct ClientReasonIn {
  std::string client_id;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(ClientReasonIn, (client_id, reason))
KOINE_RULES(ClientReasonIn, json::Rule("reason").MaxChars(20))
struct CheckOnlineIn {
  std::vector<std::string> client_ids;
};
KOINE_DESCRIBE(CheckOnlineIn, (client_ids))
KOINE_RULES(CheckOnlineIn, json::Rule("client_ids").Required().MaxItems(20))

// Instead of an extension.
struct UsualExtend {
  std::string nickname, avatar;
};
KOINE_DESCRIBE(UsualExtend, (nickname, avatar))

namespace {

ClientOut ToClient(const app::Client& client, std::int64_t now_ms) {
  ClientOut out;
  const identity::User& user = client.user;
  out.client_id = user.handle;
  out.extend.text = client.extend;
  // A user who came otherwise has a nickname and an avatar instead (mapping 3.1).
  const bool plain = user.nickname == user.handle && user.avatar.empty();
  if (client.extend.empty() && !plain) {
    out.extend.text = json::ToText(UsualExtend{user.name(), user.avatar});
  }
  out.status = user.active(now_ms) ? 0 : 1;
  out.ctime.ms = user.created_at;
  return out;
}

std::optional<std::string> Given(const json::Raw& raw) {
  return raw.text.empty() ? std::nullopt : std::optional(raw.text);
}

Result<ClientOut> RegisterClient(Txn& txn, Call& call, RegisterClientIn& in) {
  if (!in.extend.text.empty() && !IsContainer(in.extend)) {
    return FieldError(Code::kBadArgument, "extend");
  }
  const AppCaller& caller = CallerOf(call);
  if (!caller.key && !caller.token && !app::GetClient(txn, call.who.tenant, in.client_id).ok()) {
    KOINE_CHECK(DialectOf(call).quotas().TakeClient(caller.app, txn.now_ms()));
  }
  KOINE_TRY(const app::Client made,
            app::RegisterClient(txn, call.who.tenant, in.client_id, Given(in.extend)));
  return ToClient(made, txn.now_ms());
}

Result<ClientOut> GetClient(Txn& txn, Call& call, ClientIn& in) {
  KOINE_TRY(const app::Client found, app::GetClient(txn, call.who.tenant, in.client_id));
  return ToClient(found, txn.now_ms());
}

Result<ClientOut> SetClientExtend(Txn& txn, Call& call, ClientExtendIn& in) {
  if (!IsContainer(in.extend)) return FieldError(Code::kBadArgument, "extend");
  KOINE_TRY(const app::Client changed,
            app::SetClientExtend(txn, call.who.tenant, in.client_id, in.extend.text));
  return ToClient(changed, txn.now_ms());
}

Result<bool> BanClient(Txn& txn, Call& call, ClientReasonIn& in) {
  KOINE_TRY(const app::Client found, app::GetClient(txn, call.who.tenant, in.client_id));
  KOINE_CHECK(
      identity::Ban(txn, call.who, found.user.id, in.reason.value_or(""), identity::kForEverMs));
  return true;
}

Result<bool> UnbanClient(Txn& txn, Call& call, ClientReasonIn& in) {
  KOINE_TRY(const app::Client found, app::GetClient(txn, call.who.tenant, in.client_id));
  KOINE_CHECK(identity::Unban(txn, call.who, found.user.id));
  return true;
}

Result<std::vector<std::string>> CheckOnline(Txn& txn, Call& call, CheckOnlineIn& in) {
  std::vector<std::string> out;
  for (const identity::User& user : identity::FindNamed(txn, call.who.tenant, in.client_ids)) {
    if (call.services->presence->Online(user.id)) out.push_back(user.handle);
  }
  return out;
}

Result<bool> KickClient(Txn& txn, Call& call, ClientReasonIn& in) {
  KOINE_TRY(const app::Client found, app::GetClient(txn, call.who.tenant, in.client_id));
  app::SignOutClient(txn, call.who, found.user.id, in.reason.value_or(""));
  return true;
}

constexpr char kOne[] = R"({"client_id":"{client.ann}"})";

}  // namespace

void AddUsers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&RegisterClient>(
      Method::kPost, "/im/users", "Create a client or update its extension",
      {.mode = Mode::kWrite,
       .repeatable = true,
       .example = R"({"client_id":"{client.new}","extend":{"nickname":"Lili"}})",
       .ref = "3.1",
       .about = gateway::About::kPeople}));
  rows->push_back(
      Ep<&GetClient>(Method::kGet, "/im/users/{client_id}", "Get a client",
                     {.example = kOne, .ref = "3.2", .about = gateway::About::kPeople}));
  rows->push_back(Ep<&SetClientExtend>(
      Method::kPut, "/im/users/{client_id}", "Update the extension of a client",
      {.mode = Mode::kWrite,
       .repeatable = true,
       .example = R"({"client_id":"{client.ann}","extend":{"nickname":"Ann"}})",
       .ref = "3.3",
       .about = gateway::About::kPeople}));
  static constexpr char kBob[] = R"({"client_id":"{client.bob}"})";
  rows->push_back(Ep<&BanClient>(Method::kPut, "/im/users/{client_id}/ban", "Ban a client",
                                 ByMaster(Mode::kWrite, true, kBob, "3.4")));
  rows->push_back(Ep<&UnbanClient>(Method::kPut, "/im/users/{client_id}/unban", "Unban a client",
                                   ByMaster(Mode::kWrite, true, kBob, "3.4")));
  rows->push_back(Ep<&CheckOnline>(Method::kPost, "/im/clients/check-online",
                                   "Check which of these clients are online",
                                   {.example = R"({"client_ids":["{client.ann}"]})",
                                    .ref = "3.5",
                                    .about = gateway::About::kPeople}));
  rows->push_back(Ep<&KickClient>(Method::kPost, "/im/clients/{client_id}/kick",
                                  "Close a client's sessions",
                                  ByMaster(Mode::kWrite, true, kOne, "3.6")));
}

}  // namespace koine::appim
