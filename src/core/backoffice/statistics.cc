#include "core/backoffice/statistics.h"

#include "core/backoffice/statistics_rows.h"

namespace koine::backoffice {

Growth CountUsers(store::Txn& txn, const access::Principal& who, const Span& span) {
  return CountUsers(txn, who.tenant, span);
}

Result<Growth> CountGroups(store::Txn& txn, const access::Principal& who, const Span& span) {
  if (!who.admin()) return Error{Code::kForbidden};
  return CountGroups(txn, who.tenant, span);
}

Result<Activity> CountSenders(store::Txn& txn, const access::Principal& who,
                              const ActivityQuery& query) {
  if (!who.admin()) return Error{Code::kForbidden};
  return CountSenders(txn, who.tenant, query);
}

Result<Activity> CountActiveGroups(store::Txn& txn, const access::Principal& who,
                                   const ActivityQuery& query) {
  if (!who.admin()) return Error{Code::kForbidden};
  return CountActiveGroups(txn, who.tenant, query);
}

}  // namespace koine::backoffice
