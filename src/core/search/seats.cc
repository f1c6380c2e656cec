#include "core/search/seats.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <unordered_set>
#include <utility>

#include "base/require.h"
#include "store/change_log.h"

namespace koine::search {

namespace {

// A conversation is searched by those who have a seat, and seats are read each time: whoever comes
// is no news.
const store::KeptTable kConversations{
    "conversation", {"id"}, {"kind", "status", "min_seq"}, /*news=*/false};
const store::ChangeKind kShown{{kConversations}, {kConversations}};

Seats ReadSeats(store::Txn& txn, const access::Principal& who) {
  Seats out;
  for (const Seat& seat : ListSeats(txn, who.tenant, who.user)) {
    out[seat.conversation] = seat.range;
  }
  return out;
}

// Null for a conversation that is not among these, which are sorted.
const Head* FindHead(const std::vector<Head>& heads, std::int64_t conversation) {
  const auto it = std::ranges::lower_bound(heads, conversation, {}, &Head::conversation);
  return it == heads.end() || it->conversation != conversation ? nullptr : &*it;
}

// Of all these seats, from what is kept and from the store.
std::vector<Head> HeadsOf(store::Txn& txn, const store::Changes& changes, const KeptHeads& kept,
                          const std::vector<OwnSeat>& seats) {
  std::vector<Head> out;
  std::vector<store::ChangedKey> keys;
  if (kept.read && changes.Since(kShown, kept.mark, &keys)) {
    std::unordered_set<std::int64_t> changed;
    for (const store::ChangedKey& one : keys) changed.insert(one.key[0]);
    std::ranges::copy_if(kept.heads, std::back_inserter(out), [&changed](const Head& head) {
      return !changed.contains(head.conversation);
    });
  } else {
    changes.Listen();
  }
  std::vector<std::int64_t> missing;
  for (const OwnSeat& seat : seats) {
    if (FindHead(out, seat.conversation) == nullptr) missing.push_back(seat.conversation);
  }
  if (missing.empty()) return out;
  const std::vector<Head> read = FindHeads(txn, missing);
  out.insert(out.end(), read.begin(), read.end());
  std::ranges::sort(out, {}, &Head::conversation);
  return out;
}

// Programs that look for faults read all once more.
void CheckSeats([[maybe_unused]] store::Txn& txn, [[maybe_unused]] const access::Principal& who,
                [[maybe_unused]] const Seats& seats) {
#ifdef KOINE_SANITIZED
  const Seats read = ReadSeats(txn, who);
  KOINE_REQUIRE(txn.failed() || read.size() == seats.size());
  for (const auto& [conversation, range] : read) {
    const auto it = seats.find(conversation);
    KOINE_REQUIRE(it != seats.end() && it->second.from == range.from && it->second.to >= range.to);
  }
#endif
}

}  // namespace

Seats FindSeats(store::Txn& txn, const access::Principal& who, HeadsCache* cache) {
  const auto kept = cache == nullptr ? nullptr : cache->kept.Find(who.user);
  const store::Changes* changes = kept == nullptr ? nullptr : txn.FindChanges(kShown);
  // What another read kept may be newer than this snapshot.
  if (changes == nullptr || kept->mark > changes->mark()) {
    Seats out = ReadSeats(txn, who);
    const bool first = cache != nullptr && kept == nullptr && out.size() >= cache->busy;
    if (first && !txn.failed()) cache->kept.Keep(who.user, std::make_shared<const KeptHeads>());
    return out;
  }
  const std::vector<OwnSeat> own = ListOwnSeats(txn, who.tenant, who.user);
  auto now = std::make_shared<KeptHeads>();
  now->mark = changes->mark();
  now->read = true;
  now->heads = HeadsOf(txn, *changes, *kept, own);
  Seats out;
  out.reserve(own.size());
  for (const OwnSeat& seat : own) {
    const Head* head = FindHead(now->heads, seat.conversation);
    if (head == nullptr || !head->searched) continue;
    // No message that is there is behind the last one of its conversation.
    const access::ConversationState conversation{
        .min_seq = head->min_seq, .last_seq = std::numeric_limits<std::int64_t>::max()};
    const access::MemberState member{.min_seq = seat.min_seq, .max_seq = seat.max_seq};
    out[seat.conversation] = access::VisibleTo(conversation, member);
  }
  CheckSeats(txn, who, out);
  if (own.size() >= cache->busy && !txn.failed()) cache->kept.Keep(who.user, std::move(now));
  return out;
}

}  // namespace koine::search
