#include "bench/lib/echo_server.h"

#include <simdjson.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "bench/lib/process.h"
#include "bench/lib/socket.h"
#include "bench/lib/websocket.h"

namespace koine::bench {
namespace {

constexpr std::uint64_t kListenerTag = 0;

std::string Http(int status, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) +
         " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string Envelope(const std::string& data) {
  return Http(200, "{\"code\":200,\"msg\":\"ok\",\"data\":" + data + "}");
}

class EchoServer {
 public:
  explicit EchoServer(int listener) : listener_(listener) { poller_.Add(listener, kListenerTag); }

  void Run() {
    for (;;) {
      for (const epoll_event& event : poller_.Wait(-1)) {
        if (event.data.u64 == kListenerTag) {
          AcceptAll();
        } else {
          Read(static_cast<int>(event.data.u64));
        }
      }
      for (auto& [fd, connection] : connections_) connection->outgoing.Flush();
    }
  }

 private:
  struct Connection {
    Outgoing outgoing;
    std::string in;
    std::int64_t user = 0;  // 0 until it became a WebSocket
  };

  void AcceptAll() {
    for (int fd = Accept(listener_); fd >= 0; fd = Accept(listener_)) {
      connections_[fd] = std::make_unique<Connection>();
      connections_[fd]->outgoing.fd = fd;
      poller_.Add(fd, static_cast<std::uint64_t>(fd));
    }
  }

  void Read(int fd) {
    Connection& connection = *connections_[fd];
    char chunk[64 * 1024];
    ssize_t n = recv(fd, chunk, sizeof chunk, 0);
    if (n <= 0) {
      online_[connection.user].erase(fd);
      close(fd);
      connections_.erase(fd);
      return;
    }
    connection.in.append(chunk, static_cast<std::size_t>(n));
    while (connection.user == 0 ? TakeRequest(connection) : TakeFrame(connection)) {
    }
  }

  bool TakeRequest(Connection& connection) {
    std::size_t end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    std::string head = connection.in.substr(0, end);
    std::size_t length = 0;
    std::size_t at = head.find("Content-Length: ");
    if (at != std::string::npos) length = std::strtoull(head.c_str() + at + 16, nullptr, 10);
    if (connection.in.size() < end + 4 + length) return false;
    std::string body = connection.in.substr(end + 4, length);
    connection.in.erase(0, end + 4 + length);
    Answer(connection, head, body);
    return true;
  }

  void Answer(Connection& connection, const std::string& head, const std::string& body) {
    auto starts = [&](const char* text) { return head.rfind(text, 0) == 0; };
    std::string& out = connection.outgoing.out;
    if (starts("GET /ws/im?token=t")) {
      connection.user = std::atoll(head.c_str() + 18);
      online_[connection.user].insert(connection.outgoing.fd);
      out += "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
      AppendFrame(out, kTextFrame, "{\"type\":\"connected\",\"data\":{\"connected\":true}}", false);
    } else if (starts("POST /api/im/auth/register")) {
      out += Envelope(std::to_string(users_.emplace(Name(body), users_.size() + 1).first->second));
    } else if (starts("POST /api/im/auth/login")) {
      std::string id = std::to_string(users_[Name(body)]);
      out += Envelope("{\"token\":\"t" + id + "\",\"userId\":" + id + "}");
    } else if (starts("POST /api/im/conversation/create")) {
      std::size_t token = head.find("Bearer t");
      members_.push_back(Members(std::atoll(head.c_str() + token + 8), body));
      out += Envelope(std::to_string(members_.size()));
    } else if (starts("GET /api/im/user/profile") || starts("GET /healthz")) {
      out += Envelope("{\"id\":1}");
    } else {
      out += Http(404, "{\"code\":404,\"msg\":\"no\",\"data\":null}");
    }
  }

  std::string Name(const std::string& body) {
    simdjson::dom::element root = parser_.parse(body).value_unsafe();
    return std::string(root["username"].get_string().value_unsafe());
  }

  std::vector<std::int64_t> Members(std::int64_t caller, const std::string& body) {
    std::vector<std::int64_t> out{caller};
    simdjson::dom::element root = parser_.parse(body).value_unsafe();
    std::int64_t peer = 0;
    if (root["peerUserId"].get(peer) == simdjson::SUCCESS) out.push_back(peer);
    simdjson::dom::array ids;
    if (root["memberIds"].get(ids) == simdjson::SUCCESS) {
      for (simdjson::dom::element id : ids) out.push_back(id.get_int64().value_unsafe());
    }
    return out;
  }

  bool TakeFrame(Connection& connection) {
    Frame frame;
    std::size_t n = ParseFrame(connection.in.data(), connection.in.size(), frame);
    if (n == 0) return false;
    if (frame.opcode == kTextFrame && TypeOf(frame.payload) == "message") {
      Relay(connection, std::string(frame.payload));
    }
    connection.in.erase(0, n);
    return true;
  }

  void Relay(Connection& from, const std::string& text) {
    simdjson::dom::element payload = parser_.parse(text)["payload"].value_unsafe();
    auto conversation =
        static_cast<std::size_t>(payload["conversationId"].get_int64().value_unsafe());
    if (conversation == 0 || conversation > members_.size()) {
      AppendFrame(from.outgoing.out, kTextFrame, "{\"type\":\"message_error\"}", false);
      return;
    }
    std::string id(payload["clientMsgId"].get_string().value_unsafe());
    std::string content(payload["content"].get_string().value_unsafe());
    AppendFrame(from.outgoing.out, kTextFrame,
                "{\"type\":\"message_ack\",\"clientMsgId\":\"" + id + "\"}", false);
    std::string event =
        "{\"type\":\"new_message\",\"payload\":{\"id\":1,\"content\":\"" + content + "\"}}";
    for (std::int64_t member : members_[conversation - 1]) {
      for (int fd : online_[member]) {
        if (fd == from.outgoing.fd) continue;
        AppendFrame(connections_[fd]->outgoing.out, kTextFrame, event, false);
      }
    }
  }

  int listener_;
  Poller poller_;
  simdjson::dom::parser parser_;
  std::map<int, std::unique_ptr<Connection>> connections_;
  std::map<std::string, std::int64_t> users_;
  std::map<std::int64_t, std::set<int>> online_;
  std::vector<std::vector<std::int64_t>> members_;
};

}  // namespace

void ServeEcho(int listener) {
  EchoServer(listener).Run();
}

}  // namespace koine::bench
