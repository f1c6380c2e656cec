// Chapter 22: the WebSocket, server to client (ruoyi 22.3, 22.4).

#include <utility>

#include "base/text.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/session.h"

namespace koine::ruoyi {

using gateway::View;

struct NewMessageOut {
  std::string type = "new_message";
  MessageOut payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(NewMessageOut, (type, payload, timestamp))
struct MentionOut {
  std::string type = "mention";
  MessageId messageId;
  ConversationId conversationId;
  UserId senderId;
  std::string senderName, messageType, messagePreview;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(MentionOut, (type, messageId, conversationId, senderId, senderName, messageType,
                            messagePreview, timestamp))
struct ReceiptPayload {
  ConversationId conversationId;
  UserId userId;
  std::vector<std::int64_t> messageIds;
  MessageId lastReadMessageId;
};
KOINE_DESCRIBE(ReceiptPayload, (conversationId, userId, messageIds, lastReadMessageId))
struct ReceiptOut {
  std::string type = "read_receipt";
  ReceiptPayload payload;
  ConversationId conversationId;
  UserId userId;
  std::vector<std::int64_t> messageIds;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(ReceiptOut, (type, payload, conversationId, userId, messageIds, timestamp))
struct TypingOut {
  std::string type = "typing";
  ConversationId conversationId;
  UserId userId;
  bool isTyping = false;
  std::string userName;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(TypingOut, (type, conversationId, userId, isTyping, userName, timestamp))
struct OnlineOut {
  std::string type;
  UserId userId;
  bool data = false;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(OnlineOut, (type, userId, data, timestamp))
struct UserStatusData {
  UserId userId;
  std::string status;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(UserStatusData, (userId, status, timestamp))
struct UserStatusOut {
  std::string type = "user_status_change";
  UserStatusData data;
};
KOINE_DESCRIBE(UserStatusOut, (type, data))
struct ConversationFrame {
  std::string type = "conversation", action;
  ConversationOut payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(ConversationFrame, (type, action, payload, timestamp))
struct GonePayload {
  ConversationId id, conversationId;
};
KOINE_DESCRIBE(GonePayload, (id, conversationId))
struct GoneOut {
  std::string type = "conversation", action = "deleted";
  GonePayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(GoneOut, (type, action, payload, timestamp))
struct ContactPayload {
  std::optional<RequestId> requestId;
  UserId fromUserId, toUserId;
  std::string fromUserName, fromUserAvatar, toUserName, toUserAvatar;
  std::optional<std::string> message, remark;
};
KOINE_DESCRIBE(ContactPayload, (requestId, fromUserId, toUserId, fromUserName, fromUserAvatar,
                                toUserName, toUserAvatar, message, remark))
struct ContactFrame {
  std::string type = "contact", action;
  ContactPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(ContactFrame, (type, action, payload, timestamp))
struct GroupPayload {
  ConversationId groupId, conversationId;
  std::vector<UserId> userIds;
  UserId operatorId;
  std::string operatorName, name;
};
KOINE_DESCRIBE(GroupPayload, (groupId, conversationId, userIds, operatorId, operatorName, name))
struct GroupFrame {
  std::string type = "group", action;
  GroupPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(GroupFrame, (type, action, payload, timestamp))
struct ProfilePayload {
  UserId userId;
  std::string nickname, avatar;
};
KOINE_DESCRIBE(ProfilePayload, (userId, nickname, avatar))
struct ProfileFrame {
  std::string type = "contact", action = "updated";
  ProfilePayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(ProfileFrame, (type, action, payload, timestamp))

namespace {

constexpr std::size_t kMentionPreview = 50;

std::string AvatarOf(const std::string& avatar) {
  return avatar.empty() ? kDefaultAvatar : avatar;
}

// One event for one view.
class Renderer {
 public:
  Renderer(const event::Event& event, MessageId position, View view, const json::Profile& profile,
           std::string* frames)
      : event_(event), position_(position), view_(view), profile_(profile), frames_(frames) {}

  void operator()(const event::MessageCreated& created) {
    NewMessageOut out;
    out.payload = ToMessage(created.message, created.sender, position_, view_ == View::kOwn);
    if (created.quote) {
      out.payload.quotedMessage = ToQuoted(*created.quote);
      out.payload.replyToMessageId = created.quote->id;
    }
    if (!created.mentioned.empty() || created.message.mention_all) {
      MentionInfo info{{}, created.message.mention_all};
      for (const UserId user : created.mentioned) info.userIds.push_back(user.value);
      out.payload.atUserIds = info.userIds;
      out.payload.mentionInfo = std::move(info);
    }
    out.timestamp = event_.at;
    Append(out);
    const bool mentioned =
        view_ == View::kTarget || (view_ == View::kOther && created.message.mention_all);
    if (!mentioned) return;
    MentionOut mention;
    mention.messageId = position_;
    mention.conversationId = event_.place.id;
    mention.senderId = created.sender.id;
    mention.senderName = created.sender.name;
    mention.messageType = out.payload.messageType;
    mention.messagePreview =
        text::Shorten(body::Preview(created.message.body), kMentionPreview, "");
    mention.timestamp = event_.at;
    Append(mention);
  }

  void operator()(const event::ConversationRead& read) {
    ReceiptOut out;
    out.payload = {event_.place.id, read.reader.id, read.message_ids, read.last_id};
    out.conversationId = event_.place.id;
    out.userId = read.reader.id;
    out.messageIds = read.message_ids;
    out.timestamp = event_.at;
    Append(out);
  }

  void operator()(const event::Typing& typing) {
    if (view_ == View::kOwn) return;
    Append(TypingOut{"typing", event_.place.id, typing.who.id, typing.on, typing.who.name,
                     event_.at});
  }

  void operator()(const event::PresenceChanged& presence) {
    Append(OnlineOut{"online", presence.user, presence.online, event_.at});
    // The published server says it this way (ruoyi 22.3).
    if (!presence.online) Append(OnlineOut{"offline", presence.user, true, event_.at});
  }

  void operator()(const event::StatusChanged& status) {
    Append(UserStatusOut{"user_status_change", {status.user, status.status, event_.at}});
  }

  void operator()(const event::ConversationAdded& added) {
    ConversationFrame out;
    out.action = "created";
    out.timestamp = event_.at;
    ConversationOut& c = out.payload;
    c.id = c.conversationId = event_.place.id;
    c.createTime = c.updateTime = {event_.at};
    const bool direct = event_.place.kind == event::ConversationKind::kDirect;
    c.type = direct ? "PRIVATE" : "GROUP";
    c.name = added.name;
    c.avatar = added.avatar.empty() ? kDefaultGroupAvatar : added.avatar;
    c.targetId = c.id.value;
    for (const event::Person& person : added.people) {
      // The actor sees the other, the other sees the actor.
      if ((person.id == event_.actor) == (view_ == View::kOwn)) continue;
      c.name = person.name;
      c.avatar = AvatarOf(person.avatar);
      c.targetId = person.id.value;
      c.peerUserId = person.id;
      c.peerName = c.name;
      c.peerAvatar = c.avatar;
    }
    c.memberCount = direct ? 2 : 0;
    Append(out);
  }

  void operator()(const event::ConversationRemoved&) {
    Append(GoneOut{"conversation", "deleted", {event_.place.id, event_.place.id}, event_.at});
  }

  void operator()(const event::ContactEvent& contact) {
    ContactFrame out;
    out.action = Action(contact.action);
    ContactPayload& p = out.payload;
    if (contact.request) p.requestId = contact.request;
    p.fromUserId = contact.from.id;
    p.toUserId = contact.to.id;
    p.fromUserName = contact.from.name;
    p.fromUserAvatar = AvatarOf(contact.from.avatar);
    p.toUserName = contact.to.name;
    p.toUserAvatar = AvatarOf(contact.to.avatar);
    if (!contact.message.empty()) p.message = contact.message;
    if (!contact.remark.empty()) p.remark = contact.remark;
    out.timestamp = event_.at;
    Append(out);
  }

  void operator()(const event::GroupEvent& group) {
    GroupFrame out;
    out.action = Action(group.action);
    out.payload = {event_.place.id,    event_.place.id,       group.targets,
                   group.operator_.id, group.operator_.name, group.name};
    out.timestamp = event_.at;
    Append(out);
  }

  void operator()(const event::UserChanged& changed) {
    Append(ProfileFrame{"contact",
                        "updated",
                        {changed.user.id, changed.user.name, AvatarOf(changed.user.avatar)},
                        event_.at});
  }

  void operator()(const event::LoginsRevoked&) {}

 private:
  static const char* Action(event::ContactAction action) {
    switch (action) {
      case event::ContactAction::kRequested: return "request";
      case event::ContactAction::kApproved: return "accepted";
      case event::ContactAction::kRejected: return "rejected";
      case event::ContactAction::kRemoved: return "deleted";
      case event::ContactAction::kChanged: break;
    }
    return "updated";
  }

  static const char* Action(event::GroupAction action) {
    switch (action) {
      case event::GroupAction::kCreated: return "created";
      case event::GroupAction::kMembersAdded: return "member_added";
      case event::GroupAction::kMembersRemoved:
      case event::GroupAction::kMemberLeft: return "member_removed";
      case event::GroupAction::kDissolved: return "dismissed";
      case event::GroupAction::kUpdated: break;
    }
    return "updated";
  }

  template <class T>
  void Append(const T& frame) {
    std::string text;
    text.reserve(1024);
    json::Write(frame, profile_, &text);
    gateway::AppendTextFrame(frames_, text);
  }

  const event::Event& event_;
  const MessageId position_;
  const View view_;
  const json::Profile& profile_;
  std::string* frames_;
};

}  // namespace

void Ruoyi::Render(const event::Event& event, std::int64_t position, View view, int /*wire*/,
                   std::string* frames) const {
  std::visit(Renderer(event, MessageId(position), view, profile(), frames), event.payload);
}

}  // namespace koine::ruoyi
