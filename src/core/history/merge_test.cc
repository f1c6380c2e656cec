#include "core/history/merge.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"

namespace koine::history {
namespace {

using core::Outcome;

class Merges : public core::TrioOnBothTest {
 protected:
  std::int64_t Said(UserId who, const std::string& text) {
    auto sent = Say(who, group_, text);
    EXPECT_EQ(Outcome(sent), "ok");
    return sent->id.value;
  }
  Result<message::SendIn> Merge(UserId who, std::vector<std::int64_t> ids,
                                const std::string& title = "") {
    return Read([&](store::Txn& txn) { return DraftOf(txn, As(who), {ids, title}); });
  }
  // Into the group.
  Result<message::Sent> Send(UserId who, const message::SendIn& in) {
    return World::Send(who, group_, in);
  }
};

TEST_P(Merges, AreCopiesInOrderUnderATitle) {
  const std::int64_t a = Said(ann_, "a");
  const std::int64_t b = Said(bob_, "b");
  const auto draft = Merge(cat_, {b, a, b});
  ASSERT_EQ(Outcome(draft), "ok");
  const auto& merged = std::get<body::Merged>(draft->body);
  EXPECT_EQ(merged.title, "群聊的聊天记录");
  ASSERT_EQ(merged.items.size(), 2u);
  EXPECT_EQ(merged.items[0].sender, ann_);
  EXPECT_EQ(merged.items[0].body, "a");
  EXPECT_FALSE(merged.items[0].handle.empty());
  EXPECT_EQ(merged.items[1].body, "b");
  EXPECT_TRUE(draft->raw.empty());
  EXPECT_EQ(std::get<body::Merged>(Merge(cat_, {a}, "mine")->body).title, "mine");
  const ConversationId direct = Direct(ann_, bob_);
  const std::int64_t c = Say(ann_, direct, "c")->id.value;
  const std::int64_t d = Say(bob_, direct, "d")->id.value;
  EXPECT_EQ(std::get<body::Merged>(Merge(ann_, {c, d})->body).title, "Nann和Nbob的聊天记录");
}

TEST_P(Merges, RefuseWhatCannotBeSentOn) {
  const std::int64_t a = Said(ann_, "a");
  EXPECT_EQ(Outcome(Merge(ann_, {})), "BadArgument:merge_many");
  std::vector<std::int64_t> many(body::kMergedItemsMax + 1);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<std::int64_t>(i) + 1;
  EXPECT_EQ(Outcome(Merge(ann_, many)), "BadArgument:merge_many");
  EXPECT_EQ(Outcome(Merge(AddUser("sam"), {a})), "MessageNotFound");
  const auto list = List(ann_, group_, {message::PageOf::Kind::kBefore, MessageId(), 10});
  const std::int64_t notice = list.value()[0].row.message.id.value;
  EXPECT_EQ(Outcome(Merge(ann_, {a, notice})), "BadArgument:message_type");
  Exec(core::kSetRecalled, kStartMs, group_, 2);
  EXPECT_EQ(Outcome(Merge(ann_, {a})), "AlreadyRecalled");
}

TEST_P(Merges, LieInEachOtherThreeTimes) {
  std::int64_t last = Said(ann_, "a");
  for (int depth = 1; depth <= body::kMergedDepthMax; ++depth) {
    const auto draft = Merge(ann_, {last});
    ASSERT_EQ(Outcome(draft), "ok") << depth;
    EXPECT_EQ(body::DepthOf(draft->body), depth);
    last = Send(ann_, *draft)->id.value;
  }
  EXPECT_EQ(Outcome(Merge(ann_, {last})), "BadArgument:merge_depth");
}

TEST_P(Merges, ARepetitionIsKnownByItsMessages) {
  const std::int64_t a = Said(ann_, "a");
  clock.Advance(1000);
  const std::int64_t b = Said(ann_, "b");
  auto draft = Merge(bob_, {a, b});
  draft->client_id = "c1";
  const auto first = Send(bob_, *draft);
  ASSERT_EQ(Outcome(first), "ok");
  std::get<body::Merged>(draft->body).items[0].name = "Ann of today";
  const auto again = Send(bob_, *draft);
  ASSERT_EQ(Outcome(again), "ok");
  EXPECT_EQ(again->seq, first->seq);
  auto other = Merge(bob_, {b});
  other->client_id = "c1";
  EXPECT_EQ(Outcome(Send(bob_, *other)), "ClientIdReused:clientMsgId");
}

KOINE_ON_BOTH(Merges);

}  // namespace
}  // namespace koine::history
