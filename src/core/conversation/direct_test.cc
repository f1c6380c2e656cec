#include "core/conversation/direct.h"

#include <gtest/gtest.h>

#include <mutex>
#include <set>

#include "core/core_test_util.h"
#include "core/event/event.h"

namespace koine::conversation {
namespace {

using core::kSetHidden;
using core::Outcome;

class DirectConversations : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
  }
  Result<ConversationId> TryOpen(UserId who, UserId peer) {
    return Write([&](store::Txn& txn) { return OpenDirect(txn, As(who), peer); });
  }
  std::size_t Listed(UserId who) {
    return Read([&](store::Txn& txn) { return ListSummaries(txn, As(who), 10).size(); });
  }
  UserId ann_, bob_;
};
KOINE_ON_BOTH(DirectConversations);

TEST_P(DirectConversations, APairHasOne) {
  const ConversationId id = Direct(ann_, bob_);
  EXPECT_EQ(Direct(ann_, bob_), id);
  EXPECT_EQ(Direct(bob_, ann_), id);
  EXPECT_NE(Direct(ann_, AddUser("cid")), id);
  const auto summary = Summary(bob_, id);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->conversation.pair_lo, std::min(ann_, bob_));
  EXPECT_EQ(summary->conversation.pair_hi, std::max(ann_, bob_));
  ASSERT_TRUE(summary->peer);
  EXPECT_EQ(summary->peer->id, ann_);
  EXPECT_EQ(summary->peer->name, "Nann");
}

TEST_P(DirectConversations, NeedAnotherWhoExists) {
  EXPECT_EQ(Outcome(TryOpen(ann_, ann_)), "SelfTarget");
  EXPECT_EQ(Outcome(TryOpen(ann_, UserId(77))), "UserNotFound:receiver");
  EXPECT_EQ(Outcome(TryOpen(UserId(77), ann_)), "UserNotFound:sender");
  EXPECT_EQ(Outcome(TryOpen(ann_, AddUser("far", kOtherTenant))), "UserNotFound:receiver");
  Exec(core::kSetUserState, 3, 0, bob_);
  EXPECT_EQ(Outcome(TryOpen(ann_, bob_)), "UserNotFound:receiver");
}

TEST_P(DirectConversations, ThePeerSeesItWithTheFirstMessage) {
  const ConversationId id = Direct(ann_, bob_);
  EXPECT_EQ(Listed(ann_), 1u);
  EXPECT_EQ(Listed(bob_), 0u);
  auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto* added = events[0].As<event::ConversationAdded>();
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{ann_});
  EXPECT_FALSE(events[0].event->to_members);
  EXPECT_EQ(events[0].event->place.id, id);
  ASSERT_EQ(added->people.size(), 2u);
  EXPECT_EQ(added->people[1].name, "Nbob");
  // Nothing to tell when it is there already.
  Direct(ann_, bob_);
  EXPECT_TRUE(TakeEvents().empty());
  // The peer opens it, too: it is listed for them.
  Direct(bob_, ann_);
  EXPECT_EQ(Listed(bob_), 1u);
  events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{bob_});
}

TEST_P(DirectConversations, AHiddenOneComesBack) {
  const ConversationId id = Direct(ann_, bob_);
  auto sent = Say(ann_, id, "one");
  ASSERT_TRUE(sent.ok());
  EXPECT_EQ(Listed(bob_), 1u);
  Exec(kSetHidden, sent->seq, id, bob_);
  EXPECT_EQ(Listed(bob_), 0u);
  // With the next message …
  ASSERT_TRUE(Say(ann_, id, "two").ok());
  EXPECT_EQ(Listed(bob_), 1u);
  // … or when the peer opens it.
  Exec(kSetHidden, 2, id, bob_);
  EXPECT_EQ(Listed(bob_), 0u);
  TakeEvents();
  EXPECT_EQ(Direct(bob_, ann_), id);
  EXPECT_EQ(Listed(bob_), 1u);
  EXPECT_EQ(TakeEvents().size(), 1u);
}

TEST_P(DirectConversations, BothSidesAtOnceMakeOne) {
  std::mutex mutex;
  std::set<ConversationId> ids;
  core::OnThreads(16, [&](int i) {
    auto id = TryOpen(i % 2 == 0 ? ann_ : bob_, i % 2 == 0 ? bob_ : ann_);
    const std::lock_guard lock(mutex);
    ASSERT_EQ(Outcome(id), "ok");
    ids.insert(*id);
  });
  ASSERT_EQ(ids.size(), 1u);
  static const store::Sql kSeats{"select count(*) from member where conversation_id = ?"};
  EXPECT_EQ(Read([&](store::Txn& txn) {
              return *txn.First(
                  kSeats, [](const store::Row& r) { return r.Int(0); }, *ids.begin());
            }),
            2);
  EXPECT_EQ(Listed(ann_), 1u);
  EXPECT_EQ(Listed(bob_), 1u);
}

TEST_P(DirectConversations, APlaceToSendToIsMadeInTheSameCommand) {
  auto sent = Write([&](store::Txn& txn) -> Result<message::Sent> {
    KOINE_TRY(const access::Member place, DirectPlace(txn, As(ann_), bob_));
    message::SendIn in;
    in.body = body::Text{"hi"};
    return message::Send(txn, place, in);
  });
  ASSERT_EQ(Outcome(sent), "ok");
  EXPECT_EQ(Listed(bob_), 1u);
  EXPECT_EQ(TakeEvents().size(), 2u);
}

}  // namespace
}  // namespace koine::conversation
