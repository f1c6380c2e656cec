#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "store/txn.h"

// Users as lists. Everybody may choose somebody from those that are active people; the other lists
// are for administrators and auditors (kForbidden).
namespace koine::identity {

// Active people whose folded names contain `folded`; by id. What a dialect lets everybody list is
// its own setting.
std::vector<User> ListDirectory(store::Txn& txn, const access::Principal& who,
                                const std::string& folded, std::int64_t limit, std::int64_t offset);
std::int64_t CountDirectory(store::Txn& txn, const access::Principal& who,
                            const std::string& folded);
// Those of them whose login name it is, folded.
std::vector<User> FindWholeName(store::Txn& txn, const access::Principal& who,
                                const std::string& folded);

// Users for lists of administrators and for choosing somebody; by id.
struct UserFilter {
  std::string folded;  // part of a folded name; empty: any
  std::optional<access::Role> role;
  std::optional<UserStatus> status;  // absent: all but deregistered ones
  std::optional<bool> banned;        // whether they are banned now
  bool people = false;               // without the accounts of the server and of integrators
  // When the account was made, both inclusive, ms.
  std::int64_t created_from = 0, created_to = std::numeric_limits<std::int64_t>::max();
};
struct UserPage {
  std::int64_t total = 0;
  std::vector<User> users;
};
Result<UserPage> PageUsers(store::Txn& txn, const access::Principal& who, const UserFilter& filter,
                           std::int64_t limit, std::int64_t offset);

// People (no accounts that only send) whose handle or nickname contains a text, in any case; both
// empty: all. By id.
struct PersonFilter {
  std::string_view handle, nickname;
};
Result<UserPage> PagePeople(store::Txn& txn, const access::Principal& who,
                            const PersonFilter& filter, std::int64_t limit, std::int64_t offset);
// Users whose login name or handle contains `name`, in any case; empty: all. By id, at most
// `limit`, without deregistered ones.
Result<std::vector<User>> FindByLoginName(store::Txn& txn, const access::Principal& who,
                                          std::string_view name, std::int64_t limit);
// Accounts that only send (kind 3 and above), by id: the one whose handle is `text`, else those
// whose nickname it is; empty: all.
Result<UserPage> PageAccounts(store::Txn& txn, const access::Principal& who, std::string_view text,
                              std::optional<std::int64_t> kind, std::int64_t limit,
                              std::int64_t offset);

struct UserCounts {
  std::int64_t total = 0;  // all people but deregistered ones
  std::int64_t active = 0, disabled = 0, admins = 0;
  std::int64_t created = 0;  // since `created_after_ms`
  std::int64_t seen = 0;     // signed in or connected since `seen_after_ms`
};
Result<UserCounts> CountByState(store::Txn& txn, const access::Principal& who,
                                std::int64_t created_after_ms, std::int64_t seen_after_ms);
// How many people have this role.
Result<std::int64_t> CountRole(store::Txn& txn, const access::Principal& who, access::Role role);

}  // namespace koine::identity
