#pragma once

#include <cstdint>

namespace koine::store {

// How many statements of transactions the calling thread has run since it began. The difference
// around a function is what that function ran: neither engine changes threads in between, and
// whoever lets others run meanwhile sets it back.
std::int64_t StatementsOfThread();
void SetStatementsOfThread(std::int64_t count);

}  // namespace koine::store
