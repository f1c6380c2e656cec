// The workbench: what waits for the caller, and their todo list (ruoyi 8).

#include "core/office/workbench/workbench.h"

#include <utility>

#include "base/text.h"
#include "core/office/mail/mail.h"
#include "core/office/workbench/todo.h"
#include "dialect/ruoyi/day.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;
using workbench::TodoId;

struct WorkbenchOut {
  std::int64_t todoCount = 0, unreadMessageCount = 0, todayMessageCount = 0, conversationCount = 0,
               noticeCount = 0, approvalCount = 0, dingCount = 0;
  bool isOnline = false;
  std::int64_t emailUnreadCount = 0, mentionCount = 0;
};
KOINE_DESCRIBE(WorkbenchOut,
               (todoCount, unreadMessageCount, todayMessageCount, conversationCount, noticeCount,
                approvalCount, dingCount, isOnline, emailUnreadCount, mentionCount))
struct TodosIn {
  std::optional<workbench::TodoState> status;
  std::optional<int> priority;
  std::optional<workbench::TodoKind> type;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(TodosIn, (status, priority, type, pageNum, pageSize))
KOINE_RULES(TodosIn, json::Rule("status").AnyCase().Text("状态不正确"),
            json::Rule("type").AnyCase().Text("待办类型不正确"))
struct NewTodoIn {
  std::string title;
  std::optional<std::string> description;
  std::optional<workbench::TodoKind> type;
  std::optional<std::int64_t> relatedId, priority;
  std::optional<std::string> dueDate;
};
KOINE_DESCRIBE(NewTodoIn, (title, description, type, relatedId, priority, dueDate))
KOINE_RULES(
    NewTodoIn,
    json::Rule("title")
        .NotBlank("标题不能为空")
        .MaxChars(workbench::kTodoTitleChars, "标题长度不能超过200个字符"),
    json::Rule("description").MaxChars(workbench::kTodoTextChars, "描述长度不能超过2000个字符"),
    json::Rule("type").AnyCase().Text("待办类型不正确"),
    json::Rule("relatedId").Min(0, "关联ID不正确"))
struct TodoIn {
  TodoId id;
};
KOINE_DESCRIBE(TodoIn, (id))
struct TodoChangeIn {
  TodoId id;
  std::optional<std::string> title, description;
  std::optional<std::int64_t> priority;
  std::optional<std::string> dueDate;
  std::optional<workbench::TodoState> status;
};
KOINE_DESCRIBE(TodoChangeIn, (id, title, description, priority, dueDate, status))
KOINE_RULES(
    TodoChangeIn,
    json::Rule("title").MaxChars(workbench::kTodoTitleChars, "标题长度不能超过200个字符"),
    json::Rule("description").MaxChars(workbench::kTodoTextChars, "描述长度不能超过2000个字符"),
    json::Rule("status").AnyCase().Text("状态不正确"))
struct TodoOut {
  TodoId id;
  UserId userId;
  std::string title;
  std::optional<std::string> description;
  workbench::TodoKind type = workbench::TodoKind::kTask;
  int priority = workbench::kPriorityMiddle;
  workbench::TodoState status = workbench::TodoState::kPending;
  std::optional<std::string> dueDate;
  std::optional<std::int64_t> relatedId;
  std::optional<json::Time> completedTime;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(TodoOut, (id, userId, title, description, type, priority, status, dueDate, relatedId,
                         completedTime, createTime, updateTime))
// What published clients write; any text is kept.
struct WorkbenchLayoutIn {
  std::vector<std::int64_t> commonAppIds, recentApps;
};
KOINE_DESCRIBE(WorkbenchLayoutIn, (commonAppIds, recentApps))

namespace {

TodoOut ToTodo(const workbench::Todo& todo) {
  TodoOut out;
  out.id = todo.id;
  out.userId = todo.user;
  out.title = todo.title;
  if (!todo.description.empty()) out.description = todo.description;
  out.type = todo.kind;
  out.priority = todo.priority;
  out.status = todo.state;
  if (!todo.due_day.empty()) out.dueDate = todo.due_day;
  if (todo.related > 0) out.relatedId = todo.related;
  out.completedTime = OptTime(todo.completed_at);
  out.createTime = {todo.created_at};
  out.updateTime = {todo.updated_at};
  return out;
}

// What is out of range is none of the three.
int PriorityOf(std::int64_t given) {
  const bool known = given >= workbench::kPriorityLow && given <= workbench::kPriorityHigh;
  return known ? static_cast<int>(given) : 0;
}

Result<WorkbenchOut> ShowOverview(Txn& txn, Call& call, Nothing&) {
  const workbench::Counts c = workbench::Overview(txn, call.who);
  WorkbenchOut out;
  out.todoCount = c.todos;
  out.unreadMessageCount = c.unread;
  out.todayMessageCount = c.sent_today;
  out.conversationCount = c.conversations;
  out.noticeCount = c.notices;
  out.approvalCount = c.approvals;
  out.dingCount = c.dings;
  out.emailUnreadCount = mail::CountUnread(txn, call.who);
  out.mentionCount = c.mentions;
  out.isOnline = call.services->presence->Connected(call.who.user);
  return out;
}

Result<std::vector<TodoOut>> ListTodos(Txn& txn, Call& call, TodosIn& in) {
  const workbench::TodoFilter filter{in.status, in.type, in.priority};
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<TodoOut> out;
  for (const auto& todo :
       workbench::ListTodos(txn, call.who, filter, slice.reach(), slice.offset)) {
    out.push_back(ToTodo(todo));
  }
  TellTotal(call, out, slice, [&] { return workbench::CountTodos(txn, call.who, filter); });
  return out;
}

Result<TodoId> CreateTodo(Txn& txn, Call& call, NewTodoIn& in) {
  workbench::TodoDraft draft;
  draft.title = std::string(text::Trim(in.title));
  draft.description = in.description.value_or("");
  draft.kind = in.type.value_or(workbench::TodoKind::kTask);
  draft.priority = PriorityOf(in.priority.value_or(workbench::kPriorityMiddle));
  draft.related = in.relatedId.value_or(0);
  KOINE_TRY(draft.due_day, DayIn(in.dueDate.value_or(""), "dueDate", "截止日期不正确"));
  return workbench::AddTodo(txn, call.who, draft);
}

Result<Nothing> CompleteTodo(Txn& txn, Call&, const workbench::OwnTodo& place, TodoIn&) {
  workbench::TodoChange change;
  change.state = workbench::TodoState::kCompleted;
  KOINE_CHECK(workbench::ChangeTodo(txn, place, change));
  return Nothing{};
}

Result<Nothing> DeleteTodo(Txn& txn, Call&, const workbench::OwnTodo& place, TodoIn&) {
  workbench::RemoveTodo(txn, place);
  return Nothing{};
}

Result<Nothing> UpdateTodo(Txn& txn, Call&, const workbench::OwnTodo& place, TodoChangeIn& in) {
  workbench::TodoChange change;
  if (in.title) {
    if (text::IsBlank(*in.title)) {
      return FieldError(Code::kMissingArgument, "title", "标题不能为空");
    }
    change.title = std::string(text::Trim(*in.title));
  }
  change.description = in.description;
  if (in.dueDate) {
    KOINE_TRY(change.due_day, DayIn(*in.dueDate, "dueDate", "截止日期不正确"));
  }
  if (in.priority) change.priority = PriorityOf(*in.priority);
  change.state = in.status;
  KOINE_CHECK(workbench::ChangeTodo(txn, place, change));
  return Nothing{};
}

Result<std::optional<std::string>> ShowLayout(Txn& txn, Call& call, Nothing&) {
  return workbench::Layout(txn, call.who);
}

// A published client sends it under the type of a form, which it is not.
Result<Nothing> SaveLayout(Txn& txn, Call& call, WorkbenchLayoutIn&) {
  KOINE_CHECK(workbench::SaveLayout(txn, call.who, call.request->body));
  return Nothing{};
}

Result<Nothing> ResetLayout(Txn& txn, Call& call, Nothing&) {
  workbench::ResetLayout(txn, call.who);
  return Nothing{};
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kTodoPath[] = "/api/im/workbench/todos/{id}";
constexpr char kOneTodo[] = R"({"id":"{todo.mine}"})";
constexpr char kLayoutPath[] = "/api/im/workbench/layout";

void AddTodoActs(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&CompleteTodo>(Method::kPut, "/api/im/workbench/todos/{id}/complete",
                                    "Complete an entry of your todo list",
                                    {.mode = Mode::kWrite,
                                     .door = "id",
                                     .repeatable = true,
                                     .ok = "已完成",
                                     .example = kOneTodo,
                                     .ref = "8.4"}));
  rows->push_back(Ep<&DeleteTodo>(
      Method::kDelete, kTodoPath, "Delete an entry of your todo list",
      {.mode = Mode::kWrite, .door = "id", .ok = "删除成功", .example = kOneTodo, .ref = "8.5"}));
  rows->push_back(
      Ep<&UpdateTodo>(Method::kPut, kTodoPath, "Change an entry of your todo list",
                      {.mode = Mode::kWrite,
                       .door = "id",
                       .repeatable = true,
                       .ok = "更新成功",
                       .example = R"({"id":"{todo.mine}","priority":3,"status":"IN_PROGRESS"})",
                       .ref = "8.6"}));
}

void AddLayout(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ShowLayout>(Method::kGet, kLayoutPath, "Get the layout of your workbench",
                                  {.ref = "8.7", .about = About::kCaller}));
  rows->push_back(Ep<&SaveLayout>(Method::kPost, kLayoutPath, "Save the layout of your workbench",
                                  {.mode = Mode::kWrite,
                                   .repeatable = true,
                                   .ok = "布局已保存",
                                   .example = R"({"commonAppIds":[1,2],"recentApps":[2]})",
                                   .ref = "8.7",
                                   .own_body = true,
                                   .about = About::kCaller}));
  rows->push_back(Ep<&ResetLayout>(Method::kDelete, kLayoutPath,
                                   "Reset the layout of your workbench",
                                   {.mode = Mode::kWrite,
                                    .repeatable = true,
                                    .ok = "布局已重置为默认",
                                    .ref = "8.7",
                                    .about = About::kCaller}));
}

}  // namespace

void AddWorkbench(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ShowOverview>(Method::kGet, "/api/im/workbench/overview",
                                    "Count what waits for you",
                                    {.mode = Mode::kScan, .ref = "8.1", .about = About::kCaller}));
  rows->push_back(Ep<&ListTodos>(Method::kGet, "/api/im/workbench/todos", "List your todo list",
                                 {.mode = Mode::kScan, .ref = "8.2", .about = About::kCaller}));
  rows->push_back(
      Ep<&CreateTodo>(Method::kPost, "/api/im/workbench/todos", "Add an entry to your todo list",
                      {.mode = Mode::kWrite,
                       .ok = "创建成功",
                       .example = R"({"title":"Order paper","priority":2,"dueDate":"2030-05-06"})",
                       .ref = "8.3",
                       .about = About::kCaller}));
  AddTodoActs(rows);
  AddLayout(rows);
  AddTasks(rows);
  AddWorkReports(rows);
}

}  // namespace koine::ruoyi
