#include "net/request_parser.h"

#include <strings.h>

#include <boost/beast/http/basic_parser.hpp>
#include <optional>

namespace koine::net {
namespace {

constexpr std::size_t kLastChunkBytes = 5;  // "0\r\n\r\n"

namespace http = boost::beast::http;
using ErrorCode = boost::beast::error_code;
using BeastView = boost::beast::string_view;

std::string_view View(BeastView v) {
  return {v.data(), v.size()};
}

bool EqualNoCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

Method ToMethod(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::kGet;
    case http::verb::head:
      return Method::kHead;
    case http::verb::post:
      return Method::kPost;
    case http::verb::put:
      return Method::kPut;
    case http::verb::delete_:
      return Method::kDelete;
    case http::verb::patch:
      return Method::kPatch;
    case http::verb::options:
      return Method::kOptions;
    default:
      return Method::kOther;
  }
}

// Beast checks the grammar; what it sees goes straight into our Request.
class BeastParser final : public http::basic_parser<true> {
 public:
  BeastParser(Request* request, const HttpLimits& limits) : request_(request), limits_(limits) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    body_limit(boost::none);  // the server checks it, when it knows what the handler wants
  }

  int status = 0;
  const char* detail = "";
  std::string_view piece;
  bool has_transfer_encoding = false;
  bool has_host = false;
  bool upgrade_websocket = false;
  bool expects() const { return expects_; }

 private:
  void Refuse(int code, const char* why, ErrorCode& ec) {
    status = code;
    detail = why;
    ec = http::error::bad_field;
  }
  void on_request_impl(http::verb verb, BeastView, BeastView target, int version,
                       ErrorCode& ec) override {
    request_->method = ToMethod(verb);
    request_->version = static_cast<std::uint8_t>(version);
    if (target.size() > limits_.target_bytes) return Refuse(414, "request target too long", ec);
    header_bytes_ = target.size();
    request_->SetTarget(View(target));
  }
  void on_response_impl(int, BeastView, int, ErrorCode&) override {}
  void on_field_impl(http::field field, BeastView name, BeastView value, ErrorCode& ec) override {
    if (is_header_done()) return;              // a trailer: checked, not used
    constexpr std::size_t kFieldOverhead = 4;  // ": " and CRLF
    header_bytes_ += name.size() + value.size() + kFieldOverhead;
    if (header_bytes_ > limits_.header_bytes) return Refuse(431, "header too large", ec);
    if (request_->header_count() >= limits_.header_count) {
      return Refuse(431, "too many header fields", ec);
    }
    request_->AddHeader(View(name), View(value));
    if (field == http::field::host) {
      if (has_host) return Refuse(400, "more than one Host", ec);
      has_host = true;
    } else if (field == http::field::transfer_encoding) {
      has_transfer_encoding = true;
    } else if (field == http::field::expect) {
      expects_ = true;
      expect_ok_ = EqualNoCase(View(value), "100-continue");
    } else if (field == http::field::upgrade) {
      upgrade_websocket = EqualNoCase(View(value), "websocket");
    }
  }
  void on_header_impl(ErrorCode& ec) override {
    if (has_transfer_encoding && (!chunked() || request_->version < 11)) {
      return Refuse(501, "transfer encoding not supported", ec);
    }
    if (request_->version >= 11 && !has_host) return Refuse(400, "no Host", ec);
    if (expects_ && !expect_ok_) return Refuse(417, "unknown expectation", ec);
  }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  std::size_t on_body_impl(BeastView body, ErrorCode&) override {
    piece = View(body);
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, BeastView, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, BeastView body, ErrorCode&) override {
    piece = View(body);
    return body.size();
  }
  void on_finish_impl(ErrorCode&) override {}

  Request* request_;
  const HttpLimits& limits_;
  std::size_t header_bytes_ = 0;
  bool expects_ = false;
  bool expect_ok_ = false;
};

}  // namespace

struct RequestParser::Impl {
  explicit Impl(const HttpLimits* limits_in) : limits(limits_in) {}
  Step Fail(int code, const char* why) {
    status = code;
    detail = why;
    return Step::kError;
  }
  Step HeaderTooLarge() {
    return got_request_line ? Fail(431, "header too large") : Fail(414, "request line too long");
  }
  // `waiting` bytes could not be used without those after them.
  Step Wait(std::size_t waiting) {
    if (waiting < limits->header_bytes) return Step::kNeedMore;
    return headers_given ? Fail(400, "chunk header or trailer too large") : HeaderTooLarge();
  }
  Step GiveHeaders() {
    headers_given = true;
    auto length = parser->content_length();
    request.content_length = length ? static_cast<std::int64_t>(*length) : -1;
    if (length && request.content_length < 0) return Fail(413, "body too large");
    request.upgrade_websocket = parser->upgrade_websocket && parser->upgrade();
    return Step::kHeaders;
  }
  Step FromBeast(const ErrorCode& ec) {
    if (parser->status != 0) return Fail(parser->status, parser->detail);
    if (ec == http::error::header_limit) return HeaderTooLarge();
    if (ec == http::error::bad_version) return Fail(505, "unsupported HTTP version");
    return Fail(400, "malformed request");
  }

  const HttpLimits* limits;
  Request request;
  std::optional<BeastParser> parser;
  bool headers_given = false;
  bool got_request_line = false;
  bool in_chunk_header = false;  // what is unread begins with one
  int status = 0;
  std::string_view detail;
};

RequestParser::RequestParser(const HttpLimits* limits) : impl_(std::make_unique<Impl>(limits)) {
  Reset();
}
RequestParser::~RequestParser() = default;

void RequestParser::Reset() {
  impl_->request = Request();
  impl_->parser.emplace(&impl_->request, *impl_->limits);
  impl_->headers_given = false;
  impl_->got_request_line = false;
  impl_->in_chunk_header = false;
  impl_->status = 0;
}

RequestParser::Step RequestParser::Next(const char* data, std::size_t size, std::size_t* used) {
  *used = 0;
  Impl& s = *impl_;
  if (s.status != 0) return Step::kError;
  BeastParser& parser = *s.parser;
  if (parser.is_done()) return Step::kDone;
  if (size == 0) return Step::kNeedMore;
  // The parser, asked again about a last chunk, insists on all that such a chunk has at least.
  if (s.in_chunk_header && size < kLastChunkBytes) return Step::kNeedMore;
  s.in_chunk_header = false;
  // An empty line before a request is allowed by RFC 9112 2.2.
  if (!parser.got_some()) {
    while (*used < size && (data[*used] == '\r' || data[*used] == '\n')) ++*used;
    if (*used == size) return Step::kNeedMore;
  }
  parser.piece = {};
  for (;;) {
    ErrorCode ec;
    *used += parser.put({data + *used, size - *used}, ec);
    if (!s.request.target().empty()) s.got_request_line = true;
    if (ec == http::error::need_more) {
      s.in_chunk_header = s.headers_given && parser.chunked();
      return s.Wait(size - *used);
    }
    if (ec) return s.FromBeast(ec);
    if (!s.headers_given) return s.GiveHeaders();
    if (!parser.piece.empty()) return Step::kBody;
    if (parser.is_done()) return Step::kDone;
    if (*used == size) return Step::kNeedMore;
  }
}

Request& RequestParser::request() {
  return impl_->request;
}
std::string_view RequestParser::piece() const {
  return impl_->parser->piece;
}
bool RequestParser::has_body() const {
  return !impl_->parser->is_done();
}
bool RequestParser::keep_alive() const {
  return impl_->parser->keep_alive();
}
bool RequestParser::expects_continue() const {
  return impl_->parser->expects() && impl_->request.version >= 11;
}
int RequestParser::status() const {
  return impl_->status;
}
std::string_view RequestParser::detail() const {
  return impl_->detail;
}

}  // namespace koine::net
