#include "server/imchat.h"

#include <utility>

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

bool All(const gateway::Endpoint&) { return true; }
bool OfChat(const gateway::Endpoint& row) {
  return !imchat::OfBackstage(row) && !imchat::OfRedPackets(row);
}

}  // namespace

Result<std::unique_ptr<imchat::Imchat>> OpenImchat(const config::Config& config,
                                                   const Secrets& secrets,
                                                   gateway::Gateway& gateway) {
  KOINE_TRY(imchat::Settings settings, ImchatSettings(config));
  auto dialect = std::make_unique<imchat::Imchat>(
      imchat::Secrets{secrets.imchat_access, secrets.imchat_refresh}, std::move(settings));
  const bool strict = config.Bool("imchat.strict_ports");
  gateway::Site& backstage = gateway.AddSite("imchat_backstage");
  gateway::Site& red_packets = gateway.AddSite("imchat_redpacket");
  for (gateway::Site* site : {&gateway.main_site(), &backstage, &red_packets}) {
    site->otherwise = dialect.get();
  }
  dialect->Watch(gateway.presence());
  KOINE_CHECK(gateway.Prepare(*dialect));
  KOINE_CHECK(gateway.ServeAt(*dialect, gateway.main_site(), strict ? &OfChat : &All, !strict));
  KOINE_CHECK(
      gateway.ServeAt(*dialect, backstage, strict ? &imchat::OfBackstage : &All, true));
  KOINE_CHECK(gateway.ServeAt(*dialect, red_packets, strict ? &imchat::OfRedPackets : &All,
                              !strict));
  return dialect;
}

}  // namespace koine::server
