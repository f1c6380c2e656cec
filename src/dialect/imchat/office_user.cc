// The back office: users (im-chat 3.1).

#include <map>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/backoffice/users.h"
#include "core/identity/admin.h"
#include "core/identity/directory.h"
#include "core/identity/people.h"
#include "core/wallet/wallet.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/wire.h"
#include "gateway/presence.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct OfficeUserOut {
  UserId id;
  std::string username, nickName;
  std::optional<std::string> headImage, phone, email;
  bool isBanned = false;
  std::optional<std::string> banReason;
  std::optional<json::Time> banExpireTime;
  bool isVip = false;
  json::Cents balance;
  bool isOnline = false;
  json::Time createTime;
  std::optional<json::Time> lastLoginTime;
};
KOINE_DESCRIBE(OfficeUserOut, (id, username, nickName, headImage, phone, email, isBanned, banReason,
                               banExpireTime, isVip, balance, isOnline, createTime, lastLoginTime))

namespace {

constexpr int kFoundByName = 10;
constexpr std::int64_t kDaysMax = 36'500;  // above, a ban is for good

OfficeUserOut ShowUser(const Call& call, const identity::User& user, const wallet::Wallet& wallet,
                       std::int64_t last_login) {
  OfficeUserOut out;
  out.isVip = wallet.vip(call.now_ms());
  out.balance = {wallet.balance};
  out.id = user.id;
  out.username = UsernameOf(user);
  out.nickName = user.name();
  out.headImage = OptText(user.avatar);
  out.phone = user.mobile;
  out.email = user.email;
  out.isBanned = user.banned_until > call.now_ms();
  if (out.isBanned) {
    out.banReason = OptText(user.ban_reason);
    if (user.banned_until < identity::kForEverMs) {
      out.banExpireTime = json::Time{user.banned_until};
    }
  }
  out.isOnline = call.services->presence->Connected(user.id);
  out.createTime = {user.created_at};
  // Logins that ended long ago are not kept; the user was online then.
  out.lastLoginTime = OptTime(last_login > 0 ? last_login : user.last_online_at);
  return out;
}

// Users with what they have, which two statements find for all.
Result<std::vector<OfficeUserOut>> ShowUsers(Txn& txn, const Call& call,
                                             const std::vector<identity::User>& users) {
  std::vector<std::int64_t> ids;
  for (const identity::User& user : users) ids.push_back(user.id.value);
  const auto wallets = wallet::FindMany(txn, call.who.tenant, ids);
  KOINE_TRY(const auto logins, backoffice::LastLogins(txn, call.who, ids));
  std::vector<OfficeUserOut> out;
  for (std::size_t i = 0; i < users.size(); ++i) {
    const auto login = logins.find(ids[i]);
    out.push_back(ShowUser(call, users[i], wallets[i], login == logins.end() ? 0 : login->second));
  }
  return out;
}

}  // namespace

// --- im-chat 3.1.1, 3.1.2

struct BanIn {
  UserId userId;
  std::optional<std::string> reason;
  std::optional<std::int64_t> duration;  // days; 0 or none: for good
};
KOINE_DESCRIBE(BanIn, (userId, reason, duration))
KOINE_RULES(BanIn, json::Rule("userId").Required("userId不能为空"),
            json::Rule("reason").MaxChars(128, "封禁原因不能超过128个字符"),
            json::Rule("duration").Min(0))

namespace {

Result<Nothing> Ban(Txn& txn, Call& call, BanIn& in) {
  const std::int64_t days = in.duration.value_or(0);
  const bool ends = days > 0 && days <= kDaysMax;
  const std::int64_t until = ends ? txn.now_ms() + days * kDayMs : identity::kForEverMs;
  KOINE_CHECK(identity::Ban(txn, call.who, in.userId, in.reason.value_or(""), until));
  return Nothing{};
}

Result<Nothing> Unban(Txn& txn, Call& call, BanIn& in) {
  KOINE_CHECK(identity::Unban(txn, call.who, in.userId));
  return Nothing{};
}

}  // namespace

// --- im-chat 3.1.3, 3.1.4

struct NameIn {
  std::optional<std::string> name;
};
KOINE_DESCRIBE(NameIn, (name))
KOINE_RULES(NameIn, json::Rule("name").MaxChars(64))
struct IdsIn {
  std::vector<std::int64_t> userIds;
};
KOINE_DESCRIBE(IdsIn, (userIds))
KOINE_RULES(IdsIn, json::Rule("userIds").MaxItems(100))
struct IdsQuery {
  std::string ids;  // with commas
};
KOINE_DESCRIBE(IdsQuery, (ids))
KOINE_RULES(IdsQuery, json::Rule("ids").Required("ids不能为空").MaxChars(2000))
struct OfficeUsersIn {
  std::optional<std::string> name;
  std::optional<bool> isBanned;
  std::optional<json::Time> beginTime, endTime;  // when the account was made
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(OfficeUsersIn, (name, isBanned, beginTime, endTime, page, size))
KOINE_RULES(OfficeUsersIn, json::Rule("name").MaxChars(64), json::Rule("endTime").EndOfDay(),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct OfficeUserPage {
  std::int64_t total = 0;
  std::vector<OfficeUserOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(OfficeUserPage, (total, records, page, size))
struct OfficeUserKey {
  UserId id;
};
KOINE_DESCRIBE(OfficeUserKey, (id))

namespace {

Result<std::vector<OfficeUserOut>> FindByName(Txn& txn, Call& call, NameIn& in) {
  const std::string name(text::Trim(in.name.value_or("")));
  KOINE_TRY(const std::vector<identity::User> users,
            identity::FindByLoginName(txn, call.who, name, kFoundByName));
  return ShowUsers(txn, call, users);
}

// In the order in which they were asked for.
Result<std::vector<OfficeUserOut>> ShowIds(Txn& txn, Call& call,
                                           const std::vector<std::int64_t>& ids) {
  std::map<std::int64_t, identity::User> found;
  for (identity::User& user : identity::FindUsers(txn, call.who, ids)) {
    if (user.status == identity::UserStatus::kDeregistered) continue;
    const std::int64_t id = user.id.value;
    found.emplace(id, std::move(user));
  }
  std::vector<identity::User> users;
  for (const std::int64_t id : ids) {
    const auto it = found.find(id);
    if (it != found.end()) users.push_back(it->second);
  }
  return ShowUsers(txn, call, users);
}

Result<std::vector<OfficeUserOut>> FindByIds(Txn& txn, Call& call, IdsIn& in) {
  return ShowIds(txn, call, in.userIds);
}

Result<std::vector<OfficeUserOut>> FindByIdList(Txn& txn, Call& call, IdsQuery& in) {
  std::vector<std::int64_t> ids;
  for (const std::string_view part : text::Split(in.ids, ',')) {
    const auto id = text::ParseInt(text::Trim(part));
    if (!id || ids.size() >= 100) return FieldError(Code::kBadArgument, "ids");
    ids.push_back(*id);
  }
  return ShowIds(txn, call, ids);
}

Result<OfficeUserPage> ListUsers(Txn& txn, Call& call, OfficeUsersIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  identity::UserFilter filter;
  filter.folded = text::Fold(text::Trim(in.name.value_or("")));
  filter.banned = in.isBanned;
  if (in.beginTime) filter.created_from = in.beginTime->ms;
  if (in.endTime) filter.created_to = in.endTime->ms;
  OfficeUserPage out;
  out.page = slice.page;
  out.size = slice.limit;
  KOINE_TRY(const identity::UserPage page,
            identity::PageUsers(txn, call.who, filter, slice.limit, slice.offset()));
  out.total = page.total;
  KOINE_TRY(out.records, ShowUsers(txn, call, page.users));
  return out;
}

Result<OfficeUserOut> ShowOne(Txn& txn, Call& call, OfficeUserKey& in) {
  KOINE_TRY(const identity::User user, identity::GetUser(txn, call.who, in.id));
  KOINE_TRY(std::vector<OfficeUserOut> shown, ShowUsers(txn, call, {user}));
  return std::move(shown.front());
}

}  // namespace

void AddOfficeUsers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kUser[] = R"({"userId":"{user.stranger}"})";
  rows->push_back(Ep<&Ban>(Method::kPut, "/im/user/ban", "Ban a user",
                           {.auth = Auth::kAdmin,
                            .mode = Mode::kWrite,
                            .repeatable = true,
                            .example = kUser,
                            .ref = "3.1.1"}));
  rows->push_back(Ep<&Unban>(Method::kPut, "/im/user/unban", "Unban a user",
                             {.auth = Auth::kAdmin,
                              .mode = Mode::kWrite,
                              .repeatable = true,
                              .example = kUser,
                              .ref = "3.1.2"}));
  rows->push_back(Ep<&FindByName>(Method::kGet, "/im/user/findByName",
                                  "Find ten users by part of a name",
                                  {.auth = Auth::kAdmin,
                                   .also = kAuditors,
                                   .mode = Mode::kScan,
                                   .expensive = true,
                                   .ref = "3.1.3"}));
  rows->push_back(Ep<&FindByIds>(Method::kPost, "/im/user/findByIds", "Get users by id",
                                 {.auth = Auth::kAdmin,
                                  .also = kAuditors,
                                  .example = R"({"userIds":["{user.mine}"]})",
                                  .ref = "3.1.4"}));
  rows->push_back(Ep<&FindByIdList>(Method::kGet, "/im/user/findByIds", "Get users by id",
                                    {.auth = Auth::kAdmin,
                                     .also = kAuditors,
                                     .example = R"({"ids":"{user.mine}"})",
                                     .ref = "3.1.4"}));
  rows->push_back(
      Ep<&ListUsers>(Method::kGet, "/im/user/list", "List users by page",
                     {.auth = Auth::kAdmin, .also = kAuditors, .mode = Mode::kScan, .ref = "3.1"}));
  rows->push_back(Ep<&ShowOne>(Method::kGet, "/im/user/{id}", "Get a user",
                               {.auth = Auth::kAdmin,
                                .also = kAuditors,
                                .example = R"({"id":"{user.mine}"})",
                                .ref = "3.1"}));
}

}  // namespace koine::imchat
