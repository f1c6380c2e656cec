#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "dialect/imchat/wire.h"

// Friends and requests as lists and frames show them (im-chat 2.2).
namespace koine::imchat {

struct FriendOut {
  UserId id;
  std::string username, nickName;
  std::optional<std::string> headImage, remark;
  bool isOnline = false;
  std::string onlineStatus;
  bool isDnd = false, isBlocked = false;
};
KOINE_DESCRIBE(FriendOut, (id, username, nickName, headImage, remark, isOnline, onlineStatus, isDnd,
                           isBlocked))

// Status: 1 waits, 2 accepted, 3 refused, 4 taken back, 5 over.
struct RequestOut {
  RequestId id;
  UserId senderId;
  std::string senderNickName;
  std::optional<std::string> senderHeadImage;
  UserId receiverId;
  std::string receiverNickName;
  std::optional<std::string> receiverHeadImage;
  std::optional<std::string> applyInfo;
  int status = 1;
  std::optional<std::string> reason;
  json::Time applyTime;
  std::optional<json::Time> handleTime;
};
KOINE_DESCRIBE(RequestOut,
               (id, senderId, senderNickName, senderHeadImage, receiverId, receiverNickName,
                receiverHeadImage, applyInfo, status, reason, applyTime, handleTime))

}  // namespace koine::imchat
