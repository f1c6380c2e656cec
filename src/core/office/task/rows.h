#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/office/task/task.h"
#include "store/txn.h"

// All SQL on task.
namespace koine::task {

std::optional<Task> FindTask(store::Txn& txn, TenantId tenant, TaskId id, bool lock);
// Gives it its id.
void InsertTask(store::Txn& txn, TenantId tenant, Task* task);
// All but creator and parent.
void UpdateTask(store::Txn& txn, TenantId tenant, const Task& task);
// Its parts are parts of nothing.
void DeleteTask(store::Txn& txn, TenantId tenant, TaskId id);
std::vector<Task> SelectTasks(store::Txn& txn, const access::Principal& who, Side side,
                              const std::optional<TaskState>& state, std::int64_t limit,
                              std::int64_t offset);
std::int64_t CountSelected(store::Txn& txn, const access::Principal& who, Side side,
                           const std::optional<TaskState>& state);
struct Parts {
  TaskId parent;
  std::int64_t all = 0, done = 0;
};
// Of those of `parents` that have any.
std::vector<Parts> CountParts(store::Txn& txn, TenantId tenant,
                              std::span<const std::int64_t> parents);

}  // namespace koine::task
