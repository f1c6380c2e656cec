#include "core/office/task/door.h"

#include "core/office/task/rows.h"

namespace koine::task {

Result<SharedTask> SharedTask::Open(store::Txn& txn, const access::Principal& who, TaskId id) {
  auto found = FindTask(txn, who.tenant, id, txn.writable());
  if (!found) return Error{Code::kNotFound, "task"};
  if (found->creator != who.user && found->assignee != who.user) return Error{Code::kRoleTooLow};
  return SharedTask(who, *std::move(found));
}

}  // namespace koine::task
