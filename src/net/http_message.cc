#include "net/http_message.h"

#include <strings.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "base/require.h"
#include "base/text.h"
#include "net/event_loop.h"
#include "net/http_connection.h"

namespace koine::net {
namespace {

// What most answers have of headers fits.
constexpr std::size_t kHeadersUsual = 192;

bool EqualNoCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

// Escapes of letters, digits and -._~ say no more than these themselves (RFC 3986 2.3): written
// out, so that a path has one spelling. All others stay, for those who read the parts of a path.
std::string WithoutNeedlessEscapes(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    std::optional<std::string> byte;
    if (path[i] == '%') byte = text::PercentDecode(path.substr(i, 3), false);
    if (byte && text::PercentEncode(*byte) == *byte) {
      out += *byte;
      i += 2;
    } else {
      out += path[i];
    }
  }
  return out;
}

}  // namespace

std::string_view MethodName(Method method) {
  static constexpr std::string_view kNames[] = {"GET",    "HEAD",  "POST",    "PUT",
                                                "DELETE", "PATCH", "OPTIONS", "OTHER"};
  return kNames[static_cast<std::size_t>(method)];
}

std::string_view Request::Header(std::string_view name) const {
  for (const Field& field : headers_) {
    if (EqualNoCase(View(field.name), name)) return View(field.value);
  }
  return {};
}

bool Request::HasHeader(std::string_view name) const {
  for (const Field& field : headers_) {
    if (EqualNoCase(View(field.name), name)) return true;
  }
  return false;
}

Request::Span Request::Append(std::string_view bytes) {
  Span span{static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(bytes.size())};
  text_.append(bytes);
  return span;
}

void Request::SetTarget(std::string_view target) {
  constexpr std::size_t kUsualHeaderBytes = 512;
  constexpr std::size_t kUsualHeaderCount = 12;
  if (text_.empty()) text_.reserve(target.size() + kUsualHeaderBytes);
  headers_.reserve(kUsualHeaderCount);
  target_ = Append(target);
  path_ = target_;
  query_ = Span{target_.begin, 0};
  // The absolute form "http://host/path" names the same path.
  std::size_t start = 0;
  if (!target.empty() && target[0] != '/') {
    std::size_t scheme = target.find("://");
    if (scheme != std::string_view::npos && scheme < target.find_first_of("/?")) {
      start = target.find_first_of("/?", scheme + 3);
      if (start == std::string_view::npos) start = target.size();
    }
  }
  std::size_t mark = target.find('?', start);
  std::size_t end = mark == std::string_view::npos ? target.size() : mark;
  path_ = Span{target_.begin + static_cast<std::uint32_t>(start),
               static_cast<std::uint32_t>(end - start)};
  const std::string_view path = target.substr(start, end - start);
  if (path.find('%') != std::string_view::npos) path_ = Append(WithoutNeedlessEscapes(path));
  if (mark != std::string_view::npos) {
    query_ = Span{target_.begin + static_cast<std::uint32_t>(mark) + 1,
                  static_cast<std::uint32_t>(target.size() - mark - 1)};
  }
}

void Request::AddHeader(std::string_view name, std::string_view value) {
  Field field;
  field.name = Append(name);
  field.value = Append(value);
  headers_.push_back(field);
}

FileBody::FileBody(FileBody&& other) noexcept
    : fd(std::exchange(other.fd, -1)), offset(other.offset), size(other.size) {}

FileBody& FileBody::operator=(FileBody&& other) noexcept {
  if (this != &other) {
    if (fd >= 0) ::close(fd);
    fd = std::exchange(other.fd, -1);
    offset = other.offset;
    size = other.size;
  }
  return *this;
}

FileBody::~FileBody() {
  if (fd >= 0) ::close(fd);
}

Response& Response::Add(std::string_view name, std::string_view value) & {
  headers += name;
  headers += ": ";
  const std::size_t begin = headers.size();
  headers += value;
  const auto control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  std::replace_if(headers.begin() + static_cast<std::ptrdiff_t>(begin), headers.end(), control,
                  ' ');
  headers += "\r\n";
  return *this;
}

Response Response::Make(int status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers.reserve(kHeadersUsual);
  response.Add("Content-Type", content_type);
  return response;
}
Response Response::Text(int status, std::string body) {
  return Make(status, "text/plain; charset=utf-8", std::move(body));
}
Response Response::Json(int status, std::string body) {
  return Make(status, "application/json; charset=utf-8", std::move(body));
}

std::string_view StatusText(int status) {
  // The most frequent first.
  static constexpr std::pair<int, std::string_view> kTexts[] = {
      {200, "OK"},
      {100, "Continue"},
      {101, "Switching Protocols"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {422, "Unprocessable Content"},
      {426, "Upgrade Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {502, "Bad Gateway"},
      {503, "Service Unavailable"},
      {504, "Gateway Timeout"},
      {505, "HTTP Version Not Supported"},
  };
  for (const auto& [number, text] : kTexts) {
    if (number == status) return text;
  }
  return "Unknown";
}

void Responder::Send(Response response) {
  if (!exchange_) return;
  KOINE_REQUIRE(exchange_->loop->InLoopThread());
  if (exchange_->owner != nullptr) {
    exchange_->owner->Answer(exchange_.get(), std::move(response));
  }
}

bool Responder::alive() const {
  if (!exchange_) return false;
  KOINE_REQUIRE(exchange_->loop->InLoopThread());
  return exchange_->owner != nullptr;
}
bool Responder::left() const {
  return exchange_ && exchange_->left.load(std::memory_order_relaxed);
}
EventLoop& Responder::loop() const {
  KOINE_REQUIRE(exchange_ != nullptr);
  return *exchange_->loop;
}

}  // namespace koine::net
