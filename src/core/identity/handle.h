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

// Users by the names that dialects choose for them (mapping 1.2).
namespace koine::identity {

inline constexpr std::size_t kHandleCharsMax = 64;

// 1 to kHandleCharsMax letters or digits of any script, or '_'.
bool ValidHandle(std::string_view handle);

// Whether somebody has this handle, login name, mobile number or address already.
bool HandleTaken(store::Txn& txn, TenantId tenant, std::string_view handle);

// Who acts when `who` names a user to act for: `who` under their own name; with the rights of an
// administrator anybody, without those rights. kForbidden for anybody else, whether the named user
// exists or not; kUserNotFound. Deregistered users are not found.
Result<access::Principal> ActFor(store::Txn& txn, const access::Principal& who,
                                 std::string_view handle);

// The user of a handle, unless deregistered. kUserNotFound with the field.
Result<User> GetUser(store::Txn& txn, TenantId tenant, std::string_view handle,
                     const char* field = "userID");

// The users of these handles in their order, one statement. kUserNotFound with the field when one
// is missing or deregistered.
Result<std::vector<User>> GetUsers(store::Txn& txn, TenantId tenant,
                                   std::span<const std::string> handles,
                                   const char* field = "userIDs");
// The same without those that are missing; users named twice come once.
std::vector<User> FindNamed(store::Txn& txn, TenantId tenant, std::span<const std::string> handles);

}  // namespace koine::identity
