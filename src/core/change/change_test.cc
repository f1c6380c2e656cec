#include "core/change/change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/access/system.h"
#include "core/change/rows.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/message/mark.h"
#include "core/message/revise.h"

namespace koine::change {
namespace {

using core::Heard;
using core::Outcome;
using testing::ElementsAre;

class Changes : public core::PairOnBothTest {
 protected:
  void SetUp() override {
    PairOnBothTest::SetUp();
    group_ = Group(ann_, {bob_.value});
    TakeEvents();
  }
  std::vector<Entry> All(std::int64_t stream) {
    const Range range{stream, 0, 1'000'000};
    return Read([&](store::Txn& txn) { return change::List(txn, kTenant, std::span(&range, 1)); });
  }
  std::int64_t LastOf(ConversationId where) {
    return Read([&](store::Txn& txn) {
      return access::FindConversation(txn, kTenant, where, false)->change_seq;
    });
  }
  std::int64_t OwnOf(UserId user) {
    return Read([&](store::Txn& txn) { return LastOwn(txn, As(user)); });
  }
  std::string TryRecall(UserId who, MessageId id, store::Key key = store::kNoKey) {
    return Outcome(Write(
        [&](store::Txn& txn) -> Status {
          KOINE_TRY(const auto place, access::Message::Open(txn, As(who), id));
          return message::Recall(txn, place);
        },
        key));
  }
  std::string TryHide(UserId who, std::vector<std::int64_t> ids, store::Key key = store::kNoKey) {
    return Outcome(
        Write([&](store::Txn& txn) { return message::HideMessages(txn, As(who), ids); }, key));
  }
  MessageId Sent(UserId who, ConversationId where) {
    auto sent = Say(who, where, "text");
    EXPECT_EQ(Outcome(sent), "ok");
    return sent.ok() ? sent->id : MessageId();
  }
  std::vector<Heard> TakeChanges() {
    std::vector<Heard> out;
    for (Heard& heard : TakeEvents()) {
      if (heard.event->change_seq > 0) out.push_back(std::move(heard));
    }
    return out;
  }
  ConversationId group_;
};
KOINE_ON_BOTH(Changes);

TEST_P(Changes, ALineOfOneIsNoMessage) {
  const MessageId first = Sent(ann_, group_);
  ASSERT_TRUE(first.value > 0);
  TakeEvents();
  const std::int64_t last = LastOf(group_);
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                auto state = access::FindConversation(txn, kTenant, group_, true);
                event::Event event;
                event.tenant = kTenant;
                event.actor = ann_;
                event.payload = event::MemberTold{event::TipKind::kRaised, {ann_, "ann", ""}};
                AppendTip(txn, &*state, bob_, Tip{event::TipKind::kRaised, ""}, std::move(event));
                return Ok();
              }).ok());
  EXPECT_EQ(LastOf(group_), last + 1);
  const auto heard = TakeChanges();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0].event->users, std::vector<UserId>{bob_});
  EXPECT_FALSE(heard[0].event->to_members);
  EXPECT_EQ(heard[0].event->change_seq, last + 1);
  const auto all = All(StreamOf(group_));
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.back().change.kind, Kind::kTip);
  EXPECT_EQ(all.back().change.visible_to, bob_);
  EXPECT_EQ(all.back().position, heard[0].position);
  EXPECT_EQ(json::Parse<Tip>(all.back().change.data)->kind, event::TipKind::kRaised);
}

TEST_P(Changes, AreNumberedInOrderAndTheirEventsSayTheNumber) {
  const MessageId first = Sent(ann_, direct_);
  const MessageId second = Sent(bob_, direct_);
  EXPECT_EQ(TryRecall(ann_, first), "ok");
  EXPECT_TRUE(MarkRead(ann_, direct_, 2).ok());
  EXPECT_EQ(TryRecall(bob_, second), "ok");
  const auto heard = TakeChanges();
  ASSERT_EQ(heard.size(), 3u);
  const auto kept = All(direct_.value);
  ASSERT_EQ(kept.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(heard[i].event->change_seq, static_cast<std::int64_t>(i + 1));
    EXPECT_FALSE(heard[i].event->own_stream);
    EXPECT_TRUE(heard[i].event->to_members);
    EXPECT_EQ(kept[i].number, static_cast<std::int64_t>(i + 1));
    EXPECT_EQ(kept[i].position, heard[i].position);
    EXPECT_EQ(kept[i].at, heard[i].event->at);
  }
  EXPECT_EQ(kept[0].change.kind, Kind::kRecall);
  EXPECT_EQ(kept[0].message, first);
  EXPECT_EQ(kept[0].change.actor, ann_);
  EXPECT_EQ(kept[0].actor_name, "Nann");
  EXPECT_EQ(kept[1].change.kind, Kind::kRead);
  EXPECT_EQ(kept[1].message, MessageId());
  EXPECT_EQ(LastOf(direct_), 3);
}

TEST_P(Changes, AReadingDirectlyAfterAnotherOfTheSameTakesItsPlace) {
  for (int i = 0; i < 4; ++i) Sent(ann_, direct_);
  EXPECT_TRUE(MarkRead(bob_, direct_, 1).ok());
  EXPECT_TRUE(MarkRead(bob_, direct_, 3).ok());
  EXPECT_TRUE(MarkRead(ann_, direct_, 3).ok());
  EXPECT_TRUE(MarkRead(bob_, direct_, 4).ok());
  const auto kept = All(direct_.value);
  ASSERT_EQ(kept.size(), 3u);
  EXPECT_EQ(kept[0].number, 2);
  EXPECT_EQ(kept[0].change.seq, 1);
  EXPECT_EQ(kept[0].change.to_seq, 3);
  EXPECT_EQ(kept[1].number, 3);
  EXPECT_EQ(kept[2].number, 4);
  EXPECT_EQ(kept[2].change.seq, 4);
}

TEST_P(Changes, WhatOneDoesForHimselfIsInHisOwnStream) {
  const MessageId here = Sent(ann_, direct_);
  const MessageId also = Sent(bob_, direct_);
  const MessageId there = Sent(ann_, group_);
  TakeEvents();
  EXPECT_EQ(TryHide(bob_, {here.value, also.value, there.value}), "ok");
  const auto heard = TakeChanges();
  ASSERT_EQ(heard.size(), 2u);
  for (const Heard& one : heard) {
    EXPECT_TRUE(one.event->own_stream);
    EXPECT_FALSE(one.event->to_members);
    EXPECT_THAT(one.event->users, ElementsAre(bob_));
  }
  EXPECT_EQ(OwnOf(bob_), 2);
  EXPECT_EQ(OwnOf(ann_), 0);
  EXPECT_EQ(LastOf(direct_), 0);
  const auto kept = All(StreamOf(bob_));
  ASSERT_EQ(kept.size(), 2u);
  const auto deleted = json::Parse<Deleted>(kept[0].change.data);
  ASSERT_TRUE(deleted.ok());
  EXPECT_EQ(deleted->conversation, direct_);
  EXPECT_THAT(deleted->seqs, ElementsAre(1, 2));
  // Nothing new: what is hidden already.
  EXPECT_EQ(TryHide(bob_, {here.value}), "MessageNotFound");
  EXPECT_EQ(OwnOf(bob_), 2);
}

// Who reads them hears of messages that they may read, of no line of another, and of no other
// user's own stream.
TEST_P(Changes, AreReadByThoseWhomTheyConcern) {
  EXPECT_EQ(TryRecall(ann_, Sent(ann_, group_)), "ok");
  EXPECT_EQ(TryHide(ann_, {Sent(ann_, group_).value}), "ok");
  const std::int64_t last = LastOf(group_);
  const auto read = [&](UserId reader, std::int64_t stream, access::VisibleRange visible) {
    const Range range{stream, 1, 9, visible};
    return Read([&](store::Txn& txn) { return ListFor(txn, As(reader), {&range, 1}).size(); });
  };
  EXPECT_EQ(read(bob_, group_.value, {1, 100}), static_cast<std::size_t>(last));
  EXPECT_EQ(read(bob_, group_.value, {100, 200}), 0u);
  EXPECT_EQ(read(bob_, group_.value, {}), 0u);
  EXPECT_EQ(read(ann_, StreamOf(ann_), {}), 1u);
  EXPECT_EQ(read(bob_, StreamOf(ann_), {1, 100}), 0u);
}

TEST_P(Changes, ManyRangesAreOneStatement) {
  EXPECT_EQ(TryRecall(ann_, Sent(ann_, direct_)), "ok");
  EXPECT_EQ(TryRecall(ann_, Sent(ann_, group_)), "ok");
  EXPECT_EQ(TryHide(ann_, {Sent(ann_, group_).value}), "ok");
  const Range ranges[] = {
      {direct_.value, 1, 9}, {group_.value, 1, 9}, {StreamOf(ann_), 1, 9}, {group_.value, 5, 9}};
  Read([&](store::Txn& txn) {
    core::CountingTxn counting(txn);
    EXPECT_EQ(change::List(counting, kTenant, ranges).size(), 3u);
    EXPECT_EQ(change::List(counting, kOtherTenant, ranges).size(), 0u);
    EXPECT_EQ(counting.statements(), 2);
    return 0;
  });
}

TEST_P(Changes, OldOnesAreForgottenTheirNumbersAreNot) {
  EXPECT_EQ(TryRecall(ann_, Sent(ann_, direct_)), "ok");
  clock.Advance(kKeepMs);
  EXPECT_EQ(TryRecall(ann_, Sent(ann_, direct_)), "ok");
  auto prune = [&](int limit) {
    auto done = Write([&](store::Txn& txn) -> Result<std::int64_t> {
      return Prune(txn, txn.now_ms() - kKeepMs + 1, limit);
    });
    return done.ok() ? *done : -1;
  };
  EXPECT_EQ(prune(10), 1);
  EXPECT_EQ(prune(10), 0);
  const auto kept = All(direct_.value);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].number, 2);
  EXPECT_EQ(LastOf(direct_), 2);
}

// Numbers have no holes and no doubles, and rise with the positions, whoever writes at once.
TEST_P(Changes, ManyWritersAtOnce) {
  constexpr int kThreads = 4;
  constexpr int kEach = 15;
  const ConversationId other = Group(ann_, {bob_.value});
  std::vector<MessageId> recalled, hidden;
  for (int i = 0; i < kThreads * kEach; ++i) {
    recalled.push_back(Sent(ann_, group_));
    hidden.push_back(Sent(bob_, i % 2 == 0 ? group_ : other));
  }
  TakeEvents();
  core::OnThreads(kThreads, [&](int n) {
    for (int i = 0; i < kEach; ++i) {
      const std::size_t at = static_cast<std::size_t>(n * kEach + i);
      // Under different keys, so that different workers meet at the user's stream.
      const store::Key key{static_cast<std::uint64_t>(n + 1)};
      EXPECT_EQ(TryRecall(ann_, recalled[at], key), "ok");
      EXPECT_EQ(TryHide(ann_, {hidden[at].value}, key), "ok");
    }
  });
  const auto heard = TakeChanges();
  ASSERT_EQ(heard.size(), 2u * kThreads * kEach);
  std::int64_t of_group = 0, of_ann = 0, position = 0;
  for (const Heard& one : heard) {
    EXPECT_GT(one.position, position);
    position = one.position;
    std::int64_t& last = one.event->own_stream ? of_ann : of_group;
    EXPECT_EQ(one.event->change_seq, last + 1);
    last = one.event->change_seq;
  }
  EXPECT_EQ(of_group, kThreads * kEach);
  EXPECT_EQ(of_ann, kThreads * kEach);
  EXPECT_EQ(LastOf(group_), of_group);
  EXPECT_EQ(OwnOf(ann_), of_ann);
  std::set<std::int64_t> numbers;
  for (const Entry& entry : All(group_.value)) numbers.insert(entry.number);
  EXPECT_EQ(static_cast<std::int64_t>(numbers.size()), of_group);
}

}  // namespace
}  // namespace koine::change
