#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "net/address.h"

namespace koine::net {

class Request;

// The proxies whose word about who calls is taken.
class TrustedProxies {
 public:
  // Addresses and networks: "127.0.0.1", "10.0.0.0/8", "2001:db8::/32". An error's text names the
  // one that is none.
  static Result<TrustedProxies> Parse(const std::vector<std::string>& networks);

  bool empty() const { return networks_.empty(); }
  bool Covers(const Address& address) const;
  // Who called: the peer of the connection, and where that is a trusted proxy, the right-most
  // address of X-Forwarded-For (or, without that, Forwarded) that is none. What stands further left
  // is the client's own word.
  Address ClientOf(const Request& request) const;
  // Lets the request say who called so, and that it came by TLS where a trusted proxy says it
  // (X-Forwarded-Proto).
  void Apply(Request* request) const;

 private:
  struct Network {
    Address base;
    int bits = 128;
  };
  std::vector<Network> networks_;
};

// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80". False: something else.
bool ParseAddress(std::string_view text, Address* out);

}  // namespace koine::net
