// Groups: making one, and reading them and their members (openim 4.4).

#include "dialect/openim/group.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/access/sight.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "core/group/view.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

namespace {

constexpr int kBanned = 1;
constexpr int kDismissed = 2;
constexpr int kMuted = 3;
constexpr std::int64_t kGroupsMax = 1000;

int RoleLevel(access::MemberRole role) {
  if (role == access::MemberRole::kOwner) return kOwnerLevel;
  return role == access::MemberRole::kAdmin ? kAdminLevel : kMemberLevel;
}

}  // namespace

GroupInfo ToGroup(const group::Profile& p) {
  GroupInfo out;
  out.groupID = p.handle;
  out.groupName = p.name;
  out.notification = p.notice;
  out.introduction = p.description;
  out.faceURL = p.avatar;
  out.ownerUserID = p.owner;
  out.createTime = p.created_at;
  out.memberCount = p.member_count;
  out.ex = p.ex;
  out.status = p.dissolved ? kDismissed : p.banned ? kBanned : p.mute_all ? kMuted : 0;
  out.creatorUserID = p.creator;
  out.needVerification = static_cast<int>(p.join_mode);
  const group::Settings settings = group::ReadSettings(p.settings);
  out.lookMemberInfo = settings.lookMemberInfo;
  out.applyMemberFriend = settings.applyMemberFriend;
  out.notificationUpdateTime = p.notice_at;
  out.notificationUserID = p.notice_by;
  return out;
}

GroupMemberFullInfo ToMember(const group::MemberProfile& m, const std::string& group,
                             std::int64_t now_ms) {
  GroupMemberFullInfo out;
  out.groupID = group;
  out.userID = m.user.handle;
  out.roleLevel = RoleLevel(m.role);
  out.joinTime = m.joined_at;
  out.nickname = m.nickname.empty() ? m.user.name() : m.nickname;
  out.faceURL = m.avatar.empty() ? m.user.avatar : m.avatar;
  out.appMangerLevel = m.user.kind;
  out.joinSource = static_cast<int>(m.join_source);
  out.operatorUserID = m.operator_;
  out.ex = m.ex;
  out.muteEndTime = m.muted_until > now_ms ? m.muted_until : 0;
  out.inviterUserID = m.inviter;
  return out;
}

Result<ConversationId> GroupOf(Txn& txn, Call& call, const std::string& handle) {
  const auto id = group::FindByHandle(txn, call.who, handle);
  if (!id || access::Look(txn, call.who, *id) == access::Sight::kUnseen) {
    return FieldError(Code::kGroupNotFound, "groupID");
  }
  return *id;
}

Error StrangerMayNot(Error error) {
  const bool stranger =
      error.Is(Code::kNotMember) || (error.Is(Code::kGroupNotFound) && error.field.empty());
  return stranger ? Error{Code::kNotMember, "caller"} : error;
}

struct NewGroupInfo {
  std::string groupID, groupName, notification, introduction, faceURL, ex;
  int groupType = 0, needVerification = 0, lookMemberInfo = 0, applyMemberFriend = 0;
};
KOINE_DESCRIBE(NewGroupInfo, (groupID, groupName, notification, introduction, faceURL, ex,
                              groupType, needVerification, lookMemberInfo, applyMemberFriend))
KOINE_RULES(NewGroupInfo, json::Rule("groupID").MaxChars(64),
            json::Rule("groupName").MaxChars(kNameCharsMax),
            json::Rule("notification").MaxBytes(kTextBytesMax),
            json::Rule("introduction").MaxBytes(kTextBytesMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax), json::Rule("ex").MaxBytes(kExBytesMax),
            json::Rule("groupType").Min(kWorkingGroup).Max(kWorkingGroup),
            json::Rule("needVerification").Min(0).Max(2),
            json::Rule("lookMemberInfo").Min(0).Max(1),
            json::Rule("applyMemberFriend").Min(0).Max(1))
struct CreateGroupIn {
  std::string ownerUserID;
  std::vector<std::string> memberUserIDs, adminUserIDs;
  NewGroupInfo groupInfo;
  std::optional<bool> sendMessage;
  // Members, administrators, and last the owner.
  std::vector<std::string> Everybody() const;
  Status Check(store::Txn& txn, const access::Principal& who) const;
};
KOINE_DESCRIBE(CreateGroupIn, (ownerUserID, memberUserIDs, adminUserIDs, groupInfo, sendMessage))
KOINE_RULES(CreateGroupIn, json::Rule("ownerUserID").Required(),
            json::Rule("memberUserIDs").MaxItems(kListMax),
            json::Rule("adminUserIDs").MaxItems(group::kAdminsMax),
            json::Rule("groupInfo").Required())
struct CreateGroupOut {
  GroupInfo groupInfo;
};
KOINE_DESCRIBE(CreateGroupOut, (groupInfo))
struct GroupIDsIn {
  std::vector<std::string> groupIDs;
};
KOINE_DESCRIBE(GroupIDsIn, (groupIDs))
KOINE_RULES(GroupIDsIn, json::Rule("groupIDs").Required().MinItems(1).MaxItems(kGroupsMax))
struct GroupInfosOut {
  std::vector<GroupInfo> groupInfos;
};
KOINE_DESCRIBE(GroupInfosOut, (groupInfos))
struct JoinedIn {
  std::string fromUserID;
  Pagination pagination;
};
KOINE_DESCRIBE(JoinedIn, (fromUserID, pagination))
KOINE_RULES(JoinedIn, json::Rule("fromUserID").Required(), json::Rule("pagination").Required())
struct JoinedOut {
  std::int64_t total = 0;
  std::vector<GroupInfo> groups;
};
KOINE_DESCRIBE(JoinedOut, (total, groups))
struct MembersInfoIn {
  std::string groupID;
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(MembersInfoIn, (groupID, userIDs))
KOINE_RULES(MembersInfoIn, json::Rule("groupID").Required(),
            json::Rule("userIDs").Required().MinItems(1).MaxItems(kListMax))
struct MembersInfoOut {
  std::vector<GroupMemberFullInfo> members;
};
KOINE_DESCRIBE(MembersInfoOut, (members))
struct MemberListIn {
  std::string groupID;
  Pagination pagination;
  int filter = 0;
  std::string keyword;
};
KOINE_DESCRIBE(MemberListIn, (groupID, pagination, filter, keyword))
KOINE_RULES(MemberListIn, json::Rule("groupID").Required(), json::Rule("pagination").Required(),
            json::Rule("filter").Min(0).Max(5), json::Rule("keyword").MaxChars(kNameCharsMax))
struct MemberListOut {
  std::int64_t total = 0;
  std::vector<GroupMemberFullInfo> members;
};
KOINE_DESCRIBE(MemberListOut, (total, members))
struct MemberIDsOut {
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(MemberIDsOut, (userIDs))

namespace {

// A name that a client chooses: that of a user, or with '-' and '.' in it (mapping 1.2).
bool ValidGroupHandle(std::string handle) {
  std::replace(handle.begin(), handle.end(), '-', '_');
  std::replace(handle.begin(), handle.end(), '.', '_');
  return identity::ValidHandle(handle);
}

Result<CreateGroupOut> CreateGroup(Txn& txn, Call&, const Self& self, CreateGroupIn& in) {
  const NewGroupInfo& info = in.groupInfo;
  const std::vector<std::string> all = in.Everybody();
  const access::Principal& who = self.who();
  auto users = identity::GetUsers(txn, who.tenant, all, "memberUserIDs");
  if (!users.ok()) return Error{Code::kUserNotFound, "given", "memberUserIDs"};
  const auto ids = IdsOf(*users);
  group::GroupIn made;
  made.name = info.groupName;
  made.avatar = info.faceURL;
  made.description = info.introduction;
  made.handle = info.groupID;
  made.ex = info.ex;
  made.settings = json::ToText(group::Settings{info.lookMemberInfo, info.applyMemberFriend});
  made.join_mode = static_cast<access::JoinMode>(info.needVerification);
  made.quiet = !in.sendMessage.value_or(true);
  const auto members = static_cast<std::ptrdiff_t>(in.memberUserIDs.size());
  made.members.assign(ids.begin(), ids.begin() + members);
  made.admins.assign(ids.begin() + members, ids.end() - 1);
  KOINE_TRY(const ConversationId id, group::CreateGroup(txn, who, made));
  if (!info.notification.empty()) {
    KOINE_TRY(const access::GroupAdmin place, access::GroupAdmin::Open(txn, who, id));
    group::GroupChange change;
    change.notice = info.notification;
    KOINE_CHECK(group::UpdateGroup(txn, place, change));
  }
  const std::string handle = info.groupID.empty() ? std::to_string(id.value) : info.groupID;
  const auto profiles = group::FindShown(txn, who, {&handle, 1});
  if (profiles.empty()) return Error{Code::kInternal};
  return CreateGroupOut{ToGroup(profiles.front())};
}

Result<GroupInfosOut> GetGroups(Txn& txn, Call& call, GroupIDsIn& in) {
  std::map<std::string, GroupInfo> found;
  for (const group::Profile& one : group::FindShown(txn, call.who, in.groupIDs)) {
    found.emplace(one.handle, ToGroup(one));
  }
  GroupInfosOut out;
  for (const std::string& handle : in.groupIDs) {
    auto node = found.extract(handle);
    if (!node.empty()) out.groupInfos.push_back(std::move(node.mapped()));
  }
  return out;
}

Result<JoinedOut> ListJoined(Txn& txn, Call&, const Self& self, JoinedIn& in) {
  const access::Principal& who = self.who();
  JoinedOut out;
  out.total = group::CountJoined(txn, who);
  for (const group::Profile& one :
       group::ListJoined(txn, who, in.pagination.showNumber, in.pagination.offset())) {
    out.groups.push_back(ToGroup(one));
  }
  return out;
}

Result<MembersInfoOut> GetMembers(Txn& txn, Call& call, const SeenGroup& group, MembersInfoIn& in) {
  const auto users = identity::FindNamed(txn, call.who.tenant, in.userIDs);
  std::map<UserId, GroupMemberFullInfo> found;
  for (const group::MemberProfile& one : group::MembersAmong(txn, group.roster(), IdsOf(users))) {
    found.emplace(one.user.id, ToMember(one, in.groupID, txn.now_ms()));
  }
  MembersInfoOut out;
  for (const identity::User& user : users) {
    auto node = found.extract(user.id);
    if (!node.empty()) out.members.push_back(std::move(node.mapped()));
  }
  return out;
}

Result<MemberListOut> ListMembers(Txn& txn, Call&, const SeenGroup& group, MemberListIn& in) {
  MemberListOut out;
  out.total = group::CountMembers(txn, group.roster(), in.keyword);
  for (const group::MemberProfile& one : group::PageMembers(
           txn, group.roster(), in.keyword, in.pagination.showNumber, in.pagination.offset())) {
    out.members.push_back(ToMember(one, in.groupID, txn.now_ms()));
  }
  return out;
}

Result<MemberIDsOut> GetMemberIDs(Txn& txn, Call&, const SeenGroup& group, GroupIn&) {
  MemberIDsOut out;
  constexpr std::int64_t kAll = 100'000;  // as many as a group may have
  for (group::MemberProfile& one : group::PageMembers(txn, group.roster(), "", kAll, 0)) {
    out.userIDs.push_back(std::move(one.user.handle));
  }
  return out;
}

}  // namespace

std::vector<std::string> CreateGroupIn::Everybody() const {
  std::vector<std::string> all = memberUserIDs;
  all.insert(all.end(), adminUserIDs.begin(), adminUserIDs.end());
  all.push_back(ownerUserID);
  return all;
}

Status CreateGroupIn::Check(Txn&, const access::Principal&) const {
  if (groupInfo.groupType != kWorkingGroup) return FieldError(Code::kBadArgument, "groupType");
  if (!groupInfo.groupID.empty() && !ValidGroupHandle(groupInfo.groupID)) {
    return FieldError(Code::kBadHandle, "groupID");
  }
  return CheckDistinct(Everybody(), "memberUserIDs");
}

void AddGroups(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  static constexpr char kCreate[] =
      R"({"ownerUserID":"{user.mine}","memberUserIDs":["{user.peer}"],)"
      R"("groupInfo":{"groupName":"New","groupType":2}})";
  rows->push_back(Ep<&CreateGroup>(
      kPost, "/group/create_group", "Create a group",
      {.mode = Mode::kWrite, .door = "ownerUserID", .example = kCreate, .ref = "4.4"}));
  gateway::Options read{.mode = Mode::kScan, .ref = "4.4"};
  read.example = R"({"groupIDs":["{group.mine}"]})";
  rows->push_back(Ep<&GetGroups>(kPost, "/group/get_groups_info", "Get groups by id",
                                 gateway::Doorless(read, gateway::About::kPeople)));
  read.door = "fromUserID";
  read.example = R"({"fromUserID":"{user.mine}","pagination":{"pageNumber":1,"showNumber":10}})";
  rows->push_back(
      Ep<&ListJoined>(kPost, "/group/get_joined_group_list", "List the groups of a user", read));
  read.door = "groupID";
  read.example = R"({"groupID":"{group.mine}","userIDs":["{user.peer}"]})";
  rows->push_back(Ep<&GetMembers>(kPost, "/group/get_group_members_info",
                                  "Get members of a group by id", read));
  read.example = R"({"groupID":"{group.mine}","pagination":{"pageNumber":1,"showNumber":10}})";
  rows->push_back(
      Ep<&ListMembers>(kPost, "/group/get_group_member_list", "List the members of a group", read));
  read.example = R"({"groupID":"{group.mine}"})";
  rows->push_back(Ep<&GetMemberIDs>(kPost, "/group/get_group_member_user_id",
                                    "List the ids of a group's members", read));
}

}  // namespace koine::openim
