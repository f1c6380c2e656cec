#pragma once

#include <functional>

namespace koine::gateway {

// Where slow work runs (password hashing): bounded, refuses when full. Wired by the server to a
// WorkerPool.
class SlowPool {
 public:
  virtual ~SlowPool() = default;
  // False when there is no room; the task is dropped then.
  virtual bool Submit(std::function<void()> task) = 0;
};

}  // namespace koine::gateway
