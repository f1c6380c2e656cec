#include "core/office/task/task.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/notification/notification.h"
#include "core/office/states_test_util.h"
#include "core/office/task/rows.h"
#include "core/plan_test_util.h"
#include "store/job.h"

namespace koine::task {
namespace {

using core::Outcome;
using store::Txn;

TEST(TaskStates, TheDocumentedOnesAreThose) {
  EXPECT_EQ(office::DocumentedStates("task"), office::TableOf(kTaskStates));
}

TEST(TaskStates, EveryActIsAllowedInEveryState) {
  const TaskState after[] = {TaskState::kPending, TaskState::kInProgress, TaskState::kCompleted,
                             TaskState::kCancelled};
  for (const auto& from : json::TypeOf<TaskState>()->enumerators) {
    for (const auto& act : json::TypeOf<TaskAct>()->enumerators) {
      EXPECT_EQ(office::Next(kTaskStates, static_cast<TaskState>(from.value),
                             static_cast<TaskAct>(act.value)),
                after[act.value])
          << from.text << " " << act.text;
    }
  }
}

class Tasks : public core::TrioOnBothTest {
 protected:
  Result<TaskId> Add(UserId who, TaskDraft draft) {
    if (draft.title.empty()) draft.title = "x";
    return Write([&](Txn& txn) { return AddTask(txn, As(who), draft); });
  }
  TaskId Added(UserId who, TaskDraft draft = {}) {
    const auto id = Add(who, std::move(draft));
    EXPECT_TRUE(id.ok()) << Outcome(id);
    return id.ok() ? *id : TaskId();
  }
  std::string Change(UserId who, TaskId id, const TaskChange& change) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, SharedTask::Open(txn, As(who), id));
      return ChangeTask(txn, place, change);
    }));
  }
  std::string Set(UserId who, TaskId id, TaskState state) {
    TaskChange change;
    change.state = state;
    return Change(who, id, change);
  }
  std::string Remove(UserId who, TaskId id) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, SharedTask::Open(txn, As(who), id));
      RemoveTask(txn, place);
      return Ok();
    }));
  }
  Task Now(TaskId id) {
    return Read([&](Txn& txn) { return *FindTask(txn, kTenant, id, false); });
  }
  std::vector<ShownTask> List(UserId who, Side side) {
    return Read([&](Txn& txn) { return ListTasks(txn, As(who), side, std::nullopt, 100, 0); });
  }
  std::int64_t Told(UserId who) {
    return Read([&](Txn& txn) {
      notification::Filter filter;
      filter.type = notification::kTodo;
      return notification::Count(txn, As(who), filter);
    });
  }
};
KOINE_ON_BOTH(Tasks);

TEST_P(Tasks, ListsTakeAsManyStatementsForManyAsForOne) {
  Added(ann_);
  const auto statements = [&] {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      for (const Side side : {Side::kAssignee, Side::kCreator}) {
        ListTasks(counting, As(ann_), side, std::nullopt, 100, 0);
      }
      return counting.statements();
    });
  };
  const int one = statements();
  for (int i = 0; i < 20; ++i) Added(ann_);
  EXPECT_EQ(statements(), one);
}

TEST_P(Tasks, WhoGetsOneHearsOfItAndBothMayChangeIt) {
  TaskDraft draft;
  draft.assignee = bob_;
  draft.tags = {"a", "b"};
  const TaskId id = Added(ann_, draft);
  EXPECT_EQ(Told(bob_), 1);
  EXPECT_EQ(Told(ann_), 0);
  EXPECT_EQ(Now(id).tags, draft.tags);
  EXPECT_EQ(Set(bob_, id, TaskState::kInProgress), "ok");
  EXPECT_EQ(Set(ann_, id, TaskState::kPending), "ok");
  EXPECT_EQ(Set(cat_, id, TaskState::kCompleted), "RoleTooLow");
  EXPECT_EQ(Remove(cat_, id), "RoleTooLow");
  const auto mine = List(bob_, Side::kAssignee);
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].creator.name, "Nann");
  EXPECT_EQ(mine[0].assignee.name, "Nbob");
  EXPECT_EQ(List(ann_, Side::kAssignee).size(), 0u);
  EXPECT_EQ(List(ann_, Side::kCreator).size(), 1u);
  TaskChange change;
  change.assignee = cat_;
  EXPECT_EQ(Change(ann_, id, change), "ok");
  EXPECT_EQ(Told(cat_), 1);
  EXPECT_EQ(Set(bob_, id, TaskState::kCompleted), "RoleTooLow");
}

TEST_P(Tasks, OneThatIsDoneIsDoneWhole) {
  const TaskId id = Added(ann_);
  EXPECT_EQ(Told(ann_), 0);
  TaskChange half;
  half.percent = 50;
  ASSERT_EQ(Change(ann_, id, half), "ok");
  ASSERT_EQ(Set(ann_, id, TaskState::kCompleted), "ok");
  const std::int64_t at = Now(id).completed_at;
  EXPECT_EQ(Now(id).percent, 100);
  clock.Advance(1000);
  ASSERT_EQ(Set(ann_, id, TaskState::kCompleted), "ok");
  EXPECT_EQ(Now(id).completed_at, at);
  ASSERT_EQ(Set(ann_, id, TaskState::kPending), "ok");
  EXPECT_EQ(Now(id).completed_at, 0);
  EXPECT_EQ(Now(id).percent, 0);
}

TEST_P(Tasks, PartsAreCountedAndStayWithoutTheWhole) {
  const TaskId whole = Added(ann_);
  TaskDraft part;
  part.parent = whole;
  const TaskId one = Added(ann_, part);
  Added(ann_, part);
  ASSERT_EQ(Set(ann_, one, TaskState::kCompleted), "ok");
  for (const ShownTask& shown : List(ann_, Side::kAssignee)) {
    EXPECT_EQ(shown.parts, shown.task.id == whole ? 2 : 0);
    EXPECT_EQ(shown.parts_done, shown.task.id == whole ? 1 : 0);
  }
  EXPECT_EQ(Outcome(Add(bob_, part)), "NotFound:parent_task");
  ASSERT_EQ(Remove(ann_, whole), "ok");
  EXPECT_EQ(Now(one).parent, TaskId());
}

TEST_P(Tasks, SomebodyWhoIsNotThereOrBlocksGetsNone) {
  TaskDraft draft;
  draft.assignee = UserId(999'999);
  EXPECT_EQ(Outcome(Add(ann_, draft)), "UserNotFound:assignee");
  Block(bob_, ann_);
  draft.assignee = bob_;
  EXPECT_EQ(Outcome(Add(ann_, draft)), "BlockedByPeer");
  const TaskId id = Added(ann_);
  TaskChange change;
  change.assignee = bob_;
  EXPECT_EQ(Change(ann_, id, change), "BlockedByPeer");
}

// Once, at its time, and not when it is done.
TEST_P(Tasks, WhoHasAnOpenOneIsRemindedOfItOnce) {
  TaskDraft draft;
  draft.remind_at = clock.NowMs() + kHourMs;
  const TaskId first = Added(ann_, draft);
  const TaskId done = Added(ann_, draft);
  ASSERT_EQ(Set(ann_, done, TaskState::kCompleted), "ok");
  const TaskId later = Added(ann_, draft);
  TaskChange change;
  change.remind_at = draft.remind_at + kHourMs;
  ASSERT_EQ(Change(ann_, later, change), "ok");
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs);
  EXPECT_EQ(jobs.RunDue(), 0);
  clock.Advance(kHourMs);
  EXPECT_EQ(jobs.RunDue(), 1);
  EXPECT_EQ(Told(ann_), 1);
  EXPECT_EQ(jobs.RunDue(), 0);
  // A change that says the same time again is no new reminder; another time is one.
  change.remind_at = draft.remind_at;
  ASSERT_EQ(Change(ann_, first, change), "ok");
  ASSERT_EQ(Set(ann_, first, TaskState::kCompleted), "ok");
  ASSERT_EQ(Set(ann_, first, TaskState::kPending), "ok");
  EXPECT_EQ(jobs.RunDue(), 0);
  change.remind_at = draft.remind_at - 1;
  ASSERT_EQ(Change(ann_, first, change), "ok");
  EXPECT_EQ(jobs.RunDue(), 1);
  EXPECT_EQ(Told(ann_), 2);
  clock.Advance(kHourMs);
  EXPECT_EQ(jobs.RunDue(), 1);
  EXPECT_EQ(Told(ann_), 3);
}

class TaskPlans : public core::PlansTest {};

TEST_F(TaskPlans, ListsReadTheCallersRowsAlone) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    for (const Side side : {Side::kAssignee, Side::kCreator}) {
      SelectTasks(plan, As(ann), side, TaskState::kPending, 10, 0);
      CountSelected(plan, As(ann), side, std::nullopt);
    }
    CountParts(plan, kTenant, ids);
    DeleteTask(plan, kTenant, TaskId(1));
    for (const char* table : {"SCAN t\n", "SCAN task"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
    EXPECT_NE(plan.used().find("COVERING INDEX task_assignee"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("COVERING INDEX task_creator"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("task_parent"), std::string::npos) << plan.used();
  });
}

}  // namespace
}  // namespace koine::task
