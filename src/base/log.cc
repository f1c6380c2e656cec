#include "base/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <utility>

#include "base/json.h"
#include "base/log_scope.h"
#include "base/text.h"

namespace koine::log {
namespace {

std::atomic<int> threshold{static_cast<int>(Level::kInfo)};
std::mutex capture_mutex;
std::string* capture = nullptr;
std::atomic<Format> format{Format::kText};
std::string node;
thread_local const Scope* innermost = nullptr;

constexpr char kTextPattern[] = "%Y-%m-%dT%H:%M:%S.%eZ %v";
constexpr char kJsonPattern[] = "{\"time\":\"%Y-%m-%dT%H:%M:%S.%eZ\",%v";

constexpr std::string_view kNames[] = {"debug", "info", "warn", "error", "off"};

spdlog::logger& Logger() {
  // Lives until the process ends: threads may log while it does.
  static auto* logger = [] {
    auto made = std::make_unique<spdlog::logger>("koine",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern(kTextPattern, spdlog::pattern_time_type::utc);
    made->set_level(spdlog::level::trace);
    return made.release();
  }();
  return *logger;
}

std::string TextLine(Level level, std::string_view component, std::string_view message) {
  std::string line(kNames[static_cast<int>(level)]);
  line += ' ';
  line += component;
  if (!node.empty()) line += "@" + node;
  line += ": " + text::Visible(message);
  const std::string_view request = RequestId();
  if (!request.empty()) line += " [" + text::Visible(request) + "]";
  return line;
}

void AppendMember(const char* name, std::string_view value, std::string* out) {
  *out += ",\"";
  *out += name;
  *out += "\":";
  json::Quote(text::Visible(value), out);
}

// What follows the time.
std::string JsonLine(Level level, std::string_view component, std::string_view message) {
  std::string line = "\"level\":\"" + std::string(kNames[static_cast<int>(level)]) + "\"";
  AppendMember("component", component, &line);
  if (!node.empty()) AppendMember("node", node, &line);
  if (!RequestId().empty()) AppendMember("request", RequestId(), &line);
  AppendMember("message", message, &line);
  return line + "}";
}

}  // namespace

Scope::Scope(std::string_view request) : size_(std::min(request.size(), kRequestIdMax)) {
  if (size_ == 0) return;
  std::memcpy(id_.data(), request.data(), size_);
  outer_ = std::exchange(innermost, this);
}

Scope::~Scope() {
  if (size_ > 0) innermost = outer_;
}

std::string_view RequestId() {
  return innermost == nullptr ? std::string_view()
                              : std::string_view(innermost->id_.data(), innermost->size_);
}

const Scope* ExchangeScope(const Scope* scope) {
  return std::exchange(innermost, scope);
}

bool ParseFormat(std::string_view text, Format* out) {
  if (text != "text" && text != "json") return false;
  *out = text == "json" ? Format::kJson : Format::kText;
  return true;
}

void SetFormat(Format wanted) {
  format = wanted;
  Logger().set_pattern(wanted == Format::kJson ? kJsonPattern : kTextPattern,
                       spdlog::pattern_time_type::utc);
}

void SetNode(std::string name) {
  node = std::move(name);
}

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
  // What libraries say often ends a line.
  while (!message.empty() && (message.back() == '\n' || message.back() == '\r')) {
    message.remove_suffix(1);
  }
  const bool as_json = format.load(std::memory_order_relaxed) == Format::kJson;
  const std::string line =
      as_json ? JsonLine(level, component, message) : TextLine(level, component, message);
  {
    std::lock_guard lock(capture_mutex);
    if (capture != nullptr) {
      *capture += (as_json ? "{" : "") + line + '\n';
      return;
    }
  }
  Logger().log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

void WriteFormatted(Level level, std::string_view component, fmt::string_view pattern,
                    fmt::format_args args) {
  Write(level, component, fmt::vformat(pattern, args));
}

}  // namespace koine::log
