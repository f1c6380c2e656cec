// Which application calls, and what its token allows (app-im 1.3, 1.4).

#include <algorithm>
#include <utility>

#include "base/jwt.h"
#include "base/text.h"
#include "core/access/behalf.h"
#include "core/tenant/tenant.h"
#include "dialect/appim/appim.h"

namespace koine::appim {

namespace {

using gateway::Auth;

constexpr char kBearer[] = "Bearer ";

// The action that a row is, as tokens name it; of rows without one only the master key or no
// verification at all opens the door.
struct Action {
  net::Method method;
  std::string_view path;
  std::string_view act;
  bool by_login;  // a login token is enough, within the client's own conversations
};
constexpr Action kActions[] = {
    {net::Method::kPost, "/im/conversations", "conv.create", false},
    {net::Method::kGet, "/im/conversations", "conv.query", true},
    {net::Method::kPut, "/im/conversations", "conv.update", false},
    {net::Method::kDelete, "/im/conversations/{conv_id}", "conv.delete", false},
    {net::Method::kPost, "/im/conversations/{conv_id}/members", "member.add", false},
    {net::Method::kGet, "/im/conversations/{conv_id}/members", "member.query", true},
    {net::Method::kGet, "/im/conversations/{conv_id}/members/online-count", "member.query", true},
    {net::Method::kDelete, "/im/conversations/{conv_id}/members", "member.remove", false},
    {net::Method::kPost, "/im/conversations/{conv_id}/message", "msg.send", true},
    {net::Method::kGet, "/im/conversations/{conv_id}/message", "msg.query", true},
    {net::Method::kPost, "/im/file/upload", "file.upload", false},
};

const Action* ActionOf(const gateway::Endpoint& row) {
  for (const Action& action : kActions) {
    if (action.method == row.method && action.path == row.path) return &action;
  }
  return nullptr;
}

Error Header(const char* name) {
  return Error{Code::kUnauthenticated, "header", name};
}

Status CheckAction(const gateway::Endpoint& row, const TokenClaims& token) {
  const Action* action = ActionOf(row);
  if (action == nullptr) return Error{Code::kForbidden, "action"};
  if (!token.unique_name.empty()) {
    if (action->by_login) return Ok();
  } else if (token.act == action->act) {
    return Ok();
  }
  return Error{Code::kForbidden, "action"};
}

}  // namespace

std::string_view Appim::TokenOf(const net::Request& request) const {
  const std::string_view header = request.Header("authorization");
  const std::string_view bearer = kBearer;
  if (!text::EqualsIgnoreCaseAscii(header.substr(0, bearer.size()), bearer)) return {};
  return text::Trim(header.substr(bearer.size()));
}

std::string_view Appim::OperationOf(const net::Request& request) const {
  for (const char* name : {"request-id", "request_id", "x-request-id"}) {
    const std::string_view value = request.Header(name);
    if (!value.empty() && text::IsUtf8(value)) return text::Prefix(value, kRequestIdCharsMax);
  }
  return {};
}

Result<TokenClaims> Appim::ReadAppToken(const tenant::App& app, std::string_view token,
                                        std::int64_t now_ms) const {
  const crypto::HmacSha256 key(tenant::SecretOf(secret_key_, app));
  auto text = jwt::Verify(key, token, now_ms, kLeewayS);
  if (!text.ok()) return Error{Code::kUnauthenticated, "token"};
  auto claims = json::Parse<TokenClaims>(*text);
  if (!claims.ok() || claims->exp == 0) return Error{Code::kUnauthenticated, "token"};
  if (claims->unique_name.empty() && claims->aud.empty()) {
    return Error{Code::kUnauthenticated, "token"};
  }
  return claims;
}

Result<gateway::Caller> Appim::JudgeRequest(store::Txn& txn, const gateway::Endpoint& row,
                                            const net::Request& request) const {
  std::string_view app_id = request.Header("app-id");
  if (app_id.empty()) app_id = request.Header("im-app-id");
  if (app_id.empty() || !text::IsUtf8(app_id)) return Header("app-id");
  auto app = tenant::FindApp(txn, app_id);
  if (!app) return Header("app-id");
  auto caller = std::make_shared<AppCaller>();
  caller->app = *std::move(app);
  const tenant::AppSettings& settings = caller->app.settings;
  const std::string_view key = request.Header("app-key");
  caller->key = !key.empty();
  if (caller->key) {
    caller->master = tenant::IsMasterKey(caller->app, key);
    if (!caller->master && !tenant::IsAppKey(caller->app, key)) return Header("app-key");
  } else if (settings.key_required) {
    return Header("app-key");
  }
  if (settings.token_verify && !caller->master) {
    const std::string_view token = TokenOf(request);
    if (token.empty()) return Header("authorization");
    KOINE_TRY(caller->token, ReadAppToken(caller->app, token, txn.now_ms()));
    KOINE_CHECK(CheckAction(row, *caller->token));
  }
  if (row.opt.auth == Auth::kAdmin && !caller->master) return Error{Code::kForbidden, "master"};
  const Action* action = ActionOf(row);
  if (action != nullptr && action->act == "msg.send") {
    KOINE_CHECK(quotas_.TakeMessage(caller->app, txn.now_ms()));
  }
  gateway::Caller out;
  out.who = access::OfApplication(caller->app.tenant, caller->master);
  out.state = std::move(caller);
  return out;
}

Status MayActAs(const gateway::Call& call, std::string_view client) {
  const auto& token = CallerOf(call).token;
  if (!token) return Ok();
  const std::string& own = token->unique_name.empty() ? token->aud : token->unique_name;
  if (own == client) return Ok();
  return Error{Code::kForbidden, "client"};
}

Status MayName(const gateway::Call& call, std::vector<std::string> clients) {
  const auto& token = CallerOf(call).token;
  if (!token || !token->members) return Ok();
  std::sort(clients.begin(), clients.end());
  if (text::Hex(crypto::Md5(json::ToText(clients))) == *token->members) return Ok();
  return Error{Code::kForbidden, "members"};
}

}  // namespace koine::appim
