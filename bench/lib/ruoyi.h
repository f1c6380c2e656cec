#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/lib/socket.h"

// The users of a run and the few calls of the RuoYi dialect that prepare one.
namespace koine::bench {

// One keep-alive HTTP connection that waits for each answer. For set-up only.
class HttpClient {
 public:
  explicit HttpClient(const Address& server);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  struct Answer {
    int status = 0;
    std::string body;
  };
  // `token` and `body` may be empty. Dies when the connection breaks or 30 s pass.
  Answer Call(std::string_view method, std::string_view path, std::string_view token,
              std::string_view body);

 private:
  Address server_;
  int fd_;
  std::string in_;
};

// The text of a request with a bearer token, as HttpClient sends it.
std::string RequestText(const Address& server, std::string_view method, std::string_view path,
                        std::string_view token, std::string_view body);

// Reads an answer at the beginning of `data`: bytes it takes in all, 0 when it is not complete yet.
// Sets its status and where the body begins.
std::size_t ParseAnswer(std::string_view data, int* status, std::size_t* body_at);

struct User {
  std::int64_t id = 0;
  std::string name;
  std::string token;
};

// What a data directory was prepared with. Kept in a file of one line per user, because signing in
// costs the server a password hash each time.
struct World {
  std::vector<User> users;
  std::int64_t group = 0;  // conversation of all users, 0 when none was made

  static World Load(const std::string& path);
  void Save(const std::string& path) const;
};

// Registers and signs in users until the world has `count`, over `connections` connections.
void AddUsers(const Address& server, std::size_t count, int connections, World& world);

// The 1:1 conversation of two users, made when there is none.
std::int64_t DirectConversation(HttpClient& http, const User& from, const User& to);

// A new group of the first `members` users, owned by the first.
std::int64_t GroupConversation(HttpClient& http, const World& world, std::size_t members);

// A `message` frame. `content` and `client_id` must need no escapes.
std::string MessageFrame(std::int64_t conversation, std::string_view content,
                         std::string_view client_id);

}  // namespace koine::bench
