#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "net/address.h"
#include "net/http_message.h"
#include "net/outbox.h"
#include "net/websocket.h"

namespace koine::net {

class EventLoop;
class OutboxShare;
class WsConnection;

inline constexpr std::int64_t kSlowMs = 2'000;

// Settings of one WebSocket endpoint. Shared by its connections: keep it alive as long as they are.
struct WsSettings {
  WsLimits limits;
  // Outbox bytes above which the connection is closed with overflow_code. A single frame may be
  // larger, if nothing else waits.
  std::size_t outbox_bytes = 1024 * 1024;
  // Outbox bytes above which a reader that took nothing for kSlowMs is dropped. 0: never.
  std::size_t slow_bytes = 0;
  // Bounds the outboxes of all connections together. Null: nothing does.
  OutboxShare* outboxes = nullptr;
  std::uint16_t overflow_code = kWsTryAgainLater;
  // No frame from the client for this long: OnIdle. 0 = never.
  std::int64_t idle_timeout_ms = 60'000;
  // How long a close handshake may take.
  std::int64_t close_timeout_ms = 5'000;
  // Judges the Origin header (empty if none was sent). Empty function = every origin.
  std::function<bool(const Request&, std::string_view origin)> origin_allowed;
  // Sent back as Sec-WebSocket-Protocol if the client offered it. Empty = none.
  std::string subprotocol;
};

struct WsCloseInfo {
  // The peer's code, or what we closed with; kWsAbnormal when the connection just broke.
  std::uint16_t code = kWsAbnormal;
  std::string_view reason;
  bool by_peer = false;
};

// The application's side of one WebSocket. All calls come in the loop's thread. The connection
// holds a reference until OnClose has returned.
class WsHandler {
 public:
  virtual ~WsHandler() = default;
  // The connection is open; `connection` stays valid until OnClose returns.
  virtual void OnOpen(WsConnection& /*connection*/) {}
  // One message. Text is valid UTF-8. `data` is valid during the call, with 64 readable bytes
  // after its end.
  virtual void OnMessage(std::string_view data, bool binary) = 0;
  virtual void OnPong(std::string_view /*data*/) {}
  // Nothing came for idle_timeout_ms. True keeps the connection for as long again; false closes
  // it with kWsGoingAway.
  virtual bool OnIdle() { return false; }
  // The client is dropped, or closes, and so much that was queued was not acknowledged. OnClose
  // follows. May come from inside a call that queues a frame.
  virtual void OnEnding(std::size_t /*unacked*/) {}
  // The last call, exactly once after OnOpen.
  virtual void OnClose(const WsCloseInfo& /*info*/) {}
};

// One open WebSocket. Loop thread only.
class WsConnection {
 public:
  // Queues one or more encoded server frames (EncodeWsFrame); everything queued in a loop turn
  // leaves in one write. Does nothing once closing. If the outbox is full the connection is closed
  // with overflow_code; OnClose then comes at the end of the turn, never inside this call.
  virtual void SendFrame(std::string_view encoded) = 0;
  // The same with frames that other connections send too; they may wait so many ms for what is
  // queued until then (Connection::Share).
  virtual void SendShared(const SharedFrames& encoded, int within_ms) = 0;
  // Encodes and queues one frame.
  virtual void SendText(std::string_view payload) = 0;
  virtual void SendBinary(std::string_view payload) = 0;
  virtual void SendPing(std::string_view payload) = 0;
  // Bytes not yet taken by the system.
  virtual std::size_t queued_bytes() const = 0;
  // Bytes that the system of the client has not acknowledged, with those; a guess from above. Of
  // use in OnClose too, unless OnEnding came.
  virtual std::size_t unacked_bytes() const = 0;

  // No more messages are delivered until ResumeReading; what was received is kept (at most one
  // read buffer). Time-outs for silence do not count meanwhile.
  virtual void PauseReading() = 0;
  virtual void ResumeReading() = 0;

  // Starts the close handshake: sends what is queued, then the close frame. OnClose comes later.
  virtual void Close(std::uint16_t code, std::string_view reason) = 0;
  // Sends what is queued, then closes the stream without a close frame, as some protocols ask.
  // OnClose comes later, with kWsNormal.
  virtual void End() = 0;
  // Drops the connection without ceremony. OnClose comes at the end of the turn.
  virtual void Abort() = 0;

  virtual bool closing() const = 0;
  virtual const Address& remote() const = 0;
  virtual EventLoop& loop() const = 0;
  virtual const std::shared_ptr<WsHandler>& handler() const = 0;

 protected:
  ~WsConnection() = default;
};

// Why an upgrade is refused: 400 bad key or method, 403 origin, 426 version.
struct WsRefusal {
  int status = 400;
  const char* detail = "";
};

// What is wrong with the upgrade request, or status 0.
WsRefusal CheckWsUpgrade(const Request& request, const WsSettings& settings);

// Answers `request` with 101 and makes its connection a WebSocket. May be called later than
// OnRequest. False if the client is gone, the request was answered already, or CheckWsUpgrade
// refuses it (nothing is sent then: answer it). On success OnOpen has been called, and frames sent
// in it follow the 101. REQUIRES: loop thread
bool AcceptWebSocket(const Request& request, Responder responder, const WsSettings& settings,
                     std::shared_ptr<WsHandler> handler);

}  // namespace koine::net
