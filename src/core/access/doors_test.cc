#include "core/access/doors.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"

namespace koine::access {
namespace {

using core::Outcome;

class Doors : public core::CoreTest {
 protected:
  void SetUp() override {
    CoreTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    eve_ = AddUser("eve");
    group_ = Group(ann_, {bob_.value, cid_.value});
    direct_ = Direct(ann_, bob_);
    SetMember(bob_, MemberRole::kAdmin, MemberStatus::kActive);
  }
  void SetMember(UserId user, MemberRole role, MemberStatus status) {
    static const store::Sql kSet{
        "update member set role = ?, state = ? where conversation_id = ? and user_id = ?"};
    EXPECT_EQ(Exec(kSet, role, status, group_, user), 1);
  }
  // The outcome of a door in a read and in a write, which must be the same.
  template <class Door>
  std::string Try(const Principal& who, typename Door::Key key) {
    const auto read = Read([&](store::Txn& txn) { return Outcome(Door::Open(txn, who, key)); });
    std::string written;
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  written = Outcome(Door::Open(txn, who, key));
                  return Ok();
                }).ok());
    EXPECT_EQ(read, written);
    return read;
  }
  Principal Foreign(UserId user) { return As(user, {.tenant = kOtherTenant}); }

  UserId ann_, bob_, cid_, eve_;
  ConversationId group_, direct_;
};

TEST_F(Doors, AMemberComesIn) {
  EXPECT_EQ(Try<Member>(As(cid_), group_), "ok");
  EXPECT_EQ(Try<Member>(As(ann_), direct_), "ok");
  auto seat = Read([&](store::Txn& txn) { return Member::Open(txn, As(bob_), group_); });
  ASSERT_TRUE(seat.ok());
  EXPECT_EQ(seat->member().user, bob_);
  EXPECT_EQ(seat->member().role, MemberRole::kAdmin);
  EXPECT_EQ(seat->member().person.name, "Nbob");
  EXPECT_EQ(seat->conversation().id, group_);
  EXPECT_EQ(seat->conversation().owner, ann_);
  EXPECT_EQ(seat->conversation().member_count, 3);
  EXPECT_TRUE(seat->conversation().group());
}

TEST_F(Doors, ToAStrangerItLooksLikeNone) {
  const ConversationId none(999'999);
  EXPECT_EQ(Try<Member>(As(eve_), group_), Try<Member>(As(eve_), none));
  EXPECT_EQ(Try<Member>(As(eve_), group_), "ConversationNotFound");
  EXPECT_EQ(Try<Member>(As(eve_), direct_), "ConversationNotFound");
  EXPECT_EQ(Try<GroupMember>(As(eve_), group_), "GroupNotFound");
  EXPECT_EQ(Try<GroupMember>(As(eve_), none), "GroupNotFound");
}

TEST_F(Doors, ToAnotherTenantItLooksLikeNone) {
  EXPECT_EQ(Try<Member>(Foreign(ann_), group_), "ConversationNotFound");
  EXPECT_EQ(Try<GroupOwner>(Foreign(ann_), group_), "GroupNotFound");
}

TEST_F(Doors, WhoIsOutIsToldSo) {
  SetMember(cid_, MemberRole::kMember, MemberStatus::kRemoved);
  EXPECT_EQ(Try<Member>(As(cid_), group_), "NotMember");
  EXPECT_EQ(Try<GroupMember>(As(cid_), group_), "NotMember:group");
  EXPECT_EQ(Try<GroupAdmin>(As(cid_), group_), "NotMember:group");
  SetMember(cid_, MemberRole::kMember, MemberStatus::kLeft);
  EXPECT_EQ(Try<Member>(As(cid_), group_), "NotMember");
}

TEST_F(Doors, ADissolvedGroupIsNamedToItsMembersOnly) {
  Exec(core::kDissolve, group_);
  EXPECT_EQ(Try<Member>(As(ann_), group_), "GroupDissolved");
  EXPECT_EQ(Try<GroupOwner>(As(ann_), group_), "GroupDissolved");
  EXPECT_EQ(Try<Member>(As(eve_), group_), "ConversationNotFound");
}

TEST_F(Doors, RolesOpenWhatTheyMay) {
  EXPECT_EQ(Try<GroupMember>(As(cid_), group_), "ok");
  EXPECT_EQ(Try<GroupAdmin>(As(cid_), group_), "RoleTooLow:admin");
  EXPECT_EQ(Try<GroupOwner>(As(cid_), group_), "RoleTooLow:owner");
  EXPECT_EQ(Try<GroupAdmin>(As(bob_), group_), "ok");
  EXPECT_EQ(Try<GroupOwner>(As(bob_), group_), "RoleTooLow:owner");
  EXPECT_EQ(Try<GroupOwner>(As(ann_), group_), "ok");
}

TEST_F(Doors, ADirectConversationIsNoGroup) {
  EXPECT_EQ(Try<GroupMember>(As(ann_), direct_), "GroupNotFound");
  EXPECT_EQ(Try<GroupOwner>(As(ann_), direct_), "GroupNotFound");
}

TEST_F(Doors, AMessageIsThereForThoseWhoMayReadIt) {
  auto sent = Say(ann_, group_, "hi");
  ASSERT_TRUE(sent.ok());
  EXPECT_EQ(Try<Message>(As(cid_), sent->id), "ok");
  EXPECT_EQ(Try<Message>(As(eve_), sent->id), "MessageNotFound");
  EXPECT_EQ(Try<Message>(Foreign(ann_), sent->id), "MessageNotFound");
  EXPECT_EQ(Try<Message>(As(ann_), MessageId(sent->id.value + 100)), "MessageNotFound");
  auto door = Read([&](store::Txn& txn) { return Message::Open(txn, As(cid_), sent->id); });
  ASSERT_TRUE(door.ok());
  EXPECT_EQ(door->seq(), sent->seq);
  EXPECT_EQ(door->id(), sent->id);
  // Before what cid may read, after cid left, and of a dissolved group.
  Exec(core::kSetMinSeq, sent->seq + 1, group_);
  EXPECT_EQ(Try<Message>(As(cid_), sent->id), "MessageNotFound");
  Exec(core::kSetMinSeq, 0, group_);
  SetMember(cid_, MemberRole::kMember, MemberStatus::kLeft);
  EXPECT_EQ(Try<Message>(As(cid_), sent->id), "MessageNotFound");
  Exec(core::kDissolve, group_);
  EXPECT_EQ(Try<Message>(As(ann_), sent->id), "MessageNotFound");
}

TEST(VisibleRange, IsCutOnBothSides) {
  ConversationState conversation;
  conversation.last_seq = 10;
  MemberState member;
  VisibleRange range = VisibleTo(conversation, member);
  EXPECT_EQ(range.from, 1);
  EXPECT_EQ(range.to, 10);
  conversation.min_seq = 3;
  EXPECT_EQ(VisibleTo(conversation, member).from, 3);
  member.min_seq = 5;
  EXPECT_EQ(VisibleTo(conversation, member).from, 5);
  member.max_seq = 7;
  range = VisibleTo(conversation, member);
  EXPECT_EQ(range.to, 7);
  EXPECT_FALSE(range.Has(4));
  EXPECT_TRUE(range.Has(5));
  EXPECT_TRUE(range.Has(7));
  EXPECT_FALSE(range.Has(8));
  member.max_seq = 99;
  EXPECT_EQ(VisibleTo(conversation, member).to, 10);
  // Nothing written yet: nothing to read.
  conversation.last_seq = 0;
  EXPECT_FALSE(VisibleTo(conversation, MemberState{}).Has(1));
}

// These numbers are in stored rows.
TEST(StoredNumbers, Stay) {
  EXPECT_EQ(static_cast<int>(Dialect::kRuoyi), 1);
  EXPECT_EQ(static_cast<int>(Dialect::kImchat), 2);
  EXPECT_EQ(static_cast<int>(Dialect::kAppim), 3);
  EXPECT_EQ(static_cast<int>(Dialect::kOpenim), 4);
  EXPECT_EQ(static_cast<int>(MemberStatus::kActive), 1);
  EXPECT_EQ(static_cast<int>(MemberStatus::kLeft), 2);
  EXPECT_EQ(static_cast<int>(MemberStatus::kRemoved), 3);
  EXPECT_EQ(static_cast<int>(MemberRole::kMember), 1);
  EXPECT_EQ(static_cast<int>(MemberRole::kAdmin), 2);
  EXPECT_EQ(static_cast<int>(MemberRole::kOwner), 3);
  EXPECT_EQ(static_cast<int>(ConversationKind::kDirect), 1);
  EXPECT_EQ(static_cast<int>(ConversationKind::kSystem), 5);
  EXPECT_EQ(static_cast<int>(ConversationStatus::kDissolved), 1);
}

}  // namespace
}  // namespace koine::access
