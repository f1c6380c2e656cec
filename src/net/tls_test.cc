#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "net/server_test_util.h"
#include "net/static_files.h"
#include "net/test_client_test_util.h"
#include "net/ws_connection.h"

namespace koine::net {
namespace {

// A directory with a fresh self-signed certificate.
class Tls : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/koine_tls_XXXXXX";
    ASSERT_NE(::mkdtemp(name), nullptr);
    top_ = name;
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_sign(certificate, key, EVP_sha256());
    std::FILE* file = std::fopen(Path("cert.pem").c_str(), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
    file = std::fopen(Path("key.pem").c_str(), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  void TearDown() override { std::filesystem::remove_all(top_); }
  std::string Path(const char* name) const { return (top_ / name).string(); }
  HttpServerOptions Options() const {
    HttpServerOptions options;
    options.tls = TlsContext::Load(Path("cert.pem"), Path("key.pem")).value();
    return options;
  }
  std::filesystem::path top_;
};

TEST_F(Tls, ServesRequestsAndLargeBodies) {
  std::string big(3 << 20, 'x');
  std::ofstream(top_ / "big.txt") << big;
  StaticFiles files = StaticFiles::Directory(top_, "");
  TestServer server(
      [&](Request&& request, Responder responder) {
        EXPECT_TRUE(request.tls);
        Response response = Response::Text(200, request.body);
        if (request.method == Method::kGet) files.Serve(request, request.path(), &response);
        responder.Send(std::move(response));
      },
      Options());
  TestClient client(server.port(), true);
  ASSERT_TRUE(client.connected());
  std::string body(900'000, 'b');
  EXPECT_EQ(client.Do("POST", "/", body).body, body);
  EXPECT_EQ(client.Do("GET", "/big.txt").body, big);
  EXPECT_EQ(client.Do("POST", "/", "bye", "Connection: close\r\n").body, "bye");
  EXPECT_TRUE(client.AtEof());
}

TEST_F(Tls, CarriesWebSockets) {
  struct Echo final : WsHandler {
    WsConnection* connection = nullptr;
    void OnOpen(WsConnection& c) override { connection = &c; }
    void OnMessage(std::string_view data, bool) override { connection->SendText(data); }
  };
  WsSettings settings;
  settings.limits = {1 << 20, 1 << 20};
  TestServer server(
      [&](Request&& request, Responder responder) {
        AcceptWebSocket(request, responder, settings, std::make_shared<Echo>());
      },
      Options());
  TestClient client(server.port(), true);
  EXPECT_EQ(client.Upgrade("/").status, 101);
  for (std::size_t size : {1u, 1000u, 16'384u, 16'385u, 200'000u, 1u << 20}) {
    client.SendText(std::string(size, 's'));
    EXPECT_EQ(client.ReadFrame().payload.size(), size);
  }
}

TEST_F(Tls, PlainTextAndSilenceDoNotHarm) {
  TestServer server(
      [&](Request&&, Responder responder) { responder.Send(Response::Text(200, "ok")); },
      Options());
  TestClient plain(server.port());
  plain.Send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  plain.Read(100);
  EXPECT_TRUE(plain.AtEof());
  TestClient silent(server.port());
  TestClient client(server.port(), true);
  EXPECT_EQ(client.Do("GET", "/").body, "ok");
}

TEST_F(Tls, NamesTheFileAtFault) {
  const Error none = TlsContext::Load(Path("none.pem"), Path("key.pem")).error();
  EXPECT_EQ(none.field, "certificate");
  EXPECT_NE(none.text.find(Path("none.pem")), std::string::npos) << none.text;
  const Error key = TlsContext::Load(Path("cert.pem"), Path("cert.pem")).error();
  EXPECT_EQ(key.field, "key");
  EXPECT_NE(key.text.find(Path("cert.pem")), std::string::npos) << key.text;
  // What does not load leaves what was there.
  auto context = TlsContext::Load(Path("cert.pem"), Path("key.pem")).value();
  EXPECT_FALSE(context->Reload(Path("cert.pem"), Path("none.pem")).ok());
  EXPECT_TRUE(context->Reload(Path("cert.pem"), Path("key.pem")).ok());
  // It was made for an hour.
  EXPECT_NEAR(static_cast<double>(context->GoodUntilMs() / 1000),
              static_cast<double>(std::time(nullptr) + 3600), 120);
}

}  // namespace
}  // namespace koine::net
