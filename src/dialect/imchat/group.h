#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "core/access/state.h"
#include "dialect/imchat/wire.h"

// Groups as lists and frames show them (im-chat 2.3).
namespace koine::imchat {

struct TopOut {
  std::string content;
  std::optional<MessageId> messageId;
  std::optional<UserId> userId;
  std::optional<json::Time> time;
};
KOINE_DESCRIBE(TopOut, (content, messageId, userId, time))

struct GroupOut {
  ConversationId id;
  std::string groupName;
  std::optional<std::string> groupAvatar, groupNotice;
  UserId ownerId;
  std::int64_t memberCount = 0;
  json::Time createTime;
  bool isMuted = false, isJoined = false, isBanned = false;
  std::optional<std::string> banReason;
  bool isDnd = false;
  std::optional<std::string> role;
  std::optional<TopOut> topMessage;
  std::int64_t unreadCount = 0;
};
KOINE_DESCRIBE(GroupOut,
               (id, groupName, groupAvatar, groupNotice, ownerId, memberCount, createTime, isMuted,
                isJoined, isBanned, banReason, isDnd, role, topMessage, unreadCount))

const char* RoleText(access::MemberRole role);

}  // namespace koine::imchat
