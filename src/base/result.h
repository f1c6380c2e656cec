#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

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

// A value or an Error. Converts from both, so `return Error{…}` and `return value` work.
template <class T>
class [[nodiscard]] Result {
 public:
  using Value = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT
  Result(Code code) : state_(std::in_place_index<1>, Error{code}) {}  // NOLINT

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  // REQUIRES: ok()
  T& value() & { return *std::get_if<0>(&state_); }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  // REQUIRES: !ok()
  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

// Success without a value.
struct Done {};
using Status = Result<Done>;
inline Status Ok() { return Done{}; }

}  // namespace koine

// Evaluates `expr` (a Result); returns its error from the enclosing function if it failed.
#define KOINE_CHECK(expr)                                                  \
  do {                                                                     \
    if (auto koine_result_ = (expr); !koine_result_.ok()) {                \
      return std::move(koine_result_).error();                             \
    }                                                                      \
  } while (false)

#define KOINE_CONCAT_INNER(a, b) a##b
#define KOINE_CONCAT(a, b) KOINE_CONCAT_INNER(a, b)

// `KOINE_TRY(auto x, Verb(…));` declares x as the value, or returns the error.
#define KOINE_TRY(decl, expr) KOINE_TRY_INNER(KOINE_CONCAT(koine_try_, __LINE__), decl, expr)
#define KOINE_TRY_INNER(name, decl, expr)              \
  auto name = (expr);                                  \
  if (!name.ok()) return std::move(name).error();      \
  decl = std::move(name).value()
