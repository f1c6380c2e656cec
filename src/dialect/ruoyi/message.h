#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "core/message/send.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/row.h"

// A message as clients send it, over HTTP (ruoyi 3.1) or in a frame (22.2).
namespace koine::ruoyi {

inline constexpr std::int64_t kTextMax = 5000;           // code points
inline constexpr std::size_t kContentBytesMax = 65'536;  // of other content

struct SendIn {
  ConversationId conversationId;
  std::optional<std::string> type;
  std::string content;
  std::optional<MessageId> replyToMessageId;
  std::optional<std::string> clientMsgId;
  std::optional<UserId> receiverId;
  std::optional<MentionInfo> mentionInfo;
};
KOINE_DESCRIBE(SendIn, (conversationId, type, content, replyToMessageId, clientMsgId, receiverId,
                        mentionInfo))
KOINE_RULES(SendIn, json::Rule("conversationId").Alias("sessionId"),
            json::Rule("type").Alias("messageType").MaxChars(20),
            json::Rule("clientMsgId").MaxChars(64, "客户端消息ID长度不能超过64个字符"))

// What it means. kMissingArgument "content"; kBadArgument "message_type"; a field error for a text
// that is too long.
Result<message::SendIn> ReadMessage(const SendIn& in, bool group);
// The same, whatever type it says itself.
Result<message::SendIn> ReadMessage(const SendIn& in, const std::string& type, bool group);
inline const std::string kTextType = "TEXT";

// The messages of a page, with their reactions.
std::vector<MessageOut> ToMessages(store::Txn& txn, const access::Member& place,
                                   const std::vector<message::Listed>& listed);

// Sends it. A published client is shown the message itself, in the answer only: its login hears
// nothing of what it knows.
Result<MessageId> SendDraft(store::Txn& txn, gateway::Call& call, const access::Member& place,
                            message::SendIn draft);

// Where something is sent on to. kMissingArgument "target".
Result<access::Member> TargetOf(store::Txn& txn, gateway::Call& call,
                                std::optional<ConversationId> conversation,
                                std::optional<UserId> user);

// Reads up to `last`, else up to the last of `ids`, else everything (ruoyi N4.7).
Status ReadUpTo(store::Txn& txn, const access::Member& place, const std::optional<MessageId>& last,
                const std::optional<std::vector<std::int64_t>>& ids);

}  // namespace koine::ruoyi
