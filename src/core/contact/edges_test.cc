// What dialects with one-sided contacts do (mapping 4.1, 4.2).
#include <gtest/gtest.h>

#include "core/contact/contact.h"
#include "core/contact/rows.h"
#include "core/core_test_util.h"
#include "core/version/version.h"

namespace koine::contact {
namespace {

using core::Outcome;

class OneSided : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    policy.asks_again = true;
    policy.removes_one_side = true;
    TakeEvents();
  }
  Result<Requested> Ask(UserId from, UserId to, std::string message) {
    return Write([&](store::Txn& txn) {
      return SendRequest(txn, As(from), {to, message, "", "", "ex"});
    });
  }
  Edges Of(UserId a, UserId b) {
    return Read([&](store::Txn& txn) { return FindEdges(txn, As(a), b); });
  }
  Status Bring(UserId owner, std::vector<std::int64_t> peers) {
    return Write([&](store::Txn& txn) { return Import(txn, As(owner), peers, cid_); });
  }
  std::vector<Contact> List(UserId owner) {
    return Read([&](store::Txn& txn) { return PageContacts(txn, As(owner), 10, 0); });
  }
  UserId ann_, bob_, cid_;
};

TEST_P(OneSided, AskingAgainReplacesWhatWaits) {
  ASSERT_TRUE(Ask(ann_, bob_, "one").ok());
  ASSERT_TRUE(Ask(ann_, bob_, "two").ok());
  const RequestFilter filter{false, {}};
  auto page = Read([&](store::Txn& txn) { return PageRequests(txn, As(bob_), filter, 10, 0); });
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page[0].request.message, "two");
  EXPECT_EQ(page[0].request.ex, "ex");
  EXPECT_EQ(page[0].other.id, ann_);
}

TEST_P(OneSided, RequestsThatMeetWaitForAnAnswer) {
  auto first = Ask(ann_, bob_, "");
  ASSERT_TRUE(first.ok());
  auto second = Ask(bob_, ann_, "");
  ASSERT_TRUE(second.ok());
  EXPECT_FALSE(second->approved);
  EXPECT_FALSE(Of(ann_, bob_).forth);
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto received, ReceivedRequest::Open(txn, As(bob_), first->id));
                return AnswerRequest(txn, received, true, "", "yes");
              }).ok());
  EXPECT_TRUE(Of(ann_, bob_).friends());
  const std::int64_t approved[] = {2};
  auto count = Read([&](store::Txn& txn) {
    return CountRequests(txn, As(ann_), {false, approved}) +
           CountRequests(txn, As(ann_), {true, approved});
  });
  EXPECT_EQ(count, 2);
}

TEST_P(OneSided, OneSideGoesAndTheOtherStays) {
  Befriend(ann_, bob_);
  const auto part = [&] {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto contact, OwnContact::Open(txn, As(ann_), bob_));
      return Remove(txn, contact);
    });
  };
  ASSERT_TRUE(part().ok());
  EXPECT_FALSE(Of(ann_, bob_).forth);
  EXPECT_TRUE(Of(ann_, bob_).back);
  EXPECT_EQ(Outcome(part()), "NotFriends");
}

TEST_P(OneSided, ImportedOnesHaveEachOther) {
  EXPECT_EQ(Outcome(Bring(ann_, {bob_.value, ann_.value})), "SelfTarget:contact");
  EXPECT_TRUE(List(ann_).empty());
  ASSERT_TRUE(Bring(ann_, {bob_.value}).ok());
  EXPECT_TRUE(Of(ann_, bob_).friends());
  const auto list = List(ann_);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].source, AddSource::kImported);
  EXPECT_EQ(list[0].operator_handle, std::to_string(cid_.value));
  TakeEvents();
  ASSERT_TRUE(Bring(ann_, {bob_.value}).ok());
  EXPECT_TRUE(TakeEvents().empty());
}

TEST_P(OneSided, PinnedOnesComeFirst) {
  ASSERT_TRUE(Bring(ann_, {bob_.value}).ok());
  clock.Advance(1000);
  ASSERT_TRUE(Bring(ann_, {cid_.value}).ok());
  EXPECT_EQ(List(ann_).front().peer.id, bob_);
  auto change = [&](EdgeChange what) {
    const std::int64_t peers[] = {cid_.value, 999'999};
    return Write([&](store::Txn& txn) { return ChangeMany(txn, As(ann_), peers, what); });
  };
  ASSERT_TRUE(change({true, "C", std::nullopt}).ok());
  EXPECT_EQ(List(ann_).front().peer.id, cid_);
  EXPECT_EQ(List(ann_).front().remark, "C");
  ASSERT_TRUE(change({false, std::nullopt, "x"}).ok());
  EXPECT_EQ(List(ann_).front().peer.id, bob_);
  EXPECT_EQ(List(ann_).back().remark, "C");
  EXPECT_EQ(List(ann_).back().ex, "x");
}

KOINE_ON_BOTH(OneSided);

}  // namespace
}  // namespace koine::contact
