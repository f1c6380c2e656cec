#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "core/body/message.h"
#include "core/conversation/summary.h"
#include "core/group/member.h"
#include "core/identity/user.h"
#include "core/message/reaction.h"
#include "core/message/read.h"
#include "core/person.h"
#include "gateway/presence.h"

// The objects of the contract, member by member, and how core things become them. Aliases that
// published clients read stand beside the names of the contract (ruoyi 28).
namespace koine::ruoyi {

inline constexpr char kDefaultAvatar[] = "/avatar/default.png";
inline constexpr char kDefaultGroupAvatar[] = "/avatar/group_default.png";
inline std::string AvatarOf(const std::string& avatar) {
  return avatar.empty() ? kDefaultAvatar : avatar;
}
// A time that there may not have been.
inline std::optional<json::Time> OptTime(std::int64_t ms) {
  return ms > 0 ? std::optional(json::Time{ms}) : std::nullopt;
}
// A text that there may not have been.
inline std::optional<std::string> OptText(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

// ruoyi 2
struct UserOut {
  UserId id, userId;
  std::optional<std::string> username;
  std::string nickname, avatar;
  std::optional<std::string> email, mobile;
  int gender = 0;
  int status = 1;
  std::string role, signature;
  std::optional<std::string> department, position;
  bool online = false;
  std::optional<json::Time> lastOnlineTime;
};
KOINE_DESCRIBE(UserOut, (id, userId, username, nickname, avatar, email, mobile, gender, status,
                         role, signature, department, position, online, lastOnlineTime))
UserOut ToUser(const identity::User& user, bool online);
const char* RoleText(access::Role role);

// ruoyi 3.a
struct QuotedOut {
  MessageId id;
  std::string type, content, senderName;
  json::Time sendTime;
  bool isFile = false;
  // What a text says of itself proves none of these; they stand here and below where they hold.
  std::optional<bool> isRevoked, isPacket;
};
KOINE_DESCRIBE(QuotedOut, (id, type, content, senderName, sendTime, isFile, isRevoked, isPacket))
struct MentionInfo {
  std::vector<std::int64_t> userIds;
  bool mentionAll = false;
};
KOINE_DESCRIBE(MentionInfo, (userIds, mentionAll))
struct ReadStatus {
  std::int64_t readCount = 0, totalCount = 0, unreadCount = 0, readPercent = 0;
  bool allRead = false;
};
KOINE_DESCRIBE(ReadStatus, (readCount, totalCount, unreadCount, readPercent, allRead))
// Equal emojis under a message (ruoyi 3.11).
struct ReactionGroup {
  std::string emoji;
  std::int64_t count = 0;
  bool isMine = false;
  std::string reactionType;
  std::vector<UserId> userIds;
};
KOINE_DESCRIBE(ReactionGroup, (emoji, count, isMine, reactionType, userIds))
// What a line of the system holds, beside its Chinese: clients say it in the language of their user
// (ruoyi 28).
struct NoticeOut {
  body::NoticeKind kind = body::NoticeKind::kFriendsNow;
  std::string actor;
  std::vector<std::string> targets;
  std::string text;
};
KOINE_DESCRIBE(NoticeOut, (kind, actor, targets, text))
// What became of a call, in the line that it left.
struct CallRecordOut {
  std::string callType, result;  // TALKED, REJECTED, CANCELLED, MISSED
  std::int64_t duration = 0;     // seconds
};
KOINE_DESCRIBE(CallRecordOut, (callType, result, duration))
struct MessageOut {
  MessageId id, messageId;
  ConversationId conversationId, sessionId;
  UserId senderId;
  std::string senderName, senderAvatar, messageType, type, content;
  bool isSelf = false, isRevoked = false;
  int is_revoked = 0;
  bool isEdited = false;
  std::optional<MessageId> replyToMessageId;
  std::optional<QuotedOut> quotedMessage;
  json::Time createTime, sendTime;
  std::int64_t timestamp = 0;
  std::optional<json::Time> editTime, revokedTime, revokeTime;
  std::optional<std::string> clientMsgId;
  std::optional<MentionInfo> mentionInfo;
  std::optional<std::vector<std::int64_t>> atUserIds;
  std::vector<ReactionGroup> reactions;
  std::optional<MessageId> forwardFromMessageId;
  std::optional<ReadStatus> readStatus;
  json::Raw status{"1"};  // a published client reads the word of a recall here (Publish)
  bool isFavorited = false;
  // Beside the members of the contract (ruoyi 28): what the content holds of a file, and of an own
  // message whether anybody read it.
  std::optional<std::string> fileUrl, fileName;
  std::optional<std::int64_t> fileSize, duration;  // bytes, seconds
  std::optional<bool> isRead;
  // Of red packets, whose text anybody may write.
  std::optional<bool> isPacket;
  // Of messages that were sent on as one: GET message/merged/{messageId} has them.
  std::optional<bool> isMerged;
  std::optional<NoticeOut> notice;
  // Of lines that calls left.
  std::optional<CallRecordOut> callRecord;
};
KOINE_DESCRIBE(MessageOut,
               (id, messageId, conversationId, sessionId, senderId, senderName, senderAvatar,
                messageType, type, content, isSelf, isRevoked, is_revoked, isEdited,
                replyToMessageId, quotedMessage, createTime, sendTime, timestamp, editTime,
                revokedTime, revokeTime, clientMsgId, mentionInfo, atUserIds, reactions,
                forwardFromMessageId, readStatus, status, isFavorited, fileUrl, fileName, fileSize,
                duration, isRead, isPacket, isMerged, notice, callRecord))
// `id` stands for message.id, which may be provisional in an event.
MessageOut ToMessage(const body::Message& message, const Person& sender, MessageId id, bool self);
MessageOut ToMessage(const message::Listed& listed, UserId reader);
QuotedOut ToQuoted(const body::Quote& quote);
std::vector<ReactionGroup> ToGroups(const std::vector<message::ReactionGroup>& groups);

// Type and content of a body (ruoyi 3.d).
struct Content {
  std::string type, content;
};
Content ToContent(const body::Message& message);
const char* TypeText(const body::Body& body);
// The content that stands for a recalled message.
inline constexpr char kRecalledText[] = "[消息已撤回]";
// The body of a type and content. False for a type that clients may not send. `raw` gets the
// content where the body would not give it back byte for byte (mapping P4).
bool ParseContent(std::string_view type, const std::string& content, body::Body* body,
                  std::string* raw);
// One line for lists: at most 30 characters of text. `self`: the reader wrote it, or of a recalled
// one, took it back.
std::string ListPreview(const body::Message& message, const Person& sender, bool self);

// ruoyi 4
struct LastMessageOut {
  MessageId id;
  std::string content;
  UserId senderId;
  std::string senderName, messageType, type;
  json::Time createTime;
  bool isRevoked = false, isSelf = false;
  // One line of it, which `content` is too but for published clients: these make theirs of the
  // whole content.
  std::string preview;
  int is_revoked = 0;
  std::optional<NoticeOut> notice;
  std::optional<bool> isPacket;
  std::optional<CallRecordOut> callRecord;
};
KOINE_DESCRIBE(LastMessageOut,
               (id, content, senderId, senderName, messageType, type, createTime, isRevoked, isSelf,
                preview, is_revoked, isPacket, notice, callRecord))
struct ConversationMemberOut {
  UserId userId;
  std::string nickname, avatar, role;
  bool online = false;
};
KOINE_DESCRIBE(ConversationMemberOut, (userId, nickname, avatar, role, online))
struct ConversationOut {
  ConversationId id, conversationId;
  std::string type, name, avatar;
  std::int64_t unreadCount = 0;
  std::optional<LastMessageOut> lastMessage;
  bool pinned = false, isPinned = false, muted = false, isMuted = false;
  json::Time createTime, updateTime;
  std::int64_t targetId = 0;
  std::optional<UserId> peerUserId;
  std::optional<std::string> peerName, peerAvatar;
  bool peerOnline = false;
  std::optional<MessageId> lastMessageId;
  std::optional<json::Time> lastMessageTime;
  std::optional<std::string> lastMessageType;
  std::optional<MessageId> lastReadMessageId;
  std::optional<std::int64_t> memberCount;  // of a group
  bool hasMention = false;
  std::optional<std::string> draft, remark;
  // Of the detail only (ruoyi N3.2).
  std::optional<MessageId> pinnedMessageId;
  std::optional<MessageOut> pinnedMessage;
  std::optional<std::vector<ConversationMemberOut>> members;
};
KOINE_DESCRIBE(ConversationOut,
               (id, conversationId, type, name, avatar, unreadCount, lastMessage, pinned, isPinned,
                muted, isMuted, createTime, updateTime, targetId, peerUserId, peerName, peerAvatar,
                peerOnline, lastMessageId, lastMessageTime, lastMessageType, lastReadMessageId,
                memberCount, hasMention, draft, remark, pinnedMessageId, pinnedMessage, members))
// Sets what a list shows; the members of the detail stay. Memory of texts is used again.
void FillConversation(const conversation::Summary& summary, UserId reader,
                      const gateway::Presence& presence, ConversationOut* out);
ConversationOut ToConversation(const conversation::Summary& summary, UserId reader,
                               const gateway::Presence& presence);
// As published clients read the last message.
void PublishLast(const conversation::Summary& summary, ConversationOut* out);
ConversationMemberOut ToConversationMember(const group::MemberRow& row, bool online);
const char* RoleText(access::MemberRole role);

}  // namespace koine::ruoyi
