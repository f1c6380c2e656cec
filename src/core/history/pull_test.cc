// What is left out of a pull ends no page early.
#include "core/history/pull.h"

#include <gtest/gtest.h>

#include "core/access/system.h"
#include "core/core_test_util.h"
#include "core/history/delivery.h"
#include "core/history/pull_rows.h"
#include "core/message/append.h"

namespace koine::history {
namespace {

using Ids = std::vector<std::int64_t>;

class Pulling : public core::TrioOnBothTest {
 protected:
  // A line that is for bob alone.
  void AddLineForBob() {
    const auto done = Write([&](store::Txn& txn) -> Status {
      auto state = access::FindConversation(txn, kTenant, group_, true);
      body::Notice line;
      line.kind = body::NoticeKind::kMemberMuted;
      line.targets = {{bob_, "bob"}};
      message::AppendNotice(txn, kTenant, &*state, access::Dialect::kImchat,
                            access::FindPerson(txn, kTenant, ann_), line);
      return Ok();
    });
    EXPECT_TRUE(done.ok());
  }
  Ids Pulled(UserId who, std::optional<MessageId> after, int limit) {
    return Read([&](store::Txn& txn) {
      PullIn in;
      in.groups = true;
      in.after = after;
      in.limit = limit;
      Ids out;
      for (const history::Pulled& one : Pull(txn, As(who), in)) out.push_back(one.row->message.seq);
      return out;
    });
  }
};
KOINE_ON_BOTH(Pulling);

TEST_P(Pulling, LinesForOthersEndNoPageEarly) {
  ASSERT_TRUE(MarkRead(cat_, group_, 1).ok());
  for (int i = 0; i < 3; ++i) AddLineForBob();
  ASSERT_TRUE(Say(ann_, group_, "hi").ok());
  EXPECT_EQ(Pulled(cat_, std::nullopt, 1), Ids{5});
  EXPECT_EQ(Pulled(cat_, MessageId(0), 2), (Ids{1, 5}));
  EXPECT_EQ(Pulled(bob_, MessageId(0), 3), (Ids{1, 2, 3}));
}

TEST_P(Pulling, WhatWasDeliveredNeverMovesBackAndIsOfOneSeat) {
  const ConversationId direct = Direct(ann_, bob_);
  auto raise = [&](std::vector<Delivered> marks) {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  RaiseDelivered(txn, marks);
                  return Ok();
                }).ok());
  };
  auto delivered = [&](UserId user, ConversationId place) {
    return Read([&](store::Txn& txn) { return FindReach(txn, kTenant, place, user).delivered; });
  };
  // Not in the order of members.
  raise({{kTenant, bob_, direct, 3}, {kTenant, ann_, direct, 5}, {kTenant, cat_, group_, 2}});
  EXPECT_EQ(delivered(bob_, direct), 3);
  EXPECT_EQ(delivered(ann_, direct), 5);
  EXPECT_EQ(delivered(cat_, group_), 2);
  EXPECT_EQ(delivered(bob_, group_), 0);
  raise({{kTenant, ann_, direct, 4}, {kTenant, bob_, direct, 6}});
  EXPECT_EQ(delivered(bob_, direct), 6);
  EXPECT_EQ(delivered(ann_, direct), 5);
  // Neither of another tenant nor of who has no seat.
  raise({{TenantId(kTenant.value + 1), bob_, direct, 9}, {kTenant, cat_, direct, 9}});
  raise({});
  EXPECT_EQ(delivered(bob_, direct), 6);
  EXPECT_EQ(delivered(cat_, direct), 0);
}

}  // namespace
}  // namespace koine::history
