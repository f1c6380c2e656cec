// The only place with the numbers and texts of this dialect's errors (app-im 1.5, mapping 10).

#include <string_view>

#include "dialect/appim/appim.h"

namespace koine::appim {

namespace {

constexpr char kUnspecified[] = "Internal server error. No information available";

struct Literal {
  Code code;
  const char* detail;  // "" fits every detail; exact ones stand before it
  int number;
  const char* text;
  int status;
};

constexpr Literal kLiterals[] = {
    {Code::kMissingArgument, "", 4001, "参数缺失", 200},
    {Code::kBadArgument, "", 4406, "错误的参数格式", 200},
    {Code::kTooLarge, "judged", 4406,
     "错误的参数格式: conditions on conv_extend look at 10000 conversations at most, and the others "
     "leave more",
     200},
    {Code::kTooLarge, "", 4406, "错误的参数格式", 200},
    {Code::kClientIdReused, "", 4406, "错误的参数格式", 200},
    {Code::kRateLimited, "messages", 1, "too many messages per second", 429},
    {Code::kRateLimited, "connections", 1, "too many connections", 429},
    {Code::kRateLimited, "clients", 1, "too many new clients", 429},
    {Code::kRateLimited, "", 1, "too many requests", 429},
    {Code::kUnauthenticated, "header", 4002, "头信息缺失", 200},
    {Code::kUnauthenticated, "", 1, "token invalid", 200},
    {Code::kTokenExpired, "", 1, "token invalid", 200},
    {Code::kSessionRevoked, "", 1, "token invalid", 200},
    {Code::kAccountBanned, "", 213, "账号封禁", 200},
    {Code::kUserNotFound, "", 211, "未知用户", 200},
    {Code::kBadHandle, "", 212, "unique_id 不符合要求", 200},
    {Code::kForbidden, "", 1, "forbidden", 200},
    {Code::kRoleTooLow, "", 1, "forbidden", 200},
    {Code::kContentRejected, "", 1, "contains a banned word", 200},
    {Code::kWrongKind, "", 4405, "错误的会话类型", 200},
    {Code::kSelfTarget, "", 4405, "错误的会话类型", 200},
    {Code::kGroupFull, "", 4405, "错误的会话类型", 200},
    {Code::kConversationNotFound, "", 4011, "未知会话", 200},
    {Code::kGroupNotFound, "", 4011, "未知会话", 200},
    {Code::kGroupDissolved, "", 4011, "未知会话", 200},
    {Code::kNotMember, "", 1, "not a member", 200},
    {Code::kGroupBanned, "", 1, "conversation is banned", 200},
    {Code::kMemberMuted, "", 1, "client is silenced", 200},
    {Code::kGroupMuted, "", 1, "conversation is silenced", 200},
    {Code::kBlockedByPeer, "", 1, "blocked", 200},
    {Code::kPeerRefuses, "group", 1, "the client does not allow being added to groups", 200},
    {Code::kPeerRefuses, "", 1, "refused by the receiver", 200},
    {Code::kMessageNotFound, "", 1, "unknown message", 200},
    {Code::kAlreadyRecalled, "", 1, "message was recalled", 200},
    {Code::kNotYourMessage, "", 1, "not the sender", 200},
    {Code::kFileRejected, "size", 1, "file too large", 413},
    {Code::kFileRejected, "quota", 1, "storage quota reached", 429},
    {Code::kFileRejected, "failed", 1, "upload failed", 200},
    {Code::kFileRejected, "", 4601, "错误的文件格式", 200},
    {Code::kNotFound, "", 1, "not found", 404},
    {Code::kMethodNotAllowed, "", 1, "method not allowed", 405},
};

}  // namespace

Answer AnswerOf(const Error& error) {
  // More than the server reads at all.
  if (error.Is(Code::kTooLarge) && error.field == "request") return {1, "too large", 413};
  for (const Literal& literal : kLiterals) {
    const std::string_view detail = literal.detail;
    if (literal.code != error.code || (!detail.empty() && detail != error.detail)) continue;
    Answer answer{literal.number, literal.text, literal.status};
    // The first unknown id follows.
    if (error.Is(Code::kUserNotFound) && !error.field.empty()) answer.message += " " + error.field;
    return answer;
  }
  return {1, kUnspecified, 200};
}

}  // namespace koine::appim
