// Frames of calls, server to client (ruoyi 22.4).

#include <utility>

#include "core/call/signal.h"
#include "core/event/event.h"
#include "dialect/ruoyi/call.h"
#include "dialect/ruoyi/render.h"

namespace koine::ruoyi {

using event::CallAction;
using event::SignalKind;
using gateway::View;

struct IncomingCallOut {
  std::string type = "incoming_call";
  event::CallId callId;
  std::string callType;
  UserId callerId;
  std::string callerName, callerAvatar;
  std::optional<ConversationId> conversationId;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(IncomingCallOut, (type, callId, callType, callerId, callerName, callerAvatar,
                                 conversationId, timestamp))
struct CallStatusOut {
  std::string type = "call_status";
  event::CallId callId;
  std::string status;
  std::optional<std::string> reason;
  std::int64_t duration = 0;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(CallStatusOut, (type, callId, status, reason, duration, timestamp))
struct SignalFrameOut {
  std::string type = "webrtc_signal";
  event::CallId callId;
  std::string signalType;
  UserId fromUserId;
  json::Raw signalData;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(SignalFrameOut, (type, callId, signalType, fromUserId, signalData, timestamp))
struct CallFrameData {
  std::string action;
  event::CallId callId;
  UserId fromUserId;
  std::string fromUserName, fromUserAvatar, callType;
  std::optional<json::Raw> sdp, candidate;
};
KOINE_DESCRIBE(CallFrameData,
               (action, callId, fromUserId, fromUserName, fromUserAvatar, callType, sdp, candidate))
struct CallFrameOut {
  std::string type = "call";
  CallFrameData data;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(CallFrameOut, (type, data, timestamp))

// Of a group's call; the same type of frame as the newer one of calls between two.
struct GroupCallData {
  std::string action;
  event::CallId callId;
  ConversationId conversationId;
  bool group = true;
  std::optional<UserId> fromUserId;
  std::string fromUserName, fromUserAvatar, callType;
  std::vector<std::int64_t> userIds;  // whom it is about besides
  std::optional<std::string> reason;
  std::optional<bool> muted, cameraOff;
};
KOINE_DESCRIBE(GroupCallData, (action, callId, conversationId, group, fromUserId, fromUserName,
                               fromUserAvatar, callType, userIds, reason, muted, cameraOff))
struct GroupCallFrame {
  std::string type = "call";
  GroupCallData data;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(GroupCallFrame, (type, data, timestamp))

namespace {

// Null where the contract has no status for it.
const char* StatusOf(CallAction action) {
  switch (action) {
    case CallAction::kAccepted:
      return "CONNECTED";
    case CallAction::kRejected:
    case CallAction::kFailed:
      return "REJECTED";
    case CallAction::kCancelled:
    case CallAction::kEnded:
      return "ENDED";
    case CallAction::kTimedOut:
      return "TIMEOUT";
    default:
      return nullptr;
  }
}

// What newer clients are told beside it.
const char* ActionOf(CallAction action) {
  switch (action) {
    case CallAction::kRejected:
    case CallAction::kFailed:
      return "reject";
    case CallAction::kCancelled:
    case CallAction::kTimedOut:
      return "cancel";
    case CallAction::kEnded:
      return "hangup";
    default:
      return nullptr;
  }
}

const char* TypeOf(SignalKind kind) {
  switch (kind) {
    case SignalKind::kOffer:
      return "offer";
    case SignalKind::kAnswer:
      return "answer";
    case SignalKind::kCandidate:
      return "candidate";
    case SignalKind::kHangup:
      break;
  }
  return "hangup";
}

CallFrameOut FrameOf(const char* action, event::CallId call, event::CallMode mode,
                     const Person& from, std::int64_t at) {
  CallFrameOut out;
  out.data.action = action;
  out.data.callId = call;
  out.data.fromUserId = from.id;
  out.data.fromUserName = from.name;
  out.data.fromUserAvatar = AvatarOf(from.avatar);
  out.data.callType = TypeText(mode);
  out.timestamp = at;
  return out;
}

const char* GroupActionOf(CallAction action, View view) {
  switch (action) {
    case CallAction::kRinging:
      return view == View::kTarget ? "call" : "invite";
    case CallAction::kAccepted:
    case CallAction::kJoined:
      return "join";
    case CallAction::kRejected:
    case CallAction::kFailed:
      return "reject";
    case CallAction::kLeft:
      return "leave";
    case CallAction::kCancelled:
    case CallAction::kEnded:
      return "hangup";
    case CallAction::kTimedOut:
    case CallAction::kDropped:
      return "timeout";
    case CallAction::kBusy:
      return "busy";
    case CallAction::kDevice:
      break;
  }
  return "device";
}

void RenderGroup(const event::Event& event, const event::CallChanged& changed, View view,
                 const json::Profile& profile, std::string* frames) {
  if (changed.action == CallAction::kRinging && view == View::kOwn) return;
  GroupCallFrame out;
  out.timestamp = event.at;
  out.data.action = GroupActionOf(changed.action, view);
  out.data.callId = changed.call;
  out.data.conversationId = event.place.id;
  if (changed.who.id) out.data.fromUserId = changed.who.id;
  out.data.fromUserName = changed.who.name;
  out.data.fromUserAvatar = AvatarOf(changed.who.avatar);
  out.data.callType = TypeText(changed.mode);
  for (const Person& one : changed.named) out.data.userIds.push_back(one.id.value);
  if (!changed.reason.empty()) out.data.reason = changed.reason;
  if (changed.action == CallAction::kDevice) {
    out.data.muted = !changed.microphone;
    out.data.cameraOff = !changed.camera;
  }
  AppendFrame(out, profile, frames);
}

}  // namespace

void RenderCall(const event::Event& event, const event::CallChanged& changed, View view,
                const json::Profile& profile, std::string* frames) {
  if (changed.group) {
    RenderGroup(event, changed, view, profile, frames);
    return;
  }
  if (changed.action == CallAction::kRinging) {
    if (view == View::kOwn) return;
    IncomingCallOut out;
    out.callId = changed.call;
    out.callType = TypeText(changed.mode);
    out.callerId = changed.caller.id;
    out.callerName = changed.caller.name;
    out.callerAvatar = AvatarOf(changed.caller.avatar);
    if (event.place.id) out.conversationId = event.place.id;
    out.timestamp = event.at;
    AppendFrame(out, profile, frames);
    AppendFrame(FrameOf("call", changed.call, changed.mode, changed.caller, event.at), profile,
                frames);
    return;
  }
  const char* status = StatusOf(changed.action);
  if (status == nullptr) return;
  CallStatusOut out;
  out.callId = changed.call;
  out.status = status;
  if (!changed.reason.empty()) out.reason = changed.reason;
  out.duration = changed.seconds;
  out.timestamp = event.at;
  AppendFrame(out, profile, frames);
  if (const char* action = ActionOf(changed.action)) {
    AppendFrame(FrameOf(action, changed.call, changed.mode, changed.who, event.at), profile,
                frames);
  }
}

void RenderSignal(const event::Event& event, const event::CallSignal& signal,
                  const json::Profile& profile, std::string* frames) {
  json::Raw data{call::SignalValue(signal)};
  SignalFrameOut out;
  out.callId = signal.call;
  out.signalType = TypeOf(signal.kind);
  out.fromUserId = signal.from.id;
  out.signalData = data;
  out.timestamp = event.at;
  AppendFrame(out, profile, frames);
  CallFrameOut frame =
      FrameOf(TypeOf(signal.kind), signal.call, signal.mode, signal.from, event.at);
  if (signal.kind == SignalKind::kCandidate) {
    frame.data.candidate = std::move(data);
  } else if (signal.kind != SignalKind::kHangup) {
    frame.data.sdp = std::move(data);
  }
  AppendFrame(frame, profile, frames);
}

void AddCallEvents(std::vector<gateway::EventRow>* rows) {
  using gateway::EventOf;
  rows->insert(
      rows->end(),
      {EventOf<IncomingCallOut>("A user calls"),
       EventOf<CallStatusOut>("A call was accepted, declined or ended"),
       EventOf<SignalFrameOut>("The other party of a call sent a WebRTC signal"),
       EventOf<CallFrameOut>("A call changed, in the form of newer clients, as `action` says"),
       EventOf<GroupCallFrame>("A group call changed, as `action` says")});
}

}  // namespace koine::ruoyi
