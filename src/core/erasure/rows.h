#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// The SQL of erasing a person (erasure.h), on every table that may hold their name.
namespace koine::erasure {

// Nicknames that they had in groups.
std::vector<std::string> ListSeatNames(store::Txn& txn, TenantId tenant, UserId user);
// What is theirs alone goes: devices, ended logins, settings, notifications, drafts, what they said
// with requests.
void ClearOwn(store::Txn& txn, TenantId tenant, UserId user);

// Of a tenant that has ended: at most `limit` users go, with what is theirs; of as many
// conversations that still have them, name, handle, picture and words go. How many.
int DeleteUsers(store::Txn& txn, TenantId tenant, int limit);
int ClearGroups(store::Txn& txn, TenantId tenant, int limit);
// And what one more table still has of it. REQUIRES: 0 <= table < kTenantTables
void ClearTenant(store::Txn& txn, int table, TenantId tenant);
extern const int kTenantTables;

// Tables with texts that name people: events, lines of the system, changes, deliveries to other
// servers, notifications.
inline constexpr int kTextTables = 5;
inline constexpr int kMessageTexts = 1;  // the second of them
// The number of the last of at most so many rows behind `after`; nothing where there is none.
std::optional<std::int64_t> EndOfSlice(store::Txn& txn, int table, std::int64_t after,
                                       std::int64_t rows);
struct Stored {
  std::int64_t id = 0;
  std::string text;
};
// Texts with this user's number, or of a notification, of the rows behind `after` up to `to`.
std::vector<Stored> ListNaming(store::Txn& txn, int table, TenantId tenant, UserId user,
                               std::int64_t after, std::int64_t to);
void SetText(store::Txn& txn, int table, TenantId tenant, std::int64_t id, std::string_view text);

// By which others' programs call them, where that was given to them.
void ReplaceHandle(store::Txn& txn, TenantId tenant, UserId user);
// Whether anything goes before the end of an erasing.
bool HasWork(store::Txn& txn);
// Kind and key of the jobs that erase.
std::vector<std::string> ListJobs(store::Txn& txn);

}  // namespace koine::erasure
