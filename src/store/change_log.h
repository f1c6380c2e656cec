#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <span>
#include <vector>

#include "store/kept.h"

namespace koine::store {

class Txn;

// What a noun remembers of many rows for later reads was read from these tables, whose changes it
// wants to be told of (Txn::FindChanges). A static object, known to every store that is opened
// after it was made.
struct ChangeKind {
  // `on_postgresql`: the same tables, in the same order, with the columns of which it tells. Of a
  // table that is written with each message it names none, or few: whoever remembers its rows
  // compares their versions instead. Empty: nothing of this kind is remembered there.
  explicit ChangeKind(std::vector<KeptTable> tables, std::vector<KeptTable> on_postgresql = {});
  ChangeKind(const ChangeKind&) = delete;
  ChangeKind& operator=(const ChangeKind&) = delete;
  // All that the program has.
  static std::span<const ChangeKind* const> All();

  const KeptKind kind;
  const std::vector<KeptTable> on_postgresql;
};

// A row that changed, came or went.
struct ChangedKey {
  std::size_t table = 0;  // of ChangeKind::kind.tables
  RowKey key;
};

// The changes as one read sees them.
class Changes {
 public:
  virtual ~Changes() = default;
  // What is read now is no older than this: for Since of a later read.
  virtual std::int64_t mark() const = 0;
  // What changed after the read that had this mark, in all that the present snapshot shows, and
  // maybe some more. False where that is not known: it may be anything.
  virtual bool Since(const ChangeKind& kind, std::int64_t mark,
                     std::vector<ChangedKey>* out) const = 0;
  // Of what is read from now on changes must be known.
  virtual void Listen() const = 0;
  // False: ChangeKind::on_postgresql says of which columns it is told.
  virtual bool all_told() const = 0;
};

// Which rows changed lately on SQLite, in the order of the commits: the thread that writes notes
// them, any other reads them. A change is noted before it can be seen. Nothing is noted as long as
// nobody asks.
class ChangeLog {
 public:
  // So many changes are known at most; who asks after more of them is told so.
  static constexpr std::size_t kMost = 32'768;

  // What was committed when this was called. A snapshot that is taken later has all of it.
  std::int64_t settled() const { return settled_.load(std::memory_order_acquire); }
  // What changed after `mark`, which settled() gave, in all that the present snapshot shows, and
  // maybe some more. False where that is not known: it may be anything.
  bool Since(const ChangeKind& kind, std::int64_t mark, std::vector<ChangedKey>* out);
  // From the next batch on changes are noted.
  void Listen();

  // Of the thread that writes:

  // Of other kinds nothing is known: their tables are not there.
  void Tell(std::vector<const ChangeKind*> kinds);
  // False: nobody wants to know its changes.
  bool StartBatch();
  void Note(const ChangeKind& kind, const ChangedKey& change);
  // Before the commit of the batch, and after it.
  void Committing();
  void Committed();
  // What changed is not known.
  void Missed();

 private:
  struct Entry {
    const ChangeKind* kind;
    ChangedKey change;
  };
  void Forget();  // REQUIRES: mutex_ is held

  std::atomic<bool> wanted_{false};
  std::atomic<std::int64_t> settled_{0};
  std::mutex mutex_;
  // Changes are numbered; those up to this one are gone.
  std::int64_t begin_ = 0;
  std::deque<Entry> entries_;
  std::vector<const ChangeKind*> told_;
  bool asked_ = false;
  std::size_t unasked_ = 0;  // entries since somebody asked

  // Of the batch that is being written.
  bool listening_ = false, too_many_ = false;
  std::vector<Entry> pending_;
};

// The log as a read sees it.
class LogChanges final : public Changes {
 public:
  LogChanges(ChangeLog* log, std::int64_t mark) : log_(log), mark_(mark) {}
  std::int64_t mark() const override { return mark_; }
  bool Since(const ChangeKind& kind, std::int64_t mark,
             std::vector<ChangedKey>* out) const override {
    return log_->Since(kind, mark, out);
  }
  void Listen() const override { log_->Listen(); }
  bool all_told() const override { return true; }

 private:
  ChangeLog* log_;
  std::int64_t mark_;
};

// Takes away what PostgreSQL noted before the call before this one: whoever remembers rows for so
// long without looking reads them anew.
void ForgetRowChanges(Txn& txn);

}  // namespace koine::store
