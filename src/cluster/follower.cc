#include "cluster/follower.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/log.h"
#include "cluster/series.h"
#include "core/history/replay.h"

namespace koine::cluster {

Follower::Follower(store::Store& store, Clock& clock, std::int64_t position, Sinks sinks)
    : store_(store), clock_(clock), sinks_(std::move(sinks)), order_(position) {}

Follower::~Follower() {
  Stop();
}

void Follower::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void Follower::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Follower::Drain() {
  static const Series& series = TheSeries();
  for (BatchPtr& batch : order_.Take()) sinks_.deliver(std::move(batch));
  series.behind->Set(order_.behind());
  if (order_.holes() > holes_) series.holes->Add(order_.holes() - holes_);
  holes_ = order_.holes();
  if (asked_head_ >= 0 && order_.position() >= asked_head_) {
    asked_head_ = -1;
    sinks_.fresh(asked_us_);
  }
}

void Follower::WakeIfDue() {
  const auto due = order_.DueAt();
  if (due && *due < waits_until_us_) wake_.notify_one();
}

void Follower::Add(BatchPtr batch) {
  const std::lock_guard lock(mutex_);
  order_.Add(std::move(batch), clock_.SteadyUs());
  Drain();
  WakeIfDue();
}

void Follower::Hint(std::int64_t position) {
  const std::lock_guard lock(mutex_);
  order_.SetHead(position, clock_.SteadyUs());
  WakeIfDue();
}

void Follower::SetFast(bool fast) {
  const std::lock_guard lock(mutex_);
  if (fast_ == fast) return;
  fast_ = fast;
  poll_us_ = std::min(poll_us_, clock_.SteadyUs() + (fast ? kFastPollUs : kPollUs));
  wake_.notify_one();
}

std::int64_t Follower::position() const {
  const std::lock_guard lock(mutex_);
  return order_.position();
}

void Follower::Loop() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    const std::int64_t now = clock_.SteadyUs();
    const std::int64_t until = DoDue(lock, now);
    if (until == now) continue;
    waits_until_us_ = until;
    wake_.wait_for(lock, std::chrono::microseconds(std::max<std::int64_t>(until - now, 1)));
    waits_until_us_ = 0;
  }
}

std::int64_t Follower::Step() {
  std::unique_lock lock(mutex_);
  for (;;) {
    const std::int64_t now = clock_.SteadyUs();
    const std::int64_t until = DoDue(lock, now);
    if (until != now) return until;
  }
}

std::int64_t Follower::DoDue(std::unique_lock<std::mutex>& lock, std::int64_t now) {
  // While no process tells of its commits, waiting for one is idle.
  const std::int64_t wait_us = fast_ ? 0 : Order::kHoleWaitUs;
  if (now >= retry_us_) {
    const auto range = order_.Due(now, wait_us);
    const bool poll = now >= poll_us_;
    if ((range && now >= own_us_) || poll) {
      // Reading what is missing comes first.
      lock.unlock();
      const Done done = range && now >= own_us_ ? Heal(*range) : Poll();
      lock.lock();
      const std::int64_t after = clock_.SteadyUs();
      if (done == Done::kFailed) retry_us_ = after + kRetryUs;
      if (done == Done::kOwn) own_us_ = after + kOwnUs;
      if (done == Done::kPolled) poll_us_ = after + (fast_ ? kFastPollUs : kPollUs);
      return now;
    }
  }
  std::int64_t until = poll_us_;
  if (const auto due = order_.DueAt(wait_us)) until = std::min(until, std::max(*due, own_us_));
  return std::max({until, retry_us_, now + 1});
}

Follower::Done Follower::Poll() {
  std::int64_t known = 0;
  {
    const std::lock_guard lock(mutex_);
    known = order_.position();
  }
  std::int64_t head = 0;
  const std::int64_t asked_us = clock_.SteadyUs();
  const Status read =
      store_.ReadNow("log head", [&head](store::Txn& txn) { head = txn.SnapshotPosition(); });
  if (!read.ok()) return Done::kFailed;
  const std::lock_guard lock(mutex_);
  if (head < known) {
    log::Error(
        "cluster",
        "the store's log ends at {}, but {} was delivered already: the store has lost commits; "
        "all sessions begin anew",
        head, known);
    order_.Restart(head);
    sinks_.lost();
  }
  order_.SetHead(head, clock_.SteadyUs());
  asked_us_ = asked_us;
  asked_head_ = head;
  Drain();
  return Done::kPolled;
}

Follower::Done Follower::Heal(const Order::Range& range) {
  // What this process committed itself is on its way, with more than its rows tell (the session
  // that a message came from).
  const std::int64_t own = store_.PendingFrom(range.first);
  if (own == range.first) return Done::kOwn;
  const std::int64_t last =
      std::min({range.last, range.first + history::kReplaySlice - 1, own - 1});
  auto batch = std::make_shared<store::Batch>();
  batch->first_position = range.first;
  batch->last_position = last;
  const Status read = store_.ReadNow(
      "log", [&](store::Txn& txn) { batch->entries = history::ReadLog(txn, range.first, last); });
  if (!read.ok()) return Done::kFailed;
  TheSeries().read->Add(static_cast<std::uint64_t>(last - range.first + 1));
  const std::lock_guard lock(mutex_);
  order_.Add(std::move(batch), clock_.SteadyUs());
  Drain();
  return Done::kRead;
}

}  // namespace koine::cluster
