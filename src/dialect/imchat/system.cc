// Captchas and what clients ask before anything else (im-chat 2.9.1, 2.9.2).

#include <cstdint>
#include <utility>

#include "base/text.h"
#include "base/uuid.h"
#include "core/file/chat.h"
#include "core/wallet/order.h"
#include "dialect/imchat/captcha.h"
#include "dialect/imchat/imchat.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;

namespace {

constexpr std::int64_t kCaptchaMs = 5 * 60 * 1000;
// A captcha's id has the form of a UUID of 128 bits: when it was made, chance, and a mark over both
// that only this server makes.
constexpr std::size_t kTimeBytes = 6;
constexpr std::size_t kChanceBytes = 5;
constexpr std::size_t kMarkBytes = 5;

}  // namespace

std::string Imchat::NewCaptcha(Random& random, std::int64_t now_ms) const {
  std::string bytes;
  for (std::size_t i = kTimeBytes; i > 0; --i) {
    bytes += static_cast<char>((now_ms >> (8 * (i - 1))) & 0xff);
  }
  std::string chance(kChanceBytes, '\0');
  random.Fill(chance.data(), chance.size());
  bytes += chance;
  bytes += captcha_.Sign("id " + bytes).substr(0, kMarkBytes);
  return uuid::Text(bytes);
}

std::optional<std::string> Imchat::CaptchaText(std::string_view id, std::int64_t now_ms) const {
  const auto bytes = uuid::Bytes(id);
  if (!bytes) return std::nullopt;
  const std::string made = bytes->substr(0, kTimeBytes + kChanceBytes);
  const std::string mark = captcha_.Sign("id " + made).substr(0, kMarkBytes);
  if (!crypto::Equal(mark, bytes->substr(made.size()))) return std::nullopt;
  std::int64_t at = 0;
  for (std::size_t i = 0; i < kTimeBytes; ++i) {
    at = at << 8 | static_cast<unsigned char>(made[i]);
  }
  if (now_ms - at >= kCaptchaMs) return std::nullopt;
  const std::string digest = captcha_.Sign("text " + made);
  std::string out;
  for (int i = 0; i < kCaptchaChars; ++i) {
    // Two bytes for each, so that all characters come about equally often.
    const auto high = static_cast<unsigned char>(digest[static_cast<std::size_t>(2 * i)]);
    const auto low = static_cast<unsigned char>(digest[static_cast<std::size_t>(2 * i + 1)]);
    out += kCaptchaAlphabet[(high * 256u + low) % kCaptchaAlphabet.size()];
  }
  return out;
}

struct CaptchaOut {
  std::string captchaId, captchaImage;
};
KOINE_DESCRIBE(CaptchaOut, (captchaId, captchaImage))

struct RegistrationOut {
  std::vector<std::string> mode;
  bool captchaRequired = false;
};
KOINE_DESCRIBE(RegistrationOut, (mode, captchaRequired))
struct UploadMaxOut {
  std::int64_t imageMax = 0, fileMax = 0, videoMax = 0, voiceMax = 0;  // bytes
};
KOINE_DESCRIBE(UploadMaxOut, (imageMax, fileMax, videoMax, voiceMax))
struct WalletConfigOut {
  json::Cents vipAmount;
  double feeRatio = 0;
  json::Cents minWithdraw;
  std::string toAddress;
};
KOINE_DESCRIBE(WalletConfigOut, (vipAmount, feeRatio, minWithdraw, toAddress))
struct IceUrls {
  std::vector<std::string> urls;
};
KOINE_DESCRIBE(IceUrls, (urls))
struct WebrtcOut {
  int maxChannel = 0;  // people in a group's call at once
  std::vector<IceUrls> iceServers;
};
KOINE_DESCRIBE(WebrtcOut, (maxChannel, iceServers))
// What is off is served by no path.
struct FeaturesOut {
  bool wallet = true, redPacket = true, call = true;
};
KOINE_DESCRIBE(FeaturesOut, (wallet, redPacket, call))
struct ConfigOut {
  std::string version, minVersion, downloadUrl;
  RegistrationOut registration;
  WebrtcOut webrtc;
  WalletConfigOut wallet;
  UploadMaxOut upload;
  FeaturesOut features;
};
KOINE_DESCRIBE(ConfigOut,
               (version, minVersion, downloadUrl, registration, webrtc, wallet, upload, features))

namespace {

Result<CaptchaOut> GetCaptcha(Call& call, Nothing&) {
  const Imchat& dialect = DialectOf(call);
  CaptchaOut out;
  out.captchaId = dialect.NewCaptcha(*call.services->random, call.now_ms());
  const auto text = dialect.CaptchaText(out.captchaId, call.now_ms());
  if (!text) return Error{Code::kInternal};
  const std::string image = DrawCaptcha(*text, *call.services->random);
  if (image.empty()) return Error{Code::kUnavailable};
  out.captchaImage = text::Base64(image);
  return out;
}

Result<ConfigOut> GetConfig(Call& call, Nothing&) {
  const Settings& settings = DialectOf(call).settings();
  ConfigOut out;
  out.version = settings.version;
  out.minVersion = settings.min_version;
  out.downloadUrl = settings.download_url;
  out.registration.captchaRequired = settings.captcha_required;
  // By nothing, where nobody makes an account.
  if (settings.registration) out.registration.mode = {"username"};
  if (settings.registration && settings.invited_only) {
    out.registration.mode.push_back("invitation");
  }
  out.upload = {file::kChatBytes, file::kChatBytes, file::kChatVideoBytes, file::kChatBytes};
  out.features = {settings.features.money, settings.features.packets, settings.features.calls};
  const MoneySettings& money = settings.money;
  out.wallet = {{money.vip},
                static_cast<double>(money.fee_ratio) / wallet::kRatioBase,
                {money.min_withdrawal},
                money.to_address};
  out.webrtc.maxChannel = settings.call_participants;
  // Relays need credentials, and those are of users: GET /webrtc/iceServers.
  if (!settings.ice.stun.empty()) out.webrtc.iceServers.push_back({settings.ice.stun});
  return out;
}

}  // namespace

void AddSystem(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  for (const char* path : {"/captcha", "/captcha/img/code"}) {
    rows->push_back(Ep<&GetCaptcha>(Method::kGet, path, "Get a captcha picture",
                                    {.auth = Auth::kNone,
                                     .mode = Mode::kPlain,
                                     .expensive = true,
                                     .ref = "2.9.1",
                                     .about = gateway::About::kNothing}));
  }
  rows->push_back(Ep<&GetConfig>(Method::kGet, "/system/config",
                                 "Get the settings that clients need first",
                                 {.auth = Auth::kNone,
                                  .mode = Mode::kPlain,
                                  .ref = "2.9.2",
                                  .about = gateway::About::kNothing}));
}

}  // namespace koine::imchat
