// Contacts (ruoyi 5). Their groups are in contact_group.cc.

#include <utility>

#include "base/text.h"
#include "core/contact/book.h"
#include "core/contact/contact.h"
#include "core/contact/request.h"
#include "core/identity/people.h"
#include "dialect/ruoyi/contact.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/user.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct ContactsIn {
  std::optional<std::string> groupName, keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ContactsIn, (groupName, keyword, pageNum, pageSize))
struct RequestIn {
  UserId targetUserId;
  std::optional<std::string> message, groupName, remark;
};
KOINE_DESCRIBE(RequestIn, (targetUserId, message, groupName, remark))
KOINE_RULES(RequestIn,
            json::Rule("targetUserId").Alias("userId").Alias("friendId").Required("用户ID不能为空"),
            json::Rule("message").MaxChars(200, "申请消息长度不能超过200个字符"),
            json::Rule("groupName").MaxChars(kContactGroupChars, "分组名称长度不能超过20个字符"),
            json::Rule("remark").MaxChars(50, "备注长度不能超过50个字符"))

struct FriendIn {
  UserId friendId;
};
KOINE_DESCRIBE(FriendIn, (friendId))
struct RemarkIn {
  UserId friendId;
  std::optional<std::string> remark, groupName;
};
KOINE_DESCRIBE(RemarkIn, (friendId, remark, groupName))
KOINE_RULES(RemarkIn, json::Rule("remark").MaxChars(50, "备注长度不能超过50个字符"),
            json::Rule("groupName").MaxChars(kContactGroupChars, "分组名称长度不能超过20个字符"))

struct BlockIn {
  UserId friendId;
  std::optional<bool> blocked;
};
KOINE_DESCRIBE(BlockIn, (friendId, blocked))
KOINE_RULES(BlockIn, json::Rule("blocked").Required())

// What waits, or everything.
bool IsRequestFilter(std::string_view status) {
  return text::EqualsIgnoreCaseAscii(status, "ALL") ||
         text::EqualsIgnoreCaseAscii(status, "PENDING");
}

struct ReceivedIn {
  std::optional<std::string> status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ReceivedIn, (status, pageNum, pageSize))
KOINE_RULES(ReceivedIn, json::Rule("status").Pattern(IsRequestFilter))
struct SentIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(SentIn, (pageNum, pageSize))
struct RequestOut {
  RequestId id;
  UserId fromUserId, toUserId;
  std::string message, status;
  json::Time createTime;
  std::optional<json::Time> handledTime;
  std::string fromUserName, fromUserAvatar;
  std::optional<std::string> username;
  std::string nickname, avatar;
  std::string direction;  // RECEIVED or SENT, which published clients look for
};
KOINE_DESCRIBE(RequestOut, (id, fromUserId, toUserId, message, status, createTime, handledTime,
                            fromUserName, fromUserAvatar, username, nickname, avatar, direction))

struct HandleIn {
  RequestId requestId;
  std::optional<bool> approved;
  std::optional<std::string> action, remark;
};
KOINE_DESCRIBE(HandleIn, (requestId, approved, action, remark))
KOINE_RULES(HandleIn, json::Rule("action").Alias("status").MaxChars(20),
            json::Rule("remark").MaxChars(50, "备注长度不能超过50个字符"))

struct FoundOut {
  UserId id, userId;
  std::optional<std::string> username;
  std::string nickname, avatar;
  int gender = 0;
  std::string signature;
  bool online = false, isFriend = false;
};
KOINE_DESCRIBE(FoundOut,
               (id, userId, username, nickname, avatar, gender, signature, online, isFriend))

ContactOut ToContact(const contact::Contact& c, bool online) {
  ContactOut out;
  out.id = out.friendId = out.userId = c.peer.id;
  out.friendName = out.nickname = c.peer.name();
  out.name = c.remark.empty() ? c.peer.name() : c.remark;
  out.friendAvatar = out.avatar = AvatarOf(c.peer.avatar);
  if (!c.remark.empty()) out.remark = c.remark;
  out.groupName = c.group_name;
  out.status = c.peer.status == identity::UserStatus::kActive ? 1 : 0;
  out.blocked = c.blocked;
  out.online = online;
  out.createTime = {c.created_at};
  out.username = c.peer.username;
  out.email = c.peer.email;
  out.phone = c.peer.mobile;
  out.signature = c.peer.signature;
  return out;
}

namespace {

bool Matches(const contact::Contact& c, const std::string& wanted) {
  const std::string names =
      text::Fold(c.remark + "\n" + c.peer.nickname + "\n" + c.peer.username.value_or(""));
  return names.find(wanted) != std::string::npos;
}

// Only a search reads contacts that it does not show.
Result<std::vector<ContactOut>> ListContacts(Txn& txn, Call& call, ContactsIn& in) {
  const std::string wanted = text::Fold(text::Trim(in.keyword.value_or("")));
  const std::string group = in.groupName.value_or("");
  const access::Principal& who = call.who;
  const Slice slice = wanted.empty() ? SliceOf(in.pageNum, in.pageSize) : Slice{};
  std::vector<ContactOut> out;
  for (const contact::Contact& c :
       contact::ListContacts(txn, who, slice.reach(), slice.offset, group)) {
    if (!wanted.empty() && !Matches(c, wanted)) continue;
    out.push_back(ToContact(c, call.services->presence->Online(c.peer.id)));
  }
  if (!wanted.empty()) return Paged(call, std::move(out), in.pageNum, in.pageSize);
  TellTotal(call, out, slice, [&] { return contact::CountInGroup(txn, who, group); });
  return out;
}

Result<RequestId> SendRequest(Txn& txn, Call& call, RequestIn& in) {
  const contact::RequestIn request{in.targetUserId, in.message.value_or(""),
                                   in.groupName.value_or(""), in.remark.value_or("")};
  KOINE_TRY(const contact::Requested sent, contact::SendRequest(txn, call.who, request));
  return sent.id;
}

Result<Nothing> RemoveContact(Txn& txn, Call&, const contact::OwnContact& contact, FriendIn&) {
  KOINE_CHECK(contact::Remove(txn, contact));
  return Nothing{};
}

Result<ContactOut> GetContact(Txn&, Call& call, const contact::OwnContact& contact, FriendIn&) {
  return ToContact(contact.contact(), call.services->presence->Online(contact.peer()));
}

Result<Nothing> BlockContact(Txn& txn, Call& call, const contact::OwnContact& contact,
                             BlockIn& in) {
  KOINE_CHECK(contact::SetBlocked(txn, call.who, contact.peer(), *in.blocked));
  return Nothing{};
}

Result<Nothing> ChangeContact(Txn& txn, Call&, const contact::OwnContact& contact, RemarkIn& in) {
  KOINE_CHECK(contact::Change(txn, contact, in.remark, in.groupName));
  return Nothing{};
}

// Here the remark must be given; an empty one removes it.
Result<Nothing> RemarkContact(Txn& txn, Call& call, const contact::OwnContact& contact,
                              RemarkIn& in) {
  if (!in.remark) return FieldError(Code::kMissingArgument, "remark");
  return ChangeContact(txn, call, contact, in);
}

const char* StatusText(const contact::Request& request, std::int64_t now_ms) {
  if (request.status == contact::RequestStatus::kApproved) return "APPROVED";
  return request.pending(now_ms) ? "PENDING" : "REJECTED";
}

RequestOut ToRequest(const contact::RequestRow& row, UserId reader, const identity::User& me,
                     std::int64_t now_ms) {
  RequestOut out;
  out.id = row.request.id;
  out.fromUserId = row.request.from;
  out.toUserId = row.request.to;
  out.message = row.request.message;
  out.status = StatusText(row.request, now_ms);
  out.createTime = {row.request.created_at};
  out.handledTime = OptTime(row.request.handled_at);
  const identity::User& from = row.request.from == reader ? me : row.other;
  out.fromUserName = from.name();
  out.fromUserAvatar = AvatarOf(from.avatar);
  out.username = row.other.username;
  out.nickname = row.other.name();
  out.avatar = AvatarOf(row.other.avatar);
  out.direction = row.request.from == reader ? "SENT" : "RECEIVED";
  return out;
}

std::vector<RequestOut> RequestsOf(Txn& txn, Call& call, const contact::RequestFilter& filter,
                                   const Slice& slice, const identity::User& me) {
  std::vector<RequestOut> list;
  for (const contact::RequestRow& row :
       contact::PageRequests(txn, call.who, filter, slice.reach(), slice.offset)) {
    list.push_back(ToRequest(row, call.who.user, me, txn.now_ms()));
  }
  TellTotal(call, list, slice, [&] { return contact::CountRequests(txn, call.who, filter); });
  return list;
}

Result<std::vector<RequestOut>> ListReceived(Txn& txn, Call& call, ReceivedIn& in) {
  const bool all = in.status && text::EqualsIgnoreCaseAscii(*in.status, "ALL");
  const std::int64_t pending[] = {static_cast<std::int64_t>(contact::RequestStatus::kPending)};
  contact::RequestFilter filter{false, {}};
  if (!all) filter.states = pending;
  return RequestsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize), {});
}

Result<std::vector<RequestOut>> ListSent(Txn& txn, Call& call, SentIn& in) {
  const auto me = identity::FindUser(txn, call.who, call.who.user);
  if (!me) return Error{Code::kUserNotFound};
  const contact::RequestFilter filter{true, {}};
  return RequestsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize), *me);
}

Result<Nothing> HandleRequest(Txn& txn, Call&, const contact::ReceivedRequest& received,
                              HandleIn& in) {
  bool approve = false;
  if (in.approved) {
    approve = *in.approved;
  } else if (in.action && (text::EqualsIgnoreCaseAscii(*in.action, "ACCEPT") ||
                           text::EqualsIgnoreCaseAscii(*in.action, "APPROVED"))) {
    approve = true;
  } else if (!in.action || !(text::EqualsIgnoreCaseAscii(*in.action, "REJECT") ||
                             text::EqualsIgnoreCaseAscii(*in.action, "REJECTED"))) {
    return FieldError(in.action ? Code::kBadArgument : Code::kMissingArgument, "approved");
  }
  KOINE_CHECK(contact::AnswerRequest(txn, received, approve, in.remark.value_or("")));
  return Nothing{};
}

Result<std::vector<FoundOut>> SearchContacts(Txn& txn, Call& call, KeywordIn& in) {
  auto users = FindByKeyword(txn, call, in.keyword.value_or(""));
  std::vector<FoundOut> out;
  for (const auto& [user, is_contact] : contact::OthersFound(txn, call.who, std::move(users))) {
    FoundOut found;
    found.id = found.userId = user.id;
    found.username = user.username;
    found.nickname = user.name();
    found.avatar = AvatarOf(user.avatar);
    found.gender = user.gender;
    found.signature = user.signature;
    found.online = call.services->presence->Online(user.id);
    found.isFriend = is_contact;
    out.push_back(std::move(found));
  }
  return out;
}

void AddHandling(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      gateway::Ep<&HandleRequest>(net::Method::kPost, "/api/im/contact/request/{requestId}/handle",
                                  "Accept or decline a contact request",
                                  {.mode = gateway::Mode::kWrite,
                                   .door = "requestId",
                                   .ok = "操作成功",
                                   .example = R"({"requestId":"{request.mine}","approved":true})",
                                   .ref = "5.7"}));
}

}  // namespace

void AddContacts(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&ListContacts>(Method::kGet, "/api/im/contact/list", "List your contacts",
                        {.mode = Mode::kScan, .ref = "5.1", .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&SendRequest>(Method::kPost, "/api/im/contact/request/send", "Send a contact request",
                       {.mode = Mode::kWrite,
                        .ok = "发送成功",
                        .example = R"({"targetUserId":"{user.stranger}","message":"hello"})",
                        .ref = "5.2",
                        .about = gateway::About::kPeople}));
  rows->push_back(Ep<&RemoveContact>(Method::kDelete, "/api/im/contact/{friendId}",
                                     "Delete a contact on both sides",
                                     {.mode = Mode::kWrite,
                                      .door = "friendId",
                                      .ok = "删除成功",
                                      .example = R"({"friendId":"{contact.mine}"})",
                                      .ref = "5.3"}));
  static constexpr char kRemark[] = R"({"friendId":"{contact.mine}","remark":"Annie"})";
  rows->push_back(Ep<&RemarkContact>(Method::kPut, "/api/im/contact/{friendId}/remark",
                                     "Set the remark name of a contact",
                                     {.mode = Mode::kWrite,
                                      .door = "friendId",
                                      .repeatable = true,
                                      .ok = "更新成功",
                                      .example = kRemark,
                                      .ref = "5.4"}));
  rows->push_back(Ep<&ChangeContact>(Method::kPut, "/api/im/contact/{friendId}",
                                     "Update the remark or group of a contact",
                                     {.mode = Mode::kWrite,
                                      .door = "friendId",
                                      .repeatable = true,
                                      .ok = "更新成功",
                                      .example = kRemark,
                                      .ref = "27"}));
  rows->push_back(Ep<&GetContact>(
      Method::kGet, "/api/im/contact/{friendId}", "Get a contact",
      {.door = "friendId", .example = R"({"friendId":"{contact.mine}"})", .ref = "27"}));
  rows->push_back(Ep<&BlockContact>(Method::kPut, "/api/im/contact/{friendId}/block",
                                    "Block or unblock a contact",
                                    {.mode = Mode::kWrite,
                                     .door = "friendId",
                                     .repeatable = true,
                                     .example = R"({"friendId":"{contact.mine}","blocked":true})",
                                     .ref = "27"}));
  rows->push_back(Ep<&ListSent>(
      Method::kGet, "/api/im/contact/request/sent", "List the contact requests you sent",
      {.mode = Mode::kScan, .ref = "27", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&SearchContacts>(Method::kGet, "/api/im/contact/search",
                                      "Find people and see whether they are contacts",
                                      {.mode = Mode::kScan,
                                       .expensive = true,
                                       .example = R"({"keyword":"ann"})",
                                       .ref = "5.5",
                                       .about = gateway::About::kCaller}));
  rows->push_back(Ep<&ListReceived>(
      Method::kGet, "/api/im/contact/request/received", "List the contact requests you received",
      {.mode = Mode::kScan, .ref = "5.6", .about = gateway::About::kCaller}));
  AddHandling(rows);
}

}  // namespace koine::ruoyi
