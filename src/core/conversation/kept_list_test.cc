// Lists that are kept are what would be read, whatever changed.

#include "core/conversation/kept_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/column_test_util.h"
#include "core/conversation/list.h"
#include "core/core_test_util.h"
#include "core/message/send.h"

namespace koine::conversation {
namespace {

using Rows = std::map<std::int64_t, Summary>;

class KeptLists : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    cache_ = std::make_unique<SummariesCache>(1, 1 << 20);
    others_.clear();
    places_.clear();
    ann_ = AddUser("ann");
    for (int i = 0; i < 8; ++i) {
      const UserId other = AddUser("user" + std::to_string(i));
      others_.push_back(other);
      places_.push_back(Direct(ann_, other));
      places_.push_back(Group(other, {ann_.value, others_[0].value}));
    }
    for (const ConversationId place : places_) {
      ASSERT_TRUE(Say(ann_, place, "first").ok());
    }
  }

  Rows Kept(UserId user, int* statements = nullptr) {
    return Read([&](store::Txn& txn) {
      core::CountingTxn counting(txn);
      Rows out;
      ScanSummaries(counting, As(user), *cache_, [&out](const conversation::Summary& one) {
        out[one.conversation.id.value] = one;
      });
      if (statements != nullptr) *statements = counting.statements();
      return out;
    });
  }
  // Whether what is kept is what is read; both in one snapshot.
  void Compare(UserId user) {
    Read([&](store::Txn& txn) {
      Rows kept, read;
      ScanSummaries(txn, As(user), *cache_, [&kept](const conversation::Summary& one) {
        kept[one.conversation.id.value] = one;
      });
      ScanSummaries(txn, As(user), [&read](const conversation::Summary& one) {
        read[one.conversation.id.value] = one;
      });
      EXPECT_EQ(kept.size(), read.size());
      for (const auto& [id, one] : read) {
        EXPECT_TRUE(kept.contains(id) && kept[id] == one) << "conversation " << id;
      }
      return 0;
    });
  }
  bool OnSqlite() const { return GetParam() == store::Engine::kSqlite; }

  std::unique_ptr<SummariesCache> cache_;
  UserId ann_;
  std::vector<UserId> others_;
  std::vector<ConversationId> places_;
};
KOINE_ON_BOTH(KeptLists);

TEST_P(KeptLists, WhoAsksAgainCostsWhatChanged) {
  int statements = 0;
  const Rows first = Kept(ann_, &statements);
  EXPECT_EQ(first.size(), places_.size());
  EXPECT_EQ(statements, 1);
  EXPECT_EQ(Kept(ann_), first);  // the second time it is kept
  EXPECT_EQ(Kept(ann_, &statements), first);
  const int look = OnSqlite() ? 0 : 1;  // at the versions of all rows
  const int checks = OnSqlite() ? core::kKeptChecks : 0;
  EXPECT_EQ(statements, look + checks);
  ASSERT_TRUE(Say(others_[3], places_[6], "more").ok());
  Kept(ann_);
  const auto before = cache_->kept.Find(ann_)->rows;
  ASSERT_TRUE(Say(others_[3], places_[6], "again").ok());
  const Rows then = Kept(ann_, &statements);
  EXPECT_EQ(statements, look + 1 + checks);
  EXPECT_EQ(then.at(places_[6].value).unread, 2);
  // All others are those of before.
  std::set<const conversation::Summary*> same;
  for (const auto& one : *before) same.insert(one.get());
  std::size_t kept = 0;
  for (const auto& one : *cache_->kept.Find(ann_)->rows) kept += same.count(one.get());
  EXPECT_EQ(kept, places_.size() - 1);
}

TEST_P(KeptLists, OfFewConversationsNothingIsKept) {
  cache_->busy = places_.size() + 1;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Kept(ann_).size(), places_.size());
  EXPECT_EQ(cache_->kept.bytes(), 0U);
  EXPECT_EQ(cache_->kept.Find(ann_), nullptr);
}

TEST_P(KeptLists, EachHasTheirOwn) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Kept(ann_).size(), places_.size());
    EXPECT_EQ(Kept(others_[0]).size(), 9U);
    EXPECT_EQ(Kept(others_[1]).size(), 2U);
  }
  const Rows of_ann = Kept(ann_), of_other = Kept(others_[0]);
  EXPECT_EQ(of_ann.at(places_[0].value).peer->id, others_[0]);
  EXPECT_EQ(of_other.at(places_[0].value).peer->id, ann_);
}

TEST_P(KeptLists, NameWhoSpokeAsTheyAreCalledNow) {
  static const store::Sql called{
      "update member set nickname = ? where conversation_id = ? and user_id = ?"};
  static const store::Sql named{"update users set nickname = ? where id = ?"};
  ASSERT_TRUE(Say(others_[0], places_[1], "here").ok());
  for (int i = 0; i < 3; ++i) Kept(ann_);
  const auto name = [this] { return Kept(ann_).at(places_[1].value).last->sender.name; };
  Exec(called, "Bo", places_[1], others_[0]);
  EXPECT_EQ(name(), "Bo");
  Exec(named, "Bob", others_[0]);
  EXPECT_EQ(name(), "Bo");
  EXPECT_EQ(Kept(ann_).at(places_[0].value).peer->name, "Bob");
  Exec(called, "", places_[1], others_[0]);
  EXPECT_EQ(name(), "Bob");
  Compare(ann_);
}

TEST_P(KeptLists, WhoLeftSeesNothingMore) {
  for (int i = 0; i < 3; ++i) Kept(ann_);
  static const store::Sql kLeave{
      "update member set state = 2, left_at = ? where conversation_id = ? and user_id = ?"};
  Exec(kLeave, kStartMs, places_[1], ann_);
  EXPECT_FALSE(Kept(ann_).contains(places_[1].value));
  static const store::Sql kReturn{
      "update member set state = 1 where conversation_id = ? and user_id = ?"};
  Exec(kReturn, places_[1], ann_);
  EXPECT_TRUE(Kept(ann_).contains(places_[1].value));
  const ConversationId come = Direct(ann_, AddUser("new"));
  ASSERT_TRUE(Say(ann_, come, "here").ok());
  EXPECT_TRUE(Kept(ann_).contains(come.value));
  // One that is not listed comes back with what is said there.
  Exec(core::kSetHidden, 1, places_[2], ann_);
  EXPECT_FALSE(Kept(ann_).contains(places_[2].value));
  ASSERT_TRUE(Say(others_[1], places_[2], "back").ok());
  EXPECT_TRUE(Kept(ann_).contains(places_[2].value));
  Compare(ann_);
}

const store::Sql kColumns{KOINE_COLUMNS_OF(
    "'conversation', 'member', 'message', 'message_mark', 'mention', 'contact', 'users'")};
const store::Sql kHide{
    "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, created_at) "
    "values (?, ?, ?, ?, ?, 0) on conflict do nothing"};
const store::Sql kMention{
    "insert into mention (conversation_id, seq, user_id, tenant_id, by_id, at) values "
    "(?, ?, ?, ?, ?, 0) on conflict do nothing"};
const store::Sql kContact{
    "insert into contact (owner_id, peer_id, tenant_id, remark, group_name, pinned_at, "
    "add_source, operator_id, created_at) values (?, ?, ?, 'Bobby', 'g', 0, 2, 0, 0) "
    "on conflict do nothing"};
const store::Sql kForget[] = {store::Sql("delete from message_mark where seq % 2 = ?"),
                              store::Sql("delete from mention where seq % 2 = ?"),
                              store::Sql("delete from contact where peer_id % 2 = ?")};
const store::Sql kToAll{"update message set mention_all = 1 where conversation_id = ? and seq > 1"};
const store::Sql kSaysAll{"update conversation set all_mention_seq = last_seq where id = ?"};

// Any row of the tables of a list, changed at random.
class KeptListsOfRandomRows : public KeptLists {
 protected:
  void SetUp() override {
    KeptLists::SetUp();
    for (std::size_t i = 0; i < others_.size(); ++i) {
      ASSERT_TRUE(Say(others_[i], places_[2 * i + 1], "to all").ok());
      Exec(kToAll, places_[2 * i + 1]);
      Exec(kSaysAll, places_[2 * i + 1]);
    }
    if (!setters_.empty()) return;
    Read([this](store::Txn& txn) {
      core::ReadColumns(txn, kColumns, &setters_);
      return 0;
    });
  }
  std::size_t Upto(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(dice_);
  }
  template <class T>
  const auto& Any(const T& all) {
    return all[Upto(all.size())];
  }
  // What may not be, as a key that is there already, is refused.
  template <class... A>
  void Try(const store::Sql& sql, A... args) {
    static_cast<void>(Write([&](store::Txn& txn) -> Status {
      txn.Exec(sql, args...);
      return Ok();
    }));
  }
  void Act() {
    const UserId other = Any(others_);
    const ConversationId place = Any(places_);
    const auto seq = static_cast<std::int64_t>(1 + Upto(4));
    switch (Upto(12)) {
      case 0:
        static_cast<void>(Say(Upto(2) == 0 ? ann_ : other, place, "text"));
        return;
      case 1:
        return Try(kHide, ann_, Upto(2) == 0 ? 1 : 4, place, seq, kTenant);
      case 2:
        return Try(kMention, place, seq, ann_, kTenant, other);
      case 3:
        return Try(kContact, ann_, other, kTenant);
      case 4:
        return Try(kForget[Upto(3)], static_cast<int>(Upto(2)));
      default:
        SetAny();
    }
  }
  void SetAny() {
    const core::ColumnSetter& column = Any(setters_);
    last_ = column.name();
    static_cast<void>(Write([&](store::Txn& txn) -> Status {
      column.SetAny(txn, dice_);
      return Ok();
    }));
  }

  std::mt19937 dice_{20261128};
  std::deque<core::ColumnSetter> setters_;
  std::string last_;
};
KOINE_ON_BOTH(KeptListsOfRandomRows);

// Also what is read of a row some day and nobody thought of: every column of every table.
TEST_P(KeptListsOfRandomRows, AreWhatIsRead) {
  ASSERT_GT(setters_.size(), 100U);
  int kept = 0;
  const int steps = OnSqlite() ? 20'000 : 4'000;
  for (int step = 1; step <= steps && !HasFailure(); ++step) {
    if (step % 100 == 0) {  // much of it hides what is shown
      TearDown();
      SetUp();
    }
    clock.Advance(1'000);
    last_.clear();
    Act();
    SCOPED_TRACE(std::to_string(step) + " " + last_);
    const auto before = cache_->kept.Find(ann_);
    Compare(ann_);
    const auto after = cache_->kept.Find(ann_);
    const bool had = before != nullptr && before->rows != nullptr && after != nullptr;
    if (had && after->rows == before->rows) ++kept;
  }
  EXPECT_GT(kept, steps / 20);
}

}  // namespace
}  // namespace koine::conversation
