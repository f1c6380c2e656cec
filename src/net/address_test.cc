#include "net/address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <string>

namespace koine::net {
namespace {

Address Of(const std::string& text) {
  sockaddr_storage storage{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (::inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else {
    EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr), 1) << text;
    storage.ss_family = AF_INET6;
  }
  return Address::From(storage);
}

TEST(Addresses, OfThePublicInternet) {
  for (const char* text :
       {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1",
        "192.0.1.1", "192.167.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
        "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2001:4860::8888"}) {
    EXPECT_TRUE(Of(text).is_public()) << text;
  }
}

TEST(Addresses, ThatAreNotPublic) {
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.1",
                           "127.0.0.1",
                           "127.9.9.9",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "192.168.0.1",
                           "198.18.0.1",
                           "198.19.1.1",
                           "198.51.100.1",
                           "203.0.113.1",
                           "224.0.0.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "fe80::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::127.0.0.1",
                           "64:ff9b::a00:1",
                           "64:ff9b:1::808",
                           "2002:7f00:1::",
                           "2002:a00:1::1",
                           "2001::1",
                           "2001:db8::1",
                           "3fff::1",
                           "100::1"}) {
    EXPECT_FALSE(Of(text).is_public()) << text;
  }
}

TEST(Addresses, AreCountedByNetworksOfIPv6) {
  EXPECT_EQ(Of("192.0.2.7").Network(), "192.0.2.7");
  EXPECT_EQ(Of("2001:db8:0:1::5").Network(), "2001:db8:0:1::/64");
  EXPECT_EQ(Of("2001:db8:0:1:ffff::9").Network(), "2001:db8:0:1::/64");
  EXPECT_NE(Of("2001:db8:0:2::5").Network(), Of("2001:db8:0:1::5").Network());
}

}  // namespace
}  // namespace koine::net
