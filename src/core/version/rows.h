#pragma once

#include <span>
#include <vector>

#include "core/version/version.h"
#include "store/txn.h"

// All SQL on version_head and version_log.
namespace koine::version {

// Version 1 of a log with this id in each of these collections, where the owner has none.
void BeginLogs(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> collections,
               std::int64_t owner, const std::string& log);
// Raises the versions of these owners by one, and begins a log with version 1 where there is none;
// the id of a new one begins with `salt` (10 hexadecimal digits). An owner named twice is raised
// once.
void Raise(store::Txn& txn, TenantId tenant, Collection collection,
           std::span<const std::int64_t> owners, const std::string& salt);
// The same, and what they are now, by owner.
std::vector<Head> RaiseAndRead(store::Txn& txn, TenantId tenant, Collection collection,
                               std::span<const std::int64_t> owners, const std::string& salt);
// Notes (owners[i], elements[i]) at the present versions of the owners.
void Note(store::Txn& txn, TenantId tenant, Collection collection,
          std::span<const std::int64_t> owners, std::span<const std::int64_t> elements, Op op);

// Those of `owners` that have a log, by owner.
std::vector<Head> FindHeads(store::Txn& txn, TenantId tenant, Collection collection,
                            std::span<const std::int64_t> owners);
// Elements of owners[i] that changed after since[i], by owner and version; of each owner at most
// `limit`.
struct Changed {
  std::int64_t owner = 0, element = 0;
  Op op = Op::kUpdate;
  std::int64_t version = 0;
};
std::vector<Changed> ListChanged(store::Txn& txn, TenantId tenant, Collection collection,
                                 std::span<const std::int64_t> owners,
                                 std::span<const std::int64_t> since, int limit);

std::int64_t DeleteOld(store::Txn& txn, std::int64_t kept, int limit);

}  // namespace koine::version
