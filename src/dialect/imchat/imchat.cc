#include "dialect/imchat/imchat.h"

#include <utility>

#include "base/text.h"

namespace koine::imchat {

namespace {

// im-chat 1, 2.2 … 2.5, mapping 4, 5, 8.
gateway::Traits TraitsOfImchat(const Settings& settings) {
  gateway::Traits t{access::Dialect::kImchat, "imchat", "IM Chat"};
  access::Policy& p = t.policy;
  p.friends_only = true;
  p.strangers_answered = settings.reply_to_strangers;
  p.group_members_max = 10'000;
  p.join_mode = access::JoinMode::kOpen;
  p.history_for_new = false;
  p.pending_requests_max = 20;
  p.requests_meet = false;
  p.members_invite = true;
  p.friends_invite = true;
  p.vips_found = settings.vips_found_groups;
  p.groups_known = true;
  p.recall_ms = 120'000;
  p.recall_others = access::RecallOthers::kAlways;
  p.old_logins_ms = settings.access_ms;
  p.call.ring_ms = kCallRingMs;
  p.call.grace_ms = kCallGraceMs;
  p.call.friends_only = true;
  p.call.login_is_device = true;
  p.call.keeps_record = true;
  p.call.participants_max = settings.call_participants;
  json::Profile& j = t.profile;
  j.zone = settings.zone;
  j.numeric_strings = true;
  j.loose_bools = true;
  j.cents_as_decimal = true;
  j.empty_is_missing = true;
  j.order[0] = json::Source::kJson;
  j.order[1] = json::Source::kForm;
  j.order[2] = json::Source::kQuery;
  t.habits.preflight_s = 1800;
  t.habits.repeat_ms = settings.repeat_ms;
  t.habits.rights_after_body = true;
  return t;
}

}  // namespace

Imchat::Imchat(const Secrets& secrets, Settings settings)
    : Dialect(TraitsOfImchat(settings)),
      access_(secrets.access),
      refresh_(secrets.refresh),
      captcha_(access_.Sign("captchas")),
      settings_(std::move(settings)) {
  AddAuth(&endpoints_);
  AddUsers(&endpoints_);
  AddSystem(&endpoints_);
  if (settings_.features.money) AddWallet(&endpoints_);
  if (settings_.features.packets) {
    AddRedPackets(&endpoints_);
    AddRedService(&endpoints_);
  }
  // The books stay open to those who keep them.
  AddOfficeMoney(&endpoints_);
  AddOfficeRoles(&endpoints_);
  AddFriends(&endpoints_);
  AddGroups(&endpoints_);
  AddGroupMembers(&endpoints_);
  AddPrivateMessages(&endpoints_);
  AddGroupMessages(&endpoints_);
  AddOfficeUsers(&endpoints_);
  AddOfficeWords(&endpoints_);
  AddOfficeNotices(&endpoints_);
  AddNotices(&endpoints_);
  AddFiles(&endpoints_);
  AddComplaints(&endpoints_);
  AddOfficeComplaints(&endpoints_);
  AddOfficeMessages(&endpoints_);
  AddOfficeGroups(&endpoints_);
  AddFrames(&frames_);
  AddSessionFrames(&own_frames_);
  AddSessionEvents(&events_);
  AddEvents(&events_);
  if (settings_.features.calls) {
    AddCalls(&endpoints_);
    AddGroupCalls(&endpoints_);
    AddCallFrames(&frames_);
    AddCallEvents(&events_);
  }
}

Imchat::~Imchat() = default;

namespace {

constexpr std::string_view kChatPaths[] = {
    "/login",      "/register", "/refreshToken", "/modifyPwd", "/setTradePwd", "/captcha",
    "/user",       "/friend",   "/blacklist",    "/group",     "/message",     "/webrtc",
    "/redPackage", "/file",     "/system",       "/complaint", "/unregister"};
constexpr std::string_view kBackstagePaths[] = {"/im/user",
                                                "/im/group",
                                                "/im/sensitiveWord",
                                                "/im/privateMessage",
                                                "/im/groupMessage",
                                                "/im/complaint",
                                                "/im/userRecharge",
                                                "/im/userWithdrawal",
                                                "/im/userFundDetail",
                                                "/im/redRecord",
                                                "/im/systemMessage",
                                                "/im/smPushTask",
                                                "/auth"};
constexpr std::string_view kRedPacketPath = "/red/packet";

// `path` itself or below it.
bool Below(std::string_view path, std::string_view base) {
  return path.substr(0, base.size()) == base &&
         (path.size() == base.size() || path[base.size()] == '/');
}

bool BelowAny(std::string_view path, std::span<const std::string_view> bases) {
  for (const std::string_view base : bases) {
    if (Below(path, base)) return true;
  }
  return false;
}

}  // namespace

bool Imchat::Owns(std::string_view path) const {
  return BelowAny(path, kChatPaths) || BelowAny(path, kBackstagePaths) ||
         Below(path, kRedPacketPath) || path == "/ws";
}

bool OfBackstage(const gateway::Endpoint& row) {
  return BelowAny(row.path, kBackstagePaths);
}
bool OfRedPackets(const gateway::Endpoint& row) {
  return Below(row.path, kRedPacketPath);
}
bool OfUsers(const gateway::Endpoint& row) {
  return BelowAny(row.path, kChatPaths);
}

std::string Imchat::EnvelopeSchema(std::string_view data) const {
  std::string out = R"({"type":"object","required":["code","message","data"],"properties":{)"
                    R"("code":{"type":"integer"},"message":{"type":"string"},"data":)";
  out += data.empty() ? R"({"type":["object","null"]})" : data;
  return out + "}}";
}

std::string Imchat::Success(const gateway::Endpoint& row, const gateway::Call&, void* result,
                            json::Numbers numbers) const {
  std::string out;
  out.reserve(512);
  out += R"({"code":200,"message":"success","data":)";
  const json::Type* type = row.thunk.response();
  if (type == json::TypeOf<gateway::Nothing>()) {
    out += "null";
  } else {
    json::Write(type, result, profile(), &out, numbers);
  }
  out += "}";
  return out;
}

}  // namespace koine::imchat
