#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "store/change_log.h"
#include "store/store_test_util.h"

namespace koine::store {

extern const Sql kPutCounter;    // (id, value)
extern const Sql kAddToCounter;  // (value, id)
extern const Sql kMoveCounter;   // (by, id)
extern const Sql kSumOfCounters;

// What is told of rows that changed, on either engine.
class ChangesTest : public StoreTest {
 protected:
  using Keys = std::set<std::int64_t>;

  void Do(const std::function<void(Txn&)>& fn, Status outcome = Ok());
  // The changes since the last call, whose keys have one column; nothing where they are not known.
  std::optional<Keys> Told(const ChangeKind& kind);
  // As Told, since that mark.
  std::optional<Keys> ToldSince(std::int64_t mark, const ChangeKind& kind);
  // Of what is read now.
  std::int64_t Mark(const ChangeKind& kind);

  std::int64_t mark_ = -1;

 private:
  std::optional<Keys> Look(std::int64_t since, const ChangeKind& kind, std::int64_t* mark);
};

}  // namespace koine::store
