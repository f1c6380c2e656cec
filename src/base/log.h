#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>

// Lines on standard error: time, level, component, message.
//
//   log::Info("store", "checkpoint took {} ms", took_ms);
//
// Arguments are formatted only if the level is on. Any thread. Never log a password, a token or the
// text of a message.

namespace koine::log {

enum class Level : int { kDebug = 0, kInfo, kWarn, kError, kOff };

// Lines below `level` are dropped. Default kInfo.
void SetLevel(Level level);
bool IsOn(Level level);
// "debug", "info", "warn", "error", "off"; false for anything else.
bool ParseLevel(std::string_view text, Level* out);
// For tests: lines (without time) go to `*out` until called with null. Not for several threads.
void CaptureForTest(std::string* out);
// Writes out what is buffered.
void Flush();

// One line; control characters in `message` are escaped (text::Visible), so that input cannot forge
// lines.
void Write(Level level, std::string_view component, std::string_view message);
void WriteFormatted(Level level, std::string_view component, fmt::string_view format,
                    fmt::format_args args);

template <class... Args>
void Debug(std::string_view component, fmt::format_string<Args...> format, Args&&... args) {
  if (IsOn(Level::kDebug)) {
    WriteFormatted(Level::kDebug, component, format, fmt::make_format_args(args...));
  }
}
template <class... Args>
void Info(std::string_view component, fmt::format_string<Args...> format, Args&&... args) {
  if (IsOn(Level::kInfo)) {
    WriteFormatted(Level::kInfo, component, format, fmt::make_format_args(args...));
  }
}
template <class... Args>
void Warn(std::string_view component, fmt::format_string<Args...> format, Args&&... args) {
  if (IsOn(Level::kWarn)) {
    WriteFormatted(Level::kWarn, component, format, fmt::make_format_args(args...));
  }
}
template <class... Args>
void Error(std::string_view component, fmt::format_string<Args...> format, Args&&... args) {
  if (IsOn(Level::kError)) {
    WriteFormatted(Level::kError, component, format, fmt::make_format_args(args...));
  }
}

}  // namespace koine::log
