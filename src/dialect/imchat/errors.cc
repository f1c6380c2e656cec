// The only place with the numbers and texts of this dialect's errors (im-chat 1.4, mapping 10).

#include <string_view>

#include "dialect/imchat/imchat.h"

namespace koine::imchat {

namespace {

struct Literal {
  Code code;
  const char* detail;  // "" fits every detail; exact ones stand before it
  int number;
  const char* message;
};

constexpr Literal kLiterals[] = {
    {Code::kTooLarge, "", 400, "内容过长"},
    {Code::kRateLimited, "", 429, "请求过于频繁，请稍后再试"},
    {Code::kUnauthenticated, "", 401, "未授权，Token无效或过期"},
    {Code::kTokenExpired, "", 401, "未授权，Token无效或过期"},
    {Code::kSessionRevoked, "", 401, "未授权，Token无效或过期"},
    {Code::kWrongPassword, "old", 1002, "原密码错误"},
    {Code::kWrongPassword, "", 1002, "密码错误"},
    {Code::kTooManyAttempts, "trade_password", 400, "交易密码错误次数过多，请稍后再试"},
    {Code::kTooManyAttempts, "", 400, "登录失败次数过多，请稍后再试"},
    {Code::kAccountBanned, "", 1003, "用户已被封禁"},
    {Code::kForbidden, "owner_leaves", 3003, "您是群主，不可退出群聊"},
    {Code::kForbidden, "owner", 400, "不能操作群主"},
    {Code::kForbidden, "admin", 3003, "权限不足"},
    {Code::kForbidden, "mute_owner", 3003, "权限不足"},
    {Code::kForbidden, "mute_admin", 3003, "权限不足"},
    {Code::kForbidden, "own_role", 400, "不能操作群主"},
    {Code::kForbidden, "request", 403, "无权操作该请求"},
    {Code::kForbidden, "registration", 403, "系统未开放注册"},
    {Code::kForbidden, "invitation", 403, "邀请码无效或已过期"},
    {Code::kForbidden, "closed_group", 403, "该群不允许主动加入"},
    {Code::kForbidden, "vip", 403, "仅VIP用户可以创建群聊"},
    {Code::kForbidden, "", 403, "无权限访问"},
    {Code::kRoleTooLow, "", 3003, "权限不足"},
    {Code::kUserNotFound, "", 1001, "用户不存在"},
    {Code::kUserExists, "", 400, "该用户名已注册"},
    {Code::kSelfTarget, "call", 400, "不能呼叫自己"},
    {Code::kSelfTarget, "contact", 400, "不能添加自己为好友"},
    {Code::kSelfTarget, "block", 400, "不能拉黑自己"},
    {Code::kSelfTarget, "", 400, "不能对自己进行该操作"},
    {Code::kNotFriends, "", 2001, "好友关系不存在"},
    {Code::kAlreadyFriends, "", 2002, "已经是好友"},
    {Code::kRequestPending, "", 400, "好友申请已存在"},
    {Code::kRequestNotFound, "", 404, "好友申请不存在"},
    {Code::kRequestHandled, "", 400, "该请求已处理"},
    {Code::kBlockedByPeer, "", 403, "对方已将您拉黑"},
    {Code::kPeerRefuses, "group", 403, "对方设置了不允许被拉入群聊"},
    {Code::kPeerRefuses, "call", 403, "对方设置了不接收通话"},
    {Code::kPeerRefuses, "", 403, "对方设置了不接收消息"},
    {Code::kConversationNotFound, "", 404, "会话不存在"},
    {Code::kWrongKind, "", 400, "不支持的操作"},
    {Code::kGroupNotFound, "", 3001, "群组不存在"},
    {Code::kGroupDissolved, "", 3001, "群组不存在"},
    {Code::kGroupBanned, "", 403, "该群聊已被封禁"},
    {Code::kGroupFull, "", 400, "群组成员数量已达上限"},
    {Code::kNotMember, "", 3002, "不是群成员"},
    {Code::kMemberMuted, "", 403, "您已被禁言"},
    {Code::kGroupMuted, "", 403, "全员禁言中"},
    {Code::kMessageNotFound, "", 404, "消息不存在"},
    {Code::kNotYourMessage, "line", 400, "该消息不可撤回"},
    {Code::kNotYourMessage, "", 403, "无权操作该消息"},
    {Code::kAlreadyRecalled, "", 400, "消息已撤回"},
    {Code::kWindowOver, "", 400, "消息发送超过2分钟，无法撤回"},
    {Code::kContentRejected, "", 400, "内容包含敏感词"},
    {Code::kClientIdReused, "", 400, "客户端消息ID重复"},
    {Code::kFileRejected, "type", 400, "不支持的文件类型"},
    {Code::kFileRejected, "image", 400, "图片格式不正确"},
    {Code::kFileRejected, "size", 400, "文件大小超过限制"},
    {Code::kFileRejected, "empty", 400, "文件不能为空"},
    {Code::kFileRejected, "quota", 400, "存储空间不足"},
    {Code::kFileRejected, "", 400, "文件上传失败"},
    {Code::kNotFound, "file", 404, "文件不存在"},
    {Code::kMoneyRefused, "balance", 4001, "余额不足"},
    {Code::kMoneyRefused, "trade_password", 4002, "交易密码错误"},
    {Code::kMoneyRefused, "trade_password_old", 4002, "请输入原交易密码，或重新登录后5分钟内设置"},
    {Code::kMoneyRefused, "trade_password_unset", 4002, "未设置交易密码"},
    {Code::kMoneyRefused, "none_left", 5001, "红包已抢完"},
    {Code::kMoneyRefused, "taken", 5002, "已抢过该红包"},
    {Code::kMoneyRefused, "expired", 400, "红包已过期"},
    {Code::kMoneyRefused, "minimum", 400, "提现金额低于最小提现金额"},
    {Code::kMoneyRefused, "", 400, "操作失败"},
    {Code::kNotFound, "red_packet", 404, "红包不存在"},
    {Code::kNotFound, "order", 404, "订单不存在"},
    {Code::kConflict, "tx_hash", 400, "该交易哈希已使用"},
    {Code::kConflict, "request", 400, "requestId已用于其他请求"},
    {Code::kBadState, "money", 400, "账户还有余额、未完成的订单或红包，不能注销"},
    {Code::kBadState, "order", 400, "该订单已处理"},
    {Code::kBadState, "red_packet", 400, "红包消息不可撤回"},
    {Code::kCallRefused, "gone", 404, "通话已结束"},
    {Code::kCallRefused, "over", 404, "通话已结束"},
    {Code::kCallRefused, "busy", 400, "对方正忙,请稍后重试"},
    {Code::kCallRefused, "self_busy", 400, "您正在通话中"},
    {Code::kCallRefused, "group_busy", 400, "该群聊已存在一个通话"},
    {Code::kCallRefused, "full", 400, "人员已满，无法进入通话"},
    {Code::kCallRefused, "in", 400, "您已在通话中"},
    {Code::kCallRefused, "", 400, "通话状态不正确"},
    {Code::kNotFound, "call_party", 404, "对方不在通话中"},
    {Code::kNotFound, "notice", 404, "系统消息不存在"},
    {Code::kNotFound, "push_task", 404, "推送任务不存在"},
    {Code::kNotFound, "", 404, "资源不存在"},
    {Code::kConflict, "block", 400, "已在黑名单中"},
    {Code::kConflict, "word", 400, "敏感词已存在"},
    {Code::kConflict, "complaint", 400, "请勿重复投诉"},
    {Code::kConflict, "repeated", 400, "请勿提交重复请求"},
    {Code::kConflict, "", 400, "已存在"},
    {Code::kBadState, "captcha", 400, "验证码错误"},
    {Code::kBadState, "contacts_full", 400, "好友数量已达上限"},
    {Code::kBadState, "peer_contacts_full", 400, "对方好友数量已达上限"},
    {Code::kBadState, "blocks_full", 400, "黑名单数量已达上限"},
    {Code::kBadState, "requests_full", 400, "待处理的好友申请过多"},
    {Code::kBadState, "admins_full", 400, "管理员数量已达上限"},
    {Code::kBadState, "vip_groups", 400, "每个VIP用户最多拥有3个群聊"},
    {Code::kBadState, "handled", 400, "该投诉已处理"},
    {Code::kBadState, "receipt", 400, "群成员过多，不支持回执"},
    {Code::kBadState, "notice_sent", 400, "系统消息已发送，不可修改或删除"},
    {Code::kBadState, "notice_waits", 400, "系统消息有待发送的推送任务，请先取消"},
    {Code::kBadState, "push_task", 400, "推送任务不是待发送状态，不可取消"},
    {Code::kBadState, "", 400, "状态不正确"},
    {Code::kNotImplemented, "", 404, "资源不存在"},
    {Code::kMethodNotAllowed, "", 405, "不支持的请求方法"},
    {Code::kUnavailable, "", 503, "服务暂不可用，请稍后再试"},
    {Code::kResultUnknown, "", 503, "操作结果未知，请确认后重试"},
    {Code::kInternal, "", 500, "服务器内部错误"},
};

// What is wrong with a field, where its rule has no text of its own.
const char* FieldText(const Error& error) {
  const std::string_view detail = error.detail;
  if (error.code == Code::kMissingArgument) return "不能为空";
  if (detail == "json") return "不是有效的JSON";
  if (detail == "type") return "类型不正确";
  if (detail == "utf8") return "不是有效的UTF-8文本";
  if (detail == "nul") return "不能包含空字符";
  if (detail == "depth") return "嵌套过深";
  if (detail == "chars" || detail == "bytes" || detail == "items") return "长度超出限制";
  if (detail == "range") return "超出范围";
  return "格式不正确";
}

}  // namespace

Answer AnswerOf(const Error& error) {
  if (error.code == Code::kBadArgument || error.code == Code::kMissingArgument) {
    if (std::string_view(error.detail) == "usual_password") return {400, "密码过于常见，请换一个"};
    if (!error.text.empty()) return {400, error.text};
    return {400, (error.field.empty() ? "body" : error.field) + FieldText(error)};
  }
  // Who banned somebody says why (im-chat 2.1).
  if (error.code == Code::kAccountBanned && !error.field.empty()) return {1003, error.field};
  if (error.code == Code::kGroupBanned && !error.field.empty()) {
    return {403, "该群聊已被封禁，原因:" + error.field};
  }
  if (error.code == Code::kTooLarge && error.field == "request") return {413, "请求内容过大"};
  // Of a whole request, which the row gives a text.
  const bool whole = error.code == Code::kFileRejected && !error.text.empty();
  if (whole && std::string_view(error.detail) == "size") return {413, error.text};
  if (error.code == Code::kUserExists && error.field == "mobile") return {400, "该手机号已注册"};
  if (error.code == Code::kUserExists && error.field == "email") return {400, "该邮箱已注册"};
  for (const Literal& literal : kLiterals) {
    if (literal.code != error.code) continue;
    if (literal.detail[0] != '\0' && std::string_view(literal.detail) != error.detail) continue;
    return {literal.number, error.text.empty() ? literal.message : error.text};
  }
  return {400, "请求参数错误"};
}

Answer AnswerOf(std::span<const Error> errors) {
  return AnswerOf(errors.front());
}

std::string Imchat::RefusalBody(int code, std::string_view text, int* status) const {
  const bool own_status = code == 405 || code == 413 || code == 429 || code == 503;
  *status = own_status ? code : 200;  // im-chat 1.3
  std::string out = R"({"code":)";
  json::AppendInt(code, &out);
  out += R"(,"message":)";
  json::Quote(text, &out);
  return out + R"(,"data":null})";
}

std::string Imchat::Failure(std::span<const Error> errors, int* status) const {
  const Answer answer = AnswerOf(errors);
  std::string out = RefusalBody(answer.code, answer.message, status);
  const Error& first = errors.front();
  const std::string_view detail = first.detail;
  // A file that is not there is told by the status, too (im-chat 2.8.2).
  const bool nowhere = first.Is(Code::kNotFound) && (detail == "path" || detail == "file");
  if (nowhere) *status = answer.code;
  return out;
}

}  // namespace koine::imchat
