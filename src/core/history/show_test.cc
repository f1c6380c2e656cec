#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/group/membership.h"
#include "core/group/render.h"
#include "core/history/sync_rows.h"

namespace koine::history {
namespace {

using core::Outcome;
using testing::ElementsAre;
using testing::IsEmpty;

// What messages and notifications show of groups and people.
class Shown : public core::TrioOnBothTest {
 protected:
  void SetUp() override {
    TrioOnBothTest::SetUp();
    other_ = Group(bob_, {});
  }
  std::vector<Mentioned> MentionedIn(std::vector<std::int64_t> places,
                                     std::vector<std::int64_t> seqs) {
    return Read([&](store::Txn& txn) { return ListMentioned(txn, kTenant, places, seqs); });
  }

  ConversationId other_;
};
KOINE_ON_BOTH(Shown);

TEST_P(Shown, SeatsByConversation) {
  const std::int64_t ids[] = {group_.value, other_.value, 999'999};
  auto of = [&](UserId user) {
    std::vector<std::int64_t> out;
    for (const SyncSeat& seat :
         Read([&](store::Txn& txn) { return ListSeatsOf(txn, As(user), ids); })) {
      out.push_back(seat.conversation.id.value);
    }
    return out;
  };
  EXPECT_THAT(of(ann_), ElementsAre(group_.value));
  EXPECT_THAT(of(bob_), testing::UnorderedElementsAre(group_.value, other_.value));
}

TEST_P(Shown, PeopleOfGroupsAlsoThoseWhoLeft) {
  const Status left = Write([&](store::Txn& txn) -> Status {
    KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(cat_), group_));
    return group::LeaveGroup(txn, place);
  });
  EXPECT_EQ(Outcome(left), "ok");
  const group::SeatKey seats[] = {{group_, ann_}, {group_, cat_}, {other_, bob_}, {other_, ann_}};
  const auto seated = Read([&](store::Txn& txn) {
    core::CountingTxn counting(txn);
    auto out = group::SeatsAmong(counting, kTenant, seats);
    EXPECT_EQ(counting.statements(), 1);
    return out;
  });
  std::vector<std::pair<std::int64_t, std::string>> found;
  for (const auto& one : seated) found.push_back({one.group.value, one.user.name()});
  EXPECT_THAT(found, testing::UnorderedElementsAre(testing::Pair(group_.value, "Nann"),
                                                   testing::Pair(group_.value, "Ncat"),
                                                   testing::Pair(other_.value, "Nbob")));
  for (const auto& one : seated) {
    if (one.user.id == ann_) {
      EXPECT_EQ(one.role, access::MemberRole::kOwner);
    }
  }
}

TEST_P(Shown, WhomMessagesName) {
  message::SendIn in;
  in.body = body::Text{"@both"};
  in.mentions = {bob_.value, cat_.value};
  const auto both = Send(ann_, group_, in);
  in.mentions = {ann_.value};
  const auto one = Send(bob_, group_, in);
  ASSERT_TRUE(both.ok() && one.ok());
  const auto named =
      MentionedIn({group_.value, group_.value, other_.value}, {both->seq, one->seq, both->seq});
  ASSERT_EQ(named.size(), 3u);
  EXPECT_EQ(named[0].seq, both->seq);
  EXPECT_EQ(named[0].who.user, bob_);
  EXPECT_EQ(named[0].who.nickname, "Nbob");
  EXPECT_EQ(named[0].who.handle, std::to_string(bob_.value));
  EXPECT_EQ(named[2].who.user, ann_);
  EXPECT_THAT(MentionedIn({}, {}), IsEmpty());
}

}  // namespace
}  // namespace koine::history
