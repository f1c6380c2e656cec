// The WebSocket, client to server (im-chat 5.1).

#include "base/text.h"
#include "dialect/imchat/imchat.h"
#include "gateway/gateway.h"
#include "gateway/session.h"

namespace koine::imchat {

using gateway::Session;

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
  if (!terminal || view.login.dialect != access::Dialect::kImchat) {
    return Error{Code::kUnauthenticated};
  }
  static_cast<SocketState*>(handshake.state.get())->terminal = static_cast<int>(*terminal);
  return Ok();
}

std::string Imchat::HandshakeAnswer(const Error* error) const {
  if (error == nullptr) return {};
  int status = 0;
  return Failure({error, 1}, &status);
}

int Imchat::handshake_status(const Error& error) const {
  const int code = AnswerOf(error).code;
  return code == 1003 ? 403 : code < 1000 ? code : 400;
}

int Imchat::PlatformOf(const Session& session) const {
  constexpr int kWeb = 5, kApp = 2, kPc = 3;  // as OpenIM numbers them (mapping 14)
  constexpr int kPlatforms[kTerminals] = {kWeb, kApp, kPc};
  return kPlatforms[static_cast<const SocketState*>(session.state())->terminal];
}

void Imchat::OnFrame(Session&, std::string_view, bool) {}
void Imchat::OnAnswered(Session& session, const FrameOutcome& outcome) {
  Dialect::OnAnswered(session, outcome);
}
void Imchat::OnJoined(Session& session) { session.TakePlace(); }
void Imchat::OnRefused(Session& session, const Error&) { session.Close(1008, ""); }
void Imchat::OnRevoked(Session& session, const std::string&) { session.Close(4001, ""); }
void Imchat::Render(const event::Event&, std::int64_t, gateway::View, int, std::string*) const {}

}  // namespace koine::imchat
