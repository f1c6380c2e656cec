#include <gtest/gtest.h>

#include "dialect/openim/dialect.h"

namespace koine::openim {
namespace {

struct Case {
  Error error;
  int code;
  const char* msg;
};

TEST(Errors, HaveTheNumbersOfTheContract) {
  const Case cases[] = {
      {{Code::kUnauthenticated, "header", "token"}, 1001, "ArgsError"},
      {{Code::kUnauthenticated, "malformed"}, 1503, "TokenMalformedError"},
      {{Code::kUnauthenticated, "signature"}, 1505, "TokenUnknownError"},
      {{Code::kTokenExpired, "exp"}, 1501, "TokenExpiredError"},
      {{Code::kTokenExpired}, 1507, "TokenNotExistError"},
      {{Code::kSessionRevoked}, 1506, "TokenKickedError"},
      {{Code::kSessionRevoked, "unknown"}, 1507, "TokenNotExistError"},
      {{Code::kRequestHandled}, 1305, "FriendRequestHandled"},
      {{Code::kRequestHandled, "agree"}, 1001, "ArgsError"},
      {{Code::kNotMember, "send"}, 1203, "NotInGroupYetError"},
      {{Code::kNotMember, "target"}, 1004, "RecordNotFoundError"},
      {{Code::kBadState, "requests_full"}, 1001, "ArgsError"},
      {{Code::kInternal}, 500, "ServerInternalError"},
      {{Code::kNotImplemented}, 12, "method not implemented"},
  };
  for (const Case& one : cases) {
    const Answer answer = AnswerOf(one.error);
    EXPECT_EQ(answer.code, one.code) << one.error.detail;
    EXPECT_EQ(answer.msg, one.msg);
    EXPECT_FALSE(answer.detail.empty());
  }
}

TEST(Errors, WhatCannotBeReadIsToldInTheMessage) {
  const Answer answer = AnswerOf({Code::kBadArgument, "type", "userID"});
  EXPECT_EQ(answer.code, 1001);
  EXPECT_EQ(answer.msg, "userID: wrong type");
  EXPECT_EQ(answer.detail, "");
}

}  // namespace
}  // namespace koine::openim
