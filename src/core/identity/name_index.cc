#include "core/identity/name_index.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "base/log.h"
#include "base/metrics.h"
#include "base/sorted.h"
#include "core/identity/name_change_rows.h"
#include "core/identity/rows.h"
#include "store/lease.h"

namespace koine::identity {

namespace {

using inverted::kBlockIds;

// So many of one tenant may be noted before reading all of its users is no dearer.
constexpr std::int64_t kOutsideMax = 4'000;
// How many users are handed out at a time.
constexpr std::size_t kFirstLook = 64;
constexpr std::size_t kLook = 400;
// Of fewer blocks none is asked for what is rare in it, or not there at all.
constexpr std::size_t kFewBlocks = 3;
// A frequent text needs few blocks. A rare one is looked for in many at once.
constexpr std::size_t kStepFactor = 64;
constexpr std::size_t kRareBytes = 64;  // of its lists in one block

// How many users a new beginning notes in one transaction.
constexpr std::int64_t kResetSlice = 10'000;

constexpr char kLease[] = "names";
constexpr std::int64_t kLeaseMs = 30'000;
constexpr std::int64_t kLookMs = 5'000;
// Clocks of nodes may differ by so much.
constexpr std::int64_t kClockSlackMs = 600'000;

// The block that has most of those who wait.
std::int64_t FullestBlock(const std::vector<Noted>& waiting) {
  std::unordered_map<std::int64_t, int> counts;
  std::int64_t best = inverted::BlockOf(waiting.front().user);
  for (const Noted& one : waiting) {
    const std::int64_t block = inverted::BlockOf(one.user);
    if (++counts[block] > counts[best]) best = block;
  }
  return best;
}

// To count them takes longer than the rest of most searches; where no other tenant is, the blocks
// tell how many there are.
bool AreFew(store::Txn& txn, TenantId tenant, const std::vector<inverted::Block>& blocks,
            bool other_tenants) {
  std::int64_t indexed = 0;
  for (const inverted::Block& block : blocks) indexed += block.things;
  return (indexed <= kFewUsers || other_tenants) && !HasMoreUsers(txn, tenant, kFewUsers);
}

}  // namespace

NamedMaybe::NamedMaybe(store::Txn& txn, TenantId tenant, std::vector<std::string> folded,
                       const std::function<std::vector<std::int64_t>()>& also)
    : txn_(txn) {
  for (const std::string& text : folded) {
    tokens_.push_back(inverted::QueryTokens(tenant.value, text));
    if (tokens_.back().empty()) return;
  }
  bool other_tenants = false;
  txn.Together({[&] { blocks_ = inverted::ListBlocks(txn); },
                [&] { other_tenants = HasOtherTenants(txn); },
                [&] {
                  if (also) outside_ = also();
                }});
  if (AreFew(txn, tenant, blocks_, other_tenants)) return;
  std::vector<std::int64_t> noted;
  txn.Together({[&] { noted = ListNoted(txn, tenant, kOutsideMax + 1); }, [&] { Prepare(); }});
  if (std::ssize(noted) > kOutsideMax) return;
  outside_.insert(outside_.end(), noted.begin(), noted.end());
  SortOnce(&outside_);
  helps_ = true;
}

void NamedMaybe::Prepare() {
  if (blocks_.size() <= kFewBlocks) return;
  const std::size_t all = blocks_.size();
  inverted::LeaveOutFiltered(txn_, tokens_, &blocks_);
  if (blocks_.empty()) return;
  const bool rare = blocks_.size() <= all / 2;
  if (rare && tokens_.size() == 1) {
    if (const auto few = inverted::FindInFewBlocks(txn_, blocks_, tokens_.front())) {
      outside_.insert(outside_.end(), few->begin(), few->end());
      blocks_.clear();
      return;
    }
  }
  const inverted::Block& one = blocks_[blocks_.size() / 2];
  std::size_t bytes = 0;
  for (auto& tokens : tokens_) bytes += inverted::SortByRarity(txn_, one, &tokens);
  if (bytes <= kRareBytes) step_ = kStepFactor;
}

void NamedMaybe::Fill() {
  ready_.clear();
  next_ready_ = 0;
  const std::size_t count = std::min(step_, blocks_.size() - next_block_);
  step_ *= kStepFactor;
  const std::span<const inverted::Block> some(blocks_.data() + next_block_, count);
  for (const auto& tokens : tokens_) {
    const auto found = inverted::FindInBlocks(txn_, some, tokens);
    ready_.insert(ready_.end(), found.begin(), found.end());
  }
  next_block_ += count;
  // The others go where their ids are, those after the last block to the end.
  const std::int64_t end = next_block_ == blocks_.size() || some.empty()
                               ? std::numeric_limits<std::int64_t>::max()
                               : (some.back().block + 1) * kBlockIds;
  while (next_outside_ < outside_.size() && outside_[next_outside_] < end) {
    ready_.push_back(outside_[next_outside_++]);
  }
  SortOnce(&ready_);
}

std::vector<std::int64_t> NamedMaybe::Next() {
  if (looks_ > kLooksMax) helps_ = false;
  if (!helps_) return {};
  while (next_ready_ == ready_.size()) {
    if (next_block_ == blocks_.size() && next_outside_ == outside_.size()) return {};
    Fill();
  }
  const std::size_t count = std::min(looks_ == 0 ? kFirstLook : kLook, ready_.size() - next_ready_);
  const auto from = ready_.begin() + static_cast<std::ptrdiff_t>(next_ready_);
  next_ready_ += count;
  looks_ += static_cast<std::int64_t>(count);
  return {from, from + static_cast<std::ptrdiff_t>(count)};
}

NameIndex::NameIndex(store::Store& store, Clock& clock, Random& random, std::string_view node)
    : store_(store), clock_(clock), owner_(store::LeaseOwner(store, random, node)) {}

Result<bool> NameIndex::Step(bool all) {
  const std::int64_t now = clock_.NowMs();
  // Not asked at every message.
  if (!all && now >= looked_ms_ && now - looked_ms_ < kLookMs) return false;
  std::vector<Noted> waiting;
  KOINE_CHECK(store_.ReadNow("names.look",
                             [&](store::Txn& txn) { waiting = ListWaiting(txn, kNotedMax + 1); }));
  static metrics::Gauge* const noted = metrics::Default().GetGauge(
      "koine_names_noted",
      "Users whose names are not in the index of names yet, counted up to 513.");
  noted->Set(static_cast<std::int64_t>(waiting.size()));
  const bool many = std::ssize(waiting) > kNotedMax;
  const bool overdue = !waiting.empty() && now - waiting.front().queued_at >= kNotedMs;
  const bool due = overdue || many || (all && !waiting.empty());
  if (!due) {
    looked_ms_ = now;
    return false;
  }
  const std::int64_t block =
      overdue ? inverted::BlockOf(waiting.front().user) : FullestBlock(waiting);
  KOINE_TRY(const std::optional<std::int64_t> position,
            store_.WriteAndWait({"names.claim", store::kNoKey, /*background=*/true,
                                 /*repeatable=*/true},
                                [&](store::Txn& txn) -> Result<std::optional<std::int64_t>> {
                                  return store::ClaimLease(txn, kLease, owner_, now + kLeaseMs);
                                }));
  if (!position) {
    looked_ms_ = now;
    return false;
  }
  const std::int64_t first = block * kBlockIds;
  std::vector<NameChange> changes;
  std::vector<Named> names;
  KOINE_CHECK(store_.ReadNow("names.read", [&](store::Txn& txn) {
    changes = ListChanges(txn, first, first + kBlockIds - 1);
    names = ListNames(txn, first, first + kBlockIds - 1);
  }));
  inverted::BlockWriter writer;
  for (const Named& one : names) {
    writer.Add(one.user, inverted::TextTokens(one.tenant, one.search_text));
  }
  const Status written = writer.Write(store_, block, [&](store::Txn& txn) -> Status {
    if (!store::AdvanceLease(txn, kLease, owner_, *position, *position + 1,
                             clock_.NowMs() + kLeaseMs)) {
      return Error{Code::kConflict};
    }
    DeleteChanges(txn, changes);
    return Ok();
  });
  if (!written.ok()) {
    // Another node took over.
    if (written.error().Is(Code::kConflict)) return false;
    return written.error();
  }
  if (many) {
    log::Info("names", "{} users indexed from id {} on, more than {} waited", names.size(), first,
              kNotedMax);
  }
  return true;
}

Result<std::int64_t> NameIndex::Reset() {
  std::int64_t last = 0;
  do {
    KOINE_TRY(last, store_.WriteAndWait({"names.reset", store::kNoKey, /*background=*/true},
                                        [last](store::Txn& txn) -> Result<std::int64_t> {
                                          return NoteNamesAfter(txn, last, kResetSlice);
                                        }));
  } while (last > 0);
  return Left();
}

Result<std::int64_t> NameIndex::Left() {
  std::int64_t left = 0;
  KOINE_CHECK(store_.ReadNow("names.left", [&](store::Txn& txn) { left = CountNoted(txn); }));
  return left;
}

void NoteUnseenNames(store::Txn& txn, std::int64_t after, int limit) {
  const std::vector<Seen> seen = ListSeen(txn, after, limit);
  if (seen.empty()) return;
  std::unordered_map<std::int64_t, std::int64_t> made;
  for (const inverted::Block& block : inverted::ListBlocks(txn)) made[block.block] = block.made_at;
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> unseen;
  for (const Seen& one : seen) {
    const auto at = made.find(inverted::BlockOf(one.user));
    const bool has = at != made.end() && one.updated_at < at->second - kClockSlackMs;
    if (!one.noted && !has) unseen[one.tenant].push_back(one.user);
  }
  for (const auto& [tenant, users] : unseen) NoteNames(txn, TenantId(tenant), users);
}

}  // namespace koine::identity
