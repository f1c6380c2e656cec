// Users (ruoyi 2).

#include <algorithm>
#include <utility>
#include <variant>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/contact/book.h"
#include "core/contact/contact.h"
#include "core/erasure/deregister.h"
#include "core/identity/account.h"
#include "core/identity/admin.h"
#include "core/identity/credentials.h"
#include "core/identity/directory.h"
#include "core/identity/people.h"
#include "core/identity/strength.h"
#include "core/setting/own.h"
#include "dialect/ruoyi/paging.h"
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
// Longest list of users without paging.
constexpr std::int64_t kUsersMax = 1000;
constexpr std::int64_t kPostChars = 50;

// --- ruoyi 2.1, 2.2

struct ProfileIn {
  UserId id;  // only where the path has it
  std::optional<std::string> nickname, avatar, email, mobile, signature, department, position;
  std::optional<int> gender;
  std::optional<std::string> remarkName;  // of a friend: what the caller calls them
};
KOINE_DESCRIBE(ProfileIn, (id, nickname, avatar, email, mobile, signature, department, position,
                           gender, remarkName))
KOINE_RULES(ProfileIn,
            json::Rule("nickname")
                .MinChars(2, "昵称长度必须在2-50个字符之间")
                .MaxChars(50, "昵称长度必须在2-50个字符之间"),
            json::Rule("avatar").MaxChars(255),
            json::Rule("email").MaxChars(100, "邮箱格式不正确").Pattern(IsEmail, "邮箱格式不正确"),
            json::Rule("mobile").Alias("phone").Pattern(IsMobile, "手机号格式不正确"),
            json::Rule("gender").Min(0, "性别值不正确").Max(2, "性别值不正确").Text("性别值不正确"),
            json::Rule("signature").MaxChars(200, "签名长度不能超过200个字符"),
            json::Rule("department").MaxChars(kPostChars, "部门长度不能超过50个字符"),
            json::Rule("position").MaxChars(kPostChars, "职位长度不能超过50个字符"),
            json::Rule("remarkName").MaxChars(50, "备注长度不能超过50个字符"))

namespace {

Result<UserOut> GetProfile(Txn& txn, Call& call, Nothing&) {
  auto user = identity::FindUser(txn, call.who, call.who.user);
  if (!user) return Error{Code::kUserNotFound};
  return ToUser(*user, call.services->presence->Connected(user->id));
}

Result<UserOut> ChangeAccount(Txn& txn, Call& call, UserId id, const ProfileIn& in) {
  const identity::ProfileChange change{in.nickname,  in.avatar, in.email,      in.mobile,
                                       in.signature, in.gender, in.department, in.position};
  KOINE_TRY(const identity::User user, identity::ChangeProfile(txn, call.who, id, change));
  contact::TellProfile(txn, call.who, user);
  const bool own = user.id == call.who.user;
  if (!own) {
    audit::Record(txn, call.who, "user.update", "user " + std::to_string(user.id.value), "ok",
                  call.address);
  }
  const gateway::Presence& presence = *call.services->presence;
  return ToUser(user, own ? presence.Connected(user.id) : presence.Online(user.id));
}

// Whose profile is changed. Published clients put what a user calls a friend into that friend's
// profile: then it is a contact.
class ChangedProfile {
 public:
  static constexpr const char* kDoor = "self";
  static Result<ChangedProfile> Open(Txn& txn, Call& call, const ProfileIn& in) {
    if (in.remarkName && in.id != call.who.user) {
      KOINE_TRY(contact::OwnContact contact, contact::OwnContact::Open(txn, call.who, in.id));
      return ChangedProfile(std::move(contact));
    }
    auto account = identity::OneAccount::Open(txn, call.who, in.id);
    if (!account.ok()) return Error{Code::kForbidden, "self"};
    return ChangedProfile(*std::move(account));
  }
  using Of = std::variant<identity::OneAccount, contact::OwnContact>;
  const Of& of() const { return of_; }

 private:
  explicit ChangedProfile(Of of) : of_(std::move(of)) {}
  Of of_;
};

Result<UserOut> PutProfileById(Txn& txn, Call& call, const ChangedProfile& profile, ProfileIn& in) {
  const auto* contact = std::get_if<contact::OwnContact>(&profile.of());
  if (contact == nullptr) return ChangeAccount(txn, call, in.id, in);
  KOINE_CHECK(contact::Change(txn, *contact, in.remarkName, std::nullopt));
  const auto user = identity::FindUser(txn, call.who, contact->peer());
  if (!user) return Error{Code::kUserNotFound};
  return ToUser(*user, call.services->presence->Online(user->id));
}

Result<UserOut> PutProfile(Txn& txn, Call& call, ProfileIn& in) {
  return ChangeAccount(txn, call, call.who.user, in);
}

}  // namespace

// --- ruoyi 2.4

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

// Takes away when users were online last where they do not show it to the caller.
template <class T>
void HideLastSeen(Txn& txn, Call& call, std::vector<T>* list) {
  std::vector<std::int64_t> ids;
  for (const T& one : *list) ids.push_back(one.userId.value);
  const auto shown = setting::LastSeenShown(txn, call.who, ids);
  for (T& one : *list) {
    if (std::find(shown.begin(), shown.end(), one.userId) == shown.end()) {
      one.lastOnlineTime.reset();
    }
  }
}

StatusOut ToStatus(const identity::User& user, bool online) {
  return {user.id, online, online ? "online" : "offline", OptTime(user.last_online_at)};
}

// One object for the caller or `userId`, an array for `userIds`.
Result<json::Raw> OnlineStatus(Txn& txn, Call& call, StatusIn& in) {
  const gateway::Presence& presence = *call.services->presence;
  std::vector<StatusOut> list;
  if (!in.userIds) {
    auto user = identity::FindUser(txn, call.who, UserId(in.userId.value_or(call.who.user.value)));
    if (!user) return Error{Code::kUserNotFound};
    const bool own = user->id == call.who.user;
    list.push_back(ToStatus(*user, own ? presence.Connected(user->id) : presence.Online(user->id)));
    HideLastSeen(txn, call, &list);
    return json::Raw{json::ToText(list.front(), call.dialect->profile())};
  }
  for (const identity::User& user : identity::FindUsers(txn, call.who, *in.userIds)) {
    list.push_back(ToStatus(user, presence.Online(user.id)));
  }
  HideLastSeen(txn, call, &list);
  return json::Raw{json::ToText(list, call.dialect->profile())};
}

}  // namespace

// --- ruoyi 2.5, 5.5

std::vector<identity::User> FindByKeyword(Txn& txn, Call& call, const std::string& keyword) {
  identity::SearchFor wanted{keyword, kSearchMax};
  // The accounts of the server and of integrators are nobody's acquaintances.
  wanted.accounts = false;
  return identity::SearchUsers(txn, call.who, wanted);
}

namespace {

Result<std::vector<UserOut>> SearchUsers(Txn& txn, Call& call, KeywordIn& in) {
  std::vector<UserOut> out;
  for (const identity::User& user : FindByKeyword(txn, call, in.keyword.value_or(""))) {
    out.push_back(ToUser(user, call.services->presence->Online(user.id)));
    // Numbers and addresses are not for strangers (a search shows who exists, not how to reach
    // them); the owner sees them in the profile.
    if (user.id != call.who.user) out.back().email = out.back().mobile = std::nullopt;
  }
  HideLastSeen(txn, call, &out);
  return out;
}

}  // namespace

// --- 27: other users, by id

struct IdIn {
  UserId id;
};
KOINE_DESCRIBE(IdIn, (id))
struct IdsIn {
  std::vector<std::int64_t> ids;
};
KOINE_DESCRIBE(IdsIn, (ids))
KOINE_RULES(IdsIn, json::Rule("ids").Alias("userIds").Required().WholeBody().MaxItems(kStatusMax))
struct ListUsersIn {
  std::optional<std::string> keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ListUsersIn, (keyword, pageNum, pageSize))
KOINE_RULES(ListUsersIn, json::Rule("keyword").MaxChars(100))

namespace {

// As the caller may see them.
std::vector<UserOut> Shown(Txn& txn, Call& call, const std::vector<identity::User>& users) {
  std::vector<std::int64_t> ids;
  for (const identity::User& user : users) ids.push_back(user.id.value);
  const auto reached = contact::AddressesShown(txn, call.who, ids);
  const gateway::Presence& presence = *call.services->presence;
  std::vector<UserOut> out;
  for (const identity::User& user : users) {
    const bool own = user.id == call.who.user;
    out.push_back(ToUser(user, own ? presence.Connected(user.id) : presence.Online(user.id)));
    if (std::find(reached.begin(), reached.end(), user.id) == reached.end()) {
      out.back().email = out.back().mobile = std::nullopt;
    }
  }
  HideLastSeen(txn, call, &out);
  return out;
}

Result<UserOut> GetUser(Txn& txn, Call& call, IdIn& in) {
  auto user = identity::FindUser(txn, call.who, in.id);
  if (!user) return Error{Code::kUserNotFound};
  return Shown(txn, call, {*std::move(user)}).front();
}

// In the order of `ids`; those who do not exist are left out.
Result<std::vector<UserOut>> GetUsers(Txn& txn, Call& call, IdsIn& in) {
  auto users = identity::FindUsers(txn, call.who, in.ids);
  auto place = [&in](const identity::User& user) {
    return std::find(in.ids.begin(), in.ids.end(), user.id.value) - in.ids.begin();
  };
  std::sort(users.begin(), users.end(), [&place](const identity::User& a, const identity::User& b) {
    return place(a) < place(b);
  });
  return Shown(txn, call, users);
}

// The one whose user name this is.
std::vector<UserOut> FindWhole(Txn& txn, Call& call, const std::string& folded,
                               const Slice& slice) {
  auto out = Shown(txn, call, identity::FindWholeName(txn, call.who, folded));
  if (slice.paged) AddPage(call, out, static_cast<std::int64_t>(out.size()));
  return out;
}

Result<std::vector<UserOut>> ListUsers(Txn& txn, Call& call, ListUsersIn& in) {
  const std::string folded = text::Fold(text::Trim(in.keyword.value_or("")));
  Slice slice = SliceOf(in.pageNum, in.pageSize);
  if (!slice.paged) slice.limit = kUsersMax;
  const Directory directory =
      call.who.oversees() ? Directory::kOpen : DialectOf(call).settings().directory;
  if (directory != Directory::kOpen && folded.empty()) {
    if (slice.paged) AddPage(call, std::vector<UserOut>(), 0);
    return std::vector<UserOut>();
  }
  if (directory == Directory::kExact) return FindWhole(txn, call, folded, slice);
  auto out =
      Shown(txn, call, identity::ListDirectory(txn, call.who, folded, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return identity::CountDirectory(txn, call.who, folded); });
  return out;
}

Result<std::vector<UserOut>> ListFriends(Txn& txn, Call& call, const identity::OneAccount& owner,
                                         IdIn&) {
  KOINE_TRY(const auto contacts, contact::ListContactsOf(txn, call.who, owner.user(), kListMax));
  std::vector<std::int64_t> ids;
  for (const contact::Contact& c : contacts) {
    ids.push_back(c.peer.id.value);
  }
  return Shown(txn, call, identity::FindUsers(txn, call.who, ids));
}

}  // namespace

// --- 27: a new password, the end of an account

struct PasswordIn {
  UserId id;
  std::optional<std::string> oldPassword;
  std::string newPassword;
  std::optional<std::string> verified;  // the hash that the old one was checked against
  std::string hash;                     // of the new one
};
KOINE_DESCRIBE(PasswordIn, (id, oldPassword, newPassword))
KOINE_RULES(PasswordIn, json::Rule("oldPassword").Alias("currentPassword").MaxBytes(1024),
            json::Rule("newPassword")
                .Required("新密码不能为空")
                .MinChars(6, "密码长度必须在6-32之间")
                .MaxChars(32, "密码长度必须在6-32之间"))

namespace {

// Tries are counted, or a stolen token could guess the password.
Status CheckOldPassword(Call& call, PasswordIn& in) {
  if (in.id == call.who.user) {
    if (!in.oldPassword || in.oldPassword->empty()) {
      return FieldError(Code::kMissingArgument, "oldPassword", "原密码不能为空");
    }
    const gateway::Services& services = *call.services;
    KOINE_TRY(in.verified, identity::CheckOwnPassword(*services.store, *services.attempts, call.who,
                                                      *in.oldPassword));
  } else if (!call.who.admin()) {
    return Error{Code::kForbidden, "self"};
  }
  KOINE_TRY(in.hash,
            identity::HashChosenFor(*call.services->store, call.who.tenant, in.id, in.newPassword));
  return Ok();
}

Result<Nothing> ChangePassword(Txn& txn, Call& call, const identity::OneAccount& account,
                               PasswordIn& in) {
  KOINE_CHECK(identity::ReplacePassword(txn, call.who, account.user(), in.hash, in.verified));
  return Nothing{};
}

Result<Nothing> DeleteUser(Txn& txn, Call& call, const identity::OneAccount& account, IdIn&) {
  KOINE_CHECK(erasure::Deregister(txn, call.who, account.user()));
  return Nothing{};
}

}  // namespace

void AddUsers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  for (const char* path : {"/api/im/user/profile", "/api/im/user/info"}) {
    rows->push_back(Ep<&GetProfile>(Method::kGet, path, "Get your profile",
                                    {.ref = "2.1", .about = gateway::About::kCaller}));
  }
  static constexpr char kChange[] = R"({"nickname":"Ann Lee","signature":"hello"})";
  rows->push_back(Ep<&PutProfile>(Method::kPut, "/api/im/user/profile", "Update your profile",
                                  {.mode = Mode::kWrite,
                                   .repeatable = true,
                                   .ok = "更新成功",
                                   .example = kChange,
                                   .ref = "2.2",
                                   .about = gateway::About::kCaller}));
  rows->push_back(Ep<&PutProfileById>(Method::kPut, "/api/im/user/{id}",
                                      "Update your profile by id",
                                      {.mode = Mode::kWrite,
                                       .door = "id",
                                       .repeatable = true,
                                       .ok = "更新成功",
                                       .example = R"({"id":"{user.me}","nickname":"Ann Lee"})",
                                       .ref = "2.2"}));
  rows->push_back(Ep<&OnlineStatus>(
      Method::kGet, "/api/im/user/online/status", "Check which of these users are online",
      {.example = R"({"userIds":"{user.peer}"})", .ref = "2.4", .about = gateway::About::kPeople}));
  rows->push_back(Ep<&SearchUsers>(Method::kGet, "/api/im/user/search", "Find users by name",
                                   {.mode = Mode::kScan,
                                    .expensive = true,
                                    .example = R"({"keyword":"ann"})",
                                    .ref = "2.5",
                                    .about = gateway::About::kPeople}));
  rows->push_back(Ep<&GetUser>(
      Method::kGet, "/api/im/user/{id}", "Get a user",
      {.example = R"({"id":"{user.peer}"})", .ref = "27", .about = gateway::About::kPeople}));
  rows->push_back(Ep<&GetUsers>(Method::kGet, "/api/im/user/batch", "Get several users",
                                {.example = R"({"ids":"{user.peer},{user.me}"})",
                                 .ref = "27",
                                 .about = gateway::About::kPeople}));
  rows->push_back(Ep<&ListUsers>(Method::kGet, "/api/im/user/list", "List users by part of a name",
                                 {.mode = Mode::kScan,
                                  .expensive = true,
                                  .example = R"({"keyword":"ann"})",
                                  .ref = "27",
                                  .about = gateway::About::kPeople}));
  rows->push_back(Ep<&ListFriends>(
      Method::kGet, "/api/im/user/friends/{id}", "List your friends as users",
      {.mode = Mode::kScan, .door = "id", .example = R"({"id":"{user.me}"})", .ref = "27"}));
  static constexpr char kPassword[] =
      R"({"id":"{user.me}","oldPassword":"{password.me}","newPassword":"{password.me}"})";
  rows->push_back(gateway::EpPrepared<&ChangePassword, &CheckOldPassword>(
      Method::kPut, "/api/im/user/{id}/password", "Change your password",
      {.mode = Mode::kWrite,
       .door = "id",
       .expensive = true,
       .ok = "密码修改成功",
       .example = kPassword,
       .ref = "27"}));
  rows->push_back(Ep<&DeleteUser>(Method::kDelete, "/api/im/user/{id}", "Delete your account",
                                  {.mode = Mode::kWrite,
                                   .door = "id",
                                   .ok = "删除成功",
                                   .example = R"({"id":"{user.me}"})",
                                   .ref = "27"}));
}

}  // namespace koine::ruoyi
