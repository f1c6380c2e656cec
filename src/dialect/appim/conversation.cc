// Conversations (app-im 2.2 to 2.5).

#include <map>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/room.h"
#include "dialect/appim/where.h"
#include "dialect/appim/wire.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

struct CreateConversationIn {
  std::string client_id;
  std::optional<std::vector<std::string>> to_client_ids;
  std::optional<std::int64_t> conv_type;
  json::Raw conv_extend;
  std::optional<std::int64_t> ttl;
  // Of a query that comes as a POST without a body.
  json::Raw where;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(CreateConversationIn,
               (client_id, to_client_ids, conv_type, conv_extend, ttl, where, page, size))
struct CreateConversationOut {
  json::Raw conv_extend;
  std::string conv_id;
};
KOINE_DESCRIBE(CreateConversationOut, (conv_extend, conv_id))
struct QueryConversationsIn {
  json::Raw where;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(QueryConversationsIn, (where, page, size))
KOINE_RULES(QueryConversationsIn, json::Rule("where").Required())
struct ConversationPage {
  std::int64_t current_page = 1;
  std::vector<ConversationOut> data;
  std::int64_t last_page = 1, per_page = 0, total = 0;
};
KOINE_DESCRIBE(ConversationPage, (current_page, data, last_page, per_page, total))
struct UpdateConversationsIn {
  json::Raw where;
  json::Raw update;
};
KOINE_DESCRIBE(UpdateConversationsIn, (where, update))
KOINE_RULES(UpdateConversationsIn, json::Rule("where").Required(), json::Rule("update").Required())
struct DeleteConversationIn {
  std::string conv_id;
};
KOINE_DESCRIBE(DeleteConversationIn, (conv_id))

namespace {

constexpr std::int64_t kQuerySize = 20;
constexpr std::int64_t kRoomType = 4;
constexpr std::int64_t kTtlMaxS = app::kTemporaryMs / 1000;

Result<ConversationPage> Query(Txn& txn, Call& call, const QueryConversationsIn& in) {
  KOINE_TRY(const auto conditions, ParseWhere(in.where.text));
  KOINE_TRY(const Paging paging, ReadPaging(in.page, in.size, kQuerySize));
  const TenantId tenant = call.who.tenant;
  KOINE_TRY(app::ChannelFilter filter, FilterOf(txn, call, conditions));
  const auto& token = CallerOf(call).token;
  if (token && !token->unique_name.empty()) {
    // Only what the client is in.
    Condition own{Subject::kMember, {}, Relation::kEqual, {}};
    own.values.push_back({Scalar::Kind::kText, token->unique_name});
    auto all = conditions;
    all.push_back(std::move(own));
    KOINE_TRY(filter, FilterOf(txn, call, all));
  }
  KOINE_TRY(const app::FoundChannel found,
            app::ListChannels(txn, call.who, filter, paging.offset(), paging.size));
  ConversationPage out;
  out.current_page = paging.page;
  for (app::Channel one : found.page) {
    one.clients = CountClients(*call.services->presence, one);
    out.data.push_back(ToConversation(DialectOf(call), tenant, CallerOf(call).app.app_id, one));
  }
  out.last_page = paging.last(found.total);
  out.per_page = paging.size;
  out.total = found.total;
  return out;
}

Result<ConversationPage> QueryConversations(Txn& txn, Call& call, QueryConversationsIn& in) {
  return Query(txn, call, in);
}

// The kind of a conv_type.
Result<ConversationKind> KindOf(std::int64_t type) {
  switch (type) {
    case 1:
      return ConversationKind::kDirect;
    case 2:
      return ConversationKind::kTemporary;
    case 3:
      return ConversationKind::kGroup;
    case 4:
      return ConversationKind::kRoom;
    default:
      return Error{Code::kWrongKind, "conv_type"};
  }
}

Status CheckCreate(const CreateConversationIn& in) {
  if (in.client_id.empty()) return Missing("client_id");
  if (!in.conv_type) return Missing("conv_type");
  // A room begins with nobody, but the list is to be there.
  if (in.to_client_ids ? in.to_client_ids->empty() && in.conv_type != kRoomType : true) {
    return Missing("to_client_ids");
  }
  if (!in.conv_extend.text.empty() && !IsContainer(in.conv_extend)) {
    return FieldError(Code::kBadArgument, "conv_extend");
  }
  if (in.conv_type == 2 && in.ttl && (*in.ttl < 1 || *in.ttl > kTtlMaxS)) {
    return FieldError(Code::kBadArgument, "ttl");
  }
  return Ok();
}

// A POST that is a query in all but its method (app-im 1.2).
Result<CreateConversationOut> AnswerQuery(Txn& txn, Call& call, const CreateConversationIn& in) {
  KOINE_TRY(const ConversationPage page, Query(txn, call, {in.where, in.page, in.size}));
  std::string text = R"({"code":0,"message":"ok","data":)";
  json::Write(page, DialectOf(call).profile(), &text);
  text += R"(,"request-id":)";
  if (call.operation.empty()) {
    text += "null}";
  } else {
    json::Quote(call.operation, &text);
    text += "}";
  }
  call.response = net::Response::Make(200, "application/json; charset=utf-8", std::move(text));
  return CreateConversationOut{};
}

Result<CreateConversationOut> CreateConversation(Txn& txn, Call& call, CreateConversationIn& in) {
  const bool bodiless = call.request == nullptr || text::IsBlank(call.request->body);
  if (bodiless && !in.where.text.empty()) return AnswerQuery(txn, call, in);
  KOINE_CHECK(CheckCreate(in));
  KOINE_TRY(const ConversationKind kind, KindOf(*in.conv_type));
  std::vector<std::string> named;
  std::unordered_set<std::string_view> known{in.client_id};
  for (const std::string& one : *in.to_client_ids) {
    if (known.insert(one).second) named.push_back(one);
  }
  const bool room = kind == ConversationKind::kRoom;
  const bool fits = kind == ConversationKind::kDirect ? named.size() == 1 : room || !named.empty();
  const std::size_t most =
      kind == ConversationKind::kTemporary ? app::kTemporaryMembersMax : app::kGroupMembersMax;
  if (!fits || named.size() >= most) return Error{Code::kWrongKind, "members"};
  KOINE_TRY(const identity::User creator, ActingClient(txn, call, in.client_id));
  KOINE_TRY(const auto others, app::GetClients(txn, call.who.tenant, named));
  KOINE_CHECK(MayName(call, named));
  app::ChannelIn draft;
  draft.creator = creator.id;
  for (const identity::User& user : others) draft.others.push_back(user.id);
  draft.kind = kind;
  if (!in.conv_extend.text.empty()) draft.extend = in.conv_extend.text;
  if (in.ttl) draft.ttl_ms = *in.ttl * 1000;
  KOINE_TRY(const app::Channel made, app::CreateChannel(txn, call.who, draft));
  if (room && !draft.others.empty()) {
    KOINE_TRY(const app::Managed place, app::Managed::Open(txn, call.who, made.id));
    KOINE_CHECK(AddToRoom(txn, call, place, draft.others));
  }
  return CreateConversationOut{{made.extend},
                               DialectOf(call).SealConversation(call.who.tenant, made.id)};
}

Result<bool> UpdateConversations(Txn& txn, Call& call, UpdateConversationsIn& in) {
  KOINE_TRY(const auto conditions, ParseWhere(in.where.text));
  if (conditions.empty()) return FieldError(Code::kBadArgument, "where");
  auto update = json::Parse<std::map<std::string, json::Raw>>(in.update.text);
  if (in.update.text.front() != '{' || !update.ok()) {
    return FieldError(Code::kBadArgument, "update");
  }
  if (update->empty()) return Missing("update");
  if (update->size() != 1 || update->begin()->first != "conv_extend") {
    return FieldError(Code::kBadArgument, "update");
  }
  json::Raw extend = update->begin()->second;
  if (extend.text != "null" && !IsContainer(extend)) {
    return FieldError(Code::kBadArgument, "conv_extend");
  }
  if (extend.text == "null") extend.text.clear();
  KOINE_TRY(const app::ChannelFilter filter, FilterOf(txn, call, conditions));
  return app::UpdateChannel(txn, call.who, filter, extend.text);
}

Result<bool> DeleteConversation(Txn& txn, Call&, const ChannelDoor& door, DeleteConversationIn&) {
  KOINE_CHECK(app::DeleteChannel(txn, door.place()));
  return true;
}

}  // namespace

void AddConversations(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&CreateConversation>(
      Method::kPost, "/im/conversations", "Create a conversation",
      {.mode = Mode::kWrite,
       .example = R"({"client_id":"{client.ann}","to_client_ids":["{client.bob}"],"conv_type":3})",
       .ref = "2.2",
       .about = gateway::About::kPeople}));
  rows->push_back(Ep<&QueryConversations>(
      Method::kGet, "/im/conversations", "Find conversations by conditions",
      {.mode = Mode::kScan,
       .example = R"({"where":"[[\"user_id\",\"=\",\"{client.ann}\"]]","page":1,"size":20})",
       .ref = "2.3",
       .about = gateway::About::kPeople}));
  rows->push_back(Ep<&UpdateConversations>(
      Method::kPut, "/im/conversations",
      "Update the extension of conversations found by conditions",
      {.mode = Mode::kWrite,
       .repeatable = true,
       .example =
           R"({"where":[["conv_id","=","{conv.id}"]],"update":{"conv_extend":{"conv_name":"a"}}})",
       .ref = "2.4",
       .about = gateway::About::kPeople}));
  rows->push_back(Ep<&DeleteConversation>(
      Method::kDelete, "/im/conversations/{conv_id}", "Delete a conversation for everybody",
      InChannel(Mode::kWrite, true, R"({"conv_id":"{conv.id}"})", "2.5")));
}

}  // namespace koine::appim
