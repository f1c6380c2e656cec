// Client ids are found from the moment their message is there, also where their index is written
// later (store/late_index.h), and no longer when it is erased.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/core_test_util.h"
#include "core/erasure/said_rows.h"
#include "core/message/system.h"

namespace koine::message {
namespace {

using core::Outcome;

constexpr int kMany = 24;  // of which a few wait

const store::Sql& Said() {
  static const store::Sql sql{"select count(*) from message where tenant_id = 1 and sender_id = ?"};
  return sql;
}
const store::Sql& Written() {
  static const store::Sql sql{"select count(*) from message_key where sender_id = ?"};
  return sql;
}

std::string IdOf(int i) {
  return "late-" + std::to_string(i);
}

class LateKeys : public core::PairOnBothTest {
 protected:
  void SetUp() override {
    PairOnBothTest::SetUp();
    policy.dialect = access::Dialect::kRuoyi;  // a trace looks for ids that clients gave
    for (int i = 0; i < kMany; ++i) ids_.push_back(SayOne(i));
  }
  MessageId SayOne(int i) {
    auto sent = Say(ann_, direct_, "text " + std::to_string(i), IdOf(i));
    EXPECT_EQ(Outcome(sent), "ok");
    return sent.ok() ? sent->id : MessageId();
  }
  std::int64_t Count(const store::Sql& sql) {
    return Read([&](store::Txn& txn) {
      return txn
          .First(
              sql, [](const store::Row& row) { return row.Int(0); }, ann_)
          .value_or(-1);
    });
  }
  std::vector<MessageId> Traced(int i) {
    return Read([&](store::Txn& txn) { return ListByClientId(txn, ann_, IdOf(i)); });
  }

  std::vector<MessageId> ids_;
};

TEST_P(LateKeys, WhatIsSentAgainIsThatMessage) {
  EXPECT_EQ(Count(Written()) > 0, GetParam() == store::Engine::kSqlite);
  for (int i = 0; i < kMany; ++i) {
    EXPECT_EQ(SayOne(i), ids_[static_cast<std::size_t>(i)]);
    EXPECT_EQ(Traced(i), std::vector<MessageId>{ids_[static_cast<std::size_t>(i)]});
  }
  EXPECT_EQ(Count(Said()), kMany);
}

TEST_P(LateKeys, OfAnErasedMessageNothingIsLeft) {
  std::vector<std::int64_t> all;
  for (const MessageId id : ids_) all.push_back(id.value);
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                erasure::EraseSaid(txn, kTenant, all);
                return Ok();
              }).ok());
  EXPECT_EQ(Count(Written()), 0);
  for (int i = 0; i < kMany; ++i) EXPECT_EQ(Traced(i), std::vector<MessageId>());
  // Whose keys waited is not written later.
  for (int i = 0; i < kMany; ++i) EXPECT_GT(SayOne(i), ids_.back());
  EXPECT_EQ(Count(Said()), 2 * kMany);
  EXPECT_LT(Count(Written()), kMany);
  for (int i = 0; i < kMany; ++i) EXPECT_EQ(Traced(i).size(), 1u);
}

KOINE_ON_BOTH(LateKeys);

}  // namespace
}  // namespace koine::message
