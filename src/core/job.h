#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "store/txn.h"

namespace koine {

// What most jobs are about: a row of a tenant. Their key is the row's id, their payload the tenant.
struct RowJob {
  TenantId tenant;
  std::int64_t id = 0;
};

void PutRowJob(store::Txn& txn, const char* kind, const RowJob& job, std::int64_t due_ms);
// Errors: kInternal "job", so that the runner tries again and gives up at last, with a warning.
Result<RowJob> ReadRowJob(std::string_view key, std::string_view payload);

}  // namespace koine
