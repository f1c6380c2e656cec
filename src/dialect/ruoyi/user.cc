// Chapter 2: users (ruoyi 2).

#include <utility>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/contact/rows.h"
#include "core/identity/account.h"
#include "core/identity/rows.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/user.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr int kSearchMax = 50;
constexpr std::size_t kStatusMax = 100;

// --- 2.1, 2.2

struct ProfileIn {
  UserId id;  // only where the path has it
  std::optional<std::string> nickname, avatar, email, mobile, signature;
  std::optional<int> gender;
};
KOINE_DESCRIBE(ProfileIn, (id, nickname, avatar, email, mobile, signature, gender))
KOINE_RULES(ProfileIn,
            json::Rule("nickname")
                .MinChars(2, "昵称长度必须在2-50个字符之间")
                .MaxChars(50, "昵称长度必须在2-50个字符之间"),
            json::Rule("avatar").MaxChars(255),
            json::Rule("email").MaxChars(100, "邮箱格式不正确").Pattern(IsEmail, "邮箱格式不正确"),
            json::Rule("mobile").Pattern(IsMobile, "手机号格式不正确"),
            json::Rule("gender").Min(0, "性别值不正确").Max(2, "性别值不正确").Text("性别值不正确"),
            json::Rule("signature").MaxChars(200, "签名长度不能超过200个字符"))

namespace {

Result<UserOut> GetProfile(Txn& txn, Call& call, Nothing&) {
  auto user = identity::FindUser(txn, call.who.tenant, call.who.user);
  if (!user) return Error{Code::kUserNotFound};
  return ToUser(*user, call.services->presence->Online(user->id));
}

Result<UserOut> PutProfile(Txn& txn, Call& call, ProfileIn& in) {
  const identity::ProfileChange change{in.nickname, in.avatar, in.email,
                                       in.mobile,   in.signature, in.gender};
  KOINE_TRY(const identity::User user, identity::ChangeProfile(txn, call.who, change));
  return ToUser(user, call.services->presence->Online(user.id));
}

Result<UserOut> PutProfileById(Txn& txn, Call& call, ProfileIn& in) {
  if (in.id != call.who.user) return Error{Code::kForbidden, "self"};
  return PutProfile(txn, call, in);
}

}  // namespace

// --- 2.4

struct StatusIn {
  std::optional<std::vector<std::int64_t>> userIds;
  std::optional<std::int64_t> userId;
};
KOINE_DESCRIBE(StatusIn, (userIds, userId))
KOINE_RULES(StatusIn, json::Rule("userIds").Alias("ids").MaxItems(kStatusMax))
struct StatusOut {
  UserId userId;
  bool online = false;
  std::string status;
  std::optional<json::Time> lastOnlineTime;
};
KOINE_DESCRIBE(StatusOut, (userId, online, status, lastOnlineTime))

namespace {

StatusOut ToStatus(const identity::User& user, bool online) {
  StatusOut out{user.id, online, online ? "online" : "offline", std::nullopt};
  if (user.last_online_at > 0) out.lastOnlineTime = json::Time{user.last_online_at};
  return out;
}

// One object for the caller or `userId`, an array for `userIds`.
Result<json::Raw> OnlineStatus(Txn& txn, Call& call, StatusIn& in) {
  const gateway::Presence& presence = *call.services->presence;
  std::string out;
  if (!in.userIds) {
    auto user =
        identity::FindUser(txn, call.who.tenant, UserId(in.userId.value_or(call.who.user.value)));
    if (!user) return Error{Code::kUserNotFound};
    json::Write(ToStatus(*user, presence.Online(user->id)), call.dialect->profile(), &out);
    return json::Raw{out};
  }
  std::vector<StatusOut> list;
  for (const identity::User& user : identity::FindUsers(txn, call.who.tenant, *in.userIds)) {
    list.push_back(ToStatus(user, presence.Online(user.id)));
  }
  json::Write(list, call.dialect->profile(), &out);
  return json::Raw{out};
}

}  // namespace

// --- 2.5, 5.5

std::vector<identity::User> FindByKeyword(Txn& txn, Call& call, const std::string& keyword) {
  const std::string_view trimmed = text::Trim(keyword);
  if (trimmed.empty()) return {};
  return identity::SearchUsers(txn, call.who.tenant, text::Fold(trimmed), trimmed, kSearchMax);
}

namespace {

Result<std::vector<UserOut>> SearchUsers(Txn& txn, Call& call, KeywordIn& in) {
  std::vector<UserOut> out;
  for (const identity::User& user : FindByKeyword(txn, call, in.keyword.value_or(""))) {
    out.push_back(ToUser(user, call.services->presence->Online(user.id)));
    // Numbers and addresses are not for strangers (a search shows who exists, not how to reach
    // him); the owner sees them in his profile.
    if (user.id != call.who.user) out.back().email = out.back().mobile = std::nullopt;
  }
  return out;
}

}  // namespace

// --- 27: administration of users

struct SetStatusIn {
  UserId id;
  std::optional<int> status;
};
KOINE_DESCRIBE(SetStatusIn, (id, status))
KOINE_RULES(SetStatusIn, json::Rule("status").Required("状态不能为空").Min(0).Max(1))

namespace {

// 1 turns an account on; 0 turns it off and ends its logins at once.
Result<Nothing> SetStatus(Txn& txn, Call& call, SetStatusIn& in) {
  const bool enable = *in.status == 1;
  KOINE_CHECK(identity::SetEnabled(txn, call.who, in.id, enable));
  audit::Record(txn, call.who, enable ? "user.enable" : "user.disable",
                "user " + std::to_string(in.id.value), "ok", call.address);
  return Nothing{};
}

}  // namespace

void AddUsers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  for (const char* path : {"/api/im/user/profile", "/api/im/user/info"}) {
    rows->push_back(Ep<&GetProfile>(Method::kGet, path, "The own profile", {.ref = "2.1"}));
  }
  static constexpr char kChange[] = R"({"nickname":"Ann Lee","signature":"hello"})";
  rows->push_back(Ep<&PutProfile>(
      Method::kPut, "/api/im/user/profile", "Change the own profile",
      {.mode = Mode::kWrite, .repeatable = true, .ok = "更新成功", .example = kChange,
       .ref = "2.2"}));
  rows->push_back(Ep<&PutProfileById>(
      Method::kPut, "/api/im/user/{id}", "Change the own profile, named by id",
      {.mode = Mode::kWrite, .repeatable = true, .ok = "更新成功",
       .example = R"({"id":"{user.me}","nickname":"Ann Lee"})", .ref = "2.2"}));
  rows->push_back(Ep<&OnlineStatus>(Method::kGet, "/api/im/user/online/status",
                                    "Who of some users is online",
                                    {.example = R"({"userIds":"{user.peer}"})", .ref = "2.4"}));
  rows->push_back(Ep<&SetStatus>(
      Method::kPut, "/api/admin/users/{id}/status", "Turn an account on or off",
      {.auth = gateway::Auth::kAdmin, .mode = Mode::kWrite, .repeatable = true, .ok = "更新成功",
       .example = R"({"id":"{user.peer}","status":1})", .ref = "27"}));
  rows->push_back(Ep<&SearchUsers>(
      Method::kGet, "/api/im/user/search", "Find users by name",
      {.mode = Mode::kScan, .expensive = true, .example = R"({"keyword":"ann"})", .ref = "2.5"}));
}

}  // namespace koine::ruoyi
