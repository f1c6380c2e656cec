#include "gateway/file_reply.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "net/static_files.h"

namespace koine::gateway {

namespace {

// A file that is shown on its own may load and run nothing. Viewers of PDF need more freedom, and
// run nothing of this origin.
constexpr char kFilePolicy[] =
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

}  // namespace

std::string OriginOf(const net::Request& request) {
  // "example.org:8080", "[::1]:80": nothing that would end the host in an address.
  const std::string_view host = request.Header("host");
  const bool plain = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '_' || c == '[' || c == ']';
  });
  return plain ? (request.tls ? "https://" : "http://") + std::string(host) : std::string();
}

// Names of all sorts as RFC 8187 has it, with an ASCII form for the rest.
std::string DispositionOf(const FileReply& reply) {
  std::string plain;
  for (const char c : reply.name) {
    const bool fits = c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '%';
    plain += fits ? c : '_';
  }
  return std::string(reply.attachment ? "attachment" : "inline") + "; filename=\"" + plain +
         "\"; filename*=UTF-8''" + text::PercentEncode(reply.name);
}

const char* CacheControlOf(const FileReply& reply) {
  return reply.forever ? "private, max-age=86400" : "private, no-cache";
}

net::Response FileResponse(const net::Request& request, FileReply reply) {
  net::FileBody body = std::move(reply.body);
  net::Response response =
      net::ServeFile(request, std::exchange(body.fd, -1), body.size, reply.mime, reply.etag);
  response.Add("Content-Disposition", DispositionOf(reply))
      .Add("Cache-Control", CacheControlOf(reply))
      .Add("Referrer-Policy", "no-referrer")
      .Add("Cross-Origin-Resource-Policy", "cross-origin");
  if (reply.mime != "application/pdf") response.Add("Content-Security-Policy", kFilePolicy);
  return response;
}

bool Begins(const net::Request& request, const net::Response& response) {
  if (request.method == net::Method::kHead) return false;
  return response.status == 200 || (response.status == 206 && response.file.offset == 0);
}

}  // namespace koine::gateway
