#pragma once

// What a function demands of its callers, checked also in a release: a caller that is wrong ends
// the program, with a line that names the demand and the place, before it does harm. What is
// acknowledged is on disk, so that a restart loses nothing. Only for faults of the program, never
// for what clients send.
//
//   KOINE_REQUIRE(txn.writable());
#define KOINE_REQUIRE(condition)                       \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::koine::EndOnBrokenDemand(#condition, __FILE__, __LINE__))

namespace koine {

// Writes "broken demand: WHAT (FILE:LINE)" to the log and ends the program with SIGABRT.
[[noreturn]] void EndOnBrokenDemand(const char* what, const char* file, int line);

}  // namespace koine
