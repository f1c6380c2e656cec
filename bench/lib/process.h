#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

// What the benchmark programs need of the operating system: time, cores, and the CPU time and
// memory of another process. Linux only.
namespace koine::bench {

// Prints "bench: TEXT" on standard error and ends the process with status 1. A benchmark that went
// wrong has no figure to give.
[[noreturn]] void Die(const std::string& text);

// A clock that never jumps, in nanoseconds.
std::int64_t NowNs();

// Keeps the calling process on one core. Does nothing when `core` is negative or does not exist.
void PinToCore(int core);

// Raises the number of open files to the hard limit. Dies when that is below `wanted`.
void RaiseFileLimit(std::int64_t wanted);

// CPU time of all living threads of a process since it began, in nanoseconds.
std::int64_t CpuNs(pid_t pid);

// The same, of a process and its direct children (a PostgreSQL server and its back ends).
std::int64_t FamilyCpuNs(pid_t pid);

struct Memory {
  std::int64_t anonymous_bytes = 0;  // private anonymous memory: heap and stacks
  std::int64_t resident_bytes = 0;   // all that is in memory, program text included
};

// Memory of a process now. Dies when it does not exist.
Memory MemoryOf(pid_t pid);

void SleepMs(int ms);

}  // namespace koine::bench
