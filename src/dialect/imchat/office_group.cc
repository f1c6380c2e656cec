// The back office: groups (im-chat 3.2).

#include <utility>

#include "base/text.h"
#include "core/group/entry.h"
#include "core/group/member.h"
#include "core/group/office.h"
#include "dialect/imchat/group.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/wire.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct OfficeGroupOut {
  ConversationId id;
  std::string groupName;
  std::optional<std::string> groupAvatar, groupNotice;
  UserId ownerId;
  std::int64_t memberCount = 0;
  bool isMuted = false, isBanned = false, isDissolved = false;
  std::optional<std::string> banReason;  // of one that was asked for by its id
  json::Time createTime;
};
KOINE_DESCRIBE(OfficeGroupOut, (id, groupName, groupAvatar, groupNotice, ownerId, memberCount,
                                isMuted, isBanned, isDissolved, banReason, createTime))
struct OfficeGroupPage {
  std::int64_t total = 0;
  std::vector<OfficeGroupOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(OfficeGroupPage, (total, records, page, size))
struct OfficeGroupsIn {
  std::optional<std::string> name;
  std::optional<bool> isBanned;
  std::optional<json::Time> beginTime, endTime;  // when the group was made
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(OfficeGroupsIn, (name, isBanned, beginTime, endTime, page, size))
KOINE_RULES(OfficeGroupsIn, json::Rule("name").Alias("groupName").MaxChars(64),
            json::Rule("endTime").EndOfDay(), json::Rule("page").Alias("pageNum"),
            json::Rule("size").Alias("pageSize"))
struct GroupNameIn {
  std::optional<std::string> name;
};
KOINE_DESCRIBE(GroupNameIn, (name))
KOINE_RULES(GroupNameIn, json::Rule("name").Alias("groupName").MaxChars(64))
struct OfficeGroupKey {
  ConversationId id;
};
KOINE_DESCRIBE(OfficeGroupKey, (id))

struct GroupBanIn {
  ConversationId groupId;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(GroupBanIn, (groupId, reason))
KOINE_RULES(GroupBanIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("reason").MaxChars(128, "封禁原因不能超过128个字符"))
struct OfficeMembersIn {
  ConversationId groupId;
  std::optional<std::string> role;
  std::optional<bool> isMuted;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(OfficeMembersIn, (groupId, role, isMuted, page, size))
KOINE_RULES(OfficeMembersIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct OfficeMemberOut {
  UserId userId;
  std::string username, nickName;
  std::optional<std::string> headImage;
  std::string role;
  json::Time joinTime;
  bool isMuted = false;
};
KOINE_DESCRIBE(OfficeMemberOut, (userId, username, nickName, headImage, role, joinTime, isMuted))
struct OfficeMemberPage {
  std::int64_t total = 0;
  std::vector<OfficeMemberOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(OfficeMemberPage, (total, records, page, size))

namespace {

constexpr std::int64_t kGroupsByName = 10;

OfficeGroupOut ShowInfo(const group::Info& info) {
  const auto& state = info.state;
  OfficeGroupOut out;
  out.id = state.id;
  out.groupName = state.name;
  out.groupAvatar = OptText(state.avatar);
  out.groupNotice = OptText(info.notice);
  out.ownerId = state.owner;
  out.memberCount = state.member_count;
  out.isMuted = state.mute_all;
  out.isBanned = state.banned;
  out.isDissolved = state.status == access::ConversationStatus::kDissolved;
  out.createTime = {info.created_at};
  return out;
}

group::InfoFilter Named(const std::optional<std::string>& name) {
  group::InfoFilter filter;
  filter.keyword = std::string(text::Trim(name.value_or("")));
  return filter;
}

Result<OfficeGroupPage> ListGroups(Txn& txn, Call& call, OfficeGroupsIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  group::InfoFilter filter = Named(in.name);
  filter.banned = in.isBanned;
  if (in.beginTime) filter.created_from = in.beginTime->ms;
  if (in.endTime) filter.created_to = in.endTime->ms;
  KOINE_TRY(const std::int64_t total, group::CountInfos(txn, call.who, filter));
  KOINE_TRY(const auto list, group::ListInfos(txn, call.who, filter, slice.limit, slice.offset()));
  return PageOf<OfficeGroupPage>(slice, total, list, ShowInfo);
}

Result<std::vector<OfficeGroupOut>> FindGroups(Txn& txn, Call& call, GroupNameIn& in) {
  KOINE_TRY(const auto list, group::ListInfos(txn, call.who, Named(in.name), kGroupsByName, 0));
  std::vector<OfficeGroupOut> out;
  for (const group::Info& info : list) out.push_back(ShowInfo(info));
  return out;
}

Result<OfficeGroupOut> GetGroup(Txn& txn, Call& call, OfficeGroupKey& in) {
  KOINE_TRY(const group::Info info, group::FindInfo(txn, call.who, in.id));
  OfficeGroupOut out = ShowInfo(info);
  if (out.isBanned) out.banReason = OptText(info.ban_reason);
  return out;
}

Result<Nothing> BanGroup(Txn& txn, Call&, const access::AnyGroup& place, GroupBanIn& in) {
  group::SetBanned(txn, place, true, in.reason.value_or(""));
  return Nothing{};
}

Result<Nothing> UnbanGroup(Txn& txn, Call&, const access::AnyGroup& place, GroupBanIn&) {
  group::SetBanned(txn, place, false, "");
  return Nothing{};
}

std::optional<access::MemberRole> RoleNamed(const std::string& name) {
  using access::MemberRole;
  for (const MemberRole role : {MemberRole::kOwner, MemberRole::kAdmin, MemberRole::kMember}) {
    if (name == RoleText(role)) return role;
  }
  return std::nullopt;
}

OfficeMemberOut ShowMember(const group::MemberRow& row, std::int64_t now_ms) {
  return {row.user.id,
          UsernameOf(row.user),
          row.nickname.empty() ? row.user.name() : row.nickname,
          OptText(row.user.avatar),
          RoleText(row.role),
          {row.joined_at},
          row.muted_until > now_ms};
}

Result<OfficeMemberPage> OfficeMembers(Txn& txn, Call&, const access::AnyGroup& place,
                                       OfficeMembersIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  const std::int64_t now_ms = txn.now_ms();
  group::MemberFilter filter;
  if (!in.role.value_or("").empty()) {
    filter.role = RoleNamed(*in.role);
    if (!filter.role) return FieldError(Code::kBadArgument, "role");
  }
  filter.muted = in.isMuted;
  const bool all = !filter.role && !filter.muted;
  return PageOf<OfficeMemberPage>(
      slice, all ? place.conversation().member_count : group::CountMembers(txn, place, filter),
      group::ListMembers(txn, place, slice.limit, slice.offset(), filter),
      [now_ms](const group::MemberRow& row) { return ShowMember(row, now_ms); });
}

}  // namespace

void AddOfficeGroups(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kGroup[] = R"({"groupId":"{group.mine}"})";
  const gateway::Options list{.auth = Auth::kAdmin,
                              .also = kAuditors,
                              .mode = Mode::kScan,
                              .expensive = true,
                              .ref = "3.2"};
  rows->push_back(Ep<&ListGroups>(Method::kGet, "/im/group/list", "List groups by page", list));
  rows->push_back(Ep<&FindGroups>(Method::kGet, "/im/group/findByName",
                                  "Find ten groups by part of a name", list));
  rows->push_back(Ep<&GetGroup>(Method::kGet, "/im/group/{id}", "Get a group",
                                {.auth = Auth::kAdmin,
                                 .also = kAuditors,
                                 .example = R"({"id":"{group.mine}"})",
                                 .ref = "3.2"}));
  rows->push_back(Ep<&BanGroup>(Method::kPut, "/im/group/ban", "Ban a group",
                                {.auth = Auth::kAdmin,
                                 .mode = Mode::kWrite,
                                 .door = "groupId",
                                 .repeatable = true,
                                 .example = kGroup,
                                 .ref = "3.2.1"}));
  rows->push_back(Ep<&UnbanGroup>(Method::kPut, "/im/group/unban", "Unban a group",
                                  {.auth = Auth::kAdmin,
                                   .mode = Mode::kWrite,
                                   .door = "groupId",
                                   .repeatable = true,
                                   .example = kGroup,
                                   .ref = "3.2.2"}));
  rows->push_back(Ep<&OfficeMembers>(Method::kGet, "/im/group/member/list",
                                     "List the members of a group by page",
                                     {.auth = Auth::kAdmin,
                                      .also = kAuditors,
                                      .mode = Mode::kScan,
                                      .door = "groupId",
                                      .example = kGroup,
                                      .ref = "3.2.3"}));
}

}  // namespace koine::imchat
