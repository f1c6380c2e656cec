#include "core/office/workbench/workbench.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/message/sent_day.h"
#include "core/office/states_test_util.h"
#include "core/office/workbench/rows.h"
#include "core/office/workbench/todo.h"
#include "core/plan_test_util.h"

namespace koine::workbench {
namespace {

using core::Outcome;
using store::Txn;

const store::Sql kFillList{"update workbench set todos = ? where tenant_id = 1 and user_id = ?"};

TEST(TodoStates, TheDocumentedOnesAreThose) {
  EXPECT_EQ(office::DocumentedStates("todo"), office::TableOf(kTodoStates));
}

// The list is its owner's alone: each act leads from every state to the one that it is named for.
TEST(TodoStates, EveryActIsAllowedInEveryState) {
  const TodoState after[] = {TodoState::kPending, TodoState::kInProgress, TodoState::kCompleted,
                             TodoState::kCancelled};
  for (const auto& from : json::TypeOf<TodoState>()->enumerators) {
    for (const auto& act : json::TypeOf<TodoAct>()->enumerators) {
      EXPECT_EQ(office::Next(kTodoStates, static_cast<TodoState>(from.value),
                             static_cast<TodoAct>(act.value)),
                after[act.value])
          << from.text << " " << act.text;
    }
  }
}

class Workbenches : public core::TrioOnBothTest {
 protected:
  Result<TodoId> Add(UserId who, const std::string& title, int priority = kPriorityMiddle) {
    TodoDraft draft;
    draft.title = title;
    draft.priority = priority;
    return Write([&](Txn& txn) { return AddTodo(txn, As(who), draft); });
  }
  std::string Change(UserId who, TodoId id, const TodoChange& change) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, OwnTodo::Open(txn, As(who), id));
      return ChangeTodo(txn, place, change);
    }));
  }
  std::string Set(UserId who, TodoId id, TodoState state) {
    TodoChange change;
    change.state = state;
    return Change(who, id, change);
  }
  std::string Remove(UserId who, TodoId id) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, OwnTodo::Open(txn, As(who), id));
      RemoveTodo(txn, place);
      return Ok();
    }));
  }
  Todo Now(TodoId id) {
    return Read([&](Txn& txn) { return *FindTodo(txn, kTenant, id, false); });
  }
  std::vector<std::string> Titles(UserId who, const TodoFilter& filter = {}) {
    return Read([&](Txn& txn) {
      std::vector<std::string> out;
      for (const Todo& todo : ListTodos(txn, As(who), filter, 100, 0)) out.push_back(todo.title);
      EXPECT_EQ(CountTodos(txn, As(who), filter), std::ssize(out));
      return out;
    });
  }
  Counts CountsOf(UserId who) {
    return Read([&](Txn& txn) { return Overview(txn, As(who)); });
  }
};
KOINE_ON_BOTH(Workbenches);

TEST_P(Workbenches, TheMostUrgentStandFirstThenTheNewest) {
  ASSERT_TRUE(Add(ann_, "low", kPriorityLow).ok());
  ASSERT_TRUE(Add(ann_, "old").ok());
  clock.Advance(1000);
  ASSERT_TRUE(Add(ann_, "new").ok());
  ASSERT_TRUE(Add(ann_, "odd", 7).ok());
  const auto high = Add(ann_, "high", kPriorityHigh);
  ASSERT_TRUE(high.ok());
  EXPECT_EQ(Titles(ann_), (std::vector<std::string>{"high", "odd", "new", "old", "low"}));
  EXPECT_EQ(Titles(bob_), std::vector<std::string>());
  ASSERT_EQ(Set(ann_, *high, TodoState::kInProgress), "ok");
  TodoFilter started, middle, meetings;
  started.state = TodoState::kInProgress;
  middle.priority = kPriorityMiddle;
  meetings.kind = TodoKind::kMeeting;
  EXPECT_EQ(Titles(ann_, started), (std::vector<std::string>{"high"}));
  EXPECT_EQ(Titles(ann_, middle), (std::vector<std::string>{"odd", "new", "old"}));
  EXPECT_EQ(Titles(ann_, meetings), std::vector<std::string>());
}

TEST_P(Workbenches, WhenItWasCompletedIsTheFirstTimeSinceItWasOpen) {
  const auto id = Add(ann_, "x");
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(CountsOf(ann_).todos, 1);
  ASSERT_EQ(Set(ann_, *id, TodoState::kCompleted), "ok");
  const std::int64_t first = Now(*id).completed_at;
  EXPECT_EQ(first, clock.NowMs());
  clock.Advance(1000);
  ASSERT_EQ(Set(ann_, *id, TodoState::kCompleted), "ok");
  EXPECT_EQ(Now(*id).completed_at, first);
  EXPECT_EQ(CountsOf(ann_).todos, 0);
  ASSERT_EQ(Set(ann_, *id, TodoState::kPending), "ok");
  EXPECT_EQ(Now(*id).completed_at, 0);
  EXPECT_EQ(CountsOf(ann_).todos, 1);
}

TEST_P(Workbenches, NobodyElseComesNear) {
  const auto id = Add(ann_, "x");
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(Set(bob_, *id, TodoState::kCompleted), "Forbidden");
  EXPECT_EQ(Remove(bob_, *id), "Forbidden");
  EXPECT_EQ(Remove(ann_, TodoId(id->value + 1)), "NotFound:todo");
  EXPECT_EQ(Remove(ann_, *id), "ok");
  EXPECT_EQ(Remove(ann_, *id), "NotFound:todo");
}

// Of many who add the last one that there is room for, one does.
TEST_P(Workbenches, ThereIsRoomForSoManyAlsoAtOnce) {
  const auto first = Add(ann_, "x");
  ASSERT_TRUE(first.ok());
  ASSERT_EQ(Exec(kFillList, kTodosMax - 1, ann_), 1);
  std::atomic<int> added = 0;
  core::OnThreads(8, [&](int) {
    if (Add(ann_, "y").ok()) ++added;
  });
  EXPECT_EQ(added, 1);
  EXPECT_EQ(Outcome(Add(ann_, "z")), "BadState:todos_full");
  ASSERT_TRUE(Add(bob_, "z").ok());
  ASSERT_EQ(Remove(ann_, *first), "ok");
  EXPECT_TRUE(Add(ann_, "z").ok());
}

TEST_P(Workbenches, WhatWasSentTodayIsCounted) {
  const auto sent = [this] { return CountsOf(ann_).sent_today; };
  EXPECT_EQ(sent(), 0);
  ASSERT_TRUE(Say(ann_, group_, "one").ok());
  ASSERT_TRUE(Say(ann_, group_, "two", "c2").ok());
  ASSERT_TRUE(Say(ann_, group_, "two", "c2").ok());  // the same again
  ASSERT_TRUE(Say(ann_, Direct(ann_, bob_), "three").ok());
  ASSERT_TRUE(Say(bob_, group_, "four").ok());
  EXPECT_EQ(sent(), 3);
  EXPECT_EQ(CountsOf(bob_).sent_today, 1);
  clock.Advance(kDayMs);
  EXPECT_EQ(sent(), 0);
  ASSERT_TRUE(Say(ann_, group_, "five").ok());
  EXPECT_EQ(sent(), 1);
}

TEST_P(Workbenches, ADayBeginsAtMidnightOfGmt8) {
  const std::int64_t midnight = (message::DayOf(clock.NowMs()) + 1) * kDayMs - 8 * 3'600'000LL;
  EXPECT_EQ(message::DayOf(midnight - 1), message::DayOf(clock.NowMs()));
  EXPECT_EQ(message::DayOf(midnight), message::DayOf(clock.NowMs()) + 1);
  clock.Advance(midnight - 1 - clock.NowMs());
  ASSERT_TRUE(Say(ann_, group_, "late").ok());
  EXPECT_EQ(CountsOf(ann_).sent_today, 1);
  clock.Advance(1);
  EXPECT_EQ(CountsOf(ann_).sent_today, 0);
}

TEST_P(Workbenches, AnOverviewCountsTheOthersToo) {
  ASSERT_TRUE(Say(bob_, group_, "one").ok());
  ASSERT_TRUE(Say(bob_, Direct(ann_, bob_), "two").ok());
  const Counts ann = CountsOf(ann_);
  EXPECT_EQ(ann.unread, 2);
  EXPECT_EQ(ann.conversations, 2);
  EXPECT_EQ(ann.approvals, 0);
  EXPECT_EQ(ann.dings, 0);
  EXPECT_EQ(ann.mentions, 0);
}

TEST_P(Workbenches, ALayoutIsKeptAsItIs) {
  const auto save = [this](const std::string& text) {
    return Outcome(Write([&](Txn& txn) { return SaveLayout(txn, As(ann_), text); }));
  };
  const auto layout = [this](UserId who) {
    return Read([&](Txn& txn) { return Layout(txn, As(who)); });
  };
  EXPECT_EQ(layout(ann_), std::nullopt);
  const std::string text = "{\"commonAppIds\": [1],\t\"名\":\"a&b=%20\"} ";
  ASSERT_EQ(save(text), "ok");
  EXPECT_EQ(layout(ann_), text);
  EXPECT_EQ(layout(bob_), std::nullopt);
  EXPECT_EQ(save(""), "MissingArgument:layout");
  EXPECT_EQ(save(" \n"), "MissingArgument:layout");
  EXPECT_EQ(save(std::string(kLayoutBytesMax, 'x')), "ok");
  EXPECT_EQ(save(std::string(kLayoutBytesMax + 1, 'x')), "BadArgument:layout");
  EXPECT_EQ(save("\xff"), "BadArgument:layout_text");
  EXPECT_EQ(save(std::string("a\0b", 3)), "BadArgument:layout_text");
  // The todo list is counted in the same row.
  ASSERT_TRUE(Add(ann_, "x").ok());
  ASSERT_EQ(save(text), "ok");
  ASSERT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              ResetLayout(txn, As(ann_));
              return Ok();
            })),
            "ok");
  EXPECT_EQ(layout(ann_), std::nullopt);
  EXPECT_EQ(CountsOf(ann_).todos, 1);
}

class WorkbenchPlans : public core::PlansTest {};

TEST_F(WorkbenchPlans, ListsAndCountersReadTheCallersRowsAlone) {
  const UserId ann = AddUser("ann");
  ExpectLookedUp([&](core::PlanTxn& plan) {
    SelectTodos(plan, As(ann), {}, 10, 0);
    TodoFilter filter;
    filter.state = TodoState::kPending;
    filter.kind = TodoKind::kTask;
    filter.priority = kPriorityHigh;
    SelectTodos(plan, As(ann), filter, 10, 0);
    CountSelected(plan, As(ann), filter);
    CountOpen(plan, As(ann));
    EXPECT_NE(plan.used().find("COVERING INDEX todo_list"), std::string::npos) << plan.used();
    EXPECT_EQ(plan.used().find("SCAN t"), std::string::npos) << plan.used();
    Overview(plan, As(ann));
    for (const char* table : {"SCAN todo", "SCAN member", "SCAN m\n", "SCAN notification"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
  });
}

// One for each number.
TEST_P(Workbenches, AnOverviewIsAsManyStatementsAsItHasNumbers) {
  constexpr int kNumbers = 8;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Add(ann_, "x").ok());
  const int count = Read([&](Txn& txn) {
    core::CountingTxn counting(txn);
    Overview(counting, As(ann_));
    return counting.statements();
  });
  EXPECT_LE(count, kNumbers);
}

}  // namespace
}  // namespace koine::workbench
