#include "net/static_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "net/server_test_util.h"
#include "net/test_client_test_util.h"

namespace koine::net {
namespace {

Request Get(std::string_view target) {
  Request request;
  request.SetTarget(target);
  return request;
}

const std::vector<EmbeddedFile> kFiles = {
    {"index.html", "text/html; charset=utf-8", "<html>", "", "\"i1\""},
    {"assets/app.js", "text/javascript", "0123456789", "gz", "\"a1\""},
};

TEST(StaticFiles, ServesEmbeddedFiles) {
  StaticFiles files = StaticFiles::Embedded(kFiles, "index.html");
  Response response;
  for (const char* path : {"", "/", "/index.html", "//index.html", "/chat/42"}) {
    ASSERT_TRUE(files.Serve(Get("/"), path, &response)) << path;
    EXPECT_EQ(response.static_body, "<html>") << path;
  }
  EXPECT_NE(response.headers.find("X-Content-Type-Options: nosniff\r\n"), std::string::npos);
  ASSERT_TRUE(files.Serve(Get("/"), "/assets/app%2Ejs", &response));
  EXPECT_EQ(response.static_body, "0123456789");
  EXPECT_FALSE(files.Serve(Get("/"), "/assets/none.js", &response));
  EXPECT_FALSE(StaticFiles::Embedded(kFiles, "").Serve(Get("/"), "/chat/42", &response));
}

TEST(StaticFiles, SendsGzipToThoseWhoTakeIt) {
  StaticFiles files = StaticFiles::Embedded(kFiles, "");
  struct {
    const char* accept;
    const char* body;
  } cases[] = {
      {"gzip, br", "gz"}, {"br", "0123456789"}, {"gzip;q=0", "0123456789"}, {"gzip;q=0.5", "gz"}};
  for (const auto& c : cases) {
    Request request = Get("/");
    request.AddHeader("Accept-Encoding", c.accept);
    Response response;
    ASSERT_TRUE(files.Serve(request, "/assets/app.js", &response));
    EXPECT_EQ(response.static_body, c.body) << c.accept;
    EXPECT_NE(response.headers.find("Vary: Accept-Encoding"), std::string::npos);
  }
}

TEST(StaticFiles, KnowsWhatTheClientHas) {
  StaticFiles files = StaticFiles::Embedded(kFiles, "");
  for (const char* tag : {"\"i1\"", "W/\"i1\"", "\"x\", \"i1\"", "*"}) {
    Request request = Get("/");
    request.AddHeader("If-None-Match", tag);
    Response response;
    ASSERT_TRUE(files.Serve(request, "/", &response));
    EXPECT_EQ(response.status, 304) << tag;
    EXPECT_TRUE(response.static_body.empty());
  }
  Request other = Get("/");
  other.AddHeader("If-None-Match", "\"i2\"");
  Response response;
  ASSERT_TRUE(files.Serve(other, "/", &response));
  EXPECT_EQ(response.status, 200);
}

TEST(StaticFiles, ServesRanges) {
  StaticFiles files = StaticFiles::Embedded(kFiles, "");
  struct {
    const char* range;
    int status;
    const char* body;
    const char* content_range;
  } cases[] = {
      {"bytes=0-3", 206, "0123", "bytes 0-3/10"},
      {"bytes=4-", 206, "456789", "bytes 4-9/10"},
      {"bytes=-2", 206, "89", "bytes 8-9/10"},
      {"bytes=-20", 206, "0123456789", "bytes 0-9/10"},
      {"bytes=9-100", 206, "9", "bytes 9-9/10"},
      {"bytes=10-", 416, "", "bytes */10"},
      {"bytes=-0", 416, "", "bytes */10"},
      {"bytes=5-4", 200, "0123456789", ""},
      {"bytes=0-1,3-4", 200, "0123456789", ""},
      {"bytes=x-", 200, "0123456789", ""},
      {"lines=0-1", 200, "0123456789", ""},
      {"bytes=99999999999999999999-", 200, "0123456789", ""},
  };
  for (const auto& c : cases) {
    Request request = Get("/");
    request.AddHeader("Range", c.range);
    request.AddHeader("Accept-Encoding", "gzip");
    Response response;
    ASSERT_TRUE(files.Serve(request, "/assets/app.js", &response));
    EXPECT_EQ(response.status, c.status) << c.range;
    EXPECT_EQ(response.static_body, c.body) << c.range;
    std::string line = std::string("Content-Range: ") + c.content_range + "\r\n";
    EXPECT_EQ(response.headers.find(line) != std::string::npos, *c.content_range != 0) << c.range;
  }
  Request stale = Get("/");
  stale.AddHeader("Range", "bytes=0-1");
  stale.AddHeader("If-Range", "\"old\"");
  Response response;
  ASSERT_TRUE(files.Serve(stale, "/assets/app.js", &response));
  EXPECT_EQ(response.status, 200);
}

class StaticDirectory : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/koine_static_XXXXXX";
    ASSERT_NE(::mkdtemp(name), nullptr);
    top_ = name;
    std::filesystem::create_directories(top_ / "root/sub/.hid");
    Write("secret.txt", "secret");
    Write("root/index.html", "index");
    Write("root/sub/a.txt", "hello");
    Write("root/.hidden", "hidden");
    Write("root/sub/.hid/x.txt", "hidden");
    std::filesystem::create_symlink(top_ / "secret.txt", top_ / "root/link.txt");
    std::filesystem::create_directory_symlink(top_, top_ / "root/up");
    ::mkfifo((top_ / "root/fifo.txt").c_str(), 0600);
  }
  void TearDown() override { std::filesystem::remove_all(top_); }
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(top_ / name) << text;
  }
  std::filesystem::path top_;
};

TEST_F(StaticDirectory, ServesOnlyFilesBelowItsRoot) {
  StaticFiles files = StaticFiles::Directory(top_ / "root", "");
  Response response;
  EXPECT_TRUE(files.Serve(Get("/"), "/sub/a.txt", &response));
  EXPECT_EQ(response.file.size, 5);
  EXPECT_TRUE(files.Serve(Get("/"), "/", &response));
  for (const char* path :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/sub/../../secret.txt", "/..%2fsecret.txt",
        "/link.txt", "/up/secret.txt", "/.hidden", "/sub/.hid/x.txt", "/sub", "/fifo.txt",
        "/sub/a.txt%00.html", "/..\\secret.txt", "/%zz", "/none"}) {
    EXPECT_FALSE(files.Serve(Get("/"), path, &response)) << path;
  }
}

TEST_F(StaticDirectory, SendsFilesOverTheWire) {
  std::string big;
  for (int i = 0; i < 300'000; ++i) big += std::to_string(i) + "\n";
  Write("root/big.txt", big);
  StaticFiles files = StaticFiles::Directory(top_ / "root", "");
  TestServer server([&](Request&& request, Responder responder) {
    Response response;
    if (!files.Serve(request, request.path(), &response)) response.status = 404;
    responder.Send(std::move(response));
  });
  TestClient client(server.port());
  TestResponse whole = client.Do("GET", "/big.txt");
  EXPECT_EQ(whole.body, big);
  EXPECT_EQ(client.Do("HEAD", "/big.txt").Header("Content-Length"), std::to_string(big.size()));
  TestResponse part = client.Do("GET", "/big.txt", "", "Range: bytes=1000000-1000099\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, big.substr(1'000'000, 100));
  EXPECT_EQ(
      client.Do("GET", "/big.txt", "", "If-None-Match: " + whole.Header("ETag") + "\r\n").status,
      304);
  EXPECT_EQ(client.Do("GET", "/none.txt").status, 404);
  // Answers behind a file wait for its end.
  client.Send("GET /big.txt HTTP/1.1\r\nHost: t\r\n\r\nGET /sub/a.txt HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.ReadResponse().body, big);
  EXPECT_EQ(client.ReadResponse().body, "hello");
}

}  // namespace
}  // namespace koine::net
