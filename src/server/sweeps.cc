#include "server/sweeps.h"

#include "base/log.h"
#include "core/event/event.h"
#include "core/event/rows.h"
#include "core/identity/rows.h"

namespace koine::server {

namespace {

constexpr int kSlice = 500;
constexpr std::int64_t kEveryMs = 3600 * 1000;
constexpr std::int64_t kSoonMs = 200;
constexpr std::int64_t kExpiredLoginKeepMs = 24 * 3600 * 1000;

// Runs again soon while there is more to do, else at the next full turn.
void Again(store::Txn& txn, const char* kind, std::int64_t done) {
  txn.PutJob(kind, "all", txn.now_ms() + (done >= kSlice ? kSoonMs : kEveryMs), "");
}

Status SweepEvents(store::Txn& txn, std::string_view, std::string_view) {
  const std::int64_t before = txn.now_ms() - event::kEventKeepMs;
  Again(txn, "sweep.events", event::DeleteEventsBefore(txn, before, kSlice));
  return Ok();
}

Status SweepLogins(store::Txn& txn, std::string_view, std::string_view) {
  const std::int64_t before = txn.now_ms() - kExpiredLoginKeepMs;
  Again(txn, "sweep.logins", identity::DeleteExpiredLogins(txn, before, kSlice));
  return Ok();
}

}  // namespace

void AddSweeps(store::JobRunner& jobs, store::Store& store) {
  jobs.Add("sweep.events", SweepEvents);
  jobs.Add("sweep.logins", SweepLogins);
  Status put = store.WriteAndWait({"sweeps"}, [](store::Txn& txn) -> Status {
    for (const char* kind : {"sweep.events", "sweep.logins"}) {
      txn.PutJob(kind, "all", txn.now_ms() + kEveryMs, "");
    }
    return Ok();
  });
  if (!put.ok()) log::Warn("server", "sweeps could not be scheduled: {}", put.error().text);
}

}  // namespace koine::server
