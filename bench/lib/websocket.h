#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/lib/socket.h"

// A small WebSocket client (RFC 6455 without fragments and extensions) and a pool of such
// connections on one epoll loop.
namespace koine::bench {

inline constexpr std::uint8_t kTextFrame = 1;
inline constexpr std::uint8_t kBinaryFrame = 2;
inline constexpr std::uint8_t kCloseFrame = 8;
inline constexpr std::uint8_t kPingFrame = 9;
inline constexpr std::uint8_t kPongFrame = 10;

struct Frame {
  std::uint8_t opcode = 0;
  std::string_view payload;
};

// Appends one frame; a client's frames must be masked.
void AppendFrame(std::string& out, std::uint8_t opcode, std::string_view payload, bool masked);

// Parses the frame at the beginning of `data`, unmasking it in place. Returns the bytes it took, 0
// when it is not complete yet. Dies on what a server must not send here (fragments, huge frames).
std::size_t ParseFrame(char* data, std::size_t size, Frame& frame);

// The value of "type" of a frame `{"type":"…",…}`, wherever the member stands first.
std::string_view TypeOf(std::string_view text);

// Hears the text and binary frames of a pool.
class FrameHandler {
 public:
  virtual ~FrameHandler() = default;
  virtual void OnFrame(std::size_t connection, std::string_view payload) = 0;
};

// Signed-in connections of one dialect. Not for several threads.
class SocketPool {
 public:
  explicit SocketPool(Address server) : servers_{std::move(server)} {}
  // The first of each two connections is opened at the next of the servers, the second at the one
  // after that.
  explicit SocketPool(std::vector<Address> servers) : servers_(std::move(servers)) {}
  ~SocketPool();

  // Opens one connection of RuoYi-IM per token (`/ws/im?token=…`), at most `in_flight` handshakes
  // at a time, and returns when each has had its `connected` frame. Dies when one is refused or
  // `timeout_ms` have passed.
  void Open(const std::vector<std::string>& tokens, std::size_t in_flight, int timeout_ms);
  // The same of any dialect by the whole path; `greets`: whether the server's first frame tells
  // that it is open.
  void OpenPaths(const std::vector<std::string>& paths, bool greets, std::size_t in_flight,
                 int timeout_ms);
  // Who hears frames from now on; null for nobody.
  void set_handler(FrameHandler* handler) { handler_ = handler; }
  // Queues a frame; it goes out at the end of the turn.
  void Send(std::size_t connection, std::string_view payload, std::uint8_t opcode = kTextFrame);
  // One turn: waits at most `timeout_us` for something to read, hears it, writes what is queued.
  void Turn(std::int64_t timeout_us);
  // Turns until nothing has arrived for `quiet_ms`; gives up after `limit_ms`.
  void Settle(int quiet_ms, int limit_ms);
  std::size_t size() const { return connections_.size(); }

 private:
  enum class State : std::uint8_t { kUpgrading, kSigningIn, kOpen };
  struct Connection {
    Outgoing outgoing;
    std::string tail;
    State state = State::kUpgrading;
    bool dirty = false;
    bool waits_for_write = false;
  };

  void Start(const std::string& path);
  void Read(std::size_t index);
  // Takes complete frames off `data`; returns the bytes taken.
  std::size_t Consume(std::size_t index, char* data, std::size_t size);
  void Hear(std::size_t index, const Frame& frame);
  void Queue(std::size_t index);
  void FlushAll();

  std::vector<Address> servers_;
  Poller poller_;
  std::vector<Connection> connections_;
  std::vector<std::size_t> dirty_;
  std::vector<char> buffer_ = std::vector<char>(256 * 1024);
  FrameHandler* handler_ = nullptr;
  bool greets_ = true;
  std::size_t open_ = 0;
  std::int64_t last_heard_ns_ = 0;
};

}  // namespace koine::bench
