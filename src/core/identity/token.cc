#include "core/identity/token.h"

#include <map>
#include <utility>

#include "core/identity/device_rows.h"
#include "core/identity/login.h"
#include "core/identity/rows.h"

namespace koine::identity {

namespace {

// Nothing is pushed to where they were used any more.
void End(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
         const std::vector<const Login*>& logins, const char* reason) {
  if (logins.empty()) return;
  std::vector<std::int64_t> ids;
  std::vector<std::string> terminals;
  std::vector<LoginId> ended;
  for (const Login* login : logins) {
    ids.push_back(login->id.value);
    terminals.push_back(login->terminal);
    ended.push_back(login->id);
  }
  RevokeLogins(txn, tenant, user, ids);
  identity::ForgetPushTokens(txn, tenant, user, dialect, terminals);
  TellRevoked(txn, tenant, user, std::move(ended), reason);
}

// Keeps the first `room` of each group, and of the new token's group `own_room`.
template <class GroupOf>
std::vector<std::size_t> Beyond(std::span<const Login> tokens, GroupOf group_of,
                                std::string_view own, int room, int own_room) {
  std::map<std::string_view, int> left;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view group = group_of(tokens[i].terminal);
    const auto it = left.try_emplace(group, group == own ? own_room : room).first;
    if (it->second-- <= 0) out.push_back(i);
  }
  return out;
}

std::vector<std::size_t> BesidePc(const TokenRule& rule, std::span<const Login> tokens,
                                  std::string_view terminal) {
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (rule.class_of(tokens[i].terminal) != rule.pc_class) others.push_back(i);
  }
  if (rule.class_of(terminal) != rule.pc_class || others.empty()) return others;
  std::size_t kept = 0;
  for (std::size_t i = others.size(); i-- > 0;) {
    if (tokens[others[i]].terminal == rule.preferred_terminal) kept = i;
  }
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(kept));
  return others;
}

}  // namespace

std::vector<std::size_t> TokensToEnd(const TokenRule& rule, std::span<const Login> tokens,
                                     std::string_view terminal) {
  auto itself = [](std::string_view name) { return name; };
  switch (rule.policy) {
    case MultiLogin::kMany:
      return Beyond(tokens, itself, terminal, rule.per_terminal_max, rule.per_terminal_max - 1);
    case MultiLogin::kOnePerTerminal:
      return Beyond(tokens, itself, terminal, 1, 0);
    case MultiLogin::kOnePerClass:
      return Beyond(tokens, rule.class_of, rule.class_of(terminal), 1, 0);
    case MultiLogin::kOneBesidePc:
      return BesidePc(rule, tokens, terminal);
  }
  return {};
}

Result<LoginResult> KeepToken(store::Txn& txn, TenantId tenant, UserId id, const NewToken& in,
                              const TokenRule& rule) {
  auto user = LockUser(txn, tenant, id);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  if (!user->active(txn.now_ms())) return Error{Code::kAccountBanned};
  std::vector<Login> tokens;
  std::vector<std::int64_t> graced;
  for (Login& token : ListTokens(txn, tenant, id, in.dialect, kTokensMax)) {
    if (token.digest == in.digest) continue;
    if (token.terminal != rule.admin_terminal) {
      tokens.push_back(std::move(token));
    } else if (in.terminal == rule.admin_terminal) {
      graced.push_back(token.id.value);
    }
  }
  std::vector<const Login*> ended;
  for (const std::size_t i : TokensToEnd(rule, tokens, in.terminal)) ended.push_back(&tokens[i]);
  End(txn, tenant, id, in.dialect, ended, "replaced");
  ShortenLogins(txn, tenant, id, graced, txn.now_ms() + rule.admin_grace_ms);
  Login login;
  login.id = NewLoginId(txn);
  login.tenant = tenant;
  login.user = id;
  login.dialect = in.dialect;
  login.terminal = in.terminal;
  login.digest = in.digest;
  login.issued_at = txn.now_ms();
  login.expires_at = in.expires_at;
  // Whoever remembers the shortened ones, or that the same token ended, asks anew.
  if (!graced.empty() || FindLoginByDigest(txn, in.digest)) TellAccountChanged(txn, tenant, id);
  PutToken(txn, login);
  return LoginResult{std::move(login), *std::move(user)};
}

void EndTokens(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
               std::string_view terminal) {
  LockUser(txn, tenant, user);
  const std::vector<Login> tokens = ListTokens(txn, tenant, user, dialect, kTokensMax);
  std::vector<const Login*> ended;
  for (const Login& token : tokens) {
    if (token.terminal == terminal) ended.push_back(&token);
  }
  End(txn, tenant, user, dialect, ended, "kicked");
}

void EndAllTokens(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                  const std::string& reason) {
  LockUser(txn, tenant, user);
  const std::vector<Login> tokens = ListTokens(txn, tenant, user, dialect, kTokensMax);
  std::vector<const Login*> ended;
  for (const Login& token : tokens) ended.push_back(&token);
  End(txn, tenant, user, dialect, ended, reason.c_str());
}

Result<std::vector<Login>> ListTokensOf(store::Txn& txn, const access::Principal& who,
                                        std::span<const std::int64_t> users, int limit) {
  if (!who.admin()) return Error{Code::kForbidden};
  return ListTokensOf(txn, who.tenant, users, who.policy->dialect, limit);
}

}  // namespace koine::identity
