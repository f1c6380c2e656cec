#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "store/store.h"

namespace koine::store {

using Commands = std::vector<std::unique_ptr<Command>>;

// The bounded queue before a writer. Commands of one key and class (background or not) keep their
// order; background commands take at most a quarter of a batch, and those without key a quarter of
// the batches. Thread safe.
class CommandQueue {
 public:
  CommandQueue(std::size_t queue_max, std::size_t batch_max)
      : queue_max_(queue_max), batch_max_(batch_max) {}

  // False, and the command stays with the caller, if the queue is full or closed.
  bool Push(std::unique_ptr<Command>& command);
  // Waits for commands and moves a batch of everything queued to `out`; with `distinct_keys` in
  // key order, of one key several only where they chain, and a command without key alone. False
  // once the queue is closed and empty.
  bool Take(bool distinct_keys, Commands* out);
  // The same without waiting longer than `timeout_ms`; `out` may stay empty.
  bool TakeFor(bool distinct_keys, std::int64_t timeout_ms, Commands* out);
  // No more commands are taken in; what waits is still handed out.
  void Close();
  std::size_t size() const;

 private:
  void TakeLocked(bool distinct_keys, Commands* out);
  void TakeAll(std::deque<std::unique_ptr<Command>>& from, std::size_t max, Commands* out);
  void TakeDistinct(std::deque<std::unique_ptr<Command>>& from, std::size_t max, Commands* out);

  const std::size_t queue_max_;
  const std::size_t batch_max_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<std::unique_ptr<Command>> foreground_;
  std::deque<std::unique_ptr<Command>> background_;
  int passed_over_ = 0;  // batches since a background command without key waits in front
  bool waiting_ = false;
  bool closed_ = false;
};

// Finishes every command with `error`.
void FailAll(Commands& commands, const Error& error);

}  // namespace koine::store
