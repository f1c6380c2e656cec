#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace koine::store {

inline constexpr int kJobAttemptsMax = 12;

// Those of `kinds` of which a job with this key waits for its time.
std::vector<std::string> ListWaiting(Txn& txn, std::span<const std::string> kinds,
                                     std::string_view key);

// Runs due jobs (Txn::PutJob). A runner on any node claims due rows under a lease and runs the
// handler in the transaction that also deletes the row: the effect happens once, also when a
// runner is killed. A handler that fails is tried again with back-off (1 s … 1 h); after
// kJobAttemptsMax attempts the row is kept, marked dead and logged.
class JobRunner {
 public:
  // Runs in a write transaction; may put the job again. `key` and `payload` as given to PutJob.
  using Handler = std::function<Status(Txn&, std::string_view key, std::string_view payload)>;

  JobRunner(Store& store, Clock& clock);
  ~JobRunner();  // stops
  // REQUIRES: before Start
  void Add(std::string kind, Handler handler);
  // The kinds that have a handler.
  std::vector<std::string> Kinds() const;
  void Start();
  void Stop();
  // Runs everything due now and returns how many jobs took effect (for tests and a jumped clock).
  int RunDue();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace koine::store
