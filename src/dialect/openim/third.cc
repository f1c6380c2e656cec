// Devices and logs of clients, where the server is watched (openim 4.7, 4.11).

#include <utility>

#include "core/backoffice/client_log.h"
#include "core/identity/device.h"
#include "core/identity/handle.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/wire.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

constexpr std::int64_t kPushTokenBytesMax = 4096;
constexpr std::int64_t kBadgeMax = 1'000'000'000;
// How long a push token may be promised to last.
constexpr std::int64_t kPushSecondsMax = 10LL * 365 * 24 * 3600;

}  // namespace

struct PushTokenIn {
  int platformID = 0;
  std::string fcmToken, account;
  std::int64_t expireTime = 0;  // seconds from now
};
KOINE_DESCRIBE(PushTokenIn, (platformID, fcmToken, account, expireTime))
KOINE_RULES(PushTokenIn, json::Rule("platformID").Required().Min(kPlatformMin).Max(kPlatformAdmin),
            json::Rule("fcmToken").Required().MaxBytes(kPushTokenBytesMax),
            json::Rule("account").Required(), json::Rule("expireTime").Min(0).Max(kPushSecondsMax))
struct BadgeIn {
  std::string userID;
  int appUnreadCount = 0;
};
KOINE_DESCRIBE(BadgeIn, (userID, appUnreadCount))
KOINE_RULES(BadgeIn, json::Rule("userID").Required(),
            json::Rule("appUnreadCount").Min(0).Max(kBadgeMax))

struct LogFile {
  std::string filename, URL;  // so on the wire
};
KOINE_DESCRIBE(LogFile, (filename, URL))
KOINE_RULES(LogFile, json::Rule("filename").MaxBytes(kUrlBytesMax),
            json::Rule("URL").MaxBytes(kUrlBytesMax))
struct UploadLogsIn {
  int platform = 0;
  std::vector<LogFile> fileURLs;
  std::string appFramework, version, ex;
};
KOINE_DESCRIBE(UploadLogsIn, (platform, fileURLs, appFramework, version, ex))
KOINE_RULES(UploadLogsIn, json::Rule("fileURLs").MaxItems(backoffice::kClientLogFilesMax),
            json::Rule("appFramework").MaxChars(kNameCharsMax),
            json::Rule("version").MaxChars(kNameCharsMax), json::Rule("ex").MaxBytes(kTextBytesMax))
struct DeleteLogsIn {
  std::vector<std::string> logIDs;
};
KOINE_DESCRIBE(DeleteLogsIn, (logIDs))
KOINE_RULES(DeleteLogsIn, json::Rule("logIDs").MaxItems(kListMax))
struct SearchLogsIn {
  std::string keyword;
  std::int64_t startTime = 0, endTime = 0;
  Pagination pagination;
};
KOINE_DESCRIBE(SearchLogsIn, (keyword, startTime, endTime, pagination))
KOINE_RULES(SearchLogsIn, json::Rule("keyword").MaxChars(kNameCharsMax),
            json::Rule("pagination").Required())
struct LogInfo {
  std::string userID, platform, url;
  std::int64_t createTime = 0;
  std::string nickname, logID, filename, systemType, ex, version;
};
KOINE_DESCRIBE(LogInfo, (userID, platform, url, createTime, nickname, logID, filename, systemType,
                         ex, version))
struct SearchLogsOut {
  std::vector<LogInfo> logsInfos;
  std::int64_t total = 0;
};
KOINE_DESCRIBE(SearchLogsOut, (logsInfos, total))

namespace {

// The name of a platform (openim 2.1); empty for numbers without one.
const char* PlatformName(int platform) {
  static constexpr const char* kNames[] = {"",     "IOS",  "Android", "Windows",
                                           "OSX",  "Web",  "MiniWeb", "Linux",
                                           "APad", "IPad", "Admin",   "HarmonyOS"};
  return platform < kPlatformMin || platform > kPlatformMax ? "" : kNames[platform];
}

// --- devices

// Where the pushes of a user go is decided by that user or an administrator: with another's name a
// caller would get what is meant for that one.
Result<Nothing> PutPushToken(Txn& txn, Call&, const Self& self, PushTokenIn& in) {
  const access::Principal& who = self.who();
  identity::SetPushToken(txn, who, std::to_string(in.platformID), in.fcmToken,
                         txn.now_ms() + in.expireTime * 1000);
  return Nothing{};
}

Result<Nothing> PutBadge(Txn& txn, Call&, const Self& self, BadgeIn& in) {
  const access::Principal& who = self.who();
  identity::SetBadge(txn, who, in.appUnreadCount);
  return Nothing{};
}

// --- logs

Result<Nothing> UploadLogs(Txn& txn, Call& call, UploadLogsIn& in) {
  backoffice::ClientReport report{in.platform, in.appFramework, in.version, in.ex, {}};
  for (const LogFile& file : in.fileURLs) report.files.push_back({file.filename, file.URL});
  KOINE_CHECK(backoffice::AddClientLog(txn, call.who, report));
  return Nothing{};
}

Result<Nothing> DeleteLogs(Txn& txn, Call& call, DeleteLogsIn& in) {
  KOINE_CHECK(backoffice::DeleteClientLog(txn, call.who, in.logIDs));
  return Nothing{};
}

// The keyword is a part of the user's id, and no pattern: matching one may cost without end.
Result<SearchLogsOut> SearchLogs(Txn& txn, Call& call, SearchLogsIn& in) {
  if (in.startTime > in.endTime) return FieldError(Code::kBadArgument, "startTime");
  backoffice::ClientLogFilter filter;
  filter.handle = in.keyword;
  filter.from = in.startTime;
  filter.to = in.startTime == 0 && in.endTime == 0 ? txn.now_ms() : in.endTime;
  filter.offset = in.pagination.offset();
  filter.limit = in.pagination.showNumber;
  KOINE_TRY(backoffice::ClientLogPage found, backoffice::FindClientLogs(txn, call.who, filter));
  SearchLogsOut out;
  out.total = found.total;
  for (backoffice::ClientLogEntry& one : found.items) {
    out.logsInfos.push_back({std::move(one.user), PlatformName(one.platform), std::move(one.url),
                             one.created_at, std::move(one.nickname), std::move(one.id),
                             std::move(one.name), std::move(one.system), std::move(one.ex),
                             std::move(one.version)});
  }
  return out;
}

// --- where the server is watched

Result<Nothing> OpenGrafana(Call& call, Nothing&) {
  const std::string& url = DialectOf(call).settings().grafana_url;
  if (url.empty()) return Error{Code::kNotFound, "grafana"};
  net::Response response;
  response.status = 302;
  response.Add("Location", url);
  call.response = std::move(response);
  return Nothing{};
}

// Targets are found by a discovery service, which a single program has no need of.
Result<Nothing> Discover(Call& call, Nothing&) {
  call.response = net::Response::Make(200, "application/json; charset=utf-8", "[]");
  return Nothing{};
}

}  // namespace

void AddThird(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .repeatable = true, .ref = "4.7"};
  write.door = "account";
  write.example = R"({"platformID":2,"fcmToken":"t","account":"{user.mine}","expireTime":3600})";
  rows->push_back(
      Ep<&PutPushToken>(kPost, "/third/fcm_update_token", "Set the push token of a device", write));
  write.door = "userID";
  write.example = R"({"userID":"{user.mine}","appUnreadCount":3})";
  rows->push_back(
      Ep<&PutBadge>(kPost, "/third/set_app_badge", "Set the badge number of the app", write));
  rows->push_back(Ep<&UploadLogs>(
      kPost, "/third/logs/upload", "Report where the logs of a client are",
      {.mode = Mode::kWrite,
       .example = R"({"platform":1,"fileURLs":[{"filename":"a.zip","URL":"https://files/a"}]})",
       .ref = "4.7",
       .about = gateway::About::kCaller}));
  rows->push_back(Ep<&DeleteLogs>(
      kPost, "/third/logs/delete", "Delete log reports of clients",
      {.auth = Auth::kAdmin, .mode = Mode::kWrite, .example = R"({"logIDs":[]})", .ref = "4.7"}));
  rows->push_back(Ep<&SearchLogs>(kPost, "/third/logs/search",
                                  "Search log reports of clients, newest first",
                                  {.auth = Auth::kAdmin,
                                   .mode = Mode::kScan,
                                   .example = R"({"pagination":{"pageNumber":1,"showNumber":10}})",
                                   .ref = "4.7"}));
  gateway::Options open{.auth = Auth::kNone,
                        .mode = Mode::kPlain,
                        .ref = "4.7",
                        .binary = true,
                        .plain_refusals = true};
  rows->push_back(Ep<&OpenGrafana>(net::Method::kGet, "/third/prometheus",
                                   "Redirect to the monitoring page",
                                   gateway::Doorless(open, gateway::About::kNothing)));
  // Some lists of routes call it a POST.
  open.auth = Auth::kUser;
  open.plain_refusals = false;
  rows->push_back(Ep<&OpenGrafana>(kPost, "/third/prometheus", "Redirect to the monitoring page",
                                   gateway::Doorless(open, gateway::About::kNothing)));
  open.auth = Auth::kNone;
  open.plain_refusals = true;
  open.ref = "4.11";
  for (const char* path :
       {"/prometheus_discovery/api", "/prometheus_discovery/user", "/prometheus_discovery/group",
        "/prometheus_discovery/msg", "/prometheus_discovery/friend",
        "/prometheus_discovery/conversation", "/prometheus_discovery/third",
        "/prometheus_discovery/auth", "/prometheus_discovery/push",
        "/prometheus_discovery/msg_gateway", "/prometheus_discovery/msg_transfer"}) {
    rows->push_back(Ep<&Discover>(net::Method::kGet, path, "List the targets for Prometheus",
                                  gateway::Doorless(open, gateway::About::kNothing)));
  }
}

}  // namespace koine::openim
