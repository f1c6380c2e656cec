#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/websocket.h"

namespace koine::net {

struct TestResponse {
  int status = 0;  // 0: no answer came
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string Header(std::string_view name) const;
};

// A blocking TCP (or TLS) client for tests. Reads wait at most `timeout_ms`.
class TestClient {
 public:
  explicit TestClient(std::uint16_t port, bool tls = false, int timeout_ms = 5000);
  ~TestClient();
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool connected() const { return fd_ >= 0; }
  int fd() const { return fd_; }
  void SetReceiveBuffer(int bytes);
  bool Send(std::string_view bytes);
  // Up to `size` bytes, fewer at the end of the stream or the time-out.
  std::string Read(std::size_t size);
  // True if the server closed (and nothing was left to read).
  bool AtEof();
  void CloseWrite();
  void Reset();  // closes with RST

  // One request with the given extra header lines ("A: b\r\n").
  TestResponse Do(std::string_view method, std::string_view target, std::string_view body = {},
                  std::string_view headers = {});
  TestResponse ReadResponse(bool head = false);

  // Upgrades; status 101 on success.
  TestResponse Upgrade(std::string_view target, std::string_view headers = {});
  bool SendText(std::string_view payload);
  bool SendFrame(WsOpcode opcode, std::string_view payload, bool fin = true);
  struct Frame {
    bool ok = false;  // false: end of stream or time-out
    WsOpcode opcode = WsOpcode::kText;
    std::string payload;
    std::uint16_t close_code() const;
  };
  Frame ReadFrame();

 private:
  bool Fill();
  int fd_ = -1;
  int timeout_ms_;
  void* ssl_ = nullptr;
  void* ssl_context_ = nullptr;
  std::string in_;
  bool eof_ = false;
};

}  // namespace koine::net
