#include "core/office/workbench/door.h"

#include "core/office/workbench/rows.h"

namespace koine::workbench {

Result<OwnTodo> OwnTodo::Open(store::Txn& txn, const access::Principal& who, TodoId id) {
  auto found = FindTodo(txn, who.tenant, id, txn.writable());
  if (!found) return Error{Code::kNotFound, "todo"};
  if (found->user != who.user) return Error{Code::kForbidden};
  return OwnTodo(who, *std::move(found));
}

}  // namespace koine::workbench
