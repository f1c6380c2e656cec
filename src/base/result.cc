#include "base/result.h"

#include <iterator>

namespace koine {

namespace {

// In the order of the enum.
constexpr std::string_view kNames[] = {
    "BadArgument",     "MissingArgument", "TooLarge",         "RateLimited",
    "Unauthenticated", "TokenExpired",    "SessionRevoked",   "WrongPassword",
    "TooManyAttempts", "AccountBanned",   "Forbidden",        "RoleTooLow",
    "UserNotFound",    "UserExists",      "BadHandle",        "SelfTarget",
    "NotFriends",      "AlreadyFriends",  "RequestPending",   "RequestNotFound",
    "RequestHandled",  "BlockedByPeer",   "PeerRefuses",      "ConversationNotFound",
    "WrongKind",       "GroupNotFound",   "GroupExists",      "GroupDissolved",
    "GroupBanned",     "GroupFull",       "NotMember",        "MemberMuted",
    "GroupMuted",      "MessageNotFound", "NotYourMessage",   "AlreadyRecalled",
    "WindowOver",      "ContentRejected", "ClientIdReused",   "FileRejected",
    "CallRefused",     "MoneyRefused",    "NotFound",         "Conflict",
    "BadState",        "NotImplemented",  "MethodNotAllowed", "Internal",
    "Unavailable",     "ResultUnknown",
};
static_assert(std::size(kNames) == static_cast<std::size_t>(Code::kResultUnknown) + 1);

}  // namespace

std::string_view CodeName(Code code) {
  const auto index = static_cast<std::size_t>(code);
  return index < std::size(kNames) ? kNames[index] : "Unknown";
}

}  // namespace koine
