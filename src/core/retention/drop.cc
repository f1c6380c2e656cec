#include "core/retention/drop.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "core/retention/drop_rows.h"
#include "core/retention/retention.h"
#include "core/retention/rows.h"
#include "core/search/indexer.h"
#include "core/tenant/system.h"

namespace koine::retention {

namespace {

constexpr char kDropJob[] = "retention.drop";
constexpr std::int64_t kWaitMs = 120'000;  // until the index has let go of what was erased
constexpr std::int64_t kPauseMs = 50;      // between two slices
// What one slice looks at.
constexpr int kPlacesSlice = 500;
constexpr std::int64_t kRowsSlice = 1000;
constexpr int kRowsAtOnce = 250;

// How far the walk is.
struct Walk {
  ConversationId place;   // what comes before it is done
  std::int64_t seq = 0;   // of it, what comes up to here
  std::int64_t gone = 0;  // rows that went
  bool erased = false;    // something was erased on the way, and goes with the next walk
};
KOINE_DESCRIBE(Walk, (place, seq, gone, erased))

void PutWalk(store::Txn& txn, std::int64_t wait_ms, const Walk& walk) {
  txn.PutJob(kDropJob, "all", txn.now_ms() + wait_ms, json::ToText(walk));
}

// Goes on through the rows of one conversation until it ends or the budget is spent; true when it
// ended.
bool WalkPlace(store::Txn& txn, const Below& place, std::int64_t due_before, Walk* walk,
               std::int64_t* budget) {
  while (*budget > 0) {
    const Rows rows = FindRows(txn, place, walk->seq, due_before, kRowsAtOnce);
    if (rows.count == 0) return true;
    if (rows.first_due > 0) {
      EraseRange(txn, place.tenant, place.conversation, rows.first_due, rows.last_due);
      walk->erased = true;
    }
    walk->gone += DropRows(txn, place, walk->seq + 1, std::min(rows.last, place.min_seq - 2),
                           txn.now_ms() - kRetryMs);
    walk->seq = rows.last;
    *budget -= rows.count;
  }
  return false;
}

Status RunDrop(store::Txn& txn, std::string_view payload, std::int64_t messages_ms) {
  KOINE_TRY(Walk walk, json::Parse<Walk>(payload));
  if (!walk.place && search::IsCleaning(txn)) {
    PutDrop(txn);
    return Ok();
  }
  const auto ages = ListAges(txn, messages_ms);
  std::int64_t budget = kRowsSlice;
  const std::vector<Below> places = ListBelow(txn, walk.place, kPlacesSlice);
  bool stopped = false;
  for (const Below& place : places) {
    if (place.conversation != walk.place) walk.seq = 0;
    walk.place = place.conversation;
    if (!place.any) continue;
    const auto age = ages.find(place.tenant);
    const std::int64_t due_before = age == ages.end() ? 0 : txn.now_ms() - age->second;
    stopped = !WalkPlace(txn, place, due_before, &walk, &budget);
    if (stopped) break;
  }
  if (stopped || places.size() == static_cast<std::size_t>(kPlacesSlice)) {
    if (!stopped) {
      walk.place = ConversationId(walk.place.value + 1);
      walk.seq = 0;
    }
    PutWalk(txn, kPauseMs, walk);
    return Ok();
  }
  if (walk.erased) {
    search::PutCleanJob(txn);
    PutDrop(txn);
  }
  if (walk.gone > 0) PutGiveBack(txn);
  return Ok();
}

}  // namespace

std::map<TenantId, std::int64_t> ListAges(store::Txn& txn, std::int64_t messages_ms) {
  std::map<TenantId, std::int64_t> out;
  if (messages_ms > 0) out[kDefaultTenant] = messages_ms;
  for (const tenant::App& app : tenant::ListApps(txn)) {
    const std::int64_t days = app.bound() ? 0 : app.settings.max_age_days;
    if (days > 0) out[app.tenant] = days * kDayMs;
  }
  return out;
}

void PutDrop(store::Txn& txn) {
  PutWalk(txn, kWaitMs, {});
}

void AddDropJob(store::JobRunner& jobs, std::int64_t messages_ms) {
  jobs.Add(kDropJob, [messages_ms](store::Txn& txn, std::string_view, std::string_view payload) {
    return RunDrop(txn, payload, messages_ms);
  });
}

}  // namespace koine::retention
