#include "core/conversation/group.h"

#include <algorithm>
#include <utility>

#include "core/event/event.h"
#include "core/identity/rows.h"
#include "core/message/append.h"

namespace koine::conversation {

namespace {

using access::ConversationState;
using access::MemberRole;
using access::MemberStatus;
using event::GroupAction;

event::Event GroupEventOf(const access::Principal& who, const ConversationState& state,
                          const event::Person& actor, GroupAction action,
                          std::vector<UserId> targets) {
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.place = state.place();
  event.to_members = true;
  event.targets = targets;
  event.payload = event::GroupEvent{action, state.name, actor, std::move(targets)};
  return event;
}

void TellAdded(store::Txn& txn, const access::Principal& who, const ConversationState& state,
               std::vector<UserId> users) {
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.place = state.place();
  event.users = std::move(users);
  event.payload = event::ConversationAdded{state.name, state.avatar, {}};
  event::Emit(txn, std::move(event));
}

std::vector<body::Named> Names(store::Txn& txn, TenantId tenant, const std::vector<UserId>& users) {
  std::vector<std::int64_t> ids;
  for (const UserId user : users) {
    if (ids.size() < kNamedMax) ids.push_back(user.value);
  }
  std::vector<body::Named> names;
  for (const identity::User& user : identity::FindUsers(txn, tenant, ids)) {
    names.push_back({user.id, user.name()});
  }
  std::sort(names.begin(), names.end(),
            [](const body::Named& a, const body::Named& b) { return a.id < b.id; });
  return names;
}

// Seats them from the present end on and tells everybody.
std::vector<UserId> Seat(store::Txn& txn, const access::Principal& who,
                         const ConversationState& state, const event::Person& actor,
                         const std::vector<std::int64_t>& users, MemberRole role,
                         GroupAction action) {
  Newcomers newcomers;
  newcomers.inviter = who.user;
  newcomers.role = role;
  newcomers.min_seq = state.history_for_new ? 0 : state.last_seq + 1;
  newcomers.read_seq = state.last_seq;
  newcomers.read_counted = state.last_counted;
  auto seated = InsertMembers(txn, who.tenant, state.id, newcomers, users);
  if (seated.empty()) return seated;
  AddToMemberCount(txn, who.tenant, state.id, static_cast<std::int64_t>(seated.size()));
  event::Event event = GroupEventOf(who, state, actor, action, seated);
  for (const UserId user : seated) {
    event.membership.push_back({state.id, user, true, newcomers.min_seq});
  }
  event::Emit(txn, std::move(event));
  TellAdded(txn, who, state, seated);
  return seated;
}

// Ends the seats after the system line that tells it, which they may still read.
void Unseat(store::Txn& txn, const access::Principal& who, ConversationState state,
            const event::Person& actor, const std::vector<UserId>& users, body::NoticeKind notice,
            GroupAction action) {
  body::Notice line;
  line.kind = notice;
  if (action == GroupAction::kMembersRemoved) line.targets = Names(txn, who.tenant, users);
  message::AppendNotice(txn, who.tenant, &state, who.policy->dialect, actor, std::move(line));
  AddToMemberCount(txn, who.tenant, state.id, -static_cast<std::int64_t>(users.size()));
  event::Event event = GroupEventOf(who, state, actor, action, users);
  for (const UserId user : users) event.membership.push_back({state.id, user, false, 0});
  event::Emit(txn, std::move(event));
  event::Event gone;
  gone.tenant = who.tenant;
  gone.actor = who.user;
  gone.place = state.place();
  gone.users = users;
  gone.payload = event::ConversationRemoved{false};
  event::Emit(txn, std::move(gone));
}

std::vector<std::int64_t> Values(const std::vector<UserId>& users) {
  std::vector<std::int64_t> out;
  for (const UserId user : users) out.push_back(user.value);
  return out;
}

}  // namespace

Result<ConversationId> CreateGroup(store::Txn& txn, const access::Principal& who,
                                   const GroupIn& in) {
  if (in.members.size() > kNewMembersMax) return FieldError(Code::kBadArgument, "memberIds");
  auto me = identity::FindUser(txn, who.tenant, who.user);
  if (!me) return Error{Code::kUserNotFound, "sender"};
  NewGroup group;
  group.id = NewConversationId(txn);
  group.owner = who.user;
  group.name = in.name;
  group.avatar = in.avatar;
  group.description = in.description;
  group.join_mode = in.open ? access::JoinMode::kOpen : who.policy->join_mode;
  group.max_members = in.max_members > 0 ? in.max_members : who.policy->group_members_max;
  group.history_for_new = who.policy->history_for_new;
  InsertGroup(txn, who.tenant, group);

  ConversationState state;
  state.id = group.id;
  state.kind = access::ConversationKind::kGroup;
  state.owner = who.user;
  state.name = group.name;
  state.avatar = group.avatar;
  state.history_for_new = group.history_for_new;
  Seat(txn, who, state, me->person(), {who.user.value}, MemberRole::kOwner, GroupAction::kCreated);
  auto seated = Seat(txn, who, state, me->person(), in.members, MemberRole::kMember,
                     GroupAction::kMembersAdded);
  if (static_cast<std::int64_t>(seated.size()) + 1 > group.max_members) {
    return Error{Code::kGroupFull};
  }
  body::Notice line;
  line.kind = body::NoticeKind::kGroupCreated;
  message::AppendNotice(txn, who.tenant, &state, who.policy->dialect, me->person(),
                        std::move(line));
  return group.id;
}

Result<std::int64_t> AddMembers(store::Txn& txn, const access::GroupAdmin& place,
                                const std::vector<std::int64_t>& users) {
  if (users.size() > kNewMembersMax) return FieldError(Code::kBadArgument, "userIds");
  const access::Principal& who = place.who();
  ConversationState state = place.conversation();
  const event::Person& actor = place.member().person;
  auto seated = Seat(txn, who, state, actor, users, MemberRole::kMember,
                     GroupAction::kMembersAdded);
  const auto count = static_cast<std::int64_t>(seated.size());
  if (state.member_count + count > state.max_members) return Error{Code::kGroupFull};
  if (seated.empty()) return count;
  body::Notice line;
  line.kind = body::NoticeKind::kMemberInvited;
  line.targets = Names(txn, who.tenant, seated);
  message::AppendNotice(txn, who.tenant, &state, who.policy->dialect, actor, std::move(line));
  return count;
}

Result<std::int64_t> RemoveMembers(store::Txn& txn, const access::GroupAdmin& place,
                                   const std::vector<std::int64_t>& users) {
  const access::Principal& who = place.who();
  const ConversationState& state = place.conversation();
  for (const RoleOf& role : FindRoles(txn, who.tenant, state.id, users)) {
    if (role.role == MemberRole::kOwner) return Error{Code::kForbidden, "owner"};
    if (role.role == MemberRole::kAdmin && place.member().role != MemberRole::kOwner) {
      return Error{Code::kForbidden, "admin"};
    }
  }
  auto ended = EndMembers(txn, who.tenant, state.id, MemberStatus::kRemoved, who.user,
                          state.last_seq + 1, MemberRole::kOwner, users);
  if (!ended.empty()) {
    Unseat(txn, who, state, place.member().person, ended, body::NoticeKind::kMemberRemoved,
           GroupAction::kMembersRemoved);
  }
  return static_cast<std::int64_t>(ended.size());
}

Status LeaveGroup(store::Txn& txn, const access::GroupMember& place) {
  const access::Principal& who = place.who();
  const ConversationState& state = place.conversation();
  if (place.member().role == MemberRole::kOwner) return Error{Code::kForbidden, "owner_leaves"};
  auto ended = EndMembers(txn, who.tenant, state.id, MemberStatus::kLeft, who.user,
                          state.last_seq + 1, MemberRole::kOwner, Values({who.user}));
  Unseat(txn, who, state, place.member().person, ended, body::NoticeKind::kMemberLeft,
         GroupAction::kMemberLeft);
  return Ok();
}

}  // namespace koine::conversation
