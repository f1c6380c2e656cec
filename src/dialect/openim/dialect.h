#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "core/history/listed.h"
#include "core/identity/token.h"
#include "dialect/openim/known_handles.h"
#include "dialect/openim/socket.h"
#include "gateway/dialect.h"

// The OpenIM dialect: REST on an address of its own, gateway on another (docs/api/openim).
namespace koine::openim {

// openim 2.1
inline constexpr int kPlatformMin = 1;
inline constexpr int kPlatformMax = 11;
inline constexpr int kPlatformAdmin = 10;
inline constexpr int kPlatformLogoutMax = 10;
// A token's clock may be so far ahead of its making (openim 2.2).
inline constexpr std::int64_t kIssuedBeforeS = 5;
inline constexpr std::int64_t kAdminGraceMs = 5 * 60 * 1000;  // openim 2.5

struct Settings {
  std::vector<std::string> admin_users = {"imAdmin"};     // handles (openim 2.4)
  std::vector<std::string> admin_names = {"superAdmin"};  // their nicknames, in the same order
  std::int64_t token_ms = 90 * 24 * 3600 * 1000LL;
  identity::MultiLogin multi_login = identity::MultiLogin::kOnePerTerminal;
  int per_platform_max = 30;
  std::int64_t connections_max = 100'000;  // of the gateway (openim-ws 2.2)
  bool friend_verification = false;        // one writes only to who has one among their friends
  bool history_for_new = true;             // of groups made here
  // Whether the name of an object opens it, without the key that its address has (mapping 14).
  bool plain_object_urls = false;
  std::string public_url;   // of addresses of objects; empty: as a request says it
  std::string grafana_url;  // where /third/prometheus leads; empty: nowhere
  std::string config;       // the settings in force as JSON, without their secrets
  // Ends the process in order and starts it again, a little later; returns at once.
  std::function<void()> restart;
};

class Openim final : public gateway::Dialect {
 public:
  // `secret` signs the tokens and is what administrators show for theirs; `seal` (16 bytes) hides
  // ids.
  Openim(std::string_view secret, std::string_view seal, Settings settings);
  ~Openim() override;

  // It has addresses of its own.
  bool Owns(std::string_view) const override { return true; }
  Status CheckHeaders(const net::Request& request) const override;
  access::Role RoleOf(const identity::LoginView& view) const override;
  std::string_view TokenOf(const net::Request& request) const override;
  std::string_view OperationOf(const net::Request& request) const override;
  Result<gateway::TokenClaim> ReadToken(std::string_view token, std::int64_t now_ms) const override;
  std::string EnvelopeSchema(std::string_view data) const override;
  const char* header_parameters() const override {
    return R"({"name":"operationID","in":"header","required":true,"example":"1",)"
           R"("schema":{"type":"string"}})";
  }
  const char* security_scheme() const override {
    return R"({"type":"apiKey","in":"header","name":"token"})";
  }
  std::string Success(const gateway::Endpoint& row, const gateway::Call& call, void* result,
                      json::Numbers numbers) const override;
  std::string RefusalBody(int code, std::string_view text, int* status) const override;
  std::string Failure(std::span<const Error> errors, int* status) const override;
  const char* socket_path() const override { return ""; }
  const char* socket_query() const override;
  std::string SentSchema(std::string_view type, std::string_view fields) const override;
  std::string HeardSchema(const gateway::EventRow& row, std::string_view body) const override;
  const json::Type* AnswerType(const gateway::FrameRow& row) const override;
  std::string AnswerSchema(std::string_view type, std::string_view fields) const override;
  std::int64_t socket_idle_ms() const override { return kReadDeadlineMs; }
  std::size_t socket_bytes_max() const override { return kFrameBytesMax; }
  std::size_t unzipped_bytes_max() const override { return kUnzippedBytesMax; }
  int frames_at_once() const override { return 1; }
  bool judges_upgrade() const override { return true; }
  gateway::Handshake ReadHandshake(const net::Request& request, std::int64_t now_ms) const override;
  Status CheckHandshake(const gateway::Handshake& handshake,
                        const identity::LoginView& view) const override;
  std::string HandshakeAnswer(const Error* error) const override;
  void OnSocket(gateway::Session& session, const net::Request& request) override;
  void OnFrame(gateway::Session& session, std::string_view text, bool binary) override;
  void OnAnswered(gateway::Session& session, const FrameOutcome& outcome) override;
  int PlatformOf(const gateway::Session& session) const override;
  void OnPlatforms(gateway::Session& session, UserId user,
                   const std::vector<int>& platforms) override;
  void OnJoined(gateway::Session&) override {}
  void OnRefused(gateway::Session& session, const Error& error) override;
  void OnRevoked(gateway::Session& session, const std::string& reason) override;
  // Names of people and conversations are not in events.
  bool renders_late() const override { return true; }
  bool Shows(const event::Event& event) const override;
  std::shared_ptr<const void> LoadFor(store::Txn& txn, const event::Event& event,
                                      std::int64_t position) const override;
  void RenderLoaded(const event::Event& event, const void* loaded, gateway::View view, int wire,
                    std::string* frames) const override;
  void Render(const event::Event&, std::int64_t, gateway::View, int, std::string*) const override {}

  const Settings& settings() const { return settings_; }
  // Whether it is the secret; takes the same time wherever it differs.
  bool IsSecret(std::string_view text) const;
  // Which users the handles of the settings are, in their order. Before the dialect serves.
  void set_admins(std::vector<UserId> admins) { admins_ = std::move(admins); }
  bool IsAdmin(UserId user) const;
  KnownHandles& known_handles() const { return known_handles_; }
  history::ListedCache& listed() const { return listed_; }
  // In whose name the server itself speaks.
  const std::string& SystemHandle() const { return settings_.admin_users.front(); }

  // The serverMsgID of a stored message (mapping 1.2).
  std::string SealMessage(MessageId id) const;
  // The message that is sealed so.
  std::optional<MessageId> OpenMessage(std::string_view text) const;
  // The ids of what is told and never stored; differs for every event.
  std::string NotificationId(const event::Event& event, std::int64_t position,
                             std::int64_t now_ms) const;
  // The id of a notification that stands at a position; `part` tells those of one event apart.
  std::string NotificationId(TenantId tenant, std::int64_t position, int part = 0) const;

  // A token, and what is kept of it (openim 2.2). The same for the same user, platform and second.
  struct Token {
    std::string text;
    identity::NewToken kept;
  };
  Token MakeToken(std::string_view handle, int platform, std::int64_t now_ms) const;
  const identity::TokenRule& token_rule() const { return token_rule_; }

  // What a token says, if this server signed it. kUnauthenticated "malformed", "nbf", …;
  // kTokenExpired "exp".
  struct Claim {
    std::string handle;
    int platform = 0;
    std::int64_t expires_s = 0;
  };
  Result<Claim> ReadClaim(std::string_view token, std::int64_t now_ms) const;

 private:
  std::string secret_;
  crypto::HmacSha256 key_;
  crypto::Seal seal_;
  Settings settings_;
  identity::TokenRule token_rule_;
  std::vector<UserId> admins_;
  // Memories, no state: each has a lock of its own.
  mutable KnownHandles known_handles_;
  mutable history::ListedCache listed_;
};

inline Openim& DialectOf(gateway::Call& call) {
  return static_cast<Openim&>(*call.dialect);
}

// The digest under which a token is kept.
std::string DigestOf(std::string_view token);
// Who acts for the user whom a request names (openim 2.4, "S"): kForbidden for anybody but that
// user and administrators.
Result<access::Principal> ActFor(store::Txn& txn, gateway::Call& call, std::string_view handle);

// The rows of each chapter.
void AddAuth(std::vector<gateway::Endpoint>* rows);
void AddUsers(std::vector<gateway::Endpoint>* rows);
void AddUserSettings(std::vector<gateway::Endpoint>* rows);
void AddAccounts(std::vector<gateway::Endpoint>* rows);
void AddFriends(std::vector<gateway::Endpoint>* rows);
void AddFriendRequests(std::vector<gateway::Endpoint>* rows);
void AddBlacks(std::vector<gateway::Endpoint>* rows);
void AddFriendSync(std::vector<gateway::Endpoint>* rows);
void AddUserStatus(std::vector<gateway::Endpoint>* rows);
void AddGroups(std::vector<gateway::Endpoint>* rows);
void AddGroupMembers(std::vector<gateway::Endpoint>* rows);
void AddGroupSync(std::vector<gateway::Endpoint>* rows);
void AddGroupJoins(std::vector<gateway::Endpoint>* rows);
void AddGroupInfo(std::vector<gateway::Endpoint>* rows);
void AddGroupRequests(std::vector<gateway::Endpoint>* rows);
void AddConversations(std::vector<gateway::Endpoint>* rows);
void AddConversationSync(std::vector<gateway::Endpoint>* rows);
void AddConversationSettings(std::vector<gateway::Endpoint>* rows);
void AddMessagePulls(std::vector<gateway::Endpoint>* rows);
void AddMessageReading(std::vector<gateway::Endpoint>* rows);
void AddMessageSending(std::vector<gateway::Endpoint>* rows);
void AddMessageSearch(std::vector<gateway::Endpoint>* rows);
void AddMessageRevision(std::vector<gateway::Endpoint>* rows);
void AddMessagePurge(std::vector<gateway::Endpoint>* rows);
void AddObjects(std::vector<gateway::Endpoint>* rows);
void AddObjectLinks(std::vector<gateway::Endpoint>* rows);
void AddThird(std::vector<gateway::Endpoint>* rows);
void AddStatistics(std::vector<gateway::Endpoint>* rows);
void AddJsSdk(std::vector<gateway::Endpoint>* rows);
void AddConfig(std::vector<gateway::Endpoint>* rows);

// The number and texts of an error (openim 1.5, mapping 10).
struct Answer {
  int code = 500;
  std::string msg;  // the class of errors, or what a parser said
  std::string detail;
};
Answer AnswerOf(const Error& error);

}  // namespace koine::openim
