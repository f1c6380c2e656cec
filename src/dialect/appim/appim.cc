#include "dialect/appim/appim.h"

#include <utility>

#include "base/text.h"
#include "dialect/appim/message.h"

namespace koine::appim {

namespace {

// What a sealed id is of (mapping 1.2): never renumber.
constexpr std::uint8_t kSealMessage = 1;
constexpr std::uint8_t kSealConversation = 3;
constexpr std::uint8_t kSealCursor = 4;

void AppendRequestId(std::string_view id, std::string* out) {
  *out += R"(,"request-id":)";
  if (id.empty()) {
    *out += "null}";
    return;
  }
  json::Quote(id, out);
  *out += "}";
}

gateway::Traits TraitsOfAppim(const Zone& zone) {
  gateway::Traits t{access::Dialect::kAppim, "appim", "App IM"};
  access::Policy& p = t.policy;
  p.anyone_mentions_all = true;
  p.group_members_max = 5000;
  p.join_mode = access::JoinMode::kOpen;
  p.history_for_new = true;
  p.swaps_roles = true;
  p.recall_ms = 0;
  p.edit_ms = 0;
  p.recall_others = access::RecallOthers::kNever;
  json::Profile& j = t.profile;
  j.zone = &zone;
  j.numeric_strings = true;
  j.numbers_as_strings = true;
  j.loose_bools = true;
  j.bools_as_ints = false;
  j.empty_list_is_missing = true;
  gateway::Habits& h = t.habits;
  h.json_only = true;
  return t;
}

}  // namespace

Appim::Appim(std::string_view seal, crypto::HmacSha256 secret_key, std::string public_url,
             const Zone& zone)
    : Dialect(TraitsOfAppim(zone)),
      seal_(seal),
      secret_key_(std::move(secret_key)),
      public_url_(std::move(public_url)) {
  AddUsers(&endpoints_);
  AddConversations(&endpoints_);
  AddMembers(&endpoints_);
  AddMessages(&endpoints_);
  AddMessageOperations(&endpoints_);
  AddEdits(&endpoints_);
  AddModeration(&endpoints_);
  AddRooms(&endpoints_);
  AddLists(&endpoints_);
  AddFiles(&endpoints_);
  AddFrames(&frames_);
  AddRoomFrames(&frames_);
  own_frames_ = {gateway::DataOf<gateway::Nothing>("ping", "Keep the session alive"),
                 gateway::DataOf<gateway::Nothing>("pong", "The answer to a ping")};
  AddSocketEvents(&events_);
  AddEvents(&events_);
}

Appim::~Appim() = default;

bool Appim::Owns(std::string_view path) const {
  // Other paths below /im belong to another dialect (app-im 1.1).
  for (const std::string_view own :
       {"/im/conversations", "/im/file", "/im/users", "/im/clients", "/im/stats", "/im/messages"}) {
    if (path.substr(0, own.size()) != own) continue;
    if (path.size() == own.size() || path[own.size()] == '/') return true;
  }
  return false;
}

std::string Appim::EnvelopeSchema(std::string_view data) const {
  std::string out =
      R"({"type":"object","required":["code","message","data","request-id"],"properties":{)"
      R"("code":{"type":"integer"},"message":{"type":"string"},)"
      R"("request-id":{"type":["string","null"]},"data":)";
  out += data.empty() ? R"({"type":["object","null"]})" : data;
  return out + "}}";
}

std::string Appim::Success(const gateway::Endpoint& row, const gateway::Call& call, void* result,
                           json::Numbers numbers) const {
  std::string out;
  out.reserve(512);
  out += R"({"code":0,"message":"ok","data":)";
  const json::Type* type = row.thunk.response();
  SentOut sent;
  if (type == json::TypeOf<SentOut>()) {
    sent = *static_cast<const SentOut*>(result);
    if (sent.msg_id.empty()) {
      sent.msg_id = SealMessage(call.who.tenant, gateway::RealId(sent.id, numbers));
    }
    result = &sent;
  }
  json::Write(type, result, profile(), &out, numbers);
  AppendRequestId(call.operation, &out);
  return out;
}

std::string Appim::RefusalBody(int code, std::string_view text, int* status) const {
  *status = 200;  // app-im 1.5
  std::string out = R"({"code":)";
  json::AppendInt(code, &out);
  out += R"(,"message":)";
  json::Quote(text, &out);
  out += R"(,"data":null)";
  AppendRequestId({}, &out);
  return out;
}

std::string Appim::Refusal(std::string_view operation, std::span<const Error> errors,
                           int* status) const {
  const Error* told = &errors.front();
  // What is missing comes before what has the wrong form (app-im 1.5).
  for (const Error& error : errors) {
    if (!error.Is(Code::kMissingArgument)) continue;
    told = &error;
    break;
  }
  const Answer answer = AnswerOf(*told);
  *status = answer.status;
  std::string out = R"({"code":)";
  json::AppendInt(answer.code, &out);
  out += R"(,"message":)";
  json::Quote(answer.message, &out);
  out += R"(,"data":null)";
  AppendRequestId(operation, &out);
  return out;
}

std::string Appim::SealConversation(TenantId tenant, ConversationId id) const {
  return seal_.Hex32(kSealConversation, tenant, id.value);
}

std::optional<ConversationId> Appim::OpenConversation(TenantId tenant,
                                                      std::string_view text) const {
  const auto id = seal_.Open(kSealConversation, tenant, text);
  return id ? std::optional(ConversationId(*id)) : std::nullopt;
}

std::string Appim::SealMessage(TenantId tenant, MessageId id) const {
  return seal_.Hex32(kSealMessage, tenant, id.value);
}

std::optional<MessageId> Appim::OpenMessage(TenantId tenant, std::string_view text) const {
  const auto id = seal_.Open(kSealMessage, tenant, text);
  return id ? std::optional(MessageId(*id)) : std::nullopt;
}

std::string Appim::SealCursor(TenantId tenant, MessageId last) const {
  return seal_.Hex32(kSealCursor, tenant, last.value);
}

std::optional<MessageId> Appim::OpenCursor(TenantId tenant, std::string_view text) const {
  const auto id = seal_.Open(kSealCursor, tenant, text);
  return id ? std::optional(MessageId(*id)) : std::nullopt;
}

}  // namespace koine::appim
