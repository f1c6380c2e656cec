#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "store/txn.h"

// Users as the server of an application names and makes them (app-im 1.9, 3).
namespace koine::app {

inline constexpr std::size_t kClientIdCharsMax = 16;
inline constexpr std::size_t kClientExtendBytesMax = 4096;

// Letters and digits of ASCII, 1 to kIdCharsMax. Handles of other dialects may be other than that.
bool ValidClientId(std::string_view handle);

struct Client {
  identity::User user;
  std::string extend;  // JSON; empty: none
};

// kUserNotFound with the handle as field.
Result<Client> GetClient(store::Txn& txn, TenantId tenant, std::string_view handle);
// In the order of `handles`, one statement. kUserNotFound with the first unknown one as field.
Result<std::vector<identity::User>> GetClients(store::Txn& txn, TenantId tenant,
                                               std::span<const std::string> handles);

// Makes the client, or gives the one that exists this `extend` (JSON; absent: as it is). Nickname
// and avatar are taken from it. kBadHandle when it is new and its id is none; kTooLarge "extend".
Result<Client> RegisterClient(store::Txn& txn, TenantId tenant, std::string_view handle,
                              const std::optional<std::string>& extend);
// kUserNotFound; kTooLarge "extend".
Result<Client> SetClientExtend(store::Txn& txn, TenantId tenant, std::string_view handle,
                               const std::string& extend);

// How many clients were there at `since_ms` or later; those of `online` are there now.
std::int64_t CountSeen(store::Txn& txn, TenantId tenant, std::int64_t since_ms,
                       std::span<const std::int64_t> online);

// Ends all logins of a client in this dialect; it may log in again. Its sockets are told
// "kicked:REASON", or "kicked" without one.
void KickClient(store::Txn& txn, TenantId tenant, UserId user, std::string_view reason = {});
inline constexpr std::string_view kKickedFor = "kicked:";
// The same by the application, and noted.
void SignOutClient(store::Txn& txn, const access::Principal& who, UserId user,
                   std::string_view reason);

// The job of tenant::kEndLoginsJob, in slices.
Status EndLogins(store::Txn& txn, std::string_view key, std::string_view payload);

}  // namespace koine::app
