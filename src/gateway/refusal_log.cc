#include "gateway/refusal_log.h"

#include <array>
#include <mutex>
#include <utility>

#include "base/log.h"

namespace koine::gateway {

namespace {

constexpr std::int64_t kEveryMs = 1'000;
constexpr std::size_t kCodes = static_cast<std::size_t>(Code::kResultUnknown) + 1;

// Whether a refusal tells more than that a client asked for what is not there.
bool TellsOfARule(Code code) {
  switch (code) {
    case Code::kRateLimited:
    case Code::kUnauthenticated:
    case Code::kTokenExpired:
    case Code::kSessionRevoked:
    case Code::kWrongPassword:
    case Code::kTooManyAttempts:
    case Code::kAccountBanned:
    case Code::kForbidden:
    case Code::kRoleTooLow:
    case Code::kFileRejected:
    case Code::kMoneyRefused:
      return true;
    default:
      return false;
  }
}

// How many of a cause came since its last line; -1: there is none now.
std::int64_t TakeLine(Code code, std::int64_t now_ms) {
  struct Cause {
    std::int64_t told_ms = -kEveryMs;
    std::int64_t silent = 0;
  };
  static std::mutex mutex;
  static std::array<Cause, kCodes> causes;
  const std::lock_guard lock(mutex);
  Cause& cause = causes[static_cast<std::size_t>(code)];
  // A clock that went back must not silence it.
  if (now_ms >= cause.told_ms && now_ms - cause.told_ms < kEveryMs) {
    ++cause.silent;
    return -1;
  }
  cause.told_ms = now_ms;
  return std::exchange(cause.silent, 0);
}

}  // namespace

void LogRefusal(const Refusal& refusal, std::int64_t now_ms) {
  const Code code = refusal.error->code;
  const bool fault = refusal.status >= 500 || code == Code::kUnavailable;
  if (!fault && !TellsOfARule(code)) return;
  const std::int64_t silent = code == Code::kInternal ? 0 : TakeLine(code, now_ms);
  if (silent < 0) return;
  std::string line(refusal.row);
  line += ": " + std::string(CodeName(code));
  const std::string_view detail = refusal.error->detail;
  if (!detail.empty()) line += " (" + std::string(detail) + ")";
  if (refusal.user) line += ", user " + std::to_string(refusal.user.value);
  if (!refusal.address.empty()) line += ", from " + refusal.address;
  if (!refusal.trace.empty()) line += " [" + std::string(refusal.trace) + "]";
  if (silent > 0) line += ", and " + std::to_string(silent) + " more of the same before";
  log::Write(fault ? log::Level::kError : log::Level::kInfo, "gateway", line);
}

}  // namespace koine::gateway
