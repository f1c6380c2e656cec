#include "server/sweeps.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/log.h"
#include "base/text.h"
#include "core/app/webhook_feeder.h"
#include "core/backoffice/client_log.h"
#include "core/change/stream.h"
#include "core/contact/contact.h"
#include "core/contact/request.h"
#include "core/event/event.h"
#include "core/event/system.h"
#include "core/file/file.h"
#include "core/file/upload.h"
#include "core/identity/name_index.h"
#include "core/identity/system.h"
#include "core/message/outcome.h"
#include "core/notification/notification.h"
#include "core/notification/system.h"
#include "core/office/ding/system.h"
#include "core/retention/retention.h"
#include "core/search/indexer.h"
#include "core/version/version.h"
#include "store/change_log.h"

namespace koine::server {

namespace {

constexpr char kNames[] = "sweep.names";
constexpr int kSlice = 500;
constexpr std::int64_t kEveryMs = 3600 * 1000;
constexpr std::int64_t kDailyMs = 24 * kEveryMs;
constexpr std::int64_t kRequestsMs = 600 * 1000;  // who asked is told that it is over
constexpr std::int64_t kSoonMs = 200;
constexpr std::int64_t kExpiredLoginKeepMs = 24 * 3600 * 1000;

// Runs again soon while there is more to do, else at the next full turn.
void Again(store::Txn& txn, const char* kind, std::int64_t done, std::int64_t turn_ms = kEveryMs) {
  txn.PutJob(kind, "all", txn.now_ms() + (done >= kSlice ? kSoonMs : turn_ms), "");
}

Status SweepEvents(store::Txn& txn, std::string_view, std::string_view) {
  const std::int64_t before = txn.now_ms() - event::kEventKeepMs;
  const std::int64_t read =
      std::min(search::IndexedPosition(txn), app::NeededAfter(txn).value_or(INT64_MAX));
  Again(txn, "sweep.events", event::DeleteEventsBefore(txn, before, read, kSlice));
  return Ok();
}

Status SweepLogins(store::Txn& txn, std::string_view, std::string_view) {
  const std::int64_t before = txn.now_ms() - kExpiredLoginKeepMs;
  Again(txn, "sweep.logins", identity::DeleteExpiredLogins(txn, before, kSlice));
  return Ok();
}

Status SweepFiles(store::Txn& txn, std::string_view, std::string_view) {
  Again(txn, "sweep.files", file::SweepFiles(txn, kSlice));
  return Ok();
}

Status SweepUploads(store::Txn& txn, std::string_view, std::string_view) {
  Again(txn, "sweep.uploads", file::SweepUploads(txn, kSlice));
  return Ok();
}

Status SweepNotifications(store::Txn& txn, std::string_view, std::string_view) {
  const std::int64_t now = txn.now_ms();
  Again(txn, "sweep.notifications",
        notification::DeleteOld(txn, now - notification::kReadKeepMs, now - notification::kKeepMs,
                                kSlice));
  return Ok();
}

Status SweepRequests(store::Txn& txn, std::string_view, std::string_view) {
  const std::int64_t before = txn.now_ms() - contact::kRequestExpiresMs;
  Again(txn, "sweep.requests", contact::ExpireRequests(txn, before, kSlice), kRequestsMs);
  return Ok();
}

Status SweepClientLogs(store::Txn& txn, std::string_view, std::string_view) {
  Again(txn, "sweep.client_logs", backoffice::SweepClientLogs(txn, kSlice));
  return Ok();
}

// Looks at every list of everybody, so not too often.
Status SweepVersions(store::Txn& txn, std::string_view, std::string_view) {
  Again(txn, "sweep.versions", version::Prune(txn, kSlice), kDailyMs);
  return Ok();
}

Status SweepChanges(store::Txn& txn, std::string_view, std::string_view) {
  Again(txn, "sweep.changes", change::SweepChanges(txn, kSlice));
  return Ok();
}

Status SweepRowChanges(store::Txn& txn, std::string_view, std::string_view) {
  store::ForgetRowChanges(txn);
  Again(txn, "sweep.row_changes", 0);
  return Ok();
}

Status SweepOutcomes(store::Txn& txn, std::string_view, std::string_view) {
  Again(txn, "sweep.outcomes", message::SweepOutcomes(txn, kSlice));
  return Ok();
}

Status SweepWebhooks(store::Txn& txn, std::string_view, std::string_view) {
  Again(txn, "sweep.webhooks", webhook::SweepDead(txn, kSlice));
  return Ok();
}

// Names from before they were compared by their looks, and those that the index of names does not
// know. Goes through all users, from the id in `payload` on.
Status SweepNames(store::Txn& txn, std::string_view, std::string_view payload) {
  const std::int64_t after = text::ParseInt(payload).value_or(0);
  const std::int64_t last = identity::NoteOldLoginForms(txn, after, kSlice);
  identity::NoteUnseenNames(txn, after, kSlice);
  txn.PutJob(kNames, "all", txn.now_ms() + (last > 0 ? kSoonMs : kDailyMs), std::to_string(last));
  return Ok();
}

// One has up to a thousand receipts.
Status SweepDings(store::Txn& txn, std::int64_t keep_ms) {
  constexpr int kDings = 20;
  const std::int64_t done =
      keep_ms == 0 ? 0 : ding::DeleteBefore(txn, txn.now_ms() - keep_ms, kDings);
  Again(txn, "sweep.dings", done == kDings ? kSlice : 0);
  return Ok();
}

}  // namespace

void AddStoreSweeps(store::JobRunner& jobs, std::int64_t dings_keep_ms) {
  jobs.Add("sweep.events", SweepEvents);
  jobs.Add(kNames, SweepNames);
  jobs.Add("sweep.logins", SweepLogins);
  jobs.Add("sweep.notifications", SweepNotifications);
  jobs.Add("sweep.requests", SweepRequests);
  jobs.Add("sweep.files", SweepFiles);
  jobs.Add("sweep.uploads", SweepUploads);
  jobs.Add("sweep.versions", SweepVersions);
  jobs.Add("sweep.changes", SweepChanges);
  jobs.Add("sweep.row_changes", SweepRowChanges);
  jobs.Add("sweep.outcomes", SweepOutcomes);
  jobs.Add("sweep.client_logs", SweepClientLogs);
  jobs.Add("sweep.webhooks", SweepWebhooks);
  jobs.Add("sweep.dings", [dings_keep_ms](store::Txn& txn, std::string_view, std::string_view) {
    return SweepDings(txn, dings_keep_ms);
  });
}

void PutSweeps(store::Store& store) {
  Status put = store.WriteAndWait({"sweeps"}, [](store::Txn& txn) -> Status {
    const std::vector<std::string> kinds = {
        "sweep.events",   "sweep.logins",      "sweep.notifications",
        "sweep.requests", "sweep.files",       "sweep.uploads",
        "sweep.versions", "sweep.changes",     "sweep.outcomes",
        "sweep.webhooks", "sweep.client_logs", "sweep.dings",
        "sweep.blobs",    "sweep.row_changes", kNames};
    const std::vector<std::string> waiting = store::ListWaiting(txn, kinds, "all");
    for (const std::string& kind : kinds) {
      if (std::ranges::find(waiting, kind) != waiting.end()) continue;
      txn.PutJob(kind, "all", txn.now_ms() + (kind == kNames ? 0 : kEveryMs), "");
    }
    retention::PutNightJob(txn);
    return Ok();
  });
  if (!put.ok()) log::Warn("server", "sweeps could not be scheduled: {}", put.error().text);
}

void AddSweeps(store::JobRunner& jobs, store::Store& store, store::BlobStore& blobs, Pool& pool) {
  // Looking through directories is no work for the writer: it only orders it.
  jobs.Add("sweep.blobs",
           [&store, &blobs, &pool](store::Txn& txn, std::string_view, std::string_view) {
             txn.PutJob("sweep.blobs", "all", txn.now_ms() + kEveryMs, "");
             const bool taken = pool.Submit([&store, &blobs] {
               for (int shelf = 0; shelf < store::BlobStore::kShelves; ++shelf) {
                 file::SweepShelf(store, blobs, shelf);
               }
               file::SweepParts(store, blobs);
             });
             if (!taken) log::Warn("server", "the sweep of files is postponed: the server is busy");
             return Ok();
           });
  PutSweeps(store);
}

}  // namespace koine::server
