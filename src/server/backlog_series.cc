#include "server/backlog_series.h"

#include <pthread.h>

#include <algorithm>

#include "base/metrics.h"
#include "base/time.h"
#include "core/search/indexer.h"

namespace koine::server {

namespace {

void Set(const char* name, const char* help, std::int64_t value) {
  metrics::Default().GetGauge(name, help)->Set(value);
}

}  // namespace

Result<Backlogs> ReadBacklogs(store::Store& store) {
  Backlogs out;
  const std::int64_t head = store.head();
  KOINE_CHECK(store.ReadNow("backlogs", [&](store::Txn& txn) {
    out.jobs = store::ReadJobBacklog(txn, txn.now_ms());
    out.webhooks = webhook::ReadBacklog(txn);
    out.letters = mail::ReadBacklog(txn);
    out.unindexed = std::max<std::int64_t>(0, head - search::IndexedPosition(txn));
  }));
  return out;
}

void BacklogSeries::Start() {
  thread_ = std::thread([this] {
    ::pthread_setname_np(::pthread_self(), "backlogs");
    Loop();
  });
}

void BacklogSeries::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BacklogSeries::Loop() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    lock.unlock();
    // What cannot be counted keeps its last number.
    if (const auto found = ReadBacklogs(store_); found.ok()) {
      Set("koine_webhook_waiting", "Deliveries to webhooks that are not taken yet.",
          found->webhooks.waiting);
      Set("koine_webhook_late_seconds", "How long the oldest due delivery has waited.",
          found->webhooks.late_ms / kSecondMs);
      Set("koine_webhook_dead", "Deliveries that were given up, counted up to 10000.",
          found->webhooks.dead);
      Set("koine_mail_waiting", "Letters that the relay has not taken yet, counted up to 10000.",
          found->letters.waiting);
      Set("koine_mail_late_seconds", "How long the oldest due letter has waited.",
          found->letters.late_ms / kSecondMs);
      Set("koine_search_positions_behind", "Positions that the search index has not seen yet.",
          found->unindexed);
    }
    lock.lock();
    wake_.wait_for(lock, kCountEvery, [this] { return stop_; });
  }
}

}  // namespace koine::server
