// Chapter 6: groups (ruoyi 6), as far as members and their lists go.

#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/conversation/group.h"
#include "core/conversation/rows.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr int kGroupMembersShown = 5000;

struct GroupMemberOut {
  UserId id;
  ConversationId groupId;
  UserId userId, memberId;
  std::string userName, userAvatar, nickname, avatar, role;
  std::optional<std::string> groupNickname;
  bool isMuted = false;
  std::optional<json::Time> muteEndTime;
  json::Time joinedTime;
  bool online = false;
};
KOINE_DESCRIBE(GroupMemberOut,
               (id, groupId, userId, memberId, userName, userAvatar, nickname, avatar, role,
                groupNickname, isMuted, muteEndTime, joinedTime, online))
struct GroupOut {
  ConversationId id, groupId, conversationId;
  std::string name, avatar;
  UserId ownerId;
  std::optional<std::string> ownerName, notice, announcement, description;
  std::string type, status;
  std::int64_t memberCount = 0, memberLimit = 0;
  bool allMuted = false;
  json::Time createTime;
  std::optional<std::string> myRole;
  bool isMuted = false;
  std::optional<std::vector<GroupMemberOut>> members;
};
KOINE_DESCRIBE(GroupOut,
               (id, groupId, conversationId, name, avatar, ownerId, ownerName, notice, announcement,
                description, type, status, memberCount, memberLimit, allMuted, createTime, myRole,
                isMuted, members))

struct CreateGroupIn {
  std::string name;
  std::optional<std::string> avatar, description, type;
  std::optional<std::int64_t> memberLimit;
  std::optional<std::vector<std::int64_t>> memberIds;
};
KOINE_DESCRIBE(CreateGroupIn, (name, avatar, description, type, memberLimit, memberIds))
KOINE_RULES(CreateGroupIn,
            json::Rule("name").Alias("groupName").NotBlank("群组名称不能为空").MaxChars(
                50, "群组名称长度不能超过50个字符"),
            json::Rule("avatar").MaxChars(255), json::Rule("description").MaxChars(500),
            json::Rule("type").MaxChars(20),
            json::Rule("memberLimit").Min(2).Max(2000),
            json::Rule("memberIds").Alias("userIds").MaxItems(conversation::kNewMembersMax))
struct GroupIn {
  ConversationId groupId;
};
KOINE_DESCRIBE(GroupIn, (groupId))
struct GroupMembersIn {
  ConversationId groupId;
  std::vector<std::int64_t> userIds;
};
KOINE_DESCRIBE(GroupMembersIn, (groupId, userIds))
KOINE_RULES(GroupMembersIn,
            json::Rule("userIds").Alias("memberIds").Alias("ids").WholeBody().MinItems(1).MaxItems(
                conversation::kNewMembersMax))
struct GroupsIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(GroupsIn, (pageNum, pageSize))

namespace {

GroupMemberOut ToGroupMember(const conversation::MemberRow& row, ConversationId group,
                             std::int64_t now_ms, bool online) {
  GroupMemberOut out;
  out.id = out.userId = out.memberId = row.user.id;
  out.groupId = group;
  out.userName = row.user.username.value_or(row.user.handle);
  out.nickname = row.nickname.empty() ? row.user.name() : row.nickname;
  out.userAvatar = out.avatar = row.user.avatar.empty() ? kDefaultAvatar : row.user.avatar;
  out.role = RoleText(row.role);
  if (!row.nickname.empty()) out.groupNickname = row.nickname;
  out.isMuted = row.muted_until > now_ms;
  if (out.isMuted) out.muteEndTime = json::Time{row.muted_until};
  out.joinedTime = {row.joined_at};
  out.online = online;
  return out;
}

GroupOut ToGroup(const conversation::Summary& summary, std::int64_t now_ms) {
  const auto& c = summary.conversation;
  GroupOut out;
  out.id = out.groupId = out.conversationId = c.id;
  out.name = c.name;
  out.avatar = c.avatar.empty() ? kDefaultGroupAvatar : c.avatar;
  out.ownerId = c.owner;
  if (!summary.notice.empty()) out.notice = out.announcement = summary.notice;
  if (!summary.description.empty()) out.description = summary.description;
  out.type = c.join_mode == access::JoinMode::kOpen ? "PUBLIC" : "PRIVATE";
  out.status = "NORMAL";
  out.memberCount = c.member_count;
  out.memberLimit = c.max_members;
  out.allMuted = c.mute_all;
  out.createTime = {summary.created_at};
  out.myRole = RoleText(summary.member.role);
  out.isMuted = summary.member.muted_until > now_ms;
  return out;
}

std::vector<GroupMemberOut> MembersOf(Txn& txn, Call& call, ConversationId group) {
  std::vector<GroupMemberOut> out;
  for (const auto& row :
       conversation::ListMembers(txn, call.who.tenant, group, kGroupMembersShown, 0)) {
    const bool online = call.services->presence->Online(row.user.id);
    out.push_back(ToGroupMember(row, group, txn.now_ms(), online));
  }
  return out;
}

Result<ConversationId> CreateGroup(Txn& txn, Call& call, CreateGroupIn& in) {
  conversation::GroupIn group;
  group.name = in.name;
  group.avatar = in.avatar.value_or("");
  group.description = in.description.value_or("");
  group.open = in.type && text::EqualsIgnoreCaseAscii(*in.type, "PUBLIC");
  group.max_members = in.memberLimit.value_or(0);
  if (in.memberIds) group.members = *in.memberIds;
  return conversation::CreateGroup(txn, call.who, group);
}

Result<GroupOut> GetGroup(Txn& txn, Call& call, const access::GroupMember& place, GroupIn&) {
  const ConversationId id = place.conversation().id;
  auto summary = conversation::FindSummary(txn, call.who.tenant, call.who.user, id);
  if (!summary) return Error{Code::kGroupNotFound};
  GroupOut out = ToGroup(*summary, txn.now_ms());
  out.members = MembersOf(txn, call, id);
  for (const GroupMemberOut& member : *out.members) {
    if (member.userId == out.ownerId) out.ownerName = member.nickname;
  }
  return out;
}

Result<std::vector<GroupMemberOut>> ListGroupMembers(Txn& txn, Call& call,
                                                     const access::GroupMember& place, GroupIn&) {
  return MembersOf(txn, call, place.conversation().id);
}

Result<std::vector<GroupOut>> ListGroups(Txn& txn, Call& call, GroupsIn& in) {
  std::vector<GroupOut> out;
  for (const auto& summary :
       conversation::ListGroups(txn, call.who.tenant, call.who.user, kListMax)) {
    out.push_back(ToGroup(summary, txn.now_ms()));
  }
  return Paged(call, std::move(out), in.pageNum, in.pageSize);
}

Result<Nothing> AddMembers(Txn& txn, Call&, const access::GroupAdmin& place, GroupMembersIn& in) {
  KOINE_CHECK(conversation::AddMembers(txn, place, in.userIds));
  return Nothing{};
}

Result<Nothing> RemoveMembers(Txn& txn, Call&, const access::GroupAdmin& place,
                              GroupMembersIn& in) {
  KOINE_CHECK(conversation::RemoveMembers(txn, place, in.userIds));
  return Nothing{};
}

Result<Nothing> LeaveGroup(Txn& txn, Call&, const access::GroupMember& place, GroupIn&) {
  KOINE_CHECK(conversation::LeaveGroup(txn, place));
  return Nothing{};
}

}  // namespace

void AddGroups(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kMine[] = R"({"groupId":"{group.mine}"})";
  rows->push_back(Ep<&CreateGroup>(
      Method::kPost, "/api/im/group/create", "Make a group",
      {.mode = Mode::kWrite, .ok = "创建成功",
       .example = R"({"name":"Lunch","memberIds":["{user.peer}"]})", .ref = "6.1"}));
  rows->push_back(Ep<&ListGroups>(Method::kGet, "/api/im/group/list", "The own groups",
                                  {.mode = Mode::kScan, .ref = "27.b"}));
  rows->push_back(Ep<&GetGroup>(Method::kGet, "/api/im/group/{groupId}", "A group",
                                {.mode = Mode::kScan, .door = "groupId", .example = kMine,
                                 .ref = "6.2"}));
  rows->push_back(Ep<&ListGroupMembers>(Method::kGet, "/api/im/group/{groupId}/members",
                                        "The members of a group",
                                        {.mode = Mode::kScan, .door = "groupId", .example = kMine,
                                         .ref = "27.b"}));
  rows->push_back(Ep<&AddMembers>(
      Method::kPost, "/api/im/group/{groupId}/members", "Bring people into a group",
      {.mode = Mode::kWrite, .door = "groupId", .repeatable = true,
       .refusal = "无权限添加成员", .ok = "添加成功",
       .example = R"({"groupId":"{group.mine}","userIds":["{user.stranger}"]})", .ref = "6.5"}));
  rows->push_back(Ep<&RemoveMembers>(
      Method::kDelete, "/api/im/group/{groupId}/members", "Remove people from a group",
      {.mode = Mode::kWrite, .door = "groupId", .repeatable = true,
       .refusal = "无权限移除成员", .ok = "移除成功",
       .example = R"({"groupId":"{group.mine}","userIds":["{user.stranger}"]})", .ref = "6.6"}));
  rows->push_back(Ep<&LeaveGroup>(Method::kPost, "/api/im/group/{groupId}/quit", "Leave a group",
                                  {.mode = Mode::kWrite, .door = "groupId", .ok = "退出成功",
                                   .example = kMine, .ref = "27.b"}));
}

}  // namespace koine::ruoyi
