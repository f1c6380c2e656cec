#include "dialect/ruoyi/ruoyi.h"

#include <utility>

#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

namespace {

gateway::Traits TraitsOfRuoyi(const Settings& settings) {
  gateway::Traits t{access::Dialect::kRuoyi, "ruoyi", "RuoYi-IM"};
  access::Policy& p = t.policy;
  p.group_members_max = 500;
  p.join_mode = access::JoinMode::kApplyOrInvite;
  p.history_for_new = true;
  p.pending_requests_max = 20;
  p.recall_ms = 120'000;
  p.edit_ms = 900'000;
  p.recall_others = access::RecallOthers::kIfSet;
  p.call.ring_ms = kCallRingMs;
  p.call.grace_ms = kCallGraceMs;
  p.call.needs_peer = true;
  p.call.keeps_record = settings.call_record;
  p.call.participants_max = settings.call_participants;
  t.habits.words_are_paths = true;
  json::Profile& j = t.profile;
  j.numeric_strings = true;
  j.numbers_as_strings = true;
  j.loose_bools = true;
  return t;
}

}  // namespace

Ruoyi::Ruoyi(std::string_view secret, const Clock& clock, Settings settings)
    : Dialect(TraitsOfRuoyi(settings)),
      key_(secret),
      settings_(std::move(settings)),
      ai_(settings_.ai),
      hot_(clock) {
  AddAuth(&endpoints_);
  AddUsers(&endpoints_);
  AddMessages(&endpoints_);
  AddMessageReads(&endpoints_);
  AddMessageEdits(&endpoints_);
  AddMessageMerges(&endpoints_);
  AddReactions(&endpoints_);
  AddFavorites(&endpoints_);
  AddOrganization(&endpoints_);
  AddMessageAdmin(&endpoints_);
  AddConversations(&endpoints_);
  AddMentions(&endpoints_);
  AddContacts(&endpoints_);
  AddGroups(&endpoints_);
  AddContactGroups(&endpoints_);
  AddConfig(&endpoints_);
  AddUserAdmin(&endpoints_);
  AddReset(&endpoints_);
  AddSessions(&endpoints_);
  AddStatsAdmin(&endpoints_);
  AddAudit(&endpoints_);
  AddSearches(&endpoints_);
  AddFiles(&endpoints_);
  AddNotifications(&endpoints_);
  AddMeetingRooms(&endpoints_);
  AddApprovals(&endpoints_);
  AddSchedules(&endpoints_);
  AddDings(&endpoints_);
  AddDingTemplates(&endpoints_);
  AddAttendance(&endpoints_);
  AddWorkbench(&endpoints_);
  AddDocuments(&endpoints_);
  AddEmails(&endpoints_);
  AddExternalContacts(&endpoints_);
  AddApplications(&endpoints_);
  AddAi(&endpoints_);
  AddCloud(&endpoints_);
  AddFrames(&frames_);
  AddSessionFrames(&own_frames_);
  AddSessionEvents(&events_);
  AddEvents(&events_);
  AddDingEvents(&events_);
  if (settings_.features.calls) {
    AddCalls(&endpoints_);
    AddGroupCalls(&endpoints_);
    AddCallFrames(&frames_);
    AddCallEvents(&events_);
  }
  AddLegacyEvents(&events_);
}

Ruoyi::~Ruoyi() = default;

bool Ruoyi::Owns(std::string_view path) const {
  return path.substr(0, 5) == "/api/";
}

std::string Ruoyi::Success(const gateway::Endpoint& row, const gateway::Call& call, void* result,
                           json::Numbers numbers) const {
  const char* msg = call.message != nullptr ? call.message : row.opt.ok;
  std::string out;
  out.reserve(512);
  out += R"({"code":200,"msg":")";
  out += msg[0] != '\0' ? msg : "操作成功";
  out += R"(","data":)";
  const json::Type* type = row.thunk.response();
  const bool raw =
      type == json::TypeOf<json::Raw>() && !static_cast<json::Raw*>(result)->text.empty();
  const auto* form = dynamic_cast<const OtherForm*>(call.caller.get());
  if (form != nullptr && IsPublished(call)) {
    form->Write(profile(), numbers, &out);
  } else if (type == json::TypeOf<gateway::Nothing>()) {
    out += "null";
  } else if (raw) {
    // It may be long: its memory goes on.
    std::string text = std::move(static_cast<json::Raw*>(result)->text);
    text.insert(0, out);
    out = std::move(text);
  } else {
    json::Write(type, result, profile(), &out, numbers);
  }
  if (!call.members.empty()) {
    out += ",";
    out += call.members;
  }
  out += "}";
  return out;
}

}  // namespace koine::ruoyi
