// Administration of users (ruoyi 27 UserAdmin).

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/erasure/deregister.h"
#include "core/identity/account.h"
#include "core/identity/admin.h"
#include "core/identity/directory.h"
#include "core/identity/people.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/user.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::size_t kDeleteMax = 100;
constexpr std::size_t kImportMax = 100;

namespace {

// 1 and 0, or the words of older versions (C37).
bool IsOn(std::string_view text) {
  return text == "1" || text::EqualsIgnoreCaseAscii(text, "ENABLED") ||
         text::EqualsIgnoreCaseAscii(text, "NORMAL");
}
bool IsStatus(std::string_view text) {
  return IsOn(text) || text == "0" || text::EqualsIgnoreCaseAscii(text, "DISABLED");
}

constexpr std::pair<const char*, access::Role> kRoles[] = {
    {"USER", access::Role::kUser},
    {"ADMIN", access::Role::kAdmin},
    {"SUPER_ADMIN", access::Role::kSuperAdmin},
};
std::optional<access::Role> RoleOf(std::string_view text) {
  for (const auto& [word, role] : kRoles) {
    if (text::EqualsIgnoreCaseAscii(text, word)) return role;
  }
  return std::nullopt;
}
bool IsRole(std::string_view text) {
  return RoleOf(text).has_value();
}

}  // namespace

struct UsersIn {
  std::optional<std::string> keyword, role, status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(UsersIn, (keyword, role, status, pageNum, pageSize))
KOINE_RULES(UsersIn, json::Rule("keyword").MaxChars(100),
            json::Rule("role").Pattern([](std::string_view t) { return t.empty() || IsRole(t); }),
            json::Rule("status").Pattern([](std::string_view t) {
              return t.empty() || IsStatus(t);
            }))

struct UserIdIn {
  UserId id;
};
KOINE_DESCRIBE(UserIdIn, (id))

struct AdminUserOut : UserOut {
  json::Time createTime;
};
KOINE_DESCRIBE(AdminUserOut,
               (id, userId, username, nickname, avatar, email, mobile, gender, status, role,
                signature, department, position, online, lastOnlineTime, createTime))
struct AdminUserPage : PageOf<AdminUserOut> {};
KOINE_DESCRIBE(AdminUserPage, (records, rows, list, total, size, current, pages))

struct UserStatsOut {
  std::int64_t totalUsers = 0, activeUsers = 0, disabledUsers = 0, adminUsers = 0;
  std::int64_t onlineUsers = 0, newUsersToday = 0, activeToday = 0;
  // What published clients read (ruoyi 28): how many have each role.
  std::int64_t total = 0, superAdminCount = 0, adminCount = 0, userCount = 0;
};
KOINE_DESCRIBE(UserStatsOut,
               (totalUsers, activeUsers, disabledUsers, adminUsers, onlineUsers, newUsersToday,
                activeToday, total, superAdminCount, adminCount, userCount))

struct SetStatusIn {
  UserId id;
  std::optional<std::string> status;
};
KOINE_DESCRIBE(SetStatusIn, (id, status))
KOINE_RULES(SetStatusIn, json::Rule("id").Alias("userId").Required("用户ID不能为空"),
            json::Rule("status").Required("状态不能为空").Pattern(IsStatus, "状态值不正确"))

struct SetRoleIn {
  UserId id;
  std::string role;
};
KOINE_DESCRIBE(SetRoleIn, (id, role))
KOINE_RULES(SetRoleIn, json::Rule("role").Required("角色不能为空").Pattern(IsRole, "角色值不正确"))

struct UserIdsIn {
  std::vector<std::int64_t> ids;
};
KOINE_DESCRIBE(UserIdsIn, (ids))
KOINE_RULES(UserIdsIn, json::Rule("ids").Required().WholeBody().MinItems(1).MaxItems(kDeleteMax))

struct ImportedIn : RegisterIn {
  std::optional<std::string> role;
};
KOINE_DESCRIBE(ImportedIn, (username, password, nickname, email, mobile, invitation, role))
struct ImportIn {
  std::vector<ImportedIn> users;
};
KOINE_DESCRIBE(ImportIn, (users))
KOINE_RULES(ImportIn, json::Rule("users").Required().WholeBody().MinItems(1).MaxItems(kImportMax))
struct ImportFailure {
  std::string username, reason;
};
KOINE_DESCRIBE(ImportFailure, (username, reason))
struct ImportOut {
  std::int64_t successCount = 0, failCount = 0;
  std::vector<std::int64_t> userIds;
  std::vector<ImportFailure> failures;
  // The same in the words of published clients, which show the name as the id.
  std::int64_t totalCount = 0;
  std::vector<FailedItem> failedItems;
};
KOINE_DESCRIBE(ImportOut, (successCount, failCount, userIds, failures, totalCount, failedItems))

namespace {

std::string Target(UserId id) {
  return "user " + std::to_string(id.value);
}

AdminUserOut ToAdminUser(const identity::User& user, bool online) {
  return {ToUser(user, online), {user.created_at}};
}

Result<AdminUserPage> ListAllUsers(Txn& txn, Call& call, UsersIn& in) {
  identity::UserFilter filter;
  filter.folded = text::Fold(text::Trim(in.keyword.value_or("")));
  if (in.role) filter.role = RoleOf(*in.role);
  filter.people = true;
  if (in.status && !in.status->empty()) {
    filter.status =
        IsOn(*in.status) ? identity::UserStatus::kActive : identity::UserStatus::kDisabled;
  }
  const Slice slice = SliceOf(in.pageNum.value_or(1), in.pageSize.value_or(kAdminPageDefault));
  std::vector<AdminUserOut> users;
  KOINE_TRY(const identity::UserPage page,
            identity::PageUsers(txn, call.who, filter, slice.limit, slice.offset));
  for (const identity::User& user : page.users) {
    users.push_back(ToAdminUser(user, call.services->presence->Online(user.id)));
  }
  return PageData<AdminUserPage>(call, std::move(users), page.total, slice);
}

Result<UserStatsOut> UserStats(Txn& txn, Call& call, Nothing&) {
  const std::int64_t today = DayBegin(txn.now_ms());
  KOINE_TRY(const auto counts, identity::CountByState(txn, call.who, today, today));
  const auto online = static_cast<std::int64_t>(call.services->presence->users());
  UserStatsOut out{counts.total, counts.active,  counts.disabled, counts.admins,
                   online,       counts.created, counts.seen,     counts.total};
  KOINE_TRY(out.superAdminCount, identity::CountRole(txn, call.who, access::Role::kSuperAdmin));
  KOINE_TRY(out.adminCount, identity::CountRole(txn, call.who, access::Role::kAdmin));
  out.userCount = out.total - out.superAdminCount - out.adminCount;
  return out;
}

Result<AdminUserOut> GetAnyUser(Txn& txn, Call& call, UserIdIn& in) {
  auto user = identity::FindUser(txn, call.who, in.id);
  if (!user) return Error{Code::kUserNotFound};
  return ToAdminUser(*user, call.services->presence->Online(user->id));
}

// 1 turns an account on; 0 turns it off and ends its logins at once.
Result<Nothing> SetStatus(Txn& txn, Call& call, SetStatusIn& in) {
  const bool enable = IsOn(*in.status);
  KOINE_CHECK(identity::SetEnabled(txn, call.who, in.id, enable));
  audit::Record(txn, call.who, enable ? "user.enable" : "user.disable", Target(in.id), "ok",
                call.address);
  return Nothing{};
}

Result<Nothing> SetUserRole(Txn& txn, Call& call, SetRoleIn& in) {
  KOINE_CHECK(identity::SetRole(txn, call.who, in.id, *RoleOf(in.role)));
  return Nothing{};
}

Result<Nothing> DeleteAnyUser(Txn& txn, Call& call, UserIdIn& in) {
  KOINE_CHECK(erasure::Deregister(txn, call.who, in.id));
  return Nothing{};
}

// All or nothing; those who do not exist are passed over. How many went.
Result<std::int64_t> DeleteUsers(Txn& txn, Call& call, UserIdsIn& in) {
  KOINE_CHECK(identity::MayCloseAll(txn, call.who, in.ids));
  std::sort(in.ids.begin(), in.ids.end());  // locks follow the ids
  std::int64_t done = 0;
  std::vector<FailedItem> failed;
  for (const std::int64_t id : in.ids) {
    UserIdIn one{UserId(id)};
    auto gone = DeleteAnyUser(txn, call, one);
    if (gone.ok()) {
      ++done;
    } else if (gone.error().Is(Code::kUserNotFound)) {
      failed.push_back({{std::to_string(id)}, AnswerOf(gone.error()).msg});
    } else {
      return std::move(gone).error();
    }
  }
  if (IsPublished(call)) ShowInstead(call, ToBatch(done, std::move(failed)));
  return done;
}

Status HashImported(Call&, ImportIn& in) {
  for (const ImportedIn& one : in.users) {
    if (one.role && !one.role->empty() && !IsRole(*one.role)) {
      return FieldError(Code::kBadArgument, "role", "角色值不正确");
    }
  }
  for (RegisterIn& one : in.users) {
    const Status hashed = HashPasswordOf(&one);
    // Who has a usual password is reported, as who has a name that is taken.
    if (!hashed.ok() && !hashed.error().Is(Code::kBadArgument)) return hashed;
  }
  return Ok();
}

// One that was not made, and why.
void AddFailure(const ImportedIn& one, const Error& error, ImportOut* out) {
  const std::string reason = AnswerOf(error).msg;
  json::Raw name;
  json::Quote(one.username, &name.text);
  ++out->failCount;
  out->failures.push_back({one.username, reason});
  out->failedItems.push_back({std::move(name), reason});
}

// The account and its role. What is reported of one alone: a name that is taken, a usual password,
// a role that the caller may not give.
Result<UserId> Import(Txn& txn, Call& call, const ImportedIn& one) {
  const access::Role role = RoleOf(one.role.value_or("")).value_or(access::Role::kUser);
  if (one.hash.empty()) return Error{Code::kBadArgument, "usual_password"};
  if (role != access::Role::kUser && call.who.role != access::Role::kSuperAdmin) {
    return Error{Code::kForbidden};
  }
  KOINE_TRY(const UserId id, identity::Register(txn, call.who.tenant, ToRegistration(one)));
  if (role != access::Role::kUser) KOINE_CHECK(identity::SetRole(txn, call.who, id, role));
  audit::Record(txn, call.who, "user.create", Target(id), "ok", call.address);
  return id;
}

Result<ImportOut> ImportUsers(Txn& txn, Call& call, ImportIn& in) {
  ImportOut out;
  for (const ImportedIn& one : in.users) {
    auto made = Import(txn, call, one);
    if (made.ok()) {
      ++out.successCount;
      out.userIds.push_back(made->value);
    } else if (made.error().Is(Code::kUserExists) || made.error().Is(Code::kForbidden) ||
               made.error().Is(Code::kBadArgument)) {
      AddFailure(one, made.error(), &out);
    } else {
      return std::move(made).error();
    }
  }
  out.totalCount = out.successCount + out.failCount;
  return out;
}

}  // namespace

void AddUserAdmin(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  static constexpr char kOne[] = R"({"id":"{user.peer}"})";
  rows->push_back(Ep<&ListAllUsers>(Method::kGet, "/api/admin/users", "List users",
                                    {.auth = Auth::kAdmin,
                                     .mode = Mode::kScan,
                                     .example = R"({"keyword":"a","pageNum":1})",
                                     .ref = "27"}));
  rows->push_back(Ep<&UserStats>(Method::kGet, "/api/admin/users/stats", "Count users",
                                 {.auth = Auth::kAdmin, .mode = Mode::kScan, .ref = "27"}));
  rows->push_back(Ep<&GetAnyUser>(Method::kGet, "/api/admin/users/{id}", "Get a user",
                                  {.auth = Auth::kAdmin, .example = kOne, .ref = "27"}));
  static constexpr char kStatus[] = R"({"id":"{user.peer}","status":1})";
  rows->push_back(Ep<&SetStatus>(Method::kPut, "/api/admin/users/{id}/status",
                                 "Ban or unban a user",
                                 {.auth = Auth::kAdmin,
                                  .mode = Mode::kWrite,
                                  .repeatable = true,
                                  .ok = "更新成功",
                                  .example = kStatus,
                                  .ref = "27"}));
  rows->push_back(Ep<&SetStatus>(Method::kPut, "/api/im/user/changeStatus",
                                 "Ban or unban a user, for older clients",
                                 {.auth = Auth::kAdmin,
                                  .mode = Mode::kWrite,
                                  .repeatable = true,
                                  .ok = "更新成功",
                                  .example = kStatus,
                                  .ref = "27"}));
  rows->push_back(Ep<&SetUserRole>(Method::kPut, "/api/admin/users/{id}/role",
                                   "Change the role of a user",
                                   {.auth = Auth::kAdmin,
                                    .mode = Mode::kWrite,
                                    .repeatable = true,
                                    .ok = "更新成功",
                                    .example = R"({"id":"{user.peer}","role":"USER"})",
                                    .ref = "27"}));
  rows->push_back(Ep<&DeleteAnyUser>(Method::kDelete, "/api/admin/users/{id}", "Delete a user",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kWrite,
                                      .ok = "删除成功",
                                      .example = kOne,
                                      .ref = "27"}));
  rows->push_back(Ep<&DeleteUsers>(Method::kDelete, "/api/admin/users/batch",
                                   "Delete several users",
                                   {.auth = Auth::kAdmin,
                                    .mode = Mode::kWrite,
                                    .ok = "删除成功",
                                    .example = R"({"ids":"{user.peer},{user.stranger}"})",
                                    .ref = "27"}));
  static constexpr char kUsers[] =
      R"({"users":[{"username":"{name.new}","password":"{password.me}"}]})";
  rows->push_back(EpPrepared<&ImportUsers, &HashImported>(Method::kPost, "/api/admin/users/import",
                                                          "Create several accounts",
                                                          {.auth = Auth::kAdmin,
                                                           .mode = Mode::kWrite,
                                                           .expensive = true,
                                                           .example = kUsers,
                                                           .ref = "27"}));
}

}  // namespace koine::ruoyi
