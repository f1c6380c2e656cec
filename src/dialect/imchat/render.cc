// The WebSocket, server to client (im-chat 2.2 … 2.5, 5.1; mapping 9).

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/event/event.h"
#include "dialect/imchat/call.h"
#include "dialect/imchat/frames.h"
#include "dialect/imchat/friend.h"
#include "dialect/imchat/group.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/lists.h"
#include "dialect/imchat/message.h"
#include "dialect/imchat/money.h"
#include "gateway/session.h"

namespace koine::imchat {

using gateway::View;

// How far somebody has read, to the other and to the own devices.
struct ReadData {
  std::optional<MessageId> id;
  int messageType = kReceipt;
  UserId senderId;
  std::optional<UserId> receiverId;
  std::optional<ConversationId> groupId;
  MessageId maxMessageId;
};
KOINE_DESCRIBE(ReadData, (id, messageType, senderId, receiverId, groupId, maxMessageId))
// How many have read a message whose sender wished to know (im-chat 2.5.4).
struct ReceiptData {
  MessageId id;
  int messageType = kReceipt;
  ConversationId groupId;
  std::int64_t readCount = 0;
  bool receiptOk = false;
};
KOINE_DESCRIBE(ReceiptData, (id, messageType, groupId, readCount, receiptOk))
struct RequestData {
  std::string event;
  RequestOut request;
};
KOINE_DESCRIBE(RequestData, (event, request))
struct StateOut {
  UserId userId;
  std::optional<int> terminal;  // that came or went
  bool online = false;
  std::string onlineStatus;
};
KOINE_DESCRIBE(StateOut, (userId, terminal, online, onlineStatus))
// A group as all its members see it; what is each one's own, and what is on top, lists tell.
struct GroupFace {
  ConversationId id;
  std::string groupName;
  std::optional<std::string> groupAvatar, groupNotice;
  std::optional<UserId> ownerId;
  std::optional<std::int64_t> memberCount;
  std::optional<json::Time> createTime;
  bool isMuted = false, isJoined = true, isBanned = false;
  std::optional<std::string> banReason;
};
KOINE_DESCRIBE(GroupFace, (id, groupName, groupAvatar, groupNotice, ownerId, memberCount,
                           createTime, isMuted, isJoined, isBanned, banReason))
// What became of a user's money (im-chat 2.7, 3.3.4, 3.3.5).
struct MoneyData {
  std::string event;
  std::optional<std::string> orderSn, redPacketId;
  std::optional<int> status;
  json::Cents amount;
  std::optional<std::string> remark;
  std::string content;  // a line to show
  json::Time time;
};
KOINE_DESCRIBE(MoneyData, (event, content, orderSn, redPacketId, status, amount, remark, time))
struct SystemData {
  std::string event;
  std::optional<std::string> content, reason;
  std::optional<json::Time> expireTime;
  std::optional<std::int64_t> complaintId;
  json::Time time;
};
KOINE_DESCRIBE(SystemData, (event, content, reason, expireTime, complaintId, time))
// What the office says to its users; `content` is the line to show of it (im-chat 3.3.7).
struct NoticeData {
  std::string event = "NOTICE", content;
  std::int64_t seqNo = 0, id = 0;
  std::string title;
  std::optional<std::string> coverUrl, intro;
  int contentType = 0;
  std::optional<std::string> richText, externLink;
  json::Time time;
};
KOINE_DESCRIBE(NoticeData, (event, content, seqNo, id, title, coverUrl, intro, contentType,
                            richText, externLink, time))

namespace {

constexpr std::int64_t kForEver = 253402300799000;

// Whether a line of the system is for who sees it so (history::ConcernsLine, by views).
bool Concerns(const body::Notice& line, View view) {
  using body::NoticeKind;
  switch (line.kind) {
    case NoticeKind::kMemberRemoved:
    case NoticeKind::kMemberMuted:
    case NoticeKind::kMemberUnmuted:
      return view == View::kTarget;
    case NoticeKind::kMemberLeft:
      return view == View::kOwn;
    case NoticeKind::kRenamed:
    case NoticeKind::kAnnouncement:
      return false;
    default:
      return true;
  }
}

// One event for one view.
class Renderer {
 public:
  Renderer(const event::Event& event, MessageId position, View view, const json::Profile& profile,
           const gateway::Presence* presence, std::string* frames)
      : event_(event),
        position_(position),
        view_(view),
        profile_(profile),
        presence_(presence),
        frames_(frames) {}

  template <class T>
  void operator()(const T&) {}

  void operator()(const event::MessageCreated& created) {
    const body::Message& m = created.message;
    if (position_.value == 0) return;
    const auto* line = std::get_if<body::Notice>(&m.body);
    if (line != nullptr && !Concerns(*line, view_)) return;
    const UserId reader = view_ == View::kOwn ? event_.actor : UserId();
    std::optional<MessageId> quote;
    if (created.quote) quote = created.quote->id;
    const int status = view_ == View::kOwn ? kSentStatus : kDelivered;
    if (Private()) {
      PrivateOut out = ToPrivate(m, position_, event_.place.lo, event_.place.hi, reader);
      out.quoteMessageId = quote;
      out.status = status;
      Append(kPrivateFrame, out);
      return;
    }
    GroupMessageOut out = ToGroupMessage(m, position_, created.sender, reader);
    if (!m.mention_all) {
      for (const UserId user : created.mentioned) out.atUserIds.push_back(user.value);
    }
    out.quoteMessageId = quote;
    out.status = status;
    Append(kGroupFrame, out);
  }

  void operator()(const event::MessageRecalled& recalled) {
    history::Marker marker;
    marker.message = recalled.message;
    marker.sender = recalled.sender;
    AppendMarker(std::move(marker), recalled.by);
  }

  void operator()(const event::ConversationRead& read) {
    if (Private() && read.message_ids.empty()) return;  // nothing that the other wrote
    ReadData out;
    out.senderId = read.reader.id;
    out.maxMessageId = read.last_id;
    out.messageType = view_ == View::kOwn ? kReadSync : kReceipt;
    if (Private()) {
      out.receiverId = OtherOf(event_.place.lo, event_.place.hi, read.reader.id);
      Append(kPrivateFrame, out);
      return;
    }
    if (view_ == View::kOwn) {
      out.groupId = event_.place.id;
      Append(kGroupFrame, out);
    }
    for (const event::Receipt& one : read.receipts) {
      Append(kGroupFrame, ReceiptData{one.message, kReceipt, event_.place.id, one.read, one.all});
    }
  }

  void operator()(const event::ContactEvent& contact) {
    using event::ContactAction;
    // Whose sessions these are: of the two, one acted.
    const bool from = contact.from.id == event_.actor ? view_ == View::kOwn : view_ != View::kOwn;
    const Person& other = from ? contact.to : contact.from;
    const UserId reader = from ? contact.from.id : contact.to.id;
    switch (contact.action) {
      case ContactAction::kRequested:
        if (view_ != View::kOwn) AppendRequest("APPLY", contact, 1);
        break;
      case ContactAction::kApproved:
        if (contact.request) AppendRequest("APPROVE", contact, 2);
        AppendControl(
            kFriendNew, other.id,
            json::ToText(NewFriend(other, from ? contact.to_username : contact.from_username),
                         profile_),
            reader);
        break;
      case ContactAction::kRejected:
        AppendRequest("REJECT", contact, 3);
        break;
      case ContactAction::kRecalled:
        AppendRequest("RECALL", contact, 4);
        break;
      case ContactAction::kExpired:
        AppendRequest("EXPIRE", contact, 5);
        break;
      case ContactAction::kRemoved:
        // Where one side alone ended it nobody hears of it (mapping 9.1); a user who closed their
        // account is gone for all their friends.
        if (contact.to.id ? event_.users.size() > 1 : view_ != View::kOwn) {
          AppendControl(kFriendGone, other.id, std::to_string(other.id.value), reader);
        }
        break;
      case ContactAction::kChanged:
        break;
    }
  }

  void operator()(const event::PresenceChanged& presence) {
    const char* status = presence.online ? StatusText(presence.status) : "OFFLINE";
    for (const event::DeviceChange& device : presence.devices) {
      AppendState(presence.user, TerminalOf(device.platform), presence.online, status);
    }
    // Of who begins or ceases to hide it.
    if (presence.devices.empty()) AppendState(presence.user, {}, presence.online, status);
  }

  void operator()(const event::StatusChanged& status) {
    AppendState(status.user, {}, true, StatusText(status.status));
  }

  void operator()(const event::ConversationAdded& added) {
    if (!Group()) return;
    GroupFace face = FaceOf(added.name, added.card);
    if (!added.card) face.groupAvatar = OptText(added.avatar);
    AppendGroupControl(kGroupNew, json::ToText(face, profile_));
  }

  void operator()(const event::ConversationRemoved& removed) {
    // The end of a whole group is told to all at once.
    if (!Group() || removed.dissolved) return;
    AppendGroupControl(kGroupGone, std::to_string(event_.place.id.value));
  }

  void operator()(const event::ConversationChanged& changed) {
    if (Group()) AppendGroupControl(kGroupDnd, changed.muted ? "true" : "false");
  }

  void operator()(const event::GroupEvent& group) {
    using event::GroupAction;
    switch (group.action) {
      case GroupAction::kDissolved:
        AppendGroupControl(kGroupGone, std::to_string(event_.place.id.value), group.operator_.name);
        break;
      case GroupAction::kTopChanged: {
        if (!Group()) break;
        std::optional<std::string> top;
        if (!group.text.empty() || !group.top.empty()) {
          TopOut out{group.top, std::nullopt, group.operator_.id, json::Time{event_.at}};
          if (const auto id = text::ParseInt(group.text)) out.messageId = MessageId(*id);
          if (group.top_message) out.content = ToContent(MessageOf(*group.top_message), {}).content;
          top = json::ToText(out, profile_);
        }
        AppendGroupControl(kTopMessage, std::move(top), group.operator_.name);
        break;
      }
      case GroupAction::kUpdated:
        // Of a ban its line tells, of the notice an event of its own.
        if ((!group.renamed && !group.info) || group.told) break;
        [[fallthrough]];
      case GroupAction::kAnnounced:
      case GroupAction::kTransferred:
      case GroupAction::kRoleChanged:
      case GroupAction::kMuteAllChanged:
        AppendGroupControl(kGroupChanged, json::ToText(FaceOf(group.name, group.card), profile_),
                           group.operator_.name);
        break;
      default:
        break;
    }
  }

  // The member alone reads it; its position is its id.
  void operator()(const event::MemberTold& told) { AppendTip({told.kind, ""}, told.by); }
  void operator()(const event::PacketTaken& taken) {
    AppendTip({event::TipKind::kPacketTaken, taken.sender.name}, taken.taker);
  }

  void operator()(const event::MoneyTold& told) {
    MoneyData out;
    out.time = {event_.at};
    out.amount = {told.cents};
    out.content = MoneyLine(told);
    if (told.about == event::MoneyMatter::kPacketRefund) {
      out.event = "RED_PACKET_REFUND";
      out.redPacketId = told.ref;
    } else {
      const bool in = told.about == event::MoneyMatter::kRecharge;
      out.event = in ? "RECHARGE_RESULT" : "WITHDRAW_RESULT";
      out.orderSn = told.ref;
      out.status = told.state;
      out.remark = OptText(told.remark);
    }
    Append(kSystemFrame, out);
  }

  void operator()(const event::SystemTold& told) {
    SystemData out;
    out.time = {event_.at};
    switch (told.kind) {
      case event::SystemKind::kBanned:
        out.event = "USER_BANNED";
        out.reason = told.text;
        out.content = "您的账号已被封禁" + (told.text.empty() ? "" : "，原因:" + told.text);
        if (told.until < kForEver) out.expireTime = json::Time{told.until};
        break;
      case event::SystemKind::kComplaintResolved:
        out.event = "COMPLAINT_RESOLVED";
        out.content = told.text;
        out.complaintId = told.ref;
        break;
    }
    Append(kSystemFrame, out);
  }

  void operator()(const event::NoticeTold& told) {
    NoticeData out;
    out.content = told.intro.empty() ? told.title : told.intro;
    out.seqNo = told.seq;
    out.id = told.notice;
    out.title = told.title;
    out.coverUrl = OptText(told.cover);
    out.intro = OptText(told.intro);
    out.contentType = told.link ? 1 : 0;
    (told.link ? out.externLink : out.richText) = told.body;
    out.time = {told.sent_at};
    Append(kSystemFrame, out);
  }

  void operator()(const event::CallChanged& changed) {
    RenderCall(event_, changed, view_, profile_, frames_);
  }
  void operator()(const event::CallSignal& signal) {
    RenderSignal(event_, signal, profile_, frames_);
  }

 private:
  bool Private() const { return event_.place.kind == ConversationKind::kDirect; }
  bool Group() const {
    return event_.place.kind == ConversationKind::kGroup ||
           event_.place.kind == ConversationKind::kTemporary;
  }

  void AppendTip(change::Tip tip, const Person& by) {
    if (position_.value == 0) return;
    history::Marker marker;
    marker.tip = std::move(tip);
    AppendMarker(std::move(marker), by);
  }

  // As lists show it.
  void AppendMarker(history::Marker marker, const Person& by) {
    marker.position = position_.value;
    marker.conversation = event_.place.id;
    marker.by = by.id;
    marker.by_name = by.name;
    marker.at = event_.at;
    if (Private()) {
      Append(kPrivateFrame, PrivateMarker(marker, event_.place.lo, event_.place.hi));
    } else {
      const UserId reader = event_.users.empty() ? UserId() : event_.users.front();
      Append(kGroupFrame, GroupMarker(marker, reader));
    }
  }

  void AppendRequest(const char* what, const event::ContactEvent& contact, int status) {
    RequestData out;
    out.event = what;
    RequestOut& r = out.request;
    r.id = contact.request;
    r.senderId = contact.from.id;
    r.senderNickName = contact.from.name;
    r.senderHeadImage = OptText(contact.from.avatar);
    r.receiverId = contact.to.id;
    r.receiverNickName = contact.to.name;
    r.receiverHeadImage = OptText(contact.to.avatar);
    r.applyInfo = OptText(contact.message);
    r.status = status;
    r.reason = OptText(contact.answer);
    r.applyTime = {contact.requested_at};
    if (status != 1) r.handleTime = json::Time{event_.at};
    Append(kFriendFrame, out);
  }

  static body::Message MessageOf(const event::TopMessage& top) {
    body::Message out;
    out.origin = static_cast<std::uint8_t>(top.origin);
    out.body = body::Decode(static_cast<body::Kind>(top.kind), top.body);
    out.raw = top.raw;
    return out;
  }

  static const char* StatusText(const std::string& status) {
    return status == "busy" ? "BUSY" : status == "away" ? "AWAY" : "ONLINE";
  }

  // 0 web, 1 app, 2 pc, of the platforms that all dialects number alike (mapping 14).
  static int TerminalOf(int platform) {
    constexpr int kIos = 1, kAndroid = 2, kWindows = 3, kMac = 4, kLinux = 7;
    if (platform == kIos || platform == kAndroid) return 1;
    return platform == kWindows || platform == kMac || platform == kLinux ? 2 : 0;
  }

  void AppendState(UserId user, std::optional<int> terminal, bool online, const char* status) {
    AppendControl(kFriendState, user,
                  json::ToText(StateOut{user, terminal, online, status}, profile_));
  }

  FriendOut NewFriend(const Person& other, const std::string& username) const {
    FriendOut out;
    out.id = other.id;
    out.username = username;
    out.nickName = other.name;
    out.headImage = OptText(other.avatar);
    out.isOnline = presence_ != nullptr && presence_->Online(other.id);
    out.onlineStatus = OnlineText(out.isOnline, false, out.isOnline && presence_->Away(other.id));
    return out;
  }

  GroupFace FaceOf(const std::string& name, const std::optional<event::GroupCard>& card) const {
    GroupFace out;
    out.id = event_.place.id;
    out.groupName = name;
    if (!card) return out;
    out.groupAvatar = OptText(card->avatar);
    out.groupNotice = OptText(card->notice);
    out.ownerId = card->owner;
    out.memberCount = card->members;
    out.createTime = json::Time{card->created_at};
    out.isMuted = card->muted;
    out.isBanned = card->banned;
    out.banReason = OptText(card->ban_reason);
    return out;
  }

  // What is told and not stored: without an id.
  // Of what many hear in one form, no receiver is named.
  void AppendControl(int type, UserId sender, std::string content, UserId receiver = {}) {
    PrivateOut out;
    out.senderId = sender;
    out.receiverId = receiver;
    out.messageType = type;
    out.content = std::move(content);
    out.sendTime = {event_.at};
    Append(kPrivateFrame, out);
  }

  void AppendGroupControl(int type, std::optional<std::string> content,
                          const std::string& by = {}) {
    GroupMessageOut out;
    out.groupId = event_.place.id;
    out.senderId = event_.actor;
    out.senderNickName = by;
    out.messageType = type;
    out.content = std::move(content);
    out.sendTime = {event_.at};
    Append(kGroupFrame, out);
  }

  template <class T>
  void Append(const char* type, const T& data) {
    gateway::AppendTextFrame(frames_, FrameText(type, json::ToText(data, profile_)));
  }

  const event::Event& event_;
  const MessageId position_;
  const View view_;
  const json::Profile& profile_;
  const gateway::Presence* presence_;
  std::string* frames_;
};

}  // namespace

void Imchat::Render(const event::Event& event, std::int64_t position, View view, int,
                    std::string* frames) const {
  // Rooms are no conversations of this dialect (mapping 1.1).
  if (event.place.id && event.place.kind == ConversationKind::kRoom) return;
  // What the account of the server says there, this dialect has as notices (mapping 9.5).
  if (event.place.id && event.place.kind == ConversationKind::kSystem) return;
  std::visit(Renderer(event, MessageId(position), view, profile(), presence_, frames),
             event.payload);
}

void AddEvents(std::vector<gateway::EventRow>* rows) {
  using gateway::DataOf;
  rows->insert(
      rows->end(),
      {DataOf<PrivateOut>(kPrivateFrame,
                          "There is a new private message, or a signal, by its type"),
       DataOf<ReadData>(kPrivateFrame, "Private messages were read"),
       DataOf<GroupMessageOut>(kGroupFrame,
                               "There is a new group message, or a signal, by its type"),
       DataOf<ReadData>(kGroupFrame, "Messages of a group were read on another device"),
       DataOf<ReceiptData>(kGroupFrame, "More members have read a message"),
       DataOf<RequestData>(kFriendFrame, "A friend request was made, answered or withdrawn"),
       DataOf<MoneyData>(kSystemFrame, "An order was settled, or a red packet came back"),
       DataOf<SystemData>(kSystemFrame, "The account was banned, or a complaint was settled"),
       DataOf<NoticeData>(kSystemFrame, "There is a new notice of the back office")});
}

}  // namespace koine::imchat
