#include "core/group/manage.h"

#include <map>
#include <set>
#include <utility>

#include "core/access/system.h"
#include "core/change/change.h"
#include "core/conversation/audience.h"
#include "core/event/event.h"
#include "core/group/announcement.h"
#include "core/group/member_rows.h"
#include "core/group/membership.h"
#include "core/group/rows.h"
#include "core/word/word.h"

namespace koine::group {

namespace {

using access::MemberRole;
using body::NoticeKind;
using event::GroupAction;

// What an application calls its groups by.
constexpr char kExtendName[] = "conv_name";
constexpr char kEndJob[] = "group.end";
// Time to tell the members, who are found by their seats.
constexpr std::int64_t kEndDelayMs = 5000;
constexpr std::int64_t kEndPauseMs = 50;

// Seats of a dissolved group that are still to be ended. `noted`: its members' lists of groups are
// without it already.
struct Ending {
  TenantId tenant;
  ConversationId conversation;
  UserId by;
  std::int64_t max_seq = 0;
  bool noted = false;
};
KOINE_DESCRIBE(Ending, (tenant, conversation, by, max_seq, noted))

using version::Collection;

// Before their seats end: a member who asks when they hear of it finds the group gone.
bool NoteEnd(store::Txn& txn, const Scene& scene) {
  if (scene.state.member_count > kEndSlice) return false;
  std::vector<std::int64_t> users;
  for (const auto& one : conversation::ListListeners(txn, scene.tenant, scene.state.id)) {
    users.push_back(one.user.value);
  }
  version::BumpMany(txn, scene.tenant, Collection::kGroups, users, scene.state.id.value,
                    version::Op::kDelete);
  return true;
}

Status EndNextSlice(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const Ending e, json::Parse<Ending>(payload));
  const auto users = Numbers(EndSeats(txn, e.tenant, e.conversation, e.by, e.max_seq, kEndSlice));
  if (!e.noted) {
    version::BumpMany(txn, e.tenant, Collection::kGroups, users, e.conversation.value,
                      version::Op::kDelete);
  }
  version::BumpMany(txn, e.tenant, Collection::kConversations, users, e.conversation.value,
                    version::Op::kUpdate);
  if (static_cast<std::int64_t>(users.size()) >= kEndSlice) {
    txn.PutJob(kEndJob, key, txn.now_ms() + kEndPauseMs, payload);
  }
  return Ok();
}

// The role of an active member.
Result<MemberRole> RoleIn(store::Txn& txn, const Scene& scene, UserId user) {
  const std::vector<std::int64_t> one = {user.value};
  const auto roles = FindRoles(txn, scene.tenant, scene.state.id, one);
  if (roles.empty()) return Error{Code::kNotMember, "target"};
  return roles.front().role;
}

Status CheckRoom(store::Txn& txn, const Scene& scene, int before) {
  if (CountAdmins(txn, scene.tenant, scene.state.id) - before < kAdminsMax) return Ok();
  return Error{Code::kBadState, "admins_full"};
}

// The extension with the new name, where it has the place for it or there is none (mapping 5.1).
std::optional<std::string> Renamed(const std::string& extend, const std::string& name) {
  using Members = std::map<std::string, json::Raw>;
  Result<Members> members = Members();
  if (!extend.empty()) {
    members = json::Parse<Members>(extend);
    if (!members.ok() || members->count(kExtendName) == 0) return std::nullopt;
  }
  std::string& text = (*members)[kExtendName].text;
  text.clear();
  json::Quote(name, &text);
  return json::ToText(*members);
}

// What of the change stands in the row of the group.
InfoChange InfoOf(store::Txn& txn, const Scene& scene, const GroupChange& change) {
  InfoChange info;
  info.name = change.name;
  info.avatar = change.avatar;
  info.description = change.description;
  info.max_members = change.max_members;
  info.ex = change.ex;
  info.join_mode = change.join_mode;
  const bool open = scene.state.join_mode == access::JoinMode::kOpen;
  if (change.open && *change.open != open) {
    info.join_mode = *change.open ? access::JoinMode::kOpen : access::JoinMode::kApplyOrInvite;
  }
  if (change.open) info.hidden = !*change.open;
  // Nobody could come into an open group of which nobody knows.
  if (change.join_mode == access::JoinMode::kOpen) info.hidden = false;
  if (change.look_member_info || change.apply_member_friend) {
    Settings settings = ReadSettings(FindSettings(txn, scene.tenant, scene.state.id));
    if (change.look_member_info) settings.lookMemberInfo = *change.look_member_info;
    if (change.apply_member_friend) settings.applyMemberFriend = *change.apply_member_friend;
    info.settings = json::ToText(settings);
  }
  return info;
}

// Whether somebody of the role `mine` may change a member of the role `his` so.
Status CheckChange(MemberRole mine, bool himself, MemberRole his, const MemberChange& change) {
  const bool owner = mine == MemberRole::kOwner;
  if (!himself && !owner && (mine != MemberRole::kAdmin || his != MemberRole::kMember)) {
    return Error{Code::kForbidden, "member"};
  }
  const auto role = static_cast<MemberRole>(change.role.value_or(static_cast<int>(his)));
  if (role == his) return Ok();
  if (his == MemberRole::kOwner) {
    if (himself) return FieldError(Code::kBadArgument, "roleLevel");
    return Error{Code::kForbidden, "role"};
  }
  if (owner || (himself && role < his)) return Ok();
  return Error{Code::kForbidden, "role"};
}

// What the changes come to, as the events need it.
struct Changed {
  std::vector<UserId> raised, lowered, named;
  std::string nickname;  // of the only one
};

// The member alone reads that they are a manager now, or no longer (mapping 7.3).
void TellRole(store::Txn& txn, Scene* scene, UserId user, bool raised) {
  const change::Tip tip{raised ? event::TipKind::kRaised : event::TipKind::kLowered, ""};
  event::Event event;
  event.tenant = scene->tenant;
  event.actor = scene->actor.id;
  event.payload = event::MemberTold{tip.kind, scene->actor};
  change::AppendTip(txn, &scene->state, user, tip, std::move(event));
}

void TellChanged(store::Txn& txn, Scene* given, const Changed& changed) {
  const Scene& scene = *given;
  auto tell = [&](const std::vector<UserId>& users, GroupAction action, MemberRole role) {
    if (users.empty()) return;
    event::GroupEvent event;
    event.action = action;
    event.targets = users;
    if (action == GroupAction::kRoleChanged) event.role = static_cast<int>(role);
    if (action == GroupAction::kMemberChanged) event.text = changed.nickname;
    TellGroup(txn, scene, std::move(event));
  };
  tell(changed.raised, GroupAction::kRoleChanged, MemberRole::kAdmin);
  tell(changed.lowered, GroupAction::kRoleChanged, MemberRole::kMember);
  tell(changed.named, GroupAction::kMemberChanged, MemberRole::kMember);
  for (const UserId user : changed.raised) TellRole(txn, given, user, true);
  for (const UserId user : changed.lowered) TellRole(txn, given, user, false);
}

// `mine`: the actor's role; that of the owner for an administrator of the server.
Status SetMembersIn(store::Txn& txn, Scene scene, MemberRole mine,
                    std::vector<MemberChange> changes) {
  std::vector<std::int64_t> users;
  for (MemberChange& change : changes) {
    users.push_back(change.user.value);
    if (!change.nickname) continue;
    KOINE_TRY(change.nickname, word::TakeName(txn, scene.tenant, *change.nickname, "nickname"));
  }
  std::map<UserId, MemberRole> roles;
  for (const auto& one : FindRoles(txn, scene.tenant, scene.state.id, users)) {
    roles[one.user] = one.role;
  }
  Changed changed;
  std::set<std::int64_t> elements;
  for (const MemberChange& change : changes) {
    const auto it = roles.find(change.user);
    if (it == roles.end()) return Error{Code::kNotMember, "given"};
    KOINE_CHECK(CheckChange(mine, change.user == scene.actor.id, it->second, change));
    if (change.role && *change.role != static_cast<int>(it->second)) {
      const bool raised = *change.role > static_cast<int>(it->second);
      (raised ? changed.raised : changed.lowered).push_back(change.user);
      elements.insert({change.user.value, version::kOrder});
    }
    if (change.nickname || change.avatar || change.ex) {
      changed.named.push_back(change.user);
      elements.insert(change.user.value);
    }
  }
  if (elements.empty()) return Ok();
  if (changes.size() == 1) changed.nickname = changes.front().nickname.value_or("");
  const auto more = changed.raised.size();
  if (more > changed.lowered.size()) {
    const auto freed = static_cast<int>(changed.lowered.size());
    const auto wanted = static_cast<int>(more) - 1;
    KOINE_CHECK(CheckRoom(txn, scene, freed - wanted));
  }
  WriteMembers(txn, scene.tenant, scene.state.id, changes);
  const std::vector<std::int64_t> noted(elements.begin(), elements.end());
  // A client that follows the list version by version takes one change from each event, so several
  // changes skip a version: it then asks what changed.
  if (users.size() > 1) NoteMembers(txn, &scene, noted);
  NoteMembers(txn, &scene, noted);
  TellChanged(txn, &scene, changed);
  return Ok();
}

}  // namespace

Settings ReadSettings(std::string_view stored) {
  auto read = json::Parse<Settings>(stored);
  return read.ok() ? *read : Settings{};
}

Status UpdateGroup(store::Txn& txn, const Manager& by, const GroupChange& given) {
  KOINE_CHECK(by.MayManage());
  Scene scene = by.scene();
  GroupChange change = given;
  if (given.name) {
    KOINE_TRY(change.name, word::TakeName(txn, scene.tenant, *given.name, "name"));
  }
  if (given.description) {
    KOINE_TRY(const auto masked, word::Masked(txn, scene.tenant, scene.state.words,
                                              *given.description, "description"));
    if (masked) change.description = masked;
  }
  if (change.max_members && *change.max_members < scene.state.member_count) {
    return Error{Code::kBadState, "members_above"};
  }
  InfoChange info = InfoOf(txn, scene, change);
  const bool renamed = change.name && *change.name != scene.state.name;
  if (renamed) {
    info.extend = Renamed(FindExtend(txn, scene.tenant, scene.state.id), *change.name);
  }
  const bool others = change.avatar || change.description || change.max_members || change.open ||
                      change.join_mode || change.ex || info.settings;
  if (!others && !change.name && !change.notice) return Ok();
  SetInfo(txn, scene.tenant, scene.state.id, info);
  if (change.avatar) scene.state.avatar = *change.avatar;
  if (renamed) scene.state.name = *change.name;
  bool announced = false;
  if (change.notice) {
    KOINE_TRY(announced, ReplaceNotice(txn, &scene, *change.notice));
  }
  NoteMembers(txn, &scene, {version::kItself});
  if (renamed) {
    AddLine(txn, &scene, NoticeKind::kRenamed, {}, *change.name);
  }
  event::GroupEvent event;
  event.action = GroupAction::kUpdated;
  event.renamed = renamed;
  event.info = others;
  event.told = announced;
  TellGroup(txn, scene, std::move(event));
  return Ok();
}

Status Dissolve(store::Txn& txn, const Manager& by, bool quiet) {
  if (!by.owner()) return Error{Code::kRoleTooLow, "owner"};
  Scene scene = by.scene();
  if (!quiet) AddLine(txn, &scene, NoticeKind::kDissolved);
  const bool noted = NoteEnd(txn, scene);
  SetDissolved(txn, scene.tenant, scene.state.id);
  NoteMembers(txn, &scene, {version::kItself});
  CloseJoinRequests(txn, scene.tenant, scene.state.id, scene.actor.id);
  event::GroupEvent told;
  told.action = GroupAction::kDissolved;
  told.quiet = quiet;
  TellGroup(txn, scene, std::move(told));
  event::Event gone;
  gone.tenant = scene.tenant;
  gone.actor = scene.actor.id;
  gone.place = scene.state.place();
  gone.to_members = true;
  gone.payload = event::ConversationRemoved{true};
  event::Emit(txn, std::move(gone));
  const Ending ending{scene.tenant, scene.state.id, scene.actor.id, scene.state.last_seq, noted};
  txn.PutJob(kEndJob, std::to_string(scene.state.id.value), txn.now_ms() + kEndDelayMs,
             json::ToText(ending));
  return Ok();
}

Status SetMemberRole(store::Txn& txn, const access::GroupOwner& place, UserId user, bool admin) {
  Scene scene = SceneOf(place);
  KOINE_TRY(const MemberRole before, RoleIn(txn, scene, user));
  KOINE_CHECK(Manager(place).MayManage());
  if (user == scene.actor.id) return Error{Code::kForbidden, "own_role"};
  const MemberRole role = admin ? MemberRole::kAdmin : MemberRole::kMember;
  if (before == role) return Ok();
  if (admin) KOINE_CHECK(CheckRoom(txn, scene, 0));
  SetRole(txn, scene.tenant, scene.state.id, user, role);
  NoteMembers(txn, &scene, {user.value, version::kOrder});
  event::GroupEvent event;
  event.action = GroupAction::kRoleChanged;
  event.targets = {user};
  event.role = static_cast<int>(role);
  TellGroup(txn, scene, std::move(event));
  TellRole(txn, &scene, user, admin);
  return Ok();
}

Status Transfer(store::Txn& txn, const Manager& by, UserId user) {
  if (!by.owner()) return Error{Code::kRoleTooLow, "owner"};
  Scene scene = by.scene();
  const UserId old = scene.state.owner;
  if (user == old) return Error{Code::kForbidden, "own_role"};
  KOINE_TRY(const MemberRole before, RoleIn(txn, scene, user));
  const MemberRole left = by.policy().swaps_roles ? before : MemberRole::kAdmin;
  const int freed = before == MemberRole::kAdmin ? 1 : 0;
  if (left == MemberRole::kAdmin) KOINE_CHECK(CheckRoom(txn, scene, freed));
  SetRole(txn, scene.tenant, scene.state.id, old, left);
  SetRole(txn, scene.tenant, scene.state.id, user, MemberRole::kOwner);
  SetOwner(txn, scene.tenant, scene.state.id, user);
  scene.state.owner = user;
  NoteMembers(txn, &scene, {old.value, user.value, version::kOrder, version::kItself});
  body::Named former;
  if (old != scene.actor.id) former = {old, access::FindPerson(txn, scene.tenant, old).name};
  AddLine(txn, &scene, NoticeKind::kOwnerTransferred, NamesOf(txn, scene.tenant, {user}), "", 0,
          std::move(former));
  event::GroupEvent event;
  event.action = GroupAction::kTransferred;
  event.targets = {user};
  event.role = static_cast<int>(MemberRole::kOwner);
  event.former_owner = old;
  TellGroup(txn, scene, std::move(event));
  return Ok();
}

Status MuteAll(store::Txn& txn, const Manager& by, bool on) {
  KOINE_CHECK(by.MayManage());
  Scene scene = by.scene();
  if (scene.state.mute_all == on) return Ok();
  SetMuteAll(txn, scene.tenant, scene.state.id, on);
  scene.state.mute_all = on;
  NoteMembers(txn, &scene, {version::kItself});
  AddLine(txn, &scene, on ? NoticeKind::kMuteAllOn : NoticeKind::kMuteAllOff);
  event::GroupEvent event;
  event.action = GroupAction::kMuteAllChanged;
  event.muted = on;
  TellGroup(txn, scene, std::move(event));
  return Ok();
}

Result<std::int64_t> MuteMembers(store::Txn& txn, const Manager& by,
                                 const std::vector<std::int64_t>& users, std::int64_t until_ms) {
  Scene scene = by.scene();
  const auto members = access::MembersAmong(txn, scene.tenant, scene.state.id, users);
  if (members.empty()) return Error{Code::kNotMember, "target"};
  KOINE_CHECK(by.MayManage());
  std::set<UserId> already;
  for (const access::MemberState& member : members) {
    if (member.role == MemberRole::kOwner) return Error{Code::kForbidden, "mute_owner"};
    if (member.role == MemberRole::kAdmin && !by.owner()) {
      return Error{Code::kForbidden, "mute_admin"};
    }
    if (member.muted_until > txn.now_ms()) already.insert(member.user);
  }
  auto changed = SetMuted(txn, scene.tenant, scene.state.id, until_ms, users);
  const auto count = static_cast<std::int64_t>(changed.size());
  if (changed.empty()) return count;
  const bool muted = until_ms > 0;
  NoteMembers(txn, &scene, Numbers(changed));
  // Who was muted before only hears until when, and no line says it again.
  std::vector<UserId> fresh = changed;
  if (muted) std::erase_if(fresh, [&](UserId user) { return already.count(user) > 0; });
  if (!fresh.empty()) {
    AddLine(txn, &scene, muted ? NoticeKind::kMemberMuted : NoticeKind::kMemberUnmuted,
            NamesOf(txn, scene.tenant, fresh), "", until_ms);
  }
  event::GroupEvent event;
  event.action = GroupAction::kMemberMuted;
  event.targets = std::move(changed);
  event.muted = muted;
  event.muted_until = until_ms;
  TellGroup(txn, scene, std::move(event));
  return count;
}

Status SetMembers(store::Txn& txn, const access::GroupMember& place,
                  const std::vector<MemberChange>& changes) {
  return SetMembersIn(txn, SceneOf(place), place.member().role, changes);
}

Status SetMembers(store::Txn& txn, const access::AnyGroup& place,
                  const std::vector<MemberChange>& changes) {
  return SetMembersIn(txn, SceneOf(place), MemberRole::kOwner, changes);
}

Status SetOwnNickname(store::Txn& txn, const access::GroupMember& place, const std::string& given) {
  Scene scene = SceneOf(place);
  KOINE_TRY(const std::string nickname, word::TakeName(txn, scene.tenant, given, "nickname"));
  SetNickname(txn, scene.tenant, scene.state.id, scene.actor.id, nickname);
  NoteMembers(txn, &scene, {scene.actor.id.value});
  event::GroupEvent event;
  event.action = GroupAction::kMemberChanged;
  event.targets = {scene.actor.id};
  event.text = nickname;
  TellGroup(txn, scene, std::move(event));
  return Ok();
}

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kSeatJob, SeatNextSlice);
  jobs.Add(kEndJob, EndNextSlice);
  jobs.Add(kExpireJob, EndAnnouncement);
}

}  // namespace koine::group
