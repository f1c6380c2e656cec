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

// Somebody who signed in, or opened a WebSocket with what they got then.
struct SignedIn {
  std::string_view name;    // of the dialect
  std::size_t dialect = 0;  // its number: each has lines of its own
  UserId user;
  std::string_view terminal;  // what they are at, as the dialect has it
  std::string_view address;
  bool session = false;
};

// Writes a line about it, at most one a second for each dialect, which says how many it stands for.
// Any thread.
void LogSignIn(const SignedIn& in, std::int64_t now_ms);

}  // namespace koine::gateway
