#include "server/reload.h"

#include <algorithm>
#include <string_view>

#include "base/clock.h"
#include "base/log.h"
#include "base/log_scope.h"
#include "base/time.h"
#include "server/settings.h"
#include "server/tls.h"

namespace koine::server {

namespace {

constexpr std::string_view kTaken[] = {"log.level", "tls.certificate", "tls.key"};

Result<log::Level> LevelOf(const config::Config& config) {
  log::Level level = log::Level::kInfo;
  if (!log::ParseLevel(config.Text("log.level"), &level)) {
    return config.Refusal("log.level", "must be debug, info, warn, error or off");
  }
  return level;
}

// What `now` has otherwise than the server that runs, and only a start takes.
std::vector<std::string> NeedsRestart(const config::Config& started, const config::Config& now,
                                      bool has_tls) {
  std::vector<std::string> out;
  for (std::string& name : started.DifferentIn(now)) {
    const bool taken = std::find(std::begin(kTaken), std::end(kTaken), name) != std::end(kTaken);
    if (!taken || (!has_tls && name.starts_with("tls."))) out.push_back(std::move(name));
  }
  return out;
}

Result<ReloadOut> Take(const config::Config& started, const config::Inputs& inputs,
                       net::TlsContext* tls) {
  KOINE_TRY(const config::Config config, config::Config::Load(AllSettings(), inputs));
  KOINE_TRY(const log::Level level, LevelOf(config));
  // The last that may fail: what failed changed nothing.
  if (tls != nullptr) KOINE_CHECK(ReloadTls(config, *tls));
  log::SetLevel(level);
  ReloadOut out;
  out.level = config.Text("log.level");
  if (tls != nullptr) out.certificate_until = tls->GoodUntilMs();
  out.needs_restart = NeedsRestart(started, config, tls != nullptr);
  return out;
}

}  // namespace

Status TakeLogLevel(const config::Config& config) {
  KOINE_TRY(const log::Level level, LevelOf(config));
  log::SetLevel(level);
  return Ok();
}

Status TakeLogFormat(const config::Config& config) {
  log::Format format = log::Format::kText;
  if (!log::ParseFormat(config.Text("log.format"), &format)) {
    return config.Refusal("log.format", "must be text or json");
  }
  log::SetFormat(format);
  return Ok();
}

Result<ReloadOut> Reload(const config::Config& started, const config::Inputs& inputs,
                         net::TlsContext* tls) {
  auto out = Take(started, inputs, tls);
  if (!out.ok()) {
    log::Error("server", "not reloaded: {}", out.error().text);
    return out;
  }
  std::string text = ReloadText(*out);
  std::replace(text.begin(), text.end(), '\n', ';');
  text.pop_back();
  log::Info("server", "{}", text);
  return out;
}

std::string ReloadText(const ReloadOut& out) {
  std::string text = "reloaded log.level, which is " + out.level;
  if (out.certificate_until != 0) {
    text += ", and the certificate, " + CertificateText(out.certificate_until);
  }
  text += "\n";
  std::string names;
  for (const std::string& name : out.needs_restart) names += (names.empty() ? "" : ", ") + name;
  if (!names.empty()) text += "needs a restart: " + names + "\n";
  return text;
}

std::string CertificateText(std::int64_t until_ms) {
  const bool good = until_ms > SystemClock().NowMs();
  return (good ? "good until " : "no longer good since ") + FormatTime(until_ms, Zone::Utc()) +
         " UTC";
}

}  // namespace koine::server
