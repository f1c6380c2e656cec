#include "base/dkim.h"

#include <algorithm>
#include <array>

#include "base/crypto.h"
#include "base/text.h"

namespace koine::dkim {

namespace {

constexpr std::string_view kCrlf = "\r\n";
// What a reader goes by. Of those that are not there nothing is signed, so none can be added unseen
// but where the list names it once more; From may not be (RFC 6376 8.15).
constexpr std::array<std::string_view, 10> kSigned = {
    "from", "from",       "to",          "cc",         "subject",
    "date", "message-id", "in-reply-to", "references", "content-type"};
constexpr std::size_t kLineChars = 70;

bool IsBlank(char c) {
  return c == ' ' || c == '\t';
}

// Runs of blanks become one, without those at the end (RFC 6376 3.4).
std::string Relaxed(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (!IsBlank(c)) {
      out += c;
    } else if (out.empty() || out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string RelaxedBody(std::string_view body) {
  std::string out;
  std::size_t full = 0;  // up to the last line that is not empty
  while (!body.empty()) {
    const std::size_t end = body.find(kCrlf);
    const std::string line = Relaxed(body.substr(0, end));
    out += line;
    out += kCrlf;
    if (!line.empty()) full = out.size();
    body.remove_prefix(end == body.npos ? body.size() : end + kCrlf.size());
  }
  out.resize(full);
  return out;
}

// "name:value" on one line, of a header that may be folded.
std::string RelaxedHeader(std::string_view header) {
  const std::size_t colon = header.find(':');
  std::string value;
  for (const char c : header.substr(colon + 1)) {
    if (c != '\r' && c != '\n') value += c;
  }
  const std::string one = Relaxed(value);
  return text::LowerAscii(header.substr(0, colon)) + ":" +
         (one.starts_with(' ') ? one.substr(1) : one);
}

// The header of that name, without its last CRLF; empty if there is none.
std::string_view FindHeader(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    std::size_t end = head.find(kCrlf);
    while (end != head.npos && end + 2 < head.size() && IsBlank(head[end + 2])) {
      end = head.find(kCrlf, end + 2);
    }
    if (end == head.npos) end = head.size();
    const std::string_view header = head.substr(0, end);
    if (header.size() > name.size() && header[name.size()] == ':' &&
        text::EqualsIgnoreCaseAscii(header.substr(0, name.size()), name)) {
      return header;
    }
    head.remove_prefix(std::min(head.size(), end + kCrlf.size()));
  }
  return {};
}

std::string Folded(std::string_view text) {
  std::string out;
  for (; text.size() > kLineChars; text.remove_prefix(kLineChars)) {
    out += "\r\n\t" + std::string(text.substr(0, kLineChars));
  }
  return out + "\r\n\t" + std::string(text);
}

}  // namespace

std::string Sign(const crypto::SigningKey& key, std::string_view domain, std::string_view selector,
                 std::string_view letter, std::int64_t now_ms) {
  const std::size_t gap = letter.find("\r\n\r\n");
  const std::string_view head = letter.substr(0, gap);
  const std::string_view body = gap == letter.npos ? "" : letter.substr(gap + 4);
  std::string names, data, seen;
  for (const std::string_view name : kSigned) {
    const std::string_view header = FindHeader(head, name);
    const bool again = name == seen;
    if (header.empty() && !again) continue;
    if (!names.empty()) names += ':';
    names += name;
    // Named once more than it is there: another one would break the signature.
    if (!again) data.append(RelaxedHeader(header)).append(kCrlf);
    seen = name;
  }
  const bool rsa = key.kind() == crypto::SigningKey::Kind::kRsa;
  std::string own = "DKIM-Signature: v=1; a=";
  own.append(rsa ? "rsa-sha256" : "ed25519-sha256").append("; c=relaxed/relaxed;\r\n\td=");
  own.append(domain).append("; s=").append(selector).append("; t=");
  own += std::to_string(now_ms / 1000) + ";\r\n\th=" + names + ";\r\n\tbh=";
  own += text::Base64(crypto::Sha256(RelaxedBody(body))) + ";\r\n\tb=";
  const std::string mark = key.Sign(data + RelaxedHeader(own));
  return own + Folded(text::Base64(mark)) + std::string(kCrlf);
}

}  // namespace koine::dkim
