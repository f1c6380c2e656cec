// Calls (ruoyi 14).

#include "dialect/ruoyi/call.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/text.h"
#include "core/call/call.h"
#include "core/call/group.h"
#include "core/call/ice.h"
#include "core/call/signal.h"
#include "core/event/event.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/presence.h"
#include "gateway/session.h"

namespace koine::ruoyi {

using event::CallId;
using event::SignalKind;
using gateway::Call;
using gateway::Nothing;
using gateway::Session;
using store::Txn;

constexpr std::int64_t kHistoryDefault = 20;
constexpr std::int64_t kHistoryMax = 100;

enum class SignalType : std::uint8_t { kOffer, kAnswer, kIceCandidate, kCandidate, kHangup };
KOINE_ENUM(SignalType, (SignalType::kOffer, "offer"), (SignalType::kAnswer, "answer"),
           (SignalType::kIceCandidate, "ice-candidate"), (SignalType::kCandidate, "candidate"),
           (SignalType::kHangup, "hangup"))

enum class CallFrameAction : std::uint8_t {
  kCall,
  kOffer,
  kAnswer,
  kCandidate,
  kCancel,
  kReject,
  kHangup,
};
KOINE_ENUM(CallFrameAction, (CallFrameAction::kCall, "call"), (CallFrameAction::kOffer, "offer"),
           (CallFrameAction::kAnswer, "answer"), (CallFrameAction::kCandidate, "candidate"),
           (CallFrameAction::kCancel, "cancel"), (CallFrameAction::kReject, "reject"),
           (CallFrameAction::kHangup, "hangup"))

struct InitiateIn {
  UserId calleeId;
  std::optional<ConversationId> conversationId;
  CallType callType = CallType::kVideo;
  bool record = false;
};
KOINE_DESCRIBE(InitiateIn, (calleeId, conversationId, callType, record))
KOINE_RULES(InitiateIn, json::Rule("calleeId").Required().Min(1), json::Rule("callType").AnyCase())

struct CallIn {
  CallId callId;
};
KOINE_DESCRIBE(CallIn, (callId))
struct RejectCallIn {
  CallId callId;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(RejectCallIn, (callId, reason))
KOINE_RULES(RejectCallIn,
            json::Rule("reason").MaxChars(static_cast<std::int64_t>(call::kReasonCharsMax)))

struct SignalIn {
  CallId callId;
  SignalType signalType = SignalType::kOffer;
  json::Raw signalData;
  std::optional<UserId> toUserId;  // to whom of a group
};
KOINE_DESCRIBE(SignalIn, (callId, signalType, signalData, toUserId))
KOINE_RULES(SignalIn, json::Rule("callId").Required(),
            json::Rule("signalType").Required().AnyCase())

struct CallHistoryIn {
  std::optional<std::int64_t> limit, pageNum, pageSize;
};
KOINE_DESCRIBE(CallHistoryIn, (limit, pageNum, pageSize))

struct PastCallOut : CallOut {
  UserId peerId;
  std::string peerName, peerAvatar, direction, type;
};
KOINE_DESCRIBE(PastCallOut,
               (callId, id, callerId, callerName, callerAvatar, calleeId, calleeName, calleeAvatar,
                conversationId, callType, status, startTime, connectTime, endTime, duration,
                rejectReason, peerId, peerName, peerAvatar, direction, type))

struct IceServerOut {
  std::vector<std::string> urls;
  std::optional<std::string> username, credential;
};
KOINE_DESCRIBE(IceServerOut, (urls, username, credential))
struct IceOut {
  std::vector<IceServerOut> iceServers;
  std::optional<json::Time> expireTime;
};
KOINE_DESCRIBE(IceOut, (iceServers, expireTime))

struct CallFrameIn {
  CallFrameAction action = CallFrameAction::kCall;
  std::optional<CallId> callId;
  std::optional<UserId> toUserId;
  CallType callType = CallType::kVideo;
  json::Raw sdp, candidate;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(CallFrameIn, (action, callId, toUserId, callType, sdp, candidate, reason))
KOINE_RULES(CallFrameIn, json::Rule("action").Required().AnyCase(),
            json::Rule("toUserId").Alias("peerId"), json::Rule("callType").AnyCase(),
            json::Rule("reason").MaxChars(static_cast<std::int64_t>(call::kReasonCharsMax)))

const char* TypeText(event::CallMode mode) {
  return mode == event::CallMode::kVoice ? "VOICE" : "VIDEO";
}

const char* StatusText(const call::Call& call) {
  switch (call.state) {
    case call::CallState::kRinging:
      return "CALLING";
    case call::CallState::kTalking:
      return "CONNECTED";
    case call::CallState::kRejected:
    case call::CallState::kFailed:
      return "REJECTED";
    case call::CallState::kTimedOut:
      return "TIMEOUT";
    case call::CallState::kCancelled:
      return "CANCELLED";
    case call::CallState::kEnded:
      break;
  }
  return "ENDED";
}

namespace {

SignalKind KindOf(SignalType type) {
  switch (type) {
    case SignalType::kOffer:
      return SignalKind::kOffer;
    case SignalType::kAnswer:
      return SignalKind::kAnswer;
    case SignalType::kHangup:
      return SignalKind::kHangup;
    case SignalType::kIceCandidate:
    case SignalType::kCandidate:
      break;
  }
  return SignalKind::kCandidate;
}

template <class T>
void Fill(const call::Shown& shown, T* out) {
  const call::Call& c = shown.call;
  out->callId = out->id = c.id;
  out->callerId = c.caller;
  out->callerName = shown.caller.name;
  out->callerAvatar = AvatarOf(shown.caller.avatar);
  out->calleeId = c.callee;
  out->calleeName = shown.callee.name;
  out->calleeAvatar = AvatarOf(shown.callee.avatar);
  if (c.conversation) out->conversationId = c.conversation;
  out->callType = TypeText(c.mode);
  out->status = StatusText(c);
  // It begins anew with the answer (ruoyi 14.2).
  out->startTime = {c.connected_at > 0 ? c.connected_at : c.started_at};
  out->connectTime = OptTime(c.connected_at);
  out->endTime = OptTime(c.ended_at);
  out->duration = c.seconds();
  if (c.state == call::CallState::kRejected && !c.reason.empty()) out->rejectReason = c.reason;
}

CallOut ToCall(const call::Shown& shown) {
  CallOut out;
  Fill(shown, &out);
  return out;
}

PastCallOut ToPastCall(const call::Shown& shown, UserId reader) {
  PastCallOut out;
  Fill(shown, &out);
  const bool outgoing = shown.call.caller == reader;
  const Person& peer = outgoing ? shown.callee : shown.caller;
  out.peerId = peer.id;
  out.peerName = peer.name;
  out.peerAvatar = AvatarOf(peer.avatar);
  out.direction = outgoing ? "OUT" : "IN";
  out.type = out.callType;
  return out;
}

call::StartIn StartOf(const Call& call, UserId callee, CallType type) {
  call::StartIn start;
  start.callee = callee;
  start.mode = ModeOf(type);
  start.callee_connected = call.services->presence->Rings(callee);
  return start;
}

Result<CallId> Initiate(Txn& txn, Call& call, InitiateIn& in) {
  call::StartIn start = StartOf(call, in.calleeId, in.callType);
  start.conversation = in.conversationId.value_or(ConversationId());
  start.record = in.record;
  auto begun = call::Start(txn, call.who, start);
  call.refused = nullptr;
  if (!begun.ok()) {
    call.refused = [store = call.services->store, who = call.who, start, error = begun.error()] {
      call::RecordRefused(store, who, start, error);
    };
    return begun.error();
  }
  const call::Started started = *begun;
  if (IsPublished(call)) {
    KOINE_TRY(const auto mine, call::CallToSee::Open(txn, call.who, started.id));
    ShowInstead(call, ToCall(call::Get(txn, mine)));
  }
  return started.id;
}

Result<Nothing> AcceptCall(Txn& txn, Call&, const call::CallToAccept& on, CallIn&) {
  KOINE_CHECK(call::Accept(txn, on));
  return Nothing{};
}

Result<Nothing> RejectCall(Txn& txn, Call&, const call::CallToDecline& on, RejectCallIn& in) {
  KOINE_CHECK(call::Reject(txn, on, in.reason.value_or("")));
  return Nothing{};
}

Result<Nothing> EndCall(Txn& txn, Call&, const call::CallToEnd& on, CallIn&) {
  KOINE_CHECK(call::End(txn, on));
  return Nothing{};
}

Result<CallOut> GetCall(Txn& txn, Call&, const call::CallToSee& on, CallIn&) {
  return ToCall(call::Get(txn, on));
}

Result<std::optional<CallOut>> ActiveCall(Txn& txn, Call& call, Nothing&) {
  const auto shown = call::Active(txn, call.who);
  return shown ? std::optional(ToCall(*shown)) : std::nullopt;
}

Result<std::vector<PastCallOut>> ListCalls(Txn& txn, Call& call, CallHistoryIn& in) {
  Slice slice = SliceOf(in.pageNum, in.pageSize);
  if (!slice.paged) {
    slice.limit = std::clamp(in.limit.value_or(kHistoryDefault), std::int64_t{1}, kHistoryMax);
  }
  std::vector<PastCallOut> out;
  for (const call::Shown& shown : call::History(txn, call.who, slice.limit, slice.offset)) {
    out.push_back(ToPastCall(shown, call.who.user));
  }
  if (slice.paged) {
    AddPage(call, out, call::CountHistory(txn, call.who));
  }
  return out;
}

Result<IceOut> ListIceServers(Call& call, Nothing&) {
  const call::IceSettings& settings = DialectOf(call).settings().ice;
  IceOut out;
  for (call::IceServer& server : call::IceServersFor(settings, call.who.user, call.now_ms())) {
    IceServerOut one;
    one.urls = std::move(server.urls);
    if (!server.username.empty()) {
      one.username = std::move(server.username);
      one.credential = std::move(server.credential);
      out.expireTime = json::Time{call.now_ms() + settings.lifetime_ms};
    }
    out.iceServers.push_back(std::move(one));
  }
  return out;
}

// The data may be the member, or the body as it is with the rest in the query (ruoyi 14.7).
Status ReadSignal(Call& call, SignalIn* in) {
  std::vector<json::Param> query;
  if (!call.request->query().empty()) KOINE_CHECK(text::ParseQuery(call.request->query(), &query));
  const std::string_view body = text::Trim(call.request->body);
  const bool object = !body.empty() && body.front() == '{';
  json::Errors errors;
  const json::Profile& profile = call.dialect->profile();
  const json::Sources sources{{}, query, {}, object ? body : std::string_view()};
  if (!json::Bind(json::TypeOf<SignalIn>(), sources, profile, in, &errors)) {
    return errors.front();
  }
  if (!in->signalData.text.empty() || body.empty()) return Ok();
  const bool json_text = json::Parse<json::Raw>(body).ok();
  if (json_text) {
    in->signalData.text = std::string(body);
  } else {
    json::Quote(body, &in->signalData.text);
  }
  return Ok();
}

// A call, of two or of a group, in which the caller says something to another's browser.
class Line {
 public:
  static Result<Line> Open(Txn& txn, const access::Principal& who, CallId id) {
    KOINE_TRY(auto group, call::GroupCall::OpenIfGroup(txn, who, id));
    if (group) return Line(*std::move(group));
    KOINE_TRY(call::CallToSignal pair, call::CallToSignal::Open(txn, who, id));
    return Line(std::move(pair));
  }
  Status Say(Txn& txn, std::optional<UserId> to, const call::SignalIn& said) const {
    if (const auto* pair = std::get_if<call::CallToSignal>(&on_)) {
      return call::Signal(txn, *pair, said);
    }
    if (!to) return FieldError(Code::kMissingArgument, "toUserId");
    return call::SignalGroup(txn, std::get<call::GroupCall>(on_), *to, said);
  }

 private:
  using On = std::variant<call::GroupCall, call::CallToSignal>;
  explicit Line(On on) : on_(std::move(on)) {}
  On on_;
};

// The call that a signal is for, in whatever form the signal came.
class SignalledCall {
 public:
  static constexpr const char* kDoor = "call";
  static Result<SignalledCall> Open(Txn& txn, Call& call, const SignalIn& in) {
    SignalIn said = in;
    if (call.request != nullptr) KOINE_CHECK(ReadSignal(call, &said));
    KOINE_TRY(Line line, Line::Open(txn, call.who, said.callId));
    return SignalledCall(std::move(line), std::move(said));
  }
  const Line& line() const { return line_; }
  const SignalIn& said() const { return said_; }

 private:
  SignalledCall(Line line, SignalIn said) : line_(std::move(line)), said_(std::move(said)) {}
  Line line_;
  SignalIn said_;
};

Result<Nothing> SendSignal(Txn& txn, Call&, const SignalledCall& on, SignalIn&) {
  const SignalIn& said = on.said();
  KOINE_CHECK(on.line().Say(txn, said.toUserId,
                            call::ReadSignal(KindOf(said.signalType), said.signalData.text)));
  return Nothing{};
}

// --- frames

// The call that a frame is about, through the door of what it does there; none where one begins.
class FrameCall {
 public:
  static constexpr const char* kDoor = "call";
  static Result<FrameCall> Open(Txn& txn, Call& call, const CallFrameIn& in);

  using Door =
      std::variant<std::monostate, Line, call::GroupCall, call::CallToDecline, call::CallToEnd>;
  const Door& door() const { return door_; }

 private:
  explicit FrameCall(Door door) : door_(std::move(door)) {}
  Door door_;
};

bool Signals(CallFrameAction action) {
  return action == CallFrameAction::kOffer || action == CallFrameAction::kAnswer ||
         action == CallFrameAction::kCandidate;
}

Result<FrameCall> FrameCall::Open(Txn& txn, Call& call, const CallFrameIn& in) {
  if (in.action == CallFrameAction::kCall) return FrameCall(std::monostate());
  CallId id = in.callId.value_or(CallId());
  if (!id) {
    const auto active = call::Active(txn, call.who);
    if (!active) return Error{Code::kCallRefused, "gone"};
    id = active->call.id;
  }
  if (Signals(in.action)) {
    KOINE_TRY(Line line, Line::Open(txn, call.who, id));
    return FrameCall(std::move(line));
  }
  KOINE_TRY(auto group, call::GroupCall::OpenIfGroup(txn, call.who, id));
  if (group) return FrameCall(*std::move(group));
  if (in.action == CallFrameAction::kReject) {
    KOINE_TRY(call::CallToDecline pair, call::CallToDecline::Open(txn, call.who, id));
    return FrameCall(std::move(pair));
  }
  KOINE_TRY(call::CallToEnd pair, call::CallToEnd::Open(txn, call.who, id));
  return FrameCall(std::move(pair));
}

Status SayOn(Txn& txn, const Line& line, const CallFrameIn& in) {
  const bool candidate = in.action == CallFrameAction::kCandidate;
  const SignalKind kind = candidate                               ? SignalKind::kCandidate
                          : in.action == CallFrameAction::kAnswer ? SignalKind::kAnswer
                                                                  : SignalKind::kOffer;
  const json::Raw& data = candidate ? in.candidate : in.sdp;
  return line.Say(txn, in.toUserId, call::ReadSignal(kind, data.text));
}

Result<Nothing> CallFrame(Txn& txn, Call& call, const FrameCall& on, CallFrameIn& in) {
  if (in.action == CallFrameAction::kCall) {
    if (!in.toUserId) return FieldError(Code::kMissingArgument, "toUserId");
    KOINE_CHECK(call::Start(txn, call.who, StartOf(call, *in.toUserId, in.callType)));
  } else if (const auto* line = std::get_if<Line>(&on.door())) {
    KOINE_CHECK(SayOn(txn, *line, in));
  } else if (const auto* group = std::get_if<call::GroupCall>(&on.door())) {
    KOINE_CHECK(in.action == CallFrameAction::kReject
                    ? call::RejectGroup(txn, *group, in.reason.value_or(""))
                    : call::LeaveGroup(txn, *group));
  } else if (const auto* pair = std::get_if<call::CallToDecline>(&on.door())) {
    KOINE_CHECK(call::Reject(txn, *pair, in.reason.value_or("")));
  } else {
    KOINE_CHECK(call::End(txn, std::get<call::CallToEnd>(on.door())));
  }
  return Nothing{};
}

void CallFrameRefused(gateway::Session& session, const Error& error, const void* request) {
  TellRefused(session, error, request);
  const auto& in = *static_cast<const CallFrameIn*>(request);
  if (in.action != CallFrameAction::kCall || !in.toUserId) return;
  call::StartIn start;
  start.callee = *in.toUserId;
  start.mode = ModeOf(in.callType);
  call::RecordRefused(session.services().store, session.who(), start, error);
}

constexpr char kOneCall[] = R"({"callId":"{call.mine}"})";

}  // namespace

void AddCalls(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Initiate>(Method::kPost, "/api/im/video-call/initiate", "Call a user",
                                {.mode = Mode::kWrite,
                                 .ok = "发起成功",
                                 .example = R"({"calleeId":"{user.peer}","callType":"VIDEO"})",
                                 .ref = "14.1",
                                 .about = gateway::About::kPeople}));
  rows->push_back(Ep<&AcceptCall>(Method::kPost, "/api/im/video-call/{callId}/accept",
                                  "Answer a call",
                                  {.mode = Mode::kWrite,
                                   .door = "callId",
                                   .ok = "接听成功",
                                   .example = kOneCall,
                                   .ref = "14.2"}));
  rows->push_back(Ep<&RejectCall>(Method::kPost, "/api/im/video-call/{callId}/reject",
                                  "Decline a call",
                                  {.mode = Mode::kWrite,
                                   .door = "callId",
                                   .ok = "已拒绝",
                                   .example = kOneCall,
                                   .ref = "14.3"}));
  rows->push_back(Ep<&EndCall>(Method::kPost, "/api/im/video-call/{callId}/end", "End a call",
                               {.mode = Mode::kWrite,
                                .door = "callId",
                                .repeatable = true,
                                .ok = "通话已结束",
                                .example = kOneCall,
                                .ref = "14.4"}));
  rows->push_back(Ep<&GetCall>(Method::kGet, "/api/im/video-call/{callId}", "Get a call",
                               {.door = "callId", .example = kOneCall, .ref = "14.5"}));
  rows->push_back(Ep<&ActiveCall>(Method::kGet, "/api/im/video-call/active",
                                  "Get your current call",
                                  {.ref = "14.6", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&SendSignal>(
      Method::kPost, "/api/im/video-call/signal", "Send a WebRTC signal to the other party",
      {.door = "callId",
       .ok = "发送成功",
       .example = R"({"callId":"{call.mine}","signalType":"offer","signalData":"v=0"})",
       .ref = "14.7",
       .own_body = true}));
  rows->push_back(Ep<&ListCalls>(Method::kGet, "/api/im/video-call/history", "List your calls",
                                 {.mode = Mode::kScan,
                                  .example = R"({"limit":20})",
                                  .ref = "14.8",
                                  .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&ListIceServers>(Method::kGet, "/api/im/video-call/ice-servers",
                          "Get STUN and TURN servers with temporary credentials",
                          {.mode = Mode::kPlain, .ref = "14", .about = gateway::About::kNothing}));
}

void AddCallFrames(std::vector<gateway::FrameRow>* rows) {
  using gateway::Fr;
  using gateway::Mode;
  rows->push_back(Fr<&SendSignal>(
      "webrtc_signal", "Send a WebRTC signal to the other party",
      {.door = "callId",
       .example = R"({"callId":"{call.mine}","signalType":"offer","signalData":"v=0"})",
       .ref = "22.2"},
      &TellRefused));
  rows->push_back(
      Fr<&CallFrame>("call", "Send a call action or signal",
                     {.mode = Mode::kWrite,
                      .door = "callId",
                      .example = R"({"action":"offer","callId":"{call.mine}","sdp":"v=0"})",
                      .ref = "22.2"},
                     &CallFrameRefused));
}

}  // namespace koine::ruoyi
