#include "net/test_client_test_util.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace koine::net {
namespace {

bool EqualNoCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

constexpr std::uint32_t kMask = 0x5EC2A719;  // any mask is as good in a test

}  // namespace

std::string TestResponse::Header(std::string_view name) const {
  for (const auto& header : headers) {
    if (EqualNoCase(header.first, name)) return header.second;
  }
  return "";
}

std::uint16_t TestClient::Frame::close_code() const {
  if (payload.size() < 2) return kWsNoStatus;
  return static_cast<std::uint16_t>(static_cast<std::uint8_t>(payload[0]) << 8 |
                                    static_cast<std::uint8_t>(payload[1]));
}

TestClient::TestClient(std::uint16_t port, bool tls, int timeout_ms) {
  fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd_);
    fd_ = -1;
    return;
  }
  timeval wait{timeout_ms / 1000, timeout_ms % 1000 * 1000};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  int on = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (!tls) return;
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL* ssl = SSL_new(context);
  SSL_set_fd(ssl, fd_);
  ssl_ = ssl;
  ssl_context_ = context;
  if (SSL_connect(ssl) != 1) {
    ::close(fd_);
    fd_ = -1;
  }
}

TestClient::~TestClient() {
  if (ssl_ != nullptr) SSL_free(static_cast<SSL*>(ssl_));
  if (ssl_context_ != nullptr) SSL_CTX_free(static_cast<SSL_CTX*>(ssl_context_));
  if (fd_ >= 0) ::close(fd_);
}

void TestClient::SetReceiveBuffer(int bytes) {
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

bool TestClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t n = ssl_ != nullptr ? SSL_write(static_cast<SSL*>(ssl_), bytes.data(),
                                            static_cast<int>(bytes.size()))
                                : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool TestClient::Fill() {
  char buffer[16 * 1024];
  ssize_t n = ssl_ != nullptr ? SSL_read(static_cast<SSL*>(ssl_), buffer, sizeof buffer)
                              : ::recv(fd_, buffer, sizeof buffer, 0);
  if (n == 0 || (n < 0 && errno != EAGAIN)) eof_ = true;
  if (n <= 0) return false;
  in_.append(buffer, static_cast<std::size_t>(n));
  return true;
}

std::string TestClient::Read(std::size_t size) {
  while (in_.size() < size && Fill()) {
  }
  std::string out = in_.substr(0, size);
  in_.erase(0, size);
  return out;
}

bool TestClient::AtEof() {
  return in_.empty() && !Fill() && eof_;
}

void TestClient::CloseWrite() {
  ::shutdown(fd_, SHUT_WR);
}

void TestClient::Reset() {
  linger option{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &option, sizeof option);
  ::close(fd_);
  fd_ = -1;
}

TestResponse TestClient::Do(std::string_view method, std::string_view target, std::string_view body,
                            std::string_view headers) {
  std::string request = std::string(method) + " " + std::string(target) +
                        " HTTP/1.1\r\nHost: test\r\n" + std::string(headers);
  if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n";
  request += body;
  (void)Send(request);  // a refused body may not be taken to its end
  return ReadResponse(method == "HEAD");
}

TestResponse TestClient::ReadResponse(bool head) {
  std::size_t end = 0;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
    if (!Fill()) return {};
  }
  TestResponse response;
  std::string block = Read(end + 4);
  std::size_t at = block.find("\r\n");
  response.status = static_cast<int>(std::strtol(block.c_str() + 9, nullptr, 10));
  while (at + 2 < block.size() - 2) {
    std::size_t next = block.find("\r\n", at + 2);
    std::string line = block.substr(at + 2, next - at - 2);
    std::size_t colon = line.find(": ");
    if (colon != std::string::npos) {
      response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    at = next;
  }
  std::string length = response.Header("Content-Length");
  if (!head && !length.empty()) {
    response.body = Read(static_cast<std::size_t>(std::strtoll(length.c_str(), nullptr, 10)));
  }
  return response;
}

TestResponse TestClient::Upgrade(std::string_view target, std::string_view headers) {
  return Do("GET", target, {},
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                std::string(headers));
}

bool TestClient::SendFrame(WsOpcode opcode, std::string_view payload, bool fin) {
  std::string frame;
  AppendWsClientFrame(&frame, opcode, payload, kMask, fin);
  return Send(frame);
}

bool TestClient::SendText(std::string_view payload) {
  return SendFrame(WsOpcode::kText, payload);
}

TestClient::Frame TestClient::ReadFrame() {
  Frame frame;
  std::string head = Read(2);
  if (head.size() < 2) return frame;
  std::size_t size = static_cast<std::uint8_t>(head[1]) & 0x7F;
  std::size_t extra = size == 126 ? 2 : size == 127 ? 8 : 0;
  if (extra > 0) {
    size = 0;
    for (char c : Read(extra)) size = size << 8 | static_cast<std::uint8_t>(c);
  }
  frame.opcode = static_cast<WsOpcode>(head[0] & 0x0F);
  frame.payload = Read(size);
  frame.ok = frame.payload.size() == size;
  return frame;
}

}  // namespace koine::net
