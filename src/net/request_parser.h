#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "net/http_message.h"
#include "net/http_server.h"

namespace koine::net {

// Parses one request after the other. Knows no socket.
class RequestParser {
 public:
  enum class Step : std::uint8_t {
    kNeedMore,  // all input that can be used is used
    kHeaders,   // request() is complete but for its body
    kBody,      // piece() is the next piece of the body
    kDone,      // the request is over
    kError,     // see status() and detail()
  };

  explicit RequestParser(const HttpLimits* limits);
  ~RequestParser();

  // Gets ready for the next request.
  void Reset();
  // One step; *used bytes of the input are consumed.
  Step Next(const char* data, std::size_t size, std::size_t* used);

  Request& request();
  std::string_view piece() const;
  // Valid from kHeaders on.
  bool has_body() const;
  bool keep_alive() const;
  bool expects_continue() const;
  // Valid after kError.
  int status() const;
  std::string_view detail() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace koine::net
