#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "store/txn.h"

namespace koine::identity {

// A new account. Texts are valid and within the limits of the dialect that asks.
struct Registration {
  std::string username;
  std::string password_hash;  // HashPassword, made before the transaction
  std::string nickname;       // empty: the login name
  std::optional<std::string> email, mobile;
  access::Role role = access::Role::kUser;
  // Where an account needs one: spent with it. Absent where it needs none.
  std::optional<std::string> invitation = {};
};

// Names that only administrators have, also with digits for letters and signs between them.
bool IsReservedName(std::string_view name);
// Makes the user with the decimal id as handle. kUserExists with field "username", "mobile" or
// "email" when that is taken, or the name reserved and the user no administrator; kForbidden
// "invitation" for one that is not good.
Result<UserId> Register(store::Txn& txn, TenantId tenant, const Registration& in);

// A user whom an integrator makes under a handle of its own choice (mapping 3.1); they have no
// password and sign in by tokens that the integrator asks for.
struct GivenUser {
  std::string handle, nickname, avatar, ex;
  int kind = 0, recv_opt = 0;
};
inline constexpr std::size_t kGivenUsersMax = 1000;  // in one call
// Makes all of them, or none: kBadHandle for a handle against the rules (handle.h),
// kMissingArgument "nickname", kConflict "handle" for one named twice, kUserExists for one that is
// taken; each with the field at fault. kTooLarge for more than kGivenUsersMax.
Result<std::vector<UserId>> RegisterGiven(store::Txn& txn, TenantId tenant,
                                          const std::vector<GivenUser>& users);

// Absent = unchanged; an empty email or mobile number is removed.
struct ProfileChange {
  std::optional<std::string> nickname, avatar, email, mobile, signature;
  std::optional<int> gender;
  std::optional<std::string> department, position;
  std::optional<std::string> ex;
  std::optional<int> recv_opt;
  std::optional<bool> auto_accept;
};

// The principal's own account, or for an administrator one of anybody, whom the verb then finds and
// whose rank it compares. kForbidden.
class OneAccount {
 public:
  static constexpr const char* kDoor = "self";
  using Key = UserId;
  static Result<OneAccount> Open(store::Txn& txn, const access::Principal& who, UserId user);
  UserId user() const { return user_; }

 private:
  explicit OneAccount(UserId user) : user_(user) {}
  UserId user_;
};

// Changes a profile: the principal's own, or with the rights of an administrator that of a user
// of lower rank. Who must hear of it is told by contact::TellProfile. kUserExists
// as above; kUserNotFound; kForbidden "self".
Result<User> ChangeProfile(store::Txn& txn, const access::Principal& who, UserId target,
                           const ProfileChange& change);

// How the client of an application looks from now on, as its server says; an empty text changes
// nothing. Locks the user until the end of the transaction. kUserNotFound with the handle.
Result<User> SetLooks(store::Txn& txn, TenantId tenant, std::string_view handle,
                      const std::string& nickname, const std::string& avatar);

// Names in the form in which they are searched: login name and a given handle on the first line,
// the nickname on the second.
std::string SearchText(const User& user);

// Turns the account of somebody of lower rank off or on; off ends all its logins. kForbidden;
// kUserNotFound.
Status SetEnabled(store::Txn& txn, const access::Principal& who, UserId user, bool enabled);

}  // namespace koine::identity
