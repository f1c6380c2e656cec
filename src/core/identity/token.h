#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/login.h"
#include "core/identity/user.h"
#include "store/txn.h"

// Tokens that are kept, and which of them end when another is made (openim 2.5, mapping 3.4).
namespace koine::identity {

enum class MultiLogin : std::uint8_t {
  kMany = 0,  // up to a number on each terminal
  kOnePerTerminal = 1,
  kOnePerClass = 4,  // classes of terminals: phones, computers …
  kOneBesidePc = 5,  // computers as they like, of all others one
};

inline constexpr int kTokensMax = 1000;  // of one user that are looked at

// Data of a dialect.
struct TokenRule {
  MultiLogin policy = MultiLogin::kOnePerTerminal;
  int per_terminal_max = 30;  // kMany
  std::string_view (*class_of)(std::string_view terminal) = nullptr;
  std::string_view pc_class;            // kOneBesidePc
  std::string_view preferred_terminal;  // kOneBesidePc: kept rather than a newer one
  // Tokens of this terminal end others of it only, and those only after the grace.
  std::string_view admin_terminal;
  std::int64_t admin_grace_ms = 0;
};

// Of `tokens` (the newest first, none of the admin terminal), the indexes of those that end when
// one for `terminal` is made.
std::vector<std::size_t> TokensToEnd(const TokenRule& rule, std::span<const Login> tokens,
                                     std::string_view terminal);

struct NewToken {
  access::Dialect dialect = access::Dialect::kNone;
  std::string terminal;
  std::string digest;  // hexadecimal SHA-256 of the token
  std::int64_t expires_at = 0;
};
// Keeps a token for the user; the sessions of those that end are told "replaced". kUserNotFound;
// kAccountBanned.
Result<LoginResult> KeepToken(store::Txn& txn, TenantId tenant, UserId user, const NewToken& in,
                              const TokenRule& rule);

// Ends the user's tokens on that terminal; their sessions are told "kicked".
void EndTokens(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
               std::string_view terminal);

// Ends all tokens of the user in a dialect; their sessions are told `reason`.
void EndAllTokens(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                  const std::string& reason);

// The active logins of these users in the dialect that acts, of each the newest `limit` first, for
// administrators: id, terminal, digest, issued_at. kForbidden.
Result<std::vector<Login>> ListTokensOf(store::Txn& txn, const access::Principal& who,
                                        std::span<const std::int64_t> users, int limit);

}  // namespace koine::identity
