#include "core/backoffice/client_log.h"

#include <set>

#include "core/backoffice/client_log_rows.h"

namespace koine::backoffice {

Status AddClientLog(store::Txn& txn, const access::Principal& who, const ClientReport& report) {
  if (report.files.size() > kClientLogFilesMax) return FieldError(Code::kTooLarge, "files");
  if (report.files.empty()) return Ok();
  // Ten random digits: two alike are refused, and come about once in a lifetime.
  if (!InsertClientLog(txn, who.tenant, who.user, report)) return Error{Code::kConflict, "stored"};
  TrimClientLogs(txn, who.tenant, who.user, kClientLogsKeptMax);
  return Ok();
}

Status DeleteClientLog(store::Txn& txn, const access::Principal& who,
                       const std::vector<std::string>& ids) {
  if (!who.admin()) return Error{Code::kForbidden};
  const std::set<std::string> wanted(ids.begin(), ids.end());
  const std::int64_t gone = DeleteClientLog(txn, who.tenant, ids);
  if (gone != static_cast<std::int64_t>(wanted.size())) return Error{Code::kNotFound, "log"};
  return Ok();
}

Result<ClientLogPage> FindClientLogs(store::Txn& txn, const access::Principal& who,
                                     const ClientLogFilter& filter) {
  if (!who.admin()) return Error{Code::kForbidden};
  return ClientLogPage{SearchClientLogs(txn, who.tenant, filter),
                       CountClientLogs(txn, who.tenant, filter)};
}

std::int64_t SweepClientLogs(store::Txn& txn, int limit) {
  return DeleteClientLogsBefore(txn, txn.now_ms() - kClientLogsKeepMs, limit);
}

}  // namespace koine::backoffice
