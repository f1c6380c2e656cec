#pragma once

#include <cstdint>

namespace koine::store {

// How many statements of transactions the calling thread has run since it began. The difference
// around a function is what that function ran: neither engine changes threads in between.
std::int64_t StatementsOfThread();

}  // namespace koine::store
