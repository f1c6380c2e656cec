#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/patience.h"
#include "base/result.h"

// What the parts of the store share for logs and errors.
namespace koine::store {

// One line in the log of component "store". Never with data of rows.
void LogInfo(std::string_view line);
void LogWarn(std::string_view line);

// An error about the setting `store.url`; `text` says what was found.
Error StoreError(Code code, std::string text);

inline constexpr std::int64_t kSlowCommandUs = 10'000;                // logged with its name
inline constexpr std::int64_t kCommandMaxUs = kPatience * 1'000'000;  // interrupted
inline constexpr std::int64_t kReadMaxUs = kPatience * 5'000'000;     // interrupted

// Whether commands and reads that take long are logged; they are not by default. A server says so,
// since others wait meanwhile; nobody waits for what an operator's command reads.
void LogSlow(bool on);
// Logs a command that took `took_us`, if that is long and LogSlow is on.
void LogIfSlow(const char* what, const char* name, std::int64_t took_us);

// Counts a statement that runs for the calling thread.
void CountStatement();

// Counts a durable batch of so many commands, for /metrics.
void CountBatch(std::size_t commands);

}  // namespace koine::store
