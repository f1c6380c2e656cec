#include "server/tls.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/time.h"

namespace koine::server {

namespace {

// Whether the file of the setting can be read; of a key, whether only its owner and group can.
Status CheckFile(const config::Config& config, const char* setting, bool secret) {
  const int fd = ::open(config.Text(setting).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return config.Refusal(setting, std::string("cannot be read: ") + std::strerror(errno));
  }
  struct stat info {};
  const bool known = ::fstat(fd, &info) == 0;
  ::close(fd);
  if (!known || !S_ISREG(info.st_mode)) return config.Refusal(setting, "is no file");
  if (secret && (info.st_mode & S_IROTH) != 0) {
    return config.Refusal(setting, "everybody on this machine may read it; chmod o-rwx");
  }
  return Ok();
}

// Whether there are two files to load.
Result<bool> CheckPair(const config::Config& config) {
  const bool certificate = !config.Text("tls.certificate").empty();
  const bool key = !config.Text("tls.key").empty();
  if (!certificate && !key) return false;
  if (!key) return config.Refusal("tls.certificate", "needs tls.key as well");
  if (!certificate) return config.Refusal("tls.key", "needs tls.certificate as well");
  KOINE_CHECK(CheckFile(config, "tls.certificate", false));
  KOINE_CHECK(CheckFile(config, "tls.key", true));
  return true;
}

// What the library found in the files, with the setting.
Error Named(const config::Config& config, const Error& error) {
  if (error.field != "certificate" && error.field != "key") return error;
  return config.Refusal("tls." + error.field, error.text);
}

// What is in force, for those who watch the server; of one that is no longer good the log tells.
void Tell(const config::Config& config, const net::TlsContext& context) {
  const std::int64_t until_ms = context.GoodUntilMs();
  metrics::Default()
      .GetGauge("koine_certificate_good_until_seconds",
                "Until when the certificate is good, in seconds since 1970.")
      ->Set(until_ms / kSecondMs);
  if (until_ms > SystemClock().NowMs()) return;
  log::Warn("server", "tls.certificate: {}: no longer good since {} UTC; clients refuse it",
            config.Text("tls.certificate"), FormatTime(until_ms, Zone::Utc()));
}

}  // namespace

Result<std::shared_ptr<net::TlsContext>> OpenTls(const config::Config& config) {
  KOINE_TRY(const bool pair, CheckPair(config));
  if (!pair) return std::shared_ptr<net::TlsContext>();
  auto context = net::TlsContext::Load(config.Text("tls.certificate"), config.Text("tls.key"));
  if (!context.ok()) return Named(config, context.error());
  Tell(config, **context);
  return context;
}

Status ReloadTls(const config::Config& config, net::TlsContext& context) {
  KOINE_TRY(const bool pair, CheckPair(config));
  if (!pair) {
    return config.Refusal("tls.certificate",
                          "is empty now: the listeners keep the certificate that they have");
  }
  const Status done = context.Reload(config.Text("tls.certificate"), config.Text("tls.key"));
  if (!done.ok()) return Named(config, done.error());
  Tell(config, context);
  return Ok();
}

gateway::Page WithHsts(gateway::Page next, const config::Config& config) {
  const std::int64_t seconds = config.DurationMs("tls.hsts") / 1000;
  if (seconds == 0) return next;
  return [next = std::move(next), line = "max-age=" + std::to_string(seconds)](
             const net::Request& request, net::Response* response) {
    if (!next(request, response)) return false;
    if (request.tls) response->Add("Strict-Transport-Security", line);
    return true;
  };
}

}  // namespace koine::server
