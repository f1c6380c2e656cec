#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/openim/conversation.h"
#include "dialect/openim/group.h"
#include "dialect/openim/proto.h"
#include "dialect/openim/wire.h"

// The conversations of a client that keeps nothing itself, as JSON and as protobuf (openim 4.10,
// openim-ws 14).
namespace koine::openim {

struct FriendInfoOnly {
  std::string ownerUserID, friendUserID, remark;
  std::int64_t createTime = 0;
  int addSource = 0;
  std::string operatorUserID, ex;
  bool isPinned = false;
};
KOINE_DESCRIBE(FriendInfoOnly, (ownerUserID, friendUserID, remark, createTime, addSource,
                                operatorUserID, ex, isPinned))

struct ConversationMsg {
  Conversation conversation;
  MsgData lastMsg;
  std::optional<UserInfo> user;
  std::optional<FriendInfoOnly> friend_;
  std::optional<GroupInfo> group;
  std::int64_t maxSeq = 0, readSeq = 0;
};
KOINE_DESCRIBE(ConversationMsg, (conversation, lastMsg, user, friend_, group, maxSeq, readSeq))
KOINE_RULES(ConversationMsg, json::Rule("friend_").Name("friend"))

// The answer of both.
struct ConversationMsgs {
  std::int64_t unreadCount = 0;
  std::vector<ConversationMsg> conversations;
};
KOINE_DESCRIBE(ConversationMsgs, (unreadCount, conversations))

struct GetActiveConversationsReq {
  std::string ownerUserID;  // not looked at: the caller is meant
  std::int64_t count = 0;
};
KOINE_DESCRIBE(GetActiveConversationsReq, (ownerUserID, count))
struct GetConversationMsgsReq {
  std::string ownerUserID;  // likewise
  std::vector<std::string> conversationIDs;
};
KOINE_DESCRIBE(GetConversationMsgsReq, (ownerUserID, conversationIDs))
KOINE_RULES(GetConversationMsgsReq, json::Rule("conversationIDs").MaxItems(kListMax))

// As those of proto.h.
bool FromProto(std::string_view bytes, GetActiveConversationsReq* out);
bool FromProto(std::string_view bytes, GetConversationMsgsReq* out);
std::string ToProto(const ConversationMsgs& in);

}  // namespace koine::openim
