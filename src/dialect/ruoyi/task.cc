// Tasks (ruoyi 8.8).

#include "core/office/task/task.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "dialect/ruoyi/day.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;
using task::TaskId;

struct TaskIn {
  std::string title;
  std::optional<UserId> assigneeId;
  std::optional<std::string> description, taskType, startDate, dueDate;
  std::optional<std::int64_t> priority;
  std::optional<TaskId> parentId;
  std::vector<std::string> tags;
  std::optional<json::Time> remindTime;
};
KOINE_DESCRIBE(TaskIn, (title, assigneeId, description, taskType, startDate, dueDate, priority,
                        parentId, tags, remindTime))
KOINE_RULES(TaskIn,
            json::Rule("title")
                .NotBlank("任务标题不能为空")
                .MaxChars(task::kTitleChars, "任务标题长度不能超过200个字符"),
            json::Rule("description").MaxChars(task::kTextChars, "任务描述长度不能超过2000个字符"),
            json::Rule("taskType").MaxChars(task::kKindChars, "任务类型长度不能超过20个字符"),
            json::Rule("tags").MaxItems(task::kTagsMax, "标签不能超过20个"))
struct TaskChangeIn {
  TaskId id;
  std::optional<std::string> title;
  std::optional<UserId> assigneeId;
  std::optional<std::string> description, taskType, startDate, dueDate;
  std::optional<std::int64_t> priority, completionPercent;
  std::optional<task::TaskState> status;
  std::optional<std::vector<std::string>> tags;
  std::optional<json::Time> remindTime;
};
KOINE_DESCRIBE(TaskChangeIn, (id, title, assigneeId, description, taskType, startDate, dueDate,
                              priority, completionPercent, status, tags, remindTime))
KOINE_RULES(TaskChangeIn, json::Rule("id").Required("任务ID不能为空"),
            json::Rule("title").MaxChars(task::kTitleChars, "任务标题长度不能超过200个字符"),
            json::Rule("description").MaxChars(task::kTextChars, "任务描述长度不能超过2000个字符"),
            json::Rule("taskType").MaxChars(task::kKindChars, "任务类型长度不能超过20个字符"),
            json::Rule("completionPercent")
                .Min(0, "完成百分比必须在0-100之间")
                .Max(100, "完成百分比必须在0-100之间"),
            json::Rule("status").AnyCase().Text("状态不正确"))
struct TaskPathIn {
  TaskId taskId;
};
KOINE_DESCRIBE(TaskPathIn, (taskId))
struct TaskStatusIn {
  TaskId taskId;
  std::optional<task::TaskState> status;
};
KOINE_DESCRIBE(TaskStatusIn, (taskId, status))
KOINE_RULES(TaskStatusIn,
            json::Rule("status").Required("状态不能为空").AnyCase().Text("状态不正确"))
struct TasksIn {
  std::optional<task::TaskState> status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(TasksIn, (status, pageNum, pageSize))
KOINE_RULES(TasksIn, json::Rule("status").AnyCase().Text("状态不正确"))
struct TaskOut {
  TaskId id;
  std::string taskNumber, title;
  std::optional<std::string> description;
  int priority = task::kPriorityUsual;
  std::string priorityDisplay;
  task::TaskState status = task::TaskState::kPending;
  std::string statusDisplay, taskType;
  std::optional<std::string> startDate, dueDate;
  std::optional<json::Time> remindTime;
  int completionPercent = 0;
  std::optional<TaskId> parentId;
  bool hasSubtask = false;
  std::int64_t subtaskCount = 0, completedSubtaskCount = 0;
  std::vector<std::string> tags;
  std::int64_t commentCount = 0, attachmentCount = 0;  // there are none
  bool isOverdue = false;
  std::optional<std::int64_t> remainingDays;  // until it is due
  UserId creatorId;
  std::string creatorName;
  UserId assigneeId;
  std::string assigneeName, assigneeAvatar;
  std::optional<json::Time> completedTime;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(TaskOut,
               (id, taskNumber, title, description, priority, priorityDisplay, status,
                statusDisplay, taskType, startDate, dueDate, remindTime, completionPercent,
                parentId, hasSubtask, subtaskCount, completedSubtaskCount, tags, commentCount,
                attachmentCount, isOverdue, remainingDays, creatorId, creatorName, assigneeId,
                assigneeName, assigneeAvatar, completedTime, createTime, updateTime))

namespace {

constexpr char kUsualKind[] = "PERSONAL";

const char* DisplayOf(task::TaskState state) {
  switch (state) {
    case task::TaskState::kPending:
      return "待处理";
    case task::TaskState::kInProgress:
      return "进行中";
    case task::TaskState::kCompleted:
      return "已完成";
    case task::TaskState::kCancelled:
      break;
  }
  return "已取消";
}

const char* DisplayOf(int priority) {
  constexpr const char* kNames[] = {"低", "中", "高", "紧急"};
  return kNames[priority - task::kPriorityMin];
}

std::string NumberOf(TaskId id) {
  constexpr std::size_t kDigits = 8;
  const std::string digits = std::to_string(id.value);
  return "TASK" + std::string(digits.size() < kDigits ? kDigits - digits.size() : 0, '0') + digits;
}

TaskOut ToTask(const task::ShownTask& shown, std::int64_t now_ms) {
  const task::Task& t = shown.task;
  TaskOut out;
  out.id = t.id;
  out.taskNumber = NumberOf(t.id);
  out.title = t.title;
  out.description = OptText(t.description);
  out.priority = t.priority;
  out.priorityDisplay = DisplayOf(t.priority);
  out.status = t.state;
  out.statusDisplay = DisplayOf(t.state);
  out.taskType = t.kind;
  out.startDate = OptText(t.start_day);
  out.dueDate = OptText(t.due_day);
  out.remindTime = OptTime(t.remind_at);
  out.completionPercent = t.percent;
  if (t.parent.value > 0) out.parentId = t.parent;
  out.hasSubtask = shown.parts > 0;
  out.subtaskCount = shown.parts;
  out.completedSubtaskCount = shown.parts_done;
  out.tags = t.tags;
  if (const auto due = ParseDay(t.due_day, Zone::Shanghai())) {
    out.remainingDays = (*due - DayBegin(now_ms)) / kDayMs;
    out.isOverdue = t.open() && *out.remainingDays < 0;
  }
  out.creatorId = t.creator;
  out.creatorName = shown.creator.name;
  out.assigneeId = t.assignee;
  out.assigneeName = shown.assignee.name;
  out.assigneeAvatar = AvatarOf(shown.assignee.avatar);
  out.completedTime = OptTime(t.completed_at);
  out.createTime = {t.created_at};
  out.updateTime = {t.updated_at};
  return out;
}

// The tags without blanks around them and without empty ones.
Result<std::vector<std::string>> TagsIn(const std::vector<std::string>& given) {
  std::vector<std::string> out;
  for (const std::string& tag : given) {
    const std::string_view text = text::Trim(tag);
    if (text.empty()) continue;
    if (text::CodePoints(text) > static_cast<std::size_t>(task::kTagChars)) {
      return FieldError(Code::kBadArgument, "tags", "标签长度不能超过50个字符");
    }
    out.emplace_back(text);
  }
  if (out.size() > task::kTagsMax)
    return FieldError(Code::kBadArgument, "tags", "标签不能超过20个");
  return out;
}

int TaskPriority(std::int64_t given) {
  const bool known = given >= task::kPriorityMin && given <= task::kPriorityMax;
  return known ? static_cast<int>(given) : 0;
}

std::string KindIn(const std::string& given) {
  const std::string_view kind = text::Trim(given);
  return std::string(kind.empty() ? kUsualKind : kind);
}

Result<TaskId> CreateTask(Txn& txn, Call& call, TaskIn& in) {
  task::TaskDraft draft;
  draft.title = std::string(text::Trim(in.title));
  draft.description = in.description.value_or("");
  draft.kind = KindIn(in.taskType.value_or(""));
  draft.assignee = in.assigneeId.value_or(UserId());
  draft.parent = in.parentId.value_or(TaskId());
  draft.priority = TaskPriority(in.priority.value_or(task::kPriorityUsual));
  KOINE_TRY(draft.start_day, DayIn(in.startDate.value_or(""), "startDate", "开始日期不正确"));
  KOINE_TRY(draft.due_day, DayIn(in.dueDate.value_or(""), "dueDate", "截止日期不正确"));
  KOINE_TRY(draft.tags, TagsIn(in.tags));
  if (in.remindTime) draft.remind_at = std::max<std::int64_t>(in.remindTime->ms, 1);
  return task::AddTask(txn, call.who, draft);
}

// Whether the JSON of the request says null for the member: its user emptied the field.
bool Emptied(const Call& call, const char* member) {
  const auto members = json::Parse<std::map<std::string, json::Raw>>(call.request->body);
  if (!members.ok()) return false;
  const auto found = members->find(member);
  return found != members->end() && found->second.text == "null";
}

Result<Nothing> UpdateTask(Txn& txn, Call& call, const task::SharedTask& place, TaskChangeIn& in) {
  task::TaskChange change;
  if (in.title) {
    if (text::IsBlank(*in.title)) {
      return FieldError(Code::kMissingArgument, "title", "任务标题不能为空");
    }
    change.title = std::string(text::Trim(*in.title));
  }
  change.description = in.description;
  if (in.taskType) change.kind = KindIn(*in.taskType);
  if (in.priority) change.priority = TaskPriority(*in.priority);
  if (in.completionPercent) change.percent = static_cast<int>(*in.completionPercent);
  change.assignee = in.assigneeId;
  change.state = in.status;
  if (in.tags) {
    KOINE_TRY(change.tags, TagsIn(*in.tags));
  }
  if (in.startDate) {
    KOINE_TRY(change.start_day, DayIn(*in.startDate, "startDate", "开始日期不正确"));
  }
  if (in.dueDate) {
    KOINE_TRY(change.due_day, DayIn(*in.dueDate, "dueDate", "截止日期不正确"));
  }
  if (in.remindTime) change.remind_at = std::max<std::int64_t>(in.remindTime->ms, 1);
  if (Emptied(call, "startDate")) change.start_day = "";
  if (Emptied(call, "dueDate")) change.due_day = "";
  if (Emptied(call, "remindTime")) change.remind_at = 0;
  KOINE_CHECK(task::ChangeTask(txn, place, change));
  return Nothing{};
}

Result<Nothing> SetTaskStatus(Txn& txn, Call&, const task::SharedTask& place, TaskStatusIn& in) {
  task::TaskChange change;
  change.state = in.status;
  KOINE_CHECK(task::ChangeTask(txn, place, change));
  return Nothing{};
}

Result<Nothing> DeleteTask(Txn& txn, Call&, const task::SharedTask& place, TaskPathIn&) {
  task::RemoveTask(txn, place);
  return Nothing{};
}

Result<TaskOut> ShowTask(Txn& txn, Call& call, const task::SharedTask& place, TaskPathIn&) {
  return ToTask(task::ShowTask(txn, place), call.now_ms());
}

std::vector<TaskOut> TasksOf(Txn& txn, Call& call, task::Side side, const TasksIn& in) {
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<TaskOut> out;
  for (const auto& one :
       task::ListTasks(txn, call.who, side, in.status, slice.reach(), slice.offset)) {
    out.push_back(ToTask(one, call.now_ms()));
  }
  TellTotal(call, out, slice, [&] { return task::CountTasks(txn, call.who, side, in.status); });
  return out;
}

Result<std::vector<TaskOut>> MyTasks(Txn& txn, Call& call, TasksIn& in) {
  return TasksOf(txn, call, task::Side::kAssignee, in);
}

Result<std::vector<TaskOut>> GivenTasks(Txn& txn, Call& call, TasksIn& in) {
  return TasksOf(txn, call, task::Side::kCreator, in);
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kTaskPath[] = "/api/im/task/{taskId}";
constexpr char kOneTask[] = R"({"taskId":"{task.mine}"})";

void AddTaskActs(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&UpdateTask>(Method::kPut, "/api/im/task", "Change a task",
                                  {.mode = Mode::kWrite,
                                   .door = "id",
                                   .repeatable = true,
                                   .ok = "更新成功",
                                   .example = R"({"id":"{task.mine}","priority":3})",
                                   .ref = "8.8"}));
  rows->push_back(Ep<&SetTaskStatus>(Method::kPut, "/api/im/task/{taskId}/status",
                                     "Set the state of a task",
                                     {.mode = Mode::kWrite,
                                      .door = "taskId",
                                      .repeatable = true,
                                      .ok = "更新成功",
                                      .example = R"({"taskId":"{task.mine}","status":"COMPLETED"})",
                                      .ref = "8.8"}));
  rows->push_back(Ep<&DeleteTask>(Method::kDelete, kTaskPath, "Delete a task",
                                  {.mode = Mode::kWrite,
                                   .door = "taskId",
                                   .refusal = "无权限删除此任务",
                                   .ok = "删除成功",
                                   .example = kOneTask,
                                   .ref = "8.8"}));
}

}  // namespace

void AddTasks(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      Ep<&CreateTask>(Method::kPost, "/api/im/task/create", "Create a task",
                      {.mode = Mode::kWrite,
                       .ok = "创建成功",
                       .example = R"({"title":"Write the minutes","dueDate":"2030-05-06"})",
                       .ref = "8.8",
                       .about = About::kCaller}));
  rows->push_back(Ep<&MyTasks>(Method::kGet, "/api/im/task/my", "List the tasks that you have",
                               {.mode = Mode::kScan, .ref = "8.8", .about = About::kCaller}));
  rows->push_back(Ep<&GivenTasks>(Method::kGet, "/api/im/task/created",
                                  "List the tasks that you gave",
                                  {.mode = Mode::kScan, .ref = "8.8", .about = About::kCaller}));
  rows->push_back(Ep<&ShowTask>(Method::kGet, kTaskPath, "Get a task",
                                {.door = "taskId", .example = kOneTask, .ref = "8.8"}));
  AddTaskActs(rows);
}

}  // namespace koine::ruoyi
