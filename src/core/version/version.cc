#include "core/version/version.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/version/rows.h"

namespace koine::version {

namespace {

using Ids = std::vector<std::int64_t>;

constexpr std::size_t kSaltBytes = 5;  // beside the owner, 14 digits, in the id of a log

bool Reaches(const Version& now, const Version& seen) {
  return !seen.log.empty() && seen.log == now.log && seen.number > 0 && seen.number <= now.number &&
         seen.number >= now.number - kKept;
}

void Take(const Changed& change, Delta* delta) {
  if (change.element == kItself) {
    delta->itself = true;
  } else if (change.element == kOrder) {
    delta->order = change.version;
  } else if (change.op == Op::kDelete) {
    delta->deleted.push_back(change.element);
  } else {
    (change.op == Op::kInsert ? delta->inserted : delta->updated).push_back(change.element);
  }
}

Delta Whole(Delta delta) {
  Delta out;
  out.owner = delta.owner;
  out.now = std::move(delta.now);
  out.full = true;
  return out;
}

}  // namespace

std::vector<std::int64_t> Delta::changed() const {
  Ids out = inserted;
  out.insert(out.end(), updated.begin(), updated.end());
  out.insert(out.end(), deleted.begin(), deleted.end());
  return out;
}

Version Bump(store::Txn& txn, TenantId tenant, Collection collection, std::int64_t owner,
             std::span<const std::int64_t> elements, Op op) {
  const Ids raised = {owner};
  auto heads = RaiseAndRead(txn, tenant, collection, raised, txn.random().Hex(kSaltBytes));
  Note(txn, tenant, collection, Ids(elements.size(), owner), elements, op);
  return heads.empty() ? Version() : std::move(heads.front().version);
}

void BumpMany(store::Txn& txn, TenantId tenant, Collection collection,
              std::span<const std::int64_t> owners, std::int64_t element, Op op) {
  if (owners.empty()) return;
  Raise(txn, tenant, collection, owners, txn.random().Hex(kSaltBytes));
  Note(txn, tenant, collection, owners, Ids(owners.size(), element), op);
}

std::vector<Head> BumpEach(store::Txn& txn, TenantId tenant, Collection collection,
                           std::span<const Element> elements, Op op) {
  if (elements.empty()) return {};
  Ids owners, ids;
  for (const Element& one : elements) {
    owners.push_back(one.owner);
    ids.push_back(one.element);
  }
  auto heads = RaiseAndRead(txn, tenant, collection, owners, txn.random().Hex(kSaltBytes));
  Note(txn, tenant, collection, owners, ids, op);
  std::sort(heads.begin(), heads.end(),
            [](const Head& a, const Head& b) { return a.owner < b.owner; });
  return heads;
}

Delta Since(store::Txn& txn, TenantId tenant, Collection collection, std::int64_t owner,
            const Version& seen) {
  const Asked asked[] = {{owner, seen}};
  auto out = SinceMany(txn, tenant, collection, asked);
  return std::move(out.front());
}

std::vector<Delta> SinceMany(store::Txn& txn, TenantId tenant, Collection collection,
                             std::span<const Asked> asked) {
  Ids all;
  for (const Asked& one : asked) all.push_back(one.owner);
  std::unordered_map<std::int64_t, Version> heads;
  for (Head& head : FindHeads(txn, tenant, collection, all)) {
    heads[head.owner] = std::move(head.version);
  }
  std::vector<Delta> out;
  std::unordered_map<std::int64_t, std::size_t> changed;  // where in `out`
  std::unordered_set<std::int64_t> seen_owners;
  Ids owners, since;
  for (const Asked& one : asked) {
    if (!seen_owners.insert(one.owner).second) continue;
    Delta& delta = out.emplace_back();
    delta.owner = one.owner;
    delta.now = heads[one.owner];
    delta.full = !Reaches(delta.now, one.seen);
    if (delta.full || one.seen.number == delta.now.number) continue;
    changed[one.owner] = out.size() - 1;
    owners.push_back(one.owner);
    since.push_back(one.seen.number);
  }
  if (owners.empty()) return out;
  // The two that are no ids may come on top.
  for (const Changed& change :
       ListChanged(txn, tenant, collection, owners, since, kChangesMax + 3)) {
    Take(change, &out[changed.at(change.owner)]);
  }
  for (const auto& [owner, index] : changed) {
    if (out[index].size() > kChangesMax) out[index] = Whole(std::move(out[index]));
  }
  return out;
}

Version Current(store::Txn& txn, TenantId tenant, Collection collection, std::int64_t owner) {
  const Ids one = {owner};
  auto heads = FindHeads(txn, tenant, collection, one);
  return heads.empty() ? Version() : std::move(heads.front().version);
}

std::int64_t Prune(store::Txn& txn, int limit) {
  return DeleteOld(txn, kKept, limit);
}

}  // namespace koine::version
