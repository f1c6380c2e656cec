// Users (im-chat 2.1.4 … 2.1.6).

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/call/call.h"
#include "core/contact/contact.h"
#include "core/contact/pair.h"
#include "core/erasure/deregister.h"
#include "core/file/chat.h"
#include "core/identity/account.h"
#include "core/identity/rows.h"
#include "core/wallet/wallet.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/wire.h"
#include "gateway/presence.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

constexpr int kSearchMax = 20;

Result<UserOut> ShowSelf(Txn& txn, Call& call) {
  const auto user = identity::FindUser(txn, call.who.tenant, call.who.user);
  const auto login = identity::FindLogin(txn, call.who.login);
  if (!user || !login) return Error{Code::kUserNotFound};
  UserOut out;
  out.id = user->id;
  out.username = UsernameOf(*user);
  out.nickName = user->name();
  out.headImage = OptText(user->avatar);
  out.email = user->email;
  out.phone = user->mobile;
  out.sex = SexOf(*user);
  out.signature = user->signature;
  out.terminal = static_cast<int>(text::ParseInt(login->login.terminal).value_or(0));
  out.onlineStatus =
      OnlineText(call.services->presence->Connected(user->id), call::InCall(txn, call.who),
                 call.services->presence->Away(user->id));
  out.manualApprove = !user->auto_accept;
  const wallet::Wallet wallet = wallet::Find(txn, call.who.tenant, call.who.user);
  out.balance = {wallet.balance};
  out.isVip = wallet.vip(txn.now_ms());
  out.vipExpireTime = OptTime(wallet.vip_until);
  out.tradePasswordSet = wallet.trade_password;
  out.createTime = {user->created_at};
  return out;
}

Result<UserOut> Self(Txn& txn, Call& call, Nothing&) {
  return ShowSelf(txn, call);
}

}  // namespace

// --- im-chat 2.1.5

struct ProfileIn {
  std::optional<std::string> nickName, headImage;
  std::optional<int> sex;
  std::optional<std::string> signature;
};
KOINE_DESCRIBE(ProfileIn, (nickName, headImage, sex, signature))
KOINE_RULES(ProfileIn,
            json::Rule("nickName").MinChars(1, "昵称不能为空").MaxChars(20, "昵称不能超过20个字符"),
            json::Rule("headImage").MaxChars(255), json::Rule("sex").Min(0).Max(1),
            json::Rule("signature").MaxChars(128, "个性签名不能超过128个字符"))

namespace {

Result<UserOut> Update(Txn& txn, Call& call, ProfileIn& in) {
  identity::ProfileChange change;
  change.nickname = in.nickName;
  change.avatar = in.headImage;
  change.signature = in.signature;
  if (in.sex) change.gender = *in.sex + 1;
  KOINE_CHECK(contact::ChangeProfile(txn, call.who, change));
  if (in.headImage) file::KeepLinked(txn, call.who, {*in.headImage});
  return ShowSelf(txn, call);
}

}  // namespace

// --- im-chat 2.1.6

struct SearchIn {
  std::string name;
};
KOINE_DESCRIBE(SearchIn, (name))
KOINE_RULES(SearchIn, json::Rule("name").NotBlank("name不能为空").MaxChars(64))

namespace {

Result<std::vector<ProfileOut>> Search(Txn& txn, Call& call, SearchIn& in) {
  const std::string_view name = text::Trim(in.name);
  const TenantId tenant = call.who.tenant;
  auto users = identity::SearchUsers(txn, tenant, text::Fold(name), name, kSearchMax);
  if (auto mailed = identity::FindUserByEmail(txn, tenant, text::LowerAscii(name))) {
    const bool known = std::any_of(users.begin(), users.end(),
                                   [&](const auto& user) { return user.id == mailed->id; });
    if (!known) users.push_back(*std::move(mailed));
  }
  std::sort(users.begin(), users.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  if (users.size() > kSearchMax) users.resize(kSearchMax);
  std::vector<ProfileOut> out;
  for (const identity::User& user : users) {
    out.push_back(ToProfile(user, call.services->presence->Online(user.id)));
  }
  return out;
}

}  // namespace

// --- extensions

struct FindUserIn {
  UserId id;
};
KOINE_DESCRIBE(FindUserIn, (id))
struct FoundOut {
  UserId id;
  std::string username, nickName;
  std::optional<std::string> headImage;
  int sex = 0;
  std::string signature;
  bool isOnline = false, isFriend = false, isInBlacklist = false;
};
KOINE_DESCRIBE(FoundOut, (id, username, nickName, headImage, sex, signature, isOnline, isFriend,
                          isInBlacklist))
struct ManualIn {
  bool enabled = true;
};
KOINE_DESCRIBE(ManualIn, (enabled))
KOINE_RULES(ManualIn, json::Rule("enabled").Required())

namespace {

Result<FoundOut> FindOne(Txn& txn, Call& call, FindUserIn& in) {
  const auto user = identity::FindUser(txn, call.who.tenant, in.id);
  if (!user || user->status == identity::UserStatus::kDeregistered) {
    return Error{Code::kUserNotFound};
  }
  ProfileOut shown = ToProfile(*user, call.services->presence->Online(user->id));
  FoundOut out{shown.id,
               std::move(shown.username),
               std::move(shown.nickName),
               shown.headImage,
               shown.sex,
               std::move(shown.signature),
               shown.isOnline};
  out.isFriend = contact::FindEdges(txn, call.who, in.id).friends();
  out.isInBlacklist = contact::Blocks(txn, call.who, in.id);
  return out;
}

Result<Nothing> SetManual(Txn& txn, Call& call, ManualIn& in) {
  identity::ProfileChange change;
  change.auto_accept = !in.enabled;
  KOINE_CHECK(contact::ChangeProfile(txn, call.who, change));
  return Nothing{};
}

Result<Nothing> Unregister(Txn& txn, Call& call, Nothing&) {
  KOINE_CHECK(erasure::Deregister(txn, call.who, call.who.user));
  return Nothing{};
}

}  // namespace

void AddUsers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Self>(Method::kGet, "/user/self", "Get the signed-in user",
                            {.ref = "2.1.4", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&Update>(Method::kPut, "/user/update", "Update your profile",
                              {.mode = Mode::kWrite,
                               .repeatable = true,
                               .example = R"({"signature":"hello"})",
                               .ref = "2.1.5",
                               .about = gateway::About::kCaller}));
  rows->push_back(Ep<&Search>(Method::kGet, "/user/search", "Find users by name",
                              {.mode = Mode::kScan,
                               .expensive = true,
                               .example = R"({"name":"{name.me}"})",
                               .ref = "2.1.6",
                               .about = gateway::About::kPeople}));
  rows->push_back(Ep<&FindOne>(
      Method::kGet, "/user/find/{id}", "Get a user",
      {.example = R"({"id":"{user.mine}"})", .ref = "2.1", .about = gateway::About::kPeople}));
  rows->push_back(Ep<&SetManual>(Method::kPut, "/user/manualApprove",
                                 "Set whether friend requests wait for your answer",
                                 {.mode = Mode::kWrite,
                                  .repeatable = true,
                                  .example = R"({"enabled":true})",
                                  .ref = "2.1",
                                  .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&Unregister>(Method::kDelete, "/unregister", "Delete your account",
                      {.mode = Mode::kWrite, .ref = "2.1", .about = gateway::About::kCaller}));
}

}  // namespace koine::imchat
