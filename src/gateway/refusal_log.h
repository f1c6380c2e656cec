#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"

namespace koine::gateway {

// A refusal, for the log.
struct Refusal {
  std::string_view row;  // "/api/im/message/send"
  const Error* error = nullptr;
  int status = 0;
  UserId user;  // 0: nobody who is known
  std::string address;
  std::string_view trace;  // the id that the client got; empty without
};

// Writes a line about it, if those who run the server may want to know: somebody may not, or does
// too much, or the server cannot. One line a second for each cause, which says how many it stands
// for; faults of the server itself all have theirs. Any thread.
void LogRefusal(const Refusal& refusal, std::int64_t now_ms);

}  // namespace koine::gateway
