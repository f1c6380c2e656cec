// Requests to come into groups, as lists (openim 3.2 GroupRequest, 4.4).

#include <algorithm>
#include <map>
#include <utility>

#include "core/group/requests.h"
#include "dialect/openim/group.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

struct GroupRequestsOut {
  std::int64_t total = 0;
  std::vector<GroupRequest> groupRequests;
};
KOINE_DESCRIBE(GroupRequestsOut, (total, groupRequests))
struct ReceivedJoinsIn {
  std::string fromUserID;
  Pagination pagination;
  std::vector<std::string> groupIDs;
  std::vector<int> handleResults;
};
KOINE_DESCRIBE(ReceivedJoinsIn, (fromUserID, pagination, groupIDs, handleResults))
KOINE_RULES(ReceivedJoinsIn, json::Rule("fromUserID").Required(),
            json::Rule("pagination").Required(), json::Rule("groupIDs").MaxItems(kListMax),
            json::Rule("handleResults").MaxItems(kResultsMax))
struct SentJoinsIn {
  std::string userID;
  Pagination pagination;
  std::vector<std::string> groupIDs;
  std::vector<int> handleResults;
};
KOINE_DESCRIBE(SentJoinsIn, (userID, pagination, groupIDs, handleResults))
KOINE_RULES(SentJoinsIn, json::Rule("userID").Required(), json::Rule("pagination").Required(),
            json::Rule("groupIDs").MaxItems(kListMax),
            json::Rule("handleResults").MaxItems(kResultsMax))
struct UsersJoinsIn {
  std::string groupID;
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(UsersJoinsIn, (groupID, userIDs))
KOINE_RULES(UsersJoinsIn, json::Rule("groupID").Required(),
            json::Rule("userIDs").Required().MaxItems(kListMax))
struct UserJoinIn {
  std::string groupID, userID;
};
KOINE_DESCRIBE(UserJoinIn, (groupID, userID))
KOINE_RULES(UserJoinIn, json::Rule("groupID").Required(), json::Rule("userID").Required())
struct UnhandledJoinsIn {
  std::string userID;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(UnhandledJoinsIn, (userID, time))
KOINE_RULES(UnhandledJoinsIn, json::Rule("userID").Required())
struct UnhandledJoinsOut {
  std::int64_t count = 0;
};
KOINE_DESCRIBE(UnhandledJoinsOut, (count))

namespace {

using group::JoinScope;
using group::JoinStatus;
using group::RequestRow;
using group::RequestsWanted;

GroupRequest ToJoinRequest(const RequestRow& row) {
  const group::JoinRequest& request = row.request;
  GroupRequest out;
  out.userInfo = ToPublic(row.user);
  if (request.status == JoinStatus::kApproved) out.handleResult = kAgreed;
  if (request.status == JoinStatus::kRejected || request.status == JoinStatus::kClosed) {
    out.handleResult = kRefused;
  }
  out.reqMsg = request.message;
  out.handleMsg = request.answer;
  out.reqTime = request.created_at;
  out.handleUserID = row.handler;
  out.handleTime = request.handled_at;
  out.ex = request.ex;
  out.joinSource = static_cast<int>(request.source);
  out.inviterUserID = row.inviter;
  return out;
}

// The states of the core that fit what is wanted; none: all.
std::vector<std::int64_t> JoinStates(const std::vector<int>& results) {
  std::vector<std::int64_t> out;
  for (const int result : results) {
    if (result == 0) out.push_back(static_cast<int>(JoinStatus::kPending));
    if (result == kAgreed) out.push_back(static_cast<int>(JoinStatus::kApproved));
    if (result == kRefused) {
      out.push_back(static_cast<int>(JoinStatus::kRejected));
      out.push_back(static_cast<int>(JoinStatus::kClosed));
    }
  }
  // Other numbers fit nothing.
  if (!results.empty() && out.empty()) out.push_back(-1);
  return out;
}

GroupRequestsOut PageOfRequests(Txn& txn, const access::Principal& who, const JoinScope& scope,
                                const RequestsWanted& wanted, std::int64_t limit,
                                std::int64_t offset) {
  GroupRequestsOut out;
  const auto page = group::PageRequests(txn, scope, wanted, limit, offset);
  std::vector<std::int64_t> ids;
  for (const RequestRow& row : page) ids.push_back(row.request.conversation.value);
  std::map<ConversationId, GroupInfo> groups;
  for (const group::Profile& one : group::FindShownById(txn, who, ids)) {
    groups.emplace(one.id, ToGroup(one));
  }
  for (const RequestRow& row : page) {
    GroupRequest& request = out.groupRequests.emplace_back(ToJoinRequest(row));
    const auto it = groups.find(row.request.conversation);
    if (it != groups.end()) request.groupInfo = it->second;
  }
  out.total = group::CountRequests(txn, scope, wanted);
  return out;
}

Result<GroupRequestsOut> ListReceivedJoins(Txn& txn, Call& call, const Self& self,
                                           ReceivedJoinsIn& in) {
  const access::Principal& who = self.who();
  KOINE_TRY(const JoinScope scope, JoinScope::Managed(txn, who, call.who.admin(), in.groupIDs));
  if (scope.empty()) return GroupRequestsOut{};
  const auto states = JoinStates(in.handleResults);
  return PageOfRequests(txn, who, scope, {{}, states}, in.pagination.showNumber,
                        in.pagination.offset());
}

Result<GroupRequestsOut> ListSentJoins(Txn& txn, Call&, const Self& self, SentJoinsIn& in) {
  const access::Principal& who = self.who();
  std::vector<std::int64_t> groups;
  for (const auto& [handle, id] : group::FindIds(txn, who, in.groupIDs)) groups.push_back(id.value);
  if (groups.empty() && !in.groupIDs.empty()) return GroupRequestsOut{};
  const auto states = JoinStates(in.handleResults);
  return PageOfRequests(txn, who, JoinScope::Own(who, std::move(groups)), {{}, states},
                        in.pagination.showNumber, in.pagination.offset());
}

Result<GroupRequestsOut> ListJoinsOfUsers(Txn& txn, Call& call, const ManagedGroup& place,
                                          UsersJoinsIn& in) {
  const auto users = IdsOf(identity::FindNamed(txn, call.who.tenant, in.userIDs));
  if (users.empty()) return GroupRequestsOut{};
  return PageOfRequests(txn, call.who, place.by(), {users, {}}, kListMax, 0);
}

// A user's request to come into a group, for that user and who manages the group.
class UserJoinDoor {
 public:
  static constexpr const char* kDoor = "group_admin";
  static Result<UserJoinDoor> Open(Txn& txn, Call& call, const UserJoinIn& in) {
    const auto users = identity::FindNamed(txn, call.who.tenant, {&in.userID, 1});
    const UserId user = users.empty() ? UserId() : users.front().id;
    if (user && user == call.who.user) {
      KOINE_TRY(const ConversationId id, GroupOf(txn, call, in.groupID));
      return UserJoinDoor(JoinScope::Own(call.who, {id.value}), user);
    }
    KOINE_TRY(const ManagedGroup managed, ManagedGroup::Open(txn, call, in.groupID));
    return UserJoinDoor(managed.by(), user);
  }
  const JoinScope& scope() const { return scope_; }
  UserId user() const { return user_; }  // 0: nobody has that name

 private:
  UserJoinDoor(JoinScope scope, UserId user) : scope_(std::move(scope)), user_(user) {}
  JoinScope scope_;
  UserId user_;
};

Result<GroupRequestsOut> GetJoinOfUser(Txn& txn, Call& call, const UserJoinDoor& join,
                                       UserJoinIn&) {
  if (!join.user()) return GroupRequestsOut{};
  const std::int64_t user = join.user().value;
  return PageOfRequests(txn, call.who, join.scope(), {std::span(&user, 1), {}}, 1, 0);
}

Result<UnhandledJoinsOut> CountUnhandledJoins(Txn& txn, Call&, const Self& self,
                                              UnhandledJoinsIn& in) {
  const access::Principal& who = self.who();
  return UnhandledJoinsOut{group::CountWaiting(txn, who, in.time)};
}

}  // namespace

void AddGroupRequests(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options read{.mode = Mode::kScan, .door = "fromUserID"};
  read.ref = "4.4";
  read.example = R"({"fromUserID":"{user.mine}","pagination":{"pageNumber":1,"showNumber":10}})";
  rows->push_back(Ep<&ListReceivedJoins>(kPost, "/group/get_recv_group_applicationList",
                                         "List the requests to join a user's groups", read));
  read.door = "userID";
  read.example = R"({"userID":"{user.mine}","pagination":{"pageNumber":1,"showNumber":10}})";
  rows->push_back(Ep<&ListSentJoins>(kPost, "/group/get_user_req_group_applicationList",
                                     "List a user's requests to join groups", read));
  read.example = R"({"userID":"{user.mine}","time":0})";
  rows->push_back(Ep<&CountUnhandledJoins>(kPost, "/group/get_group_application_unhandled_count",
                                           "Count the open requests to join a user's groups",
                                           read));
  read.door = "groupID";
  read.example = R"({"groupID":"{group.mine}","userIDs":["{user.applicant}"]})";
  rows->push_back(Ep<&ListJoinsOfUsers>(kPost, "/group/get_group_users_req_application_list",
                                        "List requests of some users to join a group", read));
  read.door = "groupID userID";
  read.example = R"({"groupID":"{group.mine}","userID":"{user.applicant}"})";
  rows->push_back(Ep<&GetJoinOfUser>(kPost, "/group/get_specified_user_group_request_info",
                                     "Get a user's request to join a group", read));
}

}  // namespace koine::openim
