#include "core/message/read.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/membership.h"

namespace koine::message {
namespace {

using core::kSetRecalled;
using core::Outcome;

class Reading : public core::CoreTest {
 protected:
  void SetUp() override {
    CoreTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    direct_ = Direct(ann_, bob_);
    TakeEvents();
  }
  // 'a' = ann writes, 'b' = bob writes.
  std::vector<Sent> Script(ConversationId where, const std::string& writers) {
    std::vector<Sent> out;
    for (const char c : writers) {
      auto sent = Say(c == 'a' ? ann_ : c == 'b' ? bob_ : cid_, where, "m");
      EXPECT_EQ(Outcome(sent), "ok");
      out.push_back(*sent);
    }
    return out;
  }
  std::int64_t Total(UserId who) {
    return Read([&](store::Txn& txn) { return conversation::TotalUnread(txn, As(who)); });
  }
  template <class Door, class F>
  auto Inside(UserId who, ConversationId where, F fn) {
    return Write([&](store::Txn& txn) -> decltype(fn(txn, std::declval<Door&>())) {
      KOINE_TRY(Door place, Door::Open(txn, As(who), where));
      return fn(txn, place);
    });
  }
  UserId ann_, bob_, cid_;
  ConversationId direct_;
};

TEST_F(Reading, OwnMessagesNeverCount) {
  Script(direct_, "aaba");
  EXPECT_EQ(Unread(ann_, direct_), 1);
  EXPECT_EQ(Unread(bob_, direct_), 3);
  EXPECT_EQ(Total(ann_), 1);
  EXPECT_EQ(Total(bob_), 3);
}

TEST_F(Reading, NoticesNeverCount) {
  const ConversationId group = Group(ann_, {bob_.value});
  EXPECT_EQ(Unread(bob_, group), 0);
  EXPECT_EQ(Unread(ann_, group), 0);
  Script(group, "a");
  EXPECT_EQ(Unread(bob_, group), 1);
}

// Every cursor position over every mixture of own and others' messages, reached in one step and
// from one before, against plain counting.
TEST_F(Reading, UnreadIsWhatOthersWroteAfterTheCursor) {
  const std::string writers = "abbaababbbaaab";
  const UserId dan = AddUser("dan");
  for (int from = 0; from <= static_cast<int>(writers.size()); from += 3) {
    const UserId reader = AddUser("r" + std::to_string(from));
    const ConversationId place = Direct(dan, reader);
    for (const char c : writers) {
      ASSERT_EQ(Outcome(Say(c == 'a' ? reader : dan, place, "m")), "ok");
    }
    ASSERT_EQ(Outcome(MarkRead(reader, place, from)), "ok");
    for (int to = from; to <= static_cast<int>(writers.size()); ++to) {
      if (to > from) {
        ASSERT_EQ(Outcome(MarkRead(reader, place, to)), "ok");
      }
      const auto rest = writers.substr(static_cast<std::size_t>(to));
      EXPECT_EQ(Unread(reader, place), std::count(rest.begin(), rest.end(), 'b'))
          << "from " << from << " to " << to;
    }
    ASSERT_EQ(Outcome(Say(reader, place, "own")), "ok");
    EXPECT_EQ(Unread(reader, place), 0);
    ASSERT_EQ(Outcome(Say(dan, place, "new")), "ok");
    EXPECT_EQ(Unread(reader, place), 1);
  }
}

TEST_F(Reading, ACursorNeverMovesBackAndStopsAtTheEnd) {
  Script(direct_, "aaaa");
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 3)), "ok");
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 1)), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 1);
  TakeEvents();
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, -7)), "ok");
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 3)), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 1'000'000)), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 0);
  // What comes later is unread although the member "read" beyond the end.
  Script(direct_, "a");
  EXPECT_EQ(Unread(bob_, direct_), 1);
}

TEST_F(Reading, RecalledMessagesDoNotCount) {
  Script(direct_, "aaa");
  Exec(kSetRecalled, kStartMs, direct_, 2);
  EXPECT_EQ(Unread(bob_, direct_), 2);
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 2)), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 1);
}

TEST_F(Reading, SomebodyWhoComesBackStartsAtTheEnd) {
  const ConversationId group = Group(ann_, {bob_.value});
  Script(group, "abab");
  ASSERT_EQ(
      Outcome(Inside<access::GroupMember>(
          bob_, group, [](store::Txn& txn, auto& place) { return group::LeaveGroup(txn, place); })),
      "ok");
  Script(group, "aa");
  ASSERT_EQ(Outcome(Inside<access::GroupAdmin>(ann_, group,
                                               [&](store::Txn& txn, auto& place) {
                                                 return group::AddMembers(txn, place, {bob_.value});
                                               })),
            "ok");
  EXPECT_EQ(Unread(bob_, group), 0);
  EXPECT_EQ(Unread(ann_, group), 2);
  Script(group, "ab");
  EXPECT_EQ(Unread(bob_, group), 1);
  EXPECT_EQ(Unread(ann_, group), 3);
  ASSERT_EQ(Outcome(MarkRead(bob_, group, 1'000)), "ok");
  EXPECT_EQ(Unread(bob_, group), 0);
}

TEST_F(Reading, TheEventNamesWhatWasRead) {
  const auto sent = Script(direct_, "abaab");
  TakeEvents();
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 4)), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const event::Event& event = *events[0].event;
  EXPECT_EQ(event.actor, bob_);
  EXPECT_TRUE(event.to_members);
  EXPECT_EQ(event.place.id, direct_);
  EXPECT_EQ(event.place.lo, std::min(ann_, bob_));
  const auto* read = events[0].As<event::ConversationRead>();
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(read->reader.id, bob_);
  EXPECT_EQ(read->from_seq, 1);
  EXPECT_EQ(read->to_seq, 4);
  EXPECT_EQ(read->last_id, sent[3].id);
  EXPECT_EQ(read->message_ids,
            (std::vector<std::int64_t>{sent[3].id.value, sent[2].id.value, sent[0].id.value}));
}

TEST_F(Reading, TheEventNamesTheNewestOnly) {
  std::int64_t last = 0;
  for (int i = 0; i < event::kReadIdsMax + 5; ++i) last = Script(direct_, "a")[0].id.value;
  TakeEvents();
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 1'000)), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto& ids = events[0].As<event::ConversationRead>()->message_ids;
  ASSERT_EQ(ids.size(), static_cast<std::size_t>(event::kReadIdsMax));
  EXPECT_EQ(ids[0], last);
}

TEST_F(Reading, LargeGroupsHearNothingAndKeepNoMarks) {
  const ConversationId group = Group(ann_, {bob_.value});
  Script(group, "a");
  static const store::Sql kGrow{"update conversation set member_count = ? where id = ?"};
  static const store::Sql kMarks{"select count(*) from read_mark where conversation_id = ?"};
  auto marks = [&] {
    return Read([&](store::Txn& txn) {
      return *txn.First(
          kMarks, [](const store::Row& r) { return r.Int(0); }, group);
    });
  };
  Exec(kGrow, kReadMarkMembersMax + 1, group);
  TakeEvents();
  ASSERT_EQ(Outcome(MarkRead(bob_, group, 2)), "ok");
  auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_FALSE(events[0].event->to_members);
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{bob_});
  EXPECT_EQ(marks(), 0);
  Exec(kGrow, kReadMarkMembersMax, group);
  Script(group, "a");
  TakeEvents();
  ASSERT_EQ(Outcome(MarkRead(bob_, group, 3)), "ok");
  events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_TRUE(events[0].event->to_members);
  EXPECT_EQ(marks(), 1);
}

TEST_F(Reading, ReadingsOneAfterAnotherAreOneChange) {
  Script(direct_, "aaabbb");
  static const store::Sql kChanges{
      "select change_seq, seq, to_seq, actor_id, kind from change where conversation_id = ? "
      "order by change_seq"};
  using Line = std::vector<std::int64_t>;
  auto changes = [&] {
    return Read([&](store::Txn& txn) {
      return txn.All(
          kChanges,
          [](const store::Row& r) {
            return Line{r.Int(0), r.Int(1), r.Int(2), r.Int(3), r.Int(4)};
          },
          direct_);
    });
  };
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 1)), "ok");
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 3)), "ok");
  EXPECT_EQ(changes(), std::vector<Line>({{2, 1, 3, bob_.value, 4}}));
  ASSERT_EQ(Outcome(MarkRead(ann_, direct_, 6)), "ok");
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 6)), "ok");
  EXPECT_EQ(changes(),
            std::vector<Line>(
                {{2, 1, 3, bob_.value, 4}, {3, 1, 6, ann_.value, 4}, {4, 4, 6, bob_.value, 4}}));
}

TEST_F(Reading, TheGreatestOfSomeIdsIsOneOfTheConversation) {
  const auto here = Script(direct_, "aa");
  const ConversationId other = Direct(ann_, cid_);
  const auto there = Script(other, "aaa");
  auto greatest = [&](std::vector<std::int64_t> ids) {
    return Read([&](store::Txn& txn) {
      auto place = access::Member::Open(txn, As(ann_), direct_);
      return GreatestSeq(txn, *place, ids);
    });
  };
  EXPECT_EQ(greatest({}), 0);
  EXPECT_EQ(greatest({there[2].id.value, 999'999}), 0);
  EXPECT_EQ(greatest({here[0].id.value, there[2].id.value}), 1);
  EXPECT_EQ(greatest({here[1].id.value, here[0].id.value}), 2);
}

class ReadingOnBoth : public core::CoreOnBothTest {};
KOINE_ON_BOTH(ReadingOnBoth);

TEST_P(ReadingOnBoth, TwoDevicesReadAtOnce) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const ConversationId direct = Direct(ann, bob);
  constexpr int kMessages = 20;
  for (int i = 0; i < kMessages; ++i)
    ASSERT_EQ(Outcome(Say(i % 3 == 0 ? bob : ann, direct, "m")), "ok");
  core::OnThreads(8, [&](int i) {
    for (int seq = 1 + i; seq <= kMessages - 2; seq += 3) {
      EXPECT_EQ(Outcome(MarkRead(bob, direct, seq)), "ok");
    }
  });
  // 19 is bob's own, 20 is ann's: the cursor stands at 18.
  const auto summary = Summary(bob, direct);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->member.read_seq, kMessages - 2);
  EXPECT_EQ(summary->unread, 1);
  EXPECT_EQ(Read([&](store::Txn& txn) { return conversation::TotalUnread(txn, As(bob)); }), 1);
}

}  // namespace
}  // namespace koine::message
