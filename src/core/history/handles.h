#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/principal.h"
#include "store/txn.h"

// What users and groups are called from outside, for clients that name them so.
namespace koine::history {

// How a user is called.
struct Handle {
  UserId user;
  std::string handle, nickname, avatar;
  int kind = 0;  // of identity::User
};
// Of users whom the caller was shown: what everybody may see of them.
std::vector<Handle> FindHandles(store::Txn& txn, const access::Principal& who,
                                std::span<const std::int64_t> users);

}  // namespace koine::history
