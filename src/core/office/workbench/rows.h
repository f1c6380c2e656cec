#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/office/workbench/todo.h"
#include "store/txn.h"

// All SQL on workbench and todo.
namespace koine::workbench {

std::optional<Todo> FindTodo(store::Txn& txn, TenantId tenant, TodoId id, bool lock);
// Counts one more of the user's entries; false if they have kTodosMax. Others who add to the same
// list wait for the end of the transaction.
bool CountOneMore(store::Txn& txn, TenantId tenant, UserId user);
// Gives it its id.
void InsertTodo(store::Txn& txn, TenantId tenant, Todo* todo);
// title, description, priority, state, due_day, completed_at. `before`: the state that it had, in
// the row that the transaction has locked.
void UpdateTodo(store::Txn& txn, TenantId tenant, const Todo& todo, TodoState before);
// Its user has one less; the row is locked.
void DeleteTodo(store::Txn& txn, TenantId tenant, const Todo& todo);

std::vector<Todo> SelectTodos(store::Txn& txn, const access::Principal& who,
                              const TodoFilter& filter, std::int64_t limit, std::int64_t offset);
std::int64_t CountSelected(store::Txn& txn, const access::Principal& who, const TodoFilter& filter);
// Of all that are still to be done: a number that is kept.
std::int64_t CountOpen(store::Txn& txn, const access::Principal& who);

std::optional<std::string> FindLayout(store::Txn& txn, TenantId tenant, UserId user);
void SetLayout(store::Txn& txn, TenantId tenant, UserId user, std::string_view layout);
void ClearLayout(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::workbench
