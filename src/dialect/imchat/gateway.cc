// The WebSocket, client to server (im-chat 5.1).

#include <memory>
#include <utility>

#include "base/text.h"
#include "core/conversation/presence.h"
#include "dialect/imchat/call.h"
#include "dialect/imchat/frames.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/message.h"
#include "gateway/gateway.h"
#include "gateway/session.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using gateway::Session;
using store::Txn;

struct FrameIn {
  std::string type;
  json::Raw data;
};
KOINE_DESCRIBE(FrameIn, (type, data))
struct ConnectedData {
  std::string event = "CONNECTED";
  UserId userId;
  int terminal = 0;
  json::Time serverTime;
  int heartbeatSeconds = kHeartbeatS;
};
KOINE_DESCRIBE(ConnectedData, (event, userId, terminal, serverTime, heartbeatSeconds))
struct BeatIn {
  std::optional<std::string> status;
};
KOINE_DESCRIBE(BeatIn, (status))
struct BeatOut {
  json::Time serverTime;
};
KOINE_DESCRIBE(BeatOut, (serverTime))
struct EventData {
  std::string event;
  std::optional<std::string> content;
  json::Time time;
};
KOINE_DESCRIBE(EventData, (event, content, time))
struct ForcedData {
  std::string event = "FORCE_LOGOUT", content, reason;
  json::Time time;
};
KOINE_DESCRIBE(ForcedData, (event, content, reason, time))
struct RefusedData {
  std::optional<std::string> clientMsgId;
  bool ack = true;
};
KOINE_DESCRIBE(RefusedData, (clientMsgId, ack))

namespace {

constexpr std::uint16_t kReplaced = 4001, kBanned = 4003;
// What a heartbeat may say (im-chat appendix C).
constexpr char kOnline[] = "ONLINE", kAway[] = "AWAY";
constexpr char kReplacedText[] = "您已在其他地方登录，将被强制下线";

SocketState& StateOf(Session& session) {
  return static_cast<SocketState&>(*session.state());
}

template <class T>
std::string Data(const Session& session, const T& data) {
  return json::ToText(data, const_cast<Session&>(session).dialect().profile());
}

// Of what cannot be read, ten in a row end the session.
void SendError(Session& session, int code, const std::string& message) {
  const EventData data{"ERROR", message, {session.services().clock->NowMs()}};
  session.SendText(AnswerText(kSystemFrame, code, message, Data(session, data)));
  if (++StateOf(session).bad_frames >= kBadFramesMax) {
    session.Close(net::kWsPolicyViolation, "too many errors");
  }
}

// --- rows

Result<PrivateOut> PrivateFrame(Txn& txn, Call& call, const SendPrivateIn& in) {
  return SendPrivate(txn, call.who, in);
}

Result<GroupMessageOut> GroupFrame(Txn& txn, Call&, const access::GroupMember& place,
                                   const SendGroupIn& in) {
  return SendGroup(txn, place, in);
}

void Refuse(Session& session, const char* type, const Error& error,
            const std::optional<std::string>& client_id) {
  const Answer answer = AnswerOf(error);
  session.SendText(
      AnswerText(type, answer.code, answer.message, Data(session, RefusedData{client_id, true})));
}

// Who says that messages came needs no answer, and nothing is kept of it: what was written to a
// socket counts as delivered already (im-chat 5.1).
void PrivateFailed(Session& session, const Error& error, const void* request) {
  const auto& in = *static_cast<const SendPrivateIn*>(request);
  if (in.messageType == kDeliveryAck && !in.receiverId) return;
  Refuse(session, kPrivateFrame, error, in.clientMsgId);
}

void GroupFailed(Session& session, const Error& error, const void* request) {
  const auto& in = *static_cast<const SendGroupIn*>(request);
  if (in.messageType == kDeliveryAck && !in.groupId) return;
  Refuse(session, kGroupFrame, error, in.clientMsgId);
}

}  // namespace

gateway::Handshake Imchat::ReadHandshake(const net::Request& request, std::int64_t) const {
  gateway::Handshake out;
  std::vector<json::Param> params;
  if (text::ParseQuery(request.query(), &params).ok()) {
    for (json::Param& param : params) {
      if (param.name == "accessToken") out.token = std::move(param.value);
    }
  }
  if (out.token.empty()) out.token = std::string(TokenOf(request));
  out.state = std::make_unique<SocketState>();
  return out;
}

Status Imchat::CheckHandshake(const gateway::Handshake& handshake,
                              const identity::LoginView& view) const {
  const auto terminal = text::ParseInt(view.login.terminal);
  // That of the back office opens no socket.
  if (!terminal || *terminal < 0 || *terminal >= kTerminals) return Error{Code::kUnauthenticated};
  static_cast<SocketState*>(handshake.state.get())->terminal = static_cast<int>(*terminal);
  return Ok();
}

std::string Imchat::HandshakeAnswer(const Error* error) const {
  if (error == nullptr) return {};
  int status = 0;
  return Failure({error, 1}, &status);
}

int Imchat::handshake_status(const Error& error) const {
  constexpr int kBannedCode = 1003;
  const int code = AnswerOf(error).code;
  return code == kBannedCode ? 403 : code < 1000 ? code : 400;
}

int Imchat::PlatformOf(const Session& session) const {
  constexpr int kWeb = 5, kApp = 2, kPc = 3;  // as OpenIM numbers them (mapping 14)
  constexpr int kPlatforms[kTerminals] = {kWeb, kApp, kPc};
  const gateway::SessionState* state = session.state();
  return kPlatforms[state == nullptr ? 0 : static_cast<const SocketState*>(state)->terminal];
}

void Imchat::OnJoined(Session& session) {
  ConnectedData data;
  data.userId = session.who().user;
  data.terminal = StateOf(session).terminal;
  data.serverTime = {session.services().clock->NowMs()};
  session.SendText(AnswerText(kSystemFrame, 200, "success", Data(session, data)));
  session.TakePlace();
  MeetCalls(session);
}

void Imchat::OnRefused(Session& session, const Error& error) {
  session.Close(error.Is(Code::kUnavailable) ? net::kWsTryAgainLater : net::kWsPolicyViolation, "");
}

void Imchat::OnRevoked(Session& session, const std::string& reason) {
  const bool shut = reason == "banned" || reason == "disabled" || reason == "deregistered";
  const json::Time now{session.services().clock->NowMs()};
  if (reason == "banned") {
    // The user was told why by an event of its own (event::SystemTold).
    session.Close(kBanned, "banned");
    return;
  }
  std::string data;
  if (shut) {
    const char* const event = reason == "deregistered" ? "USER_UNREG" : "USER_BANNED";
    data = Data(session, EventData{event, "账号已停用", now});
  } else {
    const char* const why = reason == "replaced" ? kReplacedText : "登录已失效";
    data = Data(session, ForcedData{"FORCE_LOGOUT", why, why, now});
  }
  session.SendText(AnswerText(kSystemFrame, 200, "success", data));
  session.Close(shut ? kBanned : kReplaced, reason);
}

void Imchat::OnFrame(Session& session, std::string_view text, bool binary) {
  if (binary) {
    session.Close(net::kWsUnsupportedData, "text frames only");
    return;
  }
  auto frame = json::Parse<FrameIn>(text, profile());
  if (!frame.ok()) {
    SendError(session, 400, "消息格式错误");
    return;
  }
  std::string_view data = frame->data.text;
  if (data.empty()) data = "{}";
  if (frame->type == kHeartbeatFrame) {
    const auto beat = json::Parse<BeatIn>(data, profile());
    const std::string status = beat.ok() ? beat->status.value_or("") : "";
    if (!beat.ok() || (!status.empty() && status != kOnline && status != kAway)) {
      SendError(session, 400, "消息格式错误");
      return;
    }
    StateOf(session).bad_frames = 0;
    if (!status.empty()) session.SetAway(status == kAway);
    session.SendText(
        FrameText(kHeartbeatFrame, Data(session, BeatOut{{session.services().clock->NowMs()}})));
    return;
  }
  for (const gateway::FrameRow& row : frames_) {
    if (frame->type != row.type) continue;
    if (data.front() != '{') {
      SendError(session, 400, "消息格式错误");
      return;
    }
    StateOf(session).bad_frames = 0;
    session.Run(row, data);
    return;
  }
  SendError(session, 400, "未知的消息类型");
}

void Imchat::OnAnswered(Session& session, const FrameOutcome& outcome) {
  if (outcome.error != nullptr) {
    outcome.row.failed(session, *outcome.error, outcome.request);
    return;
  }
  std::string data;
  json::Write(outcome.row.thunk.response(), outcome.result, profile(), &data, outcome.numbers);
  data.pop_back();
  data += R"(,"ack":true})";
  session.SendText(AnswerText(outcome.row.type, 200, "success", data));
}

void AddFrames(std::vector<gateway::FrameRow>* rows) {
  using gateway::Fr;
  using gateway::Mode;
  rows->push_back(Fr<&PrivateFrame>(
      kPrivateFrame, "Send a message to a friend",
      {.mode = Mode::kWrite,
       .chains = true,
       .example = R"({"receiverId":"{contact.mine}","content":"hi","messageType":1})",
       .ref = "2.4.1",
       .about = gateway::About::kPeople},
      &PrivateFailed));
  rows->push_back(
      Fr<&GroupFrame>(kGroupFrame, "Send a message to a group",
                      {.mode = Mode::kWrite,
                       .door = "groupId",
                       .chains = true,
                       .example = R"({"groupId":"{group.mine}","content":"hi","messageType":1})",
                       .ref = "2.5.1"},
                      &GroupFailed));
}

const json::Type* Imchat::AnswerType(const gateway::FrameRow& row) const {
  return row.thunk.response();
}

std::string Imchat::AnswerSchema(std::string_view type, std::string_view fields) const {
  std::string name;
  json::Quote(type, &name);
  return R"({"type":"object","required":["type","code","message"],"properties":{)"
         R"("type":{"type":"string","const":)" +
         name + R"(},"code":{"type":"integer"},"message":{"type":"string"},"data":{"allOf":[)" +
         std::string(fields) + R"(,{"type":"object","properties":{"ack":{"const":true}}}]}}})";
}

void AddSessionFrames(std::vector<gateway::EventRow>* rows) {
  rows->push_back(gateway::DataOf<BeatIn>(
      kHeartbeatFrame, "Keep the session alive; `status` says whether anybody looks at it"));
}

void AddSessionEvents(std::vector<gateway::EventRow>* rows) {
  using gateway::DataOf;
  rows->insert(rows->end(),
               {DataOf<ConnectedData>(kSystemFrame, "The session is signed in"),
                DataOf<EventData>(kSystemFrame, "A frame could not be read, or the account ended"),
                DataOf<ForcedData>(kSystemFrame, "The user is signed out"),
                DataOf<BeatOut>(kHeartbeatFrame, "The answer to a heartbeat"),
                DataOf<RefusedData>(kPrivateFrame, "A private message was refused"),
                DataOf<RefusedData>(kGroupFrame, "A message to a group was refused")});
}

}  // namespace koine::imchat
