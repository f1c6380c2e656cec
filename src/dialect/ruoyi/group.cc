// Groups (ruoyi 6.1 to 6.7, 27 Group and Groups, 27.b).

#include "dialect/ruoyi/group.h"

#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/group/member.h"
#include "core/group/membership.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct CreateGroupIn {
  std::string name;
  std::optional<std::string> avatar, description, type;
  std::optional<std::int64_t> memberLimit;
  std::optional<std::vector<std::int64_t>> memberIds;
};
KOINE_DESCRIBE(CreateGroupIn, (name, avatar, description, type, memberLimit, memberIds))
KOINE_RULES(CreateGroupIn,
            json::Rule("name")
                .Alias("groupName")
                .NotBlank("群组名称不能为空")
                .MaxChars(kGroupNameChars, "群组名称长度不能超过50个字符"),
            json::Rule("avatar").MaxChars(255), json::Rule("description").MaxChars(500),
            json::Rule("type").Pattern(&IsGroupType, "群组类型不正确"),
            json::Rule("memberLimit").Alias("maxMembers").Min(2),
            json::Rule("memberIds").Alias("userIds").MaxItems(group::kNewMembersMax))
struct GroupMembersIn {
  ConversationId groupId;
  std::vector<std::int64_t> userIds;
};
KOINE_DESCRIBE(GroupMembersIn, (groupId, userIds))
KOINE_RULES(GroupMembersIn, json::Rule("userIds")
                                .Alias("memberIds")
                                .Alias("ids")
                                .Required()
                                .WholeBody()
                                .MinItems(1)
                                .MaxItems(group::kNewMembersMax))
struct GroupsIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(GroupsIn, (pageNum, pageSize))
struct MemberRoleIn {
  ConversationId groupId;
  UserId memberId;
  std::string role;
};
KOINE_DESCRIBE(MemberRoleIn, (groupId, memberId, role))
struct SetAdminIn {
  ConversationId groupId;
  UserId userId;
  std::optional<bool> isAdmin;
};
KOINE_DESCRIBE(SetAdminIn, (groupId, userId, isAdmin))
KOINE_RULES(SetAdminIn, json::Rule("isAdmin").Required("isAdmin不能为空"))
struct TransferIn {
  ConversationId groupId;
  UserId userId;
};
KOINE_DESCRIBE(TransferIn, (groupId, userId))
struct NicknameIn {
  ConversationId groupId;
  std::optional<std::string> nickname;
};
KOINE_DESCRIBE(NicknameIn, (groupId, nickname))
KOINE_RULES(
    NicknameIn,
    json::Rule("nickname").Alias("groupNickname").MaxChars(50, "群昵称长度不能超过50个字符"))

namespace {

bool IsRole(std::string_view text) {
  for (const std::string_view role : {"ADMIN", "MEMBER", "OWNER"}) {
    if (text::EqualsIgnoreCaseAscii(text, role)) return true;
  }
  return false;
}

}  // namespace

KOINE_RULES(MemberRoleIn,
            json::Rule("role").NotBlank("角色不能为空").Pattern(&IsRole, "角色不正确"))

bool IsNotBlank(std::string_view text) {
  return !text::IsBlank(text);
}

bool IsGroupType(std::string_view text) {
  return text::EqualsIgnoreCaseAscii(text, "PRIVATE") ||
         text::EqualsIgnoreCaseAscii(text, "PUBLIC");
}

Status CheckMemberLimit(Call& call, const std::optional<std::int64_t>& limit) {
  if (!limit) return Ok();
  const std::int64_t max =
      call.who.admin() ? kGroupLimitMax : DialectOf(call).settings().group_members_max;
  if (*limit <= max) return Ok();
  return FieldError(Code::kBadArgument, "memberLimit",
                    "群组人数上限不能超过" + std::to_string(max));
}

group::GroupChange ToChange(const GroupUpdateIn& in) {
  group::GroupChange change;
  change.name = in.name;
  change.avatar = in.avatar;
  change.description = in.description;
  change.notice = in.notice;
  change.max_members = in.memberLimit;
  if (in.type) change.open = text::EqualsIgnoreCaseAscii(*in.type, "PUBLIC");
  return change;
}

namespace {

GroupMemberOut ToGroupMember(const group::MemberRow& row, ConversationId group, std::int64_t now_ms,
                             bool online) {
  GroupMemberOut out;
  out.id = out.userId = out.memberId = row.user.id;
  out.groupId = group;
  out.userName = row.user.username.value_or(row.user.handle);
  out.nickname = row.nickname.empty() ? row.user.name() : row.nickname;
  out.userAvatar = out.avatar = AvatarOf(row.user.avatar);
  out.role = RoleText(row.role);
  if (!row.nickname.empty()) out.groupNickname = row.nickname;
  out.isMuted = row.muted_until > now_ms;
  if (out.isMuted) out.muteEndTime = json::Time{row.muted_until};
  out.joinedTime = {row.joined_at};
  out.online = online;
  return out;
}

// What both views of a group have.
GroupOut Common(const access::ConversationState& c, const std::string& description,
                const std::string& notice, std::int64_t created_at) {
  GroupOut out;
  out.id = out.groupId = out.conversationId = c.id;
  out.name = c.name;
  out.avatar = c.avatar.empty() ? kDefaultGroupAvatar : c.avatar;
  out.ownerId = c.owner;
  if (!notice.empty()) out.notice = out.announcement = notice;
  if (!description.empty()) out.description = description;
  out.type = c.join_mode == access::JoinMode::kOpen ? "PUBLIC" : "PRIVATE";
  out.status = c.status == access::ConversationStatus::kDissolved ? "DISSOLVED" : "NORMAL";
  out.memberCount = c.member_count;
  out.memberLimit = out.maxMembers = c.max_members;
  out.allMuted.text = c.mute_all ? "true" : "false";
  out.createTime = {created_at};
  return out;
}

}  // namespace

GroupOut ToGroup(const conversation::Summary& s, std::int64_t now_ms) {
  GroupOut out = Common(s.conversation, s.description, s.notice, s.created_at);
  out.myRole = RoleText(s.member.role);
  out.isMuted = s.member.muted_until > now_ms;
  return out;
}

GroupOut ToGroup(const group::Info& info) {
  GroupOut out = Common(info.state, info.description, info.notice, info.created_at);
  out.ownerName = info.owner_name;
  return out;
}

std::vector<GroupMemberOut> GroupMembersOf(Txn& txn, Call& call, const group::Roster& group,
                                           std::int64_t limit, std::int64_t offset) {
  std::vector<GroupMemberOut> out;
  for (const auto& row : group::ListMembers(txn, group, limit, offset)) {
    const bool online = call.services->presence->Online(row.user.id);
    out.push_back(ToGroupMember(row, group.id(), txn.now_ms(), online));
    // Published clients show this one, and not the login name.
    if (IsPublished(call)) out.back().userName = row.user.name();
  }
  return out;
}

std::vector<GroupMemberOut> PageMembersOf(Txn& txn, Call& call, const group::Roster& group,
                                          std::int64_t total, const ListMembersIn& in) {
  Slice slice = SliceOf(in.pageNum, in.pageSize);
  if (!slice.paged) slice.limit = kGroupMembersShown;
  auto out = GroupMembersOf(txn, call, group, slice.limit, slice.offset);
  TellTotal(call, out, slice, total);
  return out;
}

namespace {

Result<ConversationId> CreateGroup(Txn& txn, Call& call, CreateGroupIn& in) {
  KOINE_CHECK(CheckMemberLimit(call, in.memberLimit));
  group::GroupIn group;
  group.name = in.name;
  group.avatar = in.avatar.value_or("");
  group.description = in.description.value_or("");
  group.open = in.type && text::EqualsIgnoreCaseAscii(*in.type, "PUBLIC");
  group.hidden = !group.open;
  group.max_members = in.memberLimit.value_or(0);
  if (in.memberIds) group.members = *in.memberIds;
  return group::CreateGroup(txn, call.who, group);
}

Result<GroupOut> GetGroup(Txn& txn, Call& call, const access::GroupMember& place, GroupIn&) {
  const ConversationId id = place.conversation().id;
  auto summary = conversation::FindSummary(txn, call.who, id);
  if (!summary) return Error{Code::kGroupNotFound};
  GroupOut out = ToGroup(*summary, txn.now_ms());
  out.members = GroupMembersOf(txn, call, place, kGroupMembersShown);
  for (const GroupMemberOut& member : *out.members) {
    if (member.userId == out.ownerId) out.ownerName = member.nickname;
  }
  return out;
}

Result<std::vector<GroupMemberOut>> ListGroupMembers(Txn& txn, Call& call,
                                                     const access::GroupMember& place,
                                                     ListMembersIn& in) {
  return PageMembersOf(txn, call, place, place.conversation().member_count, in);
}

Result<std::vector<GroupOut>> ListGroups(Txn& txn, Call& call, GroupsIn& in) {
  const access::Principal& who = call.who;
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<GroupOut> out;
  for (const auto& summary : conversation::ListGroups(txn, who, slice.reach(), slice.offset)) {
    out.push_back(ToGroup(summary, txn.now_ms()));
  }
  TellTotal(call, out, slice, [&] { return conversation::CountGroups(txn, who); });
  return out;
}

Result<Nothing> PutGroup(Txn& txn, Call& call, const access::GroupAdmin& place, GroupUpdateIn& in) {
  KOINE_CHECK(CheckMemberLimit(call, in.memberLimit));
  KOINE_CHECK(group::UpdateGroup(txn, place, ToChange(in)));
  if (in.allMuted) {
    // The door again: a line about the change moved the conversation on.
    KOINE_TRY(const access::GroupAdmin now, access::GroupAdmin::Open(txn, call.who, in.groupId));
    KOINE_CHECK(group::MuteAll(txn, now, *in.allMuted));
  }
  return Nothing{};
}

Result<Nothing> Dissolve(Txn& txn, Call&, const access::GroupOwner& place, GroupIn&) {
  KOINE_CHECK(group::Dissolve(txn, place));
  return Nothing{};
}

Result<Nothing> AddMembers(Txn& txn, Call&, const access::GroupAdmin& place, GroupMembersIn& in) {
  KOINE_CHECK(group::AddMembers(txn, place, in.userIds));
  return Nothing{};
}

Result<Nothing> RemoveMembers(Txn& txn, Call&, const access::GroupAdmin& place,
                              GroupMembersIn& in) {
  KOINE_CHECK(group::RemoveMembers(txn, place, in.userIds));
  return Nothing{};
}

Result<Nothing> RemoveMember(Txn& txn, Call&, const access::GroupAdmin& place, GroupMemberIn& in) {
  KOINE_TRY(const std::int64_t removed, group::RemoveMembers(txn, place, {in.memberId.value}));
  if (removed == 0) return Error{Code::kNotMember, "target"};
  return Nothing{};
}

Result<Nothing> SetRole(Txn& txn, Call&, const access::GroupOwner& place, MemberRoleIn& in) {
  if (text::EqualsIgnoreCaseAscii(in.role, "OWNER")) {
    KOINE_CHECK(group::Transfer(txn, place, in.memberId));
    return Nothing{};
  }
  const bool admin = text::EqualsIgnoreCaseAscii(in.role, "ADMIN");
  KOINE_CHECK(group::SetMemberRole(txn, place, in.memberId, admin));
  return Nothing{};
}

Result<Nothing> SetAdmin(Txn& txn, Call&, const access::GroupOwner& place, SetAdminIn& in) {
  KOINE_CHECK(group::SetMemberRole(txn, place, in.userId, *in.isAdmin));
  return Nothing{};
}

Result<Nothing> Transfer(Txn& txn, Call&, const access::GroupOwner& place, TransferIn& in) {
  KOINE_CHECK(group::Transfer(txn, place, in.userId));
  return Nothing{};
}

Result<Nothing> SetNickname(Txn& txn, Call&, const access::GroupMember& place, NicknameIn& in) {
  KOINE_CHECK(group::SetOwnNickname(txn, place, in.nickname.value_or("")));
  return Nothing{};
}

Result<Nothing> LeaveGroup(Txn& txn, Call&, const access::GroupMember& place, GroupIn&) {
  KOINE_CHECK(group::LeaveGroup(txn, place));
  return Nothing{};
}

constexpr char kMine[] = R"({"groupId":"{group.mine}"})";
constexpr char kOwnerOnly[] = "只有群主可以设置管理员";

void AddReading(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  for (const char* path : {"/api/im/group/list", "/api/im/groups/list"}) {
    rows->push_back(
        Ep<&ListGroups>(Method::kGet, path, "List your groups",
                        {.mode = Mode::kScan, .ref = "27.b", .about = gateway::About::kCaller}));
  }
  for (const char* path : {"/api/im/group/{groupId}", "/api/im/groups/{groupId}"}) {
    rows->push_back(
        Ep<&GetGroup>(Method::kGet, path, "Get a group",
                      {.mode = Mode::kScan, .door = "groupId", .example = kMine, .ref = "6.2"}));
  }
  for (const char* path : {"/api/im/group/{groupId}/members", "/api/im/groups/{groupId}/members"}) {
    rows->push_back(Ep<&ListGroupMembers>(
        Method::kGet, path, "List the members of a group",
        {.mode = Mode::kScan, .door = "groupId", .example = kMine, .ref = "27.b"}));
  }
}

void AddMembership(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&CreateGroup>(Method::kPost, "/api/im/group/create", "Create a group",
                                   {.mode = Mode::kWrite,
                                    .ok = "创建成功",
                                    .example = R"({"name":"Lunch","memberIds":["{user.peer}"]})",
                                    .ref = "6.1",
                                    .about = gateway::About::kCaller}));
  for (const char* path : {"/api/im/group/{groupId}/members", "/api/im/groups/{groupId}/members"}) {
    rows->push_back(
        Ep<&AddMembers>(Method::kPost, path, "Add members to a group",
                        {.mode = Mode::kWrite,
                         .door = "groupId",
                         .repeatable = true,
                         .refusal = "无权限添加成员",
                         .ok = "添加成功",
                         .example = R"({"groupId":"{group.mine}","userIds":["{user.stranger}"]})",
                         .ref = "6.5"}));
  }
  rows->push_back(Ep<&RemoveMembers>(
      Method::kDelete, "/api/im/group/{groupId}/members", "Remove members from a group",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .repeatable = true,
       .refusal = "无权限移除成员",
       .ok = "移除成功",
       .example = R"({"groupId":"{group.mine}","userIds":["{user.stranger}"]})",
       .ref = "6.6"}));
  for (const char* path : {"/api/im/group/{groupId}/members/{memberId}",
                           "/api/im/groups/{groupId}/members/{memberId}"}) {
    rows->push_back(
        Ep<&RemoveMember>(Method::kDelete, path, "Remove a member from a group",
                          {.mode = Mode::kWrite,
                           .door = "groupId",
                           .refusal = "无权限移除成员",
                           .ok = "移除成功",
                           .example = R"({"groupId":"{group.mine}","memberId":"{user.peer}"})",
                           .ref = "6.6"}));
  }
  rows->push_back(Ep<&LeaveGroup>(Method::kPost, "/api/im/group/{groupId}/quit", "Leave a group",
                                  {.mode = Mode::kWrite,
                                   .door = "groupId",
                                   .ok = "退出成功",
                                   .example = kMine,
                                   .ref = "27.b"}));
}

void AddRoles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  for (const char* path : {"/api/im/group/{groupId}/members/{memberId}/role",
                           "/api/im/groups/{groupId}/members/{memberId}/role"}) {
    rows->push_back(Ep<&SetRole>(
        Method::kPut, path, "Change a member's role, or transfer the group",
        {.mode = Mode::kWrite,
         .door = "groupId",
         .repeatable = true,
         .refusal = kOwnerOnly,
         .ok = "角色更新成功",
         .example = R"({"groupId":"{group.mine}","memberId":"{user.peer}","role":"ADMIN"})",
         .ref = "6.7"}));
  }
  rows->push_back(Ep<&SetAdmin>(
      Method::kPut, "/api/im/group/{groupId}/admin/{userId}",
      "Appoint or dismiss a group administrator",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .repeatable = true,
       .refusal = kOwnerOnly,
       .ok = "角色更新成功",
       .example = R"({"groupId":"{group.mine}","userId":"{user.peer}","isAdmin":true})",
       .ref = "27.b"}));
  rows->push_back(Ep<&Transfer>(Method::kPut, "/api/im/group/{groupId}/transfer/{userId}",
                                "Transfer a group to another owner",
                                {.mode = Mode::kWrite,
                                 .door = "groupId",
                                 .refusal = "只有群主可以转让群组",
                                 .ok = "转让成功",
                                 .example = R"({"groupId":"{group.mine}","userId":"{user.peer}"})",
                                 .ref = "27.b"}));
  rows->push_back(Ep<&SetNickname>(Method::kPut, "/api/im/group/{groupId}/nickname",
                                   "Set your nickname in a group",
                                   {.mode = Mode::kWrite,
                                    .door = "groupId",
                                    .repeatable = true,
                                    .ok = "更新成功",
                                    .example = R"({"groupId":"{group.mine}","nickname":"Cook"})",
                                    .ref = "6"}));
}

}  // namespace

void AddGroups(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  AddReading(rows);
  AddMembership(rows);
  rows->push_back(Ep<&PutGroup>(
      Method::kPut, "/api/im/group/{groupId}", "Update a group",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .refusal = "无权限修改群组信息",
       .ok = "更新成功",
       .example = R"({"groupId":"{group.mine}","name":"Dinner","description":"at eight"})",
       .ref = "6.3"}));
  rows->push_back(Ep<&Dissolve>(Method::kDelete, "/api/im/group/{groupId}", "Dissolve a group",
                                {.mode = Mode::kWrite,
                                 .door = "groupId",
                                 .refusal = "只有群主可以解散群组",
                                 .ok = "解散成功",
                                 .example = kMine,
                                 .ref = "6.4"}));
  AddRoles(rows);
  AddGroupMutes(rows);
  AddAnnouncements(rows);
  AddGroupJoins(rows);
  AddGroupAdmin(rows);
}

}  // namespace koine::ruoyi
