// Events as pushes (openim-ws 5, 6, 7, mapping 9).

#include "dialect/openim/push.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "core/event/event.h"
#include "dialect/openim/content.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/envelope.h"
#include "dialect/openim/extras.h"
#include "dialect/openim/names.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/options.h"
#include "dialect/openim/render.h"
#include "dialect/openim/socket.h"
#include "gateway/session.h"

namespace koine::openim {

using gateway::View;
using store::Txn;

struct ConversationUpdateTips {
  std::string userID;
  std::vector<std::string> conversationIDList;
};
KOINE_DESCRIBE(ConversationUpdateTips, (userID, conversationIDList))
struct UserInfoUpdatedTips {
  std::string userID;
};
KOINE_DESCRIBE(UserInfoUpdatedTips, (userID))
struct ClearConversationTips {
  std::string userID;
  std::vector<std::string> conversationIDs;
};
KOINE_DESCRIBE(ClearConversationTips, (userID, conversationIDs))

Scene::Scene(Txn& txn, const event::Event& event, std::vector<UserId> people, KnownHandles* known,
             const Person* sender)
    : event_(event) {
  std::vector<std::int64_t> ids;
  const bool brought = known != nullptr && sender != nullptr && !in_group();
  if (brought && sender->id && !sender->name.empty()) {
    if (auto found = known->Find(sender->id)) {
      found->nickname = sender->name;
      found->avatar = sender->avatar;
      people_[sender->id] = *std::move(found);
      std::erase(people, sender->id);
    }
  }
  for (const UserId user : {event.place.lo, event.place.hi}) {
    if (!user || people_.contains(user)) continue;
    if (std::find(people.begin(), people.end(), user) != people.end()) continue;
    auto found = known == nullptr ? std::nullopt : known->Find(user);
    if (found) {
      people_[user] = *std::move(found);
    } else {
      people.push_back(user);
    }
  }
  for (const UserId user : people) {
    if (user) ids.push_back(user.value);
  }
  // In a group everybody is called as they want to be there (mapping P10).
  auto found = in_group() ? history::FindHandlesIn(txn, event, ids)
                          : history::FindHandles(txn, event.tenant, ids);
  for (history::Handle& one : found) {
    if (known != nullptr && !in_group()) known->Put(one);
    people_[one.user] = std::move(one);
  }
  if (in_group()) group_ = history::FindGroupHandle(txn, event);
}

const history::Handle& Scene::Of(UserId user) const {
  static const history::Handle kNobody;
  const auto it = people_.find(user);
  return it == people_.end() ? kNobody : it->second;
}

int Scene::session_type() const {
  if (in_group()) return kGroupSession;
  return with_account() ? kSystemSession : kSingle;
}

std::string Scene::chat() const {
  if (in_group()) return GroupName(group_);
  const std::string& lo = HandleOf(event_.place.lo);
  const std::string& hi = HandleOf(event_.place.hi);
  return with_account() ? SystemName(lo, hi) : SingleName(lo, hi);
}

bool Scene::with_account() const {
  return Of(event_.place.lo).kind == kNotificationAccount ||
         Of(event_.place.hi).kind == kNotificationAccount;
}

bool Pushes::Same(int these, int those) const {
  return std::all_of(all_.begin(), all_.end(), [&](const One& one) {
    return ((one.to & these) != 0) == ((one.to & those) != 0);
  });
}

std::string Pushes::PackedFor(int these) const {
  PushedMessages push;
  for (const One& one : all_) {
    if ((one.to & these) == 0) continue;
    auto& places = IsNotificationName(one.conversation) ? push.notificationMsgs : push.msgs;
    places[one.conversation].push_back(&one.message);
  }
  return ToProto(push);
}

std::string PushContext::NewId(int part) const {
  if (position > 0) return dialect.NotificationId(event.tenant, position, part);
  return dialect.NotificationId(event, position, txn.now_ms());
}

Notification PushContext::Make(const Scene& scene, UserId from, const std::string& to, int type,
                               std::string tips, int part) const {
  Notification out;
  out.type = type;
  out.from = scene.Of(from);
  out.to = to;
  out.tips = std::move(tips);
  out.at = at();
  out.id = NewId(part);
  return out;
}

Notification PushContext::MakeToGroup(const Scene& scene, UserId from, int type, std::string tips,
                                      int part) const {
  Notification out = Make(scene, from, scene.group(), type, std::move(tips), part);
  out.to_group = true;
  return out;
}

namespace {

constexpr int kFriendInfoUpdated = 1209;
constexpr int kUserInfoUpdated = 1303;
constexpr int kCleared = 1703;

// What an event is to each of its hearers, packed.
struct Loaded {
  std::string own, targets, others;
  std::string operation;  // never empty: clients ask under its name for what a push tells of
  // All hear the same: `others`, made into frames once for each wire. By one thread, see LoadFor.
  bool same = false;
  mutable std::array<std::string, gateway::kWires> frames;
};

struct Loader : PushContext {
  template <class T>
  void operator()(const T&) {}

  void operator()(const event::MessageCreated& created) {
    const body::Message& message = created.message;  // without its id: that is the position
    // A user whose conversation is listed anew is told under their own name.
    const auto* line = std::get_if<body::Notice>(&message.body);
    const bool announced = line != nullptr && line->kind == body::NoticeKind::kAnnouncement;
    const bool names = message.mention_all || !created.mentioned.empty();
    const Scene scene(txn, event, {message.sender}, names ? nullptr : &dialect.known_handles(),
                      message.sender == created.sender.id ? &created.sender : nullptr);
    const history::Handle& sender = scene.Of(message.sender);
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
    const body::Message* one = &message;
    const Extras extras(txn, dialect, event.tenant, std::span(&one, 1), !created.mentioned.empty());
    extras.Fill(message, &parties);
    MsgData data = ToMsgData(message, parties);
    if (message.seq > 0) {
      FillIds(dialect, MessageId(position), &data);
    } else {
      data.serverMsgID = NewId();
      if (data.clientMsgID.empty()) data.clientMsgID = data.serverMsgID;
    }
    // A user who writes to themselves is the receiver, too.
    const bool to_own = IsOn(data.options, "senderSync") || scene.in_group() || scene.own_chat();
    out->Add(to_own ? kToAll : kToTargets | kToOthers, scene.chat(), std::move(data));
    if (parties.line_type == kPrivateSet) {
      out->Add(kToAll,
               Make(scene, message.sender, parties.receiver, kPrivateSet, parties.line_tips, 1));
    }
    // Whom it names, or what is announced, is shown so in the list of conversations.
    const int named = announced                   ? kToAll
                      : message.mention_all       ? kToTargets | kToOthers
                      : created.mentioned.empty() ? 0
                                                  : kToTargets;
    if (named != 0 && message.seq > 0) TellConversation(scene, message.sender, named);
  }

  void operator()(const event::Typing& typing) {
    const Scene scene(txn, event, {typing.who.id});
    MsgData data;
    data.sendID = scene.HandleOf(typing.who.id);
    // Clients keep the state by platform and pass over what has none.
    data.senderPlatformID = typing.platform > 0 ? typing.platform : kPlatformWeb;
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
    data.clientMsgID = data.serverMsgID = NewId();
    for (const char* name : {"history", "persistent", "senderSync", "conversationUpdate",
                             "senderConversationUpdate", "unreadCount", "offlinePush"}) {
      data.options[name] = false;
    }
    out->Add(kToTargets | kToOthers, scene.chat(), std::move(data));
  }

  void operator()(const event::MessageRecalled& recalled) { Tell(ReadChange(), {recalled.by.id}); }
  void operator()(const event::MessageEdited&) { Tell(ReadChange(), {event.actor}); }

  void operator()(const event::MessagesDeleted& deleted) {
    if (event.change_seq == 0) return;  // who keeps copies is not to be told
    change::Entry entry = NewEntry(change::Kind::kDelete);
    entry.change.data = json::ToText(change::Deleted{event.place.id, deleted.seqs});
    Tell(std::move(entry), {event.actor});
  }

  void operator()(const event::BusinessTold& told) {
    change::Entry entry = NewEntry(change::Kind::kBusiness);
    entry.change.data = json::ToText(BusinessTips{told.key, told.data});
    Tell(std::move(entry), {event.actor});
  }

  void operator()(const event::ConversationRead& read) {
    change::Entry entry = NewEntry(change::Kind::kRead);
    entry.change.seq = read.from_seq;
    entry.change.to_seq = read.to_seq;
    if (event.place.lo) {
      Tell(std::move(entry), {read.reader.id});
      return;
    }
    TellCursor(read.reader.id, read.to_seq);
  }

  void operator()(const event::CursorMoved& moved) { TellCursor(event.actor, moved.read_seq); }

  void operator()(const event::ConversationCleared&) {
    const Scene scene(txn, event, {event.actor});
    const ClearConversationTips tips{scene.HandleOf(event.actor), {scene.chat()}};
    const std::string text = json::ToText(tips);
    out->Add(kToAll, scene.in_group()
                         ? MakeToGroup(scene, event.actor, kCleared, text)
                         : Make(scene, event.actor, scene.PeerOf(event.actor), kCleared, text));
  }

  void operator()(const event::ConversationChanged& changed) {
    const Scene scene(txn, event, {event.actor});
    const std::string& own = scene.HandleOf(event.actor);
    const ConversationUpdateTips tips{own, {scene.chat()}};
    out->Add(kToAll, Make(scene, event.actor, own, kConversationChanged, json::ToText(tips)));
    if (!changed.cleared || !changed.everywhere) return;
    const ClearConversationTips cleared{own, {scene.chat()}};
    out->Add(kToAll, Make(scene, event.actor, own, kCleared, json::ToText(cleared), 1));
  }

  // Clients read their conversations again.
  void TellConversation(const Scene& scene, UserId from, int to) {
    // A single user is told in their own stream; several share what they get, and are told where
    // they meet.
    const UserId owner = event.users.size() == 1 ? event.users.front() : UserId();
    const std::string text =
        json::ToText(ConversationUpdateTips{scene.HandleOf(owner), {scene.chat()}});
    if (owner) {
      out->Add(to, Make(scene, owner, scene.HandleOf(owner), kConversationChanged, text, 1));
    } else if (scene.in_group()) {
      out->Add(to, MakeToGroup(scene, from, kConversationChanged, text, 1));
    } else {
      out->Add(to, Make(scene, from, scene.PeerOf(from), kConversationChanged, text, 1));
    }
  }
  void TellSeats() {
    std::vector<UserId> people = {event.actor};
    if (event.users.size() == 1) people.push_back(event.users.front());
    TellConversation(Scene(txn, event, std::move(people)), event.actor, kToAll);
  }
  // Who comes into a group again has an end no more; who hides or leaves one gets it.
  void operator()(const event::ConversationAdded&) {
    if (!event.place.lo) TellSeats();
  }
  void operator()(const event::ConversationRemoved& removed) {
    if (!removed.dissolved) TellSeats();
  }

  void operator()(const event::UserChanged& changed) {
    const Scene scene(txn, event, {changed.user.id});
    const UserInfoUpdatedTips tips{scene.HandleOf(changed.user.id)};
    const std::string text = json::ToText(tips);
    out->Add(kToOwn, Make(scene, changed.user.id, tips.userID, kUserInfoUpdated, text));
    out->Add(kToOthers | kToTargets, Make(scene, changed.user.id, "", kFriendInfoUpdated, text));
  }

  void operator()(const event::ContactEvent& contact) { PushContact(*this, contact); }
  void operator()(const event::GroupEvent& group) { PushGroup(*this, group); }
  void operator()(const event::MemberProfile& changed) { PushMemberProfile(*this, changed); }
  void operator()(const event::JoinEvent& join) { PushJoin(*this, join); }

  // --- changes

  // The change of this event, but for who did it.
  change::Entry NewEntry(change::Kind kind) const {
    change::Entry out;
    out.stream = change::StreamOf(event);
    out.number = event.change_seq;
    out.position = position;
    out.at = at();
    out.change.kind = kind;
    out.change.actor = event.actor;
    return out;
  }
  // As it is stored, with the message that it is about.
  change::Entry ReadChange() const {
    std::vector<change::Entry> told;
    if (auto found = change::FindTold(txn, event)) told.push_back(*std::move(found));
    history::NameOwnMessages(txn, event.tenant, &told);
    return told.empty() ? change::Entry{} : std::move(told.front());
  }
  void Tell(change::Entry entry, std::vector<UserId> people) {
    if (entry.stream == 0) return;
    const Scene scene(txn, event, std::move(people));
    const history::Handle& actor = scene.Of(event.actor);
    const std::string& owner = scene.HandleOf(change::OwnerOf(event));
    entry.actor_handle = actor.handle;
    entry.actor_name = actor.nickname;
    entry.actor_avatar = actor.avatar;
    ChatOf chat{scene.chat(), scene.in_group(), scene.group()};
    if (event.own_stream) {
      chat.to = owner;
    } else if (!chat.group) {
      chat.to = scene.PeerOf(event.actor);
    }
    Notification told = ToNotification(dialect, event.tenant, entry, chat);
    if (position <= 0) told.id = NewId();
    // Who is not of the two may have done it: its place is that of the chat.
    const std::string place = event.own_stream ? SingleName(owner, owner) : chat.name;
    out->Add(kToAll, NotificationName(place), ToMsgData(told));
  }
  // In groups, and where others are shown nothing, it is the reader's own devices that hear of it.
  void TellCursor(UserId reader, std::int64_t read_seq) {
    const Scene scene(txn, event, {reader});
    const std::string& own = scene.HandleOf(reader);
    const MarkAsReadTips tips{own, scene.chat(), {}, read_seq};
    out->Add(kToOwn, Make(scene, reader, own, kReadTips, json::ToText(tips)));
  }
};

}  // namespace

bool Openim::Shows(const event::Event& event) const {
  return std::visit(
      [](const auto& payload) {
        using T = std::decay_t<decltype(payload)>;
        return std::is_same_v<T, event::MessageCreated> || std::is_same_v<T, event::Typing> ||
               std::is_same_v<T, event::MessageRecalled> ||
               std::is_same_v<T, event::MessageEdited> ||
               std::is_same_v<T, event::MessagesDeleted> ||
               std::is_same_v<T, event::BusinessTold> ||
               std::is_same_v<T, event::ConversationRead> ||
               std::is_same_v<T, event::CursorMoved> ||
               std::is_same_v<T, event::ConversationCleared> ||
               std::is_same_v<T, event::ConversationChanged> ||
               std::is_same_v<T, event::ConversationAdded> ||
               std::is_same_v<T, event::ConversationRemoved> ||
               std::is_same_v<T, event::GroupEvent> || std::is_same_v<T, event::MemberProfile> ||
               std::is_same_v<T, event::JoinEvent> || std::is_same_v<T, event::ContactEvent> ||
               std::is_same_v<T, event::UserChanged>;
      },
      event.payload);
}

std::shared_ptr<const void> Openim::LoadFor(Txn& txn, const event::Event& event,
                                            std::int64_t position) const {
  Pushes pushes;
  std::visit(Loader{{txn, *this, event, position, &pushes}}, event.payload);
  auto loaded = std::make_shared<Loaded>();
  loaded->same = pushes.Same(kToOwn, kToOthers) && pushes.Same(kToTargets, kToOthers);
  if (!loaded->same) {
    loaded->own = pushes.PackedFor(kToOwn);
    loaded->targets = pushes.PackedFor(kToTargets);
  }
  loaded->others = pushes.PackedFor(kToOthers);
  if (loaded->own.empty() && loaded->targets.empty() && loaded->others.empty()) return nullptr;
  loaded->operation = "event_" + std::to_string(position);
  return loaded;
}

void Openim::RenderLoaded(const event::Event&, const void* loaded, View view, int wire,
                          std::string* frames) const {
  const auto& from = *static_cast<const Loaded*>(loaded);
  const std::string& data = from.same               ? from.others
                            : view == View::kOwn    ? from.own
                            : view == View::kTarget ? from.targets
                                                    : from.others;
  if (data.empty() || wire == kWireSilent) return;
  std::string* made = from.same ? &from.frames[static_cast<std::size_t>(wire)] : nullptr;
  if (made != nullptr && !made->empty()) {
    *frames += *made;
    return;
  }
  const std::size_t begin = frames->size();
  std::string envelope;
  AppendEnvelope(FormOf(wire), {kPushMessages, "", from.operation, 0, "", data}, &envelope);
  gateway::AppendBinaryFrame(frames, envelope, IsZipped(wire));
  if (made != nullptr) *made = frames->substr(begin);
}

void AddPushes(std::vector<gateway::EventRow>* rows) {
  using gateway::EventOf;
  const auto number = [](int type) { return std::to_string(type); };
  rows->insert(
      rows->end(),
      {EventOf<MsgData>(number(kPushMessages),
                        "Push: messages and notifications (protobuf PushMessages), each like this"),
       EventOf<gateway::Nothing>(number(kPushKicked), "Push: another session replaced this one"),
       EventOf<SubUserOnlineStatusTips>(number(kReqOnline),
                                        "Push: watched users came online or went offline"),
       EventOf<ConversationUpdateTips>(number(kConversationChanged),
                                       "Notification: the user's settings of a conversation"),
       EventOf<UserInfoUpdatedTips>(number(kUserInfoUpdated),
                                    "Notification: the user's own profile changed"),
       EventOf<UserInfoUpdatedTips>(number(kFriendInfoUpdated),
                                    "Notification: the profile of a friend changed"),
       EventOf<ClearConversationTips>(number(kCleared),
                                      "Notification: the messages of conversations were deleted"),
       EventOf<BusinessTips>(
           number(kBusiness),
           "Notification: one of the application's own, or a message was revised"),
       EventOf<RevokeMsgTips>(number(kRecalledTips), "Notification: a message was recalled"),
       EventOf<DeleteMsgsTips>(number(kDeletedTips), "Notification: messages were deleted"),
       EventOf<MarkAsReadTips>(number(kReadTips), "Notification: messages were read")});
}

}  // namespace koine::openim
