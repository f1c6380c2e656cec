#include "net/ws_connection.h"

#include <strings.h>

#include <algorithm>
#include <cassert>

#include "net/http_connection.h"
#include "net/http_core.h"
#include "net/outbox_budget.h"

namespace koine::net {
namespace {

// What the system keeps of frames that a client has not taken: it doubles this for its own needs.
constexpr int kSendBufferBytes = 48 * 1024;
// What waits for one reader is counted from here on, before the turn ends too.
constexpr std::size_t kCountedBytes = 64 * 1024;

// Whether a comma-separated header value holds `token`.
bool HasToken(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    std::size_t comma = list.find(',');
    std::string_view item = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    while (!item.empty() && (item.front() == ' ' || item.front() == '\t')) item.remove_prefix(1);
    while (!item.empty() && (item.back() == ' ' || item.back() == '\t')) item.remove_suffix(1);
    if (item.size() == token.size() &&
        ::strncasecmp(item.data(), token.data(), token.size()) == 0) {
      return true;
    }
  }
  return false;
}

// 16 bytes in base64.
bool IsKey(std::string_view key) {
  if (key.size() != 24 || key.substr(22) != "==") return false;
  return std::all_of(key.begin(), key.begin() + 22, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  });
}

class WsProtocol final : public Protocol, public WsConnection {
 public:
  WsProtocol(Connection* connection, const WsSettings* settings, std::shared_ptr<WsHandler> handler)
      : connection_(connection),
        settings_(settings),
        handler_(std::move(handler)),
        last_frame_ms_(connection->loop().now_ms()) {}

  void Open() {
    SetNextDeadline(connection_->loop().now_ms());
    handler_->OnOpen(*this);
  }

  // Protocol.
  std::size_t OnBytes(char* data, std::size_t size) override;
  void OnEof() override;
  void OnClosed() override;
  std::int64_t OnDeadline(std::int64_t now_ms) override;
  void OnShutdown() override { Close(kWsGoingAway, "server stops"); }
  void OnFlushed(std::size_t left, std::size_t buffer) override;
  void Cut() override {
    overflowed_ = true;
    if (!told_) handler_->OnEnding(unacked_bytes());
    connection_->Drop();
  }
  void OnTurn() override {
    if (overflowed_ && !told_) Tell({settings_->overflow_code, kWsOutboxFull, false});
  }

  // WsConnection.
  void SendFrame(std::string_view encoded) override {
    if (!MayQueue(encoded.size())) return;
    connection_->Out().append(encoded);
  }
  void SendShared(const SharedFrames& encoded, int within_ms) override {
    if (!MayQueue(encoded->size())) return;
    connection_->Share(encoded, within_ms);
  }
  void SendText(std::string_view payload) override { Send(WsOpcode::kText, payload); }
  void SendBinary(std::string_view payload) override { Send(WsOpcode::kBinary, payload); }
  void SendPing(std::string_view payload) override {
    Send(WsOpcode::kPing, payload.substr(0, kWsMaxControlBytes));
  }
  std::size_t queued_bytes() const override { return connection_->queued_bytes(); }
  std::size_t unacked_bytes() const override {
    return connection_->queued_bytes() + connection_->transport().UnackedBytes();
  }
  void PauseReading() override { connection_->PauseInput(); }
  void ResumeReading() override {
    last_frame_ms_ = connection_->loop().now_ms();
    connection_->ResumeInput();
  }
  void Close(std::uint16_t code, std::string_view reason) override;
  void End() override;
  void Abort() override { connection_->Abort(); }
  bool closing() const override { return close_sent_ || connection_->ending(); }
  const Address& remote() const override { return connection_->remote(); }
  EventLoop& loop() const override { return connection_->loop(); }
  const std::shared_ptr<WsHandler>& handler() const override { return handler_; }

 private:
  void Send(WsOpcode opcode, std::string_view payload) {
    if (!MayQueue(payload.size() + kWsMaxFrameHeader)) return;
    AppendWsFrame(&connection_->Out(), opcode, payload);
  }
  bool MayQueue(std::size_t size);
  void Count(std::size_t buffer);
  void OnEvent(const WsEvent& event);
  void SendClose(std::uint16_t code, std::string_view reason);
  void SetNextDeadline(std::int64_t now_ms);
  void Tell(const WsCloseInfo& info);

  Connection* connection_;
  const WsSettings* settings_;
  std::shared_ptr<WsHandler> handler_;
  WsDecoder decoder_;
  std::int64_t last_frame_ms_;  // once closing: when the close frame was sent
  std::uint16_t close_code_ = 0;
  bool close_sent_ = false;
  bool overflowed_ = false;
  bool told_ = false;
  bool waits_ = false;  // something waits for its reader, and is counted
};

// As with SocketConnection: an idle WebSocket consists of the two.
static_assert(sizeof(WsProtocol) <= 72);

void WsProtocol::Tell(const WsCloseInfo& info) {
  if (told_) return;
  told_ = true;
  // The handler may drop its own last reference to itself in there.
  std::shared_ptr<WsHandler> handler = handler_;
  handler->OnClose(info);
  handler_.reset();
}

bool WsProtocol::MayQueue(std::size_t size) {
  if (closing() || told_) return false;
  if (settings_->outboxes != nullptr && connection_->queued_bytes() > kCountedBytes) {
    // A turn may queue much before it ends: what waits is counted, and cut, meanwhile.
    connection_->FlushNow();
    Count(connection_->buffer_bytes());
    if (connection_->ending()) return false;
  }
  if (connection_->queued_bytes() + size <= settings_->outbox_bytes) return true;
  // Perhaps it only piled up within this turn.
  connection_->FlushNow();
  if (connection_->ending()) return false;
  // One large frame alone is no slow reader.
  if (connection_->queued_bytes() == 0) return true;
  if (connection_->queued_bytes() + size <= settings_->outbox_bytes) return true;
  overflowed_ = true;
  SendClose(settings_->overflow_code, kWsOutboxFull);
  return false;
}

void WsProtocol::SendClose(std::uint16_t code, std::string_view reason) {
  if (closing()) return;
  AppendWsClose(&connection_->Out(), code, reason);
  close_sent_ = true;
  close_code_ = code;
  last_frame_ms_ = connection_->loop().now_ms();
  connection_->ResumeInput();  // else the peer's close frame would never be seen
  connection_->SetDeadline(last_frame_ms_ + settings_->close_timeout_ms);
}

void WsProtocol::Close(std::uint16_t code, std::string_view reason) {
  SendClose(code, reason);
}

void WsProtocol::End() {
  if (closing()) return;
  close_sent_ = true;
  close_code_ = kWsNormal;
  last_frame_ms_ = connection_->loop().now_ms();
  connection_->CloseAfterFlush();
  connection_->SetDeadline(last_frame_ms_ + settings_->close_timeout_ms);
}

std::size_t WsProtocol::OnBytes(char* data, std::size_t size) {
  char* at = data;
  std::size_t left = size;
  last_frame_ms_ = close_sent_ ? last_frame_ms_ : connection_->loop().now_ms();
  while (!connection_->ending() && !connection_->input_paused()) {
    WsEvent event = decoder_.Next(settings_->limits, &at, &left);
    if (event.kind == WsEvent::Kind::kNeedMore) return size;
    OnEvent(event);
  }
  return connection_->ending() ? size : size - left;
}

void WsProtocol::OnEvent(const WsEvent& event) {
  switch (event.kind) {
    case WsEvent::Kind::kText:
    case WsEvent::Kind::kBinary:
      if (!close_sent_ && !told_) {
        // The handler may be released from inside the call.
        std::shared_ptr<WsHandler> handler = handler_;
        handler->OnMessage(event.payload, event.kind == WsEvent::Kind::kBinary);
      }
      return;
    case WsEvent::Kind::kPing:
      Send(WsOpcode::kPong, event.payload);
      return;
    case WsEvent::Kind::kPong:
      if (!close_sent_ && !told_) handler_->OnPong(event.payload);
      return;
    case WsEvent::Kind::kClose: {
      bool answered = close_sent_;
      // Before the answer is among what is queued.
      if (!answered && !told_) handler_->OnEnding(unacked_bytes());
      SendClose(event.close_code, {});
      connection_->CloseAfterFlush();
      // What we asked for stays the reason, when the peer only answered.
      Tell({answered ? close_code_ : event.close_code,
            answered ? std::string_view() : event.payload, !answered});
      return;
    }
    default:
      SendClose(event.close_code, event.error);
      connection_->CloseAfterFlush();
      Tell({close_code_, event.error, false});
      return;
  }
}

void WsProtocol::OnEof() {
  // Without a close frame: nothing more to say to a peer that is gone.
  connection_->Abort();
}

void WsProtocol::OnFlushed(std::size_t left, std::size_t buffer) {
  if (settings_->slow_bytes != 0 && left > settings_->slow_bytes &&
      connection_->loop().now_ms() - connection_->last_progress_ms() > kSlowMs) {
    Cut();
    left = buffer = 0;
  }
  // What it costs, which may be twice of what waits.
  Count(left > 0 ? buffer : 0);
}

void WsProtocol::Count(std::size_t buffer) {
  if (settings_->outboxes == nullptr || (buffer == 0 && !waits_)) return;
  waits_ = buffer > 0;
  settings_->outboxes->Set(this, buffer);
}

void WsProtocol::OnClosed() {
  if (waits_) settings_->outboxes->Set(this, 0);
  waits_ = false;
  if (overflowed_) Tell({settings_->overflow_code, kWsOutboxFull, false});
  Tell({close_sent_ ? close_code_ : kWsAbnormal, {}, false});
}

void WsProtocol::SetNextDeadline(std::int64_t now_ms) {
  std::int64_t next = OnDeadline(now_ms);
  if (next != 0) connection_->SetDeadline(next);
}

std::int64_t WsProtocol::OnDeadline(std::int64_t now_ms) {
  if (close_sent_) {
    std::int64_t due = last_frame_ms_ + settings_->close_timeout_ms;
    if (now_ms < due) return due;
    connection_->Abort();
    return 0;
  }
  if (settings_->idle_timeout_ms == 0) return 0;
  if (connection_->input_paused()) return now_ms + settings_->idle_timeout_ms;
  std::int64_t due = last_frame_ms_ + settings_->idle_timeout_ms;
  if (now_ms < due) return due;
  std::shared_ptr<WsHandler> handler = handler_;
  if (handler && handler->OnIdle()) {
    last_frame_ms_ = now_ms;
    return now_ms + settings_->idle_timeout_ms;
  }
  Close(kWsGoingAway, "idle");
  return 0;
}

}  // namespace

WsRefusal CheckWsUpgrade(const Request& request, const WsSettings& settings) {
  if (request.method != Method::kGet || request.version < 11) return {400, "not a GET"};
  if (!request.upgrade_websocket) return {426, "not a WebSocket upgrade"};
  if (request.Header("sec-websocket-version") != "13") return {426, "unknown version"};
  if (!IsKey(request.Header("sec-websocket-key"))) return {400, "bad Sec-WebSocket-Key"};
  if (settings.origin_allowed && !settings.origin_allowed(request, request.Header("origin"))) {
    return {403, "origin not allowed"};
  }
  return {0, ""};
}

bool AcceptWebSocket(const Request& request, Responder responder, const WsSettings& settings,
                     std::shared_ptr<WsHandler> handler) {
  if (!responder.alive() || CheckWsUpgrade(request, settings).status != 0) return false;
  Exchange* exchange = responder.exchange().get();
  Connection* connection = exchange->owner->Detach(exchange);
  if (connection == nullptr) return false;
  std::string& out = connection->Out();
  out +=
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: ";
  out += WsAcceptKey(request.Header("sec-websocket-key"));
  out += "\r\n";
  if (!settings.subprotocol.empty() &&
      HasToken(request.Header("sec-websocket-protocol"), settings.subprotocol)) {
    out += "Sec-WebSocket-Protocol: " + settings.subprotocol + "\r\n";
  }
  out += "\r\n";
  connection->transport().BoundSendBuffer(kSendBufferBytes);
  auto protocol = std::make_unique<WsProtocol>(connection, &settings, std::move(handler));
  WsProtocol* opened = protocol.get();
  connection->ReplaceProtocol(std::move(protocol));
  connection->ResumeInput();
  opened->Open();
  if (connection->core()->stopping()) opened->OnShutdown();
  return true;
}

}  // namespace koine::net
