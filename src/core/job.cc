#include "core/job.h"

#include "base/text.h"

namespace koine {

Result<RowJob> ReadRowJob(std::string_view key, std::string_view payload) {
  const auto id = text::ParseInt(key);
  const auto tenant = text::ParseInt(payload);
  if (!id || !tenant) return Error{Code::kInternal, "job"};
  return RowJob{TenantId(*tenant), *id};
}

}  // namespace koine
