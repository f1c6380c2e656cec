#include "core/office/workbench/todo.h"

#include <utility>

#include "core/office/workbench/rows.h"

namespace koine::workbench {

namespace {

int InRange(int priority) {
  return priority < kPriorityLow || priority > kPriorityHigh ? kPriorityMiddle : priority;
}

}  // namespace

Result<TodoId> AddTodo(store::Txn& txn, const access::Principal& who, const TodoDraft& draft) {
  if (!CountOneMore(txn, who.tenant, who.user)) return Error{Code::kBadState, "todos_full"};
  Todo todo;
  todo.user = who.user;
  todo.title = draft.title;
  todo.description = draft.description;
  todo.kind = draft.kind;
  todo.priority = InRange(draft.priority);
  todo.due_day = draft.due_day;
  todo.related = draft.related;
  todo.created_at = todo.updated_at = txn.now_ms();
  InsertTodo(txn, who.tenant, &todo);
  return todo.id;
}

Status ChangeTodo(store::Txn& txn, const OwnTodo& place, const TodoChange& change) {
  Todo todo = place.todo();
  const TodoState before = todo.state;
  if (change.title) todo.title = *change.title;
  if (change.description) todo.description = *change.description;
  if (change.due_day) todo.due_day = *change.due_day;
  if (change.priority) todo.priority = InRange(*change.priority);
  if (change.state) {
    const auto next = office::Next(kTodoStates, todo.state, ActTo(*change.state));
    if (!next) return Error{Code::kBadState};
    todo.state = *next;
    if (todo.state != TodoState::kCompleted) todo.completed_at = 0;
    if (todo.state == TodoState::kCompleted && todo.completed_at == 0) {
      todo.completed_at = txn.now_ms();
    }
  }
  UpdateTodo(txn, place.who().tenant, todo, before);
  return Ok();
}

void RemoveTodo(store::Txn& txn, const OwnTodo& place) {
  DeleteTodo(txn, place.who().tenant, place.todo());
}

std::vector<Todo> ListTodos(store::Txn& txn, const access::Principal& who, const TodoFilter& filter,
                            std::int64_t limit, std::int64_t offset) {
  return SelectTodos(txn, who, filter, limit, offset);
}

std::int64_t CountTodos(store::Txn& txn, const access::Principal& who, const TodoFilter& filter) {
  return CountSelected(txn, who, filter);
}

}  // namespace koine::workbench
