#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// AWS Signature Version 4, by which S3-compatible object storage knows who asks. Pure functions.
namespace koine::store::s3 {

struct Credentials {
  std::string access_key;
  std::string secret_key;
  std::string region;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

// A request as its signature sees it.
struct ToSign {
  std::string method;
  std::string host;     // as in the header: with the port unless it is the scheme's own
  std::string path;     // "/bucket/key", not encoded
  Pairs query;          // not encoded
  Pairs headers;        // what is signed besides, names in lower case
  std::string payload;  // SHA-256 of the body in hexadecimal digits
};

// "/a b/c" as "/a%20b/c".
std::string EncodePath(std::string_view path);
// "a=1&b=" in the order that signatures want, encoded.
std::string EncodeQuery(const Pairs& query);

// The headers to send besides `headers` and Host: x-amz-date, x-amz-content-sha256, authorization.
Pairs SignHeaders(const Credentials& who, const ToSign& request, std::int64_t now_ms);

// The query with which whoever has it may make this request, without any header but Host, until
// `seconds` (at most a week) from now. `payload` does not count.
std::string SignQuery(const Credentials& who, const ToSign& request, std::int64_t now_ms,
                      std::int64_t seconds);

}  // namespace koine::store::s3
