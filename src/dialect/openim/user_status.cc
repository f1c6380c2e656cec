// Who is online, and where (openim 4.2).

#include <map>
#include <utility>

#include "base/text.h"
#include "core/identity/handle.h"
#include "core/identity/token.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/wire.h"
#include "gateway/presence.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

namespace {

constexpr int kSubscribe = 1;
constexpr int kUnsubscribe = 2;
constexpr int kTokensListed = 10'000;

}  // namespace

struct StatusIn {
  std::string userID;
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(StatusIn, (userID, userIDs))
KOINE_RULES(StatusIn, json::Rule("userIDs").Required().MinItems(1).MaxItems(kListMax))
struct OnlineStatus {
  std::string userID;
  int status = 0;
  std::vector<int> platformIDs;
};
KOINE_DESCRIBE(OnlineStatus, (userID, status, platformIDs))
struct StatusOut {
  std::vector<OnlineStatus> statusList;
};
KOINE_DESCRIBE(StatusOut, (statusList))
struct SubscribeIn {
  std::string userID;
  std::vector<std::string> userIDs;
  int genre = 0;
};
KOINE_DESCRIBE(SubscribeIn, (userID, userIDs, genre))
KOINE_RULES(SubscribeIn, json::Rule("userID").Required(),
            json::Rule("userIDs").Required().MaxItems(kListMax),
            json::Rule("genre").Required().Min(kSubscribe).Max(kUnsubscribe))
struct SubscribedIn {
  std::string userID;
};
KOINE_DESCRIBE(SubscribedIn, (userID))
KOINE_RULES(SubscribedIn, json::Rule("userID").Required())
struct OnlineIn {
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(OnlineIn, (userIDs))
KOINE_RULES(OnlineIn, json::Rule("userIDs").MaxItems(kListMax))
struct PlatformDetail {
  int platformID = 0;
  std::string connID;
  bool isBackground = false;
  std::string token;
};
KOINE_DESCRIBE(PlatformDetail, (platformID, connID, isBackground, token))
struct OnlineDetail {
  std::string userID;
  int status = 0;
  std::vector<PlatformDetail> detailPlatformStatus;
};
KOINE_DESCRIBE(OnlineDetail, (userID, status, detailPlatformStatus))
struct PlatformTokens {
  int platformID = 0;
  int total = 0;
  std::vector<std::string> token;
};
KOINE_DESCRIBE(PlatformTokens, (platformID, total, token))
struct TokenDetail {
  std::string userID;
  int status = 1;
  std::vector<PlatformTokens> singlePlatformToken;
};
KOINE_DESCRIBE(TokenDetail, (userID, status, singlePlatformToken))

namespace {

// The platforms of each, by handle; of a user who hides it, and of an unknown one, none.
std::map<std::string, std::vector<int>> PlatformsOf(Txn& txn, Call& call,
                                                    const std::vector<std::string>& handles) {
  std::map<std::string, std::vector<int>> out;
  for (const identity::User& user : identity::FindNamed(txn, call.who.tenant, handles)) {
    out[user.handle] = call.services->presence->Platforms(user.id);
  }
  return out;
}

Result<StatusOut> GetStatus(Txn& txn, Call& call, StatusIn& in) {
  auto platforms = PlatformsOf(txn, call, in.userIDs);
  StatusOut out;
  for (const std::string& handle : in.userIDs) {
    const std::vector<int>& there = platforms[handle];
    out.statusList.push_back({handle, there.empty() ? 0 : 1, there});
  }
  return out;
}

// Subscriptions are made on the gateway; here there is none to tell of (openim 4.2).
Result<StatusOut> SubscribeUsers(Call&, SubscribeIn&) {
  return StatusOut{};
}
Result<StatusOut> GetSubscribed(Call&, SubscribedIn&) {
  return StatusOut{};
}

Result<std::vector<OnlineDetail>> GetOnline(Txn& txn, Call& call, OnlineIn& in) {
  std::map<std::string, std::vector<gateway::Presence::Place>> places;
  for (const identity::User& user : identity::FindNamed(txn, call.who.tenant, in.userIDs)) {
    places[user.handle] = call.services->presence->Places(user.id);
  }
  std::vector<OnlineDetail> out;
  for (const std::string& handle : in.userIDs) {
    OnlineDetail detail;
    detail.userID = handle;
    for (const auto& place : places[handle]) {
      detail.detailPlatformStatus.push_back({place.platform, "", place.away, ""});
    }
    detail.status = detail.detailPlatformStatus.empty() ? 0 : 1;
    out.push_back(std::move(detail));
  }
  return out;
}

// Tokens are kept as digests; they are signed again as they were, and shown if they are the same.
Result<json::Raw> GetTokens(Txn& txn, Call& call, OnlineIn& in) {
  if (!call.who.admin()) return json::Raw{"null"};
  const Openim& dialect = DialectOf(call);
  std::map<UserId, std::string> online;
  std::vector<std::int64_t> ids;
  for (const identity::User& user : identity::FindNamed(txn, call.who.tenant, in.userIDs)) {
    if (!call.services->presence->Connected(user.id)) continue;
    online.emplace(user.id, user.handle);
    ids.push_back(user.id.value);
  }
  std::map<std::string, std::map<int, PlatformTokens>> found;
  KOINE_TRY(const auto logins, identity::ListTokensOf(txn, call.who, ids, kTokensListed));
  for (const identity::Login& login : logins) {
    const std::string& handle = online[login.user];
    const int platform = static_cast<int>(text::ParseInt(login.terminal).value_or(0));
    const Openim::Token token = dialect.MakeToken(handle, platform, login.issued_at);
    if (token.kept.digest != login.digest) continue;
    PlatformTokens& tokens = found[handle][platform];
    tokens.platformID = platform;
    ++tokens.total;
    tokens.token.push_back(token.text);
  }
  std::vector<TokenDetail> out;
  for (const auto& [id, handle] : online) {
    TokenDetail detail;
    detail.userID = handle;
    for (auto& [platform, tokens] : found[handle]) {
      detail.singlePlatformToken.push_back(std::move(tokens));
    }
    out.push_back(std::move(detail));
  }
  if (out.empty()) return json::Raw{"null"};
  return json::Raw{json::ToText(out, dialect.profile())};
}

}  // namespace

void AddUserStatus(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options read{.mode = Mode::kScan, .ref = "4.2"};
  read.example = R"({"userID":"{user.me}","userIDs":["{user.peer}"]})";
  rows->push_back(Ep<&GetStatus>(kPost, "/user/get_users_status", "Check who is online",
                                 gateway::Doorless(read, gateway::About::kPeople)));
  gateway::Options plain{.mode = Mode::kPlain, .ref = "4.2"};
  plain.example = R"({"userID":"{user.me}","userIDs":["{user.peer}"],"genre":1})";
  rows->push_back(Ep<&SubscribeUsers>(kPost, "/user/subscribe_users_status",
                                      "Accepted without effect: subscribe on the gateway",
                                      gateway::Doorless(plain, gateway::About::kPeople)));
  plain.example = R"({"userID":"{user.me}"})";
  rows->push_back(Ep<&GetSubscribed>(kPost, "/user/get_subscribe_users_status",
                                     "Always empty: subscribe on the gateway",
                                     gateway::Doorless(plain, gateway::About::kCaller)));
  gateway::Options online = read;
  online.example = R"({"userIDs":["{user.peer}"]})";
  online.unread_status = 400;
  rows->push_back(Ep<&GetTokens>(kPost, "/user/get_users_online_token_detail",
                                 "List the tokens of online users",
                                 gateway::Doorless(online, gateway::About::kPeople)));
  online.auth = Auth::kAdmin;
  online.unread_status = 500;
  rows->push_back(Ep<&GetOnline>(kPost, "/user/get_users_online_status",
                                 "Get the platforms on which users are online", online));
}

}  // namespace koine::openim
