#include "bench/lib/ruoyi.h"

#include <poll.h>
#include <simdjson.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

#include "bench/lib/process.h"

namespace koine::bench {
namespace {

constexpr int kCallTimeoutMs = 30'000;
constexpr int kMaxTries = 50;
constexpr int kBusyPauseMs = 100;
constexpr std::int64_t kOk = 200;
constexpr std::int64_t kUserExists = 4002;

// The envelope `{code, msg, data}` of the dialect.
struct Envelope {
  std::int64_t code = 0;
  simdjson::dom::element data;
};

Envelope ParseEnvelope(simdjson::dom::parser& parser, const std::string& body) {
  Envelope out;
  simdjson::dom::element root;
  if (parser.parse(body).get(root) != simdjson::SUCCESS ||
      root["code"].get(out.code) != simdjson::SUCCESS) {
    Die("not an envelope: " + body.substr(0, 300));
  }
  if (root["data"].get(out.data) != simdjson::SUCCESS) out.data = root;
  return out;
}

// Calls until the server is not too busy; dies when it refuses otherwise.
HttpClient::Answer Insist(HttpClient& http, std::string_view path, std::string_view token,
                          const std::string& body, bool exists_is_fine) {
  for (int i = 0; i < kMaxTries; i++) {
    HttpClient::Answer answer = http.Call("POST", path, token, body);
    simdjson::dom::parser parser;
    if (answer.status == 429 || answer.status == 503) {
      SleepMs(kBusyPauseMs);
      continue;
    }
    std::int64_t code = ParseEnvelope(parser, answer.body).code;
    if (code == kOk || (exists_is_fine && code == kUserExists)) return answer;
    Die("POST " + std::string(path) + " answered " + std::to_string(answer.status) + " " +
        answer.body.substr(0, 300));
  }
  Die("POST " + std::string(path) + ": the server stays too busy");
}

std::int64_t DataNumber(const HttpClient::Answer& answer) {
  simdjson::dom::parser parser;
  std::int64_t out = 0;
  if (ParseEnvelope(parser, answer.body).data.get(out) != simdjson::SUCCESS) {
    Die("data is not a number: " + answer.body.substr(0, 300));
  }
  return out;
}

void SignUp(HttpClient& http, const std::string& password, User& user) {
  std::string pair = "{\"username\":\"" + user.name + "\",\"password\":\"" + password + "\"";
  Insist(http, "/api/im/auth/register", "", pair + ",\"nickname\":\"" + user.name + "\"}", true);
  HttpClient::Answer answer = Insist(http, "/api/im/auth/login", "", pair + "}", false);
  simdjson::dom::parser parser;
  Envelope envelope = ParseEnvelope(parser, answer.body);
  std::string_view token;
  if (envelope.data["token"].get(token) != simdjson::SUCCESS ||
      envelope.data["userId"].get(user.id) != simdjson::SUCCESS) {
    Die("login answered without token or userId");
  }
  user.token = std::string(token);
}

}  // namespace

std::string RequestText(const Address& server, std::string_view method, std::string_view path,
                        std::string_view token, std::string_view body) {
  std::string out;
  out.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: ").append(server.host);
  out.append(":").append(std::to_string(server.port)).append("\r\n");
  if (!token.empty()) out.append("Authorization: Bearer ").append(token).append("\r\n");
  if (!body.empty()) {
    out.append("Content-Type: application/json\r\nContent-Length: ");
    out.append(std::to_string(body.size())).append("\r\n");
  }
  return out.append("\r\n").append(body);
}

std::size_t ParseAnswer(std::string_view data, int* status, std::size_t* body_at) {
  std::size_t end = data.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  std::string_view head = data.substr(0, end + 2);
  if (head.substr(0, 9) != "HTTP/1.1 ") Die("not HTTP: " + std::string(head.substr(0, 100)));
  *status = std::atoi(std::string(head.substr(9, 3)).c_str());
  *body_at = end + 4;
  constexpr std::string_view kLength = "\r\ncontent-length:";
  for (std::size_t at = head.find("\r\n"); at + kLength.size() < head.size();
       at = head.find("\r\n", at + 2)) {
    if (strncasecmp(head.data() + at, kLength.data(), kLength.size()) != 0) continue;
    std::size_t length = std::strtoull(head.data() + at + kLength.size(), nullptr, 10);
    return data.size() < *body_at + length ? 0 : *body_at + length;
  }
  Die("an answer without Content-Length: " + std::string(head.substr(0, 300)));
}

HttpClient::HttpClient(const Address& server) : server_(server), fd_(Connect(server)) {}
HttpClient::~HttpClient() {
  close(fd_);
}

HttpClient::Answer HttpClient::Call(std::string_view method, std::string_view path,
                                    std::string_view token, std::string_view body) {
  SendAll(fd_, RequestText(server_, method, path, token, body));
  for (;;) {
    Answer answer;
    std::size_t body_at = 0;
    std::size_t n = ParseAnswer(in_, &answer.status, &body_at);
    if (n > 0) {
      answer.body = in_.substr(body_at, n - body_at);
      in_.erase(0, n);
      return answer;
    }
    pollfd wait{fd_, POLLIN, 0};
    if (poll(&wait, 1, kCallTimeoutMs) <= 0) Die(std::string(path) + ": no answer");
    char chunk[16 * 1024];
    ssize_t got = recv(fd_, chunk, sizeof chunk, 0);
    if (got < 0 && errno == EAGAIN) continue;
    if (got <= 0) Die(std::string(path) + ": the server closed the connection");
    in_.append(chunk, static_cast<std::size_t>(got));
  }
}

World World::Load(const std::string& path) {
  World out;
  std::ifstream in(path);
  std::string kind;
  while (in >> kind) {
    if (kind == "group") {
      in >> out.group;
    } else {
      User user;
      in >> user.id >> user.name >> user.token;
      out.users.push_back(std::move(user));
    }
  }
  return out;
}

void World::Save(const std::string& path) const {
  std::ofstream out(path + ".new");
  for (const User& user : users) {
    out << "user " << user.id << " " << user.name << " " << user.token << "\n";
  }
  if (group != 0) out << "group " << group << "\n";
  out.close();
  if (!out || rename((path + ".new").c_str(), path.c_str()) != 0) Die("cannot write " + path);
}

void AddUsers(const Address& server, std::size_t count, int connections, World& world) {
  std::size_t first = world.users.size();
  if (first >= count) return;
  world.users.resize(count);
  // Fresh in every run, so that the password is known nowhere else and never written down.
  std::string password = "p" + std::to_string(NowNs() % 1'000'000'000'000);
  std::string stem = "b" + std::to_string(NowNs() / 1000 % 1'000'000'000) + "_";
  std::atomic<std::size_t> next{first};
  std::vector<std::thread> threads;
  for (int i = 0; i < connections; i++) {
    threads.emplace_back([&] {
      HttpClient http(server);
      for (std::size_t n = next++; n < count; n = next++) {
        world.users[n].name = stem + std::to_string(n);
        SignUp(http, password, world.users[n]);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

std::int64_t DirectConversation(HttpClient& http, const User& from, const User& to) {
  return DataNumber(Insist(http, "/api/im/conversation/create", from.token,
                           "{\"type\":\"PRIVATE\",\"peerUserId\":" + std::to_string(to.id) + "}",
                           false));
}

std::int64_t GroupConversation(HttpClient& http, const World& world, std::size_t members) {
  if (world.users.size() < members) Die("the group needs " + std::to_string(members) + " users");
  std::string body = "{\"type\":\"GROUP\",\"name\":\"bench\",\"memberIds\":[";
  for (std::size_t i = 1; i < members; i++) {
    body += (i > 1 ? "," : "") + std::to_string(world.users[i].id);
  }
  return DataNumber(
      Insist(http, "/api/im/conversation/create", world.users[0].token, body + "]}", false));
}

std::string MessageFrame(std::int64_t conversation, std::string_view content,
                         std::string_view client_id) {
  std::string out = "{\"type\":\"message\",\"payload\":{\"conversationId\":";
  out.append(std::to_string(conversation)).append(",\"messageType\":\"TEXT\",\"content\":\"");
  out.append(content).append("\",\"clientMsgId\":\"").append(client_id).append("\"}}");
  return out;
}

}  // namespace koine::bench
