#include "gateway/audience.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/event/event.h"
#include "gateway/gateway_test_util.h"
#include "gateway/io_thread.h"

namespace koine::gateway {
namespace {

using Frames = std::vector<std::string>;

class AudienceTest : public testing::Test {
 protected:
  AudienceTest() {
    test_.AddDialect(test_.dialect);
    test_.MakeUsers(5);
  }
  // Positions above those of the store, so that they are later than every snapshot.
  static constexpr std::int64_t kFirst = 1000;

  event::Event Member(ConversationId group, std::int64_t user, bool joined,
                      std::int64_t min_seq = 0) {
    event::Event event = test_.Message(group, 0, 1);
    event::GroupEvent payload;
    event.payload = payload;
    event.membership.push_back({group, UserId(user), joined, min_seq});
    return event;
  }

  // So many events are committed, and the thread does not hear of it: snapshots are later than what
  // came. The position of the first.
  std::int64_t CommitUnheard(int events) {
    test_.Turns();
    test_.commits_come = false;
    const std::int64_t head = test_.store().head();
    const Status logged = test_.store().WriteAndWait({"log"}, [events](store::Txn& txn) -> Status {
      for (int i = 0; i < events; ++i) {
        event::Event event;
        event.tenant = kDefaultTenant;
        event.payload = event::AccountChanged{UserId(9), std::nullopt};
        event::Emit(txn, std::move(event));
      }
      return Ok();
    });
    EXPECT_TRUE(logged.ok());
    return head + 1;
  }

  TestGateway test_;
};

TEST_F(AudienceTest, MembersHearEventsInOrderAndOthersDoNot) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto ann = test_.Join(1);
  auto bob = test_.Join(2);
  auto sam = test_.Join(3);
  for (int i = 0; i < 20; ++i) test_.Publish(test_.Message(group, i + 1, 1), kFirst + i);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(bob->Next(), "other/0@" + std::to_string(kFirst + i));
    EXPECT_EQ(ann->Next(), "own/0@" + std::to_string(kFirst + i));
  }
  EXPECT_EQ(sam->All(), Frames());
  EXPECT_EQ(test_.thread().audiences().size(), 1U);
}

// Of a group of which so many are online: what one of them hears of a message that comes so long
// after the one before, at once and in the end.
std::pair<Frames, Frames> HeardOf(std::int64_t online, std::int64_t ago_ms) {
  TestGateway test;
  test.AddDialect(test.dialect);
  test.MakeUsers(static_cast<int>(online));
  std::vector<std::int64_t> users;
  for (std::int64_t user = 1; user <= online; ++user) users.push_back(user);
  const ConversationId group = test.MakeGroup(users);
  std::vector<std::unique_ptr<Wire>> wires;
  for (const std::int64_t user : users) wires.push_back(test.Join(user));
  constexpr std::int64_t kFirst = 100'000;
  test.Publish(test.Message(group, 1, 1), kFirst);
  for (const auto& wire : wires) EXPECT_NE(wire->Next(), "");
  test.clock.Advance(ago_ms);
  test.Publish(test.Message(group, 2, 1), kFirst + 1);
  Frames at_once = wires.back()->All();
  test.clock.Advance(Pace::kWaitMsMax);
  return {at_once, wires.back()->All()};
}

TEST(BusyGroup, WhatComesSoonAfterAMessageWaitsForOthers) {
  const Frames heard = {"other/0@100001"};
  EXPECT_EQ(HeardOf(128, 11), std::pair(Frames(), heard));
  EXPECT_EQ(HeardOf(128, 12), std::pair(heard, Frames()));
  EXPECT_EQ(HeardOf(127, 0), std::pair(heard, Frames()));
}

TEST(BusyGroup, WaitsAsLongAsItTakesToWriteToAll) {
  const auto wait = [](std::size_t hearers, std::int64_t ago_ms) {
    Pace pace;
    EXPECT_EQ(pace.Next(hearers, 1000), 0);
    return pace.Next(hearers, 1000 + ago_ms);
  };
  EXPECT_EQ(wait(50, 0), 0);
  EXPECT_EQ(wait(200, 11), 1);
  EXPECT_EQ(wait(256, 12), 2);
  EXPECT_EQ(wait(256, 13), 0);
  EXPECT_EQ(wait(10'000, 10 + 78), 2);
  EXPECT_EQ(wait(10'000, 10 + 79), 0);
}

TEST(BusyGroup, WaitsOnlyWhileOthersComeMeanwhile) {
  Pace pace;
  std::int64_t now_ms = 1000;
  EXPECT_EQ(pace.Next(500, now_ms), 0);
  EXPECT_EQ(pace.Next(500, now_ms += 2), 2);
  for (int i = 0; i < Pace::kAtOnce; ++i) EXPECT_EQ(pace.Next(500, now_ms += 3), 0);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(pace.Next(500, now_ms += 3), 2);
    EXPECT_EQ(pace.Next(500, now_ms += 1), 2);
  }
}

TEST_F(AudienceTest, NobodyOnlineCostsNoAudience) {
  const ConversationId group = test_.MakeGroup({1, 2});
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  test_.Turns();
  EXPECT_EQ(test_.thread().audiences().size(), 0U);
}

TEST_F(AudienceTest, EventsThatComeWhileItLoadsAreKeptInOrder) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  test_.store().hold = true;
  for (int i = 0; i < 3; ++i) test_.Publish(test_.Message(group, i + 1, 1), kFirst + i);
  EXPECT_EQ(bob->All(), Frames());
  EXPECT_EQ(test_.store().held_count(), 1U);  // read once
  test_.store().Release();
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(bob->Next(), "other/0@1001");
  EXPECT_EQ(bob->Next(), "other/0@1002");
}

TEST_F(AudienceTest, WhoComesWhileItLoadsHearsNothingOlder) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  test_.store().hold = true;
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  test_.Turns();
  auto phone = test_.Join(2, 1);
  test_.Publish(test_.Message(group, 2, 1), kFirst + 1);
  test_.Turns();
  test_.store().Release();
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(bob->Next(), "other/0@1001");
  EXPECT_EQ(phone->Next(), "other/1@1001");
  EXPECT_EQ(phone->All(), Frames());
}

TEST_F(AudienceTest, AFailedLoadIsDoneAgain) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  test_.store().hold = true;
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  test_.Turns();
  ASSERT_TRUE(test_.store().Release(true));
  test_.Publish(test_.Message(group, 2, 1), kFirst + 1);
  EXPECT_EQ(bob->All(), Frames());
  test_.clock.Advance(LateFrames::kAgainMs + 1);
  ASSERT_TRUE(test_.Until([this] { return test_.store().held_count() == 1; }));
  ASSERT_TRUE(test_.store().Release());
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(bob->Next(), "other/0@1001");
}

TEST_F(AudienceTest, WhereMembersCannotBeReadAllAreSentAway) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  auto sam = test_.Join(3);
  test_.store().hold = true;
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  test_.Turns();
  ASSERT_TRUE(test_.store().Release(true));
  test_.Turns();
  test_.clock.Advance(LateFrames::kTryMs + 1);
  ASSERT_TRUE(test_.Until([this] { return test_.store().held_count() > 0; }));
  test_.Turns();
  while (test_.store().Release(true)) {  // with what others read meanwhile
  }
  EXPECT_EQ(bob->Next().substr(0, 11), "closed 1013");
  EXPECT_EQ(sam->Next().substr(0, 11), "closed 1013");
  EXPECT_EQ(test_.thread().audiences().size(), 0U);
  test_.store().hold = false;
  bob = test_.Join(2);
  test_.Publish(test_.Message(group, 2, 1), kFirst + 1);
  EXPECT_EQ(bob->Next(), "other/0@1001");
}

// A session that ended in between would have been told the later as delivered, and never the
// earlier.
TEST_F(AudienceTest, WhatIsForAUserComesAfterWhatWaits) {
  const ConversationId group = test_.MakeGroup({1, 2});
  const ConversationId other = test_.MakeGroup({1, 2, 3});
  auto bob = test_.Join(2);
  auto sam = test_.Join(3);
  const auto direct = [&] {
    event::Event event = test_.Message(ConversationId(7), 1, 1);
    event.place = {ConversationId(7), ConversationKind::kDirect, UserId(1), UserId(2)};
    return event;
  };
  test_.store().hold = true;
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  test_.Publish(direct(), kFirst + 1);
  test_.Publish(test_.Message(other, 1, 1), kFirst + 2);
  test_.Publish(direct(), kFirst + 3);
  EXPECT_EQ(bob->All(), Frames());
  EXPECT_EQ(test_.thread().held().size(), 4U);
  ASSERT_EQ(test_.store().held_count(), 2U);  // both groups are read at the same time
  test_.store().Release();
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(bob->Next(), "other/0@1001");
  EXPECT_EQ(bob->All(), Frames());
  EXPECT_EQ(sam->All(), Frames());
  test_.store().Release();
  EXPECT_EQ(bob->Next(), "other/0@1002");
  EXPECT_EQ(bob->Next(), "other/0@1003");
  EXPECT_EQ(sam->Next(), "other/0@1002");
  EXPECT_EQ(test_.thread().held().size(), 0U);
}

TEST_F(AudienceTest, WhoIsBannedIsToldSoBeforeTheirSessionsEnd) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  test_.store().hold = true;
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  event::Event told;
  told.tenant = kDefaultTenant;
  told.users = {UserId(2)};
  told.payload = event::SystemTold{event::SystemKind::kBanned, "spam", 0, 0};
  test_.Publish(std::move(told), kFirst + 1);
  event::Event ended;
  ended.tenant = kDefaultTenant;
  ended.payload = event::LoginsRevoked{UserId(2), {}, "banned"};
  test_.Publish(std::move(ended), kFirst + 2);
  EXPECT_EQ(bob->Next(), "other/0@0") << "and nothing older counts as delivered";
  EXPECT_EQ(bob->Next(), "closed 1000 banned");
}

TEST_F(AudienceTest, WhatWaitsIsBounded) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  test_.store().hold = true;
  auto batch = std::make_shared<store::Batch>();
  const auto event = std::make_shared<const event::Event>(test_.Message(group, 1, 1));
  for (std::size_t i = 0; i <= IoThread::kHeldMax; ++i) {
    batch->last_position = kFirst + static_cast<std::int64_t>(i);
    batch->entries.push_back({batch->last_position, event});
  }
  test_.gateway->Publish(std::move(batch));
  EXPECT_EQ(bob->Next().substr(0, 11), "closed 1013");
  EXPECT_LE(test_.thread().held().size(), 1U);
}

// A commit can be read a moment before the thread hears of it.
TEST_F(AudienceTest, WhoLeftInACommitThatIsOnItsWayHearsOfIt) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  auto sam = test_.Join(3);
  const std::int64_t first = CommitUnheard(3);
  test_.Publish(test_.Message(group, 1, 1), first);
  EXPECT_EQ(bob->All(), Frames());
  test_.Publish(test_.Message(group, 2, 1), first + 1);
  EXPECT_EQ(bob->All(), Frames());
  test_.Publish(Member(group, 3, false), first + 2);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(bob->Next(), "other/0@" + std::to_string(first + i));
    EXPECT_EQ(sam->Next(), "other/0@" + std::to_string(first + i));
  }
  test_.Publish(test_.Message(group, 3, 1), kFirst);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(sam->All(), Frames());
}

TEST_F(AudienceTest, ASignInThatReadsAheadHearsNothingUntilThatComes) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  const std::int64_t first = CommitUnheard(1);
  test_.Publish(test_.Message(group, 1, 1), first);
  EXPECT_EQ(bob->Next(), "other/0@" + std::to_string(first));
  const std::int64_t left = CommitUnheard(1);
  Wire sam = test_.Connect();
  ASSERT_EQ(sam.Upgrade("/p/ws?token=3&wire=0"), 101);
  for (int i = 0; i < 100; ++i) test_.thread().loop().RunOnce(1);
  EXPECT_EQ(sam.All(), Frames());
  test_.Publish(Member(group, 3, false), left);
  EXPECT_EQ(sam.Next(), "joined") << "what was until then it can read";
  EXPECT_EQ(sam.All(), Frames());
}

TEST_F(AudienceTest, WhoJoinsHearsFromThenOnAndWhoLeavesNoMore) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  auto sam = test_.Join(3);
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  test_.Publish(Member(group, 3, true), kFirst + 1);  // sam hears of it, too
  EXPECT_EQ(sam->Next(), "other/0@1001");
  test_.Publish(test_.Message(group, 2, 1), kFirst + 2);
  EXPECT_EQ(sam->Next(), "other/0@1002");
  test_.Publish(Member(group, 3, false), kFirst + 3);  // and of this
  test_.Publish(test_.Message(group, 3, 1), kFirst + 4);
  EXPECT_EQ(sam->Next(), "other/0@1003");
  EXPECT_EQ(sam->All(), Frames());
}

TEST_F(AudienceTest, AJoinWhileItLoadsIsNotLost) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto sam = test_.Join(3);
  test_.store().hold = true;
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  test_.Turns();
  ASSERT_TRUE(test_.store().RunHeld());  // the snapshot is before the join
  test_.Publish(Member(group, 3, true), kFirst + 1);
  test_.Publish(test_.Message(group, 2, 1), kFirst + 2);
  test_.Turns();
  test_.store().Release();
  EXPECT_EQ(sam->Next(), "other/0@1001");  // nothing of what was before
  EXPECT_EQ(sam->Next(), "other/0@1002");
}

TEST_F(AudienceTest, ALeaveWhileItLoadsIsNotLost) {
  const ConversationId group = test_.MakeGroup({1, 2, 3});
  auto sam = test_.Join(3);
  test_.store().hold = true;
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  test_.Turns();
  ASSERT_TRUE(test_.store().RunHeld());  // the snapshot still has the member
  test_.Publish(Member(group, 3, false), kFirst + 1);
  test_.Publish(test_.Message(group, 2, 1), kFirst + 2);
  test_.Turns();
  test_.store().Release();
  EXPECT_EQ(sam->Next(), "other/0@1000");
  EXPECT_EQ(sam->Next(), "other/0@1001");
  EXPECT_EQ(sam->All(), Frames());
}

TEST_F(AudienceTest, WhoLeftBeforeTheMembersWereReadHearsOfItAsTheLast) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  auto sam = test_.Join(3);
  test_.store().hold = true;
  const std::int64_t left = CommitUnheard(1);  // the snapshot is later, and without the member
  test_.Publish(Member(group, 3, false), left);
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  test_.Turns();
  test_.store().Release();
  EXPECT_EQ(bob->Next(), "other/0@" + std::to_string(left));
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(sam->Next(), "other/0@" + std::to_string(left));
  EXPECT_EQ(sam->All(), Frames());
}

// The line of the group that says so comes before the event with which they leave.
TEST_F(AudienceTest, WhoLeftBeforeTheMembersWereReadHearsWhatWasBeforeIt) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  auto sam = test_.Join(3);
  auto eve = test_.Join(4);
  test_.store().hold = true;
  const std::int64_t first = CommitUnheard(4);
  test_.Publish(test_.Message(group, 1, 1), first);
  test_.Publish(Member(group, 4, true), first + 1);
  test_.Publish(Member(group, 3, false), first + 2);
  test_.Publish(Member(group, 4, false), first + 3);
  test_.Publish(test_.Message(group, 2, 1), kFirst);
  test_.Turns();
  test_.store().Release();
  const auto heard = [&](std::int64_t from, std::int64_t to) {
    Frames out;
    for (std::int64_t i = from; i <= to; ++i) out.push_back("other/0@" + std::to_string(first + i));
    return out;
  };
  for (const std::string& one : heard(0, 3)) EXPECT_EQ(bob->Next(), one);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(sam->All(), heard(0, 2));
  EXPECT_EQ(eve->All(), heard(1, 3)) << "who came and went hears nothing from before";
}

TEST_F(AudienceTest, WhoCameBeforeTheMembersWereReadHearsWhatLedToThat) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  test_.store().hold = true;
  const std::int64_t first = CommitUnheard(2);
  test_.Publish(test_.Message(group, 1, 1), first);  // there is a group
  test_.Publish(Member(group, 2, true), first + 1);
  test_.Turns();
  test_.store().Release();
  EXPECT_EQ(bob->Next(), "other/0@" + std::to_string(first));
  EXPECT_EQ(bob->Next(), "other/0@" + std::to_string(first + 1));
}

TEST_F(AudienceTest, ASignInWhileAudiencesLiveHearsThem) {
  const ConversationId group = test_.MakeGroup({1, 2, 3});
  auto bob = test_.Join(2);
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  auto sam = test_.Join(3);
  test_.Publish(test_.Message(group, 2, 1), kFirst + 1);
  EXPECT_EQ(sam->Next(), "other/0@1001");
}

TEST_F(AudienceTest, ChangesWhileASignInReadsAreNotLost) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  test_.store().hold = true;
  Wire sam = test_.Connect();
  ASSERT_EQ(sam.Upgrade("/p/ws?token=3&wire=0"), 101);
  ASSERT_TRUE(test_.Until([this] { return test_.store().held_count() == 1; }));
  ASSERT_TRUE(test_.store().RunHeld());
  test_.Publish(Member(group, 3, true), kFirst + 1);
  test_.Turns();
  test_.store().Release();
  EXPECT_EQ(sam.Next(), "joined");
  test_.Publish(test_.Message(group, 2, 1), kFirst + 2);
  EXPECT_EQ(sam.Next(), "other/0@1002");
}

TEST_F(AudienceTest, MessagesBeforeTheFirstOneMayHearAreKeptBack) {
  const ConversationId group = test_.MakeGroup({1, 2}, 5);
  auto bob = test_.Join(2);
  test_.Publish(test_.Message(group, 4, 1), kFirst);
  test_.Publish(test_.Message(group, 5, 1), kFirst + 1);
  EXPECT_EQ(bob->Next(), "other/0@1001");
  EXPECT_EQ(bob->All(), Frames());
}

TEST_F(AudienceTest, EachVariantIsRenderedOnce) {
  const ConversationId group = test_.MakeGroup({1, 2, 3, 4, 5});
  std::vector<std::unique_ptr<Wire>> wires;
  for (const std::int64_t user : {1, 2, 3, 4, 5}) wires.push_back(test_.Join(user));
  auto phone = test_.Join(2, 1);
  auto more = test_.Join(2);
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  EXPECT_EQ(wires[1]->Next(), "other/0@1000");
  test_.Turns();
  for (auto& wire : wires) wire->All();
  test_.dialect.renderings = 0;
  event::Event event = test_.Message(group, 2, 1);
  event.targets = {UserId(4), UserId(5)};
  test_.Publish(std::move(event), kFirst + 1);
  EXPECT_EQ(wires[0]->Next(), "own/0@1001");
  EXPECT_EQ(wires[1]->Next(), "other/0@1001");
  EXPECT_EQ(wires[2]->Next(), "other/0@1001");
  EXPECT_EQ(wires[3]->Next(), "target/0@1001");
  EXPECT_EQ(wires[4]->Next(), "target/0@1001");
  EXPECT_EQ(phone->All().back(), "other/1@1001");
  EXPECT_EQ(more->All().back(), "other/0@1001");
  EXPECT_EQ(test_.dialect.renderings, 4);
}

TEST_F(AudienceTest, TheSessionItCameFromHearsNothingButTheUsersOthersDo) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto page = test_.Join(1);
  Session* origin = test_.dialect.opened.back();
  auto phone = test_.Join(1);
  event::Event event = test_.Message(group, 1, 1);
  std::get<event::MessageCreated>(event.payload).origin_session = origin->who().session;
  test_.Publish(std::move(event), kFirst);
  EXPECT_EQ(phone->Next(), "own/0@1000");
  EXPECT_EQ(page->All(), Frames());
}

TEST_F(AudienceTest, DirectConversationsNeedNoAudience) {
  auto ann = test_.Join(1);
  auto bob = test_.Join(2);
  auto sam = test_.Join(3);
  event::Event event = test_.Message(ConversationId(7), 1, 1);
  event.place = {ConversationId(7), ConversationKind::kDirect, UserId(1), UserId(2)};
  test_.Publish(std::move(event), kFirst);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(ann->Next(), "own/0@1000");
  EXPECT_EQ(sam->All(), Frames());
  EXPECT_EQ(test_.thread().audiences().size(), 0U);
}

TEST_F(AudienceTest, IdleAudiencesAreDropped) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  const std::int64_t now_ms = test_.thread().loop().now_ms();
  test_.thread().audiences().DropIdle(now_ms + Audiences::kIdleMs - 1);
  EXPECT_EQ(test_.thread().audiences().size(), 1U);
  test_.thread().audiences().DropIdle(now_ms + Audiences::kIdleMs);
  EXPECT_EQ(test_.thread().audiences().size(), 0U);
  test_.Publish(test_.Message(group, 2, 1), kFirst + 1);
  EXPECT_EQ(bob->Next(), "other/0@1001");
}

TEST_F(AudienceTest, WhoIsGoneIsForgotten) {
  const ConversationId group = test_.MakeGroup({1, 2});
  auto bob = test_.Join(2);
  auto ann = test_.Join(1);
  test_.Publish(test_.Message(group, 1, 1), kFirst);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  bob->peer().CloseSend();
  ASSERT_TRUE(test_.Until([this] { return test_.thread().FindUser(UserId(2)) == nullptr; }));
  test_.Publish(test_.Message(group, 2, 1), kFirst + 1);
  EXPECT_EQ(ann->Next(), "own/0@1000");
  EXPECT_EQ(ann->Next(), "own/0@1001");
}

}  // namespace
}  // namespace koine::gateway
