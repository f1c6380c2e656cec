// The numbers of what waits for somebody, which are kept instead of counted, against what a count
// of the rows finds: after many rivals at once, and after rows are gone.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/erasure/deregister.h"
#include "core/erasure/erasure.h"
#include "core/office/approval/approval.h"
#include "core/office/approval/door.h"
#include "core/office/ding/ding.h"
#include "core/office/ding/door.h"
#include "core/office/ding/system.h"
#include "core/office/workbench/todo.h"
#include "core/office/workbench/workbench.h"
#include "store/job.h"

namespace koine::workbench {
namespace {

using core::Outcome;
using store::Txn;

constexpr int kRivals = 16;
constexpr int kRounds = 6;

const store::Sql kTodos{
    "select count(*) from todo where tenant_id = ? and user_id = ? and state < 3"};
const store::Sql kDings{
    "select count(*) from ding_receipt where tenant_id = ? and user_id = ? and sent_at > 0 and "
    "read_at = 0"};
const store::Sql kApprovals{
    "select count(distinct approval_id) from approval_hand where tenant_id = ? and user_id = ? "
    "and state = 'OPEN'"};
const store::Sql kSentBy{"select count(*) from ding where tenant_id = ? and sender_id = ?"};
const store::Sql kMakeAdmin{"update users set role = 2 where id = ?"};

class Desks : public core::TrioOnBothTest {
 protected:
  void SetUp() override {
    TrioOnBothTest::SetUp();
    for (const UserId user : {ann_, bob_, cat_}) people_.push_back(user);
  }
  std::int64_t Counted(const store::Sql& sql, UserId user) {
    return Read([&](Txn& txn) {
      return txn
          .First(
              sql, [](const store::Row& row) { return row.Int(0); }, kTenant, user)
          .value_or(-1);
    });
  }
  void ExpectRight() {
    for (const UserId user : people_) {
      const Counts counts = Read([&](Txn& txn) { return Overview(txn, As(user)); });
      EXPECT_EQ(counts.todos, Counted(kTodos, user)) << user.value;
      EXPECT_EQ(counts.dings, Counted(kDings, user)) << user.value;
      EXPECT_EQ(counts.approvals, Counted(kApprovals, user)) << user.value;
    }
  }
  TodoId Add() {
    TodoDraft draft;
    draft.title = "x";
    const auto id = Write([&](Txn& txn) { return AddTodo(txn, As(ann_), draft); });
    EXPECT_EQ(Outcome(id), "ok");
    return id.ok() ? *id : TodoId();
  }
  ding::DingId Send(UserId who) {
    ding::Draft draft;
    draft.content = "come";
    for (const UserId user : people_) {
      if (user != who) draft.receivers.push_back(user.value);
    }
    const auto id = Write([&](Txn& txn) { return ding::Send(txn, As(who), draft); });
    EXPECT_EQ(Outcome(id), "ok");
    return id.ok() ? *id : ding::DingId();
  }
  approval::ApprovalId Ask(approval::TemplateId form) {
    approval::ApplyIn in;
    in.template_id = form;
    in.title = "holiday";
    const auto id = Write([&](Txn& txn) { return approval::Apply(txn, As(cat_), in); });
    EXPECT_EQ(Outcome(id), "ok");
    return id.ok() ? *id : approval::ApprovalId();
  }
  // Both decide at two steps beside each other, and once more at the next one.
  approval::TemplateId Form() {
    const std::string both = "[" + std::to_string(ann_.value) + "," + std::to_string(bob_.value) +
                             R"(],"approveType":"ALL"}])";
    approval::TemplateChange in;
    in.code = "T1";
    in.name = "Leave";
    in.flow = R"([{"nodeName":"p","nodeType":"PARALLEL","branches":[)"
              R"({"nodes":[{"nodeName":"a","approvers":)" +
              both + R"(},{"nodes":[{"nodeName":"b","approvers":)" + both +
              R"(}]},{"nodeName":"c","approvers":)" + both;
    Exec(kMakeAdmin, ann_);
    const auto made =
        Write([&](Txn& txn) { return approval::CreateTemplate(txn, AsAdmin(ann_), in); });
    EXPECT_EQ(Outcome(made), "ok");
    return made.ok() ? *made : approval::TemplateId();
  }

  std::vector<UserId> people_;
};
KOINE_ON_BOTH(Desks);

TEST_P(Desks, TodosOfSixteenRivals) {
  std::vector<TodoId> shared;
  for (int i = 0; i < 4; ++i) shared.push_back(Add());
  core::OnThreads(kRivals, [&](int rival) {
    for (int i = 0; i < kRounds; ++i) {
      const TodoId own = Add();
      const TodoId id = i % 2 == 0 ? shared[static_cast<std::size_t>(rival + i) % 4] : own;
      TodoChange change;
      change.state = (rival + i) % 3 == 0 ? TodoState::kPending : TodoState::kCompleted;
      (void)Write([&](Txn& txn) -> Status {
        KOINE_TRY(const auto place, OwnTodo::Open(txn, As(ann_), id));
        return ChangeTodo(txn, place, change);
      });
      if (rival % 4 != 0) continue;
      (void)Write([&](Txn& txn) -> Status {
        KOINE_TRY(const auto place, OwnTodo::Open(txn, As(ann_), id));
        RemoveTodo(txn, place);
        return Ok();
      });
    }
  });
  EXPECT_GT(Counted(kTodos, ann_), 0);
  ExpectRight();
}

TEST_P(Desks, DingsOfSixteenRivals) {
  std::vector<ding::DingId> shared;
  for (int i = 0; i < 8; ++i) shared.push_back(Send(people_[static_cast<std::size_t>(i) % 3]));
  core::OnThreads(kRivals, [&](int rival) {
    const UserId who = people_[static_cast<std::size_t>(rival) % 3];
    for (int i = 0; i < kRounds; ++i) {
      if (i % 3 == 0) Send(who);
      // Four of the eight stay unread; each of the others is read by several at once.
      const ding::DingId id = shared[static_cast<std::size_t>(rival / 3 + i) % 4];
      (void)Write([&](Txn& txn) -> Status {
        KOINE_TRY(const auto place, ding::Received::Open(txn, As(who), id));
        return i % 2 == 0 ? ding::Read(txn, place) : ding::Confirm(txn, place, "");
      });
    }
  });
  EXPECT_GT(Counted(kDings, ann_), 0);
  ExpectRight();
  // Of those that are swept some were read; of a sender whose account ends, too.
  clock.Advance(1000);
  Send(bob_);
  const auto swept = Write([&](Txn& txn) -> Result<std::int64_t> {
    return ding::DeleteBefore(txn, clock.NowMs() - 500, 6);
  });
  ASSERT_TRUE(swept.ok());
  EXPECT_EQ(*swept, 6);
  ExpectRight();
  ASSERT_EQ(Outcome(Write([&](Txn& txn) { return erasure::Deregister(txn, As(bob_), bob_); })),
            "ok");
  store::JobRunner jobs(store(), clock);
  erasure::AddPersonJob(jobs);
  for (int step = 0; step < 4; ++step) {
    clock.Advance(kMinuteMs);
    while (jobs.RunDue() > 0) {
    }
  }
  EXPECT_EQ(Counted(kSentBy, bob_), 0);
  EXPECT_GT(Counted(kDings, ann_), 0);
  ExpectRight();
}

TEST_P(Desks, ApprovalsOfSixteenRivals) {
  const approval::TemplateId form = Form();
  std::vector<approval::ApprovalId> shared;
  for (int i = 0; i < 8; ++i) shared.push_back(Ask(form));
  EXPECT_EQ(Counted(kApprovals, ann_), 8);
  ExpectRight();
  core::OnThreads(kRivals, [&](int rival) {
    for (int i = 0; i < kRounds; ++i) {
      const auto id = shared[static_cast<std::size_t>(rival + i) % 6];
      (void)Write([&](Txn& txn) -> Status {
        if (rival == 0) {
          KOINE_TRY(const auto place, approval::Revocable::Open(txn, As(cat_), id));
          return approval::Cancel(txn, place);
        }
        const UserId who = rival % 2 == 0 ? ann_ : bob_;
        KOINE_TRY(const auto place, approval::Decidable::Open(txn, As(who), id));
        if (rival == 1) return approval::Reject(txn, place, "no");
        if (rival == 2) return approval::Transfer(txn, place, bob_, "");
        return approval::Approve(txn, place, "");
      });
    }
  });
  EXPECT_GE(Counted(kApprovals, ann_), 2);
  ExpectRight();
}

}  // namespace
}  // namespace koine::workbench
