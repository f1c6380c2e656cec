#include "gateway/refusal_log.h"

#include <array>
#include <mutex>
#include <utility>

#include "base/log.h"
#include "base/log_scope.h"

namespace koine::gateway {

namespace {

constexpr std::int64_t kEveryMs = 1'000;
constexpr std::size_t kCodes = static_cast<std::size_t>(Code::kResultUnknown) + 1;
constexpr std::size_t kDialects = 8;

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

// What has one line a second, and how often it came since the last one.
struct Cause {
  std::int64_t told_ms = -kEveryMs;
  std::int64_t silent = 0;
};
std::mutex mutex;
std::array<Cause, kCodes> refusals;
std::array<Cause, kDialects> sign_ins;

// How many of a cause came since its last line; -1: there is none now.
std::int64_t TakeLine(Cause& cause, std::int64_t now_ms) {
  const std::lock_guard lock(mutex);
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
  const std::int64_t silent =
      code == Code::kInternal ? 0 : TakeLine(refusals[static_cast<std::size_t>(code)], now_ms);
  if (silent < 0) return;
  std::string line(refusal.row);
  line += ": " + std::string(CodeName(code));
  const std::string_view detail = refusal.error->detail;
  if (!detail.empty()) line += " (" + std::string(detail) + ")";
  if (refusal.user) line += ", user " + std::to_string(refusal.user.value);
  if (!refusal.address.empty()) line += ", from " + refusal.address;
  if (silent > 0) line += ", and " + std::to_string(silent) + " more of the same before";
  const log::Scope scope(refusal.trace);
  log::Write(fault ? log::Level::kError : log::Level::kInfo, "gateway", line);
}

void LogSignIn(const SignedIn& in, std::int64_t now_ms) {
  const std::int64_t silent = TakeLine(sign_ins[in.dialect % kDialects], now_ms);
  if (silent < 0) return;
  std::string line = std::string(in.name) + (in.session ? " session" : " sign-in") + " of user " +
                     std::to_string(in.user.value);
  if (!in.terminal.empty()) line += " at " + std::string(in.terminal);
  if (!in.address.empty()) line += " from " + std::string(in.address);
  if (silent > 0) line += ", and " + std::to_string(silent) + " more in this dialect before";
  log::Write(log::Level::kInfo, "gateway", line);
}

}  // namespace koine::gateway
