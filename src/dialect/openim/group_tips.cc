#include "dialect/openim/group_tips.h"
#include "core/group/render.h"
#include "core/group/view.h"
#include "dialect/openim/numbers.h"

#include <algorithm>

namespace koine::openim {

// The tips of all kinds; what a kind does not have is left out.
struct GroupTips {
  std::optional<GroupInfo> group;
  std::optional<GroupMemberFullInfo> opUser;
  std::optional<std::vector<GroupMemberFullInfo>> memberList;
  std::optional<GroupMemberFullInfo> groupOwnerUser, quitUser, newGroupOwner;
  std::optional<std::string> oldGroupOwner;
  std::optional<GroupMemberFullInfo> oldGroupOwnerInfo;
  std::optional<std::vector<GroupMemberFullInfo>> kickedUserList, invitedUserList;
  std::optional<GroupMemberFullInfo> inviterUser, entrantUser, mutedUser;
  std::optional<std::int64_t> mutedSeconds;
  std::optional<GroupMemberFullInfo> changedUser;
  std::optional<std::int64_t> muteTime, operationTime, groupMemberVersion;
  std::optional<std::string> groupMemberVersionID;
  std::optional<std::int64_t> groupSortVersion;
};
KOINE_DESCRIBE(GroupTips,
               (group, opUser, memberList, groupOwnerUser, quitUser, newGroupOwner, oldGroupOwner,
                oldGroupOwnerInfo, kickedUserList, invitedUserList, inviterUser, entrantUser,
                mutedUser, mutedSeconds, changedUser, muteTime, operationTime, groupMemberVersion,
                groupMemberVersionID, groupSortVersion))

namespace {

constexpr int kAdminOfServer = 2;  // appMangerLevel
constexpr std::int64_t kSecondsMax = 0xFFFF'FFFF;

using Members = std::vector<GroupMemberFullInfo>;

bool Lists(int type) {
  return type == kGroupCreated || type == kMemberInvited || type == kMemberKicked;
}

GroupMemberFullInfo MemberOf(const GroupAct& act, const Cast& cast, UserId user) {
  GroupMemberFullInfo out = cast.Member(act.group, user);
  const auto then = act.names.find(user);
  if (then != act.names.end() && !then->second.empty()) out.nickname = then->second;
  return out;
}

// Fills what its kind has besides group, operator and version.
void FillKind(const GroupAct& act, const Cast& cast, GroupTips* tips) {
  auto member = [&](UserId user) { return MemberOf(act, cast, user); };
  const UserId first = act.people.empty() ? act.actor : act.people.front();
  Members list;
  if (Lists(act.type)) {
    for (const UserId user : act.people) {
      if (list.size() < kPeopleShown) list.push_back(member(user));
    }
  }
  tips->operationTime = act.at;
  switch (act.type) {
    case kGroupCreated:
      tips->memberList = std::move(list);
      tips->groupOwnerUser = member(act.actor);
      tips->groupOwnerUser->roleLevel = kOwnerLevel;
      break;
    case kGroupInfoSet:
      tips->muteTime = 0;
      tips->operationTime.reset();
      break;
    case kAnnouncementSet:
    case kGroupNameSet:
      tips->operationTime.reset();
      break;
    case kMemberQuit:
      tips->quitUser = member(first);
      tips->opUser.reset();
      break;
    case kOwnerTransferred:
      tips->newGroupOwner = member(first);
      tips->newGroupOwner->roleLevel = kOwnerLevel;
      tips->oldGroupOwner = "";
      tips->oldGroupOwnerInfo = member(act.other ? act.other : act.actor);
      break;
    case kMemberKicked:
      tips->kickedUserList = std::move(list);
      break;
    case kMemberInvited:
      tips->invitedUserList = std::move(list);
      tips->inviterUser = member(act.other ? act.other : act.actor);
      break;
    case kMemberEntered:
      tips->entrantUser = member(first);
      tips->opUser.reset();
      break;
    case kMemberMuted:
      tips->mutedSeconds = std::clamp((act.until - act.at) / 1000, std::int64_t{0}, kSecondsMax);
      [[fallthrough]];
    case kMemberUnmuted:
      tips->mutedUser = member(first);
      tips->mutedUser->muteEndTime = act.until;
      break;
    case kMemberInfoSet:
    case kMemberToAdmin:
    case kMemberToOrdinary:
      tips->changedUser = member(first);
      tips->groupSortVersion = act.order ? act.version.number : 0;
      break;
    default:
      break;
  }
}

}  // namespace

void Cast::Load(store::Txn& txn, const Openim& dialect, TenantId tenant,
                const access::Principal* reader) {
  dialect_ = &dialect;
  now_ms_ = txn.now_ms();
  std::set<std::int64_t> groups;
  std::vector<group::SeatKey> seats;
  for (const auto& [group, user] : wanted_) {
    groups.insert(group.value);
    if (user) seats.push_back({group, user});
  }
  const std::vector<std::int64_t> ids(groups.begin(), groups.end());
  auto profiles = group::FindProfilesById(txn, tenant, ids);
  if (reader != nullptr) {
    // The reader knows its handle, which is in what they read; they may know no more of it.
    for (const group::Profile& one : profiles) {
      groups_[one.id].handle = one.handle;
      groups_[one.id].id = one.id;
    }
    profiles = group::ShownTo(txn, *reader, std::move(profiles));
  }
  for (group::Profile& one : profiles) groups_[one.id] = std::move(one);
  for (group::MemberProfile& one : group::SeatsAmong(txn, tenant, seats)) {
    const identity::User& user = one.user;
    people_[user.id] = {user.id, user.handle, user.name(), user.avatar};
    const std::pair key(one.group, user.id);
    members_[key] = std::move(one);
  }
  std::vector<std::int64_t> others;
  for (const auto& key : wanted_) {
    if (key.second && members_.count(key) == 0) others.push_back(key.second.value);
  }
  for (history::Handle& one : history::FindHandles(txn, tenant, others)) {
    people_[one.user] = std::move(one);
  }
}

GroupInfo Cast::Group(ConversationId id) const {
  const auto it = groups_.find(id);
  return it == groups_.end() ? GroupInfo{} : ToGroup(it->second);
}

GroupInfo Cast::Card(ConversationId id) const {
  const auto it = groups_.find(id);
  if (it == groups_.end()) return GroupInfo{};
  group::Profile card = it->second;
  group::MakeCard(&card);
  return ToGroup(card);
}

GroupMemberFullInfo Cast::Member(ConversationId group, UserId user) const {
  const auto place = groups_.find(group);
  const std::string name = place == groups_.end() ? "" : place->second.handle;
  const auto seat = members_.find({group, user});
  if (seat != members_.end()) return ToMember(seat->second, name, now_ms_);
  GroupMemberFullInfo out;
  out.groupID = name;
  const PublicUserInfo known = Public(user);
  out.userID = known.userID;
  out.nickname = known.nickname;
  out.faceURL = known.faceURL;
  if (dialect_ != nullptr && dialect_->IsAdmin(user)) {
    out.roleLevel = kAdminLevel;
    out.appMangerLevel = kAdminOfServer;
  } else {
    out.operatorUserID = known.userID;
  }
  return out;
}

PublicUserInfo Cast::Public(UserId user) const {
  const auto it = people_.find(user);
  if (it == people_.end()) return {};
  return {it->second.handle, it->second.nickname, it->second.avatar, ""};
}

void GroupAct::WantFrom(Cast* cast) const {
  cast->Want(group, actor);
  if (other) cast->Want(group, other);
  for (std::size_t i = 0; i < people.size() && i < kPeopleShown; ++i) cast->Want(group, people[i]);
}

std::string TipsOf(const GroupAct& act, const Cast& cast) {
  GroupTips tips;
  tips.group = cast.Group(act.group);
  if (!act.text.empty() && act.type == kGroupNameSet) tips.group->groupName = act.text;
  if (!act.text.empty() && act.type == kAnnouncementSet) tips.group->notification = act.text;
  tips.opUser = MemberOf(act, cast, act.actor);
  FillKind(act, cast, &tips);
  if (act.type != kGroupDismissed) {
    const bool cut = Lists(act.type) && act.people.size() > kPeopleShown;
    tips.groupMemberVersion = act.version.number;
    tips.groupMemberVersionID = cut ? "" : act.version.log;
  }
  json::Profile short_form;
  short_form.absent = json::Absent::kOmit;
  return json::ToText(tips, short_form);
}

std::optional<GroupAct> ActOf(const body::Notice& line, ConversationId group, std::int64_t at) {
  using body::NoticeKind;
  GroupAct act;
  switch (line.kind) {
    case NoticeKind::kGroupCreated:
      act.type = kGroupCreated;
      break;
    case NoticeKind::kMemberInvited:
      act.type = kMemberInvited;
      break;
    case NoticeKind::kMemberJoined:
      act.type = kMemberEntered;
      break;
    case NoticeKind::kMemberRemoved:
      act.type = kMemberKicked;
      break;
    case NoticeKind::kMemberLeft:
      act.type = kMemberQuit;
      break;
    case NoticeKind::kDissolved:
      act.type = kGroupDismissed;
      break;
    case NoticeKind::kOwnerTransferred:
      act.type = kOwnerTransferred;
      break;
    case NoticeKind::kRenamed:
      act.type = kGroupNameSet;
      break;
    case NoticeKind::kAnnouncement:
      act.type = kAnnouncementSet;
      break;
    case NoticeKind::kMuteAllOn:
      act.type = kGroupMuted;
      break;
    case NoticeKind::kMuteAllOff:
      act.type = kGroupUnmuted;
      break;
    case NoticeKind::kMemberMuted:
      act.type = kMemberMuted;
      break;
    case NoticeKind::kMemberUnmuted:
      act.type = kMemberUnmuted;
      break;
    case NoticeKind::kFriendsNow:
    case NoticeKind::kFriendsEnded:
    case NoticeKind::kTopSet:
    case NoticeKind::kPrivateOn:
    case NoticeKind::kPrivateOff:
    case NoticeKind::kGroupBanned:
    case NoticeKind::kGroupUnbanned:
    case NoticeKind::kCallStarted:
    case NoticeKind::kCallEnded:
      return std::nullopt;
  }
  act.group = group;
  act.actor = line.actor.id;
  for (const body::Named& one : line.targets) act.people.push_back(one.id);
  act.other = line.other.id;
  act.names[line.actor.id] = line.actor.name;
  act.names[line.other.id] = line.other.name;
  for (const body::Named& one : line.targets) act.names[one.id] = one.name;
  act.text = line.text;
  if (act.type == kGroupCreated) act.people.insert(act.people.begin(), act.actor);
  act.version = {line.version, line.version_log};
  act.at = at;
  act.until = line.until;
  return act;
}

void AddGroupTips(std::vector<gateway::EventRow>* rows) {
  constexpr std::pair<int, const char*> kAll[] = {
      {kGroupCreated, "Notification: a group was created"},
      {kGroupInfoSet, "Notification: the data of a group changed"},
      {kMemberQuit, "Notification: a member left a group"},
      {kOwnerTransferred, "Notification: a group was transferred to another owner"},
      {kMemberKicked, "Notification: members were removed from a group"},
      {kMemberInvited, "Notification: users were invited to a group"},
      {kMemberEntered, "Notification: a user joined a group"},
      {kGroupDismissed, "Notification: a group was dissolved"},
      {kMemberMuted, "Notification: a member was muted"},
      {kMemberUnmuted, "Notification: a member was unmuted"},
      {kGroupMuted, "Notification: a group was muted"},
      {kGroupUnmuted, "Notification: a group was unmuted"},
      {kMemberInfoSet, "Notification: the data of a member changed"},
      {kMemberToAdmin, "Notification: a member became an administrator"},
      {kMemberToOrdinary, "Notification: an administrator became a member"},
      {kAnnouncementSet, "Notification: the announcement of a group changed"},
      {kGroupNameSet, "Notification: the name of a group changed"},
  };
  for (const auto& [type, summary] : kAll) {
    rows->push_back(gateway::EventOf<GroupTips>(std::to_string(type), summary));
  }
}

}  // namespace koine::openim
