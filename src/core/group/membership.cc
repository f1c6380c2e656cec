#include "core/group/membership.h"

#include <algorithm>
#include <utility>

#include "core/access/allowance.h"
#include "core/access/system.h"
#include "core/conversation/system.h"
#include "core/event/event.h"
#include "core/group/member_rows.h"
#include "core/group/rows.h"
#include "core/identity/people.h"
#include "core/setting/consent.h"
#include "core/word/word.h"

namespace koine::group {

namespace {

using access::ConversationState;
using access::MemberRole;
using access::MemberStatus;
using body::NoticeKind;
using event::GroupAction;
using Ids = std::vector<std::int64_t>;

constexpr int kIdTriesMax = 1000;
constexpr store::IdSequence kSeatJobIds{"group_seat", 1};

// Members who were promised a seat and wait for it.
struct Waiting {
  TenantId tenant;
  ConversationId conversation;
  UserId inviter;
  int origin = 0;
  Ids users;
};
KOINE_DESCRIBE(Waiting, (tenant, conversation, inviter, origin, users))

void TellAdded(store::Txn& txn, const Scene& scene, std::vector<UserId> users) {
  event::Event event;
  event.tenant = scene.tenant;
  event.actor = scene.actor.id;
  event.place = scene.state.place();
  event.users = std::move(users);
  event.payload = event::ConversationAdded{
      scene.state.name, scene.state.avatar, {}, FindCard(txn, scene.tenant, scene.state)};
  event::Emit(txn, std::move(event));
}

// How those who are seated are told of.
struct Telling {
  GroupAction action = GroupAction::kMembersAdded;
  bool quiet = false;
  bool founding = false;
  UserId inviter;  // of one who joined: another who had asked for them
};

// Seats them from the present end on and tells everybody; of `newcomers`, who brought them and what
// they are. Those of a founding are told of the group once all of it is there. REQUIRES: there is
// room
std::vector<UserId> Seat(store::Txn& txn, Scene* scene, const Ids& users, Newcomers newcomers,
                         Telling telling) {
  ConversationState& state = scene->state;
  newcomers.by = scene->actor.id;
  newcomers.min_seq = state.history_for_new ? 0 : state.last_seq + 1;
  newcomers.read_seq = state.last_seq;
  newcomers.read_counted = state.last_counted;
  auto seated = InsertMembers(txn, scene->tenant, state.id, newcomers, users);
  if (seated.empty()) return seated;
  const auto count = static_cast<std::int64_t>(seated.size());
  AddToMemberCount(txn, scene->tenant, state.id, count);
  state.member_count += count;
  NoteMembers(txn, scene, Numbers(seated), version::Op::kInsert);
  NoteGroupsOf(txn, *scene, seated, version::Op::kInsert);
  std::vector<event::Membership> joins;
  for (const UserId user : seated) joins.push_back({state.id, user, true, newcomers.min_seq});
  event::GroupEvent event;
  event.action = telling.action;
  event.targets = seated;
  event.quiet = telling.quiet;
  event.founding = telling.founding;
  event.inviter = telling.inviter;
  TellGroup(txn, *scene, std::move(event), std::move(joins));
  const bool founding = telling.founding || telling.action == GroupAction::kCreated;
  if (!founding) TellAdded(txn, *scene, seated);
  return seated;
}

Newcomers InvitedBy(const Scene& scene, MemberRole role = MemberRole::kMember) {
  Newcomers out;
  out.inviter = scene.actor.id;
  out.source = access::JoinSource::kInvitation;
  out.role = role;
  return out;
}

void PutWaiting(store::Txn& txn, const Scene& scene, const Ids& users) {
  const Waiting waiting{scene.tenant, scene.state.id, scene.actor.id,
                        static_cast<int>(scene.origin), users};
  // Its own key: two calls may have people waiting for one group.
  const std::string key =
      std::to_string(scene.state.id.value) + "." + std::to_string(txn.NextId(kSeatJobIds));
  txn.PutJob(kSeatJob, key, txn.now_ms() + kSeatPauseMs, json::ToText(waiting));
}

struct Seated {
  std::int64_t count = 0;     // now or soon
  std::vector<UserId> first;  // now
};
// Those of `users` who are new come in: kSeatAtOnce now, the others by the job.
Result<Seated> SeatMany(store::Txn& txn, Scene* scene, const Ids& users, bool quiet,
                        bool founding = false) {
  Ids fresh = FindNewcomers(txn, scene->tenant, scene->state.id, users);
  Seated out;
  out.count = static_cast<std::int64_t>(fresh.size());
  if (scene->state.member_count + out.count > scene->state.max_members) {
    return Error{Code::kGroupFull};
  }
  Ids later;
  if (fresh.size() > kSeatAtOnce) {
    later.assign(fresh.begin() + kSeatAtOnce, fresh.end());
    fresh.resize(kSeatAtOnce);
  }
  out.first =
      Seat(txn, scene, fresh, InvitedBy(*scene), {GroupAction::kMembersAdded, quiet, founding});
  if (!later.empty()) PutWaiting(txn, *scene, later);
  return out;
}

// Ends the seats after the system line that tells it, which they may still read.
void Unseat(store::Txn& txn, Scene scene, const std::vector<UserId>& users, NoticeKind notice,
            Telling telling) {
  std::vector<body::Named> names;
  if (telling.action == GroupAction::kMembersRemoved) names = NamesOf(txn, scene.tenant, users);
  AddToMemberCount(txn, scene.tenant, scene.state.id, -static_cast<std::int64_t>(users.size()));
  NoteMembers(txn, &scene, Numbers(users), version::Op::kDelete);
  if (!telling.quiet) AddLine(txn, &scene, notice, std::move(names));
  NoteGroupsOf(txn, scene, users, version::Op::kDelete);
  std::vector<event::Membership> leaves;
  for (const UserId user : users) leaves.push_back({scene.state.id, user, false, 0});
  event::GroupEvent event;
  event.action = telling.action;
  event.targets = users;
  event.quiet = telling.quiet;
  TellGroup(txn, scene, std::move(event), std::move(leaves));
  event::Event gone;
  gone.tenant = scene.tenant;
  gone.actor = scene.actor.id;
  gone.place = scene.state.place();
  gone.users = users;
  gone.payload = event::ConversationRemoved{false};
  event::Emit(txn, std::move(gone));
}

}  // namespace

ConversationId NewGroupId(store::Txn& txn, TenantId tenant) {
  ConversationId id = conversation::NewConversationId(txn);
  for (int i = 1; i < kIdTriesMax; ++i) {
    if (!GroupHandleTaken(txn, tenant, std::to_string(id.value))) break;
    id = conversation::NewConversationId(txn);
  }
  return id;
}

Result<ConversationId> CreateGroup(store::Txn& txn, const access::Principal& who,
                                   const GroupIn& in) {
  if (in.members.size() > kNewMembersMax) return FieldError(Code::kBadArgument, "memberIds");
  if (!who.trusted) {
    Ids asked = in.members;
    asked.insert(asked.end(), in.admins.begin(), in.admins.end());
    KOINE_CHECK(setting::LetBring(txn, who.tenant, who.user, asked));
  }
  auto me = identity::FindUser(txn, who, who.user);
  if (!me) return Error{Code::kUserNotFound, "sender"};
  if (!in.handle.empty() && GroupHandleTaken(txn, who.tenant, in.handle)) {
    return Error{Code::kGroupExists};
  }
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kGroup));
  NewGroup group;
  group.id = NewGroupId(txn, who.tenant);
  group.handle = in.handle;
  group.ex = in.ex;
  group.settings = in.settings;
  group.owner = who.user;
  KOINE_TRY(group.name, word::TakeName(txn, who.tenant, in.name, "name"));
  group.avatar = in.avatar;
  KOINE_TRY(group.description, word::TakeText(txn, who.tenant, in.description, "description"));
  group.join_mode = in.open ? access::JoinMode::kOpen : who.policy->join_mode;
  if (in.join_mode) group.join_mode = *in.join_mode;
  group.max_members = in.max_members > 0 ? in.max_members : who.policy->group_members_max;
  group.history_for_new = who.policy->history_for_new;
  group.hidden = in.hidden;
  InsertGroup(txn, who.tenant, group);

  Scene scene{who.tenant, who.policy->dialect, me->person(), {}};
  scene.state.id = group.id;
  scene.state.kind = ConversationKind::kGroup;
  scene.state.owner = who.user;
  scene.state.name = group.name;
  scene.state.avatar = group.avatar;
  scene.state.history_for_new = group.history_for_new;
  scene.state.hidden = group.hidden;
  scene.state.max_members = group.max_members;
  if (in.furnish) {
    // Its words are read with the row.
    const auto made = access::FindConversation(txn, who.tenant, group.id, false);
    if (made) scene.state.words = made->words;
    KOINE_CHECK(in.furnish(txn, &scene));
  }
  Seat(txn, &scene, {who.user.value}, InvitedBy(scene, MemberRole::kOwner),
       {GroupAction::kCreated, in.quiet});
  std::vector<UserId> others;
  if (!in.admins.empty()) {
    others = Seat(txn, &scene, in.admins, InvitedBy(scene, MemberRole::kAdmin),
                  {GroupAction::kMembersAdded, in.quiet, true});
  }
  KOINE_TRY(const Seated seated, SeatMany(txn, &scene, in.members, in.quiet, true));
  others.insert(others.end(), seated.first.begin(), seated.first.end());
  TellAdded(txn, scene, {who.user});
  if (!others.empty()) TellAdded(txn, scene, std::move(others));
  if (!in.quiet) {
    AddLine(txn, &scene, NoticeKind::kGroupCreated, NamesOf(txn, who.tenant, seated.first));
  }
  return group.id;
}

ConversationId MakeRoom(store::Txn& txn, const access::Principal& who, UserId owner) {
  NewGroup row;
  row.id = NewGroupId(txn, who.tenant);
  row.owner = owner;
  row.join_mode = access::JoinMode::kOpen;
  InsertGroup(txn, who.tenant, row);
  return row.id;
}

void EndRoom(store::Txn& txn, const access::AnyConversation& place) {
  SetDissolved(txn, place.who().tenant, place.conversation().id);
}

Result<std::int64_t> AddMembers(store::Txn& txn, const Manager& by,
                                const std::vector<std::int64_t>& users) {
  if (users.size() > kNewMembersMax) return FieldError(Code::kBadArgument, "userIds");
  Scene scene = by.scene();
  if (!by.office()) {
    const Ids fresh = FindNewcomers(txn, scene.tenant, scene.state.id, users);
    KOINE_CHECK(setting::LetBring(txn, scene.tenant, scene.actor.id, fresh));
  }
  return SeatInvited(txn, &scene, users, false);
}

Result<std::int64_t> SeatInvited(store::Txn& txn, Scene* scene,
                                 const std::vector<std::int64_t>& users, bool quiet) {
  KOINE_TRY(const Seated seated, SeatMany(txn, scene, users, quiet));
  if (!seated.first.empty() && !quiet) {
    AddLine(txn, scene, NoticeKind::kMemberInvited, NamesOf(txn, scene->tenant, seated.first));
  }
  return seated.count;
}

Status CheckRemovable(store::Txn& txn, const Manager& by, const std::vector<std::int64_t>& users) {
  KOINE_CHECK(by.MayManage());
  bool owner = false, admin = false;
  for (const RoleOf& one : FindRoles(txn, by.scene().tenant, by.scene().state.id, users)) {
    owner = owner || one.role == MemberRole::kOwner;
    admin = admin || one.role == MemberRole::kAdmin;
  }
  if (admin && !by.owner()) return Error{Code::kForbidden, "admin"};
  return owner ? Status(Error{Code::kForbidden, "owner"}) : Ok();
}

Result<std::int64_t> RemoveMembers(store::Txn& txn, const Manager& by,
                                   const std::vector<std::int64_t>& users, bool quiet) {
  KOINE_CHECK(CheckRemovable(txn, by, users));
  const Scene& scene = by.scene();
  const ConversationState& state = scene.state;
  // Where nothing was said there must be a line: 0 as the last they may read means no end.
  if (state.last_seq == 0) quiet = false;
  const std::int64_t last = quiet ? state.last_seq : state.last_seq + 1;
  auto ended = EndMembers(txn, scene.tenant, state.id, MemberStatus::kRemoved, scene.actor.id, last,
                          MemberRole::kOwner, users);
  if (!ended.empty()) {
    Unseat(txn, scene, ended, NoticeKind::kMemberRemoved, {GroupAction::kMembersRemoved, quiet});
  }
  return static_cast<std::int64_t>(ended.size());
}

Status LeaveGroup(store::Txn& txn, const access::GroupMember& place) {
  if (place.member().role == MemberRole::kOwner) return Error{Code::kForbidden, "owner_leaves"};
  const Scene scene = SceneOf(place);
  const Ids me = {place.who().user.value};
  auto ended = EndMembers(txn, scene.tenant, scene.state.id, MemberStatus::kLeft, place.who().user,
                          scene.state.last_seq + 1, MemberRole::kOwner, me);
  Unseat(txn, scene, ended, NoticeKind::kMemberLeft, {GroupAction::kMemberLeft, false});
  return Ok();
}

Result<bool> SeatApplicant(store::Txn& txn, Scene* scene, UserId user, const SeatEntry& entry) {
  const Ids fresh = FindNewcomers(txn, scene->tenant, scene->state.id, Ids{user.value});
  if (fresh.empty()) return false;
  if (scene->state.member_count + 1 > scene->state.max_members) return Error{Code::kGroupFull};
  Newcomers newcomers;
  newcomers.source = entry.source;
  newcomers.inviter = entry.inviter;
  // Into an open group the newcomer counts as their own inviter (openim-http 4.4).
  if (entry.source == access::JoinSource::kNone) newcomers.inviter = user;
  const UserId other = entry.inviter == user ? UserId() : entry.inviter;
  Seat(txn, scene, fresh, newcomers, {GroupAction::kMemberJoined, false, false, other});
  Scene told = *scene;
  told.actor = access::FindPerson(txn, scene->tenant, entry.inviter ? entry.inviter : user);
  if (entry.inviter) {
    AddLine(txn, &told, NoticeKind::kMemberInvited, NamesOf(txn, scene->tenant, {user}));
  } else {
    AddLine(txn, &told, NoticeKind::kMemberJoined);
  }
  scene->state = std::move(told.state);
  return true;
}

Status SeatNextSlice(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(Waiting waiting, json::Parse<Waiting>(payload));
  auto state = access::FindConversation(txn, waiting.tenant, waiting.conversation, true);
  if (!state || state->status != access::ConversationStatus::kNormal) return Ok();
  const std::size_t size = std::min(kSeatSlice, waiting.users.size());
  const Ids slice(waiting.users.begin(), waiting.users.begin() + static_cast<std::ptrdiff_t>(size));
  waiting.users.erase(waiting.users.begin(),
                      waiting.users.begin() + static_cast<std::ptrdiff_t>(size));
  Scene scene{waiting.tenant, static_cast<access::Dialect>(waiting.origin),
              access::FindPerson(txn, waiting.tenant, waiting.inviter), *std::move(state)};
  Ids fresh = FindNewcomers(txn, waiting.tenant, waiting.conversation, slice);
  const std::int64_t room =
      std::max<std::int64_t>(0, scene.state.max_members - scene.state.member_count);
  if (static_cast<std::int64_t>(fresh.size()) > room) {
    // Others were faster, or the limit was lowered meanwhile.
    fresh.resize(static_cast<std::size_t>(room));
    waiting.users.clear();
  }
  Seat(txn, &scene, fresh, InvitedBy(scene), {});
  if (!waiting.users.empty()) {
    txn.PutJob(kSeatJob, key, txn.now_ms() + kSeatPauseMs, json::ToText(waiting));
  }
  return Ok();
}

}  // namespace koine::group
