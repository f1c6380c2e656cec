// The WebSocket, server to client (ruoyi 22.3, 22.4).

#include <utility>

#include "base/text.h"
#include "core/event/event.h"
#include "dialect/ruoyi/render.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::View;

struct NewMessageOut {
  std::string type = "new_message";
  MessageOut payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(NewMessageOut, (type, payload, timestamp))
struct OfflineOut {
  std::string type = "offline_message";
  MessageId messageId;
  ConversationId conversationId;
  UserId senderId;
  std::string senderName, messageType, content;
  json::Time createTime;
  bool isOffline = true;
};
KOINE_DESCRIBE(OfflineOut, (type, messageId, conversationId, senderId, senderName, messageType,
                            content, createTime, isOffline))
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
  std::optional<std::string> role, announcement, nickname;  // what the action is about
  std::optional<bool> muted, allMuted;
  std::optional<json::Time> muteEndTime;
};
KOINE_DESCRIBE(GroupPayload, (groupId, conversationId, userIds, operatorId, operatorName, name,
                              role, announcement, nickname, muted, allMuted, muteEndTime))
struct GroupFrame {
  std::string type = "group", action;
  GroupPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(GroupFrame, (type, action, payload, timestamp))
struct RecalledOut {
  std::string type = "message_recalled";
  RecalledPayload payload;
};
KOINE_DESCRIBE(RecalledOut, (type, payload))
struct EditedOut {
  std::string type = "message_edited";
  EditedPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(EditedOut, (type, payload, timestamp))
struct DeletedPayload {
  MessageId messageId;
  ConversationId conversationId;
};
KOINE_DESCRIBE(DeletedPayload, (messageId, conversationId))
struct DeletedOut {
  std::string type = "message_deleted";
  DeletedPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(DeletedOut, (type, payload, timestamp))
struct ReactionFrame {
  std::string type = "reaction", action;
  ConversationId conversationId;
  MessageId messageId;
  UserId userId;
  std::string userName, emoji;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(ReactionFrame,
               (type, action, conversationId, messageId, userId, userName, emoji, timestamp))
struct SettingsPayload {
  ConversationId id, conversationId;
  bool pinned = false, isPinned = false, muted = false, isMuted = false;
  std::string draft, remark;
  bool cleared = false;
};
KOINE_DESCRIBE(SettingsPayload,
               (id, conversationId, pinned, isPinned, muted, isMuted, draft, remark, cleared))
struct SettingsFrame {
  std::string type = "conversation", action = "updated";
  SettingsPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(SettingsFrame, (type, action, payload, timestamp))
struct ClearedPayload {
  ConversationId id, conversationId;
  bool cleared = true;
};
KOINE_DESCRIBE(ClearedPayload, (id, conversationId, cleared))
struct ClearedFrame {
  std::string type = "conversation", action = "updated";
  ClearedPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(ClearedFrame, (type, action, payload, timestamp))
// Where one stands in a conversation was set by hand: its numbers are in the list.
struct CursorPayload {
  ConversationId id, conversationId;
  bool cursorMoved = true;
};
KOINE_DESCRIBE(CursorPayload, (id, conversationId, cursorMoved))
struct CursorFrame {
  std::string type = "conversation", action = "updated";
  CursorPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(CursorFrame, (type, action, payload, timestamp))
struct TopPayload {
  ConversationId id, conversationId;
  std::optional<MessageId> pinnedMessageId;
  UserId operatorId;
  std::string operatorName;
};
KOINE_DESCRIBE(TopPayload, (id, conversationId, pinnedMessageId, operatorId, operatorName))
struct TopFrame {
  std::string type = "conversation", action = "updated";
  TopPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(TopFrame, (type, action, payload, timestamp))
struct NotificationPayload {
  NotificationId id;
  std::string type, title, content, relatedType;
  std::int64_t relatedId = 0;
  json::Time createTime;
};
KOINE_DESCRIBE(NotificationPayload, (id, type, title, content, relatedType, relatedId, createTime))
struct NotificationFrame {
  std::string type = "notification";
  NotificationPayload payload;
  std::string title, content, notificationType;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(NotificationFrame, (type, payload, title, content, notificationType, timestamp))
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

// One event for one view.
class Renderer {
 public:
  Renderer(const event::Event& event, MessageId position, View view, const json::Profile& profile,
           std::string* frames)
      : event_(event), position_(position), view_(view), profile_(profile), frames_(frames) {}

  void operator()(const event::MessageCreated& created) {
    NewMessageOut out;
    out.payload = ToMessage(created, position_, view_);
    out.timestamp = event_.at;
    Append(out);
    const bool mentioned = (view_ == View::kTarget && !created.mentioned.empty()) ||
                           (view_ == View::kOther && created.message.mention_all);
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
    Append(
        TypingOut{"typing", event_.place.id, typing.who.id, typing.on, typing.who.name, event_.at});
  }

  void operator()(const event::PresenceChanged& presence) {
    if (!presence.whole) return;
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
    const bool direct = event_.place.kind == ConversationKind::kDirect;
    c.type = direct ? "PRIVATE" : "GROUP";
    c.name = added.name;
    c.avatar = added.avatar.empty() ? kDefaultGroupAvatar : added.avatar;
    c.targetId = c.id.value;
    for (const Person& person : added.people) {
      // The actor sees the other, the other sees the actor.
      const bool himself = (person.id == event_.actor) == (view_ == View::kOwn);
      if (himself && added.people.size() > 1) continue;
      c.name = person.name;
      c.avatar = AvatarOf(person.avatar);
      c.targetId = person.id.value;
      c.peerUserId = person.id;
      c.peerName = c.name;
      c.peerAvatar = c.avatar;
    }
    if (!direct) c.memberCount = 0;
    Append(out);
  }

  void operator()(const event::ConversationRemoved&) {
    Append(GoneOut{"conversation", "deleted", {event_.place.id, event_.place.id}, event_.at});
  }

  void operator()(const event::ContactEvent& contact) {
    // Its lists show it (mapping 9.1).
    if (contact.action == event::ContactAction::kExpired) return;
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
    if (group.action == event::GroupAction::kTopChanged) {
      AppendTop(group);
      return;
    }
    GroupFrame out;
    out.action = Action(group.action);
    out.payload = {event_.place.id,
                   event_.place.id,
                   group.targets,
                   group.operator_.id,
                   group.operator_.name,
                   group.name,
                   {},
                   {},
                   {},
                   {},
                   {},
                   {}};
    Detail(group, &out.payload);
    out.timestamp = event_.at;
    Append(out);
  }

  void operator()(const event::UserChanged& changed) {
    Append(ProfileFrame{"contact",
                        "updated",
                        {changed.user.id, changed.user.name, AvatarOf(changed.user.avatar)},
                        event_.at});
  }

  // Not for clients.
  void operator()(const event::LoginsRevoked&) {}
  void operator()(const event::AccountChanged&) {}

  void operator()(const event::MessageRecalled& recalled) {
    Append(RecalledOut{"message_recalled", ToRecalled(event_, recalled)});
  }

  void operator()(const event::MessageEdited& edited) {
    Append(EditedOut{"message_edited", ToEdited(event_, edited), event_.at});
  }

  void operator()(const event::MessagesDeleted& deleted) {
    for (const std::int64_t id : deleted.messages) {
      Append(DeletedOut{"message_deleted", {MessageId(id), event_.place.id}, event_.at});
    }
  }

  void operator()(const event::ReactionChanged& reaction) {
    Append(ReactionFrame{"reaction", reaction.on ? "add" : "remove", event_.place.id,
                         reaction.message, reaction.who.id, reaction.who.name, reaction.emoji,
                         event_.at});
  }

  void operator()(const event::ConversationChanged& changed) {
    SettingsFrame out;
    out.payload = {event_.place.id, event_.place.id, changed.pinned, changed.pinned, changed.muted,
                   changed.muted,   changed.draft,   changed.remark, changed.cleared};
    out.timestamp = event_.at;
    Append(out);
  }

  // Lists show it; the managers have a notification of a request to join.
  void operator()(const event::MemberProfile&) {}
  void operator()(const event::JoinEvent&) {}
  // Its clients know no such thing.
  void operator()(const event::BusinessTold&) {}
  // A line in the list of notifications tells of money.
  void operator()(const event::MoneyTold&) {}
  void operator()(const event::PacketTaken&) {}

  void operator()(const event::CallChanged& changed) {
    RenderCall(event_, changed, view_, profile_, frames_);
  }
  void operator()(const event::CallSignal& signal) {
    RenderSignal(event_, signal, profile_, frames_);
  }
  void operator()(const event::SystemTold&) {}
  void operator()(const event::PlaceTaken&) {}
  void operator()(const event::MemberTold&) {}
  // A line in the list of notifications tells of it.
  void operator()(const event::NoticeTold&) {}

  void operator()(const event::DingTold& told) { RenderDing(event_, told, profile_, frames_); }

  void operator()(const event::ConversationCleared&) {
    Append(ClearedFrame{"conversation", "updated", {event_.place.id, event_.place.id}, event_.at});
  }

  void operator()(const event::CursorMoved&) {
    Append(CursorFrame{"conversation", "updated", {event_.place.id, event_.place.id}, event_.at});
  }

  void operator()(const event::Notified& notified) {
    NotificationFrame out;
    out.payload = {notified.id,           notified.type,       notified.title, notified.content,
                   notified.related_type, notified.related_id, {event_.at}};
    out.title = notified.title;
    out.content = notified.content;
    out.notificationType = notified.type;
    out.timestamp = event_.at;
    Append(out);
  }

 private:
  static const char* Action(event::ContactAction action) {
    switch (action) {
      case event::ContactAction::kRequested:
        return "request";
      case event::ContactAction::kApproved:
        return "accepted";
      case event::ContactAction::kRejected:
        return "rejected";
      case event::ContactAction::kRemoved:
        return "deleted";
      case event::ContactAction::kRecalled:
        return "recalled";
      case event::ContactAction::kChanged:
      case event::ContactAction::kExpired:
        break;
    }
    return "updated";
  }

  static void Detail(const event::GroupEvent& group, GroupPayload* out) {
    using event::GroupAction;
    if (group.role > 0) out->role = RoleText(static_cast<access::MemberRole>(group.role));
    if (group.action == GroupAction::kAnnounced) out->announcement = group.text;
    if (group.action == GroupAction::kMemberChanged) out->nickname = group.text;
    if (group.action == GroupAction::kMuteAllChanged) out->allMuted = group.muted;
    if (group.action == GroupAction::kMemberMuted) out->muted = group.muted;
    out->muteEndTime = OptTime(group.muted_until);
  }

  static const char* Action(event::GroupAction action) {
    switch (action) {
      case event::GroupAction::kCreated:
        return "created";
      case event::GroupAction::kMembersAdded:
        return "member_added";
      case event::GroupAction::kMembersRemoved:
      case event::GroupAction::kMemberLeft:
        return "member_removed";
      case event::GroupAction::kDissolved:
        return "dismissed";
      case event::GroupAction::kMemberJoined:
        return "member_added";
      case event::GroupAction::kRoleChanged:
      case event::GroupAction::kTransferred:
        return "role_changed";
      case event::GroupAction::kAnnounced:
        return "announcement";
      case event::GroupAction::kMuteAllChanged:
      case event::GroupAction::kMemberMuted:
        return "muted";
      case event::GroupAction::kMemberChanged:
      case event::GroupAction::kTopChanged:  // said of the conversation
      case event::GroupAction::kUpdated:
        break;
    }
    return "updated";
  }

  void AppendTop(const event::GroupEvent& group) {
    TopFrame out;
    out.payload.id = out.payload.conversationId = event_.place.id;
    if (auto id = text::ParseInt(group.text)) out.payload.pinnedMessageId = MessageId(*id);
    out.payload.operatorId = group.operator_.id;
    out.payload.operatorName = group.operator_.name;
    out.timestamp = event_.at;
    Append(out);
  }

  template <class T>
  void Append(const T& frame) {
    AppendFrame(frame, profile_, frames_);
  }

  const event::Event& event_;
  const MessageId position_;
  const View view_;
  const json::Profile& profile_;
  std::string* frames_;
};

}  // namespace

MessageOut ToMessage(const event::MessageCreated& created, MessageId id, View view) {
  MessageOut out = ToMessage(created.message, created.sender, id, view == View::kOwn);
  if (created.quote) {
    out.quotedMessage = ToQuoted(*created.quote);
    out.replyToMessageId = created.quote->id;
  }
  if (!created.mentioned.empty() || created.message.mention_all) {
    MentionInfo info{{}, created.message.mention_all};
    for (const UserId user : created.mentioned) info.userIds.push_back(user.value);
    out.atUserIds = info.userIds;
    out.mentionInfo = std::move(info);
  }
  return out;
}

RecalledPayload ToRecalled(const event::Event& event, const event::MessageRecalled& recalled) {
  return {recalled.message, event.place.id, recalled.by.id, recalled.by.name, event.at};
}

EditedPayload ToEdited(const event::Event& event, const event::MessageEdited& edited) {
  const auto body = body::Decode(static_cast<body::Kind>(edited.kind), edited.body);
  const auto* text = std::get_if<body::Text>(&body);
  return {edited.message,
          event.place.id,
          text != nullptr ? text->text : body::Preview(body),
          true,
          {edited.edited_at}};
}

void AppendMissedMessage(const MessageOut& message, const json::Profile& profile,
                         std::string* frames) {
  AppendFrame(OfflineOut{"offline_message", message.id, message.conversationId, message.senderId,
                         message.senderName, message.messageType, message.content,
                         message.createTime, true},
              profile, frames);
}

void Ruoyi::Render(const event::Event& event, std::int64_t position, View view, int wire,
                   std::string* frames) const {
  // A message that is never stored has no id to show.
  if (position == 0 && std::holds_alternative<event::MessageCreated>(event.payload)) return;
  // What the account of the server says there, this dialect has as notifications (mapping 9.5).
  if (event.place.id && event.place.kind == ConversationKind::kSystem) return;
  const MessageId id(position);
  if (!ReplacesFrame(event, wire)) {
    std::visit(Renderer(event, id, view, profile(), frames), event.payload);
  }
  if (wire != kFormS) RenderLegacy(event, id, view, wire, profile(), frames);
}

void AddEvents(std::vector<gateway::EventRow>* rows) {
  using gateway::EventOf;
  rows->insert(
      rows->end(),
      {EventOf<NewMessageOut>("There is a new message"),
       EventOf<OfflineOut>("A message was sent while the user was offline"),
       EventOf<MentionOut>("The user is mentioned in a message"),
       EventOf<ReceiptOut>("Messages were read"),
       EventOf<TypingOut>("A user is typing, or stopped"),
       EventOf<OnlineOut>("online", "A contact came online, or went offline"),
       EventOf<UserStatusOut>("The status of a contact changed"),
       EventOf<ConversationFrame>("A conversation was added (action `created`) or changed"),
       EventOf<GoneOut>("A conversation was deleted"),
       EventOf<SettingsFrame>("The user's own settings of a conversation changed"),
       EventOf<CursorFrame>("The user's read position was set by hand, on this or another device"),
       EventOf<ClearedFrame>("The user deleted the messages of a conversation for themselves"),
       EventOf<TopFrame>("The pinned message of a group changed"),
       EventOf<ContactFrame>("A contact request was made or answered, or a contact changed"),
       EventOf<ProfileFrame>("The name or avatar of a contact changed"),
       EventOf<GroupFrame>("A group or its members changed, as `action` says"),
       EventOf<RecalledOut>("A message was recalled"),
       EventOf<EditedOut>("A message was revised"),
       EventOf<DeletedOut>("A message was deleted on another device"),
       EventOf<ReactionFrame>("A reaction was added to a message, or removed"),
       EventOf<NotificationFrame>("There is a new notification")});
}

}  // namespace koine::ruoyi
