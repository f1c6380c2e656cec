#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/task/states.h"
#include "store/txn.h"

// The door to a task (ruoyi 8.8).
namespace koine::task {

using TaskId = Id<struct TaskTag>;

inline constexpr int kPriorityMin = 1, kPriorityUsual = 2, kPriorityMax = 4;

struct Task {
  TaskId id, parent;  // parent 0: it is no part of another
  UserId creator, assignee;
  std::string title, description;
  std::string kind;  // such as WORK: a word of the client
  int priority = kPriorityUsual;
  TaskState state = TaskState::kPending;
  std::string start_day, due_day;  // yyyy-MM-dd; empty: none
  int percent = 0;
  std::vector<std::string> tags;
  std::int64_t remind_at = 0;     // ms; 0: never
  std::int64_t completed_at = 0;  // ms; 0: it is not completed
  std::int64_t created_at = 0, updated_at = 0;

  bool open() const { return state == TaskState::kPending || state == TaskState::kInProgress; }
};

// For who gave it and who has it, locked where something is written. kNotFound "task"; kRoleTooLow
// for everybody else.
class SharedTask {
 public:
  static constexpr const char* kDoor = "task";
  using Key = TaskId;
  static Result<SharedTask> Open(store::Txn& txn, const access::Principal& who, TaskId id);

  const access::Principal& who() const { return who_; }
  const Task& task() const { return task_; }

 private:
  SharedTask(const access::Principal& who, Task task) : who_(who), task_(std::move(task)) {}
  access::Principal who_;
  Task task_;
};

}  // namespace koine::task
