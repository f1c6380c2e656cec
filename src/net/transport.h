#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace koine::net {

class EventLoop;
class FdHandler;

enum class IoState : std::uint8_t { kOk, kWantRead, kWantWrite, kEof, kError };

// What a read or write did: `bytes` > 0 only with kOk.
struct IoResult {
  IoState state = IoState::kOk;
  std::size_t bytes = 0;
};

// A byte stream that never blocks: a socket, TLS on a socket, or memory. Used by one loop thread.
class Transport {
 public:
  virtual ~Transport() = default;
  // Reports readiness to `handler` from now on; `events` as of epoll.
  virtual Status Attach(EventLoop& loop, std::uint32_t events, FdHandler* handler) = 0;
  virtual void Interest(EventLoop& loop, std::uint32_t events, FdHandler* handler) = 0;
  virtual void Detach(EventLoop& loop) = 0;

  virtual IoResult Read(char* out, std::size_t size) = 0;
  virtual IoResult Write(const char* data, std::size_t size) = 0;
  // Writes the pieces one behind the other, as much of them as it takes; cheap if it gathers().
  // REQUIRES: at most kPiecesMax of them
  static constexpr std::size_t kPiecesMax = 32;
  virtual IoResult WriteAll(std::span<const std::string_view> pieces);
  virtual bool gathers() const { return false; }
  // Bytes already taken from the socket but not yet given by Read (TLS): readiness of the socket
  // does not tell of them.
  virtual bool HasBufferedInput() const { return false; }
  // The socket, if bytes may bypass Write (sendfile); else -1.
  virtual int PlainFd() const { return -1; }
  virtual void ShutdownWrite() = 0;
  // How many bytes the system takes for a peer that does not read, about.
  virtual void BoundSendBuffer(int /*bytes*/) {}
  // Bytes that the system took and the peer's has not acknowledged; a guess from above.
  virtual std::size_t UnackedBytes() const { return 0; }
};

// Takes over `fd`, a connected non-blocking socket.
class SocketTransport final : public Transport {
 public:
  explicit SocketTransport(int fd) : fd_(fd) {}
  ~SocketTransport() override;
  SocketTransport(const SocketTransport&) = delete;
  SocketTransport& operator=(const SocketTransport&) = delete;
  Status Attach(EventLoop& loop, std::uint32_t events, FdHandler* handler) override;
  void Interest(EventLoop& loop, std::uint32_t events, FdHandler* handler) override;
  void Detach(EventLoop& loop) override;
  IoResult Read(char* out, std::size_t size) override;
  IoResult Write(const char* data, std::size_t size) override;
  IoResult WriteAll(std::span<const std::string_view> pieces) override;
  bool gathers() const override { return true; }
  int PlainFd() const override { return fd_; }
  void ShutdownWrite() override;
  void BoundSendBuffer(int bytes) override;
  std::size_t UnackedBytes() const override;

 private:
  int fd_;
};

// UnackedBytes of a socket.
std::size_t UnackedOf(int fd);

// Certificate and key of a listener. Shared by all its connections and threads.
class TlsContext {
 public:
  virtual ~TlsContext() = default;
  // PEM files; the certificate file may hold the chain. TLS 1.2 and 1.3. An error has the field
  // `certificate` or `key`, and names the file.
  static Result<std::shared_ptr<TlsContext>> Load(const std::string& certificate_path,
                                                  const std::string& key_path);
  // Takes other files for connections from now on; after an error all is as before. Any thread.
  virtual Status Reload(const std::string& certificate_path, const std::string& key_path) = 0;
  // Takes over `fd`; the handshake runs inside Read and Write.
  virtual std::unique_ptr<Transport> Accept(int fd) = 0;
  // Until when the certificate that new connections see is good (ms since 1970). Any thread.
  virtual std::int64_t GoodUntilMs() const = 0;
};

// The server side of a connection in memory; the test keeps the other end.
class MemoryPeer {
 public:
  virtual ~MemoryPeer() = default;
  // Bytes arrive at the server side at its next loop turn.
  virtual void Send(std::string_view bytes) = 0;
  // Everything the server side wrote since the last call.
  virtual std::string Take() = 0;
  // The server side may write this many bytes more before it would block. Unlimited at first.
  virtual void SetWindow(std::size_t bytes) = 0;
  virtual void CloseSend() = 0;
  // True once the server side is gone.
  virtual bool closed() const = 0;
};
struct MemoryPair {
  std::unique_ptr<Transport> server;
  std::shared_ptr<MemoryPeer> peer;
};
MemoryPair MakeMemoryTransport();

}  // namespace koine::net
