// Sign-in, tokens (ruoyi 0.3, 1).

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/jwt.h"
#include "base/text.h"
#include "core/audit/audit.h"
#include "core/identity/account.h"
#include "core/identity/credentials.h"
#include "core/identity/entry_code.h"
#include "core/identity/login.h"
#include "core/identity/people.h"
#include "core/identity/strength.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/user.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/note.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

// --- tokens

struct Claims {
  std::string sub;
  UserId userId;
  std::string role;
  std::int64_t iat = 0, exp = 0;
  std::string jti;
  TenantId tid;
  std::optional<std::string> use;  // "refresh"; absent in access tokens
  std::optional<std::string> rnd;
  std::optional<bool> published;  // true: the login is one of a published client
};
KOINE_DESCRIBE(Claims, (sub, userId, role, iat, exp, jti, tid, use, rnd, published))

namespace {

constexpr char kRefresh[] = "refresh";

json::Profile ClaimsProfile() {
  json::Profile profile;
  profile.absent = json::Absent::kOmit;
  return profile;
}

Result<Claims> ReadClaims(const crypto::HmacSha256& key, std::string_view token,
                          std::int64_t now_ms, std::int64_t leeway_s) {
  if (token.empty()) return Error{Code::kUnauthenticated};
  KOINE_TRY(const std::string text, jwt::Verify(key, token, now_ms, leeway_s));
  auto claims = json::Parse<Claims>(text, ClaimsProfile());
  if (!claims.ok() || claims->exp == 0 || !text::ParseInt(claims->jti)) {
    return Error{Code::kUnauthenticated};
  }
  return claims;
}

}  // namespace

std::string Ruoyi::AccessToken(const identity::Login& login, const identity::User& user,
                               std::int64_t now_ms, bool published) const {
  Claims claims;
  claims.sub = user.username.value_or(user.handle);
  claims.userId = user.id;
  claims.role = RoleText(user.role);
  claims.iat = now_ms / 1000;
  claims.exp = (now_ms + AccessMs(published)) / 1000;
  claims.jti = std::to_string(login.id.value);
  claims.tid = login.tenant;
  if (published) claims.published = true;
  return jwt::Sign(key_, json::ToText(claims, ClaimsProfile()));
}

std::int64_t Ruoyi::AccessMs(bool published) const {
  return published ? std::min(settings_.access_ms, kPublishedAccessMs) : settings_.access_ms;
}

std::string Ruoyi::RefreshToken(LoginId login, std::int64_t expires_ms, Random& random,
                                bool published) const {
  Claims claims;
  claims.exp = expires_ms / 1000;
  claims.jti = std::to_string(login.value);
  claims.use = kRefresh;
  claims.rnd = random.Hex(16);
  if (published) claims.published = true;
  return jwt::Sign(key_, json::ToText(claims, ClaimsProfile()));
}

std::string_view Ruoyi::TokenOf(const net::Request& request) const {
  constexpr std::string_view kBearer = "bearer ";
  const std::string_view header = request.Header("authorization");
  if (header.size() <= kBearer.size() ||
      !text::EqualsIgnoreCaseAscii(header.substr(0, kBearer.size()), kBearer)) {
    return {};
  }
  return text::Trim(header.substr(kBearer.size()));
}

Result<gateway::TokenClaim> Ruoyi::ReadToken(std::string_view token, std::int64_t now_ms) const {
  KOINE_TRY(const Claims claims, ReadClaims(key_, token, now_ms, 0));
  if (claims.use) return Error{Code::kUnauthenticated};
  gateway::TokenClaim claim{LoginId(*text::ParseInt(claims.jti)), claims.exp * 1000};
  claim.other_form = claims.published.value_or(false);
  return claim;
}

Result<Ruoyi::Proof> Ruoyi::ReadRefresh(std::string_view token, std::int64_t now_ms) const {
  auto claims = ReadClaims(key_, token, now_ms, kPublishedGraceMs / 1000);
  if (!claims.ok()) return Error{Code::kSessionRevoked, "refresh"};
  const bool published = claims->published.value_or(false);
  const std::int64_t grace_ms = published ? kPublishedGraceMs : kRefreshGraceMs;
  if (claims->exp * 1000 + grace_ms <= now_ms) return Error{Code::kSessionRevoked, "refresh"};
  const bool refresh = claims->use && *claims->use == kRefresh;
  // The grace is for access tokens only.
  if (refresh && claims->exp * 1000 <= now_ms) return Error{Code::kSessionRevoked, "refresh"};
  return Proof{LoginId(*text::ParseInt(claims->jti)), refresh, published};
}

// --- ruoyi 1.1 login

struct LoginIn {
  std::string username, password;
  std::optional<std::string> clientType;
  std::optional<bool> rememberMe;
  UserId user;  // found by CheckPassword
};
KOINE_DESCRIBE(LoginIn, (username, password, clientType, rememberMe))
KOINE_RULES(LoginIn, json::Rule("username").NotBlank("用户名不能为空").MaxChars(100),
            json::Rule("password").Required("密码不能为空").MaxBytes(1024),
            json::Rule("clientType").MaxChars(20))

struct LoginOut {
  std::string token;
  UserId userId;
  UserOut userInfo;
  std::string refreshToken;
  std::int64_t expiresIn = 0;  // seconds
};
KOINE_DESCRIBE(LoginOut, (token, userId, userInfo, refreshToken, expiresIn))

namespace {

LoginOut ToLogin(Call& call, const identity::LoginResult& result, std::string refresh_token,
                 bool published) {
  const Ruoyi& dialect = DialectOf(call);
  LoginOut out;
  out.token = dialect.AccessToken(result.login, result.user, call.now_ms(), published);
  out.userId = result.user.id;
  out.userInfo = ToUser(result.user, call.services->presence->Connected(result.user.id));
  out.refreshToken = std::move(refresh_token);
  out.expiresIn = dialect.AccessMs(published) / 1000;
  return out;
}

Status CheckPassword(Call& call, LoginIn& in) {
  const gateway::Services& services = *call.services;
  KOINE_TRY(in.user,
            identity::CheckCredentials(*services.store, *services.attempts, call.who.tenant,
                                       in.username, in.password, call.address));
  return Ok();
}

Result<LoginOut> Login(Txn& txn, Call& call, LoginIn& in) {
  const Settings& settings = DialectOf(call).settings();
  identity::NewLogin fresh;
  fresh.dialect = access::Dialect::kRuoyi;
  fresh.terminal = in.clientType.value_or("WEB");
  fresh.lifetime_ms = settings.refresh_ms;
  fresh.address = call.address;
  KOINE_TRY(identity::LoginResult result,
            identity::StartLogin(txn, call.who.tenant, in.user, fresh));
  gateway::NoteSignIn(call, in.user, fresh.terminal);
  std::string refresh = DialectOf(call).RefreshToken(result.login.id, result.login.expires_at,
                                                     txn.random(), IsPublished(call));
  identity::KeepRefreshToken(txn, &result, refresh);
  return ToLogin(call, result, std::move(refresh), IsPublished(call));
}

// --- ruoyi 1.2 … 1.4

Result<Nothing> Logout(Txn& txn, Call& call, Nothing&) {
  KOINE_CHECK(identity::EndLogin(txn, call.who));
  return Nothing{};
}

}  // namespace

struct RefreshIn {
  std::optional<std::string> refreshToken;
};
KOINE_DESCRIBE(RefreshIn, (refreshToken))

namespace {

Result<LoginOut> Refresh(Txn& txn, Call& call, RefreshIn& in) {
  const Ruoyi& dialect = DialectOf(call);
  const std::string& token = in.refreshToken ? *in.refreshToken : call.bearer;
  KOINE_TRY(const Ruoyi::Proof proof, dialect.ReadRefresh(token, txn.now_ms()));
  const std::int64_t lifetime_ms = dialect.settings().refresh_ms;
  const bool published = proof.published || IsPublished(call);
  std::string fresh =
      dialect.RefreshToken(proof.login, txn.now_ms() + lifetime_ms, txn.random(), published);
  std::optional<std::string> presented;
  if (proof.refresh) presented = text::Hex(crypto::Sha256(token));
  auto result = identity::RenewLoginWith(txn, proof.login, presented,
                                         text::Hex(crypto::Sha256(fresh)), lifetime_ms);
  if (!result.ok()) {
    if (std::string_view(result.error().detail) == identity::kReused) {
      // In a transaction of its own: this one is taken back.
      call.refused = [store = call.services->store, login = proof.login] {
        store->Write(
            {"refresh token reused"},
            [login](Txn& t) { return identity::EndReusedLogin(t, login); },
            [](const Status&, const store::Numbering&) {});
      };
    }
    if (result.error().Is(Code::kSessionRevoked)) return Error{Code::kSessionRevoked, "refresh"};
    return std::move(result).error();
  }
  LoginOut out = ToLogin(call, *result, std::move(fresh), published);
  // One published client reads these beside `data` (ruoyi 28).
  call.members = R"("token":")" + out.token + R"(","expiresIn":)" +
                 std::to_string(dialect.AccessMs(published));
  return out;
}

}  // namespace

struct ValidateIn {
  std::optional<std::string> token;
};
KOINE_DESCRIBE(ValidateIn, (token))

namespace {

Result<bool> ValidateToken(Txn& txn, Call& call, ValidateIn& in) {
  const std::string& token = in.token ? *in.token : call.bearer;
  auto claim = DialectOf(call).ReadToken(token, txn.now_ms());
  if (!claim.ok()) return false;
  return identity::OpenLogin(txn, claim->login).ok();
}

// --- registration

}  // namespace

bool IsUsername(std::string_view text) {
  for (const char c : text) {
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_') return false;
  }
  return true;
}

// As LoginOut, without what only a sign-in gives.
struct InfoOut {
  std::string token;
  UserId userId;
  UserOut userInfo;
  std::optional<std::string> refreshToken;
  std::int64_t expiresIn = 0;  // seconds
};
KOINE_DESCRIBE(InfoOut, (token, userId, userInfo, refreshToken, expiresIn))

bool IsMobile(std::string_view text) {
  if (text.empty()) return true;  // removes it
  if (text.size() != 11 || text[0] != '1' || text[1] < '3' || text[1] > '9') return false;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

bool IsEmail(std::string_view text) {
  if (text.empty()) return true;
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != text.npos) return false;
  const std::size_t dot = text.rfind('.');
  return dot != text.npos && dot > at + 1 && dot + 1 < text.size() &&
         text.find_first_of(" \t\r\n") == text.npos;
}

Status HashPasswordOf(RegisterIn* in) {
  const std::string email = in->email.value_or("");
  const std::string_view names[] = {in->username, in->nickname ? *in->nickname : in->username,
                                    in->mobile ? *in->mobile : in->username, email,
                                    std::string_view(email).substr(0, email.find('@'))};
  KOINE_TRY(in->hash, identity::HashChosen(in->password, names));
  return Ok();
}

identity::Registration ToRegistration(const RegisterIn& in) {
  identity::Registration registration;
  registration.username = in.username;
  registration.password_hash = in.hash;
  registration.nickname = in.nickname.value_or("");
  registration.email = in.email;
  registration.mobile = in.mobile;
  return registration;
}

namespace {

Status HashNewPassword(Call& call, RegisterIn& in) {
  if (!DialectOf(call).settings().registration) return Error{Code::kForbidden, "registration"};
  return HashPasswordOf(&in);
}

Result<UserId> Register(Txn& txn, Call& call, RegisterIn& in) {
  identity::Registration fresh = ToRegistration(in);
  if (DialectOf(call).settings().invited_only) fresh.invitation = in.invitation.value_or("");
  return identity::Register(txn, call.who.tenant, fresh);
}

// The same by an administrator, open or not.
Status HashGivenPassword(Call&, RegisterIn& in) {
  return HashPasswordOf(&in);
}

Result<UserId> CreateUser(Txn& txn, Call& call, RegisterIn& in) {
  KOINE_TRY(const UserId id, identity::Register(txn, call.who.tenant, ToRegistration(in)));
  audit::Record(txn, call.who, "user.create", "user " + std::to_string(id.value), "ok",
                call.address);
  return id;
}

Result<InfoOut> GetInfo(Txn& txn, Call& call, Nothing&) {
  auto user = identity::FindUser(txn, call.who, call.who.user);
  if (!user) return Error{Code::kUserNotFound};
  InfoOut out;
  out.token = call.bearer;
  const auto claim = DialectOf(call).ReadToken(call.bearer, call.now_ms());
  if (claim.ok()) out.expiresIn = (claim->expires_ms - call.now_ms()) / 1000;
  out.userId = user->id;
  out.userInfo = ToUser(*user, call.services->presence->Connected(user->id));
  return out;
}

}  // namespace

struct HealthOut {
  std::string status;
};
KOINE_DESCRIBE(HealthOut, (status))
struct CsrfOut {
  std::string csrfToken, parameterName, headerName;
};
KOINE_DESCRIBE(CsrfOut, (csrfToken, parameterName, headerName))
struct RegistrationOut {
  bool open = false;
  bool invitation = false;  // only with a code of an administrator
};
KOINE_DESCRIBE(RegistrationOut, (open, invitation))
struct EntryCodeOut {
  std::string code;
  std::string path;  // of the page of the web client, below its address
  json::Time expireTime;
};
KOINE_DESCRIBE(EntryCodeOut, (code, path, expireTime))
struct FeaturesOut {
  bool money = true, packets = true, calls = true;
  int callParticipants = 0;  // people in a group's call at once
  bool mailOutside = false;  // mail goes to addresses of other servers, too
};
KOINE_DESCRIBE(FeaturesOut, (money, packets, calls, callParticipants, mailOutside))

namespace {

Result<HealthOut> Health(Call& call, Nothing&) {
  KOINE_CHECK(call.services->store->health());
  return HealthOut{"UP"};
}

Result<RegistrationOut> GetRegistration(Call& call, Nothing&) {
  const Settings& settings = DialectOf(call).settings();
  return RegistrationOut{settings.registration, settings.registration && settings.invited_only};
}

Result<EntryCodeOut> MakeInvitation(Txn& txn, Call& call, Nothing&) {
  KOINE_TRY(const identity::MadeEntryCode made, identity::MakeEntryCode(txn, call.who));
  return EntryCodeOut{made.code, "/#/sign-in?invitation=" + made.code, {made.expires_at}};
}

Result<FeaturesOut> GetFeatures(Call& call, Nothing&) {
  const Settings& settings = DialectOf(call).settings();
  const gateway::Features& on = settings.features;
  return FeaturesOut{on.money, on.packets, on.calls, settings.call_participants,
                     settings.mail.sends};
}

Result<CsrfOut> Csrf(Call&, Nothing&) {
  return CsrfOut{"disabled-by-backend", "_csrf", "X-CSRF-TOKEN"};
}

// What is asked before anybody signs in.
void AddOpen(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  for (const char* path : {"/health", "/api/im/health"}) {
    rows->push_back(Ep<&Health>(Method::kGet, path, "Check the health of the server",
                                {.auth = Auth::kNone,
                                 .mode = Mode::kPlain,
                                 .ref = "0.1",
                                 .about = gateway::About::kNothing}));
  }
  for (const Method method : {Method::kGet, Method::kPost}) {
    rows->push_back(Ep<&Csrf>(method, "/csrf/token", "Get a CSRF token; none is needed",
                              {.auth = Auth::kNone,
                               .mode = Mode::kPlain,
                               .ref = "0.3",
                               .about = gateway::About::kNothing}));
  }
  rows->push_back(Ep<&GetRegistration>(
      Method::kGet, "/api/im/auth/registration", "Check whether registration is open",
      {.auth = Auth::kNone, .mode = Mode::kPlain, .ref = "1", .about = gateway::About::kNothing}));
  rows->push_back(
      Ep<&MakeInvitation>(Method::kPost, "/api/admin/invitations",
                          "Create an invitation code: one account, valid for seven days",
                          {.auth = Auth::kAdmin, .mode = Mode::kWrite, .ref = "27"}));
  rows->push_back(Ep<&GetFeatures>(
      Method::kGet, "/api/im/features", "List the features that are turned on",
      {.auth = Auth::kNone, .mode = Mode::kPlain, .ref = "0", .about = gateway::About::kNothing}));
}

}  // namespace

void AddAuth(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  static constexpr char kLogin[] = R"({"username":"{name.me}","password":"{password.me}"})";
  static constexpr char kRegister[] = R"({"username":"{name.new}","password":"{password.me}"})";
  // The older client uses /api/auth (ruoyi 0.1).
  struct Base {
    const char *login, *logout, *reg, *info;
  };
  for (const Base& base :
       {Base{"/api/im/auth/login", "/api/im/auth/logout", "/api/im/auth/register",
             "/api/im/auth/getInfo"},
        Base{"/api/auth/login", "/api/auth/logout", "/api/auth/register", "/api/auth/getInfo"}}) {
    rows->push_back(EpPrepared<&Login, &CheckPassword>(Method::kPost, base.login,
                                                       "Sign in with name and password",
                                                       {.auth = Auth::kNone,
                                                        .mode = Mode::kWrite,
                                                        .expensive = true,
                                                        .example = kLogin,
                                                        .ref = "1.1",
                                                        .about = gateway::About::kNothing}));
    rows->push_back(Ep<&Logout>(Method::kPost, base.logout, "Sign out",
                                {.mode = Mode::kWrite,
                                 .repeatable = true,
                                 .ok = "退出成功",
                                 .ref = "1.2",
                                 .about = gateway::About::kCaller}));
    rows->push_back(EpPrepared<&Register, &HashNewPassword>(Method::kPost, base.reg,
                                                            "Create an account",
                                                            {.auth = Auth::kNone,
                                                             .mode = Mode::kWrite,
                                                             .expensive = true,
                                                             .registers = true,
                                                             .ok = "注册成功",
                                                             .example = kRegister,
                                                             .ref = "1",
                                                             .about = gateway::About::kNothing}));
    rows->push_back(Ep<&GetInfo>(Method::kGet, base.info, "Get the signed-in user",
                                 {.ref = "1", .about = gateway::About::kCaller}));
  }
  rows->push_back(EpPrepared<&CreateUser, &HashGivenPassword>(
      Method::kPost, "/api/im/user", "Create an account for another person",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .expensive = true,
       .example = kRegister,
       .ref = "27"}));
  rows->push_back(Ep<&Refresh>(Method::kPost, "/api/im/auth/refresh", "Renew the tokens",
                               {.auth = Auth::kNone,
                                .mode = Mode::kWrite,
                                .expensive = true,
                                .example = R"({"refreshToken":"{refresh.me}"})",
                                .ref = "1.3",
                                .about = gateway::About::kNothing}));
  rows->push_back(Ep<&ValidateToken>(Method::kPost, "/api/im/auth/validateToken",
                                     "Check whether a token is valid",
                                     {.auth = Auth::kNone,
                                      .expensive = true,
                                      .example = R"({"token":"{token.me}"})",
                                      .ref = "1.4",
                                      .about = gateway::About::kNothing}));
  AddOpen(rows);
}

}  // namespace koine::ruoyi
