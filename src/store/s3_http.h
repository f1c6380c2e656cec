#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace koine::store::s3 {

struct HttpRequest {
  std::string method;
  std::string url;
  std::vector<std::string> headers;  // "name: value"
  // The body: that many bytes of a file from its beginning, if there is one, else `bytes`.
  int fd = -1;
  std::int64_t fd_bytes = 0;
  std::string_view bytes;
  // Takes the body of an answer of 2xx piece by piece; false ends it. Without one it is kept.
  std::function<bool(std::string_view)> sink;
  // The longest it may take; 0: as long as something moves.
  std::int64_t time_ms = 0;
};

struct HttpAnswer {
  int status = 0;
  std::string body;              // of an error, or without a sink; at most kAnswerMax bytes
  std::int64_t modified_ms = 0;  // Last-Modified; 0 without it
};

inline constexpr std::size_t kAnswerMax = 8 << 20;

// Requests over libcurl, which is loaded at run time, so that a server without such a store does
// not carry it. Connections are kept. Any thread; a request blocks it.
class Http {
 public:
  // kUnavailable, with a sentence, where the library is not installed.
  static Result<std::unique_ptr<Http>> Load();
  virtual ~Http() = default;
  // Whatever came back. kUnavailable with the reason when nothing did, or not all.
  virtual Result<HttpAnswer> Run(const HttpRequest& request) = 0;
  // Breaks off what is under way; later requests fail.
  virtual void Stop() = 0;
};

}  // namespace koine::store::s3
