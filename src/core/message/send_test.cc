#include "core/message/send.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/message/rows.h"

namespace koine::message {
namespace {

using core::kSetGroup;
using core::kSetMember;
using core::kSetUserState;
using core::Outcome;

class Sending : public core::CoreTest {
 protected:
  void SetUp() override {
    CoreTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    eve_ = AddUser("eve");
    direct_ = Direct(ann_, bob_);
    group_ = Group(ann_, {bob_.value, cid_.value});
    TakeEvents();
  }
  std::vector<body::Message> Stored(ConversationId conversation) {
    std::vector<body::Message> out;
    for (const Row& row : Read([&](store::Txn& txn) {
           return ListOldest(txn, kTenant, conversation, UserId(), 1, 1'000'000, 10'000);
         })) {
      out.push_back(row.message);
    }
    return out;
  }
  UserId ann_, bob_, cid_, eve_;
  ConversationId direct_, group_;
};

TEST_F(Sending, NumbersAreDenseAndPositionsGrow) {
  std::int64_t last_id = 0;
  for (int i = 1; i <= 5; ++i) {
    auto sent = Say(i % 2 == 0 ? ann_ : bob_, direct_, "m" + std::to_string(i));
    ASSERT_TRUE(sent.ok());
    EXPECT_EQ(sent->seq, i);
    EXPECT_GT(sent->id.value, last_id);
    EXPECT_FALSE(sent->before);
    last_id = sent->id.value;
  }
  const auto stored = Stored(direct_);
  ASSERT_EQ(stored.size(), 5u);
  for (std::size_t i = 0; i < stored.size(); ++i) {
    EXPECT_EQ(stored[i].seq, static_cast<std::int64_t>(i + 1));
    EXPECT_EQ(stored[i].counted, static_cast<std::int64_t>(i + 1));
  }
  EXPECT_EQ(std::get<body::Text>(stored[4].body).text, "m5");
}

TEST_F(Sending, NoticesTakeASeqButDoNotCount) {
  auto sent = Say(ann_, group_, "first");
  ASSERT_TRUE(sent.ok());
  const auto stored = Stored(group_);
  ASSERT_EQ(stored.size(), 2u);
  EXPECT_EQ(body::KindOf(stored[0].body), body::Kind::kNotice);
  EXPECT_EQ(stored[0].counted, 0);
  EXPECT_EQ(stored[1].seq, 2);
  EXPECT_EQ(stored[1].counted, 1);
}

TEST_F(Sending, TimesRiseAlsoWhenTheClockStandsOrGoesBack) {
  std::vector<std::int64_t> times;
  for (const std::int64_t step : {0, 0, -5'000, 0, 10'000, -1}) {
    clock.Advance(step);
    auto sent = Say(ann_, direct_, "x");
    ASSERT_TRUE(sent.ok());
    times.push_back(sent->sent_at);
  }
  EXPECT_EQ(times[0], kStartMs);
  EXPECT_EQ(times[1], kStartMs + 1);
  EXPECT_EQ(times[2], kStartMs + 2);
  EXPECT_EQ(times[3], kStartMs + 3);
  EXPECT_EQ(times[4], kStartMs + 5'000);
  EXPECT_EQ(times[5], kStartMs + 5'001);
  const auto stored = Stored(direct_);
  for (std::size_t i = 0; i < stored.size(); ++i) EXPECT_EQ(stored[i].sent_at, times[i]);
}

TEST_F(Sending, ARetryGivesTheFirstMessage) {
  auto first = Say(ann_, direct_, "hello", "c1");
  ASSERT_TRUE(first.ok());
  TakeEvents();
  clock.Advance(1'000);
  auto again = Say(ann_, direct_, "hello", "c1");
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->before);
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(again->seq, first->seq);
  EXPECT_EQ(again->sent_at, first->sent_at);
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(Stored(direct_).size(), 1u);
  EXPECT_EQ(Unread(bob_, direct_), 1);
}

TEST_F(Sending, ARetryAfterAMuteStillGivesTheFirstMessage) {
  auto first = Say(bob_, group_, "hello", "c1");
  ASSERT_TRUE(first.ok());
  Exec(kSetMember, kStartMs + 60'000, 0, 1, group_, bob_);
  auto again = Say(bob_, group_, "hello", "c1");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(Outcome(Say(bob_, group_, "other", "c1")), "MemberMuted");
}

TEST_F(Sending, AReusedIdIsRefused) {
  ASSERT_TRUE(Say(ann_, direct_, "hello", "c1").ok());
  EXPECT_EQ(Outcome(Say(ann_, direct_, "other", "c1")), "ClientIdReused:clientMsgId");
  EXPECT_EQ(Outcome(Say(ann_, group_, "hello", "c1")), "ClientIdReused:clientMsgId");
  SendIn in;
  in.client_id = "c1";
  in.body = body::Custom{"hello", "", ""};
  EXPECT_EQ(Outcome(Send(ann_, direct_, in)), "ClientIdReused:clientMsgId");
  EXPECT_EQ(Stored(direct_).size(), 1u);
  EXPECT_EQ(Stored(group_).size(), 1u);
}

TEST_F(Sending, IdsOfTwoSendersAndTwoDialectsDoNotMeet) {
  auto one = Say(ann_, direct_, "hello", "c1");
  auto two = Say(bob_, direct_, "else", "c1");
  policy.dialect = access::Dialect::kOpenim;
  auto three = Say(ann_, direct_, "third", "c1");
  ASSERT_TRUE(one.ok() && two.ok() && three.ok());
  EXPECT_EQ(Stored(direct_).size(), 3u);
}

TEST_F(Sending, WithoutAnIdARepetitionIsASecondMessage) {
  ASSERT_TRUE(Say(ann_, direct_, "hello").ok());
  ASSERT_TRUE(Say(ann_, direct_, "hello").ok());
  EXPECT_EQ(Stored(direct_).size(), 2u);
}

TEST_F(Sending, AnIdWhoseKeyIsTakenByAnotherTakesTheNextOne) {
  auto first = Say(ann_, direct_, "one", "c1");
  ASSERT_TRUE(first.ok());
  // As if "c2" had the key that "c1" took.
  static const store::Sql kMove{"update message set client_key = ? where id = ?"};
  const std::int64_t key = ClientKey(policy.dialect, "c2");
  Exec(kMove, key, first->id);
  auto second = Say(ann_, direct_, "two", "c2");
  ASSERT_TRUE(second.ok());
  EXPECT_FALSE(second->before);
  auto again = Say(ann_, direct_, "two", "c2");
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->before);
  EXPECT_EQ(again->id, second->id);
}

TEST(ClientKeys, ArePositiveLeaveRoomAndDifferByDialect) {
  std::set<std::int64_t> keys;
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t key = ClientKey(access::Dialect::kRuoyi, std::to_string(i));
    EXPECT_GE(key, 0);
    EXPECT_EQ(key & 0xf, 0);
    keys.insert(key);
    keys.insert(ClientKey(access::Dialect::kOpenim, std::to_string(i)));
  }
  EXPECT_EQ(keys.size(), 2000u);
}

TEST_F(Sending, MutedMembersAndMutedGroups) {
  Exec(kSetMember, kStartMs + 1'000, 0, 1, group_, bob_);
  EXPECT_EQ(Outcome(Say(bob_, group_, "x")), "MemberMuted");
  clock.Advance(1'000);
  EXPECT_EQ(Outcome(Say(bob_, group_, "x")), "ok");
  Exec(kSetGroup, 1, 0, 500, group_);
  EXPECT_EQ(Outcome(Say(bob_, group_, "x")), "GroupMuted");
  EXPECT_EQ(Outcome(Say(ann_, group_, "x")), "ok");
  Exec(kSetMember, 0, 0, 2, group_, bob_);
  EXPECT_EQ(Outcome(Say(bob_, group_, "x")), "ok");
  Exec(kSetGroup, 0, 1, 500, group_);
  EXPECT_EQ(Outcome(Say(ann_, group_, "x")), "GroupBanned");
}

TEST_F(Sending, StrangersAndBlockedOnes) {
  EXPECT_EQ(Outcome(Say(eve_, group_, "x")), "ConversationNotFound");
  Block(bob_, ann_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "BlockedByPeer");
  // A block is one-sided, and does not reach into groups.
  EXPECT_EQ(Outcome(Say(bob_, direct_, "x")), "ok");
  EXPECT_EQ(Outcome(Say(ann_, group_, "x")), "ok");
}

TEST_F(Sending, APeerMayRefuseOrBeGone) {
  Exec(kSetMember, 0, access::Notify::kRefuse, 1, direct_, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "PeerRefuses");
  Exec(kSetMember, 0, access::Notify::kSilent, 1, direct_, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "ok");
  Exec(kSetUserState, 3, 0, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "UserNotFound:receiver");
}

TEST_F(Sending, FriendshipWhereTheDialectAsksForIt) {
  policy.friends_only = true;
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "NotFriends");
  Befriend(ann_, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "ok");
  Block(bob_, ann_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "BlockedByPeer");
}

TEST_F(Sending, WhoWasWrittenToMayAnswerWhereThatIsAllowed) {
  ASSERT_EQ(Outcome(Say(bob_, direct_, "hello")), "ok");
  policy.friends_only = true;
  policy.strangers_answered = false;
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "NotFriends");
  policy.strangers_answered = true;
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "ok");
}

TEST_F(Sending, OnlyTheListOfWhoIsWrittenToCounts) {
  policy.listed_only = true;
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "NotFriends");
  Befriend(ann_, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "ok");
  static const store::Sql kUnlist{"delete from contact where owner_id = ? and peer_id = ?"};
  Exec(kUnlist, ann_, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "x")), "ok");
  EXPECT_EQ(Outcome(Say(bob_, direct_, "x")), "NotFriends");
}

TEST_F(Sending, WhoWantsNoPushIsKnownFromTheMessage) {
  auto quiet = [&](ConversationId place) {
    return (Stored(place).back().options & kQuietOption) != 0;
  };
  ASSERT_EQ(Outcome(Say(ann_, direct_, "x")), "ok");
  EXPECT_FALSE(quiet(direct_));
  Exec(kSetMember, 0, access::Notify::kSilent, 1, direct_, bob_);
  ASSERT_EQ(Outcome(Say(ann_, direct_, "x")), "ok");
  EXPECT_TRUE(quiet(direct_));
  ASSERT_EQ(Outcome(Say(bob_, direct_, "x")), "ok");
  EXPECT_FALSE(quiet(direct_));
}

TEST_F(Sending, MentionAllIsForOwnersAndAdministrators) {
  SendIn in;
  in.body = body::Text{"all"};
  in.mention_all = true;
  EXPECT_EQ(Outcome(Send(bob_, group_, in)), "RoleTooLow:mention_all");
  Exec(kSetMember, 0, 0, 2, group_, bob_);
  EXPECT_EQ(Outcome(Send(bob_, group_, in)), "ok");
  EXPECT_EQ(Outcome(Send(ann_, group_, in)), "ok");
  EXPECT_TRUE(Stored(group_).back().mention_all);
  // It means nothing between two.
  EXPECT_EQ(Outcome(Send(bob_, direct_, in)), "ok");
  EXPECT_FALSE(Stored(direct_).back().mention_all);
}

TEST_F(Sending, MentionsReachMembersOnly) {
  SendIn in;
  in.body = body::Text{"@"};
  in.mentions = {bob_.value, eve_.value, ann_.value, bob_.value, 999'999};
  ASSERT_TRUE(Send(ann_, group_, in).ok());
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].As<event::MessageCreated>()->mentioned, std::vector<UserId>{bob_});
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{bob_});
  static const store::Sql kMentioned{"select user_id from mention where conversation_id = ?"};
  EXPECT_EQ(Read([&](store::Txn& txn) {
              return txn.All(
                  kMentioned, [](const store::Row& r) { return r.Int(0); }, group_);
            }),
            std::vector<std::int64_t>{bob_.value});
  in.mentions.assign(kMentionsMax + 1, bob_.value);
  EXPECT_EQ(Outcome(Send(ann_, group_, in)), "BadArgument:mentionInfo");
  in.mentions.resize(kMentionsMax);
  EXPECT_EQ(Outcome(Send(ann_, group_, in)), "ok");
}

TEST_F(Sending, AReplyQuotesAMessageOfTheSameConversation) {
  auto first = Say(bob_, group_, "question");
  auto elsewhere = Say(bob_, direct_, "private");
  ASSERT_TRUE(first.ok() && elsewhere.ok());
  TakeEvents();
  SendIn in;
  in.body = body::Text{"answer"};
  in.reply_to = elsewhere->id;
  EXPECT_EQ(Outcome(Send(ann_, group_, in)), "MessageNotFound:reply");
  in.reply_to = MessageId(999'999);
  EXPECT_EQ(Outcome(Send(ann_, group_, in)), "MessageNotFound:reply");
  in.reply_to = first->id;
  ASSERT_TRUE(Send(ann_, group_, in).ok());
  EXPECT_EQ(Stored(group_).back().reply_seq, first->seq);
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto& quote = events[0].As<event::MessageCreated>()->quote;
  ASSERT_TRUE(quote);
  EXPECT_EQ(quote->id, first->id);
  EXPECT_EQ(quote->sender_name, "Nbob");
  EXPECT_EQ(std::get<body::Text>(quote->body).text, "question");
  // A member may not quote what was said before their time.
  Exec(core::kSetMinSeq, first->seq + 1, group_);
  EXPECT_EQ(Outcome(Send(ann_, group_, in)), "MessageNotFound:reply");
}

TEST_F(Sending, ContentHasALimit) {
  EXPECT_EQ(Outcome(Say(ann_, direct_, std::string(body::kBodyBytesMax, 'x'))), "ok");
  EXPECT_EQ(Outcome(Say(ann_, direct_, std::string(body::kBodyBytesMax + 1, 'x'))),
            "TooLarge:content");
  SendIn in;
  in.body = body::Text{"x"};
  in.raw = std::string(body::kRawBytesMax + 1, 'x');
  EXPECT_EQ(Outcome(Send(ann_, direct_, in)), "TooLarge:content");
  // JSON within JSON counts as it was sent, not with each of its quotes escaped.
  in = {};
  in.body = body::Custom{std::string(body::kBodyBytesMax, '"'), "", "107"};
  EXPECT_EQ(Outcome(Send(ann_, direct_, in)), "ok");
  EXPECT_EQ(Stored(direct_).size(), 2u);
}

TEST_F(Sending, TheEventTellsTheMembersEverything) {
  SendIn in;
  in.body = body::Text{"hello"};
  in.raw = R"({"x":1})";
  in.client_id = "c1";
  auto sent = Write([&](store::Txn& txn) -> Result<Sent> {
    KOINE_TRY(const access::Member place, access::Member::Open(txn, As(ann_, 42), group_));
    return message::Send(txn, place, in);
  });
  ASSERT_TRUE(sent.ok());
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const event::Event& event = *events[0].event;
  EXPECT_GT(events[0].position, 0);
  EXPECT_EQ(event.tenant, kTenant);
  EXPECT_EQ(event.actor, ann_);
  EXPECT_EQ(event.place.id, group_);
  EXPECT_EQ(event.place.kind, ConversationKind::kGroup);
  EXPECT_TRUE(event.to_members);
  EXPECT_TRUE(event.users.empty());
  EXPECT_TRUE(event.membership.empty());
  EXPECT_EQ(event.at, sent->sent_at);
  const auto& created = std::get<event::MessageCreated>(event.payload);
  EXPECT_EQ(created.sender.id, ann_);
  EXPECT_EQ(created.sender.name, "Nann");
  EXPECT_EQ(created.origin_session, 42u);
  EXPECT_EQ(created.message.seq, sent->seq);
  EXPECT_EQ(created.message.client_id, "c1");
  EXPECT_EQ(created.message.raw, R"({"x":1})");
  EXPECT_EQ(std::get<body::Text>(created.message.body).text, "hello");
  // The row's id is the event's position.
  EXPECT_EQ(Stored(group_).back().id.value, events[0].position);
}

class SendingAtOnce : public core::PairOnBothTest {
 protected:
  void SetUp() override {
    PairOnBothTest::SetUp();
    group_ = Group(ann_, {bob_.value});
    TakeEvents();
  }
  ConversationId group_;
};
KOINE_ON_BOTH(SendingAtOnce);

TEST_P(SendingAtOnce, ARetryFromManyThreadsIsOneMessage) {
  constexpr int kThreads = 32;
  std::mutex mutex;
  std::set<std::int64_t> ids;
  int first = 0;
  core::OnThreads(kThreads, [&](int) {
    auto sent = Say(ann_, direct_, "hello", "the id");
    const std::lock_guard lock(mutex);
    ASSERT_EQ(Outcome(sent), "ok");
    ids.insert(sent->id.value);
    if (!sent->before) ++first;
  });
  EXPECT_EQ(ids.size(), 1u);
  EXPECT_EQ(first, 1);
  EXPECT_EQ(TakeEvents().size(), 1u);
  EXPECT_EQ(Unread(bob_, direct_), 1);
}

TEST_P(SendingAtOnce, OneIdIntoTwoConversationsIsOneMessage) {
  std::atomic<int> sent = 0;
  std::atomic<int> refused = 0;
  core::OnThreads(16, [&](int i) {
    auto out = Say(ann_, i % 2 == 0 ? direct_ : group_, "hello", "the id");
    if (out.ok()) ++sent;
    if (Outcome(out) == "ClientIdReused:clientMsgId") ++refused;
  });
  EXPECT_EQ(sent, 8);
  EXPECT_EQ(refused, 8);
  EXPECT_EQ(TakeEvents().size(), 1u);
}

TEST_P(SendingAtOnce, NumbersStayDenseAndPositionsFollowThem) {
  constexpr int kThreads = 16;
  constexpr int kEach = 10;
  core::OnThreads(kThreads, [&](int i) {
    for (int n = 0; n < kEach; ++n) {
      auto sent = Say(i % 2 == 0 ? ann_ : bob_, i % 4 < 2 ? direct_ : group_, "x",
                      std::to_string(i * kEach + n));
      EXPECT_EQ(Outcome(sent), "ok");
    }
  });
  for (const ConversationId conversation : {direct_, group_}) {
    auto rows = Read([&](store::Txn& txn) {
      return ListOldest(txn, kTenant, conversation, UserId(), 1, 1'000, 1'000);
    });
    const std::int64_t notices = conversation == group_ ? 1 : 0;
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(kThreads * kEach / 2 + notices));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto& m = rows[i].message;
      EXPECT_EQ(m.seq, static_cast<std::int64_t>(i + 1));
      EXPECT_EQ(m.counted, m.seq - notices);
      if (i == 0) continue;
      EXPECT_GT(m.id, rows[i - 1].message.id);
      EXPECT_GT(m.sent_at, rows[i - 1].message.sent_at);
    }
    EXPECT_EQ(Unread(ann_, conversation), kThreads * kEach / 4);
    EXPECT_EQ(Unread(bob_, conversation), kThreads * kEach / 4);
  }
  // Every position once, in order.
  std::int64_t last = 0;
  for (const core::Heard& heard : TakeEvents()) {
    if (last > 0) {
      EXPECT_EQ(heard.position, last + 1);
    }
    last = heard.position;
  }
  EXPECT_EQ(last, store().head());
}

}  // namespace
}  // namespace koine::message
