#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "core/event/fwd.h"
#include "gateway/dialect.h"

namespace koine::gateway {

class IoThread;
class Session;

// Frames of dialects that show more of an event than it holds (Dialect::renders_late): what they
// need is read for all waiting events at once, then each is rendered once per variant and queued to
// its hearers, in the order of the events. A client that cannot be told is sent away, so that it
// comes back and fetches what it missed. One thread.
class LateFrames {
 public:
  // Events that wait; above it the oldest are given up.
  static constexpr std::size_t kWaitingMax = 10'000;
  // Events read for in one transaction.
  static constexpr std::size_t kAtOnce = 200;
  // A read that fails, as when PostgreSQL starts again, is done again so much later, for so long.
  static constexpr std::int64_t kAgainMs = 100;
  static constexpr std::int64_t kTryMs = 20'000;

  struct Hearer {
    std::shared_ptr<Session> session;
    View view;
  };

  explicit LateFrames(IoThread& thread);

  void Add(const event::EventPtr& event, std::int64_t position, const Dialect& dialect,
           int within_ms, std::vector<Hearer> hearers);
  std::size_t size() const { return waiting_.size(); }

 private:
  struct Item {
    event::EventPtr event;
    std::int64_t position = 0;
    const Dialect* dialect = nullptr;
    int within_ms = 0;
    std::vector<Hearer> hearers;
    std::shared_ptr<const void> loaded;
  };
  using Batch = std::vector<Item>;

  void LoadNow();
  void Load();
  // What became of a read for these. False: it is done again later.
  bool Settle(Batch& batch, bool failed);
  void Deliver(const Batch& batch);
  void GiveUp(const Batch& batch);

  IoThread& thread_;
  std::deque<Item> waiting_;
  bool loading_ = false;               // or about to
  bool due_ = false;                   // at the end of this turn
  std::int64_t failing_since_ms_ = 0;  // 0: the last read did not fail
};

}  // namespace koine::gateway
