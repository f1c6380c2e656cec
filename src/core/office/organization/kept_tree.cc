#include "core/office/organization/kept_tree.h"

#include <algorithm>
#include <utility>

#include "base/require.h"
#include "store/change_log.h"

namespace koine::organization {

namespace {

enum Table : std::size_t { kDepartment, kUsers };
// All that ListTree reads.
const store::ChangeKind kShown{
    {{"department",
      {"id"},
      {"tenant_id", "parent_id", "name", "sort", "leader_id", "phone", "email", "remark",
       "disabled", "members", "created_at", "updated_at", "deleted_at"}},
     {"users", {"id"}, {"nickname", "username", "handle"}}}};

std::size_t BytesOf(const Department& one) {
  return sizeof one + one.name.size() + one.leader_name.size() + one.phone.size() +
         one.email.size() + one.remark.size();
}

std::shared_ptr<KeptTree> Keepable(std::shared_ptr<const Tree> all, std::int64_t mark) {
  auto leaders = std::make_shared<std::unordered_set<std::int64_t>>();
  auto out = std::make_shared<KeptTree>();
  for (const Department& one : *all) {
    out->all_bytes += BytesOf(one);
    if (one.leader) leaders->insert(one.leader.value);
  }
  // A node of a set takes about as much as four numbers.
  out->all_bytes += leaders->size() * 4 * sizeof(std::int64_t);
  out->mark = mark;
  out->all = std::move(all);
  out->leaders = std::move(leaders);
  return out;
}

// Whether that tree is as it was, as far as the log tells.
bool IsSame(const store::Changes& changes, const KeptTree& kept) {
  std::vector<store::ChangedKey> keys;
  if (!changes.Since(kShown, kept.mark, &keys)) return false;
  return std::ranges::none_of(keys, [&kept](const store::ChangedKey& one) {
    return one.table == kDepartment || kept.leaders->contains(one.key[0]);
  });
}

// Programs that look for faults read all once more.
void CheckKept([[maybe_unused]] store::Txn& txn, [[maybe_unused]] const access::Principal& who,
               [[maybe_unused]] const Tree& all) {
#ifdef KOINE_SANITIZED
  const Tree read = ListTree(txn, who);
  KOINE_REQUIRE(txn.failed() || read == all);
#endif
}

}  // namespace

std::shared_ptr<const Tree> ListTree(store::Txn& txn, const access::Principal& who,
                                     TreesCache& cache) {
  const store::Changes* changes = txn.FindChanges(kShown);
  const auto kept = changes == nullptr ? nullptr : cache.kept.Find(who.tenant);
  // What another read kept may be newer than this snapshot.
  const bool newer = kept != nullptr && kept->mark > changes->mark();
  if (kept != nullptr && !newer && IsSame(*changes, *kept)) {
    CheckKept(txn, who, *kept->all);
    if (kept->mark < changes->mark()) {
      auto moved = std::make_shared<KeptTree>(*kept);
      moved->mark = changes->mark();
      cache.kept.Keep(who.tenant, std::move(moved));
    }
    return kept->all;
  }
  auto all = std::make_shared<const Tree>(ListTree(txn, who));
  const bool keep = changes != nullptr && !newer && all->size() >= cache.many && !txn.failed();
  if (keep) {
    cache.kept.Keep(who.tenant, Keepable(all, changes->mark()));
    changes->Listen();
  }
  return all;
}

}  // namespace koine::organization
