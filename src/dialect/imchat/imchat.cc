#include "dialect/imchat/imchat.h"

#include <utility>

#include "base/text.h"

namespace koine::imchat {

namespace {

// im-chat 2.2 … 2.5, mapping 4, 5, 8.
access::Policy PolicyOf(const Settings& settings) {
  access::Policy p;
  p.dialect = access::Dialect::kImchat;
  p.friends_only = true;
  p.group_members_max = 10'000;
  p.join_mode = access::JoinMode::kOpen;
  p.history_for_new = false;
  p.pending_requests_max = 20;
  p.requests_meet = false;
  p.members_invite = true;
  p.friends_invite = true;
  p.groups_known = true;
  p.recall_ms = 120'000;
  p.recall_others = access::RecallOthers::kAlways;
  p.old_logins_ms = settings.access_ms;
  return p;
}

}  // namespace

Imchat::Imchat(const Secrets& secrets, Settings settings)
    : access_(secrets.access),
      refresh_(secrets.refresh),
      captcha_(access_.Sign("captchas")),
      settings_(std::move(settings)),
      policy_(PolicyOf(settings_)) {
  AddAuth(&endpoints_);
  AddUsers(&endpoints_);
  AddSystem(&endpoints_);
}

Imchat::~Imchat() = default;

const json::Profile& Imchat::profile() const {
  static const json::Profile profile = [] {
    json::Profile p;
    p.numeric_strings = true;
    p.loose_bools = true;
    p.cents_as_decimal = true;
    p.order[0] = json::Source::kJson;
    p.order[1] = json::Source::kForm;
    p.order[2] = json::Source::kQuery;
    return p;
  }();
  return profile;
}

const gateway::Habits& Imchat::habits() const {
  static const gateway::Habits habits = [] {
    gateway::Habits h;
    h.preflight_s = 1800;  // im-chat 1.1
    h.rights_after_body = true;  // im-chat 1.4
    return h;
  }();
  return habits;
}

namespace {

constexpr std::string_view kChatPaths[] = {
    "/login",     "/register",  "/refreshToken", "/modifyPwd", "/setTradePwd", "/captcha",
    "/user",      "/friend",    "/blacklist",    "/group",     "/message",     "/webrtc",
    "/redPackage", "/file",     "/system",       "/complaint", "/unregister"};
constexpr std::string_view kBackstagePaths[] = {
    "/im/user",          "/im/group",        "/im/sensitiveWord", "/im/privateMessage",
    "/im/groupMessage",  "/im/complaint",    "/im/userRecharge",  "/im/userWithdrawal",
    "/im/userFundDetail", "/im/redRecord",   "/im/systemMessage", "/im/smPushTask",
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

bool OfBackstage(const gateway::Endpoint& row) { return BelowAny(row.path, kBackstagePaths); }
bool OfRedPackets(const gateway::Endpoint& row) { return Below(row.path, kRedPacketPath); }

std::string Imchat::EnvelopeSchema(std::string_view data) const {
  std::string out =
      R"({"type":"object","required":["code","message","data"],"properties":{)"
      R"("code":{"type":"integer"},"message":{"type":"string"},"data":)";
  out += data.empty() ? R"({"nullable":true})" : data;
  return out + "}}";
}

std::string Imchat::Success(const gateway::Endpoint& row, const gateway::Call&, const void* result,
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
