#include "server/pages.h"

#include <gtest/gtest.h>

#include <string>

#include "base/json.h"
#include "gateway/gateway_test_util.h"
#include "net/gzip.h"
#include "server/embedded.h"

namespace koine::server {
namespace {

class PagesTest : public testing::Test {
 protected:
  PagesTest() {
    test_.AddDialect(test_.dialect);
    test_.gateway->SetPage(MakePages(*test_.gateway));
    wire_ = std::make_unique<gateway::Wire>(test_.Connect());
  }
  std::pair<int, std::string> Get(std::string_view path) { return wire_->Do("GET", path); }
  bool HasHeader(const std::string& line) const {
    return wire_->last_headers.find("\r\n" + line) != std::string::npos;
  }

  gateway::TestGateway test_;
  std::unique_ptr<gateway::Wire> wire_;
};

TEST_F(PagesTest, EveryEmbeddedFileIsServedAtItsPath) {
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    const auto [status, body] = Get(file.path);
    EXPECT_EQ(status, 200) << file.path;
    EXPECT_EQ(body, file.bytes) << file.path;
    EXPECT_TRUE(HasHeader("Content-Type: " + std::string(file.content_type))) << file.path;
    EXPECT_TRUE(HasHeader("X-Content-Type-Options: nosniff")) << file.path;
  }
}

TEST_F(PagesTest, TheDefaultAvatarsArePictures) {
  for (const char* path : {"/avatar/default.png", "/avatar/group_default.png"}) {
    const auto [status, body] = Get(path);
    EXPECT_EQ(status, 200) << path;
    EXPECT_EQ(body.substr(1, 3), "PNG") << path;
    EXPECT_TRUE(HasHeader("Content-Type: image/png")) << path;
  }
}

TEST_F(PagesTest, PagesRunNothingButTheirOwnFiles) {
  for (const char* path : {"/", "/doc.html"}) {
    const auto [status, body] = Get(path);
    EXPECT_EQ(status, 200) << path;
    EXPECT_TRUE(HasHeader("Content-Security-Policy: default-src 'self'")) << path;
  }
  const std::string page = Get("/doc.html").second;
  EXPECT_EQ(page.find("<script>"), std::string::npos);
  EXPECT_EQ(page.find("style="), std::string::npos);
  EXPECT_EQ(page.find(" on"), std::string::npos) << "an inline handler would not run";
}

TEST_F(PagesTest, OnlyThePageOfTheApiCallsOtherAddresses) {
  for (const auto& [path, policy] :
       {std::pair("/", "connect-src 'self'; "), std::pair("/doc.html", "connect-src *; ")}) {
    EXPECT_EQ(Get(path).first, 200);
    EXPECT_NE(wire_->last_headers.find(policy), std::string::npos) << wire_->last_headers;
  }
}

TEST_F(PagesTest, OnlySitesOfTheSettingsAreShownWithinPages) {
  EXPECT_EQ(Get("/").first, 200);
  EXPECT_EQ(wire_->last_headers.find("frame-src"), std::string::npos);
  test_.gateway->SetPage(MakePages(*test_.gateway, {"wiki.example.org", "a.example.org:8443"}));
  EXPECT_EQ(Get("/").first, 200);
  EXPECT_NE(wire_->last_headers.find(
                "; frame-src 'self' https://wiki.example.org https://a.example.org:8443\r\n"),
            std::string::npos)
      << wire_->last_headers;
}

TEST_F(PagesTest, TheDocumentIsJson) {
  const auto [status, body] = Get("/openapi.json");
  EXPECT_EQ(status, 200);
  EXPECT_TRUE(json::Check(body).ok());
}

TEST_F(PagesTest, TheDocumentOfSocketsIsJson) {
  const auto [status, body] = Get("/asyncapi.json");
  EXPECT_EQ(status, 200);
  EXPECT_TRUE(json::Check(body).ok());
}

TEST_F(PagesTest, TheDocumentIsMadeOnceAndComesInShort) {
  const auto [status, body] = Get("/openapi.json");
  EXPECT_EQ(status, 200);
  const std::string headers = wire_->last_headers;
  const std::size_t at = headers.find("ETag: ");
  ASSERT_NE(at, std::string::npos) << headers;
  const std::string tag = headers.substr(at + 6, headers.find('\r', at) - at - 6);
  EXPECT_EQ(wire_->Do("GET", "/openapi.json", "", "If-None-Match: " + tag + "\r\n").first, 304);
  const auto zipped = wire_->Do("GET", "/openapi.json", "", "Accept-Encoding: gzip\r\n");
  EXPECT_TRUE(HasHeader("Content-Encoding: gzip"));
  std::string back;
  ASSERT_TRUE(net::Gunzip(zipped.second, body.size(), &back));
  EXPECT_EQ(back, body);
}

TEST_F(PagesTest, HealthAnswersAndMetricsDoNot) {
  EXPECT_EQ(Get("/healthz"), (std::pair<int, std::string>(200, "ok\n")));
  EXPECT_EQ(Get("/metrics").first, 404);
}

TEST_F(PagesTest, MetricsAnswerWhereTheyAreServed) {
  test_.gateway->SetPage(MakeMetricsPage(*test_.gateway, "/tmp", ""));
  EXPECT_EQ(Get("/doc.html").first, 404);
  const auto [status, body] = Get("/metrics");
  EXPECT_EQ(status, 200);
  EXPECT_NE(body.find("koine_store_writable 1\n"), std::string::npos) << body;
  for (const char* name : {"koine_build_info{version=", "koine_process_resident_bytes ",
                           "koine_process_open_files ", "koine_data_free_bytes "}) {
    EXPECT_NE(body.find(name), std::string::npos) << name;
  }
}

TEST_F(PagesTest, OtherPathsDoNotExist) {
  for (const char* path : {"/nothing", "/favicon.ico", "/avatar/", "/avatar/none.png",
                           "/../secrets.toml", "/%2e%2e/secrets.toml"}) {
    EXPECT_EQ(Get(path).first, 404) << path;
  }
  EXPECT_EQ(wire_->Do("POST", "/doc.html").first, 404);
  EXPECT_EQ(wire_->Do("HEAD", "/doc.html"), (std::pair<int, std::string>(200, "")));
}

}  // namespace
}  // namespace koine::server
