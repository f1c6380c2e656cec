#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/history/sync_rows.h"
#include "core/message/mark.h"
#include "core/message/revise.h"

namespace koine::history {
namespace {

using core::Heard;
using core::Outcome;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Sync : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    direct_ = Direct(ann_, bob_);
    group_ = Group(ann_, {bob_.value});
  }
  std::vector<SyncSeat> Seats(UserId user) {
    return Read([&](store::Txn& txn) { return ListSyncSeats(txn, As(user), 100); });
  }
  SyncSeat SeatOf(UserId user, ConversationId where) {
    for (SyncSeat& seat : Seats(user)) {
      if (seat.conversation.id == where) return seat;
    }
    ADD_FAILURE() << "no seat";
    return {};
  }
  std::string HandleOf(UserId user) {
    const std::int64_t id = user.value;
    const auto found =
        Read([&](store::Txn& txn) { return FindHandles(txn, kTenant, std::span(&id, 1)); });
    return found.empty() ? "" : found.front().handle;
  }
  std::vector<SyncEntry> Entries(UserId reader, std::vector<std::int64_t> places,
                                 std::vector<std::int64_t> seqs) {
    return Read([&](store::Txn& txn) { return ListEntries(txn, kTenant, reader, places, seqs); });
  }

  UserId ann_, bob_, cid_;
  ConversationId direct_, group_;
};
KOINE_ON_BOTH(Sync);

TEST_P(Sync, SeatsTellHowFarOneMayRead) {
  EXPECT_EQ(Outcome(Say(ann_, direct_, "1")), "ok");
  EXPECT_EQ(Outcome(Say(bob_, direct_, "2")), "ok");
  EXPECT_TRUE(MarkRead(ann_, direct_, 2).ok());
  const SyncSeat seat = SeatOf(ann_, direct_);
  EXPECT_TRUE(seat.conversation.direct());
  EXPECT_EQ(seat.handle, "");
  EXPECT_EQ(seat.peer, bob_);
  EXPECT_EQ(seat.peer_handle, HandleOf(bob_));
  EXPECT_EQ(seat.visible().from, 1);
  EXPECT_EQ(seat.visible().to, 2);
  EXPECT_EQ(seat.member.read_seq, 2);
  EXPECT_EQ(seat.member.sent_seq, 1);
  EXPECT_FALSE(seat.pinned);
  EXPECT_EQ(SeatOf(bob_, direct_).peer_receipt, 2);
  EXPECT_EQ(SeatOf(bob_, direct_).member.receipt_seq, 0);
  const SyncSeat group = SeatOf(ann_, group_);
  EXPECT_EQ(group.handle, std::to_string(group_.value));
  EXPECT_EQ(group.peer, UserId());
  EXPECT_EQ(group.peer_receipt, 0);
  EXPECT_THAT(Seats(cid_), IsEmpty());
}

// A seat opens what it lets its user read, and nothing before or behind it.
TEST_P(Sync, EntriesAreThoseOfTheSeat) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Outcome(Say(ann_, direct_, "text")), "ok");
  SyncSeat seat = SeatOf(bob_, direct_);
  seat.member.min_seq = 2;
  seat.member.max_seq = 2;
  const auto seqs = Read([&](store::Txn& txn) {
    const Wanted wanted[] = {{&seat, 1}, {&seat, 2}, {&seat, 3}};
    std::vector<std::int64_t> out;
    for (const SyncEntry& one : ListEntries(txn, As(bob_), wanted)) out.push_back(one.message.seq);
    return out;
  });
  EXPECT_EQ(seqs, (std::vector<std::int64_t>{2}));
}

TEST_P(Sync, ThePagesOfAListHoldWhatItShows) {
  auto listed = [&](UserId user, Listed which, std::int64_t limit = 100, std::int64_t offset = 0) {
    return Read([&](store::Txn& txn) { return ListListed(txn, As(user), which, limit, offset); });
  };
  auto all = [&](UserId user) {
    const auto ids = listed(user, Listed::kAll);
    Read([&](store::Txn& txn) {
      EXPECT_EQ(CountListed(txn, As(user)), std::ssize(ids));
      std::vector<std::int64_t> places;
      for (const SyncPlace& one : ListSyncPlaces(txn, As(user))) {
        places.push_back(one.conversation.value);
      }
      EXPECT_EQ(places, ids);
      return 0;
    });
    return ids;
  };
  const std::int64_t direct = direct_.value, group = group_.value;
  // A group begins with a line of the system; in a chat of two nothing was said.
  EXPECT_THAT(all(bob_), ElementsAre(group));
  EXPECT_TRUE(Say(ann_, direct_, "1").ok());
  EXPECT_THAT(all(bob_), UnorderedElementsAre(direct, group));
  EXPECT_THAT(all(ann_), UnorderedElementsAre(direct, group));
  const auto both = all(bob_);
  EXPECT_THAT(listed(bob_, Listed::kAll, 1), ElementsAre(both[0]));
  EXPECT_THAT(listed(bob_, Listed::kAll, 1, 1), ElementsAre(both[1]));
  EXPECT_THAT(listed(bob_, Listed::kAll, 1, 2), IsEmpty());
  // Taken off, and something came after that.
  Exec(core::kSetHidden, 1, direct_, bob_);
  EXPECT_THAT(all(bob_), ElementsAre(group));
  EXPECT_TRUE(Say(ann_, direct_, "2").ok());
  EXPECT_THAT(all(bob_), UnorderedElementsAre(direct, group));
  EXPECT_TRUE(MarkRead(bob_, direct_, 2).ok());
  EXPECT_THAT(all(bob_), UnorderedElementsAre(direct, group));
  static const store::Sql kSet{
      "update member set pinned_at = ?, notify = ? where conversation_id = ? and user_id = ?"};
  Exec(kSet, kStartMs, access::Notify::kSilent, group_, bob_);
  EXPECT_THAT(listed(bob_, Listed::kPinned), ElementsAre(group));
  EXPECT_THAT(listed(bob_, Listed::kSilent), ElementsAre(group));
  EXPECT_THAT(listed(ann_, Listed::kPinned), IsEmpty());
  EXPECT_THAT(listed(ann_, Listed::kSilent), IsEmpty());
  // What comes after the end of the membership does not bring it back.
  static const store::Sql kEnd{
      "update member set max_seq = ?, hidden_seq = ? where conversation_id = ? and user_id = ?"};
  Exec(kEnd, 1, 0, direct_, bob_);
  EXPECT_THAT(all(bob_), UnorderedElementsAre(direct, group));
  Exec(kEnd, 1, 1, direct_, bob_);
  EXPECT_THAT(all(bob_), ElementsAre(group));
  EXPECT_THAT(all(cid_), IsEmpty());
}

TEST_P(Sync, SeatsAreFoundByHandles) {
  auto with = [&](UserId user, std::vector<std::string> peers) {
    std::vector<std::int64_t> ids;
    for (const SyncSeat& seat :
         Read([&](store::Txn& txn) { return ListSeatsWith(txn, As(user), peers); })) {
      ids.push_back(seat.conversation.id.value);
    }
    return ids;
  };
  auto in = [&](UserId user, std::vector<std::string> groups) {
    std::vector<std::int64_t> ids;
    for (const SyncSeat& seat :
         Read([&](store::Txn& txn) { return ListSeatsIn(txn, As(user), groups); })) {
      ids.push_back(seat.conversation.id.value);
    }
    return ids;
  };
  EXPECT_THAT(with(ann_, {HandleOf(bob_), HandleOf(cid_), "nobody"}), ElementsAre(direct_.value));
  EXPECT_THAT(with(bob_, {HandleOf(ann_)}), ElementsAre(direct_.value));
  EXPECT_THAT(with(cid_, {HandleOf(ann_), HandleOf(bob_)}), IsEmpty());
  EXPECT_THAT(with(ann_, {}), IsEmpty());
  const std::string group = std::to_string(group_.value);
  EXPECT_THAT(in(ann_, {group, "nowhere", "0" + group, std::to_string(direct_.value)}),
              ElementsAre(group_.value));
  EXPECT_THAT(in(cid_, {group}), IsEmpty());
  event::Event in_group;
  in_group.tenant = kTenant;
  in_group.place.id = group_;
  EXPECT_EQ(Read([&](store::Txn& txn) { return FindGroupHandle(txn, in_group); }), group);
}

TEST_P(Sync, AGroupThatWasGivenAHandleIsCalledByIt) {
  static const store::Sql kSetHandle{"update conversation set handle = ? where id = ?"};
  Exec(kSetHandle, "team", group_);
  EXPECT_EQ(SeatOf(ann_, group_).handle, "team");
}

TEST_P(Sync, EntriesByPairsOfPlaceAndNumber) {
  const MessageId first = Say(ann_, direct_, "1")->id;
  const MessageId second = Say(bob_, direct_, "2")->id;
  EXPECT_EQ(Outcome(Say(ann_, direct_, "3")), "ok");
  EXPECT_EQ(Outcome(Say(bob_, group_, "g")), "ok");
  const std::int64_t last = SeatOf(ann_, group_).conversation.last_seq;
  const auto entries =
      Entries(ann_, {direct_.value, direct_.value, group_.value, direct_.value}, {1, 3, last, 99});
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].message.id, first);
  EXPECT_EQ(entries[0].sender.user, ann_);
  EXPECT_EQ(entries[0].sender.handle, HandleOf(ann_));
  EXPECT_EQ(entries[0].sender.nickname, "Nann");
  EXPECT_EQ(body::Preview(entries[1].message.body), "3");
  EXPECT_EQ(entries[2].message.conversation, group_);
  EXPECT_FALSE(entries[0].hidden);

  EXPECT_TRUE(Write([&](store::Txn& txn) {
                return message::HideMessages(txn, As(ann_), {first.value});
              }).ok());
  EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::Message::Open(txn, As(bob_), second));
                return message::Recall(txn, place);
              }).ok());
  const auto later = Entries(ann_, {direct_.value, direct_.value}, {1, 2});
  ASSERT_EQ(later.size(), 2u);
  EXPECT_TRUE(later[0].hidden);
  EXPECT_FALSE(Entries(bob_, {direct_.value}, {1})[0].hidden);
  EXPECT_TRUE(later[1].message.recalled());
  EXPECT_EQ(later[1].recaller.user, bob_);
  EXPECT_EQ(later[1].recaller.handle, HandleOf(bob_));
  EXPECT_EQ(later[1].recaller_role, access::MemberRole::kMember);
  EXPECT_THAT(Entries(ann_, {}, {}), IsEmpty());
}

// --- what is told and not stored (message::SendTransient)

TEST_P(Sync, ATransientMessageHasNoNumber) {
  TakeEvents();
  auto send = [&](UserId from, ConversationId to) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Member::Open(txn, As(from), to));
      message::SendIn in;
      in.body = body::Text{"now"};
      in.client_id = "c";
      return message::SendTransient(txn, place, in);
    }));
  };
  EXPECT_EQ(send(ann_, direct_), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].position, 0);
  const auto* created = events[0].As<event::MessageCreated>();
  ASSERT_NE(created, nullptr);
  EXPECT_EQ(created->message.seq, 0);
  EXPECT_EQ(created->message.client_id, "c");
  EXPECT_TRUE(events[0].event->to_members);
  EXPECT_EQ(SeatOf(ann_, direct_).conversation.last_seq, 0);
  Block(bob_, ann_);
  EXPECT_EQ(send(ann_, direct_), "BlockedByPeer");
  Exec(core::kSetGroup, 1, 0, 100, group_);
  EXPECT_EQ(send(bob_, group_), "GroupMuted");
  EXPECT_EQ(send(ann_, group_), "ok");
}

TEST_P(Sync, WhoMayNameAllIsPolicy) {
  auto send = [&] {
    message::SendIn in;
    in.body = body::Text{"all"};
    in.mention_all = true;
    return Outcome(Send(bob_, group_, in));
  };
  EXPECT_EQ(send(), "RoleTooLow:mention_all");
  policy.anyone_mentions_all = true;
  EXPECT_EQ(send(), "ok");
}

}  // namespace
}  // namespace koine::history
