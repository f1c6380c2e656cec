#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/task/door.h"
#include "core/person.h"
#include "store/job.h"
#include "store/txn.h"

// Tasks (ruoyi 8.8): what somebody is to do, by themself or because another gave it to them.
namespace koine::task {

// Code points.
inline constexpr std::int64_t kTitleChars = 200;
inline constexpr std::int64_t kTextChars = 2000;
inline constexpr std::int64_t kKindChars = 20;
inline constexpr std::size_t kTagsMax = 20;
inline constexpr std::int64_t kTagChars = 50;

// Texts are within their limits, the title is not empty; a priority out of range is the usual one.
struct TaskDraft {
  std::string title, description, kind;
  UserId assignee;  // 0: the principal
  TaskId parent;
  int priority = kPriorityUsual;
  std::string start_day, due_day;  // yyyy-MM-dd; empty: none
  std::vector<std::string> tags;
  std::int64_t remind_at = 0;  // ms; 0: never
};
// Who gets it from somebody else hears of it. kUserNotFound "assignee"; kBlockedByPeer when they
// block the principal; kNotFound "parent_task" unless the principal may see that, kRateLimited
// (access::Act::kTask).
Result<TaskId> AddTask(store::Txn& txn, const access::Principal& who, const TaskDraft& draft);

// Absent = unchanged; an empty day and a reminder of 0 take it away.
struct TaskChange {
  std::optional<std::string> title, description, kind, start_day, due_day;
  std::optional<UserId> assignee;
  std::optional<int> priority, percent;
  std::optional<TaskState> state;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::int64_t> remind_at;
};
// What is completed is done to 100 %, what is opened again to nothing. Refused as AddTask.
Status ChangeTask(store::Txn& txn, const SharedTask& place, const TaskChange& change);
// Its parts stay, as tasks of their own.
void RemoveTask(store::Txn& txn, const SharedTask& place);

struct ShownTask {
  Task task;
  Person creator, assignee;
  std::int64_t parts = 0, parts_done = 0;
};
ShownTask ShowTask(store::Txn& txn, const SharedTask& place);
// What the principal has to do, or what they gave, to themself too; the newest first.
enum class Side : std::uint8_t { kAssignee, kCreator };
std::vector<ShownTask> ListTasks(store::Txn& txn, const access::Principal& who, Side side,
                                 const std::optional<TaskState>& state, std::int64_t limit,
                                 std::int64_t offset);
std::int64_t CountTasks(store::Txn& txn, const access::Principal& who, Side side,
                        const std::optional<TaskState>& state);

// Who has an open task is reminded of it at its time, once.
void AddJobs(store::JobRunner& jobs);

}  // namespace koine::task
