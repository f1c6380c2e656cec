// Mentions by name and of all, and what of them is unread.
#include "core/message/mention.h"

#include <gtest/gtest.h>

#include "core/conversation/seat_settings.h"
#include "core/core_test_util.h"

namespace koine::message {
namespace {

using core::Outcome;

class Mentions : public core::TrioOnBothTest {
 protected:
  MessageId Name(UserId from, ConversationId where, std::vector<std::int64_t> users,
                 bool all = false) {
    clock.Advance(1'000);
    message::SendIn in;
    in.body = body::Text{"hey"};
    in.mentions = std::move(users);
    in.mention_all = all;
    auto sent = Send(from, where, in);
    EXPECT_EQ(Outcome(sent), "ok");
    return sent.ok() ? sent->id : MessageId();
  }
  std::vector<MessageId> Unseen(UserId who) {
    std::vector<MessageId> out;
    const auto list = Read([&](store::Txn& txn) { return ListUnreadMentionsOf(txn, As(who)); });
    for (const auto& one : list) {
      out.push_back(one.row.message.id);
    }
    return out;
  }
  std::int64_t Count(UserId who) {
    return Read([&](store::Txn& txn) { return CountUnreadMentionsOf(txn, As(who)); });
  }
  std::string See(UserId who, std::vector<std::int64_t> ids) {
    return Outcome(Write([&](store::Txn& txn) { return MarkMentionsSeen(txn, As(who), ids); }));
  }
  std::vector<std::string> Candidates(UserId who, ConversationId where, std::string keyword) {
    std::vector<std::string> out;
    auto list = Read([&](store::Txn& txn) {
      auto place = access::Member::Open(txn, As(who), where);
      return ListMentionCandidates(txn, *place, keyword);
    });
    for (const MentionCandidate& one : list) out.push_back(one.display_name);
    return out;
  }
};
KOINE_ON_BOTH(Mentions);

using Ids = std::vector<MessageId>;

TEST_P(Mentions, ByNameAndOfAllTheNewestFirst) {
  const MessageId named = Name(ann_, group_, {bob_.value});
  const MessageId all = Name(ann_, group_, {}, true);
  const ConversationId direct = Direct(ann_, bob_);
  const MessageId both = Name(ann_, group_, {bob_.value}, true);
  const MessageId private_one = Name(ann_, direct, {bob_.value});
  EXPECT_EQ(Unseen(bob_), (Ids{private_one, both, all, named}));
  EXPECT_EQ(Count(bob_), 4);
  EXPECT_EQ(Unseen(cat_), (Ids{both, all}));
  EXPECT_EQ(Count(cat_), 2);
  // The one who wrote them is not meant.
  EXPECT_EQ(Unseen(ann_), Ids{});
  EXPECT_EQ(Count(ann_), 0);
  const auto list = Read([&](store::Txn& txn) { return ListUnreadMentionsOf(txn, As(bob_)); });
  EXPECT_FALSE(list[1].by_all);  // named as well
  EXPECT_TRUE(list[2].by_all);
  EXPECT_EQ(list[2].row.sender.name, "Nann");
  EXPECT_EQ(list[2].row.message.conversation, group_);
  EXPECT_EQ(body::Preview(list[2].row.message.body), "hey");
}

TEST_P(Mentions, WhatIsReadIsNoLongerUnread) {
  Name(ann_, group_, {bob_.value});
  Name(ann_, group_, {}, true);
  EXPECT_TRUE(Summary(bob_, group_)->mentioned);
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 2)), "ok");
  EXPECT_EQ(Count(bob_), 1);
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 3)), "ok");
  EXPECT_EQ(Count(bob_), 0);
  EXPECT_FALSE(Summary(bob_, group_)->mentioned);
}

TEST_P(Mentions, SeenOnesGoWithoutReadingTheConversation) {
  const MessageId named = Name(ann_, group_, {bob_.value});
  const MessageId all = Name(ann_, group_, {}, true);
  ASSERT_EQ(See(bob_, {named.value}), "ok");
  EXPECT_EQ(Unseen(bob_), Ids{all});
  EXPECT_TRUE(Summary(bob_, group_)->mentioned);
  ASSERT_EQ(See(bob_, {named.value, all.value}), "ok");
  EXPECT_EQ(Unseen(bob_), Ids{});
  EXPECT_FALSE(Summary(bob_, group_)->mentioned);
  EXPECT_EQ(Unread(bob_, group_), 2);
  EXPECT_EQ(Unseen(cat_), Ids{all});
}

TEST_P(Mentions, OnlyWhatMentionsOneselfCanBeSeen) {
  const MessageId for_cat = Name(ann_, group_, {cat_.value});
  const MessageId plain = Name(ann_, group_, {});
  const UserId dan = AddUser("dan");
  ASSERT_EQ(See(bob_, {for_cat.value, plain.value, 999'999}), "ok");
  ASSERT_EQ(See(dan, {for_cat.value}), "ok");
  ASSERT_EQ(See(ann_, {for_cat.value}), "ok");
  static const store::Sql kMarks{"select count(*) from message_mark"};
  EXPECT_EQ(Read([&](store::Txn& txn) {
              return *txn.First(kMarks, [](const store::Row& row) { return row.Int(0); });
            }),
            0);
  EXPECT_EQ(Unseen(cat_), Ids{for_cat});
  EXPECT_EQ(See(bob_, {}), "ok");
  EXPECT_EQ(See(bob_, std::vector<std::int64_t>(kMentionBatchMax, 1)), "ok");
  EXPECT_EQ(See(bob_, std::vector<std::int64_t>(kMentionBatchMax + 1, 1)),
            "BadArgument:messageIds");
}

TEST_P(Mentions, RecalledDeletedAndClearedOnesAreNone) {
  Name(ann_, group_, {bob_.value});  // seq 2
  const MessageId all = Name(ann_, group_, {}, true);
  Exec(core::kSetRecalled, kStartMs, group_, 2);
  EXPECT_EQ(Unseen(bob_), Ids{all});
  static const store::Sql kDeleteForMe{
      "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, created_at) "
      "values (?, 1, ?, 3, ?, 0)"};
  Exec(kDeleteForMe, bob_, group_, kTenant);
  EXPECT_EQ(Count(bob_), 0);
  EXPECT_FALSE(Summary(bob_, group_)->mentioned);
  EXPECT_EQ(Unseen(cat_), Ids{all});
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const access::Member place, access::Member::Open(txn, As(cat_), group_));
                conversation::Clear(txn, place);
                return Ok();
              }).ok());
  EXPECT_EQ(Count(cat_), 0);
}

// A recall of the newest @all leaves an older one.
TEST_P(Mentions, AnOlderOneOfAllStays) {
  const MessageId older = Name(ann_, group_, {}, true);
  Name(ann_, group_, {}, true);  // seq 3
  Exec(core::kSetRecalled, kStartMs, group_, 3);
  EXPECT_EQ(Unseen(bob_), Ids{older});
  EXPECT_TRUE(Summary(bob_, group_)->mentioned);
}

TEST_P(Mentions, WhoLeftHasNone) {
  Name(ann_, group_, {bob_.value}, true);
  static const store::Sql kLeave{
      "update member set state = 2 where conversation_id = ? and user_id = ?"};
  Exec(kLeave, group_, bob_);
  EXPECT_EQ(Count(bob_), 0);
  Exec(core::kDissolve, group_);
  EXPECT_EQ(Count(cat_), 0);
}

TEST_P(Mentions, OneStatementForManyConversations) {
  for (int i = 0; i < 12; ++i) {
    const ConversationId other = Group(ann_, {bob_.value});
    Name(ann_, other, {bob_.value});
    Name(ann_, other, {}, true);
  }
  const auto found = Read([&](store::Txn& txn) {
    core::CountingTxn counting(txn);
    const auto list = ListUnreadMentionsOf(counting, As(bob_));
    const auto count = CountUnreadMentionsOf(counting, As(bob_));
    return std::tuple(list.size(), count, counting.statements());
  });
  EXPECT_EQ(found, (std::tuple(std::size_t{24}, std::int64_t{24}, 2)));
}

TEST_P(Mentions, CandidatesAreTheOthersByDisplayName) {
  EXPECT_EQ(Candidates(ann_, group_, ""), (std::vector<std::string>{"Nbob", "Ncat"}));
  EXPECT_EQ(Candidates(bob_, group_, ""), (std::vector<std::string>{"Nann", "Ncat"}));
  EXPECT_EQ(Candidates(ann_, group_, " nBO "), std::vector<std::string>{"Nbob"});
  EXPECT_EQ(Candidates(ann_, group_, "zzz"), std::vector<std::string>{});
  static const store::Sql kNick{
      "update member set nickname = ? where conversation_id = ? and user_id = ?"};
  Exec(kNick, "小明", group_, bob_);
  EXPECT_EQ(Candidates(ann_, group_, "明"), std::vector<std::string>{"小明"});
  EXPECT_EQ(Candidates(ann_, group_, "nbob"), std::vector<std::string>{});
  Exec(core::kSetUserState, 2, 0, cat_);
  EXPECT_EQ(Candidates(ann_, group_, ""), std::vector<std::string>{"小明"});
}

TEST_P(Mentions, OwnerAndAdministratorsOfAGroupMayMentionAll) {
  const ConversationId direct = Direct(ann_, bob_);
  auto may = [&](UserId who, ConversationId where) {
    return Read(
        [&](store::Txn& txn) { return MayMentionAll(*access::Member::Open(txn, As(who), where)); });
  };
  EXPECT_TRUE(may(ann_, group_));
  EXPECT_FALSE(may(bob_, group_));
  EXPECT_FALSE(may(ann_, direct));
  Exec(core::kSetMember, 0, 0, 2, group_, bob_);
  EXPECT_TRUE(may(bob_, group_));
}

}  // namespace
}  // namespace koine::message
