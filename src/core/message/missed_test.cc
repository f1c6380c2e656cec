#include "core/message/missed.h"

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "core/column_test_util.h"
#include "core/core_test_util.h"

namespace koine::message {
namespace {

using core::kSetRecalled;
using core::Outcome;
using store::Txn;
using Ids = std::vector<std::int64_t>;

const store::Sql kDelete{"update message set deleted_at = 1 where conversation_id = ? and seq = ?"};
const store::Sql kHide{
    "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, created_at) "
    "values (?, 1, ?, ?, ?, 0)"};

// What Bob missed.
class Missed : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    bob_ = AddUser("bob");
    said_.clear();
    places_.clear();
    others_.clear();
    cache_ = std::make_unique<EndsCache>();
  }
  void AddPlaces(int count) {
    for (int i = 0; i < count; ++i) {
      others_.push_back(AddUser("user" + std::to_string(others_.size())));
      places_.push_back(Direct(bob_, others_.back()));
    }
  }
  void SayIn(std::size_t place, bool own = false) {
    clock.Advance(1'000);
    const UserId from = own ? bob_ : others_[place];
    const auto sent = Say(from, places_[place], "m");
    ASSERT_EQ(Outcome(sent), "ok");
    if (!own) said_[sent->id.value] = {place, sent->seq, sent->sent_at};
  }
  // The plain answer, of what was said and not taken from `said_` since.
  Ids Expected(std::int64_t after, std::int64_t since_ms, std::size_t limit) const {
    Ids out;
    for (const auto& [id, one] : said_) {
      const auto read = read_.find(one.place);
      const bool unread = read == read_.end() || one.seq > read->second;
      if (id > after && unread && one.sent_at >= since_ms) out.push_back(id);
    }
    if (out.size() > limit) out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(limit));
    return out;
  }
  Ids Undelivered(std::int64_t after, int limit, std::int64_t since_ms = 0,
                  int* statements = nullptr) {
    return Read([&](Txn& txn) {
      auto ids = [&](Txn& in, EndsCache* busy) {
        Ids out;
        for (const Row& row :
             ListUndelivered(in, As(bob_), MessageId(after), since_ms, limit, busy)) {
          out.push_back(row.message.id.value);
        }
        return out;
      };
      core::CountingTxn counting(txn);
      Ids out = ids(counting, cache_.get());
      if (statements != nullptr) *statements = counting.statements();
      EXPECT_EQ(out, ids(txn, nullptr));
      return out;
    });
  }
  bool OnSqlite() const { return GetParam() == store::Engine::kSqlite; }

  struct Said {
    std::size_t place = 0;
    std::int64_t seq = 0, sent_at = 0;
  };
  UserId bob_;
  std::vector<UserId> others_;
  std::vector<ConversationId> places_;
  std::map<std::int64_t, Said> said_;
  std::map<std::size_t, std::int64_t> read_;
  std::unique_ptr<EndsCache> cache_;
};
KOINE_ON_BOTH(Missed);

TEST_P(Missed, IsUnreadOfOthersAfterAPosition) {
  AddPlaces(2);
  for (const std::size_t place : {0, 0, 1, 1, 0}) SayIn(place);
  SayIn(0, true);
  Ids all;
  for (const auto& [id, one] : said_) all.push_back(id);
  EXPECT_EQ(Undelivered(0, 100), all);
  EXPECT_EQ(Undelivered(0, 2), (Ids{all[3], all[4]}));
  EXPECT_EQ(Undelivered(all[1], 100), (Ids{all[2], all[3], all[4]}));
  EXPECT_EQ(Undelivered(all[4], 100), Ids{});
  EXPECT_EQ(Undelivered(0, 100, said_[all[4]].sent_at), Ids{all[4]});
  ASSERT_EQ(Outcome(MarkRead(bob_, places_[0], 2)), "ok");
  EXPECT_EQ(Undelivered(0, 100), (Ids{all[2], all[3], all[4]}));
  Exec(kSetRecalled, kStartMs, places_[1], 1);
  EXPECT_EQ(Undelivered(0, 100), (Ids{all[3], all[4]}));
}

TEST_P(Missed, InManyConversationsIsReadAtOnce) {
  AddPlaces(60);
  for (std::size_t i = 0; i < places_.size(); ++i) SayIn(i);
  int statements = 0;
  EXPECT_EQ(Undelivered(0, 1'000, 0, &statements), Expected(0, 0, 1'000));
  EXPECT_LE(statements, 4 + core::kKeptChecks);  // the ends, those behind, and fifty runs each
  EXPECT_EQ(Undelivered(said_.rbegin()->first, 1'000, 0, &statements), Ids{});
  EXPECT_EQ(statements, OnSqlite() ? core::kKeptChecks : 1);
}

// Runs longer than what is read of them at first, with gaps in them, in more conversations than
// are read at once.
TEST_P(Missed, IsWhatIsThere) {
  std::mt19937 dice{20261128};
  auto upto = [&dice](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(dice);
  };
  AddPlaces(55);
  for (int i = 0; i < 400; ++i) SayIn(upto(4) > 0 ? upto(3) : upto(55), upto(5) == 0);
  for (int i = 0; i < 80; ++i) {
    if (upto(3) > 0) {  // a whole stretch of one is gone
      const auto it = std::next(said_.begin(), static_cast<std::ptrdiff_t>(upto(said_.size())));
      const ConversationId place = places_[it->second.place];
      switch (upto(3)) {
        case 0:
          Exec(kSetRecalled, kStartMs, place, it->second.seq);
          break;
        case 1:
          Exec(kDelete, place, it->second.seq);
          break;
        default:
          Exec(kHide, bob_, place, it->second.seq, kTenant);
      }
      said_.erase(it);
    } else {
      const std::size_t place = upto(55);
      const auto seq = static_cast<std::int64_t>(1 + upto(4));
      ASSERT_EQ(Outcome(MarkRead(bob_, places_[place], seq)), "ok");
      const auto summary = Summary(bob_, places_[place]);
      if (summary) read_[place] = summary->member.read_seq;
    }
    const auto at = std::next(said_.begin(), static_cast<std::ptrdiff_t>(upto(said_.size())));
    const std::int64_t after = upto(2) == 0 ? 0 : at->first;
    const std::int64_t since_ms = upto(2) == 0 ? 0 : at->second.sent_at;
    for (const int limit : {1, 20, 1'000}) {
      ASSERT_EQ(Undelivered(after, limit, since_ms),
                Expected(after, since_ms, static_cast<std::size_t>(limit)))
          << i << ": after " << after << ", since " << since_ms << ", " << limit;
    }
  }
}

// It is not what somebody wrote who writes much.
TEST_P(Missed, IsTheNewestOfAll) {
  AddPlaces(60);
  for (int i = 0; i < 3; ++i) {
    for (std::size_t place = 1; place < places_.size(); ++place) SayIn(place);
    for (int n = 0; n < 100; ++n) SayIn(0);
  }
  for (const int limit : {1, 50, 150, 200, 450, 1'000}) {
    EXPECT_EQ(Undelivered(0, limit), Expected(0, 0, static_cast<std::size_t>(limit))) << limit;
  }
}

TEST_P(Missed, OfALongRunWhoseEndIsGoneIsWhatStandsBefore) {
  AddPlaces(1);
  for (int i = 0; i < 100; ++i) SayIn(0);
  for (int seq = 41; seq <= 100; ++seq) {
    Exec(kDelete, places_[0], seq);
    said_.erase(std::prev(said_.end()));
  }
  EXPECT_EQ(Undelivered(0, 1'000), Expected(0, 0, 1'000));
  EXPECT_EQ(Undelivered(0, 1'000).size(), 40U);
}

TEST_P(Missed, IsAlsoWhatCameSinceItWasAskedFor) {
  AddPlaces(20);
  for (std::size_t place = 0; place < places_.size(); ++place) SayIn(place);
  static const store::Sql kSetState{
      "update member set state = ? where conversation_id = ? and user_id = ?"};
  Exec(kSetState, 2, places_[4], bob_);
  const std::int64_t after = said_.rbegin()->first;
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(Undelivered(after, 100), Ids{});
    clock.Advance(1'000);
    Exec(kSetState, 1, places_[5], bob_);  // the batch from which on changes are noted
  }
  SayIn(3);
  EXPECT_EQ(Undelivered(after, 100), Expected(after, 0, 100));
  Exec(kSetState, 1, places_[4], bob_);
  SayIn(4);
  EXPECT_EQ(Undelivered(after, 100), Expected(after, 0, 100));
  AddPlaces(1);
  SayIn(20);
  EXPECT_EQ(Undelivered(after, 100), Expected(after, 0, 100));
  EXPECT_EQ(Expected(after, 0, 100).size(), 3U);
}

class MissedOfRandomRows : public Missed {};
INSTANTIATE_TEST_SUITE_P(Sqlite, MissedOfRandomRows, testing::Values(store::Engine::kSqlite));

// Each column of the tables of a seat, also one of some day that nobody thought of.
TEST_P(MissedOfRandomRows, IsWhatIsRead) {
  static const store::Sql kColumns{KOINE_COLUMNS_OF("'conversation', 'member'")};
  std::deque<core::ColumnSetter> setters;
  Read([&](Txn& txn) {
    core::ReadColumns(txn, kColumns, &setters);
    return 0;
  });
  ASSERT_GT(setters.size(), 50U);
  std::mt19937 dice{20261128};
  int shown = 0, kept = 0;
  for (int round = 0; round < 5 && !HasFailure(); ++round) {
    for (const auto& column : setters) {
      TearDown();
      SetUp();
      AddPlaces(12);
      for (std::size_t place = 0; place < places_.size(); ++place) SayIn(place);
      const std::int64_t after = said_.rbegin()->first;
      for (const std::size_t place : {0, 1, 2, 3, 0, 1}) SayIn(place);
      for (int step = 0; step < 4; ++step) {
        SCOPED_TRACE(column.name());
        shown += Undelivered(after, 100).empty() ? 0 : 1;
        const auto before = cache_->Find(bob_);
        static_cast<void>(Write([&](Txn& txn) -> Status {
          column.SetAny(txn, dice);
          return Ok();
        }));
        Undelivered(after, 100);
        const auto now = cache_->Find(bob_);
        kept += before != nullptr && now != nullptr && before->all == now->all ? 1 : 0;
      }
      if (HasFailure()) break;
    }
  }
  EXPECT_GT(shown, 500);
  EXPECT_GT(kept, 500);
}

}  // namespace
}  // namespace koine::message
