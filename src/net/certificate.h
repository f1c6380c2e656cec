#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace koine::net {

// What the certificate of a file says, without its key.
struct CertificateFacts {
  std::string subject;
  std::int64_t begins_ms = 0, ends_ms = 0;
  bool self_signed = false;
  // Whether clients that trust the authorities of this machine can follow it to one of them; true
  // as well where it is signed by itself.
  bool chain_complete = true;
  bool names_host = true;  // whether it is for the host that was asked for
};
// Reads a PEM file with the certificate of a listener first and its chain behind it. `host`: a name
// or an IP address; empty: none is asked for. kBadArgument names the file.
Result<CertificateFacts> ReadCertificate(const std::string& path, const std::string& host);

}  // namespace koine::net
