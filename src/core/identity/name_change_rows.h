#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// All SQL of the index of names (name_index.h) but that of its pages.
namespace koine::identity {

// Notes that these users have names that the index has not. REQUIRES: writable()
void NoteNames(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users);
// The same for one, unless what is searched is this text already.
void NoteName(store::Txn& txn, TenantId tenant, UserId user, std::string_view search_text);
// The users after `after`, of all tenants, at most `limit`; the last of them, 0 when there are
// none.
std::int64_t NoteNamesAfter(store::Txn& txn, std::int64_t after, std::int64_t limit);

// Users of the tenant whose names are not in the index as they are now, ascending; at most `limit`.
std::vector<std::int64_t> ListNoted(store::Txn& txn, TenantId tenant, std::int64_t limit);

// How many there are, of all tenants.
std::int64_t CountNoted(store::Txn& txn);

struct Noted {
  std::int64_t user = 0;
  std::int64_t queued_at = 0;
};
// Of all tenants, those that wait longest.
std::vector<Noted> ListWaiting(store::Txn& txn, std::int64_t limit);

struct NameChange {
  std::int64_t user = 0;
  std::int64_t changes = 0;
};
// What waits of users from `first` to `last`.
std::vector<NameChange> ListChanges(store::Txn& txn, std::int64_t first, std::int64_t last);
// These are in the index; one that changed again since it was read goes on waiting.
void DeleteChanges(store::Txn& txn, std::span<const NameChange> changes);

struct Named {
  std::int64_t user = 0;
  std::int64_t tenant = 0;
  std::string search_text;
};
// Users from `first` to `last` who have names, of all tenants, ascending.
std::vector<Named> ListNames(store::Txn& txn, std::int64_t first, std::int64_t last);

// Users after `after`, of all tenants, ascending; at most `limit`.
struct Seen {
  std::int64_t user = 0;
  std::int64_t tenant = 0;
  std::int64_t updated_at = 0;
  bool noted = false;
};
std::vector<Seen> ListSeen(store::Txn& txn, std::int64_t after, std::int64_t limit);

}  // namespace koine::identity
