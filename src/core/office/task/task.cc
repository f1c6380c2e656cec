#include "core/office/task/task.h"

#include <unordered_map>
#include <utility>

#include "core/access/allowance.h"
#include "core/access/doors.h"
#include "core/contact/pair.h"
#include "core/identity/people.h"
#include "core/job.h"
#include "core/notification/notification.h"
#include "core/notification/said.h"
#include "core/office/task/rows.h"

namespace koine::task {

namespace {

using access::Principal;
using notification::LineKind;

constexpr char kRemindJob[] = "task.remind";
constexpr char kRelatedType[] = "TASK";
constexpr int kWhole = 100;  // per cent

int InRange(int priority) {
  return priority < kPriorityMin || priority > kPriorityMax ? kPriorityUsual : priority;
}

Status MayAssign(store::Txn& txn, const Principal& who, UserId assignee) {
  if (assignee == who.user) return Ok();
  const auto user = identity::FindUser(txn, who, assignee);
  if (!user || user->status != identity::UserStatus::kActive) {
    return Error{Code::kUserNotFound, "assignee"};
  }
  if (contact::BlockedBy(txn, who, assignee)) return Error{Code::kBlockedByPeer};
  return Ok();
}

void Tell(store::Txn& txn, TenantId tenant, const Person& actor, const Task& task, LineKind kind) {
  notification::Line line;
  line.kind = kind;
  line.actor = actor.name;
  line.topic = task.title;
  const UserId receivers[] = {task.assignee};
  notification::Notify(
      txn, tenant, actor.id, receivers,
      notification::ContentOf(notification::kTodo, line, kRelatedType, task.id.value));
}

// Who has it hears of it, unless they gave it to themself.
void TellAssignee(store::Txn& txn, const Principal& who, const Task& task) {
  if (task.assignee == who.user) return;
  Tell(txn, who.tenant, access::PersonOf(txn, who), task, LineKind::kTaskAssigned);
}

// What is past was reminded of, or is about to be, unless its time is `fresh`.
void PlanReminder(store::Txn& txn, TenantId tenant, const Task& task, bool fresh) {
  if (task.remind_at == 0 || !task.open()) {
    return txn.CancelJob(kRemindJob, std::to_string(task.id.value));
  }
  if (!fresh && task.remind_at <= txn.now_ms()) return;
  PutRowJob(txn, kRemindJob, {tenant, task.id.value}, task.remind_at);
}

// What was changed, done or removed meanwhile is found so, since the task is read here.
Status Remind(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const TenantId tenant = job.tenant;
  const auto task = FindTask(txn, tenant, TaskId(job.id), true);
  if (!task || !task->open() || task->remind_at == 0) return Ok();
  if (task->remind_at > txn.now_ms()) {
    PlanReminder(txn, tenant, *task, false);
    return Ok();
  }
  Tell(txn, tenant, Person(), *task, LineKind::kTaskReminded);
  return Ok();
}

// Names and parts: a statement each.
void Fill(store::Txn& txn, const Principal& who, std::vector<ShownTask>* tasks) {
  if (tasks->empty()) return;
  std::vector<std::int64_t> users, ids;
  for (const ShownTask& one : *tasks) {
    users.push_back(one.task.creator.value);
    users.push_back(one.task.assignee.value);
    ids.push_back(one.task.id.value);
  }
  const auto people = identity::FindPeople(txn, who, std::move(users));
  std::unordered_map<std::int64_t, Parts> parts;
  for (const Parts& one : CountParts(txn, who.tenant, ids)) parts.emplace(one.parent.value, one);
  for (ShownTask& one : *tasks) {
    one.creator = people.Of(one.task.creator);
    one.assignee = people.Of(one.task.assignee);
    const Parts& of = parts[one.task.id.value];
    one.parts = of.all;
    one.parts_done = of.done;
  }
}

// Where a state leads to; what is done, by how much.
Status Enter(TaskState wanted, std::int64_t now_ms, Task* task) {
  const auto next = office::Next(kTaskStates, task->state, ActTo(wanted));
  if (!next) return Error{Code::kBadState};
  const bool was = task->state == TaskState::kCompleted;
  task->state = *next;
  if (task->state == TaskState::kCompleted) {
    if (!was) task->completed_at = now_ms;
    task->percent = kWhole;
  } else if (was) {
    task->completed_at = 0;
    task->percent = 0;
  }
  return Ok();
}

}  // namespace

Result<TaskId> AddTask(store::Txn& txn, const Principal& who, const TaskDraft& draft) {
  Task task;
  task.creator = who.user;
  task.assignee = draft.assignee.value == 0 ? who.user : draft.assignee;
  KOINE_CHECK(MayAssign(txn, who, task.assignee));
  if (draft.parent.value != 0) {
    if (!SharedTask::Open(txn, who, draft.parent).ok()) {
      return Error{Code::kNotFound, "parent_task"};
    }
    task.parent = draft.parent;
  }
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kTask));
  task.title = draft.title;
  task.description = draft.description;
  task.kind = draft.kind;
  task.priority = InRange(draft.priority);
  task.start_day = draft.start_day;
  task.due_day = draft.due_day;
  task.tags = draft.tags;
  task.remind_at = draft.remind_at;
  task.created_at = task.updated_at = txn.now_ms();
  InsertTask(txn, who.tenant, &task);
  PlanReminder(txn, who.tenant, task, true);
  TellAssignee(txn, who, task);
  return task.id;
}

Status ChangeTask(store::Txn& txn, const SharedTask& place, const TaskChange& change) {
  const Principal& who = place.who();
  Task task = place.task();
  if (change.title) task.title = *change.title;
  if (change.description) task.description = *change.description;
  if (change.kind) task.kind = *change.kind;
  if (change.start_day) task.start_day = *change.start_day;
  if (change.due_day) task.due_day = *change.due_day;
  if (change.priority) task.priority = InRange(*change.priority);
  if (change.percent) task.percent = *change.percent;
  if (change.tags) task.tags = *change.tags;
  if (change.remind_at) task.remind_at = *change.remind_at;
  if (change.state) KOINE_CHECK(Enter(*change.state, txn.now_ms(), &task));
  const bool given = change.assignee && *change.assignee != task.assignee;
  if (given) {
    KOINE_CHECK(MayAssign(txn, who, *change.assignee));
    KOINE_CHECK(access::CountAct(txn, who, access::Act::kTask));
    task.assignee = *change.assignee;
  }
  UpdateTask(txn, who.tenant, task);
  PlanReminder(txn, who.tenant, task, task.remind_at != place.task().remind_at);
  if (given) TellAssignee(txn, who, task);
  return Ok();
}

void RemoveTask(store::Txn& txn, const SharedTask& place) {
  const TaskId id = place.task().id;
  DeleteTask(txn, place.who().tenant, id);
  txn.CancelJob(kRemindJob, std::to_string(id.value));
}

ShownTask ShowTask(store::Txn& txn, const SharedTask& place) {
  std::vector<ShownTask> one(1);
  one[0].task = place.task();
  Fill(txn, place.who(), &one);
  return std::move(one[0]);
}

std::vector<ShownTask> ListTasks(store::Txn& txn, const Principal& who, Side side,
                                 const std::optional<TaskState>& state, std::int64_t limit,
                                 std::int64_t offset) {
  std::vector<ShownTask> out;
  for (Task& task : SelectTasks(txn, who, side, state, limit, offset)) {
    out.emplace_back().task = std::move(task);
  }
  Fill(txn, who, &out);
  return out;
}

std::int64_t CountTasks(store::Txn& txn, const Principal& who, Side side,
                        const std::optional<TaskState>& state) {
  return CountSelected(txn, who, side, state);
}

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kRemindJob, Remind);
}

}  // namespace koine::task
