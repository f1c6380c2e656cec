#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "core/call/ice.h"
#include "core/identity/user.h"
#include "core/wallet/red_packet.h"
#include "gateway/dialect.h"
#include "gateway/features.h"
#include "gateway/presence.h"

// The IM Chat dialect: users, friends, groups, messages; the back office below /im and /auth; the
// WebSocket at /ws (docs/api/imchat).
namespace koine::imchat {

inline constexpr std::size_t kSocketBytesMax = 64 * 1024;  // im-chat 5.1
inline constexpr std::int64_t kSocketIdleMs = 60'000;
inline constexpr std::uint16_t kIdleClose = 4008;
inline constexpr int kHeartbeatS = 20;
inline constexpr int kBadFramesMax = 10;                                    // in a row
inline constexpr std::int64_t kCallRingMs = 30'000, kCallGraceMs = 15'000;  // im-chat 2.6.1
inline constexpr std::int64_t kAdminTokenMs = 8 * 3600 * 1000LL;            // im-chat 3

// What the wallet and red packets go by (im-chat 2.1, 2.7, 4); sums in cents.
struct MoneySettings {
  std::int64_t min_withdrawal = 100;
  std::int64_t fee_ratio = 0;  // of wallet::kRatioBase
  std::int64_t vip = 10'000;   // 30 days
  std::string to_address;      // where the owner of the server takes money
  bool confirm_recharges = false;
  int trade_failures_max = 0;  // 0: wrong trade passwords lock nothing
  wallet::PacketLimits packets;
  std::string service_key;  // opens im-chat 4; empty: none does
  bool service_anonymous = false, service_loopback = false;
};

struct Settings {
  std::int64_t access_ms = 30 * 60 * 1000LL;  // im-chat 1.5
  std::int64_t refresh_ms = 7 * 24 * 3600 * 1000LL;
  bool reply_to_strangers = true;  // who was written to by no friend may answer (mapping 4.3)
  const Zone* zone = nullptr;      // of times (im-chat 1.6); null: +08:00
  bool registration = true;
  bool invited_only = false;  // then with a code of an administrator
  gateway::Features features;
  MoneySettings money;
  std::int64_t repeat_ms = 0;      // im-chat 1.7; 0: repetitions are fine
  bool vips_found_groups = false;  // only they; im-chat 2.1
  bool captcha_required = false;   // im-chat 2.9.1
  std::string version = "3.0.0", min_version = "2.5.0", download_url;  // im-chat 2.9.2
  std::string public_url;  // of links to files; empty: as the request says it reached the server
  call::IceSettings ice;
  int call_participants = 9;  // of a group's call (im-chat 2.6.2)
};

// What signs tokens, 32 bytes or more each.
struct Secrets {
  std::string access, refresh;
};

// Kinds of devices (im-chat 1.5), and how a login for the back office says that it is one.
inline constexpr int kTerminals = 3;
inline constexpr char kBackstage[] = "backstage";

// What a session keeps for itself.
struct SocketState final : gateway::SessionState {
  int terminal = 0;
  int bad_frames = 0;  // in a row
};

class Imchat final : public gateway::Dialect {
 public:
  Imchat(const Secrets& secrets, Settings settings);
  ~Imchat() override;

  bool Owns(std::string_view path) const override;
  access::Role RoleOf(const identity::LoginView& view) const override;
  bool Admits(const gateway::Endpoint& row, const identity::LoginView& view) const override;
  std::string_view TokenOf(const net::Request& request) const override;
  Result<gateway::TokenClaim> ReadToken(std::string_view token, std::int64_t now_ms) const override;
  std::string EnvelopeSchema(std::string_view data) const override;
  std::string Success(const gateway::Endpoint& row, const gateway::Call& call, void* result,
                      json::Numbers numbers) const override;
  std::string RefusalBody(int code, std::string_view text, int* status) const override;
  std::string Failure(std::span<const Error> errors, int* status) const override;

  const char* socket_path() const override { return "/ws"; }
  const char* socket_query() const override {
    return R"({"type":"object","properties":{"accessToken":{"type":"string"}}})";
  }
  const json::Type* AnswerType(const gateway::FrameRow& row) const override;
  std::string AnswerSchema(std::string_view type, std::string_view fields) const override;
  std::int64_t socket_idle_ms() const override { return kSocketIdleMs; }
  std::uint16_t socket_idle_code() const override { return kIdleClose; }
  std::size_t socket_bytes_max() const override { return kSocketBytesMax; }
  int frames_at_once() const override { return 1; }
  bool judges_upgrade() const override { return true; }
  gateway::Handshake ReadHandshake(const net::Request& request, std::int64_t now_ms) const override;
  Status CheckHandshake(const gateway::Handshake& handshake,
                        const identity::LoginView& view) const override;
  std::string HandshakeAnswer(const Error* error) const override;
  int handshake_status(const Error& error) const override;
  int PlatformOf(const gateway::Session& session) const override;
  void OnSocket(gateway::Session&, const net::Request&) override {}
  void OnFrame(gateway::Session& session, std::string_view text, bool binary) override;
  void OnAnswered(gateway::Session& session, const FrameOutcome& outcome) override;
  void OnJoined(gateway::Session& session) override;
  void OnRefused(gateway::Session& session, const Error& error) override;
  void OnRevoked(gateway::Session& session, const std::string& reason) override;
  void Render(const event::Event& event, std::int64_t position, gateway::View view, int wire,
              std::string* frames) const override;

  const Settings& settings() const { return settings_; }
  // Who is online, for frames that tell of friends. Outlives this; before the server runs.
  void Watch(const gateway::Presence& presence) { presence_ = &presence; }
  // Access tokens of `other` do as well for requests, with the rights of a user: so one client can
  // use both dialects after one login. `other` outlives this; before the server runs.
  void AlsoTake(const gateway::Dialect& other) { also_ = &other; }

  // The two tokens of a login; `secret` is what its row keeps the digest of, and stays the same
  // when they are renewed.
  struct Tokens {
    std::string access, refresh;
  };
  Tokens MakeTokens(const identity::Login& login, const identity::User& user,
                    const std::string& secret, std::int64_t now_ms) const;
  // A token of the back office.
  std::string AdminToken(const identity::Login& login, const identity::User& user,
                         std::int64_t now_ms) const;
  // What a refresh token proves. kUnauthenticated, kTokenExpired.
  struct Proof {
    LoginId login;
    std::string secret;
  };
  Result<Proof> ReadRefresh(std::string_view token, std::int64_t now_ms) const;

  // A captcha is told by its id alone: what it shows is made from it (im-chat 2.9.1).
  std::string NewCaptcha(Random& random, std::int64_t now_ms) const;
  // The text of a captcha that this server made; nothing of another, or when its time is over.
  std::optional<std::string> CaptchaText(std::string_view id, std::int64_t now_ms) const;

 private:
  crypto::HmacSha256 access_, refresh_, captcha_;
  Settings settings_;
  const gateway::Dialect* also_ = nullptr;
  const gateway::Presence* presence_ = nullptr;
};

inline Imchat& DialectOf(const gateway::Call& call) {
  return static_cast<Imchat&>(*call.dialect);
}

// Rows that belong to the address of the back office, of red packets, and neither (im-chat 1.1).
bool OfBackstage(const gateway::Endpoint& row);
bool OfRedPackets(const gateway::Endpoint& row);
// Those that are for users only.
bool OfUsers(const gateway::Endpoint& row);

// Who may call a row of the back office besides administrators (im-chat 3).
inline constexpr unsigned kAuditors = access::Bit(access::Role::kAuditor);
inline constexpr unsigned kFinances = access::Bit(access::Role::kFinance);

// The rows of each chapter.
void AddAuth(std::vector<gateway::Endpoint>* rows);
void AddUsers(std::vector<gateway::Endpoint>* rows);
void AddSystem(std::vector<gateway::Endpoint>* rows);
void AddFriends(std::vector<gateway::Endpoint>* rows);
void AddGroups(std::vector<gateway::Endpoint>* rows);
void AddGroupMembers(std::vector<gateway::Endpoint>* rows);
void AddPrivateMessages(std::vector<gateway::Endpoint>* rows);
void AddGroupMessages(std::vector<gateway::Endpoint>* rows);
void AddFiles(std::vector<gateway::Endpoint>* rows);
void AddComplaints(std::vector<gateway::Endpoint>* rows);
void AddOfficeComplaints(std::vector<gateway::Endpoint>* rows);
void AddOfficeMessages(std::vector<gateway::Endpoint>* rows);
void AddOfficeGroups(std::vector<gateway::Endpoint>* rows);
void AddOfficeUsers(std::vector<gateway::Endpoint>* rows);
void AddOfficeWords(std::vector<gateway::Endpoint>* rows);
void AddOfficeNotices(std::vector<gateway::Endpoint>* rows);
void AddNotices(std::vector<gateway::Endpoint>* rows);
void AddWallet(std::vector<gateway::Endpoint>* rows);
void AddRedPackets(std::vector<gateway::Endpoint>* rows);
void AddRedService(std::vector<gateway::Endpoint>* rows);
void AddOfficeRoles(std::vector<gateway::Endpoint>* rows);
void AddOfficeMoney(std::vector<gateway::Endpoint>* rows);
void AddCalls(std::vector<gateway::Endpoint>* rows);
void AddGroupCalls(std::vector<gateway::Endpoint>* rows);
void AddFrames(std::vector<gateway::FrameRow>* rows);
void AddCallFrames(std::vector<gateway::FrameRow>* rows);
// What the server sends, for the description of the API.
void AddSessionFrames(std::vector<gateway::EventRow>* rows);
void AddSessionEvents(std::vector<gateway::EventRow>* rows);
void AddEvents(std::vector<gateway::EventRow>* rows);
void AddCallEvents(std::vector<gateway::EventRow>* rows);

// The number and text of an error (im-chat 1.4, mapping 10).
struct Answer {
  int code = 500;
  std::string message;
};
Answer AnswerOf(const Error& error);
// What is refused first, of several (im-chat 1.4).
Answer AnswerOf(std::span<const Error> errors);

}  // namespace koine::imchat
