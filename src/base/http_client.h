#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct sockaddr_storage;

// Requests that the server makes itself, over HTTP/1.1 and HTTP/2 with or without TLS. They go over
// libcurl, which is loaded at run time, so that a server without such settings neither needs nor
// carries it. Redirects are answers; only http and https are spoken, and, for letters, SMTP.
namespace koine::http_client {

// How a letter goes to a mail server, whose URL is smtp://host:port/NAME, or smtps://…, NAME being
// what this server calls itself.
struct Envelope {
  std::string from, to;        // addresses
  std::string user, password;  // empty: it is not signed in
  bool tls = true;             // STARTTLS is demanded; else it is used where it is offered
  std::string ca_file;         // PEM of the authority for its certificate; empty: the system's
};

struct Request {
  // GET, HEAD, DELETE; PUT and POST have a body.
  std::string method = "GET";
  std::string url;
  std::vector<std::string> headers;  // "name: value"
  // The body; of a PUT that many bytes of a file from its beginning, if there is one.
  std::string body;
  int fd = -1;
  std::int64_t fd_bytes = 0;
  // Takes the body of an answer of 2xx piece by piece; false ends it. Without one it is kept.
  std::function<bool(std::string_view)> sink;
  // The longest it may take; 0: as long as something moves.
  std::int64_t time_ms = 0;
  // Of a batch: `body` is a letter.
  std::optional<Envelope> envelope = {};
};

struct Answer {
  int status = 0;
  std::string body;              // of an error, or without a sink; at most kAnswerMax bytes
  std::int64_t modified_ms = 0;  // Last-Modified; 0 without it
};

// An answer without a sink that is longer fails.
inline constexpr std::size_t kAnswerMax = 8 << 20;

// One request at a time per caller, over connections that are kept, and over a proxy if the
// environment names one. Any thread; a request blocks it.
class Client {
 public:
  // kUnavailable, with a sentence, where the library (Debian package libcurl4) is not installed.
  static Result<std::unique_ptr<Client>> Load();
  virtual ~Client() = default;
  // Whatever came back. kUnavailable with the reason when nothing did, or not all.
  virtual Result<Answer> Run(const Request& request) = 0;
  // Breaks off what is under way; later requests fail.
  virtual void Stop() = 0;
};

// A request that ended.
struct Ended {
  std::int64_t tag = 0;
  // 0: there was no answer. Of a letter 250, or what refused the letter itself, as no failure to
  // connect, to have TLS or to sign in does.
  int status = 0;
  std::string error;  // why; never of the body; of a letter what the server said
};

// Why an address must not be connected to; nullptr if it may.
using Judge = const char* (*)(const sockaddr_storage& address);

// Many requests at a time on the thread that calls, to addresses that strangers named: each makes a
// connection of its own and uses no proxy, so that the address it leads to, whatever name it has,
// is judged as it is connected to. What servers answer is not read beyond its status.
class Batch {
 public:
  // As Client::Load.
  static Result<std::unique_ptr<Batch>> Load();
  virtual ~Batch() = default;
  // Poll tells its end under `tag`. `judge` may be null. REQUIRES: a tag that is not under way,
  // and a limit of time
  virtual void Start(std::int64_t tag, Request request, Judge judge) = 0;
  // Waits until something happens, at most `wait_ms`; what has ended.
  virtual std::vector<Ended> Poll(std::int64_t wait_ms) = 0;
  // Ends a Poll early. Any thread.
  virtual void Wake() = 0;
};

}  // namespace koine::http_client
