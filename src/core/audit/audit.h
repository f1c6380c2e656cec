#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/principal.h"
#include "store/txn.h"

// Who did what with the rights of an administrator, written in the transaction that does it.
namespace koine::audit {

struct Entry {
  UserId actor;
  std::string action;   // "user.disable"
  std::string target;   // "user 10002"
  std::string result;   // "ok", or the name of the refusal
  std::string address;  // where the call came from
  std::int64_t at = 0;  // ms
};

// Notes an act of `who` from `address`. Never with private text. REQUIRES: txn.writable()
void Record(store::Txn& txn, const access::Principal& who, std::string_view action,
            std::string_view target, std::string_view result, std::string_view address);

// The newest entries of the tenant.
std::vector<Entry> ListNewest(store::Txn& txn, TenantId tenant, int limit);

}  // namespace koine::audit
