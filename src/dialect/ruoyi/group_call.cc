// Calls in groups (ruoyi 14, 27).

#include <utility>

#include "core/access/doors.h"
#include "core/call/group.h"
#include "core/event/event.h"
#include "dialect/ruoyi/call.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using event::CallId;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct InitiateGroupIn {
  ConversationId conversationId;
  CallType callType = CallType::kVideo;
  std::optional<std::int64_t> maxParticipants;
  std::vector<std::int64_t> userIds;  // none: all others
};
KOINE_DESCRIBE(InitiateGroupIn, (conversationId, callType, maxParticipants, userIds))
KOINE_RULES(InitiateGroupIn, json::Rule("conversationId").Required(),
            json::Rule("callType").AnyCase(),
            json::Rule("maxParticipants").Min(2).Max(call::kParticipantsMax),
            json::Rule("userIds").WholeBody().MaxItems(call::kInvitedMax))
struct GroupCallIn {
  CallId callId;
};
KOINE_DESCRIBE(GroupCallIn, (callId))
struct RefuseGroupCallIn {
  CallId callId;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(RefuseGroupCallIn, (callId, reason))
KOINE_RULES(RefuseGroupCallIn,
            json::Rule("reason").MaxChars(static_cast<std::int64_t>(call::kReasonCharsMax)))
struct MuteCallIn {
  CallId callId;
  bool muted = true;
};
KOINE_DESCRIBE(MuteCallIn, (callId, muted))
KOINE_RULES(MuteCallIn, json::Rule("muted").Required())
struct CameraCallIn {
  CallId callId;
  bool cameraOff = true;
};
KOINE_DESCRIBE(CameraCallIn, (callId, cameraOff))
KOINE_RULES(CameraCallIn, json::Rule("cameraOff").Required())

struct ParticipantOut {
  UserId userId;
  std::string userName, userAvatar, status;  // JOINED, INVITED
  bool muted = false, cameraOff = false;
};
KOINE_DESCRIBE(ParticipantOut, (userId, userName, userAvatar, status, muted, cameraOff))
struct ActiveCallIn {
  ConversationId conversationId;
};
KOINE_DESCRIBE(ActiveCallIn, (conversationId))
KOINE_RULES(ActiveCallIn, json::Rule("conversationId").Required())
struct GroupCallOut {
  CallId callId;
  ConversationId conversationId;
  std::string callType;
  UserId hostId;
  std::string hostName;
  std::vector<ParticipantOut> participants;
};
KOINE_DESCRIBE(GroupCallOut, (callId, conversationId, callType, hostId, hostName, participants))
// What published clients read instead of the number.
struct GroupCallStartedOut {
  CallId callId;
  std::string roomId;
  std::int64_t maxParticipants = 0;
  std::string callType;
};
KOINE_DESCRIBE(GroupCallStartedOut, (callId, roomId, maxParticipants, callType))

namespace {

Result<CallId> InitiateGroup(Txn& txn, Call& call, const access::GroupMember& place,
                             InitiateGroupIn& in) {
  call::StartGroupIn start;
  start.mode = ModeOf(in.callType);
  if (!in.userIds.empty()) start.users = std::move(in.userIds);
  start.participants_max = static_cast<int>(in.maxParticipants.value_or(0));
  KOINE_TRY(const call::Started started, call::StartGroup(txn, place, start));
  if (IsPublished(call)) {
    const std::int64_t room = in.maxParticipants.value_or(call.who.policy->call.participants_max);
    ShowInstead(call, GroupCallStartedOut{started.id, started.uuid, room, TypeText(start.mode)});
  }
  return started.id;
}

Result<Nothing> JoinCall(Txn& txn, Call&, const call::GroupCall& on, GroupCallIn&) {
  KOINE_CHECK(call::JoinGroup(txn, on));
  return Nothing{};
}

Result<Nothing> LeaveCall(Txn& txn, Call&, const call::GroupCall& on, GroupCallIn&) {
  KOINE_CHECK(call::LeaveGroup(txn, on));
  return Nothing{};
}

Result<Nothing> RefuseCall(Txn& txn, Call&, const call::GroupCall& on, RefuseGroupCallIn& in) {
  KOINE_CHECK(call::RejectGroup(txn, on, in.reason.value_or("")));
  return Nothing{};
}

Result<Nothing> MuteCall(Txn& txn, Call&, const call::GroupCall& on, MuteCallIn& in) {
  KOINE_CHECK(call::SetDevice(txn, on, std::nullopt, !in.muted));
  return Nothing{};
}

Result<Nothing> SwitchCamera(Txn& txn, Call&, const call::GroupCall& on, CameraCallIn& in) {
  KOINE_CHECK(call::SetDevice(txn, on, !in.cameraOff, std::nullopt));
  return Nothing{};
}

std::vector<ParticipantOut> ShowPeople(const call::GroupView& view) {
  std::vector<ParticipantOut> out;
  for (const call::Participant& one : view.people) {
    out.push_back({one.person.id, one.person.name, AvatarOf(one.person.avatar),
                   one.in ? "JOINED" : "INVITED", !one.microphone, !one.camera});
  }
  return out;
}

Result<std::vector<ParticipantOut>> ListParticipants(Txn& txn, Call&, const call::GroupCall& on,
                                                     GroupCallIn&) {
  const auto view = call::FindGroupCall(txn, on.place());
  return view ? ShowPeople(*view) : std::vector<ParticipantOut>();
}

Result<std::optional<GroupCallOut>> FindActive(Txn& txn, Call&, const access::GroupMember& place,
                                               ActiveCallIn& in) {
  const auto view = call::FindGroupCall(txn, place);
  if (!view) return std::optional<GroupCallOut>();
  return std::optional(GroupCallOut{view->call.id, in.conversationId, TypeText(view->call.mode),
                                    view->host.id, view->host.name, ShowPeople(*view)});
}

constexpr char kOneCall[] = R"({"callId":"{groupcall.mine}"})";

}  // namespace

void AddGroupCalls(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&InitiateGroup>(Method::kPost, "/api/im/video-call/group/initiate", "Start a group call",
                         {.mode = Mode::kWrite,
                          .door = "conversationId",
                          .ok = "发起成功",
                          .example = R"({"conversationId":"{group.mine}","callType":"VIDEO"})",
                          .ref = "27"}));
  rows->push_back(Ep<&FindActive>(
      Method::kGet, "/api/im/video-call/group/active", "Get the current call of a group",
      {.door = "conversationId", .example = R"({"conversationId":"{group.mine}"})", .ref = "27"}));
  rows->push_back(
      Ep<&JoinCall>(Method::kPost, "/api/im/video-call/group/{callId}/join", "Join a group call",
                    {.mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "27"}));
  rows->push_back(
      Ep<&LeaveCall>(Method::kPost, "/api/im/video-call/group/{callId}/leave", "Leave a group call",
                     {.mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "27"}));
  rows->push_back(Ep<&RefuseCall>(
      Method::kPost, "/api/im/video-call/group/{callId}/reject", "Decline a group call",
      {.mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "27"}));
  rows->push_back(Ep<&MuteCall>(Method::kPost, "/api/im/video-call/group/{callId}/mute",
                                "Turn your microphone on or off in a group call",
                                {.mode = Mode::kWrite,
                                 .door = "callId",
                                 .repeatable = true,
                                 .example = R"({"callId":"{groupcall.mine}","muted":true})",
                                 .ref = "27"}));
  rows->push_back(Ep<&SwitchCamera>(Method::kPost, "/api/im/video-call/group/{callId}/camera",
                                    "Turn your camera on or off in a group call",
                                    {.mode = Mode::kWrite,
                                     .door = "callId",
                                     .repeatable = true,
                                     .example = R"({"callId":"{groupcall.mine}","cameraOff":true})",
                                     .ref = "27"}));
  rows->push_back(Ep<&ListParticipants>(Method::kGet,
                                        "/api/im/video-call/group/{callId}/participants",
                                        "List who is in a group call, and who is invited",
                                        {.door = "callId", .example = kOneCall, .ref = "27"}));
}

}  // namespace koine::ruoyi
