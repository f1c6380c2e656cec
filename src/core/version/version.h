#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "store/txn.h"

// The version log of a collection (openim-http 10, openim-ws 9.3, mapping 11.2): what changed in a
// list since its reader last saw it. There is one log for each (collection, owner); every change
// gets the next version, and of each element the newest change is kept.
//
// A verb that changes a list calls Bump in the same transaction, after its own rows and before it
// emits the event, which carries the version. A message never bumps. A reader asks Since with the
// version it has: it gets the ids of what changed and fetches those, or `full`, and fetches
// everything.
//
// Writers of one owner wait for each other at its head until they commit, so versions have no holes
// and whoever has seen N never later meets a smaller new one.
namespace koine::version {

// Stored in version_head.collection: never renumber. The owner and the elements of each:
enum class Collection : std::uint8_t {
  kContacts = 1,       // a user: the users in their contacts
  kGroups = 2,         // a user: the groups they are in
  kMembers = 3,        // a group: the users in it
  kConversations = 4,  // a user: their conversations
};
// Stored in version_log.op: never renumber.
enum class Op : std::uint8_t { kInsert = 1, kDelete = 2, kUpdate = 3 };

// Elements that are no ids: the owner of the list itself changed (a group's name, its state), and
// the order of the list did (a pinned contact, a new role).
inline constexpr std::int64_t kItself = 0;
inline constexpr std::int64_t kOrder = -1;

// More changed elements than this are answered with `full` (openim-http 10).
inline constexpr int kChangesMax = 200;
// So many versions back a log reaches at least. May become smaller in a later release, not greater:
// what lies further back is gone.
inline constexpr std::int64_t kKept = 2000;

// A version of one log. Default: there is no log yet.
struct Version {
  std::int64_t number = 0;
  std::string log;  // 24 hexadecimal digits, drawn when the log begins

  friend bool operator==(const Version&, const Version&) = default;
};
KOINE_DESCRIBE(Version, (number, log))

// One change of one owner's list: all `elements` get the same version, which is returned.
// REQUIRES: `elements` is not empty and names nothing twice
Version Bump(store::Txn& txn, TenantId tenant, Collection collection, std::int64_t owner,
             std::span<const std::int64_t> elements, Op op);
inline Version Bump(store::Txn& txn, TenantId tenant, Collection collection, std::int64_t owner,
                    std::initializer_list<std::int64_t> elements, Op op) {
  return Bump(txn, tenant, collection, owner, std::span(elements.begin(), elements.size()), op);
}

// The same element changed in the lists of many owners; two statements for any number of them, and
// none for none.
void BumpMany(store::Txn& txn, TenantId tenant, Collection collection,
              std::span<const std::int64_t> owners, std::int64_t element, Op op);

// In each owner's list its own element changed. Returns the new versions, by owner.
struct Element {
  std::int64_t owner = 0, element = 0;
};
struct Head {
  std::int64_t owner = 0;
  Version version;
};
std::vector<Head> BumpEach(store::Txn& txn, TenantId tenant, Collection collection,
                           std::span<const Element> elements, Op op);

// What changed since a version that the reader has.
struct Delta {
  std::int64_t owner = 0;
  Version now;
  // The reader must read the whole list: it has no version of this log, or one that is too old, or
  // too much changed. Everything below is empty then.
  bool full = false;
  std::vector<std::int64_t> inserted, updated, deleted;  // ids, in the order of their changes
  bool itself = false;                                   // see kItself
  std::int64_t order = 0;  // the version at which the order changed; 0: not since

  std::size_t size() const { return inserted.size() + updated.size() + deleted.size(); }
  // All three in one.
  std::vector<std::int64_t> changed() const;
};
Delta Since(store::Txn& txn, TenantId tenant, Collection collection, std::int64_t owner,
            const Version& seen);

// The same for several owners in two statements, in the order of `asked`; an owner named again is
// left out.
struct Asked {
  std::int64_t owner = 0;
  Version seen;
};
std::vector<Delta> SinceMany(store::Txn& txn, TenantId tenant, Collection collection,
                             std::span<const Asked> asked);

// The version at which a list is now, for whoever reads it as a whole in the same transaction.
Version Current(store::Txn& txn, TenantId tenant, Collection collection, std::int64_t owner);

// Forgets what lies more than kKept versions back, at most `limit` rows; returns how many. For the
// sweep, over all tenants.
std::int64_t Prune(store::Txn& txn, int limit);

}  // namespace koine::version
