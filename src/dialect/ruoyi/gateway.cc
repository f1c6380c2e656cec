// The WebSocket, client to server (ruoyi 22.1, 22.2).

#include <memory>
#include <utility>

#include "base/text.h"
#include "core/conversation/presence.h"
#include "core/message/send.h"
#include "dialect/ruoyi/message.h"
#include "dialect/ruoyi/missed.h"
#include "dialect/ruoyi/render.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/io_thread.h"
#include "gateway/presence.h"
#include "gateway/request_id.h"
#include "gateway/session.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using gateway::Session;
using store::Txn;

// The outside of every frame. The object of the type is `payload`, else `data`, else the frame
// itself (ruoyi 22.2).
struct FrameIn {
  std::string type;
  json::Raw payload, data;
};
KOINE_DESCRIBE(FrameIn, (type, payload, data))
struct TokenFields {
  std::optional<std::string> token;
};
KOINE_DESCRIBE(TokenFields, (token))
struct AuthOut {
  std::string type = "auth_response";
  bool success = false;
  std::optional<UserId> userId;
  std::string message;
};
KOINE_DESCRIBE(AuthOut, (type, success, userId, message))
struct PlainOut {
  std::string type;
  std::optional<UserId> userId;
  std::string data;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(PlainOut, (type, userId, data, timestamp))
struct ErrorOut {
  std::string type = "error";
  std::optional<UserId> userId;
  std::string data;
  std::int64_t timestamp = 0;
  std::string traceId;
};
KOINE_DESCRIBE(ErrorOut, (type, userId, data, timestamp, traceId))
struct ConnectedData {
  bool connected = true;
};
KOINE_DESCRIBE(ConnectedData, (connected))
struct ConnectedOut {
  std::string type = "connected";
  UserId userId;
  ConnectedData data;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(ConnectedOut, (type, userId, data, timestamp))
struct PongOut {
  std::string type = "pong";
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(PongOut, (type, timestamp))
struct DisconnectOut {
  std::string type = "disconnect", message;
};
KOINE_DESCRIBE(DisconnectOut, (type, message))

struct AckOut {
  std::string type = "message_ack";
  std::optional<std::string> clientMsgId;
  MessageId messageId;
  ConversationId conversationId;
  json::Time createTime;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(AckOut, (type, clientMsgId, messageId, conversationId, createTime, timestamp))
struct MessageErrorOut {
  std::string type = "message_error";
  std::optional<std::string> clientMsgId;
  int errorCode = 0;
  std::string errorMessage;
  std::int64_t timestamp = 0;
  std::string reason, traceId;
};
KOINE_DESCRIBE(MessageErrorOut,
               (type, clientMsgId, errorCode, errorMessage, timestamp, reason, traceId))
struct TypingIn {
  ConversationId conversationId;
  bool isTyping = true;
};
KOINE_DESCRIBE(TypingIn, (conversationId, isTyping))
KOINE_RULES(TypingIn, json::Rule("conversationId").Alias("sessionId").Required())
struct ReadFrameIn {
  ConversationId conversationId;
  std::optional<std::vector<std::int64_t>> messageIds;
  std::optional<MessageId> lastReadMessageId;
};
KOINE_DESCRIBE(ReadFrameIn, (conversationId, messageIds, lastReadMessageId))
KOINE_RULES(ReadFrameIn, json::Rule("conversationId").Alias("sessionId").Required(),
            json::Rule("messageIds").MaxItems(1000))
struct DeliveredIn {
  MessageId messageId;
};
KOINE_DESCRIBE(DeliveredIn, (messageId))
struct StatusFrameIn {
  std::string status;
};
KOINE_DESCRIBE(StatusFrameIn, (status))
KOINE_RULES(StatusFrameIn, json::Rule("status").OneOf({"online", "busy", "away"}))

namespace {

// Session::note of a session whose user signs in by an auth frame, which wants an answer.
constexpr int kAskedByFrame = 1;

template <class T>
void Send(Session& session, const T& frame) {
  std::string& text = gateway::SpareText();
  json::Write(frame, session.dialect().profile(), &text);
  session.SendText(text);
}

void SendError(Session& session, const char* text) {
  std::optional<UserId> user;
  if (session.signed_in()) user = session.who().user;
  Send(session, ErrorOut{"error", user, text, session.services().clock->NowMs(),
                         std::string(gateway::IdOfFrame())});
}

// --- rows

Result<AckOut> SendFrame(Txn& txn, Call& call, const access::Member& place, const SendIn& in) {
  // The oldest clients put the fields beside the type of the frame (ruoyi 22.2).
  const bool typed = in.type && *in.type != "message";
  KOINE_TRY(message::SendIn draft,
            ReadMessage(in, typed ? *in.type : kTextType, place.conversation().group()));
  KOINE_TRY(const message::Sent sent, message::Send(txn, place, std::move(draft)));
  AckOut out;
  out.clientMsgId = in.clientMsgId;
  out.messageId = sent.id;
  out.conversationId = place.conversation().id;
  out.createTime = {sent.sent_at};
  out.timestamp = call.now_ms();
  return out;
}

void SendFailed(Session& session, const Error& error, const void* request) {
  MessageErrorOut out;
  out.clientMsgId = static_cast<const SendIn*>(request)->clientMsgId;
  const bool nowhere =
      error.Is(Code::kConversationNotFound) && !static_cast<const SendIn*>(request)->conversationId;
  const Error told = nowhere ? Error{Code::kMissingArgument, "target"} : error;
  const Answer answer = AnswerOf(told);
  out.errorCode = answer.code;
  out.errorMessage = answer.msg;
  out.reason = ReasonOf(told);
  out.traceId = gateway::IdOfFrame();
  out.timestamp = session.services().clock->NowMs();
  Send(session, out);
}

Result<Nothing> TypingFrame(Txn& txn, Call&, const access::Member& place, TypingIn& in) {
  message::TellTyping(txn, place, in.isTyping);
  return Nothing{};
}

Result<Nothing> ReadFrame(Txn& txn, Call&, const access::Member& place, ReadFrameIn& in) {
  KOINE_CHECK(ReadUpTo(txn, place, in.lastReadMessageId, in.messageIds));
  return Nothing{};
}

Result<Nothing> StatusFrame(Txn& txn, Call& call, StatusFrameIn& in) {
  // Users who hide that they are online hide how available they are, too.
  if (!call.services->presence->Online(call.who.user)) return Nothing{};
  conversation::TellStatus(txn, call.who.tenant, call.who.user, in.status);
  return Nothing{};
}

// --- frames that concern the session itself

void ConfirmAuth(Session& session) {
  Send(session, AuthOut{"auth_response", true, session.who().user, "认证成功"});
}

std::string TokenIn(std::string_view object, const json::Profile& profile) {
  if (object.empty() || object.front() != '{') return "";
  auto in = json::Parse<TokenFields>(object, profile);
  return in.ok() ? in->token.value_or("") : "";
}

// Where a client puts its token tells which frames it understands (ruoyi 22.6).
void AnswerAuth(Session& session, const FrameIn& frame, std::string_view text) {
  const json::Profile& profile = session.dialect().profile();
  int form = kFormS;
  std::string token = TokenIn(frame.payload.text, profile);
  if (token.empty()) {
    form = kFormD2;
    token = TokenIn(frame.data.text, profile);
  }
  if (token.empty()) {
    form = kFormD1;
    token = TokenIn(text, profile);
  }
  const bool turned = session.wire() == kFormS && form != kFormS;
  if (!token.empty()) {
    session.set_wire(form);
    // The older forms draw what they sent from the answer, and would draw it twice.
    session.set_hears_own_login(form == kFormS);
  }
  if (session.signed_in()) {
    // Clients send it although the token of the address was accepted.
    ConfirmAuth(session);
    if (turned && session.joined()) SendMissed(session, Missed::kOlder);
    return;
  }
  if (token.empty()) {
    Send(session, AuthOut{"auth_response", false, std::nullopt, "认证失败：缺少token"});
    return;
  }
  session.set_note(kAskedByFrame);
  session.SignIn(token);
}

void CloseUnlessSignedIn(Session& session) {
  if (!session.signed_in()) session.Close(net::kWsPolicyViolation, "认证超时");
}

std::string TokenInQuery(const net::Request& request) {
  std::vector<json::Param> params;
  if (!text::ParseQuery(request.query(), &params).ok()) return "";
  for (json::Param& param : params) {
    if (param.name == "token") return std::move(param.value);
  }
  return "";
}

}  // namespace

void TellRefused(Session& session, const Error& error, const void*) {
  SendError(session, AnswerOf(error).msg.c_str());
}

void Ruoyi::OnSocket(Session& session, const net::Request& request) {
  session.set_hears_own_login(true);
  const std::string token = TokenInQuery(request);
  if (!token.empty()) {
    session.SignIn(token);
    return;
  }
  Send(session, PlainOut{"auth_required", std::nullopt, "请发送认证消息",
                         session.services().clock->NowMs()});
  session.After(kSocketAuthMs, &CloseUnlessSignedIn);
}

void Ruoyi::OnRefused(Session& session, const Error& error) {
  if (session.note() == kAskedByFrame) {
    Send(session, AuthOut{"auth_response", false, std::nullopt, "认证失败：token 无效或已过期"});
  }
  if (error.Is(Code::kAccountBanned)) {
    Send(session, DisconnectOut{"disconnect", AnswerOf(error).msg});
    session.Close(net::kWsNormal, "account disabled");
  } else if (error.Is(Code::kUnavailable)) {
    session.Close(net::kWsTryAgainLater, "unavailable");
  } else {
    session.Close(net::kWsUnsupportedData, "token 无效或已过期");
  }
}

void Ruoyi::OnRevoked(Session& session, const std::string& reason) {
  const char* message = reason == "disabled" || reason == "banned" ? "账号已停用"
                        : reason == "replaced"                     ? "新连接建立"
                                                                   : "登录已失效";
  Send(session, DisconnectOut{"disconnect", message});
  session.Close(net::kWsNormal, message);
}

void Ruoyi::OnJoined(Session& session) {
  if (session.note() == kAskedByFrame) {
    Send(session, AuthOut{"auth_response", true, session.who().user, "认证成功"});
  }
  ConnectedOut connected;
  connected.userId = session.who().user;
  connected.timestamp = session.services().clock->NowMs();
  Send(session, connected);
  // A client that signs in by the address tells its form later, if it is another one.
  SendMissed(session, session.wire() == kFormS ? Missed::kContract : Missed::kBoth);
}

void Ruoyi::OnFrame(Session& session, std::string_view text, bool binary) {
  if (text.size() > kFrameBytesMax) {
    SendError(session, "消息过长");
    return;
  }
  auto frame = binary ? Result<FrameIn>(Code::kBadArgument) : json::Parse<FrameIn>(text, profile());
  if (!frame.ok()) {
    SendError(session, "消息格式错误");
    return;
  }
  const std::string& type = frame->type;
  std::string_view fields = text;
  if (!frame->payload.text.empty() && frame->payload.text.front() == '{') {
    fields = frame->payload.text;
  } else if (!frame->data.text.empty() && frame->data.text.front() == '{') {
    fields = frame->data.text;
  }
  if (type == "auth") {
    AnswerAuth(session, *frame, text);
    return;
  }
  if (!session.signed_in()) {
    SendError(session, "请先认证");
    return;
  }
  if (type == "ping") {
    session.ConfirmArrived();
    Send(session, PongOut{"pong", session.services().clock->NowMs()});
    return;
  }
  if (type == "delivered") {
    auto in = json::Parse<DeliveredIn>(fields, profile());
    // What does not exist yet cannot have been delivered: it would never come after that.
    const bool known = in.ok() && in->messageId.value <= session.thread().position();
    if (known) session.ConfirmDelivered(in->messageId.value);
    return;
  }
  for (const gateway::FrameRow& row : frames_) {
    if (type == row.type) {
      session.Run(row, fields);
      return;
    }
  }
}

void AddFrames(std::vector<gateway::FrameRow>* rows) {
  using gateway::Fr;
  using gateway::Mode;
  rows->push_back(
      Fr<&SendFrame>("message", "Send a message",
                     {.mode = Mode::kWrite,
                      .door = "conversationId",
                      .repeatable = true,
                      .sends = true,
                      .chains = true,
                      .example = R"({"conversationId":"{conversation.mine}","content":"hello"})",
                      .ref = "22.2"},
                     &SendFailed));
  rows->push_back(
      Fr<&TypingFrame>("typing", "Tell the others that you are typing",
                       {.mode = Mode::kRead,
                        .door = "conversationId",
                        .example = R"({"conversationId":"{conversation.mine}","isTyping":true})",
                        .ref = "22.2"},
                       &TellRefused));
  rows->push_back(Fr<&ReadFrame>("read", "Mark messages of a conversation as read",
                                 {.mode = Mode::kWrite,
                                  .door = "conversationId",
                                  .repeatable = true,
                                  .chains = true,
                                  .needs_rows = true,
                                  .example = R"({"conversationId":"{conversation.mine}"})",
                                  .ref = "22.2"},
                                 &TellRefused));
  rows->push_back(Fr<&StatusFrame>("status", "Set your status",
                                   {.mode = Mode::kScan,
                                    .example = R"({"status":"busy"})",
                                    .ref = "22.2",
                                    .about = gateway::About::kCaller},
                                   &TellRefused));
}

std::string Ruoyi::SentSchema(std::string_view type, std::string_view fields) const {
  std::string name;
  json::Quote(type, &name);
  return R"({"type":"object","required":["type"],"properties":{"type":{"type":"string","const":)" +
         name + R"(},"payload":)" + std::string(fields) + "}}";
}

void AddSessionFrames(std::vector<gateway::EventRow>* rows) {
  using gateway::EventOf;
  rows->insert(rows->end(),
               {EventOf<TokenFields>("auth", "Sign in, where the address had no token"),
                EventOf<Nothing>("ping", "Keep the session alive"),
                EventOf<DeliveredIn>("delivered", "Say up to which message everything came")});
}

void AddSessionEvents(std::vector<gateway::EventRow>* rows) {
  using gateway::EventOf;
  rows->insert(rows->end(),
               {EventOf<ConnectedOut>("The session is signed in"),
                EventOf<PlainOut>("auth_required", "The client has to sign in with a frame"),
                EventOf<AuthOut>("The answer to a sign-in with a frame"),
                EventOf<PongOut>("The answer to a ping"),
                EventOf<AckOut>("The answer to a message that was sent"),
                EventOf<MessageErrorOut>("The answer to a message that was refused"),
                EventOf<ErrorOut>("error", "The answer to another frame that was refused"),
                EventOf<DisconnectOut>("The server is about to close the session")});
}

}  // namespace koine::ruoyi
