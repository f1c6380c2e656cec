// The WebSocket, client to server (app-im 5).

#include "dialect/appim/socket.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "core/app/render.h"
#include "core/app/said.h"
#include "core/history/pull.h"
#include "core/identity/token.h"
#include "core/message/read.h"
#include "core/tenant/tenant.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/operation.h"
#include "dialect/appim/room.h"
#include "dialect/appim/send.h"
#include "dialect/appim/wire.h"
#include "gateway/io_thread.h"
#include "gateway/request_id.h"
#include "gateway/session.h"

namespace koine::appim {

using gateway::Call;
using gateway::Nothing;
using gateway::Session;
using store::Txn;

struct FrameIn {
  std::string type;
  json::Raw data;
};
KOINE_DESCRIBE(FrameIn, (type, data))
// What any frame may say of who sends it.
struct OwnerIn {
  std::optional<std::string> client_id;
};
KOINE_DESCRIBE(OwnerIn, (client_id))
struct LoginIn {
  std::string device_id, app_id, client_id;
  std::optional<std::string> token;
  json::Raw ext;
};
KOINE_DESCRIBE(LoginIn, (device_id, app_id, client_id, token, ext))
// What the login came to; the frame itself shows the time alone.
struct LoginOut {
  std::int64_t time = 0;
  identity::LoginView view;
  tenant::App app;
  std::string client, device;
};
KOINE_DESCRIBE(LoginOut, (time))
struct TimeOut {
  std::int64_t time = 0;
};
KOINE_DESCRIBE(TimeOut, (time))
struct KickOut {
  std::int64_t time = 0;
  std::string reason;
};
KOINE_DESCRIBE(KickOut, (time, reason))
struct SendFrameIn {
  std::string conv_id, cid;
  std::optional<std::string> client_id;
  json::Raw from_client;
  std::optional<std::int64_t> type;
  std::optional<std::string> text;
  json::Raw attr, url;
  std::optional<bool> transient, no_sync, mention_all;
  std::optional<std::vector<std::string>> mention_client_ids;
  MessageFields Fields() const {
    return {type, text, attr, url, transient, no_sync, mention_all, mention_client_ids};
  }
  Status Check(store::Txn& txn, const Call& call) const;
};
KOINE_DESCRIBE(SendFrameIn, (conv_id, cid, client_id, from_client, type, text, attr, url, transient,
                             no_sync, mention_all, mention_client_ids))
struct SendFrameOut {
  std::string cid, msg_id;
  std::int64_t time = 0;
  MessageId id;
  TenantId tenant;
};
KOINE_DESCRIBE(SendFrameOut, (cid, msg_id, time))
// What a refused message is answered with.
struct CidOut {
  std::string cid;
};
KOINE_DESCRIBE(CidOut, (cid))
struct OneMessageIn {
  std::string conv_id, msg_id;
  Status Check(store::Txn&, const Call&) const {
    return msg_id.empty() ? Status(Missing("msg_id")) : Ok();
  }
};
KOINE_DESCRIBE(OneMessageIn, (conv_id, msg_id))
struct LogoutIn {};
KOINE_DESCRIBE(LogoutIn, ())
struct PullIn {
  std::optional<std::string> conv_id, cursor;
  std::optional<std::int64_t> since, limit;
  Status Check(store::Txn& txn, Call& call) const;
};
KOINE_DESCRIBE(PullIn, (conv_id, cursor, since, limit))
struct PullOut {
  std::optional<std::string> conv_id;
  std::vector<MessageItem> data;
  bool more = false;
  std::string cursor;  // where the next page begins: behind the last message of this one
};
KOINE_DESCRIBE(PullOut, (conv_id, data, more, cursor))

namespace {

constexpr std::size_t kDeviceCharsMax = 64;
constexpr std::size_t kCidCharsMax = 64;
constexpr std::size_t kDigestBytes = 32;
constexpr std::int64_t kPullUsual = 20;
constexpr std::string_view kNoApp = "header";  // as errors.cc knows it
constexpr char kFormat[] = "错误的消息格式";
constexpr char kLacks[] = "缺失参数";
constexpr char kFirstLogin[] = "请先登录";

const SocketState& StateOf(const Session& session) {
  return *static_cast<const SocketState*>(session.state());
}
const SocketState& StateOf(const Call& call) {
  return *static_cast<const SocketState*>(call.session);
}

void SendError(Session& session, const char* text) {
  session.SendText(std::string(R"({"type":"error","msg":")") + text + R"(","data":[]})");
}

template <class T>
void SendFrame(Session& session, std::string_view head, const T& data) {
  std::string text = "{" + std::string(head) + R"(,"data":)";
  json::Write(data, session.dialect().profile(), &text);
  session.SendText(text + "}");
}

void Ping(Session& session) {
  if (session.closing()) return;
  session.SendText(R"({"type":"ping"})");
  session.SendPing();
  session.After(kPingMs, &Ping);
}

void CloseUnlessLoggedIn(Session& session) {
  if (!session.signed_in()) session.Close(net::kWsPolicyViolation, "login timeout");
}

std::string ErrorHead(const char* type, const Error& error) {
  const Answer answer = AnswerOf(error);
  std::string out = std::string(R"("type":")") + type + R"(","code":)" +
                    std::to_string(answer.code) + R"(,"msg":)";
  json::Quote(answer.message, &out);
  return out + R"(,"request-id":")" + std::string(gateway::IdOfFrame()) + '"';
}

// Whether a frame says nothing else than that it is of who is logged in (app-im 5.1).
bool IsOwn(Session& session, const std::string& data) {
  const auto owner = json::Parse<OwnerIn>(data, session.dialect().profile());
  return !owner.ok() || !owner->client_id || *owner->client_id == StateOf(session).client;
}

// --- login (app-im 5.2)

Result<app::Client> FindOrMake(Txn& txn, const Call& call, const tenant::App& app,
                               const LoginIn& in) {
  std::optional<std::string> extend;
  if (!in.ext.text.empty()) extend = in.ext.text;
  auto known = app::GetClient(txn, app.tenant, in.client_id);
  if (!known.ok()) {
    if (!app::ValidClientId(in.client_id)) return Error{Code::kBadHandle};
    if (!app.settings.auto_register) return known;
    if (!app.settings.token_verify) {
      KOINE_CHECK(DialectOf(call).quotas().TakeClient(app, txn.now_ms()));
    }
    return app::RegisterClient(txn, app.tenant, in.client_id, extend);
  }
  if (!known->user.active(txn.now_ms())) return Error{Code::kAccountBanned};
  if (!extend || *extend == known->extend) return known;
  return app::SetClientExtend(txn, app.tenant, in.client_id, *extend);
}

Result<LoginOut> Login(Txn& txn, Call& call, LoginIn& in) {
  std::optional<tenant::App> app;
  if (!in.app_id.empty()) {
    app = tenant::FindApp(txn, in.app_id);
    if (!app) return Error{Code::kUnauthenticated, kNoApp.data()};
  }
  if (!app) return Missing("app_id");
  if (in.client_id.empty()) return Missing("client_id");
  if (in.device_id.empty()) return Missing("device_id");
  if (app->settings.token_verify && in.token.value_or("").empty()) return Missing("token");
  if (text::CodePoints(in.device_id) > kDeviceCharsMax) {
    return FieldError(Code::kBadArgument, "device_id");
  }
  const bool object = in.ext.text.empty() || in.ext.text.front() == '{';
  if (!object) return FieldError(Code::kBadArgument, "ext");
  if (!app::ValidClientId(in.client_id) && !app::GetClient(txn, app->tenant, in.client_id).ok()) {
    return Error{Code::kBadHandle};
  }
  if (app->settings.token_verify) {
    KOINE_TRY(const TokenClaims token, DialectOf(call).ReadAppToken(*app, *in.token, txn.now_ms()));
    if (token.unique_name != in.client_id) return Error{Code::kUnauthenticated, "token"};
  }
  KOINE_TRY(const app::Client own, FindOrMake(txn, call, *app, in));
  identity::TokenRule rule;
  rule.policy = app->settings.single_device ? identity::MultiLogin::kOnePerClass
                                            : identity::MultiLogin::kOnePerTerminal;
  rule.class_of = [](std::string_view) { return std::string_view("any"); };
  // No device is called so: nothing is graced.
  rule.admin_terminal = std::string_view("\x01", 1);
  identity::NewToken kept{access::Dialect::kAppim, in.device_id, txn.random().Hex(kDigestBytes),
                          txn.now_ms() + kLoginMs};
  KOINE_TRY(identity::LoginResult login,
            identity::KeepToken(txn, app->tenant, own.user.id, kept, rule));
  LoginOut out;
  out.time = txn.now_ms();
  out.view.login = std::move(login.login);
  out.view.status = login.user.status;
  out.view.banned_until = login.user.banned_until;
  out.app = *std::move(app);
  out.client = in.client_id;
  out.device = in.device_id;
  return out;
}

// --- messages (app-im 5.6)

// The row of the login goes with the socket, so that nobody revokes it later.
Result<Nothing> LogoutRow(Txn& txn, Call& call, LogoutIn&) {
  identity::DropLogin(txn, call.who);
  return Nothing{};
}

Result<SendFrameOut> SendRow(Txn& txn, Call& call, const FrameDoor& door, const SendFrameIn& in) {
  KOINE_TRY(SentOut sent,
            Say(txn, call.who, door.place(), in.Fields(), false, in.cid, *call.services->presence));
  return SendFrameOut{in.cid, std::move(sent.msg_id), sent.time, sent.id, call.who.tenant};
}

Result<Nothing> ReadRow(Txn& txn, Call& call, const ClientSeat& own, OneMessageIn& in) {
  KOINE_TRY(const std::int64_t seq, SeqOf(txn, DialectOf(call), own.seat(), in.msg_id));
  KOINE_CHECK(message::MarkRead(txn, own.seat(), seq));
  return Nothing{};
}

// What the client may read of a conversation that it is in.
Result<access::VisibleRange> Readable(Txn& txn, const Call& call, const app::Managed& place) {
  if (!place.room()) {
    auto seat = access::Member::Open(txn, call.who, place.channel().id);
    if (seat.ok()) return seat->visible();
  } else if (IsIn(call, call.who.user, place)) {
    return app::SaidPage().seqs;
  }
  return Error{Code::kNotMember};
}

// Where the client pulls from: one conversation that it is in, or all of them.
class PulledPlace {
 public:
  static constexpr const char* kDoor = "member";
  using Key = std::optional<std::string>;
  static Result<PulledPlace> Open(Txn& txn, Call& call, const Key& conv_id) {
    PulledPlace out;
    if (!conv_id) return out;
    KOINE_TRY(const FrameDoor door, FrameDoor::Open(txn, call, *conv_id));
    KOINE_TRY(out.visible_, Readable(txn, call, door.place()));
    out.one_ = door.place().channel().id;
    return out;
  }
  Result<std::vector<message::Row>> Pull(Txn& txn, const Call& call,
                                         const history::SaidIn& in) const {
    if (one_) return history::PullSaid(txn, call.who, one_, visible_, in);
    return history::PullSaid(txn, call.who, in);
  }

 private:
  PulledPlace() = default;
  ConversationId one_;
  access::VisibleRange visible_;
};

// Of one conversation, or of all that the client is a member of. The order is that of the commits:
// what is acknowledged after a page lies behind its cursor, whatever the times say (mapping 11.2).
Result<PullOut> PullRow(Txn& txn, Call& call, const PulledPlace& place, PullIn& in) {
  const std::int64_t limit = in.limit.value_or(kPullUsual);
  const TenantId tenant = call.who.tenant;
  history::SaidIn wanted;
  wanted.limit = static_cast<int>(limit) + 1;
  if (!in.cursor) {
    wanted.since_ms = in.since.value_or(0);
  } else {
    wanted.after = DialectOf(call).OpenCursor(tenant, *in.cursor).value_or(MessageId());
  }
  KOINE_TRY(std::vector<message::Row> rows, place.Pull(txn, call, wanted));
  PullOut out;
  out.conv_id = in.conv_id;
  out.more = std::ssize(rows) > limit;
  if (out.more) rows.pop_back();
  // With nothing to show, all that this snapshot holds was looked at.
  const MessageId last = rows.empty() ? std::max(wanted.after, MessageId(txn.SnapshotPosition()))
                                      : rows.back().message.id;
  out.cursor = DialectOf(call).SealCursor(tenant, last);
  std::vector<std::int64_t> senders;
  for (const message::Row& row : rows) senders.push_back(row.message.sender.value);
  std::map<UserId, std::string> handles;
  for (app::Handle& one : app::HandlesOf(txn, tenant, senders)) {
    handles.emplace(one.user, std::move(one.handle));
  }
  for (message::Row& row : rows) {
    const ConversationId id = row.message.conversation;
    std::string sender = handles[row.message.sender];
    out.data.push_back(
        ToItem(DialectOf(call), tenant, id, {std::move(row.message), std::move(sender)}));
  }
  return out;
}

Result<Nothing> AckRow(Txn& txn, Call& call, const ClientSeat& own, OneMessageIn& in) {
  KOINE_TRY(const std::int64_t seq, SeqOf(txn, DialectOf(call), own.seat(), in.msg_id));
  app::RaiseDelivered(txn, own.seat(), seq);
  return Nothing{};
}

// Of a frame whose answer repeats what it was about.
template <class T>
void SendRefusal(Session& session, const char* type, const Error& error, const T& data) {
  std::string text = "{" + ErrorHead(type, error) + R"(,"data":)";
  json::Write(data, session.dialect().profile(), &text);
  session.SendText(text + "}");
}

void AnswerRoom(Session& session, const Appim::FrameOutcome& outcome) {
  const std::string type = std::string(outcome.row.type) + ".ack";
  if (outcome.error != nullptr) {
    const auto& in = *static_cast<const RoomIn*>(outcome.request);
    SendRefusal(session, type.c_str(), *outcome.error, in);
    return;
  }
  const auto& out = *static_cast<const RoomOut*>(outcome.result);
  gateway::Rooms& rooms = session.thread().rooms();
  if (std::string_view(outcome.row.type) == "conv.join") {
    rooms.Enter(session.shared_from_this(), out.id);
  } else {
    rooms.Leave(session, out.id);
  }
  SendFrame(session, R"("type":")" + type + "\"", out);
}

void SendAck(Session& session, const Appim& dialect, const Appim::FrameOutcome& outcome) {
  if (outcome.error != nullptr) {
    const auto& in = *static_cast<const SendFrameIn*>(outcome.request);
    SendRefusal(session, "msg.send.ack", *outcome.error, CidOut{in.cid});
    return;
  }
  SendFrameOut sent = *static_cast<const SendFrameOut*>(outcome.result);
  if (sent.msg_id.empty()) {
    sent.msg_id = dialect.SealMessage(sent.tenant, gateway::RealId(sent.id, outcome.numbers));
  }
  SendFrame(session, R"("type":"msg.send.ack")", sent);
}

}  // namespace

bool Appim::RefusesMessage(Session& session, const gateway::FrameRow& row,
                           std::string_view fields) {
  const std::int64_t now = session.services().clock->NowMs();
  const Status taken = quotas_.TakeMessage(StateOf(session).app, now);
  if (taken.ok()) return false;
  // Its id tells the sender which one it is.
  SendFrameIn in;
  json::Errors errors;
  json::Read(json::TypeOf<SendFrameIn>(), fields, profile(), &in, &errors);
  session.RefuseFrame(row, {}, &in, taken.error());
  return true;
}

void Appim::OnSocket(Session& session, const net::Request&) {
  session.After(kSocketLoginMs, &CloseUnlessLoggedIn);
  session.After(kPingMs, &Ping);
}

void Appim::OnJoined(Session& session) {
  SendFrame(session, R"("type":"login.success","msg":"success")",
            TimeOut{session.services().clock->NowMs()});
}

void Appim::OnRefused(Session& session, const Error&) {
  session.Close(net::kWsNormal, "login");
}

void Appim::OnRevoked(Session& session, const std::string& reason) {
  const std::int64_t now = session.services().clock->NowMs();
  constexpr char kHead[] = R"("type":"logout.kick","msg":"error")";
  if (reason == "replaced") {
    SendFrame(session, kHead, TimeOut{now});
  } else if (reason.starts_with(app::kKickedFor)) {
    SendFrame(session, kHead, KickOut{now, reason.substr(app::kKickedFor.size())});
  } else {
    SendFrame(session, kHead, KickOut{now, reason == "disabled" ? "banned" : reason});
  }
  session.Close(net::kWsNormal, "logout.kick");
}

void Appim::OnFrame(Session& session, std::string_view text, bool binary) {
  auto frame = binary ? Result<FrameIn>(Code::kBadArgument) : json::Parse<FrameIn>(text, profile());
  if (!frame.ok()) {
    SendError(session, kFormat);
    return;
  }
  const std::string& type = frame->type;
  if (type == "pong") return;
  if (type == "ping") {
    SendFrame(session, R"("type":"pong")", TimeOut{session.services().clock->NowMs()});
    return;
  }
  // Who logs out may say so without data.
  if (type == "logout" && frame->data.text.empty()) frame->data.text = "{}";
  if (type.empty() || frame->data.text.empty()) {
    SendError(session, kLacks);
    return;
  }
  if (!session.signed_in() && type != "login") {
    SendError(session, kFirstLogin);
    return;
  }
  if (session.signed_in() && type == "login") {
    auto in = json::Parse<LoginIn>(frame->data.text, profile());
    const SocketState& state = StateOf(session);
    const bool same = in.ok() && in->app_id == state.app.app_id && in->client_id == state.client &&
                      in->device_id == state.device;
    if (same) {
      OnJoined(session);
    } else {
      SendError(session, kFormat);
    }
    return;
  }
  // Whoever sends a message is answered by an acknowledgement: see its row.
  if (session.signed_in() && type != "msg.send" && !IsOwn(session, frame->data.text)) {
    session.SendText("{" + ErrorHead("error", FieldError(Code::kBadArgument, "client_id")) +
                     R"(,"data":[]})");
    return;
  }
  for (const gateway::FrameRow& row : frames_) {
    if (type != row.type) continue;
    if (type == "msg.send" && RefusesMessage(session, row, frame->data.text)) return;
    session.Run(row, frame->data.text);
    return;
  }
  SendError(session, kFormat);
}

void Appim::OnAnswered(Session& session, const FrameOutcome& outcome) {
  const std::string_view type = outcome.row.type;
  if (type == "login") {
    if (outcome.error != nullptr) {
      session.SendText("{" + ErrorHead("login.error", *outcome.error) + R"(,"data":null})");
      const Error& error = *outcome.error;
      const bool token = error.Is(Code::kUnauthenticated) && error.detail != kNoApp;
      if (token || error.Is(Code::kAccountBanned)) session.Close(net::kWsNormal, "login");
      return;
    }
    if (session.signed_in()) return;
    const auto& out = *static_cast<const LoginOut*>(outcome.result);
    auto state = std::make_unique<SocketState>();
    auto seat = quotas_.TakeSeat(out.app, out.client, out.device);
    if (!seat.ok()) {
      session.SendText("{" + ErrorHead("login.error", seat.error()) + R"(,"data":null})");
      session.Close(net::kWsTryAgainLater, "connections");
      return;
    }
    state->seat = std::move(seat).value();
    state->app = out.app;
    state->client = out.client;
    state->device = out.device;
    gateway::Handshake handshake;
    handshake.wire = out.app.settings.events ? kWireAll : kWireMessages;
    handshake.state = std::move(state);
    session.Enter(out.view, std::move(handshake));
    return;
  }
  if (type == "msg.send") {
    SendAck(session, *this, outcome);
    return;
  }
  if (type == "logout") return session.Close(net::kWsNormal, "logout");
  if (type == "conv.join" || type == "conv.leave") {
    AnswerRoom(session, outcome);
    return;
  }
  if (outcome.error != nullptr) {
    session.SendText("{" + ErrorHead("error", *outcome.error) + R"(,"data":[]})");
  } else if (type == "msg.pull") {
    SendFrame(session, R"("type":"msg.list")", *static_cast<const PullOut*>(outcome.result));
  }
}

Status SendFrameIn::Check(Txn&, const Call& call) const {
  if (client_id && *client_id != StateOf(call).client) {
    return FieldError(Code::kBadArgument, "client_id");
  }
  if (!from_client.text.empty() && from_client.text != "null") {
    bool number = false;
    const auto named = ReadClientId(from_client, "from_client", &number);
    if (!named.ok() || *named != StateOf(call).client) {
      return FieldError(Code::kBadArgument, "from_client");
    }
  }
  if (text::CodePoints(cid) > kCidCharsMax) return FieldError(Code::kBadArgument, "cid");
  KOINE_CHECK(ReadContent(Fields()));
  return Ok();
}

Status PullIn::Check(Txn&, Call& call) const {
  const std::int64_t wanted = limit.value_or(kPullUsual);
  if (wanted < 1 || wanted > kPageSizeMax) return FieldError(Code::kBadArgument, "limit");
  if (!cursor || DialectOf(call).OpenCursor(call.who.tenant, *cursor)) return Ok();
  return FieldError(Code::kBadArgument, "cursor");
}

void AddFrames(std::vector<gateway::FrameRow>* rows) {
  using gateway::Auth;
  using gateway::Fr;
  using gateway::Mode;
  rows->push_back(Fr<&Login>(
      "login", "Sign a client in on a device",
      {.auth = Auth::kNone,
       .mode = Mode::kWrite,
       .repeatable = true,
       .expensive = true,
       .example = R"({"device_id":"1111","app_id":"{app.id}","client_id":"{client.ann}"})",
       .ref = "5.2",
       .about = gateway::About::kNothing},
      nullptr));
  rows->push_back(
      Fr<&SendRow>("msg.send", "Send a message",
                   {.mode = Mode::kWrite,
                    .door = "conv_id",
                    .repeatable = true,
                    .sends = true,
                    .chains = true,
                    .example = R"({"conv_id":"{conv.id}","cid":"1","type":-1,"text":"hello"})",
                    .ref = "5.6"},
                   nullptr));
  rows->push_back(Fr<&ReadRow>("msg.read", "Mark messages as read up to this one",
                               {.mode = Mode::kWrite,
                                .door = "conv_id",
                                .repeatable = true,
                                .chains = true,
                                .needs_rows = true,
                                .example = R"({"conv_id":"{conv.id}","msg_id":"{msg.id}"})",
                                .ref = "5.6"},
                               nullptr));
  rows->push_back(Fr<&LogoutRow>(
      "logout", "Sign out and close the session",
      {.mode = Mode::kWrite, .repeatable = true, .ref = "5.6", .about = gateway::About::kCaller},
      nullptr));
  rows->push_back(Fr<&AckRow>("msg.ack", "Confirm that a message arrived",
                              {.mode = Mode::kWrite,
                               .door = "conv_id",
                               .repeatable = true,
                               .example = R"({"conv_id":"{conv.id}","msg_id":"{msg.id}"})",
                               .ref = "5.6"},
                              nullptr));
  rows->push_back(
      Fr<&PullRow>("msg.pull",
                   "Get messages after a cursor or since a time, oldest first; without conv_id, "
                   "those of all conversations of the client",
                   {.mode = Mode::kScan,
                    .door = "conv_id",
                    .example = R"({"conv_id":"{conv.id}","since":0,"limit":20})",
                    .ref = "5.6"},
                   nullptr));
}

void AddSocketEvents(std::vector<gateway::EventRow>* rows) {
  using gateway::DataOf;
  rows->insert(
      rows->end(),
      {DataOf<TimeOut>("login.success", "The client is signed in"),
       DataOf<gateway::Nothing>("login.error", "The sign-in was refused"),
       DataOf<KickOut>("logout.kick", "The server signed the client out"),
       DataOf<TimeOut>("pong", "The answer to a ping"),
       DataOf<gateway::Nothing>("ping", "A ping; clients answer with a frame of type `pong`"),
       DataOf<SendFrameOut>("msg.send.ack", "The answer to a message"),
       DataOf<PullOut>("msg.list", "The answer to `msg.pull`"),
       DataOf<RoomOut>("conv.join.ack", "The answer to `conv.join`"),
       DataOf<RoomOut>("conv.leave.ack", "The answer to `conv.leave`"),
       DataOf<gateway::Nothing>("error", "The answer to another frame that was refused")});
}

}  // namespace koine::appim
