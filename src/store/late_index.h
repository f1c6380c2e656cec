#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "store/asked_keys.h"
#include "store/key_map.h"
#include "store/sql.h"

namespace koine::store {

class Txn;

// An index of a log table by two integers, which are a row's alone, that is written later than the
// rows: as a table of its own, (first, second, position). Keys that are hashes lie anywhere in an
// index, so that each row would change a page of its own there, which goes into the log, and out of
// it, as a whole. (SQLite; PostgreSQL has an index.)
struct LateIndex {
  LateIndex(const char* table_name, const Sql& adds, const Sql& adds_there, const Sql& replaces,
            const Sql& finds, const Sql& next_keys, const Sql& lists_above, const Sql& fills);
  LateIndex(const LateIndex&) = delete;
  LateIndex& operator=(const LateIndex&) = delete;
  // All that the program has.
  static std::span<const LateIndex* const> All();

  const char* table;
  // (first, second, position): adds that row, if it is there still and its key is not.
  const Sql* add;
  // (second, position, first): the same of one that surely is there, without a look at it.
  const Sql* add_there;
  const Sql* replace;  // as `add`; takes the place of what has its key
  const Sql* find;     // (first, second) -> position
  // (first, second, most) -> the seconds of the next keys of that first, in order
  const Sql* next;
  const Sql* rows_above;  // (position) -> first, second, position of rows of the log table above it
  const Sql* fill;        // (position): adds the rows above it, in the order of the keys
};

// The entries that are not in the table yet, and what is in it. Of the thread that writes, which
// tells what became of its transactions.
class LateEntries {
 public:
  // So many are written with a batch, or twice as many as it adds.
  static constexpr std::size_t kSome = 256;

  // So many wait at most, but for those of one batch.
  LateEntries(const LateIndex& index, std::size_t most) : index_(index), most_(most) {}

  // Once, before anything else: reads the rows that may not be in the table, or writes them where
  // there are too many to wait.
  void Load(Txn& txn, std::int64_t head);
  const LateIndex& index() const { return index_; }

  // The row with this key, also one of the present batch.
  std::optional<std::int64_t> Find(Txn& txn, std::int64_t first, std::int64_t second);
  void Add(std::int64_t first, std::int64_t second, std::int64_t position);

  // Rows up to this position may be gone.
  void Doubt(std::int64_t head) { doubted_ = std::max(doubted_, head); }

  // A command takes back what it added since the mark.
  std::size_t mark() const { return added_.size(); }
  void TakeBack(std::size_t mark);
  // Before the commit, in its transaction: writes those that are too many, and goes on through the
  // keys where it stopped the last time, so that what lies together is written together. `head` is
  // that of the log.
  void Finish(Txn& txn, std::int64_t head);
  void Committed();
  void RolledBack();

  std::size_t waiting() const { return waiting_.size(); }

 private:
  using Key = KeyMap::Key;
  struct Added {
    Key key;
    std::optional<std::int64_t> before;
  };

  // That a key of this first is asked for, and that there is none.
  void Learn(Txn& txn, std::int64_t first);
  void Write(Txn& txn, std::span<const KeyMap::Entry> entries);
  // All rows below the first that waits are in the table.
  void RaiseFloor(Txn& txn, std::int64_t head);
  void EndBatch();

  const LateIndex& index_;
  const std::size_t most_;
  KeyMap waiting_;
  AskedKeys asked_;
  std::vector<Added> added_;  // in this batch
  // Written in this batch: gone from `waiting_` when it is on the disk.
  std::vector<Key> written_;
  std::int64_t doubted_ = 0;
  Key hand_;                     // the next to be written is the first from here on
  Key next_hand_;                // after this batch
  std::size_t since_floor_ = 0;  // written since the floor was raised
  bool floor_raised_ = false;    // in this batch
};

}  // namespace koine::store
