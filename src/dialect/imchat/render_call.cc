// RTC_CALL, server to client (im-chat 2.6).

#include <utility>

#include "core/event/event.h"
#include "dialect/imchat/call.h"
#include "dialect/imchat/frames.h"
#include "dialect/imchat/wire.h"

namespace koine::imchat {

using event::CallAction;
using event::SignalKind;
using gateway::View;

struct RtcData {
  std::string callId, scope, action;
  int mode = kVideoMode;
  std::optional<UserId> fromUserId, toUserId;
  std::optional<ConversationId> groupId;
  std::optional<std::string> reason;
  std::optional<json::Raw> offer, answer, candidate;
  std::optional<std::vector<std::int64_t>> userIds;
  std::optional<std::vector<CallPersonOut>> userInfos;
  std::optional<bool> isCamera, isMicroPhone;
  json::Time time;
};
KOINE_DESCRIBE(RtcData, (callId, scope, action, mode, fromUserId, toUserId, groupId, reason, offer,
                         answer, candidate, userIds, userInfos, isCamera, isMicroPhone, time))

namespace {

void Append(const RtcData& data, const json::Profile& profile, std::string* frames) {
  json::Profile bare = profile;
  bare.absent = json::Absent::kOmit;
  gateway::AppendTextFrame(frames, FrameText(kCallFrame, json::ToText(data, bare)));
}

const char* PrivateAction(CallAction action) {
  switch (action) {
    case CallAction::kRinging:
      return "SETUP";
    case CallAction::kAccepted:
      return "ACCEPT";
    case CallAction::kRejected:
      return "REJECT";
    case CallAction::kCancelled:
      return "CANCEL";
    case CallAction::kEnded:
      return "HANDUP";
    case CallAction::kTimedOut:
    case CallAction::kFailed:
      return "FAILED";
    default:
      return nullptr;
  }
}

const char* GroupAction(CallAction action, View view) {
  switch (action) {
    case CallAction::kRinging:
      return view == View::kTarget ? "SETUP" : "INVITE";
    case CallAction::kAccepted:
      return "ACCEPT";
    case CallAction::kRejected:
      return "REJECT";
    case CallAction::kCancelled:
    case CallAction::kEnded:
      return "CANCEL";
    case CallAction::kJoined:
      return "JOIN";
    case CallAction::kLeft:
      return "QUIT";
    case CallAction::kFailed:
    case CallAction::kDropped:
    case CallAction::kBusy:
      return "FAILED";
    case CallAction::kDevice:
      return "DEVICE";
    case CallAction::kTimedOut:
      break;
  }
  return nullptr;
}

// Between two: the doer speaks to the other. Nobody answered: to each it looks as if the other had
// done something.
void FillPrivate(const event::CallChanged& changed, View view, RtcData* out) {
  const bool by_callee = changed.who.id == changed.callee.id;
  out->fromUserId = by_callee ? changed.callee.id : changed.caller.id;
  out->toUserId = by_callee ? changed.caller.id : changed.callee.id;
  if (changed.action == CallAction::kRinging) {
    out->userInfos = {ToCallPerson(changed.caller)};
  } else if (changed.action == CallAction::kTimedOut && view == View::kTarget) {
    out->action = "CANCEL";
    out->reason = "TIMEOUT";
  } else if (changed.action == CallAction::kTimedOut) {
    std::swap(out->fromUserId, out->toUserId);
    out->reason = "对方无应答";
  }
}

void FillGroup(const event::CallChanged& changed, RtcData* out) {
  if (changed.who.id) out->fromUserId = changed.who.id;
  std::vector<CallPersonOut> people;
  const bool named = changed.action == CallAction::kRinging ||
                     changed.action == CallAction::kDropped || changed.action == CallAction::kBusy;
  if (changed.action == CallAction::kRinging || !named) {
    if (changed.who.id) people.push_back(ToCallPerson(changed.who));
  }
  if (named) {
    std::vector<std::int64_t> ids;
    for (const Person& one : changed.named) {
      ids.push_back(one.id.value);
      people.push_back(ToCallPerson(one));
    }
    out->userIds = std::move(ids);
  } else if (changed.action == CallAction::kFailed) {
    out->userIds = {changed.who.id.value};
  }
  out->userInfos = std::move(people);
  if (changed.action == CallAction::kBusy) out->reason = "用户正忙";
  if (changed.action == CallAction::kDropped) out->reason = "未进入通话";
  if (changed.action == CallAction::kDevice) {
    out->isCamera = changed.camera;
    out->isMicroPhone = changed.microphone;
  }
}

}  // namespace

void RenderCall(const event::Event& event, const event::CallChanged& changed, View view,
                const json::Profile& profile, std::string* frames) {
  // Who calls has it as the answer.
  if (changed.action == CallAction::kRinging && view == View::kOwn) return;
  const char* action =
      changed.group ? GroupAction(changed.action, view) : PrivateAction(changed.action);
  if (action == nullptr) return;
  RtcData out;
  out.callId = changed.uuid;
  out.scope = changed.group ? "GROUP" : "PRIVATE";
  out.action = action;
  out.mode = static_cast<int>(changed.mode);
  if (changed.group) out.groupId = event.place.id;
  out.reason = OptText(changed.reason);
  out.time = {event.at};
  if (changed.group) {
    FillGroup(changed, &out);
  } else {
    FillPrivate(changed, view, &out);
  }
  Append(out, profile, frames);
}

void RenderSignal(const event::Event& event, const event::CallSignal& signal,
                  const json::Profile& profile, std::string* frames) {
  if (signal.kind == SignalKind::kHangup) return;  // told by the call's end
  RtcData out;
  out.callId = signal.uuid;
  out.scope = signal.group ? "GROUP" : "PRIVATE";
  out.mode = static_cast<int>(signal.mode);
  out.fromUserId = signal.from.id;
  out.toUserId = signal.to;
  if (signal.group) out.groupId = event.place.id;
  out.time = {event.at};
  json::Raw data{call::SignalValue(signal)};
  switch (signal.kind) {
    case SignalKind::kOffer:
      out.action = "OFFER";
      out.offer = std::move(data);
      break;
    case SignalKind::kAnswer:
      out.action = "ANSWER";
      out.answer = std::move(data);
      break;
    default:
      out.action = "CANDIDATE";
      out.candidate = std::move(data);
  }
  Append(out, profile, frames);
}

void AddCallEvents(std::vector<gateway::EventRow>* rows) {
  rows->push_back(gateway::DataOf<RtcData>(kCallFrame, "A call changed, as `action` says"));
}

}  // namespace koine::imchat
