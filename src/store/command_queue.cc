#include "store/command_queue.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <unordered_map>

namespace koine::store {

namespace {

// A background command without key, which runs alone, waits for at most so many batches of others.
constexpr int kPassedOverMax = 3;
// So many commands of one key share a batch at most: they hold the rows of one conversation.
constexpr int kChainMax = 64;

// The commands of one key in a batch that is being put together.
struct Chain {
  int taken = 0;
  bool open = false;      // further ones may follow
  bool appended = false;  // but none that needs rows
};

}  // namespace

bool CommandQueue::Push(std::unique_ptr<Command>& command) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || foreground_.size() + background_.size() >= queue_max_) return false;
    (command->info().background ? background_ : foreground_).push_back(std::move(command));
    wake = waiting_;
  }
  if (wake) filled_.notify_one();
  return true;
}

bool CommandQueue::Take(bool distinct_keys, Commands* out) {
  std::unique_lock lock(mutex_);
  while (foreground_.empty() && background_.empty()) {
    if (closed_) return false;
    waiting_ = true;
    filled_.wait(lock);
    waiting_ = false;
  }
  TakeLocked(distinct_keys, out);
  return true;
}

bool CommandQueue::TakeFor(bool distinct_keys, std::int64_t timeout_ms, Commands* out) {
  std::unique_lock lock(mutex_);
  if (foreground_.empty() && background_.empty()) {
    if (closed_) return false;
    waiting_ = true;
    filled_.wait_for(lock, std::chrono::milliseconds(timeout_ms));
    waiting_ = false;
  }
  TakeLocked(distinct_keys, out);
  return true;
}

void CommandQueue::TakeLocked(bool distinct_keys, Commands* out) {
  if (distinct_keys && !background_.empty() && background_.front()->info().key.value == 0) {
    if (foreground_.empty() || passed_over_ >= kPassedOverMax) {
      passed_over_ = 0;
      out->push_back(std::move(background_.front()));
      background_.pop_front();
      return;
    }
    ++passed_over_;
  }
  const auto take = [&](auto& from, std::size_t max) {
    distinct_keys ? TakeDistinct(from, max, out) : TakeAll(from, max, out);
  };
  const std::size_t quarter = std::max<std::size_t>(batch_max_ / 4, 1);
  const std::size_t reserved = std::min(background_.size(), quarter);
  take(foreground_, std::max<std::size_t>(batch_max_ - std::min(reserved, batch_max_ - 1), 1));
  // Beside n others at most n / 3, so that background work does not stretch a short batch.
  const std::size_t share =
      out->empty() ? quarter : std::max<std::size_t>(std::min(out->size() / 3, quarter), 1);
  const bool alone = distinct_keys && out->size() == 1 && out->front()->info().key.value == 0;
  if (!alone) take(background_, share);
}

void CommandQueue::TakeAll(std::deque<std::unique_ptr<Command>>& from, std::size_t max,
                           Commands* out) {
  const auto n = static_cast<std::ptrdiff_t>(std::min(max, from.size()));
  std::move(from.begin(), from.begin() + n, std::back_inserter(*out));
  from.erase(from.begin(), from.begin() + n);
}

void CommandQueue::TakeDistinct(std::deque<std::unique_ptr<Command>>& from, std::size_t max,
                                Commands* out) {
  if (from.empty()) return;
  if (out->empty() && from.front()->info().key.value == 0) {
    out->push_back(std::move(from.front()));
    from.pop_front();
    return;
  }
  std::unordered_map<std::uint64_t, Chain> chains;
  for (const auto& command : *out) chains[command->info().key.value] = Chain{1, false, true};
  std::vector<std::unique_ptr<Command>> left;
  auto next = from.begin();
  // What is behind a full batch is not looked at: the queue may be long, and its lock is held.
  for (; next != from.end() && max > 0; ++next) {
    const CommandInfo& info = (*next)->info();
    Chain& chain = chains[info.key.value];
    const bool follows = chain.open && info.chains && !(info.needs_rows && chain.appended);
    const bool fits = chain.taken == 0 || (follows && chain.taken < kChainMax);
    if (info.key.value != 0 && fits) {
      ++chain.taken;
      chain.open = info.chains;
      chain.appended = chain.appended || !info.needs_rows;
      out->push_back(std::move(*next));
      --max;
    } else {
      // What comes later does not overtake it.
      chain = Chain{kChainMax, false, true};
      left.push_back(std::move(*next));
    }
  }
  from.erase(from.begin(), next);
  from.insert(from.begin(), std::make_move_iterator(left.begin()),
              std::make_move_iterator(left.end()));
  std::stable_sort(out->begin(), out->end(), [](const auto& a, const auto& b) {
    return a->info().key.value < b->info().key.value;
  });
}

void CommandQueue::Close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  filled_.notify_all();
}

std::size_t CommandQueue::size() const {
  const std::lock_guard lock(mutex_);
  return foreground_.size() + background_.size();
}

void FailAll(Commands& commands, const Error& error) {
  for (auto& command : commands) command->Finish(&error, Numbering());
  commands.clear();
}

}  // namespace koine::store
