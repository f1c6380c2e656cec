#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/time.h"
#include "core/tenant/tenant.h"
#include "dialect/appim/quotas.h"
#include "gateway/dialect.h"

// The App IM dialect: many applications, each a tenant; REST below /im, WebSocket on an address of
// its own and at /im/socket (docs/api/appim).
namespace koine::appim {

inline constexpr std::size_t kSocketBytesMax = 64 * 1024;  // app-im 5.1
inline constexpr std::int64_t kSocketIdleMs = 60'000;      // app-im 5.4
inline constexpr std::int64_t kPingMs = 10'000;
inline constexpr std::int64_t kSocketLoginMs = 10'000;       // app-im 5.1
inline constexpr std::int64_t kLoginMs = 30 * 86'400'000LL;  // how long the row of one stays
inline constexpr std::int64_t kLeewayS = 60;                 // app-im 1.4
inline constexpr std::size_t kRequestIdCharsMax = 128;       // app-im 1.3

// Session::wire: sockets of applications that want all events, or only messages (app-im 5.5).
inline constexpr int kWireAll = 0;
inline constexpr int kWireMessages = 1;

// What a token says (app-im 1.4).
struct TokenClaims {
  std::string unique_name, aud, act;
  std::optional<std::string> members;
  std::int64_t exp = 0;
};
KOINE_DESCRIBE(TokenClaims, (unique_name, aud, act, members, exp))

// Who calls over HTTP.
struct AppCaller final : gateway::CallerState {
  tenant::App app;
  bool key = false;                  // showed a key
  bool master = false;               // showed the master key
  std::optional<TokenClaims> token;  // where one was needed
};

class Appim final : public gateway::Dialect {
 public:
  // `seal` (16 bytes) hides ids; `secret_key` is what the secrets of applications are made of.
  // `public_url`: where the world reaches this server ("https://im.example.org"); empty: as the
  // request says. `zone`: in which times of conversations are read and written, and days counted;
  // kept.
  Appim(std::string_view seal, crypto::HmacSha256 secret_key, std::string public_url = {},
        const Zone& zone = Zone::Shanghai());
  ~Appim() override;

  bool Owns(std::string_view path) const override;
  bool judges_requests() const override { return true; }
  Result<gateway::Caller> JudgeRequest(store::Txn& txn, const gateway::Endpoint& row,
                                       const net::Request& request) const override;
  std::string_view TokenOf(const net::Request& request) const override;
  std::string_view OperationOf(const net::Request& request) const override;
  // No login stands behind a token here.
  Result<gateway::TokenClaim> ReadToken(std::string_view, std::int64_t) const override {
    return Error{Code::kUnauthenticated};
  }
  std::string EnvelopeSchema(std::string_view data) const override;
  const char* header_parameters() const override {
    return R"({"name":"app-id","in":"header","required":true,"schema":{"type":"string"}})";
  }
  const char* security_scheme() const override {
    return R"({"type":"apiKey","in":"header","name":"app-key"})";
  }
  std::string Success(const gateway::Endpoint& row, const gateway::Call& call, void* result,
                      json::Numbers numbers) const override;
  std::string RefusalBody(int code, std::string_view text, int* status) const override;
  std::string Failure(std::span<const Error> errors, int* status) const override {
    return Refusal({}, errors, status);
  }
  std::string FailureOf(const net::Request& request, std::span<const Error> errors,
                        int* status) const override {
    return Refusal(OperationOf(request), errors, status);
  }
  const char* socket_path() const override { return "/im/socket"; }
  std::int64_t socket_idle_ms() const override { return kSocketIdleMs; }
  std::size_t socket_bytes_max() const override { return kSocketBytesMax; }
  int frames_at_once() const override { return 1; }
  int PlatformOf(const gateway::Session&) const override { return 2; }
  void OnSocket(gateway::Session& session, const net::Request& request) override;
  void OnFrame(gateway::Session& session, std::string_view text, bool binary) override;
  void OnAnswered(gateway::Session& session, const FrameOutcome& outcome) override;
  void OnJoined(gateway::Session& session) override;
  void OnRefused(gateway::Session& session, const Error& error) override;
  void OnRevoked(gateway::Session& session, const std::string& reason) override;
  // Client ids are not in events.
  bool renders_late() const override { return true; }
  bool Shows(const event::Event& event) const override;
  std::shared_ptr<const void> LoadFor(store::Txn& txn, const event::Event& event,
                                      std::int64_t position) const override;
  void RenderLoaded(const event::Event& event, const void* loaded, gateway::View view, int wire,
                    std::string* frames) const override;
  void Render(const event::Event&, std::int64_t, gateway::View, int, std::string*) const override {}

  // Where client_num of rooms is looked up. Before sessions begin.
  void set_presence(const gateway::Presence* presence) { presence_ = presence; }
  const gateway::Presence* presence() const { return presence_; }
  const std::string& public_url() const { return public_url_; }
  const Zone& zone() const { return *profile().zone; }
  Quotas& quotas() const { return quotas_; }

  // Ids as they are shown (mapping 1.2), and back: nothing for what is no id of this tenant.
  std::string SealConversation(TenantId tenant, ConversationId id) const;
  std::optional<ConversationId> OpenConversation(TenantId tenant, std::string_view text) const;
  std::string SealMessage(TenantId tenant, MessageId id) const;
  std::optional<MessageId> OpenMessage(TenantId tenant, std::string_view text) const;
  // Up to where a client was told.
  std::string SealCursor(TenantId tenant, MessageId last) const;
  std::optional<MessageId> OpenCursor(TenantId tenant, std::string_view text) const;

  // What a token says that the application signed. kUnauthenticated "token".
  Result<TokenClaims> ReadAppToken(const tenant::App& app, std::string_view token,
                                   std::int64_t now_ms) const;

 private:
  std::string Refusal(std::string_view operation, std::span<const Error> errors, int* status) const;
  // Answers a message that is beyond the application's messages per second.
  bool RefusesMessage(gateway::Session& session, const gateway::FrameRow& row,
                      std::string_view fields);

  crypto::Seal seal_;
  crypto::HmacSha256 secret_key_;
  const gateway::Presence* presence_ = nullptr;
  const std::string public_url_;
  mutable Quotas quotas_;  // counts what goes on, whoever looks
};

inline Appim& DialectOf(const gateway::Call& call) {
  return static_cast<Appim&>(*call.dialect);
}
inline const AppCaller& CallerOf(const gateway::Call& call) {
  return static_cast<const AppCaller&>(*call.caller);
}

// Whether the caller may act as this client: kForbidden where the token is of another.
Status MayActAs(const gateway::Call& call, std::string_view client);
// Whether the caller may name these clients: kForbidden where the token is for others.
Status MayName(const gateway::Call& call, std::vector<std::string> clients);

// The rows of each chapter.
void AddUsers(std::vector<gateway::Endpoint>* rows);
void AddConversations(std::vector<gateway::Endpoint>* rows);
void AddMembers(std::vector<gateway::Endpoint>* rows);
void AddMessages(std::vector<gateway::Endpoint>* rows);
void AddMessageOperations(std::vector<gateway::Endpoint>* rows);
void AddEdits(std::vector<gateway::Endpoint>* rows);
void AddModeration(std::vector<gateway::Endpoint>* rows);
void AddRooms(std::vector<gateway::Endpoint>* rows);
void AddLists(std::vector<gateway::Endpoint>* rows);
void AddRoomFrames(std::vector<gateway::FrameRow>* rows);
void AddFiles(std::vector<gateway::Endpoint>* rows);
void AddFrames(std::vector<gateway::FrameRow>* rows);
// What the server sends, for the description of the API.
void AddSocketEvents(std::vector<gateway::EventRow>* rows);
void AddEvents(std::vector<gateway::EventRow>* rows);

// The number and text of an error (app-im 1.5, mapping 10).
struct Answer {
  int code = 1;
  std::string message;
  int status = 200;
};
Answer AnswerOf(const Error& error);

}  // namespace koine::appim
