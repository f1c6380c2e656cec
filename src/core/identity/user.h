#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.h"
#include "core/access/principal.h"
#include "core/person.h"

namespace koine::identity {

// Stored in users.state: never renumber.
enum class UserStatus : std::uint8_t { kActive = 1, kDisabled = 2, kDeregistered = 3 };

struct User {
  UserId id;
  TenantId tenant;
  std::string handle;
  std::optional<std::string> username, mobile, email;
  std::string nickname;
  std::string avatar;  // empty: none
  int gender = 0;      // 0 unknown, 1 male, 2 female
  std::string signature;
  std::string department, position;  // the user's work; empty: not said
  std::string ex;                    // free data of integrators
  int kind = 0;      // 0 a person; 1, 2 marks of integrators; 3 notification account; 4 robot
  int recv_opt = 0;  // messages: 0 received, 1 refused, 2 without push
  access::Role role = access::Role::kUser;
  UserStatus status = UserStatus::kActive;
  std::int64_t banned_until = 0;  // ms
  std::string ban_reason;
  bool auto_accept = false;  // requests of others for contact are granted at once
  std::int64_t created_at = 0;
  std::int64_t last_online_at = 0;  // 0: never

  // Nickname, else login name, else handle (mapping P10).
  std::string name() const {
    if (!nickname.empty()) return nickname;
    return username ? *username : handle;
  }
  Person person() const { return {id, name(), avatar}; }
  bool active(std::int64_t now_ms) const {
    return status == UserStatus::kActive && banned_until <= now_ms;
  }
};

// Stored in login.state: never renumber.
enum class LoginStatus : std::uint8_t { kActive = 1, kRevoked = 2 };

// One sign-in.
struct Login {
  LoginId id;
  TenantId tenant;
  UserId user;
  access::Dialect dialect = access::Dialect::kNone;
  std::string terminal, device;
  std::string address;  // from where it was made; written only, core/identity reads it
  std::string digest;   // SHA-256 of the stored token, hexadecimal; empty: none
  LoginStatus status = LoginStatus::kActive;
  std::int64_t issued_at = 0, expires_at = 0;  // ms
};

// A login with its user's present state.
struct LoginView {
  Login login;
  access::Role role = access::Role::kUser;
  UserStatus status = UserStatus::kActive;
  std::int64_t banned_until = 0;
  bool hides_online = false;  // own setting: others shall not see whether they are online
};

}  // namespace koine::identity
