// The message gateway: its frames, and how a session ends (openim-ws 2.3, 3, 11, 12).

#include <utility>

#include "dialect/openim/dialect.h"
#include "dialect/openim/envelope.h"
#include "dialect/openim/proto.h"
#include "dialect/openim/socket.h"
#include "gateway/io_thread.h"
#include "gateway/presence.h"
#include "gateway/request_id.h"
#include "gateway/session.h"

namespace koine::openim {

using gateway::Holder;
using gateway::Session;

struct TextFrame {
  std::string type;
  json::Raw body;
};
KOINE_DESCRIBE(TextFrame, (type, body))

namespace {

// What an answer has of its request.
struct Tag {
  std::int64_t number = 0;
  std::string incr, operation;
};

SocketState& StateOf(Session& session) {
  return *static_cast<SocketState*>(session.state());
}

void Send(Session& session, const ReplyView& reply) {
  std::string text;
  AppendEnvelope(FormOf(StateOf(session).wire), reply, &text);
  session.SendBinary(text);
}

void SendError(Session& session, const Tag& tag, const Error& error) {
  const Answer answer = AnswerOf(error);
  // A client that names no operation can still ask about the refusal by the id that the log has.
  const std::string operation(tag.operation.empty() ? gateway::IdOfFrame() : tag.operation);
  Send(session, {tag.number, tag.incr, operation, answer.code, answer.msg, std::nullopt});
}

void Ping(Session& session) {
  if (session.closing()) return;
  session.SendPing();
  session.After(kPingMs, &Ping);
}

// Text is for pings only (openim-ws 11).
void AnswerText(Session& session, std::string_view text) {
  auto frame = json::Parse<TextFrame>(text);
  if (frame.ok() && frame->type == "pong") return;
  if (!frame.ok() || frame->type != "ping") {
    session.End();
    return;
  }
  session.SendText(json::ToText(TextFrame{"pong", std::move(frame->body)}));
}

}  // namespace

int Openim::PlatformOf(const Session& session) const {
  return static_cast<const SocketState*>(session.state())->platform;
}

void Openim::OnPlatforms(Session& session, UserId user, const std::vector<int>& platforms) {
  const auto& watched = StateOf(session).watched;
  const auto it = watched.find(user);
  if (it == watched.end()) return;
  SubUserOnlineStatusTips tips;
  tips.subscribers.push_back({it->second, {platforms.begin(), platforms.end()}});
  Send(session, {kReqOnline, "", "", 0, "", ToProto(tips)});
}

Result<std::string> Subscribe(Session& session, const Subscription& change) {
  SocketState& state = StateOf(session);
  std::vector<UserId> ended;
  for (const SubscribedUser& one : change.removed) {
    if (state.watched.erase(one.user) > 0) ended.push_back(one.user);
  }
  gateway::Watchers& watchers = session.thread().watchers();
  watchers.Unwatch(session, ended);
  std::vector<UserId> begun;
  for (const SubscribedUser& one : change.added) {
    if (one.user) begun.push_back(one.user);
  }
  if (!watchers.Watch(session, begun)) return FieldError(Code::kTooLarge, "subscribeUserID");
  SubUserOnlineStatusTips tips;
  for (const SubscribedUser& one : change.added) {
    if (one.user) state.watched[one.user] = one.userID;
    const auto platforms = session.services().presence->Platforms(one.user);
    tips.subscribers.push_back({one.userID, {platforms.begin(), platforms.end()}});
  }
  return ToProto(tips);
}

gateway::Handshake Openim::ReadHandshake(const net::Request& request, std::int64_t now_ms) const {
  gateway::Handshake out = ReadUpgrade(request);
  const metrics::Gauge* sessions = series().sessions;
  if (sessions != nullptr && sessions->Value() >= settings_.connections_max) {
    out.error = Error{Code::kUnavailable, "connections"};
  }
  if (out.error) return out;
  auto& state = static_cast<SocketState&>(*out.state);
  const auto claim = ReadClaim(out.token, now_ms);
  state.fits = claim.ok() && claim->handle == state.handle && claim->platform == state.platform;
  return out;
}

Status Openim::CheckHandshake(const gateway::Handshake& handshake,
                              const identity::LoginView&) const {
  if (static_cast<const SocketState&>(*handshake.state).fits) return Ok();
  return Error{Code::kUnauthenticated, "mismatch"};
}

std::string Openim::HandshakeAnswer(const Error* error) const {
  if (error == nullptr) return R"({"errCode":0,"errMsg":"","errDlt":""})";
  int status = 0;
  return Failure(std::span<const Error>(error, 1), &status);
}

void Openim::OnSocket(Session& session, const net::Request&) {
  if (StateOf(session).platform == kPlatformWeb) session.After(kPingMs, &Ping);
}

void Openim::OnRefused(Session& session, const Error&) {
  session.End();
}

void Openim::OnRevoked(Session& session, const std::string&) {
  Send(session, {kPushKicked, "", "", 0, "", std::nullopt});
  session.End();
}

void Openim::OnFrame(Session& session, std::string_view text, bool binary) {
  if (!binary) {
    AnswerText(session, text);
    return;
  }
  // A client that sends anything but a request of its own user is dropped (openim-ws 3.3).
  RequestEnvelope own;
  const auto envelope = ReadEnvelope(FormOf(StateOf(session).wire), text, &own);
  if (!envelope.ok() || envelope->sender != StateOf(session).handle) {
    session.End();
    return;
  }
  Tag tag{envelope->number, std::string(envelope->incr), std::string(envelope->operation)};
  if (tag.number == kReqSignal) {
    SendError(session, tag, Error{Code::kNotImplemented});
    return;
  }
  const Request* request = FindRequest(tag.number);
  const std::string type = std::to_string(tag.number);
  for (const gateway::FrameRow& row : frames_) {
    if (request == nullptr || type != row.type) continue;
    Holder in = row.thunk.make_request();
    if (request->read(envelope->data, in.get())) {
      session.Run(row, std::move(in), Holder::Of(std::move(tag)), envelope->operation);
    } else {
      SendError(session, tag, FieldError(Code::kBadArgument, "data"));
    }
    return;
  }
  session.End();
}

void Openim::OnAnswered(Session& session, const FrameOutcome& outcome) {
  const Tag& tag = *static_cast<const Tag*>(outcome.tag.get());
  if (outcome.error != nullptr) {
    SendError(session, tag, *outcome.error);
    return;
  }
  ReplyView reply{tag.number, tag.incr, tag.operation, 0, "", std::nullopt};
  std::string written;
  if (tag.number == kReqOnline) {
    auto data = Subscribe(session, *static_cast<const Subscription*>(outcome.result));
    if (!data.ok()) {
      SendError(session, tag, data.error());
      return;
    }
    written = *std::move(data);
    reply.data = written;
  }
  const Request* request = FindRequest(tag.number);
  if (request->write != nullptr) {
    written = request->write(*this, outcome.result, outcome.numbers);
    reply.data = written;
  }
  Send(session, reply);
  if (tag.number == kReqLogout) {
    session.End();
  } else if (tag.number == kReqBackground) {
    const auto& in = *static_cast<const SetAppBackgroundStatusReq*>(outcome.request);
    session.SetAway(in.isBackground);
    // Messages that the user would not see are left to pushes that reach the device otherwise
    // (openim-ws 5.2).
    const SocketState& state = StateOf(session);
    const bool silent = in.isBackground && state.platform == kPlatformIos;
    session.set_wire(silent ? kWireSilent : state.wire);
  }
}

}  // namespace koine::openim
