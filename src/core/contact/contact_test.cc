#include "core/contact/contact.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/core_test_util.h"

namespace koine::contact {
namespace {

using core::Outcome;
using event::ContactAction;

class Contacts : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    TakeEvents();
  }
  Result<Requested> Ask(UserId from, UserId to, std::string remark = "",
                        std::string group_name = "") {
    return Write([&](store::Txn& txn) {
      return SendRequest(txn, As(from), {to, "it is me", group_name, remark});
    });
  }
  Status Answer(UserId who, RequestId id, bool approve, std::string remark = "") {
    return Write([&](store::Txn& txn) { return AnswerRequest(txn, As(who), id, approve, remark); });
  }
  Status Part(UserId who, UserId peer) {
    return Write([&](store::Txn& txn) { return Remove(txn, As(who), peer); });
  }
  std::vector<Contact> Of(UserId owner) {
    return Read([&](store::Txn& txn) { return ListContacts(txn, kTenant, owner, 100); });
  }
  std::vector<RequestRow> Received(UserId user, bool all) {
    return Read([&](store::Txn& txn) {
      return ListReceived(txn, kTenant, user, all, txn.now_ms() - kRequestExpiresMs, 100);
    });
  }
  bool Friends(UserId a, UserId b) {
    return Read([&](store::Txn& txn) { return FindEdges(txn, kTenant, a, b).friends(); });
  }
  // Notices "friends now" in the pair's conversation.
  std::int64_t Greetings(UserId a, UserId b) {
    auto id = Read([&](store::Txn& txn) { return conversation::FindDirect(txn, kTenant, a, b); });
    if (!id) return 0;
    return Summary(a, *id)->conversation.last_seq;
  }
  UserId ann_, bob_, cid_;
};
KOINE_ON_BOTH(Contacts);

TEST_P(Contacts, ARequestWaitsForItsReceiver) {
  auto asked = Ask(ann_, bob_, "Bobby", "work");
  ASSERT_TRUE(asked.ok());
  EXPECT_FALSE(asked->approved);
  EXPECT_FALSE(Friends(ann_, bob_));
  const auto rows = Received(bob_, false);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].request.id, asked->id);
  EXPECT_EQ(rows[0].request.message, "it is me");
  EXPECT_EQ(rows[0].from.id, ann_);
  EXPECT_TRUE(Received(ann_, true).empty());
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto* told = events[0].As<event::ContactEvent>();
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->action, ContactAction::kRequested);
  EXPECT_EQ(told->request, asked->id);
  EXPECT_EQ(told->from.id, ann_);
  EXPECT_EQ(told->to.id, bob_);
  EXPECT_EQ(events[0].event->users, (std::vector<UserId>{bob_, ann_}));
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{bob_});
}

TEST_P(Contacts, RequestsThatCannotBe) {
  EXPECT_EQ(Outcome(Ask(ann_, ann_)), "SelfTarget:contact");
  EXPECT_EQ(Outcome(Ask(ann_, UserId(77))), "UserNotFound:target");
  EXPECT_EQ(Outcome(Ask(ann_, AddUser("far", kOtherTenant))), "UserNotFound:target");
  EXPECT_EQ(Outcome(Ask(UserId(77), ann_)), "UserNotFound:sender");
  ASSERT_EQ(Outcome(Ask(ann_, bob_)), "ok");
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "RequestPending");
  Block(cid_, ann_);
  EXPECT_EQ(Outcome(Ask(ann_, cid_)), "BlockedByPeer");
  Exec(core::kSetUserState, 3, 0, cid_);
  EXPECT_EQ(Outcome(Ask(ann_, cid_)), "UserNotFound:target");
}

TEST_P(Contacts, ApprovalMakesBothFriends) {
  auto asked = Ask(ann_, bob_, "Bobby", "work");
  ASSERT_TRUE(asked.ok());
  TakeEvents();
  clock.Advance(10);
  ASSERT_EQ(Outcome(Answer(bob_, asked->id, true, "Annie")), "ok");
  EXPECT_TRUE(Friends(ann_, bob_));
  auto mine = Of(ann_);
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].peer.id, bob_);
  EXPECT_EQ(mine[0].remark, "Bobby");
  EXPECT_EQ(mine[0].group_name, "work");
  mine = Of(bob_);
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].remark, "Annie");
  EXPECT_EQ(mine[0].group_name, kDefaultGroup);
  EXPECT_TRUE(Received(bob_, false).empty());
  const auto rows = Received(bob_, true);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].request.status, RequestStatus::kApproved);
  EXPECT_EQ(rows[0].request.handled_at, kStartMs + 10);
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "AlreadyFriends");
  EXPECT_EQ(Outcome(Ask(bob_, ann_)), "AlreadyFriends");

  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 3u);
  const auto* told = events[0].As<event::ContactEvent>();
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->action, ContactAction::kApproved);
  EXPECT_EQ(told->from.id, ann_);
  EXPECT_EQ(events[0].event->users, (std::vector<UserId>{ann_, bob_}));
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{ann_});
  ASSERT_NE(events[1].As<event::ConversationAdded>(), nullptr);
  EXPECT_EQ(events[1].event->users.size(), 2u);
  const auto* line = events[2].As<event::MessageCreated>();
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(body::Preview(line->message.body), "你们已成为好友，现在可以开始聊天了");
  // Both have the conversation in their lists, with nothing unread.
  const ConversationId id = events[2].event->place.id;
  for (const UserId user : {ann_, bob_}) {
    EXPECT_EQ(Read([&](store::Txn& txn) {
                return conversation::ListSummaries(txn, kTenant, user, 10).size();
              }),
              1u);
    EXPECT_EQ(Unread(user, id), 0);
  }
}

TEST_P(Contacts, RefusalIsFinalForThisRequestOnly) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  TakeEvents();
  ASSERT_EQ(Outcome(Answer(bob_, asked->id, false)), "ok");
  EXPECT_FALSE(Friends(ann_, bob_));
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].As<event::ContactEvent>()->action, ContactAction::kRejected);
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{ann_});
  EXPECT_EQ(Outcome(Answer(bob_, asked->id, true)), "RequestHandled");
  auto again = Ask(ann_, bob_);
  ASSERT_TRUE(again.ok());
  EXPECT_NE(again->id, asked->id);
  EXPECT_EQ(Outcome(Answer(bob_, asked->id, true)), "RequestNotFound");
  EXPECT_EQ(Outcome(Answer(bob_, again->id, true)), "ok");
  EXPECT_TRUE(Friends(ann_, bob_));
}

TEST_P(Contacts, OnlyTheReceiverAnswers) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  EXPECT_EQ(Outcome(Answer(cid_, asked->id, true)), "RequestNotFound");
  EXPECT_EQ(Outcome(Answer(ann_, asked->id, true)), "Forbidden:request");
  EXPECT_EQ(Outcome(Answer(bob_, RequestId(999), true)), "RequestNotFound");
  EXPECT_FALSE(Friends(ann_, bob_));
}

TEST_P(Contacts, AskingWhoHasAskedIsApproval) {
  auto first = Ask(ann_, bob_, "Bobby");
  ASSERT_TRUE(first.ok());
  auto second = Ask(bob_, ann_, "Annie");
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->approved);
  EXPECT_EQ(second->id, first->id);
  EXPECT_TRUE(Friends(ann_, bob_));
  EXPECT_EQ(Outcome(Answer(bob_, first->id, true)), "RequestHandled");
  EXPECT_EQ(Of(ann_)[0].remark, "Bobby");
  EXPECT_EQ(Of(bob_)[0].remark, "Annie");
}

TEST_P(Contacts, BothAskingAtOnceBecomeFriendsOnce) {
  std::atomic<int> waiting = 0;
  std::atomic<int> approved = 0;
  core::OnThreads(2, [&](int i) {
    auto asked = i == 0 ? Ask(ann_, bob_) : Ask(bob_, ann_);
    ASSERT_EQ(Outcome(asked), "ok");
    ++(asked->approved ? approved : waiting);
  });
  EXPECT_EQ(waiting, 1);
  EXPECT_EQ(approved, 1);
  EXPECT_TRUE(Friends(ann_, bob_));
  EXPECT_EQ(Of(ann_).size(), 1u);
  EXPECT_EQ(Greetings(ann_, bob_), 1);
}

TEST_P(Contacts, AnsweringFromManyDevicesBefriendsOnce) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  std::atomic<int> done = 0;
  core::OnThreads(8, [&](int) {
    auto out = Answer(bob_, asked->id, true);
    if (out.ok()) ++done;
    if (!out.ok()) {
      EXPECT_EQ(Outcome(out), "RequestHandled");
    }
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(Greetings(ann_, bob_), 1);
}

TEST_P(Contacts, ARequestExpires) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  clock.Advance(kRequestExpiresMs - 1);
  EXPECT_EQ(Received(bob_, false).size(), 1u);
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "RequestPending");
  clock.Advance(1);
  EXPECT_TRUE(Received(bob_, false).empty());
  EXPECT_EQ(Outcome(Answer(bob_, asked->id, true)), "RequestHandled");
  // The other's own request is a new one, not an approval.
  auto reverse = Ask(bob_, ann_);
  ASSERT_TRUE(reverse.ok());
  EXPECT_FALSE(reverse->approved);
}

TEST_P(Contacts, WaitingRequestsAreLimitedEachWay) {
  policy.pending_requests_max = 2;
  const UserId dan = AddUser("dan");
  const UserId eve = AddUser("eve");
  const UserId fay = AddUser("fay");
  ASSERT_EQ(Outcome(Ask(ann_, bob_)), "ok");
  auto second = Ask(ann_, cid_);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(Outcome(Ask(ann_, dan)), "BadState:requests_full");
  ASSERT_EQ(Outcome(Ask(dan, bob_)), "ok");
  EXPECT_EQ(Outcome(Ask(eve, bob_)), "BadState:requests_full");
  // An answer makes room; so does time.
  ASSERT_EQ(Outcome(Answer(cid_, second->id, false)), "ok");
  EXPECT_EQ(Outcome(Ask(ann_, fay)), "ok");
  clock.Advance(kRequestExpiresMs);
  EXPECT_EQ(Outcome(Ask(eve, bob_)), "ok");
}

TEST_P(Contacts, RemovalIsForBothAndLeavesTheConversation) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  ASSERT_EQ(Outcome(Answer(bob_, asked->id, true)), "ok");
  TakeEvents();
  ASSERT_EQ(Outcome(Part(bob_, ann_)), "ok");
  EXPECT_TRUE(Of(ann_).empty());
  EXPECT_TRUE(Of(bob_).empty());
  EXPECT_EQ(Outcome(Part(bob_, ann_)), "NotFriends");
  EXPECT_EQ(Outcome(Part(ann_, bob_)), "NotFriends");
  EXPECT_EQ(Outcome(Part(ann_, UserId(77))), "NotFriends");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].As<event::ContactEvent>()->action, ContactAction::kRemoved);
  EXPECT_EQ(events[0].event->users, (std::vector<UserId>{bob_, ann_}));
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{ann_});
  EXPECT_EQ(Outcome(Say(ann_, Direct(ann_, bob_), "still here")), "ok");
  // Friendship needs a new request.
  auto again = Ask(ann_, bob_);
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->approved);
}

TEST_P(Contacts, ARemarkIsOnesOwn) {
  Befriend(ann_, bob_);
  TakeEvents();
  auto change = [&](UserId who, UserId peer, std::optional<std::string> remark,
                    std::optional<std::string> group_name) {
    return Write([&](store::Txn& txn) { return Change(txn, As(who), peer, remark, group_name); });
  };
  ASSERT_EQ(Outcome(change(ann_, bob_, "Bobby", std::nullopt)), "ok");
  EXPECT_EQ(Of(ann_)[0].remark, "Bobby");
  EXPECT_EQ(Of(ann_)[0].group_name, "g");
  EXPECT_EQ(Of(bob_)[0].remark, "");
  auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].As<event::ContactEvent>()->action, ContactAction::kChanged);
  EXPECT_EQ(events[0].As<event::ContactEvent>()->remark, "Bobby");
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{ann_});
  ASSERT_EQ(Outcome(change(ann_, bob_, "", "family")), "ok");
  EXPECT_EQ(Of(ann_)[0].remark, "");
  EXPECT_EQ(Of(ann_)[0].group_name, "family");
  EXPECT_EQ(Outcome(change(ann_, cid_, "x", std::nullopt)), "NotFriends");
}

TEST_P(Contacts, FriendsAmongSome) {
  Befriend(ann_, bob_);
  const std::vector<std::int64_t> ids = {bob_.value, cid_.value, 999'999};
  EXPECT_EQ(Read([&](store::Txn& txn) { return FriendsAmong(txn, kTenant, ann_, ids); }),
            std::vector<UserId>{bob_});
}

}  // namespace
}  // namespace koine::contact
