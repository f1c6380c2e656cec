#include "core/wallet/red_packet.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "core/message/read.h"
#include "core/message/revise.h"
#include "core/wallet/books.h"
#include "core/wallet/wallet.h"
#include "core/wallet/wallet_test_util.h"
#include "store/job.h"

namespace koine::wallet {
namespace {

using core::Outcome;
using store::Txn;
using wallet::PassedTrade;

class RedPackets : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    boss_ = AddUser("boss");
    wallet::SetTradeHash(*this, ann_);
    Fund(ann_, 100'000);
    group_ = Group(ann_, {bob_.value, cid_.value});
  }
  void Fund(UserId user, std::int64_t cents) {
    const auto given = Write([&](Txn& txn) {
      return wallet::Adjust(txn, AsAdmin(boss_), {user, cents, ""}, "");
    });
    ASSERT_TRUE(given.ok());
  }
  static PacketIn Of(std::int64_t total, std::int64_t count, Split split = Split::kLucky) {
    return {total, count, split, "", PassedTrade(), {}, ""};
  }
  Result<SentPacket> Put(UserId who, ConversationId where, const PacketIn& in) {
    return Write([&](Txn& txn) -> Result<SentPacket> {
      KOINE_TRY(const auto place, access::Member::Open(txn, As(who), where));
      return wallet::SendPacket(txn, place, in);
    });
  }
  Result<GrabbedPacket> Take(UserId who, const std::string& uuid) {
    return store().WriteAndWait({"grab", store::KeyOf('u', who.value)},
                                [&](Txn& txn) -> Result<GrabbedPacket> {
                                  KOINE_TRY(const auto door, PacketDoor::Open(txn, As(who), uuid));
                                  return GrabPacket(txn, door);
                                });
  }
  std::int64_t Balance(UserId user) {
    return Read([&](Txn& txn) { return wallet::Find(txn, kTenant, user).balance; });
  }
  // What disagrees anywhere.
  std::vector<std::string> Findings() {
    return Read([&](Txn& txn) {
      auto out = wallet::CheckBooks(txn).findings;
      for (auto& line : CheckPackets(txn).findings) out.push_back(line);
      return out;
    });
  }
  int RunJobs() {
    store::JobRunner jobs(store(), clock);
    AddPacketJobs(jobs);
    return jobs.RunDue();
  }
  UserId ann_, bob_, cid_, boss_;
  ConversationId group_;
};
KOINE_ON_BOTH(RedPackets);

TEST_P(RedPackets, AreSentAndTaken) {
  TakeEvents();
  const auto sent = Put(ann_, group_, Of(1000, 2));
  ASSERT_EQ(Outcome(sent), "ok");
  const std::string uuid = sent->packet.uuid;
  EXPECT_EQ(uuid.size(), 36u);
  EXPECT_EQ(sent->balance, 99'000);
  EXPECT_EQ(sent->packet.expires_at, kStartMs + 24LL * 3600 * 1000);
  bool told = false;
  for (const auto& heard : TakeEvents()) {
    const auto* created = heard.As<event::MessageCreated>();
    if (created == nullptr) continue;
    const auto* body = std::get_if<body::RedPacket>(&created->message.body);
    ASSERT_NE(body, nullptr);
    EXPECT_EQ(body->packet, uuid);
    EXPECT_EQ(body->remark, kPacketDefaultRemark);
    EXPECT_EQ(body::Preview(created->message.body), "[红包] 恭喜发财，大吉大利");
    told = true;
  }
  EXPECT_TRUE(told);
  EXPECT_EQ(Unread(bob_, group_), 1);
  EXPECT_EQ(Outcome(Take(bob_, "no such")), "NotFound:red_packet");
  EXPECT_EQ(Outcome(Take(boss_, uuid)), "NotMember");
  const auto first = Take(bob_, uuid);
  ASSERT_EQ(Outcome(first), "ok");
  EXPECT_EQ(first->left_count, 1);
  EXPECT_EQ(first->left_cents, 1000 - first->cents);
  EXPECT_EQ(Outcome(Take(bob_, uuid)), "MoneyRefused:taken");
  // The sender may take a share of a group's.
  const auto second = Take(ann_, uuid);
  ASSERT_EQ(Outcome(second), "ok");
  EXPECT_EQ(second->left_count, 0);
  EXPECT_EQ(first->cents + second->cents, 1000);
  EXPECT_EQ(Outcome(Take(cid_, uuid)), "MoneyRefused:none_left");
  // Who has one is told so rather than that nothing is left.
  EXPECT_EQ(Outcome(Take(bob_, uuid)), "MoneyRefused:taken");
  EXPECT_EQ(Balance(bob_), first->cents);
  EXPECT_EQ(Balance(ann_), 99'000 + second->cents);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
  const auto detail = Read([&](Txn& txn) { return LookAtPacket(txn, As(bob_), uuid); });
  ASSERT_EQ(Outcome(detail), "ok");
  EXPECT_EQ(detail->packet.state, PacketState::kFinished);
  ASSERT_EQ(detail->shares.size(), 2u);
  EXPECT_EQ(detail->shares[0].taker.id, bob_);
  EXPECT_EQ(detail->shares[0].taker.name, "Nbob");
  EXPECT_EQ(detail->shares[0].best, first->cents >= second->cents);
  EXPECT_NE(detail->shares[1].best, detail->shares[0].best);
  EXPECT_EQ(Outcome(Read([&](Txn& txn) { return LookAtPacket(txn, As(boss_), uuid); })),
            "NotMember");
  EXPECT_EQ(Outcome(Read([&](Txn& txn) { return LookAtPacketAsAdmin(txn, As(bob_), uuid); })),
            "Forbidden");
}

TEST_P(RedPackets, AreRefusedInOrder) {
  auto outcome = [&](PacketIn in) { return Outcome(Put(ann_, group_, in)); };
  EXPECT_EQ(outcome(Of(100, 0)), "BadArgument:totalCount");
  EXPECT_EQ(outcome(Of(1000, 101)), "BadArgument:totalCount");
  EXPECT_EQ(outcome(Of(99, 100)), "BadArgument:totalAmount");
  EXPECT_EQ(outcome(Of(20'001, 1)), "BadArgument:totalAmount");
  PacketIn in = Of(100, 1);
  in.remark = std::string(kPacketRemarkMax + 1, 'x');
  EXPECT_EQ(outcome(in), "BadArgument:remark");
  in = Of(200'000, 10);
  in.trade = {};
  EXPECT_EQ(outcome(in), "MoneyRefused:trade_password");
  EXPECT_EQ(outcome(Of(200'000, 10)), "MoneyRefused:balance");
  Exec(core::kSetMember, kStartMs + 1000, 0, 1, group_, ann_);
  EXPECT_EQ(outcome(Of(200'000, 10)), "MemberMuted");
  Exec(core::kSetMember, 0, 0, 3, group_, ann_);
  EXPECT_EQ(outcome(Of(100, 100, Split::kEqual)), "ok");
  // Between two: one share, for the other one alone.
  policy.friends_only = true;
  const ConversationId direct = Direct(ann_, bob_);
  EXPECT_EQ(Outcome(Put(ann_, direct, Of(100, 2))), "BadArgument:totalCount");
  EXPECT_EQ(Outcome(Put(ann_, direct, Of(100, 1))), "NotFriends");
  Befriend(ann_, bob_);
  const auto sent = Put(ann_, direct, Of(100, 1));
  ASSERT_EQ(Outcome(sent), "ok");
  EXPECT_EQ(Outcome(Take(ann_, sent->packet.uuid)), "Forbidden");
  EXPECT_EQ(Outcome(Take(cid_, sent->packet.uuid)), "Forbidden");
  EXPECT_EQ(Take(bob_, sent->packet.uuid)->cents, 100);
  Block(bob_, ann_);
  EXPECT_EQ(Outcome(Put(ann_, direct, Of(100, 1))), "BlockedByPeer");
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(RedPackets, WhatNobodyTookComesBackOnce) {
  const auto sent = Put(ann_, group_, Of(900, 3, Split::kEqual));
  ASSERT_EQ(Outcome(sent), "ok");
  const std::string uuid = sent->packet.uuid;
  ASSERT_EQ(Outcome(Take(bob_, uuid)), "ok");
  EXPECT_EQ(RunJobs(), 0);
  clock.Advance(24LL * 3600 * 1000);
  // Due, and nobody has noted it.
  EXPECT_EQ(Outcome(Take(cid_, uuid)), "MoneyRefused:expired");
  EXPECT_EQ(Outcome(Take(bob_, uuid)), "MoneyRefused:taken");
  TakeEvents();
  // Whoever comes first: the job, or those who were told so.
  core::OnThreads(4, [&](int thread) {
    if (thread == 0) {
      RunJobs();
      return;
    }
    const auto done = store().WriteAndWait({"expire", store::KeyOf('u', thread)}, [&](Txn& txn) {
      return ExpirePackets(txn, kTenant, PacketSpace::kWallet, uuid);
    });
    EXPECT_TRUE(done.ok());
  });
  EXPECT_EQ(Balance(ann_), 100'000 - 300);
  int told = 0;
  for (const auto& heard : TakeEvents()) {
    if (const auto* money = heard.As<event::MoneyTold>()) {
      ++told;
      EXPECT_EQ(money->cents, 600);
      EXPECT_EQ(money->ref, uuid);
    }
  }
  EXPECT_EQ(told, 1);
  EXPECT_EQ(RunJobs(), 0);
  EXPECT_EQ(Outcome(Take(cid_, uuid)), "MoneyRefused:expired");
  EXPECT_EQ(Balance(ann_), 100'000 - 300);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(RedPackets, NoMessageOfOneIsTakenBackOrSentOn) {
  const auto sent = Put(ann_, group_, Of(900, 3));
  ASSERT_EQ(Outcome(sent), "ok");
  const auto page = List(bob_, group_, {message::PageOf::Kind::kBefore, MessageId(), 10});
  ASSERT_TRUE(page.ok() && !page->empty());
  const MessageId id = page->back().row.message.id;
  EXPECT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              KOINE_TRY(const auto place, access::Message::Open(txn, As(ann_), id));
              return message::Recall(txn, place);
            })),
            "BadState:red_packet");
  EXPECT_EQ(Outcome(Read([&](Txn& txn) -> Result<message::SendIn> {
              KOINE_TRY(const auto place, access::Message::Peek(txn, As(bob_), id));
              return message::ForwardOf(txn, place);
            })),
            "BadArgument:message_type");
}

// Each of many gets a share at most once, and together they get all of it.
TEST_P(RedPackets, ManyTakeAtTheSameTime) {
  constexpr int kPeople = 24;
  std::vector<std::int64_t> people;
  for (int i = 0; i < kPeople; ++i) people.push_back(AddUser("u" + std::to_string(i)).value);
  const ConversationId place = Group(ann_, people);
  std::vector<std::string> packets;
  for (const int count : {1, 7, 24, 40}) {
    packets.push_back(Put(ann_, place, Of(count * 10 + 3, count))->packet.uuid);
  }
  std::atomic<int> taken[4] = {};
  std::atomic<std::int64_t> cents[4] = {};
  core::OnThreads(8, [&](int thread) {
    for (int i = 0; i < kPeople * 2; ++i) {
      for (std::size_t p = 0; p < 4; ++p) {
        // Everybody twice, from different threads.
        const UserId who(people[static_cast<std::size_t>((i + thread * 3) % kPeople)]);
        const auto got = Take(who, packets[p]);
        if (!got.ok()) continue;
        ++taken[p];
        cents[p] += got->cents;
      }
    }
  });
  EXPECT_EQ(taken[0], 1);
  EXPECT_EQ(taken[1], 7);
  EXPECT_EQ(taken[2], 24);
  EXPECT_EQ(taken[3], 24);
  EXPECT_EQ(cents[0], 13);
  EXPECT_EQ(cents[1], 73);
  EXPECT_EQ(cents[2], 243);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
  std::int64_t sum = 0;
  for (const std::int64_t id : people) sum += Balance(UserId(id));
  EXPECT_EQ(sum, cents[0] + cents[1] + cents[2] + cents[3]);
}

TEST_P(RedPackets, TheServiceMovesNoMoney) {
  const PacketLimits limits;
  auto hand_out = [&](std::int64_t user, std::int64_t total, std::int64_t count) {
    return Write([&](Txn& txn) {
      return HandOutPacket(txn, kTenant, user, total, count, Split::kLucky, limits);
    });
  };
  auto rob = [&](std::int64_t user, const std::string& uuid) {
    return Write([&](Txn& txn) { return RobPacket(txn, kTenant, user, uuid); });
  };
  auto robbed = [&](std::int64_t user, const std::string& uuid) {
    return Read([&](Txn& txn) { return HasRobbedPacket(txn, kTenant, user, uuid); });
  };
  EXPECT_EQ(Outcome(hand_out(0, 100, 1)), "BadArgument:userId");
  EXPECT_EQ(Outcome(hand_out(5, 100, 0)), "BadArgument:count");
  EXPECT_EQ(Outcome(hand_out(5, 1, 2)), "BadArgument:total");
  const auto made = hand_out(ann_.value, 500, 2);
  ASSERT_EQ(Outcome(made), "ok");
  EXPECT_EQ(Outcome(rob(77, "none")), "NotFound:red_packet");
  EXPECT_EQ(Outcome(rob(0, *made)), "BadArgument:userId");
  // Neither kind is found as the other.
  const auto real = Put(ann_, group_, Of(100, 1));
  EXPECT_EQ(Outcome(rob(77, real->packet.uuid)), "NotFound:red_packet");
  EXPECT_EQ(Outcome(Take(bob_, *made)), "NotFound:red_packet");
  EXPECT_FALSE(robbed(77, *made));
  const auto first = rob(77, *made);
  ASSERT_EQ(Outcome(first), "ok");
  EXPECT_TRUE(robbed(77, *made));
  EXPECT_FALSE(robbed(78, *made));
  EXPECT_FALSE(robbed(77, "none"));
  EXPECT_EQ(Outcome(rob(77, *made)), "MoneyRefused:taken");
  EXPECT_EQ(*first + *rob(bob_.value, *made), 500);
  EXPECT_EQ(Outcome(rob(79, *made)), "MoneyRefused:none_left");
  const auto late = hand_out(ann_.value, 500, 2);
  clock.Advance(limits.expire_ms);
  EXPECT_EQ(Outcome(rob(79, *late)), "MoneyRefused:expired");
  EXPECT_EQ(RunJobs(), 2);  // this, and the rest of the real one
  EXPECT_EQ(Outcome(rob(79, *late)), "MoneyRefused:expired");
  EXPECT_EQ(Balance(ann_), 100'000);
  EXPECT_EQ(Balance(bob_), 0);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(RedPackets, TheBooksKnowThePackets) {
  const auto sent = Put(ann_, group_, Of(900, 3, Split::kEqual));
  ASSERT_EQ(Outcome(Take(bob_, sent->packet.uuid)), "ok");
  static const store::Sql kLeft{"update red_packet set left_cents = left_cents + ? where uuid = ?"};
  static const store::Sql kCents{"update red_share set cents = cents + ? where packet_id = ?"};
  const std::string& uuid = sent->packet.uuid;
  auto findings = [&] { return Read([&](Txn& txn) { return CheckPackets(txn).findings; }); };
  EXPECT_EQ(findings(), std::vector<std::string>{});
  Exec(kLeft, 1, uuid);
  auto lines = findings();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0], "packet " + uuid + ": its account holds 6.00, and should hold 6.01");
  Exec(kLeft, -1, uuid);
  Exec(kCents, 1, sent->packet.id);
  lines = findings();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1], "packet " + uuid + ": a share of 3.01 was taken, its entry says 3.00");
}

// Whoever heard no answer sends it again, even at once: there is one packet, and one message.
TEST_P(RedPackets, ARepeatedRequestIsOnePacket) {
  PacketIn in = Of(1000, 2);
  in.request = "one";
  std::atomic<int> sent = 0;
  core::OnThreads(4, [&](int thread) {
    const auto got = store().WriteAndWait(
        {"send", store::KeyOf('u', thread + 1)}, [&](Txn& txn) -> Result<SentPacket> {
          KOINE_TRY(const auto place, access::Member::Open(txn, As(ann_), group_));
          return wallet::SendPacket(txn, place, in);
        });
    EXPECT_EQ(Outcome(got), "ok");
    if (got.ok()) ++sent;
  });
  EXPECT_EQ(sent, 4);
  EXPECT_EQ(Balance(ann_), 99'000);
  const auto first = Put(ann_, group_, in);
  const auto again = Put(ann_, group_, in);
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->packet.uuid, again->packet.uuid);
  EXPECT_EQ(first->message, again->message);
  EXPECT_EQ(again->balance, 99'000);
  EXPECT_EQ(Read([&](Txn& txn) { return CountPackets(txn, kTenant, {}); }), 1);
  in.total = 2000;
  EXPECT_EQ(Outcome(Put(ann_, group_, in)), "Conflict:request");
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

}  // namespace
}  // namespace koine::wallet
