#include "core/history/replay.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/event/codec.h"
#include "core/event/event.h"
#include "core/message/revise.h"

namespace koine::history {
namespace {

using core::Outcome;

class Replay : public core::PairOnBothTest {
 protected:
  void SetUp() override {
    PairOnBothTest::SetUp();
    group_ = Group(ann_, {bob_.value});
    TakeEvents();
    from_ = store().head() + 1;
  }
  std::vector<store::Entry> ReadBack() {
    return Read([&](store::Txn& txn) { return ReadLog(txn, from_, store().head()); });
  }
  // What was published since SetUp and what the log says are the same.
  void ExpectSame() {
    const auto heard = TakeEvents();
    std::vector<store::Entry> read = ReadBack();
    std::vector<core::Heard> logged;
    for (const core::Heard& one : heard) {
      if (one.position > 0) logged.push_back(one);
    }
    ASSERT_FALSE(logged.empty());
    ASSERT_EQ(read.size(), logged.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
      const auto& event = *static_cast<const event::Event*>(read[i].object.get());
      EXPECT_EQ(read[i].position, logged[i].position);
      EXPECT_EQ(event.tenant, logged[i].event->tenant);
      EXPECT_EQ(event.at, logged[i].event->at);
      EXPECT_EQ(event::Encode(event), event::Encode(*logged[i].event));
    }
  }
  message::SendIn Text(std::string text, std::string client_id = "") {
    message::SendIn in;
    in.body = body::Text{std::move(text)};
    in.client_id = std::move(client_id);
    return in;
  }

  ConversationId group_;
  std::int64_t from_ = 0;
};
KOINE_ON_BOTH(Replay);

TEST_P(Replay, TellsOfMessagesAsTheyWerePublished) {
  auto first = Send(bob_, direct_, Text("one", "c-1"));
  ASSERT_TRUE(first.ok());
  message::SendIn reply = Text("two");
  reply.reply_to = first->id;
  ASSERT_TRUE(Send(ann_, direct_, reply).ok());
  message::SendIn named = Text("three");
  named.mentions = {bob_.value};
  ASSERT_TRUE(Send(ann_, group_, named).ok());
  named.mentions = {};
  named.mention_all = true;
  ASSERT_TRUE(Send(ann_, group_, named).ok());
  ExpectSame();
}

TEST_P(Replay, TellsOfReadingsInBothKindsOfConversations) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Say(bob_, direct_, "text").ok());
  message::SendIn receipt = Text("text");
  receipt.receipt = true;
  ASSERT_TRUE(Send(ann_, group_, receipt).ok());
  ASSERT_EQ(Outcome(MarkRead(ann_, direct_, 3)), "ok");
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 2)), "ok");
  ExpectSame();
}

TEST_P(Replay, TellsOfChangesAtTheirOwnPosition) {
  auto sent = Say(bob_, direct_, "text");
  ASSERT_TRUE(sent.ok());
  const auto taken = Write([&](store::Txn& txn) -> Status {
    KOINE_TRY(const auto place, access::Message::Open(txn, As(bob_), sent->id));
    KOINE_CHECK(message::Recall(txn, place));
    return Ok();
  });
  ASSERT_TRUE(taken.ok());
  const auto heard = TakeEvents();
  const auto read = ReadBack();
  ASSERT_EQ(read.size(), 2u);
  ASSERT_EQ(heard.size(), 2u);
  EXPECT_EQ(read[1].position, heard[1].position);
  const auto& event = *static_cast<const event::Event*>(read[1].object.get());
  EXPECT_EQ(event::Encode(event), event::Encode(*heard[1].event));
}

TEST_P(Replay, TellsOfFriendsAndGroups) {
  const UserId cat = AddUser("cat");
  Befriend(ann_, cat);
  Group(cat, {ann_.value});
  ExpectSame();
}

TEST_P(Replay, ReadsOnlyWhatIsAskedFor) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Say(bob_, direct_, "text").ok());
  const auto read = Read([&](store::Txn& txn) { return ReadLog(txn, from_ + 1, from_ + 1); });
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].position, from_ + 1);
  const auto none = Read([&](store::Txn& txn) { return ReadLog(txn, from_ + 10, from_ + 20); });
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace koine::history
