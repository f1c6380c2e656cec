#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "core/call/ice.h"
#include "core/conversation/kept_list.h"
#include "core/conversation/places.h"
#include "core/identity/user.h"
#include "core/message/kept_ends.h"
#include "core/office/attendance/hours.h"
#include "core/office/mail/outside.h"
#include "core/office/organization/kept_tree.h"
#include "core/search/hot.h"
#include "core/search/seats.h"
#include "dialect/ruoyi/ai_model.h"
#include "gateway/dialect.h"
#include "gateway/features.h"

// The RuoYi-IM dialect: REST below /api/im, WebSocket at /ws/im (docs/api/ruoyi).
namespace koine::ruoyi {

// Whom people find of others: everybody, who has the keyword in a name, or whose user name it is.
enum class Directory : std::uint8_t { kOpen, kSearch, kExact };

struct Settings {
  std::int64_t access_ms = 2 * 3600 * 1000LL;        // ruoyi 0.3
  std::int64_t refresh_ms = 7 * 24 * 3600 * 1000LL;  // and how long a login lasts unused
  bool registration = true;
  bool invited_only = false;  // then with a code of an administrator
  Directory directory = Directory::kSearch;
  gateway::Features features;
  call::IceSettings ice;                  // what browsers that call each other are told
  bool call_record = true;                // calls leave a line in the conversation
  int call_participants = 9;              // of a group
  std::int64_t group_members_max = 2000;  // what memberLimit may be; administrators may more
  attendance::Hours hours;                // when people work
  mail::World mail;                       // how mail leaves the server
  std::string mail_hook;                  // the secret of what comes in; empty: nothing does
  // Sites that the web client may show within its own pages, as they stand in addresses.
  std::vector<std::string> frame_hosts;
  AiSettings ai;
  std::string public_url;  // where people reach this server; empty: as each request says it
};

// Whether the web client may show a site within its own pages.
inline bool MayFrame(const Settings& settings, std::string_view host) {
  return std::ranges::find(settings.frame_hosts, host) != settings.frame_hosts.end();
}

// An access token may be used for a refresh so long after its end (ruoyi 1.3).
inline constexpr std::int64_t kRefreshGraceMs = 30 * 60 * 1000;
// Logins of published clients: these renew their token by themselves after 90 minutes and wait for
// themselves then, so it ends before; how long it can be renewed in all stays the same.
inline constexpr std::int64_t kPublishedAccessMs = 60 * 60 * 1000;
inline constexpr std::int64_t kPublishedGraceMs = 90 * 60 * 1000;
inline constexpr std::int64_t kSocketAuthMs = 10'000;  // ruoyi 22.1
inline constexpr std::int64_t kSocketIdleMs = 90'000;
inline constexpr std::size_t kFrameBytesMax = 64 * 1024;
inline constexpr int kOfflineMax = 1000;  // ruoyi 22.5
inline constexpr std::int64_t kOfflineMs = 7 * 24 * 3600 * 1000LL;

inline constexpr std::int64_t kCallRingMs = 60'000;  // ruoyi 14
inline constexpr std::int64_t kCallGraceMs = 30'000;

// The three forms of frames that published clients speak (ruoyi 22.6), as Session::wire. Everybody
// gets those of the contract; clients of the older forms get theirs beside them.
inline constexpr int kFormS = 0;   // the contract's own
inline constexpr int kFormD2 = 1;  // the newer web client: everything in `data`
inline constexpr int kFormD1 = 2;  // the older web client: flat frames

class Ruoyi final : public gateway::Dialect {
 public:
  // `secret` signs the tokens; at least 32 bytes.
  Ruoyi(std::string_view secret, const Clock& clock, Settings settings);
  ~Ruoyi() override;

  bool Owns(std::string_view path) const override;
  std::string_view TokenOf(const net::Request& request) const override;
  // kPublished for requests of published clients (published.h); else nothing.
  std::string_view AnswerFormOf(const net::Request& request,
                                const gateway::TokenClaim* claim) const override;
  Result<gateway::TokenClaim> ReadToken(std::string_view token, std::int64_t now_ms) const override;
  std::string Success(const gateway::Endpoint& row, const gateway::Call& call, void* result,
                      json::Numbers numbers) const override;
  std::string RefusalBody(int code, std::string_view text, int* status) const override;
  std::string Failure(std::span<const Error> errors, int* status) const override;
  std::string FailureOf(const net::Request& request, std::span<const Error> errors,
                        int* status) const override;
  std::string ReasonOf(const Error& error) const override;
  const char* socket_path() const override { return "/ws/im"; }
  const char* socket_query() const override {
    return R"({"type":"object","properties":{"token":{"type":"string"}}})";
  }
  std::string SentSchema(std::string_view type, std::string_view fields) const override;
  std::int64_t socket_idle_ms() const override { return kSocketIdleMs; }
  void OnSocket(gateway::Session& session, const net::Request& request) override;
  void OnFrame(gateway::Session& session, std::string_view text, bool binary) override;
  void OnJoined(gateway::Session& session) override;
  void OnRefused(gateway::Session& session, const Error& error) override;
  void OnRevoked(gateway::Session& session, const std::string& reason) override;
  void Render(const event::Event& event, std::int64_t position, gateway::View view, int wire,
              std::string* frames) const override;

  const Settings& settings() const { return settings_; }
  AiModel& ai() { return ai_; }
  conversation::PlacesCache& places() { return places_; }
  conversation::SummariesCache& summaries() { return summaries_; }
  search::HeadsCache& heads() { return heads_; }
  // Null for who has few conversations, or asked for no list of them lately.
  message::EndsCache* EndsOfBusy(UserId user) {
    const bool busy = places_.kept.Find(user) != nullptr || summaries_.kept.Find(user) != nullptr;
    return busy ? &ends_ : nullptr;
  }
  organization::TreesCache& trees() { return trees_; }
  search::HotKeywords& hot() { return hot_; }

  // The two tokens of a login, marked where it is one of a published client. `refresh_digest` is
  // what the login row keeps.
  std::string AccessToken(const identity::Login& login, const identity::User& user,
                          std::int64_t now_ms, bool published = false) const;
  std::string RefreshToken(LoginId login, std::int64_t expires_ms, Random& random,
                           bool published = false) const;
  // How long an access token lasts.
  std::int64_t AccessMs(bool published) const;

  // What a token presented for a refresh proves.
  struct Proof {
    LoginId login;
    bool refresh = false;  // a refresh token; else an access token within the grace
    bool published = false;
  };
  Result<Proof> ReadRefresh(std::string_view token, std::int64_t now_ms) const;

  // The code of a link by which a user sets a new password; `bound` as identity::BindReset has it.
  // The page of the web client is kResetPath and the code.
  static constexpr char kResetPath[] = "/#/reset/";
  std::string ResetCode(TenantId tenant, UserId user, const std::string& bound,
                        std::int64_t until_ms) const;
  // Signs them.
  crypto::HmacSha256 ResetKey() const {
    return crypto::HmacSha256(key_.Sign("links to a new password"));
  }

 private:
  crypto::HmacSha256 key_;
  Settings settings_;
  AiModel ai_;
  conversation::PlacesCache places_;
  conversation::SummariesCache summaries_;
  message::EndsCache ends_;
  organization::TreesCache trees_;
  search::HeadsCache heads_;
  search::HotKeywords hot_;
};

inline Ruoyi& DialectOf(gateway::Call& call) {
  return static_cast<Ruoyi&>(*call.dialect);
}

// The rows of each chapter.
void AddAuth(std::vector<gateway::Endpoint>* rows);
void AddUsers(std::vector<gateway::Endpoint>* rows);
void AddMessages(std::vector<gateway::Endpoint>* rows);
void AddMessageReads(std::vector<gateway::Endpoint>* rows);
void AddMessageEdits(std::vector<gateway::Endpoint>* rows);
void AddMessageMerges(std::vector<gateway::Endpoint>* rows);
void AddReactions(std::vector<gateway::Endpoint>* rows);
void AddFavorites(std::vector<gateway::Endpoint>* rows);
void AddOrganization(std::vector<gateway::Endpoint>* rows);
void AddMessageAdmin(std::vector<gateway::Endpoint>* rows);
void AddAi(std::vector<gateway::Endpoint>* rows);
void AddApplications(std::vector<gateway::Endpoint>* rows);
void AddSystemConfig(std::vector<gateway::Endpoint>* rows);
void AddConversations(std::vector<gateway::Endpoint>* rows);
void AddMentions(std::vector<gateway::Endpoint>* rows);
void AddContacts(std::vector<gateway::Endpoint>* rows);
void AddContactGroups(std::vector<gateway::Endpoint>* rows);
void AddConfig(std::vector<gateway::Endpoint>* rows);
void AddAudit(std::vector<gateway::Endpoint>* rows);
void AddUserAdmin(std::vector<gateway::Endpoint>* rows);
void AddReset(std::vector<gateway::Endpoint>* rows);
void AddSessions(std::vector<gateway::Endpoint>* rows);
void AddStatsAdmin(std::vector<gateway::Endpoint>* rows);
void AddNotifications(std::vector<gateway::Endpoint>* rows);
void AddApprovals(std::vector<gateway::Endpoint>* rows);
void AddSchedules(std::vector<gateway::Endpoint>* rows);
void AddAttendance(std::vector<gateway::Endpoint>* rows);
void AddDings(std::vector<gateway::Endpoint>* rows);
void AddDingTemplates(std::vector<gateway::Endpoint>* rows);
void AddWorkbench(std::vector<gateway::Endpoint>* rows);
void AddTasks(std::vector<gateway::Endpoint>* rows);
void AddWorkReports(std::vector<gateway::Endpoint>* rows);
void AddDocuments(std::vector<gateway::Endpoint>* rows);
void AddEmails(std::vector<gateway::Endpoint>* rows);
void AddExternalContacts(std::vector<gateway::Endpoint>* rows);
void AddCloud(std::vector<gateway::Endpoint>* rows);
void AddGroups(std::vector<gateway::Endpoint>* rows);
void AddCalls(std::vector<gateway::Endpoint>* rows);
void AddGroupCalls(std::vector<gateway::Endpoint>* rows);
// FrameRow::failed of frames whose refusal has no form of its own: an `error` frame.
void TellRefused(gateway::Session& session, const Error& error, const void* request);
void AddCallFrames(std::vector<gateway::FrameRow>* rows);
void AddMeetingRooms(std::vector<gateway::Endpoint>* rows);
void AddMeetingBookings(std::vector<gateway::Endpoint>* rows);
void AddSearches(std::vector<gateway::Endpoint>* rows);
void AddFiles(std::vector<gateway::Endpoint>* rows);
void AddFileContents(std::vector<gateway::Endpoint>* rows);
void AddFrames(std::vector<gateway::FrameRow>* rows);
// What the server sends, for the description of the API.
void AddSessionFrames(std::vector<gateway::EventRow>* rows);
void AddSessionEvents(std::vector<gateway::EventRow>* rows);
void AddEvents(std::vector<gateway::EventRow>* rows);
void AddDingEvents(std::vector<gateway::EventRow>* rows);
void AddCallEvents(std::vector<gateway::EventRow>* rows);
void AddLegacyEvents(std::vector<gateway::EventRow>* rows);

// The number and text of an error (ruoyi 24, mapping 10).
struct Answer {
  int code = 500;
  std::string msg;
};
Answer AnswerOf(const Error& error);
// The name of that text, such as "Forbidden.mute_owner". Errors with one text have one name.
std::string ReasonOf(const Error& error);

}  // namespace koine::ruoyi
