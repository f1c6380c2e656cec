#pragma once

#include "core/identity/user.h"
#include "store/txn.h"

// How a row of `users` is read by the SQL of this folder.
namespace koine::identity {

#define KOINE_USER_COLUMNS                                                                \
  "id, tenant_id, handle, username, mobile, email, nickname, avatar, gender, signature, " \
  "role, state, banned_until, created_at, last_online_at, ex, kind, recv_opt, "           \
  "auto_accept, ban_reason, department, position"

User ReadUser(const store::Row& row);

}  // namespace koine::identity
