#include <netdb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

#include "base/time.h"
#include "net/address.h"
#include "net/certificate.h"
#include "server/doctor.h"
#include "server/mail_sender.h"
#include "server/options.h"
#include "server/settings.h"
#include "server/tls.h"

namespace koine::server {

namespace {

constexpr std::int64_t kCertificateSoonMs = 14 * kDayMs;
constexpr char kSettingsPage[] = "docs/operate/settings.md says what each takes";

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Addresses Resolve(const HostPort& at) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* list = nullptr;
  const int rc = ::getaddrinfo(at.host.c_str(), std::to_string(at.port).c_str(), &hints, &list);
  return Addresses(rc == 0 ? list : nullptr);
}

// Whether others than this machine reach it.
bool IsPublic(const config::Config& config, const std::string& name) {
  if (config.Text(name).empty()) return false;
  const auto at = ParseHostPort(name, config.Text(name));
  if (!at.ok()) return false;
  const Addresses list = Resolve(*at);
  if (!list) return false;
  sockaddr_storage storage{};
  std::memcpy(&storage, list->ai_addr, list->ai_addrlen);
  return !net::Address::From(storage).is_loopback();
}

void LookAtFile(const config::Config& config, Findings* out) {
  constexpr std::string_view kFile = "file ";
  for (const config::Setting& one : AllSettings()) {
    const std::string& origin = config.Origin(one.name);
    if (!one.secret || !origin.starts_with(kFile)) continue;
    const std::size_t line = origin.rfind(" line ");
    const std::string path =
        origin.substr(kFile.size(), line == std::string::npos ? line : line - kFile.size());
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0 || (info.st_mode & S_IROTH) == 0) continue;
    out->Fault("settings-readable",
               "everybody on this machine may read " + path + ", which has " + one.name,
               "chmod o-rwx " + path);
    return;
  }
}

// The host of a URL; empty without one.
std::string HostOf(const std::string& url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string::npos) return "";
  std::string host = url.substr(begin + 3, url.find('/', begin + 3) - begin - 3);
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

void LookAtCertificate(const config::Config& config, const Clock& clock, Findings* out) {
  if (const auto opened = OpenTls(config); !opened.ok()) {
    out->Fault("tls-files", opened.error().text, "docs/operate/tls.md shows what both files are");
  }
  const std::string& path = config.Text("tls.certificate");
  if (path.empty()) return;
  const std::string host = HostOf(config.Text("public_url"));
  const auto read = net::ReadCertificate(path, host);
  if (!read.ok()) return;
  const std::int64_t now_ms = clock.NowMs();
  const std::string until = FormatTime(read->ends_ms, Zone::Utc()) + " UTC";
  if (read->ends_ms <= now_ms) {
    out->Fault("tls-expired", "the certificate of " + path + " ended at " + until,
               "renew it and run `koine reload`: docs/operate/tls.md");
  } else if (read->ends_ms - now_ms < kCertificateSoonMs) {
    out->Warning("tls-expires-soon", "the certificate of " + path + " ends at " + until,
                 "renew it and run `koine reload`; look why nothing did that by itself");
  }
  if (read->begins_ms > now_ms) {
    out->Fault("tls-not-yet",
               "the certificate of " + path + " begins at " +
                   FormatTime(read->begins_ms, Zone::Utc()) + " UTC",
               "look at the clock of this machine");
  }
  if (!read->chain_complete) {
    out->Fault("tls-chain",
               "the file " + path +
                   " lacks certificates between its own and an authority that "
                   "this machine trusts",
               "use the file with the whole chain, such as fullchain.pem");
  }
  if (!read->names_host) {
    out->Fault("tls-name", "the certificate of " + path + " is not for " + host + " of public_url",
               "get one for that name, or set public_url to a name that it has");
  }
}

void LookAtExposure(const config::Config& config, Findings* out) {
  const bool tls = !config.Text("tls.certificate").empty();
  const bool proxied = !config.List("http.trusted_proxies").empty();
  std::string open;
  for (const char* name : {"listen.main", "listen.imchat_backstage", "listen.imchat_redpacket",
                           "listen.appim_socket", "listen.openim_gateway", "listen.openim_api"}) {
    if (open.empty() && IsPublic(config, name)) open = name;
  }
  if (!open.empty() && !tls && !proxied) {
    out->Warning("plain-listener",
                 open + " = " + config.Text(open) + " is reached from outside without TLS",
                 "set tls.certificate, or listen on 127.0.0.1 behind a proxy with TLS");
    if (config.Text("accounts.registration") == "open") {
      out->Warning("registration-open",
                   "everybody who reaches " + open + " may make an account (accounts.registration)",
                   "set accounts.registration = \"invite\" or \"closed\" unless that is meant");
    }
  }
  if (config.Text("public_url").starts_with("https://") && !tls && !proxied) {
    out->Fault("proxy-untrusted",
               "public_url is https, but neither tls.certificate nor http.trusted_proxies is set: "
               "all clients seem to come from one address and share its limits",
               "set http.trusted_proxies to the address of the proxy");
  }
  if (IsPublic(config, "listen.metrics") && config.List("metrics.from").empty()) {
    out->Warning("metrics-open", "everybody who reaches listen.metrics may read it",
                 "set metrics.from to the addresses that may");
  }
  for (const char* name : {"test.clock", "test.passwords", "demo", "wallet.auto_confirm_recharge",
                           "redpacket.allow_anonymous"}) {
    if (!config.Bool(name)) continue;
    out->Warning("test-settings", std::string(name) + " is on, which is for tests only",
                 "switch it off before people use this server");
  }
}

}  // namespace

void LookAtSettings(const config::Config& config, const Clock& clock, Findings* out) {
  if (const Status done = CheckSettings(config); !done.ok()) {
    out->Fault("settings", done.error().text, kSettingsPage);
  }
  LookAtFile(config, out);
  LookAtCertificate(config, clock, out);
  LookAtExposure(config, out);
}

void LookAtListeners(const config::Config& config, Findings* out) {
  for (const config::Setting& one : AllSettings()) {
    const std::string name = one.name;
    if (!name.starts_with("listen.") || config.Text(name).empty()) continue;
    const auto at = ParseHostPort(name, config.Text(name));
    if (!at.ok()) continue;
    const std::string said = name + " = " + config.Text(name);
    const Addresses list = Resolve(*at);
    if (!list) {
      out->Fault("address-missing", said + ": there is no such host",
                 "use an IP address of this machine, or 0.0.0.0 for all");
      continue;
    }
    const int fd = ::socket(list->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) continue;
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    // A port that only was in use for connections is free; one that is listened at is not.
    const bool taken = ::bind(fd, list->ai_addr, list->ai_addrlen) != 0 || ::listen(fd, 1) != 0;
    const int why = taken ? errno : 0;
    ::close(fd);
    if (why == EADDRINUSE) {
      out->Fault("port-taken", said + ": another program listens there",
                 "ss -ltnp shows which; end it, or choose another port");
    } else if (why == EACCES) {
      out->Fault(
          "port-privileged", said + ": only root may listen at ports below 1024",
          "docs/operate/tls.md#ports-below-1024 says how to allow it, or put a proxy before it");
    } else if (why == EADDRNOTAVAIL) {
      out->Fault("address-missing", said + ": this machine does not have the address",
                 "`ip address` lists what it has; 0.0.0.0 is all");
    }
  }
}

}  // namespace koine::server
