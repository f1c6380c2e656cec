#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/conversation/summary.h"
#include "core/group/manage.h"
#include "core/group/member.h"
#include "core/group/office.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

// What the chapters about groups share (ruoyi 6, 27.b).
namespace koine::ruoyi {

// Of larger groups a list without paging shows so many, and the total.
inline constexpr int kGroupMembersShown = 5000;
inline constexpr std::int64_t kGroupNameChars = 50;
// No group is larger, whoever sets its limit.
inline constexpr std::int64_t kGroupLimitMax = 100'000;
inline constexpr std::int64_t kAnnouncementChars = 2000;

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
  std::int64_t memberCount = 0, memberLimit = 0, maxMembers = 0;
  json::Raw allMuted{"false"};  // published clients compare it with 1 in the console
  json::Time createTime;
  std::optional<std::string> myRole;
  bool isMuted = false;
  std::optional<std::vector<GroupMemberOut>> members;
};
KOINE_DESCRIBE(GroupOut, (id, groupId, conversationId, name, avatar, ownerId, ownerName, notice,
                          announcement, description, type, status, memberCount, memberLimit,
                          maxMembers, allMuted, createTime, myRole, isMuted, members))

struct GroupIn {
  ConversationId groupId;
};
KOINE_DESCRIBE(GroupIn, (groupId))
struct GroupMemberIn {
  ConversationId groupId;
  UserId memberId;
};
KOINE_DESCRIBE(GroupMemberIn, (groupId, memberId))
struct GroupUpdateIn {
  ConversationId groupId;
  std::optional<std::string> name, avatar, notice, description, type;
  std::optional<std::int64_t> memberLimit;
  std::optional<bool> allMuted;
};
KOINE_DESCRIBE(GroupUpdateIn,
               (groupId, name, avatar, notice, description, type, memberLimit, allMuted))
bool IsNotBlank(std::string_view text);
bool IsGroupType(std::string_view text);  // PRIVATE or PUBLIC, in any case
KOINE_RULES(GroupUpdateIn,
            json::Rule("name")
                .Alias("groupName")
                .Pattern(&IsNotBlank, "群组名称不能为空")
                .MaxChars(kGroupNameChars, "群组名称长度不能超过50个字符"),
            json::Rule("avatar").MaxChars(255), json::Rule("description").MaxChars(500),
            json::Rule("notice").Alias("announcement").MaxChars(kAnnouncementChars),
            json::Rule("type").Pattern(&IsGroupType, "群组类型不正确"),
            json::Rule("memberLimit").Alias("maxMembers").Min(2))

// kBadArgument when the caller may not set such a limit: beyond `ruoyi.group_members_max`, or, for
// an administrator of the server, kGroupLimitMax.
Status CheckMemberLimit(gateway::Call& call, const std::optional<std::int64_t>& limit);
group::GroupChange ToChange(const GroupUpdateIn& in);

// A group as one of its members sees it; without members and the owner's name.
GroupOut ToGroup(const conversation::Summary& summary, std::int64_t now_ms);
// The same for the administration of the server.
GroupOut ToGroup(const group::Info& info);
std::vector<GroupMemberOut> GroupMembersOf(store::Txn& txn, gateway::Call& call,
                                           const group::Roster& group, std::int64_t limit,
                                           std::int64_t offset = 0);

// A list of members, which may be asked for by pages.
struct ListMembersIn {
  ConversationId groupId;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ListMembersIn, (groupId, pageNum, pageSize))
// `total`: how many there are.
std::vector<GroupMemberOut> PageMembersOf(store::Txn& txn, gateway::Call& call,
                                          const group::Roster& group, std::int64_t total,
                                          const ListMembersIn& in);

// The rows of each part, called by AddGroups.
void AddGroupMutes(std::vector<gateway::Endpoint>* rows);
void AddAnnouncements(std::vector<gateway::Endpoint>* rows);
void AddGroupJoins(std::vector<gateway::Endpoint>* rows);
void AddGroupAdmin(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
