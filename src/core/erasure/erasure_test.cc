#include "core/erasure/erasure.h"

#include "core/core_test_util.h"
#include "core/erasure/deregister.h"
#include "core/erasure/place.h"
#include "core/retention/retention.h"

namespace koine::erasure {
namespace {

class ManyMessages : public core::CoreTest {};

TEST_F(ManyMessages, AreErasedInFewRuns) {
  static const store::Sql kFill{
      "insert into message (id, tenant_id, conversation_id, seq, counted, sender_id, origin, kind, "
      "body, client_key, client_id, reply_seq, forwarded_from, mention_all, options, sent_at, "
      "edited_at, recalled_at, recalled_by, deleted_at) with recursive n(i) as (select 1 union all "
      "select i + 1 from n where i < 50000) select 1000 + i, 1, ?1, i, i, (case when i % 5 = 0 "
      "then ?2 else ?3 end), 1, 1, 'words of ' || i, i * 7919, 'c' || i, 0, 0, 0, 0, i, 0, 0, 0, 0 "
      "from n"};
  static const store::Sql kLeft{
      "select count(*) from message where sender_id = ? and (body <> '' or client_id is not null)"};
  const UserId ann = AddUser("ann"), bob = AddUser("bob");
  Exec(kFill, Direct(ann, bob), ann, bob);
  ASSERT_EQ(core::Outcome(Write(
                [&](store::Txn& txn) { return Deregister(txn, As(ann), ann, Said::kDelete); })),
            "ok");
  store::JobRunner jobs(store(), clock);
  AddPersonJob(jobs);
  int ended = 0;
  AddFinishJob(jobs, [&](std::string_view) {
    ++ended;
    return Cleared::kDone;
  });
  int runs = 0;
  for (; ended == 0 && runs < 200; ++runs) {
    clock.Advance(60);
    jobs.RunDue();
  }
  // Each takes the server about a tenth of a second.
  EXPECT_LE(runs, 40);
  auto left = [&](UserId user) {
    return Read([&](store::Txn& txn) {
      return *txn.First(
          kLeft, [](const store::Row& row) { return row.Int(0); }, user);
    });
  };
  EXPECT_EQ(left(ann), 0);
  EXPECT_EQ(left(bob), 40'000);
}

class Conversations : public core::CoreTest {};

TEST_F(Conversations, WhatIsSaidAfterTheOrderStays) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob");
  const ConversationId place = Direct(ann, bob);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Say(ann, place, "before").ok());
  ASSERT_EQ(
      core::Outcome(Write([&](store::Txn& txn) { return EraseConversation(txn, kTenant, place); })),
      "ok");
  clock.Advance(1);
  ASSERT_TRUE(Say(bob, place, "after").ok());
  store::JobRunner jobs(store(), clock);
  AddConversationJob(jobs);
  retention::AddJobs(jobs, {});
  for (int runs = 0; runs < 20; ++runs) {
    clock.Advance(60);
    jobs.RunDue();
  }
  const auto left = List(ann, place, {});
  ASSERT_TRUE(left.ok());
  ASSERT_EQ(left->size(), 1U);
  EXPECT_EQ(body::Preview(left->front().row.message.body), "after");
}

}  // namespace
}  // namespace koine::erasure
