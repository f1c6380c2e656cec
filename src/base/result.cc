#include "base/result.h"

namespace koine {

std::string_view CodeName(Code code) {
  switch (code) {
    case Code::kBadArgument: return "BadArgument";
    case Code::kMissingArgument: return "MissingArgument";
    case Code::kTooLarge: return "TooLarge";
    case Code::kRateLimited: return "RateLimited";
    case Code::kUnauthenticated: return "Unauthenticated";
    case Code::kTokenExpired: return "TokenExpired";
    case Code::kSessionRevoked: return "SessionRevoked";
    case Code::kWrongPassword: return "WrongPassword";
    case Code::kTooManyAttempts: return "TooManyAttempts";
    case Code::kAccountBanned: return "AccountBanned";
    case Code::kForbidden: return "Forbidden";
    case Code::kRoleTooLow: return "RoleTooLow";
    case Code::kUserNotFound: return "UserNotFound";
    case Code::kUserExists: return "UserExists";
    case Code::kBadHandle: return "BadHandle";
    case Code::kSelfTarget: return "SelfTarget";
    case Code::kNotFriends: return "NotFriends";
    case Code::kAlreadyFriends: return "AlreadyFriends";
    case Code::kRequestPending: return "RequestPending";
    case Code::kRequestNotFound: return "RequestNotFound";
    case Code::kRequestHandled: return "RequestHandled";
    case Code::kBlockedByPeer: return "BlockedByPeer";
    case Code::kPeerRefuses: return "PeerRefuses";
    case Code::kConversationNotFound: return "ConversationNotFound";
    case Code::kWrongKind: return "WrongKind";
    case Code::kGroupNotFound: return "GroupNotFound";
    case Code::kGroupExists: return "GroupExists";
    case Code::kGroupDissolved: return "GroupDissolved";
    case Code::kGroupBanned: return "GroupBanned";
    case Code::kGroupFull: return "GroupFull";
    case Code::kNotMember: return "NotMember";
    case Code::kMemberMuted: return "MemberMuted";
    case Code::kGroupMuted: return "GroupMuted";
    case Code::kMessageNotFound: return "MessageNotFound";
    case Code::kNotYourMessage: return "NotYourMessage";
    case Code::kAlreadyRecalled: return "AlreadyRecalled";
    case Code::kWindowOver: return "WindowOver";
    case Code::kContentRejected: return "ContentRejected";
    case Code::kClientIdReused: return "ClientIdReused";
    case Code::kFileRejected: return "FileRejected";
    case Code::kCallRefused: return "CallRefused";
    case Code::kMoneyRefused: return "MoneyRefused";
    case Code::kNotFound: return "NotFound";
    case Code::kConflict: return "Conflict";
    case Code::kBadState: return "BadState";
    case Code::kNotImplemented: return "NotImplemented";
    case Code::kMethodNotAllowed: return "MethodNotAllowed";
    case Code::kInternal: return "Internal";
    case Code::kUnavailable: return "Unavailable";
    case Code::kResultUnknown: return "ResultUnknown";
  }
  return "Unknown";
}

}  // namespace koine
