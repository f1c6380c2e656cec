#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Letters as the mail of the internet carries them (RFC 5322, 2045 to 2047, 2231), written.
// Whatever signs are in a field, it stays within its header: what is not plain ASCII is encoded,
// and control characters become blanks. Lines end with CRLF and have at most 78 characters, for all
// bodies are base64. Any thread.
namespace koine::mime {

struct Mailbox {
  std::string name, address;
};
struct File {
  std::string name;
  std::string type;  // such as "text/plain"; what is none is application/octet-stream
  std::string bytes;
};
struct Letter {
  Mailbox from;
  std::vector<Mailbox> to, cc;
  std::string subject;
  std::string id, answered;  // as in Message-ID, without < >; `answered` may be empty
  std::int64_t date_ms = 0;
  std::string plain, html;  // the same; `html` may be empty
  std::vector<File> files;
};

// `boundary`: letters and digits that nobody can guess. REQUIRES: IsAddress of all addresses
std::string Write(const Letter& letter, std::string_view boundary);

// Whether it is NAME@HOST as it is written everywhere: a name of letters, digits,
// .!#$%&'*+-/=?^_`{|}~ of at most 64 bytes, a host of at least two labels of letters, digits and -,
// at most 254 together.
bool IsAddress(std::string_view text);
// Whether it is such a host.
bool IsHost(std::string_view text);
// The host in lower case, the name as it is: equal for the same mailbox.
std::string Canonical(std::string_view address);

}  // namespace koine::mime
