#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "core/event/event.h"
#include "gateway/dialect.h"

namespace koine::gateway {

class IoThread;
class Session;

// Frames of dialects that show more of an event than it holds (Dialect::renders_late): what they
// need is read for all waiting events at once, then each is rendered once per variant and queued to
// its hearers, in the order of the events. One thread.
class LateFrames {
 public:
  // Events that wait; above it the oldest are given up (clients fetch them).
  static constexpr std::size_t kWaitingMax = 10'000;
  // Events read for in one transaction.
  static constexpr std::size_t kAtOnce = 200;

  struct Hearer {
    std::shared_ptr<Session> session;
    View view;
  };

  explicit LateFrames(IoThread& thread) : thread_(thread) {}

  void Add(const event::EventPtr& event, std::int64_t position, const Dialect& dialect,
           std::vector<Hearer> hearers);
  std::size_t size() const { return waiting_.size(); }

 private:
  struct Item {
    event::EventPtr event;
    std::int64_t position = 0;
    const Dialect* dialect = nullptr;
    std::vector<Hearer> hearers;
    std::shared_ptr<const void> loaded;
  };
  using Batch = std::vector<Item>;

  void Load();
  static void Deliver(const Batch& batch, bool failed);

  IoThread& thread_;
  std::deque<Item> waiting_;
  bool loading_ = false;
};

}  // namespace koine::gateway
