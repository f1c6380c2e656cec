#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/message/read.h"

namespace koine::message {
namespace {

using core::Outcome;

class Readers : public core::TrioOnBothTest {
 protected:
  void SetUp() override { TrioOnBothTest::SetUp(); }
  MessageId Sent(UserId who, const std::string& text) {
    auto sent = Say(who, group_, text);
    EXPECT_EQ(Outcome(sent), "ok");
    return sent->id;
  }
  Result<ReadDetail> Detail(UserId who, MessageId id) {
    return Read([&](store::Txn& txn) -> Result<ReadDetail> {
      KOINE_TRY(const auto place, access::Message::Open(txn, As(who), id));
      return FindReaders(txn, place);
    });
  }
  void Unread(UserId who, std::int64_t seq) {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  KOINE_TRY(const auto place, access::Member::Open(txn, As(who), group_));
                  return MarkUnread(txn, place, seq);
                }).ok());
  }
  std::int64_t Left(UserId who) { return World::Unread(who, group_); }
};

// The time is that of the first reading that reached the message.
TEST_P(Readers, AreTheOthersWithTheTimeOfTheFirstReading) {
  const MessageId first = Sent(ann_, "a");   // seq 2
  const MessageId second = Sent(ann_, "b");  // seq 3
  clock.Advance(1000);
  const std::int64_t early = clock.NowMs();
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 2)), "ok");
  clock.Advance(1000);
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 3)), "ok");
  auto detail = Detail(ann_, first);
  ASSERT_TRUE(detail.ok());
  ASSERT_EQ(detail->readers.size(), 2u);
  EXPECT_EQ(detail->readers[0].who.id, bob_);
  EXPECT_TRUE(detail->readers[0].read);
  EXPECT_EQ(detail->readers[0].read_at, early);
  EXPECT_FALSE(detail->readers[1].read);
  EXPECT_EQ(detail->readers[1].read_at, 0);
  auto later = Detail(ann_, second);
  ASSERT_TRUE(later.ok());
  EXPECT_EQ(later->readers[0].read_at, early + 1000);
  EXPECT_EQ(Outcome(Detail(bob_, first)), "NotYourMessage");
  EXPECT_EQ(Outcome(Detail(AddUser("sam"), first)), "MessageNotFound");
}

TEST_P(Readers, MarkingUnreadCountsOthersAgainAndKeepsReceipts) {
  const MessageId first = Sent(ann_, "a");  // seq 2
  Sent(bob_, "b");
  Sent(ann_, "c");
  Sent(bob_, "d");
  Sent(cat_, "e");  // seq 6
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 6)), "ok");
  const int unread[] = {0, 0, 3, 2, 2, 1, 1};  // of others, from seq i on
  for (std::int64_t seq = 6; seq >= 2; --seq) {
    Unread(bob_, seq);
    EXPECT_EQ(Left(bob_), unread[seq]) << seq;
  }
  Unread(bob_, 6);  // unread as it is
  EXPECT_EQ(Left(bob_), 3);
  EXPECT_TRUE(Detail(ann_, first)->readers[0].read);
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 4)), "ok");
  EXPECT_EQ(Left(bob_), 1);
}

TEST_P(Readers, ForwardsTakeTheContentOnly) {
  const MessageId id = Sent(ann_, "a");
  auto forward = [&](UserId who, MessageId of) {
    return Read([&](store::Txn& txn) -> Result<SendIn> {
      KOINE_TRY(const auto place, access::Message::Peek(txn, As(who), of));
      return ForwardOf(txn, place);
    });
  };
  auto draft = forward(bob_, id);
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(draft->forwarded_from, id);
  EXPECT_EQ(body::Preview(draft->body), "a");
  const auto list = List(ann_, group_, {PageOf::Kind::kBefore, MessageId(), 10});
  EXPECT_EQ(Outcome(forward(ann_, list.value()[0].row.message.id)), "BadArgument:message_type");
  Exec(core::kSetRecalled, kStartMs, group_, 2);
  EXPECT_EQ(Outcome(forward(bob_, id)), "AlreadyRecalled");
}

KOINE_ON_BOTH(Readers);

}  // namespace
}  // namespace koine::message
