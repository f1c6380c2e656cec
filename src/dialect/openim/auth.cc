// Tokens and who may ask for them (openim 1.2, 2, 4.1).

#include <algorithm>
#include <utility>

#include "base/jwt.h"
#include "base/text.h"
#include "core/access/behalf.h"
#include "core/audit/audit.h"
#include "core/identity/handle.h"
#include "core/identity/login.h"
#include "core/identity/token.h"
#include "core/version/begin.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/object.h"
#include "gateway/note.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

// --- tokens

struct Claims {
  std::string UserID;
  int PlatformID = 0;
  std::int64_t exp = 0, iat = 0;
};
KOINE_DESCRIBE(Claims, (UserID, PlatformID, exp, iat))

namespace {

// No token is needed for what begins so (openim 1.2); where forms of browsers go, no header is.
constexpr std::string_view kFree[] = {"/auth/get_admin_token", "/auth/parse_token"};

bool IsFree(std::string_view path) {
  for (const std::string_view free : kFree) {
    if (path.substr(0, free.size()) == free) return true;
  }
  return false;
}

}  // namespace

Status Openim::CheckHeaders(const net::Request& request) const {
  if (request.method != net::Method::kPost) return Ok();
  if (request.path().substr(0, kStorage.size()) == kStorage) return Ok();
  if (request.Header("operationID").empty()) {
    return Error{Code::kUnauthenticated, "header", "operationID"};
  }
  if (!IsFree(request.path()) && TokenOf(request).empty()) {
    return Error{Code::kUnauthenticated, "header", "token"};
  }
  return Ok();
}

std::string_view Openim::TokenOf(const net::Request& request) const {
  return request.Header("token");
}

std::string_view Openim::OperationOf(const net::Request& request) const {
  return request.Header("operationID");
}

std::string DigestOf(std::string_view token) {
  return text::Hex(crypto::Sha256(token));
}

Openim::Token Openim::MakeToken(std::string_view handle, int platform, std::int64_t now_ms) const {
  Claims claims;
  claims.UserID = handle;
  claims.PlatformID = platform;
  claims.exp = (now_ms + settings_.token_ms) / 1000;
  claims.iat = now_ms / 1000 - kIssuedBeforeS;
  Token token;
  token.text = jwt::Sign(key_, json::ToText(claims));
  token.kept = {access::Dialect::kOpenim, std::to_string(platform), DigestOf(token.text),
                claims.exp * 1000};
  return token;
}

Result<Openim::Claim> Openim::ReadClaim(std::string_view token, std::int64_t now_ms) const {
  KOINE_TRY(const std::string text, jwt::Verify(key_, token, now_ms));
  auto claims = json::Parse<Claims>(text);
  if (!claims.ok() || claims->exp == 0) return Error{Code::kUnauthenticated, "claims"};
  if (claims->iat * 1000 > now_ms) return Error{Code::kUnauthenticated, "nbf"};
  return Claim{std::move(claims->UserID), claims->PlatformID, claims->exp};
}

Result<gateway::TokenClaim> Openim::ReadToken(std::string_view token, std::int64_t now_ms) const {
  KOINE_TRY(const Claim claim, ReadClaim(token, now_ms));
  return gateway::TokenClaim{LoginId(), claim.expires_s * 1000, DigestOf(token)};
}

// --- openim 4.1

struct AdminTokenIn {
  std::string secret, userID;
};
KOINE_DESCRIBE(AdminTokenIn, (secret, userID))
KOINE_RULES(AdminTokenIn, json::Rule("userID").Required())
struct UserTokenIn {
  int platformID = 0;
  std::string userID;
};
KOINE_DESCRIBE(UserTokenIn, (platformID, userID))
struct TokenOut {
  std::string token;
  std::int64_t expireTimeSeconds = 0;
};
KOINE_DESCRIBE(TokenOut, (token, expireTimeSeconds))
struct ParseTokenIn {
  std::string token;
};
KOINE_DESCRIBE(ParseTokenIn, (token))
KOINE_RULES(ParseTokenIn, json::Rule("token").Required())
struct ParseTokenOut {
  std::string userID;
  int platformID = 0;
  std::int64_t expireTimeSeconds = 0;  // absolute
};
KOINE_DESCRIBE(ParseTokenOut, (userID, platformID, expireTimeSeconds))
struct ForceLogoutIn {
  int platformID = 0;
  std::string userID;
};
KOINE_DESCRIBE(ForceLogoutIn, (platformID, userID))
KOINE_RULES(ForceLogoutIn, json::Rule("platformID").Min(kPlatformMin).Max(kPlatformLogoutMax),
            json::Rule("userID").Required())

namespace {

// The kinds of users who get no tokens: notification accounts, robots.
constexpr int kAccountKind = 3;

Result<TokenOut> GiveToken(Txn& txn, Call& call, const identity::User& user, int platform) {
  const Openim& dialect = DialectOf(call);
  Openim::Token token = dialect.MakeToken(user.handle, platform, txn.now_ms());
  auto kept = identity::KeepToken(txn, call.who.tenant, user.id, token.kept, dialect.token_rule());
  if (!kept.ok()) {
    if (kept.error().Is(Code::kAccountBanned)) return Error{Code::kForbidden, "banned"};
    return std::move(kept).error();
  }
  version::Begin(txn, call.who.tenant, user.id);
  gateway::NoteSignIn(call, user.id, std::to_string(platform));
  return TokenOut{std::move(token.text), dialect.settings().token_ms / 1000};
}

Result<TokenOut> GetAdminToken(Txn& txn, Call& call, AdminTokenIn& in) {
  const Openim& dialect = DialectOf(call);
  if (!dialect.IsSecret(in.secret)) return Error{Code::kWrongPassword};
  const auto& names = dialect.settings().admin_users;
  if (std::find(names.begin(), names.end(), in.userID) == names.end()) {
    return FieldError(Code::kBadArgument, "userID");
  }
  KOINE_TRY(const identity::User user, identity::GetUser(txn, call.who.tenant, in.userID));
  audit::Note(txn, access::From(access::Proved(call.who, user.id), call.address), "user.sign_in",
              audit::UserTarget(user.id), "OpenIM");
  return GiveToken(txn, call, user, kPlatformAdmin);
}

Result<TokenOut> GetUserToken(Txn& txn, Call& call, UserTokenIn& in) {
  if (in.platformID == kPlatformAdmin) return Error{Code::kForbidden, "platform"};
  KOINE_TRY(const identity::User user, identity::GetUser(txn, call.who.tenant, in.userID));
  if (DialectOf(call).IsAdmin(user.id)) return Error{Code::kForbidden, "admin"};
  if (user.kind >= kAccountKind) return FieldError(Code::kBadArgument, "userID");
  return GiveToken(txn, call, user, in.platformID);
}

Result<ParseTokenOut> ParseToken(Txn& txn, Call& call, ParseTokenIn& in) {
  KOINE_TRY(Openim::Claim claim, DialectOf(call).ReadClaim(in.token, txn.now_ms()));
  KOINE_CHECK(identity::OpenLogin(txn, DigestOf(in.token)));
  return ParseTokenOut{std::move(claim.handle), claim.platform, claim.expires_s};
}

Result<Nothing> ForceLogout(Txn& txn, Call& call, ForceLogoutIn& in) {
  const auto user = identity::GetUser(txn, call.who.tenant, in.userID);
  if (!user.ok()) return Nothing{};
  identity::EndTokens(txn, call.who.tenant, user->id, access::Dialect::kOpenim,
                      std::to_string(in.platformID));
  audit::Note(txn, call.who, "user.sign_out", audit::UserTarget(user->id),
              "platform " + std::to_string(in.platformID));
  return Nothing{};
}

}  // namespace

void AddAuth(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&GetAdminToken>(Method::kPost, "/auth/get_admin_token",
                                     "Get a token for an administrator",
                                     {.auth = Auth::kNone,
                                      .mode = Mode::kWrite,
                                      .repeatable = true,
                                      .expensive = true,
                                      .example = R"({"secret":"{secret}","userID":"imAdmin"})",
                                      .ref = "4.1",
                                      .about = gateway::About::kNothing}));
  rows->push_back(Ep<&GetUserToken>(Method::kPost, "/auth/get_user_token", "Get a token for a user",
                                    {.auth = Auth::kAdmin,
                                     .mode = Mode::kWrite,
                                     .repeatable = true,
                                     .example = R"({"platformID":3,"userID":"{user.peer}"})",
                                     .ref = "4.1"}));
  rows->push_back(Ep<&ParseToken>(Method::kPost, "/auth/parse_token",
                                  "Get the user and expiry of a token",
                                  {.auth = Auth::kNone,
                                   .expensive = true,
                                   .example = R"({"token":"{token.me}"})",
                                   .ref = "4.1",
                                   .about = gateway::About::kNothing}));
  rows->push_back(Ep<&ForceLogout>(Method::kPost, "/auth/force_logout",
                                   "Sign a user out on a platform",
                                   {.auth = Auth::kAdmin,
                                    .mode = Mode::kWrite,
                                    .repeatable = true,
                                    .example = R"({"platformID":9,"userID":"{user.peer}"})",
                                    .ref = "4.1"}));
}

}  // namespace koine::openim
