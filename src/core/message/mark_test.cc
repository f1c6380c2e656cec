#include "core/message/mark.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/membership.h"
#include "core/message/missed.h"

namespace koine::message {
namespace {

using core::Outcome;
using message::PageOf;

constexpr PageOf kAll{PageOf::Kind::kBefore, MessageId(), 100};

class Marks : public core::PairOnBothTest {
 protected:
  void SetUp() override {
    PairOnBothTest::SetUp();
    for (int i = 1; i <= 3; ++i) {
      auto sent = Say(ann_, direct_, "m" + std::to_string(i));
      ASSERT_EQ(Outcome(sent), "ok");
      ids_.push_back(sent->id.value);
    }
    TakeEvents();
  }
  std::string TryHide(UserId who, std::vector<std::int64_t> ids) {
    return Outcome(Write([&](store::Txn& txn) { return HideMessages(txn, As(who), ids); }));
  }
  std::string TryKeep(UserId who, std::int64_t id, const std::string& tags = "") {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Message::Open(txn, As(who), MessageId(id)));
      return AddFavourite(txn, place, "r", tags);
    }));
  }
  std::vector<std::int64_t> Seqs(UserId who) {
    auto list = List(who, direct_, kAll);
    EXPECT_TRUE(list.ok());
    std::vector<std::int64_t> out;
    for (const auto& item : *list) out.push_back(item.row.message.seq);
    return out;
  }
  std::vector<FavouriteRow> Kept(UserId who, const FavouriteFilter& filter = {}) {
    return Read([&](store::Txn& txn) {
      const auto rows = ListFavourites(txn, As(who), filter, 100, 0);
      EXPECT_EQ(CountFavourites(txn, As(who), filter), static_cast<std::int64_t>(rows.size()));
      return rows;
    });
  }
  using Numbers = std::vector<std::int64_t>;
  Numbers ids_;
};

TEST_P(Marks, HiddenIsGoneForOneOnly) {
  EXPECT_EQ(Unread(bob_, direct_), 3);
  EXPECT_EQ(TryHide(bob_, {ids_[2]}), "ok");
  EXPECT_EQ(Seqs(bob_), (Numbers{1, 2}));
  EXPECT_EQ(Seqs(ann_), (Numbers{1, 2, 3}));
  EXPECT_EQ(Summary(bob_, direct_)->last->message.seq, 2);
  EXPECT_EQ(Summary(ann_, direct_)->last->message.seq, 3);
  EXPECT_EQ(Unread(bob_, direct_), 2);
  EXPECT_EQ(Read([&](store::Txn& txn) { return conversation::TotalUnread(txn, As(bob_)); }), 2);
  const auto late = Read([&](store::Txn& txn) {
    return message::ListUndelivered(txn, As(bob_), MessageId(), 0, 100);
  });
  ASSERT_EQ(late.size(), 2u);
  EXPECT_EQ(TryHide(bob_, {ids_[0], ids_[1]}), "ok");
  EXPECT_FALSE(Summary(bob_, direct_)->last);
  EXPECT_EQ(Unread(bob_, direct_), 0);
}

TEST_P(Marks, HiddenAndRecalledCountsOnce) {
  EXPECT_EQ(TryHide(bob_, {ids_[1]}), "ok");
  Exec(core::kSetRecalled, kStartMs, direct_, 2);
  EXPECT_EQ(Unread(bob_, direct_), 2);
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 2)), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 1);
}

TEST_P(Marks, HidingTellsTheUserAloneOncePerConversation) {
  const ConversationId group = Group(ann_, {bob_.value});
  auto other = Say(ann_, group, "g");
  ASSERT_TRUE(other.ok());
  TakeEvents();
  EXPECT_EQ(TryHide(bob_, {ids_[0], other->id.value, ids_[2], 999'999}), "ok");
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 2u);
  for (const auto& one : heard) {
    EXPECT_FALSE(one.event->to_members);
    EXPECT_EQ(one.event->users, std::vector<UserId>{bob_});
    ASSERT_NE(one.As<event::MessagesDeleted>(), nullptr);
    EXPECT_FALSE(one.As<event::MessagesDeleted>()->for_all);
  }
  EXPECT_EQ(heard[0].As<event::MessagesDeleted>()->messages.size() +
                heard[1].As<event::MessagesDeleted>()->messages.size(),
            3u);
  EXPECT_EQ(TryHide(bob_, {ids_[0]}), "MessageNotFound");
  EXPECT_EQ(TryHide(AddUser("sam"), {ids_[0]}), "MessageNotFound");
  EXPECT_EQ(TryHide(bob_, Numbers(kHideMax + 1, ids_[0])), "BadArgument:messageIds");
}

TEST_P(Marks, AHiddenMessageHasNoDoor) {
  EXPECT_EQ(TryHide(bob_, {ids_[0]}), "ok");
  EXPECT_EQ(TryKeep(bob_, ids_[0]), "MessageNotFound");
  EXPECT_EQ(TryKeep(ann_, ids_[0]), "ok");
}

TEST_P(Marks, TagsAreTrimmedAndDistinct) {
  EXPECT_EQ(NormalTags(" a, b ,,a"), ",a,b,");
  EXPECT_EQ(NormalTags(" , "), "");
  EXPECT_EQ(ShownTags(",a,b,"), "a,b");
  EXPECT_EQ(ShownTags(""), "");
}

TEST_P(Marks, FavouritesAreKeptOnceAndListedNewestFirst) {
  EXPECT_EQ(TryKeep(bob_, ids_[0], "work,home"), "ok");
  EXPECT_EQ(TryKeep(bob_, ids_[0]), "Conflict:favourite");
  clock.Advance(1);
  EXPECT_EQ(TryKeep(bob_, ids_[1], "homework"), "ok");
  const auto all = Kept(bob_);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].message.seq, 2);
  EXPECT_EQ(all[1].conversation_name, "Nann");
  EXPECT_TRUE(all[1].visible);
  EXPECT_EQ(Kept(bob_, {ConversationId(), "home"}).size(), 1u);
  EXPECT_EQ(Kept(bob_, {direct_, ""}).size(), 2u);
  EXPECT_EQ(Kept(bob_, {ConversationId(1), ""}).size(), 0u);
  EXPECT_TRUE(Kept(ann_).empty());
  const auto list = List(bob_, direct_, kAll);
  EXPECT_TRUE(list.value()[0].row.favourite);
  EXPECT_FALSE(list.value()[2].row.favourite);
  EXPECT_FALSE(List(ann_, direct_, kAll).value()[0].row.favourite);
}

TEST_P(Marks, AFavouriteOutlivesTheRightToReadIt) {
  EXPECT_EQ(TryKeep(bob_, ids_[0]), "ok");
  EXPECT_EQ(TryKeep(bob_, ids_[1]), "ok");
  const ConversationId group = Group(ann_, {bob_.value});
  auto sent = Say(ann_, group, "g");
  ASSERT_TRUE(sent.ok());
  EXPECT_EQ(TryKeep(bob_, sent->id.value), "ok");
  Exec(core::kSetRecalled, kStartMs, direct_, 1);
  EXPECT_EQ(TryHide(bob_, {ids_[1]}), "ok");
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(bob_), group));
                return group::LeaveGroup(txn, place);
              }).ok());
  for (const FavouriteRow& row : Kept(bob_)) EXPECT_FALSE(row.visible) << row.message.seq;
  const auto drop = [&](UserId who) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const Favourite favourite, Favourite::Open(txn, As(who), sent->id));
      return RemoveFavourite(txn, favourite);
    }));
  };
  EXPECT_EQ(drop(ann_), "NotFound:favourite") << "of another";
  EXPECT_EQ(drop(bob_), "ok");
  EXPECT_EQ(drop(bob_), "NotFound:favourite");
  EXPECT_EQ(Kept(bob_).size(), 2u);
}

TEST_P(Marks, OneOfManyKeepsWins) {
  std::atomic<int> won{0};
  core::OnThreads(4, [&](int) {
    if (TryKeep(bob_, ids_[0]) == "ok") ++won;
  });
  EXPECT_EQ(won, 1);
}

KOINE_ON_BOTH(Marks);

}  // namespace
}  // namespace koine::message
