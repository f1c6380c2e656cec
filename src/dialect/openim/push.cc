// Events as pushes (openim-ws 5, 6, 7, mapping 9).

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include "dialect/openim/content.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/envelope.h"
#include "dialect/openim/names.h"
#include "dialect/openim/render.h"
#include "dialect/openim/socket.h"
#include "gateway/session.h"

namespace koine::openim {

using gateway::View;
using store::Txn;

// --- tips, with the spelling of the wire

struct RevokeMsgTips {
  std::string revokerUserID, clientMsgID;
  std::int64_t revokeTime = 0;
  std::int32_t sesstionType = 0;
  std::int64_t seq = 0;
  std::string conversationID;
  bool isAdminRevoke = false;
};
KOINE_DESCRIBE(RevokeMsgTips, (revokerUserID, clientMsgID, revokeTime, sesstionType, seq,
                               conversationID, isAdminRevoke))
struct MarkAsReadTips {
  std::string markAsReadUserID, conversationID;
  std::vector<std::int64_t> seqs;
  std::int64_t hasReadSeq = 0;
};
KOINE_DESCRIBE(MarkAsReadTips, (markAsReadUserID, conversationID, seqs, hasReadSeq))
struct ConversationUpdateTips {
  std::string userID;
  std::vector<std::string> conversationIDList;
};
KOINE_DESCRIBE(ConversationUpdateTips, (userID, conversationIDList))
struct UserInfoUpdatedTips {
  std::string userID;
};
KOINE_DESCRIBE(UserInfoUpdatedTips, (userID))

namespace {

constexpr int kFriendInfoUpdated = 1209;
constexpr int kConversationChanged = 1300;
constexpr int kUserInfoUpdated = 1303;
constexpr int kRevokedTips = 2101;
constexpr int kReadTips = 2200;
constexpr std::int64_t kReadSeqsMax = 1000;

// What an event is to each of its hearers: PushMessages in protobuf, empty for nothing.
struct Loaded {
  std::string own, other;
};

// Names of the people and the place of an event.
class Scene {
 public:
  Scene(Txn& txn, const event::Event& event, std::vector<UserId> people) : event_(event) {
    if (event.place.lo) {
      people.push_back(event.place.lo);
      people.push_back(event.place.hi);
    }
    std::vector<std::int64_t> ids;
    for (const UserId user : people) {
      if (user) ids.push_back(user.value);
    }
    for (sync::Handle& one : sync::FindHandles(txn, event.tenant, ids)) {
      people_[one.user] = std::move(one);
    }
    if (event.place.id && !event.place.lo) {
      group_ = sync::FindGroupHandle(txn, event.tenant, event.place.id);
    }
  }

  const std::string& HandleOf(UserId user) const { return Of(user).handle; }
  const sync::Handle& Of(UserId user) const {
    static const sync::Handle kNobody;
    const auto it = people_.find(user);
    return it == people_.end() ? kNobody : it->second;
  }
  bool in_group() const { return event_.place.id && !event_.place.lo; }
  const std::string& group() const { return group_; }
  int session_type() const { return in_group() ? kGroupSession : kSingle; }
  std::string chat() const {
    if (in_group()) return GroupName(group_);
    return SingleName(HandleOf(event_.place.lo), HandleOf(event_.place.hi));
  }
  // The other one of a direct conversation.
  const std::string& PeerOf(UserId user) const {
    return HandleOf(user == event_.place.lo ? event_.place.hi : event_.place.lo);
  }

 private:
  const event::Event& event_;
  std::map<UserId, sync::Handle> people_;
  std::string group_;
};

// All switches of a notification that is neither stored nor shown as a message (openim-ws 7.2).
std::map<std::string, bool> NotificationOptions() {
  return {{"isNotNotification", false},
          {"isSendMsg", false},
          {"history", false},
          {"persistent", false},
          {"offlinePush", false},
          {"unreadCount", false},
          {"senderSync", true},
          {"conversationUpdate", false},
          {"senderConversationUpdate", false},
          {"notPrivate", false},
          {"reactionFromCache", false}};
}

std::string InPush(const std::string& conversation, MsgData message) {
  MessagesByConversation push;
  auto& to = IsNotificationName(conversation) ? push.notificationMsgs : push.msgs;
  to[conversation].Msgs.push_back(std::move(message));
  return ToProto(push);
}

struct Loader {
  Txn& txn;
  const Openim& dialect;
  const event::Event& event;
  std::int64_t position;
  Loaded* out;

  template <class T>
  void operator()(const T&) {}

  void operator()(const event::MessageCreated& created) {
    body::Message message = created.message;
    message.id = MessageId(position);
    std::vector<UserId> people = {message.sender};
    const auto* card = std::get_if<body::Card>(&message.body);
    if (card != nullptr) people.push_back(card->user);
    const Scene scene(txn, event, people);
    const sync::Handle& sender = scene.Of(message.sender);
    Parties parties;
    parties.sender = message.sender ? sender.handle : dialect.SystemHandle();
    parties.nickname = sender.nickname;
    parties.face = sender.avatar;
    parties.session_type = scene.session_type();
    if (scene.in_group()) {
      parties.group = scene.group();
    } else {
      parties.receiver = scene.PeerOf(message.sender);
    }
    if (card != nullptr) parties.card = scene.HandleOf(card->user);
    MsgData data = ToMsgData(message, parties);
    if (message.seq > 0) {
      FillIds(dialect, message, &data);
    } else {
      data.serverMsgID = dialect.NotificationId(event, position, txn.now_ms());
      if (data.clientMsgID.empty()) data.clientMsgID = data.serverMsgID;
    }
    const bool to_own = IsOn(data.options, "senderSync") || scene.in_group();
    out->other = InPush(scene.chat(), std::move(data));
    if (to_own) out->own = out->other;
  }

  void operator()(const event::Typing& typing) {
    const Scene scene(txn, event, {typing.who.id});
    MsgData data;
    data.sendID = scene.HandleOf(typing.who.id);
    // Clients keep the state by platform and pass over what has none; the event does not know it.
    data.senderPlatformID = kPlatformWeb;
    data.senderNickname = scene.Of(typing.who.id).nickname;
    data.sessionType = scene.session_type();
    if (scene.in_group()) {
      data.groupID = scene.group();
    } else {
      data.recvID = scene.PeerOf(typing.who.id);
    }
    data.msgFrom = 100;
    data.contentType = kTyping;
    data.content.data = typing.on ? R"({"msgTips":"yes"})" : R"({"msgTips":"no"})";
    data.sendTime = data.createTime = txn.now_ms();
    data.status = 2;
    data.clientMsgID = data.serverMsgID = dialect.NotificationId(event, position, txn.now_ms());
    for (const char* name : {"history", "persistent", "senderSync", "conversationUpdate",
                             "senderConversationUpdate", "unreadCount", "offlinePush"}) {
      data.options[name] = false;
    }
    out->other = InPush(scene.chat(), std::move(data));
  }

  void operator()(const event::MessageRecalled& recalled) {
    const std::int64_t conversation = event.place.id.value;
    const auto entries = sync::ListEntries(txn, event.tenant, UserId(), std::span(&conversation, 1),
                                           std::span(&recalled.seq, 1));
    if (entries.empty()) return;
    const Scene scene(txn, event, {recalled.by.id, recalled.sender});
    RevokeMsgTips tips;
    tips.revokerUserID = scene.HandleOf(recalled.by.id);
    MsgData original = ToMsgData(entries.front().message, {});
    FillIds(dialect, entries.front().message, &original);
    tips.clientMsgID = original.clientMsgID;
    tips.revokeTime = entries.front().message.recalled_at;
    tips.sesstionType = scene.session_type();
    tips.seq = recalled.seq;
    tips.conversationID = scene.chat();
    const std::string& to = scene.in_group() ? scene.group() : scene.PeerOf(recalled.by.id);
    out->own = out->other = Notify(scene, recalled.by.id, to, kRevokedTips, json::ToText(tips));
  }

  void operator()(const event::ConversationRead& read) {
    const Scene scene(txn, event, {read.reader.id});
    MarkAsReadTips tips;
    tips.markAsReadUserID = scene.HandleOf(read.reader.id);
    tips.conversationID = scene.chat();
    tips.hasReadSeq = read.to_seq;
    if (scene.in_group()) {
      // In groups it is the reader's own devices that hear of it.
      out->own =
          Notify(scene, read.reader.id, tips.markAsReadUserID, kReadTips, json::ToText(tips));
      return;
    }
    for (std::int64_t seq = std::max(read.from_seq + 1, read.to_seq - kReadSeqsMax + 1);
         seq <= read.to_seq; ++seq) {
      tips.seqs.push_back(seq);
    }
    out->own = out->other =
        Notify(scene, read.reader.id, scene.PeerOf(read.reader.id), kReadTips, json::ToText(tips));
  }

  void operator()(const event::ConversationChanged&) {
    const Scene scene(txn, event, {event.actor});
    ConversationUpdateTips tips{scene.HandleOf(event.actor), {scene.chat()}};
    out->own = out->other =
        Notify(scene, event.actor, tips.userID, kConversationChanged, json::ToText(tips));
  }

  void operator()(const event::UserChanged& changed) {
    const Scene scene(txn, event, {changed.user.id});
    const UserInfoUpdatedTips tips{scene.HandleOf(changed.user.id)};
    const std::string text = json::ToText(tips);
    out->own = Notify(scene, changed.user.id, tips.userID, kUserInfoUpdated, text);
    out->other = Notify(scene, changed.user.id, "", kFriendInfoUpdated, text);
  }

  // A notification from one to another, or to the group where `to` is its handle.
  std::string Notify(const Scene& scene, UserId from, const std::string& to, int type,
                     const std::string& tips) {
    MsgData data;
    data.sendID = scene.HandleOf(from);
    data.senderNickname = scene.Of(from).nickname;
    data.recvID = to;
    const bool to_group = scene.in_group() && to == scene.group();
    if (to_group) data.groupID = to;
    data.sessionType = to_group ? kGroupSession : kSingle;
    data.msgFrom = 200;
    data.contentType = type;
    data.content.data = InDetail(tips);
    data.sendTime = data.createTime = event.at > 0 ? event.at : txn.now_ms();
    data.status = 2;
    data.clientMsgID = data.serverMsgID = dialect.NotificationId(event, position, txn.now_ms());
    data.options = NotificationOptions();
    const std::string chat = to_group ? GroupName(to) : SingleName(data.sendID, to);
    return InPush(NotificationName(chat), std::move(data));
  }
};

}  // namespace

bool Openim::Shows(const event::Event& event) const {
  return std::visit(
      [](const auto& payload) {
        using T = std::decay_t<decltype(payload)>;
        return std::is_same_v<T, event::MessageCreated> || std::is_same_v<T, event::Typing> ||
               std::is_same_v<T, event::MessageRecalled> ||
               std::is_same_v<T, event::ConversationRead> ||
               std::is_same_v<T, event::ConversationChanged> ||
               std::is_same_v<T, event::UserChanged>;
      },
      event.payload);
}

std::shared_ptr<const void> Openim::LoadFor(Txn& txn, const event::Event& event,
                                            std::int64_t position) const {
  auto loaded = std::make_shared<Loaded>();
  std::visit(Loader{txn, *this, event, position, loaded.get()}, event.payload);
  if (loaded->own.empty() && loaded->other.empty()) return nullptr;
  return loaded;
}

void Openim::RenderLoaded(const event::Event&, const void* loaded, View view, int wire,
                          std::string* frames) const {
  const auto& from = *static_cast<const Loaded*>(loaded);
  const std::string& data = view == View::kOwn ? from.own : from.other;
  if (data.empty() || wire == kWireSilent) return;
  std::string envelope;
  AppendEnvelope(FormOf(wire), {kPushMessages, "", "", 0, "", json::Bytes{data}}, &envelope);
  gateway::AppendBinaryFrame(frames, envelope, IsZipped(wire));
}

}  // namespace koine::openim
