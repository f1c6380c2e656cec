#pragma once

#include <string>
#include <utility>

#include "core/access/principal.h"
#include "core/audit/audit.h"
#include "store/store.h"

namespace koine::server {

// A write of whoever runs the server; once it is done it is in the audit, by the same transaction.
template <class F>
auto WriteNoted(store::Store& store, const access::Principal& who, const char* action,
                const std::string& target, F fn) {
  using R = decltype(fn(std::declval<store::Txn&>()));
  return store.WriteAndWait({action}, [&](store::Txn& txn) -> R {
    R done = fn(txn);
    if (done.ok()) audit::Note(txn, who, action, target);
    return done;
  });
}

}  // namespace koine::server
