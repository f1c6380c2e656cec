#include "core/office/application/door.h"

#include "core/office/application/rows.h"

namespace koine::application {

Result<Seen> Seen::Open(store::Txn& txn, const access::Principal& who, ApplicationId id) {
  auto found = Find(txn, who.tenant, id, /*lock=*/false);
  if (!found) return Error{Code::kNotFound, "application"};
  if (!who.admin() && !Sees(txn, who, id)) return Error{Code::kNotFound, "application"};
  return Seen(who, *std::move(found));
}

Result<Managed> Managed::Open(store::Txn& txn, const access::Principal& who, ApplicationId id) {
  if (!who.admin()) return Error{Code::kForbidden};
  auto found = Find(txn, who.tenant, id, txn.writable());
  if (!found) return Error{Code::kNotFound, "application"};
  return Managed(who, *std::move(found));
}

}  // namespace koine::application
