// Where somebody may search is what would be read, whatever changed.

#include "core/search/seats.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/column_test_util.h"
#include "core/core_test_util.h"
#include "core/search/rows.h"

namespace koine::search {
namespace {

class SeatsOfSearch : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    cache_.busy = 1;
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    for (int i = 0; i < 6; ++i) {
      places_.push_back(Group(ann_, {bob_.value}));
      ASSERT_TRUE(Say(bob_, places_.back(), "first").ok());
    }
  }
  using Ranges = std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>>;
  // Of messages that are there.
  static Ranges RangesOf(const Seats& seats, const Seats& read) {
    Ranges out;
    for (const auto& [id, range] : seats) {
      const auto it = read.find(id);
      const std::int64_t last = it == read.end() ? range.to : it->second.to;
      out[id] = {range.from, std::min(range.to, last)};
    }
    return out;
  }
  // Whether what is kept is what is read; both in one snapshot.
  void Compare(UserId user, int* statements = nullptr) {
    Read([&](store::Txn& txn) {
      core::CountingTxn counting(txn);
      const Seats kept = FindSeats(counting, As(user), &cache_);
      if (statements != nullptr) *statements = counting.statements();
      const Seats read = FindSeats(txn, As(user), nullptr);
      EXPECT_EQ(RangesOf(kept, read), RangesOf(read, read));
      return 0;
    });
  }

  HeadsCache cache_;
  UserId ann_, bob_;
  std::vector<ConversationId> places_;
};
KOINE_ON_BOTH(SeatsOfSearch);

TEST_P(SeatsOfSearch, WhoSearchesAgainReadsWhatChanged) {
  static const store::Sql kClose{"update conversation set status = 1 where id = ?"};
  const int checks = core::kKeptChecks;
  int statements = 0;
  Compare(ann_, &statements);
  EXPECT_EQ(statements, 1);
  EXPECT_FALSE(cache_.kept.Find(ann_)->read) << "most search once";
  Compare(ann_, &statements);
  EXPECT_EQ(statements, 2 + checks) << "seats and conversations";
  EXPECT_TRUE(cache_.kept.Find(ann_)->read);
  ASSERT_TRUE(Say(bob_, places_[2], "more").ok());
  Compare(ann_, &statements);
  EXPECT_EQ(statements, 1 + checks) << "seats";
  Exec(kClose, places_[2]);
  Compare(ann_, &statements);
  EXPECT_EQ(statements, 2 + checks);
  Read([&](store::Txn& txn) {
    EXPECT_EQ(FindSeats(txn, As(ann_), &cache_).size(), places_.size() - 1);
    return 0;
  });
  Compare(ann_, &statements);
  EXPECT_EQ(statements, 1 + checks);
  places_.push_back(Group(bob_, {ann_.value}));
  Compare(ann_, &statements);
  EXPECT_EQ(statements, 2 + checks) << "a new one";
}

TEST_P(SeatsOfSearch, OfFewConversationsNothingIsKept) {
  cache_.busy = places_.size() + 1;
  for (int i = 0; i < 3; ++i) Compare(ann_);
  EXPECT_EQ(cache_.kept.Find(ann_), nullptr);
}

TEST_P(SeatsOfSearch, AreThoseThatAreThere) {
  static const store::Sql kTouch[] = {
      store::Sql{"update conversation set status = ? % 2 where id = ?"},
      store::Sql{"update conversation set min_seq = ? where id = ?"},
      store::Sql{"update conversation set kind = 2 + ? % 4 where id = ?"},
      store::Sql{"update member set state = 1 + ? % 3 where conversation_id = ?"},
      store::Sql{"update member set min_seq = ? where conversation_id = ?"},
      store::Sql{"update member set max_seq = ? where conversation_id = ?"},
  };
  std::mt19937 random(11);
  for (int i = 0; i < 400; ++i) {
    const auto place = places_[random() % places_.size()];
    switch (random() % 8) {
      case 0:
        (void)Say(bob_, place, "more");
        break;
      case 1:
        if (places_.size() < 20) places_.push_back(Group(ann_, {bob_.value}));
        break;
      default:
        Exec(kTouch[random() % std::size(kTouch)], static_cast<std::int64_t>(random() % 6), place);
    }
    Compare(random() % 4 == 0 ? bob_ : ann_);
  }
}

}  // namespace
}  // namespace koine::search
