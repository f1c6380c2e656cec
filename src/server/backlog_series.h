#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "core/office/mail/system.h"
#include "core/webhook/webhook.h"
#include "store/job_backlog.h"
#include "store/store.h"

namespace koine::server {

// What waits to be done or to go out, of the whole store.
struct Backlogs {
  store::JobBacklog jobs;
  webhook::Backlog webhooks;
  mail::Backlog letters;
  std::int64_t unindexed = 0;  // positions that the search index has not seen
};
// Reads and waits for it: not for I/O threads.
Result<Backlogs> ReadBacklogs(store::Store& store);

// Counts them for /metrics every kCountEvery, on a thread of its own.
class BacklogSeries {
 public:
  static constexpr std::chrono::seconds kCountEvery{15};

  explicit BacklogSeries(store::Store& store) : store_(store) {}
  ~BacklogSeries() { Stop(); }

  void Start();
  void Stop();

 private:
  void Loop();

  store::Store& store_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace koine::server
