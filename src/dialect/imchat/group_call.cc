// Calls in groups (im-chat 2.6.2).

#include <utility>

#include "core/access/doors.h"
#include "core/event/event.h"
#include "dialect/imchat/call.h"

namespace koine::imchat {

using event::SignalKind;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct GroupSetupIn {
  ConversationId groupId;
  int mode = kVideoMode;
  std::optional<std::vector<std::int64_t>> userIds;
};
KOINE_DESCRIBE(GroupSetupIn, (groupId, mode, userIds))
KOINE_RULES(GroupSetupIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("mode").Min(kVideoMode).Max(kVoiceMode),
            json::Rule("userIds").MaxItems(call::kInvitedMax))
struct GroupInviteIn {
  std::string callId;
  std::vector<std::int64_t> userIds;
};
KOINE_DESCRIBE(GroupInviteIn, (callId, userIds))
KOINE_RULES(GroupInviteIn, json::Rule("callId").Required(),
            json::Rule("userIds").Required().MaxItems(call::kInvitedMax))
struct GroupDeviceIn {
  std::string callId;
  std::optional<bool> isCamera, isMicroPhone;
};
KOINE_DESCRIBE(GroupDeviceIn, (callId, isCamera, isMicroPhone))
KOINE_RULES(GroupDeviceIn, json::Rule("callId").Required())
struct GroupOfferIn {
  std::string callId;
  UserId userId;
  json::Raw offer;
  call::SignalIn said;  // not of the wire: what is in it
  // Its form is judged before whose call it is.
  Status Check(Txn&, const access::Principal&) {
    KOINE_TRY(said, ToSignal(SignalKind::kOffer, offer, "offer", true));
    return Ok();
  }
};
KOINE_DESCRIBE(GroupOfferIn, (callId, userId, offer))
KOINE_RULES(GroupOfferIn, json::Rule("callId").Required(), json::Rule("userId").Required())
struct GroupAnswerIn {
  std::string callId;
  UserId userId;
  json::Raw answer;
  call::SignalIn said;  // not of the wire: what is in it
  // Its form is judged before whose call it is.
  Status Check(Txn&, const access::Principal&) {
    KOINE_TRY(said, ToSignal(SignalKind::kAnswer, answer, "answer", true));
    return Ok();
  }
};
KOINE_DESCRIBE(GroupAnswerIn, (callId, userId, answer))
KOINE_RULES(GroupAnswerIn, json::Rule("callId").Required(), json::Rule("userId").Required())
struct GroupCandidateIn {
  std::string callId;
  UserId userId;
  json::Raw candidate;
  call::SignalIn said;  // not of the wire: what is in it
  // Its form is judged before whose call it is.
  Status Check(Txn&, const access::Principal&) {
    KOINE_TRY(said, ToSignal(SignalKind::kCandidate, candidate, "candidate", true));
    return Ok();
  }
};
KOINE_DESCRIBE(GroupCandidateIn, (callId, userId, candidate))
KOINE_RULES(GroupCandidateIn, json::Rule("callId").Required(), json::Rule("userId").Required())
struct GroupInfoIn {
  ConversationId groupId;
};
KOINE_DESCRIBE(GroupInfoIn, (groupId))
KOINE_RULES(GroupInfoIn, json::Rule("groupId").Required("groupId不能为空"))

struct ParticipantOut {
  UserId userId;
  std::string nickName;
  std::optional<std::string> headImage;
  bool isIn = false, isCamera = true, isMicroPhone = true;
};
KOINE_DESCRIBE(ParticipantOut, (userId, nickName, headImage, isIn, isCamera, isMicroPhone))
struct GroupInfoOut {
  bool isChating = false;
  std::optional<std::string> callId;
  std::optional<int> mode;
  std::optional<CallPersonOut> host;
  std::vector<ParticipantOut> userInfos;
};
KOINE_DESCRIBE(GroupInfoOut, (isChating, callId, mode, host, userInfos))

namespace {

using Place = ByUuid<call::GroupCall>;

Result<CallStartedOut> GroupSetup(Txn& txn, Call&, const access::GroupMember& place,
                                  GroupSetupIn& in) {
  call::StartGroupIn start{static_cast<event::CallMode>(in.mode), std::move(in.userIds)};
  KOINE_TRY(const call::Started started, call::StartGroup(txn, place, start));
  return ToStarted(started, in.mode);
}

Result<Nothing> GroupAccept(Txn& txn, Call&, const Place& on, CallKeyIn&) {
  KOINE_CHECK(call::AcceptGroup(txn, *on));
  return Nothing{};
}

Result<Nothing> GroupJoin(Txn& txn, Call&, const Place& on, CallKeyIn&) {
  KOINE_CHECK(call::JoinGroup(txn, *on));
  return Nothing{};
}

Result<Nothing> GroupReject(Txn& txn, Call&, const Place& on, CallReasonIn& in) {
  KOINE_CHECK(call::RejectGroup(txn, *on, in.reason.value_or("")));
  return Nothing{};
}

Result<Nothing> GroupFail(Txn& txn, Call&, const Place& on, CallReasonIn& in) {
  KOINE_CHECK(call::FailGroup(txn, *on, in.reason.value_or("")));
  return Nothing{};
}

Result<Nothing> GroupHangUp(Txn& txn, Call&, const Place& on, CallKeyIn&) {
  KOINE_CHECK(call::LeaveGroup(txn, *on));
  return Nothing{};
}

Result<Nothing> GroupCancel(Txn& txn, Call&, const Place& on, CallKeyIn&) {
  KOINE_CHECK(call::CancelGroup(txn, *on));
  return Nothing{};
}

Result<Nothing> GroupInvite(Txn& txn, Call&, const Place& on, GroupInviteIn& in) {
  KOINE_CHECK(call::InviteGroup(txn, *on, in.userIds));
  return Nothing{};
}

Result<Nothing> GroupDevice(Txn& txn, Call&, const Place& on, GroupDeviceIn& in) {
  KOINE_CHECK(call::SetDevice(txn, *on, in.isCamera, in.isMicroPhone));
  return Nothing{};
}

Result<Nothing> GroupHeartbeat(Txn& txn, Call&, const Place& on, CallKeyIn&) {
  KOINE_CHECK(call::RenewGroup(txn, *on));
  return Nothing{};
}

Result<Nothing> GroupOffer(Txn& txn, Call&, const Place& on, GroupOfferIn& in) {
  KOINE_CHECK(call::SignalGroup(txn, *on, in.userId, in.said));
  return Nothing{};
}

Result<Nothing> GroupAnswer(Txn& txn, Call&, const Place& on, GroupAnswerIn& in) {
  KOINE_CHECK(call::SignalGroup(txn, *on, in.userId, in.said));
  return Nothing{};
}

Result<Nothing> GroupCandidate(Txn& txn, Call&, const Place& on, GroupCandidateIn& in) {
  KOINE_CHECK(call::SignalGroup(txn, *on, in.userId, in.said));
  return Nothing{};
}

Result<GroupInfoOut> GroupInfo(Txn& txn, Call&, const access::GroupMember& place, GroupInfoIn&) {
  GroupInfoOut out;
  const auto view = call::FindGroupCall(txn, place);
  if (!view) return out;
  out.isChating = true;
  out.callId = view->call.uuid;
  out.mode = static_cast<int>(view->call.mode);
  out.host = ToCallPerson(view->host);
  for (const call::Participant& one : view->people) {
    CallPersonOut who = ToCallPerson(one.person);
    out.userInfos.push_back({who.userId, std::move(who.nickName), std::move(who.headImage), one.in,
                             one.camera, one.microphone});
  }
  return out;
}

constexpr char kOneCall[] = R"({"callId":"{groupcall.mine}"})";

}  // namespace

void AddGroupCalls(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  const gateway::Options write{
      .mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "2.6.2"};
  gateway::Options again = write;
  again.repeatable = true;
  rows->push_back(Ep<&GroupSetup>(Method::kPost, "/webrtc/group/setup", "Start a group call",
                                  {.mode = Mode::kWrite,
                                   .door = "groupId",
                                   .example = R"({"groupId":"{group.mine}","mode":1})",
                                   .ref = "2.6.2"}));
  rows->push_back(Ep<&GroupAccept>(Method::kPost, "/webrtc/group/accept",
                                   "Accept an invitation to a group call", write));
  rows->push_back(
      Ep<&GroupReject>(Method::kPost, "/webrtc/group/reject", "Decline a group call", again));
  rows->push_back(Ep<&GroupFail>(Method::kPost, "/webrtc/group/failed",
                                 "Report that a group call cannot be joined", again));
  rows->push_back(Ep<&GroupJoin>(Method::kPost, "/webrtc/group/join", "Join a group call", write));
  rows->push_back(
      Ep<&GroupHangUp>(Method::kPost, "/webrtc/group/handup", "Leave a group call", write));
  rows->push_back(Ep<&GroupCancel>(Method::kPost, "/webrtc/group/cancel",
                                   "End a group call for everybody", write));
  rows->push_back(
      Ep<&GroupInvite>(Method::kPost, "/webrtc/group/invite", "Invite members to a group call",
                       {.mode = Mode::kWrite,
                        .door = "callId",
                        .repeatable = true,
                        .example = R"({"callId":"{groupcall.mine}","userIds":["{contact.mine}"]})",
                        .ref = "2.6.2"}));
  rows->push_back(Ep<&GroupDevice>(Method::kPost, "/webrtc/group/device",
                                   "Turn your camera and microphone on or off",
                                   {.mode = Mode::kWrite,
                                    .door = "callId",
                                    .repeatable = true,
                                    .example = R"({"callId":"{groupcall.mine}","isCamera":false})",
                                    .ref = "2.6.2"}));
  rows->push_back(Ep<&GroupHeartbeat>(Method::kPost, "/webrtc/group/heartbeat",
                                      "Keep a group call alive", again));
  rows->push_back(
      Ep<&GroupOffer>(Method::kPost, "/webrtc/group/offer", "Send a WebRTC offer to a participant",
                      {.door = "callId",
                       .example = R"({"callId":"{groupcall.mine}","userId":"{contact.mine}",)"
                                  R"("offer":"v=0"})",
                       .ref = "2.6.2"}));
  rows->push_back(Ep<&GroupAnswer>(
      Method::kPost, "/webrtc/group/answer", "Send a WebRTC answer to a participant",
      {.door = "callId",
       .example = R"({"callId":"{groupcall.mine}","userId":"{contact.mine}",)"
                  R"("answer":"v=0"})",
       .ref = "2.6.2"}));
  rows->push_back(Ep<&GroupCandidate>(
      Method::kPost, "/webrtc/group/candidate", "Send a WebRTC candidate to a participant",
      {.door = "callId",
       .example = R"({"callId":"{groupcall.mine}","userId":"{contact.mine}",)"
                  R"("candidate":"candidate:1"})",
       .ref = "2.6.2"}));
  rows->push_back(Ep<&GroupInfo>(
      Method::kGet, "/webrtc/group/info", "Get the current call of a group",
      {.door = "groupId", .example = R"({"groupId":"{group.mine}"})", .ref = "2.6.2"}));
}

}  // namespace koine::imchat
