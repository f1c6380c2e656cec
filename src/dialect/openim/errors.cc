// The only place with the numbers and texts of this dialect's errors (openim 1.5, mapping 10).

#include <string_view>

#include "dialect/openim/dialect.h"

namespace koine::openim {

namespace {

struct Literal {
  Code code;
  const char* detail;  // "" fits every detail; exact ones stand before it
  int number;
  const char* text;  // of errDlt; empty: the code's own name
};

constexpr Literal kLiterals[] = {
    {Code::kTooLarge, "", 1001, "too large"},
    {Code::kContentRejected, "", 1001, "contains a banned word"},
    {Code::kRateLimited, "", 429, ""},
    {Code::kBadArgument, "connect", 1602, "missing or unknown"},
    {Code::kBadArgument, "background", 500, "neither true nor false"},
    {Code::kBadArgument, "content", 500, "missing or of the wrong kind"},
    {Code::kUnauthenticated, "mismatch", 1502, "the token is of another user or platform"},
    {Code::kUnauthenticated, "malformed", 1503, ""},
    {Code::kUnauthenticated, "nbf", 1504, ""},
    {Code::kUnauthenticated, "", 1505, ""},
    {Code::kTokenExpired, "exp", 1501, ""},
    {Code::kTokenExpired, "", 1507, ""},
    {Code::kSessionRevoked, "unknown", 1507, ""},
    {Code::kSessionRevoked, "", 1506, ""},
    {Code::kWrongPassword, "", 1002, "secret invalid"},
    {Code::kAccountBanned, "", 1506, "account is banned"},
    {Code::kForbidden, "", 1002, ""},
    {Code::kRoleTooLow, "", 1002, ""},
    {Code::kUserNotFound, "given", 1101, ""},
    {Code::kUserNotFound, "", 1004, "user not found"},
    {Code::kUserExists, "used", 1001, "userID is used"},
    {Code::kUserExists, "", 1102, ""},
    {Code::kSelfTarget, "contact", 1301, ""},
    {Code::kNotFriends, "send", 1303, ""},
    {Code::kNotFriends, "", 1004, "not a friend"},
    {Code::kAlreadyFriends, "", 1304, ""},
    {Code::kRequestNotFound, "", 1004, "request not found"},
    {Code::kRequestHandled, "agree", 1001, "the friend request has been processed"},
    {Code::kRequestHandled, "join", 1206, ""},
    {Code::kRequestHandled, "", 1305, ""},
    {Code::kBlockedByPeer, "", 1302, ""},
    {Code::kPeerRefuses, "group", 1002, "the user does not allow being added to groups"},
    {Code::kPeerRefuses, "", 1001, "message is not sent"},
    {Code::kConversationNotFound, "", 1004, "conversation not found"},
    {Code::kGroupNotFound, "given", 1201, ""},
    {Code::kGroupNotFound, "", 1004, "group not found"},
    {Code::kGroupExists, "", 1202, ""},
    {Code::kGroupDissolved, "", 1204, ""},
    {Code::kGroupBanned, "send", 1403, "group is banned"},
    {Code::kGroupBanned, "", 1002, "group is banned"},
    {Code::kNotMember, "send", 1203, ""},
    {Code::kNotMember, "kick", 1101, "not in the group"},
    {Code::kNotMember, "caller", 1002, "not in the group"},
    {Code::kNotMember, "given", 1001, "not in the group"},
    {Code::kNotMember, "", 1004, "not in the group"},
    {Code::kMemberMuted, "", 1402, ""},
    {Code::kGroupMuted, "", 1403, ""},
    {Code::kMessageNotFound, "", 1004, "message not found"},
    {Code::kNotYourMessage, "", 1002, "not your message"},
    {Code::kAlreadyRecalled, "", 1404, ""},
    {Code::kFileRejected, "md5", 1001, "the content has another digest"},
    {Code::kFileRejected, "mismatch", 90007, "the content has another size"},
    {Code::kFileRejected, "quota", 500, "no space left"},
    {Code::kFileRejected, "size", 500, "too large"},
    {Code::kFileRejected, "empty", 500, "the file is empty"},
    {Code::kFileRejected, "hash", 500, "not an MD5"},
    {Code::kFileRejected, "max_parts", 500, "too many parts"},
    {Code::kFileRejected, "parts", 500, "the parts belong to another content"},
    {Code::kFileRejected, "one_part", 500, "a single part has its link from the start"},
    {Code::kFileRejected, "preview", 500, "not a picture"},
    {Code::kFileRejected, "", 500, ""},
    {Code::kBadState, "parts", 500, "parts are missing"},
    {Code::kBadState, "settings", 500, "only etcd support: settings are read at the start"},
    {Code::kBadState, "uploads_full", 500, "too many uploads are open"},
    {Code::kNotFound, "", 1004, ""},
    {Code::kConflict, "stored", 500, "duplicate record"},
    {Code::kConflict, "handle", 1001, "named more than once"},
    {Code::kConflict, "member", 1001, ""},
    {Code::kConflict, "", 1003, ""},
    {Code::kNotImplemented, "", 12, ""},
    {Code::kInternal, "", 500, ""},
    {Code::kUnavailable, "connections", 1601, ""},
    {Code::kUnavailable, "", 500, "try again later"},
    {Code::kResultUnknown, "", 500, "the result is unknown"},
};

// The names of the numbers (openim 1.5).
const char* NameOf(int number) {
  switch (number) {
    case 12:
      return "method not implemented";
    case 429:
      return "too many requests, please try again later";
    case 1001:
      return "ArgsError";
    case 1002:
      return "NoPermissionError";
    case 1003:
      return "DuplicateKeyError";
    case 1004:
      return "RecordNotFoundError";
    case 1101:
      return "UserIDNotFoundError";
    case 1102:
      return "RegisteredAlreadyError";
    case 1201:
      return "GroupIDNotFoundError";
    case 1202:
      return "GroupIDExisted";
    case 1203:
      return "NotInGroupYetError";
    case 1204:
      return "DismissedAlreadyError";
    case 1206:
      return "GroupRequestHandled";
    case 1301:
      return "CanNotAddYourselfError";
    case 1302:
      return "BlockedByPeer";
    case 1303:
      return "NotPeersFriend";
    case 1304:
      return "RelationshipAlreadyError";
    case 1305:
      return "FriendRequestHandled";
    case 1402:
      return "MutedInGroup";
    case 1403:
      return "MutedGroup";
    case 1404:
      return "MsgAlreadyRevoke";
    case 1501:
      return "TokenExpiredError";
    case 1502:
      return "TokenInvalidError";
    case 1503:
      return "TokenMalformedError";
    case 1504:
      return "TokenNotValidYetError";
    case 1505:
      return "TokenUnknownError";
    case 1506:
      return "TokenKickedError";
    case 1507:
      return "TokenNotExistError";
    case 1601:
      return "ConnOverMaxNumLimit";
    case 1602:
      return "args err, need token, sendID, platformID";
    case 90007:
      return "DataError";
    default:
      return "ServerInternalError";
  }
}

// What was wrong with the text of a request, for people; empty if it could be read.
const char* UnreadText(const Error& error) {
  if (error.code != Code::kBadArgument) return "";
  const std::string_view detail = error.detail;
  if (detail == "json") return "the body is no JSON object";
  if (detail == "proto") return "the body is no such message";
  if (detail == "utf8") return "not UTF-8";
  if (detail == "nul") return "holds U+0000";
  if (detail == "depth") return "nested too deep";
  if (detail == "type") return "wrong type";
  return "";
}

std::string WithField(const std::string& field, const std::string& text) {
  return field.empty() ? text : field + ": " + text;
}

}  // namespace

Answer AnswerOf(const Error& error) {
  if (const char* unread = UnreadText(error); unread[0] != '\0') {
    return {1001, WithField(error.field, unread), ""};  // openim 1.4
  }
  if (error.Is(Code::kUnauthenticated) && std::string_view(error.detail) == "header") {
    return {1001, NameOf(1001), "header must have " + error.field};
  }
  if (error.Is(Code::kMissingArgument)) return {1001, NameOf(1001), error.field + " is empty"};
  for (const Literal& literal : kLiterals) {
    if (literal.code != error.code) continue;
    if (literal.detail[0] != '\0' && std::string_view(literal.detail) != error.detail) continue;
    std::string text = literal.text;
    if (text.empty()) text = NameOf(literal.number);
    return {literal.number, NameOf(literal.number), WithField(error.field, text)};
  }
  std::string text(CodeName(error.code));
  if (error.detail[0] != '\0') text += std::string(" ") + error.detail;
  return {1001, NameOf(1001), WithField(error.field, text)};
}

std::string Openim::RefusalBody(int code, std::string_view text, int* status) const {
  *status = code == 429 ? 429 : 200;  // openim 1.3
  std::string out = R"({"errCode":)";
  json::AppendInt(code, &out);
  out += R"(,"errMsg":)";
  json::Quote(NameOf(code), &out, true);
  out += R"(,"errDlt":)";
  json::Quote(text, &out, true);
  return out + "}";
}

std::string Openim::Failure(std::span<const Error> errors, int* status) const {
  const Error& first = errors.front();
  const Answer answer = AnswerOf(first);
  *status = 200;  // openim 1.3
  if (answer.code == 429) *status = 429;
  if (first.Is(Code::kTooLarge) && first.field == "request") *status = 413;
  std::string out = R"({"errCode":)";
  json::AppendInt(answer.code, &out);
  out += R"(,"errMsg":)";
  json::Quote(answer.msg, &out, true);
  out += R"(,"errDlt":)";
  json::Quote(answer.detail, &out, true);
  out += "}";
  return out;
}

}  // namespace koine::openim
