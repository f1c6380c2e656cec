#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/address.h"

namespace koine::net {

class BodySink;
class EventLoop;
struct Exchange;

enum class Method : std::uint8_t { kGet, kHead, kPost, kPut, kDelete, kPatch, kOptions, kOther };
std::string_view MethodName(Method method);

// One parsed HTTP request. Owns its bytes; cheap to move.
class Request {
 public:
  Method method = Method::kGet;
  std::uint8_t version = 11;  // 10 or 11
  bool tls = false;
  bool upgrade_websocket = false;  // asks for "Upgrade: websocket"
  // The whole body, when it was collected. kSlackBytes (64) bytes after its end are readable.
  std::string body;
  // The sink that took the body, when OnHeaders chose to stream it.
  std::shared_ptr<BodySink> sink;
  Address remote;
  // Content-Length as the client gave it; -1 if it gave none.
  std::int64_t content_length = -1;

  // Path and query still percent-encoded; but no letter, digit, '-', '.', '_' or '~' of the path
  // is, so that a path has one spelling. The query is as sent, without '?'.
  std::string_view path() const { return View(path_); }
  std::string_view query() const { return View(query_); }
  std::string_view target() const { return View(target_); }
  // The first value of a header, or an empty view. `name` in any case.
  std::string_view Header(std::string_view name) const;
  bool HasHeader(std::string_view name) const;
  std::size_t header_count() const { return headers_.size(); }
  std::string_view header_name(std::size_t i) const { return View(headers_[i].name); }
  std::string_view header_value(std::size_t i) const { return View(headers_[i].value); }

  // For the parser and for tests.
  void SetTarget(std::string_view target);
  void AddHeader(std::string_view name, std::string_view value);

 private:
  struct Span {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  struct Field {
    Span name;
    Span value;
  };
  std::string_view View(Span s) const { return std::string_view(text_).substr(s.begin, s.size); }
  Span Append(std::string_view bytes);

  std::string text_;
  Span target_, path_, query_;
  std::vector<Field> headers_;
};

// Part of an open file as a response body. Closes the descriptor.
struct FileBody {
  int fd = -1;
  std::int64_t offset = 0;
  std::int64_t size = 0;
  FileBody() = default;
  FileBody(int fd_in, std::int64_t offset_in, std::int64_t size_in)
      : fd(fd_in), offset(offset_in), size(size_in) {}
  FileBody(FileBody&& other) noexcept;
  FileBody& operator=(FileBody&& other) noexcept;
  ~FileBody();
};

// An answer. The server adds Content-Length, Date and Connection, and leaves the body out for HEAD.
struct Response {
  int status = 200;
  // "Name: value\r\n" lines; use Add.
  std::string headers;
  // The body is `body`, or `static_body` (bytes that outlive the server), or `file`.
  std::string body;
  std::string_view static_body;
  FileBody file;
  // Close the connection after this answer.
  bool close = false;

  // Control bytes in `value` become spaces, so that no input can add a header.
  Response& Add(std::string_view name, std::string_view value) &;
  Response&& Add(std::string_view name, std::string_view value) && {
    return std::move(Add(name, value));
  }

  static Response Make(int status, std::string_view content_type, std::string body);
  static Response Text(int status, std::string body);
  static Response Json(int status, std::string body);
};

// "Not Found" for 404; "Unknown" for numbers without a name.
std::string_view StatusText(int status);

// The right to answer one request, once. Copies share that right: the first Send counts, later
// ones do nothing, and nothing happens if the client is gone. Send belongs to the loop's thread;
// copies may be dropped in any thread. When the last copy goes without an answer, the client gets
// the handler's 500.
class Responder {
 public:
  Responder() = default;
  explicit Responder(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}
  void Send(Response response);
  // Whether somebody still waits for the answer. Loop thread.
  bool alive() const;
  // Whether the client sends no more, as one does that hung up; it may still read. Any thread.
  bool left() const;
  // The loop to post to from other threads. REQUIRES: made by a server
  EventLoop& loop() const;
  explicit operator bool() const { return exchange_ != nullptr; }
  const std::shared_ptr<Exchange>& exchange() const { return exchange_; }

 private:
  std::shared_ptr<Exchange> exchange_;
};

}  // namespace koine::net
