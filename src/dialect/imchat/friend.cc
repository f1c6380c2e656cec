// Friends, requests, blacklists (im-chat 2.2).

#include <algorithm>
#include <utility>

#include "core/call/call.h"
#include "core/contact/book.h"
#include "core/contact/contact.h"
#include "core/contact/request.h"
#include "core/conversation/seat_settings.h"
#include "core/identity/people.h"
#include "dialect/imchat/friend.h"
#include "dialect/imchat/imchat.h"
#include "gateway/presence.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

// Those of them who are in a call, by id.
std::vector<UserId> BusyOf(Txn& txn, const Call& call,
                           const std::vector<contact::Contact>& contacts) {
  std::vector<std::int64_t> online;
  for (const contact::Contact& one : contacts) {
    if (call.services->presence->Online(one.peer.id)) online.push_back(one.peer.id.value);
  }
  return call::BusyAmong(txn, call.who, online);
}

FriendOut ToFriend(const Call& call, const contact::Contact& contact,
                   const std::vector<UserId>& busy, const std::vector<UserId>& silent) {
  FriendOut out;
  out.id = contact.peer.id;
  out.username = UsernameOf(contact.peer);
  out.nickName = contact.peer.name();
  out.headImage = OptText(contact.peer.avatar);
  out.remark = OptText(contact.remark);
  out.isOnline = call.services->presence->Online(contact.peer.id);
  out.onlineStatus =
      OnlineText(out.isOnline, std::binary_search(busy.begin(), busy.end(), contact.peer.id),
                 call.services->presence->Away(contact.peer.id));
  out.isDnd = std::binary_search(silent.begin(), silent.end(), contact.peer.id);
  out.isBlocked = contact.blocked;
  return out;
}

RequestOut ToRequest(const contact::Request& request, const Person& from, const Person& to,
                     std::int64_t now_ms) {
  RequestOut out;
  out.id = request.id;
  out.senderId = from.id;
  out.senderNickName = from.name;
  out.senderHeadImage = OptText(from.avatar);
  out.receiverId = to.id;
  out.receiverNickName = to.name;
  out.receiverHeadImage = OptText(to.avatar);
  out.applyInfo = OptText(request.message);
  const bool over = request.status == contact::RequestStatus::kPending && !request.pending(now_ms);
  out.status = static_cast<int>(over ? contact::RequestStatus::kExpired : request.status);
  out.reason = OptText(request.answer);
  out.applyTime = {request.created_at};
  out.handleTime = OptTime(request.handled_at);
  return out;
}

}  // namespace

// --- im-chat 2.2.1 … 2.2.4

struct ApplyIn {
  UserId friendId;
  std::optional<std::string> applyInfo;
};
KOINE_DESCRIBE(ApplyIn, (friendId, applyInfo))
KOINE_RULES(ApplyIn, json::Rule("friendId").Required(),
            json::Rule("applyInfo").MaxChars(128, "申请信息不能超过128个字符"))
struct RequestIn {
  RequestId requestId;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(RequestIn, (requestId, reason))
KOINE_RULES(RequestIn, json::Rule("requestId").Required(),
            json::Rule("reason").MaxChars(128, "理由不能超过128个字符"))

namespace {

Result<RequestOut> Apply(Txn& txn, Call& call, ApplyIn& in) {
  contact::RequestIn ask;
  ask.target = in.friendId;
  ask.message = in.applyInfo.value_or("");
  KOINE_TRY(const contact::Requested made, contact::SendRequest(txn, call.who, ask));
  const auto request = contact::FindOwnRequest(txn, call.who, made.id);
  const auto me = identity::FindUser(txn, call.who, call.who.user);
  const auto other = identity::FindUser(txn, call.who, in.friendId);
  if (!request || !me || !other) return Error{Code::kInternal};
  return ToRequest(*request, me->person(), other->person(), txn.now_ms());
}

// A request through a door of core/contact. One between others is there, and nobody else's
// (im-chat 2.2.2).
template <class Door>
class KnownRequest {
 public:
  static constexpr const char* kDoor = Door::kDoor;
  using Key = RequestId;
  static Result<KnownRequest> Open(Txn& txn, Call& call, const RequestId& id) {
    auto door = Door::Open(txn, call.who, id);
    if (door.ok()) return KnownRequest(*std::move(door));
    const bool hidden =
        door.error().Is(Code::kRequestNotFound) && contact::RequestExists(txn, call.who, id);
    return hidden ? Error{Code::kForbidden, "request"} : std::move(door).error();
  }
  const Door& operator*() const { return door_; }

 private:
  explicit KnownRequest(Door door) : door_(std::move(door)) {}
  Door door_;
};
using Received = KnownRequest<contact::ReceivedRequest>;
using Sent = KnownRequest<contact::SentRequest>;

Result<Nothing> Approve(Txn& txn, Call&, const Received& request, RequestIn&) {
  KOINE_CHECK(contact::AnswerRequest(txn, *request, true, ""));
  return Nothing{};
}

Result<Nothing> Reject(Txn& txn, Call&, const Received& request, RequestIn& in) {
  KOINE_CHECK(contact::AnswerRequest(txn, *request, false, "", in.reason.value_or("")));
  return Nothing{};
}

Result<Nothing> RecallRequest(Txn& txn, Call&, const Sent& request, RequestIn&) {
  KOINE_CHECK(contact::RecallRequest(txn, *request));
  return Nothing{};
}

// Those that wait: received, then sent, the newest first.
Result<std::vector<RequestOut>> ListRequests(Txn& txn, Call& call, Nothing&) {
  const auto me = identity::FindUser(txn, call.who, call.who.user);
  if (!me) return Error{Code::kUserNotFound};
  const std::int64_t kPending[] = {static_cast<std::int64_t>(contact::RequestStatus::kPending)};
  std::vector<RequestOut> out;
  for (const bool sent : {false, true}) {
    const contact::RequestFilter filter{sent, kPending};
    for (const contact::RequestRow& row :
         contact::PageRequests(txn, call.who, filter, contact::kPendingMax, 0)) {
      const Person other = row.other.person();
      if (!row.request.pending(txn.now_ms())) continue;
      out.push_back(ToRequest(row.request, sent ? me->person() : other, sent ? other : me->person(),
                              txn.now_ms()));
    }
  }
  return out;
}

// --- im-chat 2.2.5

Result<std::vector<FriendOut>> ListFriends(Txn& txn, Call& call, Nothing&) {
  const std::vector<contact::Contact> contacts =
      contact::ListContacts(txn, call.who, contact::kContactsMax);
  const std::vector<UserId> busy = BusyOf(txn, call, contacts);
  const std::vector<UserId> silent = conversation::ListSilenced(txn, call.who);
  std::vector<FriendOut> out;
  for (const contact::Contact& contact : contacts) {
    out.push_back(ToFriend(call, contact, busy, silent));
  }
  return out;
}

}  // namespace

// --- im-chat 2.2.6 … 2.2.9

struct FriendIn {
  UserId friendId;
};
KOINE_DESCRIBE(FriendIn, (friendId))
struct RemarkIn {
  UserId friendId;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(RemarkIn, (friendId, remark))
KOINE_RULES(RemarkIn, json::Rule("friendId").Required(),
            json::Rule("remark").MaxChars(20, "备注不能超过20个字符"))
struct BlockIn {
  UserId targetId;
};
KOINE_DESCRIBE(BlockIn, (targetId))
KOINE_RULES(BlockIn, json::Rule("targetId").Required())

namespace {

// A friend. A user who was named must exist, whatever they are to the caller (im-chat 1.4).
class Friend {
 public:
  static constexpr const char* kDoor = "contact";
  using Key = UserId;
  static Result<Friend> Open(Txn& txn, Call& call, const UserId& id) {
    auto door = contact::OwnContact::Open(txn, call.who, id);
    if (door.ok()) return Friend(*std::move(door));
    KOINE_CHECK(identity::GetUser(txn, call.who, id));
    return std::move(door).error();
  }
  const contact::OwnContact& operator*() const { return door_; }

 private:
  explicit Friend(contact::OwnContact door) : door_(std::move(door)) {}
  contact::OwnContact door_;
};

Result<Nothing> RemoveFriend(Txn& txn, Call&, const Friend& peer, FriendIn&) {
  KOINE_CHECK(contact::Remove(txn, *peer));
  return Nothing{};
}

Result<FriendOut> SetRemark(Txn& txn, Call& call, const Friend& peer, RemarkIn& in) {
  KOINE_CHECK(contact::Change(txn, *peer, in.remark.value_or(""), std::nullopt));
  contact::Contact contact = (*peer).contact();
  contact.remark = in.remark.value_or("");
  return ToFriend(call, contact, BusyOf(txn, call, {contact}),
                  conversation::ListSilenced(txn, call.who));
}

Result<Nothing> Block(Txn& txn, Call& call, BlockIn& in) {
  KOINE_TRY(const bool fresh, contact::Block(txn, call.who, in.targetId));
  if (!fresh) return Error{Code::kConflict, "block"};
  return Nothing{};
}

Result<std::vector<ProfileOut>> ListBlocked(Txn& txn, Call& call, Nothing&) {
  std::vector<ProfileOut> out;
  for (const contact::BlockRow& row : contact::ListBlocks(txn, call.who, contact::kBlocksMax)) {
    out.push_back(ToProfile(row.peer, call.services->presence->Online(row.peer.id)));
  }
  return out;
}

// A user who closed their account can be taken off the list; one who never existed was never on it.
Result<Nothing> Unblock(Txn& txn, Call& call, BlockIn& in) {
  if (!identity::FindUser(txn, call.who, in.targetId)) return Error{Code::kUserNotFound};
  KOINE_CHECK(contact::SetBlocked(txn, call.who, in.targetId, false));
  return Nothing{};
}

}  // namespace

void AddFriends(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Apply>(Method::kPost, "/friend/request/apply", "Send a friend request",
                             {.mode = Mode::kWrite,
                              .example = R"({"friendId":"{user.stranger}","applyInfo":"hi"})",
                              .ref = "2.2.1",
                              .about = gateway::About::kPeople}));
  rows->push_back(Ep<&Approve>(Method::kPost, "/friend/request/approve", "Accept a friend request",
                               {.mode = Mode::kWrite,
                                .door = "requestId",
                                .example = R"({"requestId":"{request.mine}"})",
                                .ref = "2.2.2"}));
  rows->push_back(Ep<&Reject>(Method::kPost, "/friend/request/reject", "Decline a friend request",
                              {.mode = Mode::kWrite,
                               .door = "requestId",
                               .example = R"({"requestId":"{request.mine}"})",
                               .ref = "2.2.3"}));
  rows->push_back(Ep<&RecallRequest>(Method::kPost, "/friend/request/recall",
                                     "Withdraw your friend request",
                                     {.mode = Mode::kWrite,
                                      .door = "requestId",
                                      .example = R"({"requestId":"{request.sent}"})",
                                      .ref = "2.2.4"}));
  rows->push_back(Ep<&ListRequests>(Method::kGet, "/friend/request/list",
                                    "List open friend requests",
                                    {.ref = "2.2", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&ListFriends>(Method::kGet, "/friend/list", "List your friends",
                                   {.ref = "2.2.5", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&RemoveFriend>(Method::kDelete, "/friend/delete/{friendId}", "Delete a friend",
                                    {.mode = Mode::kWrite,
                                     .door = "friendId",
                                     .example = R"({"friendId":"{contact.mine}"})",
                                     .ref = "2.2.6"}));
  for (const char* path : {"/friend/remark", "/friend/update/remark"}) {
    rows->push_back(Ep<&SetRemark>(Method::kPut, path, "Set the remark name of a friend",
                                   {.mode = Mode::kWrite,
                                    .door = "friendId",
                                    .repeatable = true,
                                    .example = R"({"friendId":"{contact.mine}","remark":"pal"})",
                                    .ref = "2.2.7"}));
  }
  rows->push_back(Ep<&ListBlocked>(Method::kGet, "/blacklist/list", "List whom you block",
                                   {.ref = "2.2", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&Block>(Method::kPost, "/blacklist/add", "Block a user",
                             {.mode = Mode::kWrite,
                              .example = R"({"targetId":"{user.stranger}"})",
                              .ref = "2.2.8",
                              .about = gateway::About::kPeople}));
  rows->push_back(Ep<&Unblock>(Method::kDelete, "/blacklist/remove/{targetId}", "Unblock a user",
                               {.mode = Mode::kWrite,
                                .repeatable = true,
                                .example = R"({"targetId":"{user.stranger}"})",
                                .ref = "2.2.9",
                                .about = gateway::About::kPeople}));
}

}  // namespace koine::imchat
