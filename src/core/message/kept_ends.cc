#include "core/message/kept_ends.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <span>
#include <unordered_set>
#include <utility>

#include "base/require.h"
#include "store/change_log.h"

namespace koine::message {

namespace {

using Ids = std::unordered_set<std::int64_t>;

enum Table : std::size_t { kConversation, kMember };
// All that the statement reads of what may change. Where a message is gone its conversation is
// looked at for nothing.
const store::ChangeKind kEnds{{{"conversation", {"id"}, {"last_seq", "last_sent_at"}},
                               {"member", {"conversation_id", "user_id"}, {"tenant_id", "state"}}}};

// More than that share is not read anew by itself.
constexpr std::size_t kChangedShare = 4;
// Of more than that share all are looked at.
constexpr std::size_t kLookedAtShare = 2;
// Conversations that one statement looks at.
constexpr std::size_t kLookedAtOnce = 500;

std::shared_ptr<const KeptEnds> Sorted(std::vector<End> all, std::int64_t mark) {
  std::vector<std::int64_t> seats;
  seats.reserve(all.size());
  for (const End& end : all) seats.push_back(end.conversation);
  std::ranges::sort(seats);
  auto out = std::make_shared<KeptEnds>();
  out->mark = mark;
  out->all = std::make_shared<const std::vector<End>>(std::move(all));
  out->seats = std::make_shared<const std::vector<std::int64_t>>(std::move(seats));
  return out;
}

std::shared_ptr<const KeptEnds> ReadEnds(store::Txn& txn, const access::Principal& who,
                                         std::int64_t mark) {
  std::vector<End> all = ListEnds(txn, who.tenant, who.user);
  std::ranges::sort(all, std::greater());
  return Sorted(std::move(all), mark);
}

// What was kept, with what the log tells of since; null where too much changed.
std::shared_ptr<const KeptEnds> BroughtUp(store::Txn& txn, const access::Principal& who,
                                          const store::Changes& changes,
                                          const std::shared_ptr<const KeptEnds>& kept) {
  std::vector<store::ChangedKey> keys;
  if (!changes.Since(kEnds, kept->mark, &keys)) return nullptr;
  Ids changed;
  for (const auto& [table, key] : keys) {
    const bool mine = table == kMember ? key[1] == who.user.value
                                       : std::ranges::binary_search(*kept->seats, key[0]);
    if (mine) changed.insert(key[0]);
  }
  if (changed.size() > kept->all->size() / kChangedShare) return nullptr;
  if (changed.empty()) {
    if (changes.mark() <= kept->mark) return kept;
    auto out = std::make_shared<KeptEnds>(*kept);
    out->mark = changes.mark();
    return out;
  }
  std::vector<End> all =
      EndsOf(txn, who.tenant, who.user, std::vector<std::int64_t>(changed.begin(), changed.end()));
  std::ranges::sort(all, std::greater());
  const auto come = std::ssize(all);
  std::ranges::copy_if(*kept->all, std::back_inserter(all),
                       [&changed](const End& end) { return !changed.contains(end.conversation); });
  std::ranges::inplace_merge(all, all.begin() + come, std::greater());
  return Sorted(std::move(all), changes.mark());
}

std::vector<Behind> Look(store::Txn& txn, const access::Principal& who, const std::vector<End>& all,
                         const Since& since, int limit) {
  std::vector<std::int64_t> ids;
  for (const End& end : all) {
    if (end.message <= since.after.value) break;
    if (end.sent_at >= since.ms) ids.push_back(end.conversation);
  }
  if (ids.size() > all.size() / kLookedAtShare) {
    return ConversationsBehind(txn, who.tenant, who.user, since, limit);
  }
  const auto most = static_cast<std::size_t>(limit);
  std::vector<Behind> out;
  for (std::size_t i = 0; i < ids.size() && out.size() < most; i += kLookedAtOnce) {
    const auto some = std::span(ids).subspan(i, std::min(kLookedAtOnce, ids.size() - i));
    auto found =
        BehindOf(txn, who.tenant, who.user, some, since, static_cast<int>(most - out.size()));
    std::ranges::move(found, std::back_inserter(out));
  }
  return out;
}

// Programs that look for faults read all once more.
void CheckKept([[maybe_unused]] store::Txn& txn, [[maybe_unused]] const access::Principal& who,
               [[maybe_unused]] const Since& since, [[maybe_unused]] int limit,
               [[maybe_unused]] const std::vector<Behind>& found) {
#ifdef KOINE_SANITIZED
  const auto read = ConversationsBehind(txn, who.tenant, who.user, since, limit);
  KOINE_REQUIRE(txn.failed() || read == found);
#endif
}

}  // namespace

std::vector<Behind> ConversationsBehind(store::Txn& txn, const access::Principal& who,
                                        EndsCache& cache, const Since& since, int limit) {
  const store::Changes* changes = txn.FindChanges(kEnds);
  const auto kept = changes == nullptr ? nullptr : cache.Find(who.user);
  // What another read kept may be newer than this snapshot.
  const bool newer = kept != nullptr && kept->mark > changes->mark();
  if (changes == nullptr || newer) {
    return ConversationsBehind(txn, who.tenant, who.user, since, limit);
  }
  auto ends = kept == nullptr ? nullptr : BroughtUp(txn, who, *changes, kept);
  if (ends == nullptr) {
    ends = ReadEnds(txn, who, changes->mark());
    changes->Listen();
  }
  if (ends != kept && !txn.failed()) cache.Keep(who.user, ends);
  auto out = Look(txn, who, *ends->all, since, limit);
  CheckKept(txn, who, since, limit, out);
  return out;
}

}  // namespace koine::message
