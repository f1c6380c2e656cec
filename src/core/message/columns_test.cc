// A message is the same wherever its row is read.
#include "core/message/columns.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "core/core_test_util.h"
#include "core/message/mark.h"
#include "core/message/mention.h"
#include "core/message/rows.h"

namespace koine::message {
namespace {

class Columns : public core::TrioOnBothTest {};
KOINE_ON_BOTH(Columns);

void ExpectSame(const body::Message& got, const body::Message& wanted, const char* where) {
  SCOPED_TRACE(where);
  EXPECT_EQ(got.id, wanted.id);
  EXPECT_EQ(got.conversation, wanted.conversation);
  EXPECT_EQ(got.seq, wanted.seq);
  EXPECT_EQ(got.counted, wanted.counted);
  EXPECT_EQ(got.sender, wanted.sender);
  EXPECT_EQ(got.origin, wanted.origin);
  EXPECT_EQ(body::Encode(got.body), body::Encode(wanted.body));
  EXPECT_EQ(got.raw, wanted.raw);
  EXPECT_EQ(got.client_id, wanted.client_id);
  EXPECT_EQ(got.reply_seq, wanted.reply_seq);
  EXPECT_EQ(got.forwarded_from, wanted.forwarded_from);
  EXPECT_EQ(got.mention_all, wanted.mention_all);
  EXPECT_EQ(got.options, wanted.options);
  EXPECT_EQ(got.sent_at, wanted.sent_at);
  EXPECT_EQ(got.edited_at, wanted.edited_at);
  EXPECT_EQ(got.recalled_at, wanted.recalled_at);
  EXPECT_EQ(got.recalled_by, wanted.recalled_by);
  EXPECT_EQ(got.deleted_at, wanted.deleted_at);
}

TEST_P(Columns, AMessageIsTheSameWhereverItsRowIsRead) {
  policy.dialect = access::Dialect::kOpenim;
  const auto first = Say(bob_, group_, "first");
  ASSERT_TRUE(first.ok());
  SendIn in;
  in.body = body::Text{"hello"};
  in.raw = R"({"x":1})";
  in.client_id = "c1";
  in.reply_to = first->id;
  in.forwarded_from = MessageId(77);
  in.mention_all = true;
  in.options = 4;
  ASSERT_EQ(core::Outcome(Send(ann_, group_, in)), "ok");
  const auto page = Read([&](store::Txn& txn) {
    return ListNewest(txn, kTenant, group_, bob_, 1, first->seq + 1, 1);
  });
  ASSERT_EQ(page.size(), 1u);
  const body::Message wanted = page[0].message;
  EXPECT_EQ(wanted.raw, in.raw);
  EXPECT_EQ(wanted.client_id, in.client_id);
  EXPECT_EQ(wanted.reply_seq, first->seq);
  EXPECT_EQ(wanted.options, 4);
  EXPECT_TRUE(wanted.mention_all);
  EXPECT_EQ(wanted.origin, static_cast<std::uint8_t>(access::Dialect::kOpenim));
  ASSERT_EQ(core::Outcome(Write([&](store::Txn& txn) -> Status {
              KOINE_TRY(const auto place, access::Message::Open(txn, As(bob_), wanted.id));
              return AddFavourite(txn, place, "r", "");
            })),
            "ok");

  // A list shows a line of it.
  const auto listed = Summary(bob_, group_);
  ASSERT_TRUE(listed && listed->last);
  body::Message line = wanted;
  line.counted = line.reply_seq = line.options = 0;
  line.client_id.clear();
  line.forwarded_from = MessageId();
  line.mention_all = false;
  ExpectSame(listed->last->message, line, "the list of conversations");
  const auto mentions = Read([&](store::Txn& txn) { return ListUnreadMentionsOf(txn, As(bob_)); });
  ASSERT_EQ(mentions.size(), 1u);
  ExpectSame(mentions[0].row.message, wanted, "mentions");
  const auto kept = Read([&](store::Txn& txn) { return ListFavourites(txn, As(bob_), {}, 10, 0); });
  ASSERT_EQ(kept.size(), 1u);
  ExpectSame(kept[0].message, wanted, "favourites");
}

}  // namespace
}  // namespace koine::message
