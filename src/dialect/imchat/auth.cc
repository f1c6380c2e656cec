// Signing in, tokens (im-chat 1.5, 2.1.1 … 2.1.3, 2.1.7, 3).

#include <utility>

#include "base/jwt.h"
#include "base/text.h"
#include "core/access/behalf.h"
#include "core/audit/audit.h"
#include "core/identity/account.h"
#include "core/identity/admin.h"
#include "core/identity/credentials.h"
#include "core/identity/login.h"
#include "core/identity/people.h"
#include "core/identity/reach.h"
#include "core/identity/strength.h"
#include "core/message/outcome.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/wire.h"
#include "gateway/note.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

// --- tokens

struct Claims {
  std::string sub;
  UserId userId;
  std::string userName, nickName;
  std::optional<int> terminal;
  std::string typ;
  std::int64_t iat = 0, exp = 0;
  std::string jti;
  TenantId tid;
  std::optional<std::string> rnd;  // of a refresh token: what its login keeps the digest of
};
KOINE_DESCRIBE(Claims, (sub, userId, userName, nickName, terminal, typ, iat, exp, jti, tid, rnd))

namespace {

constexpr char kAccess[] = "access";
constexpr char kRefresh[] = "refresh";
constexpr char kAdmin[] = "admin";
constexpr std::size_t kSecretBytes = 16;

json::Profile ClaimsProfile() {
  json::Profile profile;
  profile.absent = json::Absent::kOmit;
  return profile;
}

Result<Claims> ReadClaims(const crypto::HmacSha256& key, std::string_view token,
                          std::int64_t now_ms) {
  if (token.empty()) return Error{Code::kUnauthenticated};
  KOINE_TRY(const std::string text, jwt::Verify(key, token, now_ms));
  auto claims = json::Parse<Claims>(text, ClaimsProfile());
  if (!claims.ok() || claims->exp == 0 || !text::ParseInt(claims->jti)) {
    return Error{Code::kUnauthenticated};
  }
  return claims;
}

Claims ClaimsOf(const identity::Login& login, const identity::User& user, const char* typ,
                std::int64_t now_ms, std::int64_t lifetime_ms) {
  Claims claims;
  claims.sub = std::to_string(user.id.value);
  claims.userId = user.id;
  claims.userName = UsernameOf(user);
  claims.nickName = user.name();
  if (const auto terminal = text::ParseInt(login.terminal)) {
    claims.terminal = static_cast<int>(*terminal);
  }
  claims.typ = typ;
  claims.iat = now_ms / 1000;
  claims.exp = (now_ms + lifetime_ms) / 1000;
  claims.jti = std::to_string(login.id.value);
  claims.tid = login.tenant;
  return claims;
}

std::string DigestOf(std::string_view secret) {
  return text::Hex(crypto::Sha256(secret));
}

}  // namespace

Imchat::Tokens Imchat::MakeTokens(const identity::Login& login, const identity::User& user,
                                  const std::string& secret, std::int64_t now_ms) const {
  const Claims access = ClaimsOf(login, user, kAccess, now_ms, settings_.access_ms);
  Claims refresh = ClaimsOf(login, user, kRefresh, now_ms, settings_.refresh_ms);
  refresh.rnd = secret;
  return {jwt::Sign(access_, json::ToText(access, ClaimsProfile())),
          jwt::Sign(refresh_, json::ToText(refresh, ClaimsProfile()))};
}

std::string Imchat::AdminToken(const identity::Login& login, const identity::User& user,
                               std::int64_t now_ms) const {
  const Claims claims = ClaimsOf(login, user, kAdmin, now_ms, kAdminTokenMs);
  return jwt::Sign(access_, json::ToText(claims, ClaimsProfile()));
}

std::string_view Imchat::TokenOf(const net::Request& request) const {
  constexpr std::string_view kBearer = "bearer ";
  const std::string_view header = request.Header("authorization");
  if (header.empty()) return text::Trim(request.Header("accesstoken"));
  if (header.size() <= kBearer.size() ||
      !text::EqualsIgnoreCaseAscii(header.substr(0, kBearer.size()), kBearer)) {
    return {};
  }
  return text::Trim(header.substr(kBearer.size()));
}

Result<gateway::TokenClaim> Imchat::ReadToken(std::string_view token, std::int64_t now_ms) const {
  const auto claims = ReadClaims(access_, token, now_ms);
  if (!claims.ok()) {
    const bool other = claims.error().Is(Code::kUnauthenticated) && also_ != nullptr;
    if (other && !token.empty()) return also_->ReadToken(token, now_ms);
    return claims.error();
  }
  if (claims->typ != kAccess && claims->typ != kAdmin) return Error{Code::kUnauthenticated};
  return gateway::TokenClaim{LoginId(*text::ParseInt(claims->jti)), claims->exp * 1000};
}

Result<Imchat::Proof> Imchat::ReadRefresh(std::string_view token, std::int64_t now_ms) const {
  KOINE_TRY(const Claims claims, ReadClaims(refresh_, token, now_ms));
  if (claims.typ != kRefresh || !claims.rnd) return Error{Code::kUnauthenticated};
  return Proof{LoginId(*text::ParseInt(claims.jti)), *claims.rnd};
}

// Who signed in to the back office is no user by that (im-chat 1.5).
bool Imchat::Admits(const gateway::Endpoint& row, const identity::LoginView& view) const {
  return view.login.terminal != kBackstage || !OfUsers(row);
}

access::Role Imchat::RoleOf(const identity::LoginView& view) const {
  return view.login.terminal == kBackstage ? view.role : access::Role::kUser;
}

// --- im-chat 2.1.1 login

struct LoginIn {
  std::string username, password;
  std::optional<int> terminal;
  std::optional<std::string> captchaId, captchaCode;
  UserId user;  // found by CheckPassword
};
KOINE_DESCRIBE(LoginIn, (username, password, terminal, captchaId, captchaCode))
KOINE_RULES(LoginIn, json::Rule("username").Required("用户名不能为空").MaxChars(100),
            json::Rule("password").Required("密码不能为空").MaxBytes(1024),
            json::Rule("terminal").Min(0).Max(kTerminals - 1), json::Rule("captchaId").MaxChars(64),
            json::Rule("captchaCode").MaxChars(16))

struct LoginOut {
  std::string accessToken, refreshToken;
  UserId userId;
  std::int64_t accessTokenExpiresIn = 0, refreshTokenExpiresIn = 0;  // seconds
};
KOINE_DESCRIBE(LoginOut,
               (accessToken, refreshToken, userId, accessTokenExpiresIn, refreshTokenExpiresIn))

namespace {

// A captcha counts once, right or wrong (im-chat 2.9.1).
Status UseCaptcha(Call& call, const std::optional<std::string>& id,
                  const std::optional<std::string>& code) {
  const Imchat& dialect = DialectOf(call);
  if (!id && !dialect.settings().captcha_required) return Ok();
  const Error wrong{Code::kBadState, "captcha"};
  const auto text = id ? dialect.CaptchaText(*id, call.now_ms()) : std::nullopt;
  if (!text) return wrong;
  const std::string name = "captcha " + *id;
  const TenantId tenant = call.who.tenant;
  const auto key = static_cast<std::int64_t>(std::hash<std::string>{}(name) >> 1);
  bool fresh = false;
  KOINE_CHECK(call.services->store->WriteAndWait(
      {"captcha", store::KeyOf('k', key)}, [&](Txn& txn) -> Status {
        fresh = message::FindOutcome(txn, tenant, name) == message::OutcomeState::kUnknown;
        message::PutOutcome(txn, tenant, name, message::OutcomeState::kSent);
        return Ok();
      }));
  const bool right = fresh && code && text::EqualsIgnoreCaseAscii(*code, *text);
  return right ? Ok() : Status(wrong);
}

Status CheckPassword(Call& call, LoginIn& in) {
  const gateway::Services& services = *call.services;
  KOINE_CHECK(UseCaptcha(call, in.captchaId, in.captchaCode));
  KOINE_TRY(in.user,
            identity::CheckNamedCredentials(*services.store, *services.attempts, call.who.tenant,
                                            in.username, in.password, call.address));
  return Ok();
}

LoginOut ToLogin(const Call& call, const identity::LoginResult& result, const std::string& secret) {
  const Imchat& dialect = DialectOf(call);
  Imchat::Tokens tokens = dialect.MakeTokens(result.login, result.user, secret, call.now_ms());
  return {std::move(tokens.access), std::move(tokens.refresh), result.user.id,
          dialect.settings().access_ms / 1000, dialect.settings().refresh_ms / 1000};
}

Result<LoginOut> Login(Txn& txn, Call& call, LoginIn& in) {
  const std::string secret = txn.random().Hex(kSecretBytes);
  identity::NewLogin fresh;
  fresh.dialect = access::Dialect::kImchat;
  fresh.terminal = std::to_string(in.terminal.value_or(0));
  fresh.refresh_digest = DigestOf(secret);
  fresh.lifetime_ms = DialectOf(call).settings().refresh_ms;
  fresh.address = call.address;
  KOINE_TRY(const identity::LoginResult result,
            identity::StartLogin(txn, call.who.tenant, in.user, fresh));
  gateway::NoteSignIn(call, in.user, fresh.terminal);
  return ToLogin(call, result, secret);
}

}  // namespace

// --- im-chat 2.1.2 register

struct RegisterIn {
  std::string username, password;
  std::optional<std::string> nickName, email, phone, captchaId, captchaCode, invitation;
  std::string hash;  // made by HashNewPassword
};
KOINE_DESCRIBE(RegisterIn,
               (username, password, nickName, email, phone, captchaId, captchaCode, invitation))
KOINE_RULES(
    RegisterIn,
    json::Rule("username").NotBlank("用户名不能为空").MaxChars(20, "用户名长度为1到20个字符"),
    json::Rule("password")
        .Required("密码不能为空")
        .MinChars(5, "密码长度为5到20个字符")
        .MaxChars(20, "密码长度为5到20个字符"),
    json::Rule("nickName").MaxChars(20, "昵称不能超过20个字符"),
    json::Rule("email").Pattern(
        [](std::string_view t) { return t.empty() || identity::LooksLikeEmail(t); },
        "邮箱格式不正确"),
    json::Rule("phone").Pattern(
        [](std::string_view t) { return t.empty() || identity::LooksLikePhone(t); },
        "手机号格式不正确"),
    json::Rule("captchaId").MaxChars(64), json::Rule("captchaCode").MaxChars(16),
    json::Rule("invitation").MaxChars(100))
struct RegisterOut {
  UserId userId;
  std::string username;
};
KOINE_DESCRIBE(RegisterOut, (userId, username))

namespace {

Status HashNewPassword(Call& call, RegisterIn& in) {
  if (!DialectOf(call).settings().registration) return Error{Code::kForbidden, "registration"};
  KOINE_CHECK(UseCaptcha(call, in.captchaId, in.captchaCode));
  const std::string email = in.email.value_or("");
  const std::string_view names[] = {in.username, in.nickName ? *in.nickName : in.username,
                                    in.phone ? *in.phone : in.username, email,
                                    std::string_view(email).substr(0, email.find('@'))};
  KOINE_TRY(in.hash, identity::HashChosen(in.password, names));
  return Ok();
}

Result<RegisterOut> Register(Txn& txn, Call& call, RegisterIn& in) {
  identity::Registration fresh;
  fresh.username = in.username;
  fresh.password_hash = in.hash;
  fresh.nickname = in.nickName.value_or("");
  if (in.email) fresh.email = text::LowerAscii(*in.email);
  fresh.mobile = in.phone;
  if (DialectOf(call).settings().invited_only) fresh.invitation = in.invitation.value_or("");
  KOINE_TRY(const UserId id, identity::Register(txn, call.who.tenant, fresh));
  return RegisterOut{id, in.username};
}

}  // namespace

// --- im-chat 2.1.3 refresh

struct RefreshIn {
  std::optional<std::string> refreshToken;
};
KOINE_DESCRIBE(RefreshIn, (refreshToken))
KOINE_RULES(RefreshIn, json::Rule("refreshToken").MaxBytes(jwt::kMaxTokenBytes))

namespace {

Result<LoginOut> Refresh(Txn& txn, Call& call, RefreshIn& in) {
  const Imchat& dialect = DialectOf(call);
  std::string token = in.refreshToken.value_or("");
  if (token.empty()) token = call.request->Header("refreshtoken");
  if (token.empty()) return FieldError(Code::kMissingArgument, "refreshToken");
  KOINE_TRY(const Imchat::Proof proof, dialect.ReadRefresh(token, txn.now_ms()));
  const std::string digest = DigestOf(proof.secret);
  KOINE_TRY(
      const identity::LoginResult result,
      identity::RenewLoginWith(txn, proof.login, digest, digest, dialect.settings().refresh_ms));
  return ToLogin(call, result, proof.secret);
}

}  // namespace

// --- im-chat 2.1.7 a new password

struct PasswordIn {
  std::string oldPassword, newPassword;
  std::string verified, hash;  // made by CheckOldPassword
};
KOINE_DESCRIBE(PasswordIn, (oldPassword, newPassword))
KOINE_RULES(PasswordIn, json::Rule("oldPassword").Required("原密码不能为空").MaxBytes(1024),
            json::Rule("newPassword")
                .Required("新密码不能为空")
                .MinChars(5, "密码长度为5到20个字符")
                .MaxChars(20, "密码长度为5到20个字符"))

namespace {

Status CheckOldPassword(Call& call, PasswordIn& in) {
  const gateway::Services& services = *call.services;
  KOINE_TRY(in.verified, identity::CheckOwnPassword(*services.store, *services.attempts, call.who,
                                                    in.oldPassword));
  KOINE_TRY(in.hash, identity::HashChosenFor(*services.store, call.who.tenant, call.who.user,
                                             in.newPassword));
  return Ok();
}

Result<Nothing> ChangePassword(Txn& txn, Call& call, PasswordIn& in) {
  KOINE_CHECK(identity::ReplacePassword(txn, call.who, call.who.user, in.hash, in.verified));
  return Nothing{};
}

}  // namespace

// --- 3: the back office

struct AdminLoginIn {
  std::string username, password;
  UserId user;  // found by CheckAdminPassword
};
KOINE_DESCRIBE(AdminLoginIn, (username, password))
KOINE_RULES(AdminLoginIn, json::Rule("username").Required("用户名不能为空").MaxChars(100),
            json::Rule("password").Required("密码不能为空").MaxBytes(1024))
struct AdminLoginOut {
  std::string accessToken;
  UserId userId;
  std::string username;
  std::vector<std::string> roles;
};
KOINE_DESCRIBE(AdminLoginOut, (accessToken, userId, username, roles))
struct AdminInfoOut {
  UserId userId;
  std::string username, nickName;
  std::vector<std::string> roles;
};
KOINE_DESCRIBE(AdminInfoOut, (userId, username, nickName, roles))

namespace {

std::vector<std::string> RolesOf(access::Role role) {
  switch (role) {
    case access::Role::kUser:
      return {};
    case access::Role::kAuditor:
      return {"auditor"};
    case access::Role::kFinance:
      return {"finance"};
    case access::Role::kAdmin:
    case access::Role::kSuperAdmin:
      break;
  }
  return {"admin"};
}

// Which names exist there is not told apart from a wrong password, other than at the sign-in of
// users, whose two codes are documented.
Status CheckAdminPassword(Call& call, AdminLoginIn& in) {
  const gateway::Services& services = *call.services;
  auto user = identity::CheckNamedCredentials(*services.store, *services.attempts, call.who.tenant,
                                              in.username, in.password, call.address);
  if (!user.ok() && user.error().Is(Code::kUserNotFound)) return Error{Code::kWrongPassword};
  KOINE_TRY(in.user, std::move(user));
  return Ok();
}

Result<AdminLoginOut> AdminLogin(Txn& txn, Call& call, AdminLoginIn& in) {
  identity::NewLogin fresh;
  fresh.dialect = access::Dialect::kImchat;
  fresh.terminal = kBackstage;
  fresh.staff = true;
  fresh.lifetime_ms = kAdminTokenMs;
  fresh.address = call.address;
  KOINE_TRY(const identity::LoginResult result,
            identity::StartLogin(txn, call.who.tenant, in.user, fresh));
  gateway::NoteSignIn(call, in.user, fresh.terminal);
  audit::Record(txn, access::Proved(call.who, in.user), "backstage.login",
                "user " + std::to_string(in.user.value), "ok", call.address);
  return AdminLoginOut{DialectOf(call).AdminToken(result.login, result.user, txn.now_ms()), in.user,
                       UsernameOf(result.user), RolesOf(result.user.role)};
}

Result<Nothing> AdminLogout(Txn& txn, Call& call, Nothing&) {
  KOINE_CHECK(identity::EndLogin(txn, call.who));
  audit::Record(txn, call.who, "backstage.logout", "user " + std::to_string(call.who.user.value),
                "ok", call.address);
  return Nothing{};
}

Result<AdminInfoOut> AdminInfo(Txn& txn, Call& call, Nothing&) {
  const auto user = identity::FindUser(txn, call.who, call.who.user);
  if (!user) return Error{Code::kUserNotFound};
  return AdminInfoOut{user->id, UsernameOf(*user), user->name(), RolesOf(user->role)};
}

}  // namespace

void AddAuth(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  rows->push_back(EpPrepared<&Login, &CheckPassword>(
      Method::kPost, "/login", "Sign in with name and password",
      {.auth = Auth::kNone,
       .mode = Mode::kWrite,
       .expensive = true,
       .example = R"({"username":"{name.me}","password":"{password.me}"})",
       .ref = "2.1.1",
       .about = gateway::About::kNothing}));
  rows->push_back(EpPrepared<&Register, &HashNewPassword>(
      Method::kPost, "/register", "Create an account",
      {.auth = Auth::kNone,
       .mode = Mode::kWrite,
       .expensive = true,
       .registers = true,
       .example = R"({"username":"{name.new}","password":"{password.me}"})",
       .ref = "2.1.2",
       .about = gateway::About::kNothing}));
  rows->push_back(Ep<&Refresh>(Method::kPut, "/refreshToken", "Renew the tokens",
                               {.auth = Auth::kNone,
                                .mode = Mode::kWrite,
                                .expensive = true,
                                .example = R"({"refreshToken":"{refresh.me}"})",
                                .ref = "2.1.3",
                                .about = gateway::About::kNothing}));
  rows->push_back(EpPrepared<&ChangePassword, &CheckOldPassword>(
      Method::kPut, "/modifyPwd", "Change your password",
      {.mode = Mode::kWrite,
       .expensive = true,
       .example = R"({"oldPassword":"{password.me}","newPassword":"{password.me}"})",
       .ref = "2.1.7",
       .about = gateway::About::kCaller}));
  rows->push_back(EpPrepared<&AdminLogin, &CheckAdminPassword>(
      Method::kPost, "/auth/login", "Sign in to the back office",
      {.auth = Auth::kNone,
       .mode = Mode::kWrite,
       .expensive = true,
       .example = R"({"username":"{name.admin}","password":"{password.admin}"})",
       .ref = "3",
       .about = gateway::About::kNothing}));
  rows->push_back(Ep<&AdminLogout>(Method::kPost, "/auth/logout", "Sign out of the back office",
                                   {.auth = Auth::kAdmin,
                                    .also = kAuditors | kFinances,
                                    .mode = Mode::kWrite,
                                    .repeatable = true,
                                    .ref = "3"}));
  rows->push_back(
      Ep<&AdminInfo>(Method::kGet, "/auth/info", "Get who is signed in to the back office",
                     {.auth = Auth::kAdmin, .also = kAuditors | kFinances, .ref = "3"}));
}

}  // namespace koine::imchat
