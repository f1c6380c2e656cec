#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace koine {

// Threads for slow work that anybody may ask for, such as passwords. Callers take turns: one who
// asks a thousand times delays another by one piece of work, not by a thousand. Callers who are
// known to be honest have every second turn, and places in the queue that strangers cannot take.
// Bounded. Any thread.
class FairPool {
 public:
  using Work = std::function<void()>;
  enum class Taken : std::uint8_t {
    kYes,
    kTooMany,  // of this caller's
    kFull,
  };
  struct Bounds {
    std::size_t waiting = 1'000;      // pieces of work of all callers
    std::size_t waiting_of_one = 25;  // 0: as many as of all
    std::size_t kept = 200;           // places of `waiting` that only known callers get
  };
  static constexpr std::size_t kKnownMax = 100'000;

  // `name` (at most 11 characters) names the threads. REQUIRES: threads > 0, kept < waiting
  FairPool(std::string name, int threads, const Bounds& bounds);
  // As Stop.
  ~FairPool();
  FairPool(const FairPool&) = delete;
  FairPool& operator=(const FairPool&) = delete;

  // Runs `work` (once, must not throw) on a thread of the pool when it is the caller's turn. Other
  // than kYes: it is not run.
  [[nodiscard]] Taken Submit(std::uint64_t caller, Work work);
  // The caller is known from now on: it did what a stranger could not. Bounded: when there are too
  // many, all are forgotten.
  void Trust(std::uint64_t caller);
  // Refuses new work, runs what waits, ends the threads. Not from a thread of the pool.
  void Stop();

  // Pieces of work that wait, not counting those being run.
  std::size_t queued() const;

 private:
  // Callers who wait, in the order of their turns, each with its work.
  struct Lane {
    std::unordered_map<std::uint64_t, std::deque<Work>> work;
    std::deque<std::uint64_t> turns;
    bool empty() const { return turns.empty(); }
    Work Next();
  };

  void Loop();

  const Bounds bounds_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::array<Lane, 2> lanes_;  // of strangers, of known callers
  std::size_t lane_ = 0;       // the one that had the last turn
  std::size_t queued_ = 0;
  std::unordered_set<std::uint64_t> known_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace koine
