// A new password for who forgot theirs: an administrator makes a link, which works once and for an
// hour (beyond ruoyi 27).

#include <optional>
#include <utility>

#include "base/jwt.h"
#include "core/identity/admin.h"
#include "core/identity/strength.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

// What a link says, signed with a key of its own, so that it is no token of another kind.
struct ResetClaims {
  TenantId tid;
  UserId userId;
  std::int64_t exp = 0;  // seconds
  std::string bound;     // identity::ResetBinding
};
KOINE_DESCRIBE(ResetClaims, (tid, userId, exp, bound))

struct ResetLinkIn {
  UserId id;
};
KOINE_DESCRIBE(ResetLinkIn, (id))
struct ResetLinkOut {
  std::string code;
  std::string path;  // of the page of the web client, below its address
  json::Time expireTime;
};
KOINE_DESCRIBE(ResetLinkOut, (code, path, expireTime))

struct ResetIn {
  std::string code, newPassword;
  ResetClaims claims;  // read by CheckReset
  std::string hash;
};
KOINE_DESCRIBE(ResetIn, (code, newPassword))
KOINE_RULES(ResetIn, json::Rule("code").NotBlank("链接无效或已过期").MaxBytes(jwt::kMaxTokenBytes),
            json::Rule("newPassword")
                .Required("新密码不能为空")
                .MinChars(6, "密码长度必须在6-32之间")
                .MaxChars(32, "密码长度必须在6-32之间"))

namespace {

constexpr std::int64_t kLinkMs = 3600 * 1000;

Error BadLink() {
  return Error{Code::kNotFound, "reset"};
}

Result<ResetLinkOut> MakeResetLink(Txn& txn, Call& call, ResetLinkIn& in) {
  const std::int64_t until_ms = txn.now_ms() + kLinkMs;
  KOINE_TRY(const std::string bound, identity::BindReset(txn, call.who, in.id));
  ResetLinkOut out;
  out.code = DialectOf(call).ResetCode(call.who.tenant, in.id, bound, until_ms);
  out.path = Ruoyi::kResetPath + out.code;
  out.expireTime = {until_ms / 1000 * 1000};
  return out;
}

Status CheckReset(Call& call, ResetIn& in) {
  const auto text = jwt::Verify(DialectOf(call).ResetKey(), in.code, call.now_ms(), 0);
  if (!text.ok()) return BadLink();
  auto claims = json::Parse<ResetClaims>(*text, {});
  if (!claims.ok()) return BadLink();
  in.claims = *std::move(claims);
  // A link that is spent costs no hash.
  bool good = false;
  KOINE_CHECK(call.services->store->ReadNow("reset", [&](Txn& txn) {
    good = identity::ResetIsBound(txn, in.claims.tid, in.claims.userId, in.claims.bound);
  }));
  if (!good) return BadLink();
  KOINE_TRY(in.hash, identity::HashChosenFor(*call.services->store, in.claims.tid, in.claims.userId,
                                             in.newPassword));
  return Ok();
}

Result<Nothing> ResetByLink(Txn& txn, Call&, ResetIn& in) {
  // Somebody else may have used it meanwhile.
  const Status done =
      identity::RedeemReset(txn, in.claims.tid, in.claims.userId, in.claims.bound, in.hash);
  if (!done.ok()) return done.error().Is(Code::kForbidden) ? BadLink() : done.error();
  return Nothing{};
}

}  // namespace

std::string Ruoyi::ResetCode(TenantId tenant, UserId user, const std::string& bound,
                             std::int64_t until_ms) const {
  const ResetClaims claims{tenant, user, until_ms / 1000, bound};
  return jwt::Sign(ResetKey(), json::ToText(claims, {}));
}

void AddReset(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Mode;
  using net::Method;
  rows->push_back(gateway::Ep<&MakeResetLink>(
      Method::kPost, "/api/admin/users/{id}/reset-link",
      "Create a link to set a new password: used once, valid for an hour",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .example = R"({"id":"{user.peer}"})",
       .ref = "27"}));
  rows->push_back(gateway::EpPrepared<&ResetByLink, &CheckReset>(
      Method::kPost, "/api/im/auth/reset", "Set a new password with a reset link",
      {.auth = Auth::kNone,
       .mode = Mode::kWrite,
       .expensive = true,
       .ok = "密码修改成功",
       .example = R"({"code":"none","newPassword":"{password.me}"})",
       .ref = "27",
       .about = gateway::About::kLink}));
}

}  // namespace koine::ruoyi
