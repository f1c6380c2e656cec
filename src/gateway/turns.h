#pragma once

#include <cstddef>
#include <deque>
#include <utility>

#include "net/task.h"

namespace koine::gateway {

// Work of which only so much is under way at a time; the rest waits here, in the order in which it
// came. Of one event loop.
class Turns {
 public:
  explicit Turns(std::size_t most) : most_(most) {}

  // Runs `work` now, or when it has its turn. Who has one gives it back, later or from inside.
  void Take(net::Task work) {
    waiting_.push_back(std::move(work));
    Run();
  }
  // REQUIRES: a turn that was taken
  void GiveBack() {
    --taken_;
    Run();
  }

  std::size_t taken() const { return taken_; }

 private:
  // Not from inside itself: work that gives back at once would nest as deeply as there is of it.
  void Run() {
    if (std::exchange(running_, true)) return;
    while (taken_ < most_ && !waiting_.empty()) {
      net::Task work = std::move(waiting_.front());
      waiting_.pop_front();
      ++taken_;
      work();
    }
    running_ = false;
  }

  const std::size_t most_;
  std::size_t taken_ = 0;
  bool running_ = false;
  std::deque<net::Task> waiting_;
};

}  // namespace koine::gateway
