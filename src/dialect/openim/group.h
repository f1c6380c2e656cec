#pragma once

#include <cstdint>
#include <string>

#include "core/access/doors.h"
#include "core/group/member.h"
#include "core/group/profile.h"
#include "core/group/scene.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/friend.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/wire.h"

// Groups and members as the contract shows them, and the doors to them (openim 3.2, 4.4).
namespace koine::openim {

inline constexpr std::int64_t kResultsMax = 10;  // of those that a list may be limited to

struct GroupInfo {
  std::string groupID, groupName, notification, introduction, faceURL, ownerUserID;
  std::int64_t createTime = 0, memberCount = 0;
  std::string ex;
  int status = 0;
  std::string creatorUserID;
  int groupType = kWorkingGroup;
  int needVerification = 0, lookMemberInfo = 0, applyMemberFriend = 0;
  std::int64_t notificationUpdateTime = 0;
  std::string notificationUserID;
};
KOINE_DESCRIBE(GroupInfo,
               (groupID, groupName, notification, introduction, faceURL, ownerUserID, createTime,
                memberCount, ex, status, creatorUserID, groupType, needVerification, lookMemberInfo,
                applyMemberFriend, notificationUpdateTime, notificationUserID))
GroupInfo ToGroup(const group::Profile& profile);

struct GroupMemberFullInfo {
  std::string groupID, userID;
  int roleLevel = 0;
  std::int64_t joinTime = 0;
  std::string nickname, faceURL;
  int appMangerLevel = 0, joinSource = 0;
  std::string operatorUserID, ex;
  std::int64_t muteEndTime = 0;
  std::string inviterUserID;
};
KOINE_DESCRIBE(GroupMemberFullInfo,
               (groupID, userID, roleLevel, joinTime, nickname, faceURL, appMangerLevel, joinSource,
                operatorUserID, ex, muteEndTime, inviterUserID))
GroupMemberFullInfo ToMember(const group::MemberProfile& member, const std::string& group,
                             std::int64_t now_ms);

// A request to come into a group.
struct GroupRequest {
  std::optional<PublicUserInfo> userInfo;
  std::optional<GroupInfo> groupInfo;
  int handleResult = 0;
  std::string reqMsg, handleMsg;
  std::int64_t reqTime = 0;
  std::string handleUserID;
  std::int64_t handleTime = 0;
  std::string ex;
  int joinSource = 0;
  std::string inviterUserID;
};
KOINE_DESCRIBE(GroupRequest, (userInfo, groupInfo, handleResult, reqMsg, handleMsg, reqTime,
                              handleUserID, handleTime, ex, joinSource, inviterUserID))

// The id of a group. kGroupNotFound.
Result<ConversationId> GroupOf(store::Txn& txn, gateway::Call& call, const std::string& handle);
// What a stranger is told where the contract says "may not" and not "knows no such group".
Error StrangerMayNot(Error error);

struct GroupIn {
  std::string groupID;
};
KOINE_DESCRIBE(GroupIn, (groupID))
KOINE_RULES(GroupIn, json::Rule("groupID").Required())

}  // namespace koine::openim
