// Pages of messages, and that no list runs a statement per row.
#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/group/member.h"
#include "core/group/membership.h"
#include "core/message/read.h"
#include "core/message/rows.h"

namespace koine::message {
namespace {

using core::Outcome;
using Kind = PageOf::Kind;
using Seqs = std::vector<std::int64_t>;

class Pages : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    direct_ = Direct(ann_, bob_);
    other_ = Direct(ann_, cid_);
  }
  // Ids of direct_ 1 … n, with messages of another conversation between them.
  void Fill(int n) {
    for (int i = 0; i < n; ++i) {
      Add(direct_);
      Add(other_);
    }
  }
  void Add(ConversationId where) {
    auto sent = Say(ann_, where, "m");
    ASSERT_EQ(Outcome(sent), "ok");
    (where == direct_ ? ids_ : others_).push_back(sent->id);
  }
  MessageId Id(int seq) const { return ids_[static_cast<std::size_t>(seq - 1)]; }
  MessageId OtherAfter(int seq) const { return others_[static_cast<std::size_t>(seq - 1)]; }
  Seqs Page(Kind kind, MessageId id, int limit, UserId who = UserId()) {
    auto list = List(who ? who : bob_, direct_, {kind, id, limit});
    EXPECT_EQ(Outcome(list), "ok");
    Seqs out;
    if (!list.ok()) return out;
    for (const Listed& item : *list) out.push_back(item.row.message.seq);
    return out;
  }
  UserId ann_, bob_, cid_;
  ConversationId direct_, other_;
  std::vector<MessageId> ids_, others_;
};
KOINE_ON_BOTH(Pages);

TEST_P(Pages, BeforeAnId) {
  Fill(7);
  EXPECT_EQ(Page(Kind::kBefore, MessageId(), 3), (Seqs{5, 6, 7}));
  EXPECT_EQ(Page(Kind::kBefore, Id(5), 3), (Seqs{2, 3, 4}));
  EXPECT_EQ(Page(Kind::kBefore, Id(2), 3), (Seqs{1}));
  EXPECT_EQ(Page(Kind::kBefore, Id(1), 3), Seqs{});
  // Ids of another conversation, and ids nobody has, still stand somewhere in the order.
  EXPECT_EQ(Page(Kind::kBefore, OtherAfter(4), 3), (Seqs{2, 3, 4}));
  EXPECT_EQ(Page(Kind::kBefore, MessageId(1), 3), Seqs{});
  EXPECT_EQ(Page(Kind::kBefore, MessageId(1'000'000'000), 3), (Seqs{5, 6, 7}));
}

TEST_P(Pages, AfterAnId) {
  Fill(7);
  EXPECT_EQ(Page(Kind::kAfter, MessageId(), 3), (Seqs{1, 2, 3}));
  EXPECT_EQ(Page(Kind::kAfter, Id(2), 3), (Seqs{3, 4, 5}));
  EXPECT_EQ(Page(Kind::kAfter, Id(6), 3), (Seqs{7}));
  EXPECT_EQ(Page(Kind::kAfter, Id(7), 3), Seqs{});
  EXPECT_EQ(Page(Kind::kAfter, OtherAfter(4), 3), (Seqs{5, 6, 7}));
  EXPECT_EQ(Page(Kind::kAfter, OtherAfter(7), 3), Seqs{});
  EXPECT_EQ(Page(Kind::kAfter, MessageId(1'000'000'000), 3), Seqs{});
  // Two messages one directly behind the other.
  Add(direct_);
  Add(direct_);
  EXPECT_EQ(Page(Kind::kAfter, Id(8), 3), (Seqs{9}));
}

TEST_P(Pages, AroundAnId) {
  Fill(7);
  EXPECT_EQ(Page(Kind::kAround, Id(4), 4), (Seqs{2, 3, 4, 5}));
  EXPECT_EQ(Page(Kind::kAround, Id(4), 1), (Seqs{4}));
  EXPECT_EQ(Page(Kind::kAround, Id(1), 4), (Seqs{1, 2}));
  EXPECT_EQ(Page(Kind::kAround, Id(7), 4), (Seqs{5, 6, 7}));
  EXPECT_EQ(Page(Kind::kAround, OtherAfter(4), 4), (Seqs{3, 4, 5, 6}));
}

TEST_P(Pages, LimitsAreClamped) {
  Fill(2);
  EXPECT_EQ(Page(Kind::kBefore, MessageId(), 0), (Seqs{2}));
  EXPECT_EQ(Page(Kind::kBefore, MessageId(), -5), (Seqs{2}));
  EXPECT_EQ(Page(Kind::kBefore, MessageId(), 1'000'000), (Seqs{1, 2}));
}

TEST_P(Pages, StopAtWhatMayBeRead) {
  Fill(7);
  Exec(core::kSetMinSeq, 3, direct_);
  EXPECT_EQ(Page(Kind::kBefore, MessageId(), 10), (Seqs{3, 4, 5, 6, 7}));
  EXPECT_EQ(Page(Kind::kAfter, MessageId(), 2), (Seqs{3, 4}));
  EXPECT_EQ(Page(Kind::kBefore, Id(3), 10), Seqs{});
  EXPECT_EQ(Page(Kind::kAround, Id(3), 4), (Seqs{3, 4}));
  static const store::Sql kSetRange{
      "update member set min_seq = ?, max_seq = ? where conversation_id = ? and user_id = ?"};
  Exec(kSetRange, 4, 6, direct_, bob_);
  EXPECT_EQ(Page(Kind::kBefore, MessageId(), 10), (Seqs{4, 5, 6}));
  EXPECT_EQ(Page(Kind::kAfter, Id(5), 10), (Seqs{6}));
  EXPECT_EQ(Page(Kind::kBefore, MessageId(), 10, ann_), (Seqs{3, 4, 5, 6, 7}));
}

TEST_P(Pages, NewcomersSeeTheHistoryOnlyWhereItIsOpen) {
  for (const bool open : {true, false}) {
    policy.history_for_new = open;
    const ConversationId group = Group(ann_, {bob_.value});
    ASSERT_EQ(Outcome(Say(ann_, group, "before")), "ok");
    ASSERT_TRUE(Write([&](store::Txn& txn) -> Result<std::int64_t> {
                  KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group));
                  return group::AddMembers(txn, place, {cid_.value});
                }).ok());
    ASSERT_EQ(Outcome(Say(ann_, group, "after")), "ok");
    auto list = List(cid_, group, {Kind::kBefore, MessageId(), 10});
    ASSERT_TRUE(list.ok());
    Seqs seqs;
    for (const Listed& item : *list) seqs.push_back(item.row.message.seq);
    EXPECT_EQ(seqs, open ? (Seqs{1, 2, 3, 4}) : (Seqs{3, 4}));
    EXPECT_EQ(Unread(cid_, group), 1);
  }
}

TEST_P(Pages, ShowSendersQuotesAndReaders) {
  const ConversationId group = Group(ann_, {bob_.value, cid_.value});
  auto first = Say(bob_, group, "question");
  ASSERT_TRUE(first.ok());
  SendIn in;
  in.body = body::Text{"answer"};
  in.reply_to = first->id;
  ASSERT_EQ(Outcome(Send(ann_, group, in)), "ok");
  ASSERT_EQ(Outcome(MarkRead(bob_, group, 3)), "ok");
  ASSERT_EQ(Outcome(MarkRead(cid_, group, 2)), "ok");
  auto list = List(ann_, group, {Kind::kBefore, MessageId(), 10});
  ASSERT_TRUE(list.ok());
  const std::vector<Listed>& items = list.value();
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[1].row.sender.name, "Nbob");
  EXPECT_EQ(items[1].readers, -1);
  EXPECT_FALSE(items[1].quote);
  ASSERT_TRUE(items[2].quote);
  EXPECT_EQ(items[2].quote->id, first->id);
  EXPECT_EQ(items[2].quote->sender_name, "Nbob");
  EXPECT_EQ(items[2].readers, 2);
  EXPECT_EQ(items[2].read_by, 1);
  // A recalled message stays in its place, and its quote says so.
  Exec(core::kSetRecalled, kStartMs, group, 2);
  auto again = List(ann_, group, {Kind::kBefore, MessageId(), 10});
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again.value()[1].row.message.recalled());
  EXPECT_TRUE(again.value()[2].quote->recalled);
}

class Statements : public core::CoreTest {
 protected:
  // How many statements fn(Txn&) runs.
  template <class F>
  int Count(F fn) {
    return Read([&](store::Txn& txn) {
      core::CountingTxn counting(txn);
      fn(counting);
      return counting.statements();
    });
  }
};

TEST_F(Statements, AListTakesAsManyForManyRowsAsForFew) {
  const UserId ann = AddUser("ann");
  std::vector<std::int64_t> users;
  for (int i = 0; i < 20; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  const ConversationId group = Group(ann, {users[0]});
  MessageId reply;
  auto grow = [&](int messages) {
    for (int i = 0; i < messages; ++i) {
      SendIn in;
      in.body = body::Text{"m"};
      in.reply_to = reply;
      auto sent = Send(ann, group, in);
      ASSERT_EQ(Outcome(sent), "ok");
      reply = sent->id;
    }
  };
  struct Counts {
    int summaries, groups, messages, members, undelivered, total;
    std::size_t rows;
  };
  auto measure = [&] {
    Counts c{};
    c.summaries = Count(
        [&](store::Txn& txn) { c.rows += conversation::ListSummaries(txn, As(ann), 100).size(); });
    c.groups = Count([&](store::Txn& txn) { conversation::ListGroups(txn, As(ann), 100); });
    c.messages = Count([&](store::Txn& txn) {
      auto place = access::Member::Open(txn, As(ann), group);
      ASSERT_TRUE(place.ok());
      const auto list = ListMessages(txn, *place, {PageOf::Kind::kBefore, MessageId(), 100});
      ASSERT_TRUE(list.ok());
      c.rows += list->size();
    });
    c.members = Count([&](store::Txn& txn) {
      auto place = access::Member::Open(txn, As(ann), group);
      ASSERT_TRUE(place.ok());
      c.rows += group::ListMembers(txn, *place, 100, 0).size();
    });
    c.total = Count([&](store::Txn& txn) { conversation::TotalUnread(txn, As(ann)); });
    return c;
  };
  grow(3);
  Direct(ann, UserId(users[0]));
  const Counts small = measure();
  grow(40);
  for (const std::int64_t user : users) {
    ASSERT_EQ(Outcome(Say(UserId(user), Direct(UserId(user), ann), "hi")), "ok");
  }
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Result<std::int64_t> {
                KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann), group));
                return group::AddMembers(txn, place, users);
              }).ok());
  const Counts large = measure();
  EXPECT_GT(large.rows, small.rows + 70);
  EXPECT_EQ(large.summaries, small.summaries);
  EXPECT_EQ(large.groups, small.groups);
  EXPECT_EQ(large.messages, small.messages);
  EXPECT_EQ(large.members, small.members);
  EXPECT_EQ(large.total, small.total);
  EXPECT_EQ(large.summaries, 1);
  EXPECT_EQ(large.members, 2);  // the door and the list
  // The door, the rows, the quotes, the receipts, the mentions; reactions are read by their own
  // folder, once for a page.
  EXPECT_LE(large.messages, 5);
}

// The cost of a message does not grow with the number of members.
TEST_F(Statements, ASendTakesAsManyForManyMembersAsForFew) {
  const UserId ann = AddUser("ann");
  std::vector<std::int64_t> users;
  for (int i = 0; i < 20; ++i) users.push_back(AddUser("u" + std::to_string(i)).value);
  auto cost = [&](ConversationId group, std::vector<std::int64_t> mentions) {
    int statements = 0;
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Result<Sent> {
                  core::CountingTxn counting(txn);
                  KOINE_TRY(const auto place, access::Member::Open(counting, As(ann), group));
                  SendIn in;
                  in.body = body::Text{"m"};
                  in.client_id =
                      "c" + std::to_string(group.value) + std::to_string(mentions.size());
                  in.mentions = mentions;
                  auto sent = message::Send(counting, place, in);
                  statements = counting.statements();
                  return sent;
                }).ok());
    return statements;
  };
  const ConversationId small = Group(ann, {users[0]});
  const ConversationId large = Group(ann, users);
  EXPECT_EQ(cost(large, {}), cost(small, {}));
  EXPECT_EQ(cost(large, users), cost(small, {users[0]}));
}

}  // namespace
}  // namespace koine::message
