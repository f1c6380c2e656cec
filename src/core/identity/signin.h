#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// Where users are signed in, for themselves: by whatever dialect they came.
namespace koine::identity {

struct SignIn {
  LoginId id;
  access::Dialect dialect = access::Dialect::kNone;
  std::string terminal;                     // as that dialect names kinds of devices
  std::string address;                      // from where the user signed in; empty: not known
  std::int64_t issued_at = 0, seen_at = 0;  // ms
};

inline constexpr int kSignInsListedMax = 100;

// The newest kListedMax of the principal's own.
std::vector<SignIn> ListSignIns(store::Txn& txn, const access::Principal& who);
// One of the principal's own logins. kNotFound, also of somebody else's.
class OwnSignIn {
 public:
  static constexpr const char* kDoor = "login";
  using Key = LoginId;
  static Result<OwnSignIn> Open(store::Txn& txn, const access::Principal& who, LoginId id);
  const access::Principal& who() const { return who_; }
  LoginId id() const { return id_; }

 private:
  OwnSignIn(const access::Principal& who, LoginId id) : who_(who), id_(id) {}
  access::Principal who_;
  LoginId id_;
};
// Ends it, closes its sockets and pushes nothing there any more. kNotFound when it has ended.
Status SignOut(store::Txn& txn, const OwnSignIn& own);
// The same of all but the one that asks.
Status SignOutOthers(store::Txn& txn, const access::Principal& who);

}  // namespace koine::identity
