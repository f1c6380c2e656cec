#pragma once

#include <cstdint>

#include "store/txn.h"

namespace koine::store {

// Jobs that are due and not done yet, and those that failed too often; each counted up to 10,000.
struct JobBacklog {
  std::int64_t due = 0;
  std::int64_t late_ms = 0;  // for how long the oldest has been due
  std::int64_t given_up = 0;
};
JobBacklog ReadJobBacklog(Txn& txn, std::int64_t now_ms);

}  // namespace koine::store
