#include "net/proxies.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "net/http_message.h"

namespace koine::net {
namespace {

std::string ClientOf(const std::vector<std::string>& proxies, const std::string& peer,
                     std::initializer_list<std::pair<const char*, const char*>> headers) {
  auto trusted = TrustedProxies::Parse(proxies);
  EXPECT_TRUE(trusted.ok());
  Request request;
  request.SetTarget("/");
  EXPECT_TRUE(ParseAddress(peer, &request.remote));
  for (const auto& [name, value] : headers) request.AddHeader(name, value);
  return trusted->ClientOf(request).Ip();
}

TEST(TrustedProxies, SayWhetherItCameByTls) {
  auto trusted = TrustedProxies::Parse({"10.0.0.0/8"});
  ASSERT_TRUE(trusted.ok());
  for (const bool proxy : {true, false}) {
    Request request;
    request.SetTarget("/");
    EXPECT_TRUE(ParseAddress(proxy ? "10.0.0.1" : "192.0.2.9", &request.remote));
    request.AddHeader("X-Forwarded-Proto", "https");
    request.AddHeader("X-Forwarded-For", "192.0.2.1");
    trusted->Apply(&request);
    EXPECT_EQ(request.tls, proxy);
    EXPECT_EQ(request.remote.Ip(), proxy ? "192.0.2.1" : "192.0.2.9");
  }
}

TEST(TrustedProxies, WithoutOneNoHeaderCounts) {
  EXPECT_EQ(ClientOf({}, "127.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}), "127.0.0.1");
  EXPECT_EQ(ClientOf({"10.0.0.0/8"}, "192.0.2.9", {{"X-Forwarded-For", "192.0.2.1"}}), "192.0.2.9");
}

TEST(TrustedProxies, TheRightMostThatIsNoProxyCounts) {
  const std::vector<std::string> proxies = {"127.0.0.1", "10.0.0.0/8"};
  EXPECT_EQ(ClientOf(proxies, "127.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}), "192.0.2.1");
  // What a client writes itself stands to the left of what the proxy adds.
  EXPECT_EQ(ClientOf(proxies, "127.0.0.1", {{"X-Forwarded-For", "9.9.9.9, 192.0.2.1, 10.1.2.3"}}),
            "192.0.2.1");
  EXPECT_EQ(ClientOf(proxies, "127.0.0.1",
                     {{"X-Forwarded-For", "9.9.9.9"}, {"x-forwarded-for", "192.0.2.1"}}),
            "192.0.2.1");
  EXPECT_EQ(ClientOf(proxies, "127.0.0.1", {{"X-Forwarded-For", "10.0.0.1,10.0.0.2"}}), "10.0.0.1");
  EXPECT_EQ(ClientOf(proxies, "127.0.0.1", {}), "127.0.0.1");
}

TEST(TrustedProxies, WhatIsNoAddressEndsTheWay) {
  EXPECT_EQ(ClientOf({"10.0.0.1"}, "10.0.0.1", {{"X-Forwarded-For", "9.9.9.9, unknown"}}),
            "10.0.0.1");
  EXPECT_EQ(ClientOf({"10.0.0.1"}, "10.0.0.1", {{"X-Forwarded-For", "9.9.9.9, "}}), "10.0.0.1");
}

TEST(TrustedProxies, ReadForwardedWhereThatIsAllThereIs) {
  const std::vector<std::string> proxies = {"::1", "2001:db8::/32"};
  EXPECT_EQ(ClientOf(proxies, "::1", {{"Forwarded", R"(for="[2001:db9::7]:80";proto=https)"}}),
            "2001:db9::7");
  EXPECT_EQ(ClientOf(proxies, "::1", {{"Forwarded", "for=192.0.2.4:99, For=\"[2001:db8::1]\""}}),
            "192.0.2.4");
  EXPECT_EQ(
      ClientOf(proxies, "::1", {{"Forwarded", "for=9.9.9.9"}, {"X-Forwarded-For", "192.0.2.5"}}),
      "192.0.2.5");
}

TEST(TrustedProxies, NetworksEndAtAnyBit) {
  auto trusted = TrustedProxies::Parse({"192.168.4.0/22", "2001:db8:4::/46", "0.0.0.0/0"});
  ASSERT_TRUE(trusted.ok());
  Address address;
  ASSERT_TRUE(ParseAddress("2001:db8:7::1", &address));
  EXPECT_TRUE(trusted->Covers(address));
  ASSERT_TRUE(ParseAddress("2001:db8:8::1", &address));
  EXPECT_FALSE(trusted->Covers(address));
  ASSERT_TRUE(ParseAddress("8.8.8.8", &address));
  EXPECT_TRUE(trusted->Covers(address));
}

TEST(TrustedProxies, RefuseWhatIsNoNetwork) {
  for (const char* text : {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "", "::1/129"}) {
    EXPECT_FALSE(TrustedProxies::Parse({text}).ok()) << text;
  }
}

}  // namespace
}  // namespace koine::net
