#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/wake.h"
#include "net/idle_wheel.h"
#include "net/outbox.h"
#include "net/task.h"

namespace koine::net {

class Connection;

// Something that a loop can destroy later.
class LoopObject {
 public:
  virtual ~LoopObject() = default;
};

// Told by the loop that a watched descriptor is ready. The object must stay alive until the end of
// the loop turn in which Unwatch was called: hand it to EventLoop::DeleteLater.
class FdHandler : public LoopObject {
 public:
  // `events` as of epoll (EPOLLIN, EPOLLOUT, EPOLLHUP, EPOLLERR).
  virtual void OnReady(std::uint32_t events) = 0;
};

// Names a timer of one loop. 0 names none.
using TimerId = std::uint64_t;

// The event loop of one I/O thread: readiness of descriptors, tasks posted from other threads,
// timers. Post, Stop and InLoopThread may be called from any thread; everything else belongs to the
// loop's thread: the one in Run, or any one thread while none is.
class EventLoop {
 public:
  // Bytes of the read buffer that all connections of a loop share, and the readable bytes after
  // it, which allow JSON to be parsed in place.
  static constexpr std::size_t kReadBufferBytes = 64 * 1024;
  static constexpr std::size_t kSlackBytes = 64;

  // `clock` must outlive the loop.
  explicit EventLoop(const Clock& clock);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // Runs turns until Stop. The calling thread becomes the loop's thread.
  void Run();
  // One turn in the calling thread; waits at most `max_wait_ms` for something to do. For tests.
  void RunOnce(int max_wait_ms);
  // Ends Run after the current turn.
  void Stop();
  bool InLoopThread() const;

  // Runs `task` in the loop's thread, in the order of posting; wakes it only when nothing was
  // queued, and not before the end of a WakesHeld of the calling thread. Tasks not run when the
  // loop is destroyed are destroyed with it.
  void Post(Task task);

  // Runs `task` once, `delay_ms` from now at the earliest.
  TimerId After(std::int64_t delay_ms, Task task);
  // True if the timer had not run yet; it never will.
  bool Cancel(TimerId id);

  // Adds a hook run at the end of each turn, before connections are flushed. Never removed: the
  // owner must outlive the loop's last turn.
  void OnTurnEnd(Task hook);

  // Steady time in milliseconds, read once per turn.
  std::int64_t now_ms() const { return now_ms_; }
  // Time of day in Unix milliseconds, read at most once per turn: it may lag behind by as much as
  // the turn has taken.
  std::int64_t wall_ms();
  const Clock& clock() const { return clock_; }
  // The value of the Date header for now, made once per second.
  const char* HttpDate();

  // Level-triggered readiness of `fd` goes to `handler`.
  Status Watch(int fd, std::uint32_t events, FdHandler* handler);
  void Rewatch(int fd, std::uint32_t events, FdHandler* handler);
  void Unwatch(int fd);

  // Destroys `object` at the end of the turn, when no event of this turn can name it any more.
  void DeleteLater(std::unique_ptr<LoopObject> object);
  // Does so now. Not inside a turn.
  void BuryDead();

  // The next serve connections of this layer.
  // Queues `connection` for one flush at the end of the turn.
  void FlushLater(Connection* connection) { dirty_.push_back(connection); }
  // Queues it for one within so many ms, with all that are queued so by then. Once, until OnSoon.
  void FlushSoon(Connection* connection, int within_ms);
  // All queued so are flushed within so many ms.
  void Hasten(int within_ms);
  // The connection has ended before.
  void ForgetSoon(Connection* connection);
  char* read_buffer() { return read_buffer_.get(); }
  IdleWheel& idle_wheel() { return idle_wheel_; }
  // Outboxes are lent, so that a connection holds one only while it has something to write.
  std::unique_ptr<Outbox> TakeOutbox();
  void GiveOutbox(std::unique_ptr<Outbox> outbox);

 private:
  struct Timer {
    std::int64_t due_ms;
    TimerId id;
  };
  class WakeFd;

  void Turn(int max_wait_ms);
  int WaitMs(int max_wait_ms) const;
  void RunPosted();
  void RunTimers();
  void EndTurn();

  const Clock& clock_;
  int epoll_fd_ = -1;
  std::shared_ptr<WakeFd> wake_fd_;
  std::atomic<bool> stop_{false};
  std::atomic<std::thread::id> thread_{};
  std::int64_t now_ms_ = 0;
  std::optional<std::int64_t> wall_ms_;  // once somebody asked in this turn
  bool in_turn_ = false;

  std::mutex mutex_;
  std::vector<Task> posted_;  // guarded by mutex_
  std::vector<Task> running_;

  TimerId next_timer_ = 1;
  std::vector<Timer> timer_heap_;
  std::unordered_map<TimerId, Task> timers_;

  std::vector<Task> turn_hooks_;
  std::vector<Connection*> dirty_;
  std::vector<Connection*> flushing_;
  std::vector<Connection*> soon_;
  std::int64_t soon_due_ms_ = 0;  // of all of them
  std::vector<std::unique_ptr<LoopObject>> graveyard_;
  IdleWheel idle_wheel_;
  std::unique_ptr<char[]> read_buffer_;
  std::vector<std::unique_ptr<Outbox>> spare_outboxes_;
  std::size_t spare_bytes_ = 0;  // that they hold
  std::int64_t date_second_ = -1;
  char date_[96] = {};  // for the compiler, which thinks of years with ten digits
};

}  // namespace koine::net
