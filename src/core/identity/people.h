#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "core/people.h"
#include "store/txn.h"

// Users as somebody who acts looks them up. Who is in their tenant, and what these show of
// themself, is no secret to them. How they are reached (email, mobile) is theirs, their contacts'
// and the administrators': whoever shows a user to others leaves it out.
namespace koine::identity {

// Whoever closed their account is found too, as kGoneName.
std::optional<User> FindUser(store::Txn& txn, const access::Principal& who, UserId id);
// How those of them that exist are shown, in one statement. `ids` in any order, also repeated.
People FindPeople(store::Txn& txn, const access::Principal& who, std::vector<std::int64_t> ids);
// Those that exist, in no order.
std::vector<User> FindUsers(store::Txn& txn, const access::Principal& who,
                            std::span<const std::int64_t> ids);
// Who has an account. kUserNotFound, also of one that was closed.
Result<User> GetUser(store::Txn& txn, const access::Principal& who, UserId id);

// Active users whose names contain a text, or whose mobile number it is; by id.
struct SearchFor {
  std::string_view text;
  int limit = 0;
  bool addresses = false;  // or whose whole address it is
  bool accounts = true;    // the accounts of the server and of integrators too
};
std::vector<User> SearchUsers(store::Txn& txn, const access::Principal& who, const SearchFor& in);

// The principal's own row, locked until the end of the transaction: two of their calls that take it
// wait for each other.
std::optional<User> LockSelf(store::Txn& txn, const access::Principal& who);
// The login that acts.
std::optional<LoginView> OwnLogin(store::Txn& txn, const access::Principal& who);
// What was delivered to the principal's devices in a dialect up to this position.
std::int64_t DeliveredPosition(store::Txn& txn, const access::Principal& who,
                               access::Dialect dialect);

}  // namespace koine::identity
