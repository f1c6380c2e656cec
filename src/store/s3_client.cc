#include "store/s3_client.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <pugixml.hpp>
#include <thread>
#include <utility>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"

namespace koine::store::s3 {

namespace {

constexpr int kAttempts = 4;
constexpr std::int64_t kFirstPauseMs = 100;  // doubles
// Nothing is tried again that has taken so long.
constexpr std::int64_t kPatienceUs = 10'000'000;
// Of requests that move no content.
constexpr std::int64_t kSmallMs = 10'000;
constexpr int kNotFound = 404;

// Without port, bucket and prefix only what needs no encoding, so that all sides spell it alike.
bool IsPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '/';
  });
}

bool IsHostPort(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == ':' || c == '[' || c == ']';
  });
}

Error BadPlace(const char* why) {
  return FieldError(Code::kBadArgument, "url", why);
}

Error Failed(std::string code, std::string text) {
  return Error{Code::kUnavailable, kOutOfReach, std::move(code), std::move(text)};
}

// The host as clients write it in their headers: without the port of the scheme.
std::string HeaderHost(std::string_view scheme, std::string_view host) {
  const std::string_view own = scheme == "https" ? ":443" : ":80";
  if (host.size() > own.size() && host.substr(host.size() - own.size()) == own) {
    host.remove_suffix(own.size());
  }
  return std::string(host);
}

}  // namespace

Result<Place> ParsePlace(const std::string& url, bool virtual_host) {
  const std::size_t slashes = url.find("://");
  const std::string scheme = url.substr(0, slashes);
  if (slashes == url.npos || (scheme != "http" && scheme != "https")) {
    return BadPlace("expected https://host/bucket");
  }
  std::string rest = url.substr(slashes + 3);
  while (!rest.empty() && rest.back() == '/') rest.pop_back();
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  Place out;
  out.host = HeaderHost(scheme, rest.substr(0, slash));
  if (!IsHostPort(out.host)) return BadPlace("expected https://host/bucket");
  out.origin = scheme + "://" + out.host;
  std::string path = rest.substr(slash);
  if (!IsPlain(path) || path.find("//") != path.npos || path.find("/.") != path.npos) {
    return BadPlace("bucket and prefix may have letters, digits and - . _ only");
  }
  if (!virtual_host) {
    if (path.empty()) return BadPlace("no bucket: expected https://host/bucket");
    const std::size_t end = std::min(path.find('/', 1), path.size());
    out.bucket = path.substr(0, end);
    path.erase(0, end);
  }
  if (!path.empty()) out.prefix = path.substr(1) + "/";
  return out;
}

Result<Listed> ReadList(std::string_view xml, std::string* next) {
  pugi::xml_document document;
  next->clear();
  const pugi::xml_parse_result read = document.load_buffer(xml.data(), xml.size());
  const pugi::xml_node root = document.child("ListBucketResult");
  if (!read || !root) return Failed("", "a list that cannot be read");
  Listed out;
  for (const pugi::xml_node node : root.children("Contents")) {
    Object object;
    object.key = node.child_value("Key");
    object.modified_ms = ParseTime(node.child_value("LastModified"), Zone::Utc()).value_or(0);
    // Without a time it counts as young; else it would be swept at once.
    if (object.modified_ms == 0) object.modified_ms = SystemClock().NowMs();
    out.objects.push_back(std::move(object));
  }
  for (const pugi::xml_node node : root.children("CommonPrefixes")) {
    out.folders.emplace_back(node.child_value("Prefix"));
  }
  if (std::string_view(root.child_value("IsTruncated")) == "true") {
    *next = root.child_value("NextContinuationToken");
    if (next->empty()) return Failed("", "a list that cannot be read");
  }
  return out;
}

std::string ReadErrorCode(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return {};
  return document.child("Error").child_value("Code");
}

// What is asked of the store.
struct Client::Ask {
  std::string method;
  std::string path;
  Pairs query = {};
  std::string payload = {};  // SHA-256 of the body
  int fd = -1;
  std::int64_t fd_bytes = 0;
  TempFile* into = nullptr;  // where the body of the answer goes
  bool content = false;      // may take as long as something moves
  bool once = false;
};

Client::Client(std::unique_ptr<http_client::Client> http, Place place, Credentials who)
    : http_(std::move(http)),
      place_(std::move(place)),
      who_(std::move(who)),
      requests_(metrics::Default().GetCounter("koine_s3_requests_total",
                                              "Requests to the object storage.")),
      failures_(metrics::Default().GetCounter(
          "koine_s3_failures_total", "Requests to the object storage that failed because of it.")) {
}

std::string Client::PathOf(const std::string& key) const {
  return place_.bucket + "/" + place_.prefix + key;
}

Result<http_client::Answer> Client::RunOnce(const Ask& ask) {
  static const std::string kNothing = text::Hex(crypto::Sha256(""));
  ToSign sign{ask.method, place_.host, ask.path, ask.query, {}, ask.payload};
  if (sign.payload.empty()) sign.payload = kNothing;
  http_client::Request request;
  request.method = ask.method;
  request.url = place_.origin + EncodePath(ask.path);
  if (!ask.query.empty()) request.url += "?" + EncodeQuery(ask.query);
  for (const auto& [name, value] : SignHeaders(who_, sign, clock_.NowMs())) {
    request.headers.push_back(name + ": " + value);
  }
  request.fd = ask.fd;
  request.fd_bytes = ask.fd_bytes;
  request.time_ms = ask.content ? 0 : kSmallMs;
  Status written = Ok();
  if (ask.into != nullptr) {
    request.sink = [&](std::string_view piece) {
      written = ask.into->Write(piece);
      return written.ok();
    };
  }
  requests_->Add();
  auto answer = http_->Run(request);
  if (!written.ok()) return std::move(written).error();
  if (!answer.ok()) {
    failures_->Add();
    return Failed("", ask.method + " " + request.url + ": " + answer.error().text);
  }
  if (answer->status >= 200 && answer->status < 300) return answer;
  const std::string code = ReadErrorCode(answer->body);
  if (answer->status == kNotFound && (code.empty() || code == "NoSuchKey")) {
    return Error{Code::kNotFound, "blob"};
  }
  failures_->Add();
  return Failed(code.empty() ? std::to_string(answer->status) : code,
                ask.method + " " + place_.origin + EncodePath(ask.path) + ": " +
                    std::to_string(answer->status) + " " + code);
}

namespace {

// Whether the same may go well in a moment.
bool MayPass(const Error& error) {
  if (!IsOutOfReach(error)) return false;
  const std::string& code = error.field;
  if (code.empty()) return true;  // no answer
  if (code.size() == 3 && (code[0] == '5' || code == "429" || code == "408")) return true;
  for (const std::string_view passing : {"InternalError", "ServiceUnavailable", "SlowDown",
                                         "RequestTimeout", "OperationAborted", "Throttling"}) {
    if (code == passing) return true;
  }
  return false;
}

}  // namespace

Result<http_client::Answer> Client::Run(const Ask& ask) {
  const std::int64_t begun_us = clock_.SteadyUs();
  const std::int64_t size = ask.into != nullptr ? ask.into->size() : 0;
  // While the store is away nobody waits longer than one attempt.
  const int attempts = ask.once || failing_ ? 1 : kAttempts;
  for (int attempt = 1;; ++attempt) {
    auto answer = RunOnce(ask);
    const bool reached = answer.ok() || !MayPass(answer.error());
    if (reached) failing_ = false;
    if (reached || ask.once) return answer;
    if (attempt >= attempts || clock_.SteadyUs() - begun_us > kPatienceUs) {
      if (!failing_.exchange(true)) {
        log::Warn("files", "the object storage cannot be reached: {}", answer.error().text);
      }
      return answer;
    }
    if (ask.into != nullptr) KOINE_CHECK(ask.into->Cut(size));
    std::this_thread::sleep_for(std::chrono::milliseconds(kFirstPauseMs << (attempt - 1)));
  }
}

Result<std::optional<Object>> Client::Look(const std::string& key) {
  auto answer = Run({"HEAD", PathOf(key)});
  if (answer.ok()) return std::optional<Object>(Object{key, answer->modified_ms});
  if (answer.error().Is(Code::kNotFound)) return std::optional<Object>();
  return std::move(answer).error();
}

Status Client::Put(const std::string& key, const TempFile& file, const std::string& sha256) {
  return PutFile(key, file.fd(), file.size(), sha256);
}

Status Client::PutFile(const std::string& key, int fd, std::int64_t bytes,
                       const std::string& sha256) {
  Ask ask{"PUT", PathOf(key)};
  ask.payload = sha256;
  ask.fd = fd;
  ask.fd_bytes = bytes;
  ask.content = true;
  KOINE_CHECK(Run(ask));
  return Ok();
}

Status Client::PutEmpty(const std::string& key) {
  KOINE_CHECK(Run({"PUT", PathOf(key)}));
  return Ok();
}

Status Client::Get(const std::string& key, TempFile* out) {
  Ask ask{"GET", PathOf(key)};
  ask.into = out;
  ask.content = true;
  KOINE_CHECK(Run(ask));
  return Ok();
}

Status Client::Delete(const std::string& key, bool once) {
  Ask ask{"DELETE", PathOf(key)};
  ask.once = once;
  auto answer = Run(ask);
  if (answer.ok() || answer.error().Is(Code::kNotFound)) return Ok();
  return std::move(answer).error();
}

Result<Listed> Client::List(const std::string& prefix, bool folders) {
  Listed out;
  std::string next;
  do {
    Ask ask{"GET", place_.bucket + "/"};
    ask.query = {{"list-type", "2"}, {"prefix", place_.prefix + prefix}};
    if (folders) ask.query.emplace_back("delimiter", "/");
    if (!next.empty()) ask.query.emplace_back("continuation-token", next);
    KOINE_TRY(const http_client::Answer answer, Run(ask));
    KOINE_TRY(Listed page, ReadList(answer.body, &next));
    const std::size_t cut = place_.prefix.size();
    for (Object& object : page.objects) {
      object.key.erase(0, cut);
      out.objects.push_back(std::move(object));
    }
    for (std::string& folder : page.folders) out.folders.push_back(folder.substr(cut));
  } while (!next.empty());
  return out;
}

std::string Client::LinkTo(const std::string& method, const std::string& key, const Pairs& query,
                           const Place& at, std::int64_t seconds) const {
  const ToSign sign{method, at.host, at.bucket + "/" + at.prefix + key, query, {}, ""};
  return at.origin + EncodePath(sign.path) + "?" + SignQuery(who_, sign, clock_.NowMs(), seconds);
}

}  // namespace koine::store::s3
