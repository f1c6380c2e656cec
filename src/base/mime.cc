#include "base/mime.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

#include "base/text.h"
#include "base/time.h"

namespace koine::mime {

namespace {

constexpr std::size_t kNameBytes = 64;
constexpr std::size_t kAddressBytes = 254;
constexpr std::size_t kLabelBytes = 63;
// Of text in one encoded word, whose length is at most 75 (RFC 2047 2); a multiple of 3.
constexpr std::size_t kWordBytes = 42;
// Of a text that stays as it is, so that its line has at most 78.
constexpr std::size_t kPlainBytes = 60;
// Of bytes in a line of base64, which then has 76.
constexpr std::size_t kLineBytes = 57;

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool IsAtom(char c) {
  return IsLetterOrDigit(c) || (c != '\0' && std::strchr("!#$%&'*+-/=?^_`{|}~", c) != nullptr);
}
bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::string WithoutControls(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), IsControl, ' ');
  return out;
}

bool StaysAsItIs(std::string_view text) {
  return text.size() <= kPlainBytes && text.find("=?") == text.npos &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 0x20 && static_cast<unsigned char>(c) < 0x7f; });
}

// Encoded words, a line each; no character is cut in two.
std::string Encoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t n = std::min(text.size(), kWordBytes);
    while (n > 1 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + text::Base64(text.substr(0, n)) + "?=";
    text.remove_prefix(n);
  }
  return out;
}

std::string Phrase(std::string_view name) {
  const std::string text = WithoutControls(name);
  if (!StaysAsItIs(text)) return Encoded(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

void AppendMailboxes(std::string_view field, const std::vector<Mailbox>& mailboxes,
                     std::string* out) {
  if (mailboxes.empty()) return;
  out->append(field).append(":");
  const char* between = " ";
  for (const Mailbox& one : mailboxes) {
    out->append(between);
    // A long address stands on a line of its own.
    if (!one.name.empty()) out->append(Phrase(one.name)).append("\r\n ");
    out->append("<").append(one.address).append(">");
    between = ",\r\n ";
  }
  out->append("\r\n");
}

std::string DateOf(std::int64_t ms) {
  constexpr std::array<const char*, 7> kDays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Civil c = ToCivil(ms, Zone::Utc());
  const auto day = static_cast<std::size_t>((ms / kDayMs) % 7);  // 1970-01-01 was a Thursday
  char out[40];
  std::snprintf(out, sizeof out, "%s, %02d %s %04d %02d:%02d:%02d +0000", kDays[day], c.day,
                kMonths[static_cast<std::size_t>(c.month - 1)], c.year, c.hour, c.minute, c.second);
  return out;
}

void AppendBase64(std::string_view bytes, std::string* out) {
  out->append("Content-Transfer-Encoding: base64\r\n\r\n");
  out->reserve(out->size() + bytes.size() / 3 * 4 + bytes.size() / kLineBytes * 2 + 64);
  for (std::size_t at = 0; at < bytes.size(); at += kLineBytes) {
    out->append(text::Base64(bytes.substr(at, kLineBytes))).append("\r\n");
  }
}

void AppendText(std::string_view type, std::string_view text, std::string* out) {
  out->append("Content-Type: ").append(type).append("; charset=utf-8\r\n");
  AppendBase64(text, out);
}

// Lines of a text end with CRLF in mail.
std::string WithCrlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 32);
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

// Both forms of the text, the better one last (RFC 2046 5.1.4).
void AppendTexts(const Letter& letter, std::string_view boundary, std::string* out) {
  if (letter.html.empty()) return AppendText("text/plain", WithCrlf(letter.plain), out);
  const std::string mark = "a" + std::string(boundary);
  out->append("Content-Type: multipart/alternative;\r\n boundary=" + mark + "\r\n\r\n");
  out->append("--" + mark + "\r\n");
  AppendText("text/plain", WithCrlf(letter.plain), out);
  out->append("--" + mark + "\r\n");
  AppendText("text/html", WithCrlf(letter.html), out);
  out->append("--" + mark + "--\r\n");
}

bool IsType(std::string_view type) {
  const std::size_t slash = type.find('/');
  auto good = [](std::string_view part) {
    return !part.empty() && part.size() <= kNameBytes &&
           std::all_of(part.begin(), part.end(), [](char c) {
             return IsLetterOrDigit(c) || c == '.' || c == '+' || c == '-' || c == '_';
           });
  };
  return slash != type.npos && good(type.substr(0, slash)) && good(type.substr(slash + 1));
}

// In pieces that each fit a line (RFC 2231 3 and 4).
std::string FileNameOf(std::string_view name) {
  constexpr std::size_t kPiece = 48;
  const std::string encoded = text::PercentEncode(WithoutControls(name));
  if (encoded.size() <= kPiece) return ";\r\n filename*=UTF-8''" + encoded;
  std::string out;
  std::size_t number = 0;
  for (std::size_t at = 0; at < encoded.size(); ++number) {
    std::size_t n = std::min(kPiece, encoded.size() - at);
    // A sign is not cut in two.
    for (std::size_t back = 1; back <= 2; ++back) {
      if (at + n < encoded.size() && n > back && encoded[at + n - back] == '%') n -= back;
    }
    out += ";\r\n filename*" + std::to_string(number) + "*=" + (number == 0 ? "UTF-8''" : "");
    out += encoded.substr(at, n);
    at += n;
  }
  return out;
}

void AppendFile(const File& file, std::string* out) {
  // What follows a type, such as its charset, is left out.
  const std::string_view type =
      text::Trim(std::string_view(file.type).substr(0, file.type.find(';')));
  out->append("Content-Type: ")
      .append(IsType(type) ? type : "application/octet-stream")
      .append("\r\nContent-Disposition: attachment")
      .append(FileNameOf(file.name))
      .append("\r\n");
  AppendBase64(file.bytes, out);
}

}  // namespace

std::string Write(const Letter& letter, std::string_view boundary) {
  std::string out;
  AppendMailboxes("From", {letter.from}, &out);
  AppendMailboxes("To", letter.to, &out);
  AppendMailboxes("Cc", letter.cc, &out);
  const std::string subject = WithoutControls(letter.subject);
  out += "Subject: " + (StaysAsItIs(subject) ? subject : Encoded(subject)) + "\r\n";
  out += "Date: " + DateOf(letter.date_ms) + "\r\n";
  out += "Message-ID: <" + letter.id + ">\r\n";
  if (!letter.answered.empty()) {
    out += "In-Reply-To: <" + letter.answered + ">\r\n";
    out += "References: <" + letter.answered + ">\r\n";
  }
  out += "MIME-Version: 1.0\r\n";
  if (letter.files.empty()) {
    AppendTexts(letter, boundary, &out);
    return out;
  }
  const std::string mark = "m" + std::string(boundary);
  out += "Content-Type: multipart/mixed;\r\n boundary=" + mark + "\r\n\r\n";
  out += "--" + mark + "\r\n";
  AppendTexts(letter, boundary, &out);
  for (const File& file : letter.files) {
    out += "--" + mark + "\r\n";
    AppendFile(file, &out);
  }
  out += "--" + mark + "--\r\n";
  return out;
}

bool IsHost(std::string_view text) {
  std::size_t labels = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::string_view label = text.substr(at, text.find('.', at) - at);
    const bool good = !label.empty() && label.size() <= kLabelBytes && label.front() != '-' &&
                      label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
                        return IsLetterOrDigit(c) || c == '-';
                      });
    if (!good) return false;
    ++labels;
    at += label.size() + 1;
  }
  return labels >= 2;
}

bool IsAddress(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == text.npos || text.size() > kAddressBytes) return false;
  const std::string_view name = text.substr(0, at);
  if (name.empty() || name.size() > kNameBytes || name.front() == '.' || name.back() == '.' ||
      name.find("..") != name.npos) {
    return false;
  }
  return std::all_of(name.begin(), name.end(), [](char c) { return c == '.' || IsAtom(c); }) &&
         IsHost(text.substr(at + 1));
}

std::string Canonical(std::string_view address) {
  const std::size_t at = std::min(address.rfind('@'), address.size());
  return std::string(address.substr(0, at)) + text::LowerAscii(address.substr(at));
}

}  // namespace koine::mime
