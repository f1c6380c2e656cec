// What administrators and members do to messages by their numbers.
#include <gtest/gtest.h>

#include "core/audit/audit.h"
#include "core/change/stream.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/message/revise.h"

namespace koine::message {
namespace {

using core::Outcome;

class Erasing : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    root_ = AddUser("ruth");
    direct_ = Direct(ann_, bob_);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(Say(ann_, direct_, "text").ok());
    TakeEvents();
  }
  template <class F>
  auto Anywhere(const access::Principal& who, ConversationId where, F fn)
      -> decltype(fn(std::declval<store::Txn&>(), std::declval<access::AnyConversation&>())) {
    return Write(
        [&](store::Txn& txn) -> decltype(fn(txn, std::declval<access::AnyConversation&>())) {
          KOINE_TRY(auto place, access::AnyConversation::Open(txn, who, where));
          return fn(txn, place);
        });
  }
  std::string RecallAt(const access::Principal& who, std::int64_t seq) {
    return Outcome(
        Anywhere(who, direct_, [seq](store::Txn& txn, const access::AnyConversation& place) {
          return RecallAsAdmin(txn, place, seq, place.who());
        }));
  }
  std::string EraseAt(UserId who, std::vector<std::int64_t> seqs) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Member::Open(txn, As(who), direct_));
      return EraseForAll(txn, place, seqs);
    }));
  }
  UserId ann_, bob_, root_;
  ConversationId direct_;
};
KOINE_ON_BOTH(Erasing);

TEST_P(Erasing, AdministratorsRecallWhateverThereIs) {
  EXPECT_EQ(RecallAt(As(bob_), 1), "Forbidden");
  EXPECT_EQ(RecallAt(AsAdmin(root_), 1), "ok");
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  const auto* recalled = heard.front().As<event::MessageRecalled>();
  ASSERT_NE(recalled, nullptr);
  EXPECT_EQ(recalled->by.id, root_);
  EXPECT_EQ(recalled->sender, ann_);
  EXPECT_EQ(heard.front().event->change_seq, 1);
  EXPECT_EQ(RecallAt(AsAdmin(root_), 1), "AlreadyRecalled");
  EXPECT_EQ(RecallAt(AsAdmin(root_), 4), "MessageNotFound");
  EXPECT_EQ(EraseAt(bob_, {2}), "ok");
  EXPECT_EQ(RecallAt(AsAdmin(root_), 2), "MessageNotFound");
  EXPECT_EQ(Outcome(Anywhere(AsAdmin(root_), ConversationId(999'999),
                             [](store::Txn&, const access::AnyConversation&) { return Ok(); })),
            "ConversationNotFound");
}

TEST_P(Erasing, NoSystemLineIsRecalled) {
  const ConversationId group = Group(ann_, {bob_.value});
  EXPECT_EQ(Outcome(Anywhere(AsAdmin(root_), group,
                             [](store::Txn& txn, const access::AnyConversation& place) {
                               return RecallAsAdmin(txn, place, 1, place.who());
                             })),
            "NotYourMessage:line");
}

TEST_P(Erasing, MembersEraseForAllAsOneChange) {
  EXPECT_EQ(EraseAt(bob_, {3, 1, 77}), "ok");
  auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  const auto* deleted = heard.front().As<event::MessagesDeleted>();
  ASSERT_NE(deleted, nullptr);
  EXPECT_TRUE(deleted->for_all);
  EXPECT_EQ(deleted->seqs, (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(deleted->messages.size(), 2u);
  EXPECT_TRUE(heard.front().event->to_members);
  EXPECT_EQ(List(ann_, direct_, {})->size(), 1u);
  EXPECT_EQ(EraseAt(bob_, {3, 1}), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(EraseAt(bob_, std::vector<std::int64_t>(kEraseMax + 1, 1)), "TooLarge:seqs");
  EXPECT_EQ(EraseAt(root_, {2}), "ConversationNotFound");
}

TEST_P(Erasing, AdministratorsEraseWithoutAChange) {
  auto erase = [&](const access::Principal& who, std::vector<std::int64_t> seqs) {
    return Anywhere(who, direct_, [&](store::Txn& txn, const access::AnyConversation& place) {
      return EraseAsAdmin(txn, place, seqs, "127.0.0.1");
    });
  };
  EXPECT_EQ(Outcome(erase(As(ann_), {1})), "Forbidden");
  EXPECT_EQ(erase(AsAdmin(root_), {1, 2, 77}).value(), 2);
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard.front().event->change_seq, 0);
  EXPECT_EQ(heard.front().As<event::MessagesDeleted>()->seqs, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(erase(AsAdmin(root_), {1}).value(), 0);
  EXPECT_TRUE(TakeEvents().empty());
}

TEST_P(Erasing, MessagesAreFoundByTheirNumber) {
  auto at = [&](UserId who, std::int64_t seq) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Message::At(txn, As(who), direct_, seq));
      EXPECT_EQ(place.seq(), seq);
      return Recall(txn, place);
    }));
  };
  EXPECT_EQ(at(bob_, 1), "NotYourMessage");
  EXPECT_EQ(at(ann_, 1), "ok");
  EXPECT_EQ(at(root_, 2), "MessageNotFound");
  EXPECT_EQ(at(ann_, 4), "MessageNotFound");
  EXPECT_EQ(EraseAt(ann_, {2}), "ok");
  EXPECT_EQ(at(ann_, 2), "MessageNotFound");
}

}  // namespace
}  // namespace koine::message
