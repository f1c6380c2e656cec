#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/result.h"
#include "store/change_log.h"
#include "store/txn.h"

// Which rows changed lately on PostgreSQL, where several nodes write: triggers note it in a table
// (docs/adr/0034-told-by-triggers.md), in the transaction that changes them.
namespace koine::store {

class PgSchema;

// Makes the triggers for all that the program wants to be told of, where they are missing. Those of
// other programs stay: they may be at work beside this one. Within the transaction that migrates.
Status AddTellers(PgSchema& schema);
// Takes away all triggers, also of other programs: a column that one names cannot be changed.
Status RemoveTellers(PgSchema& schema);

// The changes as a read with a snapshot sees them. A mark is the number of the oldest transaction
// that had not ended when the snapshot was taken: whatever is not in it has that number or a higher
// one.
class PgChanges final : public Changes {
 public:
  // A statement, which takes the snapshot if there was none before.
  explicit PgChanges(Txn& txn);
  std::int64_t mark() const override { return mark_; }
  bool Since(const ChangeKind& kind, std::int64_t mark,
             std::vector<ChangedKey>* out) const override;
  void Listen() const override {}  // it is noted, whoever asks
  bool all_told() const override { return false; }

 private:
  Txn& txn_;
  std::int64_t mark_ = 0;
  // What changed before that number is not known any more.
  std::int64_t forgotten_ = std::numeric_limits<std::int64_t>::max();
};

}  // namespace koine::store
