#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "core/body/body.h"
#include "store/txn.h"

// The SQL of what a person said (erasure.h): messages, copies of them, and texts elsewhere.
namespace koine::erasure {

// Rows of `message` by their numbers, `after` exclusive and `to` inclusive.
struct Range {
  std::int64_t after = 0, to = 0;
};
// Messages of this person that still hold something.
std::vector<std::int64_t> ListSaid(store::Txn& txn, TenantId tenant, UserId user, Range range);
// The same of everybody in a tenant.
std::vector<std::int64_t> ListAllSaid(store::Txn& txn, TenantId tenant, Range range);
// The first of a conversation up to `last_seq` that do, by number.
std::vector<std::int64_t> ListHolding(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                      std::int64_t last_seq, int limit);
// Messages that hand one of theirs on, over at most kForwardsMax others.
inline constexpr int kForwardsMax = 50;
std::vector<std::int64_t> ListForwards(store::Txn& txn, TenantId tenant, UserId user, Range range);
// What these hold goes, with all that hangs on it.
void EraseSaid(store::Txn& txn, TenantId tenant, const std::vector<std::int64_t>& ids);

// Cards, merged messages and lines of the system of others that have `part`.
struct Copy {
  std::int64_t id = 0;
  body::Kind kind = body::Kind::kText;
  std::string text;
};
std::vector<Copy> ListCopies(store::Txn& txn, TenantId tenant, Range range, std::string_view part);
void SetCopy(store::Txn& txn, TenantId tenant, std::int64_t id, std::string_view body);
// What dialects keep beside messages, where it has `part`; an empty one is taken away.
std::vector<Copy> ListRaws(store::Txn& txn, TenantId tenant, Range range, std::string_view part);
void SetRaw(store::Txn& txn, TenantId tenant, std::int64_t id, const std::string& raw);

// Texts in other tables, one table after the other: kSaidTables of them.
extern const int kSaidTables;
void ClearSaid(store::Txn& txn, int table, TenantId tenant, UserId user);
// What they put on top of conversations, and deliveries and events from before `until_ms` that they
// are in.
void ClearTops(store::Txn& txn, TenantId tenant, UserId user);
void ClearTold(store::Txn& txn, TenantId tenant, UserId user, std::string_view handle,
               std::int64_t until_ms);

}  // namespace koine::erasure
