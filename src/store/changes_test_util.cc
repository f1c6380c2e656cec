#include "store/changes_test_util.h"

#include <gtest/gtest.h>

namespace koine::store {

const Sql kPutCounter{"insert into counter (id, value) values (?, ?)"};
const Sql kAddToCounter{"update counter set value = value + ? where id = ?"};
const Sql kMoveCounter{"update counter set id = id + ? where id = ?"};
const Sql kSumOfCounters{"select coalesce(sum(value), 0){::bigint} from counter"};

void ChangesTest::Do(const std::function<void(Txn&)>& fn, Status outcome) {
  const auto done = store().WriteAndWait({"do"}, [&](Txn& txn) -> Status {
    fn(txn);
    return outcome;
  });
  EXPECT_EQ(done.ok(), outcome.ok());
}

std::optional<ChangesTest::Keys> ChangesTest::Told(const ChangeKind& kind) {
  return Look(mark_, kind, &mark_);
}

std::optional<ChangesTest::Keys> ChangesTest::ToldSince(std::int64_t mark, const ChangeKind& kind) {
  return Look(mark, kind, &mark);
}

std::int64_t ChangesTest::Mark(const ChangeKind& kind) {
  std::int64_t out = -1;
  Look(out, kind, &out);
  return out;
}

std::optional<ChangesTest::Keys> ChangesTest::Look(std::int64_t since, const ChangeKind& kind,
                                                   std::int64_t* mark) {
  std::optional<Keys> out;
  const auto read = [&](Txn& txn) {
    const Changes* const changes = txn.FindChanges(kind);
    if (changes == nullptr) return;
    changes->Listen();
    std::vector<ChangedKey> keys;
    if (changes->Since(kind, since, &keys)) {
      out.emplace();
      for (const ChangedKey& one : keys) {
        EXPECT_EQ(one.table, 0U);
        EXPECT_EQ(one.key[1], 0);
        out->insert(one.key[0]);
      }
    }
    *mark = changes->mark();
  };
  EXPECT_TRUE(store().ReadNow("told", read).ok());
  return out;
}

}  // namespace koine::store
