#include "core/job.h"

#include <string>

#include "base/text.h"

namespace koine {

void PutRowJob(store::Txn& txn, const char* kind, const RowJob& job, std::int64_t due_ms) {
  txn.PutJob(kind, std::to_string(job.id), due_ms, std::to_string(job.tenant.value));
}

Result<RowJob> ReadRowJob(std::string_view key, std::string_view payload) {
  const auto id = text::ParseInt(key);
  const auto tenant = text::ParseInt(payload);
  if (!id || !tenant) return Error{Code::kInternal, "job"};
  return RowJob{TenantId(*tenant), *id};
}

}  // namespace koine
