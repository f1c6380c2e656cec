// Accounts that only send: notification accounts, robots (openim 4.2).

#include <utility>

#include "core/contact/contact.h"
#include "core/identity/account.h"
#include "core/identity/directory.h"
#include "core/identity/handle.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/wire.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

constexpr int kAccountKind = 3;  // and above
constexpr int kKindMax = 100;
// Ids drawn for accounts: ten digits, the first of them not 0.
constexpr std::uint64_t kDrawnFrom = 1'000'000'000;
constexpr std::uint64_t kDrawnCount = 9'000'000'000;
constexpr int kDrawsMax = 10;

}  // namespace

struct AddAccountIn {
  std::string userID, nickName, faceURL;
  int appMangerLevel = 0;
};
KOINE_DESCRIBE(AddAccountIn, (userID, nickName, faceURL, appMangerLevel))
KOINE_RULES(AddAccountIn, json::Rule("nickName").Required().MaxChars(kNameCharsMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax),
            json::Rule("appMangerLevel").Required().Min(kAccountKind).Max(kKindMax))
struct UpdateAccountIn {
  std::string userID, nickName, faceURL;
};
KOINE_DESCRIBE(UpdateAccountIn, (userID, nickName, faceURL))
KOINE_RULES(UpdateAccountIn, json::Rule("userID").Required(),
            json::Rule("nickName").MaxChars(kNameCharsMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax))
struct SearchAccountsIn {
  std::string keyword;
  std::optional<int> appManagerLevel;
  Pagination pagination;
};
KOINE_DESCRIBE(SearchAccountsIn, (keyword, appManagerLevel, pagination))
KOINE_RULES(SearchAccountsIn, json::Rule("pagination").Required())
struct AccountOut {
  std::string userID, faceURL, nickName;
  int appMangerLevel = 0;
};
KOINE_DESCRIBE(AccountOut, (userID, faceURL, nickName, appMangerLevel))
struct AccountsOut {
  std::int64_t total = 0;
  std::vector<AccountOut> notificationAccounts;
};
KOINE_DESCRIBE(AccountsOut, (total, notificationAccounts))

namespace {

AccountOut ToAccount(const identity::User& user) {
  return {user.handle, user.avatar, user.name(), user.kind};
}

Result<AccountOut> AddAccount(Txn& txn, Call& call, AddAccountIn& in) {
  std::string handle = in.userID;
  for (int i = 0; in.userID.empty() && i < kDrawsMax; ++i) {
    handle = std::to_string(kDrawnFrom + txn.random().Below(kDrawnCount));
    if (!identity::HandleTaken(txn, call.who.tenant, handle)) break;
  }
  auto made = identity::RegisterGiven(
      txn, call.who.tenant, {{handle, in.nickName, in.faceURL, "", in.appMangerLevel, 0}});
  if (made.ok()) return AccountOut{handle, in.faceURL, in.nickName, in.appMangerLevel};
  if (made.error().Is(Code::kUserExists)) return Error{Code::kUserExists, "used"};
  return std::move(made).error();
}

Result<Nothing> UpdateAccount(Txn& txn, Call& call, UpdateAccountIn& in) {
  if (in.nickName.empty() && in.faceURL.empty()) {
    return FieldError(Code::kMissingArgument, "nickName");
  }
  const auto user = identity::GetUser(txn, call.who.tenant, in.userID);
  if (!user.ok() || user->kind < kAccountKind) return FieldError(Code::kBadArgument, "userID");
  KOINE_TRY(const access::Principal who, ActFor(txn, call, in.userID));
  identity::ProfileChange change;
  if (!in.nickName.empty()) change.nickname = in.nickName;
  if (!in.faceURL.empty()) change.avatar = in.faceURL;
  KOINE_CHECK(contact::ChangeProfile(txn, who, change));
  return Nothing{};
}

Result<AccountsOut> SearchAccounts(Txn& txn, Call& call, SearchAccountsIn& in) {
  const std::optional<std::int64_t> kind = in.appManagerLevel;
  AccountsOut out;
  KOINE_TRY(const identity::UserPage page,
            identity::PageAccounts(txn, call.who, in.keyword, kind, in.pagination.showNumber,
                                   in.pagination.offset()));
  out.total = page.total;
  for (const identity::User& user : page.users) {
    out.notificationAccounts.push_back(ToAccount(user));
  }
  return out;
}

}  // namespace

void AddAccounts(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  rows->push_back(Ep<&AddAccount>(
      kPost, "/user/add_notification_account", "Create a notification account",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .example = R"({"userID":"{handle.new}","nickName":"News","appMangerLevel":3})",
       .ref = "4.2"}));
  rows->push_back(Ep<&UpdateAccount>(
      kPost, "/user/update_notification_account", "Update a notification account",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .repeatable = true,
       .example = R"({"userID":"{user.account}","nickName":"Other news"})",
       .ref = "4.2"}));
  rows->push_back(Ep<&SearchAccounts>(
      kPost, "/user/search_notification_account", "Search notification accounts",
      {.auth = Auth::kAdmin,
       .mode = Mode::kScan,
       .expensive = true,
       .example = R"({"keyword":"","pagination":{"pageNumber":1,"showNumber":10}})",
       .ref = "4.2"}));
}

}  // namespace koine::openim
