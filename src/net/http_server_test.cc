#include "net/http_server.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <mutex>

#include "net/server_test_util.h"
#include "net/test_client_test_util.h"

namespace koine::net {
namespace {

void Echo(Request&& request, Responder responder) {
  Response response = Response::Text(200, std::string(MethodName(request.method)) + " " +
                                              std::string(request.path()) + "?" +
                                              std::string(request.query()) + " " + request.body);
  responder.Send(std::move(response));
}

TEST(HttpServer, AnswersOnAKeptConnection) {
  TestServer server(Echo);
  TestClient client(server.port());
  TestResponse a = client.Do("GET", "/a%20b?x=1");
  EXPECT_EQ(a.status, 200);
  EXPECT_EQ(a.body, "GET /a%20b?x=1 ");
  EXPECT_EQ(a.Header("Connection"), "");
  EXPECT_EQ(a.Header("Date").size(), 29u);
  TestResponse b = client.Do("POST", "/b", "hello");
  EXPECT_EQ(b.body, "POST /b? hello");
  EXPECT_EQ(server.stats().accepted.load(), 1u);
}

TEST(HttpServer, FindsHeadersInAnyCase) {
  TestServer server([](Request&& request, Responder responder) {
    responder.Send(Response::Text(200, std::string(request.Header("x-THING")) + "|" +
                                           std::string(request.Header("absent")) + "|" +
                                           request.remote.Ip()));
  });
  TestClient client(server.port());
  EXPECT_EQ(client.Do("GET", "/", "", "X-Thing:  v 1 \r\n").body, "v 1||127.0.0.1");
}

TEST(HttpServer, AnswersHeadWithoutBody) {
  TestServer server(Echo);
  TestClient client(server.port());
  TestResponse head = client.Do("HEAD", "/x");
  EXPECT_EQ(head.Header("Content-Length"), "9");
  EXPECT_EQ(client.Do("OPTIONS", "/y").body, "OPTIONS /y? ");
}

TEST(HttpServer, ClosesForHttp10AndConnectionClose) {
  TestServer server(Echo);
  TestClient old(server.port());
  old.Send("GET /x HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.ReadResponse().Header("Connection"), "close");
  EXPECT_TRUE(old.AtEof());
  TestClient kept(server.port());
  kept.Send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.ReadResponse().Header("Connection"), "keep-alive");
  EXPECT_EQ(kept.Do("GET", "/", "", "Connection: close\r\n").Header("Connection"), "close");
  EXPECT_TRUE(kept.AtEof());
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  // Answers come in the reverse order of the requests.
  std::vector<std::pair<std::string, Responder>> waiting;
  TestServer server([&](Request&& request, Responder responder) {
    waiting.emplace_back(std::string(request.path()), std::move(responder));
    if (waiting.size() < 3) return;
    while (!waiting.empty()) {
      waiting.back().second.Send(Response::Text(200, waiting.back().first));
      waiting.pop_back();
    }
  });
  TestClient client(server.port());
  client.Send(
      "GET /1 HTTP/1.1\r\nHost: t\r\n\r\nGET /2 HTTP/1.1\r\nHost: t\r\n\r\n"
      "GET /3 HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.ReadResponse().body, "/1");
  EXPECT_EQ(client.ReadResponse().body, "/2");
  EXPECT_EQ(client.ReadResponse().body, "/3");
}

TEST(HttpServer, ReadsNoMoreThanTheLimitOfPipelinedRequests) {
  std::vector<Responder> waiting;
  TestServer server(
      [&](Request&&, Responder responder) { waiting.push_back(std::move(responder)); });
  TestClient client(server.port());
  std::string many;
  for (std::size_t i = 0; i < kMaxPipelined + 5; ++i) many += "GET / HTTP/1.1\r\nHost: t\r\n\r\n";
  client.Send(many);
  EXPECT_TRUE(TestServer::Eventually([&] { return server.stats().requests == kMaxPipelined; }));
  usleep(30'000);
  EXPECT_EQ(server.stats().requests.load(), kMaxPipelined);
  server.InLoop([&] {
    std::vector<Responder> first;
    first.swap(waiting);
    for (Responder& responder : first) responder.Send(Response::Text(200, "x"));
  });
  EXPECT_TRUE(TestServer::Eventually([&] { return server.stats().requests == kMaxPipelined + 5; }));
  server.InLoop([&] {
    for (Responder& responder : waiting) responder.Send(Response::Text(200, "x"));
    waiting.clear();
  });
  for (std::size_t i = 0; i < kMaxPipelined + 5; ++i) {
    ASSERT_EQ(client.ReadResponse().status, 200) << i;
  }
}

TEST(HttpServer, ReadsChunkedBodies) {
  TestServer server(Echo);
  TestClient client(server.port());
  const std::string request =
      "POST /c HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
      "4\r\nWiki\r\n6;ext=1\r\npedia \r\n0\r\nTrailer: x\r\n\r\n";
  client.Send(request);
  EXPECT_EQ(client.ReadResponse().body, "POST /c? Wikipedia ");
  // Byte by byte.
  for (char c : request) {
    client.Send(std::string_view(&c, 1));
    usleep(100);
  }
  EXPECT_EQ(client.ReadResponse().body, "POST /c? Wikipedia ");
  EXPECT_EQ(client.Do("GET", "/next").status, 200);
}

TEST(HttpServer, SendsContinueOnlyWhenTheBodyIsWanted) {
  TestServer server(Echo, {}, [](const Request& request) {
    return request.path() == "/no" ? BodyPlan::Refuse(Response::Text(404, "gone"))
                                   : BodyPlan::Collect();
  });
  TestClient client(server.port());
  client.Send("POST /yes HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.Read(25), "HTTP/1.1 100 Continue\r\n\r\n");
  client.Send("ok");
  EXPECT_EQ(client.ReadResponse().body, "POST /yes? ok");
  client.Send("POST /no HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.ReadResponse().status, 404);
  EXPECT_TRUE(client.AtEof());
}

TEST(HttpServer, RefusedRequestWithoutBodyKeepsTheConnection) {
  TestServer server(Echo, {}, [](const Request& request) {
    return request.path() == "/no" ? BodyPlan::Refuse(Response::Text(405, "no"))
                                   : BodyPlan::Collect();
  });
  TestClient client(server.port());
  EXPECT_EQ(client.Do("GET", "/no").status, 405);
  EXPECT_EQ(client.Do("GET", "/yes").status, 200);
}

TEST(HttpServer, AppliesTheBodyLimitExactly) {
  HttpServerOptions options;
  options.limits.body_bytes = 1000;
  TestServer server(Echo, options);
  TestClient at(server.port());
  EXPECT_EQ(at.Do("POST", "/", std::string(1000, 'x')).status, 200);
  TestResponse beyond = at.Do("POST", "/", std::string(1001, 'x'));
  EXPECT_EQ(beyond.status, 413);
  EXPECT_EQ(beyond.body, "{\"status\":413,\"detail\":\"body too large\"}");
  EXPECT_EQ(beyond.Header("Connection"), "close");
  TestClient chunked(server.port());
  chunked.Send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
               std::string(1001, 'x'));
  EXPECT_EQ(chunked.ReadResponse().status, 413);
}

TEST(HttpServer, TakesTheBodyLimitOfThePlan) {
  TestServer server(Echo, {}, [](const Request&) { return BodyPlan::Collect(3 * 1024 * 1024); });
  TestClient client(server.port());
  std::string body(3 * 1024 * 1024, 'b');
  TestResponse response = client.Do("POST", "/", body);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "POST /? " + body);
}

TEST(HttpServer, BodyHasReadableSlack) {
  TestServer server([](Request&& request, Responder responder) {
    responder.Send(
        Response::Text(200, std::to_string(request.body.capacity() - request.body.size())));
  });
  TestClient client(server.port());
  EXPECT_GE(std::stoi(client.Do("POST", "/", std::string(4096, 'x')).body), 64);
  EXPECT_GE(std::stoi(client.Do("GET", "/").body), 64);
}

TEST(HttpServer, AppliesTheTargetLimitExactly) {
  TestServer server(Echo);
  TestClient client(server.port());
  std::string target = "/" + std::string(kMaxTargetBytes - 1, 'a');
  EXPECT_EQ(client.Do("GET", target).status, 200);
  EXPECT_EQ(client.Do("GET", target + "a").status, 414);
  TestClient endless(server.port());
  endless.Send("GET /" + std::string(kMaxHeaderBytes + 10, 'a'));
  EXPECT_EQ(endless.ReadResponse().status, 414);
}

TEST(HttpServer, LimitsHeaders) {
  TestServer server(Echo);
  TestClient count(server.port());
  std::string headers;
  for (std::size_t i = 1; i < kMaxHeaderCount; ++i) headers += "H: 1\r\n";
  EXPECT_EQ(count.Do("GET", "/", "", headers).status, 200);  // with Host exactly the limit
  TestResponse beyond = count.Do("GET", "/", "", headers + "H: 1\r\n");
  EXPECT_EQ(beyond.status, 431);
  EXPECT_EQ(beyond.body, "{\"status\":431,\"detail\":\"too many header fields\"}");
  TestClient size(server.port());
  EXPECT_EQ(
      size.Do("GET", "/", "", "A: " + std::string(kMaxHeaderBytes - 200, 'x') + "\r\n").status,
      200);
  EXPECT_EQ(size.Do("GET", "/", "", "A: " + std::string(kMaxHeaderBytes, 'x') + "\r\n").status,
            431);
  TestClient endless(server.port());
  endless.Send("GET / HTTP/1.1\r\nA: " + std::string(kMaxHeaderBytes + 10, 'x'));
  EXPECT_EQ(endless.ReadResponse().status, 431);
}

TEST(HttpServer, RefusesMalformedRequests) {
  TestServer server(Echo);
  const std::pair<const char*, int> cases[] = {
      {"nonsense\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},  // no Host
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nBad Name: b\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999999999999\r\n\r\n", 413},
      // What a proxy might understand otherwise than we do.
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
       400},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 501},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n", 417},
  };
  for (const auto& [text, status] : cases) {
    TestClient client(server.port());
    client.Send(text);
    TestResponse response = client.ReadResponse();
    EXPECT_EQ(response.status, status) << text;
    EXPECT_EQ(response.Header("Connection"), "close") << text;
    EXPECT_TRUE(client.AtEof()) << text;
  }
}

TEST(HttpServer, EarlierAnswersComeBeforeAnError) {
  TestServer server(Echo);
  TestClient client(server.port());
  client.Send(
      "GET /1 HTTP/1.1\r\nHost: t\r\n\r\nrubbish\r\n\r\nGET /2 HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.ReadResponse().body, "GET /1? ");
  EXPECT_EQ(client.ReadResponse().status, 400);
  EXPECT_TRUE(client.AtEof());
}

TEST(HttpServer, TimesOutSlowRequestsAndIdleConnections) {
  HttpServerOptions options;
  options.limits.request_timeout_ms = 500;
  options.limits.idle_timeout_ms = 500;
  TestServer server(Echo, options);
  TestClient slow(server.port());
  slow.Send("GET / HTT");
  EXPECT_EQ(slow.ReadResponse().status, 408);
  TestClient idle(server.port());
  EXPECT_EQ(idle.Do("GET", "/").status, 200);
  EXPECT_TRUE(idle.AtEof());
  EXPECT_TRUE(TestServer::Eventually([&] { return server.stats().open == 0; }));
}

TEST(HttpServer, AnswersLaterFromTheLoop) {
  EventLoop* loop = nullptr;
  TestServer server([&](Request&&, Responder responder) {
    loop->After(20, [responder]() mutable { responder.Send(Response::Text(200, "later")); });
  });
  loop = &server.loop();
  TestClient client(server.port());
  EXPECT_EQ(client.Do("GET", "/").body, "later");
  {
    TestClient gone(server.port());
    gone.Send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  }
  usleep(60'000);
  EXPECT_EQ(client.Do("GET", "/").body, "later");
}

TEST(HttpServer, AnUnansweredRequestGets500AlsoFromAnotherThread) {
  TestServer server([&](Request&& request, Responder responder) {
    if (request.path() == "/here") return;
    std::thread([held = std::move(responder)]() mutable {
      usleep(10'000);
      held = Responder();
    }).detach();
  });
  TestClient client(server.port());
  EXPECT_EQ(client.Do("GET", "/here").status, 500);
  EXPECT_EQ(client.Do("GET", "/there").status, 500);
}

TEST(HttpServer, OnlyTheFirstAnswerCounts) {
  TestServer server([&](Request&&, Responder responder) {
    Responder copy = responder;
    responder.Send(Response::Text(200, "first"));
    EXPECT_FALSE(copy.alive());
    copy.Send(Response::Text(200, "second"));
  });
  TestClient client(server.port());
  EXPECT_EQ(client.Do("GET", "/").body, "first");
  EXPECT_EQ(client.Do("GET", "/").body, "first");
}

TEST(HttpServer, AHeaderValueCannotAddHeaders) {
  TestServer server([&](Request&&, Responder responder) {
    responder.Send(Response().Add("X", "a\r\nSet-Cookie: b"));
  });
  TestClient client(server.port());
  TestResponse response = client.Do("GET", "/");
  EXPECT_EQ(response.Header("X"), "a  Set-Cookie: b");
  EXPECT_EQ(response.Header("Set-Cookie"), "");
}

// Collects what comes, and remembers an end that was not one.
struct TestSink final : BodySink {
  std::string got;
  std::size_t refuse_after = SIZE_MAX;
  bool pause = false;
  std::shared_ptr<Flow> flow;
  std::atomic<int>* aborts = nullptr;
  void OnStart(std::shared_ptr<Flow> f) override { flow = std::move(f); }
  std::optional<Response> OnData(std::string_view piece) override {
    got += piece;
    if (got.size() > refuse_after) return Response::Text(415, "no such type");
    if (pause) flow->Pause();
    return std::nullopt;
  }
  void OnAbort() override {
    if (aborts != nullptr) ++*aborts;
  }
};

TEST(HttpServer, StreamsBodiesToASink) {
  TestServer server(
      [](Request&& request, Responder responder) {
        auto* sink = static_cast<TestSink*>(request.sink.get());
        EXPECT_TRUE(request.body.empty());
        responder.Send(Response::Text(200, std::to_string(sink->got.size())));
      },
      {}, [](const Request&) { return BodyPlan::Stream(std::make_shared<TestSink>(), 8 << 20); });
  TestClient client(server.port());
  EXPECT_EQ(client.Do("PUT", "/", std::string(5 << 20, 'x')).body, std::to_string(5 << 20));
  EXPECT_EQ(client.Do("PUT", "/", std::string(9 << 20, 'x')).status, 413);
}

TEST(HttpServer, ASinkMayRefuseAndHearsOfAborts) {
  std::atomic<int> aborts{0};
  TestServer server(Echo, {}, [&](const Request& request) {
    auto sink = std::make_shared<TestSink>();
    sink->aborts = &aborts;
    if (request.path() == "/refuse") sink->refuse_after = 100'000;
    return BodyPlan::Stream(sink, 8 << 20);
  });
  TestClient refused(server.port());
  EXPECT_EQ(refused.Do("PUT", "/refuse", std::string(1 << 20, 'x')).status, 415);
  EXPECT_EQ(aborts, 0);
  {
    TestClient gone(server.port());
    gone.Send("PUT / HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nhalf");
  }
  EXPECT_TRUE(TestServer::Eventually([&] { return aborts == 1; }));
}

TEST(HttpServer, ASinkMayPause) {
  auto sink = std::make_shared<TestSink>();
  sink->pause = true;
  TestServer server(
      [](Request&&, Responder responder) { responder.Send(Response::Text(200, "done")); }, {},
      [&](const Request&) { return BodyPlan::Stream(sink, 8 << 20); });
  TestClient client(server.port());
  std::thread sender([&] {
    TestResponse response = client.Do("PUT", "/", std::string(2 << 20, 'x'));
    EXPECT_EQ(response.body, "done");
  });
  std::size_t before = 0;
  EXPECT_TRUE(TestServer::Eventually([&] {
    server.InLoop([&] { before = sink->got.size(); });
    return before > 0;
  }));
  usleep(30'000);
  server.InLoop([&] {
    EXPECT_EQ(sink->got.size(), before);
    sink->pause = false;
    sink->flow->Resume();
  });
  sender.join();
  EXPECT_EQ(sink->got.size(), 2u << 20);
}

TEST(HttpServer, ASinkMayPauseAtTheLastPiece) {
  auto sink = std::make_shared<TestSink>();
  sink->pause = true;
  TestServer server(
      [](Request&&, Responder responder) { responder.Send(Response::Text(200, "done")); }, {},
      [&](const Request&) { return BodyPlan::Stream(sink, 8 << 20); });
  TestClient client(server.port());
  client.Send("PUT / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nlast");
  EXPECT_TRUE(TestServer::Eventually([&] {
    bool paused = false;
    server.InLoop([&] { paused = sink->got == "last"; });
    return paused;
  }));
  EXPECT_EQ(server.stats().requests.load(), 0u);
  server.InLoop([&] { sink->flow->Resume(); });
  EXPECT_EQ(client.ReadResponse().body, "done");
}

TEST(HttpServer, ASlowReaderOfAnswersBlocksNobodyAndBoundsMemory) {
  TestServer server([](Request&&, Responder responder) {
    responder.Send(Response::Text(200, std::string(200'000, 'x')));
  });
  TestClient slow(server.port());
  std::string many;
  for (int i = 0; i < 200; ++i) many += "GET / HTTP/1.1\r\nHost: t\r\n\r\n";
  slow.Send(many);
  TestClient other(server.port());
  for (int i = 0; i < 5; ++i) EXPECT_EQ(other.Do("GET", "/").body.size(), 200'000u);
  usleep(50'000);
  // Far from 40 MB: reading of requests stopped when the outbox was full.
  EXPECT_LT(server.stats().requests.load(), 100u);
  for (int i = 0; i < 200; ++i) ASSERT_EQ(slow.ReadResponse().body.size(), 200'000u) << i;
}

TEST(HttpServer, HalfClosedClientsGetTheirAnswer) {
  EventLoop* loop = nullptr;
  TestServer server([&](Request&&, Responder responder) {
    loop->After(20, [responder]() mutable { responder.Send(Response::Text(200, "still")); });
  });
  loop = &server.loop();
  TestClient client(server.port());
  client.Send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  client.CloseWrite();
  EXPECT_EQ(client.ReadResponse().body, "still");
  EXPECT_TRUE(client.AtEof());
  EXPECT_TRUE(TestServer::Eventually([&] { return server.stats().open == 0; }));
}

TEST(HttpServer, ResetsLeaveNothingBehind) {
  TestServer server(Echo);
  for (int i = 0; i < 20; ++i) {
    TestClient client(server.port());
    client.Send("GET / HTTP/1.1\r\nHost: t\r\n\r\nGET / HT");
    client.Reset();
  }
  EXPECT_TRUE(TestServer::Eventually([&] { return server.stats().open == 0; }));
  TestClient client(server.port());
  EXPECT_EQ(client.Do("GET", "/").status, 200);
}

TEST(HttpServer, AcceptsNoMoreThanTheBudget) {
  HttpServerOptions options;
  options.budget = std::make_shared<ConnectionBudget>(2);
  TestServer server(Echo, options);
  auto a = std::make_unique<TestClient>(server.port());
  TestClient b(server.port());
  EXPECT_EQ(a->Do("GET", "/").status, 200);
  EXPECT_EQ(b.Do("GET", "/").status, 200);
  TestClient c(server.port());
  c.Send("GET /c HTTP/1.1\r\nHost: t\r\n\r\n");
  usleep(100'000);
  EXPECT_EQ(server.stats().accepted.load(), 2u);
  a.reset();
  EXPECT_EQ(c.ReadResponse().body, "GET /c? ");
}

TEST(HttpServer, GoesOnAfterRunningOutOfDescriptors) {
  TestServer server(Echo);
  TestClient first(server.port());
  EXPECT_EQ(first.Do("GET", "/").status, 200);
  rlimit old{};
  getrlimit(RLIMIT_NOFILE, &old);
  TestClient late(server.port());  // its socket exists before the limit does
  server.InLoop([] {});
  std::vector<int> used;
  rlimit low{64, old.rlim_max};
  setrlimit(RLIMIT_NOFILE, &low);
  for (int fd = dup(0); fd >= 0; fd = dup(0)) used.push_back(fd);
  int spare = used.back();
  used.pop_back();
  close(spare);
  TestClient starved(server.port());  // takes the last descriptor; none is left to accept it
  starved.Send("GET /s HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_TRUE(TestServer::Eventually([&] { return server.stats().accept_pauses > 0; }));
  EXPECT_EQ(first.Do("GET", "/").status, 200);
  setrlimit(RLIMIT_NOFILE, &old);
  for (int fd : used) close(fd);
  EXPECT_EQ(starved.ReadResponse().body, "GET /s? ");
}

TEST(HttpServer, StopsGracefully) {
  std::vector<Responder> held;
  TestServer server([&](Request&&, Responder r) { held.push_back(std::move(r)); });
  TestClient idle(server.port());
  TestClient busy(server.port());
  busy.Send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_TRUE(TestServer::Eventually(
      [&] { return server.stats().requests == 1 && server.stats().open == 2; }));
  std::atomic<bool> done{false};
  server.InLoop([&] { server.server().Stop(3000, [&] { done = true; }); });
  EXPECT_TRUE(idle.AtEof());
  server.InLoop([&] {
    held.front().Send(Response::Text(200, "last"));
    held.clear();
  });
  TestResponse last = busy.ReadResponse();
  EXPECT_EQ(last.body, "last");
  EXPECT_EQ(last.Header("Connection"), "close");
  EXPECT_TRUE(busy.AtEof());
  TestClient late(server.port());
  EXPECT_FALSE(late.connected());
  EXPECT_FALSE(done);  // the clients have not closed yet
  idle.Reset();
  busy.Reset();
  EXPECT_TRUE(TestServer::Eventually([&] { return done.load(); }));
}

TEST(HttpServer, StopCutsOffAfterTheDrainTime) {
  std::vector<Responder> never;
  TestServer server([&](Request&&, Responder r) { never.push_back(std::move(r)); });
  TestClient busy(server.port());
  busy.Send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_TRUE(TestServer::Eventually([&] { return server.stats().requests == 1; }));
  std::atomic<bool> done{false};
  server.InLoop([&] { server.server().Stop(50, [&] { done = true; }); });
  EXPECT_TRUE(TestServer::Eventually([&] { return done.load(); }));
  EXPECT_TRUE(busy.AtEof());
  server.InLoop([&] { never.clear(); });
}

TEST(HttpServer, ListensAgainOnTheSameAddress) {
  TestServer server(Echo);
  SystemClock clock;
  EventLoop loop(clock);
  TestHandler handler;
  HttpServer second(loop, handler, {});
  // Another process must not take a share of our clients unnoticed; another thread of ours may.
  EXPECT_EQ(second.Listen("127.0.0.1", server.port()).error().field,
            "127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(second.Listen("127.0.0.1", server.port(), true).value().port, server.port());
  EXPECT_EQ(second.Listen("nowhere", 1).error().field, "nowhere:1");
  EXPECT_EQ(second.Listen("192.0.2.1", 0).error().code, Code::kUnavailable);
}

}  // namespace
}  // namespace koine::net
