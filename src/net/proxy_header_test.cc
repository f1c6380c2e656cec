#include "net/proxy_header.h"

#include <gtest/gtest.h>

#include <string>

namespace koine::net {
namespace {

using State = ProxyHeader::State;

const std::string kSignature("\r\n\r\n\0\r\nQUIT\n", 12);

std::string Binary(char what, char family, std::string_view rest) {
  std::string out = kSignature + what + family;
  out += static_cast<char>(rest.size() >> 8);
  out += static_cast<char>(rest.size() & 0xff);
  return out.append(rest);
}

// Each beginning is not enough, the whole is, and what follows is not touched.
void ExpectClient(const std::string& header, const std::string& client) {
  for (std::size_t n = 0; n < header.size(); ++n) {
    EXPECT_EQ(ReadProxyHeader(header.substr(0, n)).state, State::kMore) << n;
  }
  const ProxyHeader read = ReadProxyHeader(header + "GET / HTTP/1.1\r\n");
  ASSERT_EQ(read.state, State::kDone);
  EXPECT_EQ(read.bytes, header.size());
  EXPECT_EQ(read.known, !client.empty());
  if (read.known) {
    EXPECT_EQ(read.client.ToString(), client);
  }
}

TEST(ProxyHeaderTest, LinesAreRead) {
  ExpectClient("PROXY TCP4 192.0.2.7 198.51.100.1 50000 443\r\n", "192.0.2.7:50000");
  ExpectClient("PROXY TCP6 2001:db8::7 2001:db8::1 50000 443\r\n", "[2001:db8::7]:50000");
  ExpectClient("PROXY UNKNOWN\r\n", "");
  ExpectClient("PROXY UNKNOWN 1 2 3 4\r\n", "");
}

TEST(ProxyHeaderTest, TheBinaryFormIsRead) {
  const std::string v4("\xc0\x00\x02\x07\xc6\x33\x64\x01\xc3\x50\x01\xbb", 12);
  ExpectClient(Binary(0x21, 0x11, v4), "192.0.2.7:50000");
  ExpectClient(Binary(0x21, 0x11, v4 + std::string("\x03\x00\x04ssss", 7)), "192.0.2.7:50000");
  std::string v6(36, '\0');
  v6[0] = 0x20;
  v6[1] = 0x01;
  v6[15] = 0x09;
  v6[33] = 0x50;
  ExpectClient(Binary(0x21, 0x21, v6), "[2001::9]:80");
  ExpectClient(Binary(0x20, 0x00, ""), "");
  ExpectClient(Binary(0x21, 0x31, std::string(216, 'x')), "");
}

TEST(ProxyHeaderTest, OthersAreRefused) {
  for (const std::string& bad :
       {std::string("GET / HTTP/1.1\r\n"), std::string("PROXY TCP4 192.0.2.7 198.51.100.1 1\r\n"),
        std::string("PROXY TCP4 2001:db8::7 198.51.100.1 1 2\r\n"),
        std::string("PROXY TCP4 192.0.2.7 198.51.100.1 70000 2\r\n"),
        std::string("PROXY UDP4 192.0.2.7 198.51.100.1 1 2\r\n"),
        "PROXY TCP4 " + std::string(200, '1'), Binary(0x11, 0x11, std::string(12, 'x')),
        Binary(0x21, 0x11, "short"), Binary(0x21, 0x11, std::string(kProxyHeaderMax, 'x')),
        std::string("\x16\x03\x01")}) {
    EXPECT_EQ(ReadProxyHeader(bad).state, State::kBad) << bad;
  }
}

}  // namespace
}  // namespace koine::net
