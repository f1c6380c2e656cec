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
// Ends one of the principal's own, closes its sockets and pushes nothing there any more.
// kNotFound, also of somebody else's.
Status SignOut(store::Txn& txn, const access::Principal& who, LoginId id);
// The same of all but the one that asks.
Status SignOutOthers(store::Txn& txn, const access::Principal& who);

}  // namespace koine::identity
