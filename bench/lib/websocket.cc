#include "bench/lib/websocket.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "bench/lib/process.h"

namespace koine::bench {
namespace {

constexpr std::size_t kMaxFrame = 16 * 1024 * 1024;
// A fixed mask costs the server the same work as a random one.
constexpr unsigned char kMask[4] = {0x5a, 0xc3, 0x17, 0x88};

void ApplyMask(char* data, std::size_t size, const unsigned char* mask) {
  std::uint64_t wide = 0;
  for (int i = 0; i < 8; i++) wide |= std::uint64_t{mask[i & 3]} << (8 * i);
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, data + i, 8);
    word ^= wide;
    std::memcpy(data + i, &word, 8);
  }
  for (; i < size; i++) data[i] = static_cast<char>(data[i] ^ mask[i & 3]);
}

}  // namespace

void AppendFrame(std::string& out, std::uint8_t opcode, std::string_view payload, bool masked) {
  char head[14];
  std::size_t n = 0;
  head[n++] = static_cast<char>(0x80 | opcode);
  int bit = masked ? 0x80 : 0;
  if (payload.size() < 126) {
    head[n++] = static_cast<char>(bit | static_cast<int>(payload.size()));
  } else {
    int bytes = payload.size() < 65536 ? 2 : 8;
    head[n++] = static_cast<char>(bit | (bytes == 2 ? 126 : 127));
    for (int i = bytes - 1; i >= 0; i--) {
      head[n++] = static_cast<char>(static_cast<std::uint64_t>(payload.size()) >> (8 * i));
    }
  }
  if (masked) {
    std::memcpy(head + n, kMask, 4);
    n += 4;
  }
  out.append(head, n);
  std::size_t at = out.size();
  out.append(payload);
  if (masked) ApplyMask(out.data() + at, payload.size(), kMask);
}

std::size_t ParseFrame(char* data, std::size_t size, Frame& frame) {
  if (size < 2) return 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(data);
  if ((bytes[0] & 0x80) == 0 || (bytes[0] & 0x70) != 0) Die("unexpected fragment or extension");
  std::size_t head = 2;
  std::uint64_t length = bytes[1] & 0x7f;
  if (length >= 126) {
    std::size_t extra = length == 126 ? 2 : 8;
    if (size < head + extra) return 0;
    length = 0;
    for (std::size_t i = 0; i < extra; i++) length = length << 8 | bytes[head + i];
    head += extra;
  }
  if (length > kMaxFrame) Die("frame of " + std::to_string(length) + " bytes");
  bool masked = (bytes[1] & 0x80) != 0;
  std::size_t body = head + (masked ? 4 : 0);
  if (size < body + length) return 0;
  if (masked) {
    unsigned char mask[4];
    std::memcpy(mask, data + head, 4);
    ApplyMask(data + body, length, mask);
  }
  frame.opcode = bytes[0] & 0x0f;
  frame.payload = std::string_view(data + body, length);
  return body + length;
}

std::string_view TypeOf(std::string_view text) {
  constexpr std::string_view kKey = "\"type\":\"";
  std::size_t at = text.substr(0, kKey.size() + 1).find(kKey);
  if (at == std::string_view::npos) at = text.find(kKey);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + kKey.size());
  return text.substr(0, text.find('"'));
}

SocketPool::~SocketPool() {
  for (Connection& connection : connections_) Abort(connection.outgoing.fd);
}

void SocketPool::Open(const std::vector<std::string>& tokens, std::size_t in_flight,
                      int timeout_ms) {
  std::vector<std::string> paths;
  for (const std::string& token : tokens) paths.push_back("/ws/im?token=" + token);
  OpenPaths(paths, true, in_flight, timeout_ms);
}

void SocketPool::OpenPaths(const std::vector<std::string>& paths, bool greets,
                           std::size_t in_flight, int timeout_ms) {
  greets_ = greets;
  std::int64_t deadline = NowNs() + timeout_ms * 1'000'000LL;
  std::size_t wanted = connections_.size() + paths.size();
  std::size_t next = 0;
  connections_.reserve(wanted);
  while (open_ < wanted) {
    while (next < paths.size() && connections_.size() - open_ < in_flight) Start(paths[next++]);
    Turn(10'000);
    if (NowNs() > deadline) {
      Die(std::to_string(open_) + " of " + std::to_string(wanted) + " sockets signed in after " +
          std::to_string(timeout_ms) + " ms");
    }
  }
}

void SocketPool::Start(const std::string& path) {
  std::size_t index = connections_.size();
  Connection& connection = connections_.emplace_back();
  const Address& server = servers_[(index / 2 + index % 2) % servers_.size()];
  connection.outgoing.fd = Connect(server);
  poller_.Add(connection.outgoing.fd, index);
  connection.outgoing.out =
      "GET " + path + " HTTP/1.1\r\nHost: " + server.host + ":" + std::to_string(server.port) +
      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: a29pbmUgYmVuY2htYXJrIQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  Queue(index);
}

void SocketPool::Send(std::size_t connection, std::string_view payload, std::uint8_t opcode) {
  AppendFrame(connections_[connection].outgoing.out, opcode, payload, true);
  Queue(connection);
}

void SocketPool::Queue(std::size_t index) {
  if (connections_[index].dirty) return;
  connections_[index].dirty = true;
  dirty_.push_back(index);
}

void SocketPool::FlushAll() {
  for (std::size_t index : dirty_) {
    Connection& connection = connections_[index];
    connection.dirty = false;
    bool stuck = !connection.outgoing.Flush();
    if (stuck != connection.waits_for_write) {
      connection.waits_for_write = stuck;
      poller_.WantWrite(connection.outgoing.fd, index, stuck);
    }
  }
  dirty_.clear();
}

void SocketPool::Turn(std::int64_t timeout_us) {
  FlushAll();
  for (const epoll_event& event : poller_.Wait(timeout_us)) {
    auto index = static_cast<std::size_t>(event.data.u64);
    if ((event.events & EPOLLOUT) != 0) Queue(index);
    if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) Read(index);
  }
  FlushAll();
}

void SocketPool::Settle(int quiet_ms, int limit_ms) {
  std::int64_t end = NowNs() + limit_ms * 1'000'000LL;
  last_heard_ns_ = NowNs();
  while (NowNs() < end && NowNs() - last_heard_ns_ < quiet_ms * 1'000'000LL) Turn(10'000);
}

void SocketPool::Read(std::size_t index) {
  Connection& connection = connections_[index];
  ssize_t n = recv(connection.outgoing.fd, buffer_.data(), buffer_.size(), 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0) Die("the server closed socket " + std::to_string(index) + " without a close frame");
  last_heard_ns_ = NowNs();
  auto size = static_cast<std::size_t>(n);
  if (connection.tail.empty()) {
    std::size_t used = Consume(index, buffer_.data(), size);
    connection.tail.assign(buffer_.data() + used, size - used);
    return;
  }
  std::string joined = std::move(connection.tail);
  joined.append(buffer_.data(), size);
  std::size_t used = Consume(index, joined.data(), joined.size());
  connection.tail.assign(joined, used, std::string::npos);
}

std::size_t SocketPool::Consume(std::size_t index, char* data, std::size_t size) {
  std::size_t used = 0;
  if (connections_[index].state == State::kUpgrading) {
    std::string_view text(data, size);
    std::size_t end = text.find("\r\n\r\n");
    if (end == std::string_view::npos) return 0;
    if (text.substr(0, 12) != "HTTP/1.1 101") {
      Die("handshake refused: " + std::string(text.substr(0, std::min<std::size_t>(size, 300))));
    }
    connections_[index].state = greets_ ? State::kSigningIn : State::kOpen;
    if (!greets_) open_++;
    used = end + 4;
  }
  while (used < size) {
    Frame frame;
    std::size_t n = ParseFrame(data + used, size - used, frame);
    if (n == 0) break;
    used += n;
    Hear(index, frame);
  }
  return used;
}

void SocketPool::Hear(std::size_t index, const Frame& frame) {
  Connection& connection = connections_[index];
  if (frame.opcode == kPingFrame) {
    AppendFrame(connection.outgoing.out, kPongFrame, frame.payload, true);
    Queue(index);
    return;
  }
  if (frame.opcode == kCloseFrame) {
    int code = frame.payload.size() < 2 ? 0
                                        : static_cast<unsigned char>(frame.payload[0]) * 256 +
                                              static_cast<unsigned char>(frame.payload[1]);
    std::string reason(frame.payload.substr(std::min<std::size_t>(2, frame.payload.size())));
    Die("the server closed socket " + std::to_string(index) + ": " + std::to_string(code) + " " +
        reason);
  }
  if (frame.opcode != kTextFrame && frame.opcode != kBinaryFrame) return;
  if (connection.state == State::kSigningIn && TypeOf(frame.payload) == "connected") {
    connection.state = State::kOpen;
    open_++;
  }
  if (handler_ != nullptr) handler_->OnFrame(index, frame.payload);
}

}  // namespace koine::bench
