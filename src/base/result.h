#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/require.h"

namespace koine {

// Every way in which the domain refuses. A dialect maps each to its own number and text in its
// errors.cc; nothing else knows those numbers.
enum class Code : std::uint8_t {
  kBadArgument,
  kMissingArgument,
  kTooLarge,
  kRateLimited,
  kUnauthenticated,
  kTokenExpired,
  kSessionRevoked,
  kWrongPassword,
  kTooManyAttempts,
  kAccountBanned,
  kForbidden,
  kRoleTooLow,
  kUserNotFound,
  kUserExists,
  kBadHandle,
  kSelfTarget,
  kNotFriends,
  kAlreadyFriends,
  kRequestPending,
  kRequestNotFound,
  kRequestHandled,
  kBlockedByPeer,
  kPeerRefuses,
  kConversationNotFound,
  kWrongKind,
  kGroupNotFound,
  kGroupExists,
  kGroupDissolved,
  kGroupBanned,
  kGroupFull,
  kNotMember,
  kMemberMuted,
  kGroupMuted,
  kMessageNotFound,
  kNotYourMessage,
  kAlreadyRecalled,
  kWindowOver,
  kContentRejected,
  kClientIdReused,
  kFileRejected,
  kCallRefused,
  kMoneyRefused,
  kNotFound,
  kConflict,
  kBadState,
  kNotImplemented,
  kMethodNotAllowed,
  kInternal,
  kUnavailable,
  kResultUnknown,  // a commit whose answer was lost, of a command that may not be repeated
};

// The name of a code, such as "NotMember", for logs and metrics.
std::string_view CodeName(Code code);

// Why something was refused. `detail` picks one literal where a dialect has several for a code; it
// is a static string such as "invite". `field` names the input or the setting at fault; `text` is a
// literal the dialect itself gave for that field (rules of request structs).
struct Error {
  Code code = Code::kInternal;
  const char* detail = "";
  std::string field = {};
  std::string text = {};

  bool Is(Code wanted) const { return code == wanted; }
};

// An error about one input field: code, field and (for the dialect's own rule) its literal.
inline Error FieldError(Code code, std::string field, std::string text = {}) {
  return Error{code, "", std::move(field), std::move(text)};
}

// A value or an Error. Converts from both, so `return Error{…}` and `return value` work. A plain
// union and not std::variant, which costs 30 ms more to compile for every type of value.
template <class T>
class [[nodiscard]] Result {
 public:
  using Value = T;
  Result(T value) : ok_(true) { std::construct_at(&value_, std::move(value)); }       // NOLINT
  Result(Error error) : ok_(false) { std::construct_at(&error_, std::move(error)); }  // NOLINT
  Result(Code code) : Result(Error{code}) {}                                          // NOLINT
  Result(const Result& other) requires std::copyable<T> : ok_(other.ok_) {
    if (ok_) {
      std::construct_at(&value_, other.value_);
    } else {
      std::construct_at(&error_, other.error_);
    }
  }
  Result(Result&& other) noexcept : ok_(other.ok_) {
    if (ok_) {
      std::construct_at(&value_, std::move(other.value_));
    } else {
      std::construct_at(&error_, std::move(other.error_));
    }
  }
  Result& operator=(Result other) noexcept {
    std::destroy_at(this);
    return *std::construct_at(this, std::move(other));
  }
  ~Result() {
    if (ok_) {
      std::destroy_at(&value_);
    } else {
      std::destroy_at(&error_);
    }
  }

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  // REQUIRES: ok()
  T& value() & { return Held(); }
  const T& value() const& { return Held(); }
  T&& value() && { return std::move(Held()); }
  T& operator*() & { return Held(); }
  const T& operator*() const& { return Held(); }
  T* operator->() { return &Held(); }
  const T* operator->() const { return &Held(); }
  // REQUIRES: !ok()
  const Error& error() const& {
    KOINE_REQUIRE(!ok());
    return error_;
  }
  Error&& error() && {
    KOINE_REQUIRE(!ok());
    return std::move(error_);
  }

 private:
  T& Held() {
    KOINE_REQUIRE(ok());
    return value_;
  }
  const T& Held() const {
    KOINE_REQUIRE(ok());
    return value_;
  }
  union {
    T value_;
    Error error_;
  };
  bool ok_;
};

// Success without a value.
struct Done {};
using Status = Result<Done>;
inline Status Ok() {
  return Done{};
}

}  // namespace koine

// Evaluates `expr` (a Result); returns its error from the enclosing function if it failed.
#define KOINE_CHECK(expr)                                   \
  do {                                                      \
    if (auto koine_result_ = (expr); !koine_result_.ok()) { \
      return std::move(koine_result_).error();              \
    }                                                       \
  } while (false)

#define KOINE_CONCAT_INNER(a, b) a##b
#define KOINE_CONCAT(a, b) KOINE_CONCAT_INNER(a, b)

// `KOINE_TRY(auto x, Verb(…));` declares x as the value, or returns the error.
#define KOINE_TRY(decl, expr) KOINE_TRY_INNER(KOINE_CONCAT(koine_try_, __LINE__), decl, expr)
#define KOINE_TRY_INNER(name, decl, expr)         \
  auto name = (expr);                             \
  if (!name.ok()) return std::move(name).error(); \
  decl = std::move(name).value()
