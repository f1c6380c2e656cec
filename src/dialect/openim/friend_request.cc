// Requests to become friends (openim 4.3).

#include <algorithm>
#include <utility>

#include "core/contact/contact.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/friend.h"
#include "dialect/openim/numbers.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

constexpr char kRecalledText[] = "已撤回";
constexpr char kExpiredText[] = "已过期";
// States of the core that this dialect has no number for (mapping 4.2).
constexpr std::int64_t kRecalled = 4;

}  // namespace

struct AddFriendIn {
  std::string fromUserID, toUserID, reqMsg, ex;
};
KOINE_DESCRIBE(AddFriendIn, (fromUserID, toUserID, reqMsg, ex))
KOINE_RULES(AddFriendIn, json::Rule("fromUserID").Required(), json::Rule("toUserID").Required(),
            json::Rule("reqMsg").MaxBytes(kTextBytesMax), json::Rule("ex").MaxBytes(kExBytesMax))
struct AnswerFriendIn {
  std::string fromUserID, toUserID;
  int handleResult = 0;
  std::string handleMsg;
  Status Check(store::Txn&, const access::Principal&) const {
    if (handleResult == kAgreed || handleResult == kRefused) return Ok();
    return FieldError(Code::kBadArgument, "handleResult");
  }
};
KOINE_DESCRIBE(AnswerFriendIn, (fromUserID, toUserID, handleResult, handleMsg))
KOINE_RULES(AnswerFriendIn, json::Rule("fromUserID").Required(), json::Rule("toUserID").Required(),
            json::Rule("handleMsg").MaxBytes(kTextBytesMax))
struct ApplyListIn {
  std::string userID;
  Pagination pagination;
  std::vector<int> handleResults;
};
KOINE_DESCRIBE(ApplyListIn, (userID, pagination, handleResults))
KOINE_RULES(ApplyListIn, json::Rule("userID").Required(), json::Rule("pagination").Required(),
            json::Rule("handleResults").MaxItems(10))
struct ReceivedOut {
  std::vector<FriendRequestOut> FriendRequests;  // so on the wire
  std::int64_t total = 0;
};
KOINE_DESCRIBE(ReceivedOut, (FriendRequests, total))
struct SentOut {
  std::vector<FriendRequestOut> friendRequests;
  std::int64_t total = 0;
};
KOINE_DESCRIBE(SentOut, (friendRequests, total))
struct DesignatedIn {
  std::string fromUserID, toUserID;
};
KOINE_DESCRIBE(DesignatedIn, (fromUserID, toUserID))
KOINE_RULES(DesignatedIn, json::Rule("fromUserID").Required(), json::Rule("toUserID").Required())
struct DesignatedOut {
  std::vector<FriendRequestOut> friendRequests;
};
KOINE_DESCRIBE(DesignatedOut, (friendRequests))
struct UnhandledIn {
  std::string userID;
  std::int64_t time = 0;
};
KOINE_DESCRIBE(UnhandledIn, (userID, time))
struct UnhandledOut {
  std::int64_t count = 0;
};
KOINE_DESCRIBE(UnhandledOut, (count))

namespace {

FriendRequestOut ToRequest(const contact::Request& request, const identity::User& from,
                           const identity::User& to, std::int64_t now_ms) {
  FriendRequestOut out;
  out.fromUserID = from.handle;
  out.fromNickname = from.name();
  out.fromFaceURL = from.avatar;
  out.toUserID = to.handle;
  out.toNickname = to.name();
  out.toFaceURL = to.avatar;
  out.reqMsg = request.message;
  out.createTime = request.created_at;
  out.ex = request.ex;
  if (request.pending(now_ms)) return out;
  const bool approved = request.status == contact::RequestStatus::kApproved;
  out.handleResult = approved ? kAgreed : kRefused;
  out.handleMsg = request.answer;
  out.handleTime = request.handled_at;
  if (request.handler) out.handlerUserID = request.handler == from.id ? from.handle : to.handle;
  const auto number = static_cast<std::int64_t>(request.status);
  if (number == kRecalled) out.handleMsg = kRecalledText;
  if (request.status == contact::RequestStatus::kPending ||
      request.status == contact::RequestStatus::kExpired) {
    out.handleMsg = kExpiredText;
  }
  return out;
}

// The states of the core that fit what is wanted; none: all.
std::vector<std::int64_t> StatesOf(const std::vector<int>& results) {
  std::vector<std::int64_t> out;
  for (const int result : results) {
    if (result == 0) out.push_back(1);
    if (result == kAgreed) out.push_back(2);
    if (result == kRefused) out.insert(out.end(), {3, kRecalled, 5});
  }
  // Other numbers fit nothing.
  if (!results.empty() && out.empty()) out.push_back(-1);
  return out;
}

Result<Nothing> AddFriend(Txn& txn, Call&, const Self& self, AddFriendIn& in) {
  const access::Principal& who = self.who();
  if (in.fromUserID == in.toUserID) return Error{Code::kSelfTarget, "contact"};
  KOINE_TRY(const identity::User to, identity::GetUser(txn, who.tenant, in.toUserID, "toUserID"));
  KOINE_CHECK(contact::SendRequest(txn, who, {to.id, in.reqMsg, "", "", in.ex}));
  return Nothing{};
}

Result<Nothing> AnswerFriend(Txn& txn, Call&, const Self& self, AnswerFriendIn& in) {
  const access::Principal& who = self.who();
  const auto from = identity::FindNamed(txn, who.tenant, {&in.fromUserID, 1});
  if (from.empty()) return Error{Code::kRequestNotFound};
  const auto request = contact::FindRequestFrom(txn, who, from.front().id);
  if (!request) return Error{Code::kRequestNotFound};
  const bool agree = in.handleResult == kAgreed;
  KOINE_TRY(const auto received, contact::ReceivedRequest::Open(txn, who, request->id));
  Status answered = contact::AnswerRequest(txn, received, agree, "", in.handleMsg);
  if (answered.ok()) return Nothing{};
  if (agree && answered.error().Is(Code::kRequestHandled)) {
    return Error{Code::kRequestHandled, "agree"};
  }
  return std::move(answered).error();
}

// One page of the requests to a user, or of those that the user made, and how many there are.
Result<SentOut> PageRequests(Txn& txn, const Self& self, const ApplyListIn& in, bool sent) {
  const access::Principal& who = self.who();
  KOINE_TRY(const identity::User me, identity::GetUser(txn, who.tenant, in.userID));
  const auto states = StatesOf(in.handleResults);
  const contact::RequestFilter filter{sent, states};
  SentOut out;
  out.total = contact::CountRequests(txn, who, filter);
  for (const contact::RequestRow& row :
       contact::PageRequests(txn, who, filter, in.pagination.showNumber, in.pagination.offset())) {
    out.friendRequests.push_back(
        ToRequest(row.request, sent ? me : row.other, sent ? row.other : me, txn.now_ms()));
  }
  return out;
}

Result<ReceivedOut> ListReceived(Txn& txn, Call&, const Self& self, ApplyListIn& in) {
  KOINE_TRY(SentOut page, PageRequests(txn, self, in, false));
  return ReceivedOut{std::move(page.friendRequests), page.total};
}

Result<SentOut> ListSent(Txn& txn, Call&, const Self& self, ApplyListIn& in) {
  return PageRequests(txn, self, in, true);
}

// Two users, of whom one is the caller, or for an administrator any two; those who are there.
class DesignatedPair {
 public:
  static constexpr const char* kDoor = "self";
  static Result<DesignatedPair> Open(Txn& txn, Call& call, const DesignatedIn& in) {
    auto users = identity::FindNamed(txn, call.who.tenant,
                                     std::vector<std::string>{in.fromUserID, in.toUserID});
    const bool mine = std::any_of(users.begin(), users.end(), [&call](const identity::User& user) {
      return user.id == call.who.user;
    });
    if (!mine && !call.who.admin()) return Error{Code::kForbidden, "self"};
    return DesignatedPair(std::move(users));
  }
  const std::vector<identity::User>& users() const { return users_; }

 private:
  explicit DesignatedPair(std::vector<identity::User> users) : users_(std::move(users)) {}
  std::vector<identity::User> users_;
};

Result<DesignatedOut> GetDesignated(Txn& txn, Call& call, const DesignatedPair& pair,
                                    DesignatedIn&) {
  DesignatedOut out;
  if (pair.users().size() != 2) return out;
  const identity::User& first = pair.users().front();
  const identity::User& second = pair.users().back();
  KOINE_TRY(const auto requests, contact::RequestsBetween(txn, call.who, first.id, second.id));
  for (const contact::Request& request : requests) {
    const bool forth = request.from == first.id;
    out.friendRequests.push_back(
        ToRequest(request, forth ? first : second, forth ? second : first, txn.now_ms()));
  }
  return out;
}

Result<UnhandledOut> CountUnhandled(Txn& txn, Call&, const Self& self, UnhandledIn& in) {
  const access::Principal& who = self.who();
  return UnhandledOut{contact::CountWaiting(txn, who, in.time)};
}

}  // namespace

void AddFriendRequests(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  rows->push_back(Ep<&AddFriend>(
      kPost, "/friend/add_friend", "Send a friend request",
      {.mode = Mode::kWrite,
       .door = "fromUserID",
       .example = R"({"fromUserID":"{user.mine}","toUserID":"{user.stranger}","reqMsg":"hi"})",
       .ref = "4.3"}));
  rows->push_back(Ep<&AnswerFriend>(
      kPost, "/friend/add_friend_response", "Accept or decline a friend request",
      {.mode = Mode::kWrite,
       .door = "toUserID",
       .example = R"({"fromUserID":"{user.applicant}","toUserID":"{user.mine}","handleResult":1})",
       .ref = "4.3"}));
  gateway::Options list{.mode = Mode::kScan, .door = "userID"};
  list.ref = "4.3";
  list.example = R"({"userID":"{user.mine}","pagination":{"pageNumber":1,"showNumber":10}})";
  rows->push_back(Ep<&ListReceived>(kPost, "/friend/get_friend_apply_list",
                                    "List the friend requests to a user", list));
  rows->push_back(Ep<&ListSent>(kPost, "/friend/get_self_friend_apply_list",
                                "List the friend requests from a user", list));
  list.example = R"({"userID":"{user.mine}","time":0})";
  rows->push_back(Ep<&CountUnhandled>(kPost, "/friend/get_self_unhandled_apply_count",
                                      "Count the open friend requests to a user", list));
  list.door = "fromUserID toUserID";
  list.example = R"({"fromUserID":"{user.mine}","toUserID":"{user.stranger}"})";
  rows->push_back(Ep<&GetDesignated>(kPost, "/friend/get_designated_friend_apply",
                                     "List the friend requests between two users", list));
}

}  // namespace koine::openim
