// The message on top of a conversation.
#include "core/message/top.h"

#include <gtest/gtest.h>

#include "core/conversation/seat_settings.h"
#include "core/core_test_util.h"
#include "core/event/event.h"

namespace koine::message {
namespace {

using core::Outcome;

class Top : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    group_ = Group(ann_, {bob_.value});
    auto sent = Say(bob_, group_, "one");
    ASSERT_TRUE(sent.ok());
    message_ = sent->id;
    TakeEvents();
  }
  std::string Set(UserId who, ConversationId where, MessageId message) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const access::Member place, access::Member::Open(txn, As(who), where));
      KOINE_CHECK(SetTop(txn, place, message));
      return Ok();
    }));
  }
  std::string Unset(UserId who) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const access::Member place, access::Member::Open(txn, As(who), group_));
      return UnsetTop(txn, place);
    }));
  }
  // The id of the message on top as this member sees it; 0 = none.
  MessageId OnTop(UserId who) {
    return Read([&](store::Txn& txn) {
      auto place = access::Member::Open(txn, As(who), group_);
      if (!place.ok()) return MessageId();
      auto top = FindTop(txn, *place);
      return top ? top->message.id : MessageId();
    });
  }
  UserId ann_, bob_;
  ConversationId group_;
  MessageId message_;
};
KOINE_ON_BOTH(Top);

TEST_P(Top, IsSeenByAllAndToldWithASystemLine) {
  EXPECT_EQ(OnTop(ann_), MessageId());
  ASSERT_EQ(Set(bob_, group_, message_), "ok");
  EXPECT_EQ(OnTop(ann_), message_);
  EXPECT_EQ(OnTop(bob_), message_);
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 2u);
  const auto* line = heard[0].As<event::MessageCreated>();
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(body::NoticeText(std::get<body::Notice>(line->message.body)), "'Nbob'置顶了一条消息");
  const auto* changed = heard[1].As<event::GroupEvent>();
  ASSERT_NE(changed, nullptr);
  EXPECT_EQ(changed->action, event::GroupAction::kTopChanged);
  EXPECT_EQ(changed->text, std::to_string(message_.value));
  EXPECT_TRUE(heard[1].event->to_members);
  EXPECT_EQ(Unread(ann_, group_), 1);  // the line does not count
}

TEST_P(Top, AnotherReplacesItAndTheSameChangesNothing) {
  ASSERT_EQ(Set(bob_, group_, message_), "ok");
  TakeEvents();
  ASSERT_EQ(Set(ann_, group_, message_), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  auto second = Say(bob_, group_, "two");
  ASSERT_TRUE(second.ok());
  ASSERT_EQ(Set(ann_, group_, second->id), "ok");
  EXPECT_EQ(OnTop(bob_), second->id);
}

TEST_P(Top, IsTakenAwayOnce) {
  ASSERT_EQ(Unset(ann_), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  ASSERT_EQ(Set(bob_, group_, message_), "ok");
  TakeEvents();
  ASSERT_EQ(Unset(ann_), "ok");
  EXPECT_EQ(OnTop(bob_), MessageId());
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  ASSERT_NE(heard[0].As<event::GroupEvent>(), nullptr);
  EXPECT_EQ(heard[0].As<event::GroupEvent>()->text, "");
}

TEST_P(Top, OnlyAReadableMessageOfThisConversation) {
  const ConversationId other = Direct(ann_, bob_);
  auto elsewhere = Say(ann_, other, "x");
  ASSERT_TRUE(elsewhere.ok());
  EXPECT_EQ(Set(ann_, group_, elsewhere->id), "MessageNotFound");
  EXPECT_EQ(Set(ann_, group_, MessageId(999'999'999)), "MessageNotFound");
  Exec(core::kSetRecalled, kStartMs, group_, 2);
  EXPECT_EQ(Set(ann_, group_, message_), "AlreadyRecalled");
  EXPECT_EQ(Set(AddUser("cat"), group_, message_), "ConversationNotFound");
}

TEST_P(Top, IsNoWayAroundAMute) {
  Exec(core::kSetMember, kStartMs + 60'000, 0, 1, group_, bob_);
  EXPECT_EQ(Set(bob_, group_, message_), "MemberMuted");
  EXPECT_EQ(Unset(bob_), "MemberMuted");
  Exec(core::kSetMember, 0, 0, 1, group_, bob_);
  Exec(core::kSetGroup, 1, 0, 500, group_);
  EXPECT_EQ(Set(bob_, group_, message_), "GroupMuted");
  EXPECT_EQ(Set(ann_, group_, message_), "ok");
  const ConversationId direct = Direct(ann_, bob_);
  auto sent = Say(ann_, direct, "x");
  ASSERT_TRUE(sent.ok());
  Block(bob_, ann_);
  EXPECT_EQ(Set(ann_, direct, sent->id), "BlockedByPeer");
}

TEST_P(Top, WhoMayNotReadItDoesNotSeeIt) {
  ASSERT_EQ(Set(bob_, group_, message_), "ok");
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const access::Member place, access::Member::Open(txn, As(ann_), group_));
                conversation::Clear(txn, place);
                return Ok();
              }).ok());
  EXPECT_EQ(OnTop(ann_), MessageId());
  EXPECT_EQ(OnTop(bob_), message_);
  static const store::Sql kDeleteForMe{
      "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, created_at) "
      "values (?, 1, ?, 2, ?, 0)"};
  Exec(kDeleteForMe, bob_, group_, kTenant);
  EXPECT_EQ(OnTop(bob_), MessageId());
  const UserId cat = AddUser("cat");
  EXPECT_EQ(OnTop(cat), MessageId());
}

TEST_P(Top, ARecalledOneIsNotShown) {
  ASSERT_EQ(Set(bob_, group_, message_), "ok");
  Exec(core::kSetRecalled, kStartMs, group_, 2);
  EXPECT_EQ(OnTop(ann_), MessageId());
  ASSERT_EQ(Unset(ann_), "ok");
}

// Everybody pins another message at once: one of them stays, each change has its line.
TEST_P(Top, ManyAtOnce) {
  std::vector<MessageId> messages;
  for (int i = 0; i < 8; ++i) messages.push_back(Say(ann_, group_, "m")->id);
  TakeEvents();
  std::vector<std::string> outcomes(8);
  core::OnThreads(8, [&](int n) {
    outcomes[static_cast<std::size_t>(n)] =
        Set(n % 2 == 0 ? ann_ : bob_, group_, messages[static_cast<std::size_t>(n)]);
  });
  EXPECT_EQ(outcomes, std::vector<std::string>(8, "ok"));
  std::string last;
  int lines = 0;
  for (const auto& heard : TakeEvents()) {
    if (const auto* changed = heard.As<event::GroupEvent>()) last = changed->text;
    if (heard.As<event::MessageCreated>() != nullptr) ++lines;
  }
  EXPECT_EQ(lines, 8);
  EXPECT_EQ(std::to_string(OnTop(ann_).value), last);
}

}  // namespace
}  // namespace koine::message
