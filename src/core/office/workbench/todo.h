#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/workbench/door.h"
#include "core/office/workbench/states.h"
#include "store/txn.h"

// What somebody wrote down to do (ruoyi 8.2 to 8.6): nobody else sees it.
namespace koine::workbench {

// Code points.
inline constexpr std::int64_t kTodoTitleChars = 200;
inline constexpr std::int64_t kTodoTextChars = 2000;
inline constexpr std::int64_t kTodosMax = 10'000;  // of a user

// Texts are within their limits, the title is not empty; a priority out of range is the middle one.
struct TodoDraft {
  std::string title, description;
  TodoKind kind = TodoKind::kTask;
  int priority = kPriorityMiddle;
  std::string due_day;  // yyyy-MM-dd; empty: none
  std::int64_t related = 0;
};
// kBadState "todos_full" beyond kTodosMax.
Result<TodoId> AddTodo(store::Txn& txn, const access::Principal& who, const TodoDraft& draft);

// Absent = unchanged.
struct TodoChange {
  std::optional<std::string> title, description, due_day;
  std::optional<int> priority;
  std::optional<TodoState> state;
};
// When it was completed is the first time since it was last open.
Status ChangeTodo(store::Txn& txn, const OwnTodo& place, const TodoChange& change);
void RemoveTodo(store::Txn& txn, const OwnTodo& place);

// Absent = any.
struct TodoFilter {
  std::optional<TodoState> state;
  std::optional<TodoKind> kind;
  std::optional<int> priority;
};
// The principal's own: the most urgent first, then the newest.
std::vector<Todo> ListTodos(store::Txn& txn, const access::Principal& who, const TodoFilter& filter,
                            std::int64_t limit, std::int64_t offset);
std::int64_t CountTodos(store::Txn& txn, const access::Principal& who, const TodoFilter& filter);

}  // namespace koine::workbench
