#include "store/change_log.h"

#include <algorithm>
#include <utility>

namespace koine::store {

namespace {

std::vector<const ChangeKind*>& Made() {
  static std::vector<const ChangeKind*> made;
  return made;
}

}  // namespace

ChangeKind::ChangeKind(std::vector<KeptTable> tables, std::vector<KeptTable> on_postgresql)
    : kind{std::move(tables), nullptr}, on_postgresql(std::move(on_postgresql)) {
  Made().push_back(this);
}

std::span<const ChangeKind* const> ChangeKind::All() {
  return Made();
}

bool ChangeLog::Since(const ChangeKind& kind, std::int64_t mark, std::vector<ChangedKey>* out) {
  const std::lock_guard lock(mutex_);
  asked_ = true;
  if (mark < begin_ || std::find(told_.begin(), told_.end(), &kind) == told_.end()) return false;
  for (auto at = static_cast<std::size_t>(mark - begin_); at < entries_.size(); ++at) {
    if (entries_[at].kind == &kind) out->push_back(entries_[at].change);
  }
  return true;
}

void ChangeLog::Listen() {
  wanted_.store(true, std::memory_order_release);
}

void ChangeLog::Tell(std::vector<const ChangeKind*> kinds) {
  const std::lock_guard lock(mutex_);
  told_ = std::move(kinds);
}

bool ChangeLog::StartBatch() {
  pending_.clear();  // of a batch that was taken back
  too_many_ = false;
  listening_ = wanted_.load(std::memory_order_acquire);
  return listening_;
}

void ChangeLog::Note(const ChangeKind& kind, const ChangedKey& change) {
  // A message changes several rows that are known by its conversation.
  if (!pending_.empty()) {
    const Entry& last = pending_.back();
    if (last.kind == &kind && last.change.table == change.table && last.change.key == change.key) {
      return;
    }
  }
  if (pending_.size() >= kMost) {
    too_many_ = true;
  } else {
    pending_.push_back({&kind, change});
  }
}

void ChangeLog::Committing() {
  const std::lock_guard lock(mutex_);
  if (!listening_ || too_many_) return Forget();
  unasked_ = std::exchange(asked_, false) ? 0 : unasked_ + pending_.size();
  if (unasked_ > kMost) {
    wanted_.store(false, std::memory_order_relaxed);
    unasked_ = 0;
    return Forget();
  }
  entries_.insert(entries_.end(), pending_.begin(), pending_.end());
  while (entries_.size() > kMost) {
    entries_.pop_front();
    ++begin_;
  }
}

void ChangeLog::Committed() {
  const std::lock_guard lock(mutex_);
  settled_.store(begin_ + static_cast<std::int64_t>(entries_.size()), std::memory_order_release);
}

void ChangeLog::Missed() {
  const std::lock_guard lock(mutex_);
  Forget();
}

// One more than there were, so that no mark from before is good.
void ChangeLog::Forget() {
  begin_ += static_cast<std::int64_t>(entries_.size()) + 1;
  entries_.clear();
}

}  // namespace koine::store
