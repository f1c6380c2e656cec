#include "gateway/http_front.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "gateway/gateway_test_util.h"

namespace koine::gateway {

struct EchoIn {
  std::int64_t id = 0;
  std::optional<std::string> text;
  std::optional<std::vector<std::int64_t>> list;
};
KOINE_DESCRIBE(EchoIn, (id, text, list))
struct Inner {
  std::string name;
};
KOINE_DESCRIBE(Inner, (name))
struct Named {
  Inner inner;
  std::vector<std::string> names;
  std::int64_t id = 0;
};
KOINE_DESCRIBE(Named, (inner, names, id))

namespace {

using Answer = std::pair<int, std::string>;

Result<EchoIn> Echo(Call&, EchoIn& in) {
  return in;
}

Result<EchoIn> EchoStored(store::Txn& txn, Call& call, EchoIn& in) {
  in.id = call.who.user.value;
  in.text = txn.writable() ? "write" : "read";
  return in;
}

// Takes from its request what it needs.
Result<EchoIn> TakeAll(store::Txn&, Call&, EchoIn& in) {
  EchoIn out = std::move(in);
  in = {};
  return out;
}

// What even numbers name is the caller's; `txn` is where it was looked for.
struct EvenDoor {
  static constexpr const char* kDoor = "even";
  static Result<EvenDoor> Open(store::Txn& txn, Call&, const EchoIn& in) {
    if (in.id % 2 != 0) return Error{Code::kNotFound};
    return EvenDoor{&txn};
  }
  store::Txn* txn;
};
int behind_the_door = 0;
Result<EchoIn> Behind(store::Txn& txn, Call&, const EvenDoor& door, EchoIn& in) {
  ++behind_the_door;
  if (door.txn != &txn) return Error{Code::kInternal};
  return in;
}

class HttpFrontTest : public testing::Test {
 protected:
  explicit HttpFrontTest(Settings settings = {}) : test_(std::move(settings)) {
    using net::Method;
    auto& rows = test_.dialect.rows;
    rows.push_back(Ep<&Echo>(Method::kPost, "/p/echo/{id}", "Echo",
                             {.auth = Auth::kNone, .mode = Mode::kPlain}));
    rows.push_back(Ep<&Echo>(Method::kGet, "/p/echo/{id}", "Echo",
                             {.auth = Auth::kNone, .mode = Mode::kPlain}));
    rows.push_back(Ep<&EchoStored>(Method::kGet, "/p/read", "Read", {.mode = Mode::kRead}));
    rows.push_back(Ep<&EchoStored>(Method::kGet, "/p/scan", "Scan", {.mode = Mode::kScan}));
    rows.push_back(Ep<&EchoStored>(Method::kPost, "/p/write", "Write", {.mode = Mode::kWrite}));
    rows.push_back(Ep<&TakeAll>(Method::kPost, "/p/take", "Take", {.mode = Mode::kWrite}));
    rows.push_back(
        Ep<&Behind>(Method::kGet, "/p/behind/{id}", "Look", {.mode = Mode::kRead, .door = "id"}));
    rows.push_back(Ep<&Behind>(Method::kPost, "/p/behind/{id}", "Change",
                               {.mode = Mode::kWrite, .door = "id"}));
    rows.push_back(
        Ep<&EchoStored>(Method::kPost, "/p/admin", "Administrate", {.auth = Auth::kAdmin}));
    test_.AddDialect(test_.dialect);
    test_.MakeUsers(2);
    wire_ = std::make_unique<Wire>(test_.Connect());
  }
  Answer Do(std::string_view method, std::string_view path, std::string_view body = {},
            std::string_view headers = {}) {
    return wire_->Do(method, path, body, headers);
  }
  bool HasHeader(const std::string& line) const {
    return wire_->last_headers.find("\r\n" + line + "\r\n") != std::string::npos;
  }

  TestGateway test_;
  std::unique_ptr<Wire> wire_;
};

constexpr char kAnn[] = "X-Token: 1\r\n";

TEST_F(HttpFrontTest, RunsARowWhereItSays) {
  const Answer read(200, R"(ok {"id":1,"text":"read","list":null})");
  EXPECT_EQ(Do("GET", "/p/read", "", kAnn), read);
  EXPECT_EQ(Do("GET", "/p/scan", "", kAnn), read);
  EXPECT_EQ(Do("POST", "/p/write", "", kAnn),
            Answer(200, R"(ok {"id":1,"text":"write","list":null})"));
}

TEST_F(HttpFrontTest, TakesArgumentsFromEverywhere) {
  EXPECT_EQ(Do("GET", "/p/echo/7?text=a%20b&list=1,2"),
            Answer(200, R"(ok {"id":7,"text":"a b","list":[1,2]})"));
  EXPECT_EQ(Do("POST", "/p/echo/7", R"({"id":9,"text":"body"})"),
            Answer(200, R"(ok {"id":7,"text":"body","list":null})"));  // the path counts
  constexpr char kForm[] = "Content-Type: application/x-www-form-urlencoded\r\n";
  EXPECT_EQ(Do("POST", "/p/echo/7", "text=a+form", kForm),
            Answer(200, R"(ok {"id":7,"text":"a form","list":null})"));
  // Clients that name no type send JSON as a form.
  EXPECT_EQ(Do("POST", "/p/echo/7", R"( {"text":"a body"})", kForm),
            Answer(200, R"(ok {"id":7,"text":"a body","list":null})"));
}

TEST_F(HttpFrontTest, BadBodiesNameWhatIsWrong) {
  for (const char* body : {"[]", "\"x\"", "7", "{", "{} x", "{\"text\":\"\xff\"}"}) {
    const Answer answer = Do("POST", "/p/echo/7", body);
    EXPECT_EQ(answer.first, 400) << body;
    EXPECT_EQ(answer.second.rfind("no BadArgument", 0), 0U) << body << ": " << answer.second;
  }
  EXPECT_EQ(Do("POST", "/p/echo/7", "null").first, 200);  // as no body at all
  EXPECT_EQ(Do("POST", "/p/echo/x"), Answer(400, "no BadArgument id"));
  EXPECT_EQ(Do("POST", "/p/echo/7", R"({"list":["a"]})").second, "no BadArgument list[0]");
  EXPECT_EQ(Do("GET", "/p/echo/7?text=%ff"), Answer(400, "no BadArgument text"));
  EXPECT_EQ(Do("GET", "/p/echo/7?text=%zz"), Answer(400, "no BadArgument text"));
  EXPECT_EQ(Do("GET", "/p/echo/7?text=a%00b").first, 400);
}

// A command may run again after one beside it failed: its request is as it came.
TEST_F(HttpFrontTest, AWriteThatRunsAgainFindsItsRequest) {
  test_.store().twice = true;
  EXPECT_EQ(Do("POST", "/p/take", R"({"id":7,"text":"a","list":[1,2]})", kAnn),
            Answer(200, R"(ok {"id":7,"text":"a","list":[1,2]})"));
}

TEST_F(HttpFrontTest, FormDataIsRefusedWhereNoFileIsTaken) {
  EXPECT_EQ(Do("POST", "/p/echo/7", "--b\r\n\r\n--b--",
               "Content-Type: Multipart/Form-Data; boundary=b\r\n"),
            Answer(400, "no BadArgument Content-Type"));
}

TEST_F(HttpFrontTest, UnknownPathsAndMethods) {
  EXPECT_EQ(Do("GET", "/p/nothing"), Answer(404, "no NotFound "));
  EXPECT_EQ(Do("GET", "/favicon.ico"), Answer(404, "no such path\n"));
  EXPECT_EQ(Do("GET", "/"), Answer(404, "no such path\n"));
  EXPECT_EQ(Do("DELETE", "/p/echo/7"), Answer(405, "no MethodNotAllowed "));
  EXPECT_EQ(Do("GET", "/p/write"), Answer(405, "no MethodNotAllowed "));
}

TEST_F(HttpFrontTest, HeadIsServedByGet) {
  EXPECT_EQ(Do("HEAD", "/p/echo/7"), Answer(200, ""));
  EXPECT_EQ(Do("HEAD", "/p/write").first, 405);
}

TEST_F(HttpFrontTest, PreflightsNeedNoLogin) {
  const Answer answer = Do("OPTIONS", "/p/read", "",
                           "Origin: https://x.test\r\n"
                           "Access-Control-Request-Headers: x-one, x-two\r\n");
  EXPECT_EQ(answer.first, 204);
  EXPECT_TRUE(HasHeader("Access-Control-Allow-Origin: https://x.test")) << wire_->last_headers;
  EXPECT_TRUE(HasHeader("Access-Control-Allow-Headers: x-one, x-two"));
  EXPECT_TRUE(HasHeader("Access-Control-Allow-Methods: GET, POST, PUT, DELETE, OPTIONS, HEAD"));
  EXPECT_TRUE(HasHeader("Access-Control-Max-Age: 3600"));
  // Answers and refusals may be read by that origin too.
  Do("GET", "/p/read", "", "Origin: https://x.test\r\n");
  EXPECT_TRUE(HasHeader("Access-Control-Allow-Origin: https://x.test"));
  Do("GET", "/p/read", "", std::string(kAnn) + "Origin: https://x.test\r\n");
  EXPECT_EQ(wire_->last_headers.find("Allow-Credentials"), std::string::npos);
}

class StrictFrontTest : public HttpFrontTest {
 protected:
  static Settings Strict() {
    Settings settings;
    settings.cors_origins = "https://a.test, https://b.test";
    settings.socket_origins = "https://a.test";
    settings.rates.requests_per_s = 5;
    settings.rates.expensive_per_s = 1;
    return settings;
  }
  StrictFrontTest() : HttpFrontTest(Strict()) {}
};

TEST_F(StrictFrontTest, OtherOriginsAreNotAllowed) {
  Do("OPTIONS", "/p/read", "", "Origin: https://b.test\r\n");
  EXPECT_TRUE(HasHeader("Access-Control-Allow-Origin: https://b.test"));
  EXPECT_TRUE(HasHeader("Access-Control-Allow-Credentials: true"));
  Do("OPTIONS", "/p/read", "", "Origin: https://evil.test\r\n");
  EXPECT_EQ(wire_->last_headers.find("Allow-Origin"), std::string::npos);
  Wire other = test_.Connect();
  EXPECT_EQ(other.Upgrade("/p/ws?token=1&wire=0", "Origin: https://b.test\r\n"), 403);
  Wire own = test_.Connect();
  EXPECT_EQ(own.Upgrade("/p/ws?token=1&wire=0", "Origin: https://a.test\r\n"), 101);
}

TEST_F(StrictFrontTest, RequestsAreLimitedByUserAndByAddress) {
  int taken = 0;
  while (taken < 100 && Do("GET", "/p/read", "", kAnn).first == 200) ++taken;
  EXPECT_EQ(taken, 10);
  EXPECT_EQ(Do("GET", "/p/read", "", kAnn), Answer(429, "no RateLimited "));
  EXPECT_EQ(Do("GET", "/p/read", "", "X-Token: 2\r\n").first, 200);
  taken = 0;
  while (taken < 100 && Do("GET", "/p/echo/7").first == 200) ++taken;
  EXPECT_EQ(taken, 10);
  test_.clock.Advance(1000);
  test_.Turns(1);
  EXPECT_EQ(Do("GET", "/p/read", "", kAnn).first, 200);
}

TEST_F(HttpFrontTest, AFunctionRunsOnlyBehindItsDoorAndInItsTransaction) {
  behind_the_door = 0;
  for (const char* method : {"GET", "POST"}) {
    EXPECT_EQ(Do(method, "/p/behind/3", "", kAnn).second, "no NotFound ");
    EXPECT_EQ(behind_the_door, 0);
  }
  EXPECT_EQ(Do("GET", "/p/behind/4", "", kAnn).first, 200);
  EXPECT_EQ(Do("POST", "/p/behind/4", "{}", kAnn).first, 200);
  EXPECT_EQ(behind_the_door, 2);
}

TEST_F(HttpFrontTest, LoginsAndRolesAreDemanded) {
  EXPECT_EQ(Do("GET", "/p/read"), Answer(401, "no Unauthenticated "));
  EXPECT_EQ(Do("GET", "/p/read", "", "X-Token: none\r\n"), Answer(401, "no Unauthenticated "));
  EXPECT_EQ(Do("GET", "/p/read", "", "X-Token: 99\r\n").second, "no SessionRevoked ");
  EXPECT_EQ(Do("POST", "/p/admin", "", kAnn).second, "no Forbidden ");
}

TEST_F(HttpFrontTest, BrokenRequestsGetTheEnvelopeOfTheirPath) {
  const Answer answer = Do("GET", "/p/" + std::string(9000, 'a'));
  EXPECT_EQ(answer.first, 414);
  EXPECT_EQ(answer.second.rfind("no TooLarge", 0), 0U) << answer.second;
}

TEST_F(HttpFrontTest, APlainRequestToTheSocketIsNoSocket) {
  EXPECT_EQ(Do("GET", "/p/ws").first, 426);
  EXPECT_EQ(Do("GET", "/p/ws", "",
               "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
                .first,
            426);
}

template <class K>
struct NamedDoor {
  static constexpr const char* kDoor = "named";
  using Key = K;
  static Result<NamedDoor> Open(store::Txn&, Call&, const Key& key) {
    if (key == Key()) return Error{Code::kNotFound};
    return NamedDoor{key};
  }
  Key key;
};
struct WholeDoor {
  static constexpr const char* kDoor = "whole";
  static Result<WholeDoor> Open(store::Txn&, Call&, const Named& in) {
    if (in.id == 0) return Error{Code::kNotFound};
    return WholeDoor{};
  }
};
using OneDoor = NamedDoor<std::string>;
using ListDoor = NamedDoor<std::vector<std::string>>;

Result<Nothing> ByName(store::Txn&, Call&, const OneDoor&, Named&) {
  return Nothing{};
}
Result<Nothing> ByNames(store::Txn&, Call&, const ListDoor&, Named&) {
  return Nothing{};
}
Result<Nothing> ByAll(store::Txn&, Call&, const WholeDoor&, Named&) {
  return Nothing{};
}

TEST(GatewayRows, ADoorFitsTheTypeOfItsField) {
  std::string why;
  const auto fits = [&why](Endpoint row) { return Register(&row, &why); };
  const auto get = net::Method::kGet;
  EXPECT_TRUE(fits(Ep<&ByName>(get, "/x", "X", {.door = "inner.name"}))) << why;
  EXPECT_TRUE(fits(Ep<&ByNames>(get, "/x", "X", {.door = "names"}))) << why;
  EXPECT_TRUE(fits(Ep<&ByAll>(get, "/x", "X", {.door = "id inner.name"}))) << why;
  EXPECT_FALSE(fits(Ep<&ByName>(get, "/x", "X", {.door = "names"})));
  EXPECT_FALSE(fits(Ep<&ByName>(get, "/x", "X", {.door = "inner"})));
  EXPECT_FALSE(fits(Ep<&ByName>(get, "/x", "X", {.door = "inner.other"})));
  EXPECT_FALSE(fits(Ep<&ByAll>(get, "/x", "X", {.door = "id other"})));
  EXPECT_FALSE(fits(Ep<&ByAll>(get, "/x", "X", {})));
}

TEST(GatewayRows, ARowThatContradictsItselfIsRefused) {
  Endpoint row = Ep<&Echo>(net::Method::kGet, "/x", "X", {.door = "id"});
  std::string why;
  EXPECT_FALSE(Register(&row, &why));
  EXPECT_NE(why.find("/x"), std::string::npos);
  row = Ep<&EchoStored>(net::Method::kPost, "/y", "Y", {.mode = Mode::kWrite, .needs_rows = true});
  EXPECT_FALSE(Register(&row, &why));
  EXPECT_NE(why.find("say what they need"), std::string::npos) << why;
}

}  // namespace
}  // namespace koine::gateway
