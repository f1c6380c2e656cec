#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/random.h"
#include "store/kept.h"
#include "store/shared.h"
#include "store/sql.h"

namespace koine::store {

class Changes;      // change_log.h
struct ChangeKind;  // the same
class LateEntries;
struct LateIndex;

// A table whose rows carry positions (`message`, `event`). Its key column is the position, which
// the store gives; the caller supplies the other columns in order. `insert` names all columns,
// position first, and ends with `{values …}` (store/sql_text.h): SQLite gets row after row,
// PostgreSQL one array per column. `columns` states the type of each further column.
struct LogTable {
  const char* name;
  const Sql* insert;
  std::vector<Param::Kind> columns;
};

// What a transaction wants published after its commit. `object` is opaque to the store (core/event
// owns the type); rows carry a position, transient things do not (0).
struct Entry {
  std::int64_t position = 0;
  std::shared_ptr<const void> object;
};

// A sequence of ids leased in blocks: such ids do not follow time (design 4).
struct IdSequence {
  const char* name;    // row in id_block
  std::int64_t first;  // the first id ever given
};

// One transaction, as a verb sees it. Lives for one call, on one thread.
//
// Failures of the engine (disk full, lost connection, deadlock) do not reach the verb: the
// transaction becomes failed(), further statements do nothing and answer with no rows, and the
// executor throws the verb's result away, reruns the command or reports the failure. So a verb
// need not check statements; it must only not loop until an answer comes.
class Txn {
 public:
  using RowFn = std::function<void(const Row&)>;

  virtual ~Txn() = default;
  Txn() = default;
  Txn(const Txn&) = delete;
  Txn& operator=(const Txn&) = delete;

  // Runs a statement; calls `row`, if given, for each row of the answer. Returns the number of rows
  // changed (insert, update, delete) or read.
  virtual std::int64_t Run(const Sql& sql, std::span<const Param> params, const RowFn* row) = 0;

  // Runs a statement without reading rows; returns the number of rows changed.
  template <class... A>
  std::int64_t Exec(const Sql& sql, const A&... args) {
    const Param params[sizeof...(A) + 1] = {Param(args)...};
    return Run(sql, std::span<const Param>(params, sizeof...(A)), nullptr);
  }
  // Runs a statement whose answer the caller does not need: its number of rows stays unknown. An
  // error of it fails the transaction as any other would, but failed() may tell only after a later
  // statement, or not before the executor ends the command. Statements keep their order.
  template <class... A>
  void ExecSoon(const Sql& sql, const A&... args) {
    const Param params[sizeof...(A) + 1] = {Param(args)...};
    RunSoon(sql, std::span<const Param>(params, sizeof...(A)));
  }
  // What ExecSoon calls; parameters may die after the call. Runs at once unless the engine gains
  // by not waiting.
  virtual void RunSoon(const Sql& sql, std::span<const Param> params) { Run(sql, params, nullptr); }
  // Runs a statement for each place of lists of one length, as ExecSoon: PostgreSQL once, with the
  // lists as its parameters, SQLite for place after place, with the integers there. The statement
  // has a text for each engine.
  virtual void RunSoonForEach(const Sql& sql, std::span<const IntList> lists);
  // Runs "insert or ignore … select … from … where …" once for all places of lists of one length,
  // and says how many rows it added: those that are missing are to be added one by one. None but
  // SQLite's writer can.
  virtual std::int64_t InsertForEach(const Sql& /*sql*/, std::span<const IntList> /*lists*/) {
    return 0;
  }
  // Calls row(const Row&) for every row.
  template <class F, class... A>
  std::int64_t Each(const Sql& sql, F&& row, const A&... args) {
    const Param params[sizeof...(A) + 1] = {Param(args)...};
    const RowFn fn = std::ref(row);
    return Run(sql, std::span<const Param>(params, sizeof...(A)), &fn);
  }
  // The first row through `read` (a function from const Row& to a value), nothing without a row.
  template <class F, class... A>
  auto First(const Sql& sql, F&& read, const A&... args)
      -> std::optional<decltype(read(std::declval<const Row&>()))> {
    std::optional<decltype(read(std::declval<const Row&>()))> out;
    auto take = [&](const Row& row) {
      if (!out) out.emplace(read(row));
    };
    Each(sql, take, args...);
    return out;
  }
  // All rows through `read`.
  template <class F, class... A>
  auto All(const Sql& sql, F&& read, const A&... args)
      -> std::vector<decltype(read(std::declval<const Row&>()))> {
    std::vector<decltype(read(std::declval<const Row&>()))> out;
    auto take = [&](const Row& row) { out.push_back(read(row)); };
    Each(sql, take, args...);
    return out;
  }

  // Runs reads that need nothing of each other, one after the other, or so that what they ask goes
  // to the server at once and comes back at once (reads on PostgreSQL): each step aside at its
  // statements. They change nothing, and hold no lock while they run a statement.
  virtual void Together(std::initializer_list<std::function<void()>> reads) {
    for (const auto& read : reads) read();
  }

  // Appends a row that carries the next position, and the object to publish with it. Returns the
  // position; provisional (-1 for the first of the command, -2 for the second …) where the engine
  // numbers at the end of the batch. The row may not be read back in the same command.
  // REQUIRES: writable()
  virtual std::int64_t Append(const LogTable& table, std::span<const Param> columns,
                              std::shared_ptr<const void> object) = 0;
  // The entries of an index that is written late; null where a statement finds them (PostgreSQL,
  // and reads).
  virtual LateEntries* Late(const LateIndex& /*index*/) { return nullptr; }
  // Publishes `object` once after the commit (after the snapshot, in a read) without a position.
  virtual void PublishTransient(std::shared_ptr<const void> object) = 0;

  // Rows that earlier commands of the same batch appended cannot be read yet. A command that misses
  // one asks this before it has changed anything. True: it runs again once they can be read; it
  // returns at once, and what it returns is not looked at. False: there is nothing to wait for.
  virtual bool RunAfterBatch() { return false; }

  // What the commands of this batch know together of kind P, a Shared with a `static const
  // SharedKind kKind`; null where each asks for itself (reads; a batch of one command, one that
  // runs again because a command in it failed, and on SQLite one of which few are about the same).
  template <class P>
  P* Share() {
    return static_cast<P*>(SharedOf(P::kKind));
  }
  // What Share calls.
  virtual Shared* SharedOf(const SharedKind& /*kind*/) { return nullptr; }
  // Whether the command may note a change in what it shares; from then on it has changed something.
  // False in a transaction that failed, or where the command is only tried.
  virtual bool MayNote() { return false; }

  // What is remembered over batches of kind P, a Kept with a `static const KeptKind kKind`; null
  // where nothing is (reads, PostgreSQL). It tells what `instead`, which is not run, would read
  // now.
  template <class P>
  P* Keep(const Sql& instead) {
    return static_cast<P*>(KeptOf(P::kKind, instead));
  }
  // What Keep calls.
  virtual Kept* KeptOf(const KeptKind& /*kind*/, const Sql& /*instead*/) { return nullptr; }
  // What changed lately, for who remembers rows from one read to the next, as long as this
  // transaction; null where that is not told (writes, kinds that PostgreSQL knows nothing of). On
  // PostgreSQL a statement.
  virtual const Changes* FindChanges(const ChangeKind& /*kind*/) { return nullptr; }

  // A new id of the sequence, from a leased block. REQUIRES: writable()
  virtual std::int64_t NextId(const IdSequence& sequence) = 0;

  // Writes or replaces the job (kind, key), due at `due_ms`; or cancels it. REQUIRES: writable()
  virtual void PutJob(std::string_view kind, std::string_view key, std::int64_t due_ms,
                      std::string_view payload) = 0;
  virtual void CancelJob(std::string_view kind, std::string_view key) = 0;

  // The last position that is committed in this transaction's snapshot.
  virtual std::int64_t SnapshotPosition() = 0;

  // The time of the command: the same at each call.
  virtual std::int64_t now_ms() const = 0;
  virtual Random& random() = 0;
  virtual bool writable() const = 0;
  virtual bool failed() const = 0;
};

}  // namespace koine::store
