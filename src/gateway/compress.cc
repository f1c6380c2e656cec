#include "gateway/compress.h"

#include <string>
#include <utility>

#include "net/gzip.h"

namespace koine::gateway {

namespace {

// Whether a member's name ends so: "token", "accessToken", "refresh_token".
bool HasToken(std::string_view body) {
  return body.find("oken\":") != std::string_view::npos;
}

}  // namespace

void Compress(const net::Request& request, net::Response* response) {
  if (response->body.size() <= kCompressedMin) return;
  const std::string_view headers = response->headers;
  if (headers.find("application/json") == std::string_view::npos ||
      headers.find("Content-Encoding") != std::string_view::npos || HasToken(response->body)) {
    return;
  }
  response->Add("Vary", "Accept-Encoding");
  if (!net::TakesGzip(request.Header("accept-encoding"))) return;
  std::string zipped;
  net::AppendGzip(&zipped, response->body);
  response->body = std::move(zipped);
  response->Add("Content-Encoding", "gzip");
}

}  // namespace koine::gateway
