// Cursors that are set by hand, and what administrators and accounts of the server may send.
#include <gtest/gtest.h>

#include "core/change/stream.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/membership.h"
#include "core/message/business.h"
#include "core/message/outcome.h"
#include "core/message/read.h"

namespace koine::message {
namespace {

using core::kSetGroup;
using core::kSetMember;
using core::Outcome;

const store::Sql kSetRecvOpt{"update users set recv_opt = ? where id = ?"};

class Cursors : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    direct_ = Direct(ann_, bob_);
    group_ = Group(ann_, {bob_.value});
    TakeEvents();
  }
  void Script(const std::string& writers) {
    for (const char c : writers) {
      ASSERT_EQ(Outcome(Say(c == 'a' ? ann_ : bob_, direct_, "m")), "ok");
    }
    TakeEvents();
  }
  template <class F>
  std::string AtSeat(UserId who, ConversationId where, F fn) {
    return Outcome(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto seat, access::Seated::Open(txn, As(who), where));
      return fn(txn, seat);
    }));
  }
  std::string Set(UserId who, std::int64_t seq) {
    return AtSeat(who, direct_, [seq](store::Txn& txn, const access::Seated& seat) {
      return SetCursor(txn, seat, seq);
    });
  }
  std::string MarkSeqs(UserId who, std::vector<std::int64_t> seqs) {
    return AtSeat(who, direct_, [&seqs](store::Txn& txn, const access::Seated& seat) {
      return MarkSeqsRead(txn, seat, seqs);
    });
  }
  access::Principal Admin() { return As(cid_, {.role = access::Role::kAdmin, .trusted = true}); }
  std::string SendTrusted(UserId who, ConversationId where) {
    return Outcome(Write([&](store::Txn& txn) -> Result<Sent> {
      const access::Principal principal = As(who, {.trusted = true});
      KOINE_TRY(const auto place, access::Member::Open(txn, principal, where));
      SendIn in;
      in.body = body::Text{"t"};
      return message::Send(txn, place, in);
    }));
  }
  UserId ann_, bob_, cid_;
  ConversationId direct_, group_;
};
KOINE_ON_BOTH(Cursors);

// Every way from one place to another, against plain counting.
TEST_P(Cursors, AreSetUpAndDownAndCount) {
  const std::string writers = "abbaabab";
  Script(writers);
  const auto size = static_cast<int>(writers.size());
  for (int from = 0; from <= size; ++from) {
    for (int to = 0; to <= size; ++to) {
      ASSERT_EQ(Set(bob_, from), "ok");
      ASSERT_EQ(Set(bob_, to), "ok");
      const std::string rest = writers.substr(static_cast<std::size_t>(to));
      EXPECT_EQ(Unread(bob_, direct_), std::count(rest.begin(), rest.end(), 'a'))
          << from << " to " << to;
    }
  }
}

TEST_P(Cursors, ShowOthersNothing) {
  Script("aaa");
  ASSERT_EQ(Outcome(MarkRead(bob_, direct_, 2)), "ok");
  TakeEvents();
  ASSERT_EQ(Set(bob_, 3), "ok");
  auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard.front().As<event::CursorMoved>()->read_seq, 3);
  EXPECT_EQ(heard.front().event->users, std::vector<UserId>{bob_});
  EXPECT_FALSE(heard.front().event->to_members);
  auto shown = List(ann_, direct_, {});
  ASSERT_TRUE(shown.ok());
  EXPECT_EQ((*shown)[1].read_by, 1);
  EXPECT_EQ((*shown)[2].read_by, 0);
  ASSERT_EQ(Set(bob_, 0), "ok");
  EXPECT_EQ((*List(ann_, direct_, {}))[1].read_by, 1);
  ASSERT_EQ(Set(bob_, 0), "ok");
  EXPECT_EQ(TakeEvents().size(), 1u) << "what changes nothing tells nothing";
  EXPECT_EQ(Set(bob_, 4), "BadArgument:hasReadSeq");
}

TEST_P(Cursors, OfSeveralMessagesTheGreatestCounts) {
  Script("aaaa");
  EXPECT_EQ(MarkSeqs(bob_, {}), "BadArgument:seqs");
  EXPECT_EQ(MarkSeqs(bob_, {1, 5}), "BadArgument:seqs");
  EXPECT_EQ(Unread(bob_, direct_), 4);
  EXPECT_EQ(MarkSeqs(bob_, {3, 1}), "ok");
  EXPECT_EQ(Unread(bob_, direct_), 1);
}

TEST_P(Cursors, WhoLeftReadsForHimself) {
  ASSERT_EQ(Outcome(Say(ann_, group_, "m")), "ok");
  ASSERT_EQ(Outcome(Write([&](store::Txn& txn) -> Status {
              KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(bob_), group_));
              return group::LeaveGroup(txn, place);
            })),
            "ok");
  TakeEvents();
  EXPECT_EQ(AtSeat(bob_, group_,
                   [](store::Txn& txn, const access::Seated& seat) {
                     return message::MarkRead(txn, seat, 99);
                   }),
            "ok");
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_FALSE(heard.front().event->to_members);
  EXPECT_EQ(heard.front().event->users, std::vector<UserId>{bob_});
}

TEST_P(Cursors, TrustedSendersNeedNobodysLeave) {
  policy.friends_only = true;
  Block(bob_, ann_);
  // A dialect that asks for friendship says first that there is none (im-chat 2.4).
  EXPECT_EQ(Outcome(Say(ann_, direct_, "m")), "NotFriends");
  EXPECT_EQ(SendTrusted(ann_, direct_), "ok");
  Exec(kSetGroup, 1, 0, 500, group_);
  EXPECT_EQ(Outcome(Say(bob_, group_, "m")), "GroupMuted");
  EXPECT_EQ(SendTrusted(bob_, group_), "ok");
  Exec(kSetMember, 0, static_cast<int>(access::Notify::kRefuse), 1, direct_, bob_);
  EXPECT_EQ(SendTrusted(ann_, direct_), "PeerRefuses");
}

TEST_P(Cursors, WhoRefusesAllMessagesGetsNone) {
  Exec(kSetRecvOpt, 1, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "m")), "PeerRefuses");
  EXPECT_EQ(Outcome(Say(bob_, direct_, "m")), "ok");
  Exec(kSetRecvOpt, 2, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct_, "m")), "ok");
}

TEST_P(Cursors, AdministratorsWriteIntoGroupsFromOutside) {
  auto send = [&](const access::Principal& who) {
    return Write([&](store::Txn& txn) -> Result<Sent> {
      KOINE_TRY(const auto place, access::AnyGroup::Open(txn, who, group_));
      SendIn in;
      in.body = body::Text{"from above"};
      in.mentions = {bob_.value};
      return SendAsAdmin(txn, place, in);
    });
  };
  EXPECT_EQ(Outcome(send(As(cid_))), "Forbidden");
  ASSERT_EQ(Outcome(send(Admin())), "ok");
  EXPECT_EQ(Unread(ann_, group_), 1);
  EXPECT_EQ(Unread(bob_, group_), 1);
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard.front().As<event::MessageCreated>()->sender.name, "Ncid");
  EXPECT_EQ(heard.front().As<event::MessageCreated>()->mentioned, std::vector<UserId>{bob_});
  Exec(kSetGroup, 0, kStartMs, 500, group_);
  EXPECT_EQ(Outcome(send(Admin())), "GroupBanned");
}

TEST_P(Cursors, WordsOfTheApplicationAreKeptOrNot) {
  auto tell = [&](bool kept) {
    EXPECT_EQ(Outcome(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::Member::Open(txn, As(ann_), direct_));
                TellBusiness(txn, place, {"k", "d", kept});
                return Ok();
              })),
              "ok");
    auto heard = TakeEvents();
    EXPECT_EQ(heard.size(), 1u);
    return heard.front();
  };
  const auto passing = tell(false);
  EXPECT_EQ(passing.position, 0);
  EXPECT_EQ(passing.As<event::BusinessTold>()->key, "k");
  EXPECT_TRUE(passing.event->to_members);
  const auto kept = tell(true);
  EXPECT_GT(kept.position, 0);
  EXPECT_EQ(kept.event->change_seq, 1);
  EXPECT_EQ(kept.As<event::BusinessTold>()->data, "d");
}

TEST_P(Cursors, OutcomesAreRememberedForADay) {
  auto put = [&](std::string_view name, message::OutcomeState state) {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  message::PutOutcome(txn, kTenant, name, state);
                  return Ok();
                }).ok());
  };
  auto find = [&](std::string_view name) {
    return Read([&](store::Txn& txn) { return message::FindOutcome(txn, kTenant, name); });
  };
  EXPECT_EQ(find("op"), message::OutcomeState::kUnknown);
  put("op", message::OutcomeState::kFailed);
  EXPECT_EQ(find("op"), message::OutcomeState::kFailed);
  put("op", message::OutcomeState::kSent);
  EXPECT_EQ(find("op"), message::OutcomeState::kSent);
  put("", message::OutcomeState::kSent);
  put(std::string(message::kOutcomeNameBytesMax + 1, 'x'), message::OutcomeState::kSent);
  EXPECT_EQ(find(""), message::OutcomeState::kUnknown);
  EXPECT_EQ(find(std::string(message::kOutcomeNameBytesMax + 1, 'x')),
            message::OutcomeState::kUnknown);
  clock.Advance(message::kOutcomesKeepMs);
  EXPECT_EQ(find("op"), message::OutcomeState::kSent);
  clock.Advance(1);
  EXPECT_EQ(find("op"), message::OutcomeState::kUnknown);
  put("new", message::OutcomeState::kSent);
  EXPECT_EQ(Write([&](store::Txn& txn) -> Result<std::int64_t> {
              return message::SweepOutcomes(txn, 10);
            }).value(),
            1);
  EXPECT_EQ(find("new"), message::OutcomeState::kSent);
}

}  // namespace
}  // namespace koine::message
