#include "base/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <mutex>

namespace koine::log {
namespace {

std::atomic<int> threshold{static_cast<int>(Level::kInfo)};
std::mutex capture_mutex;
std::string* capture = nullptr;

constexpr std::string_view kNames[] = {"debug", "info", "warn", "error", "off"};

spdlog::logger& Logger() {
  // Lives until the process ends: threads may log while it does.
  static auto* logger = [] {
    auto made = std::make_unique<spdlog::logger>("koine",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %v", spdlog::pattern_time_type::utc);
    made->set_level(spdlog::level::trace);
    return made.release();
  }();
  return *logger;
}

}  // namespace

void SetLevel(Level level) {
  threshold = static_cast<int>(level);
}

bool IsOn(Level level) {
  return static_cast<int>(level) >= threshold.load(std::memory_order_relaxed);
}

bool ParseLevel(std::string_view text, Level* out) {
  for (int i = 0; i <= static_cast<int>(Level::kOff); ++i) {
    if (text == kNames[i]) {
      *out = static_cast<Level>(i);
      return true;
    }
  }
  return false;
}

void CaptureForTest(std::string* out) {
  std::lock_guard lock(capture_mutex);
  capture = out;
}

void Flush() {
  Logger().flush();
}

void Write(Level level, std::string_view component, std::string_view message) {
  if (!IsOn(level) || level == Level::kOff) return;
  std::string line(kNames[static_cast<int>(level)]);
  line += ' ';
  line += component;
  line += ": ";
  for (char c : message) {
    line += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  {
    std::lock_guard lock(capture_mutex);
    if (capture != nullptr) {
      *capture += line + '\n';
      return;
    }
  }
  Logger().log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

void WriteFormatted(Level level, std::string_view component, fmt::string_view format,
                    fmt::format_args args) {
  Write(level, component, fmt::vformat(format, args));
}

}  // namespace koine::log
