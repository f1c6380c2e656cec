// Events as frames (app-im 5.5, mapping 9).

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <utility>

#include "core/app/render.h"
#include "core/event/event.h"
#include "core/message/read.h"
#include "core/tenant/tenant.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/message.h"
#include "dialect/appim/room.h"
#include "dialect/appim/wire.h"
#include "gateway/session.h"

namespace koine::appim {

using gateway::View;
using store::Txn;

struct MovedMessage {
  std::string conv_id, msg_id, from_client;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(MovedMessage, (conv_id, msg_id, from_client, time))
struct EditedMessage {
  std::string conv_id, msg_id, from_client;
  std::int64_t time = 0;
  std::optional<std::string> text;
  std::string attr, url;
};
KOINE_DESCRIBE(EditedMessage, (conv_id, msg_id, from_client, time, text, attr, url))
struct ReadEvent {
  std::string conv_id, client_id, msg_id;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(ReadEvent, (conv_id, client_id, msg_id, time))
struct NewConversation : ConversationOut {
  std::string by;
};
KOINE_DESCRIBE(NewConversation, (conv_id, conv_type, client_num, app_id, conv_extend,
                                 conv_creater_id, ctime, mtime, by))
struct MembersEvent {
  std::string conv_id;
  std::vector<std::string> client_ids;
  std::string by;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(MembersEvent, (conv_id, client_ids, by, time))
struct KickedEvent {
  std::string conv_id, by;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(KickedEvent, (conv_id, by, time))
struct UpdatedEvent {
  std::string conv_id;
  json::Raw conv_extend;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(UpdatedEvent, (conv_id, conv_extend, time))
struct DeletedEvent {
  std::string conv_id;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(DeletedEvent, (conv_id, time))

namespace {

// What an event is to each of its hearers, as text frames' payloads; empty: nothing.
struct Loaded {
  std::string own, targets, others;
  bool message = false;  // also for who wants messages only
};

template <class T>
std::string Frame(const Appim& dialect, const char* type, const T& data) {
  std::string out = std::string(R"({"type":")") + type + R"(","data":)";
  json::Write(data, dialect.profile(), &out);
  return out + "}";
}

struct Loader {
  Txn& txn;
  const Appim& dialect;
  const event::Event& event;
  std::int64_t position;
  Loaded out = {};

  std::string Conversation() const {
    return dialect.SealConversation(event.tenant, event.place.id);
  }
  std::vector<std::string> HandlesOf(const std::vector<UserId>& users) const {
    std::unordered_map<std::int64_t, std::string> found;
    for (app::Handle& one : app::HandlesOf(txn, event.tenant, Numbers(users))) {
      found[one.user.value] = std::move(one.handle);
    }
    std::vector<std::string> handles;
    for (const UserId user : users) handles.push_back(found[user.value]);
    return handles;
  }
  std::string HandleOf(UserId user) const { return user ? HandlesOf({user}).front() : ""; }

  template <class T>
  void operator()(const T&) {}

  void operator()(const event::MessageCreated& created) {
    const body::Message& m = created.message;
    const auto content = ToContent(m);
    if (!content) return;
    const bool ours = m.origin == static_cast<std::uint8_t>(access::Dialect::kAppim);
    NewMessage frame;
    const std::string sender = HandleOf(m.sender);
    if (ours && (m.options & kOptionNumber) != 0) {
      frame.from_client.text = sender;
    } else {
      json::Quote(sender, &frame.from_client.text);
    }
    frame.conv_id = Conversation();
    const bool stored = position > 0;
    frame.msg_id = stored ? dialect.SealMessage(event.tenant, MessageId(position)) : content->id;
    // One of another dialect has no id to show.
    if (frame.msg_id.empty()) return;
    frame.ctime = m.sent_at > 0 ? m.sent_at : event.at;
    frame.type = content->type;
    frame.text = content->text;
    frame.attr = OrNull(content->attr);
    frame.url = OrNull(content->url);
    frame.transient = stored ? "0" : "1";
    frame.mention_all = m.mention_all ? 1 : 0;
    frame.mention_client_ids = OrNull(content->mentions);
    out.message = true;
    out.others = out.targets = Frame(dialect, "msg.new", frame);
    // In a room there are no other sockets of the sender to keep up.
    const bool room = event.place.kind == ConversationKind::kRoom;
    if (!room && (!ours || (m.options & kOptionSync) != 0)) out.own = out.others;
  }

  void operator()(const event::MessageEdited& edited) {
    const auto row = message::FindTold(txn, event, edited);
    if (!row || row->message.deleted_at > 0 || row->message.recalled()) return;
    const auto content = ToContent(row->message);
    if (!content) return;
    EditedMessage frame;
    frame.conv_id = Conversation();
    frame.msg_id = dialect.SealMessage(event.tenant, edited.message);
    frame.from_client = HandleOf(edited.sender);
    frame.time = edited.edited_at;
    frame.text = content->text;
    frame.attr = OrNull(content->attr);
    frame.url = OrNull(content->url);
    out.own = out.others = out.targets = Frame(dialect, "msg.update", frame);
  }

  void operator()(const event::MessageRecalled& recalled) {
    const MovedMessage frame{Conversation(), dialect.SealMessage(event.tenant, recalled.message),
                             HandleOf(recalled.sender), event.at};
    out.own = out.others = out.targets = Frame(dialect, "msg.recall", frame);
  }

  void operator()(const event::ConversationRead& read) {
    const ReadEvent frame{Conversation(), HandleOf(read.reader.id),
                          dialect.SealMessage(event.tenant, read.last_id), event.at};
    out.others = out.targets = Frame(dialect, "msg.read", frame);
  }

  void operator()(const event::ConversationAdded&) {
    const std::string frame = Added();
    out.others = out.targets = frame;
    // The client that made a room is in it only when the server brings it in.
    if (event.place.kind == ConversationKind::kRoom) out.own = frame;
  }
  // Empty for what is gone again.
  std::string Added() const {
    auto channel = app::ChannelOf(txn, event);
    if (!channel) return {};
    if (const auto* presence = dialect.presence()) {
      channel->clients = CountClients(*presence, *channel);
    }
    NewConversation frame;
    const auto app = tenant::FindAppId(txn, event.tenant);
    static_cast<ConversationOut&>(frame) =
        ToConversation(dialect, event.tenant, app.value_or(""), *channel);
    frame.by = HandleOf(event.actor);
    return Frame(dialect, "conv.new", frame);
  }

  void operator()(const event::ConversationRemoved&) {
    // Of one that ended, the event of the group tells.
    if (!app::ChannelOf(txn, event)) return;
    const KickedEvent frame{Conversation(), HandleOf(event.actor), event.at};
    out.others = out.targets = Frame(dialect, "conv.kicked", frame);
    if (event.place.kind == ConversationKind::kRoom) out.own = out.others;
  }

  void operator()(const event::ConversationCleared&) {
    if (app::ChannelOf(txn, event)) return;
    out.own = out.others = out.targets =
        Frame(dialect, "conv.deleted", DeletedEvent{Conversation(), event.at});
  }

  void Members(const char* type, const event::GroupEvent& group) {
    const MembersEvent frame{Conversation(), HandlesOf(group.targets), HandleOf(event.actor),
                             event.at};
    out.own = out.others = Frame(dialect, type, frame);
  }

  void operator()(const event::GroupEvent& group) {
    switch (group.action) {
      case event::GroupAction::kCreated:
        // Of a group, who comes in is told so.
        if (event.place.kind == ConversationKind::kDirect) out.others = Added();
        return;
      case event::GroupAction::kMembersAdded:
      case event::GroupAction::kMemberJoined:
        if (!group.founding) Members("conv.members.joined", group);
        return;
      case event::GroupAction::kMembersRemoved:
      case event::GroupAction::kMemberLeft:
        Members("conv.members.left", group);
        return;
      case event::GroupAction::kDissolved:
        out.own = out.others = out.targets =
            Frame(dialect, "conv.deleted", DeletedEvent{Conversation(), event.at});
        return;
      case event::GroupAction::kUpdated: {
        const auto channel = app::ChannelOf(txn, event);
        if (!channel) return;
        const UpdatedEvent frame{Conversation(), {channel->extend}, event.at};
        out.own = out.others = out.targets = Frame(dialect, "conv.updated", frame);
        return;
      }
      default:
        return;
    }
  }
};

}  // namespace

bool Appim::Shows(const event::Event& event) const {
  if (const auto* created = std::get_if<event::MessageCreated>(&event.payload)) {
    return body::Countable(created->message.body);
  }
  return std::holds_alternative<event::MessageRecalled>(event.payload) ||
         std::holds_alternative<event::MessageEdited>(event.payload) ||
         std::holds_alternative<event::ConversationRead>(event.payload) ||
         std::holds_alternative<event::ConversationAdded>(event.payload) ||
         std::holds_alternative<event::ConversationRemoved>(event.payload) ||
         std::holds_alternative<event::ConversationCleared>(event.payload) ||
         std::holds_alternative<event::GroupEvent>(event.payload);
}

std::shared_ptr<const void> Appim::LoadFor(Txn& txn, const event::Event& event,
                                           std::int64_t position) const {
  Loader loader{txn, *this, event, position};
  std::visit(loader, event.payload);
  const Loaded& out = loader.out;
  if (out.own.empty() && out.targets.empty() && out.others.empty()) return nullptr;
  return std::make_shared<const Loaded>(std::move(loader.out));
}

void Appim::RenderLoaded(const event::Event&, const void* loaded, View view, int wire,
                         std::string* frames) const {
  const auto& all = *static_cast<const Loaded*>(loaded);
  if (wire == kWireMessages && !all.message) return;
  const std::string& text = view == View::kOwn      ? all.own
                            : view == View::kTarget ? all.targets
                                                    : all.others;
  if (!text.empty()) gateway::AppendTextFrame(frames, text);
}

void AddEvents(std::vector<gateway::EventRow>* rows) {
  using gateway::DataOf;
  rows->insert(rows->end(),
               {DataOf<NewMessage>("msg.new", "There is a new message"),
                DataOf<EditedMessage>("msg.update", "A message was revised"),
                DataOf<MovedMessage>("msg.recall", "A message was recalled"),
                DataOf<ReadEvent>("msg.read", "Messages were read"),
                DataOf<NewConversation>("conv.new", "The client is in a new conversation"),
                DataOf<UpdatedEvent>("conv.updated", "The data of a conversation changed"),
                DataOf<KickedEvent>("conv.kicked", "The client was removed from a conversation"),
                DataOf<DeletedEvent>("conv.deleted", "A conversation was deleted"),
                DataOf<MembersEvent>("conv.members.joined", "Members joined a conversation"),
                DataOf<MembersEvent>("conv.members.left", "Members left a conversation")});
}

}  // namespace koine::appim
