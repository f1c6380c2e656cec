#include "dialect/openim/dialect.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/contact/contact.h"
#include "core/event/event.h"
#include "core/identity/handle.h"
#include "dialect/openim/extras.h"
#include "dialect/openim/group_tips.h"
#include "dialect/openim/push.h"
#include "dialect/openim/sent.h"

namespace koine::openim {

namespace {

// What a sealed id is of (mapping 1.2): never renumber.
constexpr std::uint8_t kSealMessage = 1;
constexpr std::uint8_t kSealNotification = 16;

// The class of a platform (openim 2.1).
std::string_view ClassOf(std::string_view platform) {
  static constexpr std::string_view kClasses[] = {"",    "Mobile", "Mobile",  "PC",
                                                  "PC",  "Web",    "MiniWeb", "PC",
                                                  "Pad", "Pad",    "Admin",   "HarmonyOS"};
  const auto number = text::ParseInt(platform);
  if (!number || *number < kPlatformMin || *number > kPlatformMax) return "";
  return kClasses[*number];
}

gateway::Traits TraitsOfOpenim(const Settings& settings) {
  gateway::Traits t{access::Dialect::kOpenim, "openim", "OpenIM"};
  access::Policy& p = t.policy;
  p.group_members_max = 100'000;
  p.join_mode = access::JoinMode::kApply;
  p.history_for_new = settings.history_for_new;
  p.listed_only = settings.friend_verification;
  p.pending_requests_max = contact::kPendingMax;
  p.asks_again = true;
  p.removes_one_side = true;
  p.self_chats = true;
  p.members_invite = true;
  p.swaps_roles = true;
  p.recall_ms = 0;
  p.edit_ms = 0;
  p.anyone_mentions_all = true;
  p.recall_others = access::RecallOthers::kAlways;
  json::Profile& j = t.profile;
  j.absent = json::Absent::kZero;
  j.time = json::TimeForm::kMilliseconds;
  j.escape_html = true;
  j.omit_empty_maps = true;
  j.any_case_names = true;
  gateway::Habits& h = t.habits;
  h.headers =
      "Access-Control-Allow-Methods: *\r\n"
      "Access-Control-Allow-Headers: *\r\n"
      "Access-Control-Expose-Headers: Content-Length, Access-Control-Allow-Origin, "
      "Access-Control-Allow-Headers,Cache-Control,Content-Language,Content-Type,Expires,"
      "Last-Modified,Pragma,FooBar\r\n"
      "Access-Control-Max-Age: 172800\r\n";
  h.any_origin = true;
  h.preflight = R"("Options Request!")";
  h.unknown = "404 page not found";
  h.login_before_path = true;
  h.rights_after_body = true;
  h.body_only = true;
  return t;
}

}  // namespace

Openim::Openim(std::string_view secret, std::string_view seal, Settings settings)
    : Dialect(TraitsOfOpenim(settings)),
      secret_(secret),
      key_(secret),
      seal_(seal),
      settings_(std::move(settings)) {
  token_rule_.policy = settings_.multi_login;
  token_rule_.per_terminal_max = settings_.per_platform_max;
  token_rule_.class_of = ClassOf;
  token_rule_.pc_class = "PC";
  token_rule_.preferred_terminal = "2";  // Android
  token_rule_.admin_terminal = "10";
  token_rule_.admin_grace_ms = kAdminGraceMs;
  AddAuth(&endpoints_);
  AddUsers(&endpoints_);
  AddUserSettings(&endpoints_);
  AddAccounts(&endpoints_);
  AddFriends(&endpoints_);
  AddFriendRequests(&endpoints_);
  AddBlacks(&endpoints_);
  AddFriendSync(&endpoints_);
  AddUserStatus(&endpoints_);
  AddGroups(&endpoints_);
  AddGroupMembers(&endpoints_);
  AddGroupSync(&endpoints_);
  AddGroupJoins(&endpoints_);
  AddGroupInfo(&endpoints_);
  AddGroupRequests(&endpoints_);
  AddConversations(&endpoints_);
  AddConversationSync(&endpoints_);
  AddConversationSettings(&endpoints_);
  AddMessagePulls(&endpoints_);
  AddMessageReading(&endpoints_);
  AddMessageSending(&endpoints_);
  AddMessageSearch(&endpoints_);
  AddMessageRevision(&endpoints_);
  AddMessagePurge(&endpoints_);
  AddObjects(&endpoints_);
  AddThird(&endpoints_);
  AddStatistics(&endpoints_);
  AddJsSdk(&endpoints_);
  AddConfig(&endpoints_);
  AddRequests(&frames_);
  AddPushes(&events_);
  AddContactPushes(&events_);
  AddGroupPushes(&events_);
  AddGroupTips(&events_);
  AddPrivateTips(&events_);
}

Openim::~Openim() = default;

std::string Openim::EnvelopeSchema(std::string_view data) const {
  std::string out =
      R"({"type":"object","required":["errCode","errMsg","errDlt"],"properties":{)"
      R"("errCode":{"type":"integer"},"errMsg":{"type":"string"},"errDlt":{"type":"string"})";
  if (!data.empty()) out += R"(,"data":)" + std::string(data);
  return out + "}}";
}

std::string Openim::Success(const gateway::Endpoint& row, const gateway::Call&, void* result,
                            json::Numbers numbers) const {
  std::string out;
  out.reserve(512);
  out += R"({"errCode":0,"errMsg":"","errDlt":"")";
  const json::Type* type = row.thunk.response();
  SendMsgOut sent;
  if (type == json::TypeOf<SendMsgOut>()) {
    sent = *static_cast<const SendMsgOut*>(result);
    if (sent.serverMsgID.empty()) sent.serverMsgID = SealMessage(gateway::RealId(sent.id, numbers));
    result = &sent;
  }
  if (type != json::TypeOf<gateway::Nothing>()) {
    out += R"(,"data":)";
    json::Write(type, result, profile(), &out, numbers);
  }
  out += "}";
  return out;
}

bool Openim::IsSecret(std::string_view text) const {
  return crypto::Equal(crypto::Sha256(text), crypto::Sha256(secret_));
}

bool Openim::IsAdmin(UserId user) const {
  return std::find(admins_.begin(), admins_.end(), user) != admins_.end();
}

access::Role Openim::RoleOf(const identity::LoginView& view) const {
  return IsAdmin(view.login.user) ? access::Role::kAdmin : access::Role::kUser;
}

std::string Openim::SealMessage(MessageId id) const {
  return seal_.Hex32(kSealMessage, kDefaultTenant, id.value);
}

std::optional<MessageId> Openim::OpenMessage(std::string_view text) const {
  const auto id = seal_.Open(kSealMessage, kDefaultTenant, text);
  return id ? std::optional(MessageId(*id)) : std::nullopt;
}

std::string Openim::NotificationId(TenantId tenant, std::int64_t position, int part) const {
  return seal_.Hex32(static_cast<std::uint8_t>(kSealNotification + part), tenant, position);
}

std::string Openim::NotificationId(const event::Event& event, std::int64_t position,
                                   std::int64_t now_ms) const {
  if (position > 0) return NotificationId(event.tenant, position);
  // Of an event without a position, nothing but its cause and time tells it from others.
  const std::string text = std::to_string(event.actor.value) + "/" +
                           std::to_string(event.place.id.value) + "/" + std::to_string(now_ms);
  return text::Hex(crypto::Md5(text));
}

Result<access::Principal> ActFor(store::Txn& txn, gateway::Call& call, std::string_view handle) {
  return identity::ActFor(txn, call.who, handle);
}

}  // namespace koine::openim
