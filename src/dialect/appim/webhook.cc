// What webhooks are told of events. Docs: docs/api/appim/webhooks.md.

#include "dialect/appim/webhook.h"

#include <unordered_map>
#include <utility>

#include "core/app/render.h"
#include "core/app/said.h"
#include "core/event/event.h"
#include "core/message/read.h"
#include "core/tenant/tenant.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/message.h"
#include "dialect/appim/send.h"
#include "dialect/appim/wire.h"

namespace koine::appim {

using app::WebhookTold;
using store::Txn;

struct RecalledTold {
  std::string conv_id, msg_id, client_id, by;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(RecalledTold, (conv_id, msg_id, client_id, by, time))
struct MembersTold {
  std::string conv_id;
  std::vector<std::string> client_ids;
  std::string by;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(MembersTold, (conv_id, client_ids, by, time))
struct EndedTold {
  std::string conv_id;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(EndedTold, (conv_id, time))
struct ClientTold {
  std::string client_id;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(ClientTold, (client_id, time))

namespace {

constexpr std::string_view kSent = "message.sent";
constexpr std::string_view kEdited = "message.edited";
constexpr std::string_view kRecalled = "message.recalled";
constexpr std::string_view kCreated = "conversation.created";
constexpr std::string_view kUpdated = "conversation.updated";
constexpr std::string_view kDeleted = "conversation.deleted";
constexpr std::string_view kJoined = "member.joined";
constexpr std::string_view kLeft = "member.left";
constexpr std::string_view kOnline = "client.online";
constexpr std::string_view kOffline = "client.offline";
constexpr std::string_view kTypes[] = {kSent,    kEdited, kRecalled, kCreated, kUpdated,
                                       kDeleted, kJoined, kLeft,     kOnline,  kOffline};

std::vector<std::string> HandlesOf(Txn& txn, TenantId tenant, const std::vector<UserId>& users) {
  std::vector<std::int64_t> ids;
  for (const UserId user : users) ids.push_back(user.value);
  std::unordered_map<std::int64_t, std::string> found;
  for (app::Handle& one : app::HandlesOf(txn, tenant, ids)) {
    found[one.user.value] = std::move(one.handle);
  }
  std::vector<std::string> handles;
  for (const UserId user : users) handles.push_back(found[user.value]);
  return handles;
}

template <class T>
WebhookTold Tell(const Appim& dialect, std::string_view type, const std::string& app_id,
                 std::int64_t time, const T& data) {
  std::string body = R"({"type":)";
  json::Quote(type, &body);
  body += R"(,"app_id":)";
  json::Quote(app_id, &body);
  body += R"(,"time":)";
  json::AppendInt(time, &body);
  body += R"(,"data":)";
  json::Write(data, dialect.profile(), &body);
  return {std::string(type), body + "}"};
}

struct Teller {
  Txn& txn;
  const Appim& dialect;
  const event::Event& event;
  std::int64_t position;
  std::optional<WebhookTold> out = {};

  template <class T>
  void Put(std::string_view type, const T& data) {
    const auto app = tenant::FindAppId(txn, event.tenant);
    if (app) out = Tell(dialect, type, *app, event.at, data);
  }
  std::string Place() const { return dialect.SealConversation(event.tenant, event.place.id); }
  std::string HandleOf(UserId user) const {
    return user ? HandlesOf(txn, event.tenant, {user}).front() : "";
  }
  std::optional<app::Channel> Channel() const { return app::ChannelOf(txn, event); }
  // As it is now: it may have changed again, or be gone.
  void PutConversation(std::string_view type) {
    const auto app = tenant::FindAppId(txn, event.tenant);
    const auto channel = Channel();
    if (!app) return;
    if (channel) {
      Put(type, ToConversation(dialect, event.tenant, *app, *channel));
    } else {
      Put(type, EndedTold{Place(), event.at});
    }
  }
  void PutMembers(std::string_view type, const event::GroupEvent& group) {
    Put(type, MembersTold{Place(), HandlesOf(txn, event.tenant, group.targets),
                          HandleOf(event.actor), event.at});
  }

  template <class T>
  void operator()(const T&) {}

  void operator()(const event::MessageCreated& created) {
    app::Said said{created.message, HandleOf(created.message.sender)};
    // Lines of the system are none.
    if (!ToContent(said.message)) return;
    said.message.id = MessageId(position);
    Put(kSent, ToItem(dialect, event.tenant, event.place.id, said));
  }
  // As it is now, unless it is gone.
  void operator()(const event::MessageEdited& edited) {
    const auto row = message::FindTold(txn, event, edited);
    if (!row || row->message.deleted_at > 0 || !ToContent(row->message)) return;
    const app::Said said{row->message, HandleOf(row->message.sender)};
    Put(kEdited, ToItem(dialect, event.tenant, event.place.id, said));
  }
  void operator()(const event::MessageRecalled& recalled) {
    Put(kRecalled, RecalledTold{Place(), dialect.SealMessage(event.tenant, recalled.message),
                                HandleOf(recalled.sender), HandleOf(recalled.by.id), event.at});
  }
  void operator()(const event::ConversationAdded& added) {
    // One of two has no other event; groups have.
    const bool direct = event.place.kind == ConversationKind::kDirect ||
                        event.place.kind == ConversationKind::kSystem;
    if (direct && !added.people.empty()) PutConversation(kCreated);
  }
  void operator()(const event::ConversationCleared&) {
    if (!Channel()) Put(kDeleted, EndedTold{Place(), event.at});
  }
  void operator()(const event::GroupEvent& group) {
    switch (group.action) {
      case event::GroupAction::kCreated:
        // Of a pair that is new, ConversationAdded told.
        if (event.place.kind == ConversationKind::kDirect) return;
        return PutConversation(kCreated);
      case event::GroupAction::kUpdated:
        return PutConversation(kUpdated);
      case event::GroupAction::kDissolved:
        return Put(kDeleted, EndedTold{Place(), event.at});
      case event::GroupAction::kMembersAdded:
      case event::GroupAction::kMemberJoined:
        return PutMembers(kJoined, group);
      case event::GroupAction::kMembersRemoved:
      case event::GroupAction::kMemberLeft:
        return PutMembers(kLeft, group);
      default:
        return;
    }
  }
};

}  // namespace

std::span<const std::string_view> WebhookRenderer::Types() {
  return kTypes;
}

std::optional<WebhookTold> WebhookRenderer::Render(Txn& txn, const event::Event& event,
                                                   std::int64_t position) const {
  Teller teller{txn, dialect_, event, position};
  std::visit(teller, event.payload);
  return std::move(teller.out);
}

std::vector<WebhookTold> WebhookRenderer::RenderOnline(Txn& txn, TenantId tenant,
                                                       const std::vector<UserId>& users,
                                                       bool online, std::int64_t at) const {
  std::vector<WebhookTold> out;
  const auto app = tenant::FindAppId(txn, tenant);
  if (!app) return out;
  for (std::string& handle : HandlesOf(txn, tenant, users)) {
    out.push_back(
        Tell(dialect_, online ? kOnline : kOffline, *app, at, ClientTold{std::move(handle), at}));
  }
  return out;
}

}  // namespace koine::appim
