#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/workbench/states.h"
#include "store/txn.h"

// The door to an entry of a todo list (ruoyi 8).
namespace koine::workbench {

using TodoId = Id<struct TodoTag>;

inline constexpr int kPriorityLow = 1, kPriorityMiddle = 2, kPriorityHigh = 3;

struct Todo {
  TodoId id;
  UserId user;
  std::string title, description;
  TodoKind kind = TodoKind::kTask;
  int priority = kPriorityMiddle;
  TodoState state = TodoState::kPending;
  std::string due_day;                          // yyyy-MM-dd; empty: none
  std::int64_t related = 0;                     // what it is about, as the client says; 0: nothing
  std::int64_t completed_at = 0;                // ms; 0: it is not completed
  std::int64_t created_at = 0, updated_at = 0;  // ms
};

// One of the principal's own, locked where something is written. kNotFound "todo"; kForbidden when
// it is somebody else's.
class OwnTodo {
 public:
  static constexpr const char* kDoor = "todo";
  using Key = TodoId;
  static Result<OwnTodo> Open(store::Txn& txn, const access::Principal& who, TodoId id);

  const access::Principal& who() const { return who_; }
  const Todo& todo() const { return todo_; }

 private:
  OwnTodo(const access::Principal& who, Todo todo) : who_(who), todo_(std::move(todo)) {}
  access::Principal who_;
  Todo todo_;
};

}  // namespace koine::workbench
