#include "server/plain_http.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "net/static_files.h"

namespace koine::server {

namespace {

constexpr std::string_view kChallenges = "/.well-known/acme-challenge/";
constexpr std::size_t kTokenMax = 128, kHostMax = 255;
constexpr int kMovedKeepMethod = 308;

bool IsTokenChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

bool IsToken(std::string_view text) {
  return !text.empty() && text.size() <= kTokenMax &&
         std::all_of(text.begin(), text.end(), IsTokenChar);
}

// The host that the client meant, without a port; empty: none that a link may hold.
std::string HostOf(const net::Request& request) {
  std::string_view host = request.Header("host");
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    host = end == host.npos ? std::string_view() : host.substr(0, end + 1);
  } else {
    host = host.substr(0, host.find(':'));
  }
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return IsTokenChar(c) || c == '.' || c == ':' || c == '[' || c == ']';
  });
  return plain && host.size() <= kHostMax ? std::string(host) : std::string();
}

// Where browsers go that came without TLS: public_url, or listen.main at the host that they asked
// for.
class Elsewhere {
 public:
  explicit Elsewhere(const config::Config& config) {
    std::string url = config.Text("public_url");
    while (!url.empty() && url.back() == '/') url.pop_back();
    if (url.starts_with("https://")) url_ = std::move(url);
    const std::string& main = config.Text("listen.main");
    const std::string port = main.substr(main.rfind(':') + 1);
    if (port != "443") port_ = ":" + port;
  }

  bool Send(const net::Request& request, net::Response* response) const {
    const std::string host = url_.empty() ? HostOf(request) : std::string();
    if (url_.empty() && host.empty()) return false;
    const std::string_view target = request.target();
    *response = net::Response::Text(kMovedKeepMethod, "");
    response->Add("Location", (url_.empty() ? "https://" + host + port_ : url_) +
                                  std::string(target.starts_with("/") ? target : "/"));
    return true;
  }

 private:
  std::string url_, port_;
};

Status CheckWebroot(const config::Config& config) {
  const std::string& webroot = config.Text("tls.acme_webroot");
  if (webroot.empty()) return Ok();
  if (config.Text("listen.http").empty()) {
    return config.Refusal("tls.acme_webroot", "needs listen.http, which answers from there");
  }
  struct stat info {};
  if (::stat(webroot.c_str(), &info) != 0) {
    return config.Refusal("tls.acme_webroot",
                          std::string("cannot be read: ") + std::strerror(errno));
  }
  if (!S_ISDIR(info.st_mode)) return config.Refusal("tls.acme_webroot", "is no directory");
  return Ok();
}

}  // namespace

Result<gateway::Page> MakePlainPage(const config::Config& config, bool has_tls) {
  KOINE_CHECK(CheckWebroot(config));
  const std::string& webroot = config.Text("tls.acme_webroot");
  std::shared_ptr<net::StaticFiles> files;
  if (!webroot.empty()) {
    files = std::make_shared<net::StaticFiles>(
        net::StaticFiles::Directory(webroot + std::string(kChallenges), ""));
  }
  return gateway::Page([files, has_tls, elsewhere = Elsewhere(config)](const net::Request& request,
                                                                       net::Response* response) {
    if (request.method != net::Method::kGet && request.method != net::Method::kHead) return false;
    const std::string_view path = request.path();
    if (path.starts_with(kChallenges)) {
      const std::string_view token = path.substr(kChallenges.size());
      return files != nullptr && IsToken(token) && files->Serve(request, token, response);
    }
    return has_tls && elsewhere.Send(request, response);
  });
}

}  // namespace koine::server
