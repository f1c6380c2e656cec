#pragma once

#include <memory>
#include <string_view>
#include <vector>

namespace koine::store {

class Txn;

// What the commands of one batch know together, so that what one of them read is not read again by
// the next, and what each would write is written at once (PostgreSQL, where every statement costs a
// turn of the server). A noun derives from it and gets its own through Txn::Share. It lives as long
// as its batch, and only its worker touches it. What it tells must be what a statement would:
// before a statement that names one of its tables what was noted is written, and after one that may
// change them nothing counts as known.
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
};

struct SharedKind {
  std::vector<std::string_view> tables;  // all that it reads or writes
  std::unique_ptr<Shared> (*make)();

  // Whether a statement names one of the tables.
  bool NamedIn(std::string_view sql) const;
};

}  // namespace koine::store
