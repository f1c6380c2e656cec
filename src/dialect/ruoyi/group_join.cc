// Asking to come into a group. The published server has no operation for it; these rows stand
// below the prefix of the groups (ruoyi 27 Group qrcode, mapping 5.2).

#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/group/join.h"
#include "core/group/requests.h"
#include "dialect/ruoyi/group.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/qr_image.h"
#include "gateway/file_reply.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct JoinIn {
  ConversationId groupId;
  std::optional<std::string> message, code;
};
KOINE_DESCRIBE(JoinIn, (groupId, message, code))
KOINE_RULES(JoinIn, json::Rule("code").MaxChars(64),
            json::Rule("message").MaxChars(200, "申请消息长度不能超过200个字符"))
struct JoinOut {
  ConversationId groupId;
  bool joined = false;
  std::optional<JoinRequestId> requestId;
};
KOINE_DESCRIBE(JoinOut, (groupId, joined, requestId))
struct JoinLinkIn {
  ConversationId groupId;
  std::optional<std::string> code;
};
KOINE_DESCRIBE(JoinLinkIn, (groupId, code))
KOINE_RULES(JoinLinkIn, json::Rule("code").MaxChars(100))
// What an invitation tells of its group.
struct JoinLinkOut {
  ConversationId groupId;
  std::string name, avatar, type;
  std::int64_t memberCount = 0;
  bool isMember = false;
};
KOINE_DESCRIBE(JoinLinkOut, (groupId, name, avatar, type, memberCount, isMember))
struct JoinRequestsIn {
  ConversationId groupId;
  std::optional<std::string> status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(JoinRequestsIn, (groupId, status, pageNum, pageSize))
struct JoinRequestOut {
  JoinRequestId id, requestId;
  ConversationId groupId;
  UserId userId;
  std::string userName, userAvatar, nickname, avatar;
  std::optional<std::string> message;
  std::string status;
  std::optional<UserId> handlerId;
  std::optional<std::string> remark;
  json::Time createTime;
  std::optional<json::Time> handledTime;
};
KOINE_DESCRIBE(JoinRequestOut,
               (id, requestId, groupId, userId, userName, userAvatar, nickname, avatar, message,
                status, handlerId, remark, createTime, handledTime))
struct HandleJoinIn {
  JoinRequestId requestId;
  std::optional<bool> approved;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(HandleJoinIn, (requestId, approved, remark))
KOINE_RULES(HandleJoinIn, json::Rule("approved").Required("approved不能为空"),
            json::Rule("remark").MaxChars(200, "备注长度不能超过200个字符"))

namespace {

struct StatusWord {
  group::JoinStatus status;
  const char* text;
};
constexpr StatusWord kStatusWords[] = {{group::JoinStatus::kPending, "PENDING"},
                                       {group::JoinStatus::kApproved, "APPROVED"},
                                       {group::JoinStatus::kRejected, "REJECTED"},
                                       {group::JoinStatus::kClosed, "CLOSED"}};

bool IsJoinStatus(std::string_view text) {
  if (text.empty() || text::EqualsIgnoreCaseAscii(text, "ALL")) return true;
  for (const StatusWord& word : kStatusWords) {
    if (text::EqualsIgnoreCaseAscii(text, word.text)) return true;
  }
  return false;
}

}  // namespace

KOINE_RULES(JoinRequestsIn, json::Rule("status").Pattern(&IsJoinStatus, "状态不正确"))

namespace {

// Absent: those that wait; ALL: every one.
std::optional<group::JoinStatus> StatusOf(const std::optional<std::string>& text) {
  if (!text || text->empty()) return group::JoinStatus::kPending;
  for (const StatusWord& word : kStatusWords) {
    if (text::EqualsIgnoreCaseAscii(*text, word.text)) return word.status;
  }
  return std::nullopt;
}

JoinRequestOut ToJoinRequest(const group::JoinRequest& r) {
  JoinRequestOut out;
  out.id = out.requestId = r.id;
  out.groupId = r.conversation;
  out.userId = r.user.id;
  out.userName = out.nickname = r.user.name;
  out.userAvatar = out.avatar = AvatarOf(r.user.avatar);
  if (!r.message.empty()) out.message = r.message;
  for (const StatusWord& word : kStatusWords) {
    if (word.status == r.status) out.status = word.text;
  }
  if (r.handler) out.handlerId = r.handler;
  if (!r.answer.empty()) out.remark = r.answer;
  out.createTime = {r.created_at};
  out.handledTime = OptTime(r.handled_at);
  return out;
}

Result<JoinOut> Join(Txn& txn, Call& call, JoinIn& in) {
  KOINE_TRY(
      const group::Applied applied,
      group::Apply(txn, call.who, in.groupId,
                   {in.message.value_or(""), "", access::JoinSource::kNone, in.code.value_or("")}));
  call.message = applied.joined ? "加入成功" : "申请已提交";
  JoinOut out{in.groupId, applied.joined, {}};
  if (applied.request) out.requestId = applied.request;
  return out;
}

Result<std::vector<JoinRequestOut>> ListJoins(Txn& txn, Call& call, const access::GroupAdmin& place,
                                              JoinRequestsIn& in) {
  const auto status = StatusOf(in.status);
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<JoinRequestOut> out;
  for (const auto& request :
       group::ListJoinRequests(txn, place, status, slice.reach(), slice.offset)) {
    out.push_back(ToJoinRequest(request));
  }
  TellTotal(call, out, slice, [&] {
    const std::int64_t states[] = {
        static_cast<std::int64_t>(status.value_or(group::JoinStatus::kPending))};
    group::RequestsWanted wanted;
    if (status) wanted.states = states;
    return group::CountRequests(txn, group::Manager(place), wanted);
  });
  return out;
}

Result<Nothing> HandleJoin(Txn& txn, Call&, const group::ManagedJoin& join, HandleJoinIn& in) {
  KOINE_CHECK(group::HandleJoin(txn, join, *in.approved, in.remark.value_or("")));
  return Nothing{};
}

// The text of the code: where somebody else who is signed in asks to come in. That of a hidden
// group holds what opens it, for its number alone does not.
// Where the page stands that asks whether one wants to come in.
std::string PageOf(const Call& call, ConversationId group, const std::string& code) {
  std::string out = static_cast<const Ruoyi*>(call.dialect)->settings().public_url;
  if (out.empty()) out = gateway::OriginOf(*call.request);
  out += "/#/join/" + std::to_string(group.value);
  return code.empty() ? out : out + "?code=" + code;
}

Result<std::string> QrCode(Txn& txn, Call& call, const access::GroupMember& place, GroupIn&) {
  std::string out = "/api/im/group/" + std::to_string(place.conversation().id.value) + "/join";
  const std::string fresh = call.services->random->Hex(group::kInviteBytes);
  const std::string code = group::InvitationOf(txn, place, fresh);
  if (IsPublished(call)) {
    // A published client shows a picture.
    ShowInstead(call, QrImage(PageOf(call, place.conversation().id, code)));
  }
  return code.empty() ? out : out + "?code=" + code;
}

Result<JoinLinkOut> ShowInvitation(Txn& txn, Call& call, JoinLinkIn& in) {
  KOINE_TRY(const group::InvitedTo to,
            group::LookAtInvitation(txn, call.who, in.groupId, in.code.value_or("")));
  return JoinLinkOut{to.group,
                     to.name.empty() ? "群聊" : to.name,
                     to.avatar.empty() ? kDefaultGroupAvatar : to.avatar,
                     to.open ? "PUBLIC" : "PRIVATE",
                     to.members,
                     to.inside};
}

Result<Nothing> EndInvitation(Txn& txn, Call&, const access::GroupAdmin& place, GroupIn&) {
  group::EndInvitation(txn, place);
  return Nothing{};
}

}  // namespace

void AddGroupJoins(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&QrCode>(Method::kGet, "/api/im/group/{groupId}/qrcode",
                              "Get the link by which others ask to join a group",
                              {.mode = Mode::kWrite,
                               .door = "groupId",
                               .repeatable = true,
                               .example = R"({"groupId":"{group.mine}"})",
                               .ref = "27.b"}));
  rows->push_back(Ep<&ShowInvitation>(
      Method::kGet, "/api/im/group/{groupId}/invitation", "Get the group that an invitation is for",
      {.example = R"({"groupId":"{group.mine}"})", .ref = "6", .about = gateway::About::kPeople}));
  rows->push_back(Ep<&EndInvitation>(Method::kDelete, "/api/im/group/{groupId}/invitation",
                                     "Make the invitation links of a group invalid",
                                     {.mode = Mode::kWrite,
                                      .door = "groupId",
                                      .repeatable = true,
                                      .refusal = "无权限修改群组信息",
                                      .ok = "邀请已失效",
                                      .example = R"({"groupId":"{group.mine}"})",
                                      .ref = "6"}));
  rows->push_back(Ep<&Join>(Method::kPost, "/api/im/group/{groupId}/join", "Ask to join a group",
                            {.mode = Mode::kWrite,
                             .example = R"({"groupId":"{group.open}","message":"I cook"})",
                             .ref = "6",
                             .about = gateway::About::kPeople}));
  rows->push_back(Ep<&ListJoins>(Method::kGet, "/api/im/group/{groupId}/join-requests",
                                 "List the requests to join a group",
                                 {.mode = Mode::kScan,
                                  .door = "groupId",
                                  .refusal = "无权限查看入群申请",
                                  .example = R"({"groupId":"{group.mine}"})",
                                  .ref = "6"}));
  rows->push_back(
      Ep<&HandleJoin>(Method::kPost, "/api/im/group/join-request/{requestId}/handle",
                      "Accept or decline a request to join a group",
                      {.mode = Mode::kWrite,
                       .door = "requestId",
                       .example = R"({"requestId":"{application.mine}","approved":true})",
                       .ref = "6"}));
}

}  // namespace koine::ruoyi
