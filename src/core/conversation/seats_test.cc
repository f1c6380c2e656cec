// Seats, and decisions about many of them at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/conversation/seat_settings.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/membership.h"
#include "core/message/mark.h"
#include "core/version/version.h"

namespace koine::conversation {
namespace {

using core::Heard;
using core::Outcome;
using testing::ElementsAre;

class Seats : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    direct_ = Direct(ann_, bob_);
    group_ = Group(ann_, {bob_.value, cid_.value});
    ASSERT_TRUE(Say(bob_, direct_, "one").ok());
    ASSERT_TRUE(Say(ann_, group_, "two").ok());
    TakeEvents();
  }
  // Runs fn(Txn&, seats) with the user's seats in these conversations.
  template <class F>
  void With(UserId who, std::vector<std::int64_t> ids, F fn) {
    const Status done = Write([&](store::Txn& txn) -> Status {
      fn(txn, access::Seated::OpenMany(txn, As(who), ids));
      return Ok();
    });
    EXPECT_TRUE(done.ok());
  }
  std::vector<std::int64_t> Both() { return {direct_.value, group_.value}; }
  Own OwnOf(UserId who, ConversationId where) {
    const std::int64_t id = where.value;
    auto found = Read([&](store::Txn& txn) { return ListOwn(txn, As(who), std::span(&id, 1)); });
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? Own() : found.front();
  }
  version::Version Now(UserId who) {
    return Read([&](store::Txn& txn) {
      return version::Current(txn, kTenant, version::Collection::kConversations, who.value);
    });
  }
  version::Delta Since(UserId who, const version::Version& seen) {
    return Read([&](store::Txn& txn) {
      return version::Since(txn, kTenant, version::Collection::kConversations, who.value, seen);
    });
  }
  void Leave(UserId who) {
    EXPECT_EQ(Outcome(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(who), group_));
                return group::LeaveGroup(txn, place);
              })),
              "ok");
    TakeEvents();
  }
  std::size_t Readable(UserId who, ConversationId where) {
    auto listed = List(who, where, {});
    return listed.ok() ? listed->size() : 0;
  }
  UserId ann_, bob_, cid_;
  ConversationId direct_, group_;
};
KOINE_ON_BOTH(Seats);

TEST_P(Seats, AreThereForWhoLeftAndForNobodyElse) {
  Leave(cid_);
  auto open = [&](UserId who, ConversationId where) {
    return Outcome(
        Write([&](store::Txn& txn) { return access::Seated::Open(txn, As(who), where); }));
  };
  EXPECT_EQ(open(cid_, group_), "ok");
  EXPECT_EQ(open(cid_, direct_), "ConversationNotFound");
  EXPECT_EQ(open(cid_, ConversationId(999'999)), "ConversationNotFound");
  With(cid_, {direct_.value, group_.value, 999'999}, [&](store::Txn&, const auto& seats) {
    ASSERT_EQ(seats.size(), 1u);
    EXPECT_EQ(seats.front().conversation().id, group_);
    EXPECT_FALSE(seats.front().active());
  });
}

TEST_P(Seats, OfOthersAreForAdministrators) {
  auto open = [&](const access::Principal& who, std::vector<std::int64_t> users) {
    return Write([&](store::Txn& txn) -> Result<std::int64_t> {
      KOINE_TRY(const auto seats, access::Seated::OpenOf(txn, who, group_, users));
      for (const auto& seat : seats) {
        EXPECT_FALSE(seat.who().admin());
        EXPECT_EQ(seat.who().user, seat.member().user);
      }
      return static_cast<std::int64_t>(seats.size());
    });
  };
  EXPECT_EQ(open(As(bob_), {bob_.value}).value(), 1);
  EXPECT_EQ(Outcome(open(As(bob_), {ann_.value})), "Forbidden");
  EXPECT_EQ(Outcome(open(As(bob_), {ann_.value, bob_.value})), "Forbidden");
  EXPECT_EQ(open(AsAdmin(cid_), {ann_.value, bob_.value, 999'999}).value(), 2);
}

TEST_P(Seats, ManyChangeInFewStatementsAndOneVersion) {
  const version::Version before = Now(ann_);
  SettingsIn in;
  in.notify = access::Notify::kSilent;
  in.pinned = true;
  in.ex = "ex";
  in.burn_s = 30;
  int statements = 0;
  With(ann_, Both(), [&](store::Txn& txn, const auto& seats) {
    core::CountingTxn counting(txn);
    ChangeMany(counting, seats, in);
    statements = counting.statements();
  });
  EXPECT_LE(statements, 4 + 2);  // and an event of each
  for (const ConversationId id : {direct_, group_}) {
    const Settings settings = OwnOf(ann_, id).settings;
    EXPECT_TRUE(settings.muted());
    EXPECT_GT(settings.pinned_at, 0);
    EXPECT_EQ(settings.extra.ex, "ex");
    EXPECT_EQ(settings.extra.burn_s, 30);
    EXPECT_EQ(OwnOf(bob_, id).settings, Settings());
  }
  const version::Delta delta = Since(ann_, before);
  EXPECT_EQ(delta.now.number, before.number + 1);
  EXPECT_THAT(delta.updated, testing::UnorderedElementsAre(direct_.value, group_.value));
  EXPECT_EQ(TakeEvents().size(), 2u);
  // Again it changes nothing.
  With(ann_, Both(), [&](store::Txn& txn, const auto& seats) { ChangeMany(txn, seats, in); });
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(Now(ann_).number, before.number + 1);
  // RuoYi-IM's way of setting keeps what it does not know.
  SettingsIn unmuted;
  unmuted.muted = false;
  With(ann_, {direct_.value},
       [&](store::Txn& txn, const auto& seats) { ChangeSettings(txn, seats.front(), unmuted); });
  EXPECT_EQ(OwnOf(ann_, direct_).settings.extra.ex, "ex");
  EXPECT_EQ(OwnOf(ann_, direct_).settings.notify, access::Notify::kOn);
}

TEST_P(Seats, WhatWasHiddenIsListedAgainByADecision) {
  With(ann_, Both(), [](store::Txn& txn, const auto& seats) { HideMany(txn, seats); });
  EXPECT_EQ(TakeEvents().size(), 2u);
  const version::Version before = Now(ann_);
  SettingsIn in;
  in.ex = "";  // as it is
  With(ann_, {group_.value},
       [&](store::Txn& txn, const auto& seats) { ChangeMany(txn, seats, in); });
  EXPECT_EQ(OwnOf(ann_, group_).hidden_seq, -1);
  EXPECT_GT(OwnOf(ann_, direct_).hidden_seq, 0);
  EXPECT_THAT(Since(ann_, before).inserted, ElementsAre(group_.value));
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_NE(heard.front().As<event::ConversationAdded>(), nullptr);
}

TEST_P(Seats, VanishingMessagesAreAMatterOfBoth) {
  auto set = [&](UserId who, ConversationId where, bool on) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Member::Open(txn, As(who), where));
      return SetPrivate(txn, place, on);
    }));
  };
  EXPECT_EQ(set(ann_, group_, true), "WrongKind");
  EXPECT_EQ(set(ann_, direct_, true), "ok");
  EXPECT_TRUE(OwnOf(ann_, direct_).settings.extra.is_private);
  EXPECT_TRUE(OwnOf(bob_, direct_).settings.extra.is_private);
  auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 3u);  // to each that it changed, and the line
  const auto* line = heard.back().As<event::MessageCreated>();
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(std::get<body::Notice>(line->message.body).kind, body::NoticeKind::kPrivateOn);
  EXPECT_EQ(set(bob_, direct_, true), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(set(bob_, direct_, false), "ok");
  EXPECT_FALSE(OwnOf(ann_, direct_).settings.extra.is_private);
}

TEST_P(Seats, ManyAreClearedAtOnceAlsoByWhoLeft) {
  Leave(cid_);
  With(cid_, {group_.value},
       [](store::Txn& txn, const auto& seats) { ClearMany(txn, seats, false); });
  auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_TRUE(heard.front().As<event::ConversationChanged>()->cleared);
  EXPECT_FALSE(heard.front().As<event::ConversationChanged>()->everywhere);
  With(cid_, {group_.value}, [](store::Txn& txn, const auto& seats) {
    EXPECT_LT(seats.front().visible().to, seats.front().visible().from);
    ClearMany(txn, seats, true);
  });
  With(ann_, Both(), [](store::Txn& txn, const auto& seats) { ClearMany(txn, seats, true); });
  EXPECT_EQ(Readable(ann_, direct_), 0u);
  EXPECT_EQ(Readable(ann_, group_), 0u);
  EXPECT_GT(Readable(bob_, group_), 0u);
  EXPECT_EQ(Unread(ann_, direct_), 0);
}

TEST_P(Seats, ClearedForAllIsGoneAndReadForAll) {
  EXPECT_EQ(Unread(bob_, group_), 1);
  With(ann_, Both(), [](store::Txn& txn, const auto& seats) { ClearForAll(txn, seats); });
  for (const UserId user : {ann_, bob_, cid_}) {
    EXPECT_EQ(Readable(user, group_), 0u);
    EXPECT_EQ(Unread(user, group_), 0);
  }
  EXPECT_EQ(Readable(bob_, direct_), 0u);
  auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 2u);
  for (const Heard& one : heard) {
    EXPECT_TRUE(one.event->to_members);
    EXPECT_NE(one.As<event::ConversationCleared>(), nullptr);
  }
  With(ann_, Both(), [](store::Txn& txn, const auto& seats) { ClearForAll(txn, seats); });
  EXPECT_TRUE(TakeEvents().empty());
  // What comes is there, and counts.
  ASSERT_TRUE(Say(ann_, group_, "new").ok());
  EXPECT_EQ(Readable(bob_, group_), 1u);
  EXPECT_EQ(Unread(bob_, group_), 1);
  // Who is not in it any more clears nothing of the others.
  Leave(cid_);
  With(cid_, {group_.value}, [](store::Txn& txn, const auto& seats) { ClearForAll(txn, seats); });
  EXPECT_GT(Readable(bob_, group_), 0u);
}

TEST_P(Seats, MentionsAreTheLastUnreadOnes) {
  message::SendIn in;
  in.body = body::Text{"hi"};
  in.mentions = {bob_.value};
  const auto named = Send(ann_, group_, in);
  ASSERT_EQ(Outcome(named), "ok");
  EXPECT_EQ(OwnOf(bob_, group_).named_seq, named->seq);
  EXPECT_EQ(OwnOf(cid_, group_).named_seq, 0);
  in.mentions.clear();
  in.mention_all = true;
  const auto all = Send(ann_, group_, in);
  ASSERT_EQ(Outcome(all), "ok");
  EXPECT_EQ(OwnOf(cid_, group_).all_seq, all->seq);
  EXPECT_EQ(OwnOf(ann_, group_).all_seq, 0);
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, all->seq)), "ok");
  EXPECT_EQ(OwnOf(bob_, group_).named_seq, 0);
  EXPECT_EQ(OwnOf(bob_, group_).all_seq, 0);
}

// --- messages hidden by number

TEST_P(Seats, MessagesAreHiddenByNumberOnce) {
  auto hide = [&](std::vector<std::int64_t> seqs, bool everywhere) {
    With(ann_, {direct_.value}, [&](store::Txn& txn, const auto& seats) {
      EXPECT_EQ(Outcome(message::HideSeqs(txn, seats.front(), seqs, everywhere)), "ok");
    });
    return TakeEvents();
  };
  ASSERT_TRUE(Say(bob_, direct_, "two").ok());
  TakeEvents();
  auto heard = hide({1, 77}, false);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard.front().event->change_seq, 0);
  EXPECT_EQ(heard.front().event->users, std::vector<UserId>{ann_});
  EXPECT_EQ(heard.front().As<event::MessagesDeleted>()->seqs, std::vector<std::int64_t>{1});
  EXPECT_EQ(Readable(ann_, direct_), 1u);
  EXPECT_EQ(Readable(bob_, direct_), 2u);
  EXPECT_TRUE(hide({1}, true).empty());
  heard = hide({1, 2}, true);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_TRUE(heard.front().event->own_stream);
  EXPECT_EQ(heard.front().event->change_seq, 1);
  EXPECT_EQ(heard.front().As<event::MessagesDeleted>()->seqs, std::vector<std::int64_t>{2});
  const std::vector<std::int64_t> many(message::kHideSeqsMax + 1, 1);
  With(ann_, {direct_.value}, [&](store::Txn& txn, const auto& seats) {
    EXPECT_EQ(Outcome(message::HideSeqs(txn, seats.front(), many, true)), "TooLarge:seqs");
  });
}

}  // namespace
}  // namespace koine::conversation
