#include "base/http_client.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <thread>

namespace koine::http_client {
namespace {

constexpr std::int64_t kLongMs = 10'000;

// Takes one connection, reads until it has seen `until`, and answers; without an answer it holds
// the connection until the other side closes it.
class OneAnswer {
 public:
  OneAnswer(std::string until, std::string answer)
      : until_(std::move(until)), answer_(std::move(answer)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&at), size), 0);
    EXPECT_EQ(::listen(fd_, 1), 0);
    EXPECT_EQ(::getsockname(fd_, reinterpret_cast<sockaddr*>(&at), &size), 0);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~OneAnswer() {
    ::shutdown(fd_, SHUT_RDWR);
    thread_.join();
    ::close(fd_);
  }
  std::string Url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/a/../b"; }
  // What was asked. Once only.
  std::string Asked() {
    ::shutdown(fd_, SHUT_RDWR);
    thread_.join();
    thread_ = std::thread([] {});
    return asked_;
  }

 private:
  void Serve() {
    const int peer = ::accept(fd_, nullptr, nullptr);
    if (peer < 0) return;
    char bytes[4096];
    while (asked_.find(until_) == asked_.npos) {
      const ssize_t got = ::recv(peer, bytes, sizeof bytes, 0);
      if (got <= 0) break;
      asked_.append(bytes, static_cast<std::size_t>(got));
    }
    if (!answer_.empty()) {
      EXPECT_EQ(::send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL),
                static_cast<ssize_t>(answer_.size()));
    } else {
      while (::recv(peer, bytes, sizeof bytes, 0) > 0) continue;
    }
    ::close(peer);
  }

  const std::string until_, answer_;
  int fd_ = -1;
  int port_ = 0;
  std::string asked_;
  std::thread thread_;
};

std::string Says(const std::string& status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

class HttpClient : public testing::Test {
 protected:
  void SetUp() override {
    auto client = Client::Load();
    auto batch = Batch::Load();
    // The library comes with its header, without which nothing here compiles.
    ASSERT_TRUE(client.ok() && batch.ok());
    client_ = std::move(client).value();
    batch_ = std::move(batch).value();
  }
  // The end of the only request of the batch.
  Ended End() {
    for (int i = 0; i < 100; ++i) {
      const auto ended = batch_->Poll(kLongMs / 100);
      if (!ended.empty()) return ended.front();
    }
    ADD_FAILURE() << "it never ended";
    return {};
  }
  static Request Post(const std::string& url) {
    Request out;
    out.method = "POST";
    out.url = url;
    out.headers = {"X-Mine: yes"};
    out.body = "{\"a\":1}";
    out.time_ms = kLongMs;
    return out;
  }
  std::unique_ptr<Client> client_;
  std::unique_ptr<Batch> batch_;
};

TEST_F(HttpClient, PutsAFileAndKeepsTheAnswer) {
  OneAnswer server("of a file",
                   Says("200 OK", "Last-Modified: Thu, 01 Jan 1970 00:01:40 GMT\r\n", "taken"));
  std::FILE* file = std::tmpfile();
  std::fputs("content of a file, and more", file);
  std::fflush(file);
  Request request;
  request.method = "PUT";
  request.url = server.Url();
  request.headers = {"X-Mine: yes"};
  request.fd = ::fileno(file);
  request.fd_bytes = 17;
  const auto answer = client_->Run(request);
  std::fclose(file);
  ASSERT_TRUE(answer.ok()) << answer.error().text;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "taken");
  EXPECT_EQ(answer->modified_ms, 100'000);
  const std::string asked = server.Asked();
  EXPECT_TRUE(Has(asked, "PUT /a/../b HTTP/1.1\r\n")) << asked;
  EXPECT_TRUE(Has(asked, "X-Mine: yes\r\n")) << asked;
  EXPECT_TRUE(Has(asked, "Content-Length: 17\r\n")) << asked;
  EXPECT_EQ(asked.substr(asked.find("\r\n\r\n") + 4), "content of a file");
}

TEST_F(HttpClient, ASinkTakesWhatSucceeded) {
  std::string taken;
  Request request;
  request.sink = [&](std::string_view piece) {
    taken += piece;
    return taken != "no";
  };
  for (const auto& [status, body] :
       {std::pair("200 OK", "yes"), std::pair("404 Not Found", "why"), std::pair("200 OK", "no")}) {
    taken.clear();
    OneAnswer server("\r\n\r\n", Says(status, "", body));
    request.url = server.Url();
    const auto answer = client_->Run(request);
    if (std::string_view(body) == "no") {
      EXPECT_FALSE(answer.ok());
      continue;
    }
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(taken, answer->status == 200 ? "yes" : "");
    EXPECT_EQ(answer->body, answer->status == 200 ? "" : "why");
  }
}

TEST_F(HttpClient, ALimitOfTimeAndAStopEndIt) {
  OneAnswer silent("\r\n\r\n", "");
  Request request;
  request.url = silent.Url();
  request.time_ms = 50;
  const auto late = client_->Run(request);
  ASSERT_FALSE(late.ok());
  EXPECT_TRUE(late.error().Is(Code::kUnavailable));
  EXPECT_FALSE(late.error().text.empty());
  client_->Stop();
  EXPECT_FALSE(client_->Run(request).ok());
}

TEST_F(HttpClient, ABatchPostsAndTellsTheStatus) {
  OneAnswer server("\"a\":1}", Says("204 No Content", "", ""));
  batch_->Start(7, Post(server.Url()), nullptr);
  const Ended ended = End();
  EXPECT_EQ(ended.tag, 7);
  EXPECT_EQ(ended.status, 204);
  EXPECT_EQ(ended.error, "");
  const std::string asked = server.Asked();
  EXPECT_TRUE(Has(asked, "POST /b HTTP/1.1\r\n")) << asked;
  EXPECT_TRUE(Has(asked, "X-Mine: yes\r\n")) << asked;
}

TEST_F(HttpClient, ABatchFollowsNoRedirect) {
  OneAnswer server("\"a\":1}", Says("302 Found", "Location: http://127.0.0.1:1/\r\n", ""));
  batch_->Start(1, Post(server.Url()), nullptr);
  EXPECT_EQ(End().status, 302);
}

TEST_F(HttpClient, ABatchAsksBeforeItConnects) {
  OneAnswer server("\"a\":1}", Says("200 OK", "", ""));
  batch_->Start(1, Post(server.Url()), [](const sockaddr_storage& address) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    return v4.sin_addr.s_addr == htonl(INADDR_LOOPBACK) ? "not this one" : nullptr;
  });
  const Ended ended = End();
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.error, "not this one");
  EXPECT_EQ(server.Asked(), "");
}

}  // namespace
}  // namespace koine::http_client
