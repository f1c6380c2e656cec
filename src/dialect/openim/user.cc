// Users (openim 4.2).

#include <set>
#include <utility>

#include "core/contact/contact.h"
#include "core/identity/account.h"
#include "core/identity/directory.h"
#include "core/identity/handle.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/wire.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct RegisteredUser {
  std::string userID, nickname, faceURL, ex;
  int appMangerLevel = 0, globalRecvMsgOpt = 0;
};
KOINE_DESCRIBE(RegisteredUser, (userID, nickname, faceURL, ex, appMangerLevel, globalRecvMsgOpt))
KOINE_RULES(RegisteredUser, json::Rule("userID").Required(),
            json::Rule("nickname").Required().MaxChars(kNameCharsMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax), json::Rule("ex").MaxBytes(kExBytesMax),
            json::Rule("appMangerLevel").Min(0).Max(100),
            json::Rule("globalRecvMsgOpt").Min(0).Max(2))
struct RegisterIn {
  std::vector<RegisteredUser> users;
};
KOINE_DESCRIBE(RegisterIn, (users))
KOINE_RULES(RegisterIn, json::Rule("users").Required().MinItems(1).MaxItems(kListMax))

struct UserChange {
  std::string userID, nickname, faceURL, ex;
  int globalRecvMsgOpt = 0;
};
KOINE_DESCRIBE(UserChange, (userID, nickname, faceURL, ex, globalRecvMsgOpt))
KOINE_RULES(UserChange, json::Rule("userID").Required(),
            json::Rule("nickname").MaxChars(kNameCharsMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax), json::Rule("ex").MaxBytes(kExBytesMax),
            json::Rule("globalRecvMsgOpt").Min(0).Max(2))
struct UpdateUserIn {
  UserChange userInfo;
};
KOINE_DESCRIBE(UpdateUserIn, (userInfo))
KOINE_RULES(UpdateUserIn, json::Rule("userInfo").Required())

struct UserChangeEx {
  std::string userID;
  std::optional<std::string> nickname, faceURL, ex;
  std::optional<int> globalRecvMsgOpt;
};
KOINE_DESCRIBE(UserChangeEx, (userID, nickname, faceURL, ex, globalRecvMsgOpt))
KOINE_RULES(UserChangeEx, json::Rule("userID").Required(),
            json::Rule("nickname").MaxChars(kNameCharsMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax), json::Rule("ex").MaxBytes(kExBytesMax),
            json::Rule("globalRecvMsgOpt").Min(0).Max(2))
struct UpdateUserExIn {
  UserChangeEx userInfo;
};
KOINE_DESCRIBE(UpdateUserExIn, (userInfo))
KOINE_RULES(UpdateUserExIn, json::Rule("userInfo").Required())

struct RecvOptIn {
  std::string userID;
  int globalRecvMsgOpt = 0;
};
KOINE_DESCRIBE(RecvOptIn, (userID, globalRecvMsgOpt))
KOINE_RULES(RecvOptIn, json::Rule("userID").Required(),
            json::Rule("globalRecvMsgOpt").Min(0).Max(2))

struct UserIDsIn {
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(UserIDsIn, (userIDs))
KOINE_RULES(UserIDsIn, json::Rule("userIDs").Required().MaxItems(kListMax))
struct UsersInfoOut {
  std::vector<UserInfo> usersInfo;
};
KOINE_DESCRIBE(UsersInfoOut, (usersInfo))

struct PageIn {
  Pagination pagination;
};
KOINE_DESCRIBE(PageIn, (pagination))
KOINE_RULES(PageIn, json::Rule("pagination").Required())
struct AllUsersOut {
  std::int64_t total = 0;
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(AllUsersOut, (total, userIDs))

struct CheckIn {
  std::vector<std::string> checkUserIDs;
};
KOINE_DESCRIBE(CheckIn, (checkUserIDs))
KOINE_RULES(CheckIn, json::Rule("checkUserIDs").Required().MaxItems(kListMax))
struct CheckedUser {
  std::string userID;
  int accountStatus = 0;
};
KOINE_DESCRIBE(CheckedUser, (userID, accountStatus))
struct CheckOut {
  std::vector<CheckedUser> results;
};
KOINE_DESCRIBE(CheckOut, (results))

struct GetUsersIn {
  Pagination pagination;
  std::string userID, nickName;
};
KOINE_DESCRIBE(GetUsersIn, (pagination, userID, nickName))
KOINE_RULES(GetUsersIn, json::Rule("pagination").Required(),
            json::Rule("userID").MaxChars(kNameCharsMax),
            json::Rule("nickName").MaxChars(kNameCharsMax))
struct GetUsersOut {
  std::int64_t total = 0;
  std::vector<UserInfo> users;
};
KOINE_DESCRIBE(GetUsersOut, (total, users))

namespace {

Result<Nothing> RegisterUsers(Txn& txn, Call& call, RegisterIn& in) {
  std::vector<identity::GivenUser> users;
  for (const RegisteredUser& user : in.users) {
    users.push_back({user.userID, user.nickname, user.faceURL, user.ex, user.appMangerLevel,
                     user.globalRecvMsgOpt});
  }
  KOINE_CHECK(identity::RegisterGiven(txn, call.who.tenant, users));
  return Nothing{};
}

Result<Nothing> Change(Txn& txn, const Self& self, const identity::ProfileChange& change) {
  KOINE_CHECK(contact::ChangeProfile(txn, self.who(), change));
  return Nothing{};
}

// Here an empty text and 0 change nothing.
Result<Nothing> UpdateUser(Txn& txn, Call&, const Self& self, UpdateUserIn& in) {
  auto given = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  identity::ProfileChange change;
  change.nickname = given(in.userInfo.nickname);
  change.avatar = given(in.userInfo.faceURL);
  change.ex = given(in.userInfo.ex);
  if (in.userInfo.globalRecvMsgOpt != 0) change.recv_opt = in.userInfo.globalRecvMsgOpt;
  return Change(txn, self, change);
}

Result<Nothing> UpdateUserEx(Txn& txn, Call&, const Self& self, UpdateUserExIn& in) {
  identity::ProfileChange change;
  change.nickname = in.userInfo.nickname;
  change.avatar = in.userInfo.faceURL;
  change.ex = in.userInfo.ex;
  change.recv_opt = in.userInfo.globalRecvMsgOpt;
  return Change(txn, self, change);
}

Result<Nothing> SetRecvOpt(Txn& txn, Call&, const Self& self, RecvOptIn& in) {
  identity::ProfileChange change;
  change.recv_opt = in.globalRecvMsgOpt;
  return Change(txn, self, change);
}

Result<UsersInfoOut> GetUsersInfo(Txn& txn, Call& call, UserIDsIn& in) {
  UsersInfoOut out;
  for (const identity::User& user : identity::FindNamed(txn, call.who.tenant, in.userIDs)) {
    out.usersInfo.push_back(ToUserInfo(user));
  }
  return out;
}

Result<AllUsersOut> GetAllUsers(Txn& txn, Call& call, PageIn& in) {
  AllUsersOut out;
  KOINE_TRY(const identity::UserPage page,
            identity::PageUsers(txn, call.who, identity::UserFilter{}, in.pagination.showNumber,
                                in.pagination.offset()));
  out.total = page.total;
  for (const identity::User& user : page.users) {
    out.userIDs.push_back(user.handle);
  }
  return out;
}

Result<CheckOut> CheckAccounts(Txn& txn, Call& call, CheckIn& in) {
  std::set<std::string> known;
  for (const identity::User& user : identity::FindNamed(txn, call.who.tenant, in.checkUserIDs)) {
    known.insert(user.handle);
  }
  CheckOut out;
  for (const std::string& handle : in.checkUserIDs) {
    out.results.push_back({handle, known.count(handle) > 0 ? 1 : 0});
  }
  return out;
}

Result<GetUsersOut> GetUsers(Txn& txn, Call& call, GetUsersIn& in) {
  const identity::PersonFilter filter{in.userID, in.nickName};
  GetUsersOut out;
  KOINE_TRY(const identity::UserPage page,
            identity::PagePeople(txn, call.who, filter, in.pagination.showNumber,
                                 in.pagination.offset()));
  out.total = page.total;
  for (const identity::User& user : page.users) {
    out.users.push_back(ToUserInfo(user));
  }
  return out;
}

}  // namespace

void AddUsers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kPage[] = R"({"pagination":{"pageNumber":1,"showNumber":10}})";
  static constexpr char kInfo[] = R"({"userInfo":{"userID":"{user.mine}","nickname":"Me"}})";
  rows->push_back(
      Ep<&RegisterUsers>(Method::kPost, "/user/user_register", "Create users",
                         {.auth = Auth::kAdmin,
                          .mode = Mode::kWrite,
                          .example = R"({"users":[{"userID":"{handle.new}","nickname":"New"}]})",
                          .ref = "4.2"}));
  rows->push_back(Ep<&UpdateUser>(Method::kPost, "/user/update_user_info", "Update a user",
                                  {.mode = Mode::kWrite,
                                   .door = "userInfo.userID",
                                   .repeatable = true,
                                   .example = kInfo,
                                   .ref = "4.2"}));
  rows->push_back(Ep<&UpdateUserEx>(Method::kPost, "/user/update_user_info_ex",
                                    "Update the given fields of a user",
                                    {.mode = Mode::kWrite,
                                     .door = "userInfo.userID",
                                     .repeatable = true,
                                     .example = kInfo,
                                     .ref = "4.2"}));
  rows->push_back(Ep<&SetRecvOpt>(Method::kPost, "/user/set_global_msg_recv_opt",
                                  "Set whether a user receives messages",
                                  {.mode = Mode::kWrite,
                                   .door = "userID",
                                   .repeatable = true,
                                   .example = R"({"userID":"{user.mine}","globalRecvMsgOpt":0})",
                                   .ref = "4.2"}));
  rows->push_back(Ep<&GetUsersInfo>(Method::kPost, "/user/get_users_info", "Get users by id",
                                    {.mode = Mode::kScan,
                                     .example = R"({"userIDs":["{user.peer}"]})",
                                     .ref = "4.2",
                                     .about = gateway::About::kPeople}));
  rows->push_back(Ep<&GetAllUsers>(Method::kPost, "/user/get_all_users_uid",
                                   "List the ids of all users",
                                   {.auth = Auth::kAdmin,
                                    .mode = Mode::kScan,
                                    .expensive = true,
                                    .example = kPage,
                                    .ref = "4.2"}));
  rows->push_back(Ep<&CheckAccounts>(Method::kPost, "/user/account_check",
                                     "Check which ids are registered",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kScan,
                                      .example = R"({"checkUserIDs":["{user.peer}"]})",
                                      .ref = "4.2"}));
  rows->push_back(Ep<&GetUsers>(Method::kPost, "/user/get_users", "Find users by id or nickname",
                                {.auth = Auth::kAdmin,
                                 .mode = Mode::kScan,
                                 .expensive = true,
                                 .example = kPage,
                                 .ref = "4.2"}));
}

}  // namespace koine::openim
