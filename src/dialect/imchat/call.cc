// Calls between two (im-chat 2.6.1), and the servers that help browsers to find each other.

#include "dialect/imchat/call.h"

#include <utility>

#include "core/event/event.h"
#include "dialect/imchat/wire.h"
#include "store/store.h"

namespace koine::imchat {

using event::SignalKind;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct SetupIn {
  UserId friendId;
  int mode = kVideoMode;
};
KOINE_DESCRIBE(SetupIn, (friendId, mode))
KOINE_RULES(SetupIn, json::Rule("friendId").Required(),
            json::Rule("mode").Min(kVideoMode).Max(kVoiceMode))
struct CallOfferIn {
  std::string callId;
  json::Raw offer;
  call::SignalIn said;  // not of the wire: what is in it
  // Its form is judged before whose call it is.
  Status Check(Txn&, const access::Principal&) {
    KOINE_TRY(said, ToSignal(SignalKind::kOffer, offer, "offer", true));
    return Ok();
  }
};
KOINE_DESCRIBE(CallOfferIn, (callId, offer))
KOINE_RULES(CallOfferIn, json::Rule("callId").Required())
struct CallAnswerIn {
  std::string callId;
  json::Raw answer;
  call::SignalIn said;  // not of the wire: what is in it
  // Its form is judged before whose call it is.
  Status Check(Txn&, const access::Principal&) {
    KOINE_TRY(said, ToSignal(SignalKind::kAnswer, answer, "answer", true));
    return Ok();
  }
};
KOINE_DESCRIBE(CallAnswerIn, (callId, answer))
KOINE_RULES(CallAnswerIn, json::Rule("callId").Required())
struct CallCandidateIn {
  std::string callId;
  json::Raw candidate;
  call::SignalIn said;  // not of the wire: what is in it
  // Its form is judged before whose call it is.
  Status Check(Txn&, const access::Principal&) {
    KOINE_TRY(said, ToSignal(SignalKind::kCandidate, candidate, "candidate", false));
    return Ok();
  }
};
KOINE_DESCRIBE(CallCandidateIn, (callId, candidate))
KOINE_RULES(CallCandidateIn, json::Rule("callId").Required())

struct CallInfoOut {
  std::string callId, state;  // RINGING, TALKING
  int mode = kVideoMode;
  CallPersonOut host, acceptor;
  json::Time startTime;
  std::optional<json::Time> connectTime;
};
KOINE_DESCRIBE(CallInfoOut, (callId, state, mode, host, acceptor, startTime, connectTime))

struct IceServerRow {
  std::vector<std::string> urls;
  std::optional<std::string> username, credential;
};
KOINE_DESCRIBE(IceServerRow, (urls, username, credential))
struct IceServersOut {
  std::vector<IceServerRow> iceServers;
  std::optional<json::Time> expireTime;
};
KOINE_DESCRIBE(IceServersOut, (iceServers, expireTime))

CallPersonOut ToCallPerson(const Person& person) {
  return {person.id, person.name, OptText(person.avatar)};
}

CallStartedOut ToStarted(const call::Started& started, int mode) {
  return {started.uuid, mode, started.ring_ms / 1000};
}

call::StartIn CallOf(UserId friend_id, int mode) {
  call::StartIn in;
  in.callee = friend_id;
  in.mode = static_cast<event::CallMode>(mode);
  return in;
}

Result<call::SignalIn> ToSignal(SignalKind kind, const json::Raw& value, const char* field,
                                bool required) {
  call::SignalIn out = call::ReadSignal(kind, value.text == "null" ? "" : value.text);
  if (required && out.data.empty()) return FieldError(Code::kMissingArgument, field);
  if (out.data.size() > call::kSignalBytesMax) return Error{Code::kBadArgument, "bytes", field};
  return out;
}

namespace {

Result<CallStartedOut> Setup(Txn& txn, Call& call, SetupIn& in) {
  const call::StartIn start = CallOf(in.friendId, in.mode);
  auto started = call::Start(txn, call.who, start);
  call.refused = nullptr;
  if (started.ok()) return ToStarted(*started, in.mode);
  const Error& error = started.error();
  call.refused = [store = call.services->store, who = call.who, start, error] {
    call::RecordRefused(store, who, start, error);
  };
  return error;
}

Result<Nothing> Accept(Txn& txn, Call&, const ByUuid<call::CallToAccept>& on, CallKeyIn&) {
  KOINE_CHECK(call::Accept(txn, *on));
  return Nothing{};
}

Result<Nothing> Reject(Txn& txn, Call&, const ByUuid<call::CallToDecline>& on, CallReasonIn& in) {
  KOINE_CHECK(call::Reject(txn, *on, in.reason.value_or("")));
  return Nothing{};
}

Result<Nothing> Cancel(Txn& txn, Call&, const ByUuid<call::CallToCancel>& on, CallKeyIn&) {
  KOINE_CHECK(call::Cancel(txn, *on));
  return Nothing{};
}

Result<Nothing> Fail(Txn& txn, Call&, const ByUuid<call::CallToDecline>& on, CallReasonIn& in) {
  KOINE_CHECK(call::Fail(txn, *on, in.reason.value_or("")));
  return Nothing{};
}

Result<Nothing> HangUp(Txn& txn, Call&, const ByUuid<call::CallToEnd>& on, CallKeyIn&) {
  KOINE_CHECK(call::End(txn, *on));
  return Nothing{};
}

Result<Nothing> SayOffer(Txn& txn, Call&, const ByUuid<call::CallToSignal>& on, CallOfferIn& in) {
  KOINE_CHECK(call::Signal(txn, *on, in.said));
  return Nothing{};
}

Result<Nothing> SayAnswer(Txn& txn, Call&, const ByUuid<call::CallToSignal>& on, CallAnswerIn& in) {
  KOINE_CHECK(call::Signal(txn, *on, in.said));
  return Nothing{};
}

// A sign of life, which may bring a candidate.
Result<Nothing> Heartbeat(Txn& txn, Call&, const ByUuid<call::CallToSignal>& on,
                          CallCandidateIn& in) {
  KOINE_CHECK(call::Renew(txn, *on));
  if (!in.said.data.empty()) KOINE_CHECK(call::Signal(txn, *on, in.said));
  return Nothing{};
}

Result<CallInfoOut> Info(Txn& txn, Call&, const ByUuid<call::CallToSignal>& on, CallKeyIn&) {
  const call::Shown shown = call::Get(txn, *on);
  const bool talks = shown.call.state == call::CallState::kTalking;
  return CallInfoOut{shown.call.uuid,
                     talks ? "TALKING" : "RINGING",
                     static_cast<int>(shown.call.mode),
                     ToCallPerson(shown.caller),
                     ToCallPerson(shown.callee),
                     {shown.call.started_at},
                     OptTime(shown.call.connected_at)};
}

Result<IceServersOut> ListServers(Call& call, Nothing&) {
  const call::IceSettings& settings = DialectOf(call).settings().ice;
  IceServersOut out;
  for (call::IceServer& server : call::IceServersFor(settings, call.who.user, call.now_ms())) {
    IceServerRow row{std::move(server.urls), OptText(server.username), OptText(server.credential)};
    if (row.credential) out.expireTime = json::Time{call.now_ms() + settings.lifetime_ms};
    out.iceServers.push_back(std::move(row));
  }
  return out;
}

constexpr char kOneCall[] = R"({"callId":"{call.mine}"})";
constexpr char kSaid[] = R"({"callId":"{call.mine}","offer":"v=0"})";
constexpr char kAnswered[] = R"({"callId":"{call.mine}","answer":"v=0"})";

}  // namespace

void AddCalls(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Setup>(Method::kPost, "/webrtc/private/setup", "Call a friend",
                             {.mode = Mode::kWrite,
                              .example = R"({"friendId":"{contact.mine}","mode":1})",
                              .ref = "2.6.1",
                              .about = gateway::About::kPeople}));
  rows->push_back(
      Ep<&Accept>(Method::kPost, "/webrtc/private/accept", "Answer a call",
                  {.mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "2.6.1"}));
  rows->push_back(
      Ep<&Reject>(Method::kPost, "/webrtc/private/reject", "Decline a call",
                  {.mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "2.6.1"}));
  rows->push_back(
      Ep<&Cancel>(Method::kPost, "/webrtc/private/cancel", "Cancel a call before it is answered",
                  {.mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "2.6.1"}));
  rows->push_back(
      Ep<&HangUp>(Method::kPost, "/webrtc/private/handup", "End a call",
                  {.mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "2.6.1"}));
  rows->push_back(
      Ep<&Fail>(Method::kPost, "/webrtc/private/failed", "Report that a call cannot be answered",
                {.mode = Mode::kWrite, .door = "callId", .example = kOneCall, .ref = "2.6.1"}));
  rows->push_back(Ep<&SayOffer>(Method::kPost, "/webrtc/private/offer", "Send a WebRTC offer",
                                {.door = "callId", .example = kSaid, .ref = "2.6.1"}));
  rows->push_back(Ep<&SayAnswer>(Method::kPost, "/webrtc/private/answer", "Send a WebRTC answer",
                                 {.door = "callId", .example = kAnswered, .ref = "2.6.1"}));
  for (const char* path : {"/webrtc/private/heartbeat", "/webrtc/private/candidate"}) {
    rows->push_back(
        Ep<&Heartbeat>(Method::kPost, path, "Keep a call alive, or send a WebRTC candidate",
                       {.mode = Mode::kWrite,
                        .door = "callId",
                        .repeatable = true,
                        .example = R"({"callId":"{call.mine}","candidate":"candidate:1"})",
                        .ref = "2.6.1"}));
  }
  rows->push_back(Ep<&Info>(Method::kGet, "/webrtc/private/info", "Get your current call",
                            {.door = "callId", .example = kOneCall, .ref = "2.6.1"}));
  rows->push_back(Ep<&ListServers>(
      Method::kGet, "/webrtc/iceServers", "Get STUN and TURN servers with temporary credentials",
      {.mode = Mode::kPlain, .ref = "2.6", .about = gateway::About::kNothing}));
}

}  // namespace koine::imchat
