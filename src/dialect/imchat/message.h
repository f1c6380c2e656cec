#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/change/change.h"
#include "core/history/pull.h"
#include "core/message/row.h"
#include "core/message/send.h"
#include "core/person.h"

// Messages as lists and frames show them, and as clients send them (im-chat 2.4, 2.5).
namespace koine::imchat {

// im-chat 2.4: what clients send, and what the server makes.
inline constexpr int kText = 1, kLocation = 6;
inline constexpr int kRecall = 10, kReadSync = 11, kReceipt = 12, kDeliveryAck = 13, kTip = 21;
inline constexpr int kVoiceCall = 40, kVideoCall = 41;
inline constexpr int kRedPacket = 300;
inline constexpr int kFriendNew = 80, kFriendGone = 81, kFriendState = 82;
inline constexpr int kGroupNew = 90, kGroupGone = 91, kTopMessage = 92, kGroupDnd = 93,
                     kGroupChanged = 94;

inline constexpr std::int64_t kTextCharsMax = 1024;
inline constexpr std::int64_t kContentBytesMax = 4096;
inline constexpr std::size_t kAtUsersMax = 20;
inline constexpr std::int64_t kAtAll = -1;

// Who speaks where the back office acts, with the id 0 (im-chat 2.3, 3.3.2).
inline constexpr char kOfficeName[] = "系统管理员";

// A line for one reader alone: that they became a manager, or no longer are one (mapping 7.3); that
// `by` took of a packet, of `tip.of` (im-chat 2.7).
std::string TipText(const change::Tip& tip, std::string_view by);

// im-chat appendix A.
inline constexpr int kSentStatus = 1, kDelivered = 2, kRead = 3;

struct PrivateOut {
  std::optional<MessageId> id;  // absent in frames of what is not stored
  UserId senderId, receiverId;
  std::optional<std::string> content;
  int messageType = 0;
  json::Time sendTime;
  int status = kSentStatus;
  std::optional<std::string> clientMsgId;
  std::vector<std::int64_t> atUserIds;
  bool isRecalled = false;
  std::optional<MessageId> quoteMessageId;
};
KOINE_DESCRIBE(PrivateOut, (id, senderId, receiverId, content, messageType, sendTime, status,
                            clientMsgId, atUserIds, isRecalled, quoteMessageId))
struct GroupMessageOut {
  std::optional<MessageId> id;
  ConversationId groupId;
  UserId senderId;
  std::string senderNickName;
  std::optional<std::string> content;
  int messageType = 0;
  std::vector<std::int64_t> atUserIds;
  json::Time sendTime;
  int status = kSentStatus;
  std::int64_t readCount = 0;
  bool receipt = false;    // its readers are told of
  bool receiptOk = false;  // of such a one: all others have read it
  std::optional<std::string> clientMsgId;
  bool isRecalled = false;
  std::vector<std::int64_t> recvIds;
  std::optional<MessageId> quoteMessageId;
};
KOINE_DESCRIBE(GroupMessageOut, (id, groupId, senderId, senderNickName, content, messageType,
                                 atUserIds, sendTime, status, readCount, receipt, receiptOk,
                                 clientMsgId, isRecalled, recvIds, quoteMessageId))

// Type and content of a message for this reader (mapping 7.1).
struct Content {
  int type = kText;
  std::string content;
};
Content ToContent(const body::Message& message, UserId reader);
// A content of that type (1 … 6) as a body; `raw` gets what the body would not give back.
void ParseContent(int type, const std::string& content, body::Body* body, std::string* raw);

// The two of a direct conversation: who wrote to whom.
inline UserId OtherOf(UserId lo, UserId hi, UserId one) {
  return one == lo ? hi : lo;
}

PrivateOut ToPrivate(const body::Message& m, MessageId id, UserId lo, UserId hi, UserId reader);
GroupMessageOut ToGroupMessage(const body::Message& m, MessageId id, const Person& sender,
                               UserId reader);

// What clients send, over HTTP and in frames (im-chat 2.4.1, 2.5.1).
struct SendPrivateIn {
  UserId receiverId;
  std::string content;
  int messageType = 0;
  std::optional<std::vector<std::int64_t>> atUserIds;
  std::optional<std::string> clientMsgId;
  std::optional<MessageId> quoteMessageId;
};
KOINE_DESCRIBE(SendPrivateIn,
               (receiverId, content, messageType, atUserIds, clientMsgId, quoteMessageId))
KOINE_RULES(SendPrivateIn, json::Rule("receiverId").Required("receiverId不能为空"),
            json::Rule("content").Required("消息内容不能为空"),
            json::Rule("messageType").Required("messageType不能为空").Min(kText).Max(kLocation),
            json::Rule("clientMsgId").MaxChars(64))
struct SendGroupIn {
  ConversationId groupId;
  std::string content;
  int messageType = 0;
  std::optional<std::vector<std::int64_t>> atUserIds;
  std::optional<std::string> clientMsgId;
  std::optional<MessageId> quoteMessageId;
  std::optional<bool> receipt;

  // What is wrong with it, whichever group it is for (im-chat 1.4).
  Status Check(store::Txn& txn, const access::Principal& who) const;
  // The message that was sent so before, by who is not in the group any more (im-chat 5.1).
  std::optional<GroupMessageOut> Done(store::Txn& txn, const access::Principal& who) const;
};
KOINE_DESCRIBE(SendGroupIn,
               (groupId, content, messageType, atUserIds, clientMsgId, quoteMessageId, receipt))
KOINE_RULES(SendGroupIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("content").Required("消息内容不能为空"),
            json::Rule("messageType").Required("messageType不能为空").Min(kText).Max(kLocation),
            json::Rule("atUserIds").MaxItems(kAtUsersMax), json::Rule("clientMsgId").MaxChars(64))

// Sends what was asked; the message as its sender sees it.
Result<PrivateOut> SendPrivate(store::Txn& txn, const access::Principal& who,
                               const SendPrivateIn& in);
Result<GroupMessageOut> SendGroup(store::Txn& txn, const access::Member& place,
                                  const SendGroupIn& in);

}  // namespace koine::imchat
