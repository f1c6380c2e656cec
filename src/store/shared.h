#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "store/sql.h"

namespace koine::store {

class Txn;

// What the commands of one batch know together, so that what one of them read is not read again by
// the next, and what each would write is written at once. A noun derives from it and gets its own
// through Txn::Share. It lives as long as its batch, and only its worker touches it. What it tells
// must be what a statement would: before a statement that names one of its tables what was noted is
// written, and after one that may change them nothing counts as known.
class Shared {
 public:
  virtual ~Shared() = default;
  // Reads by few statements all that commands asked for and that was not known. False: there was
  // nothing. Rows that must be locked are locked in the order in which they were asked for.
  virtual bool Load(Txn& txn) = 0;
  // Writes what commands only noted (Txn::MayNote).
  virtual void Flush(Txn& /*txn*/) {}
  // What was read may be other now.
  virtual void Forget() = 0;

 protected:
  // Whether Load comes: commands are only tried (PostgreSQL), and what they ask for is to be kept
  // in mind. Elsewhere whoever asks for something unknown reads it, and tells.
  bool read_ahead() const { return read_ahead_; }

 private:
  friend class SharedParts;
  bool read_ahead_ = false;
};

struct SharedKind {
  std::vector<std::string_view> tables;  // all that it reads or writes
  std::unique_ptr<Shared> (*make)();
};

// Knows which statements name one of some tables; looks into the text of each once.
class TableNames {
 public:
  explicit TableNames(std::vector<std::string_view> tables) : tables_(std::move(tables)) {}
  // `text`: that of the statement for the engine.
  bool AreIn(const Sql& sql, std::string_view text);
  bool AreIn(std::string_view text) const;

 private:
  std::vector<std::string_view> tables_;
  std::vector<char> known_;  // by Sql::index(): 0 not known yet, 'y' or 'n'
};

// All that the batches of one worker share, for its transaction.
class SharedParts {
 public:
  // Tables are looked for in this text of a statement.
  using Text = const char* (Sql::*)() const;
  explicit SharedParts(Text text) : text_(text) {}

  // What the batch before knew is gone. Unless this one `shares`, there is no part.
  void StartBatch(bool shares);
  bool shares() const { return shares_; }
  Shared* Of(const SharedKind& kind);
  // From here to Load commands say what they would read.
  void StartReadingAhead() { read_ahead_ = true; }
  // Reads what was asked for; false if that was nothing.
  bool Load(Txn& txn);
  // Before a statement of a command: flush(shared) for each part of which the statement names a
  // table; if it `changes` something, the part forgets. Nothing in statements of the parts.
  template <class F>
  void Before(const Sql& sql, bool changes, const F& flush) {
    if (own_) return;
    for (Part& part : parts_) {
      if (part.shared == nullptr || !part.names.AreIn(sql, (sql.*text_)())) continue;
      Own(flush, *part.shared);
      if (changes) part.shared->Forget();
    }
  }
  // Runs run(shared) for each, which asks for no other.
  template <class F>
  void ForEach(const F& run) {
    for (Part& part : parts_) {
      if (part.shared != nullptr) Own(run, *part.shared);
    }
  }

 private:
  // A kind that was shared in some batch; `shared` is of this one, if it has any.
  struct Part {
    const SharedKind* kind;
    std::unique_ptr<Shared> shared;
    TableNames names;
  };

  // Runs what runs statements of a part.
  template <class F>
  void Own(const F& run, Shared& shared) {
    struct Ends {
      bool* own;
      ~Ends() { *own = false; }
    } const ends{&own_};
    own_ = true;
    run(shared);
  }

  const Text text_;
  std::vector<Part> parts_;
  bool shares_ = false;
  bool read_ahead_ = false;
  bool own_ = false;  // a part runs statements of its own
};

}  // namespace koine::store
