#include "store/late_index.h"

#include <algorithm>
#include <limits>
#include <string>

#include "base/text.h"
#include "store/own_tables.h"
#include "store/txn.h"

namespace koine::store {

namespace {

constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
// The hand goes round while twice as many rows come as may wait, and they are not all that is in
// the log. If more are above the floor they are written at once.
constexpr std::int64_t kLoadTimes = 4;
// The floor is raised when so many have been written since, as a part of those that may wait.
constexpr std::size_t kFloorPart = 4;

// All rows up to this position are in the table.
const Sql kSelectFloor{"select value from meta where name = ?"};
const Sql kSetFloor{
    "insert into meta (name, value) values (?, ?) on conflict (name) do update set value = "
    "excluded.value"};

std::vector<const LateIndex*>& Made() {
  static std::vector<const LateIndex*> all;
  return all;
}

std::string NameOf(const LateIndex& index) {
  return std::string("late.") + index.table;
}

}  // namespace

LateIndex::LateIndex(const char* table_name, const Sql& adds, const Sql& adds_there,
                     const Sql& replaces, const Sql& finds, const Sql& next_keys,
                     const Sql& lists_above, const Sql& fills)
    : table(table_name),
      add(&adds),
      add_there(&adds_there),
      replace(&replaces),
      find(&finds),
      next(&next_keys),
      rows_above(&lists_above),
      fill(&fills) {
  Made().push_back(this);
}

std::span<const LateIndex* const> LateIndex::All() {
  return Made();
}

void LateEntries::Load(Txn& txn, std::int64_t head) {
  hand_ = next_hand_ = {kFirst, kFirst};
  const auto read = [](const Row& row) { return text::ParseInt(row.Text(0)).value_or(0); };
  const std::int64_t floor = txn.First(kSelectFloor, read, NameOf(index_)).value_or(0);
  // As after an upgrade, or a move from PostgreSQL.
  if (head - floor > kLoadTimes * static_cast<std::int64_t>(most_)) {
    txn.Exec(*index_.fill, floor);
    txn.Exec(kSetFloor, NameOf(index_), std::to_string(head));
    return;
  }
  txn.Each(
      *index_.rows_above,
      [this](const Row& row) {
        waiting_.Set({row.Int(0), row.Int(1)}, row.Int(2));
      },
      floor);
}

std::optional<std::int64_t> LateEntries::Find(Txn& txn, std::int64_t first, std::int64_t second) {
  if (asked_.Denies({first, second})) return std::nullopt;
  if (const std::int64_t* waits = waiting_.Find({first, second})) return *waits;
  const auto found = txn.First(
      *index_.find, [](const Row& row) { return row.Int(0); }, first, second);
  if (!found && !txn.failed()) Learn(txn, first);
  return found;
}

void LateEntries::Learn(Txn& txn, std::int64_t first) {
  if (asked_.Meet(first)) {
    for (auto place = waiting_.From({first, kFirst}); place != waiting_.end();
         place = waiting_.After(place)) {
      if (waiting_.At(place).key.first != first) break;
      asked_.Add(waiting_.At(place).key);
    }
    return;
  }
  std::int64_t last = asked_.KnownTo(first);
  if (last == AskedKeys::kAll) return;
  std::int64_t read = 0;
  const auto add = [&](const Row& row) {
    last = row.Int(0);
    asked_.Add({first, last});
    ++read;
  };
  txn.Each(*index_.next, add, first, last, AskedKeys::kSlice);
  // Where one cannot be read, whoever asks for the others need not fail.
  if (txn.failed()) return asked_.GiveUp(first);
  asked_.Know(first, read < AskedKeys::kSlice ? AskedKeys::kAll : last);
}

void LateEntries::Add(std::int64_t first, std::int64_t second, std::int64_t position) {
  const Key key(first, second);
  added_.push_back({key, waiting_.Set(key, position)});
  asked_.Add(key);
}

void LateEntries::TakeBack(std::size_t mark) {
  asked_.Unlearn();
  for (; added_.size() > mark; added_.pop_back()) {
    const Added& last = added_.back();
    if (last.before) {
      waiting_.Set(last.key, *last.before);
    } else {
      waiting_.Erase(last.key);
    }
  }
}

void LateEntries::Finish(Txn& txn, std::int64_t head) {
  if (waiting_.size() <= most_) return;
  // After a start more may wait: they are worked off in a while, not at once.
  const std::size_t some = std::max(kSome, 2 * added_.size());
  std::size_t left = std::clamp(waiting_.size() - most_, added_.size(), some);
  left = std::min(left, waiting_.size());
  auto place = waiting_.From(hand_);
  std::vector<KeyMap::Entry> entries;
  entries.reserve(left);
  for (; left > 0; --left, place = waiting_.After(place)) {
    if (place == waiting_.end()) place = waiting_.begin();
    entries.push_back(waiting_.At(place));
  }
  Write(txn, entries);
  next_hand_ = place == waiting_.end() ? Key(kLast, kLast) : waiting_.At(place).key;
  if (since_floor_ + written_.size() >= most_ / kFloorPart) RaiseFloor(txn, head);
}

// On SQLite a statement that may replace has a journal of its own, into which it copies each page
// that it changes; and a key that is in the table already is rare, as is a row that is gone.
void LateEntries::Write(Txn& txn, std::span<const KeyMap::Entry> entries) {
  struct Columns {
    std::vector<std::int64_t> firsts, seconds, positions;
  };
  Columns doubted, there;
  for (const KeyMap::Entry& entry : entries) {
    Columns& columns = entry.value > doubted_ ? there : doubted;
    columns.firsts.push_back(entry.key.first);
    columns.seconds.push_back(entry.key.second);
    columns.positions.push_back(entry.value);
    written_.push_back(entry.key);
  }
  const IntList as_there[] = {{there.seconds}, {there.positions}, {there.firsts}};
  const IntList as_doubted[] = {{doubted.firsts}, {doubted.seconds}, {doubted.positions}};
  std::int64_t added = 0;
  if (!there.firsts.empty()) added += txn.InsertForEach(*index_.add_there, as_there);
  if (!doubted.firsts.empty()) added += txn.InsertForEach(*index_.add, as_doubted);
  if (added == std::ssize(entries)) return;
  for (const KeyMap::Entry& entry : entries) {
    txn.Exec(*index_.replace, entry.key.first, entry.key.second, entry.value);
  }
}

void LateEntries::RaiseFloor(Txn& txn, std::int64_t head) {
  std::int64_t floor = head;
  for (auto place = waiting_.begin(); place != waiting_.end(); place = waiting_.After(place)) {
    floor = std::min(floor, waiting_.At(place).value - 1);
  }
  txn.Exec(kSetFloor, NameOf(index_), std::to_string(floor));
  floor_raised_ = true;
}

void LateEntries::Committed() {
  for (const Key& key : written_) waiting_.Erase(key);
  since_floor_ = floor_raised_ ? 0 : since_floor_ + written_.size();
  EndBatch();
  asked_.Settle();
  hand_ = next_hand_;
}

void LateEntries::RolledBack() {
  TakeBack(0);
  EndBatch();
  next_hand_ = hand_;
}

void LateEntries::EndBatch() {
  written_.clear();
  added_.clear();
  floor_raised_ = false;
}

}  // namespace koine::store
