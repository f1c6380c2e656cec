#include "core/contact/contact_test_util.h"

#include "core/contact/rows.h"

namespace koine::contact {

void MakeFriends(store::Txn& txn, TenantId tenant, UserId a, UserId b) {
  PutEdge(txn, tenant, a, b, "g", "");
  PutEdge(txn, tenant, b, a, "g", "");
}

}  // namespace koine::contact
