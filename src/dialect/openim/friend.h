#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contact/book.h"
#include "core/contact/request.h"
#include "core/identity/handle.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/wire.h"

// What the files of the chapter on friends share (openim 3.2, 4.3).
namespace koine::openim {

struct FriendInfo {
  std::string ownerUserID, remark;
  std::int64_t createTime = 0;
  std::optional<UserInfo> friendUser;
  int addSource = 0;
  std::string operatorUserID, ex;
  bool isPinned = false;
};
KOINE_DESCRIBE(FriendInfo, (ownerUserID, remark, createTime, friendUser, addSource, operatorUserID,
                            ex, isPinned))
// As lists show it: created in seconds, and of the user what others see.
FriendInfo ToFriend(const contact::Contact& contact, const std::string& owner);

struct BlackInfo {
  std::string ownerUserID;
  std::int64_t createTime = 0;
  std::optional<PublicUserInfo> blackUserInfo;
  int addSource = 0;
  std::string operatorUserID, ex;
};
KOINE_DESCRIBE(BlackInfo, (ownerUserID, createTime, blackUserInfo, addSource, operatorUserID, ex))
// As the list shows it, created in seconds.
BlackInfo ToBlack(const contact::BlockRow& row, const std::string& owner);

// A request to become friends, in lists and in notifications of it.
struct FriendRequestOut {
  std::string fromUserID, fromNickname, fromFaceURL, toUserID, toNickname, toFaceURL;
  int handleResult = 0;
  std::string reqMsg;
  std::int64_t createTime = 0;
  std::string handlerUserID, handleMsg;
  std::int64_t handleTime = 0;
  std::string ex;
};
KOINE_DESCRIBE(FriendRequestOut,
               (fromUserID, fromNickname, fromFaceURL, toUserID, toNickname, toFaceURL,
                handleResult, reqMsg, createTime, handlerUserID, handleMsg, handleTime, ex))

// The tips of 1201 for a line of the chat, which has no request.
std::string ApprovedTips(const std::string& from, const std::string& to);

// The ids of users, in their order.
std::vector<std::int64_t> IdsOf(const std::vector<identity::User>& users);
// kBadArgument with the field if something is named twice.
Status CheckDistinct(const std::vector<std::string>& names, const char* field);

struct OwnerPageIn {
  std::string userID;
  Pagination pagination;
};
KOINE_DESCRIBE(OwnerPageIn, (userID, pagination))
KOINE_RULES(OwnerPageIn, json::Rule("userID").Required(), json::Rule("pagination").Required())

}  // namespace koine::openim
