#include "core/message/receipt.h"

#include <gtest/gtest.h>

#include <set>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/membership.h"
#include "core/message/read.h"
#include "core/message/revise.h"

namespace koine::message {
namespace {

using core::Outcome;
using event::ConversationRead;
using store::Sql;

const Sql kSetMemberCount{"update conversation set member_count = ? where id = ?"};
const Sql kHideHistory{"update conversation set history_for_new = 0 where id = ?"};

// Ann's group with Bob and Cat; its first line has the seq 1.
class Receipts : public core::TrioOnBothTest {
 protected:
  MessageId Ask(UserId from, bool receipt = true) {
    SendIn in;
    in.body = body::Text{"m"};
    in.receipt = receipt;
    const auto sent = Send(from, group_, in);
    EXPECT_EQ(Outcome(sent), "ok");
    return sent.ok() ? sent->id : MessageId();
  }
  // What the last reading told, as "seq:read" and "!" where all have.
  std::vector<std::string> Told() {
    std::vector<std::string> out;
    for (const core::Heard& heard : TakeEvents()) {
      const auto* read = heard.As<ConversationRead>();
      if (read == nullptr) continue;
      out.clear();
      for (const event::Receipt& one : read->receipts) {
        out.push_back(std::to_string(one.seq) + ":" + std::to_string(one.read) +
                      (one.all ? "!" : ""));
      }
    }
    return out;
  }
  std::vector<std::string> Reads(UserId who, std::int64_t seq) {
    TakeEvents();
    EXPECT_EQ(Outcome(MarkRead(who, group_, seq)), "ok");
    return Told();
  }
  int StatementsToRead(UserId who, std::int64_t seq) {
    int statements = 0;
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  core::CountingTxn counting(txn);
                  KOINE_TRY(const auto place, access::Member::Open(counting, As(who), group_));
                  KOINE_CHECK(message::MarkRead(counting, place, seq));
                  statements = counting.statements();
                  return Ok();
                }).ok());
    return statements;
  }
  Readings::Count CountOf(std::int64_t seq, UserId sender) {
    return Read([&](store::Txn& txn) {
      const std::int64_t groups[] = {group_.value};
      return Readings(txn, kTenant, groups).Of(group_, seq, sender);
    });
  }
};
KOINE_ON_BOTH(Receipts);

using Lines = std::vector<std::string>;

TEST_P(Receipts, TellWhoHasReadOfThoseWhoAskedOnly) {
  const MessageId first = Ask(ann_);  // 2
  Ask(ann_, false);                   // 3
  Ask(bob_);                          // 4
  EXPECT_EQ(Reads(cat_, 3), Lines{"2:1"});
  EXPECT_EQ(Reads(cat_, 4), Lines{"4:1"});
  EXPECT_EQ(Reads(bob_, 4), Lines{"2:2!"});  // bob's own is none of the messages that bob read
  EXPECT_EQ(Reads(ann_, 4), Lines{"4:2!"});
  EXPECT_EQ(Reads(ann_, 4), Lines{});
  TakeEvents();
  Ask(ann_);  // 5
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 5)), "ok");
  const auto heard = TakeEvents();
  const auto& event = *heard.back().event;
  EXPECT_TRUE(event.to_members);
  const auto* read = heard.back().As<ConversationRead>();
  ASSERT_NE(read, nullptr);
  ASSERT_EQ(read->receipts.size(), 1u);
  EXPECT_EQ(read->receipts[0].message, read->last_id);
  EXPECT_NE(read->receipts[0].message, first);
}

TEST_P(Receipts, WhatWasReadBeforeIsNotToldAgain) {
  Ask(ann_);  // 2
  Ask(ann_);  // 3
  EXPECT_EQ(Reads(bob_, 3), (Lines{"2:1", "3:1"}));
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::Member::Open(txn, As(bob_), group_));
                return MarkUnread(txn, place, 2);
              }).ok());
  EXPECT_EQ(Reads(bob_, 3), Lines{});
  EXPECT_EQ(CountOf(3, ann_).read, 1);
}

TEST_P(Receipts, RecalledMessagesHaveNone) {
  const MessageId gone = Ask(ann_);  // 2
  Ask(ann_);                         // 3
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::Message::Open(txn, As(ann_), gone));
                return message::Recall(txn, place);
              }).ok());
  EXPECT_EQ(Reads(bob_, 3), Lines{"3:1"});
}

// Who came later may not read what was written before, or is shown as one who has (core/group).
TEST_P(Receipts, NewcomersAreNotCountedForWhatTheyCannotRead) {
  ASSERT_EQ(Exec(kHideHistory, group_), 1);
  Ask(ann_);  // 2
  const UserId dan = AddUser("dan");
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto owner, access::GroupOwner::Open(txn, As(ann_), group_));
                KOINE_CHECK(group::AddMembers(txn, owner, {dan.value}));
                return Ok();
              }).ok());  // 3: its line
  Ask(ann_);             // 4
  EXPECT_EQ(CountOf(2, ann_).read, 0);
  EXPECT_EQ(Reads(bob_, 4), (Lines{"2:1", "4:1"}));
  EXPECT_EQ(Reads(cat_, 4), (Lines{"2:2!", "4:2"}));
  EXPECT_EQ(Reads(dan, 4), Lines{"4:3!"});
}

TEST_P(Receipts, WhoLeftIsNotWaitedFor) {
  Ask(ann_);  // 2
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(cat_), group_));
                return group::LeaveGroup(txn, place);
              }).ok());
  EXPECT_EQ(Reads(bob_, 2), Lines{"2:1!"});
}

TEST_P(Receipts, CostNothingWhereNobodyAsked) {
  Ask(ann_, false);  // 2
  const int plain = StatementsToRead(bob_, 2);
  Ask(ann_);  // 3
  EXPECT_GT(StatementsToRead(bob_, 3), plain);
  Ask(ann_, false);  // 4
  EXPECT_EQ(StatementsToRead(bob_, 4), plain);
}

TEST_P(Receipts, AreTheNewestOfManyInOneReadingAndTakeNoStatementEach) {
  Ask(ann_);  // 2
  const int one = StatementsToRead(bob_, 2);
  for (int i = 0; i < event::kReceiptsMax + 5; ++i) Ask(ann_);  // 3 …
  const std::int64_t last = event::kReceiptsMax + 7;
  TakeEvents();
  EXPECT_EQ(StatementsToRead(bob_, last), one);
  const Lines told = Told();
  ASSERT_EQ(told.size(), static_cast<std::size_t>(event::kReceiptsMax));
  EXPECT_EQ(told.front(), std::to_string(last - event::kReceiptsMax + 1) + ":1");
  EXPECT_EQ(told.back(), std::to_string(last) + ":1");
}

TEST_P(Receipts, AreForSmallerGroups) {
  SendIn in;
  in.body = body::Text{"m"};
  in.receipt = true;
  ASSERT_EQ(Exec(kSetMemberCount, kReadMarkMembersMax + 1, group_), 1);
  EXPECT_EQ(Outcome(Send(ann_, group_, in)), "BadState:receipt");
  ASSERT_EQ(Exec(kSetMemberCount, kReadMarkMembersMax, group_), 1);
  EXPECT_EQ(Outcome(Send(ann_, group_, in)), "ok");
  // One that has grown since tells of none.
  ASSERT_EQ(Exec(kSetMemberCount, kReadMarkMembersMax + 1, group_), 1);
  EXPECT_EQ(Reads(bob_, 2), Lines{});
  EXPECT_EQ(CountOf(2, ann_).read, 0);
}

TEST_P(Receipts, BetweenTwoAreNotKept) {
  SendIn in;
  in.body = body::Text{"m"};
  in.receipt = true;
  const ConversationId direct = Direct(ann_, bob_);
  ASSERT_EQ(Outcome(Send(ann_, direct, in)), "ok");
  TakeEvents();
  ASSERT_EQ(Outcome(MarkRead(bob_, direct, 1)), "ok");
  EXPECT_EQ(Told(), Lines{});
}

// Whoever is last knows it: none of the counts is lost, and one alone says that all have read.
TEST_P(Receipts, OfManyReadersAtOnceCountEachOnce) {
  constexpr int kReaders = 24;
  std::vector<std::int64_t> users;
  for (int i = 0; i < kReaders; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  group_ = Group(ann_, users);
  for (int i = 0; i < 3; ++i) Ask(ann_);  // 2, 3, 4
  TakeEvents();
  // Without the key that keeps commands of a conversation apart.
  core::OnThreads(kReaders, [&](int i) {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  KOINE_TRY(const auto place,
                            access::Member::Open(txn, As(UserId(users[i])), group_));
                  return message::MarkRead(txn, place, 4);
                }).ok());
  });
  std::map<std::int64_t, std::set<std::int64_t>> counts;
  std::int64_t last = 0;
  for (const core::Heard& heard : TakeEvents()) {
    const auto* read = heard.As<ConversationRead>();
    if (read == nullptr) continue;
    for (const event::Receipt& one : read->receipts) {
      EXPECT_TRUE(counts[one.seq].insert(one.read).second) << one.seq << " " << one.read;
      EXPECT_EQ(one.all, one.read == kReaders);
      // In the order of the log they rise.
      if (one.seq == 4) {
        EXPECT_EQ(one.read, ++last);
      }
    }
  }
  EXPECT_EQ(counts.size(), 3u);
  for (const auto& [seq, seen] : counts) EXPECT_EQ(seen.size(), std::size_t{kReaders}) << seq;
}

}  // namespace
}  // namespace koine::message
