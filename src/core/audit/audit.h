#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/principal.h"
#include "store/txn.h"

// Who did what with the rights of an administrator, written in the transaction that does it.
namespace koine::audit {

struct Entry {
  std::int64_t id = 0;
  UserId actor;
  std::string action;       // "user.disable"
  std::string target;       // "user 10002"
  std::string result;       // "ok" or "refused"
  std::string address;      // where the call came from
  std::int64_t at = 0;      // ms
  std::string detail = {};  // why, until when, or the name of the refusal
};

inline constexpr char kOk[] = "ok", kRefused[] = "refused";
inline constexpr std::size_t kDetailChars = 200;

// Notes an act of `who` from where they call; an application of App IM is user 0. For verbs, so
// that it is noted whichever dialect asks. Never with private text. REQUIRES: txn.writable()
void Note(store::Txn& txn, const access::Principal& who, std::string_view action,
          std::string_view target, std::string_view detail = {}, std::string_view result = kOk);
// "user 10002"
std::string UserTarget(UserId user);

// Notes an act of `who` from `address`. Never with private text. REQUIRES: txn.writable()
void Record(store::Txn& txn, const access::Principal& who, std::string_view action,
            std::string_view target, std::string_view result, std::string_view address);

// Whether the server did it by itself, or whoever runs it; the address holds words that say which
// (access::OfOperator).
bool ByOperator(const Entry& entry);

// The newest entries of the tenant.
std::vector<Entry> ListNewest(store::Txn& txn, TenantId tenant, int limit);

// Which entries; absent or empty = any.
struct Filter {
  std::optional<UserId> actor;
  std::string action, result;
  std::int64_t from_ms = 0, to_ms = kForever;  // both inclusive

  static constexpr std::int64_t kForever = std::int64_t{1} << 52;
};
// Newest first.
std::vector<Entry> List(store::Txn& txn, TenantId tenant, const Filter& filter, std::int64_t limit,
                        std::int64_t offset);
std::int64_t Count(store::Txn& txn, TenantId tenant, const Filter& filter);
std::optional<Entry> Find(store::Txn& txn, TenantId tenant, std::int64_t id);
// How often each action was done in the time of `filter`, the most frequent first.
struct ActionCount {
  std::string action;
  std::int64_t ok = 0, refused = 0;
};
std::vector<ActionCount> CountByAction(store::Txn& txn, TenantId tenant, const Filter& filter,
                                       int limit);

}  // namespace koine::audit
