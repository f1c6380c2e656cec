#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace koine::server {

struct WebhookRequest {
  std::int64_t tag = 0;
  std::string url;
  std::vector<std::string> headers;  // "name: value"
  std::string body;
  bool allow_private = false;  // to addresses that are not of the public internet
};
struct WebhookAnswer {
  std::int64_t tag = 0;
  int status = 0;     // 0: there was no answer
  std::string error;  // why; never of the body
};

// POSTs over libcurl, many at a time on the thread that calls. Addresses are judged as they are
// connected to, whatever name they have; redirects are answers; what servers answer is not read
// beyond its status.
class WebhookHttp {
 public:
  // `time_ms`: the longest that a request may take. kUnavailable where the library (Debian package
  // libcurl4) is not installed.
  static Result<std::unique_ptr<WebhookHttp>> Load(std::int64_t time_ms);
  virtual ~WebhookHttp() = default;
  virtual void Start(WebhookRequest request) = 0;
  virtual std::size_t under_way() const = 0;
  // Waits until something happens, at most `wait_ms`; what has ended.
  virtual std::vector<WebhookAnswer> Poll(std::int64_t wait_ms) = 0;
  // Ends a Poll early. Any thread.
  virtual void Wake() = 0;
};

}  // namespace koine::server
