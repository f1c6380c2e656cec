#include "core/client_log/client_log.h"

#include <set>

#include "core/client_log/rows.h"

namespace koine::client_log {

Status Add(store::Txn& txn, const access::Principal& who, const Report& report) {
  if (report.files.size() > kFilesMax) return FieldError(Code::kTooLarge, "files");
  if (report.files.empty()) return Ok();
  // Ten random digits: two alike are refused, and come about once in a lifetime.
  if (!Insert(txn, who.tenant, who.user, report)) return Error{Code::kConflict, "stored"};
  Trim(txn, who.tenant, who.user, kKeptMax);
  return Ok();
}

Status Delete(store::Txn& txn, const access::Principal& who, const std::vector<std::string>& ids) {
  if (!who.admin()) return Error{Code::kForbidden};
  const std::set<std::string> wanted(ids.begin(), ids.end());
  const std::int64_t gone = Delete(txn, who.tenant, ids);
  if (gone != static_cast<std::int64_t>(wanted.size())) return Error{Code::kNotFound, "log"};
  return Ok();
}

}  // namespace koine::client_log
