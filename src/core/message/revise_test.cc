#include "core/message/revise.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/audit/audit.h"
#include "core/change/stream.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/message/revise_rows.h"
#include "core/message/system.h"
#include "core/setting/setting.h"

namespace koine::message {
namespace {

using core::Outcome;
using message::PageOf;

constexpr PageOf kAll{PageOf::Kind::kBefore, MessageId(), 100};

class Revising : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    direct_ = Direct(ann_, bob_);
    group_ = Group(ann_, {bob_.value, cid_.value});
    TakeEvents();
  }
  template <class F>
  Status At(UserId who, MessageId id, F fn) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Message::Open(txn, As(who), id));
      return fn(txn, place);
    });
  }
  std::string TryRecall(UserId who, MessageId id) {
    return Outcome(At(
        who, id, [](store::Txn& txn, const access::Message& place) { return Recall(txn, place); }));
  }
  std::string TryEdit(UserId who, MessageId id, const std::string& text) {
    return Outcome(At(who, id, [&](store::Txn& txn, const access::Message& place) {
      return EditText(txn, place, text);
    }));
  }
  std::string TryDelete(const access::Principal& who, std::vector<std::int64_t> ids) {
    const auto done =
        Write([&](store::Txn& txn) { return DeleteForAll(txn, who, ids, "127.0.0.1"); });
    return done.ok() ? std::to_string(*done) : Outcome(done);
  }
  MessageId Sent(UserId who, ConversationId where, const std::string& text) {
    auto sent = Say(who, where, text);
    EXPECT_EQ(Outcome(sent), "ok");
    return sent->id;
  }
  message::Row RowOf(ConversationId where, std::int64_t seq) {
    return *Read([&](store::Txn& txn) { return message::FindBySeq(txn, kTenant, where, seq); });
  }
  void Set(void (*set)(store::Txn&)) {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  set(txn);
                  return Ok();
                }).ok());
  }
  UserId ann_, bob_, cid_;
  ConversationId direct_, group_;
};

TEST_P(Revising, RecallsUpToTheLastMillisecondOfTheWindow) {
  const MessageId a = Sent(ann_, direct_, "a");
  const MessageId b = Sent(ann_, direct_, "b");
  const std::int64_t sent_at = RowOf(direct_, 1).message.sent_at;
  clock.Advance(sent_at + policy.recall_ms - clock.NowMs());
  EXPECT_EQ(TryRecall(ann_, a), "ok");
  EXPECT_EQ(TryRecall(ann_, a), "AlreadyRecalled");
  const std::int64_t later = RowOf(direct_, 2).message.sent_at;
  clock.Advance(later + policy.recall_ms + 1 - clock.NowMs());
  EXPECT_EQ(TryRecall(ann_, b), "WindowOver:recall");
  policy.recall_ms = 0;
  EXPECT_EQ(TryRecall(ann_, b), "ok");
}

TEST_P(Revising, ARecallKeepsTheBodyAndTellsTheMembersOnce) {
  const MessageId a = Sent(ann_, direct_, "secret");
  TakeEvents();
  EXPECT_EQ(TryRecall(ann_, a), "ok");
  const message::Row row = RowOf(direct_, 1);
  EXPECT_EQ(body::Preview(row.message.body), "secret");
  EXPECT_EQ(row.message.recalled_by, ann_);
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  const auto* event = heard[0].As<event::MessageRecalled>();
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(event->message, a);
  EXPECT_EQ(event->by.id, ann_);
  EXPECT_TRUE(heard[0].event->to_members);
  const auto told = Read([&](store::Txn& txn) { return change::FindTold(txn, *heard[0].event); });
  ASSERT_TRUE(told);
  EXPECT_EQ(told->change.kind, change::Kind::kRecall);
  EXPECT_EQ(told->change.seq, 1);
}

TEST_P(Revising, OnlyOwnMessagesAndNoSystemLines) {
  const MessageId a = Sent(ann_, direct_, "a");
  EXPECT_EQ(TryRecall(bob_, a), "NotYourMessage");
  EXPECT_EQ(TryEdit(bob_, a, "b"), "NotYourMessage");
  EXPECT_EQ(TryRecall(cid_, a), "MessageNotFound");
  const MessageId line = RowOf(group_, 1).message.id;
  EXPECT_EQ(TryRecall(ann_, line), "NotYourMessage:line");
  EXPECT_EQ(TryRecall(bob_, line), "NotYourMessage");
}

TEST_P(Revising, ManagersRecallBelowTheirRankWhereItIsSet) {
  const MessageId a = Sent(bob_, group_, "a");
  const MessageId own = Sent(ann_, group_, "own");
  EXPECT_EQ(TryRecall(ann_, a), "NotYourMessage");
  Set([](store::Txn& txn) { SetRecallOthers(txn, kTenant, true); });
  clock.Advance(24 * 3600 * 1000);
  EXPECT_EQ(TryRecall(cid_, a), "NotYourMessage");
  EXPECT_EQ(TryRecall(bob_, own), "NotYourMessage");
  EXPECT_EQ(TryRecall(ann_, a), "ok");
  EXPECT_EQ(RowOf(group_, 2).message.recalled_by, ann_);
  EXPECT_EQ(TryRecall(ann_, own), "WindowOver:recall");
  Set([](store::Txn& txn) { SetRecallOthers(txn, kTenant, false); });
  policy.recall_others = access::RecallOthers::kAlways;
  const MessageId direct = Sent(bob_, direct_, "x");
  EXPECT_EQ(TryRecall(ann_, direct), "NotYourMessage");
  const MessageId b = Sent(bob_, group_, "b");
  EXPECT_EQ(TryRecall(ann_, b), "ok");
}

TEST_P(Revising, WhoManagesAGroupRecallsHisOwnAtAnyTimeWhereManagersAlwaysMay) {
  policy.recall_others = access::RecallOthers::kAlways;
  const MessageId own = Sent(ann_, group_, "own");
  const MessageId of_member = Sent(bob_, group_, "of a member");
  const MessageId direct = Sent(ann_, direct_, "direct");
  clock.Advance(24 * 3600 * 1000);
  EXPECT_EQ(TryRecall(bob_, of_member), "WindowOver:recall");
  EXPECT_EQ(TryRecall(ann_, direct), "WindowOver:recall");
  EXPECT_EQ(TryRecall(ann_, own), "ok");
}

TEST_P(Revising, TheTenantSetsTheWindow) {
  Set([](store::Txn& txn) { SetRecallMinutes(txn, kTenant, 5); });
  EXPECT_EQ(Read([&](store::Txn& txn) { return RecallMinutes(txn, kTenant, policy); }), 5);
  EXPECT_EQ(Read([&](store::Txn& txn) { return RecallMinutes(txn, kOtherTenant, policy); }), 2);
  const MessageId a = Sent(ann_, direct_, "a");
  const MessageId b = Sent(ann_, direct_, "b");
  clock.Advance(299'000);
  EXPECT_EQ(TryRecall(ann_, a), "ok");
  clock.Advance(2'000);
  EXPECT_EQ(TryRecall(ann_, b), "WindowOver:recall_set");
}

TEST_P(Revising, UnreadAndPreviewForgetWhatIsGone) {
  const MessageId a = Sent(ann_, direct_, "a");
  const MessageId b = Sent(ann_, direct_, "b");
  Sent(bob_, direct_, "c");
  EXPECT_EQ(Unread(bob_, direct_), 2);
  EXPECT_EQ(TryRecall(ann_, a), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 1);
  EXPECT_EQ(Unread(ann_, direct_), 1);
  EXPECT_EQ(TryDelete(AsAdmin(cid_), {a.value, b.value}), "2");
  EXPECT_EQ(Unread(bob_, direct_), 0);
  EXPECT_EQ(Read([&](store::Txn& txn) { return conversation::TotalUnread(txn, As(bob_)); }), 0);
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 3)), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 0);
  Sent(ann_, direct_, "d");
  EXPECT_EQ(Unread(bob_, direct_), 1);
}

TEST_P(Revising, EditsUpToTheLastMillisecondAndKeepsTheOldText) {
  const MessageId a = Sent(ann_, direct_, "one");
  EXPECT_EQ(TryEdit(ann_, a, "two"), "ok");
  EXPECT_EQ(TryEdit(ann_, a, "two"), "ok");  // a retry
  EXPECT_EQ(TryEdit(ann_, a, "three"), "ok");
  const message::Row row = RowOf(direct_, 1);
  EXPECT_EQ(body::Preview(row.message.body), "three");
  EXPECT_GT(row.message.edited_at, 0);
  const auto edits = Write([&](store::Txn& txn) -> Result<std::vector<Edit>> {
    KOINE_TRY(const auto place, access::Message::Open(txn, As(bob_), a));
    return EditHistory(txn, place);
  });
  ASSERT_TRUE(edits.ok());
  ASSERT_EQ(edits->size(), 2u);
  EXPECT_EQ(edits.value()[0].old_body, "one");
  EXPECT_EQ(edits.value()[1].new_body, "three");
  EXPECT_LT(edits.value()[0].edited_at, edits.value()[1].edited_at);
  clock.Advance(row.message.sent_at + policy.edit_ms - clock.NowMs());
  EXPECT_EQ(TryEdit(ann_, a, "four"), "ok");
  clock.Advance(1);
  EXPECT_EQ(TryEdit(ann_, a, "five"), "WindowOver:edit");
}

TEST_P(Revising, EditsTextsOnlyAndTellsOnce) {
  message::SendIn in;
  in.body = body::Image{{"/x.png", "", "", "", 0, 0, 0, 0, 0}};
  auto image = Send(ann_, direct_, in);
  ASSERT_TRUE(image.ok());
  EXPECT_EQ(TryEdit(ann_, image->id, "x"), "WrongKind:edit");
  const MessageId a = Sent(ann_, direct_, "one");
  TakeEvents();
  EXPECT_EQ(TryEdit(ann_, a, "two"), "ok");
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  ASSERT_NE(heard[0].As<event::MessageEdited>(), nullptr);
  EXPECT_EQ(heard[0].As<event::MessageEdited>()->body, "two");
  EXPECT_EQ(TryRecall(ann_, a), "ok");
  EXPECT_EQ(TryEdit(ann_, a, "three"), "AlreadyRecalled:edit");
}

TEST_P(Revising, WhoMayNotWriteMayNotEdit) {
  const MessageId a = Sent(bob_, group_, "a");
  const MessageId b = Sent(bob_, direct_, "b");
  Exec(core::kSetMember, kStartMs * 2, 0, 1, group_, bob_);
  Block(ann_, bob_);
  EXPECT_EQ(TryEdit(bob_, a, "x"), "MemberMuted");
  EXPECT_EQ(TryEdit(bob_, b, "x"), "BlockedByPeer");
  EXPECT_EQ(TryRecall(bob_, a), "ok");
}

TEST_P(Revising, DeletingForAllErasesTellsAndIsNoted) {
  const MessageId a = Sent(ann_, direct_, "one");
  EXPECT_EQ(TryEdit(ann_, a, "two"), "ok");
  TakeEvents();
  EXPECT_EQ(TryDelete(As(ann_), {a.value}), "Forbidden");
  const std::vector<std::int64_t> many(kDeleteForAllMax + 1, 1);
  EXPECT_EQ(TryDelete(AsAdmin(cid_), many), "BadArgument:ids");
  EXPECT_EQ(TryDelete(AsAdmin(cid_), {a.value, 999'999}), "1");
  EXPECT_EQ(TryDelete(AsAdmin(cid_), {a.value}), "MessageNotFound");
  EXPECT_EQ(body::Encode(RowOf(direct_, 1).message.body), "");
  EXPECT_TRUE(
      Read([&](store::Txn& txn) { return ListEdits(txn, kTenant, direct_, 1, 9); }).empty());
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  ASSERT_NE(heard[0].As<event::MessagesDeleted>(), nullptr);
  EXPECT_TRUE(heard[0].As<event::MessagesDeleted>()->for_all);
  EXPECT_EQ(TryRecall(ann_, a), "MessageNotFound");
  auto list = List(bob_, direct_, kAll);
  ASSERT_TRUE(list.ok());
  EXPECT_TRUE(list->empty());
  const auto acts = Read([&](store::Txn& txn) { return audit::ListNewest(txn, kTenant, 1); });
  ASSERT_EQ(acts.size(), 1u);
  EXPECT_EQ(acts[0].target, "message " + std::to_string(a.value));
}

// Whoever comes first decides; the text of a message that is recalled never changes after it, and
// every change has a number of its own.
TEST_P(Revising, RecallAndEditDoNotCross) {
  for (int round = 0; round < 10; ++round) {
    const MessageId a = Sent(ann_, direct_, "old");
    std::string recalled, edited;
    core::OnThreads(2, [&](int i) {
      if (i == 0) recalled = TryRecall(ann_, a);
      if (i == 1) edited = TryEdit(ann_, a, "new");
    });
    EXPECT_EQ(recalled, "ok");
    EXPECT_TRUE(edited == "ok" || edited == "AlreadyRecalled:edit") << edited;
    const message::Row row = RowOf(direct_, round + 1);
    EXPECT_TRUE(row.message.recalled());
    EXPECT_EQ(body::Preview(row.message.body), edited == "ok" ? "new" : "old");
  }
}

TEST_P(Revising, OneOfManyRecallsWins) {
  const MessageId a = Sent(ann_, direct_, "a");
  TakeEvents();
  std::atomic<int> won{0};
  core::OnThreads(6, [&](int) {
    if (TryRecall(ann_, a) == "ok") ++won;
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(TakeEvents().size(), 1u);
}

KOINE_ON_BOTH(Revising);

}  // namespace
}  // namespace koine::message
