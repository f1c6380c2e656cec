#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {
namespace {

class RuoyiErrors : public testing::Test {
 protected:
  RuoyiErrors() { published_.AddHeader("X-CSRF-Token", ""); }

  std::string Failure(std::vector<Error> errors) {
    status_ = 0;
    return dialect_.Failure(errors, &status_);
  }

  FakeClock clock_{0};
  Ruoyi dialect_{std::string(32, 'k'), clock_, {}};
  net::Request published_, other_;
  int status_ = 0;
};

struct Literal {
  Error error;
  int code;
  const char* msg;
};

// ruoyi 24, with the literals of the tables of ruoyi 1 to 6.
TEST_F(RuoyiErrors, NumbersAndTextsAreThoseOfTheContract) {
  const Literal literals[] = {
      {{Code::kConversationNotFound}, 10001, "会话不存在"},
      {{Code::kNotMember}, 10002, "用户不在会话中"},
      {{Code::kMessageNotFound}, 10003, "消息不存在"},
      {{Code::kNotYourMessage}, 10004, "无权操作该消息"},
      {{Code::kWindowOver}, 10005, "消息发送超过2分钟，无法撤回"},
      {{Code::kWindowOver, "edit"}, 10006, "消息发送超过15分钟，无法编辑"},
      {{Code::kUserNotFound, "sender"}, 10007, "发送者不存在"},
      {{Code::kUserNotFound, "receiver"}, 10008, "接收者不存在"},
      {{Code::kMissingArgument, "target"}, 10009, "会话ID和接收者ID不能同时为空"},
      {{Code::kMissingArgument, "content"}, 10010, "消息内容不能为空"},
      {{Code::kUserNotFound}, 4001, "用户不存在"},
      {{Code::kUserExists}, 4002, "用户已存在"},
      {{Code::kWrongPassword}, 4003, "用户名或密码错误"},
      {{Code::kGroupNotFound}, 4006, "群组不存在"},
      {{Code::kGroupDissolved}, 4006, "群组不存在"},
      {{Code::kNotFriends}, 4007, "好友关系不存在"},
      {{Code::kRequestPending}, 4008, "好友申请已存在"},
      {{Code::kNotMember, "group"}, 4009, "不在群组中"},
      {{Code::kForbidden, "owner"}, 4016, "不能移除群主"},
      {{Code::kForbidden, "own_role"}, 400, "不能修改自己的角色"},
      {{Code::kForbidden, "not_in_group"}, 403, "您不是该群组成员"},
      {{Code::kNotMember, "target"}, 4014, "用户不在群组中"},
      {{Code::kBadState, "admins_full"}, 400, "管理员数量已达上限"},
      {{Code::kBadState, "joins_full"}, 400, "待处理的入群申请过多"},
      {{Code::kSelfTarget, "contact"}, 4017, "不能添加自己为好友"},
      {{Code::kAlreadyFriends}, 4018, "已经是好友关系"},
      {{Code::kRequestNotFound}, 4019, "好友申请不存在"},
      {{Code::kUnauthenticated}, 401, "未授权，需要登录"},
      {{Code::kTokenExpired}, 401, "未授权，需要登录"},
      {{Code::kSessionRevoked}, 401, "未授权，需要登录"},
      {{Code::kSessionRevoked, "refresh"}, 401, "刷新令牌无效或已过期"},
      {{Code::kTooManyAttempts}, 400, "登录失败次数过多，请稍后再试"},
      {{Code::kAccountBanned}, 403, "账号已停用"},
      {{Code::kForbidden}, 403, "无权限操作"},
      {{Code::kForbidden, "self"}, 403, "只能修改自己的信息"},
      {{Code::kForbidden, "request"}, 403, "无权限操作该申请"},
      {{Code::kForbidden, "admin"}, 403, "管理员不能移除其他管理员"},
      {{Code::kRoleTooLow, "mention_all"}, 403, "只有群主和管理员可以使用@所有人"},
      {{Code::kUserNotFound, "target"}, 404, "目标用户不存在"},
      {{Code::kBadArgument, "merge_many"}, 400, "单次最多合并200条消息"},
      {{Code::kBadArgument, "merge_depth"}, 400, "聊天记录嵌套层数过多"},
      {{Code::kBadArgument, "message_type"}, 400, "不支持的消息类型"},
      {{Code::kBadArgument, "self_chat"}, 400, "不能与自己创建会话"},
      {{Code::kWrongKind}, 400, "不支持的会话类型"},
      {{Code::kRequestHandled}, 400, "该申请已处理"},
      {{Code::kGroupFull}, 400, "群组成员数量已达上限"},
      {{Code::kMemberMuted}, 403, "您已被禁言"},
      {{Code::kAlreadyRecalled}, 400, "消息已撤回"},
      {{Code::kContentRejected}, 400, "消息包含敏感词汇"},
      {{Code::kInternal}, 500, "系统内部错误"},
  };
  for (const Literal& literal : literals) {
    const Answer answer = AnswerOf(literal.error);
    EXPECT_EQ(answer.code, literal.code) << CodeName(literal.error.code) << literal.error.detail;
    EXPECT_EQ(answer.msg, literal.msg) << CodeName(literal.error.code) << literal.error.detail;
  }
}

TEST_F(RuoyiErrors, WhatTheStoreSaysOfItsTroublesIsNotTold) {
  const Answer answer =
      AnswerOf(FieldError(Code::kUnavailable, "store.url", "cannot connect: password of koine"));
  EXPECT_EQ(answer.code, 503);
  EXPECT_EQ(answer.msg, "服务暂不可用，请稍后再试");
}

TEST_F(RuoyiErrors, EveryCodeHasANumberATextAndAStatus) {
  for (int i = 0; i <= static_cast<int>(Code::kResultUnknown); ++i) {
    const Error error{static_cast<Code>(i), "some detail nobody gave a literal"};
    const Answer answer = AnswerOf(error);
    EXPECT_GE(answer.code, 400) << CodeName(error.code);
    EXPECT_FALSE(answer.msg.empty()) << CodeName(error.code);
    const std::string body = Failure({error});
    EXPECT_GE(status_, 400) << CodeName(error.code);
    EXPECT_LT(status_, 600) << CodeName(error.code);
    // ruoyi 0.2: a business number goes with status 400.
    EXPECT_EQ(status_, answer.code < 1000 ? answer.code : 400) << CodeName(error.code);
    EXPECT_TRUE(json::Check(body).ok()) << body;
  }
}

TEST_F(RuoyiErrors, NoRefusalSpeaksOfTokens) {
  // The published client takes a 403 with that word for a CSRF failure (ruoyi 0.2).
  for (int i = 0; i <= static_cast<int>(Code::kResultUnknown); ++i) {
    const Answer answer = AnswerOf(Error{static_cast<Code>(i)});
    if (answer.code != 403) continue;
    EXPECT_EQ(answer.msg.find("token"), std::string::npos) << answer.msg;
  }
}

TEST_F(RuoyiErrors, FieldsAreListedWithTheirTexts) {
  EXPECT_EQ(Failure({FieldError(Code::kMissingArgument, "username", "用户名不能为空"),
                     Error{Code::kBadArgument, "type", "mentionInfo.userIds[3]"}}),
            "{\"code\":400,\"msg\":\"参数校验失败\",\"data\":{\"username\":\"用户名不能为空\","
            "\"mentionInfo.userIds[3]\":\"类型不正确\"}}");
  EXPECT_EQ(status_, 400);
  EXPECT_EQ(Failure({Error{Code::kBadArgument, "json"}}),
            "{\"code\":400,\"msg\":\"参数校验失败\",\"data\":{\"body\":\"不是有效的JSON\"}}");
}

TEST_F(RuoyiErrors, WhatIsWrongWithTheWholeBodyIsNotTakenForAField) {
  // `[]` where an object belongs; once mistaken for an unknown message type.
  EXPECT_EQ(Failure({Error{Code::kBadArgument, "type"}}),
            "{\"code\":400,\"msg\":\"参数校验失败\",\"data\":{\"body\":\"类型不正确\"}}");
  for (const char* detail : {"utf8", "nul", "depth"}) {
    EXPECT_NE(Failure({Error{Code::kBadArgument, detail}}).find("\"body\":"), std::string::npos);
  }
}

TEST_F(RuoyiErrors, FieldNamesAreEscaped) {
  const std::string body = Failure({FieldError(Code::kBadArgument, "a\"b\\\n")});
  EXPECT_TRUE(json::Check(body).ok()) << body;
}

TEST_F(RuoyiErrors, BusinessRefusalsHaveNullData) {
  EXPECT_EQ(Failure({Error{Code::kNotMember}}),
            "{\"code\":10002,\"msg\":\"用户不在会话中\",\"data\":null}");
  EXPECT_EQ(status_, 400);
  EXPECT_EQ(Failure({Error{Code::kMethodNotAllowed}}),
            "{\"code\":405,\"msg\":\"不支持的请求方法\",\"data\":null}");
  EXPECT_EQ(status_, 405);
}

TEST_F(RuoyiErrors, PublishedClientsAreRefusedWith400) {
  const struct {
    Error error;
    int other, published;
  } cases[] = {
      {Error{Code::kMemberMuted}, 403, 400},     {Error{Code::kNotFound, "setting"}, 404, 400},
      {Error{Code::kRateLimited}, 429, 400},     {Error{Code::kNotMember}, 400, 400},
      {Error{Code::kUnauthenticated}, 401, 401}, {Error{Code::kNotFound, "path"}, 404, 404},
      {Error{Code::kTooLarge}, 413, 413},        {Error{Code::kUnavailable}, 503, 503},
      {Error{Code::kInternal}, 500, 500}};
  for (const auto& one : cases) {
    int status = 0;
    const std::string body = dialect_.FailureOf(published_, {&one.error, 1}, &status);
    EXPECT_EQ(status, one.published) << body;
    EXPECT_EQ(dialect_.FailureOf(other_, {&one.error, 1}, &status), body);
    EXPECT_EQ(status, one.other) << body;
  }
}

TEST_F(RuoyiErrors, PublishedClientsReadWhatIsWrongWithAFieldInTheMessage) {
  const Error error = FieldError(Code::kMissingArgument, "name", "群组名称不能为空");
  int status = 0;
  EXPECT_EQ(dialect_.FailureOf(published_, {&error, 1}, &status),
            R"({"code":400,"msg":"群组名称不能为空","data":{"name":"群组名称不能为空"}})");
  EXPECT_EQ(status, 400);
  EXPECT_EQ(dialect_.FailureOf(other_, {&error, 1}, &status),
            R"({"code":400,"msg":"参数校验失败","data":{"name":"群组名称不能为空"}})");
}

TEST_F(RuoyiErrors, EachTextHasOneNameForClientsWithOwnWords) {
  EXPECT_EQ(ReasonOf(Error{Code::kForbidden, "mute_owner"}), "Forbidden.mute_owner");
  EXPECT_EQ(ReasonOf(Error{Code::kNotFriends}), "NotFriends");
  EXPECT_EQ(ReasonOf(Error{Code::kBadArgument, "chars", "name", "长"}), "BadArgument.chars");
  EXPECT_EQ(ReasonOf(Error{Code::kInternal, "row"}), "Internal");
  // No more than the text says: a stranger is not told that there was such a group.
  EXPECT_EQ(ReasonOf(Error{Code::kGroupDissolved}), ReasonOf(Error{Code::kGroupNotFound}));
  for (int i = 0; i <= static_cast<int>(Code::kResultUnknown); ++i) {
    const Error error{static_cast<Code>(i)};
    const std::string reason = dialect_.ReasonOf(error);
    EXPECT_FALSE(reason.empty()) << CodeName(error.code);
    for (int j = 0; j < i; ++j) {
      const Error other{static_cast<Code>(j)};
      const bool same = AnswerOf(other).msg == AnswerOf(error).msg &&
                        AnswerOf(other).code == AnswerOf(error).code;
      EXPECT_EQ(ReasonOf(other) == reason, same) << CodeName(other.code) << CodeName(error.code);
    }
  }
}

TEST_F(RuoyiErrors, ARowsOwnTextIsKept) {
  Error error{Code::kRoleTooLow};
  error.text = "无权限添加成员";
  EXPECT_EQ(AnswerOf(error).msg, "无权限添加成员");
  EXPECT_EQ(AnswerOf(error).code, 403);
}

}  // namespace
}  // namespace koine::ruoyi
