// Commands that share a transaction: what one appends the next cannot read yet (PostgreSQL numbers
// rows at the end of a batch), and still nothing is lost.

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "core/contact/contact.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/message/rows.h"
#include "core/message/sent_day.h"

namespace koine::message {
namespace {

using core::Outcome;
using Command = std::function<Status(store::Txn&)>;

class SameBatch : public core::PairOnBothTest {
 protected:
  void SetUp() override {
    PairOnBothTest::SetUp();
    ASSERT_EQ(Outcome(Say(ann_, direct_, "one")), "ok");
  }
  Command Saying(UserId who, std::string text, std::string client_id = "") {
    return [this, who, text, client_id](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Member::Open(txn, As(who), direct_));
      SendIn in;
      in.body = body::Text{text};
      in.client_id = client_id;
      KOINE_TRY(const Sent sent, message::Send(txn, place, in));
      static_cast<void>(sent);
      return Ok();
    };
  }
  Command Reading(UserId who, std::int64_t to) {
    return [this, who, to](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Seated::Open(txn, As(who), direct_));
      return message::MarkRead(txn, place, to);
    };
  }
  Command Setting(UserId who, std::int64_t to) {
    return [this, who, to](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Seated::Open(txn, As(who), direct_));
      return SetCursor(txn, place, to);
    };
  }
};
KOINE_ON_BOTH(SameBatch);

TEST_P(SameBatch, WhatIsReadToTheEndIsRead) {
  const auto done = Together({Saying(ann_, "two"), Reading(bob_, 1'000), Saying(ann_, "three")});
  EXPECT_EQ(done, (std::vector<std::string>{"ok", "ok", "ok"}));
  // "three" may come before or after the reading; what was there before it is read.
  EXPECT_LE(Unread(bob_, direct_), 1);
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 3)), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 0);
  auto own = List(ann_, direct_, {});
  ASSERT_TRUE(own.ok());
  EXPECT_EQ(own->at(1).read_by, 1);
}

TEST_P(SameBatch, ReadingUpToTheNewMessageReachesIt) {
  const auto done = Together({Saying(ann_, "two"), Reading(bob_, 2)});
  EXPECT_EQ(done, (std::vector<std::string>{"ok", "ok"}));
  EXPECT_EQ(Unread(bob_, direct_), 0);
  EXPECT_EQ(List(ann_, direct_, {})->back().read_by, 1);
}

TEST_P(SameBatch, AnOwnMessageNeverCounts) {
  const auto done = Together({Saying(bob_, "own"), Reading(bob_, 1)});
  EXPECT_EQ(done, (std::vector<std::string>{"ok", "ok"}));
  EXPECT_EQ(Unread(bob_, direct_), 0);
  ASSERT_EQ(Outcome(Say(ann_, direct_, "three")), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 1);
  EXPECT_EQ(Unread(ann_, direct_), 1);
}

TEST_P(SameBatch, ACursorThatIsSetCountsFromThere) {
  const auto done = Together({Saying(bob_, "own"), Saying(ann_, "three"), Setting(bob_, 2)});
  EXPECT_EQ(done, (std::vector<std::string>{"ok", "ok", "ok"}));
  EXPECT_EQ(Unread(bob_, direct_), 1);
  const auto again = Together({Saying(bob_, "own"), Setting(bob_, 0)});
  EXPECT_EQ(again, (std::vector<std::string>{"ok", "ok"}));
  EXPECT_EQ(Unread(bob_, direct_), 2);
}

// The texts that were said, in the order of their numbers, which have no hole.
std::string Said(const std::vector<Listed>& list) {
  std::string out;
  std::int64_t seq = list.empty() ? 0 : list.front().row.message.seq;
  for (const Listed& one : list) {
    EXPECT_EQ(one.row.message.seq, seq++);
    const auto* text = std::get_if<body::Text>(&one.row.message.body);
    out += (out.empty() ? "" : " ") + (text == nullptr ? "?" : text->text);
  }
  return out;
}

TEST_P(SameBatch, ARetryIsOneMessageAndKeepsItsPlace) {
  TakeEvents();
  const auto done =
      Together({Saying(ann_, "a", "1"), Saying(bob_, "b", "1"), Saying(ann_, "a", "1"),
                Saying(ann_, "c", "2"), Saying(bob_, "b", "1"), Saying(ann_, "d", "3")});
  EXPECT_EQ(done, (std::vector<std::string>(6, "ok")));
  EXPECT_EQ(Said(*List(ann_, direct_, {})), "one a b c d");
  int made = 0;
  for (const core::Heard& heard : TakeEvents()) {
    if (heard.As<event::MessageCreated>() != nullptr) ++made;
  }
  EXPECT_EQ(made, 4);
  EXPECT_EQ(Unread(bob_, direct_), 4);
  EXPECT_EQ(Unread(ann_, direct_), 1);
}

TEST_P(SameBatch, AClientIdOfAnotherTextIsRefusedAlone) {
  const auto done = Together({Saying(ann_, "a", "1"), Saying(ann_, "other", "1"),
                              Saying(ann_, "b", "2"), Saying(bob_, "c", "1")});
  EXPECT_EQ(done, (std::vector<std::string>{"ok", "ClientIdReused:clientMsgId", "ok", "ok"}));
  EXPECT_EQ(Said(*List(ann_, direct_, {})), "one a b c");
}

TEST_P(SameBatch, ARefusalInTheMiddleTakesNothingAlong) {
  const UserId cat = AddUser("cat");
  const Command boom = [this](store::Txn& txn) -> Status {
    KOINE_CHECK(Saying(ann_, "gone", "9")(txn));
    return Error{Code::kForbidden};
  };
  const auto done = Together({Saying(ann_, "a", "1"), boom, Saying(cat, "stranger"),
                              Saying(bob_, "b"), boom, Saying(ann_, "c", "9")});
  EXPECT_EQ(done[0] + done[1] + done[3] + done[4] + done[5], "okForbiddenokForbiddenok");
  EXPECT_NE(done[2], "ok");
  EXPECT_EQ(Said(*List(ann_, direct_, {})), "one a b c");
  EXPECT_EQ(Unread(bob_, direct_), 3);
  EXPECT_EQ(Unread(ann_, direct_), 1);
}

// What others may do changes in the middle of the batch, and counts from there.
TEST_P(SameBatch, ABlockCountsForWhatComesAfterIt) {
  const Command block = [this](store::Txn& txn) -> Status {
    KOINE_CHECK(contact::Block(txn, As(bob_), ann_));
    return Ok();
  };
  const auto done = Together({Saying(ann_, "a"), block, Saying(ann_, "b"), Saying(bob_, "c")});
  EXPECT_EQ(done, (std::vector<std::string>{"ok", "ok", "BlockedByPeer", "ok"}));
  EXPECT_EQ(Said(*List(ann_, direct_, {})), "one a c");
}

TEST_P(SameBatch, ManyOfBothSidesAreCounted) {
  std::vector<Command> commands;
  for (int i = 0; i < 60; ++i) {
    commands.push_back(Saying(i % 3 == 0 ? bob_ : ann_, "m", std::to_string(i)));
  }
  for (const std::string& outcome : Together(std::move(commands))) EXPECT_EQ(outcome, "ok");
  EXPECT_EQ(Unread(bob_, direct_), 41);
  EXPECT_EQ(Unread(ann_, direct_), 20);
  // The next one finds all that the batch wrote.
  ASSERT_EQ(Outcome(Say(ann_, direct_, "last")), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 42);
  EXPECT_EQ(Summary(ann_, direct_)->conversation.last_seq, 62);
}

TEST_P(SameBatch, WhatIsSentOnTwoDaysIsCountedApart) {
  std::vector<Command> commands;
  for (int i = 0; i < 5; ++i) {
    commands.push_back([this, i](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Member::Open(txn, As(ann_), direct_));
      const std::int64_t at = kStartMs + (i < 2 ? 0 : kDayMs);
      AdvanceSender(txn, kTenant, place.conversation().id, ann_, 1, at, 1);
      return Ok();
    });
  }
  for (const std::string& outcome : Together(std::move(commands))) EXPECT_EQ(outcome, "ok");
  EXPECT_EQ(
      Read([&](store::Txn& txn) { return CountSentOn(txn, As(ann_), DayOf(kStartMs + kDayMs)); }),
      3);
}

// A command that runs again after its batch does not come twice, and others keep their results.
TEST_P(SameBatch, EachTakesEffectOnce) {
  std::vector<Command> commands;
  for (int i = 0; i < 10; ++i) {
    commands.push_back(Saying(ann_, "more"));
    commands.push_back(Reading(bob_, 1'000));
  }
  TakeEvents();
  for (const std::string& outcome : Together(std::move(commands))) EXPECT_EQ(outcome, "ok");
  EXPECT_EQ(Unread(bob_, direct_), 0);
  int readings = 0;
  std::int64_t last = 0;
  for (const core::Heard& heard : TakeEvents()) {
    const auto* read = heard.As<event::ConversationRead>();
    if (read == nullptr) continue;
    ++readings;
    EXPECT_GT(read->to_seq, last);
    last = read->to_seq;
  }
  EXPECT_GE(readings, 1);
  EXPECT_EQ(last, 11);
}

// What one group becomes by commands that come one after the other, another becomes by the same in
// one batch, whatever of it was read ahead.
class SameInOneBatch : public core::TrioOnBothTest {
 protected:
  struct Act {
    char kind;  // 's' says something, 'r' reads up to `to`, 'c' sets the cursor there
    int who;
    std::int64_t to;
  };
  UserId UserOf(int who) const { return who == 0 ? ann_ : who == 1 ? bob_ : cat_; }
  Command Of(const Act& act, ConversationId place) {
    const UserId who = UserOf(act.who);
    return [this, act, who, place](store::Txn& txn) -> Status {
      if (act.kind == 's') {
        KOINE_TRY(const auto member, access::Member::Open(txn, As(who), place));
        SendIn in;
        in.body = body::Text{"more"};
        return message::Send(txn, member, in).ok() ? Ok() : Error{Code::kInternal};
      }
      KOINE_TRY(const auto seat, access::Seated::Open(txn, As(who), place));
      return act.kind == 'r' ? message::MarkRead(txn, seat, act.to) : SetCursor(txn, seat, act.to);
    };
  }
  // All that can be seen of a group: what is unread, who has read what, and what was heard since
  // the last call.
  std::string Seen(ConversationId place) {
    std::string out;
    for (int who = 0; who < 3; ++who) out += std::to_string(Unread(UserOf(who), place)) + " ";
    const std::int64_t last = Summary(ann_, place)->conversation.last_seq;
    for (std::int64_t seq = 1; seq <= last; ++seq) {
      out += "| ";
      for (int who = 0; who < 3; ++who) {
        const auto readers = Read([&](store::Txn& txn) {
          return ListReaders(txn, kTenant, place, UserOf(who), seq, 10);
        });
        for (const Reader& reader : readers) out += reader.read ? reader.who.name + " " : "- ";
      }
    }
    for (const core::Heard& heard : TakeEvents()) {
      if (const auto* read = heard.As<event::ConversationRead>()) {
        out += "\n" + read->reader.name + " " + std::to_string(read->from_seq) + "-" +
               std::to_string(read->to_seq) + ":";
        const std::int64_t of_last = SeqOf(place, read->last_id);
        for (const auto id : read->message_ids)
          out += " " + std::to_string(SeqOf(place, MessageId(id)));
        out += " to " + std::to_string(of_last);
      } else if (const auto* moved = heard.As<event::CursorMoved>()) {
        out += "\ncursor " + std::to_string(moved->read_seq);
      } else if (heard.As<event::MessageCreated>() != nullptr) {
        out += "\nmessage";
      }
    }
    return out;
  }
  std::int64_t SeqOf(ConversationId place, MessageId id) {
    const std::int64_t ids[] = {id.value};
    return Read([&](store::Txn& txn) { return GreatestSeqOf(txn, kTenant, place, ids); });
  }
};
KOINE_ON_BOTH(SameInOneBatch);

TEST_P(SameInOneBatch, AsOneAfterTheOther) {
  std::mt19937_64 random(7);
  const auto below = [&random](std::uint64_t n) { return random() % n; };
  for (int round = 0; round < 24; ++round) {
    const int trials = round % 4;
    const ConversationId alone = Group(ann_, {bob_.value, cat_.value});
    const ConversationId shared = Group(ann_, {bob_.value, cat_.value});
    for (const ConversationId place : {alone, shared}) {
      for (int i = 0; i < 6; ++i) ASSERT_EQ(Outcome(Say(UserOf(i % 3), place, "m")), "ok");
    }
    TakeEvents();
    std::vector<Act> acts;
    for (int i = 0; i < 12; ++i) {
      const char kind = "rrrrrsc"[below(round % 2 == 0 ? 5 : 7)];
      acts.push_back({kind, static_cast<int>(below(3)),
                      static_cast<std::int64_t>(1 + below(kind == 'c' ? 7 : 9))});
    }
    std::vector<std::string> one_by_one;
    for (const Act& act : acts) {
      one_by_one.push_back(Together({Of(act, alone)}, trials).front());
    }
    const std::string expected = Seen(alone);
    std::vector<Command> commands;
    for (const Act& act : acts) commands.push_back(Of(act, shared));
    EXPECT_EQ(Together(std::move(commands), trials), one_by_one) << "round " << round;
    EXPECT_EQ(Seen(shared), expected) << "round " << round;
  }
}

// The same of conversations of two, whose readings are in the stream of changes.
TEST_P(SameInOneBatch, ReadingsOfTwoAreCountedOn) {
  const ConversationId direct = Direct(ann_, bob_);
  for (int i = 0; i < 6; ++i) ASSERT_EQ(Outcome(Say(UserOf(i % 2), direct, "m")), "ok");
  const auto last_change = [&] {
    return Read([&](store::Txn& txn) {
      return access::Seated::Open(txn, As(ann_), direct)->conversation().change_seq;
    });
  };
  const std::int64_t before = last_change();
  // Nothing meets a conflict, for which the batch would run again and nothing be shared.
  int runs = 0;
  const auto counted = [&](const Act& act) -> Command {
    return [&runs, command = Of(act, direct)](store::Txn& txn) {
      ++runs;
      return command(txn);
    };
  };
  const auto done = Together(
      {counted({'r', 1, 3}), counted({'r', 0, 4}), counted({'r', 1, 6}), counted({'r', 0, 6})}, 0);
  EXPECT_EQ(runs, 4);
  EXPECT_EQ(done, (std::vector<std::string>(4, "ok")));
  EXPECT_EQ(Unread(ann_, direct) + Unread(bob_, direct), 0);
  EXPECT_EQ(last_change(), before + 4);
  std::vector<std::int64_t> numbers;
  for (const core::Heard& heard : TakeEvents()) {
    if (heard.As<event::ConversationRead>() != nullptr) numbers.push_back(heard.event->change_seq);
  }
  EXPECT_EQ(numbers, (std::vector<std::int64_t>{before + 1, before + 2, before + 3, before + 4}));
}

}  // namespace
}  // namespace koine::message
