#include "core/office/external/door.h"

#include "core/office/external/rows.h"

namespace koine::external {

Result<OwnContact> OwnContact::Open(store::Txn& txn, const access::Principal& who, ContactId id) {
  if (txn.writable()) TakeBook(txn, who);
  auto found = FindContact(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "external_contact"};
  if (found->owner != who.user) return Error{Code::kRoleTooLow};
  return OwnContact(who, *std::move(found));
}

Result<OwnGroup> OwnGroup::Open(store::Txn& txn, const access::Principal& who, GroupId id) {
  if (txn.writable()) TakeBook(txn, who);
  auto found = FindGroup(txn, who, id);
  if (!found) return Error{Code::kNotFound, "external_group"};
  return OwnGroup(who, *std::move(found));
}

}  // namespace koine::external
