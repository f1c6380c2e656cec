#include "server/imchat.h"

#include <string>
#include <utility>

#include "base/time.h"
#include "server/apps.h"
#include "server/options.h"
#include "server/wallet.h"

namespace koine::server {

namespace {

Result<imchat::Settings> ImchatSettings(const config::Config& config) {
  imchat::Settings settings;
  KOINE_TRY(settings.money, ReadMoneySettings(config));
  settings.features = FeaturesOf(config);
  settings.registration = RegistrationOpen(config) && config.Bool("imchat.registration");
  settings.invited_only = RegistrationByInvitation(config);
  settings.reply_to_strangers = config.Bool("imchat.reply_to_strangers");
  settings.zone = Zone::Find(config.Text("imchat.zone"));
  if (settings.zone == nullptr) {
    return config.Refusal("imchat.zone", "expected UTC, +08:00 or Area/City");
  }
  settings.repeat_ms = config.Int("imchat.repeat_submit_ms");
  settings.vips_found_groups = config.Bool("group.create_requires_vip");
  settings.captcha_required = config.Bool("imchat.captcha_required");
  settings.access_ms = config.DurationMs("imchat.access_lifetime");
  settings.refresh_ms = config.DurationMs("imchat.refresh_lifetime");
  settings.version = config.Text("imchat.version");
  settings.min_version = config.Text("imchat.min_version");
  settings.download_url = config.Text("imchat.download_url");
  KOINE_TRY(settings.public_url, PublicUrl(config, "imchat.public_url"));
  settings.ice = IceSettings(config);
  settings.call_participants = static_cast<int>(config.Int("call.participants_max"));
  return settings;
}

bool All(const gateway::Endpoint&) {
  return true;
}
bool OfOffice(const gateway::Endpoint& row) {
  return imchat::OfBackstage(row) || imchat::OfRedPackets(row);
}
bool OfChat(const gateway::Endpoint& row) {
  return !OfOffice(row);
}
bool NotBackstage(const gateway::Endpoint& row) {
  return !imchat::OfBackstage(row);
}
bool NotRedPackets(const gateway::Endpoint& row) {
  return !imchat::OfRedPackets(row);
}
using Fits = bool (*)(const gateway::Endpoint& row);

// Which rows are served where. A part whose listener is switched off, or is the main one, stays
// with the others.
struct Parts {
  Fits main = All, backstage = All, red_packets = All;
  bool own_backstage = false, own_red_packets = false;
};
Parts PartsOf(const config::Config& config) {
  const auto& main = config.Text("listen.main");
  const auto& backstage = config.Text("listen.imchat_backstage");
  const auto& red_packets = config.Text("listen.imchat_redpacket");
  const auto own = [&](const std::string& at) {
    return config.Bool("imchat.strict_ports") && !at.empty() && (at != main || at.ends_with(":0"));
  };
  Parts out;
  out.own_backstage = own(backstage);
  out.own_red_packets = own(red_packets);
  const bool both = out.own_backstage && out.own_red_packets;
  const bool together = both && backstage == red_packets && !backstage.ends_with(":0");
  if (out.own_backstage) out.backstage = together ? OfOffice : imchat::OfBackstage;
  if (out.own_red_packets) out.red_packets = together ? OfOffice : imchat::OfRedPackets;
  if (both) {
    out.main = OfChat;
  } else if (out.own_backstage) {
    out.main = NotBackstage;
  } else if (out.own_red_packets) {
    out.main = NotRedPackets;
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<imchat::Imchat>> OpenImchat(const config::Config& config,
                                                   const Secrets& secrets,
                                                   gateway::Gateway& gateway) {
  KOINE_TRY(imchat::Settings settings, ImchatSettings(config));
  auto dialect = std::make_unique<imchat::Imchat>(
      imchat::Secrets{secrets.imchat_access, secrets.imchat_refresh}, std::move(settings));
  const Parts parts = PartsOf(config);
  gateway::Site& backstage = gateway.AddSite("imchat_backstage");
  gateway::Site& red_packets = gateway.AddSite("imchat_redpacket");
  backstage.named_origins = parts.own_backstage;
  for (gateway::Site* site : {&gateway.main_site(), &backstage, &red_packets}) {
    site->otherwise = dialect.get();
  }
  dialect->Watch(gateway.presence());
  KOINE_CHECK(gateway.Prepare(*dialect));
  KOINE_CHECK(gateway.ServeAt(*dialect, gateway.main_site(), parts.main, !parts.own_backstage));
  KOINE_CHECK(gateway.ServeAt(*dialect, backstage, parts.backstage, true));
  KOINE_CHECK(gateway.ServeAt(*dialect, red_packets, parts.red_packets, !parts.own_red_packets));
  return dialect;
}

}  // namespace koine::server
