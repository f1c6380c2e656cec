#include "server/settings.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace koine::server {
namespace {

TEST(HostPort, ReadsBothFamilies) {
  const struct {
    const char* text;
    const char* host;
    int port;
  } cases[] = {{"127.0.0.1:8080", "127.0.0.1", 8080},
               {"0.0.0.0:0", "0.0.0.0", 0},
               {"[::1]:65535", "::1", 65535},
               {"[::]:1", "::", 1}};
  for (const auto& one : cases) {
    auto at = ParseHostPort("listen.main", one.text);
    ASSERT_TRUE(at.ok()) << one.text;
    EXPECT_EQ(at->host, one.host);
    EXPECT_EQ(at->port, one.port);
  }
}

TEST(HostPort, AnErrorNamesSettingAndValue) {
  for (const char* text :
       {"", ":", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
        "127.0.0.1:http", "127.0.0.1: 80", "127.0.0.1:+80", "[]:80", "[::1:80", "::1:80"}) {
    auto at = ParseHostPort("listen.main", text);
    ASSERT_FALSE(at.ok()) << text;
    EXPECT_EQ(at.error().field, "listen.main");
    EXPECT_NE(at.error().text.find("listen.main = " + std::string(text)), std::string::npos);
  }
}

TEST(Settings, TheDefaultsAreValid) {
  auto config = config::Config::Load(AllSettings(), {});
  ASSERT_TRUE(config.ok()) << config.error().text;
  for (const config::Setting& setting : AllSettings()) {
    const std::string name = setting.name;
    if (name.rfind("listen.", 0) != 0 || config->Text(name).empty()) continue;
    EXPECT_TRUE(ParseHostPort(name, config->Text(name)).ok()) << name;
  }
}

// SECURITY.md lists them.
TEST(Settings, WhatWeakensAccessIsOff) {
  auto config = config::Config::Load(AllSettings(), {});
  ASSERT_TRUE(config.ok());
  for (const char* name :
       {"wallet.auto_confirm_recharge", "redpacket.allow_anonymous", "redpacket.trust_loopback",
        "openim.plain_object_urls", "demo", "test.clock", "test.passwords"}) {
    EXPECT_FALSE(config->Bool(name)) << name;
  }
  EXPECT_EQ(config->Text("listen.main").rfind("127.0.0.1:", 0), 0U);
  EXPECT_EQ(config->Text("admin.password"), "");
}

TEST(Settings, EachHasHelpAndOneName) {
  std::set<std::string> names;
  for (const config::Setting& setting : AllSettings()) {
    EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
    EXPECT_GT(std::string(setting.help).size(), 5U) << setting.name;
  }
}

TEST(Settings, SecretsAreMasked) {
  config::Inputs inputs;
  inputs.args = {"--admin.password", "hunter22", "--store.url", "postgresql://a:hunter22@b/c"};
  auto config = config::Config::Load(AllSettings(), inputs);
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->Print().find("hunter22"), std::string::npos);
}

}  // namespace
}  // namespace koine::server
