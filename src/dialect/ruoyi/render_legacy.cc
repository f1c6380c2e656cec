// The frames that clients older than the contract understand (ruoyi 22.6).

#include <utility>

#include "base/text.h"
#include "core/event/event.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/render.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::View;

// --- D2: {type, data}

struct DataMessageFrame {
  std::string type = "message";
  MessageOut data;
};
KOINE_DESCRIBE(DataMessageFrame, (type, data))
struct DataRead {
  ConversationId conversationId;
  UserId userId;
  MessageId messageId;
  std::vector<std::int64_t> messageIds;
  MessageId lastReadMessageId;
};
KOINE_DESCRIBE(DataRead, (conversationId, userId, messageId, messageIds, lastReadMessageId))
struct DataReadFrame {
  std::string type = "read";
  DataRead data;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(DataReadFrame, (type, data, timestamp))
struct DataTyping {
  ConversationId conversationId;
  UserId userId;
  bool isTyping = false;
};
KOINE_DESCRIBE(DataTyping, (conversationId, userId, isTyping))
// The contract's frame with `data` beside its members.
struct DataTypingFrame : TypingOut {
  DataTyping data;
};
KOINE_DESCRIBE(DataTypingFrame, (type, conversationId, userId, isTyping, userName, data, timestamp))
struct DataOnline {
  UserId userId;
  bool online = false;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(DataOnline, (userId, online, timestamp))
struct DataOnlineFrame {
  std::string type;
  DataOnline data;
};
KOINE_DESCRIBE(DataOnlineFrame, (type, data))

// --- D1: flat

struct FlatMessage {
  std::string type;
  ConversationId conversationId, sessionId;
  MessageId id, messageId;
  std::string content;
  UserId senderId;
  std::string senderName, senderAvatar;
  std::int64_t timestamp = 0;
  std::optional<MessageId> replyTo;
  bool revoked = false;
  std::optional<std::string> clientMsgId;
};
KOINE_DESCRIBE(FlatMessage, (type, conversationId, sessionId, id, messageId, content, senderId,
                             senderName, senderAvatar, timestamp, replyTo, revoked, clientMsgId))
struct FlatRead {
  std::string type = "read";
  ConversationId conversationId;
  UserId userId;
  std::string userName;
  MessageId messageId, lastReadMessageId;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(FlatRead,
               (type, conversationId, userId, userName, messageId, lastReadMessageId, timestamp))
struct FlatRecall : RecalledPayload {
  std::string type = "recall";
};
KOINE_DESCRIBE(FlatRecall, (type, conversationId, messageId, userId, userName, timestamp))
struct FlatEdit : EditedPayload {
  std::string type = "message_update";
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(FlatEdit, (type, messageId, conversationId, content, isEdited, editTime, timestamp))
struct UserInfo {
  UserId id, userId;
};
KOINE_DESCRIBE(UserInfo, (id, userId))
// The contract's frames with `userInfo` beside their members.
struct FlatOnline : OnlineOut {
  UserInfo userInfo;
};
KOINE_DESCRIBE(FlatOnline, (type, userId, data, userInfo, timestamp))
struct FlatNotification {
  std::string type = "system_notification";
  NotificationId id;
  std::string notificationType, title, content, relatedType;
  std::int64_t relatedId = 0;
  json::Time createTime;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(FlatNotification, (type, id, notificationType, title, content, relatedType,
                                  relatedId, createTime, timestamp))

namespace {

class LegacyRenderer {
 public:
  LegacyRenderer(const event::Event& event, MessageId position, View view, int form,
                 const json::Profile& profile, std::string* frames)
      : event_(event),
        position_(position),
        view_(view),
        d2_(form == kFormD2),
        form_(form),
        profile_(profile),
        frames_(frames) {}

  void operator()(const event::MessageCreated& created) {
    if (!DrawnByLegacy(created.message)) return;
    AppendLegacyMessage(ToMessage(created, position_, view_), form_, profile_, frames_);
  }

  void operator()(const event::ConversationRead& read) {
    // They mark what they sent: what one read oneself says nothing of that.
    if (d2_ && view_ == View::kOwn) return;
    const ConversationId place = event_.place.id;
    if (d2_) {
      Append(DataReadFrame{"read",
                           {place, read.reader.id, read.last_id, read.message_ids, read.last_id},
                           event_.at});
    } else {
      Append(FlatRead{"read", place, read.reader.id, read.reader.name, read.last_id, read.last_id,
                      event_.at});
    }
  }

  void operator()(const event::Typing& typing) {
    if (!d2_ || view_ == View::kOwn) return;
    const ConversationId place = event_.place.id;
    Append(DataTypingFrame{{"typing", place, typing.who.id, typing.on, typing.who.name, event_.at},
                           {place, typing.who.id, typing.on}});
  }

  void operator()(const event::PresenceChanged& presence) {
    if (!presence.whole) return;
    const UserId user = presence.user;
    if (d2_) {
      Append(DataOnlineFrame{presence.online ? "online" : "offline",
                             {user, presence.online, event_.at}});
      return;
    }
    const UserInfo info{user, user};
    Append(FlatOnline{{"online", user, presence.online, event_.at}, info});
    if (!presence.online) Append(FlatOnline{{"offline", user, true, event_.at}, info});
  }

  void operator()(const event::MessageRecalled& recalled) {
    if (d2_) return;
    Append(FlatRecall{ToRecalled(event_, recalled), "recall"});
  }

  void operator()(const event::MessageEdited& edited) {
    if (d2_) return;
    Append(FlatEdit{ToEdited(event_, edited), "message_update", event_.at});
  }

  void operator()(const event::Notified& notified) {
    if (d2_) return;
    Append(FlatNotification{"system_notification",
                            notified.id,
                            notified.type,
                            notified.title,
                            notified.content,
                            notified.related_type,
                            notified.related_id,
                            {event_.at},
                            event_.at});
  }

  // The rest is the same in every form, or unknown to the older ones: they ignore it.
  template <class T>
  void operator()(const T&) {}

 private:
  template <class T>
  void Append(const T& frame) {
    AppendFrame(frame, profile_, frames_);
  }

  const event::Event& event_;
  const MessageId position_;
  const View view_;
  const bool d2_;
  const int form_;
  const json::Profile& profile_;
  std::string* frames_;
};

}  // namespace

bool DrawnByLegacy(const body::Message& message) {
  return std::string_view(TypeText(message.body)) != "SYSTEM";
}

bool ReplacesFrame(const event::Event& event, int form) {
  if (form == kFormD2) return std::holds_alternative<event::Typing>(event.payload);
  if (form == kFormD1) return std::holds_alternative<event::PresenceChanged>(event.payload);
  return false;
}

void AppendLegacyMessage(const MessageOut& message, int form, const json::Profile& profile,
                         std::string* frames) {
  if (form == kFormD2) {
    DataMessageFrame frame{"message", message};
    Publish(&frame.data);
    AppendFrame(frame, profile, frames);
    return;
  }
  FlatMessage out;
  out.type = text::LowerAscii(message.messageType);
  out.conversationId = out.sessionId = message.conversationId;
  out.id = out.messageId = message.id;
  out.content = message.content;
  out.senderId = message.senderId;
  out.senderName = message.senderName;
  out.senderAvatar = message.senderAvatar;
  out.timestamp = message.timestamp;
  out.replyTo = message.replyToMessageId;
  out.revoked = message.isRevoked;
  out.clientMsgId = message.clientMsgId;
  AppendFrame(out, profile, frames);
}

void RenderLegacy(const event::Event& event, MessageId position, View view, int form,
                  const json::Profile& profile, std::string* frames) {
  std::visit(LegacyRenderer(event, position, view, form, profile, frames), event.payload);
}

void AddLegacyEvents(std::vector<gateway::EventRow>* rows) {
  // In this form the type is that of the message.
  for (const char* type : {"text", "image", "file", "voice", "video"}) {
    rows->push_back(
        gateway::EventOf<FlatMessage>(type, "Older clients (form D1): there is a new message"));
  }
  using gateway::EventOf;
  rows->insert(
      rows->end(),
      {EventOf<DataMessageFrame>("Older clients (form D2): there is a new message"),
       EventOf<DataReadFrame>("Older clients (form D2): messages were read"),
       EventOf<DataTypingFrame>("Older clients (form D2): a user is typing"),
       EventOf<DataOnlineFrame>("online", "Older clients (form D2): a contact came online"),
       EventOf<DataOnlineFrame>("offline", "Older clients (form D2): a contact went offline"),
       EventOf<FlatRead>("Older clients (form D1): messages were read"),
       EventOf<FlatOnline>("online",
                           "Older clients (form D1): a contact came online or went offline"),
       EventOf<FlatOnline>("offline", "Older clients (form D1): a contact went offline"),
       EventOf<FlatRecall>("Older clients (form D1): a message was recalled"),
       EventOf<FlatEdit>("Older clients (form D1): a message was revised"),
       EventOf<FlatNotification>("Older clients (form D1): there is a notification")});
}

}  // namespace koine::ruoyi
